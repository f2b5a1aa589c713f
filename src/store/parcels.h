/* Within the store only: messages on their way, as the desk sees them (see model/ledger/ledger.h for each). */
#pragma once

#include "model/codes/codes.h"
#include "model/ledger/ledger.h"

bool parcels_put(void *self, const Parcel *parcel, Error *err) must_check;
bool parcels_queued(void *self, Arena *arena, ParcelList *ret_parcels, Error *err) must_check;
bool parcels_doubtful(void *self, Instant now, Arena *arena, ParcelList *ret_parcels, Error *err) must_check;
bool parcels_withdraw(void *self, const char *request, Error *err) must_check;
bool parcels_delivery(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery,
		      Error *err) must_check;
