/* What the ledger already has of an entry: found again although its source gives it another identifier.
 *
 * An entry's id is "Type-id-hash", and "-2" after it where one file has two of that name. The stem before the hash is
 * what a source keeps from one export to the next: GP systems change the `identifier`, never the resource's id. */
#include <inttypes.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"

enum { HASH_DIGITS = 16 };

static bool all_of(const char *text, size_t length, const char *letters)
{
	return length > 0 && strspn(text, letters) >= length;
}

/* Of "Condition-17-0123456789abcdef-2" the length of "Condition-17"; 0 where the id is of another make. */
size_t fhir_stem_length(const char *id)
{
	const char *end = id + strlen(id), *dash = strrchr(id, '-');
	if (dash && end - dash - 1 < HASH_DIGITS && all_of(dash + 1, (size_t)(end - dash - 1), "0123456789"))
		end = dash;
	if (end - id < HASH_DIGITS + 2 || end[-HASH_DIGITS - 1] != '-' ||
	    !all_of(end - HASH_DIGITS, HASH_DIGITS, "0123456789abcdef"))
		return 0;
	return (size_t)(end - id) - HASH_DIGITS - 1;
}

const char *fhir_twin_key(Arena *arena, const Entry *entry)
{
	return arena_print(arena, "%u\n%" PRId64 "\n%s\n%s\n%s", entry->category, entry->recorded.seconds,
			   text_or(entry->system, ""), text_or(entry->code, ""), text_or(entry->text, ""));
}

static void add_place(Index *index, uint32_t *before, Arena *arena, const char *key, uint32_t place)
{
	const uint32_t first = index_add(index, arena, key, place);
	if (first == place)
		return;
	before[place] = before[first];
	before[first] = place;
}

bool fhir_known_read(FhirReader *reader, FhirPatient *patient, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	FhirHad *had = &patient->had;
	Arena *arena = reader->arena;
	if (had->read || !ledger)
		return true;
	if (!ledger->ops->entries(ledger->self, patient->person.nhs, arena, &had->entries, err))
		return false;
	had->read = true;
	had->stem = arena_array(arena, had->entries.count + 1, sizeof *had->stem);
	had->twin = arena_array(arena, had->entries.count + 1, sizeof *had->twin);
	for (uint32_t i = 0; i < had->entries.count; i++) {
		const Entry *entry = &had->entries.items[i];
		const char *stem = arena_bytes(arena, entry->id, fhir_stem_length(entry->id));
		had->stem[i] = had->twin[i] = INDEX_NONE;
		index_add(&had->ids, arena, entry->id, i);
		add_place(&had->stems, had->stem, arena, stem, i);
		add_place(&had->twins, had->twin, arena, fhir_twin_key(arena, entry), i);
	}
	return true;
}

/* Told earlier in this file: it is another's. */
static bool is_taken(const FhirReader *reader, const Entry *entry)
{
	return index_find(&reader->entry_ids, entry->id) != INDEX_NONE;
}

static bool is_uuid(const char *id)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
	for (size_t i = 0; i < sizeof form - 1; i++)
		if (form[i] == '-' ? id[i] != '-' : !id[i] || !strchr("0123456789abcdefABCDEF", id[i]))
			return false;
	return id[sizeof form - 1] == '\0';
}

/* What bears no date has that of the reading that took it. */
static bool same_moment(const Entry *a, const Entry *b, bool dated)
{
	return !dated || instant_order(a->recorded, b->recorded) == 0;
}

static bool same_content(const Entry *a, const Entry *b)
{
	return text_is(a->code, b->code) && text_is(a->system, b->system) && text_is(a->text, b->text);
}

/* The code is the same, or where neither has one the words are. */
static bool same_code(const Entry *a, const Entry *b)
{
	return text_is(a->code, b->code) && (a->code || text_is(a->text, b->text));
}

/* How well the one fits the other, 0 for not at all. */
static unsigned fit(const Entry *present, const Entry *entry, const char *id, bool dated)
{
	const size_t length = strlen(entry->id);
	const bool same_id =
		strncmp(present->id, entry->id, length) == 0 && (!present->id[length] || present->id[length] == '-');
	const bool when = same_moment(present, entry, dated);
	const bool same = (when && same_code(present, entry)) || (is_uuid(id) && text_is(present->org, entry->org));
	if (when && same_content(present, entry))
		return same_id ? 5 : 4;
	if (same)
		return same_id ? 3 : 2;
	return same_id && !present->id[length];
}

const Entry *fhir_known_entry(FhirReader *reader, const FhirPatient *patient, const Entry *entry, const char *type,
			      const char *id, bool dated)
{
	const FhirHad *had = &patient->had;
	const Entry *best = NULL;
	unsigned best_fit = 0;
	for (uint32_t i = index_find(&had->stems, arena_print(&reader->scratch, "%s-%s", type, id)); i != INDEX_NONE;
	     i = had->stem[i]) {
		const Entry *present = &had->entries.items[i];
		const unsigned fits = is_taken(reader, present) ? 0 : fit(present, entry, id, dated);
		if (fits > best_fit || (fits && fits == best_fit && text_order(present->id, best->id) < 0)) {
			best = present;
			best_fit = fits;
		}
	}
	return best;
}

const Entry *fhir_known_stem(const FhirPatient *patient, const char *stem, const Entry *after)
{
	const FhirHad *had = &patient->had;
	const uint32_t place = after ? had->stem[after - had->entries.items] : index_find(&had->stems, stem);
	return place == INDEX_NONE ? NULL : &had->entries.items[place];
}

const Entry *fhir_known_twin(FhirReader *reader, const FhirPatient *patient, const Entry *entry, const Entry *after)
{
	const FhirHad *had = &patient->had;
	const uint32_t place = after ? had->twin[after - had->entries.items]
				     : index_find(&had->twins, fhir_twin_key(&reader->scratch, entry));
	return place == INDEX_NONE ? NULL : &had->entries.items[place];
}
