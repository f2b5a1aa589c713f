/* The port of model/ports/card_port.h: sharedesk-card, a program of its own beside the desk (card/protocol.h), started
 * where sharedesk.ini names a module. One that ends, or does not answer, is started again. */
#pragma once

#include <sys/types.h>
#include <time.h>

#include "config/settings.h"
#include "model/ports/card_port.h"

enum { CARD_WORDS = 8, CARD_AGAIN_SECONDS = 5 /* before it is started again */ };

typedef struct CardHost {	       /* zero: there is none */
	const char *words[CARD_WORDS]; /* the program, while it is started, and behind it what it is told; NULL */
	bool runs;
	int fd; /* to it */
	pid_t child;
	time_t started; /* by a clock that nobody sets */
	CardSeen seen;
	unsigned turns;	     /* of earlier programs: a card of another is another */
	unsigned long asked; /* the number of the last asking; … */
	bool waits;	     /* … which has no answer yet */
	time_t asked_at;
	CardProof heard;
} CardHost;

/* Texts of `settings` and `arena` outlive it. */
CardPort card_start(CardHost *host, const CardSettings *settings, Arena *arena);
void card_close(CardHost *host);
