/* What a file says of each thing, wherever in the file it says it: before anything is judged or told.
 *
 * A label counts wherever it stands (FORMATS §3). It flows: between the copies and versions of one resource, between a
 * medicine's statement, plan, orders and issues, and from what holds to what is held. Only a file with a label in it
 * pays for that. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"
#include "exchange/fhir/kind.h"

typedef struct Edge { /* a label on `from` is one on `to` */
	uint32_t from, to;
} Edge;

typedef struct Gathering {
	FhirReader *reader;
	size_t count; /* of places */
	Edge *edges;
	size_t edge_count, edge_room;
	uint32_t *first; /* edges of place p: [first[p], first[p + 1]) */
} Gathering;

/* --- Labels that a resource bears itself --- */

/* A label counts however it is written: in small letters, with blanks, one of several codes, by its words alone. */
static void add_word(void *self, const json_t *value)
{
	static const struct {
		const char *word;
		FhirLabel label;
	} words[] = {
		{"r", FHIR_PRIVATE},	      {"v", FHIR_PRIVATE},
		{"restricted", FHIR_PRIVATE}, {"very restricted", FHIR_PRIVATE},
		{"nopat", FHIR_NOT_ONLINE},
	};
	enum { WORD_MAX = 32 };
	char word[WORD_MAX];
	const char *text = json_string_value(value);
	text = text ? text + strspn(text, " \t\r\n") : "";
	size_t length = text_copy(word, sizeof word, text);
	while (length > 0 && strchr(" \t\r\n", word[length - 1]))
		word[--length] = '\0';
	for (size_t i = 0; i < countof(words); i++)
		if (strcasecmp(word, words[i].word) == 0)
			((FhirSaid *)self)->label[words[i].label].borne = true;
}

/* Wherever FHIR has a code, Coding or CodeableConcept, any of the three is read. */
static void add_codes(FhirSaid *said, const json_t *values)
{
	static const char *const paths[] = {"code", "display", "coding.code", "coding.display", "text"};
	for (size_t i = 0; i < fhir_count(values); i++) {
		const json_t *value = fhir_item(values, i);
		add_word(said, value);
		for (size_t p = 0; p < countof(paths); p++)
			fhir_each(value, paths[p], add_word, said);
	}
}

static void add_own(void *self, const json_t *resource)
{
	static const char *const paths[] = {"meta.security", "securityLabel", "confidentiality"};
	for (size_t i = 0; i < countof(paths); i++)
		add_codes(self, fhir_list(resource, paths[i]));
}

/* What is contained is of the resource; it contains nothing itself (FHIR R4, dom-2), and counts if it does. */
static void read_labels(const json_t *resource, FhirSaid *said)
{
	add_own(said, resource);
	fhir_each(resource, "contained", add_own, said);
	fhir_each(resource, "contained.contained", add_own, said);
}

/* When what it bears was learned: when the resource was last changed, as far as it says. */
static void date_labels(const FhirReader *reader, const json_t *resource, FhirSaid *said)
{
	FhirSpan span;
	const bool dated = fhir_span(resource, "meta.lastUpdated", reader->options.zone, &span);
	for (size_t l = 0; l < FhirLabel_COUNT_; l++)
		said->label[l].learned = said->label[l].borne && dated ? span.last : INSTANT_MAX;
}

/* --- What belongs together --- */

static void add_edge(Gathering *all, uint32_t from, uint32_t to)
{
	enum { FIRST_EDGES = 256 };
	if (from == to)
		return;
	if (all->edge_count == all->edge_room) {
		all->edge_room = all->edge_room ? 2 * all->edge_room : FIRST_EDGES;
		all->edges = realloc(all->edges, all->edge_room * sizeof *all->edges);
		if (!all->edges)
			abort(); /* as where an arena has no memory */
	}
	all->edges[all->edge_count++] = (Edge){from, to};
}

typedef enum Flow { HOLDS, HELD_BY, ONE_MEDICINE } Flow;

