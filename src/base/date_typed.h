/* Dates as a person types them. */
#pragma once

#include "base/date.h"

/* 14-Jul-1945, 14/7/1945, 14.07.1945, 14 July 1945, 14071945, 1945-07-14, 14/7/45 (the latest such day not after
 * `today`). Day before month, always. */
bool date_parse_typed(const char *text, Date today, Date *ret_date);
