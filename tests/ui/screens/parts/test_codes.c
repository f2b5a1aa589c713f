/* Codes of an authenticator app: set up from My desk and at the door, asked for at sign-in, taken away. */
#include "ui/at_desk.h"

#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "model/desk/second.h"
#include "model/lists/lists.h"
#include "ui/front.h"
#include "ui/screens/parts/codes.h"

#define PASS "\"" STAGE_PASSPHRASE "\""
#define SIGN_IN "\"Priya S\" enter " PASS " enter"

static char letters[40], recovery[14]; /* the first of them, in quotes */

/* Groups of four in base 32, four of them from column 1 of a row on. */
static void read_row(int row, char out[20])
{
	const char *text = drive_row(&drive, row);
	assert_true(strlen(text) >= 20);
	memcpy(out, text + 1, 19);
	out[19] = '\0';
	for (size_t i = 0; i < 19; i++)
		assert_true(i % 5 == 4 ? out[i] == ' '
				       : (out[i] >= 'A' && out[i] <= 'Z') || (out[i] >= '2' && out[i] <= '7'));
}

/* The secret as it is shown, in a window of 80×24. */
static void read_letters(void)
{
	char first[20], second[20];
	int row = 0;
	while (row < 20 && !strstr(drive_row(&drive, row), "letters into it:"))
		row++;
	read_row(row + 2, first);
	read_row(row + 3, second);
	text_print(letters, sizeof letters, "%s %s", first, second);
}

static const char *code(void)
{
	static char keys[10];
	char digits[7], typed[40], *secret = NULL;
	size_t length = 0;
	text_copy(typed, sizeof typed, letters);
	assert_int_equal(oath_base32_decode(typed, strlen(typed), &secret, &length), OATH_OK);
	assert_int_equal(oath_totp_generate(secret, length, stage->clock.now.seconds, 30, 0, 6, digits), OATH_OK);
	free(secret);
	text_print(keys, sizeof keys, "\"%s\"", digits);
	return keys;
}

static void keys(const char *before, const char *typed, const char *after)
{
	drive_keys(&drive, before);
	drive_keys(&drive, typed);
	drive_keys(&drive, after);
}

static bool on(const char *screen)
{
	return text_is(app_screen(drive.app)->name, screen);
}

/* From My desk; ends at home, signed in. */
static void set_up(void)
{
	drive_keys(&drive, "ctrl-o f6 " PASS " enter");
	read_letters();
	keys("", code(), "ctrl-s");
	assert_true(drive_shows(&drive, "Each signs you in once"));
	const char *row = drive_row(&drive, 4);
	text_print(recovery, sizeof recovery, "\"%.11s\"", row + 1);
	drive_keys(&drive, "ctrl-s esc");
	assert_true(on("home"));
	stage->clock.now.seconds += 30;
}

static void each_moment_is_as_pictured(void **state)
{
	stage_golden(stage, "codes", NULL, NULL, "ctrl-o f6");
	stage_golden(stage, "codes-scan", NULL, NULL, "ctrl-o f6 " PASS " enter");
	stage_golden(stage, "codes-wrong", NULL, NULL, "ctrl-o f6 " PASS " enter \"123456\" ctrl-s");
	set_up();
	stage_golden(stage, "codes-again", NULL, NULL, "ctrl-o f6");
	stage_golden(stage, "sign-in-code", NULL, NULL, "f9 " SIGN_IN);
	stage_golden(stage, "sign-in-code-wrong", NULL, NULL, "f9 " SIGN_IN " \"000000\" enter");
}

/* In a large window the picture stands beside the words too. */
static void a_large_window_is_as_pictured(void **state)
{
	drive_keys(&drive, "ctrl-o f6 " PASS " enter");
	drive_size(&drive, 60, 200);
	golden_check("codes-scan", drive_canvas(&drive));
}

