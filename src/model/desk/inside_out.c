/* The way of telling that acts leave: by callbacks. */
#include <string.h>

#include "model/desk/telling.h"
#include "model/desk/presence.h"
#include "model/ledger/tell.h"
#include "model/ledger/transaction.h"

static void visit_remember(OpenChart *open, const char *what, const Fact *facts, size_t count)
{
	const char **ids = arena_array(&open->visit, count, sizeof *ids);
	for (size_t i = 0; i < count; i++)
		ids[i] = facts[i].id;
	VisitAct *act = arena_alloc(&open->visit, sizeof *act);
	*act = (VisitAct){.what = arena_text(&open->visit, what), .facts = ids, .count = count, .earlier = open->last};
	open->last = act;
}

/* `lasting` is a literal. */
static void visit_stop(OpenChart *open, const char *lasting)
{
	VisitAct *act = arena_alloc(&open->visit, sizeof *act);
	*act = (VisitAct){.lasting = lasting, .earlier = open->last};
	open->last = act;
}

static bool only_viewed(const OldTelling *telling)
{
	for (size_t i = 0; i < telling->count; i++)
		if (telling->facts[i].kind != FACT_VIEWED)
			return false;
	return true;
}

static bool may_tell(const Desk *desk, const Chart *chart, const OldTelling *telling, Error *err)
{
	if (!desk_may_act(desk, err))
		return false;
	if (chart && instant_order(chart->past, INSTANT_MIN) != 0 && !only_viewed(telling))
		return fail(err, ERROR_REFUSED,
			    "This shows the past, where nothing can be changed: go back to today first.");
	return true;
}

static const char *patient_of(const Chart *chart, const OldTelling *telling)
{
	return chart ? chart_open_const(chart)->nhs : telling->patient;
}

/* The world as it is inside the transaction, whatever the chart on the screen says. */
static bool read_now(Desk *desk, const char *nhs, TellingNow *now, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	now->now = desk_now(desk);
	if (nhs) {
		if (!desk_load_world(desk, nhs, now->arena, &now->world, NULL, err))
			return false;
		now->at = desk_latest_at(now->world.facts, now->now);
		return true;
	}
	if (!ledger.ops->facts(ledger.self, NULL, now->arena, &now->world.standings, err))
		return false;
	now->world.directory = book_directory(book_open(ledger, now->arena));
	now->world.zone = desk->ports.zone;
	now->at = desk_latest_at(now->world.standings, now->now);
	return true;
}

static bool is_answer(FactKind kind)
{
	return kind == FACT_ANSWERED || kind == FACT_CHOICE || kind == FACT_CODE_ACCEPTED ||
	       kind == FACT_VIEW_PERMISSION || kind == FACT_SCR || kind == FACT_SCR_INCLUDE || kind == FACT_MIG || kind == FACT_PURPOSE ||
	       kind == FACT_STUDY_CONSENT;
}

static bool holds_answer(const OldTelling *telling)
{
	for (size_t i = 0; i < telling->count; i++)
		if (is_answer(telling->facts[i].kind))
			return true;
	return false;
}

static bool complete(Desk *desk, const char *nhs, const TellingNow *now, Arena *ids, Fact *fact, Error *err)
{
	char id[DESK_ID_MAX];
	if (!fact->id && !desk_new_id(desk, "f", id, err))
		return false;
	fact->id = arena_text(ids, fact->id ? fact->id : id);
	fact->at = now->at;
	fact->recorded_at = INSTANT_MIN;
	fact->by = desk->staff->name;
	if (nhs)
		fact->patient = nhs;
	return true;
}

/* `recorded_at` is left to the teller, so that a clock that is behind can still record what is no answer. */
static bool tell_facts(Desk *desk, Chart *chart, const TellingNow *now, OldTelling *telling, Error *err)
{
	Arena *ids = chart ? &chart_open(chart)->visit : &desk->told;
	Teller teller = {.ledger = desk->ports.ledger, .now = now->now, .source = SOURCE_DESK};
	bool all = true;
	for (size_t i = 0; i < telling->count && all; i++) {
		Fact *fact = &telling->facts[i];
		all = complete(desk, patient_of(chart, telling), now, ids, fact, err);
		if (!all)
			break;
		Line line = line_of_fact(fact);
		Told told;
		all = tell(&teller, &line, now->arena, &told, err);
		if (all) {
			fact->recorded_at = line.fact.recorded_at;
			fact->seq = line.fact.seq;
		}
	}
	teller_done(&teller);
	return all;
}

static bool tell_in_transaction(Desk *desk, Chart *chart, OldTelling *telling, Arena *arena, Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	TellingNow now = {.arena = arena};
	if (!transaction_begin(&transaction, &desk->ports.ledger, err) || !desk_still_allowed(desk, arena, err) ||
	    !desk_kiosk_allows(desk, chart, telling, arena, err) || !read_now(desk, patient_of(chart, telling), &now, err))
		return false;
	if (telling->check && !telling->check(telling->context, desk, &now, telling, err))
		return false;
	if (telling->count == 0)
		return true;
	if ((holds_answer(telling) && !desk_clock_right(desk, now.at, err)) ||
	    !tell_facts(desk, chart, &now, telling, err))
		return false;
	/* A kiosk cannot see messages; what its facts make useless the next desk that tells something withdraws. */
	if (!desk->ports.kiosk && !desk_withdraw_dead(desk, err))
		return false;
	if (telling->also && !telling->also(telling->context, desk, telling, err))
		return false;
	return transaction_commit(&transaction, err);
}

bool desk_tell(Desk *desk, Chart *chart, OldTelling *telling, Error *err)
{
	if (!may_tell(desk, chart, telling, err))
		return false;
	scoped(arena_free) Arena arena = {0};
	if (!chart)
		arena_clear(&desk->told);
	if (!tell_in_transaction(desk, chart, telling, &arena, err))
		return false;
	if (!chart)
		return true;

	if (telling->act && telling->count > 0)
		visit_remember(chart_open(chart), telling->act, telling->facts, telling->count);
	else if (telling->lasting)
		visit_stop(chart_open(chart), telling->lasting);
	/* What was told stands, also where it cannot be read back now: the chart is then read at the next refresh. */
	bool fresh = desk_refresh_chart(desk, chart, NULL, NULL);
	(void)fresh;
	return true;
}
