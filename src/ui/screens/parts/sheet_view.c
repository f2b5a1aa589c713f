#include "ui/screens/parts/parts.h"

#include "base/text.h"
#include "ui/flow.h"

enum { LEFT = 1, INDENT = 4 };

typedef struct Row {
	const char *text;
	int col;
	Style style;
	const char *sign; /* before it; NULL: none */
} Row;

typedef struct Rows {
	Arena *arena;
	Row *items;
	int count, room;
} Rows;

static void add_row(Rows *rows, Row row)
{
	if (rows->count == rows->room) {
		const int room = rows->room ? rows->room * 2 : 64;

		rows->items = arena_grow(rows->arena, rows->items, (size_t)rows->room, (size_t)room, sizeof(Row));
		rows->room = room;
	}
	rows->items[rows->count++] = row;
}

static void add_text(Rows *rows, const char *text, int cols, Row row)
{
	const FlowLines lines = flow_wrap(rows->arena, text, cols - row.col - 1);

	for (size_t i = 0; i < lines.count; i++) {
		row.text = lines.lines[i];
		add_row(rows, row);
		row.sign = NULL;
	}
}

static const char *sign_of(SheetKind kind, const Glyphs *glyphs)
{
	switch (kind) {
	case SHEET_ITEM: return glyphs->dot;
	case SHEET_BOX: return "[ ]";
	case SHEET_TICKED: return "[x]";
	case SHEET_TITLE:
	case SHEET_HEADING:
	case SHEET_PARAGRAPH:
	case SHEET_MORE:
	case SHEET_FIELD:
	case SHEET_RULE:
	case SHEET_SMALL:
	case SHEET_CODE:
	case SHEET_KIND_COUNT_: break;
	}
	return NULL;
}

static Style style_of(SheetKind kind)
{
	const bool strong = kind == SHEET_TITLE || kind == SHEET_HEADING;

	return strong ? STYLE_STRONG : kind == SHEET_CODE ? STYLE_CODE : STYLE_NORMAL;
}

static const char *field_text(const char *label, const char *value, Arena *arena)
{
	return arena_print(arena, "%s: %s", label, text_or(value, "________________"));
}

static void add_block(Rows *rows, const SheetBlock *block, bool english, Area area)
{
	const bool field = block->kind == SHEET_FIELD;
	const char *own = english && block->english ? block->english : block->text;
	const char *value = english && block->english ? block->english_value : block->value;
	const char *sign = sign_of(block->kind, area_glyphs(area));
	const bool inside = sign || block->kind == SHEET_MORE;
	const int col = inside ? INDENT : 0;

	add_text(rows, field ? field_text(own, value, rows->arena) : own, area.cols,
		 (Row){.col = col, .style = style_of(block->kind), .sign = sign});
	if (block->english && !english)
		add_text(rows, field ? field_text(block->english, block->english_value, rows->arena) : block->english,
			 area.cols, (Row){.col = inside ? INDENT : 2, .style = STYLE_MUTED});
}

/* Headings, and what follows the title, stand apart. */
static bool stands_apart(const Sheet *sheet, size_t i)
{
	return i > 0 && (sheet->blocks[i].kind == SHEET_HEADING || sheet->blocks[i - 1].kind == SHEET_TITLE);
}

static Rows rows_of(const Sheet *sheet, bool english, Area area)
{
	Rows rows = {.arena = area_scratch(area)};

	for (size_t i = 0; i < sheet->count; i++) {
		if (stands_apart(sheet, i) || sheet->blocks[i].kind == SHEET_RULE)
			add_row(&rows, (Row){.text = ""});
		if (sheet->blocks[i].kind != SHEET_RULE)
			add_block(&rows, &sheet->blocks[i], english, area);
	}
	return rows;
}

void sheet_view_draw(const SheetView *view, const Sheet *sheet, bool english, Area area)
{
	const Area inner = area_part(area, 0, LEFT, -1, area.cols - LEFT);
	const Rows rows = rows_of(sheet, english, inner);
	const int over = rows.count > area.rows ? rows.count - area.rows : 0, top = view->top < over ? view->top : over;

	view->seen->page = area.rows > 1 ? area.rows - 1 : 1;
	view->seen->over = over;
	for (int i = 0; i < area.rows && top + i < rows.count; i++) {
		const Row *row = &rows.items[top + i];

		if (row->sign)
			area_put(inner, i, 0, STYLE_NORMAL, row->sign);
		area_put(inner, i, row->col, row->style, row->text);
	}
}

static void scroll(SheetView *view, int rows)
{
	const int from = view->top < view->seen->over ? view->top : view->seen->over, wanted = from + rows;

	view->top = wanted < 0 ? 0 : wanted > view->seen->over ? view->seen->over : wanted;
}

bool sheet_view_key(SheetView *view, Key key)
{
	switch (key.code) {
	case KC_UP:
	case KC_WHEEL_UP: scroll(view, -1); return true;
	case KC_DOWN:
	case KC_WHEEL_DOWN: scroll(view, 1); return true;
	case KC_PAGE_UP: scroll(view, -view->seen->page); return true;
	case KC_PAGE_DOWN:
	case ' ': scroll(view, view->seen->page); return true;
	case KC_HOME: view->top = 0; return true;
	case KC_END: view->top = view->seen->over; return true;
	default: return false;
	}
}
