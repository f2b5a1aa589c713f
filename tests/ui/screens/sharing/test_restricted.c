/* Of a restricted ("S-flag") patient no screen says an address, a telephone number or a GP practice, whatever is
 * opened. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define KEMI "9990000212" /* LE8 06TR, 07700900127, of the demo practice */

static const char *const secrets[] = {
	"LE8", "06TR", "07700", "900127", "900 127", "South Leic", "C82001", "@",
};

/* From the matrix: what is opened, and what is typed there. The directory (r) is not this patient's. */
static const char *const ways[] = {
	"a",
	"w",
	"s",
	"m",
	"g",
	"q",
	"down w",
	"down s",
	"down m",
	"down g",
	"down q",
	"down enter",
	"down down s",
	"2",
	"2 enter",
	"2 v",
	"2 p",
	"3",
	"3 enter",
	"3 enter y",
	"3 enter s",
	"4",
	"4 k",
	"4 enter",
	"4 down enter",
	"4 down down enter",
	"4 down down down enter",
	"4 down down down down enter",
	"4 down down down down down enter",
	"4 down down down down down down enter",
	"5",
	"5 v",
	"5 down down",
	"5 up",
	"h",
	"h down",
	"h up",
	"d",
	"d ctrl-s",
	"d \"\" down down down \"It could not wait\" down down \"Unconscious\" ctrl-s",
	"d down \"C82001\"  down down \"It could not wait\" down down \"Unconscious\" ctrl-s",
	"b",
	"b \"Both\" enter enter",
	"[",
	"[ [",
	"[ [ s",
	"t",
	"t down",
	"t down down",
	"t down down down",
	"?",
	"ctrl-p",
};

static void expect_silence(Drive *drive, const char *way, Role role)
{
	const char *text = drive_text(drive);
	for (size_t i = 0; i < countof(secrets); i++)
		for (const char *found = strstr(text, secrets[i]); found; found = strstr(found + 1, secrets[i])) {
			if (strstr(way, "C82001") && text_is(secrets[i], "C82001"))
				continue; /* typed by hand in this very field */
			fail_msg("a %s reads \"%s\" after \"%s\":\n%s", words_text(&role_words, role), secrets[i], way,
				 text);
		}
}

static Fact told(FactKind kind, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.by = "Dr Shah";
	fact.patient = KEMI;
	fact.at = (Instant){.seconds = STAGE_NOW - 86400};
	return fact;
}

/* Each of these names the practice, or says the number. */
static void tell_all(Stage *stage)
{
	Fact override = told(FACT_OVERRIDE, "r-1"), contact = told(FACT_CONTACT, "r-2");
	Fact permission = told(FACT_VIEW_PERMISSION, "r-3"), merged = told(FACT_MERGED, "r-4");
	override.override = "r-o1";
	override.org = STAGE_PRACTICE;
	override.override_reason = OVERRIDE_EMERGENCY;
	override.include_private = TRUTH_FALSE;
	override.until = instant_add(override.at, 3600);
	override.note = "Why: collapsed";
	contact.mobile = "07700900127";
	permission.org = STAGE_PRACTICE;
	permission.view_channel = VIEW_SCR;
	permission.answer = ANSWER_YES;
	merged.from = "9990000026";
	stage_tell(stage, override);
	stage_tell(stage, contact);
	stage_tell(stage, permission);
	stage_tell(stage, merged);
	override.id = "r-5";
	override.override = "r-o2";
	override.at = (Instant){.seconds = STAGE_NOW - 60};
	override.until = instant_add(override.at, 3600);
	stage_tell(stage, override);
}

static void walk(Role role, int rows, int cols)
{
	for (size_t i = 0; i < countof(ways); i++) {
		Stage *stage = stage_open(role);
		tell_all(stage);
		Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, KEMI), rows, cols);

		expect_silence(&drive, "", role);
		drive_keys(&drive, ways[i]);
		expect_silence(&drive, ways[i], role);
		stage_wait(stage, &drive, 1);
		expect_silence(&drive, ways[i], role);
		drive_close(&drive);
		stage_close(stage);
	}
}

static void a_receptionist_sees_no_address_anywhere(void **state)
{
	walk(ROLE_RECEPTIONIST, 24, 80);
}

static void a_clinician_sees_no_address_anywhere(void **state)
{
	walk(ROLE_CLINICIAN, 60, 200);
}

static void the_privacy_officer_sees_no_address_anywhere(void **state)
{
	walk(ROLE_PRIVACY_OFFICER, 24, 80);
}

/* The list of who has looked, and what is due. */
static void no_list_shows_one(void **state)
{
	static const char *const lists[] = {"\"grant k\"", "pagedown pagedown enter", "pagedown pagedown up enter",
					    "f6"};
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	tell_all(stage);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	assert_true(drive_shows(&drive, "Overrides to review"));
	assert_true(drive_shows(&drive, "Grant K"));
	for (size_t i = 0; i < countof(lists); i++) {
		drive_keys(&drive, lists[i]);
		for (int row = 1; row < 24; row++) /* the heading of home has the practice's own name */
			if (strstr(drive_row(&drive, row), "LE8") || strstr(drive_row(&drive, row), "South Leic") ||
			    strstr(drive_row(&drive, row), "900127"))
				fail_msg("after %s:\n%s", lists[i], drive_text(&drive));
		while (strcmp(app_screen(drive.app)->name, "home") != 0)
			drive_keys(&drive, "esc");
		drive_keys(&drive, "esc");
	}
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_receptionist_sees_no_address_anywhere),
		cmocka_unit_test(a_clinician_sees_no_address_anywhere),
		cmocka_unit_test(the_privacy_officer_sees_no_address_anywhere),
		cmocka_unit_test(no_list_shows_one),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
