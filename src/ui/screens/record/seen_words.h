/* A decision in few words, for the lists of what somebody sees and of who sees something. */
#pragma once

#include "model/rules/decision.h"
#include "ui/glyphs.h"

const char *seen_sign(const Glyphs *glyphs, Verdict verdict);
const char *seen_reason(const Decision *decision, Arena *arena); /* its own name as words: "share in refused" */
