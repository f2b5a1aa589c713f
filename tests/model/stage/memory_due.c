/* What is due, in the memory ledger: kept as the desk puts it, searched through. */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/readings/tallies.h"
#include "model/stage/memory_parts.h"

static MemoryLook *look_of(MemoryLedger *memory, const char *patient)
{
	MemoryState *now = &memory->now;
	for (size_t i = 0; i < now->look_count; i++)
		if (text_is(now->looks[i].patient, patient))
			return &now->looks[i];
	MAKE_ROOM(memory, now->looks, now->look_count, now->look_room);
	now->looks[now->look_count] = (MemoryLook){.patient = arena_text(&memory->arena, patient), .at = INSTANT_MAX};
	return &now->looks[now->look_count++];
}

bool memory_is_to_look_at(const MemoryLedger *memory, const char *patient, Instant now)
{
	for (size_t i = 0; i < memory->now.look_count; i++)
		if (text_is(memory->now.looks[i].patient, patient))
			return !instant_before(now, memory->now.looks[i].at);
	return false;
}

static bool is_there(const Line *line, const char *org)
{
	return line->kind->type == LINE_FACT && text_is(line->fact.org, org) &&
	       (line->fact.kind == FACT_REGISTERED || line->fact.kind == FACT_REFERRED);
}

static void note(MemoryLedger *memory, const Organisation *organisation)
{
	MemoryState *now = &memory->now;
	const Line *before = memory_latest(memory, LINE_ORGANISATION, organisation->code);
	size_t at = 0, there = 0;
	for (size_t i = 0; i < now->line_count; i++)
		there += is_there(&now->lines[i].line, organisation->code);
	if (there == 0 || !before || !organisation_moves_due(&before->organisation, organisation))
		return;
	while (at < now->noted_count && !text_is(now->noted[at].org, organisation->code))
		at++;
	if (at == now->noted_count) {
		MAKE_ROOM(memory, now->noted, now->noted_count, now->noted_room);
		now->noted_count++;
	}
	now->noted[at] = (MemoryNoted){arena_text(&memory->arena, organisation->code), 0};
}

bool memory_mark_more_due(void *self, size_t limit, bool *ret_marked, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_marked = now->noted_count > 0;
	if (!*ret_marked)
		return true;
	MemoryNoted *noted = &now->noted[now->noted_count - 1];
	for (; noted->after < now->line_count && limit > 0; noted->after++)
		if (is_there(&now->lines[noted->after].line, noted->org)) {
			look_of(memory, now->lines[noted->after].line.fact.patient)->at = INSTANT_MIN;
			limit--;
		}
	now->noted_count -= noted->after == now->line_count;
	return true;
}

static bool is_noted(const MemoryLedger *memory, const char *patient)
{
	const MemoryState *now = &memory->now;
	for (size_t n = 0; n < now->noted_count; n++)
		for (size_t i = now->noted[n].after; i < now->line_count; i++)
			if (is_there(&now->lines[i].line, now->noted[n].org) &&
			    text_is(now->lines[i].line.fact.patient, patient))
				return true;
	return false;
}

void memory_mark_due(MemoryLedger *memory, const Line *line)
{
	const char *patient = NULL;
	switch (line->kind->type) {
	case LINE_ORGANISATION: note(memory, &line->organisation); break;
	case LINE_PERSON: patient = line->person.nhs; break;
	case LINE_ENTRY: patient = line->entry.patient; break;
	case LINE_FACT: patient = fact_may_be_due(line->fact.kind) ? line->fact.patient : NULL; break;
	}
	if (patient)
		look_of(memory, patient)->at = INSTANT_MIN;
}

bool memory_mark_all_due(void *self, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	for (size_t i = 0; i < memory->now.look_count; i++)
		memory->now.looks[i].at = INSTANT_MIN;
	memory->now.noted_count = 0;
	return memory_may_go_on(memory, err);
}

