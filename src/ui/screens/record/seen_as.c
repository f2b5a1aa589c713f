#include "ui/screens/record/record.h"

#include "base/text.h"
#include "model/readings/explain.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/record/inside.h"

enum { SEEN_OTHER = 1, SEEN_NEXT, SEEN_BEFORE, SEEN_WHO };

enum { NARROW = 60, SIGN_COLS = 2, DAY_COLS = 12, KIND_COLS = 14, FROM_COLS = 24 };

typedef struct SeenRow {
	const Entry *entry;
	Decision decision;
	const char *from; /* who recorded it */
	Date day;
} SeenRow;

typedef struct SeenState {
	ChartScreen base; /* first; the chart is the matrix's */
	List list;
	SeenRow *rows;
	size_t count;
	View view;
	const char *whole; /* where nothing is counted: what is seen of the record; else NULL */
	const char *called;
	Finder finder; /* in place of the list */
	char org[LIST_KEY_MAX];
} SeenState;

static const Binding seen_keys[] = {
	{KC_TAB, SEEN_NEXT, "Next", "Show it as the next organisation of this patient would see it.", .bar = true},
	{KC_RIGHT, SEEN_NEXT, .bar = false},
	{KC_SHIFT | KC_TAB, SEEN_BEFORE, "Before", "Show it as the organisation before would see it.", .bar = false},
	{KC_LEFT, SEEN_BEFORE, .bar = false},
	{'s', SEEN_OTHER, "Another", "Choose any organisation of the directory to see it as.", .bar = true},
	{'v', SEEN_WHO, "Who sees this", "Show which organisations see the selected entry, and why.", .bar = true},
	{KC_ENTER, SEEN_WHO, .bar = false},
};

static const char *seen_key(const void *rows, size_t index)
{
	return ((const SeenRow *)rows)[index].entry->id;
}

/* --- loading --- */

static void fill_rows(SeenState *state, const Viewer *viewer, Arena *arena)
{
	const World *world = &state->base.chart->world;
	const EntryList *entries = &world->entries;
	state->rows = arena_array(arena, entries->count + 1, sizeof *state->rows);
	state->count = 0;
	/* they come as they were recorded: the latest is to stand first */
	for (size_t i = entries->count; i-- > 0;) {
		const Entry *entry = &entries->items[i];
		const Decision decision = decide(viewer, i);
		if (decision.rule == RULE_G0) /* not recorded by then */
			continue;
		state->rows[state->count++] = (SeenRow){
			.entry = entry,
			.decision = decision,
			.from = explain_name(world, entry->org, arena),
			.day = zone_date(world->zone, entry->recorded),
		};
	}
}

/* Of a record that stands elsewhere: as a whole. */
static const char *seen_whole(const SeenState *state, Arena *arena)
{
	const Chart *chart = state->base.chart;
	const Viewer viewer = viewer_of(chart->matrix.probe, state->org);
	const Sighted seen = sight_of(&viewer);
	char words[SIGHT_TEXT];
	sighted_text(&seen, chart->world.zone, words, sizeof words);
	return arena_text(arena, words);
}

static bool seen_load(App *app, void *self, Error *err)
{
	SeenState *state = self;
	const Reach *reach = &state->base.chart->now;
	const Viewer viewer = viewer_of(reach, state->org);
	fill_rows(state, &viewer, app_loaded(app));
	state->view = view_of(&viewer);
	state->whole = state->base.chart->matrix.counted ? NULL : seen_whole(state, app_loaded(app));
	state->called = explain_name(reach->world, state->org, app_loaded(app));
	list_set(&state->list, state->rows, state->count);
	if (state->list.hidden)
		finder_look(app, &state->finder);
	return true;
}

static bool seen_enter(App *app, void *self, const void *argument, Error *err)
{
	SeenState *state = self;
	const SeenAsArgument *given = argument;
	chart_on(app, &state->base, given->chart);
	text_copy(state->org, sizeof state->org, given->org);
	return true;
}

/* --- another organisation --- */

static void see_as(App *app, SeenState *state, const char *org)
{
	text_copy(state->org, sizeof state->org, org);
	state->list.hidden = false;
	app_load(app);
}

/* The organisations of the matrix, each once: row `index` stands for its own if no row before it does. */
static bool first_of_its_own(const Matrix *matrix, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (text_is(matrix->rows[i].org, matrix->rows[index].org))
			return false;
	}
	return true;
}

static void step(App *app, SeenState *state, int by)
{
	const Matrix *matrix = &state->base.chart->matrix;
	const size_t count = matrix->count;
	size_t at = 0;
	while (at < count && !text_is(matrix->rows[at].org, state->org))
		at++;
	for (size_t i = 0; i < count; i++) {
		at = (at + count + (size_t)(by + (int)count)) % count;
		if (first_of_its_own(matrix, at))
			break;
	}
	if (count > 0)
		see_as(app, state, matrix->rows[at].org);
}

static void begin_finding(App *app, SeenState *state)
{
	finder_open(app, &state->finder, state->base.chart, true);
	state->list.hidden = true;
	app_load(app);
}

