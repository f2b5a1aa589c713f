/* What is due, all kinds of it in one list, once nobody waits to be looked at. */
#pragma once

#include "unit.h"

#include "base/text.h"
#include "model/desk/inside.h"

typedef struct WorkHere {
	WorkItem *items; /* by kind, then oldest first */
	size_t count, of[WORK_KINDS];
	bool counting;
} WorkHere;

static inline void work_same_item(const WorkItem *a, const WorkItem *b)
{
	assert_string_equal(a->nhs, b->nhs);
	assert_string_equal(a->name, b->name);
	assert_string_equal(a->what, b->what);
	assert_string_equal(a->id, b->id);
	assert_string_equal(text_or(a->code, ""), text_or(b->code, ""));
	assert_string_equal(text_or(a->whom, ""), text_or(b->whom, ""));
	assert_int_equal(a->since.seconds, b->since.seconds);
	assert_int_equal(a->until.seconds, b->until.seconds);
	assert_int_equal(a->over.seconds, b->over.seconds);
	assert_int_equal(date_order(a->due, b->due), 0);
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->code_state, b->code_state);
	assert_int_equal(a->channel, b->channel);
	assert_int_equal(a->pass_on, b->pass_on);
	assert_int_equal(a->back, b->back);
	assert_int_equal(a->tell, b->tell);
}

/* What is kept of those who were shown is what is found where nothing is; and so is what their rows say. */
static inline void work_is_kept_so(Desk *desk, WorkKind kind, const WorkList *kept, Arena *arena)
{
	WorkList found;
	DueRows rows;
	work_forget(desk->work);
	assert_true(desk_work_list(desk, kind, NULL, SIZE_MAX, arena, &found, NULL));
	assert_int_equal(found.count, kept->count);
	assert_true(desk_work_rows(desk, kind, &(WorkPage){.limit = SIZE_MAX}, arena, &rows, NULL));
	if (!rows.count)
		return; /* as at a locked desk, which is given no words */
	WorkItem *items = arena_array(arena, rows.count, sizeof *items);
	assert_true(desk_work_words(desk, &rows, arena, items, NULL));
	for (size_t i = 0; i < found.count; i++)
		work_same_item(&found.items[i], &kept->items[i]);
	for (size_t i = 0; i < found.count && rows.count == found.count; i++)
		work_same_item(&found.items[i], &items[i]);
}

static inline WorkHere work_as_it_stands(Desk *desk, Arena *arena)
{
	const WorkCounts counts = desk_work(desk);
	WorkHere here = {.counting = counts.counting};
	for (WorkKind kind = 0; kind < WORK_KINDS; kind++) {
		WorkList list;
		assert_true(desk_work_list(desk, kind, NULL, SIZE_MAX, arena, &list, NULL));
		assert_int_equal(list.count, counts.of[kind]);
		work_is_kept_so(desk, kind, &list, arena);
		here.items = arena_grow(arena, here.items, here.count, here.count + list.count + 1, sizeof *here.items);
		for (size_t i = 0; i < list.count; i++)
			here.items[here.count++] = list.items[i];
		here.of[kind] = list.count;
	}
	return here;
}

static inline WorkHere work_here(Desk *desk, Arena *arena)
{
	for (int i = 0; i < 100 && (i < 2 || desk_work(desk).counting); i++)
		desk_work_step(desk, 100);
	return work_as_it_stands(desk, arena);
}
