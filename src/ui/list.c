#include "ui/list.h"

#include "base/text.h"

enum { WHEEL_ROWS = 3 };

void list_open(List *list, Arena *arena, ListKey *key)
{
	*list = (List){.key = key, .seen = arena_alloc(arena, sizeof *list->seen)};
}

static void list_keep(List *list)
{
	list->kept[0] = '\0';
	if (list->key && list->count > 0)
		text_copy(list->kept, sizeof list->kept, list->key(list->rows, list->selected));
}

void list_select(List *list, size_t index)
{
	list->selected = list->count == 0 ? 0 : index < list->count ? index : list->count - 1;
	list_keep(list);
}

/* Keys longer than what is kept are compared as far as they are kept. */
bool list_select_key(List *list, const char *key)
{
	char wanted[LIST_KEY_MAX], here[LIST_KEY_MAX];
	text_copy(wanted, sizeof wanted, key);
	for (size_t i = 0; list->key && wanted[0] && i < list->count; i++) {
		text_copy(here, sizeof here, list->key(list->rows, i));
		if (text_is(here, wanted)) {
			list_select(list, i);
			return true;
		}
	}
	return false;
}

void list_wish(List *list, const char *key)
{
	text_copy(list->kept, sizeof list->kept, key);
}

bool list_read(const List *list)
{
	return list->seen->shown >= list->count;
}

void list_unread(List *list)
{
	list->seen->shown = 0;
}

void list_set(List *list, const void *rows, size_t count)
{
	char kept[LIST_KEY_MAX];
	text_copy(kept, sizeof kept, list->kept);
	if (count != list->count)
		list_unread(list);
	list->rows = rows;
	list->count = count;
	if (!list_select_key(list, kept))
		list_select(list, list->selected);
}

/* As near to the wish as keeps the selected one in sight. */
size_t list_top(const List *list, size_t rows)
{
	const size_t last = list->count > rows ? list->count - rows : 0;
	size_t top = list->top < last ? list->top : last;
	if (rows == 0 || list->selected < top)
		top = list->selected;
	else if (list->selected >= top + rows)
		top = list->selected - rows + 1;
	return top;
}

ListSight list_sight(const List *list, size_t rows)
{
	const size_t seen = list->seen->area.rows > 0 ? (size_t)list->seen->area.rows : 1;
	const size_t now = list_top(list, seen), then = list_top(list, rows), end = (now > then ? now : then) + rows;
	return (ListSight){now < then ? now : then, end < list->count ? end : list->count};
}

static ListAnswer list_move(List *list, size_t index)
{
	list_select(list, index);
	list->top = list_top(list, (size_t)list->seen->area.rows);
	return LIST_MOVED;
}

static ListAnswer list_click(List *list, Key key)
{
	const ListSeen *seen = list->seen;
	if (!area_has(seen->area, key.row, key.col))
		return LIST_IGNORED;

	const size_t index = seen->top + (size_t)(key.row - seen->area.row);
	const bool again = index == list->selected || key.code == KC_DOUBLE_CLICK;

	if (index >= list->count)
		return LIST_IGNORED;
	list_move(list, index);
	return again ? LIST_CHOSEN : LIST_MOVED;
}

static size_t less(size_t a, size_t b)
{
	return a > b ? a - b : 0;
}

ListAnswer list_key(List *list, Key key)
{
	const size_t page = list->seen->area.rows > 1 ? (size_t)list->seen->area.rows - 1 : 1;
	list->top = list_top(list, (size_t)list->seen->area.rows);
	switch (key.code) {
	case KC_UP: return list_move(list, list->step ? list->step(list, -1) : less(list->selected, 1));
	case KC_DOWN: return list_move(list, list->step ? list->step(list, 1) : list->selected + 1);
	case KC_PAGE_UP: return list_move(list, less(list->selected, page));
	case KC_PAGE_DOWN: return list_move(list, list->selected + page);
	case KC_HOME: return list_move(list, 0);
	case KC_END: return list_move(list, list->count);
	case KC_WHEEL_UP: return list_move(list, less(list->selected, WHEEL_ROWS));
	case KC_WHEEL_DOWN: return list_move(list, list->selected + WHEEL_ROWS);
	case KC_ENTER: return list->count > 0 ? LIST_CHOSEN : LIST_IGNORED;
	case KC_CLICK:
	case KC_DOUBLE_CLICK: return list_click(list, key);
	default: return LIST_IGNORED;
	}
}

static void list_draw_row(const List *list, Area row, size_t index, bool scrolls, ListDraw *draw)
{
	const bool selected = index == list->selected;
	draw(list->rows, index, area_part(row, 0, 1, 1, row.cols - 1 - scrolls));
	if (!selected)
		return;
	area_style(row, STYLE_SELECTED);
	area_put(row, 0, 0, STYLE_SELECTED, area_glyphs(row)->selected);
}

void list_draw(const List *list, Area area, ListDraw *draw)
{
	const size_t rows = (size_t)area.rows, top = list_top(list, rows);
	const bool scrolls = list->count > rows;
	const size_t shown = list->seen->shown;
	*list->seen =
		(ListSeen){.area = area, .top = top, .shown = top <= shown && top + rows > shown ? top + rows : shown};
	for (size_t i = 0; i < rows && top + i < list->count; i++)
		list_draw_row(list, area_part(area, (int)i, 0, 1, -1), top + i, scrolls, draw);
	if (top > 0)
		area_put_right(area, 0, STYLE_MUTED, area_glyphs(area)->up);
	if (top + rows < list->count)
		area_put_right(area, area.rows - 1, STYLE_MUTED, area_glyphs(area)->down);
}
