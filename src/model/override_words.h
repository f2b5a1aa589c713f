/* What desk_override*.c look at alike: the words of an override in its note, and when it is on. */
#ifndef MODEL_OVERRIDE_WORDS_H
#define MODEL_OVERRIDE_WORDS_H

#include "model/desk_override.h"

/* "Why: collapsed at the desk; patient not asked: unconscious; private entries: may hold an allergy". A semicolon in
 * what was typed becomes a comma, so that the parts are told apart. */
const char *override_words_write(const OverrideWords *words, Arena *arena);

Instant override_over(const Override *override); /* when it ends, or ended (G2) */
bool override_is_on(const Override *override, Instant at);
bool override_is_own(const Desk *desk, const Fact *opening);

#endif
