#include "model/codes/codes.h"

#include <sodium.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/codes/inside.h"
#include "model/desk/language.h"
#include "model/facts/contact.h"
#include "model/ledger/transaction.h"

/* --- How a request stands --- */

/* As facts told now would have it (RULES, Time). */
static Instant moment(const Desk *desk, const Chart *chart)
{
	return desk_latest_at(chart->world.facts, desk_now(desk));
}

RequestState desk_request_state(const Desk *desk, const Chart *chart, const char *request)
{
	RequestState state = {
		.request = agreements_request(&chart->now.agreements, request),
		.code = code_stand(&chart->now, request, moment(desk, chart)),
	};
	if (state.code.state == CODE_STATE_OUT && desk_code_wiped(desk, state.code.code->id))
		state.code.state = CODE_STATE_RUN_OUT;
	state.live = state.request && state.request->open && state.code.state == CODE_STATE_OUT;
	return state;
}

/* --- Giving a code out --- */

typedef struct Issuing {
	CodeChannel channel;
	unsigned identity;
	char digits[CODE_DIGITS + 1];
	Arena *secret; /* holds the letter; wiped */
	Letter letter; /* of a code that is sent */
	Instant until; /* it is not sent from then on */
} Issuing;

static int64_t code_seconds(Desk *desk, Arena *arena)
{
	return (int64_t)60 * atoi(desk_setting(desk, "code-minutes", arena));
}

/* The letter is written where the world is at hand, and sealed once the fact has its name. */
static bool write_letter(Desk *desk, Issuing *issuing, const Reach *reach, const Request *request, Instant expires,
			 Arena *arena, Error *err)
{
	const World *world = reach->world;
	CodeChannel channel = issuing->channel;
	Destination destination;
	if (!desk_destination(desk, world, request, channel, arena, &destination, err) ||
	    !desk_can_send(desk, world->person, channel, destination.to, err))
		return false;
	LetterWords words = desk_letter_words(desk, reach, request, arena);
	words.digits = issuing->digits;
	words.until = zone_local(desk->ports.zone, expires);
	const char *to = arena_text(issuing->secret, destination.to);
	issuing->letter = letter_write(&desk->ports.phrasebook, desk_language(desk, world->person), channel, &words, to,
				       issuing->secret);
	return true;
}

static const char *identity_note(unsigned fields, Arena *arena)
{
	Text note = {.arena = arena};
	text_add(&note, "identity checked: ");
	identity_print(fields, &note);
	return text_done(&note);
}

/* Coming of age may close the request (A10), and no fact is told of it: whoever sends has to know it beforehand. */
static Instant send_until(const Agreements *agreements, Instant expires)
{
	return !agreements->of_age && instant_before(agreements->sixteen, expires) ? agreements->sixteen : expires;
}

/* The request may have a code. */
static bool find_request(const Reach *reach, const char *id, const Request **ret_request, Error *err)
{
	return desk_find_request(reach, id, ret_request, err) &&
	       desk_needs_code(reach, &reach->agreements.episodes[(*ret_request)->episode], err);
}

/* What the fact says of a code that is shown, and the letter of one that is sent. */
static bool make_ready(const Telling *telling, const Reach *reach, const Request *request, Issuing *issuing, Fact *fact,
		       Error *err)
{
	const TellingNow *now = &telling->now;
	fact->expires = instant_add(now->at, code_seconds(telling->desk, now->arena));
	issuing->until = send_until(&reach->agreements, fact->expires);
	if (issuing->channel != CODE_SHOWN)
		return desk_sent_seldom(reach, request->opening->org, now->now, err) &&
		       write_letter(telling->desk, issuing, reach, request, fact->expires, now->arena, err);
	fact->note = identity_note(issuing->identity, now->arena);
	return identity_enough(now->world.person, issuing->identity, err);
}

/* A letter of an earlier code of this request is of no use any more. */
static bool put_parcel(Desk *desk, const Issuing *issuing, const Fact *fact, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	Parcel parcel = {
		.fact = fact->id,
		.request = fact->request,
		.channel = issuing->channel,
		.queued = fact->at,
		.expires = issuing->until,
	};
	return ledger.ops->withdraw_parcels(ledger.self, fact->request, err) &&
	       parcel_seal(desk->ports.key, &desk->ports.entropy, fact->id, &issuing->letter, issuing->secret,
			   &parcel.sealed, &parcel.size, err) &&
	       ledger.ops->put_parcel(ledger.self, &parcel, err);
}

