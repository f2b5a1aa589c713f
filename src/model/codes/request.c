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

static bool put_request(Telling *telling, const Episode *episode, const char *id, const char *caller, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REQUEST;
	fact.request = id;
	fact.episode = episode->id;
	fact.org = episode->org;
	fact.note = text_empty(caller) ? NULL : caller;
	return telling_put(telling, &fact, err);
}

/* One that is open already is handed back, and nothing is told. */
bool desk_open_request_for(Desk *desk, Chart *chart, const char *episode, const char *caller, const char **ret_request,
			   Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REQUEST,
		.living = true,
		.act = "opened a request",
	};
	char id[DESK_ID_MAX];
	const Episode *asked;
	if (!telling_begin(&telling, err) || !desk_new_id(desk, "r", id, err))
		return false;
	const Reach *reach = desk_fold_now(&telling.now);
	if (!desk_open_episode(reach, episode, &asked, err) || !desk_check_undisputed(reach, asked, err) ||
	    !desk_needs_code(reach, asked, err) || !check_unverified(reach, asked, err))
		return false;
	const Request *found = open_request_of(reach, asked);
	if ((!found && !put_request(&telling, asked, id, caller, err)) || !telling_commit(&telling, err))
		return false;
	*ret_request = arena_text(&chart_open(chart)->visit, found ? found->id : id);
	return true;
}

bool desk_open_request(Desk *desk, Chart *chart, const char *episode, const char **ret_request, Error *err)
{
	return desk_open_request_for(desk, chart, episode, NULL, ret_request, err);
}

bool desk_cancel_request(Desk *desk, Chart *chart, const char *request, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REQUEST,
		.act = "cancelled a request",
	};
	const Request *found;
	Fact fact = FACT_NONE;
	fact.kind = FACT_REQUEST_CANCELLED;
	fact.request = request;
	return telling_begin(&telling, err) && desk_find_request(desk_fold_now(&telling.now), request, &found, err) &&
	       telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- The choice of a patient whom no code reaches --- */

static bool check_online(const RecordedChoice *choice, Error *err)
{
	return (choice->who == WHO_PATIENT && choice->answer == ANSWER_YES) ||
	       fail(err, ERROR_REFUSED,
		    "What is seen online is the patient's own yes: anything else is recorded as it was said here.");
}

static bool check_identity(const RecordedChoice *choice, const Person *person, Error *err)
{
	switch (choice->identity) {
	case CHOICE_SPOKEN: return identity_enough(person, choice->spoken, err);
	case CHOICE_ONLINE: return check_online(choice, err);
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
	if (choice->identity == CHOICE_ONLINE)
		return "approved by the patient in SystmOnline or the NHS App";
	if (choice->who == WHO_PATIENT)
		text_add(&note, "decided by the patient");
	else
		text_add_print(&note, "decided by %s (%s)", utf8_clean(arena, choice->name), deciders[choice->who]);
	if (choice->who == WHO_BEST_INTEREST)
		text_add_print(&note, ", because: %s", utf8_clean(arena, choice->reason));
	text_add(&note,
		 choice->identity == CHOICE_KNOWN ? "; identity known to the member of staff" : "; identity checked: ");
	if (choice->identity == CHOICE_SPOKEN)
		identity_print(choice->spoken, &note);
	else if (choice->identity == CHOICE_DOCUMENT)
		text_add(&note, "a document");
	return text_done(&note);
}

static bool check_choice(const TellingNow *now, const char *id, const RecordedChoice *choice, Error *err)
{
	const Request *request;
	const Reach *reach = desk_fold_now(now);
	return desk_find_request(reach, id, &request, err) &&
	       (choice->answer == ANSWER_NO ||
		desk_needs_code(reach, &reach->agreements.episodes[request->episode], err)) &&
	       desk_check_age(choice->who, now, err) && check_identity(choice, now->world.person, err);
}

bool desk_record_choice(Desk *desk, Chart *chart, const char *request, const RecordedChoice *choice, Error *err)
{
	bool substitute = choice->who != WHO_PATIENT && choice->who != WHO_PARENTAL_RESPONSIBILITY;
	Speaker speaker = {
		.who = choice->who,
		.name = choice->name,
		.reason = choice->reason,
		.capacity = substitute ? CAPACITY_LACKS : 0, /* who decides for the patient says that they cannot */
	};
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REQUEST,
		.clock = true,
		.living = true,
		.act = "recorded the patient's choice",
	};
	if (!telling_may(&telling, err))
		return false;
	if (choice->answer != ANSWER_YES && choice->answer != ANSWER_NO)
		return fail(err, ERROR_INPUT, "A choice about a request is yes or no.");
	if (!desk_check_speaker(desk, &speaker, err) || !telling_begin(&telling, err) ||
	    !check_choice(&telling.now, request, choice, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CHOICE;
	fact.request = request;
	fact.answer = (WordByte)choice->answer;
	fact.how = choice->identity == CHOICE_ONLINE ? HOW_ONLINE : (WordByte)chart->how;
	fact.note = choice_note(choice, telling.now.arena);
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
