#include "ui/mouse.h"

enum { NUMBER_MAX = 9999, BYTE_BASE = 32, HELD = 4 | 8 | 16 /* Shift, Alt and Ctrl */, LET_GO = 3, WHEEL = 64 };

/* A number and what stands behind it; −1 where there is none. */
static int hear_number(MouseNext *next, int *ret_number)
{
	int byte = next(), number = 0;
	if (byte < '0' || byte > '9')
		return -1;
	for (; byte >= '0' && byte <= '9' && number <= NUMBER_MAX; byte = next())
		number = number * 10 + byte - '0';
	*ret_number = number;
	return byte;
}

bool mouse_hear_numbers(MouseNext *next, MouseReport *ret_report)
{
	int button, col, row;
	if (hear_number(next, &button) != ';' || hear_number(next, &col) != ';')
		return false;

	const int last = hear_number(next, &row);

	if ((last != 'M' && last != 'm') || col < 1 || row < 1)
		return false;
	*ret_report = (MouseReport){.button = button & ~HELD, .row = row - 1, .col = col - 1, .pressed = last == 'M'};
	return true;
}

bool mouse_hear_bytes(MouseNext *next, MouseReport *ret_report)
{
	int said[3];
	for (int i = 0; i < 3; i++)
		if ((said[i] = next() - BYTE_BASE) < (i > 0))
			return false;

	const int button = said[0] & ~HELD;

	*ret_report =
		(MouseReport){.button = button, .row = said[2] - 1, .col = said[1] - 1, .pressed = button != LET_GO};
	return true;
}

Key mouse_key(const MouseReport *report, Clicks *clicks)
{
	const int turn = report->button - WHEEL;
	if (report->pressed && report->button == 0)
		return keystroke_click(clicks, report->row, report->col);
	if (!report->pressed || (turn != 0 && turn != 1))
		return (Key){0};
	return (Key){.code = turn ? KC_WHEEL_DOWN : KC_WHEEL_UP, .row = report->row, .col = report->col};
}
