#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/rights/rights.h"
#include "ui/screens/home/home.h"
#include "ui/screens/rights/rights.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY "9990000018"
#define PATEL "9990000069" /* speaks Gujarati */

enum { DAY = 24 * 60 * 60 };

static Stage *stage;
static Drive drive;

static void open_page(Role role, const char *nhs)
{
	stage = stage_open(role);
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, nhs), 24, 80);
	drive_keys(&drive, "f6");
}

static void shows(const char *words)
{
	if (!drive_shows(&drive, words))
		fail_msg("\"%s\" is not shown:\n%s", words, drive_text(&drive));
}

static void close_both(void)
{
	drive_close(&drive);
	stage_close(stage);
}

static const void *ashby(Stage *self)
{
	return stage_chart(self, ASHBY);
}

static const void *patel(Stage *self)
{
	return stage_chart(self, PATEL);
}

/* A complaint that is late, one that is acknowledged, and a request for a copy. */
static void tell_some(void)
{
	const Fact facts[] = {
		{.kind = FACT_COMPLAINT,
		 .id = "late",
		 .at = {STAGE_NOW - 40 * DAY},
		 .how = HOW_PHONE,
		 .reason = "A letter about me went to my neighbour"},
		{.kind = FACT_COMPLAINT,
		 .id = "known",
		 .at = {STAGE_NOW - 50 * DAY},
		 .name = "Anna Ashby",
		 .received = {2024, 4, 20},
		 .reason = "Somebody at the hospital read my record"},
		{.kind = FACT_COMPLAINT_ACKNOWLEDGED, .id = "ack", .at = {STAGE_NOW - 30 * DAY}, .fact = "known"},
		{.kind = FACT_ACCESS_REQUESTED, .id = "asked", .at = {STAGE_NOW - 2 * DAY}, .how = HOW_PAPER},
	};
	for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
		Fact fact = facts[i];
		fact.patient = ASHBY;
		fact.by = "Priya S";
		fact.recorded_at = fact.expires = fact.until = INSTANT_MIN;
		stage_tell_here(stage, fact);
	}
}

static bool print(void *self, const PrintJob *job, Error *err)
{
	return true;
}

static void it_is_as_pictured(void **state)
{
	stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "rights-none", &screen_matrix, ashby, "f6");
	stage_golden(stage, "asked", &screen_matrix, ashby, "f6 w \"A letter went astray\"");
	stage_golden(stage, "asked-copy", &screen_matrix, ashby, "f6 r");
	tell_some();
	stage_golden(stage, "rights", &screen_matrix, ashby, "f6");
	stage_close(stage);

	stage = stage_open(ROLE_PRIVACY_OFFICER);
	tell_some();
	stage_golden(stage, "home-rights", NULL, NULL, NULL);
	stage_golden(stage, "due-complaints", NULL, NULL, "down enter");
	stage_golden(stage, "complaint", &screen_matrix, ashby, "f6 enter");
	stage_golden(stage, "complaint-answer", &screen_matrix, ashby, "f6 enter w \"Put right\"");
	stage_close(stage);

	stage = stage_open(ROLE_CLINICIAN);
	tell_some();
	stage_golden(stage, "copy", &screen_matrix, ashby, "f6 v");
	stage_golden(stage, "copy-left-out", &screen_matrix, ashby, "f6 v space \"of another person\" ctrl-s v");
	stage_golden(stage, "copy-make", &screen_matrix, ashby, "f6 v ctrl-s");
	stage_close(stage);

	stage = stage_open_printing(ROLE_RECEPTIONIST, (Printing){.print = print});
	stage_golden(stage, "complaint-paper", &screen_matrix, patel, "f6 w \"A letter went astray\" ctrl-s t");
	stage_close(stage);
}

static void a_complaint_is_taken_down_by_two_keys_and_its_words(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	drive_keys(&drive, "w ctrl-s");
	shows("What about");
	drive_keys(&drive, "\"A letter went astray\" ctrl-s");
	assert_ptr_equal(app_screen(drive.app), &screen_complaint);
	shows("Recorded: acknowledged by 12-Jul-2024 at the latest.");
	drive_keys(&drive, "k");
	shows("A receptionist may not acknowledge or answer a complaint");
	drive_keys(&drive, "u ctrl-s");
	shows("recorded in error");
	close_both();
}

