#include "ui/screens/sharing/sharing.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/readings/explain.h"
#include "ui/flow.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/record/record.h"
#include "ui/screens/request/request.h"
#include "ui/screens/sharing/inside.h"

enum { MATRIX_BESIDE_COLS = 130 }; /* from there on the record stands beside */

typedef struct MatrixState {
	ChartScreen base; /* first */
	List list;
	MatrixRows rows;
	const struct RecordRows *record; /* NULL where the window is too narrow to have it beside */
	char kiosk[KIOSK_WATCH_TEXT];	 /* they answer at one just now; else "" */
	char episode[LIST_KEY_MAX];	 /* what a dialog asks about */
	char referred[LIST_KEY_MAX];	 /* the new referral, to be selected when it is shown */
	char asking[LIST_KEY_MAX];	 /* the row that needs a code once what is being asked is answered */
	int64_t asked;			 /* the patient's latest fact when it was begun */
} MatrixState;

static const Binding matrix_keys[] = {
	{KC_ENTER, MATRIX_ENTER, "Go on", "Do what this row waits for: ask, a code, a permission; else say why.",
	 .bar = false},
	{'a', MATRIX_ASK, "Ask", "Ask all questions that are due in one sitting, then the choices never made.",
	 .bar = true},
	{'c', MATRIX_CHANGE, "Change of mind",
	 "The patient thinks otherwise of this row now: Share Out, Share In, or no agreement at all.", .bar = true},
	{'s', MATRIX_SEEN_AS, "Seen as", "Show the record as this organisation would see it.", .bar = true},
	{'w', MATRIX_WHY, "Why", "Explain this row: the rule, and the facts behind it.", .bar = true},
	{'r', MATRIX_REFER, "Refer", "Refer the patient to an organisation.", .bar = true},
	{'R', MATRIX_SUCCESSOR, "Successor", "Refer to what took the place of this organisation, which closed.",
	 .bar = false},
	{'q', MATRIX_REQUEST, "Code", "Open the request of this organisation: its code, sent, shown or typed.",
	 .bar = true},
	{'x', MATRIX_DISCHARGE, "Discharge", "Discharge the patient from this care; the share ends.", .bar = true},
	{'X', MATRIX_CANCEL, "Re-open", "Cancel a discharge: the care goes on, the questions are asked anew.",
	 .bar = false},
	{'m', MATRIX_PERMISSION, "May they look?",
	 "Ask the patient whether they may look now, where they ask first (MIG, SCR).", .bar = false},
	{'g', MATRIX_CARD, "Organisation", "Show the organisation's card: its standing, system and telephone.",
	 .bar = false},
	{'b', MATRIX_DISPUTE, "Two disagree",
	 "Two who may answer disagree: write down who says what; a clinician settles it.", .bar = false},
	{'k', MATRIX_KIOSK, "Kiosk", "Give the patient a ticket for the kiosk; while they answer there, take over.",
	 .bar = false},
	CHART_KEYS,
};

static const MatrixRow *chosen(const MatrixState *state)
{
	return matrix_row(&state->rows, state->list.selected);
}

/* --- loading --- */

/* The first row with a question. */
static const char *first_due(const Matrix *matrix)
{
	for (size_t i = 0; i < matrix->count; i++)
		if (matrix->rows[i].questions_due)
			return matrix->rows[i].episode->id;
	return "";
}

/* Asked, and the patient lets them see it: what they need now is a code. Where nothing came of it, the row stays. */
static void select_asked(MatrixState *state)
{
	if (state->base.chart->shown == state->asked)
		state->asking[0] = '\0';
	for (size_t i = 0; i < state->list.count && state->asking[0]; i++) {
		const MatrixRow *row = matrix_row(&state->rows, i);
		if (text_is(row->episode->id, state->asking) && row->needs_code && row->in == CELL_YES)
			list_select(&state->list, i);
	}
	state->asking[0] = '\0';
}

static bool matrix_is_wide(const App *app)
{
	return app_body_cols(app) >= MATRIX_BESIDE_COLS;
}

static bool matrix_load(App *app, void *self, Error *err)
{
	MatrixState *state = self;
	state->rows = (MatrixRows){.chart = state->base.chart, .now = app_now(app)};
	if (state->referred[0])
		list_wish(&state->list, state->referred);
	list_set(&state->list, &state->rows, state->base.chart->matrix.count);
	state->referred[0] = '\0';
	select_asked(state);
	state->record = matrix_is_wide(app) ? record_beside_load(app, state->base.chart) : NULL;
	kiosk_watch_patient(state->kiosk, app, state->base.chart);
	return true;
}

