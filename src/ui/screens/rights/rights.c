#include "ui/screens/rights/rights.h"

#include "base/text.h"
#include "model/readings/explain.h"
#include "model/rights/rights.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/rights/inside.h"

enum { RIGHTS_COMPLAINT = 1, RIGHTS_REQUEST, RIGHTS_COPY, RIGHTS_OPEN };
enum { LINE_COMPLAINT = 1, LINE_REQUEST };

typedef struct RightsState {
	CardScreen card; /* first */
	OwedList owed;	 /* in the arena of the lines */
} RightsState;

static const Binding rights_keys[] = {
	{'w', RIGHTS_COMPLAINT, "Complaint", "Take down a complaint about how their data are used.", .bar = true,
	 .right = ACT_TAKE_DOWN},
	{'r', RIGHTS_REQUEST, "Asks for a copy", "Take down that they ask for a copy of all that is kept.", .bar = true,
	 .right = ACT_TAKE_DOWN},
	{'v', RIGHTS_COPY, "Make the copy",
	 "Look through what stands in the copy, leave out what must be, and make it.", .bar = true},
	{KC_ENTER, RIGHTS_OPEN, "Open", "Open the selected complaint or request.", .bar = true},
};

/* --- lines --- */

static const char *heading_of(const Desk *desk, const Chart *chart, const Owed *owed, Arena *arena)
{
	Text text = {.arena = arena};
	text_add_print(&text, "%s: ", chart_day(chart, owed->opening->at, arena));
	if (desk_reads_fact(desk, chart, owed->opening))
		explain_fact(&chart->world, owed->opening, &text);
	else
		text_add(&text, "Complaint about data");
	return text_done(&text);
}

static void add_owed(CardLines *lines, const Desk *desk, const Chart *chart, const Owed *owed)
{
	const bool complaint = owed->kind == OWED_COMPLAINT;
	card_item(lines, complaint ? LINE_COMPLAINT : LINE_REQUEST, owed->opening->id,
		  owed->done   ? CARD_MARK_YES
		  : owed->late ? CARD_MARK_ASK
			       : CARD_MARK_WAITING,
		  heading_of(desk, chart, owed, lines->arena));
	card_below(lines, owed->late ? STYLE_WARNING : STYLE_NORMAL, desk_owed_text(chart, owed, lines->arena));
	if (complaint && owed->done && desk_reads_fact(desk, chart, owed->done))
		card_below(lines, STYLE_MUTED, text_or(owed->done->reason, ""));
}

static bool rights_load(App *app, void *self, Error *err)
{
	RightsState *state = self;
	CardLines *lines = &state->card.lines;
	const Chart *chart = state->card.base.chart;
	card_lines_begin(lines, app);
	state->owed = desk_owed(chart, lines->arena);
	for (size_t i = 0; i < state->owed.count; i++)
		add_owed(lines, state->card.base.desk, chart, &state->owed.items[i]);
	if (state->owed.count == 0)
		card_words(lines, STYLE_MUTED, "Nothing of this kind was asked for yet.");
	card_words(
		lines, STYLE_NORMAL,
		"A complaint about data is acknowledged within 30 days and answered without undue delay. A copy of all "
		"that is kept is free of charge, and made within one month.");
	card_lines_end(lines);
	return true;
}

static bool rights_enter(App *app, void *self, const void *argument, Error *err)
{
	static const Act acts[] = {ACT_TAKE_DOWN, ACT_ACCESS};
	bool may = false;
	for (size_t i = 0; i < countof(acts); i++)
		may |= desk_may(app_desk(app), acts[i]);
	return (may || desk_allows(app_desk(app), ACT_TAKE_DOWN, err)) &&
	       card_enter(app, self, *(Chart *const *)argument, err);
}

/* --- acts --- */

static bool rights_can(const void *self, int action, Error *why)
{
	const RightsState *state = self;
	const ChartScreen *base = &state->card.base;
	if (action == RIGHTS_OPEN)
		return card_chosen(&state->card.lines) || fail(why, ERROR_REFUSED,
							       state->owed.count > 0 ? "Move to one of the lines first."
										     : "There is nothing to open yet.");
	if (!chart_present(base, why))
		return false;
	return desk_allows(base->desk, action == RIGHTS_COPY ? ACT_ACCESS : ACT_TAKE_DOWN, why);
}

static void open_chosen(App *app, RightsState *state)
{
	Chart *chart = state->card.base.chart;
	const CardLine *line = card_chosen(&state->card.lines);
	if (line->kind == LINE_COMPLAINT)
		app_open(app, &screen_complaint, &(ComplaintArgument){chart, line->id});
	else
		app_open(app, &screen_copy, &chart);
}

static void rights_act(App *app, void *self, int action)
{
	RightsState *state = self;
	Chart *chart = state->card.base.chart;
	if (action == RIGHTS_OPEN)
		open_chosen(app, state);
	else if (action == RIGHTS_COPY)
		app_open(app, &screen_copy, &chart);
	else
		app_open(app, &screen_asked, &(AskedArgument){chart, action == RIGHTS_REQUEST});
}

const Screen screen_rights = {
	.name = "rights",
	.title = "Rights: complaints and copies",
	.keymap = KEYMAP(rights_keys),
	.size = sizeof(RightsState),
	.chosen = RIGHTS_OPEN,
	.enter = rights_enter,
	.load = rights_load,
	.act = rights_act,
	.can = rights_can,
	CARD_HOOKS,
};