static void its_words_are_not_for_everybody(void **state)
{
	stage = stage_open(ROLE_NURSE);
	tell_some();
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "f6");
	shows("03-May-2024: Complaint about data");
	shows("It was to be acknowledged by 02-Jun-2024");
	assert_false(drive_shows(&drive, "neighbour"));
	drive_keys(&drive, "enter");
	shows("the words are for who took it down");
	assert_false(drive_shows(&drive, "neighbour"));
	drive_keys(&drive, "t");
	shows("Who took it down prints it");
	drive_keys(&drive, "esc esc 5");
	assert_false(drive_shows(&drive, "neighbour"));
	close_both();
}

static void a_day_that_is_none_is_said(void **state)
{
	open_page(ROLE_RECEPTIONIST, ASHBY);
	drive_keys(&drive, "r down down ctrl-u \"yesterdayish\" ctrl-s");
	shows("The day is no date");
	drive_keys(&drive, "ctrl-u \"1-Jun-2024\" ctrl-s");
	shows("the copy is owed by 01-Jul-2024");
	close_both();
}

/* A letter alone records nothing. */
static void the_privacy_officer_acknowledges_and_answers(void **state)
{
	stage = stage_open(ROLE_PRIVACY_OFFICER);
	tell_some();
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "f6 enter k");
	shows("Ctrl-S");
	assert_false(drive_shows(&drive, "Acknowledged."));
	drive_keys(&drive, "ctrl-s");
	shows("Acknowledged. It stays on the list until it is answered.");
	drive_keys(&drive, "w \"Put right\" enter");
	assert_false(drive_shows(&drive, "Answered"));
	drive_keys(&drive, "ctrl-s");
	shows("Answered: it is off the list.");
	drive_keys(&drive, "k");
	shows("This complaint was answered already.");
	close_both();
}

static struct {
	int drafts;
	char folder[64];
} port;

static bool draft(void *self, const CopyJob *job, void **ret_drafts, Error *err)
{
	port.drafts++;
	text_copy(port.folder, sizeof port.folder, job->folder);
	text_copy(job->sheet_path, job->room, "/copies/everything-kept.pdf");
	return true;
}

static bool keep(void *self, void *drafts, Error *err)
{
	return true;
}

static void drop(void *self, void *drafts)
{
}

static void the_copy_is_made_by_who_may(void **state)
{
	open_page(ROLE_NURSE, ASHBY);
	drive_keys(&drive, "v");
	shows("A nurse may not make a copy of all that is kept");
	close_both();

	stage = stage_open_copying(ROLE_CLINICIAN, (CopyPort){.draft = draft, .keep = keep, .drop = drop});
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "f6 v space enter");
	shows("exemption");
	drive_keys(&drive, "esc ctrl-s ctrl-s");
	assert_int_equal(port.drafts, 1);
	assert_string_equal(port.folder, "~/sharedesk-copies");
	shows("The copy is in /copies/everything-kept.pdf");
	shows("Made a copy of all that is kept");
	close_both();
}

static void the_papers_lead_there(void **state)
{
	stage = stage_open(ROLE_CLINICIAN);
	drive = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY), 24, 80);
	drive_keys(&drive, "t 5");
	assert_ptr_equal(app_screen(drive.app), &screen_rights);
	close_both();
	stage = stage_open(ROLE_ADMINISTRATOR);
	assert_false(desk_may(stage->desk, ACT_TAKE_DOWN));
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_as_pictured),
		cmocka_unit_test(a_complaint_is_taken_down_by_two_keys_and_its_words),
		cmocka_unit_test(its_words_are_not_for_everybody),
		cmocka_unit_test(a_day_that_is_none_is_said),
		cmocka_unit_test(the_privacy_officer_acknowledges_and_answers),
		cmocka_unit_test(the_copy_is_made_by_who_may),
		cmocka_unit_test(the_papers_lead_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
