#include "model/desk/imported.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/desk/teller.h"

enum { DIGITS = 24 };

void desk_taking_file(Desk *desk, const ImportedFile *file)
{
	desk->file = file;
}

static bool stands_beside(FileFormat format)
{
	return format == FILE_SENSITIVE || format == FILE_PASS_ON;
}

static const char *digits(int64_t number, char out[DIGITS])
{
	text_print(out, DIGITS, "%" PRId64, number);
	return out;
}

static bool tell_file(Desk *desk, int64_t began, int64_t head, Arena *arena, Error *err)
{
	const ImportedFile *file = desk->file;
	Teller teller = desk_teller(desk);
	char read[DIGITS], taken[DIGITS], first[DIGITS], last[DIGITS];
	Fact fact = FACT_NONE;
	fact.kind = FACT_IMPORTED;
	fact.name = file->name;
	fact.format = (WordByte)file->format;
	fact.hash = file->hash;
	fact.read = digits(file->read, read);
	fact.taken = digits(head - began, taken);
	fact.first = head > began ? digits(began + 1, first) : NULL;
	fact.last = head > began ? digits(head, last) : NULL;
	const bool done = desk_tell_beside(desk, &teller, &fact, arena, err);
	teller_done(&teller);
	return done;
}

bool desk_tell_imported(Desk *desk, int64_t began, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	scoped(arena_free) Arena arena = {0};
	int64_t head;
	Seal seal;
	if (!desk->file || !desk_staff(desk))
		return true;
	if (!ledger->ops->head(ledger->self, &head, &seal, err))
		return false;
	began = began < head ? began : head;
	return (head == began && !stands_beside(desk->file->format)) || tell_file(desk, began, head, &arena, err);
}

/* Whatever was told of a patient marks them as to be looked at, or they were. */
bool desk_moves_in(Desk *desk, bool *ret_moves_in, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	scoped(arena_free) Arena arena = {0};
	TextList settled = {0};
	bool waits = false;
	if (desk_staff(desk) && (!ledger->ops->due_waits(ledger->self, desk_now(desk), &waits, err) ||
				 !ledger->ops->due_settled(ledger->self, desk_now(desk), "", 1, &arena, &settled, err)))
		return false;
	*ret_moves_in = !waits && settled.count == 0;
	return true;
}
