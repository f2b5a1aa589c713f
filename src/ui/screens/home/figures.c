#include "ui/screens/home/home.h"

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/desk/work.h"
#include "model/passing/passing.h"
#include "model/readings/explain.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/parts/parts.h"

enum { FIGURES_BEFORE = 1, FIGURES_AFTER, FIGURES_TURN, FIGURES_SUPPRESS, FIGURES_SAVE };
enum { WIDE = 76, CELL = 6, CELL_NARROW = 5, HEAD = 2, PATH_MAX_ = 40 };

typedef struct FiguresState {
	Desk *desk;
	Month wanted, month; /* of what is shown */
	Figures figures;
	bool suppress;
	bool wide;	  /* the window shows both questions … */
	Direction narrow; /* … else this one */
	List list;
} FiguresState;

static const Binding figures_keys[] = {
	{'[', FIGURES_BEFORE, "Month before", "Show the month before.", .bar = true},
	{']', FIGURES_AFTER, "after", "Show the month after.", .bar = true},
	{'o', FIGURES_TURN, "Out/In", "Show the other question.", .bar = true},
	{'s', FIGURES_SUPPRESS, "Hide small", "Hide numbers under 5, for figures that leave the practice.",
	 .bar = true},
	{KC_F(3), FIGURES_SAVE, "CSV", "Write these figures to a file.", .bar = true},
};

static const struct {
	const char *name;
	FigureColumn column;
} shown[] = {{"Asked", FIGURE_ASKED}, {"Not", FIGURE_NOT_ASKED}, {"Yes", FIGURE_YES}, {"No", FIGURE_NO}};

/* --- reading --- */

static const char *row_key(const void *rows, size_t index)
{
	return ((const FiguresState *)rows)->figures.rows[index].org;
}

static bool figures_load(App *app, void *self, Error *err)
{
	FiguresState *state = self;
	if (!desk_figures(state->desk, state->wanted, state->wanted, app_loaded(app), &state->figures, err))
		return false;
	state->month = state->wanted;
	list_set(&state->list, state, state->figures.count);
	return true;
}

static bool figures_enter(App *app, void *self, const void *argument, Error *err)
{
	FiguresState *state = self;
	const Date today = app_today(app);
	state->desk = app_desk(app);
	state->narrow = DIRECTION_OUT;
	state->wanted = (Month){today.year, today.month};
	if (!desk_allows(state->desk, ACT_SEE_FIGURES, err))
		return false;
	app_look_on(app);
	return true;
}

static void figures_tick(App *app, void *self)
{
	const FiguresState *state = self;
	if (!state->figures.counting && !app_moved(app))
		return;
	app_look_on(app);
	app_load(app);
}

static void figures_fit(App *app, void *self, int rows)
{
	FiguresState *state = self;
	state->wide = app_body_cols(app) - 1 >= WIDE; /* right of the list's marker */
}

/* --- drawing --- */

static int cell_cols(bool wide)
{
	return wide ? CELL : CELL_NARROW;
}

static void draw_side(Area area, bool wide, int col, const FigureRow *row, Direction direction, bool suppress)
{
	char text[FIGURE_TEXT_MAX];
	for (size_t i = 0; i < countof(shown); i++) {
		figure_text(row, direction, shown[i].column, suppress, text);
		area_put_right(area_part(area, 0, col + (int)i * cell_cols(wide), 1, cell_cols(wide)), 0, STYLE_NORMAL,
			       text);
	}
}

static int side_cols(bool wide)
{
	return (int)countof(shown) * cell_cols(wide);
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const FiguresState *state = rows;
	const FigureRow *row = &state->figures.rows[index];
	const bool wide = state->wide;
	const int name = area.cols - (wide ? 2 : 1) * side_cols(wide) - 1;
	area_put_in(area, 0, 1, name - 2, STYLE_NORMAL, row->name);
	draw_side(area, wide, name, row, wide ? DIRECTION_OUT : state->narrow, state->suppress);
	if (wide)
		draw_side(area, wide, name + side_cols(wide), row, DIRECTION_IN, state->suppress);
}

static void draw_heads(Area area, bool wide, int col, Direction direction)
{
	area_put_in(area, 0, col + 1, side_cols(wide) - 1, STYLE_STRONG,
		    direction == DIRECTION_OUT ? "Share Out" : "Share In");
	for (size_t i = 0; i < countof(shown); i++)
		area_put_right(area_part(area, 1, col + (int)i * cell_cols(wide), 1, cell_cols(wide)), 0, STYLE_MUTED,
			       shown[i].name);
}

static void figures_draw(const void *self, const App *app, Area area)
{
	const FiguresState *state = self;
	Area rows = area_part(area, HEAD, 0, -1, -1);
	const bool wide = state->wide;
	/* as draw_row has it: right of the list's marker */
	const int name = 1 + rows.cols - 1 - (wide ? 2 : 1) * side_cols(wide) - 1;

	area_put_in(area, 1, 2, name - 2, STYLE_MUTED, wide ? "Opened in that month" : "Opened then");
	draw_heads(area, wide, name, wide ? DIRECTION_OUT : state->narrow);
	if (wide)
		draw_heads(area, wide, name + side_cols(wide), DIRECTION_IN);
	if (state->figures.count == 0)
		area_put(rows, 0, 2, STYLE_MUTED,
			 state->figures.counting ? "Still counting." : "Nobody was referred or registered.");
	list_draw(&state->list, rows, draw_row);
}

