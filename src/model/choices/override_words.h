/* The words of an override, as they stand in the note of its fact. */
#pragma once

#include "model/choices/override.h"

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". A semicolon in
 * what was typed becomes a comma, so that the parts are told apart. */
const char *override_words_write(const OverrideWords *words, Arena *arena);
void override_words_read(const char *note, Arena *arena, OverrideWords *ret_words);
