/* Marks of an entry: what hides it or keeps it from the patient's online view, as labels and earlier copies say. */
#include <inttypes.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "model/rules/counting.h"

/* What the ledger says of an entry. */
typedef struct Marks {
	const Fact *hidden;		     /* the mark or the wish for one that stands; NULL for none */
	const Fact *opened;		     /* what un-hid it, if that came last */
	const Fact *flags[EntryFlag_COUNT_]; /* the latest of each; NULL for none */
	Instant last;			     /* when the latest of these was */
} Marks;

static void read_counting(FhirReader *reader, FhirPatient *patient)
{
	if (patient->counting || !patient->known.count)
		return;
	patient->counting =
		facts_counting(patient->known, INSTANT_MAX, INSTANT_MAX, reader->arena, &patient->counting_count);
}

static Marks marks_of(FhirReader *reader, FhirPatient *patient, const char *entry)
{
	Marks marks = {.last = INSTANT_MIN};
	read_counting(reader, patient);
	for (size_t i = 0; i < patient->counting_count; i++) {
		const Fact *fact = patient->counting[i];
		if (!text_is(fact->entry, entry))
			continue;
		const bool hides = fact->kind == FACT_ENTRY_PRIVATE || fact->kind == FACT_ENTRY_PRIVATE_REQUESTED;
		if (fact->kind == FACT_ENTRY_FLAG)
			marks.flags[fact->flag] = fact;
		if (hides || fact->kind == FACT_ENTRY_OPEN) {
			marks.hidden = hides ? fact : NULL;
			marks.opened = hides ? NULL : fact;
		}
		marks.last = instant_later(marks.last, fact->at);
	}
	return marks;
}

static bool is_known(const FhirPatient *patient, const char *id)
{
	for (size_t i = 0; i < patient->known.count; i++)
		if (text_is(patient->known.items[i].id, id))
			return true;
	return false;
}

/* When it was learned, but never before what was told here about the same entry, and never later than now. */
static Instant learned_at(const FhirReader *reader, const Marks *marks, Instant learned)
{
	const Instant now = reader->options.now;
	return instant_later(instant_before(learned, now) ? learned : now, marks->last);
}

static Fact fact_of(const Entry *entry, FactKind kind, const char *id, Instant at)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.at = at;
	fact.patient = entry->patient;
	fact.entry = entry->id;
	return fact;
}

/* When staff undid this mark: by opening the entry, or by voiding it. INSTANT_MAX where it stands. */
static Instant undone_at(const FhirPatient *patient, const Marks *marks, const char *mark)
{
	if (marks->opened)
		return marks->opened->at;
	for (size_t i = 0; i < patient->known.count; i++)
		if (patient->known.items[i].kind == FACT_VOIDED && text_is(patient->known.items[i].fact, mark))
			return patient->known.items[i].at;
	return INSTANT_MAX;
}

/* A label that stood there before does not undo what staff undid since; one that is newer than that does. */
static void hide(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *prefix, const char *note,
		 Instant learned)
{
	const Marks marks = marks_of(reader, patient, entry->id);
	const char *id = arena_print(reader->arena, "%s-%s", prefix, entry->id);
	const bool known = is_known(patient, id);
	if (marks.hidden && !known)
		return;
	if (known && !marks.hidden) {
		if (instant_order(learned, INSTANT_MAX) == 0 ||
		    !instant_before(undone_at(patient, &marks, id), learned))
			return;
		id = arena_print(reader->arena, "%s-%" PRId64, id, learned.seconds);
	}
	Fact fact = fact_of(entry, FACT_ENTRY_PRIVATE, id, learned_at(reader, &marks, learned));
	fact.note = note;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
}

static void put_flag(FhirReader *reader, FhirPatient *patient, const Entry *entry, EntryFlag flag, Instant learned)
{
	const Marks marks = marks_of(reader, patient, entry->id);
	const char *id = arena_print(reader->arena, "%s-%s", words_text(&flag_words, flag), entry->id);
	if (!is_known(patient, id) && marks.flags[flag] && marks.flags[flag]->on == TRUTH_TRUE)
		return;
	Fact fact = fact_of(entry, FACT_ENTRY_FLAG, id, learned_at(reader, &marks, learned));
	fact.flag = (WordByte)flag;
	fact.on = TRUTH_TRUE;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
}

/* What staff said of the same words under another name holds for these too. */
static void carry(FhirReader *reader, FhirPatient *patient, const Entry *entry, bool *ret_carried)
{
	for (const Entry *twin = fhir_known_twin(reader, patient, entry, NULL); twin;
	     twin = fhir_known_twin(reader, patient, entry, twin)) {
		const Marks marks = marks_of(reader, patient, twin->id);
		if (marks.hidden)
			hide(reader, patient, entry, "private", NULL, marks.hidden->at);
		for (EntryFlag flag = 1; flag < EntryFlag_COUNT_; flag++)
			if (marks.flags[flag] && marks.flags[flag]->on == TRUTH_TRUE)
				put_flag(reader, patient, entry, flag, marks.flags[flag]->at);
		*ret_carried = *ret_carried || marks.last.seconds != INSTANT_MIN.seconds;
		if (marks.hidden)
			return;
	}
}

void fhir_mark(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *type, const char *id,
	       const FhirSaid *said, bool is_new)
{
	const FhirLabelSaid *private = &said->label[FHIR_PRIVATE], *online = &said->label[FHIR_NOT_ONLINE];
	bool carried = false;
	if (private->borne || private->flowed) {
		hide(reader, patient, entry, "private", NULL, private->learned);
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id,
			  private->borne ? "private by its own label"
					 : "private by the label of what holds it or belongs to it");
		reader->summary.private_entries++;
	} else if (is_new) {
		carry(reader, patient, entry, &carried);
	}
	if (online->borne || online->flowed) {
		put_flag(reader, patient, entry, FLAG_NOT_ONLINE, online->learned);
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id, "kept from the patient's online view by a label");
	}
	if (carried)
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id, "marked as the same words under another name are here");
}

/* --- Entered in error --- */

static void void_opening(FhirReader *reader, FhirPatient *patient, const Fact *opening)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_VOIDED;
	fact.id = arena_print(reader->arena, "error-%s", opening->id);
	fact.at = reader->options.now;
	fact.patient = opening->patient;
	fact.fact = opening->id;
	fact.reason = "Entered in error at its source";
	fhir_add_fact(reader, patient, &patient->facts, &fact);
}

void fhir_mark_error(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *type, const char *id,
		     Instant learned)
{
	hide(reader, patient, entry, "error", "Entered in error at its source", learned);
	for (size_t i = 0; i < patient->known.count; i++) {
		const Fact *fact = &patient->known.items[i];
		if (fact->kind == FACT_REFERRED && text_is(fact->episode, episode_name(reader->arena, fact, entry->id)))
			void_opening(reader, patient, fact);
	}
	fhir_note(reader, FHIR_NOTE_CORRECTED, type, id, "entered in error at its source: hidden from all others");
}
