/* What a monkey does at a terminal: random keys, bytes, sequences, mouse reports, pastes, sizes and signals, from a
 * seed. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

typedef enum WhimKind {
	WHIM_KEYS,   /* `bytes`, as a keyboard, a mouse or a paste sends them */
	WHIM_SIZE,   /* `rows` and `cols` of the terminal */
	WHIM_SIGNAL, /* `number` */
	WHIM_PAUSE,  /* long enough for a lone Esc to be one */
} WhimKind;

typedef struct Whim {
	WhimKind kind;
	const char *bytes; /* may hold NUL */
	size_t length;
	int rows, cols, number;
} Whim;

typedef struct Dice {
	uint64_t state; /* never 0 */
} Dice;

Dice dice_of(uint64_t seed);
uint32_t dice_throw(Dice *dice, uint32_t sides); /* 0 to sides − 1 */

/* The next whim; its bytes stand in `text`, whose arena the caller empties. */
Whim whim_next(Dice *dice, Text *text);
