/* What a kiosk is doing just now: one row for each kiosk, beside the ledger and never part of it.
 *
 * The kiosk writes it as it goes, desks read it; a desk writes it to take over, and to say that somebody came. It is
 * kept, so that starting a kiosk again clears neither its lock nor its call. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "model/facts/word.h"

typedef struct Presence {
	const char *kiosk;     /* its number: "1" */
	const char *patient;   /* NHS number of who is at it; NULL: nobody that is known */
	const char *visit;     /* the `ticket` fact by which they came; NULL where nobody did */
	WordByte state;	       /* KioskState */
	int question, of;      /* KIOSK_ANSWERING: "question 2 of 4"; else 0 */
	Instant since;	       /* when it came to this state */
	Instant seen;	       /* its last sign of life */
	Instant called;	       /* staff were called then, and nobody has come yet; else INSTANT_MIN */
	int wrong_tickets;     /* in a row */
	int wrong_passphrases; /* in a row, of staff who would leave */
	Instant passphrase_at; /* when the last of them was typed; INSTANT_MIN where there is none */
} Presence;

typedef struct PresenceList {
	const Presence *items;
	size_t count;
} PresenceList;
