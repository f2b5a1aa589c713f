/* What is done at a desk: patient after patient, act after act. */
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/host.h"
#include "config/secret.h"
#include "crash/afternoon.h"
#include "model/care/care.h"
#include "model/codes/codes.h"
#include "store/store.h"

const char *const desk_names[DESKS] = {"Rita R", "Nia N", "Cora C"};

static const char *const far[] = {"REF", "RWE", "RAX", "RBX", "RCX"};

typedef struct Visit {
	const Afternoon *afternoon;
	int which, journal;
	Random random;
	Store *store;
	Ledger ledger;
	Zone zone;
	Desk *desk;
	Chart *chart;
	Arena arena;
} Visit;

/* --- What there is to do, and how it is done: a target of NULL is nothing --- */

typedef const char *(*Target)(Visit *visit);
typedef bool (*Doing)(Visit *visit, const char *target, Error *err);

static const Episode *any_episode(Visit *visit, bool open)
{
	const Agreements *agreements = &visit->chart->now.agreements;
	const Episode *found = NULL;
	size_t seen = 0;
	for (size_t i = 0; i < agreements->episode_count; i++) {
		const Episode *episode = &agreements->episodes[i];
		if (!episode->registration && episode->open == open && random_one_in(&visit->random, ++seen))
			found = episode;
	}
	return found;
}

static const char *open_episode(Visit *visit)
{
	const Episode *episode = any_episode(visit, true);
	return episode ? episode->id : NULL;
}

static const char *closed_episode(Visit *visit)
{
	const Episode *episode = any_episode(visit, false);
	return episode ? episode->id : NULL;
}

static const char *another_organisation(Visit *visit)
{
	return far[random_below(&visit->random, countof(far))];
}

static const char *open_request(Visit *visit)
{
	const Agreements *agreements = &visit->chart->now.agreements;
	const char *found = NULL;
	size_t seen = 0;
	for (size_t i = 0; i < agreements->request_count; i++)
		if (agreements->requests[i].open && random_one_in(&visit->random, ++seen))
			found = agreements->requests[i].id;
	return found;
}

static const char *request_wanted(Visit *visit)
{
	return open_request(visit) ? NULL : open_episode(visit);
}

static const char *an_entry(Visit *visit, bool hidden)
{
	const Chart *chart = visit->chart;
	const char *found = NULL;
	size_t seen = 0;
	for (size_t i = 0; i < chart->world.entries.count; i++)
		if ((chart->now.entries[i].hidden != NULL) == hidden && random_one_in(&visit->random, ++seen))
			found = chart->world.entries.items[i].id;
	return found;
}

static const char *shown_entry(Visit *visit)
{
	return an_entry(visit, false);
}

static const char *hidden_entry(Visit *visit)
{
	return desk_may(visit->desk, ACT_REVIEW_PRIVATE) ? an_entry(visit, true) : NULL;
}

static const char *new_mobile(Visit *visit)
{
	return arena_print(&visit->arena, "07700900%03d", (int)random_below(&visit->random, 1000));
}

static bool refer(Visit *visit, const char *org, Error *err)
{
	const Referral referral = {.org = org};
	const char *episode;
	return desk_refer(visit->desk, visit->chart, &referral, &episode, err);
}

static bool answer(Visit *visit, const char *episode, Error *err)
{
	const Speaker speaker = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	GivenAnswer answers[] = {{episode, DIRECTION_OUT, ANSWER_YES}, {episode, DIRECTION_IN, ANSWER_YES}};
	for (size_t i = 0; i < countof(answers); i++)
		answers[i].answer = random_one_in(&visit->random, 3) ? ANSWER_NO : ANSWER_YES;
	const Given given = {.answers = answers, .answer_count = countof(answers)};
	return desk_record(visit->desk, visit->chart, &speaker, &given, err);
}

static bool change_contact(Visit *visit, const char *mobile, Error *err)
{
	const Contact contact = {.mobile = mobile};
	return desk_contact(visit->desk, visit->chart, &contact, err);
}

static bool make_private(Visit *visit, const char *entry, Error *err)
{
	return desk_make_private(visit->desk, visit->chart, entry, err);
}

static bool reopen(Visit *visit, const char *entry, Error *err)
{
	return desk_reopen(visit->desk, visit->chart, entry, "asked to", err);
}

