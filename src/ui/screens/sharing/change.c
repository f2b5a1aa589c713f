#include "base/text.h"
#include "model/care/care.h"
#include "ui/flow.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/sharing/inside.h"

enum { CHANGE_OUT = 1, CHANGE_IN, CHANGE_END, CHANGE_CHOOSE, CHANGE_OTHER };
enum { CHANGES = 3, KEY_COLS = 3, NARROW = 60 };

typedef struct ChangeRow {
	int action;
	char key;
	const char *words, *brief;
} ChangeRow;

typedef struct ChangeState {
	ChartScreen base; /* first; the chart is the caller's */
	List list;
	ChangeRow rows[CHANGES];
	char episode[LIST_KEY_MAX];
	bool other; /* somebody else speaks: who, is asked first */
} ChangeState;

static const Binding change_keys[] = {
	{'o', CHANGE_OUT, "Share Out", "Ask anew whether what they record may be seen by others.", .bar = true,
	 .answer = true},
	{'i', CHANGE_IN, "Share In", "Ask anew whether they may see what others have shared.", .bar = true,
	 .answer = true},
	{'e', CHANGE_END, "End it", "End the agreement: both answers go back to not asked.", .bar = true,
	 .answer = true},
	{'w', CHANGE_OTHER, "Who speaks", "Somebody else speaks for the patient: who, is asked first.", .bar = true},
	{KC_ENTER, CHANGE_CHOOSE, "Choose", "Go on with the selected line.", .bar = false},
};

static bool is_answered(const Side *side)
{
	return side->state != STATE_NOT_ASKED;
}

static bool any_answered(const Episode *episode)
{
	return is_answered(&episode->side[DIRECTION_OUT]) || is_answered(&episode->side[DIRECTION_IN]);
}

static bool can_end(const Episode *episode)
{
	return episode->open && (any_answered(episode) || episode->verification != VERIFICATION_NONE);
}

const char *change_refuses(const MatrixRow *row)
{
	if (!row->episode->open)
		return "This care has ended, and the agreement with it: a new referral asks again.";
	if (episode_disputed(row->episode))
		return "Two who may answer disagree, and a clinician settles that: Enter shows who says what.";
	return can_end(row->episode) ? NULL : "Nothing was answered here yet: a asks.";
}

static const MatrixRow *row_of(const ChangeState *state)
{
	return chart_row(state->base.chart, state->episode);
}

static const char *stands(const Side *side)
{
	static const char *const said[] = {[STATE_NOT_ASKED] = "not asked",
					   [STATE_YES] = "yes",
					   [STATE_REFUSED] = "no",
					   [STATE_WITHDRAWN] = "no, and yes before"};
	return said[side->state];
}

static ChangeRow side_row(const Episode *episode, Direction direction, Arena *arena)
{
	const bool out = direction == DIRECTION_OUT;
	const char *now = stands(&episode->side[direction]);
	return (ChangeRow){
		.action = out ? CHANGE_OUT : CHANGE_IN,
		.key = out ? 'o' : 'i',
		.words = arena_print(arena,
				     out ? "Share Out, %s until now: whether others see what they record"
					 : "Share In, %s until now: whether they see what others have shared",
				     now),
		.brief = arena_print(arena, out ? "Share Out, %s until now" : "Share In, %s until now", now),
	};
}

static bool change_load(App *app, void *self, Error *err)
{
	ChangeState *state = self;
	const MatrixRow *row = row_of(state);
	size_t count = 0;
	for (Direction d = DIRECTION_OUT; row && d <= DIRECTION_IN; d++)
		if (is_answered(&row->episode->side[d]))
			state->rows[count++] = side_row(row->episode, d, app_loaded(app));
	if (row && can_end(row->episode))
		state->rows[count++] =
			(ChangeRow){CHANGE_END, 'e', "No agreement with them any more, though their care goes on",
				    "No agreement any more"};
	list_set(&state->list, state->rows, count);
	return true;
}

static bool change_enter(App *app, void *self, const void *argument, Error *err)
{
	ChangeState *state = self;
	const ChangeArgument *given = argument;
	chart_on(app, &state->base, given->chart);
	text_copy(state->episode, sizeof state->episode, given->episode);
	return true;
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const ChangeRow *row = (const ChangeRow *)rows + index;
	area_print(area, 0, 1, STYLE_KEY, "%c", row->key);
	area_put(area, 0, 1 + KEY_COLS, STYLE_NORMAL, area.cols < NARROW ? row->brief : row->words);
}

