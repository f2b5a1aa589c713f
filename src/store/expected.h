/* Within the store only: who is expected today (see model/ledger/ledger.h for each). */
#pragma once

#include "model/ledger/ledger.h"

bool expected_put(void *self, const ExpectedList *list, Error *err) must_check;
bool expected_all(void *self, Arena *arena, ExpectedList *ret_list, Error *err) must_check;
