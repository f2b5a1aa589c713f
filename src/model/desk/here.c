#include "model/desk/here.h"

#include "model/desk/expected.h"

enum { MINUTES = 60 };

static void add_due(const Desk *desk, const Here *here, HereRow *rows, Arena *arena)
{
	const WorkList work = desk_work(desk);
	Index index = {0};
	for (size_t i = 0; i < here->list.count; i++)
		index_add(&index, arena, here->list.items[i].nhs, (uint32_t)i);
	for (size_t i = 0; i < work.count; i++) {
		const WorkItem *item = &work.items[i];
		const uint32_t place = item->kind == WORK_QUESTIONS ? index_find(&index, item->nhs) : INDEX_NONE;
		if (place == INDEX_NONE)
			continue;
		if (rows[place].due++ > 0)
			continue;
		rows[place].what = arena_text(arena, item->what);
		rows[place].item = arena_text(arena, item->id);
	}
}

/* The first whose time is not over; where all are, the last of them; who has no time comes after those who have. */
static size_t whom_next(const HereList *list, const Expected *expected, int now)
{
	size_t latest = list->count;
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].due == 0)
			continue;
		if (expected_when(&expected[i]) >= now - HERE_LATE_MINUTES)
			return i;
		latest = i;
	}
	return latest;
}

HereList desk_here(const Desk *desk, Arena *arena)
{
	const Here *here = desk->here;
	if (!here || here->list.count == 0 || !desk_may(desk, ACT_FIND) ||
	    date_order(here->list.day, desk_today(desk)) != 0)
		return (HereList){0};
	HereRow *rows = arena_array(arena, here->list.count, sizeof *rows);
	HereList list = {.items = rows, .count = here->list.count, .counting = work_expected_wait(desk)};
	for (size_t i = 0; i < list.count; i++)
		rows[i] = (HereRow){
			.nhs = arena_text(arena, here->list.items[i].nhs),
			.name = arena_text(arena, text_or(here->people[i].name, "")),
			.died = here->people[i].died,
			.minute = here->list.items[i].minute,
			.clinician = arena_text(arena, text_or(here->list.items[i].clinician, "")),
			.what = "",
			.item = "",
		};
	add_due(desk, here, rows, arena);
	for (size_t i = 0; i < list.count; i++)
		list.due += rows[i].due > 0;
	const LocalTime now = zone_local(desk_zone(desk), desk_now(desk));
	list.next = whom_next(&list, here->list.items, now.hour * MINUTES + now.minute);
	return list;
}
