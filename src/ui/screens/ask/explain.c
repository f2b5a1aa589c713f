#include "model/readings/explain.h"
#include "base/text.h"
#include "ui/screens/ask/inside.h"

/* Why it is asked anew (A10). */
static bool ask_sixteen(const AskState *state, Arena *arena)
{
	const Episode *const *episodes;
	size_t count;

	desk_came_of_age(state->base.chart, arena, &episodes, &count);
	return count > 0;
}

/* Where what was answered acts. */
static const char *explain_saved(const AskState *state)
{
	if (state->here && state->elsewhere)
		return "To pass on: F7. Other services ask for themselves: the patient says it there.";
	if (state->elsewhere)
		return "That service asks for itself: tell the patient to say the same there.";
	return state->here ? "It waits to be passed on: F7 on the patient's page." : "Enter goes back to the patient.";
}

/* A desk may ask for a patient whose practice is another: never without saying so. */
static bool ask_registered_elsewhere(const AskState *state, const App *app)
{
	const Organisation *practice = desk_practice(app_desk(app));
	const Matrix *matrix = &state->base.chart->matrix;
	for (size_t i = 0; i < matrix->count; i++) {
		const Episode *episode = matrix->rows[i].episode;
		if (episode->open && episode->registration)
			return practice && !text_is(episode->org, practice->code);
	}
	return false;
}

static bool ask_may_end(const AskState *state)
{
	for (size_t i = 0; i < state->page.question.choice_count; i++)
		if (state->page.question.choices[i].key == 'e')
			return true;
	return false;
}

void ask_explain(const void *self, const App *app, Text *out)
{
	static const char *const said[SITTING_STEPS] = {
		[SITTING_RESPOND] = "Judge it; nothing is recorded yet.",
		[SITTING_WHO] = "Nothing is recorded before the end.",
		[SITTING_CAN_DECIDE] = "Judge it; nothing is recorded yet.",
		[SITTING_CAPACITY] = "Judge it; nothing is recorded yet.",
		[SITTING_NAME] = "Type the name, then Enter.",
		[SITTING_REASON] = "Type the reason, then Enter.",
		[SITTING_CONTACT] = "Read aloud; press what they say.",
		[SITTING_CONTACT_DETAIL] = "Type it, then Enter.",
		[SITTING_EXPLAIN] = "Read this aloud.",
		[SITTING_ASK] = "Read aloud; press what they say.",
		[SITTING_ROWS] = "Read aloud; one key for each service.",
		[SITTING_HONEST] = "Read this aloud.",
		[SITTING_MEANWHILE] = "Read aloud what was recorded elsewhere.",
		[SITTING_MORE] = "Read aloud; press what they say.",
		[SITTING_CHOOSE] = "Read aloud; press what they say.",
		[SITTING_OTHER] = "Read aloud; press what they say.",
		[SITTING_READ_BACK] = "Read back. Ctrl-S saves; Left changes.",
	};
	const AskState *state = self;
	const SittingStep step = state->page.question.step;
	if (step == SITTING_SAVED) {
		text_add(out, explain_saved(state));
		return;
	}
	const bool roomy = app_body_cols(app) >= 60; /* in a small window a second row is the answers' */
	const bool sixteen = step == SITTING_WHO && ask_sixteen(state, out->arena);
	const char *unlinked = state->page.question.number == 1 ? sitting_unlinked(&state->sitting, out->arena) : NULL;
	if (unlinked) {
		text_add(out, unlinked);
		return;
	}
	if (sixteen)
		text_add(out, roomy ? "At 16 a parent's yes no longer speaks: ask the patient anew."
				    : "16 now: ask the patient anew.");
	else if (state->page.question.number == 1 && ask_registered_elsewhere(state, app))
		text_add(out, "Registered with another practice, not here.");
	else
		text_add(out, said[step]);
	if (step == SITTING_CHOOSE && ask_may_end(state))
		text_add(out, " e: enough for today.");
	if (step == SITTING_READ_BACK && state->sitting.speaker.how != HOW_IN_PERSON)
		text_add_print(out, roomy ? " It is recorded as asked %s." : " Asked %s.",
			       explain_how(state->sitting.speaker.how));
	if (roomy && state->interpreter[0])
		text_add_print(out, " %s interprets.", state->interpreter);
	else if (roomy && state->page.question.number == 1 &&
		 state->base.chart->world.person->interpreter == TRUTH_TRUE)
		text_add(out, " They need an interpreter: i says who.");
	if (roomy && !sixteen && state->page.question.number == 1)
		text_add(out, state->sitting.language == &languages[0] ? " F2 telephone, F3 language."
								       : " F2 telephone, F3 language, F4 theirs only.");
}
