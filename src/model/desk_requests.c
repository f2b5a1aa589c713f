#include "base/text.h"
#include "model/desk_checks.h"
#include "model/desk_codes.h"

static const Request *open_request_of(const Reach *reach, const Episode *episode)
{
	const Agreements *agreements = &reach->agreements;
	for (size_t i = 0; i < agreements->request_count; i++) {
		const Request *request = &agreements->requests[i];
		if (request->open && &agreements->episodes[request->episode] == episode)
			return request;
	}
	return NULL;
}

typedef struct Requesting {
	Arena *keep;
	const char *id;  /* handed back: the new one, or the one found open */
} Requesting;

static bool check_requesting(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)desk;
	Requesting *requesting = context;
	const Reach *reach = desk_fold_now(now);
	const Episode *episode;
	if (!desk_open_episode(reach, telling->facts[0].episode, &episode, err))
		return false;
	const Request *found = open_request_of(reach, episode);
	if (found) {
		requesting->id = arena_text(requesting->keep, found->id);
		telling->count = 0;
		return true;
	}
	telling->facts[0].org = arena_text(requesting->keep, episode->org);
	return true;
}

bool desk_open_request(Desk *desk, Chart *chart, const char *episode, const char **ret_request, Error *err)
{
	char id[DESK_ID_MAX];
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_new_id(desk, "r", id, err))
		return false;
	Arena *keep = &chart_open(chart)->visit;
	Requesting requesting = {.keep = keep, .id = arena_text(keep, id)};
	Fact fact = FACT_NONE;
	fact.kind = FACT_REQUEST;
	fact.request = requesting.id;
	fact.episode = episode;
	Telling telling = {
		.act = "opened a request", .facts = &fact, .count = 1, .check = check_requesting,
		.context = &requesting,
	};
	if (!desk_tell(desk, chart, &telling, err))
		return false;
	*ret_request = requesting.id;
	return true;
}

static bool check_open_request(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)desk, (void)context;
	const Request *request;
	return desk_find_request(desk_fold_now(now), telling->facts[0].request, &request, err);
}

static bool tell_of_request(Desk *desk, Chart *chart, const char *act, Fact *fact, Error *err)
{
	Telling telling = {.act = act, .facts = fact, .count = 1, .check = check_open_request};
	return desk_tell(desk, chart, &telling, err);
}

bool desk_cancel_request(Desk *desk, Chart *chart, const char *request, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REQUEST_CANCELLED;
	fact.request = request;
	return desk_allows(desk, ACT_REQUEST, err)
		&& tell_of_request(desk, chart, "cancelled a request", &fact, err);
}

bool desk_record_choice(Desk *desk, Chart *chart, const char *request, Answer answer, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_CHOICE;
	fact.request = request;
	fact.answer = (WordByte)answer;
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_clock_right(desk, err))
		return false;
	if (answer != ANSWER_YES && answer != ANSWER_NO)
		return fail(err, ERROR_INPUT, "A choice about a request is yes or no.");
	return tell_of_request(desk, chart, "recorded the patient's choice", &fact, err);
}
