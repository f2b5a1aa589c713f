#include "ui/flow.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

static void flow_add_line(Arena *arena, FlowLines *lines, size_t *room, const char *text, size_t n)
{
	enum { FIRST_ROOM = 16 };

	if (lines->count == *room) {
		const size_t more = *room ? *room * 2 : FIRST_ROOM;
		lines->lines = arena_grow(arena, lines->lines, *room, more, sizeof *lines->lines);
		*room = more;
	}
	while (n > 0 && text[n - 1] == ' ')
		n--;
	lines->lines[lines->count++] = arena_bytes(arena, text, n);
}

/* Bytes of the first line of a paragraph: up to its last blank, or all that fits of a long word. */
static size_t flow_line(const char *text, int cols)
{
	const size_t fits = utf8_fit(text, cols, NULL);
	size_t cut = fits;
	if (text[fits] == '\0' || text[fits] == ' ')
		return fits;
	while (cut > 0 && text[cut - 1] != ' ')
		cut--;
	if (cut > 0)
		return cut;
	return fits > 0 ? fits : utf8_grapheme(text);
}

static void flow_paragraph(Arena *arena, FlowLines *lines, size_t *room, const char *text, int cols)
{
	do {
		const size_t n = flow_line(text, cols);
		flow_add_line(arena, lines, room, text, n);
		text += n;
		while (*text == ' ')
			text++;
	} while (*text);
}

FlowLines flow_wrap(Arena *arena, const char *text, int cols)
{
	FlowLines lines = {0};
	size_t room = 0;
	if (cols < 1)
		return lines;
	for (const char *end; text && *text; text = *end ? end + 1 : end) {
		end = text + strcspn(text, "\n");
		flow_paragraph(arena, &lines, &room, utf8_clean(arena, arena_bytes(arena, text, (size_t)(end - text))),
			       cols);
	}
	return lines;
}

void flow_add(FlowRows *rows, FlowRow row)
{
	enum { FIRST_ROOM = 32 };

	if (rows->count == rows->room) {
		const int room = rows->room ? rows->room * 2 : FIRST_ROOM;
		rows->items = arena_grow(rows->arena, rows->items, (size_t)rows->room, (size_t)room, sizeof row);
		rows->room = room;
	}
	rows->items[rows->count++] = row;
}

const FlowRow *flow_row(const FlowRows *rows, int at)
{
	assert(at >= 0 && at < rows->count);
	return &rows->items[at];
}

void flow_add_text(FlowRows *rows, const char *text, int cols, FlowRow like)
{
	const FlowLines lines = flow_wrap(rows->arena, text, cols);
	for (size_t i = 0; i < lines.count; i++) {
		like.text = lines.lines[i];
		flow_add(rows, like);
		like.sign = NULL;
		like.begins = false;
	}
}

int flow_rows(Area area, const char *text)
{
	return (int)flow_wrap(area_scratch(area), text, area.cols).count;
}

int flow_put(Area area, int row, int col, Style style, const char *text)
{
	const FlowLines lines = flow_wrap(area_scratch(area), text, area.cols - col);
	for (size_t i = 0; i < lines.count; i++)
		area_put(area, row + (int)i, col, style, lines.lines[i]);
	return (int)lines.count;
}

int flow_put_cut(Area area, int row, int col, int cols, Style style, const char *text)
{
	const char *clean = utf8_clean(area_scratch(area), text ? text : "");
	if (utf8_columns(clean) <= cols)
		return area_put_in(area, row, col, cols, style, clean);

	const FlowLines lines = flow_wrap(area_scratch(area), clean, cols - 1);
	const int drawn = lines.count > 0 ? area_put(area, row, col, style, lines.lines[0]) : 0;

	return drawn + area_put(area, row, col + drawn, style, area_glyphs(area)->cut);
}

void flow_put_within(Area area, int col, Style style, const char *text)
{
	const FlowLines lines = flow_wrap(area_scratch(area), text, area.cols - col);
	const int rows = (int)lines.count;
	flow_put(area, 0, col, style, text);
	if (rows <= area.rows || area.rows < 1)
		return;
	area_fill_row(area, area.rows - 1, style);
	flow_put_cut(area, area.rows - 1, col, area.cols - col, style,
		     arena_print(area_scratch(area), "%s %s", lines.lines[area.rows - 1], lines.lines[area.rows]));
}
