#include "ui/picture.h"

#include <assert.h>
#include <string.h>

#include "base/text.h"

char style_letter(Style style)
{
#define LETTER(name, letter) letter,
	static const char letters[] = {STYLES(LETTER)};
#undef LETTER

	assert(style < STYLE_COUNT);
	return letters[style];
}

static void text_cut_blanks(Text *out, size_t from)
{
	while (out->length > from && out->bytes[out->length - 1] == ' ')
		out->bytes[--out->length] = '\0';
	text_add_char(out, '\n');
}

char *canvas_text(const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};
	for (int row = 0; row < canvas->rows; row++) {
		const size_t from = out.length;
		for (int col = 0; col < canvas->cols; col++)
			text_add(&out, canvas_cell(canvas, row, col)->bytes);
		text_cut_blanks(&out, from);
	}
	return out.bytes;
}

char *canvas_styles(const Canvas *canvas, Arena *arena)
{
	Text out = {.arena = arena};
	for (int row = 0; row < canvas->rows; row++) {
		const size_t from = out.length;
		for (int col = 0; col < canvas->cols; col++)
			text_add_char(&out, style_letter(canvas_cell(canvas, row, col)->style));
		text_cut_blanks(&out, from);
	}
	return out.bytes;
}

/* --- what would be said by colour alone --- */

static bool is_blank(const Canvas *canvas, int row, int col)
{
	const Cell *cell = canvas_cell(canvas, row, col);
	return !cell || text_is(cell->bytes, " ");
}

/* "▌", "< dark >", "[✓]". */
static bool is_mark(const Canvas *canvas, const char *bytes)
{
	return text_is(bytes, glyphs_utf8.selected) || text_is(bytes, glyphs_ascii.selected) || strchr("<[", *bytes);
}

static bool row_is_marked(const Canvas *canvas, int row)
{
	bool selected = false, marked = false;
	for (int col = 0; col < canvas->cols; col++) {
		const Cell *cell = canvas_cell(canvas, row, col);
		selected |= cell->style == STYLE_SELECTED;
		marked |= cell->bytes[0] && is_mark(canvas, cell->bytes);
	}
	return marked || !selected;
}

/* A sign of one cell by itself, in a style that says something. */
static bool is_sign(const Canvas *canvas, int row, int col)
{
	const unsigned style = canvas_cell(canvas, row, col)->style;
	return !is_blank(canvas, row, col) && is_blank(canvas, row, col - 1) && is_blank(canvas, row, col + 1) &&
	       (style == STYLE_NORMAL || style == STYLE_GOOD || style == STYLE_WARNING);
}

const char *canvas_said_by_colour(const Canvas *canvas, Arena *arena)
{
	const Cell *signs[CANVAS_COLS_MAX];
	size_t count = 0;
	for (int row = 0; row < canvas->rows; row++) {
		if (!row_is_marked(canvas, row))
			return arena_print(arena, "Row %d is selected by its colour alone.", row);
		for (int col = 0; col < canvas->cols && count < countof(signs); col++)
			if (is_sign(canvas, row, col))
				signs[count++] = canvas_cell(canvas, row, col);
	}
	for (size_t i = 1; i < count; i++)
		for (size_t j = 0; j < i; j++)
			if (text_is(signs[i]->bytes, signs[j]->bytes) && signs[i]->style != signs[j]->style)
				return arena_print(arena, "The sign %s is of two colours.", signs[i]->bytes);
	return NULL;
}
