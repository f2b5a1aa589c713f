#include "ui/screens/choices/choices.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/choices/choices.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/screens/ask/ask.h"
#include "ui/screens/choices/inside.h"

enum { CHOICES_OPEN = 1, CHOICES_ASK };
enum { NARROW = 60, WIDE = 150, DETAIL_ROWS = 6 };
enum { TITLE_COLS = 20, TITLE_NARROW = 11, NOW_COLS = 36, SINCE_COLS = 32 };

enum { LINE_EDSM, LINE_SCR, LINE_MIG, LINE_PLANNED, LINE_UNPLANNED, LINE_RESEARCH, LINE_NATIONAL, LINES };

typedef struct ChoiceRow {
	const char *now, *since, *means, *note;
} ChoiceRow;

typedef struct ChoicesState {
	ChartScreen base; /* first */
	List list;
	ChoiceRow rows[LINES];
} ChoicesState;

static const Binding choices_keys[] = {
	{KC_ENTER, CHOICES_OPEN, "Open", "Open this choice: what it means, and what stands.", .bar = true},
	{'a', CHOICES_ASK, "Ask", "Read this choice aloud and take the answer.", .bar = true},
	CHART_KEYS,
};

/* What each is, and what it is not; in the order of the rows. */
static const struct {
	const char *key, *title, *narrow, *is;
	const Screen *card; /* NULL: the Sharing tab */
	ChoiceAbout about;
	Purpose purpose;
} systems[LINES] = {
	[LINE_EDSM] = {"edsm", "Sharing (eDSM)", "Sharing",
		       "Share Out and Share In, asked for each referral by itself: they stand on the Sharing tab (1).",
		       NULL, 0, 0},
	[LINE_SCR] = {"scr", "Summary Care Record", "Summary",
		      "A short national summary; NHS services elsewhere ask the patient each time before they look.",
		      &screen_scr, ABOUT_SCR, 0},
	[LINE_MIG] =
		{"mig", "Local view (MIG)", "Local view",
		 "Partners of this locality look at the coded GP record, and ask at each view. Nothing is stored there.",
		 &screen_mig, ABOUT_MIG, 0},
	[LINE_PLANNED] = {"planned", "Planned care", "Planned", "A choice by itself; it takes effect at once.",
			  &screen_purposes, ABOUT_PLANNED, PURPOSE_PLANNED},
	[LINE_UNPLANNED] = {"unplanned", "Unplanned care", "Unplanned", "A choice by itself; it takes effect at once.",
			    &screen_purposes, ABOUT_UNPLANNED, PURPOSE_UNPLANNED},
	[LINE_RESEARCH] = {"research", "Planning, research", "Research",
			   "Changes nobody's care. A no takes effect at once, a yes again after 21 days.",
			   &screen_purposes, ABOUT_RESEARCH, PURPOSE_RESEARCH},
	[LINE_NATIONAL] = {"national", "National opt-out", "National",
			   "The patient alone sets it, with the national service. Here it is noted, and handed over.",
			   &screen_national, ABOUT_NATIONAL, 0},
};

static const char *choices_key(const void *rows, size_t index)
{
	return systems[index].key;
}

/* --- loading --- */

static const char *since(const ChoicesState *state, Arena *arena, const Fact *fact)
{
	return fact ? arena_print(arena, "%s %s", chart_day(state->base.chart, fact->at, arena), text_or(fact->by, ""))
		    : "nobody has chosen";
}

static ChoiceRow chosen_row(const ChoicesState *state, Arena *arena, const Chosen *chosen, const char *means)
{
	return (ChoiceRow){chosen->text, since(state, arena, chosen->fact), means, chosen->note};
}

static ChoiceRow edsm_row(const ChoicesState *state, Arena *arena)
{
	const Matrix *matrix = &state->base.chart->matrix;
	return (ChoiceRow){
		.now = arena_print(arena, "%zu %s open, %zu to ask", matrix->open,
				   matrix->open == 1 ? "agreement" : "agreements", matrix->due),
		.since = "each by itself",
		.means = "What each organisation sees, and since when, stands there line by line.",
	};
}

static ChoiceRow purpose_row(const ChoicesState *state, Arena *arena, const PurposeLine *line)
{
	const Fact *said = line->pending ? line->pending : line->in_effect;
	return (ChoiceRow){
		.now = said ? line->text : "allowed",
		.since = since(state, arena, said),
		.means = line->means,
		.note = line->note,
	};
}

static bool choices_load(App *app, void *self, Error *err)
{
	ChoicesState *state = self;
	Arena *arena = app_loaded(app);
	const Chart *chart = state->base.chart;
	ScrPage scr;
	MigPage mig;
	PurposePage purposes;
	desk_purpose_page(app_desk(app), chart, arena, &purposes);
	if (!desk_scr_page(app_desk(app), chart, arena, &scr, err) ||
	    !desk_mig_page(app_desk(app), chart, arena, &mig, err))
		return false;
	state->rows[LINE_EDSM] = edsm_row(state, arena);
	state->rows[LINE_SCR] = chosen_row(state, arena, &scr.chosen, scr.means);
	state->rows[LINE_MIG] = chosen_row(state, arena, &mig.chosen, mig.means);
	for (size_t i = 0; i < PURPOSE_LINES; i++)
		state->rows[LINE_PLANNED + i] = purpose_row(state, arena, &purposes.purposes[i]);
	state->rows[LINE_NATIONAL] =
		chosen_row(state, arena, &purposes.noted, "What the national service showed that day.");
	if (!purposes.noted.fact)
		state->rows[LINE_NATIONAL].since = "nobody has noted it";
	list_set(&state->list, state, LINES);
	return true;
}