static void recovery_codes_are_as_pictured(void **state)
{
	static const int sizes[][2] = {{24, 80}, {12, 40}};
	for (size_t i = 0; i < countof(sizes); i++) {
		end(NULL);
		begin(NULL);
		drive_keys(&drive, "ctrl-o f6 " PASS " enter");
		read_letters();
		keys("", code(), "ctrl-s");
		drive_size(&drive, sizes[i][0], sizes[i][1]);
		golden_check("codes-written", drive_canvas(&drive));
	}
}

static void the_first_code_is_typed_before_anything_is_kept(void **state)
{
	drive_keys(&drive, "ctrl-o f6 \"another umbrella\" enter");
	assert_true(drive_shows(&drive, "That is not the passphrase"));
	drive_keys(&drive, "ctrl-u " PASS " enter");
	read_letters();
	assert_false(desk_has_codes(stage->desk));
	keys("", code(), "enter"); /* Enter alone records nothing */
	assert_true(drive_shows(&drive, "Ctrl-S"));
	assert_false(desk_has_codes(stage->desk));
	drive_keys(&drive, "ctrl-s");
	assert_true(desk_has_codes(stage->desk));
	drive_keys(&drive, "enter esc enter"); /* what is shown once is left by no key that was typed ahead */
	assert_true(drive_shows(&drive, "never shown again"));
	assert_true(on("codes"));
	drive_keys(&drive, "ctrl-s");
	assert_true(on("mine"));
}

static void sign_in_asks_for_the_code(void **state)
{
	set_up();
	drive_keys(&drive, "f9 " SIGN_IN);
	assert_true(drive_shows(&drive, "Code of your authenticator app"));
	assert_false(desk_may(stage->desk, ACT_FIND));
	drive_keys(&drive, "ctrl-p f10 ctrl-u \"000000\" enter");
	assert_true(drive_shows(&drive, "That is not the code"));
	const char *right = arena_text(&stage->arena, code());
	keys("", right, "enter");
	assert_true(on("home"));
	assert_true(drive_shows(&drive, "1 wrong code was typed for you."));
	drive_keys(&drive, "f10 \"" STAGE_PIN "\" enter"); /* the session is proven */
	assert_true(on("home"));
	drive_keys(&drive, "f9 " SIGN_IN);
	keys("", right, "enter");
	assert_true(drive_shows(&drive, "That code was used already"));
	keys("", recovery, "enter");
	assert_true(on("home"));
	assert_true(drive_shows(&drive, "7 recovery codes are left."));
}

static void esc_and_an_idle_desk_sign_out(void **state)
{
	set_up();
	drive_keys(&drive, "f9 " SIGN_IN " esc");
	assert_null(desk_staff(stage->desk));
	assert_true(drive_shows(&drive, "Passphrase"));
	drive_keys(&drive, SIGN_IN);
	assert_true(drive_shows(&drive, "Code of your authenticator app"));
	stage_wait(stage, &drive, 301);
	assert_null(desk_staff(stage->desk));
	assert_true(drive_shows(&drive, "Passphrase"));
}

static void another_app_takes_a_code_of_the_old_one(void **state)
{
	set_up();
	drive_keys(&drive, "ctrl-o f6 down " PASS " down \"000000\" ctrl-s");
	assert_true(drive_shows(&drive, "That is not the code"));
	keys("ctrl-u", code(), "ctrl-s");
	read_letters();
	keys("", code(), "ctrl-s");
	assert_true(drive_shows(&drive, "Each signs you in once"));
}

static void recovery_codes_are_made_anew(void **state)
{
	set_up();
	keys("ctrl-o f6 right down " PASS " down", code(), "enter");
	assert_false(drive_shows(&drive, "Each signs you in once")); /* Enter alone records nothing */
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Each signs you in once"));
	assert_non_null(strstr(drive_row(&drive, 4), "-"));
	assert_null(strstr(drive_row(&drive, 4), arena_print(&stage->arena, "%.11s", recovery + 1)));
	drive_keys(&drive, "esc");
	assert_true(drive_shows(&drive, "never shown again"));
	drive_keys(&drive, "ctrl-s");
	assert_true(on("mine"));
	assert_true(drive_shows(&drive, "these recovery codes count, and none from before"));
	drive_keys(&drive, "esc f9 " SIGN_IN);
	keys("", recovery, "enter");
	assert_true(drive_shows(&drive, "none of the recovery codes"));
}

