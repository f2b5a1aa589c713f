#include <assert.h>

#include "base/date_typed.h"
#include "base/text.h"
#include "model/rights/rights.h"
#include "ui/form.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/rights/inside.h"

enum { ASKED_SAVE = 1, ASKED_END, ROOMY = 12 };
typedef enum AskedRow { ROW_ABOUT, ROW_HOW, ROW_NAME, ROW_DAY, ROWS } AskedRow;

typedef struct AskedState {
	ChartScreen base; /* first; the chart is the caller's */
	bool copy;
	Form form;
} AskedState;

static const Binding asked_keys[] = {
	{KC_CTRL('s'), ASKED_SAVE, "Save", "Record it, with your name and the day it is due.", .bar = true},
};

/* As How; a kiosk takes none down. */
static const char *const how_names[] = {"not said", "in person",    "by telephone",	   "by video",
					"on paper", "at the kiosk", "online or by e-mail", NULL};
static_assert(countof(how_names) == How_COUNT_ + 1, "a name for each, and none");

static const FormRow asked_rows[ROWS] = {
	[ROW_ABOUT] = {.label = "What about",
		       .kind = FORM_TEXT,
		       .max = RIGHTS_WORDS_MAX,
		       .required = true,
		       .help = "In their own words."},
	[ROW_HOW] = {.label = "How it came", .kind = FORM_CHOICE, .choices = how_names, .help = "Left and Right."},
	[ROW_NAME] = {.label = "From", .kind = FORM_TEXT, .max = 200, .help = "Who asks for the patient; else empty."},
	[ROW_DAY] = {.label = "Came on",
		     .kind = FORM_TEXT,
		     .max = 40,
		     .help = "The day it came, up to today: the time counts from it."},
};

static const FormRow *rows_of(const AskedState *state)
{
	return state->copy ? asked_rows + 1 : asked_rows;
}

static size_t row_at(const AskedState *state, AskedRow row)
{
	return state->copy ? row - 1u : row;
}

static bool asked_enter(App *app, void *self, const void *argument, Error *err)
{
	AskedState *state = self;
	const AskedArgument *given = argument;
	char today[16];
	chart_on(app, &state->base, given->chart);
	state->copy = given->copy;
	form_open(&state->form, app_arena(app), rows_of(state), state->copy ? ROWS - 1 : ROWS);
	date_print_staff(app_today(app), today);
	form_set(&state->form, row_at(state, ROW_DAY), today);
	form_choose(&state->form, row_at(state, ROW_HOW), given->chart->how ? given->chart->how : HOW_IN_PERSON);
	return true;
}

/* --- saving --- */

static bool read_asked(App *app, const AskedState *state, Asked *ret_asked, Error *err)
{
	const char *day = form_text(&state->form, row_at(state, ROW_DAY));
	*ret_asked = (Asked){
		.about = state->copy ? NULL : form_text(&state->form, ROW_ABOUT),
		.how = (How)form_chosen(&state->form, row_at(state, ROW_HOW)),
		.name = form_text(&state->form, row_at(state, ROW_NAME)),
	};
	return text_empty(day) || date_parse_typed(day, app_today(app), &ret_asked->received) ||
	       fail(err, ERROR_INPUT, "The day is no date: type it as 12-Nov-2026 or 12/11/2026.");
}

static void say_taken(App *app, const AskedState *state, const char *fact)
{
	const Owed *owed = desk_owed_find(state->base.chart, fact, app_scratch(app));
	char by[16] = "";
	if (owed)
		date_print_staff(owed->due, by);
	app_notice(
		app, NOTICE_GOOD,
		state->copy
			? "Recorded: the copy is owed by %s. u takes it back."
			: "Recorded: acknowledged by %s at the latest. t shows the paper for the patient; u takes it back.",
		by);
}

static void save(App *app, AskedState *state)
{
	Chart *chart = state->base.chart;
	const bool copy = state->copy;
	const char *fact = NULL;
	Error *err = app_error(app);
	Asked asked = {0};
	if (!app_done(app, form_check(&state->form, err) && read_asked(app, state, &asked, err) &&
				   (copy ? desk_ask_for_copy(state->base.desk, chart, &asked, &fact, err)
					 : desk_complain(state->base.desk, chart, &asked, &fact, err))))
		return;
	const AskedState done = *state;
	state->form.changed = false;
	app_close(app);
	if (!copy)
		app_open(app, &screen_complaint, &(ComplaintArgument){chart, fact});
	say_taken(app, &done, fact);
}

static void asked_act(App *app, void *self, int action)
{
	if (action == ASKED_SAVE)
		save(app, self);
	else
		app_notice(app, NOTICE_PLAIN, "Ctrl-S saves.");
}

/* --- drawing --- */

static void asked_draw(const void *self, const App *app, Area area)
{
	form_draw(&((const AskedState *)self)->form, area_part(area, area.rows >= ROOMY, 0, -1, -1));
}

static void asked_heading(const void *self, const App *app, Text *out)
{
	text_add(out,
		 ((const AskedState *)self)->copy ? "Asks for a copy of all that is kept" : "A complaint about data");
}

static void asked_explain(const void *self, const App *app, Text *out)
{
	text_add(out, ((const AskedState *)self)->copy ? "Free of charge. Check who asks. Ctrl-S saves, Esc leaves it."
						       : "Ctrl-S saves, Esc leaves it.");
}

const Screen screen_asked = {
	.name = "asked",
	.title = "Taken down",
	.keymap = KEYMAP(asked_keys),
	.size = sizeof(AskedState),
	.form = SCREEN_AT(AskedState, form),
	.finished = ASKED_END,
	.enter = asked_enter,
	.draw = asked_draw,
	.act = asked_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.heading = asked_heading,
	.explain = asked_explain,
};
