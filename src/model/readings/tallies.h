/* What a patient adds to the figures (audit/audit.h): each episode that asks, by the month in which it was opened, and
 * each complaint, by the month in which it came. Kept with what is due of them (desk/work.h); who changes what is
 * found here raises SCHEMA_CACHES. */
#pragma once

#include "model/ledger/ledger.h"
#include "model/rules/reach.h"

/* What one tally counts. */
typedef struct TallySort {
	bool complaint;
	/* Of an episode, by Direction: what was answered last, as it had effect, to this day, and how; 0: not asked,
	 * or nobody wrote it down. A yes that was withdrawn later is a no. */
	struct {
		WordByte answer, how;
	} of[Direction_COUNT_];
	bool in_time, open; /* of a complaint: acknowledged in time; not answered yet */
} TallySort;

TallySort tally_sort_read(int sort);

/* In order (TallyList). */
TallyList tallies_of(const Reach *reach, Arena *arena);
/* Puts them in order, those alike together as one. */
TallyList tallies_gather(Tally *tallies, size_t count);
TallyList tallies_copy(TallyList tallies, Arena *arena);
bool tallies_same(TallyList left, TallyList right);