static const char *month_words(Month month, Arena *arena)
{
	char day[16];
	date_print_staff((Date){.year = (int16_t)month.year, .month = (uint8_t)month.month, .day = 1}, day);
	return arena_print(arena, "%s", day + 3); /* "Nov-2026" */
}

static void figures_heading(const void *self, const App *app, Text *out)
{
	const FiguresState *state = self;
	text_add_print(out, "Figures, %s%s%s", month_words(state->month, out->arena),
		       state->suppress ? ", small numbers hidden" : "",
		       state->figures.counting ? ", still counting" : "");
}

/* "Not yet passed on: 4, the oldest 3 days." */
static void explain_waiting(const FiguresState *state, Text *out)
{
	const Figures *figures = &state->figures;
	Text complaints = {.arena = out->arena};
	if (figures->waiting > 0)
		text_add_print(out, " Not yet passed on: %zu, the oldest %s.", figures->waiting,
			       passing_age(state->desk, figures->oldest, out->arena));
	desk_figures_say_complaints(figures, state->suppress, &complaints);
	if (complaints.length > 0)
		text_add_print(out, " %s", text_done(&complaints));
}

/* " Asked in person 12, by telephone 3.": both questions together. */
static void say_how(const FigureRow *row, Text *out)
{
	bool any = false;
	for (FigureColumn c = FIGURE_IN_PERSON; c < FIGURE_COLUMNS; c++) {
		const size_t count = figure_count(row, DIRECTION_OUT, c) + figure_count(row, DIRECTION_IN, c);
		if (count == 0)
			continue;
		text_add_print(out, "%s %s %zu", any ? "," : " Asked",
			       explain_how(HOW_IN_PERSON + (c - FIGURE_IN_PERSON)), count);
		any = true;
	}
	text_add(out, any ? "." : "");
}

static void figures_explain(const void *self, const App *app, Text *out)
{
	const FiguresState *state = self;
	if (state->figures.count == 0) {
		explain_waiting(state, out);
		return;
	}

	const FigureRow *row = &state->figures.rows[state->list.selected];

	text_add_print(out, "%s (%s): answers as they stand today.%s", row->name, row->org,
		       state->suppress ? " <5: fewer than 5; * would give one of them away." : "");
	if (!state->suppress && state->wide)
		say_how(row, out);
	explain_waiting(state, out);
}

/* --- acts --- */

static Month month_after(Month month, int by)
{
	const int number = month.year * 12 + month.month - 1 + by;
	return (Month){number / 12, number % 12 + 1};
}

static void go(App *app, FiguresState *state, int by)
{
	state->wanted = month_after(state->month, by);
	app_load(app);
}

static void save(App *app, void *self, const char *name)
{
	const FiguresState *state = self;
	const Table table =
		table_of_figures(state->figures.rows, state->figures.count, state->suppress, app_scratch(app));
	save_table(app, &table, name);
}

static void figures_act(App *app, void *self, int action)
{
	FiguresState *state = self;
	char path[PATH_MAX_];
	switch (action) {
	case FIGURES_BEFORE: go(app, state, -1); return;
	case FIGURES_AFTER: go(app, state, 1); return;
	case FIGURES_TURN: state->narrow = state->narrow == DIRECTION_OUT ? DIRECTION_IN : DIRECTION_OUT; return;
	case FIGURES_SUPPRESS: state->suppress = !state->suppress; return;
	default:
		text_print(path, sizeof path, "figures-%04d-%02d.csv", state->month.year, state->month.month);
		save_table_ask(app, path, save);
	}
}

static bool figures_can(const void *self, int action, Error *why)
{
	const FiguresState *state = self;
	const Date today = desk_today(state->desk);
	if (action == FIGURES_TURN && state->wide)
		return fail(why, ERROR_REFUSED, "Both questions are shown: the window is wide enough.");
	if (action == FIGURES_AFTER && state->wanted.year == today.year && state->wanted.month == today.month)
		return fail(why, ERROR_REFUSED, "This is the present month: there is none after it yet.");
	return action != FIGURES_SAVE || !state->figures.counting ||
	       fail(why, ERROR_REFUSED, "Still counting: wait until all were looked at.");
}

const Screen screen_figures = {
	.name = "figures",
	.title = "Figures",
	.keymap = KEYMAP(figures_keys),
	.size = sizeof(FiguresState),
	.list = SCREEN_AT(FiguresState, list),
	.row_key = row_key,
	.enter = figures_enter,
	.load = figures_load,
	.draw = figures_draw,
	.act = figures_act,
	.tick = figures_tick,
	.fit = figures_fit,
	.heading = figures_heading,
	.explain = figures_explain,
	.can = figures_can,
};