static bool matrix_enter(App *app, void *self, const void *argument, Error *err)
{
	MatrixState *state = self;
	if (!chart_enter(app, self, argument, err))
		return false;
	list_wish(&state->list,
		  chart_row(state->base.chart, app_kept(app)) ? app_kept(app) : first_due(&state->base.chart->matrix));
	return true;
}

void matrix_select(App *app, const char *episode)
{
	MatrixState *state = app_state(app);
	list_select_key(&state->list, episode);
}

static void matrix_tick(App *app, void *self)
{
	MatrixState *state = self;
	state->rows.now = app_now(app);
	kiosk_watch_patient(state->kiosk, app, state->base.chart);
	if (matrix_is_wide(app) != (state->record != NULL)) /* the window has another size */
		app_load(app);
	chart_tick(app, self);
}

/* --- drawing --- */

/* What is left of it for the matrix. */
static Area draw_record(const MatrixState *state, Area body)
{
	enum { ROOMY = 180, ROOMY_COLS = 98, COLS = 80 };

	const int cols = body.cols >= ROOMY ? ROOMY_COLS : COLS;
	if (!state->record || body.cols < MATRIX_BESIDE_COLS)
		return body;
	record_beside_draw(state->record, area_part(body, 0, cols + 1, -1, -1));
	return area_part(body, 0, 0, -1, cols);
}

static void matrix_draw(const void *self, const App *app, Area area)
{
	const MatrixState *state = self;
	const MatrixRow *row = chosen(state);
	const Area body = draw_record(state, chart_draw_past(&state->base, area));
	const int count = (int)state->list.count;
	const bool detail = row && body.cols >= MATRIX_DETAIL_COLS && body.rows >= count + 2 + MATRIX_DETAIL_ROWS;
	const int rows = detail ? count : body.rows - 1, scrolls = count > rows;
	matrix_rows_heading(&state->rows, area_part(body, 0, 1, 1, body.cols - 1 - scrolls));
	list_draw(&state->list, area_part(body, 1, 0, rows, -1), matrix_rows_draw);
	if (detail)
		matrix_detail(&state->rows, row, area_part(body, 2 + rows, 0, -1, -1));
	if (!row)
		flow_put(body, 2, 1, STYLE_MUTED, "This patient is in nobody's care here.");
}

static void matrix_explain(const void *self, const App *app, Text *out)
{
	const MatrixState *state = self;
	const MatrixRow *row = chosen(state);
	if (state->kiosk[0]) {
		text_add(out, state->kiosk);
	} else if (row && app_body_cols(app) < MATRIX_DETAIL_COLS) {
		matrix_say_brief(&state->rows, row, out); /* why would take the rows the list needs */
	} else if (row) {
		if (!chart_in_past(&state->base) && desk_may(state->base.desk, ACT_REFER))
			successor_explain(state->base.desk, state->base.chart, row, out);
		matrix_why(row, &state->base.chart->now, out);
		text_add(out, row->may_ask && !row->questions_due && !row->needs_code ? " m asks the patient." : "");
	}
}

/* --- what can be done --- */

static bool of_a_row(int action)
{
	return action < CHART_ACTIONS && action != MATRIX_REFER && action != MATRIX_ASK && action != MATRIX_KIOSK;
}

/* Care may still be ended for a patient who has died; nothing new is asked. */
static bool died(const MatrixState *state, int action)
{
	return matrix_act_needed(action) && action != MATRIX_DISCHARGE && action != MATRIX_CHANGE &&
	       person_has_died(state->base.chart->world.person);
}

/* Its card has the name, the town and the telephone that a restricted patient's practice shows nowhere. */
static bool row_allows(const MatrixState *state, const MatrixRow *row, int action, Error *why)
{
	const char *refusal = matrix_row_refuses(row, action);
	if (action == MATRIX_CARD && explain_hides(&state->base.chart->world, row->org))
		return fail(why, ERROR_REFUSED, "This organisation is not shown here.");
	if (action == MATRIX_SUCCESSOR)
		return successor_allows(state->base.desk, state->base.chart, row, why);
	return !refusal || fail(why, ERROR_REFUSED, "%s", refusal);
}

