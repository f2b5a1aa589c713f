/* The facts of the memory ledger, as the port asks for them. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/stage/memory_parts.h"

typedef bool (*FactChosen)(const Fact *fact, const void *what);

static bool chosen_facts(MemoryLedger *memory, FactChosen chosen, const void *what, Arena *arena, FactList *ret_facts,
			 Error *err)
{
	if (!memory_may_go_on(memory, err))
		return false;
	Fact *facts = arena_array(arena, memory->now.line_count, sizeof *facts);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type == LINE_FACT && chosen(&line->fact, what))
			facts[count++] = memory_line_for(line, arena)->fact;
	}
	*ret_facts = (FactList){facts, count};
	return true;
}

static bool is_session(const Fact *fact)
{
	return fact->kind == FACT_SIGNED_IN || fact->kind == FACT_SIGNED_OUT;
}

static bool is_session_since(const Fact *fact, const void *since)
{
	return is_session(fact) && !instant_before(fact->at, *(const Instant *)since);
}

static bool is_of_patient(const Fact *fact, const void *patient)
{
	return text_is(fact->patient, patient) && !is_session(fact);
}

static bool is_merge_of(const Fact *fact, const void *nhs)
{
	return fact->kind == FACT_MERGED && text_is(fact->from, nhs);
}

bool memory_facts(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err)
{
	return chosen_facts(self, is_of_patient, patient, arena, ret_facts, err);
}

typedef struct OfNobody {
	NobodyFacts which;
	int64_t seq;
} OfNobody;

static bool is_of_nobody(const Fact *fact, const void *what)
{
	const OfNobody *of = what;
	if (fact->patient || fact->seq <= of->seq)
		return false;
	if (of->which == NOBODY_ACCOUNTS)
		return fact->kind == FACT_ACCOUNT || fact->kind == FACT_SETTING;
	return fact->kind == FACT_STANDING || fact->kind == FACT_SCR_DEFAULT || fact->kind == FACT_VOIDED ||
	       (fact->kind == FACT_IMPORTED && fact->first);
}

bool memory_facts_of_nobody(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena, FactList *ret_facts,
			    Error *err)
{
	if (!chosen_facts(self, is_of_nobody, &(OfNobody){which, seq}, arena, ret_facts, err))
		return false;
	ret_facts->count = ret_facts->count < limit ? ret_facts->count : limit;
	return true;
}

bool memory_merged(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	return chosen_facts(self, is_merge_of, nhs, arena, ret_facts, err);
}

static bool is_copy_of(const Fact *fact, const void *nhs)
{
	return !fact->patient && fact->kind == FACT_EXPORTED && (!fact->reason || strstr(fact->reason, nhs));
}

bool memory_copies(void *self, const char *nhs, Arena *arena, FactList *ret_facts, Error *err)
{
	return chosen_facts(self, is_copy_of, nhs, arena, ret_facts, err);
}

bool memory_sessions(void *self, Instant since, Arena *arena, FactList *ret_facts, Error *err)
{
	return chosen_facts(self, is_session_since, &since, arena, ret_facts, err);
}

/* --- Who has looked --- */

static bool is_look(const Fact *fact)
{
	switch (fact->kind) {
	case FACT_VIEWED:
	case FACT_EXPORTED:
	case FACT_IMPORTED:
	case FACT_OVERRIDE:
	case FACT_OVERRIDE_ENDED:
	case FACT_OVERRIDE_REVIEWED:
	case FACT_ACCESS_GIVEN:
	case FACT_ACCOUNT:
	case FACT_SETTING: return true;
	default: return false;
	}
}

static bool is_by(const MemoryLine *told, const Looker *looker)
{
	return told->source == looker->source && text_is(text_or(told->line.fact.by, ""), looker->by);
}

static bool is_of(const MemoryLine *told, const LookerList *of)
{
	bool found = !of;
	for (size_t i = 0; of && i < of->count; i++)
		found |= is_by(told, &of->items[i]);
	return found;
}

static int earliest_first(const void *a, const void *b)
{
	const Fact *first = a, *second = b;
	const int order = instant_order(first->at, second->at);
	return order ? order : (first->seq > second->seq) - (first->seq < second->seq);
}

static int latest_first(const void *a, const void *b)
{
	return earliest_first(b, a);
}

bool memory_looks(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err)
{
	MemoryLedger *memory = self;
	const Fact from = {.at = query->from.at, .seq = query->from.seq};
	if (!memory_may_go_on(memory, err))
		return false;
	Fact *facts = arena_array(arena, memory->now.line_count, sizeof *facts);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const MemoryLine *told = &memory->now.lines[i];
		if (told->line.kind->type != LINE_FACT || !is_look(&told->line.fact) || !is_of(told, query->of))
			continue;
		const int order = earliest_first(&told->line.fact, &from);
		if (query->up ? order >= 0 : order <= 0)
			facts[count++] = memory_line_for(&told->line, arena)->fact;
	}
	if (count > 1)
		qsort(facts, count, sizeof *facts, query->up ? earliest_first : latest_first);
	*ret_facts = (FactList){facts, count < query->limit ? count : query->limit};
	return true;
}

bool memory_lookers(void *self, Arena *arena, LookerList *ret_lookers, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Looker *lookers = arena_array(arena, memory->now.line_count, sizeof *lookers);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const MemoryLine *told = &memory->now.lines[i];
		if (told->line.kind->type == LINE_FACT && is_look(&told->line.fact) &&
		    (count == 0 || !is_of(told, &(LookerList){lookers, count})))
			lookers[count++] = (Looker){told->source, text_or(told->line.fact.by, "")};
	}
	*ret_lookers = (LookerList){lookers, count};
	return true;
}
