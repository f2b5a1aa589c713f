/* What the practices say at T as known at K, each of them by its lists of organisations (RULES, Words; E4) and by what
 * their patients have who expressed no preference about the Summary Care Record (S1): the fold of the facts of nobody.
 *
 * It is the same for every patient: whoever folds many of them at one time folds the lists once. It points into the
 * facts it was made from. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/index.h"
#include "model/facts/fact.h"

typedef struct StandingOf {
	Standing standing;
	const Fact *said_by; /* NULL where nothing was said, or for home itself */
	const Fact *lifted;  /* the fact that lifted the latest prohibition, or NULL (E4) */
} StandingOf;

typedef struct Listed {
	StandingOf of;
	const char *practice;
	uint32_t next; /* the same organisation on another practice's list, or INDEX_NONE */
} Listed;

/* The times in [since, until) at which the same facts count; to the end of time where that is INSTANT_MAX. */
typedef struct Span {
	Instant since, until;
} Span;

typedef struct Standings {
	const Fact *const *facts; /* those that count, in replay order */
	size_t count;
	Listed *listed;
	size_t listed_count;
	Index by_org;		   /* the first in `listed` of an organisation */
	const Fact **scr_defaults; /* the latest of each practice */
	Index scr_default_of;	   /* its place there, by practice */
	Span at, known_at;
} Standings;

/* `facts`: those of nobody, with their voids, in any order. */
void standings_fold(FactList facts, Instant at, Instant known_at, Arena *arena, Standings *ret_standings);

/* What this practice's list says; an organisation that is not on it is `verify`. */
StandingOf standings_say(const Standings *standings, const char *practice, const char *org);

/* What this practice says its patients have who expressed no preference (S1); NULL where it said nothing. */
const Fact *standings_scr_default(const Standings *standings, const char *practice);

/* A fold at these times would be the same. */
bool standings_hold(const Standings *standings, Instant at, Instant known_at);
