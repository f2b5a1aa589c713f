#include "ui/keystroke.h"

enum { DOUBLE_CLICK_MS = 350 };

KeyCode keystroke_point(uint32_t point)
{
	switch (point) {
	case '\r':
	case '\n': return KC_ENTER;
	case '\t': return KC_TAB;
	case 0x08:
	case 0x7F: return KC_BACKSPACE;
	case 0x1B: return KC_ESC;
	default: break;
	}
	if (point >= 1 && point <= 26)
		return KC_CTRL(point - 1 + 'a');
	return key_is_text(point) ? (KeyCode)point : KC_NONE;
}

KeyCode keystroke_alt(KeyCode code)
{
	if (code >= '0' && code <= '9')
		return code == '0' ? KC_F(10) : KC_F(code - '0');
	return KC_ALT(code);
}

static long since(const Clicks *clicks, struct timespec now)
{
	return (now.tv_sec - clicks->at.tv_sec) * 1000 + (now.tv_nsec - clicks->at.tv_nsec) / 1000000;
}

Key keystroke_click(Clicks *clicks, int row, int col)
{
	Key key = {.code = KC_CLICK, .row = row, .col = col};
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (row == clicks->row && col == clicks->col && since(clicks, now) < DOUBLE_CLICK_MS)
		key.code = KC_DOUBLE_CLICK;
	*clicks = (Clicks){.at = now, .row = row, .col = col};
	return key;
}
