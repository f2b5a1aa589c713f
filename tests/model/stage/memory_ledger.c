#include "model/stage/memory_ledger.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/ledger/chain.h"
#include "model/stage/memory_parts.h"

bool memory_may_go_on(MemoryLedger *memory, Error *err)
{
	return ++memory->calls != memory->fail_at ||
	       fail(err, ERROR_STORE, "Call %" PRId64 " of the memory ledger failed, as it was told to.",
		    memory->calls);
}

static void *copy_array(MemoryLedger *memory, const void *array, size_t count, size_t room, size_t size)
{
	void *copy = arena_array(&memory->arena, room, size);
	if (count > 0)
		memcpy(copy, array, count * size);
	return copy;
}

/* Lines are only ever added, so that a rollback needs no copy of them: it forgets the new ones. */
static void copy_all_but_lines(MemoryLedger *memory)
{
	MemoryState *now = &memory->now;
	now->staff = copy_array(memory, now->staff, now->staff_count, now->staff_room, sizeof *now->staff);
	now->settings = copy_array(memory, now->settings, now->setting_count, now->setting_room, sizeof *now->settings);
	now->wrongs = copy_array(memory, now->wrongs, now->wrong_count, now->wrong_room, sizeof *now->wrongs);
	now->codes = copy_array(memory, now->codes, now->code_count, now->code_room, sizeof *now->codes);
	now->parcels = copy_array(memory, now->parcels, now->parcel_count, now->parcel_room, sizeof *now->parcels);
	now->looks = copy_array(memory, now->looks, now->look_count, now->look_room, sizeof *now->looks);
	now->noted = copy_array(memory, now->noted, now->noted_count, now->noted_room, sizeof *now->noted);
	now->presences =
		copy_array(memory, now->presences, now->presence_count, now->presence_room, sizeof *now->presences);
}

static bool memory_begin(void *self, Error *err)
{
	MemoryLedger *memory = self;
	assert(!memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	memory->before = memory->now;
	copy_all_but_lines(memory);
	memory->telling = true;
	return true;
}

static bool memory_try_begin(void *self, bool *ret_begun, Error *err)
{
	const MemoryLedger *memory = self;
	*ret_begun = !memory->busy;
	return memory->busy || memory_begin(self, err);
}

static bool memory_commit(void *self, Error *err)
{
	MemoryLedger *memory = self;
	assert(memory->telling);
	if (!memory_may_go_on(memory, err))
		return false;
	memory->telling = false;
	return true;
}

static void memory_rollback(void *self)
{
	MemoryLedger *memory = self;
	if (memory->telling)
		memory->now = memory->before;
	memory->telling = false;
}

static bool memory_read_begin(void *self, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	memory->reading++;
	return true;
}

static void memory_read_end(void *self)
{
	MemoryLedger *memory = self;
	assert(memory->reading > 0);
	memory->reading--;
}

/* FNV-1a. */
static size_t bucket_of(const char *key)
{
	uint32_t hash = 2166136261U;
	for (; *key; key++)
		hash = (hash ^ (unsigned char)*key) * 16777619U;
	return hash % MEMORY_BUCKETS;
}

static bool memory_append(void *self, Line *line, LineSource source, Error *err)
{
	MemoryLedger *memory = self;
	MemoryState *now = &memory->now;
	assert(memory->telling && line_key(line));
	if (!memory_may_go_on(memory, err))
		return false;

	memory_mark_due(memory, line);
	int64_t seq = (int64_t)now->line_count + 1;
	const Seal previous = seq > 1 ? now->lines[seq - 2].seal : (Seal){{0}};
	if (line->kind->type == LINE_FACT) {
		assert(instant_order(line->fact.recorded_at, INSTANT_MIN) != 0);
		line->fact.seq = seq;
		line->fact.told_here = source == SOURCE_DESK;
	}
	if (line->kind->type == LINE_ENTRY)
		line->entry.seq = seq;
	MAKE_ROOM(memory, now->lines, now->line_count, now->line_room);
	MemoryLine *told = &now->lines[now->line_count++];
	size_t *bucket = &now->buckets[bucket_of(line_key(line))];
	*told = (MemoryLine){.line = *line, .source = source, .earlier = *bucket};
	*bucket = now->line_count;
	line_keep(&told->line, &memory->arena);
	told->seal = chain_next(&previous, seq, source, line, &memory->scratch);
	return true;
}

static bool memory_append_all(void *self, Line *lines, size_t count, LineSource source, Error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!memory_append(self, &lines[i], source, err))
			return false;
	return true;
}

/* It keeps no watch. */
static bool memory_moved(void *self)
{
	return true;
}

static bool memory_head(void *self, int64_t *ret_seq, Seal *ret_seal, Error *err)
{
	MemoryLedger *memory = self;
	if (memory->gone)
		return fail(err, ERROR_STORE, "The ledger is gone.");
	if (!memory_may_go_on(memory, err))
		return false;
	size_t count = memory->now.line_count;
	*ret_seq = (int64_t)count;
	*ret_seal = count > 0 ? memory->now.lines[count - 1].seal : (Seal){{0}};
	return true;
}

