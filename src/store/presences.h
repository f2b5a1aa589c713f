/* Within the store only: what the kiosks are doing (see model/ledger/ledger.h for each). */
#pragma once

#include "model/ledger/ledger.h"

bool presences_put(void *self, const Presence *presence, Error *err) must_check;
bool presences_all(void *self, Arena *arena, PresenceList *ret_presences, Error *err) must_check;
