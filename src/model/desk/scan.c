#include "model/desk/scan.h"

#include "model/ledger/transaction.h"
#include "model/rules/withheld.h"

bool scan_begin(Scan *scan, Desk *desk, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	scan_end(scan);
	return ledger.ops->everybody(ledger.self, &scan->arena, &scan->patients, err);
}

static bool look_at(Desk *desk, const char *nhs, ScanVisit visit, void *self, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	World world = {.zone = desk->ports.zone};
	if (!ledger.ops->person(ledger.self, nhs, &arena, &world.person, err) ||
	    !ledger.ops->facts(ledger.self, nhs, &arena, &world.facts, err))
		return false;
	if (!world.person)
		return true;
	facts_withhold(&world.facts, &arena);
	OrganisationBook *book = book_open(ledger, &arena);
	world.directory = book_directory(book);
	if (!visit(self, desk, &world, &arena, err))
		return false;
	return book->fault.kind == ERROR_NONE || fail(err, book->fault.kind, "%s", book->fault.text);
}

bool scan_step(Scan *scan, Desk *desk, size_t patients, ScanVisit visit, void *self, bool *ret_done, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	if (!reading_begin(&reading, &desk->ports.ledger, err))
		return false;
	for (; scan->next < scan->patients.count && patients > 0; patients--) {
		if (!look_at(desk, scan->patients.items[scan->next], visit, self, err))
			return false;
		scan->next++;
	}
	*ret_done = scan->next == scan->patients.count;
	return true;
}

bool scan_one(Desk *desk, const char *nhs, ScanVisit visit, void *self, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	return reading_begin(&reading, &desk->ports.ledger, err) && look_at(desk, nhs, visit, self, err);
}

void scan_end(Scan *scan)
{
	arena_free(&scan->arena);
	*scan = (Scan){0};
}
