#include "ui/screens/sharing/sharing.h"

#include "base/text.h"
#include "model/care/care.h"
#include "ui/screens/chart/chart.h"

enum { DISPUTE_SETTLE = 1 };
enum { WORDS_MAX = 300 };

typedef struct DisputeState {
	CardScreen card; /* first */
	char episode[LIST_KEY_MAX];
	bool open; /* it is disputed still */
} DisputeState;

static const Binding dispute_keys[] = {
	{'w', DISPUTE_SETTLE, "Settle", "Write down how it was settled; the questions are then due anew.", .bar = true},
};

static void add_dispute(CardLines *lines, const Chart *chart, const DisputeLine *dispute)
{
	card_words(lines, STYLE_STRONG,
		   arena_print(lines->arena, "Two people who may answer disagree about %s.", dispute->called));
	card_words(lines, STYLE_NORMAL,
		   arena_print(lines->arena, "Noted %s by %s.", chart_moment(chart, dispute->fact->at, lines->arena),
			       text_or(dispute->fact->by, "somebody")));
	card_heading(lines, "Who says what");
	card_words(lines, STYLE_NORMAL, text_or(dispute->fact->note, "Nothing was written down."));
	card_heading(lines, "Until it is settled");
	card_words(
		lines, STYLE_NORMAL,
		"Nothing is shared by this referral and nobody is asked. Either person with parental responsibility "
		"may decide alone; where they disagree, what is best for the patient decides, and a child who can decide "
		"answers alone.");
}

static bool dispute_load(App *app, void *self, Error *err)
{
	DisputeState *state = self;
	CardLines *lines = &state->card.lines;
	const DisputeLine *all;
	size_t count;
	card_lines_begin(lines, app);
	desk_disputes(state->card.base.chart, lines->arena, &all, &count);
	state->open = false;
	for (size_t i = 0; i < count; i++) {
		if (!text_is(all[i].episode, state->episode))
			continue;
		state->open = true;
		add_dispute(lines, state->card.base.chart, &all[i]);
	}
	if (!state->open)
		card_words(lines, STYLE_STRONG, "This is settled: the questions are to be asked anew.");
	card_lines_end(lines);
	return true;
}

static bool dispute_enter(App *app, void *self, const void *argument, Error *err)
{
	DisputeState *state = self;
	const DisputeArgument *given = argument;
	text_copy(state->episode, sizeof state->episode, given->episode);
	return card_enter(app, &state->card, given->chart, err);
}

static bool dispute_can(const void *self, int action, Error *why)
{
	const DisputeState *state = self;
	if (!state->open)
		return fail(why, ERROR_REFUSED, "Nobody disputes it any more.");
	return desk_allows(state->card.base.desk, ACT_SETTLE_DISPUTE, why) && chart_present(&state->card.base, why);
}

static void dispute_answered(App *app, void *self, const char *text)
{
	DisputeState *state = self;
	Error err = {0};
	if (!desk_settle_dispute(app_desk(app), state->card.base.chart, state->episode, text, &err)) {
		app_load(app);
		app_fail(app, &err);
		return;
	}
	app_close(app);
	app_notice(app, NOTICE_GOOD, "Settled: a asks the questions anew. u takes it back.");
}

static void dispute_act(App *app, void *self, int action)
{
	if (action == DISPUTE_SETTLE)
		app_ask(app, &(Dialog){
				     .kind = DIALOG_TEXT,
				     .title = "Settle the dispute",
				     .text = "How was it settled, and who may answer?",
				     .yes = "Record it",
				     .max = WORDS_MAX,
				     .done = dispute_answered,
			     });
}

static void dispute_explain(const void *self, const App *app, Text *out)
{
	Error why = {0};
	text_add(out, dispute_can(self, DISPUTE_SETTLE, &why) ? "s: write down how it was settled." : why.text);
}

/* --- noting one --- */

void dispute_ask(App *app, const char *called, DialogDone *done)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Two who may answer disagree",
			     .text = arena_print(
				     app_scratch(app),
				     "%s: who says what? Until a clinician has settled it nothing is shared there, "
				     "and nobody is asked.",
				     called),
			     .yes = "Record it",
			     .max = WORDS_MAX,
			     .done = done,
		     });
}

void dispute_note(App *app, Chart *chart, const char *episode, const char *words)
{
	if (app_done(app, desk_dispute(app_desk(app), chart, episode, words, app_error(app))))
		app_notice(app, NOTICE_GOOD,
			   "Noted: nothing is asked there, and the clinicians have it on their list. u takes it back.");
}

const Screen screen_dispute = {
	.name = "dispute",
	.title = "Dispute",
	.keymap = KEYMAP(dispute_keys),
	.size = sizeof(DisputeState),
	.enter = dispute_enter,
	.load = dispute_load,
	.act = dispute_act,
	.can = dispute_can,
	.explain = dispute_explain,
	CARD_HOOKS,
};
