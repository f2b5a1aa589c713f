#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/paper/paper.h"
#include "ui/action.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"
#define FLETCHER "9990000220" /* has died */

/* --- what would be printed --- */

static struct {
	unsigned count;
	PrintHow how;
	char name[32], language[8], printer[32];
	bool fails;
} printed;

static bool print_here(void *self, const PrintJob *job, Error *err)
{
	if (printed.fails)
		return fail(err, ERROR_SYSTEM,
			    "The printer's program lp failed: lp: The printer or class does not exist.");
	printed.count++;
	printed.how = job->how;
	text_copy(printed.name, sizeof printed.name, job->sheet->name);
	text_copy(printed.language, sizeof printed.language, job->sheet->language->code);
	text_copy(printed.printer, sizeof printed.printer, job->printer);
	text_copy(job->path, job->room, job->how == PRINT_PRINTER ? "" : "/srv/receipts/receipt-1.pdf");
	return true;
}

static Stage *stage_printing(Role role)
{
	memset(&printed, 0, sizeof printed);
	return stage_open_printing(role, (Printing){.print = print_here});
}

/* Opened by the test that closes it: the screen is only lent one. */
static Chart *lent;

static const void *ashby(Stage *stage)
{
	ReceiptArgument *argument = arena_alloc(&stage->arena, sizeof *argument);
	argument->chart = lent;
	return argument;
}

static size_t receipts(const Chart *chart)
{
	size_t count = 0;
	for (size_t i = 0; i < chart->world.facts.count; i++)
		count += chart->world.facts.items[i].kind == FACT_RECEIPT;
	return count;
}

static void the_papers_are_as_pictured(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	lent = stage_chart(stage, ASHBY);
	stage_golden(stage, "receipt", &screen_receipt, ashby, NULL);
	stage_golden(stage, "receipt-english", &screen_receipt, ashby, "l");
	stage_golden(stage, "receipt-end", &screen_receipt, ashby, "l end");
	stage_golden(stage, "receipt-looked", &screen_receipt, ashby, "2 l");
	stage_elsewhere(stage);
	stage_ok(stage, desk_refresh_chart(stage->desk, lent, NULL, &stage->err));
	stage_golden(stage, "receipt-looked-elsewhere", &screen_receipt, ashby, "2 l");
	stage_golden(stage, "receipt-form", &screen_receipt, ashby, "3 l s");
	stage_golden(stage, "receipt-guide", &screen_receipt, ashby, "4 l");
	desk_close_chart(stage->desk, lent);
	stage_close(stage);
}

static Drive open_from_matrix(Stage *stage)
{
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "t");
	assert_string_equal(app_screen(drive.app)->name, "receipt");
	return drive;
}

static void a_receipt_is_printed_and_recorded_once(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	const Chart *chart = app_screen(drive.app)->chart(app_state(drive.app));
	assert_int_equal(receipts(chart), 0);
	drive_keys(&drive, "f5");
	assert_true(drive_shows(&drive, "The receipt has gone to the printer."));
	assert_int_equal(printed.count, 1);
	assert_int_equal(printed.how, PRINT_PRINTER);
	assert_string_equal(printed.name, "receipt");
	assert_string_equal(printed.language, "gu");
	assert_string_equal(printed.printer, "");
	assert_int_equal(receipts(chart), 1);
	drive_keys(&drive, "d"); /* an override on the patient's pages: never a file here */
	assert_int_equal(printed.count, 1);
	drive_keys(&drive, "F ctrl-s");
	assert_int_equal(printed.count, 2);
	assert_int_equal(receipts(chart), 1);
	drive_close(&drive);
	stage_close(stage);
}

