#include "command/import_report.h"

#include "unit.h"

#include <string.h>

typedef struct Said {
	ImportReport report;
	Arena arena;
	Text out;
} Said;

static void begin(Said *said, bool whole)
{
	*said = (Said){.report.whole = whole};
	said->out.arena = &said->arena;
	import_report_file(&said->report, "record.json");
}

static void done(Said *said)
{
	import_report_done(&said->report);
	arena_free(&said->arena);
}

static void note(Said *said, FhirNoteKind kind, const char *type, const char *id, const char *why)
{
	import_report_note(&said->report, &(FhirNote){kind, type, id, why});
}

static void entry(Said *said, Category category, Told told)
{
	const Entry taken = {.category = (WordByte)category};
	const Line line = line_of_entry(&taken);
	import_report_line(&said->report, &line, told);
}

static void assert_says(Said *said, const char *wanted)
{
	import_report_taken(&said->report, &said->out);
	assert_string_equal(text_done(&said->out), wanted);
}

static void what_was_taken_is_counted_by_kind(void **state)
{
	Said said;
	Fact answer = FACT_NONE, opening = FACT_NONE, mark = FACT_NONE;
	answer.kind = FACT_ANSWERED;
	opening.kind = FACT_REFERRED;
	mark.kind = FACT_ENTRY_PRIVATE;
	const Line organisation = line_of_organisation(&(Organisation){0}), patient = line_of_person(&(Person){0});
	const Line answered = line_of_fact(&answer), referred = line_of_fact(&opening);
	const Line private = line_of_fact(&mark);
	begin(&said, false);
	import_report_line(&said.report, &organisation, TOLD_NEW);
	import_report_line(&said.report, &organisation, TOLD_NEW);
	import_report_line(&said.report, &patient, TOLD_REPLACED);
	entry(&said, CATEGORY_ALLERGY, TOLD_NEW);
	entry(&said, CATEGORY_MEDICATION, TOLD_NEW);
	entry(&said, CATEGORY_ALLERGY, TOLD_NEW);
	entry(&said, CATEGORY_OTHER, TOLD_KNOWN);
	import_report_line(&said.report, &answered, TOLD_NEW);
	import_report_line(&said.report, &referred, TOLD_NEW);
	import_report_line(&said.report, &private, TOLD_NEW);
	import_report_line(&said.report, &private, TOLD_KNOWN);
	said.report.private_entries = 1;
	assert_says(
		&said,
		"record.json: 2 organisations, 3 entries, 1 answer, 1 private mark, 1 other fact; 1 replaced; 2 known "
		"already.\n"
		"  Entries: 1 medicine, 2 allergies.\n"
		"  Private: 1 entry by a label.\n");
	assert_false(said.report.in_doubt);
	done(&said);
}

static void nothing_new_is_said(void **state)
{
	Said said;
	begin(&said, false);
	entry(&said, CATEGORY_PROBLEM, TOLD_KNOWN);
	assert_says(&said, "record.json: nothing new; 1 known already.\n");
	assert_false(said.report.in_doubt);
	done(&said);
}

static void what_was_left_out_is_counted_by_kind_and_reason(void **state)
{
	Said said;
	begin(&said, false);
	note(&said, FHIR_NOTE_LEFT_OUT, "AllergyIntolerance", "a1", "without a date");
	note(&said, FHIR_NOTE_LEFT_OUT, "AllergyIntolerance", "a2", "without a date");
	note(&said, FHIR_NOTE_LEFT_OUT, "AllergyIntolerance", "a3", "of nobody");
	note(&said, FHIR_NOTE_LEFT_OUT, "Basic", "b1", "of nobody");
	note(&said, FHIR_NOTE_LABELLED, "Condition", "c1", "private by its own label");
	note(&said, FHIR_NOTE_LABELLED, "Condition", "c1", "kept from the patient's online view");
	note(&said, FHIR_NOTE_CORRECTED, "Patient", "p1", "has a new name");
	assert_says(&said, "record.json: nothing new.\n"
			   "  Left out:\n"
			   "    2 allergies without a date\n"
			   "    1 allergy of nobody\n"
			   "    1 Basic resource of nobody\n"
			   "  Corrected:\n"
			   "    1 patient: has a new name\n"
			   "  Marked:\n"
			   "    1 problem kept from the patient's online view\n");
	assert_true(said.report.in_doubt);
	done(&said);
}

static void many_reasons_are_counted(void **state)
{
	Said said;
	begin(&said, false);
	for (int i = 0; i < 11; i++)
		note(&said, FHIR_NOTE_LEFT_OUT, arena_print(&said.arena, "Type%d", i), "x", "of nobody");
	import_report_taken(&said.report, &said.out);
	assert_non_null(strstr(text_done(&said.out), "    1 Type7 resource of nobody\n"
						     "    and 3 more: --report FILE lists them\n"));
	assert_null(strstr(text_done(&said.out), "Type8"));
	done(&said);
}

static void warnings_are_shown_one_by_one_up_to_a_few(void **state)
{
	Said said;
	begin(&said, false);
	for (int i = 0; i < 12; i++)
		note(&said, FHIR_NOTE_WARNING, "List", arena_print(&said.arena, "l%d", i), "part of it is on its way");
	note(&said, FHIR_NOTE_WARNING, "List", "l0", "part of it was withheld");
	for (int i = 0; i < 3; i++)
		note(&said, FHIR_NOTE_WARNING, "Patient", arena_print(&said.arena, "p%d", i), "has two current names");
	note(&said, FHIR_NOTE_WARNING, "", "", "this is page 1 of 3");
	assert_says(&said, "record.json: nothing new.\n"
			   "  LOOK: this is page 1 of 3.\n"
			   "  To look at:\n"
			   "    12 lists: part of it is on its way.\n"
			   "    List l0: part of it was withheld.\n"
			   "    Patient p0: has two current names.\n"
			   "    Patient p1: has two current names.\n"
			   "    Patient p2: has two current names.\n");
	assert_true(said.report.in_doubt);
	done(&said);
}

