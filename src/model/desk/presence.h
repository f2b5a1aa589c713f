/* Where each kiosk stands, as the store keeps it, and what a kiosk may tell. Nothing outside the model
 * includes this. */
#pragma once

#include "model/desk/inside.h"

/* How this kiosk stands as the store has it; one that was never started is idle since now. Texts live in `arena`. */
bool presence_read(Desk *desk, const char *number, Arena *arena, Presence *ret_presence, Error *err) must_check;
bool presence_put(Desk *desk, const Presence *presence, Error *err) must_check; /* inside a transaction */

/* Reads it, has it changed, and puts it back, in one transaction. `change` answers false where nothing is to be put. */
typedef bool (*PresenceChange)(Desk *desk, Presence *presence, const void *context);
bool presence_change(Desk *desk, const char *number, PresenceChange change, const void *context, Error *err) must_check;

void presence_call(Presence *presence, Instant now);  /* staff; the first call's moment stays */
void presence_clear(Presence *presence, Instant now); /* nobody is at it: idle */
void presence_attended(Presence *presence);	      /* somebody came: call and lock are over */
/* The patient who is at it came to this kiosk, and was not taken over. */
bool presence_is_ours(const Desk *desk, const Presence *presence);

/* Inside a transaction: whether a kiosk may do what takes this right; true at every other desk. Refused once its
 * patient was taken over. */
bool desk_kiosk_may(Desk *desk, const Chart *chart, Act right, Arena *arena, Error *err) must_check;
/* Whether it may tell such a fact. */
bool desk_kiosk_tells(const Desk *desk, FactKind kind, Error *err) must_check;
