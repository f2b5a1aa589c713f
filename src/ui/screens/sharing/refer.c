#include "ui/screens/sharing/inside.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/care/care.h"
#include "model/codes/codes.h"
#include "ui/form.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"
#include "ui/screens/request/request.h"
#include "ui/screens/sharing/sharing.h"

enum { REFER_ON = 1, REFER_BY_HAND, REFER_DONE };
enum { ROW_CALLER, ROW_PHONE, ROW_SERVICE, ROW_SYSTEM, ROWS };
enum { SERVICE_MAX = 80, CALLER_MAX = 80, PHONE_MAX = 30, ROOMY = 9 };

typedef struct ReferState {
	ChartScreen base; /* first; the chart is the matrix's */
	Finder finder;
	Form form; /* open once an organisation is chosen */
	char org[LIST_KEY_MAX], name[LIST_KEY_MAX], says[2 * LIST_KEY_MAX];
	char typed[ROW_SYSTEM]
		  [SERVICE_MAX + 1]; /* of each row that is text, for the organisation that is chosen next */
	char *episode;
	size_t size;
	bool caller;
} ReferState;

static const Binding refer_keys[] = {
	{KC_ENTER, REFER_ON, "Go on", "Choose the selected organisation; then go on to the next line.", .bar = true,
	 .in_field = true},
	{KC_CTRL('n'), REFER_BY_HAND, "Add by hand", "Add an organisation that is in no list.", .bar = true},
	{KC_CTRL('s'), REFER_DONE, "Done", "Refer to the chosen organisation, or open the request.", .bar = true},
};

/* As the choices below. */
static const System systems[] = {SYSTEM_UNKNOWN, SYSTEM_SYSTMONE, SYSTEM_EMIS, SYSTEM_OTHER};
static const char *const system_names[] = {"not known", "SystmOne", "EMIS", "another", NULL};

/* The first two of a caller alone; the last only where the shared system is not known yet. */
static const FormRow refer_rows[ROWS] = {
	[ROW_CALLER] =
		{
			.label = "Who rings",
			.kind = FORM_TEXT,
			.max = CALLER_MAX,
			.help = "Name and ward; it may stay empty. Ring back on the listed number, whatever they say.",
		},
	[ROW_PHONE] =
		{
			.label = "Their number",
			.kind = FORM_TEXT,
			.max = PHONE_MAX,
			.help = "The extension or number they give; it may stay empty.",
		},
	[ROW_SERVICE] =
		{
			.label = "For",
			.kind = FORM_TEXT,
			.max = SERVICE_MAX,
			.help = "The service, as it is to stand on the matrix: \"Physiotherapy, knee\". It may stay empty.",
		},
	[ROW_SYSTEM] =
		{
			.label = "Shared system",
			.kind = FORM_CHOICE,
			.choices = system_names,
			.help = "Which record system they use, if you know it: Share In and Out reach SystmOne and EMIS only.",
		},
};

static bool details(const ReferState *state)
{
	return state->form.count > 0;
}

/* Where nobody rings the form begins further down the table. */
static size_t first_row(const ReferState *state)
{
	return state->caller ? ROW_CALLER : ROW_SERVICE;
}

/* A row of the table in the form that is open. */
static size_t row_of(const ReferState *state, size_t row)
{
	return row - first_row(state);
}

/* --- the organisation, then the form --- */

static bool refer_enter(App *app, void *self, const void *argument, Error *err)
{
	ReferState *state = self;
	const ReferArgument *given = argument;
	chart_prepare(app, &state->base, given->chart);
	if (!desk_allows(app_desk(app), ACT_REFER, err) || !chart_present(&state->base, err))
		return false;
	state->episode = given->episode;
	state->size = given->size;
	state->caller = given->caller;
	finder_open(app, &state->finder, given->chart, false);
	return true;
}

static bool refer_load(App *app, void *self, Error *err)
{
	finder_look(app, &((ReferState *)self)->finder);
	return true;
}

static void choose(App *app, ReferState *state)
{
	const Organisation *chosen = finder_chosen(&state->finder);
	const bool unknown = !chosen->system || chosen->system == SYSTEM_UNKNOWN;
	Text says = {.arena = app_scratch(app)};
	finder_explain(&state->finder, &says);
	text_copy(state->says, sizeof state->says, text_done(&says));
	text_copy(state->org, sizeof state->org, chosen->code);
	organisation_short_name(chosen, state->name, sizeof state->name);
	form_open(&state->form, app_arena(app), &refer_rows[first_row(state)],
		  row_of(state, unknown ? ROWS : ROW_SYSTEM));
	for (size_t row = first_row(state); row < ROW_SYSTEM; row++)
		form_set(&state->form, row_of(state, row), state->typed[row]);
}

