#include "model/readings/inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/ledger/brief_pack.h"

typedef struct RecordsItem {
	const char *bytes;
	size_t length;
} RecordsItem;

/* --- All of them --- */

static const RecordsItem *find(const RecordsHalf *half, const char *nhs)
{
	uint32_t number = index_find(&half->index, nhs);
	return number == INDEX_NONE ? NULL : &half->items[number];
}

static const RecordsItem *put(RecordsHalf *half, const char *nhs, const char *bytes, size_t length)
{
	if (half->count == half->room) {
		size_t room = half->room ? 2 * half->room : 64;
		half->items = arena_grow(&half->arena, half->items, half->room, room, sizeof *half->items);
		half->room = room;
	}
	assert(half->items);
	RecordsItem *item = &half->items[half->count];
	*item = (RecordsItem){arena_bytes(&half->arena, bytes, length), length};
	index_add(&half->index, &half->arena, arena_text(&half->arena, nhs), (uint32_t)half->count++);
	half->bytes += length;
	return item;
}

static bool fits(const Records *records, size_t length)
{
	return records->young.bytes + length <= records->most / 2;
}

static void grow_old(Records *records)
{
	Arena arena = records->old.arena;
	arena_clear(&arena);
	records->old = records->young;
	records->young = (RecordsHalf){.arena = arena};
}

void records_keep_packed(Records *records, const char *nhs, const char *bytes, size_t length)
{
	if (length > records->most / 2)
		return;
	if (!fits(records, length))
		grow_old(records);
	put(&records->young, nhs, bytes, length);
}

void records_keep(Records *records, const World *world, Arena *scratch)
{
	const Brief brief = {.person = world->person, .facts = world->facts, .entries = world->entries};
	Text packed = {.arena = scratch};
	brief_pack(&brief, &packed);
	records_keep_packed(records, world->person->nhs, packed.bytes, packed.length);
}

/* One asked for again is young again; while the young half is full it waits, as nothing may go that is being looked at.
 */
bool records_find(Records *records, const char *nhs, Arena *arena, World *world)
{
	const RecordsItem *item = find(&records->young, nhs);
	if (!item) {
		item = find(&records->old, nhs);
		if (item && fits(records, item->length))
			item = put(&records->young, nhs, item->bytes, item->length);
	}
	Brief brief;
	if (!item || !brief_unpack(item->bytes, item->length, arena, &brief))
		return false;
	world->person = brief.person;
	world->facts = brief.facts;
	world->entries = brief.entries;
	return true;
}

size_t records_size(const Records *records)
{
	return arena_size(&records->young.arena) + arena_size(&records->old.arena);
}

void records_done(Records *records)
{
	arena_free(&records->young.arena);
	arena_free(&records->old.arena);
	*records = (Records){.most = records->most};
}
