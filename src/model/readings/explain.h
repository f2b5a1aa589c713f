/* Decisions and facts in plain English: one sentence, with organisation names, dates and who was asked.
 *
 * It is the matrix's line, the `text` of an answer and the words of the history alike. Staff dates (14-Jul-1945),
 * local time of the world's zone. Reasons are for the desk; a viewer is told only that something is withheld (property
 * 8). */
#pragma once

#include "model/rules/decision.h"
#include "model/rules/research.h"

/* "Physiotherapy cannot see this: Maureen said no to Share In there on 12-Nov-2026, asked by Priya S in person."
 * `viewer` is how the organisation is called (explain_name, or the service); `object` what is seen: "this", "this
 * record". */
void explain_decision(const Reach *reach, const char *viewer, const Decision *decision, const char *object, Text *out);
/* What several decisions alike are about: "3 entries", 3. */
typedef struct Explained {
	const char *words;
	size_t count; /* more than one are "they" */
	bool mixed;   /* they rest on different facts: none of these is named */
} Explained;

void explain_entries(const Reach *reach, const char *viewer, const Decision *decision, const Explained *object,
		     Text *out);
void explain_research(const Reach *reach, const Decision *decision, Text *out);

/* "Said yes to Share Out at Physiotherapy (patient, in person)." Without the date, which stands beside it.
 * Never the content of an entry: "the entry of 12-Nov-2026". */
void explain_fact(const World *world, const Fact *fact, Text *out);

/* A word of the ledger as it is said: "court-order" is "court order". */
void explain_word(const char *word, Text *out);
/* "passphrase and code" */
void explain_strength(Strength strength, Text *out);

/* How an answer came, as it is said: "in person", "by telephone"; "" where it was not told. */
const char *explain_how(How how);

/* Where an answer was entered: "SystmOne", "the Spine"; "another system". */
const char *explain_passed_to(PassedTo system);

/* A sentence with {names} in it: each is replaced by what `say` adds for it; "{}" never stands for itself. */
typedef struct Saying {
	void (*say)(const void *self, const char *name, size_t length, Text *out);
	const void *self;
} Saying;

void explain_expand(const char *sentence, Saying saying, Text *out);

/* An organisation as it is called in a sentence: its short name, or its code if the directory does not know it. "a GP
 * practice" where a restricted patient is or was registered: theirs is named nowhere. */
bool explain_hides(const World *world, const char *org);
const char *explain_name(const World *world, const char *org, Arena *arena);
