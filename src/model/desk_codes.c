#include "model/desk_codes.h"

#include <sodium.h>

#include "base/text.h"
#include "model/code.h"
#include "model/desk_checks.h"

/* --- How the newest code of a request stands, from the ledger's facts alone --- */

typedef struct CodeStand {
	const Fact *code; /* the newest `code-issued`, or NULL */
	int failed;
	bool used, voided;
} CodeStand;

static const Fact *newest_code(FactList facts, const char *request)
{
	const Fact *newest = NULL;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_CODE_ISSUED && text_is(fact->request, request) &&
		    (!newest || fact_order(newest, fact) < 0))
			newest = fact;
	}
	return newest;
}

/* Voids are passed over on purpose, for all but the code itself: otherwise a void of a failure would be a sixth try,
 * the void of an acceptance a second use, and the void of a code would wake the one before. */
static CodeStand code_stand(FactList facts, const char *request)
{
	CodeStand stand = {.code = newest_code(facts, request)};
	for (size_t i = 0; stand.code && i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		stand.voided |= fact->kind == FACT_VOIDED && text_is(fact->fact, stand.code->id);
		if (!text_is(fact->request, request) || fact_order(fact, stand.code) < 0)
			continue;
		stand.failed += fact->kind == FACT_CODE_FAILED;
		stand.used |= fact->kind == FACT_CODE_ACCEPTED || fact->kind == FACT_CHOICE;
	}
	return stand;
}

static int tries_left(const CodeStand *stand)
{
	return stand->code && stand->failed < CODE_TRIES ? CODE_TRIES - stand->failed : 0;
}

/* What typing would come to before the digits are looked at: CODE_ACCEPTED where they may. Half-open at `expires`. */
static CodeOutcome code_outcome(const CodeStand *stand, Instant now)
{
	if (!stand->code || stand->voided)
		return CODE_NONE;
	if (stand->used || tries_left(stand) == 0)
		return CODE_SPENT;
	return instant_before(now, stand->code->expires) ? CODE_ACCEPTED : CODE_EXPIRED;
}

/* The later of the clock and the patient's latest fact, as the facts told now would have it (RULES, Time). */
static Instant moment(const Desk *desk, const Chart *chart)
{
	Instant now = desk_now(desk);
	for (size_t i = 0; i < chart->world.facts.count; i++)
		now = instant_later(now, chart->world.facts.items[i].at);
	return now;
}

RequestState desk_request_state(const Desk *desk, const Chart *chart, const char *request)
{
	CodeStand stand = code_stand(chart->world.facts, request);
	Instant now = moment(desk, chart);
	RequestState state = {
		.request = agreements_request(&chart->now.agreements, request),
		.code = stand.voided ? NULL : stand.code,
		.tries_left = stand.voided ? 0 : tries_left(&stand),
	};
	if (state.code && instant_before(now, state.code->expires))
		state.seconds_left = state.code->expires.seconds - now.seconds;
	state.live = state.request && state.request->open && code_outcome(&stand, now) == CODE_ACCEPTED;
	return state;
}

/* --- Giving a code out --- */

typedef struct Issuing {
	const char *patient, *org;
	char digits[CODE_DIGITS + 1];
	Arena *keep;
} Issuing;

static bool check_issuing(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)desk;
	Issuing *issuing = context;
	const Request *request;
	if (!desk_find_request(desk_fold_now(now), telling->facts[0].request, &request, err))
		return false;
	issuing->org = arena_text(issuing->keep, request->opening->org);
	telling->facts[0].expires = instant_add(now->at, CODE_SECONDS);
	return true;
}

/* The digits themselves are kept nowhere: only their keyed hash, bound to the fact that has just been told. */
static bool keep_code(void *context, Desk *desk, const Telling *telling, Error *err)
{
	const Issuing *issuing = context;
	const Fact *fact = &telling->facts[0];
	CodeBinding binding = {
		.patient = issuing->patient, .org = issuing->org, .request = fact->request, .fact = fact->id,
	};
	Seal hash = code_hash(desk->ports.key, &binding, issuing->digits);
	return desk->ports.ledger.ops->put_code(desk->ports.ledger.self, fact->id, &hash, err);
}

