/* The chart of one patient: reading and folding it, and knowing when it is no longer true. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "model/desk/inside.h"
#include "model/ledger/transaction.h"
#include "model/rules/told.h"

OpenChart *chart_open(Chart *chart)
{
	return (OpenChart *)chart;
}

const OpenChart *chart_open_const(const Chart *chart)
{
	return (const OpenChart *)chart;
}

/* --- When the fold changes by itself --- */

/* The earlier of the two, of those after `after`. */
static void take_earlier(Instant *next, Instant after, Instant at)
{
	if (instant_before(after, at) && instant_before(at, *next))
		*next = at;
}

static void take_changes_of(const Fact *fact, Instant after, Instant *next)
{
	take_earlier(next, after, fact->at);
	if (fact->kind == FACT_CODE_ISSUED)
		take_earlier(next, after, fact->expires);
	if (fact->kind == FACT_VIEW_PERMISSION)
		take_earlier(next, after, instant_add(fact->at, PERMISSION_SECONDS));
	if (fact->kind == FACT_OVERRIDE)
		take_earlier(next, after, override_over(&(Override){.opening = fact}));
	if (fact->kind == FACT_PURPOSE && fact->purpose == PURPOSE_RESEARCH)
		take_earlier(next, after, instant_add(fact->at, RESEARCH_LAG_SECONDS));
}

/* Every midnight counts: it is the next day in words ("referred today"), and perhaps a 16th birthday (A10). */
static Instant next_change(const Desk *desk, const World *world, Instant after)
{
	Instant next = zone_midnight(world->zone, date_add_days(zone_date(world->zone, after), 1));
	take_earlier(&next, after, desk_next_at(world->facts, after));
	for (size_t i = 0; i < world->facts.count; i++)
		take_changes_of(&world->facts.items[i], after, &next);
	const bool later = instant_before(after, desk->of_nobody[NOBODY_STANDINGS].at);
	for (size_t i = 0; later && i < world->standings.count; i++)
		take_earlier(&next, after, world->standings.items[i].at);
	return next;
}

/* --- Folding --- */

bool desk_restricted(const Reach *reach)
{
	bool restricted = reach->world->person->restricted == TRUTH_TRUE;
	for (size_t i = 0; i < reach->fact_count; i++)
		if (reach->facts[i]->kind == FACT_RESTRICTED)
			restricted = reach->facts[i]->on == TRUTH_TRUE;
	return restricted;
}

/* What any desk has told counts, also where that desk's clock is ahead of this one. */
static Instant known_by(const Desk *desk, const World *world, Instant now)
{
	for (size_t i = 0; i < world->facts.count; i++)
		now = instant_later(now, world->facts.items[i].recorded_at);
	return instant_later(now, desk->of_nobody[NOBODY_STANDINGS].recorded);
}

static void fold_chart(Desk *desk, OpenChart *open, Instant now)
{
	Chart *chart = &open->chart;
	bool present = instant_order(chart->past, INSTANT_MIN) == 0;
	Instant at = present ? desk_latest_at(chart->world.facts, now) : chart->past;
	reach_fold(&chart->world, at, known_by(desk, &chart->world, now), &chart->arena, &chart->now);
	open->here = desk_records_here(desk);
	matrix_make(&chart->now, open->here, &chart->arena, &chart->matrix);
	chart->restricted = desk_restricted(&chart->now);
	open->shown_past = chart->past;
	open->next_change = present ? next_change(desk, &chart->world, now) : INSTANT_MAX;
}

/* What is kept instead of the hash of a code that was seen to have run out. A hash that cannot be read says nothing of
 * that. */
bool desk_code_wiped(const Desk *desk, const char *fact)
{
	Seal kept;
	bool found = false;
	Ledger ledger = desk->ports.ledger;
	return ledger.ops->code(ledger.self, fact, &kept, &found, NULL) && found &&
	       sodium_is_zero(kept.bytes, sizeof kept.bytes);
}

/* The rows know the facts alone; that a code was seen to have run out stands beside the ledger. */
static void mark_codes_over(const Desk *desk, Matrix *matrix)
{
	for (size_t i = 0; i < matrix->count; i++) {
		CodeStand *stand = &matrix->rows[i].code;
		if (stand->state == CODE_STATE_OUT && desk_code_wiped(desk, stand->code->id))
			stand->state = CODE_STATE_RUN_OUT;
	}
}

/* --- Entries --- */

struct EntryTexts {
	Arena arena;
	const char **said; /* by entry; NULL: not yet asked for */
	bool all;	   /* were asked for; one told meanwhile may still be missing */
};

static void drop_entries(OpenChart *open)
{
	if (open->chart.texts)
		arena_free(&open->chart.texts->arena);
	arena_free(&open->entries);
}

