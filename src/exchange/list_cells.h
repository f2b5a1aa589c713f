/* What a cell of a list may say, and in half a sentence why it does not. */
#pragma once

#include "base/arena.h"
#include "base/date.h"

/* Ten digits with a right check digit, in `arena`; NULL, with `*ret_why`, for anything else and for NULL. */
const char *list_nhs_number(const char *cell, Arena *arena, const char **ret_why);
/* The day before the month, and a year of four digits; NULL: it is one. */
const char *list_date(const char *cell, Date *ret_date);
