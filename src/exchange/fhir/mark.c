/* Marks of an entry: what hides it or keeps it from the patient's online view, as labels and earlier copies say. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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
	for (size_t i = 0; i < patient->counting_count; i++)
		patient->hides = patient->hides || patient->counting[i]->kind == FACT_ENTRY_PRIVATE ||
				 patient->counting[i]->kind == FACT_ENTRY_PRIVATE_REQUESTED;
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

/* One mark of an id, though several labels or copies ask for it: of the moment that was learned first. */
static void add_mark(FhirReader *reader, FhirPatient *patient, const Fact *fact)
{
	const uint32_t next = (uint32_t)patient->facts.count,
		       place = index_add(&patient->marks, reader->arena, fact->id, next);
	if (place == next) {
		fhir_add_fact(reader, patient, &patient->facts, fact);
		return;
	}
	Fact *told = &patient->facts.items[place].fact;
	if (!is_known(patient, fact->id) && instant_before(fact->at, told->at))
		told->at = fact->at;
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
	add_mark(reader, patient, &fact);
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
	add_mark(reader, patient, &fact);
}

/* What staff said of the same words under another name holds for these too. True: it hides them. */
static bool carry(FhirReader *reader, FhirPatient *patient, const Entry *entry, bool *ret_carried)
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
			return true;
	}
	return false;
}

/* An entry of this file that a label hides or flags: its copies are sought when all entries are told. */
typedef struct FhirMarked {
	uint32_t line;
	FhirLabelSaid label[FhirLabel_COUNT_];
} FhirMarked;

static bool says(const FhirLabelSaid *label)
{
	return label->borne || label->flowed;
}

static void keep_marked(FhirPatient *patient, const FhirSaid *said)
{
	enum { FIRST_MARKED = 16 };
	if (patient->marked_count == patient->marked_room) {
		patient->marked_room = patient->marked_room ? 2 * patient->marked_room : FIRST_MARKED;
		patient->marked = realloc(patient->marked, patient->marked_room * sizeof *patient->marked);
		if (!patient->marked)
			abort(); /* as where an arena has no memory */
	}
	FhirMarked *marked = &patient->marked[patient->marked_count++];
	marked->line = (uint32_t)patient->entries.count - 1;
	memcpy(marked->label, said->label, sizeof marked->label);
}

static void mark_by(FhirReader *reader, FhirPatient *patient, const Entry *entry, const FhirLabelSaid *labels)
{
	if (says(&labels[FHIR_PRIVATE]))
		hide(reader, patient, entry, "private", NULL, labels[FHIR_PRIVATE].learned);
	if (says(&labels[FHIR_NOT_ONLINE]))
		put_flag(reader, patient, entry, FLAG_NOT_ONLINE, labels[FHIR_NOT_ONLINE].learned);
}

typedef struct Held { /* what holds an entry came in another file: whether it is hidden here */
	FhirReader *reader;
	FhirPatient *patient;
	const Fact *hidden;
} Held;

static void look_at_holder(void *self, const char *stem)
{
	Held *held = self;
	for (const Entry *entry = fhir_known_stem(held->patient, stem, NULL); entry && !held->hidden;
	     entry = fhir_known_stem(held->patient, stem, entry))
		held->hidden = marks_of(held->reader, held->patient, entry->id).hidden;
}

static bool hide_as_held(FhirReader *reader, FhirPatient *patient, const Entry *entry, const json_t *resource)
{
	Held held = {.reader = reader, .patient = patient};
	read_counting(reader, patient);
	if (patient->hides)
		fhir_gather_held(reader, resource, look_at_holder, &held);
	if (held.hidden)
		hide(reader, patient, entry, "private", NULL, held.hidden->at);
	return held.hidden != NULL;
}

bool fhir_mark(FhirReader *reader, FhirPatient *patient, const Entry *entry, const char *type, const char *id,
	       const json_t *resource, const FhirSaid *said, bool is_new)
{
	const FhirLabelSaid *private = &said->label[FHIR_PRIVATE], *online = &said->label[FHIR_NOT_ONLINE];
	bool carried = false, hidden = says(private);
	if (hidden || says(online))
		keep_marked(patient, said);
	mark_by(reader, patient, entry, said->label);
	if (hidden) {
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id,
			  private->borne ? "private by its own label"
					 : "private by the label of what holds it or belongs to it");
		reader->summary.private_entries++;
	} else if (is_new) {
		hidden = carry(reader, patient, entry, &carried);
	}
	if (says(online))
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id, "kept from the patient's online view by a label");
	if (!hidden && hide_as_held(reader, patient, entry, resource)) {
		hidden = true;
		if (is_new)
			fhir_note(reader, FHIR_NOTE_LABELLED, type, id,
				  "private as what holds it or belongs to it is here");
	}
	if (carried)
		fhir_note(reader, FHIR_NOTE_LABELLED, type, id, "marked as the same words under another name are here");
	return hidden;
}

/* --- Copies, and what is held but not in the file --- */

