/* What the choices do alike, and the words of an override. */
#pragma once

#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/desk/checks.h"

/* What scr.c, mig.c and purpose.c do alike. */

/* Begins telling a choice: checks the right, the clock, the speaker (NULL: the patient, in person), that the patient
 * lives, and the speaker's age. */
bool choosing_begin(Telling *telling, const Speaker *speaker, Error *err) must_check;
/* Tells it, with the speaker in its note. */
bool choosing_commit(Telling *telling, const Speaker *speaker, Fact *fact, Error *err) must_check;

const char *choosing_day(const Reach *reach, Instant at, Arena *arena); /* "12-Nov-2026" */
/* The note of the choice; of a parent's, once the patient is 16, with the word that they are to be asked (A10). */
const char *choosing_note(const Reach *reach, const Fact *fact, Arena *arena);
/* `verb`: "chosen", "noted". */
Chosen choosing_chosen(const Reach *reach, const Fact *fact, const char *text, const char *verb, Arena *arena);

/* The words of an override, as they stand in the note of its fact. */

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". Semicolons in
 * what was typed are written twice where they would be taken for the end of a part: what is read is what was typed. */
const char *override_words_write(const OverrideWords *words, Arena *arena);
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words);
