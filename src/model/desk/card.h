/* Smartcards: signing in and unlocking by one, and what a practice asks of a role. A card with its PIN is two factors:
 * no code is asked on top. A session begun by a card stands while that card is in. */
#pragma once

#include "model/desk/desk.h"

/* Which roles sign in by card, and which by card and passphrase both: settings, "none" at first. */
#define CARD_SETTING "card-roles"
#define CARD_PASSPHRASE_SETTING "card-passphrase-roles"

bool desk_reads_cards(const Desk *desk);     /* a reader is set up here */
void desk_card_step(Desk *desk);	     /* looks what is in: once a second, sooner while an answer is awaited */
const CardSeen *desk_card(const Desk *desk); /* as it was seen then */
bool desk_by_card(const Desk *desk);	     /* who is signed in is so by a card */
bool desk_card_gone(const Desk *desk);	     /* … which is out: the desk is to be locked */
bool desk_by_passphrase(const Desk *desk);   /* whether a passphrase unlocks */

/* Gives the card in the reader its PIN. `desk_card_heard` says what became of it: once CARD_PROVED, or CARD_REFUSED
 * with a sentence; CARD_WAITS until then. */
bool desk_card_ask(Desk *desk, const char *pin, Error *err) must_check;
bool desk_card_waits(const Desk *desk);
CardAnswer desk_card_heard(Desk *desk, Error *err);
void desk_card_forget(Desk *desk); /* what was asked or proved counts for nothing any more */
/* An administrator enrols another's card, who has one reader: for two minutes the desk is not locked for theirs. */
bool desk_card_lend(Desk *desk, Error *err) must_check; /* refused without a reader */
const CardProof *desk_card_answer(const Desk *desk);	/* which card that was, until it is used */

/* By the card that was proved just now: whoever's it is is signed in, or, where a passphrase was given before, who is
 * then asked for no more (desk_sign_in_step). Refused where it is nobody's, or another person's. */
bool desk_sign_in_card(Desk *desk, Error *err) must_check;
bool desk_unlock_card(Desk *desk, Error *err) must_check;
/* Where the card comes first and the passphrase too is asked. */
bool desk_sign_in_passphrase(Desk *desk, const char *passphrase, Error *err) must_check;
