#include "model/ledger/brief_pack.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "model/facts/pack.h"

/* --- Packing --- */

static void pack_count(Text *out, size_t count)
{
	text_add_bytes(out, (const char *)&count, sizeof count);
}

static int by_replay_order(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

static void pack_facts(FactList facts, Text *out)
{
	const Fact **sorted = arena_array(out->arena, facts.count, sizeof *sorted);
	for (size_t i = 0; i < facts.count; i++)
		sorted[i] = &facts.items[i];
	if (facts.count > 0)
		qsort(sorted, facts.count, sizeof(const Fact *), by_replay_order);
	pack_count(out, facts.count);
	for (size_t i = 0; i < facts.count; i++) {
		Line line = line_of_fact(sorted[i]);
		line.fact.patient = NULL;
		pack_line(out, &line);
	}
}

/* Of an entry what decides, id and organisation after it. */
typedef struct EntryHead {
	Instant recorded;
	uint32_t id_bytes, org_bytes; /* with their NUL */
	WordByte category, sensitive;
	WordByte unused[6];
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

void brief_pack(const Brief *brief, Text *out)
{
	const Line person = line_of_person(brief->person);
	pack_line(out, &person);
	pack_facts(brief->facts, out);
	pack_count(out, brief->entries.count);
	for (size_t i = 0; i < brief->entries.count; i++)
		pack_entry(out, &brief->entries.items[i]);
}

/* --- Unpacking: NULL where the bytes hold no such thing --- */

/* Each of them takes at least a byte: no count is larger than what is left. */
static const char *unpack_count(const char *bytes, const char *end, size_t *ret_count)
{
	if (!bytes || (size_t)(end - bytes) < sizeof *ret_count)
		return NULL;
	memcpy(ret_count, bytes, sizeof *ret_count);
	bytes += sizeof *ret_count;
	return *ret_count <= (size_t)(end - bytes) ? bytes : NULL;
}

static const char *unpack_person(const char *bytes, const char *end, Arena *arena, const Person **ret_person)
{
	Line line;
	bytes = unpack_line(bytes, end, &line);
	if (!bytes || line.kind->type != LINE_PERSON || !line.person.nhs)
		return NULL;
	Person *person = arena_alloc(arena, sizeof *person);
	*person = line.person;
	*ret_person = person;
	return bytes;
}

static const char *unpack_facts(const char *bytes, const char *end, const char *nhs, Arena *arena, FactList *ret_facts)
{
	size_t count;
	bytes = unpack_count(bytes, end, &count);
	if (!bytes)
		return NULL;
	Fact *facts = arena_array(arena, count, sizeof *facts);
	for (size_t i = 0; i < count && bytes; i++) {
		bytes = unpack_fact(bytes, end, &facts[i]);
		facts[i].patient = nhs;
	}
	*ret_facts = (FactList){facts, count};
	return bytes;
}

static bool is_text(const char *bytes, uint32_t length)
{
	return length > 0 && memchr(bytes, '\0', length) == bytes + length - 1;
}

static const char *unpack_entry(const char *bytes, const char *end, const char *nhs, Entry *entry)
{
	EntryHead head;
	if ((size_t)(end - bytes) < sizeof head)
		return NULL;
	memcpy(&head, bytes, sizeof head);
	bytes += sizeof head;
	if ((uint64_t)(end - bytes) < (uint64_t)head.id_bytes + head.org_bytes || !is_text(bytes, head.id_bytes) ||
	    !is_text(bytes + head.id_bytes, head.org_bytes) || head.category >= category_words.count ||
	    head.sensitive > TRUTH_TRUE)
		return NULL;
	*entry = (Entry){.id = bytes,
			 .patient = nhs,
			 .org = bytes + head.id_bytes,
			 .recorded = head.recorded,
			 .category = head.category,
			 .sensitive = head.sensitive};
	return bytes + head.id_bytes + head.org_bytes;
}

static const char *unpack_entries(const char *bytes, const char *end, const char *nhs, Arena *arena,
				  EntryList *ret_entries)
{
	size_t count;
	bytes = unpack_count(bytes, end, &count);
	if (!bytes)
		return NULL;
	Entry *entries = arena_array(arena, count, sizeof *entries);
	for (size_t i = 0; i < count && bytes; i++)
		bytes = unpack_entry(bytes, end, nhs, &entries[i]);
	*ret_entries = (EntryList){entries, count};
	return bytes;
}

bool brief_unpack(const char *bytes, size_t length, Arena *arena, Brief *ret_brief)
{
	const char *end = bytes + length;
	Brief brief = {.packed = bytes, .packed_length = length};
	bytes = unpack_person(bytes, end, arena, &brief.person);
	if (!bytes)
		return false;
	bytes = unpack_facts(bytes, end, brief.person->nhs, arena, &brief.facts);
	if (!bytes || unpack_entries(bytes, end, brief.person->nhs, arena, &brief.entries) != end)
		return false;
	*ret_brief = brief;
	return true;
}

/* --- What they are sealed with --- */

static void hash_text(crypto_generichash_state *state, const char *text)
{
	crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

static void hash_field(crypto_generichash_state *state, const Field *field)
{
	const unsigned char type = (unsigned char)field->type;
	hash_text(state, field->name);
	crypto_generichash_update(state, &type, sizeof type);
	for (size_t i = 1; field->words && i < field->words->count; i++)
		hash_text(state, text_or(field->words->texts[i], ""));
}

Seal brief_format(void)
{
	static const int64_t numbers = 0x0102030405060708;
	crypto_generichash_state state;
	Seal format;
	crypto_generichash_init(&state, NULL, 0, SEAL_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)&numbers, sizeof numbers);
	for (size_t k = 0; k < line_kind_count; k++) {
		hash_text(&state, line_kinds[k].name);
		for (size_t f = 0; f < line_kinds[k].count; f++)
			hash_field(&state, &line_kinds[k].fields[f]);
	}
	crypto_generichash_final(&state, format.bytes, SEAL_BYTES);
	return format;
}

Seal brief_seal(const Seal *format, const char *nhs, const char *bytes, size_t length)
{
	crypto_generichash_state state;
	Seal seal;
	crypto_generichash_init(&state, format->bytes, SEAL_BYTES, SEAL_BYTES);
	hash_text(&state, nhs);
	crypto_generichash_update(&state, (const unsigned char *)bytes, length);
	crypto_generichash_final(&state, seal.bytes, SEAL_BYTES);
	return seal;
}
