#include "base/index.h"

#include <string.h>

enum { FIRST_ROOM = 16 };

/* FNV-1a, 32 bits: the texts are identifiers told by the practice itself, a few to a few thousand at a time. */
static uint32_t hash_of(const char *text)
{
	uint32_t hash = 2166136261u;
	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 16777619u;
	return hash;
}

static IndexSlot *slot_of(const Index *index, const char *text, uint32_t hash)
{
	for (size_t i = hash & (index->room - 1);; i = (i + 1) & (index->room - 1)) {
		IndexSlot *slot = &index->slots[i];
		if (!slot->text || (slot->hash == hash && strcmp(slot->text, text) == 0))
			return slot;
	}
}

static void grow(Index *index, Arena *arena)
{
	Index larger = {.room = index->room ? index->room * 2 : FIRST_ROOM, .count = index->count};
	larger.slots = arena_array(arena, larger.room, sizeof *larger.slots);
	for (size_t i = 0; i < index->room; i++)
		if (index->slots[i].text)
			*slot_of(&larger, index->slots[i].text, index->slots[i].hash) = index->slots[i];
	*index = larger;
}

uint32_t index_find(const Index *index, const char *text)
{
	if (!index->room)
		return INDEX_NONE;
	const IndexSlot *slot = slot_of(index, text, hash_of(text));
	return slot->text ? slot->value : INDEX_NONE;
}

uint32_t index_add(Index *index, Arena *arena, const char *text, uint32_t value)
{
	if (index->count * 2 >= index->room)
		grow(index, arena);
	uint32_t hash = hash_of(text);
	IndexSlot *slot = slot_of(index, text, hash);
	if (!slot->text) {
		*slot = (IndexSlot){.text = text, .hash = hash, .value = value};
		index->count++;
	}
	return slot->value;
}
