#include "model/readings/inside.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

typedef struct RecordsItem {
	const char *bytes;
	size_t length;
} RecordsItem;

/* --- One record --- */

static void pack_count(Text *out, size_t count)
{
	text_add_bytes(out, (const char *)&count, sizeof count);
}

static const char *unpack_count(const char *bytes, size_t *ret_count)
{
	memcpy(ret_count, bytes, sizeof *ret_count);
	return bytes + sizeof *ret_count;
}

static int by_replay_order(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

/* In replay order, which saves every later fold the sorting. */
static void pack_facts(FactList facts, Text *out)
{
	const Fact **sorted = arena_array(out->arena, facts.count, sizeof *sorted);
	for (size_t i = 0; i < facts.count; i++)
		sorted[i] = &facts.items[i];
	qsort(sorted, facts.count, sizeof(const Fact *), by_replay_order);
	pack_count(out, facts.count);
	for (size_t i = 0; i < facts.count; i++) {
		Line line = line_of_fact(sorted[i]);
		pack_line(out, &line);
	}
}

/* Of an entry what decides, id and organisation after it. */
typedef struct EntryHead {
	Instant recorded;
	uint32_t id_bytes, org_bytes; /* with their NUL */
	WordByte category, sensitive;
} EntryHead;

static void pack_entry(Text *out, const Entry *entry)
{
	const size_t id_bytes = strlen(entry->id) + 1, org_bytes = strlen(entry->org) + 1;
	const EntryHead head = {.recorded = entry->recorded,
				.id_bytes = (uint32_t)id_bytes,
				.org_bytes = (uint32_t)org_bytes,
				.category = entry->category,
				.sensitive = entry->sensitive};
	text_add_bytes(out, (const char *)&head, sizeof head);
	text_add_bytes(out, entry->id, id_bytes);
	text_add_bytes(out, entry->org, org_bytes);
}

static const char *unpack_entry(const char *bytes, const char *nhs, Entry *entry)
{
	EntryHead head;
	memcpy(&head, bytes, sizeof head);
	bytes += sizeof head;
	*entry = (Entry){.id = bytes,
			 .patient = nhs,
			 .org = bytes + head.id_bytes,
			 .recorded = head.recorded,
			 .category = head.category,
			 .sensitive = head.sensitive};
	return bytes + head.id_bytes + head.org_bytes;
}

static void pack_record(const World *world, Text *out)
{
	Line person = line_of_person(world->person);
	pack_line(out, &person);
	pack_facts(world->facts, out);
	pack_count(out, world->entries.count);
	for (size_t i = 0; i < world->entries.count; i++)
		pack_entry(out, &world->entries.items[i]);
}

static void unpack_record(const char *bytes, Arena *arena, World *world)
{
	Line line;
	size_t count;
	Person *person = arena_alloc(arena, sizeof *person);
	bytes = unpack_count(unpack_line(bytes, &line), &count);
	*person = line.person;
	Fact *facts = arena_array(arena, count, sizeof *facts);
	world->person = person;
	world->facts = (FactList){facts, count};
	for (size_t i = 0; i < count; i++)
		bytes = unpack_fact(bytes, &facts[i]);
	bytes = unpack_count(bytes, &count);
	Entry *entries = arena_array(arena, count, sizeof *entries);
	world->entries = (EntryList){entries, count};
	for (size_t i = 0; i < count; i++)
		bytes = unpack_entry(bytes, person->nhs, &entries[i]);
}

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

void records_keep(Records *records, const World *world, Arena *scratch)
{
	Text packed = {.arena = scratch};
	pack_record(world, &packed);
	if (packed.length > records->most / 2)
		return;
	if (!fits(records, packed.length))
		grow_old(records);
	put(&records->young, world->person->nhs, packed.bytes, packed.length);
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
	if (item)
		unpack_record(item->bytes, arena, world);
	return item != NULL;
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
