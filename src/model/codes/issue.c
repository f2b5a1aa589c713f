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
	const char *patient, *org;
	CodeIssue issue;
	char digits[CODE_DIGITS + 1];
	Arena *keep;	/* the chart's */
	Arena *secret;	/* holds the letter; wiped */
	Letter letter;	/* of a code that is sent */
	Instant until;	/* it is not sent from then on */
} Issuing;

static int64_t code_seconds(Desk *desk, Arena *arena)
{
	return (int64_t)60 * atoi(desk_setting(desk, "code-minutes", arena));
}

/* The letter is written where the world is at hand, and sealed once the fact has its name. */
static bool write_letter(Desk *desk, Issuing *issuing, const TellingNow *now, const Request *request, Instant expires,
			 Error *err)
{
	const World *world = &now->world;
	CodeChannel channel = issuing->issue.channel;
	Destination destination;
	if (!desk_destination(desk, world, request, channel, now->arena, &destination, err)
	    || !desk_can_send(desk, world->person, channel, destination.to, err))
		return false;
	char mobile[12] = "", name[256] = "";
	if (channel == CODE_SMS && !contact_mobile(destination.to, mobile, err))
		return false;
	const Organisation *asking = world->directory.organisation(world->directory.self, issuing->org);
	if (asking)
		organisation_short_name(asking, name, sizeof name);
	LetterWords words = {
		.organisation = text_or(name, issuing->org), .digits = issuing->digits,
		.until = zone_local(desk->ports.zone, expires),
	};
	const char *to = arena_text(issuing->secret, channel == CODE_SMS ? mobile : destination.to);
	issuing->letter = letter_write(&desk->ports.phrasebook, desk_language(desk, world->person)->code, channel,
				       &words, to, issuing->secret);
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

static bool check_issuing(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	Issuing *issuing = context;
	Fact *fact = &telling->facts[0];
	const Reach *reach = desk_fold_now(now);
	const Request *request;
	if (!desk_check_living(&now->world, err) || !desk_find_request(reach, fact->request, &request, err)
	    || !desk_needs_code(reach, &reach->agreements.episodes[request->episode], err))
		return false;
	issuing->org = arena_text(issuing->keep, request->opening->org);
	fact->expires = instant_add(now->at, code_seconds(desk, now->arena));
	issuing->until = send_until(&reach->agreements, fact->expires);
	if (issuing->issue.channel != CODE_SHOWN)
		return desk_sent_seldom(reach, issuing->org, now->now, err) &&
		       write_letter(desk, issuing, now, request, fact->expires, err);
	if (!identity_enough(now->world.person, issuing->issue.identity, err))
		return false;
	fact->note = identity_note(issuing->issue.identity, issuing->keep);
	return true;
}

static bool put_parcel(Desk *desk, const Issuing *issuing, const Fact *fact, Error *err)
{
	Parcel parcel = {
		.fact = fact->id, .request = fact->request, .channel = issuing->issue.channel, .queued = fact->at,
		.expires = issuing->until,
	};
	return parcel_seal(desk->ports.key, &desk->ports.entropy, fact->id, &issuing->letter, issuing->secret,
			   &parcel.sealed, &parcel.size, err)
		&& desk->ports.ledger.ops->put_parcel(desk->ports.ledger.self, &parcel, err);
}

/* The digits themselves are kept nowhere: only their keyed hash, bound to the fact that has just been told, and where
 * they are sent the sealed message. */
static bool keep_code(void *context, Desk *desk, const OldTelling *telling, Error *err)
{
	const Issuing *issuing = context;
	const Fact *fact = &telling->facts[0];
	CodeBinding binding = {
		.patient = issuing->patient, .org = issuing->org, .request = fact->request, .fact = fact->id,
	};
	Seal hash = code_hash(desk->ports.key, &binding, issuing->digits);
	return desk->ports.ledger.ops->put_code(desk->ports.ledger.self, fact->id, &hash, err)
		&& (issuing->issue.channel == CODE_SHOWN || put_parcel(desk, issuing, fact, err));
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

static bool give_out(Desk *desk, Chart *chart, const char *request, Issuing *issuing, Code *ret_code, Error *err)
{
	bool shown = issuing->issue.channel == CODE_SHOWN;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_ISSUED;
	fact.request = request;
	fact.code_channel = (WordByte)issuing->issue.channel;
	OldTelling telling = {
		.act = "gave out a code", .facts = &fact, .count = 1, .check = check_issuing, .also = keep_code,
		.context = issuing,
	};
	if (!desk_tell(desk, chart, &telling, err))
		return false;
	*ret_code = (Code){.expires = fact.expires, .fact = fact.id};
	if (shown) {
		text_copy(ret_code->digits, sizeof ret_code->digits, issuing->digits);
		remember_shown(desk, fact.id);
	}
	return true;
}

bool desk_issue_code(Desk *desk, Chart *chart, const char *request, const CodeIssue *issue, Code *ret_code, Error *err)
{
	Arena secret = {0};
	Issuing issuing = {
		.patient = chart_open(chart)->nhs, .issue = *issue, .keep = &chart_open(chart)->visit, .secret = &secret,
	};
	bool done = desk_allows(desk, ACT_REQUEST, err) && desk_clock_right(desk, INSTANT_MIN, err)
		&& check_issue(issue, err) && code_draw(&desk->ports.entropy, issuing.digits, err)
		&& give_out(desk, chart, request, &issuing, ret_code, err);
	arena_wipe(&secret);
	sodium_memzero(issuing.digits, sizeof issuing.digits);
	return done;
}

/* --- Typing one back --- */

typedef struct Typing {
	const char *patient;
	char digits[CODE_DIGITS + 1];
	char run_out[DESK_ID_MAX]; /* the code found to have run out; "" */
	CodeResult result;
} Typing;

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
static bool compare_digits(Desk *desk, const Typing *typing, const Request *request, const char *fact,
			   CodeOutcome *ret_outcome, Error *err)
{
	Seal kept;
	bool found;
	if (!desk->ports.ledger.ops->code(desk->ports.ledger.self, fact, &kept, &found, err))
		return false;
	CodeBinding binding = {
		.patient = typing->patient, .org = request->opening->org, .request = request->id, .fact = fact,
	};
	Seal typed = code_hash(desk->ports.key, &binding, typing->digits);
	*ret_outcome = found && sodium_is_zero(kept.bytes, sizeof kept.bytes) ? CODE_EXPIRED
		       : found && code_hash_same(&kept, &typed)		      ? CODE_ACCEPTED
									      : CODE_WRONG;
	return true;
}

static void tell_right(Desk *desk, const CodeStand *stand, CodeResult *result, OldTelling *telling)
{
	Fact *fact = &telling->facts[0];
	result->as_choice = stand->code->code_channel == CODE_SHOWN && was_shown(desk, stand->code->id);
	fact->kind = result->as_choice ? FACT_CHOICE : FACT_CODE_ACCEPTED;
	fact->answer = result->as_choice ? ANSWER_YES : 0;
	telling->act = "accepted a code";
}

/* Inside the transaction, so that two desks have five tries between them and accept once. */
static bool check_typing(void *context, Desk *desk, const TellingNow *now, OldTelling *telling, Error *err)
{
	Typing *typing = context;
	Fact *fact = &telling->facts[0];
	const Request *request;
	const Reach *reach = desk_fold_now(now);
	if (!desk_check_living(&now->world, err) || !desk_find_request(reach, fact->request, &request, err)
	    || !desk_needs_code(reach, &reach->agreements.episodes[request->episode], err))
		return false;
	CodeStand stand = code_stand(reach, request->id, now->at);
	CodeResult result = {.outcome = outcome_of(stand.state), .tries_left = stand.tries_left};
	if (result.outcome == CODE_EXPIRED)
		text_copy(typing->run_out, sizeof typing->run_out, stand.code->id);
	if (result.outcome == CODE_ACCEPTED
	    && !compare_digits(desk, typing, request, stand.code->id, &result.outcome, err))
		return false;
	if (result.outcome == CODE_ACCEPTED) {
		tell_right(desk, &stand, &result, telling);
	} else if (result.outcome == CODE_WRONG) {
		result.tries_left--;
		fact->kind = FACT_CODE_FAILED;
	} else {
		telling->count = 0;
	}
	typing->result = result;
	return true;
}

/* A code that was found to have run out stays so, whatever the clock says later: its hash is wiped. No fact is told of
 * it, for nothing happened. */
static bool wipe_code(Desk *desk, const char *fact, Error *err)
{
	Seal gone = {{0}};
	Ledger ledger = desk->ports.ledger;
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &ledger, err) && ledger.ops->put_code(ledger.self, fact, &gone, err)
		&& transaction_commit(&transaction, err);
}

bool desk_type_code(Desk *desk, Chart *chart, const char *request, const char *typed, CodeResult *ret_result,
		    Error *err)
{
	Typing typing = {.patient = chart_open(chart)->nhs};
	if (!desk_allows(desk, ACT_REQUEST, err) || !desk_clock_right(desk, INSTANT_MIN, err)
	    || !code_read(typed, typing.digits, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_CODE_FAILED;
	fact.request = request;
	OldTelling telling = {.facts = &fact, .count = 1, .check = check_typing, .context = &typing};
	bool told = desk_tell(desk, chart, &telling, err)
		&& (typing.run_out[0] == '\0' || wipe_code(desk, typing.run_out, err));
	sodium_memzero(typing.digits, sizeof typing.digits);
	if (told)
		*ret_result = typing.result;
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
