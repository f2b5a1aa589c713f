/* What a cell of a list may say, and in half a sentence why it does not. */
#pragma once

#include "base/arena.h"
#include "base/date.h"

/* Ten digits with a right check digit, in `arena`; NULL, with `*ret_why`, for anything else and for NULL. */
const char *list_nhs_number(const char *cell, Arena *arena, const char **ret_why);
/* The day before the month, and a year of four digits; NULL: it is one. */
const char *list_date(const char *cell, Date *ret_date);
/* A time of day, alone or after its day: 09:10, 9.10, 0910, 9:10am, 29/11/2026 09:10, 2026-11-29T09:10:00. NULL: it is
 * one; what it does not say is left as it was. `*ret_minute` counts from midnight. */
const char *list_time(const char *cell, Date *ret_date, int *ret_minute);
