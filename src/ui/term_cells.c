#include "ui/term_cells.h"

#include <curses.h>

#include "base/utf8.h"
#include "ui/shaped.h"

static void look_as(const TermCells *cells, const Cell *cell)
{
	attr_set(cells->looks[cell->style].attributes, cells->looks[cell->style].pair, NULL);
}

static void tell_cell(const TermCells *cells, const Cell *cell, int row, int col)
{
	wchar_t wide[CELL_BYTES];
	int count = 0;
	uint32_t point;
	for (const char *at = cell->bytes; *at; at += utf8_decode(at, &point), wide[count++] = (wchar_t)point)
		;
	look_as(cells, cell);
	mvaddnwstr(row, col, wide, count);
}

/* Whether it is a character by itself, and as wide for curses as here. */
static bool stands_alone(const Cell *cell, wchar_t *ret_wide)
{
	uint32_t point;
	*ret_wide = (wchar_t)cell->bytes[0];
	if (cell->bytes[0] > 0 && cell->bytes[1] == '\0')
		return true;
	const size_t length = utf8_decode(cell->bytes, &point);
	*ret_wide = (wchar_t)point;
	return cell->bytes[0] != '\0' && cell->bytes[length] == '\0' && wcwidth((wchar_t)point) == cell->columns;
}

/* Such cells of one style, at once. The column behind them: `col` where there is none. */
static int tell_stretch(const TermCells *cells, const Cell *row_cells, int row, int col, int end)
{
	enum { MOST = 128 };
	const Cell *first = &row_cells[col];
	const CellLook look = cells->looks[first->style];
	cchar_t signs[MOST];
	wchar_t wide;
	int count = 0, at = col;
	setcchar(&signs[0], L" ", look.attributes, look.pair, NULL);
	for (; at < end && count < MOST && row_cells[at].style == first->style && stands_alone(&row_cells[at], &wide);
	     at += row_cells[at].columns) {
		signs[count] = signs[0];
		signs[count++].chars[0] = wide;
	}
	look_as(cells, first);
	mvadd_wchnstr(row, col, signs, count);
	return at;
}

static void tell_cells(const TermCells *cells, const Cell *row_cells, int row, int from, int end)
{
	for (int col = from; col < end;) {
		const int behind = tell_stretch(cells, row_cells, row, col, end);
		if (behind == col && row_cells[col].columns > 0)
			tell_cell(cells, &row_cells[col], row, col);
		col = behind > col ? behind : col + 1;
	}
}

static void tell_row(TermCells *cells, const Canvas *canvas, int row)
{
	const bool was_shaped = shaped_row(&cells->told, row);
	int from, end;
	if (!canvas_changed(&cells->told, canvas, row, &from, &end))
		return;
	if (!shaped_row(canvas, row))
		tell_cells(cells, canvas_cell(canvas, row, 0), row, was_shaped ? 0 : from,
			   was_shaped ? canvas->cols : end);
	else if (move(row, 0) == OK)
		clrtoeol();
}

void term_cells_tell(TermCells *cells, const Canvas *canvas)
{
	if (cells->forgotten || cells->told.rows != canvas->rows || cells->told.cols != canvas->cols) {
		canvas_size(&cells->told, canvas->rows, canvas->cols);
		erase();
	}
	cells->forgotten = false;
	for (int row = 0; row < canvas->rows; row++)
		tell_row(cells, canvas, row);
}
