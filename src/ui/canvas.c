#include "ui/canvas.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static int within(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

static void cell_blank(Cell *cell, Style style)
{
	*cell = (Cell){.bytes = " ", .columns = 1, .style = (uint8_t)style};
}

void canvas_size(Canvas *canvas, int rows, int cols)
{
	canvas->rows = within(rows, 1, CANVAS_ROWS_MAX);
	canvas->cols = within(cols, 1, CANVAS_COLS_MAX);

	const size_t needed = (size_t)canvas->rows * (size_t)canvas->cols;

	if (needed > canvas->room) {
		Cell *cells = realloc(canvas->cells, needed * sizeof *cells);
		if (!cells)
			abort(); /* as arenas do: nothing can be shown without it */
		canvas->cells = cells;
		canvas->room = needed;
	}
	if (!canvas->glyphs)
		canvas->glyphs = &glyphs_utf8;
	canvas_clear(canvas);
}

void canvas_clear(Canvas *canvas)
{
	const size_t cols = (size_t)canvas->cols;
	for (size_t col = 0; col < cols; col++)
		cell_blank(&canvas->cells[col], STYLE_NORMAL);
	for (int row = 1; row < canvas->rows; row++)
		memcpy(&canvas->cells[(size_t)row * cols], canvas->cells, cols * sizeof(Cell));
	canvas->cursor_row = canvas->cursor_col = -1;
	canvas->indic = false;
	arena_clear(&canvas->scratch);
}

void canvas_free(Canvas *canvas)
{
	free(canvas->cells);
	arena_free(&canvas->scratch);
	*canvas = (Canvas){0};
}

static Cell *cell_at(const Canvas *canvas, int row, int col)
{
	return &canvas->cells[(size_t)row * (size_t)canvas->cols + (size_t)col];
}

const Cell *canvas_cell(const Canvas *canvas, int row, int col)
{
	const bool inside = row >= 0 && row < canvas->rows && col >= 0 && col < canvas->cols;
	return inside ? cell_at(canvas, row, col) : NULL;
}

static bool same_cells(const Cell *a, const Cell *b, int count)
{
	return memcmp(a, b, (size_t)count * sizeof *a) == 0; /* a cell has no gaps, and nothing behind its text */
}

bool canvas_changed(Canvas *before, const Canvas *canvas, int row, int *ret_from, int *ret_end)
{
	const Cell *now = cell_at(canvas, row, 0);
	Cell *was = cell_at(before, row, 0);
	int from = 0, end = canvas->cols;
	if (same_cells(now, was, end))
		return false;
	while (same_cells(&now[from], &was[from], 1))
		from++;
	while (same_cells(&now[end - 1], &was[end - 1], 1))
		end--;
	while (from > 0 && (now[from].columns == 0 || was[from].columns == 0))
		from--;
	while (end < canvas->cols && (now[end].columns == 0 || was[end].columns == 0))
		end++;
	memcpy(was, now, (size_t)canvas->cols * sizeof *now);
	before->indic |= canvas->indic;
	*ret_from = from;
	*ret_end = end;
	return true;
}

/* --- areas --- */

Area area_all(Canvas *canvas)
{
	return (Area){.canvas = canvas, .rows = canvas->rows, .cols = canvas->cols};
}

Area area_part(Area area, int row, int col, int rows, int cols)
{
	const int top = within(row, 0, area.rows), left = within(col, 0, area.cols);
	const int bottom = rows < 0 ? area.rows : within(row + rows, top, area.rows);
	const int right = cols < 0 ? area.cols : within(col + cols, left, area.cols);
	return (Area){
		.canvas = area.canvas,
		.row = area.row + top,
		.col = area.col + left,
		.rows = bottom - top,
		.cols = right - left,
	};
}

const Glyphs *area_glyphs(Area area)
{
	return area.canvas->glyphs;
}

Arena *area_scratch(Area area)
{
	return &area.canvas->scratch;
}

bool area_has(Area area, int row, int col)
{
	return row >= area.row && row < area.row + area.rows && col >= area.col && col < area.col + area.cols;
}

/* A wide grapheme loses all its cells when one of them is drawn over. */
static void cell_part(const Canvas *canvas, int row, int col)
{
	const int touched = col;
	while (col > 0 && cell_at(canvas, row, col)->columns == 0)
		col--;

	const int end = col + cell_at(canvas, row, col)->columns;

	if (end <= col + 1 && col == touched)
		return;
	for (; col < end && col < canvas->cols; col++)
		cell_blank(cell_at(canvas, row, col), cell_at(canvas, row, col)->style);
}

