#include "store/shape.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

bool shape_holds(Shape shape, const LineKind *kind)
{
	switch (shape) {
	case SHAPE_ORGANISATION: return kind->type == LINE_ORGANISATION;
	case SHAPE_BRIEF_PERSON:
	case SHAPE_PERSON: return kind->type == LINE_PERSON;
	case SHAPE_ENTRY: return kind->type == LINE_ENTRY;
	case SHAPE_BRIEF_FACT:
	case SHAPE_FACT: return kind->type == LINE_FACT;
	case SHAPE_ALL: return true;
	case SHAPE_NONE:
	case SHAPE_COUNT: return false;
	}
	return false;
}

static bool shape_is_brief(Shape shape)
{
	return shape >= SHAPE_BRIEF_PERSON;
}

bool shape_is_bare(Shape shape)
{
	return shape == SHAPE_ENTRY || shape_is_brief(shape);
}

/* What the rules, and the sentences about a decision, read of the kinds of fact that most facts are, and of the other
 * lines of a patient. Each column costs at each row, given or not: kinds of fact that have others are read whole. */
static const char *const brief[] = {"id",      "at",  "recorded_at", "by",    "episode",   "org",    "direction",
				    "answer",  "who", "how",	     "name",  "entry",	   "status", "choice",
				    "purpose", "nhs", "family",	     "given", "preferred", "born",   "restricted"};

/* What they never read of any kind; `patient` is who was asked for. A field that is in neither list is read. */
static const char *const unread[] = {"patient",	    "capacity", "reason",   "language", "script",  "note",
				     "from",	    "service",	"mobile",   "email",	"prefers", "online",
				     "postcode",    "kiosk",	"received", "code",	"system",  "on",
				     "interpreter", "flag",	"title",    "died",	"gender",  "text"};

static bool is_in(const char *name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(names[i], name))
			return true;
	return false;
}

static bool is_unlisted(const Field *field)
{
	return !is_in(field->name, brief, countof(brief)) && !is_in(field->name, unread, countof(unread));
}

static bool shape_reads(Shape shape, const Field *field)
{
	return !shape_is_brief(shape) || is_in(field->name, brief, countof(brief)) ||
	       (shape != SHAPE_BRIEF_FACT && is_unlisted(field));
}

static bool lacks(const LineKind *kind)
{
	for (size_t f = 0; f < kind->count; f++)
		if (is_unlisted(&kind->fields[f]))
			return true;
	return false;
}

/* Where `name` stands among the columns so far; at their end if it is new. */
static int column_place(const char *const *names, int count, const char *name)
{
	int i = 0;
	while (i < count && strcmp(names[i], name) != 0)
		i++;
	return i;
}

/* What is read of other kinds. Of a brief line that costs more than it tells: it is found by its kind and by `patient`
 * alone, and its kind says whether it can have one (brief.c). */
static void make_strangers(Store *store, Shape shape, const char *const *names, int count)
{
	const int first = shape_is_bare(shape) ? SHAPE_BARE_FIRST : SHAPE_FIRST_FIELD;
	store->shapes->strangers[shape] = arena_array(&store->keep, line_kind_count, sizeof(Stranger *));
	for (size_t k = 0; k < line_kind_count; k++) {
		if (!shape_holds(shape, &line_kinds[k]))
			continue;
		Stranger *strangers = arena_array(&store->keep, (size_t)count + 1, sizeof *strangers);
		size_t found = 0;
		for (int i = 0; i < count; i++)
			if (!shape_is_brief(shape) && !line_field_find(&line_kinds[k], names[i]))
				strangers[found++] = (Stranger){first + i, names[i]};
		store->shapes->strangers[shape][k] = strangers;
	}
}

static void shape_make(Store *store, Shape shape)
{
	scoped(arena_free) Arena scratch = {0};
	RowShapes *shapes = store->shapes;
	size_t room = 0;
	for (size_t k = 0; k < line_kind_count; k++)
		room += line_kinds[k].count;
	const char **names = arena_array(&scratch, room, sizeof *names);
	Text columns = {.arena = &scratch};
	int count = 0;

	text_add(&columns, shape_is_bare(shape) ? "l.seq, l.kind" : "l.seq, l.kind, l.source, l.seal");
	shapes->places[shape] = arena_array(&store->keep, line_kind_count, sizeof(int *));
	for (size_t k = 0; k < line_kind_count; k++) {
		const LineKind *kind = &line_kinds[k];
		if (!shape_holds(shape, kind))
			continue;
		int *places = shapes->places[shape][k] = arena_array(&store->keep, kind->count, sizeof *places);
		for (size_t f = 0; f < kind->count; f++) {
			if (!shape_reads(shape, &kind->fields[f]))
				continue;
			int place = column_place(names, count, kind->fields[f].name);
			if (place == count) {
				names[count++] = kind->fields[f].name;
				text_add_print(&columns, ", l.\"%s\"", kind->fields[f].name);
			}
			places[f] = (shape_is_bare(shape) ? SHAPE_BARE_FIRST : SHAPE_FIRST_FIELD) + place;
		}
	}
	make_strangers(store, shape, names, count);
	for (FactKind kind = 1; shape == SHAPE_BRIEF_FACT && kind < FactKind_COUNT_; kind++) {
		shapes->lacks[kind] = lacks(line_kind_of_fact(kind));
		shapes->has_patient[kind] = line_field_find(line_kind_of_fact(kind), "patient") != NULL;
	}
	shapes->columns[shape] = arena_text(&store->keep, text_done(&columns));
}

void shape_prepare(Store *store)
{
	RowShapes *shapes = arena_alloc(&store->keep, sizeof *shapes);
	for (size_t k = 0; k < line_kind_count; k++)
		index_add(&shapes->kind_of, &store->keep, line_kinds[k].name, (uint32_t)k);
	store->inserts = arena_array(&store->keep, line_kind_count, sizeof(sqlite3_stmt *));
	store->shapes = shapes;
}

const char *shape_columns(Store *store, Shape shape)
{
	if (!store->shapes->columns[shape])
		shape_make(store, shape);
	return store->shapes->columns[shape];
}

const LineKind *shape_kind(const Store *store, const char *name)
{
	const uint32_t kind = index_find(&store->shapes->kind_of, text_or(name, ""));
	return kind == INDEX_NONE ? NULL : &line_kinds[kind];
}

bool shape_has_patient(const Store *store, FactKind kind)
{
	return store->shapes->has_patient[kind];
}

bool shape_lacks(const Store *store, FactKind kind)
{
	return store->shapes->lacks[kind];
}

void shape_shorten(Store *store, Line *line)
{
	const bool fact = line->kind->type == LINE_FACT;
	const Shape shape = fact ? SHAPE_BRIEF_FACT : SHAPE_BRIEF_PERSON;
	const Line none = line_empty(line->kind);
	if (!store->shapes->columns[shape])
		shape_make(store, shape);
	if (fact && shape_lacks(store, line->fact.kind))
		return;
	const int *places = store->shapes->places[shape][line->kind - line_kinds];
	for (size_t f = 0; f < line->kind->count; f++)
		if (!places[f])
			line_copy_field(line, &none, &line->kind->fields[f]);
}
