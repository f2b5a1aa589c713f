/* A desk for golden screens: the demo practice (assets/demo/practice.jsonl) in a ledger in memory, on a clock that
 * stands still at STAGE_NOW, Europe/London, with one of each role on its staff. Run in the source root.
 *
 *	Stage *stage = stage_open(ROLE_RECEPTIONIST);
 *	Chart *chart = stage_chart(stage, "9990000018");
 *	Drive drive = stage_drive(stage, &screen_matrix, chart, 24, 80);   // heading, keys and lock as in the program
 *	drive_keys(&drive, "down w");
 *	golden_check("matrix", drive_canvas(&drive));
 *	drive_close(&drive);
 *	stage_close(stage); */
#pragma once

#include "model/desk/chart.h"
#include "model/stage/choosing.h"
#include "model/stage/held_card.h"
#include "model/stage/memory_ledger.h"
#include "model/stage/still.h"
#include "ui/drive.h"

#define STAGE_NOW 1718185260 /* 2024-06-12T09:41:00Z; 10:41 in London */
#define STAGE_PRACTICE "C82001"
#define STAGE_PASSPHRASE "three plain words"
#define STAGE_PIN "2580"

enum { STAGE_DESKS = 2 };

typedef struct Stage {
	MemoryLedger memory;
	Ledger ledger;
	StillClock clock;
	CountedEntropy entropy[STAGE_DESKS];
	Zone zone;
	Phrasebook phrasebook; /* of the build */
	Desk *desk;	       /* signed in as the role of stage_open */
	Desk *other;	       /* another desk of the practice, nobody signed in */
	bool sends;	       /* by text and by e-mail */
	bool real;	       /* no demo */
	Printing printing;     /* zero: nothing can be printed */
	Importing importing;   /* zero: no file can be imported */
	CopyPort copying;      /* zero: no copy can be written */
	WitnessPort witness;   /* zero: nothing is witnessed */
	bool reads;	       /* there is a card reader: */
	HeldCard card;	       /* of every desk */
	Arena arena;
	Error err;
} Stage;

/* Staff: Priya S (receptionist), Nurse Okoye (nurse), Dr Shah (clinician), Helen Marsh (privacy officer), Sam Reed
 * (administrator), all with STAGE_PASSPHRASE and STAGE_PIN. `role` 0: nobody is signed in. */
Stage *stage_open(Role role);
Stage *stage_open_sending(Role role); /* desks to which senders are set up */
Stage *stage_open_printing(Role role, Printing printing);
Stage *stage_open_importing(Role role, Importing importing);
Stage *stage_open_copying(Role role, CopyPort copying);
Stage *stage_open_witnessed(Role role, WitnessPort witness);
Stage *stage_open_reading(Role role); /* a card reader at each desk */
Stage *stage_open_real(Role role); /* no demo: of the languages those alone that the practice has turned on, Gujarati */
Stage *stage_open_empty(void);	   /* organisations only: no staff, no patient */
void stage_close(Stage *stage);

void stage_ok(const Stage *stage, bool done); /* fails the test with the sentence of stage->err */
/* The chart of a patient; the date of birth is looked up. Owned by the caller, or the screen it is handed to. */
Chart *stage_chart(Stage *stage, const char *nhs);
void stage_tell(Stage *stage, Fact fact);		 /* as another program would; `at` the clock where not given */
void stage_tell_here(Stage *stage, Fact fact);		 /* as another desk would */
void stage_put(Stage *stage, Organisation organisation); /* into the directory; its system unknown, if not said */
/* What the program that sends would do: be seen at work, and come to this with the message that was queued last. */
void stage_sender_seen(Stage *stage, int64_t seconds_ago);
void stage_deliver(Stage *stage, DeliveryState state, unsigned tries, const char *why);
void stage_elsewhere(Stage *stage);		 /* the record stands in another system: nothing is counted */
void stage_people(Stage *stage, unsigned count); /* more patients, of whom nothing is told but their names */
void stage_pin(Stage *stage, const char *name, bool chosen); /* takes the PIN away, or gives STAGE_PIN again */

/* The app as the program has it, on its first screen; and with `screen` opened on top (NULL: nothing). */
Drive stage_drive(Stage *stage, const Screen *screen, const void *argument, int rows, int cols);
/* The desk's clock and the app's go on, a tick each second. */
void stage_wait(Stage *stage, Drive *drive, int seconds);
/* Opens `screen` anew at 80×24 and at 40×12 and compares both with their golden files. `argument` makes the argument
 * for each (NULL: none). `keys` are typed first; may be NULL. */
typedef const void *StageArgument(Stage *stage);
void stage_golden(Stage *stage, const char *name, const Screen *screen, StageArgument *argument, const char *keys);
