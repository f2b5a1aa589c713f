#include "model/rules/counting.h"

#include <stdbool.h>
#include <stdlib.h>

static int by_replay_order(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

Index facts_voided(FactList facts, Instant known_at, Arena *arena)
{
	Index voided = {0};
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_VOIDED && !instant_before(known_at, fact->recorded_at))
			index_add(&voided, arena, fact->fact, 0);
	}
	return voided;
}

const Fact **facts_counting_but(FactList facts, const Index *voided, Instant at, Instant known_at, Arena *arena,
				size_t *ret_count)
{
	const Fact **kept = arena_array(arena, facts.count, sizeof *kept);
	size_t count = 0;
	bool in_order = true;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (instant_before(at, fact->at) || instant_before(known_at, fact->recorded_at) ||
		    fact->kind == FACT_VOIDED || (voided->count && index_find(voided, fact->id) != INDEX_NONE))
			continue;
		in_order &= count == 0 || fact_order(kept[count - 1], fact) < 0;
		kept[count++] = fact;
	}
	if (!in_order)
		qsort(kept, count, sizeof(const Fact *), by_replay_order);
	*ret_count = count;
	return kept;
}

const Fact **facts_counting(FactList facts, Instant at, Instant known_at, Arena *arena, size_t *ret_count)
{
	const Index voided = facts_voided(facts, known_at, arena);
	return facts_counting_but(facts, &voided, at, known_at, arena, ret_count);
}
