#include "base/text.h"
#include "ui/screens/kiosk/inside.h"

/* --- what is said --- */

static void add_line(KioskVisit *state, const SittingLine *line)
{
	KioskPage *page = &state->page;
	if (page->saying_count < KIOSK_SAYINGS)
		page->sayings[page->saying_count++] = (KioskSaying){
			.own = line->own,
			.english = line->english,
			.style = line->question ? STYLE_STRONG : STYLE_NORMAL,
		};
}

static void question_buttons(KioskVisit *state, const SittingQuestion *question)
{
	kiosk_answer(state, KIOSK_KEY_YES, KIOSK_ANSWER + 'y', KIOSK_WORDS_YES, true);
	kiosk_answer(state, KIOSK_KEY_NO, KIOSK_ANSWER + 'n', KIOSK_WORDS_NO, true);
	if (question->step == SITTING_ASK)
		kiosk_answer(state, KIOSK_KEY_LATER, KIOSK_ANSWER + 'l', KIOSK_WORDS_LATER, false);
	kiosk_button(state, KIOSK_KEY_GUIDE, KIOSK_GUIDE, KIOSK_WORDS_GUIDE);
	kiosk_button(state, KIOSK_KEY_BACK, KIOSK_BACK, KIOSK_WORDS_BACK);
}

static void explain_buttons(KioskVisit *state)
{
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_ANSWER + 'c', KIOSK_WORDS_ON, false);
	kiosk_button(state, KIOSK_KEY_GUIDE, KIOSK_GUIDE, KIOSK_WORDS_GUIDE);
	kiosk_button(state, KIOSK_KEY_STOP, KIOSK_STOP, KIOSK_WORDS_STOP);
	state->page.ahead = 0;
}

static void on_buttons(KioskVisit *state)
{
	kiosk_answer(state, KIOSK_KEY_ON, KIOSK_ANSWER + 'c', KIOSK_WORDS_ON, false);
	kiosk_button(state, KIOSK_KEY_BACK, KIOSK_BACK, KIOSK_WORDS_BACK);
	state->page.ahead = 0;
}

/* Saving is never on Enter alone, nor on a key that answers: whoever leans on one of these saves nothing. */
static void read_back_buttons(KioskVisit *state)
{
	kiosk_answer(state, KIOSK_KEY_SAVE, KIOSK_ANSWER + 'y', KIOSK_WORDS_SAVE, false);
	kiosk_answer(state, KIOSK_KEY_BACK, KIOSK_BACK, KIOSK_WORDS_CHANGE, false);
	kiosk_button(state, KIOSK_KEY_STOP, KIOSK_STOP, KIOSK_WORDS_STOP);
}

static void sitting_buttons(KioskVisit *state, const SittingQuestion *question)
{
	if (question->step == SITTING_SAVED) {
		kiosk_answer(state, KIOSK_KEY_ON, KIOSK_FINISH, KIOSK_WORDS_FINISH, false);
		state->page.ahead = 0;
	} else if (question->step == SITTING_EXPLAIN) {
		explain_buttons(state);
	} else if (question->step == SITTING_READ_BACK) {
		read_back_buttons(state);
	} else if (question->step == SITTING_HONEST || question->step == SITTING_MEANWHILE) {
		on_buttons(state);
	} else {
		question_buttons(state, question);
	}
}

void kiosk_compose_sitting(App *app, KioskVisit *state)
{
	SittingQuestion question;
	int number, of;
	sitting_question(&state->sitting, app_loaded(app), &question);
	kiosk_sitting_count(state, &number, &of);
	if (question.step == SITTING_ASK && of > 1) {
		kiosk_add(app, state, KIOSK_WORDS_QUESTION, &(KioskPlaces){.number = (size_t)number, .of = (size_t)of},
			  STYLE_TAB_OPEN);
		state->page.sayings[0].spare = true;
	}
	for (size_t i = 0; i < question.line_count; i++)
		add_line(state, &question.lines[i]);
	sitting_buttons(state, &question);
}

/* --- what an answer does --- */

/* A step that somebody types at is for the desk. */
static void show_step(App *app, KioskVisit *state)
{
	SittingQuestion question;
	sitting_question(&state->sitting, app_loaded(app), &question);
	if (question.typed)
		kiosk_tell(app, state, KIOSK_WORDS_ASK_STAFF);
	else
		kiosk_go(app, state, KIOSK_AT_SITTING);
}

static bool anything_due(const Chart *chart)
{
	for (size_t i = 0; i < chart->matrix.count; i++)
		if (chart->matrix.rows[i].questions_due)
			return true;
	return false;
}

/* Asked at the desk meanwhile: nothing is left to ask, and nobody to see about it. Why else does not matter to the
 * patient: under 16, a clock that is wrong. Staff see it at the desk. */
void kiosk_sitting_begin(App *app, KioskVisit *state, Chart *chart)
{
	const SittingOrder order = {.how = HOW_KIOSK, .language = state->language->code};
	Error err = {0};
	state->chart = chart;
	state->language = language_to(state->language, chart->world.person->gender);
	kiosk_who_forget(state);
	if (sitting_begin(&state->sitting, state->desk, chart, &order, &err))
		show_step(app, state);
	else
		kiosk_tell(app, state, anything_due(chart) ? KIOSK_WORDS_ASK_STAFF : KIOSK_WORDS_NOTHING);
}

/* A save is refused where staff have taken over, or where the ledger cannot be told. */
static void refused(App *app, KioskVisit *state)
{
	KioskNow now = {0};
	Error err = {0};
	if (desk_kiosk_tick(state->desk, state->chart, &now, &err) && now.taken_over)
		kiosk_tell(app, state, KIOSK_WORDS_TAKEN);
	else
		kiosk_tell(app, state, KIOSK_WORDS_FAULT);
}

void kiosk_sitting_answer(App *app, KioskVisit *state, char key)
{
	Error err = {0};
	if (sitting_answer(&state->sitting, key, &err))
		show_step(app, state);
	else
		refused(app, state);
}

void kiosk_sitting_back(App *app, KioskVisit *state)
{
	if (sitting_back(&state->sitting))
		show_step(app, state);
}
