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

/* Before a paragraph that would be torn, where that leaves half a page; never between a heading and what it heads. */
static int flow_page_end(const FlowRows *rows, int from, int height)
{
	/* where there is no room at all the pages still come to an end */
	int end = from + (height > 0 ? height : 1);
	if (end >= rows->count)
		return rows->count;
	for (int at = end; at > from + height / 2; at--)
		if (flow_row(rows, at)->begins && !flow_row(rows, at - 1)->heads)
			return at;
	while (end > from + 1 && flow_row(rows, end - 1)->heads)
		end--;
	return end;
}

static int flow_after_blank(const FlowRows *rows, int at)
{
	while (at < rows->count && !flow_row(rows, at)->text[0])
		at++;
	return at;
}

int flow_page_to(const FlowPages *pages, int from)
{
	const int left = pages->rows->count - from;
	if (left <= pages->last)
		return pages->rows->count;
	return flow_page_end(pages->rows, from, left - 1 < pages->page ? left - 1 : pages->page);
}

int flow_page_from(const FlowPages *pages, int at, int *ret_pages)
{
	int begin = 0, count = 1;
	for (int from = 0;; count++) {
		from = flow_after_blank(pages->rows, flow_page_to(pages, from));
		if (from >= pages->rows->count)
			break;
		begin = count <= at ? from : begin;
	}
	*ret_pages = count;
	return begin;
}

/* `words` becomes another where these are (FNV-1a); NULL: only how many bytes they are. */
static size_t flow_bytes(const FlowRows *rows, int from, int to, uint64_t *words)
{
	size_t bytes = 0;
	for (int i = from; i < to; i++)
		for (const char *at = flow_row(rows, i)->text; *at; at++) {
			bytes += *at != ' ';
			if (words && *at != ' ')
				*words = (*words ^ (unsigned char)*at) * 1099511628211U;
		}
	return bytes;
}

void flow_see(FlowSeen *seen, const FlowRows *rows, int from, int to)
{
	const size_t before = flow_bytes(rows, 0, from, NULL), end = before + flow_bytes(rows, from, to, NULL);
	uint64_t words = 14695981039346656037U;
	seen->all = flow_bytes(rows, 0, rows->count, &words);
	if (words != seen->words)
		seen->shown = 0;
	seen->words = words;
	if (before <= seen->shown && end > seen->shown)
		seen->shown = end;
}

bool flow_seen_all(const FlowSeen *seen)
{
	return seen->all > 0 && seen->shown >= seen->all;
}

int flow_read_put(FlowRead *read, const FlowRows *rows, const char *key, Area area)
{
	const bool whole = rows->count <= area.rows;
	const FlowPages pages = {.rows = rows, .page = area.rows - !whole, .last = area.rows - !whole};
	const int from = flow_page_from(&pages, read->at, &read->pages), to = flow_page_to(&pages, from);
	for (int i = from; i < to; i++)
		area_put(area, i - from, flow_row(rows, i)->col, flow_row(rows, i)->style, flow_row(rows, i)->text);
	flow_see(&read->words, rows, from, to);
	read->at = read->at < read->pages ? read->at : read->pages - 1;
	if (!whole)
		area_print(area, to - from, 0, STYLE_MUTED, "page %d of %d%s%s%s", read->at + 1, read->pages,
			   to < rows->count ? ": " : "", to < rows->count ? key : "",
			   to < rows->count ? " goes on" : "");
	return to - from + !whole;
}

void flow_read_turn(FlowRead *read, int pages)
{
	const int at = read->at + pages;
	read->at = at < 0 ? 0 : at < read->pages ? at : read->pages - 1;
}

bool flow_read_on(FlowRead *read)
{
	if (flow_seen_all(&read->words))
		return false;
	read->at = read->at + 1 < read->pages ? read->at + 1 : 0;
	return true;
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
