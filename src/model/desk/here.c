#include "model/desk/here.h"

#include <stdlib.h>

#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

enum { MINUTES = 60 };

typedef struct HerePerson {
	const char *name;
	bool died;
} HerePerson;

/* As it was last read; the next reading is made in the other arena. */
struct Here {
	Arena arenas[2];
	size_t current;
	ExpectedList list; /* of today, by time, else as the list had it */
	HerePerson *people;
	const char **numbers;
	int64_t head; /* of the ledger, when the people were read */
	unsigned generation;
};

static Here *here_of(Desk *desk)
{
	if (!desk->here) {
		desk->here = calloc(1, sizeof *desk->here);
		if (!desk->here)
			abort();
	}
	return desk->here;
}

void here_close(Here *here)
{
	if (!here)
		return;
	arena_free(&here->arenas[0]);
	arena_free(&here->arenas[1]);
	free(here);
}

unsigned here_numbers(const Desk *desk, TextList *ret_numbers)
{
	const Here *here = desk->here;
	*ret_numbers = here ? (TextList){here->numbers, here->list.count} : (TextList){0};
	return here ? here->generation : 0;
}

/* --- Reading --- */

static bool forget(Desk *desk, Date today, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {0};
	const Ledger *ledger = &desk->ports.ledger;
	ExpectedList list;
	if (!transaction_begin(&transaction, ledger, err) || !ledger->ops->expected(ledger->self, &arena, &list, err))
		return false;
	return date_order(list.day, today) >= 0 || /* another desk has read today's meanwhile */
	       (ledger->ops->put_expected(ledger->self, &(ExpectedList){0}, err) &&
		transaction_commit(&transaction, err));
}

static int when(int minute)
{
	return minute == EXPECTED_ANY_TIME ? INT16_MAX : minute;
}

/* `left` and `right` are of one array, which stands in the order of the list. */
static int by_time(const void *left, const void *right)
{
	const Expected *const *a = left, *const *b = right;
	const int order = when((*a)->minute) - when((*b)->minute);
	return order ? order : *a < *b ? -1 : 1;
}

static ExpectedList sorted(const ExpectedList *list, Arena *arena)
{
	Expected *items = arena_array(arena, list->count, sizeof *items);
	const Expected **order = arena_array(arena, list->count, sizeof *order);
	for (size_t i = 0; i < list->count; i++)
		order[i] = &list->items[i];
	if (list->count > 1)
		qsort(order, list->count, sizeof *order, by_time);
	for (size_t i = 0; i < list->count; i++)
		items[i] = *order[i];
	return (ExpectedList){list->day, items, list->count};
}

static bool same_list(const ExpectedList *a, const ExpectedList *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const Expected *left = &a->items[i], *right = &b->items[i];
		if (!text_is(left->nhs, right->nhs) || left->minute != right->minute ||
		    !text_is(left->clinician, right->clinician))
			return false;
	}
	return true;
}

static bool read_people(Desk *desk, const ExpectedList *list, Arena *arena, HerePerson *people, Error *err)
{
	scoped(arena_free) Arena scratch = {0};
	const Ledger *ledger = &desk->ports.ledger;
	for (size_t i = 0; i < list->count; i++) {
		const Person *person;
		if (!ledger->ops->person(ledger->self, list->items[i].nhs, &scratch, &person, err))
			return false;
		if (person) {
			people[i].name = arena_text(arena, person_short_name(person, &scratch));
			people[i].died = person_has_died(person);
		}
		arena_reset(&scratch, (ArenaMark){0});
	}
	return true;
}

/* The list as the store has it: none, where it is of another day. */
static bool read_list(Desk *desk, Arena *arena, ExpectedList *ret_list, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Date today = desk_today(desk);
	ExpectedList list;
	if (!ledger->ops->expected(ledger->self, arena, &list, err))
		return false;
	const int order = list.count > 0 ? date_order(list.day, today) : 0;
	*ret_list = order == 0 && desk_may(desk, ACT_FIND) ? sorted(&list, arena) : (ExpectedList){0};
	return order >= 0 || forget(desk, today, err);
}

bool desk_here_look(Desk *desk)
{
	Here *here = here_of(desk);
	Arena *arena = &here->arenas[1 - here->current];
	const Ledger *ledger = &desk->ports.ledger;
	ExpectedList list;
	int64_t head;
	Seal seal;
	arena_clear(arena);
	if (!desk->staff || !read_list(desk, arena, &list, NULL) ||
	    !ledger->ops->head(ledger->self, &head, &seal, NULL))
		return false;
	const bool same = same_list(&list, &here->list);
	if (same && (head == here->head || list.count == 0))
		return false;
	HerePerson *people = arena_array(arena, list.count, sizeof *people);
	if (!read_people(desk, &list, arena, people, NULL))
		return false;
	here->numbers = arena_array(arena, list.count, sizeof *here->numbers);
	for (size_t i = 0; i < list.count; i++)
		here->numbers[i] = list.items[i].nhs;
	here->list = list;
	here->people = people;
	here->head = head;
	here->generation += !same;
	here->current = 1 - here->current;
	return true;
}

/* --- What is due --- */

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
static size_t whom_next(const HereList *list, int now)
{
	size_t latest = list->count;
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i].due == 0)
			continue;
		if (when(list->items[i].minute) >= now - HERE_LATE_MINUTES)
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
	list.next = whom_next(&list, now.hour * MINUTES + now.minute);
	return list;
}