/* A code goes to what is on file; a restricted patient's number is used, not shown. */
static bool can_send(const Person *person, CodeChannel channel, Error *err)
{
	if (channel == CODE_SMS && text_empty(person->mobile))
		return fail(err, ERROR_REFUSED,
			    "No mobile number is on file: ask for one, or show the code at the desk.");
	if (channel == CODE_EMAIL && text_empty(person->email))
		return fail(err, ERROR_REFUSED,
			    "No e-mail address is on file: ask for one, or show the code at the desk.");
	if (channel == CODE_ONLINE && person->online != TRUTH_TRUE)
		return fail(err, ERROR_REFUSED,
			    "The patient has no online access: send the code another way, or show it.");
	if (*words_text(&code_channel_words, channel) == '\0')
		return fail(err, ERROR_INPUT,
			    "Say how the code is given out: by text, e-mail, online or shown at the desk.");
	return true;
}

static void remember_shown(Desk *desk, const char *fact)
{
	ShownCode *shown = arena_alloc(&desk->session, sizeof *shown);
	*shown = (ShownCode){.fact = arena_text(&desk->session, fact), .earlier = desk->shown};
	desk->shown = shown;
}

static bool was_shown(const Desk *desk, const char *fact)
{
	for (const ShownCode *shown = desk->shown; shown; shown = shown->earlier)
		if (text_is(shown->fact, fact))
			return true;
	return false;
}

bool desk_issue_code(Desk *desk, Chart *chart, const char *request, CodeChannel channel, Code *ret_code, Error *err)
{
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_clock_right(desk, err)
	    || !can_send(chart->world.person, channel, err))
		return false;
	Issuing issuing = {.patient = chart_open(chart)->nhs, .keep = &chart_open(chart)->visit};
	if (!code_draw(&desk->ports.entropy, issuing.digits, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_ISSUED;
	fact.request = request;
	fact.code_channel = (WordByte)channel;
	Telling telling = {
		.act = "gave out a code", .facts = &fact, .count = 1, .check = check_issuing, .also = keep_code,
		.context = &issuing,
	};
	bool told = desk_tell(desk, chart, &telling, err);
	if (told) {
		*ret_code = (Code){.expires = fact.expires, .fact = fact.id};
		text_copy(ret_code->digits, sizeof ret_code->digits, issuing.digits);
		if (channel == CODE_SHOWN)
			remember_shown(desk, fact.id);
	}
	sodium_memzero(issuing.digits, sizeof issuing.digits);
	return told;
}

/* --- Typing one back --- */

typedef struct Typing {
	const char *patient;
	char digits[CODE_DIGITS + 1];
	CodeResult result;
} Typing;

static bool digits_right(Desk *desk, const Typing *typing, const Request *request, const char *fact, bool *ret_right,
			 Error *err)
{
	Seal kept;
	bool found;
	if (!desk->ports.ledger.ops->code(desk->ports.ledger.self, fact, &kept, &found, err))
		return false;
	CodeBinding binding = {
		.patient = typing->patient, .org = request->opening->org, .request = request->id, .fact = fact,
	};
	Seal typed = code_hash(desk->ports.key, &binding, typing->digits);
	*ret_right = found && code_hash_same(&kept, &typed);
	return true;
}

/* Inside the transaction, so that two desks have five tries between them and accept once. */
static bool check_typing(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	Typing *typing = context;
	Fact *fact = &telling->facts[0];
	const Request *request;
	if (!desk_find_request(desk_fold_now(now), fact->request, &request, err))
		return false;
	CodeStand stand = code_stand(now->world.facts, request->id);
	CodeResult result = {.outcome = code_outcome(&stand, now->at), .tries_left = tries_left(&stand)};
	if (result.outcome != CODE_ACCEPTED) {
		telling->count = 0;
		typing->result = result;
		return true;
	}
	bool right;
	if (!digits_right(desk, typing, request, stand.code->id, &right, err))
		return false;
	if (right) {
		result.as_choice = stand.code->code_channel == CODE_SHOWN && was_shown(desk, stand.code->id);
		fact->kind = result.as_choice ? FACT_CHOICE : FACT_CODE_ACCEPTED;
		fact->answer = result.as_choice ? ANSWER_YES : 0;
		telling->act = "accepted a code";
	} else {
		result.outcome = CODE_WRONG;
		result.tries_left--;
		fact->kind = FACT_CODE_FAILED;
	}
	typing->result = result;
	return true;
}

bool desk_type_code(Desk *desk, Chart *chart, const char *request, const char *typed, CodeResult *ret_result,
		    Error *err)
{
	Typing typing = {.patient = chart_open(chart)->nhs};
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_clock_right(desk, err)
	    || !code_read(typed, typing.digits, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_FAILED;
	fact.request = request;
	Telling telling = {.facts = &fact, .count = 1, .check = check_typing, .context = &typing};
	bool told = desk_tell(desk, chart, &telling, err);
	sodium_memzero(typing.digits, sizeof typing.digits);
	if (told)
		*ret_result = typing.result;
	return told;
}