/* What was typed is there again when an organisation is chosen anew. */
static void choose_another(ReferState *state)
{
	for (size_t row = first_row(state); row < ROW_SYSTEM; row++)
		text_copy(state->typed[row], sizeof state->typed[row], form_text(&state->form, row_of(state, row)));
	form_close(&state->form);
}

/* --- referring --- */

/* What was said of their system, where it was not known; 0 where nothing was. */
static System said_system(const ReferState *state)
{
	const System system = state->form.count > row_of(state, ROW_SYSTEM)
				      ? systems[form_chosen(&state->form, row_of(state, ROW_SYSTEM))]
				      : SYSTEM_UNKNOWN;
	return system == SYSTEM_UNKNOWN ? System_NOT_GIVEN_ : system;
}

static bool refer(App *app, ReferState *state, const char **ret_episode, Error *err)
{
	const Referral referral = {
		.org = state->org,
		.service = form_text(&state->form, row_of(state, ROW_SERVICE)),
		.system = said_system(state),
	};
	if (!form_check(&state->form, err) ||
	    !desk_refer(app_desk(app), state->base.chart, &referral, ret_episode, err))
		return false;
	if (state->episode)
		text_copy(state->episode, state->size, *ret_episode);
	return true;
}

const char *refer_next(const Desk *desk, const Chart *chart, const char *episode)
{
	const MatrixRow *row = chart_row(chart, episode);
	if (row && row->standing == STANDING_PROHIBITED)
		return "The practice shares nothing with them: they are on its prohibited list.";
	if (row && row->needs_code && desk_may(desk, ACT_REQUEST))
		return "They need a code: q opens the request; a asks.";
	if (row && row->needs_code)
		return "They need a code: reception opens the request.";
	return row && !row->questions_due ? "There is nothing to ask: no shared record reaches them."
					  : "Press a to ask.";
}

static void refer_now(App *app, void *self, const char *text)
{
	ReferState *state = self;
	const char *name = arena_text(app_scratch(app), state->name), *episode = NULL, *next;
	if (!app_done(app, refer(app, state, &episode, app_error(app))))
		return;
	next = refer_next(state->base.desk, state->base.chart, episode);
	app_close(app);
	app_notice(app, NOTICE_GOOD, "Referred to %s. %s", name, next);
}

/* The care that there is already: the first row of it; for a service alone, or (NULL) for any. */
static const MatrixRow *care_there(const ReferState *state, const char *service, Arena *arena)
{
	const Matrix *matrix = &state->base.chart->matrix;
	for (size_t i = 0; i < matrix->count; i++) {
		const MatrixRow *row = &matrix->rows[i];
		const char *of = text_or(row->episode->opening->service, "");
		if (row->episode->open && !row->episode->registration && text_is(row->org, state->org) &&
		    (!service || text_is(utf8_fold(arena, of), utf8_fold(arena, service))))
			return row;
	}
	return NULL;
}

/* A second one for the same is a slip, or another course of care. */
static void refer_ask(App *app, ReferState *state)
{
	Arena *scratch = app_scratch(app);
	const MatrixRow *there = care_there(state, form_text(&state->form, row_of(state, ROW_SERVICE)), scratch);
	if (!there) {
		refer_now(app, state, "");
		return;
	}
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_SAVE,
			.title = arena_print(scratch, "Refer to %s again?", state->name),
			.text = arena_print(scratch,
					    "They care for the patient for this already, since %s. A second row is "
					    "made, and is asked about by itself.",
					    chart_day(state->base.chart, there->episode->opening->at, scratch)),
			.yes = "Refer again",
			.done = refer_now,
		});
}

/* --- somebody rings --- */

static const char *caller_words(const ReferState *state, Arena *arena)
{
	const char *name = form_text(&state->form, ROW_CALLER), *phone = form_text(&state->form, ROW_PHONE);
	return arena_print(arena, "%s%s%s", name, text_empty(name) || text_empty(phone) ? "" : ", ", phone);
}

