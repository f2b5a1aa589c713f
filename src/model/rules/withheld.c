#include "model/rules/withheld.h"

#include <string.h>

#include "base/index.h"
#include "base/text.h"
#include "model/facts/name_hash.h"
#include "model/rules/counting.h"

static bool says_more(const Fact *fact)
{
	return fact->kind == FACT_REFERRED && (fact->service || fact->from);
}

static bool any_to_withhold(FactList facts)
{
	bool says = false, hides = false;
	for (size_t i = 0; i < facts.count; i++) {
		const WordByte kind = facts.items[i].kind;
		says = says || says_more(&facts.items[i]);
		hides = hides || kind == FACT_ENTRY_PRIVATE || kind == FACT_ENTRY_PRIVATE_REQUESTED;
	}
	return says && hides;
}

/* The entries whose latest mark hides them, whenever that was; the same order as for a decision. */
static const char **hidden_entries(FactList facts, Arena *arena, size_t *ret_count)
{
	size_t counting, count = 0;
	const Fact *const *items = facts_counting(facts, INSTANT_MAX, INSTANT_MAX, arena, &counting);
	const char **hidden = arena_array(arena, counting + 1, sizeof *hidden);
	Index seen = {0};
	for (size_t i = counting; i-- > 0;) {
		const Fact *fact = items[i];
		const bool hides = fact->kind == FACT_ENTRY_PRIVATE || fact->kind == FACT_ENTRY_PRIVATE_REQUESTED;
		if (!hides && fact->kind != FACT_ENTRY_OPEN)
			continue;
		if (index_add(&seen, arena, fact->entry, (uint32_t)i) == i && hides)
			hidden[count++] = fact->entry;
	}
	*ret_count = count;
	return hidden;
}

static bool opened_by(const Fact *fact, const char *const *entries, size_t count, Arena *arena)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(fact->episode, episode_name(arena, fact, entries[i])))
			return true;
	return false;
}

bool facts_withhold(FactList *facts, Arena *arena)
{
	Fact *shown = NULL;
	size_t count;
	if (!any_to_withhold(*facts))
		return false;
	const char **hidden = hidden_entries(*facts, arena, &count);
	for (size_t i = 0; i < facts->count; i++) {
		if (!says_more(&facts->items[i]) || !opened_by(&facts->items[i], hidden, count, arena))
			continue;
		if (!shown) {
			shown = arena_array(arena, facts->count, sizeof *shown);
			memcpy(shown, facts->items, facts->count * sizeof *shown);
			facts->items = shown;
		}
		shown[i].service = shown[i].from = NULL;
	}
	return shown != NULL;
}