static DueRows rows_for(const DueRows *rows, const char *patient, Arena *arena)
{
	DueRow *copies = arena_array(arena, rows->count, sizeof *copies);
	for (size_t i = 0; i < rows->count; i++) {
		copies[i] = rows->items[i];
		copies[i].patient = arena_text(arena, patient);
		copies[i].what = arena_text(arena, rows->items[i].what);
	}
	return (DueRows){copies, rows->count};
}

bool memory_put_due(void *self, const char *patient, const DueRows *rows, Instant again, const Brief *read, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	MemoryLook *look = look_of(memory, patient);
	look->at = again;
	look->due = rows_for(rows, patient, &memory->arena);
	return true;
}

static int by_time(const void *a, const void *b)
{
	const MemoryLook *left = a, *right = b;
	const int order = instant_order(left->at, right->at);
	return order ? order : text_order(left->patient, right->patient);
}

bool memory_due_to_look_at(void *self, Instant now, size_t limit, Arena *arena, TextList *ret_patients, Error *err)
{
	MemoryLedger *memory = self;
	size_t count = 0;
	if (!memory_may_go_on(memory, err))
		return false;
	MemoryLook *looks = arena_array(arena, memory->now.look_count, sizeof *looks);
	for (size_t i = 0; i < memory->now.look_count; i++)
		if (!instant_before(now, memory->now.looks[i].at))
			looks[count++] = memory->now.looks[i];
	if (count > 1)
		qsort(looks, count, sizeof *looks, by_time);
	count = count < limit ? count : limit;
	const char **patients = arena_array(arena, count, sizeof *patients);
	for (size_t i = 0; i < count; i++)
		patients[i] = arena_text(arena, looks[i].patient);
	*ret_patients = (TextList){patients, count};
	return true;
}

static bool waits(const MemoryLedger *memory, const char *patient, Instant now)
{
	for (size_t i = 0; i < memory->now.look_count; i++)
		if (text_is(memory->now.looks[i].patient, patient))
			return !instant_before(now, memory->now.looks[i].at);
	return false;
}

bool memory_due_again(void *self, const char *patient, Instant *ret_at, Error *err)
{
	MemoryLedger *memory = self;
	*ret_at = INSTANT_MAX;
	for (size_t i = 0; i < memory->now.look_count; i++)
		if (text_is(memory->now.looks[i].patient, patient))
			*ret_at = memory->now.looks[i].at;
	return memory_may_go_on(memory, err);
}

bool memory_due_waits(void *self, Instant now, bool *ret_waits, Error *err)
{
	MemoryLedger *memory = self;
	*ret_waits = memory->now.noted_count > 0;
	for (size_t i = 0; i < memory->now.look_count; i++)
		*ret_waits |= !instant_before(now, memory->now.looks[i].at);
	return memory_may_go_on(memory, err);
}

bool memory_due_settled(void *self, Instant now, const char *after, size_t limit, Arena *arena, TextList *ret_patients,
			Error *err)
{
	MemoryLedger *memory = self;
	TextList all;
	size_t count = 0;
	if (!memory_everybody(self, arena, &all, err))
		return false;
	const char **patients = arena_array(arena, all.count, sizeof *patients);
	for (size_t i = 0; i < all.count && count < limit; i++)
		if (text_order(all.items[i], after) > 0 && !waits(memory, all.items[i], now) &&
		    !is_noted(memory, all.items[i]))
			patients[count++] = all.items[i];
	*ret_patients = (TextList){patients, count};
	return true;
}

bool memory_due_waiting(void *self, Instant now, int64_t *ret_count, Error *err)
{
	MemoryLedger *memory = self;
	*ret_count = 0;
	for (size_t i = 0; i < memory->now.look_count; i++)
		*ret_count +=
			!instant_before(now, memory->now.looks[i].at) || is_noted(memory, memory->now.looks[i].patient);
	return memory_may_go_on(memory, err);
}

