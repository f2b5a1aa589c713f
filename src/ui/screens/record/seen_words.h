/* A decision in few words, for the lists of what somebody sees and of who sees something. */
#ifndef UI_SCREENS_SEEN_WORDS_H
#define UI_SCREENS_SEEN_WORDS_H

#include "model/rules/decision.h"
#include "ui/glyphs.h"

const char *seen_sign(const Glyphs *glyphs, Verdict verdict);
const char *seen_reason(const Decision *decision, Arena *arena); /* its own name as words: "share in refused" */

#endif
