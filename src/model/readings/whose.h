/* Who recorded a fact, as it is said. What a file brought is the file's word: it names nobody who sits here. */
#pragma once

#include "base/text.h"
#include "model/rules/reach.h"

/* "Priya S"; "file: Priya S", "file" of what a file brought; "" where nobody is named. For columns. */
const char *fact_by(const Fact *fact, Arena *arena);
/* ", by Priya S", or ", from a file (practice.jsonl, taken in by Sam Reed 30-Nov-2026), which says: Priya S"; nothing
 * where nobody is named. */
void fact_say_by(const World *world, const Fact *fact, Text *out);
