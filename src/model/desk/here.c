#include "model/desk/here.h"

#include "model/desk/expected.h"

enum { MINUTES = 60 };

static void add_due(Desk *desk, HereRow *row, Arena *arena)
{
	WorkList due;
	if (!desk_work_list(desk, WORK_QUESTIONS, row->nhs, SIZE_MAX, arena, &due, NULL) || due.count == 0)
		return;
	row->due = due.count;
	row->what = due.items[0].what;
	row->item = due.items[0].id;
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

HereList desk_here(Desk *desk, Arena *arena)
{
	const Here *here = desk->here;
	if (!here || here->list.count == 0 || !desk_may(desk, ACT_FIND) ||
	    date_order(here->list.day, desk_today(desk)) != 0)
		return (HereList){0};
	HereRow *rows = arena_array(arena, here->list.count, sizeof *rows);
	HereList list = {.items = rows, .count = here->list.count, .counting = desk_work(desk).counting};
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
	for (size_t i = 0; i < list.count; i++) {
		add_due(desk, &rows[i], arena);
		list.due += rows[i].due > 0;
	}
	const LocalTime now = zone_local(desk_zone(desk), desk_now(desk));
	list.next = whom_next(&list, here->list.items, now.hour * MINUTES + now.minute);
	return list;
}
