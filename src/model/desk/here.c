#include "model/desk/here.h"

#include "model/desk/expected.h"
#include "model/ledger/transaction.h"

enum { MINUTES = 60 };

/* --- How many questions are due of each --- */

static void count_due(Desk *desk, Here *here, size_t row)
{
	size_t due;
	here->due[row] = work_questions_listed(desk, here->list.items[row].nhs, &due, NULL) ? due : 0;
}

/* Of those of whom something was told; false where it is to be counted of all. */
static bool count_changed(Desk *desk, Here *here, int64_t head)
{
	enum { LINES = 256 };
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	Index told = {0};
	TextList patients;
	bool organisation;
	if (head < here->due_head || head - here->due_head > LINES ||
	    !ledger->ops->told_since(ledger->self, LINE_ORGANISATION, here->due_head, &organisation, NULL) ||
	    organisation || !ledger->ops->changed(ledger->self, here->due_head, LINES, &arena, &patients, NULL))
		return false;
	for (size_t i = 0; i < patients.count; i++)
		index_add(&told, &arena, patients.items[i], (uint32_t)i);
	for (size_t i = 0; i < here->list.count && patients.count > 0; i++)
		if (index_find(&told, here->list.items[i].nhs) != INDEX_NONE)
			count_due(desk, here, i);
	return true;
}

/* What is due changes with what is told, else when a desk looks at who is marked: while anybody is, all are counted. */
static void count_all_due(Desk *desk, Here *here, const WorkCounts *work)
{
	enum { SECONDS = 60 };
	scoped(reading_end) Reading reading = {0};
	const int64_t head = desk_head(desk), minute = desk_now(desk).seconds / SECONDS;
	const size_t all = work->of[WORK_QUESTIONS];
	const bool same = here->counted && here->minute == minute && (head != here->due_head || all == here->due_all);
	if (!reading_begin(&reading, &desk->ports.ledger, NULL))
		return; /* the next look counts */
	if (!same || !count_changed(desk, here, head))
		for (size_t i = 0; i < here->list.count; i++)
			count_due(desk, here, i);
	here->counted = !work->counting;
	here->due_head = head;
	here->due_all = all;
	here->minute = minute;
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
	Here *here = desk->here;
	if (!here || here->list.count == 0 || !desk_may(desk, ACT_FIND) ||
	    date_order(here->list.day, desk_today(desk)) != 0)
		return (HereList){0};
	const WorkCounts work = desk_work(desk);
	HereRow *rows = arena_array(arena, here->list.count, sizeof *rows);
	HereList list = {.items = rows, .count = here->list.count, .counting = work.counting};
	count_all_due(desk, here, &work);
	for (size_t i = 0; i < list.count; i++) {
		rows[i] = (HereRow){
			.nhs = arena_text(arena, here->list.items[i].nhs),
			.name = "",
			.minute = here->list.items[i].minute,
			.clinician = arena_text(arena, text_or(here->list.items[i].clinician, "")),
			.due = here->due[i],
			.what = "",
			.item = "",
		};
		list.due += rows[i].due > 0;
	}
	const LocalTime now = zone_local(desk_zone(desk), desk_now(desk));
	list.next = whom_next(&list, here->list.items, now.hour * MINUTES + now.minute);
	return list;
}

void desk_here_say(Desk *desk, HereRow *row, Arena *arena)
{
	scoped(arena_free) Arena scratch = {0};
	const Ledger *ledger = &desk->ports.ledger;
	const Person *person;
	WorkList due;
	if (row->said)
		return;
	row->said = true;
	if (ledger->ops->person(ledger->self, row->nhs, &scratch, &person, NULL) && person) {
		row->name = person_short_name(person, arena);
		row->died = person_has_died(person);
	}
	if (row->due == 0 || !desk_work_list(desk, WORK_QUESTIONS, row->nhs, SIZE_MAX, arena, &due, NULL) ||
	    due.count == 0)
		return;
	row->what = due.items[0].what;
	row->item = due.items[0].id;
}
