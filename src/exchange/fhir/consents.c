/* The Consents of one file are judged together: first all of them are gathered, then each answer is held against the
 * others, then it is told. A yes is not taken where another of the same question refuses at the same moment, or is no
 * older and in doubt; a no that is in no doubt itself always is. Where it cannot be told which question a Consent in
 * doubt is about, it is about each that it may be about. In which order they stand in the file changes nothing. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/consent.h"

enum { FIRST_CONSENTS = 16 };

/* What a Provenance says more of than that it was made or kept up. */
typedef struct Recalled {
	const char *name; /* of all its versions; NULL: it cannot be told of what */
} Recalled;

typedef struct Consents {
	FhirReader *reader;
	FhirConsent *items;
	size_t count, room;
	Recalled *recalled;
	size_t recalled_count, recalled_room;
} Consents;

/* --- All of them --- */

static void *grown(Arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	const size_t before = *room;
	if (count < before)
		return items;
	*room = before ? 2 * before : FIRST_CONSENTS;
	return before ? arena_grow(arena, items, before, *room, size) : arena_array(arena, *room, size);
}

static FhirConsent *another(Consents *consents)
{
	consents->items = grown(consents->reader->arena, consents->items, consents->count, &consents->room,
				sizeof *consents->items);
	return &consents->items[consents->count++];
}

static int by_patient_then_moment(const void *a, const void *b)
{
	const FhirConsent *one = a, *other = b;
	const char *nhs[] = {
		one->patient ? one->patient->person.nhs : NULL,
		other->patient ? other->patient->person.nhs : NULL,
	};
	int order = text_order(nhs[0], nhs[1]);
	if (!order)
		order = instant_order(one->latest, other->latest);
	if (!order)
		order = text_order(one->id, other->id);
	return order ? order : text_order(one->content, other->content);
}

/* The id in "…/Consent/id/_history/2", "Consent/id" or "urn:uuid:id"; NULL where it is of another type. */
static const char *id_named(Arena *arena, const char *literal)
{
	static const char type[] = "Consent";
	const char *history = strstr(literal, "/_history/");
	const char *whole = arena_bytes(arena, literal, history ? (size_t)(history - literal) : strlen(literal));
	const char *cut = strrchr(whole, text_starts(whole, "urn:") ? ':' : '/');
	if (!cut || *cut == ':')
		return cut ? cut + 1 : whole;
	const size_t before = (size_t)(cut - whole), length = sizeof type - 1;
	return before >= length && strncmp(cut - length, type, length) == 0 ? cut + 1 : NULL;
}

static void recall(Consents *consents, const json_t *provenance, const json_t *reference)
{
	FhirReader *reader = consents->reader;
	Recalled one = {0};
	const char *literal = fhir_text(reference, "reference"), *type = fhir_text(reference, "type");
	const uint32_t place = fhir_place(&reader->bundle, provenance, reference, "Consent");
	if (type && !text_is(type, "Consent"))
		return;
	if (place != FHIR_NOWHERE && text_is(fhir_bundle_type(&reader->bundle, place), "Consent"))
		one.name = fhir_bundle_id(&reader->bundle, place, reader->arena);
	else if (place == FHIR_NOWHERE && literal)
		one.name = id_named(reader->arena, literal);
	if (!one.name && (place != FHIR_NOWHERE || literal))
		return;
	consents->recalled = grown(reader->arena, consents->recalled, consents->recalled_count,
				   &consents->recalled_room, sizeof *consents->recalled);
	consents->recalled[consents->recalled_count++] = one;
}

static bool says_made(const json_t *activity)
{
	return !activity || (fhir_count(fhir_list(activity, "coding")) == 1 &&
			     (fhir_coded(activity, NULL, "CREATE") || fhir_coded(activity, NULL, "UPDATE")));
}

/* NULLIFY and whatever else is done to what it names; and what was taken away to make that. */
static void gather_recalled(Consents *consents, const json_t *provenance)
{
	const json_t *targets = fhir_list(provenance, "target"), *entities = fhir_list(provenance, "entity");
	if (!says_made(fhir_list(provenance, "activity")))
		for (size_t i = 0; i < fhir_count(targets); i++)
			recall(consents, provenance, fhir_item(targets, i));
	for (size_t i = 0; i < fhir_count(entities); i++)
		if (text_is(fhir_text(fhir_item(entities, i), "role"), "removal"))
			recall(consents, provenance, fhir_at(fhir_item(entities, i), "what"));
}

/* What is said of all that a Bundle holds; NULL: nothing that leaves a doubt. */
static const char *doubt_around(const FhirReader *reader, size_t place)
{
	const json_t *around;
	for (size_t n = 0; (around = fhir_bundle_around(&reader->bundle, place, n)); n++) {
		if (fhir_at(around, "implicitRules"))
			return "its Bundle names rules that the desk does not know";
		if (fhir_has_coding(fhir_list(around, "meta.tag"), NULL, "HTEST") ||
		    fhir_has_coding(fhir_list(around, "meta.security"), NULL, "HTEST"))
			return "its Bundle is marked as test data";
	}
	return NULL;
}

