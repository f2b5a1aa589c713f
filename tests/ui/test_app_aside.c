/* What is put aside: the open screens, in memory, until they are taken up or forgotten. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "ui/drive.h"
#include "ui/form.h"

/* --- a page with a field, and one with a passphrase --- */

typedef struct NoteState {
	Form form;
} NoteState;

static const FormRow note_rows[] = {
	{.label = "Note", .kind = FORM_TEXT, .max = 40},
	{.label = "Passphrase", .kind = FORM_SECRET, .max = 40},
};

static int left, loaded;

static bool note_enter(App *app, void *self, const void *argument, Error *err)
{
	form_open(&((NoteState *)self)->form, app_arena(app), note_rows, countof(note_rows));
	return true;
}

static bool note_load(App *app, void *self, Error *err)
{
	loaded++;
	return true;
}

static void note_draw(const void *self, const App *app, Area area)
{
	form_draw(&((const NoteState *)self)->form, area);
}

static void note_leave(App *app, void *self)
{
	left++;
}

static const Screen screen_note = {
	.name = "note",
	.title = "A note",
	.size = sizeof(NoteState),
	.form = SCREEN_AT(NoteState, form),
	.enter = note_enter,
	.load = note_load,
	.draw = note_draw,
	.leave = note_leave,
};

static void first_draw(const void *self, const App *app, Area area)
{
	area_print(area, 0, 0, STYLE_NORMAL, "%zu aside", app_aside_count(app));
}

static const Screen screen_first = {.name = "first", .title = "First", .draw = first_draw};

static Drive drive;

static int begin(void **state)
{
	drive = drive_open(&screen_first, NULL, NULL);
	left = loaded = 0;
	return 0;
}

static int end(void **state)
{
	drive_close(&drive);
	return 0;
}

static void write_note(const char *keys)
{
	assert_true(app_open(drive.app, &screen_note, NULL));
	drive_keys(&drive, keys);
}

/* --- tests --- */

static void what_is_put_aside_is_taken_up_where_it_stood(void **state)
{
	write_note("\"knee, left\"");
	drive_keys(&drive, "ctrl-z");
	assert_int_equal(app_depth(drive.app), 1);
	assert_true(drive_shows(&drive, "1 aside"));
	assert_true(drive_shows(&drive, "Put aside, nothing of it is recorded: A note."));
	assert_int_equal(left, 0);

	write_note("\"another\"");
	drive_keys(&drive, "esc d");
	assert_int_equal(left, 1);

	const Aside aside = app_aside(drive.app, 0);
	assert_string_equal(aside.what, "A note");
	assert_null(aside.patient);
	assert_null(aside.chart);
	assert_int_equal(aside.since.seconds, app_now(drive.app).seconds);
	loaded = 0;
	app_take_up(drive.app, 0);
	assert_int_equal(loaded, 1); /* others may have told something meanwhile */
	assert_true(drive_shows(&drive, "knee, left"));
	drive_keys(&drive, "\"!\"");
	assert_true(drive_shows(&drive, "knee, left!"));
	assert_int_equal(app_aside_count(drive.app), 0);
}

/* All that stands on the first screen goes, and comes back as it was. */
static void the_whole_stack_is_put_aside(void **state)
{
	write_note("\"below\"");
	write_note("\"above\"");
	drive_keys(&drive, "ctrl-z");
	assert_int_equal(app_depth(drive.app), 1);
	app_take_up(drive.app, 0);
	assert_int_equal(app_depth(drive.app), 3);
	assert_true(drive_shows(&drive, "above"));
	drive_keys(&drive, "esc d");
	assert_true(drive_shows(&drive, "below"));
}

static void several_are_put_aside_the_latest_first(void **state)
{
	static const char *const notes[] = {"\"one\"", "\"two\"", "\"three\"", "\"four\"", "\"five\"", "\"six\""};
	assert_int_equal(countof(notes), ASIDE_MAX);
	for (size_t i = 0; i < ASIDE_MAX; i++) {
		write_note(notes[i]);
		drive_keys(&drive, "ctrl-z");
	}
	write_note("\"seven\" ctrl-z");
	assert_true(drive_shows(&drive, "6 are put aside already"));
	assert_true(drive_shows(&drive, "seven"));
	drive_keys(&drive, "esc d");

	app_take_up(drive.app, 3);
	assert_true(drive_shows(&drive, "three"));
	drive_keys(&drive, "ctrl-z"); /* the latest now */
	app_take_up(drive.app, 0);
	assert_true(drive_shows(&drive, "three"));
	app_close(drive.app);
	app_take_up(drive.app, 0);
	assert_true(drive_shows(&drive, "six"));
	app_close(drive.app);
	app_take_up(drive.app, 3);
	assert_true(drive_shows(&drive, "one"));
}

