#include "model/kiosk/kiosk.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "model/codes/codes.h"
#include "model/desk/checks.h"
#include "model/desk/presence.h"
#include "model/ledger/transaction.h"

enum { TICKET_COUNT = 10000, DRAWS_MAX = 64, SECONDS_A_MINUTE = 60 };

/* --- How the newest ticket of a patient stands, from the ledger's facts alone --- */

typedef struct TicketStand {
	const Fact *ticket; /* the newest that was handed out, or NULL */
	bool voided, used;
} TicketStand;

static bool was_handed_out(const Fact *fact)
{
	return fact->kind == FACT_TICKET && text_empty(fact->kiosk);
}

/* Voids are passed over on purpose, for all but the ticket itself: otherwise the void of its use would be a second one,
 * and the void of a ticket would wake the one before. */
static TicketStand ticket_stand(FactList facts)
{
	TicketStand stand = {0};
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (was_handed_out(fact) && (!stand.ticket || fact_order(stand.ticket, fact) < 0))
			stand.ticket = fact;
	}
	for (size_t i = 0; stand.ticket && i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		stand.voided |= fact->kind == FACT_VOIDED && text_is(fact->fact, stand.ticket->id);
		stand.used |= fact->kind == FACT_TICKET && !was_handed_out(fact) && fact_order(stand.ticket, fact) < 0;
	}
	return stand;
}

static Instant expiry(const Fact *ticket)
{
	return instant_add(ticket->at, (int64_t)TICKET_MINUTES * SECONDS_A_MINUTE);
}

static bool can_be_used(const TicketStand *stand, Instant at) /* half-open at its end */
{
	return stand->ticket && !stand->voided && !stand->used && instant_before(at, expiry(stand->ticket));
}

Instant desk_ticket_until(const Desk *desk, const Chart *chart)
{
	TicketStand stand = ticket_stand(chart->world.facts);
	Instant at = desk_latest_at(chart->world.facts, desk_now(desk));
	return can_be_used(&stand, at) ? expiry(stand.ticket) : INSTANT_MIN;
}

/* --- The digits and their hash --- */

void ticket_key(const unsigned char desk_key[DESK_KEY_BYTES], unsigned char ret_key[DESK_KEY_BYTES])
{
	static const unsigned char what[] = "sharedesk ticket";
	crypto_generichash(ret_key, DESK_KEY_BYTES, what, sizeof what, desk_key, DESK_KEY_BYTES);
}

static Seal ticket_hash(const Desk *desk, const char *patient, const char *fact, const char *digits)
{
	unsigned char key[DESK_KEY_BYTES];
	CodeBinding binding = {.patient = patient, .org = "ticket", .request = "", .fact = fact};
	if (desk->ports.kiosk)
		memcpy(key, desk->ports.key, sizeof key);
	else
		ticket_key(desk->ports.key, key);
	Seal hash = code_hash(key, &binding, digits);
	sodium_memzero(key, sizeof key);
	return hash;
}

/* As code_draw: what lies beyond the last whole ten thousand is thrown away. */
static bool draw(const Entropy *entropy, char ret_digits[TICKET_DIGITS + 1], Error *err)
{
	static const uint32_t last_whole = UINT32_MAX - UINT32_MAX % TICKET_COUNT;
	for (int i = 0; i < DRAWS_MAX; i++) {
		uint32_t drawn;
		if (!entropy->fill(entropy->self, &drawn, sizeof drawn, err))
			return false;
		if (drawn < last_whole) {
			text_print(ret_digits, TICKET_DIGITS + 1, "%04u", (unsigned)(drawn % TICKET_COUNT));
			return true;
		}
	}
	return fail(err, ERROR_SYSTEM,
		    "The system's source of random numbers does not answer as it should: no ticket was made.");
}

