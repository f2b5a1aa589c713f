/* Within the store only: what a kiosk's connection may do. */
#pragma once

#include "store/inside.h"

/* Takes every right from the connection that the kiosk of this number does not need. Cannot be undone on it. */
bool kiosk_rights_limit(Store *store, const char *number, Error *err) must_check;
