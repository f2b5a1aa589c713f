#include "ui/screens/parts/parts.h"

#include "base/text.h"
#include "ui/flow.h"

enum { LEFT = 1, INDENT = 4 };

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

static const char *text_of(const SheetBlock *block, const char *text, const char *value, Arena *arena)
{
	return block->kind == SHEET_FIELD ? arena_print(arena, "%s: %s", text, text_or(value, "________________"))
					  : text;
}

static void add_block(FlowRows *rows, const SheetBlock *block, bool english, Area area)
{
	const char *own = english && block->english ? block->english : block->text;
	const char *value = english && block->english ? block->english_value : block->value;
	const char *sign = sign_of(block->kind, area_glyphs(area));
	const bool inside = sign || block->kind == SHEET_MORE;
	const int col = inside ? INDENT : 0, below = inside ? INDENT : 2;
	flow_add_text(rows, text_of(block, own, value, rows->arena), area.cols - col - 1,
		      (FlowRow){.col = col, .style = style_of(block->kind), .sign = sign});
	if (block->english && !english)
		flow_add_text(rows, text_of(block, block->english, block->english_value, rows->arena),
			      area.cols - below - 1, (FlowRow){.col = below, .style = STYLE_MUTED});
}

/* Headings, and what follows the title, stand apart. */
static bool stands_apart(const Sheet *sheet, size_t i)
{
	return i > 0 && (sheet->blocks[i].kind == SHEET_HEADING || sheet->blocks[i - 1].kind == SHEET_TITLE);
}

static FlowRows rows_of(const Sheet *sheet, bool english, Area area)
{
	FlowRows rows = {.arena = area_scratch(area)};
	for (size_t i = 0; i < sheet->count; i++) {
		if (stands_apart(sheet, i) || sheet->blocks[i].kind == SHEET_RULE)
			flow_add(&rows, (FlowRow){.text = ""});
		if (sheet->blocks[i].kind != SHEET_RULE)
			add_block(&rows, &sheet->blocks[i], english, area);
	}
	return rows;
}

void sheet_view_draw(const SheetView *view, const Sheet *sheet, bool english, Area area)
{
	const Area inner = area_part(area, 0, LEFT, -1, area.cols - LEFT);
	const FlowRows rows = rows_of(sheet, english, inner);
	const int over = rows.count > area.rows ? rows.count - area.rows : 0, top = view->top < over ? view->top : over;
	view->seen->page = area.rows > 1 ? area.rows - 1 : 1;
	view->seen->over = over;
	for (int i = 0; i < area.rows && top + i < rows.count; i++) {
		const FlowRow *row = flow_row(&rows, top + i);
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
