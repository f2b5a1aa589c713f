#include "ui/screens/ask/inside.h"

#include "base/utf8.h"
#include "ui/flow.h"

enum { SERVICE_COLS = 46, CELL_COLS = 14 };
enum { TEXT_COLS = 70, WIDE_FROM = 60, INDENT = 3, BULLET = 2, GAP = 2 };

/* Where no blank row says that a paragraph begins, its sign does. A marked row is shaped: nothing may follow it. */
static void rows_add_text(FlowRows *rows, const char *text, FlowRow like, int cols, bool gap)
{
	if (gap && rows->count > 0)
		flow_add(rows, (FlowRow){.text = ""});
	flow_add_text(rows, text, cols - like.col, like);
}

static bool for_staff(ScriptText text)
{
	return text == SCRIPT_CAN_DECIDE_HELP || text == SCRIPT_CAPACITY_HELP || text == SCRIPT_RESPOND_HELP;
}

/* English first, for who reads it aloud, and the patient's own words below it; or these alone, to be shown to them.
 * Where the terminal has no signs but ASCII it is English alone. */
static void rows_add_line(const AskPage *page, Area area, FlowRows *rows, const SittingLine *line, FlowRow like,
			  bool gap)
{
	const char *own = area_glyphs(area)->utf8 ? line->own : NULL;
	FlowRow below = like;
	like.begins = !(own && page->theirs);
	if (like.begins)
		rows_add_text(rows, line->english, like, area.cols, gap);
	if (!own)
		return;
	below.begins = true;
	below.marked = page->language->shaped;
	if (like.begins) {
		below.style = line->question ? STYLE_NORMAL : STYLE_MUTED;
		below.sign = NULL;
	}
	rows_add_text(rows, own, below, area.cols, gap && !like.begins);
}

/* What is told below a question stands in from it; where there are no blank rows, each paragraph has its mark. */
static FlowRow ask_row(const AskPage *page, size_t i, Area area, bool gap)
{
	const SittingQuestion *question = &page->question;
	const SittingLine *line = &question->lines[i];
	const bool below = i > 0 && question->lines[0].question;
	FlowRow row = {.style = for_staff(line->text) ? STYLE_MUTED : STYLE_NORMAL};
	if (line->question || question->step == SITTING_SAVED) {
		row.style = STYLE_STRONG;
		return row;
	}
	row.sign = !gap && question->line_count > 2 ? area_glyphs(area)->dot : NULL;
	row.col = row.sign ? BULLET : below && area.cols >= WIDE_FROM ? INDENT : 0;
	return row;
}

static const char *cell(const SittingItem *item, Area area)
{
	const Glyphs *glyphs = area_glyphs(area);
	return item->answer == ANSWER_YES  ? glyphs->yes
	       : item->answer == ANSWER_NO ? glyphs->no
	       : item->later		   ? glyphs->waiting
					   : glyphs->ask;
}

/* A service by its whole name, over several rows where it has to be; what was answered stands on the last. */
static void rows_add_service(FlowRows *rows, const SittingItem *pair, FlowRow like, Area area)
{
	const int most = area.cols - like.col - CELL_COLS, widest = most < SERVICE_COLS ? most : SERVICE_COLS;
	FlowLines name = flow_wrap(rows->arena, pair[0].called, area.cols - like.col);
	const char *last = "";
	if (name.count > 0 && utf8_columns(name.lines[name.count - 1]) <= widest)
		last = name.lines[--name.count];
	like.begins = like.heads = true;
	for (size_t i = 0; i < name.count; i++) {
		like.text = name.lines[i];
		flow_add(rows, like);
		like.begins = false;
		like.sign = NULL;
	}
	like.heads = false;
	like.text = arena_print(rows->arena, "%s%*s Out %s  In %s", last, widest - utf8_columns(last), "",
				cell(&pair[0], area), cell(&pair[1], area));
	flow_add(rows, like);
}

/* The services that are asked one key each, with what was answered so far; the one at hand is marked. */
static void rows_add_services(const AskPage *page, Area area, FlowRows *rows)
{
	const SittingQuestion *question = &page->question;
	for (size_t i = 0; i < question->row_count; i++) {
		const bool at = i == question->row;
		const FlowRow like = {
			.style = at ? STYLE_STRONG : STYLE_NORMAL,
			.col = BULLET,
			.sign = at ? area_glyphs(area)->selected : NULL,
		};
		rows_add_service(rows, &question->rows[2 * i], like, area);
	}
}

static FlowRows ask_rows(const AskPage *page, Area area, bool gap)
{
	FlowRows rows = {.arena = area_scratch(area)};
	const char *sign = gap ? NULL : area_glyphs(area)->dot;
	for (size_t i = 0; i < page->question.line_count; i++)
		rows_add_line(page, area, &rows, &page->question.lines[i], ask_row(page, i, area, gap), gap);
	if (page->question.row_count > 0 && gap)
		flow_add(&rows, (FlowRow){.text = ""});
	rows_add_services(page, area, &rows);
	if (page->question.step != SITTING_SAVED)
		return rows;
	for (size_t i = 0; i < page->recorded_count; i++)
		rows_add_line(page, area, &rows, &page->recorded[i], (FlowRow){.col = sign ? BULLET : 0, .sign = sign},
			      gap);
	return rows;
}

