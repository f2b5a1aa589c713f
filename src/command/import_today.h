/* Importing the list of who comes today (exchange/today_list.h). */
#pragma once

#include "command/import_report.h"
#include "exchange/source.h"
#include "model/desk/desk.h"

/* Read whole, then taken whole, but for numbers that nobody here has: each is a line of the report. */
bool import_today(Desk *desk, Source *source, ImportReport *report, Arena *arena, Error *err) must_check;
