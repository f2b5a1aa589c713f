/* Within the store only: what a kiosk's connection may write, column by column and value by value. */
#pragma once

#include "store/inside.h"

/* Makes the temporary triggers that hold it to that; part of kiosk_rights_limit. */
bool kiosk_writes_limit(Store *store, const char *number, Error *err) must_check;
