#include "base/text.h"
#include "model/desk/language.h"
#include "model/paper/paper.h"
#include "model/rights/rights.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/rights/inside.h"

enum { PAPER_PRINT = 1, PAPER_TEXT, PAPER_PDF, PAPER_LANGUAGE };

typedef struct PaperState {
	ChartScreen base; /* first; the chart is the caller's */
	char fact[LIST_KEY_MAX];
	const Language *language; /* the patient's, as far as it is on */
	bool english;
	Sheet sheet;
	SheetView view;
} PaperState;

static const Binding paper_keys[] = {
	{KC_F(5), PAPER_PRINT, "Print", "Send this paper to the printer.", .bar = true},
	{'f', PAPER_TEXT, "Text file", "Write this paper as a text file; Gujarati and Punjabi as a PDF.", .bar = true},
	{'F', PAPER_PDF, "PDF", "Write this paper as a PDF.", .bar = true},
	{'l', PAPER_LANGUAGE, "Language", "Change between the patient's language and English.", .bar = true},
};

static bool paper_load(App *app, void *self, Error *err)
{
	PaperState *state = self;
	const Chart *chart = state->base.chart;
	const Owed *owed = desk_owed_find(chart, state->fact, app_loaded(app));
	if (!owed)
		return fail(err, ERROR_MISSING, "This complaint was recorded in error.");
	complaint_sheet_make(state->base.desk, chart, owed, state->english ? NULL : state->language, app_loaded(app),
			     &state->sheet);
	return true;
}

static bool paper_enter(App *app, void *self, const void *argument, Error *err)
{
	PaperState *state = self;
	const ComplaintArgument *given = argument;
	chart_on(app, &state->base, given->chart);
	text_copy(state->fact, sizeof state->fact, given->fact);
	state->language = desk_language(state->base.desk, given->chart->world.person);
	state->view.seen = arena_alloc(app_arena(app), sizeof *state->view.seen);
	return true;
}

static void print(App *app, const PaperState *state, PrintHow how)
{
	char path[PRINTED_PATH_MAX] = "";
	if (!app_done(app, desk_print(state->base.desk, &state->sheet, how, path, app_error(app))))
		return;
	if (path[0])
		app_notice(app, NOTICE_GOOD, "The paper is in %s", path);
	else
		app_notice(app, NOTICE_GOOD, "The paper has gone to the printer.");
}

static void paper_act(App *app, void *self, int action)
{
	PaperState *state = self;
	switch (action) {
	case PAPER_PRINT: print(app, state, PRINT_PRINTER); return;
	case PAPER_TEXT: print(app, state, PRINT_TEXT); return;
	case PAPER_PDF: print(app, state, PRINT_PDF); return;
	default: state->english = !state->english; app_load(app);
	}
}

static bool paper_can(const void *self, int action, Error *why)
{
	const PaperState *state = self;
	return action != PAPER_LANGUAGE || state->language != &languages[0] ||
	       fail(why, ERROR_REFUSED, "This patient's papers are in English.");
}

static bool paper_type(App *app, void *self, Key key)
{
	return sheet_view_key(&((PaperState *)self)->view, key);
}

static void paper_draw(const void *self, const App *app, Area area)
{
	const PaperState *state = self;
	sheet_view_draw(&state->view, &state->sheet, state->english, area);
}

const Screen screen_complaint_paper = {
	.name = "complaint_paper",
	.title = "For the patient: the complaint was received",
	.keymap = KEYMAP(paper_keys),
	.size = sizeof(PaperState),
	.enter = paper_enter,
	.load = paper_load,
	.draw = paper_draw,
	.act = paper_act,
	.can = paper_can,
	.type = paper_type,
	.tick = chart_tick,
	.patient = chart_patient,
	.chart = chart_of,
};
