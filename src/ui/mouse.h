/* The mouse as a terminal of xterm's kind reports it (XTerm Control Sequences, "Mouse Tracking"): behind
 * "\033[<" numbers and a letter, "0;10;5M"; behind "\033[M" three bytes. curses would wait for the rest of such a
 * report for ever, and the desk with it. */
#pragma once

#include "ui/keystroke.h"

enum { MOUSE_PAUSE = 500 /* ms: between two bytes of a report */ };

typedef struct MouseReport {
	int button, row, col; /* the cell from 0 */
	bool pressed;	      /* not let go */
} MouseReport;

typedef int MouseNext(void); /* the next byte, or -1 for none and for what is no byte of a report */

bool mouse_hear_numbers(MouseNext *next, MouseReport *ret_report);
bool mouse_hear_bytes(MouseNext *next, MouseReport *ret_report);
/* A click, a double click, a turn of the wheel; {0} for what is no key. */
Key mouse_key(const MouseReport *report, Clicks *clicks);
