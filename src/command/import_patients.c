#include "command/import_patients.h"

#include <inttypes.h>
#include <string.h>

#include "exchange/patient_give.h"

static void add_changes(const PatientGiven *given, Text *out)
{
	const LineKind *kind = line_kind_of(LINE_PERSON);
	const char *before = " (";
	for (size_t i = 0; i < kind->count && i < PATIENT_FIELDS_MAX; i++) {
		if (!given->fields[i])
			continue;
		text_add_print(out, "%s%s %zu", before, kind->fields[i].name, given->fields[i]);
		before = ", ";
	}
	text_add(out, before[0] == ',' ? ")" : "");
}

/* "12 new, 3 changed (postcode 2, mobile 1), 80 the same; 12 registered here. Columns left: Usual GP." */
static const char *done(const PatientList *list, const PatientGiven *given, Arena *arena)
{
	Text out = {.arena = arena};
	text_add_print(&out, "patients: %zu new, %zu changed", given->added, given->changed);
	add_changes(given, &out);
	text_add_print(&out, ", %zu the same; %zu registered here", given->same, given->registered);
	if (given->elsewhere)
		text_add_print(&out, ", %zu with another practice", given->elsewhere);
	text_add(&out, ".");
	for (size_t i = 0; i < list->left_count; i++)
		text_add_print(&out, "%s%s", i ? ", " : " Columns left: ", list->left[i]);
	text_add(&out, list->left_count ? "." : "");
	return text_done(&out);
}

static void report_faults(ImportReport *report, const PatientList *list)
{
	for (size_t i = 0; i < list->faults.count; i++) {
		const ListFault *fault = &list->faults.items[i];
		import_report_fault(report, fault->line, fault->column, fault->why);
	}
}

static void report_notes(ImportReport *report, const PatientList *list)
{
	for (size_t i = 0; i < list->notes.count; i++) {
		const PatientNote *note = &list->notes.items[i];
		const FhirNoteKind kind = note->left_out ? FHIR_NOTE_LEFT_OUT : FHIR_NOTE_WARNING;
		import_report_note(report, &(FhirNote){kind, "Patient", note->nhs, note->why});
	}
}

static bool give(const ImportPatients *import, PatientList *list, const Organisation *practice, Arena *arena,
		 PatientGiven *given, Error *err)
{
	const Staff *staff = desk_staff(import->desk);
	const char *slash = strrchr(import->shown, '/');
	const PatientGiving giving = {
		.ledger = import->ledger,
		.practice = practice,
		.zone = desk_zone(import->desk),
		.now = desk_now(import->desk),
		.by = staff ? staff->name : NULL,
		.note = arena_print(arena, "from the file %s", slash ? slash + 1 : import->shown),
	};
	return patient_list_give(list, &giving, import->sink, arena, given, err);
}

bool import_patients(const ImportPatients *import, Arena *arena, Error *err)
{
	const Organisation *practice = desk_practice(import->desk);
	PatientList list = {0};
	PatientGiven given = {0};
	if (!practice)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	if (!patient_list_read(import->source, practice, desk_today(import->desk), arena, &list, err))
		return false;
	if (!give(import, &list, practice, arena, &given, err)) {
		report_faults(import->report, &list);
		return false;
	}
	report_notes(import->report, &list);
	import->report->loaded = done(&list, &given, arena);
	return true;
}