static bool matrix_can(const void *self, int action, Error *why)
{
	const MatrixState *state = self;
	const MatrixRow *row = chosen(state);
	const Act act = matrix_act_needed(action);
	if (act && !chart_present(&state->base, why))
		return false;
	if (died(state, action))
		return fail(why, ERROR_REFUSED, "The patient has died: the record is shown, and nothing new is asked.");
	if (act && !desk_allows(state->base.desk, act, why))
		return false;
	if (action == MATRIX_ASK)
		return state->base.chart->matrix.due > 0 ||
		       fail(why, ERROR_REFUSED,
			    "Nothing is left to ask: c where the patient thinks otherwise now, 4 for the other choices.");
	if (!of_a_row(action))
		return chart_can(self, action, why);
	if (!row)
		return fail(why, ERROR_REFUSED, "There is no row here: r refers the patient.");
	return row_allows(state, row, action, why);
}

/* --- acts --- */

/* The first row of those being asked that will need a code. */
static void remember_asking(MatrixState *state, const char *episode)
{
	state->asking[0] = '\0';
	state->asked = state->base.chart->shown;
	for (size_t i = 0; i < state->list.count && !state->asking[0]; i++) {
		const MatrixRow *row = matrix_row(&state->rows, i);
		const char *id = row->episode->id;
		if (row->needs_code && !row->request && (episode ? text_is(id, episode) : row->questions_due))
			text_copy(state->asking, sizeof state->asking, id);
	}
}

static void ask(App *app, MatrixState *state, const char *episode)
{
	remember_asking(state, episode);
	app_open(app, &screen_ask,
		 &(AskArgument){
			 .chart = state->base.chart,
			 .order = {.episode = arena_text(app_scratch(app), episode), .more = !episode},
		 });
}

static void open_request(App *app, const MatrixState *state, const MatrixRow *row)
{
	app_open(app, &screen_request,
		 &(RequestArgument){.chart = state->base.chart,
				    .episode = arena_text(app_scratch(app), row->episode->id),
				    .request = row->request ? arena_text(app_scratch(app), row->request->id) : NULL});
}

static void open_why(App *app, const MatrixState *state, const MatrixRow *row)
{
	app_open(app, &screen_why, &(WhyArgument){.chart = state->base.chart, .episode = row->episode->id});
}

static void open_permission(App *app, const MatrixState *state, const MatrixRow *row)
{
	ask_permission(app, state->base.chart, row->org, 0);
}

static void go_on(App *app, MatrixState *state, const MatrixRow *row)
{
	if (episode_disputed(row->episode))
		app_open(app, &screen_dispute, &(DisputeArgument){state->base.chart, row->episode->id});
	else if (row->questions_due && matrix_can(state, MATRIX_ASK, NULL))
		ask(app, state, row->episode->id);
	else if (row->needs_code && matrix_can(state, MATRIX_REQUEST, NULL))
		open_request(app, state, row);
	else if (row->may_ask && matrix_can(state, MATRIX_PERMISSION, NULL))
		open_permission(app, state, row);
	else
		open_why(app, state, row);
}

static void matrix_refer(App *app, MatrixState *state)
{
	app_open(app, &screen_refer,
		 &(ReferArgument){
			 .chart = state->base.chart, .episode = state->referred, .size = sizeof state->referred});
}

typedef bool ActOnEpisode(Desk *desk, Chart *chart, const char *episode, Error *err);

static void do_act(App *app, MatrixState *state, ActOnEpisode *act, const char *said)
{
	if (app_done(app, act(app_desk(app), state->base.chart, state->episode, app_error(app))))
		app_notice(app, NOTICE_GOOD, "%s", said);
	app_load(app);
}

static void discharge_answered(App *app, void *self, const char *text)
{
	do_act(app, self, desk_discharge, "Discharged: the share has ended. u takes it back.");
}

static void successor_answered(App *app, void *self, const char *text)
{
	MatrixState *state = self;
	successor_refer(app, state->base.chart, state->episode, state->referred, sizeof state->referred);
	app_load(app);
}

static void dispute_noted(App *app, void *self, const char *text)
{
	MatrixState *state = self;
	dispute_note(app, state->base.chart, state->episode, text);
	app_load(app);
}

