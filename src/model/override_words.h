/* What desk_override*.c look at alike: the words of an override in its note, and whose it is. */
#ifndef MODEL_OVERRIDE_WORDS_H
#define MODEL_OVERRIDE_WORDS_H

#include "model/desk_override.h"

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". A semicolon in
 * what was typed becomes a comma, so that the parts are told apart. */
const char *override_words_write(const OverrideWords *words, Arena *arena);

bool override_is_own(const Desk *desk, const Fact *opening);

#endif