static void cell_write(Canvas *canvas, int row, int col, const char *bytes, size_t n, int columns, Style style)
{
	for (int i = 0; i < columns; i++)
		cell_part(canvas, row, col + i);
	for (int i = 1; i < columns; i++)
		*cell_at(canvas, row, col + i) = (Cell){.style = (uint8_t)style};

	Cell *cell = cell_at(canvas, row, col);

	*cell = (Cell){.columns = (uint8_t)columns, .style = (uint8_t)style};
	/* Marks piled up beyond what a cell holds are dropped, between code points. */
	while (n >= CELL_BYTES || (n > 0 && ((unsigned char)bytes[n] & 0xC0) == 0x80))
		n--;
	memcpy(cell->bytes, bytes, n);
	canvas->indic |= memchr(bytes, 0xE0, n) != NULL;
}

static void cell_letter(const Canvas *canvas, int row, int col, char letter, Style style)
{
	Cell *cell = cell_at(canvas, row, col);
	if (cell->columns != 1)
		cell_part(canvas, row, col);
	*cell = (Cell){.bytes = {letter}, .columns = 1, .style = (uint8_t)style};
}

/* What stands for one grapheme where there is only ASCII: its letter without marks, or '#' for each column. */
static void plain_grapheme(Arena *arena, const char *grapheme, int columns, char out[CELL_BYTES])
{
	static const struct {
		const char *sign, plain;
	} plain[] = {{"’", '\''}, {"‘", '\''}, {"“", '"'}, {"”", '"'},	    {"–", '-'},
		     {"—", '-'},  {"…", '~'},  {"·", '.'}, {"\u00a0", ' '}, {"▄", '#'}};
	const char *letter = utf8_fold(arena, grapheme);
	const bool upper = !text_is(utf8_upper(arena, grapheme), grapheme);

	memset(out, '#', CELL_BYTES - 1);
	out[within(columns, 0, CELL_BYTES - 1)] = '\0';
	if (strlen(letter) == (size_t)columns && (unsigned char)letter[0] < 0x80)
		text_copy(out, CELL_BYTES, upper ? letter : utf8_upper(arena, letter));
	for (size_t i = 0; i < countof(plain); i++) {
		if (text_is(plain[i].sign, grapheme))
			out[0] = plain[i].plain;
	}
}

/* How many letters of one column stand at the start, each by itself, as nearly all of a screen do. */
static int plain_letters(const char *text, size_t n)
{
	size_t count = 0;
	while (count < n && text[count] >= ' ' && text[count] <= '~' && (unsigned char)text[count + 1] < 0x80)
		count++;
	return (int)count;
}

/* Draws whole graphemes of clean text from `col` on, while they end before `end`; left of the area none. */
static int put_graphemes(Area area, int row, int col, int end, Style style, const char *text, size_t n)
{
	const int start = col;
	for (size_t at = 0, length; at < n; at += length) {
		const int room = end > col ? end - col : 0;
		const int letters = within(plain_letters(text + at, n - at), 0, room);
		for (int i = col < 0 ? -col : 0; i < letters; i++)
			cell_letter(area.canvas, area.row + row, area.col + col + i, text[at + (size_t)i], style);
		col += letters;
		at += (size_t)letters;
		length = at < n ? utf8_grapheme(text + at) : 0;
		if (length == 0)
			break;
		char *grapheme = arena_bytes(area_scratch(area), text + at, length);
		const int columns = utf8_columns(grapheme);
		if (columns == 0)
			continue; /* a joiner or a mark with nothing to stand on */
		if (col + columns > end)
			break;
		if (col >= 0 && (area.canvas->glyphs->utf8 || (unsigned char)text[at] < 0x80)) {
			cell_write(area.canvas, area.row + row, area.col + col, grapheme, length, columns, style);
		} else if (col >= 0) {
			char plain[CELL_BYTES];
			plain_grapheme(area_scratch(area), grapheme, columns, plain);
			for (int i = 0; plain[i]; i++)
				cell_write(area.canvas, area.row + row, area.col + col + i, &plain[i], 1, 1, style);
		}
		col += columns;
	}
	return col - start;
}