static void ask_discharge(App *app, const MatrixState *state, const MatrixRow *row)
{
	const char *called = matrix_called(state->base.chart, row, app_scratch(app));
	const char *kept = row->episode->side[DIRECTION_OUT].state == STATE_YES
				   ? " What they recorded until now stays shared."
				   : "";
	app_ask(app, &(Dialog){
			     .kind = DIALOG_SAVE,
			     .title = arena_print(app_scratch(app), "Discharge: %s?", called),
			     .text = arena_print(app_scratch(app),
						 "Their care and the share by this referral end now.%s "
						 "A new referral asks again.",
						 kept),
			     .yes = "Discharge",
			     .done = discharge_answered,
		     });
}

static void matrix_card(App *app, const MatrixRow *row)
{
	app_open(app, &screen_organisation, &(OrganisationArgument){.code = row->org});
}

static void act_on_row(App *app, MatrixState *state, const MatrixRow *row, int action)
{
	text_copy(state->episode, sizeof state->episode, row->episode->id);
	switch (action) {
	case MATRIX_ENTER: go_on(app, state, row); return;
	case MATRIX_SUCCESSOR: successor_ask(app, state->base.chart, state->episode, successor_answered); return;
	case MATRIX_CHANGE:
		app_open(app, &screen_change, &(ChangeArgument){state->base.chart, row->episode->id});
		return;
	case MATRIX_SEEN_AS:
		app_open(app, &screen_seen_as, &(SeenAsArgument){.chart = state->base.chart, .org = row->org});
		return;
	case MATRIX_WHY: open_why(app, state, row); return;
	case MATRIX_DISCHARGE: ask_discharge(app, state, row); return;
	case MATRIX_CANCEL:
		do_act(app, state, desk_cancel_discharge,
		       matrix_asks(row->organisation) ? "Re-opened: what was agreed is to be asked anew."
						      : "Re-opened.");
		return;
	case MATRIX_REQUEST: open_request(app, state, row); return;
	case MATRIX_CARD: matrix_card(app, row); return;
	case MATRIX_DISPUTE:
		dispute_ask(app, matrix_called(state->base.chart, row, app_scratch(app)), dispute_noted);
		return;
	case MATRIX_PERMISSION: open_permission(app, state, row); return;
	default: return;
	}
}

static void take_over_answered(App *app, void *self, const char *text)
{
	MatrixState *state = self;
	if (app_done(app, desk_take_over(app_desk(app), state->base.chart, app_error(app))))
		app_notice(app, NOTICE_GOOD, "The kiosk is free again; nothing was saved there. a asks here.");
	app_load(app);
}

static void matrix_kiosk(App *app, MatrixState *state)
{
	Chart *const chart = state->base.chart;
	kiosk_watch_patient(state->kiosk, app, chart);
	if (!state->kiosk[0]) {
		app_open(app, &screen_ticket, &chart);
		return;
	}
	app_ask(app, &(Dialog){
			     .kind = DIALOG_SAVE,
			     .title = "Take over from the kiosk?",
			     .text = "What was answered there and not saved is lost; you go on with the patient here.",
			     .yes = "Take over",
			     .done = take_over_answered,
		     });
}

static void matrix_act(App *app, void *self, int action)
{
	MatrixState *state = self;
	const MatrixRow *row = chosen(state);
	if (row)
		app_keep(app, row->episode->id); /* for when another tab has had its turn */
	if (chart_act(app, self, action))
		return;
	if (action == MATRIX_ASK)
		ask(app, state, NULL);
	else if (action == MATRIX_REFER)
		matrix_refer(app, state);
	else if (action == MATRIX_KIOSK)
		matrix_kiosk(app, state);
	else if (row)
		act_on_row(app, state, row, action);
}

const Screen screen_matrix = {
	.name = "matrix",
	.title = "Sharing",
	.keymap = KEYMAP(matrix_keys),
	.size = sizeof(MatrixState),
	.list = SCREEN_AT(MatrixState, list),
	.row_key = matrix_rows_key,
	.chosen = MATRIX_ENTER,
	.enter = matrix_enter,
	.load = matrix_load,
	.draw = matrix_draw,
	.act = matrix_act,
	.tick = matrix_tick,
	.leave = chart_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = matrix_explain,
	.can = matrix_can,
	.tabs = chart_tabs,
	.tab = CHART_TAB_SHARING,
};