static const char *choice_name(const SittingQuestion *question, size_t i, Area area)
{
	if (question->choices[i].enter)
		return "Enter";
	if (question->step == SITTING_READ_BACK)
		return "Ctrl-S";
	return arena_print(area_scratch(area), "%c", question->choices[i].key);
}

/* Draws the choices, or only counts their rows: one a row, or side by side where rows are few. */
static int choices_put(const AskPage *page, Area area, bool packed, bool draw)
{
	const int lead = packed && page->question.choice_count > 1 ? 1 : GAP;
	int row = 0, col = 0;
	for (size_t i = 0; i < page->question.choice_count && i < ASK_CHOICES_MAX; i++) {
		const char *name = choice_name(&page->question, i, area), *words = page->question.choices[i].english;
		const int key = utf8_columns(name) + lead, cols = key + utf8_columns(words);
		if (i > 0 && (!packed || col + cols > area.cols)) {
			row++;
			col = 0;
		}
		if (draw) {
			area_put(area, row, col, STYLE_KEY, name);
			area_put(area, row, col + key, STYLE_NORMAL, words);
		}
		col += cols + GAP;
	}
	return page->question.choice_count > 0 ? row + 1 : 0;
}

/* --- pages --- */

/* Where answers are chosen they stand on the last page alone; where that has no room for them all they are read like
 * the words, a row each. */
typedef struct AskPages {
	FlowRows rows;
	int keys_from; /* the first row that is an answer; the count of rows: none is */
	FlowPages pages;
	bool packed;
} AskPages;

static void rows_add_choices(const AskPage *page, Area area, FlowRows *rows)
{
	for (size_t i = 0; i < page->question.choice_count; i++) {
		const char *name = choice_name(&page->question, i, area);
		const FlowRow like = {.col = utf8_columns(name) + 1, .sign = name, .begins = true};
		flow_add_text(rows, page->question.choices[i].english, area.cols - like.col, like);
	}
}

static void words_put(const AskPages *pages, int from, int to, Area area)
{
	for (int i = from; i < to; i++) {
		const FlowRow *row = flow_row(&pages->rows, i);
		const Style sign = i < pages->keys_from ? STYLE_MUTED : STYLE_KEY;
		if (row->sign)
			area_put(area, i - from, row->col - utf8_columns(row->sign) - 1, sign, row->sign);
		area_put(area, i - from, row->col, row->style, row->text);
	}
}

static void answers_put(const AskPage *page, Area area, bool packed)
{
	if (page->question.typed)
		editor_draw(&page->editor, area, 0, 0, area.cols, true);
	else
		choices_put(page, area, packed, true);
}

static void whole_put(const AskPage *page, const AskPages *whole, Area body)
{
	const int rows = whole->rows.count, gap = rows + 1 + whole->pages.last <= body.rows;
	words_put(whole, 0, rows, body);
	flow_see(&page->seen->words, &whole->rows, 0, rows);
	answers_put(page, area_part(body, rows + gap, 0, -1, -1), whole->packed);
}

/* What is typed has its field on each page, and nobody types a blank by wanting to go on. */
static void paged_put(const AskPage *page, const AskPages *pages, Area body)
{
	const bool typed = page->question.typed != NULL;
	int count;
	const int from = flow_page_from(&pages->pages, page->at, &count), to = flow_page_to(&pages->pages, from);
	const int at = page->at < count ? page->at : count - 1;
	const char *next = at + 1 == count ? "" : typed ? ": Page Down goes on" : ": Space goes on";
	words_put(pages, from, to, body);
	flow_see(&page->seen->words, &pages->rows, from, to);
	page->seen->pages = count;
	area_print(body, to - from, 0, STYLE_MUTED, "page %d of %d%s", at + 1, count, next);
	if (typed || (at + 1 == count && pages->keys_from == pages->rows.count))
		answers_put(page, area_part(body, to - from + 1, 0, -1, -1), true);
}

static int answers_rows(const AskPage *page, Area body, bool packed)
{
	return page->question.typed ? 1 : choices_put(page, body, packed, false);
}

/* Cut to the height: the last page keeps a row of words, the one that says which page it is, and the answers. */
static void pages_cut(const AskPage *page, Area body, AskPages *pages)
{
	int last = pages->pages.last;
	if (!page->question.typed && last + 2 > body.rows) {
		rows_add_choices(page, body, &pages->rows);
		last = 0;
	}
	pages->pages.page = body.rows - 1 - (page->question.typed ? 1 : 0);
	pages->pages.last = body.rows - 1 - last;
}

void ask_page_draw(const AskPage *page, Area area)
{
	const int left = area.cols >= WIDE_FROM ? 3 : 1, room = area.cols - left - 2;
	page->seen->pages = 1;
	for (int packed = 0; packed < 2; packed++) { /* to the edges, rather than on a page more */
		const int lead = !packed && area.rows > 14, cols = packed || room < TEXT_COLS ? room : TEXT_COLS;
		const Area body = area_part(area, lead, left, -1, cols);
		AskPages pages = {.rows = ask_rows(page, body, !packed), .packed = packed};
		pages.keys_from = pages.rows.count;
		pages.pages = (FlowPages){.rows = &pages.rows, .last = answers_rows(page, body, packed)};
		if (pages.rows.count + !packed + pages.pages.last <= body.rows) {
			whole_put(page, &pages, body);
			return;
		}
		if (!packed)
			continue;
		pages_cut(page, body, &pages);
		paged_put(page, &pages, body);
	}
}