/* Where a resource says what it holds, in what it is held, and of which medicine it is another side. */
static const struct {
	const char *path;
	Flow flow;
} links[] = {
	{"encounter", HELD_BY},
	{"context", HELD_BY},
	{"context.encounter", HELD_BY},
	{"episodeOfCare", HELD_BY},
	{"partOf", HELD_BY},
	{"referralRequest", HELD_BY},
	{"medicationReference", HELD_BY},
	{"result", HOLDS},
	{"diagnosis.condition", HOLDS},
	{"hasMember", HOLDS},
	{"related.target", HOLDS},
	{"activity.reference", HOLDS},
	{"content", HOLDS},
	{"content.pReference", HOLDS},
	{"entry.item", HOLDS},
	{"basedOn", ONE_MEDICINE},
	{"derivedFrom", ONE_MEDICINE},
	{"authorizingPrescription", ONE_MEDICINE},
	{"prescription", ONE_MEDICINE},
	{"request", ONE_MEDICINE},
	{"priorPrescription", ONE_MEDICINE},
};

static bool of_medicine(const FhirReader *reader, uint32_t place)
{
	return text_starts(fhir_bundle_type(&reader->bundle, place), "Medication");
}

/* "Observation-17" of the reference "http://server/Observation/17/_history/2"; NULL of one that has no such form. */
static const char *stem_of(Arena *arena, const json_t *reference)
{
	const char *literal = fhir_text(reference, "reference");
	const char *end = literal ? strstr(literal, "/_history/") : NULL, *at, *type;
	if (!literal)
		return NULL;
	end = end ? end : literal + strlen(literal);
	for (at = end; at > literal && at[-1] != '/';)
		at--;
	for (type = at > literal ? at - 1 : at; type > literal && type[-1] != '/';)
		type--;
	if (at == end || at == literal || type == at - 1)
		return NULL;
	return arena_print(arena, "%.*s-%.*s", (int)(at - 1 - type), type, (int)(end - at), at);
}

static void add_absent(FhirReader *reader, uint32_t holder, const json_t *reference)
{
	enum { FIRST_ABSENT = 16 };
	if (reader->absent_count == reader->absent_room) {
		reader->absent_room = reader->absent_room ? 2 * reader->absent_room : FIRST_ABSENT;
		reader->absent = realloc(reader->absent, reader->absent_room * sizeof *reader->absent);
		if (!reader->absent)
			abort(); /* as where an arena has no memory */
	}
	reader->absent[reader->absent_count++] = (FhirAbsent){holder, stem_of(reader->arena, reference)};
}

static const char *type_meant(Flow flow)
{
	return flow == HELD_BY ? "Encounter" : flow == ONE_MEDICINE ? "MedicationRequest" : "";
}

typedef struct Linking { /* the references of one resource at one path */
	Gathering *all;
	uint32_t place;
	const json_t *resource;
	Flow flow;
} Linking;

static void add_link(void *self, const json_t *reference)
{
	const Linking *linking = self;
	Gathering *all = linking->all;
	FhirReader *reader = all->reader;
	const Flow flow = linking->flow;
	const uint32_t place = linking->place,
		       other = fhir_place(&reader->bundle, linking->resource, reference, type_meant(flow));
	if (flow == ONE_MEDICINE && !of_medicine(reader, place))
		return;
	if (other == FHIR_NOWHERE && flow != HELD_BY && json_is_object(reference))
		add_absent(reader, place, reference);
	if (other == FHIR_NOWHERE || (flow == ONE_MEDICINE && !of_medicine(reader, other)))
		return;
	if (flow != HELD_BY)
		add_edge(all, place, other);
	if (flow != HOLDS)
		add_edge(all, other, place);
}

/* A section may hold sections. */
static void add_section(void *self, const json_t *section)
{
	fhir_each(section, "entry", add_link, self);
	fhir_each(section, "section", add_section, self);
}

typedef struct Holding { /* the references of one resource to what is not in the file */
	FhirReader *reader;
	const json_t *resource;
	Flow flow;
	void (*visit)(void *self, const char *stem);
	void *self;
} Holding;

static void visit_held(void *self, const json_t *reference)
{
	const Holding *holding = self;
	FhirReader *reader = holding->reader;
	const char *stem;
	if (fhir_place(&reader->bundle, holding->resource, reference, type_meant(holding->flow)) != FHIR_NOWHERE)
		return;
	stem = stem_of(&reader->scratch, reference);
	if (stem)
		holding->visit(holding->self, stem);
}

void fhir_gather_held(FhirReader *reader, const json_t *resource, void (*visit)(void *self, const char *stem),
		      void *self)
{
	const bool medicine = text_starts(fhir_type(resource), "Medication");
	for (size_t i = 0; i < countof(links); i++) {
		Holding holding = {reader, resource, links[i].flow, visit, self};
		if (links[i].flow == HELD_BY || (links[i].flow == ONE_MEDICINE && medicine))
			fhir_each(resource, links[i].path, visit_held, &holding);
	}
}