static bool find(App *app, SeenState *state, Key key)
{
	if (key.code == KC_ESC) {
		state->list.hidden = false;
		return true;
	}
	switch (finder_key(app, &state->finder, key)) {
	case FINDER_IGNORED: return false;
	case FINDER_CHANGED: return true;
	case FINDER_CHOSEN: see_as(app, state, finder_chosen(&state->finder)->code); return true;
	}
	return false;
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const SeenRow *row = (const SeenRow *)rows + index;
	const Verdict verdict = row->decision.verdict;
	const Style style = verdict == VERDICT_ALLOW ? STYLE_NORMAL : STYLE_MUTED;
	const int kind = area.cols < NARROW ? KIND_COLS - 3 : KIND_COLS + 4;
	int at = SIGN_COLS;
	char day[16];
	date_print_staff(row->day, day);
	area_put(area, 0, 0, verdict == VERDICT_ALLOW ? STYLE_GOOD : STYLE_NORMAL,
		 seen_sign(area_glyphs(area), verdict));
	area_put(area, 0, at, style, day);
	at += DAY_COLS;
	area_put_in(area, 0, at, kind - 1, style, words_text(&category_words, row->entry->category));
	at += kind;
	if (area.cols >= NARROW) {
		area_put_in(area, 0, at, FROM_COLS - 1, style, row->from);
		at += FROM_COLS;
	}
	area_put(area, 0, at, style, seen_reason(&row->decision, area_scratch(area)));
}

/* What they would be told: how much, and that something is withheld, never what. */
static const char *notice(const SeenState *state, bool narrow, Arena *arena)
{
	const View *view = &state->view;
	Text words = {.arena = arena};
	if (state->whole)
		return state->whole;
	text_add_print(&words, narrow ? "Sees %zu/%zu" : "Sees %zu of %zu.", view->visible, view->recorded);
	if (view->ask > 0)
		text_add_print(&words, narrow ? ", may ask %zu" : " May ask the patient for %zu.", view->ask);
	if (narrow)
		text_add_char(&words, '.');
	if (view->withheld > 0)
		text_add(&words,
			 narrow ? " Told: some withheld." : " They are told that something is withheld, never what.");
	return text_done(&words);
}

static void seen_draw(const void *self, const App *app, Area area)
{
	const SeenState *state = self;
	area = chart_draw_past(&state->base, area);
	if (state->list.hidden) {
		finder_draw(&state->finder, area);
		return;
	}

	const int said = flow_put(area, 0, 1, STYLE_STRONG, notice(state, area.cols < NARROW, area_scratch(area)));

	list_draw(&state->list, area_part(area, said, 0, -1, -1), draw_row);
	if (state->count == 0)
		area_put(area, 2, 1, STYLE_MUTED,
			 state->whole ? "No entry of it is here." : "Nothing is recorded yet.");
}

static void seen_explain(const void *self, const App *app, Text *out)
{
	const SeenState *state = self;
	if (state->list.hidden) {
		finder_explain(&state->finder, out);
	} else if (state->count > 0) {
		const SeenRow *row = &state->rows[state->list.selected];
		if (app_body_cols(app) < NARROW) /* the whole sentence would take the rows the list needs */
			text_add(out, seen_reason(&row->decision, out->arena));
		else
			explain_decision(&state->base.chart->now, state->called, &row->decision, "this", out);
		text_add_print(out, " (%s)", rule_text(row->decision.rule));
	}
}

static void seen_heading(const void *self, const App *app, Text *out)
{
	const SeenState *state = self;
	text_add(out, state->list.hidden ? "Seen as: choose an organisation" : "Seen as ");
	text_add(out, state->list.hidden ? "" : state->called);
}

/* --- keys --- */

static void open_who(App *app, const SeenState *state)
{
	app_open(app, &screen_who_sees,
		 &(WhoSeesArgument){
			 .chart = state->base.chart,
			 .entry = state->rows[state->list.selected].entry->id,
			 .org = state->org,
		 });
}

static void seen_act(App *app, void *self, int action)
{
	SeenState *state = self;
	switch (action) {
	case SEEN_NEXT: step(app, state, 1); return;
	case SEEN_BEFORE: step(app, state, -1); return;
	case SEEN_OTHER: begin_finding(app, state); return;
	case SEEN_WHO: open_who(app, state); return;
	default: return;
	}
}

static bool seen_type(App *app, void *self, Key key)
{
	SeenState *state = self;
	return state->list.hidden && find(app, state, key);
}

static bool seen_in_field(const void *self)
{
	return ((const SeenState *)self)->list.hidden;
}

static bool seen_can(const void *self, int action, Error *why)
{
	return action != SEEN_WHO || ((const SeenState *)self)->count > 0 ||
	       fail(why, ERROR_REFUSED, "Nothing is recorded yet.");
}

const Screen screen_seen_as = {
	.name = "seen-as",
	.title = "Seen as",
	.keymap = KEYMAP(seen_keys),
	.size = sizeof(SeenState),
	.list = SCREEN_AT(SeenState, list),
	.row_key = seen_key,
	.chosen = SEEN_WHO,
	.enter = seen_enter,
	.load = seen_load,
	.draw = seen_draw,
	.act = seen_act,
	.type = seen_type,
	.in_field = seen_in_field,
	.tick = chart_tick,
	.patient = chart_patient,
	.heading = seen_heading,
	.explain = seen_explain,
	.can = seen_can,
};
