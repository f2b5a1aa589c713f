#include "ui/shaped.h"

#include <string.h>

#include "base/utf8.h"

#define KEEP_CURSOR "\0337"
#define BACK_TO_CURSOR "\0338"

/* The blocks of the Brahmic scripts of India, from Devanagari to Sinhala. */
static bool is_shaped(uint32_t point)
{
	return point >= 0x0900 && point <= 0x0DFF;
}

static int row_end(const Canvas *canvas, int row)
{
	int end = canvas->cols;
	while (end > 0 && canvas_cell(canvas, row, end - 1)->style == STYLE_NORMAL &&
	       text_is(canvas_cell(canvas, row, end - 1)->bytes, " "))
		end--;
	return end;
}

bool shaped_text(const char *text)
{
	for (uint32_t point = 0; *text;) {
		text += utf8_decode(text, &point);
		if (is_shaped(point))
			return true;
	}
	return false;
}

bool shaped_row(const Canvas *canvas, int row)
{
	for (int col = 0; canvas->indic && col < canvas->cols; col++)
		if (shaped_text(canvas_cell(canvas, row, col)->bytes))
			return true;
	return false;
}

/* FNV-1a over what is seen; never 0. */
static uint64_t row_hash(const Canvas *canvas, int row, Scheme scheme)
{
	uint64_t hash = 0xCBF29CE484222325u ^ (uint64_t)scheme.theme;
	if (row >= canvas->rows || !shaped_row(canvas, row))
		return 0;
	for (int col = 0, end = row_end(canvas, row); col < end; col++) {
		const Cell *cell = canvas_cell(canvas, row, col);
		for (const char *at = cell->bytes; *at; at++)
			hash = (hash ^ (unsigned char)*at) * 0x100000001B3u;
		hash = (hash ^ (uint64_t)(cell->style + 1)) * 0x100000001B3u;
	}
	return hash ? hash : 1;
}

/* ECMA-48. */
static void add_look(Text *out, Look look)
{
	text_add(out, "\033[0");
	text_add(out, look.attributes & LOOK_BOLD ? ";1" : "");
	text_add(out, look.attributes & LOOK_DIM ? ";2" : "");
	text_add(out, look.attributes & LOOK_UNDERLINE ? ";4" : "");
	text_add(out, look.attributes & LOOK_REVERSE ? ";7" : "");
	if (look.ink != INK_DEFAULT)
		text_add_print(out,
			       look.ink < 8    ? ";3%d"
			       : look.ink < 16 ? ";9%d"
					       : ";38;5;%d",
			       look.ink < 16 ? look.ink % 8 : look.ink);
	if (look.paper != INK_DEFAULT)
		text_add_print(out,
			       look.paper < 8	 ? ";4%d"
			       : look.paper < 16 ? ";10%d"
						 : ";48;5;%d",
			       look.paper < 16 ? look.paper % 8 : look.paper);
	text_add(out, "m");
}

/* A line under words would run through the vowels that hang below them: only a field keeps its own. */
static Look look_here(Scheme scheme, Style style)
{
	Look look = theme_look(scheme, style);
	if (style != STYLE_FIELD && style != STYLE_FOCUS)
		look.attributes &= (uint8_t)~LOOK_UNDERLINE;
	return look;
}

static void add_row(Text *out, const Canvas *canvas, int row, Scheme scheme)
{
	int style = STYLE_NORMAL;
	add_look(out, theme_look(scheme, STYLE_NORMAL));
	text_add_print(out, "\033[%d;1H\033[K", row + 1);
	for (int col = 0, end = row_end(canvas, row); col < end; col++) {
		const Cell *cell = canvas_cell(canvas, row, col);
		if (cell->columns == 0)
			continue;
		if (cell->style != style)
			add_look(out, look_here(scheme, (Style)cell->style));
		style = cell->style;
		text_add(out, cell->bytes);
	}
}

void shaped_forget(ShapedRows *rows)
{
	memset(rows, 0, sizeof *rows);
}

/* In another paper than the row has in the end, black or the terminal's own: no cell is then as it was. */
static void add_wiped_row(Text *out, int row, Scheme scheme)
{
	const bool own = theme_look(scheme, STYLE_NORMAL).paper == INK_DEFAULT;
	text_add_print(out, "\033[%d;1H\033[0%sm\033[K", row + 1, scheme.colours == 0 ? "" : own ? ";40" : ";49");
}

void shaped_before(ShapedRows *rows, const Canvas *canvas, Scheme scheme, bool *ret_again, Text *out)
{
	bool changes[CANVAS_ROWS_MAX + 2] = {false}; /* row 0 is at 1: each has two neighbours */
	const size_t before = out->length;
	for (int row = 0; row < canvas->rows; row++)
		changes[row + 1] = row_hash(canvas, row, scheme) != rows->shown[row];
	for (int row = 0; row < canvas->rows; row++) {
		ret_again[row] = changes[row] || changes[row + 1] || changes[row + 2];
		if (!ret_again[row])
			continue;
		if (out->length == before)
			text_add(out, KEEP_CURSOR);
		add_wiped_row(out, row, scheme);
		rows->shown[row] = 0;
	}
	if (out->length > before)
		text_add(out, "\033[0m" BACK_TO_CURSOR);
}

void shaped_show(ShapedRows *rows, const Canvas *canvas, Scheme scheme, Text *out)
{
	const size_t before = out->length;
	for (int row = 0; row < canvas->rows; row++) {
		const uint64_t hash = row_hash(canvas, row, scheme);
		if (hash != rows->shown[row] && hash != 0) {
			if (out->length == before)
				text_add(out, KEEP_CURSOR);
			add_row(out, canvas, row, scheme);
		}
		rows->shown[row] = hash;
	}
	if (out->length > before)
		text_add(out, "\033[0m" BACK_TO_CURSOR);
}
