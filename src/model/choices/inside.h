/* What the choices do alike, and the words of an override. */
#pragma once

#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/desk/checks.h"

/* What scr.c, mig.c and purpose.c do alike. */

typedef struct Choosing {
	const char *act;	/* in words, for undo */
	const Speaker *speaker; /* NULL: the patient, in person */
	bool (*check)(Desk *desk, const Reach *reach, const Fact *fact, Error *err); /* inside the transaction; may be NULL */
} Choosing;

/* Checks the right, the clock, the speaker, their age and that the patient lives; the speaker goes into the note. */
bool choosing_tell(Desk *desk, Chart *chart, const Choosing *choosing, Fact fact, Error *err) must_check;

const char *choosing_day(const Reach *reach, Instant at, Arena *arena); /* "12-Nov-2026" */
/* The note of the choice; of a parent's, once the patient is 16, with the word that they are to be asked (A10). */
const char *choosing_note(const Reach *reach, const Fact *fact, Arena *arena);
/* `verb`: "chosen", "noted". */
Chosen choosing_chosen(const Reach *reach, const Fact *fact, const char *text, const char *verb, Arena *arena);

/* The words of an override, as they stand in the note of its fact. */

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". A semicolon in
 * what was typed becomes a comma, so that the parts are told apart. */
const char *override_words_write(const OverrideWords *words, Arena *arena);
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words);
