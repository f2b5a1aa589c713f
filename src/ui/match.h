/* Whether a row is meant by what was typed: word beginnings in any order, marks and case ignored. */
#pragma once

#include <stdbool.h>

/* Whether every word of `typed` begins a word of `name`; both folded (utf8_fold). */
bool match_words(const char *name, const char *typed);
