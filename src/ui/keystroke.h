/* What a terminal sends, as keys: characters, Alt with a character, clicks that follow one another. */
#pragma once

#include <stdint.h>
#include <time.h>

#include "ui/key.h"

KeyCode keystroke_point(uint32_t point); /* a code point; KC_NONE for one that is no key */
KeyCode keystroke_alt(KeyCode code);	 /* the same with Alt: a digit stands for an F-key */

typedef struct Clicks { /* the last one */
	struct timespec at;
	int row, col;
} Clicks;

/* A second click on the same cell soon after the first is a double click. */
Key keystroke_click(Clicks *clicks, int row, int col);