static bool discharge(Visit *visit, const char *episode, Error *err)
{
	return desk_discharge(visit->desk, visit->chart, episode, err);
}

static bool cancel_discharge(Visit *visit, const char *episode, Error *err)
{
	return desk_cancel_discharge(visit->desk, visit->chart, episode, err);
}

static bool ask_for_code(Visit *visit, const char *episode, Error *err)
{
	const char *request;
	return desk_open_request(visit->desk, visit->chart, episode, &request, err);
}

static bool send_code(Visit *visit, const char *request, Error *err)
{
	const CodeIssue issue = {.channel = CODE_SMS};
	Code code;
	return desk_issue_code(visit->desk, visit->chart, request, &issue, &code, err);
}

/* What the patient has on the telephone, if it came: "REQUEST DIGITS". */
static const char *code_that_came(Visit *visit)
{
	const char *request = open_request(visit), *found = NULL;
	char reference[64], fact[64], digits[CODE_DIGITS + 1];
	if (!request)
		return NULL;
	const CodeStand stand = desk_request_state(visit->desk, visit->chart, request).code;
	FILE *book = fopen(visit->afternoon->service, "r");
	while (book && fscanf(book, "%63s %63s %6s", reference, fact, digits) == 3)
		if (stand.code && text_is(fact, stand.code->id))
			found = arena_print(&visit->arena, "%s %s", request, digits);
	if (book)
		fclose(book);
	return found;
}

static bool type_code(Visit *visit, const char *target, Error *err)
{
	const char *digits = strchr(target, ' ') + 1;
	const char *request = arena_print(&visit->arena, "%.*s", (int)(digits - target - 1), target);
	CodeResult result;
	return desk_type_code(visit->desk, visit->chart, request, random_one_in(&visit->random, 5) ? "000000" : digits,
			      &result, err);
}

enum { LOOK, SIGN_IN, SIGN_OUT, DRAWN };

static const struct {
	Deed deed;
	Target target;
	Doing doing;
} acts[] = {
	[LOOK] = {{"look", {"viewed"}, 1, false}, NULL, NULL},
	[SIGN_IN] = {{"sign-in", {"signed-in"}, 1, false}, NULL, NULL},
	[SIGN_OUT] = {{"sign-out", {"signed-out"}, 1, true}, NULL, NULL},
	{{"refer", {"referred"}, 1, false}, another_organisation, refer},
	{{"answer", {"answered"}, 2, false}, open_episode, answer},
	{{"contact", {"contact"}, 1, false}, new_mobile, change_contact},
	{{"private", {"entry-private", "entry-private-requested"}, 1, false}, shown_entry, make_private},
	{{"reopen", {"entry-open"}, 1, false}, hidden_entry, reopen},
	{{"discharge", {"discharged"}, 1, false}, open_episode, discharge},
	{{"cancel", {"discharge-cancelled"}, 1, false}, closed_episode, cancel_discharge},
	{{"request", {"request"}, 1, true}, request_wanted, ask_for_code},
	{{"send", {"code-issued"}, 1, false}, open_request, send_code},
	{{"type", {"code-accepted", "code-failed"}, 1, true}, code_that_came, type_code},
};

const Deed *deed_named(const char *name)
{
	for (size_t i = 0; i < countof(acts); i++)
		if (text_is(acts[i].deed.name, name))
			return &acts[i].deed;
	return NULL;
}

/* --- In the journal --- */

static bool tries(Visit *visit, const Deed *deed)
{
	return journal_write(visit->journal,
			     arena_print(&visit->arena, "A %lld %s", (long long)turns_taken(), deed->name));
}

/* "S TURN ID…": those of this desk since `head`. */
static bool saved(Visit *visit, const char *nhs, int64_t head, Error *err)
{
	FactList facts;
	Text line = {.arena = &visit->arena};
	if (!visit->ledger.ops->facts_since(visit->ledger.self, nhs, head, &visit->arena, &facts, err))
		return false;
	text_add_print(&line, "S %lld", (long long)turns_taken());
	for (size_t i = 0; i < facts.count; i++)
		if (text_is(facts.items[i].by, desk_names[visit->which]))
			text_add_print(&line, " %s", facts.items[i].id);
	return journal_write(visit->journal, text_done(&line));
}

