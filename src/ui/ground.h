/* The terminal's own ground: in which colour it is, asked for as xterm is (OSC 11), and all that follow it. Nobody
 * waits for the answer: it comes among the keys, or never. */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#define GROUND_QUESTION "\033]11;?\033\\"
#define GROUND_ANSWER "\033]11;" /* how it begins; it ends with BEL, or Esc and a backslash */

enum { GROUND_PAUSE = 500 }; /* ms: between two bytes of an answer */

typedef struct Ground {
	double luminance;      /* 0 is black, 1 white, below 0 not known */
	struct timespec asked; /* 0: not, or it has been answered */
} Ground;

#define GROUND_UNKNOWN \
	(Ground) \
	{ \
		.luminance = -1 \
	}

void ground_ask(Ground *ground);	    /* it has just been asked for */
bool ground_is_asked(const Ground *ground); /* so lately that its answer may still come */
/* The next character that the terminal sends, if it does within `wait` ms. */
typedef bool GroundNext(int wait, uint32_t *ret_point);

/* Reads what follows the beginning, up to its end; where a pause broke that, from anywhere before "rgb". */
bool ground_listen(Ground *ground, GroundNext *next);
/* The answer without its beginning and end: "rgb:ffff/ffff/ffff" (XParseColor). False where it is none. */
bool ground_hear(Ground *ground, const char *answer);