static void one_is_let_go_and_the_others_stay(void **state)
{
	write_note("\"one\" ctrl-z");
	write_note("\"two\" ctrl-z");
	write_note("\"three\" ctrl-z");
	app_let_go(drive.app, 1);
	assert_int_equal(left, 1);
	assert_int_equal(app_aside_count(drive.app), 2);
	app_take_up(drive.app, 1);
	assert_true(drive_shows(&drive, "one"));
	app_close(drive.app);
	app_take_up(drive.app, 0);
	assert_true(drive_shows(&drive, "three"));
}

static void nothing_or_a_secret_is_not_put_aside(void **state)
{
	drive_keys(&drive, "ctrl-z");
	assert_true(drive_shows(&drive, "Nothing is open here that could be put aside."));
	write_note("down \"secret words\" ctrl-z");
	assert_true(drive_shows(&drive, "A passphrase is not put aside"));
	assert_int_equal(app_depth(drive.app), 2);
}

/* The question waits with its page; help and the palette are gone. */
static void what_lies_over_the_page_is_no_hindrance(void **state)
{
	write_note("\"typed\" esc"); /* "Leave without saving?" */
	drive_keys(&drive, "ctrl-z");
	assert_int_equal(app_aside_count(drive.app), 1);
	app_take_up(drive.app, 0);
	assert_true(drive_shows(&drive, "Leave without saving?"));
	drive_keys(&drive, "n f1 ctrl-z");
	assert_int_equal(app_aside_count(drive.app), 1);
	app_take_up(drive.app, 0);
	assert_int_equal(app_depth(drive.app), 2);
	drive_keys(&drive, "ctrl-p \"put aside\" enter");
	assert_int_equal(app_aside_count(drive.app), 1);
	assert_int_equal(left, 0);
}

static void midnight_forgets_it(void **state)
{
	write_note("\"typed\" ctrl-z");
	drive_wait(&drive, 60);
	assert_int_equal(app_aside_count(drive.app), 1);
	app_tick(drive.app, (Instant){drive.now.seconds / 86400 * 86400 + 86399});
	assert_int_equal(app_aside_count(drive.app), 1);
	app_tick(drive.app, (Instant){drive.now.seconds / 86400 * 86400 + 86400});
	assert_int_equal(app_aside_count(drive.app), 0);
	assert_int_equal(left, 1);
	assert_true(drive_shows(&drive, "0 aside"));
	assert_true(drive_shows(&drive, "what was put aside is forgotten"));
}

static void who_ends_is_asked_first(void **state)
{
	write_note("\"typed\" ctrl-z");
	app_ask_end(drive.app);
	assert_true(drive_shows(&drive, "What was put aside is not saved"));
	drive_keys(&drive, "n");
	assert_false(app_ended(drive.app));
	app_ask_end(drive.app);
	drive_keys(&drive, "d");
	assert_true(app_ended(drive.app));
	assert_int_equal(app_aside_count(drive.app), 1); /* gone with the app: nothing leaks, each page is left */
}

static void with_nothing_aside_it_just_ends(void **state)
{
	app_ask_end(drive.app);
	assert_true(app_ended(drive.app));
}

#define ASIDE(test) cmocka_unit_test_setup_teardown(test, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		ASIDE(what_is_put_aside_is_taken_up_where_it_stood),
		ASIDE(the_whole_stack_is_put_aside),
		ASIDE(several_are_put_aside_the_latest_first),
		ASIDE(one_is_let_go_and_the_others_stay),
		ASIDE(nothing_or_a_secret_is_not_put_aside),
		ASIDE(what_lies_over_the_page_is_no_hindrance),
		ASIDE(midnight_forgets_it),
		ASIDE(who_ends_is_asked_first),
		ASIDE(with_nothing_aside_it_just_ends),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