/* From the line of this number back through its bucket. */
static const Line *latest_from(const MemoryLedger *memory, size_t number, LineType type, const char *key)
{
	for (; number > 0; number = memory->now.lines[number - 1].earlier) {
		const Line *line = &memory->now.lines[number - 1].line;
		if (line->kind->type == type && text_is(line_key(line), key))
			return line;
	}
	return NULL;
}

const Line *memory_latest(const MemoryLedger *memory, LineType type, const char *key)
{
	return key ? latest_from(memory, memory->now.buckets[bucket_of(key)], type, key) : NULL;
}

bool memory_is_first_of_key(const MemoryLedger *memory, size_t i)
{
	const MemoryLine *told = &memory->now.lines[i];
	return !latest_from(memory, told->earlier, told->line.kind->type, line_key(&told->line));
}

Line *memory_line_for(const Line *line, Arena *arena)
{
	Line *copy = arena_alloc(arena, sizeof *copy);
	*copy = *line;
	line_keep(copy, arena);
	return copy;
}

static int entry_order(const void *left, const void *right)
{
	const Entry *a = left, *b = right;
	int by_time = instant_order(a->recorded, b->recorded);
	return by_time ? by_time : text_order(a->id, b->id);
}

static bool memory_entries(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Entry *entries = arena_array(arena, memory->now.line_count, sizeof *entries);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type == LINE_ENTRY && text_is(line->entry.patient, patient) &&
		    memory_is_first_of_key(memory, i))
			entries[count++] =
				memory_line_for(memory_latest(memory, LINE_ENTRY, line->entry.id), arena)->entry;
	}
	if (count > 1)
		qsort(entries, count, sizeof *entries, entry_order);
	*ret_entries = (EntryList){entries, count};
	return true;
}

static bool find_latest(MemoryLedger *memory, LineType type, const char *key, Arena *arena, const Line **ret_line,
			Error *err)
{
	if (!memory_may_go_on(memory, err))
		return false;
	const Line *line = memory_latest(memory, type, key);
	*ret_line = line ? memory_line_for(line, arena) : NULL;
	return true;
}

static bool memory_fact(void *self, const char *id, Arena *arena, const Fact **ret_fact, Error *err)
{
	const Line *line;
	if (!find_latest(self, LINE_FACT, id, arena, &line, err))
		return false;
	*ret_fact = line ? &line->fact : NULL;
	return true;
}

static bool memory_entry(void *self, const char *id, Arena *arena, const Entry **ret_entry, Error *err)
{
	const Line *line;
	if (!find_latest(self, LINE_ENTRY, id, arena, &line, err))
		return false;
	*ret_entry = line ? &line->entry : NULL;
	return true;
}

static bool memory_person(void *self, const char *nhs, Arena *arena, const Person **ret_person, Error *err)
{
	const Line *line;
	if (!find_latest(self, LINE_PERSON, nhs, arena, &line, err))
		return false;
	*ret_person = line ? &line->person : NULL;
	return true;
}

static bool memory_many(void *self, int64_t lines, const Watch *watch, Error *err)
{
	return memory_may_go_on(self, err);
}

static bool memory_told_at(void *self, LineType type, const char *key, int64_t *ret_seq, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_seq = 0;
	for (size_t n = memory->now.buckets[bucket_of(key)]; n > 0 && *ret_seq == 0;
	     n = memory->now.lines[n - 1].earlier)
		if (memory->now.lines[n - 1].line.kind->type == type &&
		    text_is(line_key(&memory->now.lines[n - 1].line), key))
			*ret_seq = (int64_t)n;
	return true;
}

static bool memory_person_at(void *self, const char *nhs, int64_t seq, Arena *arena, const Person **ret_person,
			     Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const Person *found = NULL;
	for (size_t i = memory->now.line_count; i-- > 0 && !found;) {
		const Line *line = &memory->now.lines[i].line;
		if ((int64_t)i < seq && line->kind->type == LINE_PERSON && text_is(line->person.nhs, nhs))
			found = &memory_line_for(line, arena)->person;
	}
	*ret_person = found;
	return true;
}

static bool memory_kept(void *self, const char *nhs, Arena *arena, KeptList *ret_kept, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Kept *items = arena_array(arena, memory->now.line_count, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if ((line->kind->type == LINE_PERSON && text_is(line->person.nhs, nhs)) ||
		    (line->kind->type == LINE_ENTRY && text_is(line->entry.patient, nhs)))
			items[count++] =
				(Kept){*memory_line_for(line, arena), memory->now.lines[i].source, (int64_t)i + 1};
	}
	*ret_kept = (KeptList){items, count};
	return true;
}

static bool memory_organisation(void *self, const char *code, Arena *arena, const Organisation **ret_org, Error *err)
{
	const Line *line;
	if (!find_latest(self, LINE_ORGANISATION, code, arena, &line, err))
		return false;
	*ret_org = line ? &line->organisation : NULL;
	return true;
}

