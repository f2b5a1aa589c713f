#include "model/passing/passing.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/telling.h"
#include "model/readings/explain.h"
#include "model/readings/pass_on.h"

/* --- The list --- */

const char *passing_day(const Desk *desk, Instant at, Arena *arena)
{
	char day[16];
	date_print_staff(zone_date(desk_zone(desk), at), day);
	return arena_text(arena, day);
}

const char *passing_age(const Desk *desk, Instant since, Arena *arena)
{
	const int64_t days = date_days(desk_today(desk)) - date_days(zone_date(desk_zone(desk), since));
	return days <= 0 ? "today" : arena_print(arena, "%" PRId64 " day%s", days, days == 1 ? "" : "s");
}

const char *passing_code(const PassOnRow *way, Arena *arena)
{
	const char *code = pass_on_code(way, arena);
	if (!code)
		return way->confirmed == TRUTH_TRUE ? "no code" : "no code (check)";
	return way->confirmed == TRUTH_TRUE ? code : arena_print(arena, "%s (check)", code);
}

static PassOnRow kept_row(const PassOnRow *row, Arena *arena)
{
	PassOnRow kept = *row;
	kept.where = arena_text(arena, row->where);
	kept.read2 = arena_text(arena, row->read2);
	kept.ctv3 = arena_text(arena, row->ctv3);
	kept.snomed = arena_text(arena, row->snomed);
	return kept;
}

static void add_ways(PassingLine *line, const PassOnHome *home, PassOnAnswer answer, Arena *arena)
{
	const PassOnRow *ways[PASS_ON_WAYS];
	line->way_count = pass_on_ways(&home->table, answer, home->system, ways);
	line->ways = arena_array(arena, line->way_count, sizeof *line->ways);
	for (size_t i = 0; i < line->way_count; i++)
		line->ways[i] = kept_row(ways[i], arena);
	if (line->way_count > 0) {
		line->system = explain_passed_to((PassedTo)line->ways[0].system);
		line->code = pass_on_code(&line->ways[0], arena);
	}
}

static PassingLine line_of(const WorkItem *item, const PassOnHome *home, Arena *arena)
{
	PassingLine line = {
		.nhs = item->nhs,
		.name = item->name,
		.fact = item->id,
		.what = item->what,
		.whom = text_or(item->whom, ""),
		.since = item->since,
		.back = item->back,
	};
	add_ways(&line, home, (PassOnAnswer)item->pass_on, arena);
	return line;
}

/* The work list has them oldest first: who comes first there has waited longest, and theirs come together. */
static PassingLine *by_patient(const PassingLine *lines, PassingList *list, Arena *arena)
{
	PassingLine *ordered = arena_array(arena, list->count, sizeof *ordered);
	size_t *next = arena_array(arena, list->count + 1, sizeof *next);
	Index patients = {0};
	for (size_t i = 0; i < list->count; i++) {
		const uint32_t patient = index_add(&patients, arena, lines[i].nhs, (uint32_t)list->people);
		list->people += patient == list->people;
		next[patient + 1]++;
	}
	for (size_t i = 0; i < list->people; i++)
		next[i + 1] += next[i];
	for (size_t i = 0; i < list->count; i++) {
		const uint32_t patient = index_find(&patients, lines[i].nhs);
		PassingLine *line = &ordered[next[patient]++];
		*line = lines[i];
		line->first = line == ordered || !text_is(line[-1].nhs, line->nhs);
	}
	return ordered;
}