int area_put_in(Area area, int row, int col, int cols, Style style, const char *text)
{
	const int end = within(col + cols, 0, area.cols);
	if (row < 0 || row >= area.rows || end <= col || !text)
		return 0;

	const ArenaMark mark = arena_mark(area_scratch(area));
	const char *clean = utf8_is_clean(text) ? text : utf8_clean(area_scratch(area), text);
	int drawn;

	if (utf8_columns(clean) <= end - col) {
		drawn = put_graphemes(area, row, col, end, style, clean, strlen(clean));
	} else {
		const size_t fits = utf8_fit(clean, end - col - 1, NULL);
		drawn = put_graphemes(area, row, col, end - 1, style, clean, fits);
		drawn += put_graphemes(area, row, col + drawn, end, style, area.canvas->glyphs->cut,
				       strlen(area.canvas->glyphs->cut));
	}
	arena_reset(area_scratch(area), mark);
	return drawn;
}

int area_put(Area area, int row, int col, Style style, const char *text)
{
	return area_put_in(area, row, col, area.cols - col, style, text);
}

static int clean_columns(Area area, const char *text)
{
	return text ? utf8_columns(utf8_clean(area_scratch(area), text)) : 0;
}

int area_put_right(Area area, int row, Style style, const char *text)
{
	return area_put(area, row, within(area.cols - clean_columns(area, text), 0, area.cols), style, text);
}

int area_put_centred(Area area, int row, Style style, const char *text)
{
	return area_put(area, row, within((area.cols - clean_columns(area, text)) / 2, 0, area.cols), style, text);
}

int area_print(Area area, int row, int col, Style style, const char *format, ...)
{
	enum { PRINT_MAX = 4 * CANVAS_COLS_MAX };
	char text[PRINT_MAX];
	va_list list;

	va_start(list, format);
	text_print_list(text, sizeof text, format, list);
	va_end(list);
	return area_put(area, row, col, style, text);
}

void area_fill(Area area, Style style)
{
	for (int row = 0; row < area.rows; row++)
		area_fill_row(area, row, style);
}

void area_fill_row(Area area, int row, Style style)
{
	if (row < 0 || row >= area.rows)
		return;
	for (int col = 0; col < area.cols; col++)
		cell_letter(area.canvas, area.row + row, area.col + col, ' ', style);
}

void area_style(Area area, Style style)
{
	for (int row = 0; row < area.rows; row++) {
		for (int col = 0; col < area.cols; col++)
			cell_at(area.canvas, area.row + row, area.col + col)->style = (uint8_t)style;
	}
}

static void rule_part(Area area, int row, int from, int to, Style style)
{
	const char *line = area.canvas->glyphs->line;
	for (int col = from; col < to && row >= 0 && row < area.rows; col++)
		cell_write(area.canvas, area.row + row, area.col + col, line, strlen(line), 1, style);
}

void area_rule(Area area, int row, Style style, const char *title)
{
	rule_part(area, row, 0, area.cols, style);
	if (text_empty(title) || area.cols < 6)
		return;
	area_put(area, row, 1, style, " ");

	const int drawn = area_put_in(area, row, 2, area.cols - 4, STYLE_STRONG, title);

	area_put(area, row, 2 + drawn, style, " ");
}

void area_box(Area area, Style style, const char *title)
{
	const Glyphs *glyphs = area.canvas->glyphs;
	area_rule(area, 0, style, title);
	area_rule(area, area.rows - 1, style, NULL);
	for (int row = 1; row < area.rows - 1; row++) {
		area_put_in(area, row, 0, 1, style, glyphs->upright);
		area_put_in(area, row, area.cols - 1, 1, style, glyphs->upright);
	}
	area_put_in(area, 0, 0, 1, style, glyphs->corner[0]);
	area_put_in(area, 0, area.cols - 1, 1, style, glyphs->corner[1]);
	area_put_in(area, area.rows - 1, 0, 1, style, glyphs->corner[2]);
	area_put_in(area, area.rows - 1, area.cols - 1, 1, style, glyphs->corner[3]);
}

void area_cursor(Area area, int row, int col)
{
	if (row < 0 || row >= area.rows || col < 0 || col >= area.cols)
		return;
	area.canvas->cursor_row = area.row + row;
	area.canvas->cursor_col = area.col + col;
}
