#include "model/lists/lists.h"

#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/work.h"
#include "model/ledger/transaction.h"
#include "model/readings/explain.h"

static const Act reask_acts[] = {ACT_ASK, ACT_STANDING};

bool desk_reask_counts(Desk *desk, ReaskCounts *ret_counts, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	const Ledger *ledger = &desk->ports.ledger;
	DueCounts counts;
	bool waits;
	if (!desk_allows_any(desk, reask_acts, countof(reask_acts), err) || !reading_begin(&reading, ledger, err) ||
	    !ledger->ops->due_counts(ledger->self, desk_now(desk), &counts, err) ||
	    !ledger->ops->due_waits(ledger->self, desk_now(desk), &waits, err))
		return false;
	const size_t *of = counts.of[WORK_REASK];
	*ret_counts = (ReaskCounts){of[REASK_TO_ASK], of[REASK_ASKED], waits};
	return true;
}

static bool rows_of_sort(Desk *desk, int sort, const WorkPage *page, Arena *arena, DueRows *ret_rows, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const DueQuery query = {.kind = WORK_REASK,
				.sorts = UINT32_C(1) << sort,
				.limit = page->limit,
				.at = desk_now(desk),
				.from = page->from,
				.with = page->with,
				.back = page->back};
	return ledger->ops->due(ledger->self, &query, arena, ret_rows, err);
}

/* Both sorts, one after the other. */
bool desk_reask_rows(Desk *desk, const WorkPage *page, Arena *arena, DueRows *ret_rows, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	const int first = page->back ? REASK_ASKED : REASK_TO_ASK, next = page->back ? REASK_TO_ASK : REASK_ASKED;
	DueRows rows, more;
	if (!desk_allows_any(desk, reask_acts, countof(reask_acts), err) ||
	    !reading_begin(&reading, &desk->ports.ledger, err) ||
	    !rows_of_sort(desk, page->from ? page->from->sort : first, page, arena, &rows, err))
		return false;
	*ret_rows = rows;
	if (rows.count == page->limit || (page->from && page->from->sort == next))
		return true;
	const WorkPage rest = {.back = page->back, .limit = page->limit - rows.count};
	if (!rows_of_sort(desk, next, &rest, arena, &more, err))
		return false;
	DueRow *both = arena_array(arena, rows.count + more.count, sizeof *both);
	for (size_t i = 0; i < rows.count + more.count; i++)
		both[i] = i < rows.count ? rows.items[i] : more.items[i - rows.count];
	*ret_rows = (DueRows){both, rows.count + more.count};
	return true;
}

/* --- Moving on --- */

static bool find_successor(const Reach *reach, const Episode *episode, Date today, const Organisation **ret_next,
			   Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Directory directory = reach->world->directory;
	const char *called = desk_called(reach, episode, &arena);
	const Organisation *old = directory.organisation(directory.self, episode->org);
	if (episode->registration)
		return fail(err, ERROR_REFUSED,
			    "The patient is registered at %s: a new practice registers them itself.", called);
	if (!old || !organisation_closed(old, today))
		return fail(err, ERROR_REFUSED, "%s is open: refer elsewhere, or discharge, in the usual way.", called);
	const Organisation *next = old->successor ? directory.organisation(directory.self, old->successor) : NULL;
	if (!next || organisation_closed(next, today))
		return fail(err, ERROR_MISSING,
			    "The directory does not say what open organisation took the place of %s: refer by name.",
			    called);
	*ret_next = next;
	return true;
}

bool desk_care_successor(const Desk *desk, const Chart *chart, const char *episode, const Organisation **ret_next,
			 Error *err)
{
	const Episode *found;
	return desk_check_living(&chart->world, err) && desk_open_episode(&chart->now, episode, &found, err) &&
	       find_successor(&chart->now, found, desk_today(desk), ret_next, err);
}

/* The successor is read inside the transaction. */
bool desk_move_care(Desk *desk, Chart *chart, const char *episode, const char **ret_episode, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_REFER,
		.living = true,
		.act = "referred to the organisation that took over",
	};
	char id[DESK_ID_MAX];
	const Episode *left;
	const Organisation *next;
	if (!telling_begin(&telling, err) || !desk_new_id(desk, "e", id, err))
		return false;
	const Reach *reach = desk_fold_now(&telling.now);
	if (!desk_open_episode(reach, episode, &left, err) ||
	    !find_successor(reach, left, zone_date(desk_zone(desk), telling.now.at), &next, err))
		return false;
	Fact facts[2] = {FACT_NONE, FACT_NONE};
	facts[0].kind = FACT_DISCHARGED;
	facts[0].episode = episode;
	facts[1].kind = FACT_REFERRED;
	facts[1].episode = arena_text(&chart_open(chart)->visit, id);
	facts[1].org = next->code;
	facts[1].service = left->opening->service;
	facts[1].from = desk_practice_code(desk, telling.now.arena);
	if (!telling_put_all(&telling, facts, countof(facts), err) || !telling_commit(&telling, err))
		return false;
	*ret_episode = facts[1].episode;
	return true;
}
