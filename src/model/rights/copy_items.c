/* What of all that is kept stands in the patient's copy, and what is left out of it. */
#include <stdlib.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/desk/telling.h"
#include "model/readings/explain.h"
#include "model/rights/inside.h"

/* --- What was decided --- */

/* The latest word on this fact, or this entry. */
static const Fact *decided(const CopyGaps *gaps, const char *fact, const char *entry)
{
	const Fact *latest = NULL;
	for (size_t i = 0; i < gaps->decision_count; i++) {
		const Fact *one = gaps->decisions[i];
		const bool of_this = text_is(one->fact, fact) && text_is(one->entry, entry);
		if (of_this && (!latest || fact_order(latest, one) < 0))
			latest = one;
	}
	return latest;
}

/* What stands where nobody decided. */
static bool stands_out(const Fact *decision, bool otherwise)
{
	return decision ? decision->on == TRUTH_TRUE : otherwise;
}

static bool is_safeguarding(const Fact *fact)
{
	return fact->kind == FACT_ENTRY_FLAG && fact->flag == FLAG_SAFEGUARDING;
}

/* --- The gaps --- */

static bool has(const Index *index, const char *id)
{
	return id && index->count && index_find(index, id) != INDEX_NONE;
}

static void leave_out(CopyGaps *gaps, const Fact *fact, Arena *arena)
{
	if (has(&gaps->facts, fact->id))
		return;
	index_add(&gaps->facts, arena, fact->id, 0);
	gaps->fact_ids[gaps->fact_count++] = fact->id;
}

static void find_entries(Desk *desk, const Chart *chart, CopyGaps *gaps, Arena *arena)
{
	gaps->own = desk_own_viewer(desk, chart, arena);
	for (size_t i = 0; i < chart->world.entries.count; i++) {
		const char *id = chart->world.entries.items[i].id;
		EntryMarks marks;
		desk_entry_marks(chart, i, &marks);
		gaps->unread += !desk_reads(&gaps->own, i);
		if (!stands_out(decided(gaps, NULL, id), marks.safeguarding != NULL))
			continue;
		index_add(&gaps->entries, arena, id, 0);
		gaps->entry_count++;
	}
}

bool copy_keeps_words(const Chart *chart, const Fact *fact)
{
	bool keeps = fact->tell && fact->tell != TELL_NOW;
	for (size_t i = 0; fact->override && i < chart->world.facts.count && !keeps; i++) {
		const Fact *other = &chart->world.facts.items[i];
		keeps = other->kind == FACT_OVERRIDE && text_is(other->override, fact->override) &&
			override_keeps_words(other);
	}
	return keeps;
}

/* Those of an override of which the patient may not be told now, and all that would betray it. */
static void leave_out_untold(Desk *desk, const Chart *chart, CopyGaps *gaps, Arena *arena)
{
	const FactList facts = chart->world.facts, told = desk_chart_told(desk, chart, arena)->world.facts;
	Index named = {0};
	if (told.count == facts.count)
		return;
	for (size_t i = 0; i < told.count; i++)
		index_add(&named, arena, told.items[i].id, 0);
	for (size_t i = 0; i < facts.count; i++) {
		if (has(&named, facts.items[i].id))
			continue;
		index_add(&gaps->untold, arena, facts.items[i].id, 0);
		leave_out(gaps, &facts.items[i], arena);
	}
}

/* Whatever is about something that is left out goes with it: a void, what was passed on, the mark of an entry. */
static bool follows(const CopyGaps *gaps, const Fact *fact)
{
	return has(&gaps->facts, fact->fact) || has(&gaps->entries, fact->entry);
}

void copy_gaps_find(Desk *desk, const Chart *chart, Arena *arena, CopyGaps *ret_gaps)
{
	const FactList facts = chart->world.facts;
	*ret_gaps = (CopyGaps){
		.fact_ids = arena_array(arena, facts.count, sizeof(char *)),
		.decisions = arena_array(arena, facts.count, sizeof(Fact *)),
	};
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ACCESS_WITHHELD)
			ret_gaps->decisions[ret_gaps->decision_count++] = &facts.items[i];
	find_entries(desk, chart, ret_gaps, arena);
	leave_out_untold(desk, chart, ret_gaps, arena);
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_ACCESS_WITHHELD ||
		    stands_out(decided(ret_gaps, fact->id, NULL), is_safeguarding(fact)))
			leave_out(ret_gaps, fact, arena);
	}
	for (size_t before = SIZE_MAX; before != ret_gaps->fact_count;) {
		before = ret_gaps->fact_count;
		for (size_t i = 0; i < facts.count; i++)
			if (follows(ret_gaps, &facts.items[i]))
				leave_out(ret_gaps, &facts.items[i], arena);
	}
}

