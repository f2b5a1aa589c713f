/* What the choices do alike, and the words of an override. */
#pragma once

#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/desk/checks.h"

/* What scr.c, mig.c and purpose.c do alike. */

const char *choosing_day(const Reach *reach, Instant at, Arena *arena); /* "12-Nov-2026" */
/* Who said it, and how; of a parent's, once the patient is 16, with the word that they are to be asked (A12). */
const char *choosing_note(const Reach *reach, const Fact *fact, Arena *arena);
/* `verb`: "chosen", "noted". */
Chosen choosing_chosen(const Reach *reach, const Fact *fact, const char *text, const char *verb, Arena *arena);

/* S2 to S4: an entry for which scr-include matters. */
bool scr_can_include(const Reach *reach, size_t entry);

/* The words of an override, as they stand in the note of its fact. */

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". Semicolons in
 * what was typed are written twice where they would be taken for the end of a part: what is read is what was typed. */
const char *override_words_write(const OverrideWords *words, Arena *arena);
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words);
