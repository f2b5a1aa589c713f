#include "model/desk/telling.h"

#include <assert.h>
#include <string.h>

#include "model/desk/checks.h"
#include "model/desk/meanwhile.h"
#include "model/desk/presence.h"

/* --- Before anything is told --- */

bool telling_needs(Telling *telling, Act right, Error *err)
{
	telling->allowed = desk_allows(telling->desk, right, err);
	return telling->allowed;
}

bool telling_may(Telling *telling, Error *err)
{
	bool may = telling->right ? telling_needs(telling, telling->right, err) : desk_may_act(telling->desk, err);
	telling->allowed |= may && telling->anybody;
	telling->asked = may && (!telling->clock || desk_clock_right(telling->desk, INSTANT_MIN, err));
	return telling->asked;
}

static bool is_today(const Telling *telling, Error *err)
{
	return !telling->chart || telling->looking || instant_order(telling->chart->past, INSTANT_MIN) == 0 ||
	       fail(err, ERROR_REFUSED, "This shows the past, where nothing can be changed: go back to today first.");
}

/* The world as it is inside the transaction, whatever the chart on the screen says. */
static bool read_now(Telling *telling, Error *err)
{
	Desk *desk = telling->desk;
	Ledger ledger = desk->ports.ledger;
	TellingNow *now = &telling->now;
	if (telling->patient) {
		const bool entries = !telling->looking && !telling->no_entry;
		KnownFacts *known = telling->chart ? &chart_open(telling->chart)->known : NULL;
		if (!desk_load_told(desk, telling->patient, known, now->arena, &now->world, NULL, err) ||
		    (entries &&
		     !desk_load_entries(desk, telling->chart, telling->patient, now->arena, &now->world.entries, err)))
			return false;
		now->at = desk_latest_at(now->world.facts, now->now);
		return true;
	}
	if (!desk_facts_of_nobody(desk, NOBODY_STANDINGS, &now->world.standings, err))
		return false;
	now->world.directory = book_directory(book_open(ledger, now->arena));
	now->world.zone = desk->ports.zone;
	now->at = desk_latest_at(now->world.standings, now->now);
	return true;
}

static bool is_present(Telling *telling, Error *err)
{
	const Fact *goes_on = NULL;
	return desk_check_living(&telling->now.world, err) &&
	       (telling->old_number || !telling->patient ||
		(desk_goes_on(telling->desk, telling->patient, &telling->arena, &goes_on, err) &&
		 desk_check_number(goes_on, err)));
}

bool telling_begin(Telling *telling, Error *err)
{
	Desk *desk = telling->desk;
	Arena *arena = &telling->arena;
	if ((!telling->asked && !telling_may(telling, err)) || !is_today(telling, err))
		return false;
	if (telling->chart)
		telling->patient = chart_open(telling->chart)->nhs;
	else
		arena_clear(&desk->told);
	if (!transaction_begin(&telling->transaction, &desk->ports.ledger, err) ||
	    !desk_still_allowed(desk, arena, err) || !desk_kiosk_may(desk, telling->chart, telling->right, arena, err))
		return false;
	telling->now = (TellingNow){.arena = arena, .now = desk_now(desk)};
	telling->teller = arena_alloc(arena, sizeof *telling->teller);
	*telling->teller = (Teller){.ledger = desk->ports.ledger, .now = telling->now.now, .source = SOURCE_DESK};
	return read_now(telling, err) && (!telling->living || is_present(telling, err));
}

/* --- Telling --- */

static bool is_answer(FactKind kind)
{
	return kind == FACT_ANSWERED || kind == FACT_CHOICE || kind == FACT_CODE_ACCEPTED ||
	       kind == FACT_VIEW_PERMISSION || kind == FACT_SCR || kind == FACT_SCR_INCLUDE || kind == FACT_MIG ||
	       kind == FACT_PURPOSE || kind == FACT_STUDY_CONSENT;
}

/* No answer is dated before what is known of the patient (RULES, Time). */
static bool may_be_dated(Telling *telling, const Fact *fact, Error *err)
{
	if (!telling->dated && is_answer(fact->kind))
		telling->dated = desk_may_date(telling->desk, telling->now.world.facts, err);
	return telling->dated || !is_answer(fact->kind);
}

static bool complete(Telling *telling, Fact *fact, Error *err)
{
	Desk *desk = telling->desk;
	Arena *ids = telling->chart ? &chart_open(telling->chart)->visit : &desk->told;
	char id[DESK_ID_MAX];
	if (!fact->id && !desk_new_id(desk, "f", id, err))
		return false;
	fact->id = arena_text(ids, fact->id ? fact->id : id);
	fact->at = telling->now.at;
	fact->recorded_at = INSTANT_MIN;
	fact->by = desk->staff->name;
	if (!fact->patient)
		fact->patient = telling->patient;
	telling->of_nobody |= !fact->patient;
	return true;
}

/* Once said it is known: done again, the act goes through. */
static bool rests_on_shown(const Telling *telling, const Fact *put, Error *err)
{
	Chart *chart = telling->chart;
	const FactList facts = telling->now.world.facts;
	const bool read = chart && chart->head >= 0; /* a chart that was never read showed nothing */
	const Fact *fact = read ? meanwhile_next(chart, facts, chart->shown, put->kind, put->entry) : NULL;
	if (!fact)
		return true;
	chart->shown = desk_latest_seq(facts);
	return fail(err, ERROR_REFUSED, "%s Nothing was recorded: look at it, then do this again.",
		    meanwhile_said(&telling->now.world, fact, telling->now.arena));
}