/* The digits themselves are kept nowhere: only their keyed hash, bound to the fact that has just been told, and where
 * they are sent the sealed message. */
static bool keep_code(Desk *desk, const Issuing *issuing, const Request *request, const Fact *fact, Error *err)
{
	CodeBinding binding = {
		.patient = fact->patient,
		.org = request->opening->org,
		.request = fact->request,
		.fact = fact->id,
	};
	Seal hash = code_hash(desk->ports.key, &binding, issuing->digits);
	return desk->ports.ledger.ops->put_code(desk->ports.ledger.self, fact->id, &hash, err) &&
	       (issuing->channel == CODE_SHOWN || put_parcel(desk, issuing, fact, err));
}

static bool check_issue(const CodeIssue *issue, Error *err)
{
	if (issue->channel == CODE_ONLINE)
		return fail(err, ERROR_REFUSED,
			    "A code cannot be sent to an online account from here: send it another way, or show it.");
	if (*words_text(&code_channel_words, issue->channel) == '\0')
		return fail(err, ERROR_INPUT,
			    "Say how the code is given out: by text message, e-mail or shown at the desk.");
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

static bool give_out(Telling *telling, const char *id, Issuing *issuing, Code *ret_code, Error *err)
{
	Desk *desk = telling->desk;
	const Request *request;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_ISSUED;
	fact.request = id;
	fact.code_channel = (WordByte)issuing->channel;
	if (!telling_begin(telling, err))
		return false;
	const Reach *reach = desk_fold_now(&telling->now);
	if (!find_request(reach, id, &request, err) || !make_ready(telling, reach, request, issuing, &fact, err) ||
	    !telling_put(telling, &fact, err) || !keep_code(desk, issuing, request, &fact, err) ||
	    !telling_commit(telling, err))
		return false;
	*ret_code = (Code){.expires = fact.expires, .fact = fact.id};
	if (issuing->channel == CODE_SHOWN) {
		text_copy(ret_code->digits, sizeof ret_code->digits, issuing->digits);
		remember_shown(desk, fact.id);
	}
	return true;
}

bool desk_issue_code(Desk *desk, Chart *chart, const char *request, const CodeIssue *issue, Code *ret_code, Error *err)
{
	scoped(arena_wipe) Arena secret = {0};
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REQUEST,
		.clock = true,
		.living = true,
		.act = "gave out a code",
	};
	Issuing issuing = {.channel = issue->channel, .identity = issue->identity, .secret = &secret};
	bool done = telling_may(&telling, err) && check_issue(issue, err) &&
		    (issue->channel != CODE_SHOWN || desk_can_show(chart, err)) &&
		    code_draw(&desk->ports.entropy, issuing.digits, err) &&
		    give_out(&telling, request, &issuing, ret_code, err);
	sodium_memzero(issuing.digits, sizeof issuing.digits);
	return done;
}

/* --- Typing one back --- */

/* What typing comes to before the digits are looked at: CODE_ACCEPTED where they may be. */
static CodeOutcome outcome_of(CodeState state)
{
	switch (state) {
	case CODE_STATE_NONE: return CODE_NONE;
	case CODE_STATE_OUT: return CODE_ACCEPTED;
	case CODE_STATE_RUN_OUT: return CODE_EXPIRED;
	case CODE_STATE_LOCKED:
	case CODE_STATE_USED: break;
	}
	return CODE_SPENT;
}

/* CODE_ACCEPTED, CODE_WRONG, or CODE_EXPIRED where the hash is gone. */
static bool compare_digits(const Telling *telling, const Request *request, const char *fact, const char *digits,
			   CodeOutcome *ret_outcome, Error *err)
{
	Desk *desk = telling->desk;
	Seal kept;
	bool found;
	if (!desk->ports.ledger.ops->code(desk->ports.ledger.self, fact, &kept, &found, err))
		return false;
	CodeBinding binding = {
		.patient = telling->patient,
		.org = request->opening->org,
		.request = request->id,
		.fact = fact,
	};
	Seal typed = code_hash(desk->ports.key, &binding, digits);
	*ret_outcome = found && sodium_is_zero(kept.bytes, sizeof kept.bytes) ? CODE_EXPIRED
		       : found && code_hash_same(&kept, &typed)		      ? CODE_ACCEPTED
									      : CODE_WRONG;
	return true;
}