/* The same of the last that was told of a session of this desk, where it is of this kind. */
static bool saved_session(Visit *visit, FactKind kind, Error *err)
{
	FactList facts;
	const char *id = "";
	if (!visit->ledger.ops->sessions(visit->ledger.self, (Instant){AFTERNOON_NOW}, &visit->arena, &facts, err))
		return false;
	for (size_t i = 0; i < facts.count; i++)
		if (text_is(facts.items[i].by, desk_names[visit->which]))
			id = facts.items[i].kind == kind ? facts.items[i].id : "";
	return journal_write(visit->journal, arena_print(&visit->arena, "S %lld %s", (long long)turns_taken(), id));
}

static bool refused(Visit *visit, Error *err)
{
	return err->kind == ERROR_REFUSED &&
	       journal_write(visit->journal, arena_print(&visit->arena, "R %lld", (long long)turns_taken()));
}

/* --- Visits --- */

/* A request, its code and typing it back are pressed on with: else few would come so far. */
static size_t draw_act(Visit *visit, const char **ret_target)
{
	size_t which = countof(acts);
	*ret_target = NULL;
	if (random_one_in(&visit->random, 2))
		while (!*ret_target && --which >= countof(acts) - 3)
			*ret_target = acts[which].target(visit);
	if (*ret_target)
		return which;
	which = DRAWN + random_below(&visit->random, countof(acts) - DRAWN);
	*ret_target = acts[which].target(visit);
	return which;
}

static bool do_any(Visit *visit, const char *nhs, Error *err)
{
	Seal seal;
	int64_t head;
	const char *target;
	const size_t which = draw_act(visit, &target);
	if (!target)
		return true;
	target = arena_text(&visit->arena, target);
	return visit->ledger.ops->head(visit->ledger.self, &head, &seal, err) && tries(visit, &acts[which].deed) &&
	       (acts[which].doing(visit, target, err) ? saved(visit, nhs, head, err) : refused(visit, err));
}

static bool see_patient(Visit *visit, Error *err)
{
	enum { ACTS_MAX = 6 };
	char nhs[11];
	Seal seal;
	int64_t head;
	afternoon_patient(0, (int)random_below(&visit->random, PATIENTS), nhs);
	bool done = visit->ledger.ops->head(visit->ledger.self, &head, &seal, err) && tries(visit, &acts[LOOK].deed) &&
		    desk_open_chart(visit->desk, nhs, (Date){0}, &visit->chart, err) && saved(visit, nhs, head, err);
	for (size_t left = random_below(&visit->random, ACTS_MAX); done && left > 0; left--)
		done = do_any(visit, nhs, err);
	desk_close_chart(visit->desk, visit->chart);
	visit->chart = NULL;
	arena_clear(&visit->arena);
	return done;
}

static bool open_desk(Visit *visit, Error *err)
{
	DeskPorts ports = {
		.clock = host_clock(),
		.entropy = host_entropy(),
		.zone = &visit->zone,
		.sends_sms = true,
	};
	if (!store_open(visit->afternoon->path, STORE_OPEN, &visit->store, err) ||
	    !secret_desk_key_there(visit->afternoon->path, ports.key, err))
		return false;
	store_seal_accounts(visit->store, ports.key);
	ports.ledger = visit->ledger = store_ledger(visit->store);
	visit->desk = desk_open(&ports);
	return tries(visit, &acts[SIGN_IN].deed) &&
	       desk_sign_in(visit->desk, desk_names[visit->which], "another good phrase", err) &&
	       saved_session(visit, FACT_SIGNED_IN, err);
}

static bool leave_desk(Visit *visit, Error *err)
{
	if (!tries(visit, &acts[SIGN_OUT].deed))
		return false;
	desk_sign_out(visit->desk);
	return saved_session(visit, FACT_SIGNED_OUT, err);
}

int work_at_desk(const void *self, int which)
{
	Visit visit = {.afternoon = self, .which = which};
	Error err = {0};
	afternoon_seed(self, &visit.random);
	visit.journal = journal_open(self, which);
	bool done = open_desk(&visit, &err);
	while (done && !turns_closing())
		done = see_patient(&visit, &err);
	done = done && leave_desk(&visit, &err);
	desk_close(visit.desk);
	store_close(visit.store);
	return done ? 0 : afternoon_fault(self, which, err.text);
}
