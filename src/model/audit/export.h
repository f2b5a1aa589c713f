/* Handing the ledger out: each export by a person is a fact. */
#pragma once

#include "model/desk/desk.h"

/* Tells the `exported` fact where somebody is signed in; `what` was handed out if not the whole ledger (NULL).
 * `ret_until`: the export holds the lines before this number. */
bool desk_export(Desk *desk, const char *what, int64_t *ret_until, Error *err) must_check;