/* Of a child it is asked whether they can decide, or their parent speaks. */
static bool is_child(const ChangeState *state, const App *app)
{
	const Date born = state->base.chart->world.person->born;
	return !date_is_none(born) && date_age(born, app_today(app)) < ADULT_FROM;
}

static const char *who_speaks(const ChangeState *state, const App *app, Arena *arena)
{
	Text spoken = {.arena = arena};
	if (state->other || is_child(state, app))
		return "Who speaks is asked first.";
	person_print_spoken(state->base.chart->world.person, &spoken);
	return arena_print(arena, "%s speaks. w: somebody else does.", text_done(&spoken));
}

static void change_draw(const void *self, const App *app, Area area)
{
	const ChangeState *state = self;
	const MatrixRow *row = row_of(state);
	int at = area.rows > CHANGES + 4;
	if (!row)
		return;
	at += flow_put(area, at, 1, STYLE_STRONG,
		       arena_print(area_scratch(area), "%s: what has changed?",
				   matrix_called(state->base.chart, row, area_scratch(area))));
	at += flow_put(area, at, 1, STYLE_MUTED, who_speaks(state, app, area_scratch(area)));
	list_draw(&state->list, area_part(area, at + 1, 0, -1, -1), draw_row);
}

static void change_explain(const void *self, const App *app, Text *out)
{
	text_add(out, app_body_cols(app) < NARROW
			      ? "Nothing is recorded yet."
			      : "Nothing is recorded yet. A single entry is kept private on the record (2).");
}

/* --- acts --- */

static bool offers(const ChangeState *state, int action)
{
	for (size_t i = 0; i < state->list.count; i++)
		if (state->rows[i].action == action)
			return true;
	return false;
}

static bool change_can(const void *self, int action, Error *why)
{
	const ChangeState *state = self;
	if (action == CHANGE_CHOOSE)
		return state->list.count > 0;
	return action == CHANGE_OTHER || offers(state, action) ||
	       fail(why, ERROR_REFUSED, "That was not answered here yet: a on the Sharing page asks it.");
}

static void end_answered(App *app, void *self, const char *text)
{
	const ChangeState *state = self;
	if (!app_done(app, desk_end_agreement(app_desk(app), state->base.chart, state->episode, app_error(app))))
		return;
	app_close(app);
	app_notice(app, NOTICE_GOOD, "The agreement has ended. u takes it back.");
}

static void ask_end(App *app, const ChangeState *state)
{
	const char *called = matrix_called(state->base.chart, row_of(state), app_scratch(app));
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_SAVE,
			.title = arena_print(app_scratch(app), "End agreement: %s?", called),
			.text = "Both answers go back to not asked, though their care goes on. They see nothing of "
				"this record by them until the patient is asked again.",
			.yes = "End it",
			.done = end_answered,
		});
}

/* The ask takes the place of this page: from it one comes back to the row. */
static void change_ask(App *app, const ChangeState *state, Direction direction)
{
	app_replace(app, &screen_ask,
		    &(AskArgument){
			    .chart = state->base.chart,
			    .order = {.episode = arena_text(app_scratch(app), state->episode),
				      .direction = direction,
				      .change = true,
				      .who_else = state->other},
		    });
}

static void change_act(App *app, void *self, int action)
{
	ChangeState *state = self;
	if (action == CHANGE_CHOOSE)
		action = state->rows[state->list.selected].action;
	switch (action) {
	case CHANGE_OUT: change_ask(app, state, DIRECTION_OUT); return;
	case CHANGE_IN: change_ask(app, state, DIRECTION_IN); return;
	case CHANGE_END: ask_end(app, state); return;
	case CHANGE_OTHER: state->other = !state->other; return;
	default: return;
	}
}

const Screen screen_change = {
	.name = "change",
	.title = "Change of mind",
	.keymap = KEYMAP(change_keys),
	.size = sizeof(ChangeState),
	.list = SCREEN_AT(ChangeState, list),
	.chosen = CHANGE_CHOOSE,
	.enter = change_enter,
	.load = change_load,
	.draw = change_draw,
	.act = change_act,
	.tick = chart_tick,
	.patient = chart_patient,
	.explain = change_explain,
	.can = change_can,
};