bool desk_entry_said(Desk *desk, const Chart *chart, size_t entry, const char **ret_text, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	struct EntryTexts *texts = chart->texts;
	const int64_t seq = chart->world.entries.items[entry].seq;
	const char **said = &texts->said[entry];
	if (!*said && !ledger.ops->said(ledger.self, seq, &texts->arena, said, err))
		return false;
	*ret_text = *said = text_or(*said, "");
	return true;
}

bool desk_entries_say(Desk *desk, const Chart *chart, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	struct EntryTexts *texts = chart->texts;
	const EntryList entries = chart->world.entries;
	EntrySaidList all;
	if (texts->all)
		return true;
	if (!ledger.ops->all_said(ledger.self, chart->world.person->nhs, &texts->arena, &all, err))
		return false;
	for (size_t i = 0; i < entries.count && i < all.count; i++)
		if (entries.items[i].seq == all.items[i].seq)
			texts->said[i] = text_or(all.items[i].text, "");
	texts->all = true;
	return true;
}

/* Entries may be thousands, and an answer changes none of them: they are read anew where any was told. */
static bool has_news(const Desk *desk, const Chart *chart, bool *ret_told, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	*ret_told = true;
	return chart->head < 0 || ledger.ops->told_since(ledger.self, LINE_ENTRY, chart->head, ret_told, err);
}

bool desk_load_entries(Desk *desk, const Chart *chart, const char *nhs, Arena *arena, EntryList *ret_entries,
		       Error *err)
{
	Ledger ledger = desk->ports.ledger;
	bool told = true;
	if (chart && !has_news(desk, chart, &told, err))
		return false;
	if (told)
		return ledger.ops->outlines(ledger.self, nhs, arena, ret_entries, err);
	*ret_entries = chart->world.entries;
	return true;
}

static bool read_entries(Desk *desk, const OpenChart *before, OpenChart *open, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	Chart *chart = &open->chart;
	bool told;
	if (!has_news(desk, &before->chart, &told, err))
		return false;
	if (!told) {
		chart->world.entries = before->chart.world.entries;
		chart->texts = before->chart.texts;
		return true;
	}
	if (!ledger.ops->outlines(ledger.self, open->nhs, &open->entries, &chart->world.entries, err))
		return false;
	chart->texts = arena_alloc(&open->entries, sizeof *chart->texts);
	chart->texts->said = arena_array(&open->entries, chart->world.entries.count, sizeof *chart->texts->said);
	return true;
}

/* Reads into a chart of its own, so that a fault leaves the old one as it was. The world hangs in the arena, because
 * what is folded points at it and must not move. */
static bool read_chart(Desk *desk, OpenChart *before, OpenChart *open, Error *err)
{
	Seal seal;
	scoped(reading_end) Reading reading = {0};
	Ledger ledger = desk->ports.ledger;
	Chart *chart = &open->chart;
	if (!reading_begin(&reading, &desk->ports.ledger, err) ||
	    !ledger.ops->head(ledger.self, &chart->head, &seal, err) ||
	    !desk_load_told(desk, open->nhs, &before->known, &chart->arena, &chart->world, &open->book, err) ||
	    !read_entries(desk, before, open, err) ||
	    !desk_goes_on(desk, open->nhs, &chart->arena, &chart->goes_on, err))
		return false;
	chart->shown = desk_latest_seq(chart->world.facts);
	if (desk->ports.kiosk) /* all that a kiosk shows is for the patient */
		chart->world.facts = facts_told(&chart->world, desk_latest_at(chart->world.facts, desk_now(desk)),
						known_by(desk, &chart->world, desk_now(desk)), &chart->arena);
	fold_chart(desk, open, desk_now(desk));
	mark_codes_over(desk, &open->chart.matrix);
	if (open->book->fault.kind != ERROR_NONE)
		return fail(err, open->book->fault.kind, "%s", open->book->fault.text);
	return true;
}

/* `next` is folded at another address than it will have: its pointer to its own world follows it. */
static void put_in_place(OpenChart *open, const OpenChart *next)
{
	arena_free(&open->chart.arena);
	if (next->chart.texts != open->chart.texts) {
		drop_entries(open);
		open->entries = next->entries;
	}
	open->chart = next->chart;
	open->chart.now.world = &open->chart.world;
	open->chart.now.agreements.arena = &open->chart.arena;
	open->chart.matrix.probe->agreements.arena = &open->chart.arena;
	open->book = next->book;
	open->book->arena = &open->chart.arena;
	open->next_change = next->next_change;
	open->shown_past = next->shown_past;
	open->here = next->here;
}

