/* Within the store only: who has looked (see model/ledger/ledger.h). */
#pragma once

#include "model/ledger/ledger.h"

bool looks_of(void *self, const LookQuery *query, Arena *arena, FactList *ret_facts, Error *err) must_check;
bool looks_lookers(void *self, Arena *arena, LookerList *ret_lookers, Error *err) must_check;
