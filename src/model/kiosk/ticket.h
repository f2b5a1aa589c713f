/* The ticket: four digits that bring a patient from the desk to the kiosk, for this visit.
 *
 * From the system's random source, ten minutes, one use, only the newest of a patient. Kept only as a keyed hash
 * (BLAKE2b-256) bound to patient and `ticket` fact, under a key of its own that is made from desk.key: the kiosk's
 * process has that key alone, and can neither read codes nor open messages. Used is what a later `ticket` fact of the
 * patient with `kiosk` says, run out what the fact's own moment says (RULES, Time): nothing is stored twice. The hash
 * of a ticket that was seen to have run out is wiped, so that no clock wakes it.
 *
 * At the kiosk a date of birth and the digits together name one patient, or nobody: no name is ever listed, and every
 * cause of a refusal looks the same. Five wrong tries in a row at one kiosk call staff and lock it (desk_kiosk.h). */
#pragma once

#include "model/desk/chart.h"

enum { TICKET_DIGITS = 4, TICKET_MINUTES = 10, TICKET_TRIES = 5 };

typedef struct Ticket {
	char digits[TICKET_DIGITS + 1]; /* shown once, here: nobody can read them back */
	Instant expires;
	const char *fact; /* the `ticket` fact, in the chart's arena */
} Ticket;

/* A new ticket for the patient in front of staff (ACT_HAND_OUT); any older one is dead. Refused for who cannot be asked
 * at the kiosk: under 16, no date of birth on file, died, nothing due. Undo voids it. */
bool desk_hand_ticket(Desk *desk, Chart *chart, Ticket *ret_ticket, Error *err) must_check;

/* When the newest ticket runs out; INSTANT_MIN where there is none that can still be used. For the patient page. */
Instant desk_ticket_until(const Desk *desk, const Chart *chart);

typedef enum TicketOutcome {
	TICKET_RIGHT = 1, /* the chart is open */
	TICKET_WRONG,	  /* whatever the cause: "That date and number do not go together." */
	TICKET_LOCKED,	  /* five wrong tries in a row: staff were called and must come */
} TicketOutcome;

/* The four digits in what was typed; spaces and hyphens are passed over. Anything else is refused and costs no try. */
bool ticket_read(const char *typed, char ret_digits[TICKET_DIGITS + 1], Error *err) must_check;

/* At the kiosk. TICKET_RIGHT tells the `ticket` fact with this kiosk and opens the chart, which has no entries; close
 * it with desk_kiosk_done. Otherwise `*ret_chart` is NULL. False, with a sentence, where nothing was looked at:
 * digits that are none, a clock that is behind, a ledger that cannot be reached. Of two kiosks at once one wins. */
bool desk_open_by_ticket(Desk *desk, Date born, const char *typed, Chart **ret_chart, TicketOutcome *ret_outcome,
			 Error *err) must_check;

/* The key of tickets, from desk.key; what DeskPorts.key of a kiosk is. */
void ticket_key(const unsigned char desk_key[DESK_KEY_BYTES], unsigned char ret_key[DESK_KEY_BYTES]);
