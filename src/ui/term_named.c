#include "ui/term_named.h"

#include <curses.h>

#include "base/macros.h"

static const struct {
	int curses;
	KeyCode code;
} named[] = {
	{KEY_ENTER, KC_ENTER},
	{KEY_BACKSPACE, KC_BACKSPACE},
	{KEY_DC, KC_DELETE},
	{KEY_IC, KC_INSERT},
	{KEY_UP, KC_UP},
	{KEY_DOWN, KC_DOWN},
	{KEY_LEFT, KC_LEFT},
	{KEY_RIGHT, KC_RIGHT},
	{KEY_HOME, KC_HOME},
	{KEY_END, KC_END},
	{KEY_A1, KC_HOME},
	{KEY_C1, KC_END},
	{KEY_A3, KC_PAGE_UP},
	{KEY_C3, KC_PAGE_DOWN},
	{KEY_PPAGE, KC_PAGE_UP},
	{KEY_NPAGE, KC_PAGE_DOWN},
	{KEY_BTAB, KC_SHIFT | KC_TAB},
	{KEY_SLEFT, KC_SHIFT | KC_LEFT},
	{KEY_SRIGHT, KC_SHIFT | KC_RIGHT},
	{KEY_SR, KC_SHIFT | KC_UP},
	{KEY_SF, KC_SHIFT | KC_DOWN},
};

KeyCode term_named(int code)
{
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KC_F(code - KEY_F0);
	for (size_t i = 0; i < countof(named); i++) {
		if (named[i].curses == code)
			return named[i].code;
	}
	return KC_NONE;
}
