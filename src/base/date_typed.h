/* Dates as a person types them. */
#pragma once

#include "base/date.h"

/* 14-Jul-1945, 14/7/1945, 14.07.1945, 14 July 1945, 14071945, 1945-07-14, 14/7/45 (the latest such day not after
 * `today`). Day before month, always. */
bool date_parse_typed(const char *text, Date today, Date *ret_date);

/* As programs write dates into lists: 14/07/1945, 14-Jul-1945, 14 Jul 1945, 1945-07-14, 19450714, midnight after it or
 * not. Day before month, always, and the year with four digits. */
bool date_parse_listed(const char *text, Date *ret_date);