bool ticket_read(const char *typed, char ret_digits[TICKET_DIGITS + 1], Error *err)
{
	char digits[TICKET_DIGITS + 1] = "";
	size_t count = 0;
	bool right = true;
	for (; *typed && right; typed++) {
		bool digit = *typed >= '0' && *typed <= '9';
		right = digit ? count < TICKET_DIGITS : *typed == ' ' || *typed == '-';
		if (digit && right)
			digits[count++] = *typed;
	}
	if (!right || count < TICKET_DIGITS)
		return fail(err, ERROR_INPUT, "The number on the ticket has four digits: type them again.");
	memcpy(ret_digits, digits, sizeof digits);
	return true;
}

/* --- Those born on a day --- */

/* Called for each; false, with `err`, ends the walk. */
typedef bool (*TicketTake)(Desk *desk, const Person *person, const TicketStand *stand, Instant at, void *context,
			   Error *err);

static bool for_born(Desk *desk, Date born, TicketTake take, void *context, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	PersonQuery query = {.born = born, .limit = INT32_MAX};
	PersonList people;
	if (!ledger.ops->find_people(ledger.self, &query, &arena, &people, err))
		return false;
	for (size_t i = 0; i < people.count; i++) {
		FactList facts;
		if (!ledger.ops->facts(ledger.self, people.items[i].nhs, &arena, &facts, err))
			return false;
		TicketStand stand = ticket_stand(facts);
		Instant at = desk_latest_at(facts, desk_now(desk));
		if (stand.ticket && !take(desk, &people.items[i], &stand, at, context, err))
			return false;
	}
	return true;
}

/* Whether these are the digits of this ticket, in constant time. */
static bool same_digits(Desk *desk, const char *patient, const char *fact, const char *digits, bool *ret_same,
			Error *err)
{
	Seal kept;
	bool found;
	if (!desk->ports.ledger.ops->code(desk->ports.ledger.self, fact, &kept, &found, err))
		return false;
	Seal typed = ticket_hash(desk, patient, fact, digits);
	*ret_same = found && code_hash_same(&kept, &typed);
	return true;
}

/* --- At the desk --- */

typedef struct Handing {
	const char *patient;
	char digits[TICKET_DIGITS + 1];
	bool taken; /* somebody else who was born that day has them now */
} Handing;

static bool note_taken(Desk *desk, const Person *person, const TicketStand *stand, Instant at, void *context,
		       Error *err)
{
	Handing *handing = context;
	bool same = false;
	if (text_is(person->nhs, handing->patient) || !can_be_used(stand, at))
		return true;
	if (!same_digits(desk, person->nhs, stand->ticket->id, handing->digits, &same, err))
		return false;
	handing->taken |= same;
	return true;
}

/* A date of birth and four digits must name one patient: where they would name two, others are drawn. */
static bool draw_free(Desk *desk, Date born, Handing *handing, Error *err)
{
	for (int i = 0; i < DRAWS_MAX; i++) {
		handing->taken = false;
		if (!draw(&desk->ports.entropy, handing->digits, err) ||
		    !for_born(desk, born, note_taken, handing, err))
			return false;
		if (!handing->taken)
			return true;
	}
	return fail(err, ERROR_SYSTEM, "No free ticket number was found: try again in ten minutes.");
}

static bool anything_due(const TellingNow *now)
{
	Matrix matrix;
	matrix_make(desk_fold_now(now), false, now->arena, &matrix);
	for (size_t i = 0; i < matrix.count; i++)
		if (matrix.rows[i].questions_due)
			return true;
	return false;
}

static bool check_handing(const TellingNow *now, Error *err)
{
	Date born = now->world.person->born;
	if (date_is_none(born))
		return fail(err, ERROR_REFUSED,
			    "No date of birth is on file, by which the kiosk would know this patient: ask them here.");
	if (date_age(born, zone_date(now->world.zone, now->at)) < ADULT_FROM)
		return fail(err, ERROR_REFUSED, "At the kiosk only patients from 16 on are asked: ask here.");
	return anything_due(now) ||
	       fail(err, ERROR_REFUSED, "Nothing is due to be asked, so there is nothing to do at the kiosk.");
}

