#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui/form.h"
#include "ui/picture.h"

static Arena arena;

enum { NAME, PIN, ROLE, ACTIVE, COUNT };

static bool four_letters(const char *text, Error *err)
{
	return strlen(text) == 4 || fail(err, ERROR_INPUT, "A PIN has four digits.");
}

static const char *const roles[] = {"nurse", "clinician", "administrator", NULL};

static const FormRow rows[COUNT] = {
	[NAME] = {.label = "Name", .kind = FORM_TEXT, .required = true, .max = 10, .help = "As on the badge."},
	[PIN] = {.label = "PIN", .kind = FORM_SECRET, .check = four_letters},
	[ROLE] = {.label = "Role", .kind = FORM_CHOICE, .choices = roles},
	[ACTIVE] = {.label = "Active", .kind = FORM_TOGGLE},
};

static Form form_of(void)
{
	Form form;
	form_open(&form, &arena, rows, COUNT);
	return form;
}

static FormAnswer press(Form *form, KeyCode code, Error *err)
{
	return form_key(form, (Key){.code = code}, err);
}

static void a_form_is_filled_row_by_row(void **state)
{
	Form form = form_of();
	Error err = {0};
	assert_true(form_in_field(&form));
	press(&form, 'J', &err);
	press(&form, 'o', &err);
	assert_string_equal(form_text(&form, NAME), "Jo");
	assert_int_equal(press(&form, KC_ENTER, &err), FORM_CHANGED);
	assert_int_equal(form.focus, PIN);
	press(&form, KC_TAB, &err);
	assert_false(form_in_field(&form));
	press(&form, 'c', &err);
	assert_int_equal(form_chosen(&form, ROLE), 1);
	press(&form, KC_RIGHT, &err);
	press(&form, KC_RIGHT, &err);
	assert_int_equal(form_chosen(&form, ROLE), 0);
	press(&form, KC_LEFT, &err);
	assert_int_equal(form_chosen(&form, ROLE), 2);
	press(&form, KC_DOWN, &err);
	press(&form, ' ', &err);
	assert_int_equal(form_chosen(&form, ACTIVE), 1);
	assert_int_equal(press(&form, KC_ENTER, &err), FORM_DONE);
	press(&form, KC_DOWN, &err);
	assert_int_equal(form.focus, NAME);
	press(&form, KC_SHIFT | KC_TAB, &err);
	assert_int_equal(form.focus, ACTIVE);
}

static void a_form_that_is_refused_says_which_row(void **state)
{
	Form form = form_of();
	Error err = {0};
	form_set(&form, NAME, "  ");
	assert_false(form.changed);
	press(&form, KC_END, &err);
	form.focus = ACTIVE;
	assert_int_equal(press(&form, KC_CTRL('s'), &err), FORM_REFUSED);
	assert_int_equal(form.focus, NAME);
	assert_string_equal(err.text, "Name is missing: type it, or leave with Esc.");
	form_set(&form, NAME, "Jo");
	form_set(&form, PIN, "12");
	assert_int_equal(press(&form, KC_CTRL('s'), &err), FORM_REFUSED);
	assert_int_equal(form.focus, PIN);
	form_set(&form, PIN, "1234");
	assert_int_equal(press(&form, KC_CTRL('s'), &err), FORM_DONE);
	form_set(&form, PIN, ""); /* not required, so not checked */
	assert_int_equal(press(&form, KC_CTRL('s'), &err), FORM_DONE);
}

static void the_last_row_is_checked(void **state)
{
	static const FormRow last[] = {
		{.label = "Role", .kind = FORM_CHOICE, .choices = roles},
		{.label = "PIN", .kind = FORM_SECRET, .required = true, .check = four_letters},
	};
	Form form;
	Error err = {0};
	form_open(&form, &arena, last, countof(last));
	assert_int_equal(press(&form, KC_CTRL('s'), &err), FORM_REFUSED);
	assert_int_equal(form.focus, 1);
	assert_string_equal(err.text, "PIN is missing: type it, or leave with Esc.");
	form_set(&form, 1, "12");
	assert_int_equal(press(&form, KC_ENTER, &err), FORM_REFUSED);
	assert_string_equal(err.text, "A PIN has four digits.");
	form_set(&form, 1, "1234");
	assert_int_equal(press(&form, KC_ENTER, &err), FORM_DONE);
}