static void many_warnings_are_counted(void **state)
{
	Said said;
	begin(&said, false);
	for (int i = 0; i < 20; i++)
		note(&said, FHIR_NOTE_WARNING, "Patient", "p", arena_print(&said.arena, "reason %02d", i));
	import_report_taken(&said.report, &said.out);
	assert_non_null(strstr(text_done(&said.out), "    Patient p: reason 07.\n"
						     "    and 12 more: --report FILE lists them\n"));
	done(&said);
}

static void consents_are_to_be_asked_again(void **state)
{
	Said said;
	begin(&said, false);
	for (int i = 0; i < REPORT_ASKED + 1; i++)
		note(&said, FHIR_NOTE_DOUBT, "Consent", arena_print(&said.arena, "c%d", i), "it has ended");
	import_report_taken(&said.report, &said.out);
	assert_non_null(strstr(text_done(&said.out), "21 consents not computable, ask again:\n  c0: it has ended.\n"));
	assert_non_null(strstr(text_done(&said.out), "  c19: it has ended.\n    and 1 more: --report FILE"));
	assert_true(said.report.in_doubt);
	done(&said);
}

static void assert_no_doubt(const char *type, FhirNoteKind kind, bool in_doubt)
{
	Said said;
	begin(&said, false);
	note(&said, kind, type, "x", "of nobody");
	import_report_taken(&said.report, &said.out);
	assert_int_equal(said.report.in_doubt, in_doubt);
	/* Also when a file without a fault follows. */
	import_report_file(&said.report, "next.json");
	import_report_taken(&said.report, &said.out);
	assert_int_equal(said.report.in_doubt, in_doubt);
	done(&said);
}

static void what_is_no_content_is_no_loss(void **state)
{
	assert_no_doubt("Practitioner", FHIR_NOTE_LEFT_OUT, false);
	assert_no_doubt("Claim", FHIR_NOTE_LEFT_OUT, false);
	assert_no_doubt("Condition", FHIR_NOTE_CORRECTED, false);
	assert_no_doubt("Condition", FHIR_NOTE_LABELLED, false);
	assert_no_doubt("Condition", FHIR_NOTE_LEFT_OUT, true);
	assert_no_doubt("Goal", FHIR_NOTE_LEFT_OUT, true);
	assert_no_doubt("Patient", FHIR_NOTE_LEFT_OUT, true);
	assert_no_doubt("Bundle", FHIR_NOTE_LEFT_OUT, true);
	assert_no_doubt("", FHIR_NOTE_LEFT_OUT, true);
}

static void assert_row(const Table *table, size_t row, const char *const wanted[6])
{
	assert_true(row < table->rows);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(table->cells[row * 6 + i], wanted[i]);
}

static void the_table_has_every_note(void **state)
{
	Said said;
	begin(&said, true);
	entry(&said, CATEGORY_ALLERGY, TOLD_NEW);
	note(&said, FHIR_NOTE_LEFT_OUT, "Condition", "c\x1b[1", "without a date");
	for (int i = 0; i < 300; i++)
		note(&said, FHIR_NOTE_WARNING, "Patient", arena_print(&said.arena, "p%d", i), "has two current names");
	import_report_many(&said.report, 3, FHIR_NOTE_LEFT_OUT, "Practitioner", "who are no organisations");
	import_report_taken(&said.report, &said.out);
	import_report_file(&said.report, "broken.json");
	import_report_refused(&said.report);
	const Table table = import_report_table(&said.report);
	assert_int_equal(table.columns, 6);
	assert_int_equal(table.rows, 1 + 1 + 1 + 300 + 1 + 1);
	assert_row(&table, 0, (const char *[]){"File", "What", "Resource", "Id", "Count", "Why"});
	assert_row(&table, 1, (const char *[]){"record.json", "taken", "allergy", "", "1", ""});
	assert_row(&table, 2,
		   (const char *[]){"record.json", "left out", "Condition", "c\xEF\xBF\xBD[1", "1", "without a date"});
	assert_row(&table, 302,
		   (const char *[]){"record.json", "look at", "Patient", "p299", "1", "has two current names"});
	assert_row(&table, 303,
		   (const char *[]){"record.json", "left out", "Practitioner", "", "3", "who are no organisations"});
	assert_row(&table, 304, (const char *[]){"broken.json", "refused", "", "", "", "nothing of it was taken"});
	done(&said);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_taken_is_counted_by_kind),
		cmocka_unit_test(nothing_new_is_said),
		cmocka_unit_test(what_was_left_out_is_counted_by_kind_and_reason),
		cmocka_unit_test(many_reasons_are_counted),
		cmocka_unit_test(warnings_are_shown_one_by_one_up_to_a_few),
		cmocka_unit_test(many_warnings_are_counted),
		cmocka_unit_test(consents_are_to_be_asked_again),
		cmocka_unit_test(what_is_no_content_is_no_loss),
		cmocka_unit_test(the_table_has_every_note),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
