/* A table that leaves the desk as a file for a spreadsheet, and the port that writes it. */
#pragma once

#include "model/audit/figures.h"
#include "model/lists/standings.h"

typedef struct Table {
	const char *const *cells; /* row by row, the first being the headings; never NULL */
	size_t columns, rows;
} Table;

/* One row for each month, organisation and direction; no names of patients. `suppress`: for figures that leave the
 * practice (figure_text). Lives in `arena`, as far as it is not of the rows. */
Table table_of_figures(const FigureRow *rows, size_t count, bool suppress, Arena *arena);
/* The practice's lists, in the form in which they are read again ("code", "standing", "name"). */
Table table_of_standings(const StandingLine *lines, size_t count, Arena *arena);

/* Writes it through the port of the desk (DeskPorts.tables): a new file for its owner alone, never over one that is
 * there. */
bool desk_write_table(Desk *desk, const Table *table, const char *path, Error *err) must_check;
