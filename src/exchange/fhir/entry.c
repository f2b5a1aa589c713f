/* A resource as an entry of the record, with its marks and the episode it opens. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "exchange/fhir/kind.h"

/* An order of a plan repeats it (FORMATS §3): the plan is the entry. */
static bool is_order_of_plan(const FhirReader *reader, const json_t *resource)
{
	const json_t *plans = fhir_list(resource, "basedOn");
	if (!text_is(fhir_type(resource), "MedicationRequest") || text_is(fhir_text(resource, "intent"), "plan"))
		return false;
	for (size_t i = 0; i < fhir_count(plans); i++)
		if (fhir_names_type(&reader->bundle, resource, fhir_item(plans, i), "MedicationRequest"))
			return true;
	return false;
}

/* --- When it was written down --- */

static bool says_when(const FhirReader *reader, const FhirKind *kind, const json_t *resource, FhirSpan *ret_span)
{
	static const char *const encounters[] = {"encounter", "context", "context.encounter"};
	if (fhir_recorded(kind, resource, reader->options.zone, ret_span))
		return true;
	for (size_t i = 0; i < countof(encounters); i++) {
		const json_t *encounter =
			fhir_resolve(&reader->bundle, resource, fhir_at(resource, encounters[i]), "Encounter");
		if (fhir_span(encounter, "period.start", reader->options.zone, ret_span))
			return true;
	}
	return fhir_span(reader->bundle.root, "timestamp", reader->options.zone, ret_span);
}

/* What is not seen for want of a date does harm: an allergy or a medicine is dated now, the safe side of W3. */
static bool is_vital(const Entry *entry)
{
	return entry->category == CATEGORY_ALLERGY || entry->category == CATEGORY_ADVERSE_REACTION ||
	       entry->category == CATEGORY_MEDICATION;
}

/* --- One of the copies of a resource --- */

typedef struct Copy {
	size_t place;
	const FhirKind *kind;
	FhirPatient *patient;
	const char *type, *id, *hash; /* the hash of one of several only */
	FhirVersion version;
	FhirSpan span;
	Entry entry; /* without an id */
	bool in_error, dated;
} Copy;

/* Newest first; of one patient together; of one version in an order that the file's does not change: what bears a date
 * before what bears none, and could be taken for any that the ledger has. */
static int order_copies(const void *a, const void *b)
{
	const Copy *left = a, *right = b;
	if (left->patient != right->patient)
		return left->patient < right->patient ? -1 : 1;
	const int order = -fhir_version_order(&left->version, &right->version);
	if (order || left->dated == right->dated)
		return order ? order : text_order(left->hash, right->hash);
	return left->dated ? -1 : 1;
}

static void left_out(FhirReader *reader, const char *type, const char *id, const char *why)
{
	fhir_note(reader, FHIR_NOTE_LEFT_OUT, type, id, why);
}

/* False: it is no part of a record, or an order of a plan, or of nobody. */
static bool read_copy(FhirReader *reader, size_t place, const json_t *resource, Copy *ret_copy, bool *ret_read,
		      Error *err)
{
	const FhirKind *kind = fhir_kind_find(fhir_type(resource));
	Copy copy = {.place = place, .kind = kind, .type = fhir_type(resource)};
	*ret_read = false;
	copy.in_error = fhir_in_error(resource);
	if (!copy.in_error && is_order_of_plan(reader, resource)) {
		reader->summary.orders++;
		return true;
	}
	copy.id = fhir_bundle_id(&reader->bundle, place, reader->arena);
	if (!fhir_patient_of(reader, resource, copy.id, &copy.patient, err))
		return false;
	if (!copy.patient) {
		reader->summary.of_nobody++;
		left_out(reader, copy.type, copy.id, "about nobody who is in this file");
		return true;
	}
	copy.version = fhir_version(resource, reader->options.zone);
	if (reader->said[place].copy != place)
		copy.hash = fhir_bundle_hash(&reader->bundle, place, &reader->scratch);
	copy.dated = says_when(reader, kind, resource, &copy.span);
	copy.entry = (Entry){
		.patient = copy.patient->person.nhs,
		.org = fhir_recorder(reader, copy.patient, resource, kind->authors)->code,
		.recorded = copy.dated ? copy.span.last : reader->options.now,
		.category = (WordByte)fhir_category(kind, resource),
	};
	fhir_wording(reader, resource, kind->concepts, &copy.entry);
	*ret_copy = copy;
	*ret_read = true;
	return true;
}

/* --- Its id --- */

/* An id that no other patient, source or resource of the same id shares: numbers count up from 1 on many a server. */
static const char *entry_id(const FhirReader *reader, const Copy *copy, const json_t *resource)
{
	const json_t *own = fhir_at(resource, "identifier");
	const uint64_t scope =
		NAME_HASH(copy->entry.patient, copy->type, copy->id, fhir_text(own, "system"), fhir_text(own, "value"));
	return arena_print(reader->arena, "%s-%s-%016" PRIx64, copy->type, copy->id, scope);
}

static bool is_present(const FhirPatient *patient, const char *id)
{
	return index_find(&patient->had.ids, id) != INDEX_NONE;
}

