/* Taking in who is expected today. */
#include "model/lists/lists.h"

#include "model/desk/checks.h"
#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

/* Those of the rows whom the ledger knows. */
static bool keep_known(Desk *desk, const Expected *rows, size_t count, Arena *arena, ExpectedList *list,
		       ExpectedLoaded *loaded, Error *err)
{
	scoped(arena_free) Arena scratch = {0};
	const Ledger *ledger = &desk->ports.ledger;
	Expected *known = arena_array(arena, count, sizeof *known);
	bool *unknown = arena_array(arena, count, sizeof *unknown);
	for (size_t i = 0; i < count; i++) {
		const Person *person;
		if (!ledger->ops->person(ledger->self, rows[i].nhs, &scratch, &person, err))
			return false;
		arena_reset(&scratch, (ArenaMark){0});
		unknown[i] = !person;
		loaded->unknown_count += unknown[i];
		if (person)
			known[list->count++] = rows[i];
	}
	list->items = known;
	loaded->unknown = unknown;
	loaded->taken = list->count;
	return true;
}

bool desk_load_expected(Desk *desk, const Expected *rows, size_t count, Arena *arena, ExpectedLoaded *ret_loaded,
			Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	const Ledger *ledger = &desk->ports.ledger;
	ExpectedList list = {.day = desk_today(desk)};
	ExpectedLoaded loaded = {0};
	if (!desk_may_load(desk, ACT_EXPECT, err) || !transaction_begin(&transaction, ledger, err) ||
	    !desk_may_still_load(desk, arena, err) || !keep_known(desk, rows, count, arena, &list, &loaded, err))
		return false;
	if (list.count == 0)
		return fail(err, ERROR_INPUT, "Nobody here has any of these NHS numbers: nothing was taken.");
	if (!ledger->ops->put_expected(ledger->self, &list, err) || !transaction_commit(&transaction, err))
		return false;
	*ret_loaded = loaded;
	return true;
}
