/* A list of rows that are read by pages: some 200 are held, however many there are. It reads on before the cursor comes
 * to either end of what is held; Home and End go to the very first and the very last row. When rows are read anew, the
 * selected one stays selected where it stood on the screen; one that went leaves the nearest selected.
 *
 * A screen has it in place of its List (SCREEN_AT(State, paged.list)), asks paged_load in `load`, and paged_type in
 * `type`. What a row says is made in `fit`, of the rows in sight alone (list_sight). */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "base/macros.h"
#include "ui/app.h"
#include "ui/list.h"

typedef struct PagedWish {
	const void *from; /* a row that was read before; NULL: from the very first on, or (back) from the very last */
	bool with;	  /* this row too, where it is still there */
	bool back;	  /* towards the first row, the nearest first */
	size_t limit;
} PagedWish;

typedef struct PagedRows {
	const void *items;
	size_t count; /* fewer than asked for: there are no more */
} PagedRows;

/* Rows live in `arena`. On failure nothing has changed. */
typedef bool PagedRead(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err);

typedef struct PagedSource {
	void *self;
	PagedRead *read;
	size_t size;   /* of a row */
	size_t total;  /* how many there are; SIZE_MAX where nobody counted */
	int64_t stamp; /* while it and the total stay, no row came or went: the head of the ledger */
} PagedSource;

typedef enum PagedStart { PAGED_STAY, PAGED_FIRST, PAGED_LAST } PagedStart;

typedef struct Paged {
	List list;	    /* the rows that are held; `selected` is an index of these */
	void *rows;	    /* in the arena of the last load */
	bool before, after; /* there may be more rows on that side of what is held */
	size_t total;	    /* as the source has it */
	size_t place;	    /* of the first row held among all, from 0; SIZE_MAX: nobody knows */
	int64_t stamp;
	PagedStart start; /* of the next load */
} Paged;

/* The last of a screen's `load` that may fail: what was held before is let go of. */
bool paged_load(Paged *paged, const PagedSource *source, Arena *arena, Error *err) must_check;
/* True: a key of the list. `ret_load`: it is done once the rows are loaded anew. */
bool paged_key(Paged *paged, Key key, bool *ret_load);
bool paged_type(App *app, Paged *paged, Key key); /* the same, and the rows are loaded */
void paged_first(Paged *paged);			  /* the next load begins at the very first row: others are asked for */
/* Where the selected row stands among all, from 1; false where nobody knows. */
bool paged_place(const Paged *paged, size_t *ret_place);