/* What the typed digits come to; `*ret_stand` is how the code stood before. */
static bool look_at_digits(const Telling *telling, const char *id, const char *digits, CodeStand *ret_stand,
			   CodeResult *ret_result, Error *err)
{
	const Request *request;
	const Reach *reach = desk_fold_now(&telling->now);
	if (!find_request(reach, id, &request, err))
		return false;
	CodeStand stand = code_stand(reach, request->id, telling->now.at);
	CodeResult result = {.outcome = outcome_of(stand.state), .tries_left = stand.tries_left};
	if (result.outcome == CODE_ACCEPTED &&
	    !compare_digits(telling, request, stand.code->id, digits, &result.outcome, err))
		return false;
	result.tries_left -= result.outcome == CODE_WRONG;
	result.as_choice = result.outcome == CODE_ACCEPTED && stand.code->code_channel == CODE_SHOWN &&
			   was_shown(telling->desk, stand.code->id);
	*ret_stand = stand;
	*ret_result = result;
	return true;
}

/* Where the digits were not looked at, nothing happened. */
static bool put_typed(Telling *telling, const char *request, const CodeResult *result, Error *err)
{
	Fact fact = FACT_NONE;
	fact.request = request;
	if (result->outcome != CODE_ACCEPTED && result->outcome != CODE_WRONG)
		return true;
	fact.kind = result->outcome == CODE_WRONG ? FACT_CODE_FAILED
		    : result->as_choice		  ? FACT_CHOICE
						  : FACT_CODE_ACCEPTED;
	fact.answer = result->as_choice ? ANSWER_YES : 0;
	telling->act = result->outcome == CODE_ACCEPTED ? "accepted a code" : NULL;
	return telling_put(telling, &fact, err);
}

/* A code that was found to have run out stays so, whatever the clock says later: its hash is wiped. No fact is told of
 * it, for nothing happened. */
static bool wipe_code(Desk *desk, const char *fact, Error *err)
{
	Seal gone = {{0}};
	Ledger ledger = desk->ports.ledger;
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	return transaction_begin(&transaction, &ledger, err) && ledger.ops->put_code(ledger.self, fact, &gone, err) &&
	       transaction_commit(&transaction, err);
}

/* Looked at inside the transaction, so that two desks have five tries between them and accept once. */
static bool type_code(Telling *telling, const char *request, const char *digits, CodeResult *ret_result, Error *err)
{
	char run_out[DESK_ID_MAX] = "";
	CodeStand stand;
	CodeResult result;
	if (!telling_begin(telling, err) || !look_at_digits(telling, request, digits, &stand, &result, err) ||
	    !put_typed(telling, request, &result, err))
		return false;
	if (stand.state == CODE_STATE_RUN_OUT)
		text_copy(run_out, sizeof run_out, stand.code->id);
	if (!telling_commit(telling, err) || (*run_out && !wipe_code(telling->desk, run_out, err)))
		return false;
	*ret_result = result;
	return true;
}

bool desk_type_code(Desk *desk, Chart *chart, const char *request, const char *typed, CodeResult *ret_result,
		    Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REQUEST,
		.clock = true,
		.living = true,
	};
	char digits[CODE_DIGITS + 1] = "";
	bool told = telling_may(&telling, err) && code_read(typed, digits, err) &&
		    type_code(&telling, request, digits, ret_result, err);
	sodium_memzero(digits, sizeof digits);
	return told;
}

void desk_note_run_out(Desk *desk, const Chart *chart, const char *request)
{
	CodeStand stand = code_stand(&chart->now, request, moment(desk, chart));
	if (stand.state == CODE_STATE_RUN_OUT && !desk_code_wiped(desk, stand.code->id)) {
		bool wiped = wipe_code(desk, stand.code->id, NULL);
		(void)wiped; /* else at the next look */
	}
}
