#include "model/paper/paper.h"

#include <string.h>

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/choices/choices.h"
#include "model/desk/inside.h"
#include "model/desk/witness.h"
#include "model/spoken/guide.h"
#include "model/stage/at_desk.h"

static Arena arena;

static const char *text_of(const Sheet *sheet)
{
	Text out = {.arena = &arena};
	sheet_plain(sheet, 400, &out);
	return text_done(&out);
}

static void holds(const Sheet *sheet, const char *words)
{
	if (!strstr(text_of(sheet), words))
		fail_msg("It does not say \"%s\":\n%s", words, text_of(sheet));
}

static void lacks(const Sheet *sheet, const char *words)
{
	if (strstr(text_of(sheet), words))
		fail_msg("It says \"%s\":\n%s", words, text_of(sheet));
}

static Sheet form(const OptOutWish *wish)
{
	Sheet sheet;
	clinic_fresh(clinic);
	opt_out_form_make(clinic->desk, clinic->chart, wish, NULL, &arena, &sheet);
	return sheet;
}

static Sheet looked(void)
{
	Sheet sheet;
	clinic_fresh(clinic);
	clinic_ok(clinic, looked_make(clinic->desk, clinic->chart, NULL, &arena, &sheet, &clinic->err));
	return sheet;
}

static void the_form_ticks_what_was_opted_out_of(void **state)
{
	Sheet sheet = form(NULL);
	holds(&sheet, "Name: Maureen Ashby\nBorn: 11 February 1951\n");
	holds(&sheet, "[ ] I do not want my health record shared for planned care.");
	holds(&sheet, "[ ] I do not want my health record shared for unplanned care.");
	holds(&sheet, "[ ] I do not want my health record shared for planning and research.");
	holds(&sheet, "up to 21 days");
	holds(&sheet, "Signed: ____");
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_RESEARCH, CHOICE_OPT_OUT, NULL, &clinic->err));
	sheet = form(NULL); /* though it takes effect in 21 days (G4) */
	holds(&sheet, "[x] I do not want my health record shared for planning and research.");
	lacks(&sheet, CLINIC_PATIENT);
	lacks(&sheet, "0770");
}

static void a_wish_said_at_the_desk_goes_before_what_stands(void **state)
{
	OptOutWish wish = {
		.given[PURPOSE_PLANNED] = true, .out[PURPOSE_PLANNED] = true, .given[PURPOSE_UNPLANNED] = true};
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_UNPLANNED, CHOICE_OPT_OUT, NULL, &clinic->err));
	Sheet sheet = form(&wish);
	holds(&sheet, "[x] I do not want my health record shared for planned care.");
	holds(&sheet, "[ ] I do not want my health record shared for unplanned care.");
}

static void who_looked_is_told_by_day_and_person(void **state)
{
	clinic_entry(clinic, "e1", CLINIC_PRACTICE, "2026-01-01T09:00:00Z", NULL);
	Sheet sheet = looked();
	holds(&sheet, "20 November 2026: receptionist opened your record at");
	holds(&sheet, "20 November 2026: clinician opened your record at");
	holds(&sheet, "Who can see your record now");
	holds(&sheet, ": 4 entries.");
	CLINIC_OK(clinic, desk_view_entry(clinic->desks[1].desk, clinic->desks[1].chart, "e1", &clinic->err));
	CLINIC_OK(clinic, desk_view_entry(clinic->desks[1].desk, clinic->desks[1].chart, "e1", &clinic->err));
	sheet = looked();
	holds(&sheet, ", 3 times.");
	lacks(&sheet, CLINIC_PATIENT);
}

static void permissions_and_requests_are_told(void **state)
{
	CLINIC_OK(clinic, desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_SCR, ANSWER_NO, &clinic->err));
	Sheet sheet = looked();
	holds(&sheet, "asked to look at your record, and you said no.");
}

static void copies_are_told(void **state)
{
	int64_t until;
	Sheet sheet = looked();
	lacks(&sheet, "Copies");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_export(clinic->desk, NULL, &until, &clinic->err));
	CLINIC_OK(clinic, desk_export(clinic->desk, "patient " CLINIC_OTHER, &until, &clinic->err));
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	sheet = looked();
	holds(&sheet, "administrator made a copy of all records of this surgery, yours too.");
	lacks(&sheet, "made a copy of your record.");
	lacks(&sheet, CLINIC_OTHER);
}

static void the_guide_is_all_there(void **state)
{
	Sheet sheet;
	guide_sheet_make(clinic->desk, true, NULL, &arena, &sheet);
	holds(&sheet, guide_title);
	for (size_t i = 0; i < guide_count; i++)
		if (guide[i].kind != GUIDE_COUNTED && guide[i].kind != GUIDE_SETTING)
			holds(&sheet, guide[i].english);
	holds(&sheet, "The 3 ways to share");
	holds(&sheet, "The 2 questions");
	lacks(&sheet, "{");
}

/* A heading counts what stands below it, so that it stays true. */
static void the_guide_counts_what_it_lists(void **state)
{
	for (size_t i = 0; i < guide_count; i++) {
		unsigned long items = 0;
		for (size_t at = i + 1; at < guide_count && guide[at].kind == GUIDE_ITEM; at++)
			items++;
		if (guide[i].kind == GUIDE_COUNTED) {
			assert_true(items > 1);
			assert_int_equal(guide_items(&guide[i]), items);
		}
	}
}

static void keep(const char *name, const char *value)
{
	CLINIC_OK(clinic, desk_put_setting(clinic->desk, name, value, &clinic->err));
}

