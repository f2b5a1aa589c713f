#include "ui/app_inside.h"
#include "ui/pointing.h"

/* A list takes the clicks on its rows, which may show keys. */
static bool is_listed(const Frame *top, Key key)
{
	const List *list = frame_list(top);
	return !top->dialog && list && area_has(list->seen->area, key.row, key.col);
}

static bool is_behind(const Frame *top, Key key)
{
	return top->dialog && !area_has(*top->dialog->frame, key.row, key.col);
}

/* In a field a letter is a key where the screen, or every screen, has it; else it stands for its row, as on Home. */
static bool is_pressed(const Frame *top, KeyCode code)
{
	return top->dialog || !key_is_text(code) || !app_in_field(top) ||
	       keymap_find(&top->screen->keymap, code, false) || keymap_find(app_keymap(top->screen), code, false);
}

Key app_pointed(const App *app, const Frame *top, Key key)
{
	const bool click = key.code == KC_CLICK || key.code == KC_DOUBLE_CLICK;
	if (!click || !app->drawn || top->screen->bare || is_listed(top, key) || is_behind(top, key))
		return key;

	const KeyCode code = pointing_key(app->drawn, key.row, key.col);

	/* The second half of a double click presses nothing: what it would mean is not what was on the screen. */
	if (code != KC_NONE && is_pressed(top, code))
		return (Key){.code = key.code == KC_CLICK ? code : KC_NONE, .pointed = true};
	return key;
}