static void gujarati_is_never_a_text_file(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	drive_keys(&drive, "f ctrl-s");
	assert_int_equal(printed.how, PRINT_PDF);
	assert_true(drive_shows(&drive, "Gujarati needs a PDF for its letters, and is one:"));
	drive_keys(&drive, "l f ctrl-s");
	assert_int_equal(printed.how, PRINT_TEXT);
	assert_string_equal(printed.language, "en");
	assert_true(drive_shows(&drive, "The receipt is in /srv/receipts"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_printer_that_fails_is_one_sentence(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	printed.fails = true;
	drive_keys(&drive, "f5");
	assert_true(drive_shows(&drive, "The printer's program lp failed"));
	assert_int_equal(receipts(app_screen(drive.app)->chart(app_state(drive.app))), 0); /* nothing was handed out */
	drive_close(&drive);
	stage_close(stage);
}

static void other_papers_are_no_receipt(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	static const char *const names[] = {"who-has-looked", "opt-out-form", "guide"};
	for (size_t i = 0; i < countof(names); i++) {
		drive_keys(&drive, "tab f5");
		assert_string_equal(printed.name, names[i]);
	}
	assert_int_equal(printed.count, 3);
	assert_int_equal(receipts(app_screen(drive.app)->chart(app_state(drive.app))), 0);
	drive_keys(&drive, "z");
	assert_true(drive_shows(&drive, "That is of the opt-out form: 3 goes to it."));
	drive_close(&drive);
	stage_close(stage);
}

static void a_form_is_ticked_and_records_nothing(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	drive_keys(&drive, "l 3");
	assert_false(drive_shows(&drive, "[x]"));
	assert_true(drive_shows(&drive, "A tick records nothing: record the choice under Choices (4)."));
	drive_keys(&drive, "z");
	assert_true(drive_shows(&drive, "[x] I do not want my health record shared for planned care."));
	drive_keys(&drive, "z v");
	assert_true(drive_shows(&drive, "[ ] I do not want my health record shared for planned care."));
	assert_true(drive_shows(&drive, "[x] I do not want my health record shared for unplanned care."));
	drive_close(&drive);
	stage_close(stage);
}

/* Of the dead no choices are handed out; who has looked stays to be told. */
static void the_dead_have_no_receipt(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, FLETCHER), 24, 80);
	drive_keys(&drive, "t");
	assert_string_equal(app_screen(drive.app)->name, "receipt");
	assert_true(drive_shows(&drive, "Who has looked at your health record"));
	drive_keys(&drive, "1");
	assert_true(drive_shows(&drive, "The patient has died: nothing new is handed out of their choices."));
	drive_keys(&drive, "3");
	assert_true(drive_shows(&drive, "The patient has died"));
	drive_keys(&drive, "tab tab f5");
	assert_int_equal(printed.count, 1);
	assert_string_equal(printed.name, "who-has-looked");
	drive_close(&drive);
	stage_close(stage);
}

static void nothing_is_printed_in_the_past_or_without_a_printer(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "[ t");
	assert_string_equal(app_screen(drive.app)->name, "matrix");
	assert_true(drive_shows(&drive, "This is the past"));
	drive_keys(&drive, "] t f5");
	assert_true(drive_shows(&drive, "Nothing can be printed from here"));
	drive_close(&drive);
	stage_close(stage);
}

/* What is printed is found again by its code, from the search of home. */
static void a_receipts_code_is_found_at_home(void **state)
{
	Stage *stage = stage_printing(ROLE_RECEPTIONIST);
	Drive drive = open_from_matrix(stage);
	char code[16];
	drive_keys(&drive, "l end f5");
	const char *line = strstr(drive_text(&drive), "Tell us this code");
	assert_non_null(line);
	line = strchr(line, '\n') + 1;
	line += strspn(line, " ");
	text_print(code, sizeof code, "%.9s", line);
	drive_keys(&drive, "/");
	assert_string_equal(app_screen(drive.app)->name, "home");
	drive_keys(&drive, arena_print(&stage->arena, "\"%s\"", code));
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_keys(&drive, "enter");
	drive_close(&drive);
	stage_close(stage);
}

static void the_keys_stand(void **state)
{
	char fault[200];
	const char *found = keymap_fault(&screen_receipt.keymap, &action_global, fault, sizeof fault);
	if (found)
		fail_msg("%s", found);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_papers_are_as_pictured),
		cmocka_unit_test(a_receipt_is_printed_and_recorded_once),
		cmocka_unit_test(gujarati_is_never_a_text_file),
		cmocka_unit_test(a_printer_that_fails_is_one_sentence),
		cmocka_unit_test(other_papers_are_no_receipt),
		cmocka_unit_test(a_form_is_ticked_and_records_nothing),
		cmocka_unit_test(the_dead_have_no_receipt),
		cmocka_unit_test(nothing_is_printed_in_the_past_or_without_a_printer),
		cmocka_unit_test(a_receipts_code_is_found_at_home),
		cmocka_unit_test(the_keys_stand),
	};
	return cmocka_run_group_tests_name("ui/screen_receipt", tests, NULL, NULL);
}
