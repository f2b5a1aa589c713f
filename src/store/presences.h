/* Within the store only: what the kiosks are doing (see model/ledger.h for each). */
#ifndef STORE_PRESENCES_H
#define STORE_PRESENCES_H

#include "model/ledger/ledger.h"
#include "model/ledger/presence.h"

bool presences_put(void *self, const Presence *presence, Error *err) must_check;
bool presences_all(void *self, Arena *arena, PresenceList *ret_presences, Error *err) must_check;

#endif