bool desk_passing(Desk *desk, const char *nhs, size_t limit, Arena *arena, PassingList *ret_list, Error *err)
{
	PassOnHome home;
	WorkList work;
	if (!desk_allows(desk, ACT_PASS_ON, err) || !desk_pass_on_home(desk, arena, &home, err) ||
	    !desk_work_list(desk, WORK_PASS_ON, nhs, limit, arena, &work, err))
		return false;
	const WorkCounts counts = desk_work(desk);
	PassingLine *lines = arena_array(arena, work.count, sizeof *lines);
	PassingList list = {
		.lines = lines,
		.count = work.count,
		.total = nhs ? work.count : counts.of[WORK_PASS_ON],
		.oldest = INSTANT_MAX,
		.system = home.system,
		.counting = counts.counting,
	};
	for (size_t i = 0; i < work.count; i++)
		lines[i] = line_of(&work.items[i], &home, arena);
	if (list.count > 0)
		list.oldest = lines[0].since;
	list.lines = by_patient(lines, &list, arena);
	*ret_list = list;
	return true;
}

/* --- Ticking --- */

bool desk_passing_chart(Desk *desk, const char *nhs, Chart **ret_chart, Error *err)
{
	if (!desk_allows(desk, ACT_PASS_ON, err))
		return false;
	Chart *chart = desk_make_chart(nhs);
	if (!desk_refresh_chart(desk, chart, NULL, err)) {
		desk_close_chart(desk, chart);
		return false;
	}
	*ret_chart = chart;
	return true;
}

static const PassOnItem *find_waiting(const PassOnItems *waiting, const char *fact)
{
	for (size_t i = 0; i < waiting->count; i++)
		if (text_is(waiting->items[i].fact->id, fact))
			return &waiting->items[i];
	return NULL;
}

/* Where nobody said which system the practice uses, none of the codes is known to be the one. */
static Fact passed_on(const PassOnHome *home, const PassOnItem *item, Arena *arena)
{
	const bool known = home->system != SYSTEM_UNKNOWN && home->system != System_NOT_GIVEN_;
	const PassOnRow *ways[PASS_ON_WAYS];
	const size_t count = pass_on_ways(&home->table, item->answer, home->system, ways);
	Fact fact = FACT_NONE;
	fact.kind = FACT_PASSED_ON;
	fact.fact = item->fact->id;
	fact.passed_to = count == 1 ? ways[0]->system
				    : (WordByte)(home->system == SYSTEM_SYSTMONE ? PASSED_TO_SYSTMONE
						 : home->system == SYSTEM_EMIS	 ? PASSED_TO_EMIS
										 : PASSED_TO_OTHER);
	fact.code = known && count > 0 ? pass_on_code(ways[0], arena) : NULL;
	return fact;
}

static bool put_ticks(Telling *telling, const char *const *facts, size_t count, Error *err)
{
	const TellingNow *now = &telling->now;
	PassOnHome home;
	Reach reach;
	if (!desk_pass_on_home(telling->desk, now->arena, &home, err))
		return false;
	reach_fold(&now->world, now->at, INSTANT_MAX, now->arena, &reach);
	const PassOnItems waiting = pass_on_waiting(&reach, home.practice, now->arena);
	for (size_t i = 0; i < count; i++) {
		const PassOnItem *item = find_waiting(&waiting, facts[i]);
		if (!item)
			return fail(err, ERROR_REFUSED,
				    "That does not wait any more: it was passed on elsewhere, or answered anew.");
		Fact fact = passed_on(&home, item, now->arena);
		if (!telling_put(telling, &fact, err))
			return false;
	}
	return true;
}

bool desk_pass_on(Desk *desk, Chart *chart, const char *const *facts, size_t count, Error *err)
{
	char act[48];
	text_print(act, sizeof act, count == 1 ? "passed on" : "passed on, %zu answers", count);
	scoped(telling_end) Telling telling = {.desk = desk, .chart = chart, .right = ACT_PASS_ON, .act = act};
	return telling_begin(&telling, err) && put_ticks(&telling, facts, count, err) && telling_commit(&telling, err);
}

bool desk_passing_left(Desk *desk, const PassingList *list, const char *how, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Fact fact = FACT_NONE;
	fact.kind = FACT_EXPORTED;
	fact.reason = arena_print(&arena, "the list To pass on, %zu line%s, %s", list->count,
				  list->count == 1 ? "" : "s", how);
	return desk_tell_facts(desk, NULL, ACT_PASS_ON, NULL, &fact, 1, err);
}