static void add_edges(Gathering *all, uint32_t place, const json_t *resource)
{
	const json_t *associated = fhir_extension(resource, "encounter-associatedEncounter");
	Linking linking = {all, place, resource, HELD_BY};
	if (associated)
		add_link(&linking, fhir_at(associated, "valueReference"));
	for (size_t i = 0; i < countof(links); i++) {
		linking.flow = links[i].flow;
		fhir_each(resource, links[i].path, add_link, &linking);
	}
	linking.flow = HOLDS;
	fhir_each(resource, "section", add_section, &linking);
}

/* --- The flow of labels --- */

static int order_edges(const void *a, const void *b)
{
	const Edge *left = a, *right = b;
	return left->from < right->from ? -1 : left->from > right->from;
}

static void sort_edges(Gathering *all)
{
	all->first = arena_array(all->reader->arena, all->count + 2, sizeof *all->first);
	if (all->edge_count)
		qsort(all->edges, all->edge_count, sizeof *all->edges, order_edges);
	for (size_t i = 0; i < all->edge_count; i++)
		all->first[all->edges[i].from + 1]++;
	for (size_t i = 0; i < all->count; i++)
		all->first[i + 1] += all->first[i];
}

typedef struct Bearer { /* of a label */
	Instant learned;
	uint32_t place;
} Bearer;

static int order_bearers(const void *a, const void *b)
{
	const Bearer *left = a, *right = b;
	return instant_order(left->learned, right->learned);
}

/* Whoever is reached first is reached by what was learned first: every place is come to once. */
static void pour(Gathering *all, FhirLabel label, const Bearer *bearer, bool *reached, uint32_t *waiting)
{
	size_t count = 0;
	if (reached[bearer->place])
		return;
	reached[bearer->place] = true;
	waiting[count++] = bearer->place;
	while (count) {
		const uint32_t place = waiting[--count];
		FhirSaid *said = &all->reader->said[place];
		said->label[label].flowed = said->label[label].flowed || !said->label[label].borne;
		said->label[label].learned = bearer->learned;
		for (uint32_t e = all->first[place]; e < all->first[place + 1]; e++) {
			const uint32_t to = all->edges[e].to;
			if (reached[to])
				continue;
			reached[to] = true;
			waiting[count++] = to;
		}
	}
}

static void flow(Gathering *all, FhirLabel label)
{
	Arena *arena = all->reader->arena;
	Bearer *bearers = arena_array(arena, all->count + 1, sizeof *bearers);
	bool *reached = arena_array(arena, all->count + 1, sizeof *reached);
	uint32_t *waiting = arena_array(arena, all->count + 1, sizeof *waiting);
	size_t count = 0;
	for (uint32_t i = 0; i < all->count; i++)
		if (all->reader->said[i].label[label].borne)
			bearers[count++] = (Bearer){all->reader->said[i].label[label].learned, i};
	if (count)
		qsort(bearers, count, sizeof *bearers, order_bearers);
	for (size_t i = 0; i < count; i++)
		pour(all, label, &bearers[i], reached, waiting);
}

/* --- Copies and versions --- */

/* A ring of the places of one type and id; their labels are one another's. */
static void add_copy(Gathering *all, uint32_t place)
{
	FhirSaid *said = all->reader->said;
	const uint32_t first = fhir_bundle_first(&all->reader->bundle, place);
	if (first == place)
		return;
	said[place].copy = said[first].copy;
	said[first].copy = place;
	add_edge(all, first, place);
	add_edge(all, place, first);
}

/* --- All of it --- */

/* People, places and bills bear no label that counts here, and hold nothing that does. */
static bool is_of_interest(const char *type)
{
	static const char *const holders[] = {"List", "Medication"};
	for (size_t i = 0; i < countof(holders); i++)
		if (text_is(type, holders[i]))
			return true;
	return type && fhir_kind_find(type)->category;
}

/* Of the Bundles that it stands in. */
static void add_around(const FhirReader *reader, uint32_t place, FhirSaid *said)
{
	const json_t *around;
	for (size_t n = 0; (around = fhir_bundle_around(&reader->bundle, place, n)); n++)
		add_codes(said, fhir_list(around, "meta.security"));
}

