/* A list that scrolls, with one selected row. One screen row a list row.
 *
 * The owner keeps the rows; the list knows how many there are, and asks for each to be drawn. The selection stays on
 * the same thing (by its key) when the rows change. Keys: Up, Down, Page Up/Down, Home, End, Enter; click selects, a
 * click on the selected row or a double click chooses; the wheel scrolls. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ui/canvas.h"
#include "ui/key.h"

typedef enum ListAnswer { LIST_IGNORED, LIST_MOVED, LIST_CHOSEN } ListAnswer;

/* Draws row `index` of `rows` into a one-row area right of the marker; the selected row turns STYLE_SELECTED
 * afterwards. */
typedef void ListDraw(const void *rows, size_t index, Area area);
/* What row `index` is, whatever its place ("" for one without a key). */
typedef const char *ListKey(const void *rows, size_t index);

typedef struct ListSeen { /* how the list was last drawn: pages and clicks need it, and drawing sees only const state */
	Area area;
	size_t top;
	size_t shown; /* rows that were in sight since they were set, from the first on without a gap */
} ListSeen;

typedef struct ListSight {
	size_t begin, end;
} ListSight;

enum { LIST_KEY_MAX = 128 };

typedef struct List List;

/* Where Up (by −1) and Down (by 1) lead from the selected row. */
typedef size_t ListStep(const List *list, int by);

struct List {
	size_t count, selected;	 /* selected < count, or 0 */
	size_t top;		 /* first row shown, corrected when drawn so that the selected one is in sight */
	const void *rows;	 /* handed to the callbacks */
	ListKey *key;		 /* NULL: the selection stays on its place */
	ListStep *step;		 /* NULL: to the row before, and the next */
	char kept[LIST_KEY_MAX]; /* key of the selected row */
	ListSeen *seen;		 /* in the arena of list_open */
	bool hidden;		 /* something else is shown in its place, and has the keys */
};

void list_open(List *list, Arena *arena, ListKey *key);
void list_set(List *list, const void *rows, size_t count); /* new rows; the selection follows its key, else its place */
void list_select(List *list, size_t index);		   /* kept within the rows */
bool list_select_key(List *list, const char *key);
void list_wish(List *list, const char *key); /* the row to be selected once rows are set, where there is one */
bool list_read(const List *list);	     /* all rows were in sight since they were set, or list_unread */
void list_unread(List *list);
/* The rows that may be in sight when so many fit: a few more than are, whatever height the window has. */
ListSight list_sight(const List *list, size_t rows);
size_t list_top(const List *list, size_t rows); /* the first row shown where so many fit: the selected is in sight */
ListAnswer list_key(List *list, Key key);
/* '▌' in column 0 of the selected row; arrows in the last column where there are more rows above or below. */
void list_draw(const List *list, Area area, ListDraw *draw);
