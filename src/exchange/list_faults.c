#include "exchange/list_faults.h"

#include <inttypes.h>

#include "base/text.h"

enum { FIRST_ROOM = 64, FAULTS_SAID = 3, FAULTS_ROOM = 360 };

void list_fault(ListFaults *faults, Arena *arena, int64_t line, const char *column, const char *why)
{
	if (faults->count == faults->room) {
		const size_t room = faults->room ? 2 * faults->room : FIRST_ROOM;
		faults->items = arena_grow(arena, faults->items, faults->room, room, sizeof *faults->items);
		faults->room = room;
	}
	faults->items[faults->count++] = (ListFault){line, column, why};
}

bool list_faults_none(const ListFaults *faults, const char *where, Error *err)
{
	char said[FAULTS_ROOM];
	size_t length = 0;
	if (faults->count == 0)
		return true;
	for (size_t i = 0; i < faults->count && i < FAULTS_SAID; i++) {
		const ListFault *fault = &faults->items[i];
		length += text_print(said + length, sizeof said - length, "%sline %" PRId64 "%s%s: %s", i ? "; " : "",
				     fault->line, *fault->column ? ", " : "", fault->column, fault->why);
	}
	if (faults->count > FAULTS_SAID)
		return fail(err, ERROR_INPUT, "%s; and %zu more%s%s; nothing was taken.", said,
			    faults->count - FAULTS_SAID, *where ? ": " : "", where);
	return fail(err, ERROR_INPUT, "%s; nothing was taken.", said);
}
