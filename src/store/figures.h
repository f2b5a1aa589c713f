/* Within the store only: what each patient adds to the figures, and all of it together (ledger.h, TallyList). */
#pragma once

#include "store/inside.h"

bool figures_put_tallies(void *self, const TalliesOf *patients, size_t count, Error *err) must_check;
bool figures_tallies(void *self, const char *patient, Arena *arena, TallyList *ret_tallies, Error *err) must_check;
bool figures_between(void *self, int from, int to, Arena *arena, TallyList *ret_totals, Error *err) must_check;
/* Whether the totals are what all patients add to them. */
bool figures_are_sums(Store *store, bool *ret_so, Error *err) must_check;
