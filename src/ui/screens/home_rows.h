/* The rows of the home screen, each drawn for a list (list.h). */
#ifndef UI_SCREENS_HOME_ROWS_H
#define UI_SCREENS_HOME_ROWS_H

#include "ui/screens/due.h"

enum { HOME_WIDE = 74, HOME_MIDDLE = 56 }; /* columns from which a row says more */

typedef struct HomeDue {
	WorkKind kind;
	size_t count;
	const Due *first; /* NULL: it is for others */
} HomeDue;

typedef struct HomePlace {
	const char *name, *detail;
	const Screen *screen;
} HomePlace;

void home_draw_person(const void *rows, size_t index, bool selected, Area area); /* of Found */
void home_draw_work(const void *rows, size_t index, bool selected, Area area);   /* of HomeDue */
void home_draw_place(const void *rows, size_t index, bool selected, Area area);  /* of HomePlace */

#endif