/* A referral that is private after all tells nothing of itself. */
static void withhold(FhirReader *reader, FhirPatient *patient, const Entry *entry)
{
	for (size_t i = 0; i < patient->facts.count; i++) {
		Fact *fact = &patient->facts.items[i].fact;
		if (fact->kind == FACT_REFERRED && fact->service && !is_known(patient, fact->id) &&
		    text_is(fact->episode, episode_name(reader->arena, fact, entry->id)))
			fact->service = fact->from = NULL;
	}
}

static void mark_copy(FhirReader *reader, FhirPatient *patient, const Entry *copy, const FhirMarked *marked)
{
	const bool private = says(&marked->label[FHIR_PRIVATE]);
	mark_by(reader, patient, copy, marked->label);
	fhir_note(reader, FHIR_NOTE_LABELLED, "", copy->id,
		  private ? "private as its copy is" : "kept from the patient's online view as its copy is");
	if (!private)
		return;
	withhold(reader, patient, copy);
	reader->summary.private_entries++;
}

static void mark_copies_in_file(FhirReader *reader, FhirPatient *patient)
{
	Index keys = {0};
	bool *done = arena_array(&reader->scratch, patient->entries.count + 1, sizeof *done);
	for (uint32_t m = 0; m < patient->marked_count; m++) {
		const uint32_t line = patient->marked[m].line;
		done[line] = says(&patient->marked[m].label[FHIR_PRIVATE]);
		if (done[line])
			index_add(&keys, &reader->scratch,
				  fhir_twin_key(&reader->scratch, &patient->entries.items[line].entry), m);
	}
	for (size_t i = 0; keys.count && i < patient->entries.count; i++) {
		const Entry entry = patient->entries.items[i].entry;
		const uint32_t m = done[i] ? INDEX_NONE : index_find(&keys, fhir_twin_key(&reader->scratch, &entry));
		if (m != INDEX_NONE)
			mark_copy(reader, patient, &entry, &patient->marked[m]);
	}
}

static void mark_copies_here(FhirReader *reader, FhirPatient *patient)
{
	for (size_t m = 0; m < patient->marked_count; m++) {
		const FhirMarked *marked = &patient->marked[m];
		const Entry entry = patient->entries.items[marked->line].entry;
		for (const Entry *twin = fhir_known_twin(reader, patient, &entry, NULL); twin;
		     twin = fhir_known_twin(reader, patient, &entry, twin))
			if (index_find(&reader->entry_ids, twin->id) == INDEX_NONE)
				mark_copy(reader, patient, twin, marked);
	}
}

/* What a labelled List or Encounter holds may have come in an earlier file, or stand in this one under a reference that
 * is not followed. */
static bool mark_absent(FhirReader *reader, FhirPatient *patient, const FhirAbsent *absent, const Index *stems,
			const uint32_t *before)
{
	const FhirLabelSaid *labels = reader->said[absent->holder].label;
	bool found = false;
	for (const Entry *entry = fhir_known_stem(patient, absent->stem, NULL); entry;
	     entry = fhir_known_stem(patient, absent->stem, entry)) {
		mark_by(reader, patient, entry, labels);
		found = true;
	}
	for (uint32_t i = index_find(stems, absent->stem); i != INDEX_NONE; i = before[i]) {
		const Entry entry = patient->entries.items[i].entry;
		mark_by(reader, patient, &entry, labels);
		withhold(reader, patient, &entry);
		found = true;
	}
	return found;
}

static void mark_all_absent(FhirReader *reader, FhirPatient *patient, bool *found)
{
	const size_t count = patient->entries.count;
	Index stems = {0};
	uint32_t *before = arena_array(&reader->scratch, count + 1, sizeof *before);
	for (uint32_t i = 0; i < count; i++) {
		const char *id = patient->entries.items[i].entry.id;
		const char *stem = arena_bytes(&reader->scratch, id, fhir_stem_length(id));
		const uint32_t first = index_add(&stems, &reader->scratch, stem, i);
		before[i] = INDEX_NONE;
		if (first == i)
			continue;
		before[i] = before[first];
		before[first] = i;
	}
	for (size_t i = 0; i < reader->absent_count; i++)
		if (reader->absent[i].stem)
			found[i] |= mark_absent(reader, patient, &reader->absent[i], &stems, before);
}

static void note_not_found(const FhirReader *reader, const bool *found)
{
	for (size_t i = 0; i < reader->absent_count; i++) {
		const uint32_t holder = reader->absent[i].holder;
		if (!found[i] && says(&reader->said[holder].label[FHIR_PRIVATE]))
			fhir_note(reader, FHIR_NOTE_WARNING, fhir_bundle_type(&reader->bundle, holder),
				  fhir_bundle_id(&reader->bundle, holder, reader->arena),
				  "is labelled private, and something of it is neither in this file nor here");
	}
}

bool fhir_mark_others(FhirReader *reader, Error *err)
{
	bool *found = arena_array(reader->arena, reader->absent_count + 1, sizeof *found);
	for (size_t p = 0; reader->labelled && p < reader->patient_count; p++) {
		if (!fhir_known_read(reader, &reader->patients[p], err))
			return false;
		mark_copies_in_file(reader, &reader->patients[p]);
		mark_copies_here(reader, &reader->patients[p]);
		if (reader->absent_count)
			mark_all_absent(reader, &reader->patients[p], found);
		arena_clear(&reader->scratch);
	}
	note_not_found(reader, found);
	return true;
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