/* A history tells what was and what has gone: nothing in it is a yes that stands. */
static bool in_history(const FhirReader *reader, size_t place)
{
	const json_t *around;
	for (size_t n = 0; (around = fhir_bundle_around(&reader->bundle, place, n)); n++)
		if (text_is(fhir_text(around, "type"), "history"))
			return true;
	return false;
}

static void take_up(Consents *consents, size_t place, const json_t *resource)
{
	FhirReader *reader = consents->reader;
	FhirConsent *consent = another(consents);
	fhir_consent_read(reader, resource, fhir_bundle_id(&reader->bundle, place, reader->arena), consent);
	consent->content = fhir_words_hash(resource, reader->arena);
	if (!consent->why && !consent->taken_back)
		consent->why = doubt_around(reader, place);
	if (!consent->why && consent->fact.answer == ANSWER_YES && in_history(reader, place))
		consent->why = "its Bundle is a history, which may have taken it back";
}

static void gather(Consents *consents)
{
	const FhirBundle *bundle = &consents->reader->bundle;
	for (size_t i = 0; i < fhir_bundle_count(bundle); i++) {
		const char *type = fhir_bundle_type(bundle, i);
		if (text_is(type, "Provenance"))
			gather_recalled(consents, fhir_bundle_resource(bundle, i));
		else if (text_is(type, "Consent"))
			take_up(consents, i, fhir_bundle_resource(bundle, i));
		fhir_bundle_release(bundle);
	}
	if (consents->count)
		qsort(consents->items, consents->count, sizeof *consents->items, by_patient_then_moment);
}

static bool is_recalled(const Consents *consents, const FhirConsent *consent)
{
	for (size_t i = 0; i < consents->recalled_count; i++) {
		const Recalled *one = &consents->recalled[i];
		if (!one->name || text_is(one->name, consent->id))
			return true;
	}
	return false;
}

static void doubt_recalled(Consents *consents)
{
	for (size_t i = 0; i < consents->count; i++) {
		FhirConsent *consent = &consents->items[i];
		if (!consent->why && !consent->taken_back && is_recalled(consents, consent))
			consent->why = "a Provenance says that it was changed or taken back";
	}
}

/* --- What one says of another --- */

static bool may_be_same(const char *a, const char *b)
{
	return !a || !b || text_is(a, b);
}

static bool may_be_same_question(const FhirConsent *a, const FhirConsent *b)
{
	return (!a->patient || !b->patient || text_is(a->patient->person.nhs, b->patient->person.nhs)) &&
	       may_be_same(a->place, b->place) && (!a->direction || !b->direction || a->direction == b->direction);
}

/* Why the yes is not taken because of this other one; NULL: it may be. */
static const char *doubt_by(const FhirConsent *yes, const FhirConsent *other)
{
	const int order = instant_order(other->latest, yes->fact.at);
	if (text_is(yes->id, other->id) && !text_is(yes->content, other->content))
		return "another version of it is in the file";
	if (other->taken_back || order < 0 || !may_be_same_question(yes, other))
		return NULL;
	if (other->why)
		return order ? "a later Consent of the same question is in doubt"
			     : "a Consent of the same question and moment is in doubt";
	return order == 0 && other->fact.answer == ANSWER_NO ? "a Consent of the same question and moment refuses"
							     : NULL;
}

static const char *doubt_among(const Consents *consents, const FhirConsent *consent)
{
	const char *why = consent->why;
	if (consent->fact.answer == ANSWER_YES && !consent->taken_back && !consent->known)
		for (size_t i = 0; !why && i < consents->count; i++)
			why = doubt_by(consent, &consents->items[i]);
	return why;
}

/* --- Telling --- */

static bool told_before(const FhirPatient *patient, const Fact *answer)
{
	for (size_t i = 0; i < patient->facts.count; i++)
		if (fhir_same_answer(&patient->facts.items[i].fact, answer))
			return true;
	return false;
}

static void tell_for(FhirReader *reader, FhirPatient *patient, const FhirConsent *consent, size_t nth)
{
	Fact fact = consent->fact;
	fact.episode = consent->episodes[nth];
	if (nth > 0)
		fact.id = arena_print(reader->arena, "%s-%zu", fact.id, nth + 1);
	if (told_before(patient, &fact))
		return;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
	reader->summary.consents_taken += nth == 0;
}

static void tell(FhirReader *reader, const FhirConsent *consent)
{
	for (size_t i = 0; i < consent->episode_count; i++)
		tell_for(reader, consent->patient, consent, i);
}

static void judge(const Consents *consents, const FhirConsent *consent)
{
	FhirReader *reader = consents->reader;
	const char *why = doubt_among(consents, consent);
	if (why) {
		reader->summary.consents_in_doubt++;
		fhir_note(reader, FHIR_NOTE_DOUBT, "Consent", consent->id, why);
	} else if (!consent->taken_back) {
		tell(reader, consent);
	}
}

void fhir_consents_read(FhirReader *reader)
{
	Consents consents = {.reader = reader};
	gather(&consents);
	doubt_recalled(&consents);
	for (size_t i = 0; i < consents.count; i++)
		judge(&consents, &consents.items[i]);
}
