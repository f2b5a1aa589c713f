/* The desk's tables as CSV files. */
#pragma once

#include <stdio.h>

#include "model/audit/audit.h"
#include "model/ports/table_port.h"

TablePort table_file_port(void);

/* The same in two steps, for a table that is only made later: the file is made first, new and for its owner alone, and
 * refused where one is there already; filling it closes it. What did not become whole, whoever made it unlinks. */
bool table_file_make(const char *path, FILE **ret_file, Error *err) must_check;
bool table_file_fill(const Table *table, FILE *file, Error *err) must_check;