/* A practice says by a code that it withheld something of a list, and which; and a file by its links and its total that
 * it is one page of several. */
static void note_withheld(const FhirReader *reader, const json_t *resource)
{
	static const char *const codes[] = {"confidential-items", "data-in-transit", "data-awaiting-filing"};
	static const char *const said[] = {
		"the practice withheld confidential items from it",
		"part of it is still on its way from another practice",
		"part of it still waits to be filed at the practice",
	};
	const json_t *extensions = fhir_list(resource, "extension");
	for (size_t i = 0; i < fhir_count(extensions); i++)
		for (size_t c = 0; c < countof(codes); c++)
			if (text_is(fhir_text(fhir_item(extensions, i), "valueCode"), codes[c]))
				fhir_note(reader, FHIR_NOTE_WARNING, "List", fhir_text(resource, "id"), said[c]);
}

static void note_page(const FhirReader *reader)
{
	const json_t *root = reader->bundle.root, *total = fhir_at(root, "total");
	if (fhir_find(fhir_list(root, "link"), "relation", "next"))
		fhir_note(reader, FHIR_NOTE_WARNING, "Bundle", fhir_text(root, "id"),
			  "this is one page of several: the next one is another file");
	else if (json_is_integer(total) && json_integer_value(total) > (json_int_t)fhir_bundle_count(&reader->bundle))
		fhir_note(reader, FHIR_NOTE_WARNING, "Bundle", fhir_text(root, "id"),
			  "it holds less than it says there is");
}

/* What a server wanted to say of the whole. */
static void note_outcome(const FhirReader *reader, const json_t *resource)
{
	const json_t *issues = fhir_list(resource, "issue");
	for (size_t i = 0; i < fhir_count(issues); i++) {
		const char *severity = fhir_text(fhir_item(issues, i), "severity");
		if (text_is(severity, "fatal") || text_is(severity, "error") || text_is(severity, "warning"))
			fhir_note(reader, FHIR_NOTE_WARNING, "OperationOutcome", fhir_text(resource, "id"),
				  "the sender says that something went wrong");
	}
}

static FhirSaid *said_at(FhirReader *reader, uint32_t place)
{
	enum { FIRST_PLACES = 64 };
	if (place >= reader->said_room) {
		const size_t room = reader->said_room ? 2 * (size_t)place : FIRST_PLACES;
		reader->said = realloc(reader->said, room * sizeof *reader->said);
		if (!reader->said)
			abort(); /* as where an arena has no memory */
		memset(reader->said + reader->said_room, 0, (room - reader->said_room) * sizeof *reader->said);
		reader->said_room = room;
	}
	return &reader->said[place];
}

static bool is_borne(const FhirSaid *said)
{
	return said->label[FHIR_PRIVATE].borne || said->label[FHIR_NOT_ONLINE].borne;
}

void fhir_gather_see(void *self, uint32_t place, const json_t *resource)
{
	FhirReader *reader = self;
	FhirSaid *said = said_at(reader, place);
	const char *type = fhir_type(resource);
	if (text_is(type, "OperationOutcome"))
		note_outcome(reader, resource);
	if (!is_of_interest(type))
		return;
	if (text_is(type, "List"))
		note_withheld(reader, resource);
	read_labels(resource, said);
	date_labels(reader, resource, said);
	reader->labelled = reader->labelled || is_borne(said);
}

void fhir_gather(FhirReader *reader)
{
	Gathering all = {.reader = reader, .count = fhir_bundle_count(&reader->bundle)};
	note_page(reader);
	if (all.count)
		said_at(reader, (uint32_t)all.count);
	for (uint32_t i = 0; i < all.count; i++)
		reader->said[i].copy = i;
	for (uint32_t i = 0; i < all.count; i++) {
		add_copy(&all, i);
		add_around(reader, i, &reader->said[i]);
		reader->labelled = reader->labelled || is_borne(&reader->said[i]);
	}
	for (uint32_t i = 0; reader->labelled && i < all.count; i++) {
		if (is_of_interest(fhir_bundle_type(&reader->bundle, i)))
			add_edges(&all, i, fhir_bundle_resource(&reader->bundle, i));
		fhir_bundle_release(&reader->bundle);
	}
	if (reader->labelled)
		sort_edges(&all);
	for (FhirLabel label = 0; reader->labelled && label < FhirLabel_COUNT_; label++)
		flow(&all, label);
	free(all.edges);
}
