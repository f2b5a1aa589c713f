#include "ui/screens/parts/parts.h"

#include "base/text.h"
#include "ui/flow.h"

enum { LINES_FIRST = 32, WORDS_INDENT = 1, ITEM_INDENT = 3, TEXT_COLS = 100, EDGE = 2 };

const char *card_line_key(const void *rows, size_t index)
{
	return ((const CardLine *)rows)[index].id;
}

void card_lines_begin(CardLines *self, App *app)
{
	self->arena = app_loaded(app);
	self->lines = NULL;
	self->count = self->room = 0;
	self->cols = app_body_cols(app);
}

static CardLine *add_line(CardLines *self, CardLine line)
{
	if (self->count == self->room) {
		const size_t room = self->room ? 2 * self->room : LINES_FIRST;
		self->lines = arena_grow(self->arena, self->lines, self->room, room, sizeof *self->lines);
		self->room = room;
	}
	self->lines[self->count] = line;
	return &self->lines[self->count++];
}

/* Returns its first line; the lines may move when more are added. */
static CardLine *add(CardLines *self, Style style, int indent, const char *text)
{
	const int room = self->cols - indent - EDGE, cols = room < TEXT_COLS ? room : TEXT_COLS;
	const FlowLines wrapped = flow_wrap(self->arena, text, cols);
	const size_t first = self->count;
	for (size_t i = 0; i < wrapped.count; i++)
		add_line(self, (CardLine){.style = style, .indent = indent, .text = wrapped.lines[i], .id = ""});
	if (self->count == first)
		add_line(self, (CardLine){.text = "", .id = ""});
	return &self->lines[first];
}

void card_heading(CardLines *self, const char *text)
{
	if (self->count > 0)
		add_line(self, (CardLine){.text = "", .id = ""});
	add(self, STYLE_STRONG, WORDS_INDENT, text);
}

void card_words(CardLines *self, Style style, const char *text)
{
	add(self, style, WORDS_INDENT, text);
}

void card_item(CardLines *self, int kind, const char *id, CardMark mark, const char *text)
{
	CardLine *first = add(self, STYLE_NORMAL, ITEM_INDENT, text);
	for (CardLine *line = first + 1; line < self->lines + self->count; line++)
		line->part = true;
	first->kind = kind;
	first->id = arena_text(self->arena, id);
	first->mark = mark;
}

void card_below(CardLines *self, Style style, const char *text)
{
	for (CardLine *line = add(self, style, ITEM_INDENT, text); line < self->lines + self->count; line++)
		line->part = true;
}

static const CardLine *line_at(const List *list, size_t index)
{
	return (const CardLine *)list->rows + index;
}

/* The first line that can be answered at or after `from`, in steps of `by`; the count where there is none. */
static size_t next_item(const List *list, size_t from, int by)
{
	for (size_t i = from; i < list->count; i += (size_t)by)
		if (line_at(list, i)->kind)
			return i;
	return list->count;
}

/* What stands already: there a key pressed by mistake changes nothing. */
static size_t first_standing(const List *list)
{
	const size_t first = next_item(list, 0, 1);
	for (size_t at = first; at < list->count && line_at(list, at)->kind == line_at(list, first)->kind;
	     at = next_item(list, at + 1, 1))
		if (line_at(list, at)->mark == CARD_MARK_YES)
			return at;
	return first;
}

/* The first and the last line of what the selected line belongs to. */
static size_t first_of(const List *list)
{
	size_t at = list->selected;
	while (at > 0 && line_at(list, at)->part)
		at--;
	return at;
}

static size_t last_of(const List *list)
{
	size_t at = list->selected;
	while (at + 1 < list->count && line_at(list, at + 1)->part)
		at++;
	return at;
}

/* To the next that can be answered, where that is in sight; else one line. */
static size_t step(const List *list, int by)
{
	const size_t from = by < 0 && list->count > 0 ? first_of(list) : list->selected;
	const size_t to = by < 0 && from == 0 ? list->count : next_item(list, from + (size_t)by, by);
	if (to < list->count && (by < 0 ? from - to : to - from) < (size_t)list->seen->area.rows)
		return to;
	return by < 0 && list->selected == 0 ? 0 : list->selected + (size_t)by;
}

void card_lines_end(CardLines *self)
{
	const bool wished = self->list.kept[0] != '\0';
	self->list.step = step;
	list_set(&self->list, self->lines, self->count);
	if (!self->shown && !wished && first_standing(&self->list) < self->count)
		list_select(&self->list, first_standing(&self->list));
	self->shown = true;
}

const CardLine *card_chosen(const CardLines *self)
{
	const CardLine *line = self->count > 0 ? &self->lines[first_of(&self->list)] : NULL;
	return line && line->kind ? line : NULL;
}

static const char *sign_of(const Glyphs *glyphs, CardMark mark)
{
	switch (mark) {
	case CARD_MARK_YES: return glyphs->yes;
	case CARD_MARK_NO: return glyphs->no;
	case CARD_MARK_ASK: return glyphs->ask;
	case CARD_MARK_WAITING: return glyphs->waiting;
	case CARD_MARK_NONE: break;
	}
	return "";
}

static void draw_line(const void *rows, size_t index, Area area)
{
	const CardLine *line = (const CardLine *)rows + index;
	area_put(area, 0, WORDS_INDENT, STYLE_NORMAL, sign_of(area_glyphs(area), line->mark));
	area_put(area, 0, line->indent, line->style, line->text);
}

/* All lines of the selected item are in sight, where they fit. */
static size_t top_of(const List *list, size_t rows)
{
	const size_t first = first_of(list), last = last_of(list);
	const size_t top = last >= list->top + rows ? last - rows + 1 : list->top;
	return top < first ? top : first;
}

void card_lines_draw(const CardLines *self, Area area)
{
	List list = self->list;
	if (self->count > 0 && area.rows > 0)
		list.top = top_of(&list, (size_t)area.rows);
	list_draw(&list, area, draw_line);
}
