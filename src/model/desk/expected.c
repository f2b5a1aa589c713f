#include "model/desk/expected.h"

#include <stdlib.h>

#include "model/desk/here.h"
#include "model/ledger/transaction.h"

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

/* `left` and `right` are of one array, which stands in the order of the list. */
static int by_time(const void *left, const void *right)
{
	const Expected *const *a = left, *const *b = right;
	const int order = expected_when(*a) - expected_when(*b);
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

/* The list as the store has it: none, where it is of another day. */
static bool read_list(Desk *desk, Arena *arena, ExpectedList *ret_list, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Date today = desk_today(desk);
	ExpectedList list;
	if (!ledger->ops->expected(ledger->self, arena, &list, err))
		return false;
	const int order = list.count > 0 ? date_order(list.day, today) : 0;
	*ret_list = order == 0 && desk_may(desk, ACT_FIND) ? list : (ExpectedList){0};
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
	const bool same = same_list(&list, &here->read), moved = head != here->head;
	here->head = head;
	if (same)
		return moved && list.count > 0;
	here->read = list;
	here->list = sorted(&list, arena);
	here->due = arena_array(arena, list.count, sizeof *here->due);
	here->counted = false;
	here->current = 1 - here->current;
	return true;
}
