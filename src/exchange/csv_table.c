#include "exchange/csv_table.h"

#include <csv.h>
#include <errno.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

/* What a spreadsheet works out, by itself or once it made plain letters of wide ones. */
static bool is_formula(const char *cell)
{
	static const char *const signs[] = {"=", "+", "-", "@", "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
	cell += strspn(cell, " \t\r\n");
	for (size_t i = 0; i < countof(signs); i++)
		if (text_starts(cell, signs[i]))
			return true;
	return false;
}

/* One line, and nothing but words. */
static bool write_cell(const char *cell, FILE *file)
{
	scoped(arena_free) Arena arena = {0};
	const char *plain = utf8_clean(&arena, cell);
	const char *safe = is_formula(plain) || is_formula(cell) ? arena_print(&arena, "'%s", plain) : plain;
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
