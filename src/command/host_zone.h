/* The time zone that the practice is in, from the machine. */
#pragma once

#include "base/date_zone.h"
#include "base/error.h"

/* The offsets of a zone ("Europe/London") from the system's time zone database, 1900 to 2060 (the last offset stands
 * from then on). */
bool host_zone(const char *name, Zone *ret_zone, Error *err) must_check;
