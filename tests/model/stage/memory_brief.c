#include <stdlib.h>

#include "base/text.h"
#include "model/stage/memory_parts.h"

bool memory_told_since(void *self, LineType type, int64_t seq, bool *ret_any, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_any = false;
	for (size_t i = (size_t)seq; i < memory->now.line_count; i++)
		*ret_any |= memory->now.lines[i].line.kind->type == type;
	return true;
}

bool memory_facts_since(void *self, const char *patient, int64_t seq, Arena *arena, FactList *ret_facts, Error *err)
{
	FactList facts;
	size_t first = 0;
	if (!memory_ledger(self).ops->facts(self, patient, arena, &facts, err))
		return false;
	while (first < facts.count && facts.items[first].seq <= seq)
		first++;
	*ret_facts = (FactList){facts.items + first, facts.count - first};
	return true;
}

bool memory_outlines(void *self, const char *patient, Arena *arena, EntryList *ret_entries, Error *err)
{
	EntryList whole;
	if (!memory_ledger(self).ops->entries(self, patient, arena, &whole, err))
		return false;
	Entry *entries = arena_array(arena, whole.count, sizeof *entries);
	for (size_t i = 0; i < whole.count; i++) {
		entries[i] = whole.items[i];
		entries[i].text = entries[i].system = NULL;
	}
	*ret_entries = (EntryList){entries, whole.count};
	return true;
}

bool memory_said(void *self, int64_t seq, Arena *arena, const char **ret_text, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const char *text = memory->now.lines[seq - 1].line.entry.text;
	*ret_text = text ? arena_text(arena, text) : NULL;
	return true;
}

bool memory_all_said(void *self, const char *patient, Arena *arena, EntrySaidList *ret_said, Error *err)
{
	EntryList whole;
	if (!memory_ledger(self).ops->entries(self, patient, arena, &whole, err))
		return false;
	EntrySaid *said = arena_array(arena, whole.count, sizeof *said);
	for (size_t i = 0; i < whole.count; i++)
		said[i] = (EntrySaid){whole.items[i].seq, whole.items[i].text};
	*ret_said = (EntrySaidList){said, whole.count};
	return true;
}

/* Nothing is left out. */
bool memory_brief(void *self, const char *nhs, Instant now, Arena *arena, Brief *ret_brief, Error *err)
{
	const LedgerOps *ops = memory_ledger(self).ops;
	Brief brief = {0};
	if (!ops->person(self, nhs, arena, &brief.person, err) || !ops->facts(self, nhs, arena, &brief.facts, err) ||
	    !ops->entries(self, nhs, arena, &brief.entries, err))
		return false;
	*ret_brief = brief;
	return true;
}

/* --- Of whom --- */

static const char *patient_of(const Line *line)
{
	switch (line->kind->type) {
	case LINE_ORGANISATION: return NULL;
	case LINE_PERSON: return line->person.nhs;
	case LINE_ENTRY: return line->entry.patient;
	case LINE_FACT: return line->fact.patient;
	}
	return NULL;
}

static int text_pointer_order(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;
	return text_order(*a, *b);
}

bool memory_everybody(void *self, Arena *arena, TextList *ret_patients, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const char **patients = arena_array(arena, memory->now.line_count, sizeof *patients);
	size_t count = 0, kept = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const char *patient = patient_of(&memory->now.lines[i].line);
		if (patient)
			patients[count++] = arena_text(arena, patient);
	}
	if (count > 1)
		qsort(patients, count, sizeof *patients, text_pointer_order);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || !text_is(patients[i], patients[kept - 1]))
			patients[kept++] = patients[i];
	*ret_patients = (TextList){patients, kept};
	return true;
}

static bool is_among(const char *const *patients, size_t count, const char *patient)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(patients[i], patient))
			return true;
	return false;
}

bool memory_changed(void *self, int64_t seq, size_t limit, Arena *arena, TextList *ret_patients, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const char **patients = arena_array(arena, memory->now.line_count, sizeof *patients);
	size_t count = 0;
	for (size_t i = memory->now.line_count; i > (size_t)seq && count < limit; i--) {
		const char *patient = patient_of(&memory->now.lines[i - 1].line);
		if (patient && !is_among(patients, count, patient))
			patients[count++] = arena_text(arena, patient);
	}
	*ret_patients = (TextList){patients, count};
	return true;
}
