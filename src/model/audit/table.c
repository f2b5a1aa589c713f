#include "model/audit/audit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"
#include "model/ledger/transaction.h"

enum { FIGURE_WORDS = 4, STANDING_COLUMNS = 3 };

static const char *const figure_words[FIGURE_WORDS] = {"Month", "Code", "Organisation", "Question"};

static void put_side(const FigureRow *row, Direction direction, bool suppress, const char **cells, Arena *arena)
{
	char text[FIGURE_TEXT_MAX];
	cells[0] = arena_print(arena, "%04d-%02d", row->month.year, row->month.month);
	cells[1] = row->org;
	cells[2] = row->name;
	cells[3] = direction == DIRECTION_OUT ? "Share Out" : "Share In";
	for (FigureColumn column = 0; column < FIGURE_COLUMNS; column++) {
		figure_text(row, direction, column, suppress, text);
		cells[FIGURE_WORDS + column] = arena_text(arena, text);
	}
}

Table table_of_figures(const FigureRow *rows, size_t count, bool suppress, Arena *arena)
{
	enum { COLUMNS = FIGURE_WORDS + FIGURE_COLUMNS };
	const char **cells = arena_array(arena, (2 * count + 1) * COLUMNS, sizeof *cells);
	for (size_t i = 0; i < FIGURE_WORDS; i++)
		cells[i] = figure_words[i];
	for (size_t i = 0; i < FIGURE_COLUMNS; i++)
		cells[FIGURE_WORDS + i] = figure_headings[i];
	for (size_t i = 0; i < count; i++) {
		put_side(&rows[i], DIRECTION_OUT, suppress, cells + (2 * i + 1) * COLUMNS, arena);
		put_side(&rows[i], DIRECTION_IN, suppress, cells + (2 * i + 2) * COLUMNS, arena);
	}
	return (Table){cells, COLUMNS, 2 * count + 1};
}

Table table_of_standings(const StandingLine *lines, size_t count, Arena *arena)
{
	const char **cells = arena_array(arena, (count + 1) * STANDING_COLUMNS, sizeof *cells);
	cells[0] = "code", cells[1] = "standing", cells[2] = "name";
	for (size_t i = 0; i < count; i++) {
		const char **row = cells + (i + 1) * STANDING_COLUMNS;
		row[0] = lines[i].org;
		row[1] = words_text(&standing_words, lines[i].standing);
		row[2] = lines[i].name;
	}
	return (Table){cells, STANDING_COLUMNS, count + 1};
}

/* "figures-2026-11.csv" */
static bool is_plain_name(const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
	const size_t stem = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_ ");
	return *name && strchr(letters, *name) && strlen(name) <= TABLE_NAME_MAX && text_is(name + stem, ".csv");
}

bool desk_write_table(Desk *desk, const Table *table, const char *name, char ret_path[TABLE_PATH_MAX], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const TablePort *port = &desk->ports.tables;
	if (!desk_may_act(desk, err))
		return false;
	if (!is_plain_name(name))
		return fail(err, ERROR_INPUT,
			    "Give a name of letters, digits, - and _ that ends in .csv, without a folder: it goes into "
			    "the folder for receipts.");
	if (!port->write)
		return fail(err, ERROR_REFUSED, "This desk writes no files: use the command line.");
	return ledger_lets(&desk->ports.ledger, "a file written", err) &&
	       port->write(port->self, table, desk_setting(desk, "receipt-folder", &arena), name, ret_path,
			   TABLE_PATH_MAX, err);
}