/* Where their care is written down by it, and then there is no request, that care stands; why not is said. */
static void request_now(App *app, ReferState *state)
{
	Arena *scratch = app_scratch(app);
	Chart *const chart = state->base.chart;
	const char *caller = caller_words(state, scratch), *name = arena_text(scratch, state->name);
	const MatrixRow *there = care_there(state, NULL, scratch);
	const bool is_new = !there, open = there && there->request;
	const char *care = there ? there->episode->id : NULL, *request = NULL;
	Error err = {0};
	if (is_new && !app_done(app, refer(app, state, &care, app_error(app))))
		return;
	care = arena_text(scratch, care);
	if (!desk_open_request_for(app_desk(app), chart, care, caller, &request, &err)) {
		if (is_new)
			app_close(app);
		app_fail(app, &err);
		return;
	}
	app_replace(app, &screen_request, &(RequestArgument){.chart = chart, .request = arena_text(scratch, request)});
	app_notice(app, NOTICE_GOOD, "%s",
		   open ? "It was open already: who rings now is not kept. Ring the listed number."
			: arena_print(scratch, "Asked by %s. Ring them back on their listed number.", name));
}

void refer_caller(App *app, Chart *chart, bool past)
{
	const ReferArgument argument = {.chart = chart, .caller = true};
	if (past)
		app_open_past(app, &screen_refer, &argument);
	else
		app_open(app, &screen_refer, &argument);
}

/* --- drawing --- */

static void refer_draw(const void *self, const App *app, Area area)
{
	const ReferState *state = self;
	const int form = area.rows < ROOMY ? 1 : 3;
	if (!details(state)) {
		finder_draw(&state->finder, area);
		return;
	}
	area_put(area, 0, 1, STYLE_STRONG, state->says);
	form_draw(&state->form, area_part(area, form, 1, -1, -1));
}

static void refer_explain(const void *self, const App *app, Text *out)
{
	const ReferState *state = self;
	if (!details(state))
		finder_explain(&state->finder, out);
	else if (app_body_rows(app) < ROOMY)
		text_add(out, state->says); /* whole: the line above the form cuts it */
	else
		text_add(out, state->caller ? "Ctrl-S opens the request; Esc chooses another organisation."
					    : "Ctrl-S refers; Esc chooses another organisation.");
}

static void refer_heading(const void *self, const App *app, Text *out)
{
	const ReferState *state = self;
	if (state->caller)
		text_add(out, details(state) ? "New request: who rings?" : "New request: who asks for the record?");
	else
		text_add(out, details(state) ? "Refer: for what?" : "Refer to");
}

/* --- keys --- */

static bool refer_type(App *app, void *self, Key key)
{
	ReferState *state = self;
	if (details(state)) {
		if (key.code == KC_ESC)
			choose_another(state);
		return key.code == KC_ESC;
	}
	switch (finder_key(app, &state->finder, key)) {
	case FINDER_IGNORED: return false;
	case FINDER_CHANGED: return true;
	case FINDER_CHOSEN: choose(app, state); return true;
	}
	return false;
}

static void refer_act(App *app, void *self, int action)
{
	if (action == REFER_ON)
		app_type(app, (Key){.code = KC_ENTER});
	else if (action == REFER_BY_HAND)
		app_open(app, &screen_organisation, &(OrganisationArgument){.code = NULL});
	else if (((const ReferState *)self)->caller)
		request_now(app, self);
	else
		refer_ask(app, self);
}

static bool refer_in_field(const void *self)
{
	const ReferState *state = self;
	return !details(state) || form_in_field(&state->form);
}

static bool refer_unsaved(const void *self)
{
	const ReferState *state = self;
	bool typed = details(state) && state->form.changed;
	for (size_t row = 0; row < ROW_SYSTEM; row++)
		typed |= state->typed[row][0] != '\0';
	return typed;
}

static bool refer_can(const void *self, int action, Error *why)
{
	const ReferState *state = self;
	if (action == REFER_DONE)
		return details(state) || fail(why, ERROR_REFUSED, "Choose an organisation first, with Enter.");
	if (action == REFER_BY_HAND && details(state))
		return fail(why, ERROR_REFUSED, "An organisation is chosen already: Esc chooses another.");
	return action != REFER_BY_HAND || desk_may(state->base.desk, ACT_ORGANISATIONS) ||
	       fail(why, ERROR_REFUSED, "Only an administrator adds an organisation that is in no list.");
}

const Screen screen_refer = {
	.name = "refer",
	.title = "Refer",
	.keymap = KEYMAP(refer_keys),
	.size = sizeof(ReferState),
	.form = SCREEN_AT(ReferState, form),
	.finished = REFER_DONE,
	.enter = refer_enter,
	.load = refer_load,
	.draw = refer_draw,
	.act = refer_act,
	.type = refer_type,
	.in_field = refer_in_field,
	.tick = chart_tick,
	.unsaved = refer_unsaved,
	.patient = chart_patient,
	.heading = refer_heading,
	.explain = refer_explain,
	.can = refer_can,
};
