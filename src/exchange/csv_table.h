/* A table as CSV for people's spreadsheets: every cell quoted, rows ended by CR LF (RFC 4180). A cell that a
 * spreadsheet would take for a formula (it begins with = + - @) gets an apostrophe before it. */
#pragma once

#include <stdio.h>

#include "model/audit/audit.h"

bool csv_table_write(const Table *table, FILE *file, Error *err) must_check;