bool copy_tells(const CopyGaps *gaps, const Fact *fact)
{
	return !has(&gaps->facts, fact->id);
}

bool copy_shows(const CopyGaps *gaps, const Chart *chart, size_t entry)
{
	return desk_reads(&gaps->own, entry) && !has(&gaps->entries, chart->world.entries.items[entry].id);
}

/* --- For the desk to look through --- */

static CopyItem item_of_fact(const Chart *chart, const CopyGaps *gaps, const Fact *fact, Arena *arena)
{
	Text text = {.arena = arena};
	CopyItem item = {.fact = fact, .left_out = !copy_tells(gaps, fact)};
	explain_fact(&chart->world, fact, &text);
	item.text = text_done(&text);
	item.decided = decided(gaps, fact->id, NULL);
	if (!item.left_out)
		return item;
	const bool untold = has(&gaps->untold, fact->id), goes_with = follows(gaps, fact);
	item.fixed = untold || goes_with;
	item.because = untold					? "an override that the patient is not told of"
		       : goes_with				? "it goes with what is left out"
		       : !item.decided && is_safeguarding(fact) ? "safeguarding relevant"
								: NULL;
	return item;
}

static CopyItem item_of_entry(const Chart *chart, const CopyGaps *gaps, size_t i, Arena *arena)
{
	const Entry *entry = &chart->world.entries.items[i];
	char day[16];
	date_print_staff(zone_date(chart->world.zone, entry->recorded), day);
	CopyItem item = {
		.entry = entry,
		.text = arena_print(arena, "Entry of %s (%s)", day, words_text(&category_words, entry->category)),
		.decided = decided(gaps, NULL, entry->id),
		.left_out = has(&gaps->entries, entry->id),
	};
	if (item.left_out && !item.decided)
		item.because = "safeguarding relevant";
	return item;
}

static int latest_first(const void *a, const void *b)
{
	return fact_order(((const CopyItem *)b)->fact, ((const CopyItem *)a)->fact);
}

CopyItems desk_copy_items(Desk *desk, const Chart *chart, Arena *arena)
{
	const World *world = &chart->world;
	CopyItem *items = arena_array(arena, world->facts.count + world->entries.count, sizeof *items);
	CopyItems list = {.items = items};
	CopyGaps gaps;
	copy_gaps_find(desk, chart, arena, &gaps);
	for (size_t i = 0; i < world->facts.count; i++)
		if (world->facts.items[i].kind != FACT_ACCESS_WITHHELD)
			items[list.count++] = item_of_fact(chart, &gaps, &world->facts.items[i], arena);
	if (list.count > 1)
		qsort(items, list.count, sizeof *items, latest_first);
	for (size_t i = 0; i < world->entries.count; i++)
		if (desk_reads(&gaps.own, i))
			items[list.count++] = item_of_entry(chart, &gaps, i, arena);
	for (size_t i = 0; i < list.count; i++)
		list.left_out += items[i].left_out;
	return list;
}

bool desk_withhold(Desk *desk, Chart *chart, const CopyItem *item, bool left_out, const char *reason, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(telling_end) Telling telling = {.desk = desk,
					       .chart = chart,
					       .right = ACT_ACCESS,
					       .held = left_out ? "left out of the patient's copy"
								: "to stand in the patient's copy"};
	Fact fact = FACT_NONE;
	fact.kind = FACT_ACCESS_WITHHELD;
	fact.fact = item->fact ? item->fact->id : NULL;
	fact.entry = item->entry ? item->entry->id : NULL;
	fact.on = left_out ? TRUTH_TRUE : TRUTH_FALSE;
	if (!telling_may(&telling, err))
		return false;
	if (item->fact && item->fact->kind == FACT_VOIDED)
		return fail(err, ERROR_REFUSED, "This goes with what it is about: decide about that line.");
	if (item->fixed)
		return fail(err, ERROR_REFUSED, "This is left out as long as %s.",
			    item->because[0] == 'i' ? "what it is about is"
						    : "the patient is not told of the override");
	if (item->left_out == left_out)
		return fail(err, ERROR_REFUSED, left_out ? "This is left out already." : "This stands in it already.");
	return rights_words(reason, "Write down why: it stays inside, and is never in the copy.", &arena, &fact.reason,
			    err) &&
	       telling_begin(&telling, err) && telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}
