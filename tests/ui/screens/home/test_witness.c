/* The foot of home: the ledger's code, and that nothing witnesses it. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/witness.h"
#include "ui/screens/home/home.h"
#include "ui/stage.h"

typedef struct Share {
	bool gone;
	int count;
} Share;

static void put(void *self, const char *line)
{
	((Share *)self)->count++;
}

static bool stands(void *self, Error *err)
{
	return !((Share *)self)->gone ||
	       fail(err, ERROR_SYSTEM,
		    "No checkpoint could be written to /elsewhere/c82001.checkpoints: Permission denied.");
}

static WitnessPort port_of(Share *share)
{
	return (WitnessPort){.put = put, .stands = stands, .self = share};
}

static void where_it_cannot_be_written_home_says_so(void **state)
{
	Share share = {.gone = true};
	Stage *stage = stage_open_witnessed(ROLE_ADMINISTRATOR, port_of(&share));
	stage_golden(stage, "home-unwitnessed", NULL, NULL, NULL);
	stage_close(stage);
}

/* Within a minute, and no longer than it is so; the privacy officer's code comes back then. */
static void it_is_said_while_it_is_so(void **state)
{
	Share share = {0};
	Stage *stage = stage_open_witnessed(ROLE_PRIVACY_OFFICER, port_of(&share));
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(drive_shows(&drive, "Ledger code"));
	share.gone = true;
	stage_wait(stage, &drive, 60);
	assert_true(drive_shows(&drive, "/elsewhere"));
	assert_false(drive_shows(&drive, "Ledger code"));
	share.gone = false;
	stage_wait(stage, &drive, 60);
	assert_false(drive_shows(&drive, "/elsewhere"));
	assert_true(drive_shows(&drive, "Ledger code"));
	drive_close(&drive);
	stage_close(stage);
}

/* Once at the start, and the next day, whoever is signed in. */
static void the_desk_gives_it_out_by_itself(void **state)
{
	Share share = {0};
	Stage *stage = stage_open_witnessed(ROLE_RECEPTIONIST, port_of(&share));
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_wait(stage, &drive, 1);
	assert_int_equal(share.count, 1);
	stage_wait(stage, &drive, 3600);
	assert_int_equal(share.count, 1);
	stage_wait(stage, &drive, 24 * 3600);
	assert_int_equal(share.count, 2);
	drive_close(&drive);
	stage_close(stage);
}

static void others_are_told_nothing_of_it(void **state)
{
	static const Role others[] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN};
	Share share = {.gone = true};
	for (size_t i = 0; i < countof(others); i++) {
		Stage *stage = stage_open_witnessed(others[i], port_of(&share));
		Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
		stage_wait(stage, &drive, 60);
		assert_false(drive_shows(&drive, "checkpoint"));
		assert_false(drive_shows(&drive, "Ledger code"));
		drive_close(&drive);
		stage_close(stage);
	}
}

/* What another desk told since has another code. */
static void the_code_follows_the_ledger(void **state)
{
	Stage *stage = stage_open(ROLE_PRIVACY_OFFICER);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	char code[LEDGER_CODE_MAX];
	int64_t lines;
	stage_put(stage, (Organisation){.code = "C82099", .name = "Another", .care = CARE_GP});
	stage_wait(stage, &drive, 1);
	stage_ok(stage, desk_ledger_code(stage->desk, code, &lines, &stage->err));
	assert_true(drive_shows(&drive, code));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(where_it_cannot_be_written_home_says_so),
		cmocka_unit_test(it_is_said_while_it_is_so),
		cmocka_unit_test(the_desk_gives_it_out_by_itself),
		cmocka_unit_test(others_are_told_nothing_of_it),
		cmocka_unit_test(the_code_follows_the_ledger),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
