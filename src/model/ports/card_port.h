/* Port: a card reader, and whose card is in it. The program asks another one (command/card.h, card/protocol.h); nothing
 * here waits.
 *
 * The zero value has no reader. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

enum { CARD_HOLDER_MAX = 128, CARD_KNOWN_MAX = 400, CARD_SAID_MAX = 300 };

typedef struct CardSeen { /* zero: no card */
	bool in;
	unsigned turn; /* which card since the reader was first looked at: another each time one is put in */
	char holder[CARD_HOLDER_MAX]; /* whose it says it is: nothing has proved that */
	char trouble[CARD_SAID_MAX];  /* why nothing is seen, a sentence; "": it is */
} CardSeen;

typedef enum CardAnswer { CARD_NOT_ASKED, CARD_WAITS, CARD_PROVED, CARD_REFUSED } CardAnswer;

typedef struct CardProof {
	CardAnswer answer;
	unsigned turn;		       /* of the card that signed */
	char identity[CARD_KNOWN_MAX]; /* as accounts have it (Staff.card) */
	char holder[CARD_HOLDER_MAX];  /* as its certificate says, which held */
	char sentence[CARD_SAID_MAX];  /* why it was refused */
} CardProof;

typedef struct CardPort {
	void (*look)(void *self, CardSeen *ret_seen);
	/* Gives the card its PIN and something new to sign; `now`: seconds since 1970. */
	bool (*ask)(void *self, int64_t now, const char *pin, Error *err);
	/* What became of it; an answer is given once. */
	void (*hear)(void *self, CardProof *ret_proof);
	void *self;
} CardPort;
