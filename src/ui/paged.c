#include "ui/paged.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum { HALF = 100 /* rows held on either side of the selected */, NEAR = 20 /* so near to an end it reads on */ };

static size_t more(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t in_sight(const Paged *paged)
{
	return more((size_t)paged->list.seen->area.rows, 1);
}

/* Rows that were read on either side of where the selected one stands, or stood. */
typedef struct Sides {
	PagedRows before; /* the nearest first */
	PagedRows after;  /* from the selected row on */
	bool more_before, more_after;
} Sides;

static bool read_some(const PagedSource *source, PagedWish wish, Arena *arena, PagedRows *ret_rows, bool *ret_more,
		      Error *err)
{
	if (!source->read(source->self, &wish, arena, ret_rows, err))
		return false;
	*ret_more = ret_rows->count == wish.limit;
	return true;
}

static bool read_around(const PagedSource *source, const void *row, size_t half, Arena *arena, Sides *ret_sides,
			Error *err)
{
	const size_t all = 2 * half;
	Sides sides;
	if (!read_some(source, (PagedWish){row, false, true, half}, arena, &sides.before, &sides.more_before, err) ||
	    !read_some(source, (PagedWish){row, true, false, all - sides.before.count}, arena, &sides.after,
		       &sides.more_after, err))
		return false;
	/* Near the end there is room for more before it. */
	if (sides.more_before && !sides.more_after &&
	    !read_some(source, (PagedWish){row, false, true, all - sides.after.count}, arena, &sides.before,
		       &sides.more_before, err))
		return false;
	*ret_sides = sides;
	return true;
}

static bool read_sides(const Paged *paged, const PagedSource *source, Arena *arena, Sides *ret_sides, Error *err)
{
	const size_t half = more(HALF, 2 * in_sight(paged));
	const PagedStart start = paged->start == PAGED_STAY && paged->list.count == 0 ? PAGED_FIRST : paged->start;
	*ret_sides = (Sides){0};
	if (start == PAGED_FIRST)
		return read_some(source, (PagedWish){.limit = 2 * half}, arena, &ret_sides->after,
				 &ret_sides->more_after, err);
	if (start == PAGED_LAST)
		return read_some(source, (PagedWish){.back = true, .limit = 2 * half}, arena, &ret_sides->before,
				 &ret_sides->more_before, err);
	return read_around(source, (const char *)paged->rows + paged->list.selected * source->size, half, arena,
			   ret_sides, err);
}

static void *in_order(const Sides *sides, size_t size, Arena *arena)
{
	const size_t before = sides->before.count, after = sides->after.count;
	char *rows = arena_array(arena, before + after, size);
	for (size_t i = 0; i < before; i++)
		memcpy(rows + i * size, (const char *)sides->before.items + (before - 1 - i) * size, size);
	if (after > 0)
		memcpy(rows + before * size, sides->after.items, after * size);
	return rows;
}

/* It is counted from the first row or the last; while no row came or went, from where the selected one stood. */
static size_t place_of(const Paged *paged, const PagedSource *source, const Sides *sides)
{
	const size_t count = sides->before.count + sides->after.count;
	const bool same = paged->start == PAGED_STAY && paged->stamp == source->stamp && paged->total == source->total;
	if (!sides->more_before)
		return 0;
	if (!sides->more_after && source->total != SIZE_MAX && source->total >= count)
		return source->total - count;
	if (!same || paged->place == SIZE_MAX)
		return SIZE_MAX;
	return paged->place + paged->list.selected - sides->before.count;
}

/* The row with the key of the selected one; of several, that which stands where it stood. */
static void select_again(List *list, void *rows, size_t count, size_t place, size_t above)
{
	char kept[LIST_KEY_MAX], here[LIST_KEY_MAX] = "";
	text_copy(kept, sizeof kept, list->kept);
	list->selected = place;
	list_set(list, rows, count);
	if (list->key && place < count)
		text_copy(here, sizeof here, list->key(rows, place));
	if (kept[0] && text_is(here, kept))
		list_select(list, place);
	list->top = list->selected > above ? list->selected - above : 0;
}

bool paged_load(Paged *paged, const PagedSource *source, Arena *arena, Error *err)
{
	List *list = &paged->list;
	const size_t above = list->selected - list_top(list, in_sight(paged));
	const bool stays = paged->start == PAGED_STAY;
	Sides sides;
	if (!read_sides(paged, source, arena, &sides, err)) {
		paged->start = PAGED_STAY;
		return false;
	}
	const size_t before = sides.before.count, count = before + sides.after.count;
	paged->place = place_of(paged, source, &sides);
	paged->rows = in_order(&sides, source->size, arena);
	paged->before = sides.more_before;
	paged->after = sides.more_after;
	paged->total = source->total;
	paged->stamp = source->stamp;
	paged->start = PAGED_STAY;
	if (!stays)
		list_wish(list, "");
	select_again(list, paged->rows, count, before, stays ? above : 0);
	return true;
}

/* Whether rows are to be read before the next key can come to an end of what is held. */
static bool is_near(const Paged *paged)
{
	const List *list = &paged->list;
	const size_t near = more(NEAR, in_sight(paged));
	return (paged->before && list->selected < near) || (paged->after && list->selected + near >= list->count);
}

bool paged_key(Paged *paged, Key key, bool *ret_load)
{
	const bool home = key.code == KC_HOME && paged->before, end = key.code == KC_END && paged->after;
	*ret_load = home || end;
	if (home || end) {
		paged->start = home ? PAGED_FIRST : PAGED_LAST;
		return true;
	}
	if (list_key(&paged->list, key) != LIST_MOVED)
		return false; /* the app asks the list itself: nothing moved */
	*ret_load = is_near(paged);
	return true;
}

bool paged_type(App *app, Paged *paged, Key key)
{
	bool load;
	const bool taken = paged_key(paged, key, &load);
	if (load)
		app_load(app);
	return taken;
}

void paged_first(Paged *paged)
{
	paged->start = PAGED_FIRST;
}

bool paged_place(const Paged *paged, size_t *ret_place)
{
	*ret_place = paged->place + paged->list.selected + 1;
	return paged->place != SIZE_MAX && paged->list.count > 0;
}