static void shows(const Form *form, int height, const char *text)
{
	Canvas canvas = {0};
	canvas_size(&canvas, height, 30);
	form_draw(form, area_all(&canvas));
	assert_string_equal(canvas_text(&canvas, &canvas.scratch), text);
	canvas_free(&canvas);
}

static void a_form_shows_the_rows_around_the_focus(void **state)
{
	Form form = form_of();
	form_set(&form, NAME, "Jo");
	form_set(&form, PIN, "1234");
	form_choose(&form, ACTIVE, 1);
	shows(&form, 6, "▌Name    Jo\n PIN     ••••\n Role    < nurse >\n Active  [✓]\n\n As on the badge.\n");
	form.focus = ROLE;
	shows(&form, 4, " PIN     ••••\n▌Role    < nurse >\n\n\n");
}

static FormAnswer click(Form *form, int row, int col)
{
	Error err = {0};
	return form_key(form, (Key){.code = KC_CLICK, .row = row, .col = col}, &err);
}

/* Fields begin at column 9. */
static void a_click_goes_to_its_row_and_changes_what_is_chosen(void **state)
{
	Form form = form_of();
	Error err = {0};
	form_set(&form, NAME, "Joan");
	shows(&form, 6, "▌Name    Joan\n PIN\n Role    < nurse >\n Active  [ ]\n\n As on the badge.\n");
	click(&form, ROLE, 2); /* its label */
	assert_int_equal(form.focus, ROLE);
	assert_int_equal(form_chosen(&form, ROLE), 0);
	click(&form, ROLE, 12);
	assert_int_equal(form_chosen(&form, ROLE), 1);
	click(&form, ROLE, 9);
	assert_int_equal(form_chosen(&form, ROLE), 0);
	click(&form, ROLE, 30); /* behind it */
	assert_int_equal(form_chosen(&form, ROLE), 0);
	click(&form, ACTIVE, 9);
	assert_int_equal(form_chosen(&form, ACTIVE), 1);
	click(&form, NAME, 11);
	press(&form, 'h', &err);
	assert_string_equal(form_text(&form, NAME), "Johan");
	click(&form, NAME, 25);
	press(&form, 'n', &err);
	assert_string_equal(form_text(&form, NAME), "Johann");
	assert_int_equal(click(&form, 5, 3), FORM_IGNORED);
	for (int i = 0; i < COUNT + 2; i++)
		press(&form, KC_WHEEL_DOWN, &err);
	assert_int_equal(form.focus, ACTIVE);
	press(&form, KC_WHEEL_UP, &err);
	assert_int_equal(form.focus, ROLE);
}

static bool never(const Form *form)
{
	return false;
}

/* The last row is not asked: the wheel stops before it. */
static void the_wheel_stops_at_the_last_row_that_is_asked(void **state)
{
	static const FormRow some[] = {{.label = "One", .kind = FORM_TEXT},
				       {.label = "Two", .kind = FORM_TEXT},
				       {.label = "Three", .kind = FORM_TEXT, .asked = never}};
	Form form;
	Error err = {0};
	form_open(&form, &arena, some, countof(some));
	for (int i = 0; i < 2; i++)
		press(&form, KC_WHEEL_DOWN, &err);
	assert_int_equal(form.focus, 1);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_is_filled_row_by_row),
		cmocka_unit_test(a_form_that_is_refused_says_which_row),
		cmocka_unit_test(the_last_row_is_checked),
		cmocka_unit_test(a_click_goes_to_its_row_and_changes_what_is_chosen),
		cmocka_unit_test(the_wheel_stops_at_the_last_row_that_is_asked),
		cmocka_unit_test(a_form_shows_the_rows_around_the_focus),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/form", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