/* One that the ledger has keeps its id; another of the name is numbered, beside those of the file and the ledger. */
static void name_entry(FhirReader *reader, Copy *copy, const json_t *resource, bool *ret_new)
{
	Entry *entry = &copy->entry;
	const char *id = entry_id(reader, copy, resource);
	entry->id = id;
	const Entry *present = fhir_known_entry(reader, copy->patient, entry, copy->type, copy->id, copy->dated);
	*ret_new = !present;
	for (uint32_t n = 2; !present && (index_find(&reader->entry_ids, entry->id) != INDEX_NONE ||
					  is_present(copy->patient, entry->id));
	     n++)
		entry->id = arena_print(reader->arena, "%s-%" PRIu32, id, n);
	if (!present)
		return;
	entry->id = present->id;
	if (!copy->dated)
		entry->recorded = present->recorded;
}

/* --- Telling it --- */

static void add_entry(FhirReader *reader, const Copy *copy)
{
	FhirPatient *patient = copy->patient;
	const Line line = line_of_entry(&copy->entry);
	index_add(&reader->entry_ids, reader->arena, copy->entry.id, (uint32_t)patient->entries.count);
	fhir_add_line(reader, &patient->entries, &line);
	reader->summary.entries++;
	reader->summary.of_category[copy->entry.category]++;
	if (copy->dated && patient->practice && text_is(copy->entry.org, patient->practice->code) &&
	    instant_before(copy->span.first, patient->earliest))
		patient->earliest = copy->span.first;
}

static void tell_copy(FhirReader *reader, Copy *copy)
{
	const json_t *resource = fhir_bundle_resource(&reader->bundle, copy->place);
	const FhirSaid *said = &reader->said[copy->place];
	bool is_new;
	name_entry(reader, copy, resource, &is_new);
	if (is_new && !copy->dated) {
		if (!is_vital(&copy->entry)) {
			reader->summary.undated++;
			left_out(reader, copy->type, copy->id, "without a date that can be read");
			return;
		}
		fhir_note(reader, FHIR_NOTE_WARNING, copy->type, copy->id,
			  "without a date that can be read: taken as written down today");
	}
	add_entry(reader, copy);
	const bool private =
		fhir_mark(reader, copy->patient, &copy->entry, copy->type, copy->id, resource, said, is_new);
	if (copy->entry.category == CATEGORY_REFERRAL)
		fhir_referral_read(reader, copy->patient, resource, &copy->entry, private);
	else if (text_is(copy->type, "EpisodeOfCare"))
		fhir_care_read(reader, copy->patient, resource, &copy->entry, private);
}

/* Entered in error: not taken; and what the ledger took of it before is taken back. */
static void take_back(FhirReader *reader, Copy *copy)
{
	const json_t *resource = fhir_bundle_resource(&reader->bundle, copy->place);
	bool is_new;
	name_entry(reader, copy, resource, &is_new);
	reader->summary.in_error++;
	if (is_new) {
		fhir_note(reader, FHIR_NOTE_CORRECTED, copy->type, copy->id,
			  "entered in error at its source: not taken");
		return;
	}
	index_add(&reader->entry_ids, reader->arena, copy->entry.id, 0);
	fhir_mark_error(reader, copy->patient, &copy->entry, copy->type, copy->id,
			fhir_version_order(&copy->version, &(FhirVersion){INSTANT_MIN, INT64_MAX}) > 0
				? copy->version.changed
				: INSTANT_MAX);
}

/* What tells two copies of one version apart, where both are to stand: the code and when (FORMATS §3). */
static const char *content_key(Arena *arena, const Copy *copy)
{
	const Entry *entry = &copy->entry;
	return arena_print(arena, "%" PRId64 "\n%s\n%s", entry->recorded.seconds, text_or(entry->code, ""),
			   entry->code ? "" : text_or(entry->text, ""));
}

/* The copies of one patient, newest first: the newest version is what is said, and an error in it voids it. */
static void judge(FhirReader *reader, Copy *copies, size_t count)
{
	Index said = {0};
	bool in_error = false;
	size_t newest = 0;
	for (; newest < count && fhir_version_order(&copies[newest].version, &copies[0].version) == 0; newest++)
		in_error = in_error || copies[newest].in_error;
	reader->summary.repeated += count - newest;
	if (in_error) {
		take_back(reader, &copies[0]);
		return;
	}
	for (size_t i = 0; i < newest; i++) {
		if (index_add(&said, &reader->scratch, content_key(&reader->scratch, &copies[i]), (uint32_t)i) == i)
			tell_copy(reader, &copies[i]);
		else
			reader->summary.repeated++;
	}
}

static void judge_all(FhirReader *reader, Copy *copies, size_t count)
{
	qsort(copies, count, sizeof *copies, order_copies);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from; to < count && copies[to].patient == copies[from].patient;)
			to++;
		judge(reader, copies + from, to - from);
	}
}

bool fhir_entry_read(FhirReader *reader, size_t place, Error *err)
{
	const char *type = fhir_bundle_type(&reader->bundle, place);
	size_t room = 1, count = 0, at = place;
	if (!type || reader->said[place].read)
		return true;
	if (!fhir_kind_find(type)->category) {
		reader->summary.not_content++;
		return true;
	}
	while ((at = reader->said[at].copy) != place)
		room++;
	Copy *copies = arena_array(&reader->scratch, room, sizeof *copies);
	do {
		bool read;
		reader->said[at].read = true;
		if (!read_copy(reader, at, fhir_bundle_resource(&reader->bundle, at), &copies[count], &read, err) ||
		    (read && !fhir_known_read(reader, copies[count].patient, err)))
			return false;
		count += read;
		at = reader->said[at].copy;
	} while (at != place);
	judge_all(reader, copies, count);
	arena_clear(&reader->scratch);
	return true;
}
