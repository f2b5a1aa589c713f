/* Once it is saved: what is said of it on the page below. */
#include "base/text.h"
#include "model/care/care.h"
#include "ui/app.h"
#include "ui/screens/ask/inside.h"

static size_t ask_answers(const AskState *state)
{
	return sitting_answer_count(&state->sitting) + sitting_choice_count(&state->sitting);
}

bool ask_recorded(const AskState *state)
{
	return ask_answers(state) > 0 || state->sitting.gives_contact;
}

/* One of those asked about is on no list, and the patient lets them see it: the matrix has its row selected. */
static bool ask_needs_code(const App *app, const AskState *state)
{
	const Matrix *matrix = &state->base.chart->matrix;
	for (size_t i = 0; i < matrix->count; i++)
		for (size_t j = 0; j < state->sitting.item_count; j++)
			if (text_is(matrix->rows[i].episode->id, state->sitting.items[j].episode) &&
			    matrix->rows[i].needs_code && !matrix->rows[i].request && matrix->rows[i].in == CELL_YES)
				return desk_may(app_desk(app), ACT_REQUEST);
	return false;
}

void ask_close(App *app, const AskState *state)
{
	const size_t count = ask_answers(state);
	const bool on_matrix = state->sitting.item_count > 0; /* a choice is asked from its card: no t there */
	const bool recorded = ask_recorded(state), code = ask_needs_code(app, state);
	const char *patient = arena_text(app_scratch(app), state->sitting.patient);
	app_close(app);
	if (!recorded)
		app_notice(app, NOTICE_PLAIN, "Nothing was recorded.");
	else if (count == 0)
		app_notice(app, NOTICE_GOOD, "How to reach %s is recorded. u takes it back.", patient);
	else
		app_notice(app, NOTICE_GOOD, "%zu %s of %s recorded. %s%s%s", count, count == 1 ? "answer" : "answers",
			   patient, code ? "They need a code: q opens the request. " : "",
			   count == 1 ? "u takes it back." : "u takes them back.",
			   on_matrix && desk_may(app_desk(app), ACT_HAND_OUT) ? " t hands out a receipt." : "");
}
