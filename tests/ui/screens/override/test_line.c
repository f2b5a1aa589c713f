/* The line below the banner while an override is on. */
#include "unit.h"

#include <string.h>

#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

static bool has_line(Drive *drive, int rows, int cols, const char *line)
{
	drive_size(drive, rows, cols);
	return drive_shows(drive, line);
}

/* Until when, who sees and why: as much as the window shows whole. */
static void no_part_of_it_is_cut(void **state)
{
	Stage *stage = stage_open(ROLE_NURSE);
	Drive drive = stage_drive(stage, &screen_matrix, stage_chart(stage, "9990000018"), 24, 80);
	drive_keys(&drive, "d right right down right right down i down \"Bruises\" down o down \"He is here\" ctrl-s d "
			   "ctrl-s esc");
	assert_true(has_line(&drive, 24, 100,
			     "11:41: Royal Cornwall Hospitals NHS Trust sees the record (safeguarding) ░"));
	assert_true(has_line(&drive, 24, 80,
			     "░ OVERRIDE on until 11:41: Royal Cornwall Hospitals NHS Trust (safeguarding) ░"));
	assert_true(has_line(&drive, 12, 40, "░ OVERRIDE on until 11:41 ░"));
	drive_size(&drive, 24, 80);
	drive_keys(&drive, "d d right down right down i down \"Fell\" down o down \"Unconscious\" ctrl-s d ctrl-s esc");
	assert_true(
		has_line(&drive, 24, 80, "░ 2 OVERRIDES, the first until 11:41: Royal Cornwall Hospitals NHS Trust ░"));
	assert_true(has_line(&drive, 12, 40, "░ 2 OVERRIDES, the first until 11:41 ░"));
	drive_close(&drive);
	stage_close(stage);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_part_of_it_is_cut),
	};
	return cmocka_run_group_tests_name("ui/screens/override/line", tests, NULL, NULL);
}
