/* Keys: a character, or a named key, with Ctrl, Alt and Shift; also clicks, the wheel, a resize.
 *
 * The constants begin with KC_, because KEY_ belongs to curses. A code fits a table, a switch and a comparison: 'a',
 * KC_ENTER, KC_CTRL('p'), KC_ALT('x'), KC_F(1), KC_SHIFT | KC_TAB. Letters with Ctrl are lower case; shifted letters
 * are their capital. Alt with 1–9 and 0 arrives as F1–F10. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef uint32_t KeyCode;

enum {
	KC_NONE = 0,
	KC_NAMED = 0x110000, /* beyond the last code point */
	KC_ENTER,
	KC_ESC,
	KC_TAB,
	KC_BACKSPACE,
	KC_DELETE,
	KC_INSERT,
	KC_UP,
	KC_DOWN,
	KC_LEFT,
	KC_RIGHT,
	KC_HOME,
	KC_END,
	KC_PAGE_UP,
	KC_PAGE_DOWN,
	KC_F0,
	KC_F12 = KC_F0 + 12,
	KC_CLICK,
	KC_DOUBLE_CLICK,
	KC_WHEEL_UP,
	KC_WHEEL_DOWN, /* Key.row and .col say where */
	KC_RESIZE,     /* Key.row and .col are the new rows and columns */
	KC_MODIFIERS = 0x1000000,
	KC_CONTROL = 0x1000000,
	KC_META = 0x2000000,
	KC_SHIFT = 0x4000000,
};

#define KC_CTRL(letter) ((KeyCode)(KC_CONTROL | (letter)))
#define KC_ALT(letter) ((KeyCode)(KC_META | (letter)))
#define KC_F(n) ((KeyCode)(KC_F0 + (n)))

typedef struct Key {
	KeyCode code;
	int row, col;
	bool pasted;  /* of a text that came all at once, not typed */
	bool pointed; /* by a click where it is shown */
	bool more;    /* another was typed behind it, and waits */
} Key;

enum { KEY_NAME_MAX = 24 };

bool key_is_text(KeyCode code);	 /* a character that can be typed into a field */
bool key_is_typed(KeyCode code); /* text, or Backspace */
bool key_is_mouse(KeyCode code);
bool key_acts_in_field(KeyCode code); /* Ctrl, Alt or an F-key */
/* "Ctrl-P", "F1", "Esc", "Shift-Tab", "Space", "a". Returns the bytes written. */
size_t key_print(KeyCode code, char out[KEY_NAME_MAX]);
/* "ctrl-p", "enter", "f10", "alt-1" (as F1), "shift-tab", "space", "a", "é"; names in any case. */
bool key_parse(const char *name, KeyCode *ret_code);
