/* A card reader in memory: what is in it a test puts there, and it answers at the next step of the desk. */
#pragma once

#include "model/ports/card_port.h"

#define HELD_PIN "4711"

typedef struct HeldCard {
	CardSeen seen;
	const char *identity; /* of the card that is in */
	CardProof answer;
	int asked; /* how often */
	bool slow; /* it does not answer yet */
} HeldCard;

CardPort held_card(HeldCard *card);
void held_card_put(HeldCard *card, const char *identity, const char *holder);
void held_card_pull(HeldCard *card);
