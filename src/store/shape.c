#include "store/shape.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

bool shape_holds(Shape shape, const LineKind *kind)
{
	switch (shape) {
	case SHAPE_ORGANISATION: return kind->type == LINE_ORGANISATION;
	case SHAPE_PERSON: return kind->type == LINE_PERSON;
	case SHAPE_ENTRY: return kind->type == LINE_ENTRY;
	case SHAPE_FACT: return kind->type == LINE_FACT;
	case SHAPE_ALL: return true;
	case SHAPE_NONE:
	case SHAPE_COUNT: return false;
	}
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

	text_add(&columns, "l.seq, l.kind, l.source, l.seal");
	shapes->places[shape] = arena_array(&store->keep, line_kind_count, sizeof(int *));
	for (size_t k = 0; k < line_kind_count; k++) {
		const LineKind *kind = &line_kinds[k];
		if (!shape_holds(shape, kind))
			continue;
		int *places = shapes->places[shape][k] = arena_array(&store->keep, kind->count, sizeof *places);
		for (size_t f = 0; f < kind->count; f++) {
			int place = column_place(names, count, kind->fields[f].name);
			if (place == count) {
				names[count++] = kind->fields[f].name;
				text_add_print(&columns, ", l.\"%s\"", kind->fields[f].name);
			}
			places[f] = SHAPE_FIRST_FIELD + place;
		}
	}
	shapes->columns[shape] = arena_text(&store->keep, text_done(&columns));
}

static int kind_order(const void *a, const void *b)
{
	return strcmp((*(const LineKind *const *)a)->name, (*(const LineKind *const *)b)->name);
}

void shape_prepare(Store *store)
{
	RowShapes *shapes = arena_alloc(&store->keep, sizeof *shapes);
	shapes->kinds = arena_array(&store->keep, line_kind_count, sizeof *shapes->kinds);
	for (size_t k = 0; k < line_kind_count; k++)
		shapes->kinds[k] = &line_kinds[k];
	qsort(shapes->kinds, line_kind_count, sizeof *shapes->kinds, kind_order);
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
	const LineKind sought = {.name = text_or(name, "")}, *key = &sought;
	const RowShapes *shapes = store->shapes;
	const LineKind **found = bsearch(&key, shapes->kinds, line_kind_count, sizeof *shapes->kinds, kind_order);
	return found ? *found : NULL;
}