/* The digits themselves are kept nowhere: only their keyed hash, bound to the fact that has just been told. */
static bool keep_ticket(Desk *desk, const Handing *handing, const char *fact, Error *err)
{
	Seal hash = ticket_hash(desk, handing->patient, fact, handing->digits);
	return desk->ports.ledger.ops->put_code(desk->ports.ledger.self, fact, &hash, err);
}

bool desk_hand_ticket(Desk *desk, Chart *chart, Ticket *ret_ticket, Error *err)
{
	Handing handing = {.patient = chart_open(chart)->nhs};
	Fact fact = FACT_NONE;
	fact.kind = FACT_TICKET;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_HAND_OUT,
		.clock = true,
		.living = true,
		.act = "handed out a ticket",
	};
	bool done = telling_begin(&telling, err) && check_handing(&telling.now, err) &&
		    draw_free(desk, telling.now.world.person->born, &handing, err) &&
		    telling_put(&telling, &fact, err) && keep_ticket(desk, &handing, fact.id, err) &&
		    telling_commit(&telling, err);
	if (done) {
		*ret_ticket = (Ticket){.expires = expiry(&fact), .fact = fact.id};
		text_copy(ret_ticket->digits, sizeof ret_ticket->digits, handing.digits);
	}
	sodium_memzero(&handing, sizeof handing);
	return done;
}

/* --- At the kiosk --- */

typedef struct Trying {
	char digits[TICKET_DIGITS + 1];
	char patient[11]; /* who they and the date name; "" */
	char ticket[DESK_ID_MAX];
	bool run_out; /* some ticket of that day has */
	bool opened, locked;
} Trying;

static bool note_right(Desk *desk, const Person *person, const TicketStand *stand, Instant at, void *context,
		       Error *err)
{
	Trying *trying = context;
	bool same = false;
	if (!same_digits(desk, person->nhs, stand->ticket->id, trying->digits, &same, err))
		return false;
	trying->run_out |= !stand->used && !can_be_used(stand, at);
	if (!same || !can_be_used(stand, at))
		return true;
	text_copy(trying->patient, sizeof trying->patient, person->nhs);
	text_copy(trying->ticket, sizeof trying->ticket, stand->ticket->id);
	return true;
}

static bool keep_visit(Desk *desk, const char *patient, const char *visit, Presence presence, Error *err)
{
	presence.patient = patient;
	presence.visit = visit;
	presence.state = KIOSK_CHOOSING;
	presence.question = presence.of = 0;
	presence.since = presence.seen = desk_now(desk);
	presence.wrong_tickets = 0;
	return presence_put(desk, &presence, err);
}

/* Looked at again inside the transaction, so that of two kiosks one opens it. */
static bool tell_opening(Desk *desk, Chart *chart, Trying *trying, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = ACT_OPEN_BY_TICKET};
	Presence presence;
	bool same = false;
	if (!telling_begin(&telling, err) || !presence_read(desk, desk->kiosk, telling.now.arena, &presence, err) ||
	    !same_digits(desk, trying->patient, trying->ticket, trying->digits, &same, err))
		return false;
	TicketStand stand = ticket_stand(telling.now.world.facts);
	trying->locked = presence.wrong_tickets >= TICKET_TRIES;
	trying->opened = same && !trying->locked && can_be_used(&stand, telling.now.at) &&
			 text_is(stand.ticket->id, trying->ticket);
	Fact fact = FACT_NONE;
	fact.kind = FACT_TICKET;
	fact.kiosk = desk->kiosk;
	if (trying->opened &&
	    (!telling_put(&telling, &fact, err) || !keep_visit(desk, trying->patient, fact.id, presence, err)))
		return false;
	if (!telling_commit(&telling, err))
		return false;
	if (trying->opened)
		text_copy(desk->visit, sizeof desk->visit, fact.id);
	return true;
}

