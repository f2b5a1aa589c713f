#include "ui/screens/ask/inside.h"

#include "base/utf8.h"
#include "ui/flow.h"

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
	return text == SCRIPT_CAN_DECIDE_HELP || text == SCRIPT_CAPACITY_HELP;
}

/* The patient's own words, and the English below them. */
static void rows_add_line(const AskPage *page, int cols, FlowRows *rows, const SittingLine *line, FlowRow like,
			  bool gap)
{
	FlowRow below = like;
	if (line->own) {
		like.marked = page->language->shaped;
		rows_add_text(rows, line->own, like, cols, gap);
		below.style = line->question ? STYLE_NORMAL : STYLE_MUTED;
		below.sign = NULL;
	}
	rows_add_text(rows, line->english, below, cols, gap && !line->own);
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

static FlowRows ask_rows(const AskPage *page, Area area, bool gap)
{
	FlowRows rows = {.arena = area_scratch(area)};
	const char *sign = gap ? NULL : area_glyphs(area)->dot;
	for (size_t i = 0; i < page->question.line_count; i++)
		rows_add_line(page, area.cols, &rows, &page->question.lines[i], ask_row(page, i, area, gap), gap);
	if (page->question.step != SITTING_SAVED)
		return rows;
	for (size_t i = 0; i < page->recorded_count; i++)
		rows_add_line(page, area.cols, &rows, &page->recorded[i],
			      (FlowRow){.col = sign ? BULLET : 0, .sign = sign}, gap);
	return rows;
}

static const char *choice_name(const SittingQuestion *question, size_t i, Area area)
{
	if (question->choices[i].enter && question->choice_count == 1)
		return "Enter";
	if (question->step == SITTING_READ_BACK)
		return "Ctrl-S";
	return arena_print(area_scratch(area), "%c", question->choices[i].key);
}

static const char *choice_words(const SittingQuestion *question, size_t i, Area area)
{
	const SittingChoice *choice = &question->choices[i];
	return choice->enter && question->choice_count > 1
		       ? arena_print(area_scratch(area), "%s (or Enter)", choice->english)
		       : choice->english;
}

/* Draws the choices, or only counts their rows: one a row, or side by side where rows are few. */
static int choices_put(const AskPage *page, Area area, bool packed, bool draw)
{
	const int lead = packed && page->question.choice_count > 1 ? 1 : GAP;
	int row = 0, col = 0;
	for (size_t i = 0; i < page->question.choice_count && i < ASK_CHOICES_MAX; i++) {
		const char *name = choice_name(&page->question, i, area),
			   *words = choice_words(&page->question, i, area);
		const int key = utf8_columns(name) + lead, cols = key + utf8_columns(words);
		if (i > 0 && (!packed || col + cols > area.cols)) {
			row++;
			col = 0;
		}
		if (draw) {
			area_put(area, row, col, STYLE_KEY, name);
			area_put(area, row, col + key, STYLE_NORMAL, words);
			page->seen->choices[i] = area_part(area, row, col, 1, cols);
			page->seen->count = i + 1;
		}
		col += cols + GAP;
	}
	return page->question.choice_count > 0 ? row + 1 : 0;
}

static void words_put(const AskPage *page, const FlowRows *rows, Area area)
{
	const int over = rows->count > area.rows ? rows->count - area.rows : 0;
	const int top = page->top < over ? page->top : over;
	page->seen->over = over;
	page->seen->page = area.rows > 1 ? area.rows - 1 : 1;
	for (int i = 0; i < area.rows && top + i < rows->count; i++) {
		const FlowRow *row = flow_row(rows, top + i);
		if (row->sign)
			area_put(area, i, row->col - BULLET, STYLE_MUTED, row->sign);
		area_put(area, i, row->col, row->style, row->text);
	}
}

static void arrow_put(Area area, const FlowRows *rows, int top, int row, const char *arrow)
{
	if (row >= 0 && top + row < rows->count && !flow_row(rows, top + row)->marked)
		area_put_right(area, row, STYLE_MUTED, arrow);
}

/* Where the row is shaped, the help bar alone says that there is more. */
static void arrows_put(const AskPage *page, const FlowRows *rows, Area area)
{
	const int top = page->top < page->seen->over ? page->top : page->seen->over;
	if (top > 0)
		arrow_put(area, rows, top, 0, area_glyphs(area)->up);
	if (top < page->seen->over)
		arrow_put(area, rows, top, area.rows - 1, area_glyphs(area)->down);
}

/* The answers are always in sight; the words scroll above them where the window is low. */
void ask_page_draw(const AskPage *page, Area area)
{
	const bool wide = area.cols >= WIDE_FROM;
	const int left = wide ? 3 : 1, room = area.cols - left - 2;
	const int lead = area.rows > 14, cols = room < TEXT_COLS ? room : TEXT_COLS;
	const Area body = area_part(area, lead, left, -1, cols);
	FlowRows rows = ask_rows(page, body, true);
	int below = page->question.typed ? 1 : choices_put(page, body, false, false);
	const bool roomy = rows.count + 1 + below <= body.rows;
	if (!roomy) {
		rows = ask_rows(page, body, false);
		below = page->question.typed ? 1 : choices_put(page, body, true, false);
	}

	const int gap = rows.count + 1 + below <= body.rows, most = body.rows - below - gap;
	const int shown = rows.count < most ? rows.count : most > 0 ? most : 0;
	const Area answers = area_part(body, shown + gap, 0, -1, -1);

	words_put(page, &rows, area_part(body, 0, 0, shown, -1));
	arrows_put(page, &rows, area_part(area, lead, 0, shown, -1));
	page->seen->count = 0;
	if (page->question.typed)
		editor_draw(&page->editor, answers, 0, 0, answers.cols, true);
	else
		choices_put(page, answers, !roomy, true);
}
