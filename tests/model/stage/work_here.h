/* What is due, all kinds of it in one list, once nobody waits to be looked at. */
#pragma once

#include "unit.h"

#include "model/desk/work.h"

typedef struct WorkHere {
	WorkItem *items; /* by kind, then oldest first */
	size_t count, of[WORK_KINDS];
	bool counting;
} WorkHere;

static inline WorkHere work_as_it_stands(Desk *desk, Arena *arena)
{
	const WorkCounts counts = desk_work(desk);
	WorkHere here = {.counting = counts.counting};
	for (WorkKind kind = 0; kind < WORK_KINDS; kind++) {
		WorkList list;
		assert_true(desk_work_list(desk, kind, NULL, SIZE_MAX, arena, &list, NULL));
		assert_int_equal(list.count, counts.of[kind]);
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
