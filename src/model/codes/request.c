#include "base/text.h"
#include "base/utf8.h"
#include "model/codes/inside.h"
#include "model/rules/decision.h"

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

static bool check_unverified(const Reach *reach, const Episode *episode, Error *err)
{
	StandingOf standing = reach_standing(reach, episode->org);
	if (!episode_verified(reach, &standing, episode))
		return true;
	scoped(arena_free) Arena arena = {0};
	return fail(err, ERROR_REFUSED, "%s is verified for this patient already: no code is needed.",
		    desk_called(reach, episode, &arena));
}

typedef struct Requesting {
	Arena *keep;
	const char *id;  /* handed back: the new one, or the one found open */
} Requesting;

static bool check_requesting(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	Requesting *requesting = context;
	const Reach *reach = desk_fold_now(now);
	const Episode *episode;
	if (!desk_check_living(&now->world, err)
	    || !desk_open_episode(reach, telling->facts[0].episode, &episode, err)
	    || !desk_check_undisputed(reach, episode, err) || !desk_needs_code(reach, episode, err)
	    || !check_unverified(reach, episode, err))
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
	OldTelling telling = {
		.act = "opened a request", .facts = &fact, .count = 1, .check = check_requesting,
		.context = &requesting,
	};
	if (!desk_tell(desk, chart, &telling, err))
		return false;
	*ret_request = requesting.id;
	return true;
}

static bool check_open_request(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	const Request *request;
	return desk_find_request(desk_fold_now(now), telling->facts[0].request, &request, err);
}

static bool tell_of_request(Desk *desk, Chart *chart, const char *act, Fact *fact, Error *err)
{
	OldTelling telling = {.act = act, .facts = fact, .count = 1, .check = check_open_request};
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

/* --- The choice of a patient whom no code reaches --- */

static bool check_identity(const RecordedChoice *choice, const Person *person, Error *err)
{
	switch (choice->identity) {
	case CHOICE_SPOKEN: return identity_enough(person, choice->spoken, err);
	case CHOICE_DOCUMENT:
	case CHOICE_KNOWN: return true;
	default:
		return fail(err, ERROR_INPUT,
			    "Say how identity was checked: by two spoken things, by a document, or known to you.");
	}
}

static const char *choice_note(const RecordedChoice *choice, Arena *arena)
{
	static const char *const deciders[Who_COUNT_] = {
		[WHO_PARENTAL_RESPONSIBILITY] = "parental responsibility",
		[WHO_HEALTH_WELFARE_LPA] = "attorney for health and welfare",
		[WHO_DEPUTY] = "deputy appointed by the court",
		[WHO_BEST_INTEREST] = "in the patient's best interest",
	};
	Text note = {.arena = arena};
	if (choice->who == WHO_PATIENT)
		text_add(&note, "decided by the patient");
	else
		text_add_print(&note, "decided by %s (%s)", utf8_clean(arena, choice->name), deciders[choice->who]);
	if (choice->who == WHO_BEST_INTEREST)
		text_add_print(&note, ", because: %s", utf8_clean(arena, choice->reason));
	text_add(&note, choice->identity == CHOICE_KNOWN ? "; identity known to the member of staff"
							 : "; identity checked: ");
	if (choice->identity == CHOICE_SPOKEN)
		identity_print(choice->spoken, &note);
	else if (choice->identity == CHOICE_DOCUMENT)
		text_add(&note, "a document");
	return text_done(&note);
}

static bool check_choice(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	const RecordedChoice *choice = context;
	const Request *request;
	const Reach *reach = desk_fold_now(now);
	return desk_check_living(&now->world, err)
		&& desk_find_request(reach, telling->facts[0].request, &request, err)
		&& (choice->answer == ANSWER_NO
		    || desk_needs_code(reach, &reach->agreements.episodes[request->episode], err))
		&& desk_check_age(choice->who, now, err) && check_identity(choice, now->world.person, err);
}

bool desk_record_choice(Desk *desk, Chart *chart, const char *request, const RecordedChoice *choice, Error *err)
{
	bool substitute = choice->who != WHO_PATIENT && choice->who != WHO_PARENTAL_RESPONSIBILITY;
	Speaker speaker = {
		.who = choice->who, .name = choice->name, .reason = choice->reason,
		.capacity = substitute ? CAPACITY_LACKS : 0, /* who decides for the patient says that they cannot */
	};
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_clock_right(desk, INSTANT_MIN, err))
		return false;
	if (choice->answer != ANSWER_YES && choice->answer != ANSWER_NO)
		return fail(err, ERROR_INPUT, "A choice about a request is yes or no.");
	if (!desk_check_speaker(desk, &speaker, err))
		return false;
	RecordedChoice checked = *choice;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CHOICE;
	fact.request = request;
	fact.answer = (WordByte)choice->answer;
	fact.note = choice_note(choice, &chart_open(chart)->visit);
	OldTelling telling = {
		.act = "recorded the patient's choice", .facts = &fact, .count = 1, .check = check_choice,
		.context = &checked,
	};
	return desk_tell(desk, chart, &telling, err);
}
