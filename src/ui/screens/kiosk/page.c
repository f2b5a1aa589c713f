#include "ui/screens/kiosk/inside.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"
#include "ui/large.h"
#include "ui/shaped.h"

/* FlowRows of text that a lay of the buttons has to leave, and where it stands off the edge. */
enum { ROOM_LARGE = 7, ROOM_ROWS = 7, ROOM_OWN = 6 };
enum { SIDE_FROM = 60, SIDE = 2, MANY_PAGES = 99, LEAD_FROM = 18, SPARE_FROM = 14 };

int kiosk_page_at(const KioskPage *page, int row, int col)
{
	for (int i = 0; i < page->seen->target_count; i++)
		if (area_has(page->seen->targets[i].area, row, col))
			return page->seen->targets[i].button;
	return KIOSK_NONE;
}

/* --- what is said --- */

/* Shaped letters are as wide as they are: bold ones take up to a twelfth more than their columns. */
static void rows_add_text(const KioskPage *page, Area area, FlowRows *rows, const char *text, FlowRow like)
{
	const int cols = shaped_text(text) ? area.cols - area.cols / 12 : area.cols;
	kiosk_words_fit(page, text, cols);
	flow_add_text(rows, text, cols, like);
}

static void rows_add_saying(const KioskPage *page, Area area, FlowRows *rows, const KioskSaying *saying)
{
	FlowRow row = {.style = saying->style, .begins = true, .heads = saying->heads};
	rows_add_text(page, area, rows, text_or(saying->own, saying->english), row);
	if (!saying->own)
		return;
	row.style = STYLE_MUTED;
	row.begins = false;
	rows_add_text(page, area, rows, saying->english, row);
}

static FlowRows rows_of(const KioskPage *page, Area area, bool gaps)
{
	FlowRows rows = {.arena = area_scratch(area)};
	for (int i = 0; i < page->saying_count; i++) {
		if (page->sayings[i].spare && area.rows < SPARE_FROM)
			continue;
		if (rows.count > 0 && gaps)
			flow_add(&rows, (FlowRow){.text = ""});
		rows_add_saying(page, area, &rows, &page->sayings[i]);
	}
	return rows;
}

/* --- fields --- */

static int fields_rows(const KioskPage *page, bool large)
{
	if (page->field_count == 0)
		return 0;
	return large ? LARGE_ROWS : page->field_count + (page->fields[0].own && page->field_count > 1);
}

static void field_put(const KioskPage *page, const KioskField *field, bool focused, Area area)
{
	const Area box = area_part(area, 0, 0, 1, field->max + 1);
	const int typed = (int)strlen(field->digits);
	area_fill(box, focused ? STYLE_FOCUS : STYLE_FIELD);
	area_put(box, 0, 0, focused ? STYLE_FOCUS : STYLE_FIELD, field->digits);
	if (focused)
		area_cursor(area, 0, typed);
	kiosk_put(page, area, 0, KIOSK_FIELD_MAX + 2, focused ? STYLE_STRONG : STYLE_NORMAL,
		  text_or(field->own, text_or(field->english, "")));
}

static void fields_put_large(const KioskPage *page, Area area)
{
	enum { DIGIT_COLS = 4 };

	const KioskField *field = &page->fields[0];
	const int typed = (int)strlen(field->digits);

	large_put(area, 0, 1, STYLE_CODE, field->digits);
	for (int i = typed; i < field->max; i++)
		area_put(area, LARGE_ROWS - 1, 1 + i * DIGIT_COLS, i == typed ? STYLE_FOCUS : STYLE_FIELD, "___");
}

/* The English of the fields stands in one row below them. */
static void fields_put(const KioskPage *page, bool large, Area area)
{
	Text english = {.arena = area_scratch(area)};
	if (large) {
		fields_put_large(page, area);
		return;
	}
	for (int i = 0; i < page->field_count; i++) {
		field_put(page, &page->fields[i], i == page->field, area_part(area, i, 0, 1, -1));
		text_add_print(&english, "%s%s", i > 0 ? ", " : "", text_or(page->fields[i].english, ""));
	}
	if (fields_rows(page, false) > page->field_count)
		kiosk_put(page, area, page->field_count, KIOSK_FIELD_MAX + 2, STYLE_MUTED, text_done(&english));
}

/* --- all together --- */

typedef struct Plan {
	KioskLay lay;
	bool large_field, paged;
	int within, last; /* rows of buttons, before the last page and on it */
	FlowRows rows;
} Plan;

/* How many rows the buttons take on a page that is not the last, and on the last. */
static void buttons_rows(KioskPage *page, KioskLay lay, Area area, bool paged, Plan *plan)
{
	const int at = page->at;
	page->seen->pages = paged ? MANY_PAGES : 1;
	page->at = paged ? 1 : 0;
	plan->within = kiosk_buttons_lay(page, lay, area, false);
	page->at = page->seen->pages - 1;
	plan->last = kiosk_buttons_lay(page, lay, area, false);
	page->at = at;
}