static void the_guide_has_the_addresses_of_the_practice(void **state)
{
	Sheet sheet;
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	keep("privacy-notice", "https://surgery.example/privacy");
	keep("impact-assessment", "https://surgery.example/dpia");
	keep("complaints", "the practice manager; 0116 496 0001");
	guide_sheet_make(clinic->desk, true, NULL, &arena, &sheet);
	holds(&sheet, "what is recorded about you: https://surgery.example/privacy");
	holds(&sheet, "how we keep your record safe: https://surgery.example/dpia");
	holds(&sheet, "This is where to complain to us: the practice manager; 0116 496 0001");
	holds(&sheet, "ico.org.uk/make-a-complaint");
	holds(&sheet, "interpreter");
	guide_sheet_make(clinic->desk, false, NULL, &arena, &sheet); /* a restricted patient's */
	lacks(&sheet, "surgery.example");
	lacks(&sheet, "0116 496 0001");
	holds(&sheet, "ico.org.uk/make-a-complaint");
	CLINIC_REFUSED(clinic, desk_put_setting(clinic->desk, "complaints", "two\nlines", &clinic->err), "in a line");
	CLINIC_REFUSED(clinic, desk_put_setting(clinic->desk, "impact-assessment", "surgery.example", &clinic->err),
		       "https://");
	CLINIC_REFUSED(clinic,
		       desk_put_setting(clinic->desk, "message-name", "A name of thirty-one characters", &clinic->err),
		       "up to 30");
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
}

static void what_a_printer_and_a_folder_may_be_called(void **state)
{
	assert_true(setting_printer_right(""));
	assert_true(setting_printer_right("Front_desk-2@server:631/office"));
	assert_false(setting_printer_right("-o raw"));
	assert_false(setting_printer_right("-dother"));
	assert_false(setting_printer_right("a;b"));
	assert_false(setting_printer_right("a b"));
	assert_true(setting_folder_right(""));
	assert_true(setting_folder_right("/srv/receipts"));
	assert_false(setting_folder_right("receipts"));
	assert_false(setting_folder_right("/srv/\x1b[2J"));
}

/* --- Printing --- */

static PrintJob printed;
static unsigned prints;

static bool print_nothing(void *self, const PrintJob *job, Error *err)
{
	printed = *job;
	prints++;
	return true;
}

static void shaped_scripts_are_never_text(void **state)
{
	Sheet polish = sheet_new(&arena, "a", language_find("pl")),
	      gujarati = sheet_new(&arena, "a", language_find("gu"));
	assert_int_equal(print_how(&polish, PRINT_TEXT), PRINT_TEXT);
	assert_int_equal(print_how(&gujarati, PRINT_TEXT), PRINT_PDF);
	assert_int_equal(print_how(&gujarati, PRINT_PRINTER), PRINT_PRINTER);
	char path[PRINTED_PATH_MAX];
	CLINIC_REFUSED(clinic, desk_print(clinic->desk, &polish, PRINT_PDF, path, &clinic->err),
		       "Nothing can be printed");
	assert_false(desk_prints(clinic->desk));
	clinic->desk->ports.printing.print = print_nothing;
	CLINIC_OK(clinic, desk_print(clinic->desk, &gujarati, PRINT_TEXT, path, &clinic->err));
	assert_int_equal(prints, 1);
	assert_int_equal(printed.how, PRINT_PDF);
	assert_ptr_equal(printed.sheet, &gujarati);
	desk_sign_out(clinic->desk);
	CLINIC_REFUSED(clinic, desk_print(clinic->desk, &polish, PRINT_PDF, path, &clinic->err), "in first");
	assert_int_equal(prints, 1);
}

static const Sheet *receipt_of(Receipt *receipt)
{
	clinic_fresh(clinic);
	CLINIC_OK(clinic, receipt_make(clinic->desk, clinic->chart, INSTANT_MIN, NULL, &arena, receipt, &clinic->err));
	return &receipt->sheet;
}

/* As it was when the receipt was made: the same paper written again bears the same code, the next another. */
static void a_receipt_witnesses_the_ledger(void **state)
{
	char code[LEDGER_CODE_MAX], said[64];
	int64_t lines;
	Receipt receipt;
	CLINIC_OK(clinic, desk_ledger_code(clinic->desk, code, &lines, &clinic->err));
	text_print(said, sizeof said, "Ledger code %s: it shows later", code);
	holds(receipt_of(&receipt), said);
	CLINIC_OK(clinic, desk_hand_out_receipt(clinic->desk, clinic->chart, &receipt, &clinic->err));
	receipt_write(clinic->desk, clinic->chart, INSTANT_MIN, NULL, &arena, &receipt);
	holds(&receipt.sheet, said);
	lacks(receipt_of(&receipt), said);
	holds(&receipt.sheet, "Ledger code ");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(the_form_ticks_what_was_opted_out_of),
		AT_DESK(a_wish_said_at_the_desk_goes_before_what_stands),
		AT_DESK(who_looked_is_told_by_day_and_person),
		AT_DESK(permissions_and_requests_are_told),
		AT_DESK(copies_are_told),
		AT_DESK(a_receipt_witnesses_the_ledger),
		AT_DESK(the_guide_is_all_there),
		AT_DESK(the_guide_counts_what_it_lists),
		AT_DESK(the_guide_has_the_addresses_of_the_practice),
		AT_DESK(what_a_printer_and_a_folder_may_be_called),
		AT_DESK(shaped_scripts_are_never_text),
	};
	int failed = cmocka_run_group_tests_name("model/papers", tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
