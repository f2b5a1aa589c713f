/* The inside of the rights: words that are kept, and the parts of the copy. */
#pragma once

#include "base/index.h"
#include "model/choices/override.h"
#include "model/rights/rights.h"

/* Tidied, not blank, not too long. */
bool rights_words(const char *typed, const char *missing, Arena *arena, const char **ret_words, Error *err) must_check;

/* What is left out of the copy, by the desk or by a person. */
typedef struct CopyGaps {
	Index facts, entries; /* ids */
	Index untold;	      /* of the facts: of an override that the patient may not be told of */
	const char **fact_ids;
	size_t fact_count, entry_count;
	const Fact **decisions; /* what was decided about single lines, as it was told */
	size_t decision_count;
	size_t unread; /* entries that the practice may not see itself: they are in no copy of its */
	Viewer own;
} CopyGaps;

void copy_gaps_find(Desk *desk, const Chart *chart, Arena *arena, CopyGaps *ret_gaps);
/* No words of an override that was not told at once (override_keeps_words), nor of its reviews. */
bool copy_keeps_words(const Chart *chart, const Fact *fact);
bool copy_tells(const CopyGaps *gaps, const Fact *fact);
bool copy_shows(const CopyGaps *gaps, const Chart *chart, size_t entry);
