/* One built world for the walk over sentences: a patient, one organisation X that is asked about, and all that bears on
 * what X sees. Each dimension takes one of a few values; a world is one value of each. */
#pragma once

#include "model/desk/chart.h"
#include "model/stage/memory_ledger.h"
#include "model/stage/still.h"

#define WALK_PATIENT "9990000018"
#define WALK_HOME "C82001"   /* the practice of the desk */
#define WALK_FORMER "C82002" /* where the patient was registered before, if they moved */
#define WALK_X "RT5"
#define WALK_OTHER "REF" /* another service that cares for the patient, and shares all it records */

#define WALK_NOW "2026-11-20T09:00:00Z"

typedef enum WalkDim {
	WALK_STANDING, /* allowed, verify, prohibited */
	WALK_SYSTEM,   /* shared, another, not known */
	WALK_CODE,     /* none, waiting, accepted, refused, chosen without one */
	WALK_OUT,      /* X's Share Out: not asked, yes, no, withdrawn */
	WALK_IN,       /* X's Share In */
	WALK_HOME_OUT, /* the practice's */
	WALK_PLANNED,  /* no choice, opted out, allowed again */
	WALK_UNPLANNED,
	WALK_RECORDS, /* elsewhere, elsewhere with entries, here */
	WALK_AT_HOME, /* registered here, nowhere, moved here */
	WALK_LIFE,    /* alive, dead */
	/* the core ends here */
	WALK_CARE,     /* planned, urgent */
	WALK_HOME_IN,  /* not asked, yes, withdrawn */
	WALK_RESEARCH, /* no choice, opted out, an allow that waits, one that holds */
	WALK_OVERRIDE, /* none, on, on with what is private, one that the patient is not told of */
	WALK_VIEW,     /* X: neither, MIG partner, MIG permitted, SCR viewer, SCR permitted, SCR refused */
	WALK_DISSENT,  /* none, of MIG and SCR; yes to both, with additional information */
	WALK_EPISODE,  /* open, ended, discharged, a second that says yes, a second with the first ended */
	WALK_PRIVATE,  /* nothing is, one entry */
	WALK_DIMS
} WalkDim;

enum { WALK_CORE = WALK_CARE };

extern const unsigned walk_counts[WALK_DIMS]; /* how many values each has; 0 is the plainest */

typedef struct Walk {
	unsigned value[WALK_DIMS];
	MemoryLedger memory;
	Ledger ledger;
	StillClock clock;
	CountedEntropy entropy;
	Zone zone;
	Desk *desk;
	Chart *chart;
	Arena arena;
	int64_t told;
} Walk;

void walk_open(Walk *walk, const unsigned value[WALK_DIMS], bool kiosk);
void walk_close(Walk *walk);

Instant walk_at(const char *text);
const char *walk_name(const Walk *walk, const char *org); /* as it is called in a sentence */
/* Every dimension with its value, for a world that fails. */
const char *walk_text(const Walk *walk, Arena *arena);

/* The words of the patient in the language of the walk, "gu": which text it is, and what fills its places. */
Phrasebook walk_phrasebook(void);
