#include "ui/screens/record/inside.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/readings/explain.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

enum { PRIVATE_HIDE = 1, PRIVATE_ONE, PRIVATE_TICK };
enum { REASON_MAX = 200, TICK_COLS = 5, DAY_COLS = 12, WHY_COLS = 14, NARROW = 60 };

typedef struct PrivateRow {
	const char *entry, *why; /* NULL: the entry itself */
	const char *text;
	bool on;
} PrivateRow;

typedef struct PrivateArgument {
	Chart *chart;
	const char *entry;
} PrivateArgument;

typedef struct PrivateState {
	ChartScreen base; /* first; the chart is the caller's */
	List list;
	PrivateRow *rows;
	size_t count;
} PrivateState;

static const Binding private_keys[] = {
	{KC_CTRL('s'), PRIVATE_HIDE, "Hide ticked", "Hide all that is ticked, in one act.", .bar = true},
	{'o', PRIVATE_ONE, "Only this one", "Hide only the first, and leave the others in sight.", .bar = true},
	{' ', PRIVATE_TICK, "Tick", "Tick the selected entry, or leave it out.", .bar = true},
	{KC_ENTER, PRIVATE_TICK, .bar = false},
};

bool private_can_hide(const EntryMarks *marks, bool clinician, Error *why)
{
	if (!marks->hidden || (clinician && marks->to_review))
		return true;
	return fail(why, ERROR_REFUSED,
		    marks->to_review ? "This entry is hidden already; a clinician is to review it."
				     : "This entry is private already: nobody outside sees it.");
}

/* --- acts --- */

static bool hide(App *app, Chart *chart, const char *const *entries, size_t count)
{
	const bool clinician = desk_may(app_desk(app), ACT_REVIEW_PRIVATE);
	const bool confirms = count == 1 && chart->now.entries[chart_entry(chart, entries[0])].hidden;
	if (!app_done(app, desk_make_private_all(app_desk(app), chart, entries, count, app_error(app))))
		return false;
	if (count > 1)
		app_notice(app, NOTICE_GOOD, "%zu entries are hidden%s. u takes all of them back.", count,
			   clinician ? "" : ", and listed for a clinician");
	else
		app_notice(app, NOTICE_GOOD, "%s u takes it back.",
			   !clinician ? "Hidden at once, and listed for a clinician to review."
			   : confirms ? "Confirmed: it stays private."
				      : "Private: nobody outside sees it.");
	return true;
}

void private_begin(App *app, Chart *chart, const char *entry)
{
	const char *id = arena_text(app_scratch(app), entry);
	const size_t *found;
	size_t count;
	desk_linked_entries(chart, chart_entry(chart, id), app_scratch(app), &found, &count);
	if (count > 0)
		app_open(app, &screen_private, &(PrivateArgument){chart, id});
	else
		(void)hide(app, chart, &id, 1);
}

void private_ask_reason(App *app, const char *theirs, DialogDone *done)
{
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_TEXT,
			.title = "Open it again",
			.text = theirs ? arena_print(
						 app_scratch(app),
						 "You cannot read it: %s recorded it. Open it only if the patient asks for "
						 "that. Why is it opened again? The reason is kept.",
						 theirs)
				       : "Why is this entry opened again? The reason is kept.",
			.yes = "Open it",
			.max = REASON_MAX,
			.done = done,
		});
}

void private_reopened(App *app, Chart *chart, const char *entry, const char *reason)
{
	if (app_done(app, desk_reopen(app_desk(app), chart, entry, reason, app_error(app))))
		app_notice(app, NOTICE_GOOD, "Open again: sharing decides who sees it. u takes it back.");
}

static void hide_rows(App *app, PrivateState *state, bool all)
{
	Arena *arena = app_scratch(app);
	const char **entries = arena_array(arena, state->count, sizeof *entries);
	Chart *chart = state->base.chart;
	size_t count = 0;
	for (size_t i = 0; i < state->count; i++)
		if (i == 0 || (all && state->rows[i].on))
			entries[count++] = arena_text(arena, state->rows[i].entry);
	if (hide(app, chart, entries, count))
		app_close(app);
}

static void private_act(App *app, void *self, int action)
{
	PrivateState *state = self;
	PrivateRow *row = &state->rows[state->list.selected];
	if (action != PRIVATE_TICK)
		hide_rows(app, state, action == PRIVATE_HIDE);
	else if (row->why)
		row->on = !row->on;
	else
		app_notice(app, NOTICE_PLAIN, "This is the entry itself: Esc leaves it as it is.");
}

/* --- the screen --- */

static PrivateRow row_of(const Chart *chart, size_t first, size_t number, Arena *arena)
{
	const Entry *entry = &chart->world.entries.items[number];
	return (PrivateRow){
		.entry = arena_text(arena, entry->id),
		.why = desk_link_why(chart, first, number),
		.text = arena_print(arena, "%-*s%s, %s", DAY_COLS, chart_day(chart, entry->recorded, arena),
				    words_text(&category_words, entry->category),
				    explain_name(&chart->world, entry->org, arena)),
		.on = true,
	};
}

static bool private_enter(App *app, void *self, const void *argument, Error *err)
{
	PrivateState *state = self;
	const PrivateArgument *given = argument;
	Arena *arena = app_arena(app);
	const size_t first = chart_entry(given->chart, given->entry);
	const size_t *found;
	size_t count;
	chart_prepare(app, &state->base, given->chart);
	desk_linked_entries(given->chart, first, arena, &found, &count);
	state->rows = arena_array(arena, count + 1, sizeof *state->rows);
	state->rows[state->count++] = row_of(given->chart, first, first, arena);
	for (size_t i = 0; i < count; i++)
		state->rows[state->count++] = row_of(given->chart, first, found[i], arena);
	list_set(&state->list, state->rows, state->count);
	return true;
}

static void private_draw_row(const void *rows, size_t index, Area area)
{
	const PrivateRow *row = (const PrivateRow *)rows + index;
	const int why = area.cols < NARROW ? 0 : WHY_COLS;
	area_put(area, 0, 0, STYLE_STRONG, row->on ? area_glyphs(area)->on : area_glyphs(area)->off);
	if (why)
		area_put_in(area, 0, TICK_COLS, why - 1, row->why ? STYLE_MUTED : STYLE_STRONG,
			    text_or(row->why, "this one"));
	area_put_in(area, 0, TICK_COLS + why, area.cols - TICK_COLS - why, STYLE_NORMAL, row->text);
}

static void private_draw(const void *self, const App *app, Area area)
{
	const PrivateState *state = self;
	area_print(area, 0, 1, STYLE_MUTED, "%zu %s with it:", state->count - 1,
		   state->count == 2 ? "entry belongs" : "entries belong");
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), private_draw_row);
}

static void private_explain(const void *self, const App *app, Text *out)
{
	const PrivateState *state = self;
	const PrivateRow *row = &state->rows[state->list.selected];
	text_add_print(out, "%s: %s. Nothing is hidden yet.", row->why ? row->why : "This one", row->text);
}

const Screen screen_private = {
	.name = "private",
	.title = "Keep private: what belongs with it",
	.keymap = KEYMAP(private_keys),
	.size = sizeof(PrivateState),
	.list = SCREEN_AT(PrivateState, list),
	.chosen = PRIVATE_TICK,
	.enter = private_enter,
	.draw = private_draw,
	.act = private_act,
	.patient = chart_patient,
	.explain = private_explain,
};
