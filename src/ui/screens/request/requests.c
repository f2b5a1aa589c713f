#include "ui/screens/request/request.h"

#include "base/text.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"

enum { REQUESTS_OPEN = 1, REQUESTS_NEW, NARROW = 60, DAY_COLS = 12, SIGN_COLS = 2, WORDS_COLS = 28, NARROW_WORDS = 24 };

typedef struct RequestRow {
	RequestLook look;
	const char *words, *day;
} RequestRow;

typedef struct RequestsState {
	ChartScreen base; /* first */
	List list;
	RequestRow *rows;
	size_t count;
} RequestsState;

static const Binding requests_keys[] = {
	{KC_ENTER, REQUESTS_OPEN, "Open", "Open the request: give a code, type one, record the choice.", .bar = true},
	{'+', REQUESTS_NEW, "New request", "Somebody rings: which organisation it is, who, and on which number.",
	 .bar = true, .right = ACT_REQUEST},
	CHART_KEYS,
};

static const char *requests_key(const void *rows, size_t index)
{
	return ((const RequestRow *)rows)[index].look.request;
}

static const RequestRow *chosen(const RequestsState *state)
{
	return state->count > 0 ? &state->rows[state->list.selected] : NULL;
}

/* The latest first. */
static bool requests_load(App *app, void *self, Error *err)
{
	RequestsState *state = self;
	const Agreements *agreements = &state->base.chart->now.agreements;
	Arena *arena = app_loaded(app);
	state->count = agreements->request_count;
	state->rows = arena_array(arena, state->count, sizeof *state->rows);
	for (size_t i = 0; i < state->count; i++) {
		RequestRow *row = &state->rows[i];
		request_look(state->base.desk, state->base.chart, &agreements->requests[state->count - 1 - i], arena,
			     &row->look);
		row->day = chart_day(state->base.chart, row->look.opened, arena);
		row->words = request_look_words(&row->look, app_zone(app), app_now(app), arena);
	}
	list_set(&state->list, state->rows, state->count);
	return true;
}

/* The minutes that are left go down without anything being told. */
static void requests_tick(App *app, void *self)
{
	chart_tick(app, self);
	app_load(app);
}

static void requests_draw_row(const void *rows, size_t index, Area area)
{
	const RequestRow *row = (const RequestRow *)rows + index;
	const RequestLook *look = &row->look;
	const bool narrow = area.cols < NARROW;
	const int end = area.cols - (narrow ? NARROW_WORDS : WORDS_COLS), from = narrow ? 0 : DAY_COLS;
	const Style style = request_look_open(look) ? STYLE_NORMAL : STYLE_MUTED;
	if (!narrow)
		area_put(area, 0, 0, STYLE_NORMAL, row->day);
	area_put_in(area, 0, from, end - from - (narrow ? 1 : 1 + SIGN_COLS), STYLE_STRONG,
		    text_or(look->service, look->organisation));
	if (!narrow)
		area_put(area, 0, end - SIGN_COLS, style, request_look_sign(look, area_glyphs(area)));
	area_put(area, 0, end, style, row->words);
}

static void requests_draw(const void *self, const App *app, Area area)
{
	const RequestsState *state = self;
	const Area body = chart_draw_past(&state->base, area);
	list_draw(&state->list, area_part(body, 1, 0, -1, -1), requests_draw_row);
	if (state->count == 0)
		flow_put(
			body, 1, 1, STYLE_MUTED,
			"No organisation has asked for this record with a code. One that is not on the local list gets "
			"its code from its row of Sharing; + where somebody rings.");
}

static void requests_explain(const void *self, const App *app, Text *out)
{
	const RequestRow *row = chosen(self);
	if (!row)
		return;
	text_add(out, row->look.organisation);
	if (!text_empty(row->look.service))
		text_add_print(out, " (%s)", row->look.service);
	text_add_print(out, ": %s.", row->words);
}

static bool requests_can(const void *self, int action, Error *why)
{
	const RequestsState *state = self;
	if (action != REQUESTS_OPEN && action != REQUESTS_NEW)
		return chart_can(self, action, why);
	if (action == REQUESTS_OPEN && !chosen(state))
		return fail(why, ERROR_REFUSED, "There is no request to open.");
	return chart_present(&state->base, why) &&
	       (desk_may(state->base.desk, ACT_REQUEST) ||
		fail(why, ERROR_REFUSED, "Only reception, nurses and clinicians open a request."));
}

static void requests_act(App *app, void *self, int action)
{
	RequestsState *state = self;
	if (chart_act(app, self, action))
		return;
	if (action == REQUESTS_NEW)
		app_setup(app)->hooks.caller(app, state->base.chart);
	else
		app_open(app, &screen_request,
			 &(RequestArgument){.chart = state->base.chart, .request = chosen(state)->look.request});
}

const Screen screen_requests = {
	.name = "requests",
	.title = "Requests",
	.keymap = KEYMAP(requests_keys),
	.size = sizeof(RequestsState),
	.list = SCREEN_AT(RequestsState, list),
	.row_key = requests_key,
	.chosen = REQUESTS_OPEN,
	.enter = chart_enter,
	.load = requests_load,
	.draw = requests_draw,
	.act = requests_act,
	.tick = requests_tick,
	.leave = chart_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = requests_explain,
	.can = requests_can,
	.tabs = chart_tabs,
	.tab = CHART_TAB_REQUESTS,
};