static int oldest_first(const void *a, const void *b)
{
	const DueRow *left = a, *right = b;
	const int order = instant_order(left->since, right->since), patient = text_order(left->patient, right->patient);
	if (order || patient)
		return order ? order : patient;
	return left->sort != right->sort ? left->sort - right->sort : text_order(left->what, right->what);
}

static bool asked_for(const DueQuery *query, const DueRow *row)
{
	return (row->kind == query->kind || query->kind == DUE_KINDS_MAX) &&
	       (query->sorts == 0 || (query->sorts >> row->sort & 1 && instant_before(query->at, row->until))) &&
	       (!query->patient || text_is(query->patient, row->patient));
}

static int latest_first(const void *a, const void *b)
{
	return oldest_first(b, a);
}

/* The page of a list in its order, or (back) from its end on. */
static DueRows page_of(const DueQuery *query, DueRow *rows, size_t count)
{
	int (*order)(const void *, const void *) = query->back ? latest_first : oldest_first;
	size_t first = 0;
	if (count > 1)
		qsort(rows, count, sizeof *rows, order);
	while (query->from && first < count && order(&rows[first], query->from) < !query->with)
		first++;
	count -= first;
	return (DueRows){rows + first, count < query->limit ? count : query->limit};
}

bool memory_due(void *self, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err)
{
	MemoryLedger *memory = self;
	DueRow *found = NULL;
	size_t count = 0, room = 0;
	if (!memory_may_go_on(memory, err))
		return false;
	for (size_t i = 0; i < memory->now.look_count; i++)
		room += memory->now.looks[i].due.count;
	found = arena_array(arena, room, sizeof *found);
	for (size_t i = 0; i < memory->now.look_count; i++) {
		const DueRows copies = rows_for(&memory->now.looks[i].due, memory->now.looks[i].patient, arena);
		for (size_t k = 0; k < copies.count; k++)
			if (asked_for(query, &copies.items[k]))
				found[count++] = copies.items[k];
	}
	*ret_rows = page_of(query, found, count);
	return true;
}

bool memory_due_counts(void *self, Instant at, DueCounts *ret_counts, Error *err)
{
	MemoryLedger *memory = self;
	*ret_counts = (DueCounts){0};
	if (!memory_may_go_on(memory, err))
		return false;
	for (size_t i = 0; i < memory->now.look_count; i++)
		for (size_t k = 0; k < memory->now.looks[i].due.count; k++) {
			const DueRow *row = &memory->now.looks[i].due.items[k];
			ret_counts->of[row->kind][row->sort] += instant_before(at, row->until);
		}
	return true;
}

bool memory_put_tallies(void *self, const TalliesOf *patients, size_t count, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	for (size_t i = 0; i < count; i++)
		look_of(memory, patients[i].patient)->tallies = tallies_copy(patients[i].tallies, &memory->arena);
	return true;
}

bool memory_tallies(void *self, const char *patient, Arena *arena, TallyList *ret_tallies, Error *err)
{
	MemoryLedger *memory = self;
	*ret_tallies = (TallyList){0};
	for (size_t i = 0; i < memory->now.look_count; i++)
		if (text_is(memory->now.looks[i].patient, patient))
			*ret_tallies = tallies_copy(memory->now.looks[i].tallies, arena);
	return memory_may_go_on(memory, err);
}

bool memory_figures(void *self, int from, int to, Arena *arena, TallyList *ret_totals, Error *err)
{
	MemoryLedger *memory = self;
	size_t room = 0, count = 0;
	for (size_t i = 0; i < memory->now.look_count; i++)
		room += memory->now.looks[i].tallies.count;
	Tally *all = arena_array(arena, room, sizeof *all);
	for (size_t i = 0; i < memory->now.look_count; i++)
		for (size_t k = 0; k < memory->now.looks[i].tallies.count; k++) {
			const Tally *tally = &memory->now.looks[i].tallies.items[k];
			if (tally->month >= from && tally->month <= to)
				all[count++] = *tally;
		}
	*ret_totals = tallies_copy(tallies_gather(all, count), arena);
	return memory_may_go_on(memory, err);
}
