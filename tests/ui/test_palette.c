#include "unit.h"

#include "base/text.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/stage.h"

#define ASHBY_MAUREEN "9990000018"

static void type(Drive *drive, const char *typed)
{
	scoped(arena_free) Arena arena = {0};
	drive_keys(drive, arena_print(&arena, "ctrl-p \"%s\"", typed));
}

static bool finds(Drive *drive, const char *typed)
{
	bool found;
	type(drive, typed);
	found = !drive_shows(drive, "Nothing matches");
	drive_keys(drive, "esc");
	return found;
}

/* What staff call it finds an action; from Home, where no patient is open, the way to one. */
static void what_people_call_it_finds_an_action(void **state)
{
	static const char *const words[] = {
		"code",	     "telephone", "sms",	 "change",  "mind",	"withdraw",    "stop",	  "print",
		"pdf",	     "phone",	  "mobile",	 "address", "language", "interpreter", "private", "mistake",
		"emergency", "hospital",  "new patient", "died",    "moved",	"quit",	       "exit",	  "log out",
		"password",  "pin",	  "role",	 "e-mail",  "ask",	"refer",       "log off",
	};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive home = stage_drive(stage, NULL, NULL, 24, 80);
	Drive sharing = stage_drive(stage, &screen_matrix, stage_chart(stage, ASHBY_MAUREEN), 24, 80);
	for (size_t i = 0; i < countof(words); i++) {
		if (!finds(&sharing, words[i]))
			fail_msg("on the Sharing tab: %s", words[i]);
		if (!finds(&home, words[i]))
			fail_msg("on Home: %s", words[i]);
	}
	assert_false(finds(&home, "zzz"));
	drive_close(&home);
	drive_close(&sharing);
	stage_close(stage);
}

static void a_word_of_another_name_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "palette-sms", NULL, NULL, "ctrl-p \"sms\"");
	stage_close(stage);
}

static bool lists(Drive *drive, const char *typed, const char *shown)
{
	bool found;
	type(drive, typed);
	found = drive_shows(drive, shown);
	drive_keys(drive, "esc");
	return found;
}

/* Palette and help show nobody what is not theirs. */
static void each_role_is_shown_what_is_theirs(void **state)
{
	static const struct {
		const char *typed, *shown;
		Act right;
	} places[] = {
		{"staff", "Staff: See who works", ACT_STAFF},
		{"looked", "Who has looked: See who", ACT_SEE_AUDIT},
		{"standing", "Standing lists: See which", ACT_STANDING},
		{"figures", "Figures: Count the answers", ACT_SEE_FIGURES},
		{"organisations", "Organisations: Find an", 0},
		{"settings", "Settings: Change theme", 0},
	};
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
		Stage *stage = stage_open(role);
		Drive drive = stage_drive(stage, NULL, NULL, 40, 80);
		for (size_t i = 0; i < countof(places); i++) {
			const bool may = !places[i].right || role_may(role, places[i].right);
			if (lists(&drive, places[i].typed, places[i].shown) != may)
				fail_msg("%s, %s", words_text(&role_words, role), places[i].typed);
		}
		drive_keys(&drive, "f1");
		assert_int_equal(drive_shows(&drive, "See who works at the desk"), role_may(role, ACT_STAFF));
		drive_close(&drive);
		stage_close(stage);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_call_it_finds_an_action),
		cmocka_unit_test(a_word_of_another_name_is_as_pictured),
		cmocka_unit_test(each_role_is_shown_what_is_theirs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
