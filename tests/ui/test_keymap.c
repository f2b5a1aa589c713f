#include "unit.h"

#include <locale.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/keymap.h"
#include "ui/keys.h"
#include "ui/picture.h"

enum { ADD = 1, OPEN, FIND, SAVE };

static const Binding rows[] = {
	{'a', ADD, "Add", "Add one.", .bar = true},
	{KC_ENTER, OPEN, "Open", "Open it.", .bar = true, .in_field = true},
	{KC_NONE, FIND, "Find", "Find one.", .bar = false},
	{KC_CTRL('s'), SAVE, "Save", "Save it.", .bar = true},
	{KC_F(2), SAVE, NULL, NULL, .bar = false},
};
static const Keymap map = KEYMAP(rows);

static int action_of(KeyCode key, bool in_field)
{
	const Binding *row = keymap_find(&map, key, in_field);
	return row ? row->action : 0;
}

static void a_key_finds_its_action(void **state)
{
	assert_int_equal(action_of('a', false), ADD);
	assert_int_equal(action_of('a', true), 0);
	assert_int_equal(action_of(KC_ENTER, true), OPEN);
	assert_int_equal(action_of(KC_CTRL('s'), true), SAVE);
	assert_int_equal(action_of(KC_F(2), true), SAVE);
	assert_int_equal(action_of(KC_NONE, false), 0);
	assert_int_equal(action_of('b', false), 0);
}

static void a_faulty_keymap_is_told(void **state)
{
	static const Binding twice[] = {{'a', 1, "A", "A.", .bar = false}, {'a', 2, "B", "B.", .bar = false}};
	static const Binding nameless[] = {{'a', 1, NULL, NULL, .bar = false}};
	static const Binding helpless[] = {{'a', 1, "A", NULL, .bar = false}};
	static const Binding global[] = {{KC_CTRL('p'), 1, "A", "A.", .bar = false}};
	static const Binding editors[] = {{KC_CTRL('u'), 1, "A", "A.", .bar = false}};
	static const Binding typed[] = {{'a', 1, "A", "A.", .bar = false, .in_field = true}};
	static const Keymap bad[] = {KEYMAP(twice),  KEYMAP(nameless), KEYMAP(helpless),
				     KEYMAP(global), KEYMAP(editors),  KEYMAP(typed)};
	char out[200];
	assert_null(keymap_fault(&map, &action_global, out, sizeof out));
	for (size_t i = 0; i < countof(bad); i++)
		assert_non_null(keymap_fault(&bad[i], &action_global, out, sizeof out));
}

static void the_programs_own_keymaps_stand(void **state)
{
	char out[200];
	assert_null(keymap_fault(&action_global, NULL, out, sizeof out));
	assert_null(keymap_fault(&action_sealed, NULL, out, sizeof out));
}

static bool no_add(const void *self, int action, Error *why)
{
	return action != ADD;
}

static void bar_is(int cols, bool in_field, KeymapCan *can, const char *shown)
{
	Canvas canvas = {0};
	canvas_size(&canvas, 1, cols);
	keymap_bar(area_all(&canvas), &map, &action_global, in_field, can, NULL);
	assert_string_equal(canvas_text(&canvas, &canvas.scratch), shown);
	canvas_free(&canvas);
}

static void the_help_bar_shows_what_fits(void **state)
{
	bar_is(80, false, NULL, " a Add  Enter Open  Ctrl-S Save  ? Help  Ctrl-P Actions  Esc Back  F10 Lock\n");
	bar_is(80, true, NULL, " Enter Open  Ctrl-S Save  F1 Help  Ctrl-P Actions  Esc Back  F10 Lock\n");
	bar_is(40, false, no_add, " Enter Open  Ctrl-S Save  ? Help\n");
}

/* Esc, or the palette, which leads back too. */
static void a_way_out_is_always_shown(void **state)
{
	static const Binding many[] = {{'a', 1, "Sixteen letters.", "A.", .bar = true},
				       {'b', 2, "Sixteen letters.", "B.", .bar = true},
				       {'c', 3, "Sixteen letters.", "C.", .bar = true},
				       {'d', 4, "Few", "D.", .bar = true}};
	const Keymap full = KEYMAP(many);
	Canvas canvas = {0};
	canvas_size(&canvas, 1, 66);
	keymap_bar(area_all(&canvas), &full, &action_global, false, NULL, NULL);
	assert_string_equal(canvas_text(&canvas, &canvas.scratch),
			    " a Sixteen letters.  b Sixteen letters.  d Few  ? Help  Esc Back\n");
	canvas_size(&canvas, 1, 72);
	keymap_bar(area_all(&canvas), &(Keymap){many, 2}, &action_global, false, NULL, NULL);
	assert_string_equal(canvas_text(&canvas, &canvas.scratch),
			    " a Sixteen letters.  b Sixteen letters.  ? Help  Ctrl-P Actions\n");
	canvas_free(&canvas);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_finds_its_action),	  cmocka_unit_test(a_faulty_keymap_is_told),
		cmocka_unit_test(the_programs_own_keymaps_stand), cmocka_unit_test(the_help_bar_shows_what_fits),
		cmocka_unit_test(a_way_out_is_always_shown),
	};
	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests_name("ui/keymap", tests, NULL, NULL);
}
