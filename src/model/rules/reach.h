/* How far sharing reaches for one patient at one moment: the fold of the facts at T as known at K (RULES, Time and
 * W-rules).
 *
 * Everything shown or decided is read from a Reach; nothing in it is stored. `at` and `known_at` are parameters:
 * no clock is read. It points into the facts and entries it was made from; they must outlive it. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/index.h"
#include "model/facts/entry.h"
#include "model/facts/fact.h"
#include "model/facts/organisation.h"
#include "model/facts/person.h"
#include "model/rules/agreement.h"
#include "model/rules/override.h"
#include "model/rules/standing.h"

/* All that is known of one patient. */
typedef struct World {
	const Person *person;
	FactList facts;		/* the patient's, in any order */
	FactList standings;	/* the facts of nobody: standing lists, SCR defaults and their voids, in any order */
	const Standings *lists; /* what `standings` amount to for as long as that holds; NULL: they are folded anew */
	EntryList entries;
	const Index *entry_index; /* by identifier, for who asks for many; NULL: they are looked through */
	Directory directory;
	const Zone *zone;
} World;

/* An entry recorded at r is inside when r ≤ to (W3). INSTANT_MIN: nothing is; INSTANT_MAX: all is. */
typedef struct Watermark {
	Instant to;
	const Fact *because; /* the answer, or what stopped it; NULL at INSTANT_MIN without cause */
} Watermark;

typedef struct EntryState {
	const Fact *hidden;	 /* the private mark or the wish for one that stands, or NULL (G3) */
	const Fact *scr_include; /* the latest, or NULL (S4) */
	uint32_t place;		 /* of the recorder */
} EntryState;

typedef struct PlaceReach {		  /* of one place, by its number in `agreements` */
	const Organisation *organisation; /* NULL if the directory does not know it */
	Watermark out;			  /* W2 */
	const Fact *out_refused;	  /* an open episode there is refused: the answer; else NULL */
	bool shares;			  /* uses SystmOne or EMIS */
} PlaceReach;

typedef struct Reach {
	const World *world;
	Instant at, known_at;
	const Fact *const *facts; /* the facts that count, in replay order */
	size_t fact_count;
	const Fact *const *standings; /* the standing facts that count, in replay order */
	size_t standing_count;
	const Standings *lists; /* what they amount to */
	Agreements agreements;
	const Episode *home; /* or NULL */
	PlaceReach *places;
	EntryState *entries;		      /* by number in world->entries */
	const Fact *scr, *mig;		      /* the latest, or NULL */
	const Fact *purposes[Purpose_COUNT_]; /* the latest choice in effect, or NULL (G4, R4) */
	const Fact *national;		      /* R5 */
	Override *overrides;
	size_t override_count;
	const Fact **permissions; /* the view permissions that still hold (P1), in replay order */
	size_t permission_count;
	const Fact *merged; /* the latest, or NULL */
	Index voided;	    /* what had been told to be in error by K, whatever its time */
	const Fact **codes; /* all that was ever told of codes, in error or not, in the order of their requests */
	size_t code_count;
} Reach;

enum {
	PERMISSION_SECONDS = 24 * 60 * 60,	  /* P1: that encounter, taken as 24 h */
	RESEARCH_LAG_SECONDS = 21 * 24 * 60 * 60, /* G4: an allow; an opt-out holds at once */
};

void reach_fold(const World *world, Instant at, Instant known_at, Arena *arena, Reach *ret_reach);

/* The same, with the standings already folded at these times; those of the world are not looked at. */
void reach_fold_listed(const World *world, const Standings *standings, Instant at, Instant known_at, Arena *arena,
		       Reach *ret_reach);

/* What home says of an organisation (RULES, Words; no home: everyone is `verify`). */
StandingOf reach_standing(const Reach *reach, const char *org);

/* The state of the Summary Care Record (S1): never `implied`. `because` is the choice, or what home says of who
 * expressed no preference, or that nobody asked; NULL where nothing was said. */
typedef struct ScrState {
	ScrStatus status;
	const Fact *because;
} ScrState;

ScrState reach_scr(const Reach *reach);

bool reach_is_home(const Reach *reach, const char *org);
bool reach_in_gp_record(const Reach *reach, size_t entry);
/* When a choice of a purpose takes effect (G4). */
Instant purpose_in_effect(const Fact *choice);
/* The opt-out that is in effect for this purpose, or NULL. */
const Fact *reach_opt_out(const Reach *reach, Purpose purpose);
