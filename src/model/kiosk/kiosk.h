/* The kiosk, the ticket that brings a patient to it, and what other desks see of it. */
#pragma once

#include "model/desk/chart.h"
#include "model/ledger/ledger.h"

/* The ticket: four digits that bring a patient from the desk to the kiosk, for this visit.
 *
 * From the system's random source, ten minutes, one use, only the newest of a patient. Kept only as a keyed hash
 * (BLAKE2b-256) bound to patient and `ticket` fact, under a key of its own that is made from desk.key: the kiosk's
 * process has that key alone, and can neither read codes nor open messages. Used is what a later `ticket` fact of the
 * patient with `kiosk` says, run out what the fact's own moment says (RULES, Time): nothing is stored twice. The hash
 * of a ticket that was seen to have run out is wiped, so that no clock wakes it.
 *
 * At the kiosk a date of birth and the digits together name one patient, or nobody: no name is ever listed, and every
 * cause of a refusal looks the same. Five wrong tries in a row at one kiosk call staff and lock it. */

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

/* The kiosk: a desk that is signed in as itself, for patients who answer alone; and what other desks see of it.
 *
 * A kiosk has the role ROLE_KIOSK ("kiosk") and may open a patient by their ticket, ask them the due
 * questions (sitting.h with HOW_KIOSK; facts are `by` "kiosk 1") and call staff: nothing else, in this table
 * (staff.c) and in the store below (store_open_kiosk). Its charts have no entries, and its sittings leave out what
 * counts them.
 *
 * At the kiosk, in this order:
 *	desk_sign_in_kiosk                  at the start; its lock and its call stand as they stood
 *	desk_open_by_ticket                 → Chart
 *	sitting_begin … sitting_answer      all answers are saved at once, at the read back, or none is
 *	desk_kiosk_show                     after each step: what desks see
 *	desk_kiosk_tick                     once a second: taken over? still locked?
 *	desk_kiosk_done                     thank you, silence, "start again", taken over: closes the chart
 *	desk_kiosk_leave                    staff, by passphrase: the program ends
 * A sitting that is not saved when its patient is taken over cannot be saved any more: the save is refused inside its
 * transaction. */

enum {
	KIOSK_NUMBER_MAX = 99,
	KIOSK_SILENCE_SECONDS = 90, /* setting "kiosk-silence", 30 to 600 */
	KIOSK_QUIET_SECONDS = 180,  /* no sign of life for so long: it is switched off or cannot reach the database */
	KIOSK_PASSPHRASE_TRIES = 5, /* in a row; then staff are called and each further one waits */
	KIOSK_PASSPHRASE_WAIT = 60, /* seconds */
};

/* --- at the kiosk --- */

/* `number`: 1 to 99. Refused at a desk that is no kiosk. Whoever was at it before is gone from it. */
bool desk_sign_in_kiosk(Desk *desk, const char *number, Error *err) must_check;
const char *desk_kiosk_number(const Desk *desk); /* "1"; NULL where this is no kiosk, or it is not signed in */

/* What desks see of it now. `question` and `of` for KIOSK_ANSWERING, else 0. Nothing is written where nothing changed.
 * `chart` NULL: nobody is at it, or nobody known yet. */
bool desk_kiosk_show(Desk *desk, const Chart *chart, KioskState state, int question, int of, Error *err) must_check;

typedef struct KioskNow {
	bool taken_over; /* of `chart`: staff go on at the desk. Say so, then desk_kiosk_done */
	bool locked;	 /* five wrong tickets: only "staff are on their way" is shown, and the way out */
	bool calling;	 /* staff were called, and nobody has said yet that they came */
} KioskNow;

/* Reads it, and gives a sign of life once in a while. Where the ledger cannot be reached: false. */
bool desk_kiosk_tick(Desk *desk, const Chart *chart, KioskNow *ret_now, Error *err) must_check;

/* Rings at every desk. With a chart a `staff-called` fact of the patient is told too. Calling again while nobody has
 * come changes nothing. `chart` may be NULL. */
bool desk_call_staff(Desk *desk, Chart *chart, Error *err) must_check;

/* The patient goes: the chart is closed (NULL is let pass) and the kiosk is idle. Also where the ledger cannot be
 * reached: then only the presence stands as it was, until the next time. */
void desk_kiosk_done(Desk *desk, Chart *chart);

/* Staff: any active account's passphrase; `name` NULL: whoever's it is. Signs the kiosk out, shows it closed, lifts
 * lock and call. After five wrong ones in a row staff are called and one a minute is looked at. */
bool desk_kiosk_leave(Desk *desk, const char *name, const char *passphrase, Error *err) must_check;
/* The same passphrase, but the kiosk goes on: lock and call are lifted. */
bool desk_kiosk_unlock(Desk *desk, const char *name, const char *passphrase, Error *err) must_check;

/* What the door of a kiosk looks at (DeskPorts.door). With a name one account is looked at, without one each: about
 * 50 ms for every account, on purpose, whether there is one of that name or none. */
bool door_opens(const Ledger *ledger, HashCost cost, const char *name, const char *passphrase, bool *ret_opens,
		Error *err) must_check;

/* --- at the other desks --- */

typedef struct KioskLine {
	Presence presence;
	const char *patient; /* "Ashby M"; NULL: nobody known */
	const char *text;    /* "Kiosk 1: Ashby M, question 2 of 4", "Kiosk 1 calls staff: Ashby M, question 2 of 4" */
	bool calls;	     /* ring */
	bool locked;
	bool quiet; /* no sign of life for KIOSK_QUIET_SECONDS while it should be on */
} KioskLine;

typedef struct KioskLines {
	const KioskLine *items;
	size_t count;
	size_t calling;	     /* how many call */
	Instant latest_call; /* INSTANT_MIN: none. Ring when it is later than the one rung for */
} KioskLines;

/* Every kiosk that was ever started and is not closed, those that call first (longest waiting first), then by number.
 * For whoever may hand out tickets; names nobody to others. A small read: once a second is fine. */
bool desk_kiosks(Desk *desk, Arena *arena, KioskLines *ret_lines, Error *err) must_check;

/* The kiosk at which this patient answers just now: "answering at kiosk 1, question 2 of 4"; NULL text: at none. */
typedef struct KioskAt {
	const char *kiosk, *text;
	bool calls;
} KioskAt;

bool desk_kiosk_at(Desk *desk, const Chart *chart, Arena *arena, KioskAt *ret_at, Error *err) must_check;

/* Somebody goes there: the call ends, the lock is lifted. ACT_HAND_OUT. */
bool desk_attend_kiosk(Desk *desk, const char *number, Error *err) must_check;

/* Staff go on at the desk with this patient: their sitting at the kiosk is ended unsaved, which the kiosk sees at its
 * next tick. ACT_ASK. Refused where they are at no kiosk. */
bool desk_take_over(Desk *desk, Chart *chart, Error *err) must_check;
