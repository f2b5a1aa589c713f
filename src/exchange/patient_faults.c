/* What was found in a patient list that is not right, or not taken as it stands. */
#include <inttypes.h>

#include "base/text.h"
#include "exchange/patient_list.h"

enum { FIRST_ROOM = 64, FAULTS_SAID = 3, FAULTS_ROOM = 360 };

void patient_fault(PatientList *list, Arena *arena, int64_t line, const char *column, const char *why)
{
	PatientFaults *faults = &list->faults;
	if (faults->count == faults->room) {
		const size_t room = faults->room ? 2 * faults->room : FIRST_ROOM;
		faults->items = arena_grow(arena, faults->items, faults->room, room, sizeof *faults->items);
		faults->room = room;
	}
	faults->items[faults->count++] = (PatientFault){line, column, why};
}

void patient_note(PatientList *list, Arena *arena, const char *nhs, const char *why, bool left_out)
{
	PatientNotes *notes = &list->notes;
	if (notes->count == notes->room) {
		const size_t room = notes->room ? 2 * notes->room : FIRST_ROOM;
		notes->items = arena_grow(arena, notes->items, notes->room, room, sizeof *notes->items);
		notes->room = room;
	}
	notes->items[notes->count++] = (PatientNote){text_or(nhs, ""), why, left_out};
}

bool patient_list_right(const PatientList *list, Error *err)
{
	const PatientFaults *faults = &list->faults;
	char said[FAULTS_ROOM];
	size_t length = 0;
	if (faults->count == 0)
		return true;
	for (size_t i = 0; i < faults->count && i < FAULTS_SAID; i++) {
		const PatientFault *fault = &faults->items[i];
		length += text_print(said + length, sizeof said - length, "%sline %" PRId64 "%s%s: %s", i ? "; " : "",
				     fault->line, *fault->column ? ", " : "", fault->column, fault->why);
	}
	if (faults->count > FAULTS_SAID)
		return fail(err, ERROR_INPUT, "%s; and %zu more: --report FILE lists them; nothing was taken.", said,
			    faults->count - FAULTS_SAID);
	return fail(err, ERROR_INPUT, "%s; nothing was taken.", said);
}