/* --- drawing --- */

static void draw_row(const void *rows, size_t index, Area area)
{
	const ChoiceRow *row = &((const ChoicesState *)rows)->rows[index];
	const bool narrow = area.cols < NARROW;
	const int now = narrow ? TITLE_NARROW : TITLE_COLS, said = now + NOW_COLS + 1, means = said + SINCE_COLS;
	area_put_in(area, 0, 0, now - 1, STYLE_STRONG, narrow ? systems[index].narrow : systems[index].title);
	if (narrow) {
		flow_put_cut(area, 0, now, area.cols - now, STYLE_NORMAL, row->now);
		return;
	}
	area_put_in(area, 0, now, NOW_COLS, STYLE_NORMAL, row->now);
	area_put_in(area, 0, said, (area.cols < WIDE ? area.cols : means - 1) - said, STYLE_MUTED, row->since);
	if (area.cols >= WIDE)
		area_put_in(area, 0, means, area.cols - means, STYLE_NORMAL, row->means);
}

static void draw_headings(Area area)
{
	const bool narrow = area.cols < NARROW;
	const int now = narrow ? TITLE_NARROW : TITLE_COLS, said = now + NOW_COLS + 1;
	area_put(area, 0, 0, STYLE_STRONG, "Choice");
	area_put(area, 0, now, STYLE_STRONG, "As it stands");
	if (!narrow)
		area_put(area, 0, said, STYLE_STRONG, "Since, recorded by");
	if (area.cols >= WIDE)
		area_put(area, 0, said + SINCE_COLS, STYLE_STRONG, "What it means");
}

/* The selected one in words. */
static void draw_detail(const ChoicesState *state, Area area)
{
	const size_t at = state->list.selected;
	const ChoiceRow *row = &state->rows[at];
	const Area words = area_part(area, 0, 0, -1, area.cols - 1);
	int line = 1;
	area_rule(area, 0, STYLE_RULE, systems[at].title);
	line += flow_put(words, line, 1, STYLE_NORMAL, row->means);
	line += flow_put(words, line, 1, STYLE_MUTED, systems[at].is);
	if (!text_empty(row->note))
		flow_put(words, line, 1, STYLE_NORMAL, row->note);
}

static void choices_draw(const void *self, const App *app, Area area)
{
	const ChoicesState *state = self;
	const Area body = chart_draw_past(&state->base, area);
	const bool headed = body.rows > LINES, detail = body.rows >= LINES + 1 + DETAIL_ROWS;
	if (headed)
		draw_headings(area_part(body, 0, 1, 1, -1));
	list_draw(&state->list, area_part(body, headed, 0, detail ? LINES : -1, -1), draw_row);
	if (detail)
		draw_detail(state, area_part(body, LINES + 2, 0, -1, -1));
}

static void choices_explain(const void *self, const App *app, Text *out)
{
	const ChoicesState *state = self;
	const ChoiceRow *row = &state->rows[state->list.selected];
	if (app_body_cols(app) < NARROW) /* what its line has no room for */
		text_add(out, utf8_columns(row->now) > app_body_cols(app) - TITLE_NARROW - 2 ? row->now : row->since);
	else
		text_add(out, "Each is kept apart: none is read out of another.");
}

/* --- acts --- */

static void open_card(App *app, ChoicesState *state)
{
	const size_t at = state->list.selected;
	const Purpose purpose = systems[at].purpose;
	if (!systems[at].card) {
		app_act(app, CHART_TO_SHARING);
		return;
	}
	app_open(app, systems[at].card,
		 &(ChoiceCardArgument){
			 .chart = state->base.chart,
			 .line = purpose ? words_text(&purpose_words, purpose) : NULL,
		 });
}

/* Of the agreements all that is due, and then what was never chosen. */
static void ask(App *app, ChoicesState *state)
{
	const size_t at = state->list.selected;
	if (systems[at].card)
		choice_ask(app, state->base.chart, systems[at].about, NULL);
	else
		app_open(app, &screen_ask, &(AskArgument){.chart = state->base.chart, .order = {.more = true}});
}

static void choices_act(App *app, void *self, int action)
{
	ChoicesState *state = self;
	if (chart_act(app, self, action))
		return;
	if (action == CHOICES_OPEN)
		open_card(app, state);
	else if (action == CHOICES_ASK)
		ask(app, state);
}

static bool choices_can(const void *self, int action, Error *why)
{
	const ChoicesState *state = self;
	return chart_can(self, action, why) && (action != CHOICES_ASK || (chart_present(&state->base, why) &&
									  desk_allows(state->base.desk, ACT_ASK, why)));
}

const Screen screen_choices = {
	.name = "choices",
	.title = "Choices",
	.keymap = KEYMAP(choices_keys),
	.size = sizeof(ChoicesState),
	.list = SCREEN_AT(ChoicesState, list),
	.row_key = choices_key,
	.chosen = CHOICES_OPEN,
	.enter = chart_enter,
	.load = choices_load,
	.draw = choices_draw,
	.act = choices_act,
	.tick = chart_tick,
	.leave = chart_leave,
	.patient = chart_patient,
	.chart = chart_of,
	.explain = choices_explain,
	.can = choices_can,
	.tabs = chart_tabs,
	.tab = CHART_TAB_CHOICES,
};
