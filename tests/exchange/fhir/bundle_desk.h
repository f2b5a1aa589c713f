/* What a desk knows after it has read a Bundle: who may see which entry, decided for every entry and organisation, and
 * what differs between two of them. */
#pragma once

#include <jansson.h>

#include "exchange/gather.h"
#include "model/rules/decision.h"

enum { DESKS_READY = 16, SEEN_MAX = 400, VIEWERS = 5 };

/* --- A ledger and what is in it --- */

typedef struct Desk {
	MemoryLedger memory;
	Ledger ledger;
	Arena arena;
	Gather gather; /* the lines of the last reading */
	Error err;
} Desk;

void desk_open(Desk *desk, const Desk *from); /* begins as `from` stands, which is told nothing more; NULL: empty */
void desk_close(Desk *desk);
void desk_tell(Desk *desk, Line line);				/* as staff do */
bool desk_read(Desk *desk, const json_t *bundle, Instant when); /* false: it was refused */
size_t desk_bundles(void);					/* how many were read so far */
Fact desk_fact(Desk *desk, FactKind kind, const char *patient, const char *name, const char *when);

/* Knows the organisations of bundle_make, and one of its patients or both, with an episode at each organisation.
 * `number` (below DESKS_READY) says which shares have a yes: bit 0 out at C82001, 1 in at RWE, 2 out at RT5. */
void desk_make_ready(Desk *desk, size_t number);

/* --- Who may see what --- */

typedef struct Sight { /* what one organisation is told of one entry */
	unsigned char verdict, via, reason, channels[CHANNELS], reasons[CHANNELS];
} Sight;

typedef struct Seen {
	const char *id, *patient;
	Sight by[VIEWERS];
} Seen;

typedef struct Record { /* its texts live as long as the desk is open */
	Seen items[SEEN_MAX];
	size_t count;
} Record;

void record_see(Desk *desk, Record *record);
/* By somebody who did not write it down, nor has the record of who did. */
bool seen_elsewhere(const Seen *seen, size_t viewer);
const char *seen_say(const char *what, const Seen *seen, size_t viewer);

/* --- Comparing: NULL, or what differs, until the next is compared --- */

/* Nothing of `after` is seen that was not before. An entry named `but` ("Consent/17"; NULL: none) is not looked at. */
const char *record_more(const Record *before, const Record *after, const char *but);
const char *record_other(const Record *before, const Record *after);
const char *record_open(const Record *record, const json_t *names); /* that others see something named so */
const char *lines_other(Gather *before, Gather *after);		    /* sorts both */
const char *lines_new(const Gather *before, const Gather *after);   /* that the ledger did not know all of it */
