#include "ui/screens/override/override.h"

#include "base/text.h"
#include "model/audit/audit.h"
#include "model/care/care.h"
#include "model/choices/override.h"
#include "model/readings/explain.h"
#include "ui/screens/chart/chart.h"

enum { REVIEW_JUSTIFIED = 1, REVIEW_NOT };

typedef struct ReviewState {
	CardScreen card; /* first */
	char override[LIST_KEY_MAX];
	const OverrideLine *line; /* in the arena of the lines; NULL: it is not there any more */
} ReviewState;

static const Binding review_keys[] = {
	{'j', REVIEW_JUSTIFIED, "Justified", "It was justified: write down why.", .bar = true},
	{'w', REVIEW_NOT, "Not justified", "It was not justified: write down what was wrong.", .bar = true},
};

/* --- lines --- */

/* Whoever reviews it, or watches one that is on, opens the record to do so: that is no use of the override. */
static bool is_for_review(const ReviewState *state, const Fact *look)
{
	const Desk *desk = state->card.base.desk;
	const OverrideLine *line = state->line;
	const bool watches = desk_may(desk, ACT_REVIEW_OVERRIDE) && !desk_is_own(desk, line->opening);
	return (line->reviewed && text_is(line->reviewed->by, look->by)) || (watches && desk_is_own(desk, look));
}

static void add_looks(ReviewState *state)
{
	CardLines *lines = &state->card.lines;
	const Chart *chart = state->card.base.chart;
	const Fact *const *looks;
	size_t count;

	desk_viewed_between(chart, state->line->opening->at, state->line->over, lines->arena, &looks, &count);
	card_heading(lines, state->line->on ? "Looked at so far" : "Looked at while it was on");
	if (count == 0)
		card_words(lines, STYLE_NORMAL, "Nothing at this desk.");
	for (size_t i = 0; i < count; i++)
		card_words(lines, STYLE_NORMAL,
			   arena_print(lines->arena, "%s %s: %s%s.", chart_moment(chart, looks[i]->at, lines->arena),
				       text_or(looks[i]->by, "Somebody"),
				       desk_viewed_text(chart, looks[i], lines->arena),
				       is_for_review(state, looks[i]) ? ", for the review" : ""));
}

static void add_reasons(ReviewState *state)
{
	CardLines *lines = &state->card.lines;
	const OverrideWords *words = &state->line->words;
	const bool private_too = state->line->opening->include_private == TRUTH_TRUE;
	card_words(lines, STYLE_NORMAL,
		   arena_print(lines->arena, "What happened: %s.", text_or(words->why, "nothing was written down")));
	card_words(lines, STYLE_NORMAL,
		   words->asked_words ? arena_print(lines->arena, "Patient %s: %s.",
						    words->asked ? "asked" : "not asked", words->asked_words)
				      : "Whether the patient was asked was not written down.");
	card_words(lines, STYLE_NORMAL,
		   private_too ? arena_print(lines->arena, "Private entries too: %s.",
					     text_or(words->private_why, "no reason was written down"))
			       : "Private entries stayed hidden.");
	if (state->line->not_told)
		card_words(lines, STYLE_NORMAL,
			   arena_print(lines->arena, "Why the patient is not told: %s.", state->line->not_told));
}

static void add_review(ReviewState *state)
{
	CardLines *lines = &state->card.lines;
	const Fact *review = state->line->reviewed;
	card_heading(lines, "Review");
	if (!review) {
		card_words(lines, STYLE_NORMAL, state->line->on ? "Once it is over." : "Nobody has reviewed it yet.");
		return;
	}
	card_words(lines, STYLE_NORMAL,
		   arena_print(lines->arena, "%s by %s on %s: %s",
			       review->outcome == OUTCOME_JUSTIFIED ? "Justified" : "Not justified",
			       text_or(review->by, "somebody"),
			       chart_moment(state->card.base.chart, review->at, lines->arena),
			       text_or(review->reason, "")));
}

static bool review_load(App *app, void *self, Error *err)
{
	ReviewState *state = self;
	CardLines *lines = &state->card.lines;
	const OverrideLine *all;
	size_t count;
	card_lines_begin(lines, app);
	desk_overrides(state->card.base.chart, lines->arena, &all, &count);
	state->line = NULL;
	for (size_t i = 0; i < count; i++)
		if (text_is(all[i].opening->override, state->override))
			state->line = &all[i];
	if (state->line) {
		card_words(lines, STYLE_STRONG, state->line->text);
		card_words(lines, STYLE_NORMAL, state->line->tells);
		if (desk_reads_note(state->card.base.desk, state->line->opening))
			add_reasons(state);
		add_looks(state);
		add_review(state);
	} else {
		card_words(lines, STYLE_MUTED, "This override was recorded in error.");
	}
	card_lines_end(lines);
	return true;
}

static bool review_enter(App *app, void *self, const void *argument, Error *err)
{
	ReviewState *state = self;
	const OverrideReviewArgument *given = argument;
	text_copy(state->override, sizeof state->override, given->override);
	return card_enter(app, &state->card, given->chart, err);
}

/* --- reviewing --- */

static bool review_can(const void *self, int action, Error *why)
{
	const ReviewState *state = self;
	if (!state->line)
		return fail(why, ERROR_REFUSED, "There is nothing to review.");
	if (desk_is_own(state->card.base.desk, state->line->opening))
		return fail(why, ERROR_REFUSED, "Nobody reviews their own: somebody else reviews this override.");
	if (!desk_allows(state->card.base.desk, ACT_REVIEW_OVERRIDE, why))
		return false;
	if (state->line->on)
		return fail(why, ERROR_REFUSED, "This override is still on: review it once it is over.");
	if (state->line->reviewed && state->line->tell == TELL_NOW)
		return fail(why, ERROR_REFUSED, "This override was reviewed already.");
	return chart_present(&state->card.base, why);
}

static void review_act(App *app, void *self, int action)
{
	const ReviewState *state = self;
	app_open(app, &screen_override_verdict,
		 &(OverrideVerdictArgument){
			 .of = {state->card.base.chart, arena_text(app_scratch(app), state->override)},
			 .outcome = action == REVIEW_JUSTIFIED ? OUTCOME_JUSTIFIED : OUTCOME_NOT_JUSTIFIED,
			 .tell = state->line->tell,
		 });
}

static void review_explain(const void *self, const App *app, Text *out)
{
	Error why = {0};
	text_add(out, review_can(self, REVIEW_JUSTIFIED, &why) ? "j: it was justified; w: it was not. Both need words."
							       : why.text);
}

const Screen screen_override_review = {
	.name = "override_review",
	.title = "Override",
	.keymap = KEYMAP(review_keys),
	.size = sizeof(ReviewState),
	.enter = review_enter,
	.load = review_load,
	.act = review_act,
	.can = review_can,
	.explain = review_explain,
	CARD_HOOKS,
};
