#include "base/text.h"

#include "base/utf8.h"
#include "ui/flow.h"
#include "ui/large.h"
#include "ui/screens/kiosk/inside.h"
#include <assert.h>

enum { GAP = 2, BOX_ROWS = LARGE_ROWS + 2, BOX_SIDES = 4 };

typedef struct Laying {
	const KioskPage *page;
	Area area;
	bool draw;
	int row, col; /* where the next one goes */
} Laying;

static bool shaped(const KioskPage *page, const KioskButton *button)
{
	return button->shaped || (button->own && page->language && page->language->shaped);
}

static const char *label_of(const KioskButton *button)
{
	return text_or(button->own, button->english);
}

static const char *key_name(const KioskButton *button, Area area)
{
	return button->key == '\r'   ? "Enter"
	       : button->key == 0x1B ? "Esc"
				     : arena_print(area_scratch(area), "%c", button->key);
}

/* --- drawing, or only counting --- */

static void target(const Laying *lay, int button, int row, int col, int rows, int cols)
{
	KioskSeen *seen = lay->page->seen;
	if (lay->draw && seen->target_count < KIOSK_TARGETS)
		seen->targets[seen->target_count++] =
			(KioskTarget){.area = area_part(lay->area, row, col, rows, cols), .button = button};
}

static void put(const Laying *lay, int row, int col, Style style, const char *text)
{
	if (lay->draw)
		kiosk_put(lay->page, lay->area, row, col, style, text);
}

static void new_row(Laying *lay)
{
	if (lay->col > 0)
		lay->row++;
	lay->col = 0;
}

static Style label_style(const KioskPage *page, int button, bool own)
{
	if (button == kiosk_page_chosen(page))
		return STYLE_SELECTED;
	return own ? STYLE_NORMAL : STYLE_MUTED;
}

/* "1 Tak", and what does not fit on the row below it. Returns the columns of its widest row. */
static int item_put(Laying *lay, int button, const char *words, bool own)
{
	const char *key = key_name(&lay->page->buttons[button], lay->area);
	const int lead = utf8_columns(key) + 1;
	const FlowLines lines = flow_wrap(area_scratch(lay->area), words, lay->area.cols - lay->col - lead);
	int widest = 0;
	kiosk_words_fit(lay->page, words, lay->area.cols - lay->col - lead);
	put(lay, lay->row, lay->col, own ? STYLE_KEY : STYLE_MUTED, key);
	for (size_t i = 0; i < lines.count; i++) {
		const int cols = utf8_columns(lines.lines[i]);
		const Style style = label_style(lay->page, button, own);
		put(lay, lay->row + (int)i, lay->col + lead, style, lines.lines[i]);
		if (style == STYLE_SELECTED)
			put(lay, lay->row + (int)i, lay->col + lead - 1, style, area_glyphs(lay->area)->selected);
		widest = cols > widest ? cols : widest;
	}
	target(lay, button, lay->row, lay->col, (int)lines.count, lead + widest);
	lay->row += lines.count > 0 ? (int)lines.count - 1 : 0;
	return lead + widest;
}

/* Beside the one before where there is room, else on a new row. */
static void item_flow(Laying *lay, int button, const char *words, bool own)
{
	const int lead = utf8_columns(key_name(&lay->page->buttons[button], lay->area)) + 1;
	if (lay->col > 0 && lay->col + lead + utf8_columns(words) > lay->area.cols)
		new_row(lay);
	lay->col += item_put(lay, button, words, own) + GAP;
}

/* Alone on its row, the whole of which is its target. */
static void item_row(Laying *lay, int button, const char *words, const char *english)
{
	const int first = lay->row, lead = utf8_columns(key_name(&lay->page->buttons[button], lay->area)) + 1;
	new_row(lay);
	item_put(lay, button, words, true);
	lay->row++;
	if (english) {
		const FlowLines lines = flow_wrap(area_scratch(lay->area), english, lay->area.cols - lead);
		for (size_t i = 0; i < lines.count; i++)
			put(lay, lay->row++, lead, STYLE_MUTED, lines.lines[i]);
	}
	target(lay, button, first, 0, lay->row - first, lay->area.cols);
}

static void english_below(Laying *lay, bool large_too)
{
	new_row(lay);
	for (int i = 0; i < lay->page->button_count; i++) {
		const KioskButton *button = &lay->page->buttons[i];
		if (button->own && kiosk_page_has(lay->page, i) && (large_too || !button->large))
			item_flow(lay, i, button->english, false);
	}
	new_row(lay);
}