static bool plan_fits(KioskPage *page, Area area, bool paged, const FlowRows *roomy, const FlowRows *close, Plan *plan)
{
	static const int least[KIOSK_LAYS] = {ROOM_LARGE, ROOM_ROWS, ROOM_OWN, 1};
	for (KioskLay lay = 0; lay < KIOSK_LAYS; lay++) {
		Plan rows = {.lay = lay, .paged = paged};
		buttons_rows(page, lay, area, paged, &rows);
		const int buttons = rows.last > rows.within ? rows.last : rows.within;
		const int left = area.rows - buttons - (paged || lay == KIOSK_LAY_LOW ? 0 : 1);
		for (int large = page->large_field; large >= 0 && buttons > 0; large--) {
			const int room = left - fields_rows(page, large);
			*plan = rows;
			plan->large_field = large;
			plan->rows = roomy->count <= room || (paged && room >= 2 * ROOM_LARGE) ? *roomy : *close;
			if (plan->rows.count <= room || (paged && room >= least[lay]))
				return true;
		}
	}
	return false;
}

static const char *filled(Area area, const char *words, int number, int of)
{
	Text out = {.arena = area_scratch(area)};
	if (words)
		kiosk_fill(words, &(KioskPlaces){.number = (size_t)number, .of = (size_t)of}, &out);
	return words ? text_done(&out) : NULL;
}

static void fill_next(KioskPage *page, const KioskPage *from, Area area, int pages)
{
	for (int i = 0; i < page->button_count; i++) {
		KioskButton *button = &page->buttons[i];
		const int number = pages > 0 ? (page->at + 1) % pages + 1 : 1;
		if (button->action != KIOSK_NEXT)
			continue;
		button->own = filled(area, from->buttons[i].own, number, pages);
		button->english = filled(area, from->buttons[i].english, number, pages);
	}
}

/* Between the fields and the buttons where it has room there, else over the end of what is said; where that is short
 * too, over the fields, until the next key. */
static void notice_put(const KioskPage *page, Area said, Area spare, Area above)
{
	FlowRows rows = {.arena = area_scratch(said)};
	KioskSaying saying = page->notice;
	if (!saying.english)
		return;
	saying.style = STYLE_WARNING;
	rows_add_saying(page, said, &rows, &saying);
	if (rows.count > above.rows && saying.own) { /* its own words alone, rather than half of both */
		saying = (KioskSaying){.english = saying.own, .style = STYLE_WARNING};
		rows.count = 0;
		rows_add_saying(page, said, &rows, &saying);
	}

	const bool apart = rows.count <= spare.rows;
	const Area area = apart ? spare : rows.count <= said.rows ? said : above;
	page->seen->covered = !apart;

	for (int i = 0; i < rows.count; i++) {
		const int row = area.rows - rows.count + i;
		area_fill_row(area, row, STYLE_WARNING);
		kiosk_put(page, area, row, 0, STYLE_WARNING, flow_row(&rows, i)->text);
	}
}

static void words_put(const KioskPage *page, const FlowRows *rows, int from, int to, Area area)
{
	for (int i = from; i < to; i++)
		kiosk_put(page, area, i - from, 0, flow_row(rows, i)->style, flow_row(rows, i)->text);
}

static int more_than_none(int rows)
{
	return rows > 0 ? rows : 0;
}

static void page_put(const KioskPage *given, KioskPage *page, const Plan *plan, Area area)
{
	const int fields = fields_rows(page, plan->large_field);
	const FlowPages cut = {
		.rows = &plan->rows,
		.page = area.rows - plan->within - fields,
		.last = area.rows - plan->last - fields,
	};
	int pages;
	const int from = flow_page_from(&cut, page->at, &pages), to = flow_page_to(&cut, from);
	page->seen->pages = pages;
	page->at = page->at < pages ? page->at : pages - 1;
	const int buttons = page->at + 1 < pages ? plan->within : plan->last, top = area.rows - buttons;
	const Area words = area_part(area, 0, 0, more_than_none(top - fields), -1);
	if (words.rows < 1) /* a terminal of a row or two */
		page->seen->cut = true;
	fill_next(page, given, area, pages);
	words_put(page, &plan->rows, from, to, words);
	/* Below what is said where that is short, else where the buttons begin. */
	const int used = plan->paged || plan->rows.count + 1 > words.rows ? words.rows : plan->rows.count + 1;

	fields_put(page, plan->large_field, area_part(area, used, 0, fields, -1));
	notice_put(page, area_part(area, 0, 0, used, -1), area_part(area, used + fields, 0, top - used - fields, -1),
		   area_part(area, 0, 0, top, -1));
	if (!page->seen->covered)
		flow_see(&page->seen->words, &plan->rows, from, to);
	kiosk_buttons_lay(page, plan->lay, area_part(area, top, 0, buttons, -1), true);
}

void kiosk_page_draw(const KioskPage *given, Area window)
{
	const int side = window.cols >= SIDE_FROM ? SIDE : 0, lead = window.rows >= LEAD_FROM;
	const Area area = area_part(window, lead, side, window.rows - 2 * lead, window.cols - 2 * side);
	KioskPage page = *given;
	page.seen->target_count = 0;
	page.seen->cut = page.seen->covered = false;
	fill_next(&page, given, area, MANY_PAGES);

	const FlowRows roomy = rows_of(&page, area, true), close = rows_of(&page, area, false);
	Plan plan = {.lay = KIOSK_LAY_LOW, .paged = true, .rows = close}; /* of a page without a button */

	if (!plan_fits(&page, area, false, &roomy, &close, &plan) &&
	    !plan_fits(&page, area, true, &roomy, &close, &plan))
		page.seen->cut = true;
	page_put(given, &page, &plan, area);
}