static bool open_right(Desk *desk, Trying *trying, Chart **ret_chart, Error *err)
{
	Chart *chart = desk_make_chart(trying->patient);
	bool done = tell_opening(desk, chart, trying, err) &&
		    (!trying->opened || desk_refresh_chart(desk, chart, NULL, err));
	if (done && trying->opened) {
		*ret_chart = chart;
		return true;
	}
	desk_kiosk_done(desk, chart);
	return done;
}

static bool count_wrong(Desk *desk, Presence *presence, const void *context)
{
	if (presence->wrong_tickets >= TICKET_TRIES)
		return false;
	if (++presence->wrong_tickets == TICKET_TRIES)
		presence_call(presence, desk_now(desk));
	presence->seen = desk_now(desk);
	return true;
}

/* What was seen to have run out stays so, whatever the clock says later. */
static bool wipe_run_out(Desk *desk, const Person *person, const TicketStand *stand, Instant at, void *context,
			 Error *err)
{
	Seal gone = {{0}}, kept;
	bool found;
	Ledger ledger = desk->ports.ledger;
	if (stand->used || can_be_used(stand, at))
		return true;
	if (!ledger.ops->code(ledger.self, stand->ticket->id, &kept, &found, err))
		return false;
	return !found || code_hash_same(&kept, &gone) ||
	       ledger.ops->put_code(ledger.self, stand->ticket->id, &gone, err);
}

static bool wipe(Desk *desk, Date born, Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &desk->ports.ledger, err) &&
	       for_born(desk, born, wipe_run_out, NULL, err) && transaction_commit(&transaction, err);
}

/* Five in a row, at this kiosk and over a restart of it. */
static bool look_locked(Desk *desk, bool *ret_locked, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Presence presence;
	if (!presence_read(desk, desk->kiosk, &arena, &presence, err))
		return false;
	*ret_locked = presence.wrong_tickets >= TICKET_TRIES;
	return true;
}

static bool try_digits(Desk *desk, Date born, Trying *trying, Chart **ret_chart, TicketOutcome *ret_outcome, Error *err)
{
	if (!look_locked(desk, &trying->locked, err) ||
	    (!trying->locked && !for_born(desk, born, note_right, trying, err)) ||
	    (trying->patient[0] && !open_right(desk, trying, ret_chart, err)))
		return false;
	*ret_outcome = trying->opened ? TICKET_RIGHT : trying->locked ? TICKET_LOCKED : TICKET_WRONG;
	if (*ret_outcome != TICKET_WRONG)
		return true;
	if ((trying->run_out && !wipe(desk, born, err)) ||
	    !presence_change(desk, desk->kiosk, count_wrong, NULL, err) || !look_locked(desk, &trying->locked, err))
		return false;
	*ret_outcome = trying->locked ? TICKET_LOCKED : TICKET_WRONG;
	return true;
}

bool desk_open_by_ticket(Desk *desk, Date born, const char *typed, Chart **ret_chart, TicketOutcome *ret_outcome,
			 Error *err)
{
	Trying trying = {0};
	TicketOutcome outcome = 0;
	Chart *chart = NULL;
	if (date_is_none(born)) /* a search without a date would find everybody */
		return fail(err, ERROR_INPUT, "Type your date of birth first.");
	bool done = desk_allows(desk, ACT_OPEN_BY_TICKET, err) && desk_clock_right(desk, INSTANT_MIN, err) &&
		    ticket_read(text_or(typed, ""), trying.digits, err) &&
		    try_digits(desk, born, &trying, &chart, &outcome, err);
	sodium_memzero(&trying, sizeof trying);
	if (!done)
		return false;
	*ret_chart = chart;
	*ret_outcome = outcome;
	return true;
}
