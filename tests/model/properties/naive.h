/* A second reading of the rules: slow, plain, and sharing no code with the model, only the data types of the domain.
 *
 * Every question starts again from the list of facts and scans it as often as a rule asks for something. Words are
 * texts, as RULES writes them, so that not even an enumeration is shared. What the model answers is compared with this.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "model/facts/entry.h"
#include "model/facts/fact.h"
#include "model/facts/organisation.h"

enum { NAIVE_FACTS_MAX = 256 };

typedef struct NaiveWorld {
	const Fact *facts; /* the patient's, in any order */
	size_t fact_count;
	const Fact *standings; /* the facts of nobody, in any order */
	size_t standing_count;
	const Organisation *organisations;
	size_t organisation_count;
	Instant sixteen; /* midnight of the 16th birthday; INSTANT_MAX if not known */
} NaiveWorld;

typedef struct NaiveRuling {
	const char *verdict, *reason, *rule;
} NaiveRuling;

typedef struct NaiveAnswer {
	const char *verdict, *via, *reason, *rule; /* via is NULL for nothing */
	bool general;				   /* no channels */
	NaiveRuling channels[3];		   /* eDSM, MIG, SCR */
} NaiveAnswer;

typedef struct NaiveQuestion {
	const char *org;
	const Entry *entry;
	Instant at, known_at;
} NaiveQuestion;

typedef struct NaiveUse {
	const char *colour; /* red, amber, green */
	const char *study;  /* or NULL */
	bool public_health;
	Instant at, known_at;
} NaiveUse;

NaiveAnswer naive_decide(const NaiveWorld *world, const NaiveQuestion *question);
NaiveRuling naive_research(const NaiveWorld *world, const NaiveUse *use);
/* Whether what is for the patient may name this override; false where it was never opened. */
bool naive_may_be_told(const NaiveWorld *world, const char *override, Instant at, Instant known_at);