bool desk_chart_aged(Desk *desk, const Chart *chart)
{
	const OpenChart *open = chart_open_const(chart);
	return instant_order(chart->past, open->shown_past) != 0 || !instant_before(desk_now(desk), open->next_change);
}

static bool is_as_shown(Desk *desk, const OpenChart *open)
{
	return open->chart.head == desk_head(desk) && !desk_chart_aged(desk, &open->chart) &&
	       open->here == desk_records_here(desk);
}

bool desk_refresh_chart(Desk *desk, Chart *chart, bool *ret_changed, Error *err)
{
	OpenChart *open = chart_open(chart);
	if (is_as_shown(desk, open)) {
		chart->shown = desk_latest_seq(chart->world.facts);
		if (ret_changed)
			*ret_changed = false;
		return true;
	}
	OpenChart next = {.chart.past = chart->past, .chart.how = chart->how};
	text_copy(next.nhs, sizeof next.nhs, open->nhs);
	if (!read_chart(desk, open, &next, err)) {
		arena_free(&next.chart.arena);
		arena_free(&next.entries); /* nobody asked yet what they say */
		return false;
	}
	put_in_place(open, &next);
	if (ret_changed)
		*ret_changed = true;
	return true;
}

bool desk_chart_past(Desk *desk, Chart *chart, Instant past, Error *err)
{
	Instant before = chart->past;
	chart->past = past;
	if (desk_refresh_chart(desk, chart, NULL, err))
		return true;
	chart->past = before;
	return false;
}

/* --- Opening and closing --- */

Chart *desk_make_chart(const char *nhs)
{
	OpenChart *open = calloc(1, sizeof *open);
	if (!open)
		abort();
	open->chart.past = open->shown_past = INSTANT_MIN;
	open->chart.head = -1;
	text_copy(open->nhs, sizeof open->nhs, nhs);
	return &open->chart;
}

void desk_close_chart(Desk *desk, Chart *chart)
{
	if (!chart)
		return;
	OpenChart *open = chart_open(chart);
	arena_free(&open->chart.arena);
	drop_entries(open);
	arena_free(&open->known.arena);
	arena_free(&open->visit);
	free(open);
}

Viewer desk_own_viewer(Desk *desk, const Chart *chart, Arena *arena)
{
	const Reach *present = &chart->now;
	if (instant_order(chart->past, INSTANT_MIN) != 0) {
		Instant now = desk_now(desk);
		Reach *folded = arena_alloc(arena, sizeof *folded);
		reach_fold(&chart->world, desk_latest_at(chart->world.facts, now), known_by(desk, &chart->world, now),
			   arena, folded);
		present = folded;
	}
	return viewer_of(present, text_or(desk_practice_code(desk, arena), ""));
}

bool desk_reads(const Viewer *own, size_t entry)
{
	return decide(own, entry).verdict == VERDICT_ALLOW;
}

/* --- What the patient may be told --- */

const Chart *desk_chart_told(Desk *desk, const Chart *chart, Arena *arena)
{
	const FactList all = chart->world.facts;
	const FactList facts =
		facts_told(&chart->world, desk_latest_at(all, desk_now(desk)), chart->now.known_at, arena);
	if (facts.items == all.items)
		return chart;
	Chart *told = arena_alloc(arena, sizeof *told);
	*told = *chart;
	told->arena = (Arena){0};
	told->world.facts = facts;
	reach_fold(&told->world, chart->now.at, chart->now.known_at, arena, &told->now);
	matrix_make(&told->now, chart->matrix.counted, arena, &told->matrix);
	mark_codes_over(desk, &told->matrix);
	return told;
}

/* --- What would be --- */

void desk_preview(Desk *desk, const Chart *chart, const Fact *facts, size_t count, Arena *arena, Reach *ret_reach)
{
	World *world = arena_alloc(arena, sizeof *world);
	*world = chart->world;
	Instant at = instant_later(chart->now.at, desk_now(desk));
	if (instant_order(chart->past, INSTANT_MIN) != 0)
		at = chart->now.at;
	Fact *all = arena_array(arena, world->facts.count + count, sizeof *all);
	if (world->facts.count > 0)
		memcpy(all, world->facts.items, world->facts.count * sizeof *all);
	for (size_t i = 0; i < count; i++) {
		Fact *added = &all[world->facts.count + i];
		*added = facts[i];
		added->at = at;
		added->recorded_at = chart->now.known_at;
		added->seq = INT64_MAX - (int64_t)(count - i);
		added->id = text_or(facts[i].id, arena_print(arena, "preview-%zu", i));
		added->patient = world->person->nhs;
	}
	world->facts = (FactList){all, world->facts.count + count};
	reach_fold(world, at, chart->now.known_at, arena, ret_reach);
}
