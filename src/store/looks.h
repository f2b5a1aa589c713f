/* Within the store only: who has looked (see model/ledger/ledger.h). */
#pragma once

#include "model/ledger/ledger.h"
#include "store/inside.h"

bool looks_of(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool looks_lookers(void *self, Arena *arena, LookerList *ret_lookers, Error *err) must_check;

/* That somebody looked at this patient, told after `seq`, in order of `seq`. */
bool looks_at(Store *store, const char *patient, int64_t seq, Arena *arena, FactList *ret_looks, Error *err) must_check;
/* Both in order of `seq`. */
FactList looks_among(FactList facts, FactList looks, Arena *arena);
