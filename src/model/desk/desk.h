/* The desk: one function per act of a person at it. The ui knows the model through this and what it hands out.
 *
 * Every act checks the right of who is signed in (staff.h), reads the ledger as it is now, applies the rule, tells the
 * facts in one transaction and answers true, or says in one sentence why not and changes nothing. A fact takes `at` =
 * the later of the clock and the patient's latest `at` (RULES, Time); a clock more than 60 s behind the ledger is
 * announced by desk_clock_behind and no answer is taken.
 *
 * This header: opening, the clock, set-up, who is signed in, settings. The acts stand in the rooms above, one header
 * each:
 *	desk/find.h, chart.h, work.h   finding and opening a patient, what is due
 *	desk/witness.h                 signed checkpoints of the ledger, its code
 *	care/care.h, sitting.h         acts of care, the ask
 *	choices/choices.h, override.h  SCR, MIG, purposes; duty of care
 *	codes/codes.h                  requests and codes
 *	people/people.h                patients by hand: added, registered, restricted
 *	lists/lists.h                  organisations, staff, standing lists
 *	kiosk/kiosk.h                  the kiosk and its tickets
 *	audit/audit.h                  looking back, figures, tables
 *	rights/rights.h                complaints, the copy of all that is kept
 *	paper/paper.h                  receipt, papers, printing */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/error.h"
#include "model/facts/staff.h"
#include "model/ledger/ledger.h"
#include "model/ports/card_port.h"
#include "model/ports/clock.h"
#include "model/ports/copy_port.h"
#include "model/ports/door_port.h"
#include "model/ports/entropy.h"
#include "model/ports/import_port.h"
#include "model/ports/key.h"
#include "model/ports/print_port.h"
#include "model/ports/table_port.h"
#include "model/ports/witness_port.h"
#include "model/spoken/phrasebook.h"

typedef struct DeskPorts {
	Clock clock;
	Entropy entropy;
	HashCost hash_cost; /* of the passphrases and PINs that are set here */
	Ledger ledger;
	const Zone *zone;		   /* outlives the desk */
	unsigned char key[DESK_KEY_BYTES]; /* of desk.key: opens code hashes; never in the ledger */
	bool demo;			   /* the demo practice: roles may be switched */
	/* a kiosk: signed in as itself only; `key` is that of tickets (ticket_key) */
	bool kiosk;
	Phrasebook phrasebook;	     /* the patient's words; zero: English */
	bool sends_sms, sends_email; /* a sender is set up for it (sharedesk.ini): messages may be queued */
	Printing printing;	     /* zero: nothing can be printed */
	Importing importing;	     /* zero: no file can be imported */
	CopyPort copying;	     /* zero: no copy for a patient can be written */
	TablePort tables;	     /* zero: no table can be written to a file */
	WitnessPort witness;	     /* zero: nothing is witnessed */
	CardPort card;		     /* zero: there is no card reader */
	DoorPort door;		     /* of a kiosk; zero: it looks at the accounts itself */
} DeskPorts;

typedef struct Desk Desk;

Desk *desk_open(const DeskPorts *ports); /* never fails; nothing is read yet */
void desk_close(Desk *desk);		 /* NULL is let pass */

Instant desk_now(const Desk *desk);
Date desk_today(const Desk *desk);
const Zone *desk_zone(const Desk *desk);
bool desk_is_demo(const Desk *desk);
/* This desk was opened as a kiosk (DeskPorts.kiosk): nobody else can be signed in at it. */
bool desk_is_kiosk(const Desk *desk);
/* True where the clock is more than 60 s behind the latest fact; `ret_seconds`: by how much. */
bool desk_clock_behind(Desk *desk, int64_t *ret_seconds);
/* The ledger's latest sequence number: changes whenever any desk tells something. 0 on a fault. */
int64_t desk_head(Desk *desk);

/* Keys can be pressed without being meant. While the desk holds, an act that would record anything is held to all its
 * rules and then not done: it answers false, nothing has changed, and desk_held_back is true. What is told because
 * somebody looked is told all the same; a kiosk never holds. */
void desk_hold(Desk *desk, bool holds);
/* True once after that; `ret_what`: what it would have recorded ("discharged from Physiotherapy"), "" where it did not
 * say, until the next time. */
bool desk_held_back(Desk *desk, const char **ret_what);

/* Whether any desk, kiosk or sender may have written anything since this was last asked. */
bool desk_moved(Desk *desk);
/* Reads some more of what every patient is opened with: the facts of nobody, of which the years bring many. True while
 * there are more; what is not read, whoever opens a patient reads. */
bool desk_read_on(Desk *desk);
/* Whether the ledger can still be told and read; `err` says why not. */
bool desk_reaches_ledger(Desk *desk, Error *err) must_check;

/* Set-up: a database without staff. */
typedef struct SetUp {
	const char *practice;	   /* ODS code, a GP practice */
	const char *practice_name; /* used where the directory does not have the code yet */
	/* what the practice uses; 0 or unknown: not said, and nothing is shared by eDSM (E1) */
	System system;
	const char *admin, *passphrase;
} SetUp;

bool desk_needs_set_up(Desk *desk, bool *ret_needed, Error *err) must_check;
bool set_up_right(const SetUp *set_up, Error *err) must_check; /* as far as it needs no desk */
bool desk_set_up(Desk *desk, const SetUp *set_up, Error *err) must_check;
/* What the directory says of this code, for set-up to show before anybody is signed in; NULL where it has none. */
const Organisation *desk_named_practice(Desk *desk, const char *code, Arena *arena);
/* The practice this desk stands in: the present directory line, in the desk's own memory until the next call. */
const Organisation *desk_practice(Desk *desk);

