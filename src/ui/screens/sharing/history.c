#include "ui/screens/sharing/sharing.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/care/care.h"
#include "model/readings/whose.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

enum { HISTORY_ERROR = 1, HISTORY_VIEWINGS };

typedef struct HistoryState {
	ChartScreen base; /* first */
	List list;
	const HistoryRow *all;
	const HistoryRow **shown;
	size_t all_count, shown_count;
	bool viewings;
	char fact[LIST_KEY_MAX]; /* what the dialog asks about */
} HistoryState;

static const Binding history_keys[] = {
	{KC_DELETE, HISTORY_ERROR, "In error", "Say that this was recorded in error, and why; it stays, marked.",
	 .bar = true},
	{'v', HISTORY_VIEWINGS, "Viewings", "Show or hide who looked at the record.", .bar = true},
	CHART_KEYS,
};

enum { NARROW = 60, WIDE = 100, BY_COLS = 14, BY_WIDE = 25, DAY_COLS = 12, TIME_COLS = 6 };

static const HistoryRow *row_at(const HistoryState *state, size_t index)
{
	return index < state->shown_count ? state->shown[index] : NULL;
}

static const char *history_key(const void *rows, size_t index)
{
	const HistoryRow *row = row_at(rows, index);
	return row ? row->fact->id : "";
}

/* --- loading --- */

static void choose_shown(App *app, HistoryState *state)
{
	state->shown = arena_array(app_loaded(app), state->all_count, sizeof(HistoryRow *));
	state->shown_count = 0;
	for (size_t i = 0; i < state->all_count; i++) {
		if ((state->viewings || !state->all[i].viewing) &&
		    desk_reads_fact(state->base.desk, state->base.chart, state->all[i].fact))
			state->shown[state->shown_count++] = &state->all[i];
	}
	list_set(&state->list, state, state->shown_count);
}

static bool history_load(App *app, void *self, Error *err)
{
	HistoryState *state = self;
	desk_history(state->base.chart, app_loaded(app), &state->all, &state->all_count);
	choose_shown(app, state);
	return true;
}

/* --- drawing --- */

/* Struck through, for want of such letters: dimmed, and said in words. */
static const char *words_of(const HistoryRow *row, Arena *arena)
{
	return row->voided_by ? arena_print(arena, "[in error] %s", row->text) : row->text;
}

/* Columns for who did it: what the name takes and a blank on each side, so that the words have the rest. */
static int by_columns(const HistoryRow *row, int cols, Arena *arena)
{
	const int most = cols >= WIDE ? BY_WIDE : cols < NARROW ? 0 : row->fact->told_here ? BY_COLS : BY_COLS + 6;
	const char *by = fact_by(row->fact, arena);
	const int wanted = text_empty(by) ? 0 : utf8_columns(utf8_clean(arena, by)) + 2;
	return wanted < most ? wanted : most;
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const HistoryState *state = rows;
	const HistoryRow *row = row_at(state, index);
	const bool wide = area.cols >= WIDE;
	const int words = DAY_COLS + (wide ? TIME_COLS : 0);
	char day[16], time[8];
	if (!row)
		return;

	const int by = by_columns(row, area.cols, area_scratch(area));
	const Style style = row->voided_by || row->viewing ? STYLE_MUTED : STYLE_NORMAL;
	const LocalTime at = zone_local(state->base.chart->world.zone, row->fact->at);

	date_print_staff(at.date, day);
	time_print_staff(at, time);
	area_put(area, 0, 0, style, day);
	if (wide)
		area_put(area, 0, DAY_COLS, style, time);
	area_put_in(area, 0, words, area.cols - words - by, style, words_of(row, area_scratch(area)));
	if (by > 0)
		area_put_in(area, 0, area.cols - by + 1, by - 2, STYLE_MUTED, fact_by(row->fact, area_scratch(area)));
}

static void history_draw(const void *self, const App *app, Area area)
{
	const HistoryState *state = self;
	list_draw(&state->list, chart_draw_past(&state->base, area), draw_row);
}

static void history_explain(const void *self, const App *app, Text *out)
{
	const HistoryState *state = self;
	const HistoryRow *row = row_at(state, state->list.selected);
	const Chart *chart = state->base.chart;
	if (!row)
		return;
	text_add_print(out, "%s: %s", chart_moment(chart, row->fact->at, out->arena), row->text);
	fact_say_by(&chart->world, row->fact, out);
	text_add_char(out, '.');
	if (!text_empty(row->fact->note) && desk_reads_note(state->base.desk, row->fact))
		text_add_print(out, " \"%s\"", row->fact->note);
	if (!row->voided_by)
		return;
	text_add_print(out, " Recorded in error, said on %s: %s.", chart_moment(chart, row->voided_by->at, out->arena),
		       text_or(row->voided_by->reason, "no reason given"));
}

/* --- recorded in error --- */

static void error_answered(App *app, void *self, const char *text)
{
	HistoryState *state = self;
	if (app_done(app, desk_void(app_desk(app), state->base.chart, state->fact, text, app_error(app))))
		app_notice(app, NOTICE_GOOD, "Marked as recorded in error. It stays in the history.");
	app_load(app);
}

static void ask_error(App *app, HistoryState *state)
{
	const HistoryRow *row = row_at(state, state->list.selected);
	text_copy(state->fact, sizeof state->fact, row->fact->id);
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Why was it recorded in error?",
			     .text = arena_print(app_scratch(app), "\"%s\" is then taken as never having happened.",
						 row->text),
			     .yes = "Mark it",
			     .done = error_answered,
		     });
}

static void history_act(App *app, void *self, int action)
{
	HistoryState *state = self;
	if (chart_act(app, self, action))
		return;
	if (action == HISTORY_ERROR) {
		ask_error(app, state);
	} else if (action == HISTORY_VIEWINGS) {
		state->viewings = !state->viewings;
		app_load(app);
		app_notice(app, NOTICE_PLAIN,
			   state->viewings ? "Who looked at the record is shown too."
					   : "Who looked at the record is hidden again.");
	}
}

static bool history_can(const void *self, int action, Error *why)
{
	const HistoryState *state = self;
	const HistoryRow *row = row_at(state, state->list.selected);
	if (action != HISTORY_ERROR)
		return chart_can(self, action, why);
	if (!chart_present(&state->base, why) || !row)
		return false;
	if (row->voided_by)
		return fail(why, ERROR_REFUSED, "This line is marked as recorded in error already.");
	if (row->viewing)
		return fail(why, ERROR_REFUSED, "Who looked at a record stays known.");
	return row->fact->kind != FACT_VOIDED ||
	       fail(why, ERROR_REFUSED, "A void cannot be voided: record what is true as a new fact.");
}

const Screen screen_history = {
	.name = "history",
	.title = "History",
	.keymap = KEYMAP(history_keys),
	.size = sizeof(HistoryState),
	.list = SCREEN_AT(HistoryState, list),
	.row_key = history_key,
	.enter = chart_enter,
	.load = history_load,
	.draw = history_draw,
	.act = history_act,
	.tick = chart_tick,
	.leave = chart_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = history_explain,
	.can = history_can,
	.tabs = chart_tabs,
	.tab = CHART_TAB_HISTORY,
};
