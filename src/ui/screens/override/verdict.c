#include <string.h>

#include "base/text.h"
#include "model/choices/override.h"
#include "ui/form.h"
#include "ui/screens/chart/chart.h"
#include "ui/screens/override/override.h"

enum { VERDICT_RECORD = 1 };
enum { ROW_OUTCOME, ROW_WORDS, ROW_TELL, ROW_NOT_TOLD, ROWS };
enum { WORDS_MAX = 300 };

typedef struct VerdictState {
	ChartScreen base; /* first; the chart is the caller's */
	Form form;
	char override[LIST_KEY_MAX];
	Tell stood; /* what was said of telling before */
	bool recorded;
} VerdictState;

static const Binding verdict_keys[] = {
	{KC_CTRL('s'), VERDICT_RECORD, "Record it", "Record the review.", .bar = true},
};

static const char *const outcome_names[] = {"justified", "not justified", NULL};
/* Nothing is chosen for whoever reviews: who reads the papers may be who the patient is kept safe from. */
static const char *const tell_names[] = {"say which", "yes, from now on", "no", NULL};
enum { TELL_UNSAID, TELL_IS_YES, TELL_IS_NO };

static const FormRow verdict_rows[ROWS] = {
	[ROW_OUTCOME] = {.label = "It was", .kind = FORM_CHOICE, .choices = outcome_names},
	[ROW_WORDS] = {.label = "Why",
		       .kind = FORM_TEXT,
		       .required = true,
		       .max = WORDS_MAX,
		       .help = "Why it was justified; or what was wrong, and what follows."},
	[ROW_TELL] = {.label = "Patient told",
		      .kind = FORM_CHOICE,
		      .choices = tell_names,
		      .help = "Whether their papers and exports name it: whoever reads them reads of it."},
	[ROW_NOT_TOLD] = {.label = "Why not",
			  .kind = FORM_TEXT,
			  .max = WORDS_MAX,
			  .help = "Why the patient is not told; blank where they are. It stays inside."},
};

static bool verdict_enter(App *app, void *self, const void *argument, Error *err)
{
	VerdictState *state = self;
	const OverrideVerdictArgument *given = argument;
	chart_on(app, &state->base, given->of.chart);
	text_copy(state->override, sizeof state->override, given->of.override);
	state->stood = given->tell;
	form_open(&state->form, app_arena(app), verdict_rows, ROWS);
	form_choose(&state->form, ROW_OUTCOME, given->outcome != OUTCOME_JUSTIFIED);
	form_choose(&state->form, ROW_TELL,
		    given->tell == TELL_NOT   ? TELL_IS_NO
		    : given->tell == TELL_NOW ? TELL_IS_YES
					      : TELL_UNSAID);
	state->form.focus = ROW_WORDS;
	return true;
}

/* --- recording --- */

/* One that was not to be told stays so without a new reason. */
static OverrideReview typed(const VerdictState *state)
{
	const bool told = form_chosen(&state->form, ROW_TELL) == TELL_IS_YES;
	const char *why = form_text(&state->form, ROW_NOT_TOLD);
	return (OverrideReview){
		.outcome = form_chosen(&state->form, ROW_OUTCOME) == 0 ? OUTCOME_JUSTIFIED : OUTCOME_NOT_JUSTIFIED,
		.words = form_text(&state->form, ROW_WORDS),
		.tell = told					      ? TELL_NOW
			: state->stood == TELL_NOT && text_empty(why) ? 0
								      : TELL_NOT,
		.not_told = why,
	};
}

static bool said_whether_told(const VerdictState *state, Error *err)
{
	return form_chosen(&state->form, ROW_TELL) != TELL_UNSAID ||
	       fail(err, ERROR_INPUT, "Say whether the patient is told: think of who reads their papers.");
}

static void verdict_record(App *app, void *self, const char *text)
{
	VerdictState *state = self;
	Chart *chart = state->base.chart;
	Error *err = app_error(app);
	const OverrideReview review = typed(state);
	const char *nhs = arena_text(app_scratch(app), chart->world.person->nhs);
	if (!app_done(app, desk_review_override(app_desk(app), nhs, state->override, &review, err) &&
				   desk_refresh_chart(app_desk(app), chart, NULL, err)))
		return;
	state->recorded = true;
	app_close(app);
	app_notice(app, NOTICE_GOOD, "Reviewed: %s. %s",
		   review.outcome == OUTCOME_JUSTIFIED ? "justified" : "not justified",
		   review.tell == TELL_NOW ? "The patient reads it on the next receipt." : "The patient is not told.");
}

/* What was chosen by a letter on the page before is said in words once more. */
static void verdict_act(App *app, void *self, int action)
{
	VerdictState *state = self;
	Error *err = app_error(app);
	const OverrideReview review = typed(state);
	if (!app_done(app, form_check(&state->form, err) && said_whether_told(state, err) &&
				   desk_check_override_review(&review, err)))
		return;
	app_ask(app,
		&(Dialog){
			.kind = DIALOG_SAVE,
			.title = "Record this review?",
			.text = arena_print(app_scratch(app), "The override was %s. %s",
					    review.outcome == OUTCOME_JUSTIFIED ? "justified" : "NOT justified",
					    review.tell == TELL_NOW ? "The patient is told of it from now on, which "
								      "cannot be unsaid once they have read it."
								    : "The patient is not told; a later review may."),
			.yes = "Record it",
			.done = verdict_record,
		});
}

static bool verdict_unsaved(const void *self)
{
	const VerdictState *state = self;
	return state->form.changed && !state->recorded;
}

static void verdict_draw(const void *self, const App *app, Area area)
{
	const VerdictState *state = self;
	form_draw(&state->form, area_part(area, area.rows > ROWS + 4, 1, -1, area.cols - 2));
}

static void verdict_explain(const void *self, const App *app, Text *out)
{
	text_add(out, "Ctrl-S asks, then records the review; it stays in the history.");
}

const Screen screen_override_verdict = {
	.name = "override_verdict",
	.title = "Review of the override",
	.keymap = KEYMAP(verdict_keys),
	.size = sizeof(VerdictState),
	.form = SCREEN_AT(VerdictState, form),
	.finished = VERDICT_RECORD,
	.enter = verdict_enter,
	.draw = verdict_draw,
	.act = verdict_act,
	.unsaved = verdict_unsaved,
	.tick = chart_tick,
	.patient = chart_patient,
	.explain = verdict_explain,
};