/* False, with the sentence, where the account of who is signed in was closed, its role changed or its passphrase given
 * out, at another desk: sign out. Where that cannot be read now it stands. */
bool desk_account_stands(Desk *desk, Error *err) must_check;

/* Signing in. A wrong name and a wrong passphrase are told apart by nobody: one sentence for both. Who has a second
 * factor is not in yet (second.h). */
bool desk_sign_in(Desk *desk, const char *name, const char *passphrase, Error *err) must_check;
/* From the fifth wrong passphrase in a row on each makes the next try wait twice as long: WRONG_WAIT seconds, at
 * most an hour. Counted for each name, whether anybody has it or not, over all desks and the command line. */
enum { WRONG_FREE = 5, WRONG_WAIT = 30, WRONG_WAIT_MAX = 60 * 60 };
/* What was counted for who is signed in until they gave theirs, here or at the lock; NULL: nothing, or it was said
 * (desk_wrong_said). */
const Wrong *desk_wrong(const Desk *desk);
void desk_wrong_said(Desk *desk);
/* Who is signed in is to choose a passphrase of their own: theirs would not be taken for a new one (`must` false),
 * or it was given out for once; then nothing else can be done. Until the desk is locked. */
bool desk_is_to_choose(const Desk *desk, bool *ret_must);
bool desk_choose_passphrase(Desk *desk, const char *wanted, Error *err) must_check;
bool desk_sign_in_demo(Desk *desk, Role role,
		       Error *err) must_check; /* in the demo only: the first staff of that role */
/* What the machine does by itself at night: backups that nobody here can open, and nothing else. */
void desk_sign_in_timer(Desk *desk);
void desk_sign_out(Desk *desk);
const Staff *desk_staff(const Desk *desk); /* NULL while nobody is signed in */
bool desk_may(const Desk *desk, Act act);  /* false while nobody is signed in, or while locked */
/* What this fact tells was done by who is signed in: nobody reviews their own. */
bool desk_is_own(const Desk *desk, const Fact *fact);
bool desk_allows(const Desk *desk, Act act, Error *err) must_check;

/* The lock. Unlocking is by PIN (five tries, then the passphrase) or by passphrase; who is signed in stays. */
bool desk_has_pin(const Desk *desk);
bool desk_set_pin(Desk *desk, const char *pin, Error *err) must_check;
/* One's own, both at once or none; NULL: that stays. `passphrase`: the one of who is signed in, as it is now;
 * ERROR_INPUT where it is not. */
bool desk_change_secrets(Desk *desk, const char *passphrase, const char *pin, const char *wanted,
			 Error *err) must_check;
void desk_lock(Desk *desk);
bool desk_locked(const Desk *desk);
/* How often this desk was locked, or a patient who was put aside was taken up: what was checked of a person before that
 * does not hold after it. */
unsigned desk_breaks(const Desk *desk);
bool desk_unlock(Desk *desk, const char *pin_or_passphrase, Error *err) must_check;
bool desk_pin_spent(const Desk *desk); /* five wrong PINs: only the passphrase unlocks */

/* Settings, by name; each has a default. "idle-minutes" 5, "theme" auto, "mouse" on, "signs" terminal, "escdelay" 25,
 * "languages" none, "kiosk-silence" 90, "records" brought, "second-factor" chosen. */
const char *desk_setting(Desk *desk, const char *name, Arena *arena);
bool desk_put_setting(Desk *desk, const char *name, const char *value, Error *err) must_check;
/* "theme", "mouse" and "signs" as who is signed in has them, at every desk; else as the practice does. */
const char *desk_own_setting(Desk *desk, const char *name, Arena *arena);
bool desk_put_own_setting(Desk *desk, const char *name, const char *value, Error *err) must_check;
/* The desk holds the record, so that what is seen of it is said by number ("records" here); where it stands in another
 * system (elsewhere) nothing is counted aloud. By itself ("brought") it is here for so long after a file last brought
 * entries of the practice. */
enum { RECORDS_KEPT_SECONDS = 7 * 24 * 60 * 60 };
bool desk_records_here(Desk *desk);
/* When a backup was last made whole, in seconds as an Instant has them; "" where none was. */
#define BACKUP_SETTING "last-backup"
/* How a printer may be called, and a folder (from the root, or ""). */
bool setting_printer_right(const char *name);
bool setting_folder_right(const char *path);
/* Of a page of the practice: from its https:// on, or "". */
bool setting_address_right(const char *address);
/* Where patients complain: a line of clean words, or "". */
bool setting_complaints_right(const char *words);
enum { MESSAGE_NAME_MAX = 30 }; /* bytes */
/* The practice's short name for text messages, or "": then it is made of its name. */
bool setting_message_name_right(const char *name);

/* Inside a transaction, after whatever was told (by a desk, by an import): wipes each queued message whose code cannot
 * be typed any more: used, locked, run out, superseded, or its request closed, its organisation prohibited or
 * listed. */
bool desk_withdraw_dead(Desk *desk, Error *err) must_check;
/* The same where nothing was told that may be of everybody (a standing): only what has run out is looked at, and what
 * is of patients of whom something was told, here or elsewhere, since what is due of them was last found
 * (desk/work.h). `leaving`: who cannot be read keeps nobody waiting, and is sent nothing. */
bool desk_withdraw_doubtful(Desk *desk, bool leaving, Error *err) must_check;