/* Names are of use to undo alone; a list of thousands is none of its acts. */
static void note_put(Telling *telling, const char *id, int64_t seq)
{
	telling->first = telling->first ? telling->first : seq;
	telling->last = seq;
	if (telling->act) {
		telling->ids = arena_grow(&telling->arena, telling->ids, telling->count, telling->count + 1, sizeof id);
		telling->ids[telling->count] = id;
	}
	telling->count++;
}

/* `recorded_at` is left to the teller, so that a clock that is behind can still record what is no answer. */
bool telling_put(Telling *telling, Fact *fact, Error *err)
{
	assert(telling->transaction.ledger);
	assert(!telling->looking || fact->kind == FACT_VIEWED);
	Told told;
	if (!desk_kiosk_tells(telling->desk, fact->kind, err) || !rests_on_shown(telling, fact, err) ||
	    !may_be_dated(telling, fact, err) || !complete(telling, fact, err))
		return false;
	Line line = line_of_fact(fact);
	if (!tell(telling->teller, &line, &telling->arena, &told, err))
		return false;
	fact->recorded_at = line.fact.recorded_at;
	fact->seq = line.fact.seq;
	note_put(telling, fact->id, fact->seq);
	return true;
}

bool telling_put_of(Telling *telling, const char *patient, Fact *fact, Error *err)
{
	const char *act = telling->act;
	const size_t count = telling->count;
	telling->act = NULL; /* none of what undo takes back here */
	fact->patient = patient;
	const bool put = telling_put(telling, fact, err);
	telling->act = act;
	telling->count = count;
	return put;
}

bool telling_put_person(Telling *telling, const Person *person, Error *err)
{
	assert(telling->transaction.ledger && !telling->act);
	Line line = line_of_person(person);
	Told told;
	if (!tell(telling->teller, &line, &telling->arena, &told, err))
		return false;
	telling->count++;
	return true;
}

bool telling_put_all(Telling *telling, Fact *facts, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!telling_put(telling, &facts[i], err))
			return false;
	return true;
}

/* --- Making it stand --- */

static void visit_remember(OpenChart *open, const Telling *telling)
{
	const char **ids = arena_array(&open->visit, telling->count, sizeof *ids);
	memcpy(ids, telling->ids, telling->count * sizeof *ids);
	VisitAct *act = arena_alloc(&open->visit, sizeof *act);
	*act = (VisitAct){
		.what = arena_text(&open->visit, telling->act),
		.facts = ids,
		.count = telling->count,
		.earlier = open->last,
	};
	open->last = act;
}

static void visit_own(OpenChart *open, const Telling *telling)
{
	OwnFacts *own = arena_alloc(&open->visit, sizeof *own);
	*own = (OwnFacts){.first = telling->first, .last = telling->last, .earlier = open->own};
	open->own = own;
}

/* `lasting` is a literal. */
static void visit_stop(OpenChart *open, const char *lasting)
{
	VisitAct *act = arena_alloc(&open->visit, sizeof *act);
	*act = (VisitAct){.lasting = lasting, .earlier = open->last};
	open->last = act;
}

void visit_forget_last(OpenChart *open)
{
	if (open->last)
		open->last = open->last->earlier;
}

static bool withdraw(const Telling *telling, Error *err)
{
	return telling->of_nobody ? desk_withdraw_dead(telling->desk, err)
				  : desk_withdraw_doubtful(telling->desk, false, err);
}

/* A kiosk sees neither messages nor what is due: what its facts make useless the next desk that tells something
 * withdraws, or the next step of one, which finds what is due of its patient too. */
static bool make_stand(Telling *telling, Error *err)
{
	Desk *desk = telling->desk;
	telling->transaction.anyhow = telling->looking;
	telling->transaction.what = telling->held ? telling->held : telling->act;
	const TextList told = {&telling->patient, telling->patient && !telling->looking};
	return (desk->ports.kiosk || (withdraw(telling, err) && work_keep(desk, &told, err))) &&
	       transaction_commit(&telling->transaction, err);
}

bool telling_commit(Telling *telling, Error *err)
{
	Chart *chart = telling->chart;
	if (!telling->allowed)
		return fail(err, ERROR_SYSTEM, "This act does not say who may do it, so nothing was recorded.");
	if (telling->count > 0 && !make_stand(telling, err))
		return false;
	transaction_end(&telling->transaction);
	if (!chart)
		return true;
	if (telling->first)
		visit_own(chart_open(chart), telling);
	if (telling->act && telling->count > 0)
		visit_remember(chart_open(chart), telling);
	else if (telling->lasting)
		visit_stop(chart_open(chart), telling->lasting);
	/* What was told stands, also where it cannot be read back now: the chart is then read at the next refresh. */
	bool fresh = desk_refresh_chart(telling->desk, chart, NULL, NULL);
	(void)fresh;
	return true;
}

void telling_end(Telling *telling)
{
	transaction_end(&telling->transaction);
	if (telling->teller)
		teller_done(telling->teller);
	arena_free(&telling->arena);
}

/* --- Without more ado --- */

bool desk_tell_facts(Desk *desk, Chart *chart, Act right, const char *act, Fact *facts, size_t count, Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = right, .act = act};
	return telling_begin(&telling, err) && telling_put_all(&telling, facts, count, err) &&
	       telling_commit(&telling, err);
}
