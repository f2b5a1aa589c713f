#include "exchange/csv_table.h"

#include <csv.h>
#include <errno.h>
#include <string.h>

static bool write_cell(const char *cell, FILE *file)
{
	scoped(arena_free) Arena arena = {0};
	const char *safe = *cell && strchr("=+-@", *cell) ? arena_print(&arena, "'%s", cell) : cell;
	return csv_fwrite(file, safe, strlen(safe)) == 0;
}

bool csv_table_write(const Table *table, FILE *file, Error *err)
{
	bool written = true;
	for (size_t i = 0; written && i < table->rows * table->columns; i++) {
		bool first = i % table->columns == 0, last = (i + 1) % table->columns == 0;
		written = (first || fputc(',', file) != EOF) && write_cell(table->cells[i], file) &&
			  (!last || fputs("\r\n", file) != EOF);
	}
	return (written && fflush(file) == 0) ||
	       fail(err, ERROR_SYSTEM, "The table could not be written: %s.", strerror(errno));
}