static void one_s_own_are_taken_away(void **state)
{
	set_up();
	keys("ctrl-o f6 right right down " PASS " down", code(), "enter");
	assert_true(desk_has_codes(stage->desk));
	drive_keys(&drive, "ctrl-s");
	assert_false(desk_has_codes(stage->desk));
	assert_true(on("mine"));
	drive_keys(&drive, "esc f9 " SIGN_IN);
	assert_true(on("home"));
}

static void as_administrator(void)
{
	drive_keys(&drive, "f9 \"Sam Reed\" enter " PASS " enter");
	assert_true(on("home"));
}

/* The administrator who requires them sets theirs up at the next sign-in, and nothing else is done before. */
static void what_is_required_is_set_up_at_the_door(void **state)
{
	as_administrator();
	stage_ok(stage, desk_put_setting(stage->desk, SECOND_SETTING, "required", &stage->err));
	stage_golden(stage, "codes-first", NULL, NULL, "f9 \"Sam Reed\" enter " PASS " enter");
	drive_keys(&drive, "f9 \"Sam Reed\" enter " PASS " enter");
	assert_true(on("codes_first"));
	drive_keys(&drive, "ctrl-p / u f10");
	assert_true(on("codes_first"));
	assert_false(desk_may(stage->desk, ACT_STAFF));
	drive_keys(&drive, "esc");
	assert_true(on("sign_in"));
	assert_null(desk_staff(stage->desk));
	drive_keys(&drive, "\"Sam Reed\" enter " PASS " enter f9");
	assert_null(desk_staff(stage->desk));
	drive_keys(&drive, "\"Sam Reed\" enter " PASS " enter");
	stage_wait(stage, &drive, 301);
	assert_null(desk_staff(stage->desk));
	stage_pin(stage, "Sam Reed", false);
	drive_keys(&drive, "\"Sam Reed\" enter " PASS " enter");
	read_letters();
	keys("", code(), "enter");
	assert_true(drive_shows(&drive, "Each signs you in once"));
	drive_keys(&drive, "enter esc");
	assert_true(on("codes_first"));
	drive_keys(&drive, "ctrl-s");
	assert_true(on("sign_in")); /* a PIN is asked for still */
	drive_keys(&drive, "esc");
	assert_true(on("home"));
	assert_true(desk_may(stage->desk, ACT_STAFF));
}

static void a_lost_device_is_taken_away_on_the_staff_page(void **state)
{
	set_up();
	as_administrator();
	drive_keys(&drive, "ctrl-p \"staff\" enter down down down");
	while (!strstr(drive_row(&drive, -2), "Priya S"))
		drive_keys(&drive, "up");
	assert_true(drive_shows(&drive, "can sign in, with a code"));
	drive_keys(&drive, "l");
	assert_true(drive_shows(&drive, "Ctrl-S"));
	drive_keys(&drive, "ctrl-s");
	assert_true(drive_shows(&drive, "Priya S has no authenticator codes any more"));
	drive_keys(&drive, "esc f9 " SIGN_IN);
	assert_true(on("home"));
	assert_true(drive_shows(&drive, "Sam Reed took your authenticator codes away on 12-Jun."));
}

#define CODES(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CODES(each_moment_is_as_pictured),
		CODES(a_large_window_is_as_pictured),
		CODES(recovery_codes_are_as_pictured),
		CODES(the_first_code_is_typed_before_anything_is_kept),
		CODES(sign_in_asks_for_the_code),
		CODES(esc_and_an_idle_desk_sign_out),
		CODES(another_app_takes_a_code_of_the_old_one),
		CODES(recovery_codes_are_made_anew),
		CODES(one_s_own_are_taken_away),
		CODES(what_is_required_is_set_up_at_the_door),
		CODES(a_lost_device_is_taken_away_on_the_staff_page),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
