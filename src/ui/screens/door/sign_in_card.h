/* The part of the page that signs in which is about smartcards: it puts its own rows into the form of the page. */
#pragma once

#include "ui/app.h"
#include "ui/form.h"

typedef enum SignInCardAsks { SIGN_IN_ASKS_NAME, SIGN_IN_ASKS_CARD, SIGN_IN_ASKS_PASSPHRASE } SignInCardAsks;

typedef struct SignInCard {
	SignInCardAsks asks; /* what stands in the form */
	bool there, known;   /* a card is in; who it is is known by a passphrase or a card, and more is asked */
	unsigned turn;	     /* of the card that was looked at last */
	char title[160];     /* over the form; "": the page's own */
	char trouble[300];   /* that was said */
} SignInCard;

typedef enum SignInCardDone { SIGN_IN_CARD_WAITS, SIGN_IN_CARD_IN, SIGN_IN_CARD_NAME } SignInCardDone;

/* A card that was put in asks for its PIN, where no name is being typed; one that was taken out asks no more. */
void sign_in_card_look(App *app, SignInCard *card, Form *form);
void sign_in_card_leave(SignInCard *card); /* a name is typed instead */
/* Asks who signed in for what is still missing: their card, or their passphrase beside it. False: nothing is. */
bool sign_in_card_step(App *app, SignInCard *card, Form *form);
/* At a tick: true where the card answered, or the page is to begin with a name again (sign_in_card_try). */
bool sign_in_card_tick(App *app, SignInCard *card, Form *form);
/* With what stands in the form, or what the card answered. SIGN_IN_CARD_IN: they are known, and may be asked for
 * more. */
SignInCardDone sign_in_card_try(App *app, SignInCard *card, Form *form);