/* --- the lays --- */

static const char *large_words(const KioskButton *button, Area area)
{
	return utf8_upper(area_scratch(area), label_of(button));
}

static bool can_be_large(const KioskPage *page, Area area)
{
	int count = 0, cols = 0;
	for (int i = 0; i < page->button_count; i++) {
		const KioskButton *button = &page->buttons[i];
		if (!button->large)
			continue;
		const int own = large_columns(large_words(button, area));

		if (shaped(page, button) || own == 0)
			return false;
		cols = own > cols ? own : cols;
		count++;
	}
	return count > 0 && (cols + BOX_SIDES + GAP) * count <= area.cols;
}

static void box_put(const Laying *lay, int button, int col, int cols)
{
	const KioskButton *at = &lay->page->buttons[button];
	const Area box = area_part(lay->area, 0, col, BOX_ROWS, cols);
	const char *large = large_words(at, box);
	const Style style = button == kiosk_page_chosen(lay->page) ? STYLE_SELECTED : STYLE_STRONG;
	const char *title = at->own ? arena_print(area_scratch(box), "%c %s / %s", at->key, at->own, at->english)
				    : arena_print(area_scratch(box), "%c %s", at->key, at->english);
	if (style == STYLE_SELECTED)
		area_fill(box, style);
	area_box(box, style == STYLE_SELECTED ? style : STYLE_RULE, title);
	if (utf8_columns(title) + BOX_SIDES + GAP > cols)
		lay->page->seen->cut = true;
	for (int row = 1; row < BOX_ROWS - 1 && style == STYLE_SELECTED; row++)
		area_put(box, row, 0, style, area_glyphs(box)->selected);
	large_put(box, 1, (cols - large_columns(large)) / 2, style, large);
	target(lay, button, 0, col, BOX_ROWS, cols);
}

/* The large answers side by side in boxes, the others below them. */
static void lay_large(Laying *lay)
{
	const KioskPage *page = lay->page;
	int count = 0, n = 0;
	for (int i = 0; i < page->button_count; i++)
		count += page->buttons[i].large;
	assert(count > 0); /* can_be_large */
	const int cols = (lay->area.cols - GAP * (count - 1)) / count;

	for (int i = 0; lay->draw && i < page->button_count; i++)
		if (page->buttons[i].large)
			box_put(lay, i, n++ * (cols + GAP), cols);
	lay->row = BOX_ROWS;
	for (int i = 0; i < page->button_count; i++)
		if (!page->buttons[i].large && kiosk_page_has(page, i))
			item_flow(lay, i, label_of(&page->buttons[i]), true);
	english_below(lay, false);
}

static void lay_rows(Laying *lay)
{
	for (int i = 0; i < lay->page->button_count; i++) {
		const KioskButton *button = &lay->page->buttons[i];
		if (kiosk_page_has(lay->page, i))
			item_row(lay, i, label_of(button), button->own ? button->english : NULL);
	}
}

/* Shaped words on a row of their own each, others side by side; the English below them all. */
static void lay_own(Laying *lay, bool answers_only)
{
	for (int i = 0; i < lay->page->button_count; i++) {
		const KioskButton *button = &lay->page->buttons[i];
		const bool alone = lay->page->list || shaped(lay->page, button);
		if (!kiosk_page_has(lay->page, i) || (answers_only && alone && !lay->page->list && !button->answer))
			continue;
		if (alone)
			item_row(lay, i, label_of(button), NULL);
		else
			item_flow(lay, i, label_of(button), true);
	}
	english_below(lay, true);
}

int kiosk_buttons_lay(const KioskPage *page, KioskLay lay, Area area, bool draw)
{
	Laying laying = {.page = page, .area = area, .draw = draw};
	switch (lay) {
	case KIOSK_LAY_LARGE:
		if (!can_be_large(page, area))
			return 0;
		lay_large(&laying);
		break;
	case KIOSK_LAY_ROWS: lay_rows(&laying); break;
	case KIOSK_LAY_OWN: lay_own(&laying, false); break;
	case KIOSK_LAY_LOW: lay_own(&laying, true); break;
	case KIOSK_LAYS: break;
	}
	new_row(&laying);
	return laying.row;
}
