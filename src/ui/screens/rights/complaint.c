#include "base/text.h"
#include "model/paper/paper.h"
#include "model/readings/explain.h"
#include "model/rights/rights.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/rights/inside.h"

enum { COMPLAINT_ACKNOWLEDGE = 1, COMPLAINT_ANSWER, COMPLAINT_PAPER };

typedef struct ComplaintState {
	CardScreen card; /* first */
	char fact[LIST_KEY_MAX];
	const Owed *owed; /* in the arena of the lines; NULL: it was recorded in error */
} ComplaintState;

static const Binding complaint_keys[] = {
	{'k', COMPLAINT_ACKNOWLEDGE, "Acknowledge", "Record that the patient was told that it was received.",
	 .bar = true, .right = ACT_ANSWER_COMPLAINT},
	{'w', COMPLAINT_ANSWER, "Answer", "Write down the outcome, as the patient was told it.", .bar = true,
	 .right = ACT_ANSWER_COMPLAINT},
	{'t', COMPLAINT_PAPER, "Paper", "The sheet that says that it was received: read it, print it.", .bar = true},
};

/* --- lines --- */

static void add_fact(ComplaintState *state, const Fact *fact)
{
	CardLines *lines = &state->card.lines;
	const Chart *chart = state->card.base.chart;
	Text text = {.arena = lines->arena};
	if (!fact)
		return;
	text_add_print(&text, "%s, %s: ", chart_moment(chart, fact->at, lines->arena), text_or(fact->by, "somebody"));
	if (desk_reads_fact(state->card.base.desk, chart, fact))
		explain_fact(&chart->world, fact, &text);
	else
		text_add(&text, "the words are for who took it down, a clinician and the privacy officer");
	text_add_char(&text, '.');
	card_words(lines, STYLE_NORMAL, text_done(&text));
}

static bool complaint_load(App *app, void *self, Error *err)
{
	ComplaintState *state = self;
	CardLines *lines = &state->card.lines;
	const Chart *chart = state->card.base.chart;
	card_lines_begin(lines, app);
	state->owed = desk_owed_find(chart, state->fact, lines->arena);
	if (state->owed) {
		card_words(lines, state->owed->late ? STYLE_WARNING : STYLE_STRONG,
			   desk_owed_text(chart, state->owed, lines->arena));
		add_fact(state, state->owed->opening);
		add_fact(state, state->owed->acknowledged);
		add_fact(state, state->owed->done);
	} else {
		card_words(lines, STYLE_MUTED, "This complaint was recorded in error.");
	}
	card_lines_end(lines);
	return true;
}

static bool complaint_enter(App *app, void *self, const void *argument, Error *err)
{
	ComplaintState *state = self;
	const ComplaintArgument *given = argument;
	text_copy(state->fact, sizeof state->fact, given->fact);
	return card_enter(app, &state->card, given->chart, err);
}

/* --- acts --- */

static bool complaint_can(const void *self, int action, Error *why)
{
	const ComplaintState *state = self;
	const Owed *owed = state->owed;
	if (!owed)
		return fail(why, ERROR_REFUSED, "It was recorded in error: there is nothing to do.");
	if (!chart_present(&state->card.base, why))
		return false;
	if (action == COMPLAINT_PAPER && !desk_reads_fact(state->card.base.desk, state->card.base.chart, owed->opening))
		return fail(why, ERROR_REFUSED,
			    "Who took it down prints it, a clinician or the privacy officer: its words stand on it.");
	if (action == COMPLAINT_PAPER)
		return desk_prints(state->card.base.desk) ||
		       fail(why, ERROR_REFUSED, "Nothing can be printed from here: use sharedesk itself.");
	if (!desk_allows(state->card.base.desk, ACT_ANSWER_COMPLAINT, why))
		return false;
	if (owed->done)
		return fail(why, ERROR_REFUSED, "This complaint was answered already.");
	return action != COMPLAINT_ACKNOWLEDGE || !owed->acknowledged ||
	       fail(why, ERROR_REFUSED, "This complaint was acknowledged already.");
}

static void acknowledge(App *app, ComplaintState *state)
{
	Chart *chart = state->card.base.chart;
	if (app_done(app, desk_acknowledge_complaint(app_desk(app), chart, state->fact, chart->how, app_error(app))))
		app_notice(app, NOTICE_GOOD, "Acknowledged. It stays on the list until it is answered.");
	app_load(app);
}

static void answered(App *app, void *self, const char *text)
{
	ComplaintState *state = self;
	if (app_done(app,
		     desk_answer_complaint(app_desk(app), state->card.base.chart, state->fact, text, app_error(app))))
		app_notice(app, NOTICE_GOOD, "Answered: it is off the list.");
	app_load(app);
}

static void complaint_act(App *app, void *self, int action)
{
	ComplaintState *state = self;
	if (action == COMPLAINT_ACKNOWLEDGE)
		acknowledge(app, state);
	else if (action == COMPLAINT_PAPER)
		app_open(app, &screen_complaint_paper, &(ComplaintArgument){state->card.base.chart, state->fact});
	else
		app_ask(app, &(Dialog){
				     .kind = DIALOG_TEXT,
				     .title = "Answer",
				     .text = "What came of it, as the patient was told?",
				     .yes = "Record it",
				     .max = RIGHTS_WORDS_MAX,
				     .done = answered,
			     });
}

const Screen screen_complaint = {
	.name = "complaint",
	.title = "A complaint about data",
	.keymap = KEYMAP(complaint_keys),
	.size = sizeof(ComplaintState),
	.enter = complaint_enter,
	.load = complaint_load,
	.act = complaint_act,
	.can = complaint_can,
	CARD_HOOKS,
};
