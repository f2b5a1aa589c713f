/* The naive evaluator's reading of the past: which facts count, and what holds of an episode before the fact of a given
 * place. */
#pragma once

#include "model/properties/naive.h"

#define NOWHERE ((size_t)-1)

typedef struct Past { /* the facts that count, in replay order, with the birthday among them as a fact of kind 0 */
	const Fact *facts[NAIVE_FACTS_MAX + 1];
	size_t count;
	Instant at, sixteen;
} Past;

typedef enum NaiveState { NAIVE_NOT_ASKED, NAIVE_YES, NAIVE_REFUSED, NAIVE_WITHDRAWN } NaiveState;

typedef struct NaiveSide {
	NaiveState state;
	Instant withdrawn;
	const Fact *yes; /* the latest effective yes */
} NaiveSide;

typedef struct NaiveVerification {
	bool given, refused;
	size_t by; /* place of the fact that gave it */
} NaiveVerification;

void past_make(Past *past, const NaiveWorld *world, Instant at, Instant known_at, Fact *birthday);

bool past_same(const char *a, const char *b);
size_t past_opening(const Past *past, const char *episode); /* place, or NOWHERE */
bool past_opens(const Past *past, size_t place);	    /* this fact opened an episode */
bool past_open(const Past *past, const char *episode, size_t before);
bool past_stops(const Past *past, const char *episode, size_t place); /* this fact closes the episode's agreement */
NaiveSide past_side(const Past *past, const char *episode, Direction direction, size_t before);
NaiveVerification past_verification(const Past *past, const char *episode);
const Fact *past_home(const Past *past);  /* the open registration's opening, or NULL */
size_t past_home_since(const Past *past); /* place of what opened or re-opened it */
