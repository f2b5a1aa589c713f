/* The rows of the home screen, each drawn for a list (list.h). */
#pragma once

#include "ui/list.h"
#include "ui/screens/home/due.h"

enum { HOME_WIDE = 74, HOME_MIDDLE = 56 }; /* columns from which a row says more */

typedef struct HomeDue {
	WorkKind kind;
	size_t count;
	const Due *first; /* the first of `listed`; NULL: it is for others */
	size_t listed;
} HomeDue;

/* A row of what is due: a kind of work, or, where there is room, one of its kind after the first. */
typedef struct HomeRow {
	const HomeDue *due;
	const Due *item; /* NULL: the kind itself */
	char key[LIST_KEY_MAX];
} HomeRow;

enum { HOME_LISTED = 32, HOME_ROWS = WORK_KINDS * HOME_LISTED };

/* The rows that `rows` rows of a window of `cols` columns hold: every kind, and below each as many of it as there is
 * room for, shared evenly. `out` holds HOME_ROWS. Returns how many. */
size_t home_rows(const HomeDue *due, size_t count, int rows, int cols, HomeRow *out);

typedef struct HomePlace {
	const char *name, *detail;
	const Screen *screen;
} HomePlace;

void home_draw_person(const void *rows, size_t index, Area area); /* of Found */
void home_draw_work(const void *rows, size_t index, Area area);   /* of HomeRow */
void home_draw_place(const void *rows, size_t index, Area area);  /* of HomePlace */
