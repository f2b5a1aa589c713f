#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui/wizard.h"

static Arena arena;

static bool skips_mobile(const void *self)
{
	return *(const bool *)self;
}

static const WizardStep steps[] = {
	{.title = "What sharing means", .text = "Your record can be seen by others who care for you."},
	{.title = "Your mobile", .text = "Which number may we use?", .text_max = 20, .skip = skips_mobile},
	{.title = "Share Out", .text = "May others see what we record?", .answers = wizard_yes_no_later},
	{.title = "Share In", .text = "May they see the rest?", .answers = wizard_yes_no},
};

static bool skip;

static Wizard wizard_of(bool reachable)
{
	Wizard wizard;

	skip = reachable;
	wizard_open(&wizard, &arena, steps, 4, &skip);
	return wizard;
}

static WizardMove press(Wizard *wizard, KeyCode code)
{
	return wizard_key(wizard, (Key){.code = code});
}

static void test_through(void **state)
{
	Wizard wizard = wizard_of(true);

	(void)state;
	assert_false(wizard_changed(&wizard));
	assert_int_equal(press(&wizard, 'y'), WIZARD_IGNORED);
	assert_int_equal(press(&wizard, KC_ENTER), WIZARD_MOVED);
	assert_int_equal(wizard.at, 2);
	/* an answer takes its letter, never Enter or Space alone */
	assert_int_equal(press(&wizard, KC_ENTER), WIZARD_IGNORED);
	assert_int_equal(press(&wizard, ' '), WIZARD_IGNORED);
	assert_int_equal(press(&wizard, 'L'), WIZARD_MOVED);
	assert_int_equal(wizard.answers[2], 2);
	assert_int_equal(press(&wizard, 'l'), WIZARD_IGNORED);
	assert_int_equal(press(&wizard, 'n'), WIZARD_DONE);
	assert_int_equal(wizard.answers[3], 0);
	assert_true(wizard_changed(&wizard));
}

static void test_back(void **state)
{
	Wizard wizard = wizard_of(false);

	(void)state;
	assert_int_equal(press(&wizard, KC_LEFT), WIZARD_LEFT);
	press(&wizard, ' ');
	assert_true(wizard_in_field(&wizard));
	press(&wizard, '0');
	press(&wizard, '7');
	assert_int_equal(press(&wizard, KC_LEFT), WIZARD_CHANGED);
	press(&wizard, KC_ENTER);
	assert_int_equal(wizard.at, 2);
	press(&wizard, 'y');
	assert_int_equal(press(&wizard, KC_BACKSPACE), WIZARD_MOVED);
	assert_int_equal(wizard.answers[2], 1); /* kept until given anew */
	press(&wizard, KC_LEFT);
	assert_string_equal(wizard.typed[1].text, "07");
	press(&wizard, KC_HOME);
	assert_int_equal(press(&wizard, KC_BACKSPACE), WIZARD_MOVED);
	assert_int_equal(wizard.at, 0);
}

static void test_progress(void **state)
{
	Wizard wizard = wizard_of(true);
	size_t at, of;

	(void)state;
	press(&wizard, KC_RIGHT);
	wizard_progress(&wizard, &at, &of);
	assert_int_equal(at, 2);
	assert_int_equal(of, 3);
}

static void test_draw(void **state)
{
	Wizard wizard = wizard_of(true);
	Canvas canvas = {0};

	(void)state;
	canvas_size(&canvas, 8, 40);
	press(&wizard, KC_ENTER);
	press(&wizard, 'n');
	press(&wizard, KC_LEFT);
	wizard_draw(&wizard, area_all(&canvas));
	assert_string_equal(canvas_text(&canvas, &arena), " Share Out                        2 of 3\n\n"
							  " May others see what we record?\n\n"
							  "  y Yes\n▌ n No\n  l Later\n\n");
	assert_int_equal(wizard_key(&wizard, (Key){KC_CLICK, 4, 5}), WIZARD_MOVED);
	assert_int_equal(wizard.answers[2], 1);
	/* in a low window the answers stay in sight */
	canvas_size(&canvas, 5, 20);
	press(&wizard, KC_LEFT);
	wizard_draw(&wizard, area_all(&canvas));
	assert_non_null(strstr(canvas_text(&canvas, &arena), "l Later"));
	canvas_free(&canvas);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_through),
		cmocka_unit_test(test_back),
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_draw),
	};

	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/wizard", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
