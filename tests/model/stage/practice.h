/* A small practice with a desk in it, for the tests of the desk: C82001 is home, RX1 (SystmOne) and RX2 (no system
 * told) are others, one staff of each role, and the patients below, registered at home since PRACTICE_START. */
#pragma once

#include "model/desk/chart.h"
#include "model/stage/held_card.h"
#include "model/stage/memory_ledger.h"
#include "model/stage/still.h"

#define ASHBY_MAUREEN "9990000018" /* born 11-Feb-1951, mobile on file */
#define ASHBY_NEIL "9990000026"	   /* born 03-Mar-1988 */
#define OKAFOR "9990000034"	   /* Chidi, born 02-Jun-2011, restricted */
#define SMITH_ONE "9990000042"	   /* Jane, born 14-Jul-1945 */
#define SMITH_TWO "9990000050"	   /* Jane, born 15-Jul-1945 */

#define PRACTICE_START 1764583200 /* 2025-12-01T10:00:00Z, a Monday: long before PRACTICE_NOW */
#define PRACTICE_NOW 1795340460	  /* 2026-11-22T09:41:00Z, a Sunday */

#define PRACTICE_PASSPHRASE "three plain words"

typedef struct Practice {
	MemoryLedger memory;
	Ledger ledger;
	StillClock clock;
	CountedEntropy entropy;
	Zone zone;
	HeldCard card; /* of every desk */
	Desk *desk;
	Arena arena;
	unsigned told; /* by practice_tell */
	Error err;
} Practice;

void practice_open(Practice *practice); /* nobody is signed in */
void practice_close(Practice *practice);

/* Another desk of the same practice, with the same clock; closed by the caller. */
Desk *practice_another_desk(Practice *practice);

void practice_sign_in(Practice *practice, Role role);
/* Somebody else tells this fact, as an import would: `at` and the other fields as given. */
void practice_tell(Practice *practice, Fact fact);
Fact practice_fact(FactKind kind, const char *patient, int64_t at);
void practice_entry(Practice *practice, const char *id, const char *patient, const char *org, int64_t recorded);
void practice_list(Practice *practice, Organisation organisation); /* a practice of unknown system, if not said */
void practice_organisation(Practice *practice, const char *code, const char *name, Care care, System system);
void practice_person(Practice *practice, const Person *person); /* replaces the directory line */
void practice_refer(Practice *practice, const char *patient, const char *episode, const char *org, int64_t at);
Chart *practice_chart(Practice *practice, const char *nhs, Date born);