static bool opens(const Line *line, FieldNames what, const char *id)
{
	for (size_t i = 0; i < line->kind->count; i++) {
		const Field *field = &line->kind->fields[i];
		if (field->opens && field->names == what && text_is(line_text(line, field), id))
			return true;
	}
	return false;
}

static bool memory_opening(void *self, FieldNames what, const char *id, Arena *arena, const Fact **ret_fact, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const Fact *found = NULL;
	for (size_t i = 0; i < memory->now.line_count && !found; i++)
		if (opens(&memory->now.lines[i].line, what, id))
			found = &memory_line_for(&memory->now.lines[i].line, arena)->fact;
	*ret_fact = found;
	return true;
}

/* The desk's own lines are by hand where they set one of the four to what it was not before. */
static bool memory_set_by_hand(void *self, const char *code, bool *ret_by_hand, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	bool by_hand = false;
	Organisation before = {0};
	for (size_t i = 0; i < memory->now.line_count && !by_hand; i++) {
		const MemoryLine *told = &memory->now.lines[i];
		const Organisation *now = &told->line.organisation;
		if (told->line.kind->type != LINE_ORGANISATION || !text_is(now->code, code))
			continue;
		by_hand = told->source == SOURCE_DESK && (now->system != before.system || now->mig != before.mig ||
							  now->scr != before.scr || now->care != before.care);
		before = *now;
	}
	*ret_by_hand = by_hand;
	return true;
}

static const LedgerOps memory_ops = {
	.begin = memory_begin,
	.try_begin = memory_try_begin,
	.commit = memory_commit,
	.rollback = memory_rollback,
	.read_begin = memory_read_begin,
	.read_end = memory_read_end,
	.many = memory_many,
	.append = memory_append,
	.append_all = memory_append_all,
	.head = memory_head,
	.moved = memory_moved,
	.facts = memory_facts,
	.facts_since = memory_facts_since,
	.entries = memory_entries,
	.outlines = memory_outlines,
	.said = memory_said,
	.all_said = memory_all_said,
	.told_since = memory_told_since,
	.brief = memory_brief,
	.fact = memory_fact,
	.entry = memory_entry,
	.person = memory_person,
	.organisation = memory_organisation,
	.opening = memory_opening,
	.facts_of_nobody = memory_facts_of_nobody,
	.copies = memory_copies,
	.sessions = memory_sessions,
	.looks = memory_looks,
	.lookers = memory_lookers,
	.merged = memory_merged,
	.told_at = memory_told_at,
	.set_by_hand = memory_set_by_hand,
	.find_people = memory_find_people,
	.has_namesake = memory_has_namesake,
	.alike_names = memory_alike_names,
	.find_organisations = memory_find_organisations,
	.everybody = memory_everybody,
	.changed = memory_changed,
	.staff_all = memory_staff_all,
	.staff = memory_staff,
	.put_staff = memory_put_staff,
	.setting = memory_setting,
	.put_setting = memory_put_setting,
	.settings_all = memory_settings_all,
	.wrong = memory_wrong,
	.put_wrong = memory_put_wrong,
	.own_setting = memory_own_setting,
	.put_own_setting = memory_put_own_setting,
	.code = memory_code,
	.put_code = memory_put_code,
	.person_at = memory_person_at,
	.kept = memory_kept,
	.put_parcel = memory_put_parcel,
	.queued_parcels = memory_queued_parcels,
	.doubtful_parcels = memory_doubtful_parcels,
	.withdraw_parcels = memory_withdraw_parcels,
	.delivery = memory_delivery,
	.put_presence = memory_put_presence,
	.presences = memory_presences,
	.put_expected = memory_put_expected,
	.expected = memory_expected,
	.put_due = memory_put_due,
	.mark_all_due = memory_mark_all_due,
	.due_to_look_at = memory_due_to_look_at,
	.due_settled = memory_due_settled,
	.mark_more_due = memory_mark_more_due,
	.due_again = memory_due_again,
	.due_waits = memory_due_waits,
	.due_waiting = memory_due_waiting,
	.due = memory_due,
	.due_counts = memory_due_counts,
	.put_tallies = memory_put_tallies,
	.tallies = memory_tallies,
	.figures = memory_figures,
};

Ledger memory_ledger(MemoryLedger *memory)
{
	return (Ledger){.ops = &memory_ops, .self = memory};
}

void memory_ledger_as(MemoryLedger *memory, const MemoryLedger *from)
{
	MemoryState *now = &memory->now;
	assert(!from->telling);
	*memory = (MemoryLedger){.now = from->now};
	now->lines = copy_array(memory, now->lines, now->line_count, now->line_room, sizeof *now->lines);
	copy_all_but_lines(memory);
}

void memory_ledger_close(MemoryLedger *memory)
{
	arena_free(&memory->arena);
	arena_free(&memory->scratch);
	*memory = (MemoryLedger){0};
}

const MemoryLine *memory_ledger_line(const MemoryLedger *memory, int64_t seq)
{
	assert(seq >= 1 && (size_t)seq <= memory->now.line_count);
	return &memory->now.lines[seq - 1];
}
