/* What was found in a patient list that is not right, or not taken as it stands. */
#include "base/text.h"
#include "exchange/patient_list.h"

enum { FIRST_ROOM = 64 };

void patient_fault(PatientList *list, Arena *arena, int64_t line, const char *column, const char *why)
{
	list_fault(&list->faults, arena, line, column, why);
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
	return list_faults_none(&list->faults, "--report FILE lists them", err);
}
