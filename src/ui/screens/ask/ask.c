#include "ui/screens/ask/ask.h"

#include "base/text.h"
#include "model/care/care.h"
#include "model/readings/explain.h"
#include "ui/app.h"
#include "ui/screens/ask/inside.h"
#include "ui/screens/chart/chart.h"

/* The letters are actions by themselves. */
enum { ASK_ON = 1, ASK_BACK, ASK_MORE, ASK_INTERPRETER, ASK_HOW, ASK_LANGUAGE, ASK_SAVE, ASK_RECEIPT, ASK_THEIRS };

static const Binding ask_keys[] = {
	{'y', 'y', "Yes", "The answer is yes.", .bar = true, .answer = true},
	{'n', 'n', "No", "The answer is no.", .bar = true, .answer = true},
	{'o', 'o', "Out only", "Of a further service: yes to Share Out, no to Share In.", .bar = false, .answer = true},
	{'l', 'l', "Later", "Leave this question for another time.", .bar = true, .answer = true},
	{'w', 'w', "No answer", "They cannot or will not answer.", .bar = false, .answer = true},
	{'e', 'e', "Enough", "That is enough for today: leave the choices that follow.", .bar = false, .answer = true},
	{'p', 'p', "Patient", "The patient speaks.", .bar = false, .answer = true},
	{'r', 'r', "Parent", "Someone with parental responsibility speaks.", .bar = false, .answer = true},
	{'a', 'a', "Attorney", "An attorney for health and welfare speaks.", .bar = false, .answer = true},
	{'d', 'd', "Deputy", "A deputy appointed by the court speaks.", .bar = false, .answer = true},
	{'b', 'b', "Best interest", "Nobody can speak: decide in the patient's best interest.", .bar = false,
	 .answer = true},
	{'g', 'g', "Short/long", "They have the guide, or read it: read the short form, or the long one again.",
	 .bar = true, .answer = true},
	{'i', ASK_INTERPRETER, "Interpreter", "Write down who interprets; it is kept with each answer.", .bar = false},
	CHART_HOW_KEY(ASK_HOW),
	{KC_F(3), ASK_LANGUAGE, "Language", "At the first step: ask in another language, in this sitting alone.",
	 .bar = false},
	{KC_F(4), ASK_THEIRS, "Theirs only",
	 "Show the patient the words in their language alone; or English above them again.", .bar = false},
	{KC_ENTER, ASK_ON, "Go on", "Go on, where nothing is asked or something was typed.", .bar = true,
	 .in_field = true},
	{KC_CTRL('s'), ASK_SAVE, "Save", "It was read back and is right: record it.", .bar = true},
	{' ', ASK_MORE, "Next page", "Show the words that are out of sight.", .bar = true},
	{'t', ASK_RECEIPT, "Receipt", "It is saved: hand out a receipt of it.", .bar = true},
	{KC_LEFT, ASK_BACK, "Step back", "Go back one step; answers are kept.", .bar = true},
	{KC_BACKSPACE, ASK_BACK, .bar = false},
};

/* --- the step --- */

/* Where what was answered acts: here it waits to be passed on, and another service asks for itself. */
/* Choices that a practice enters in its own system (pass_on.c). */
static bool ask_passes_on(const Sitting *sitting)
{
	bool any = false;
	for (size_t i = 0; i < sitting->chosen_count; i++) {
		const ChoiceAbout about = sitting->chosen[i].choice.about;
		any |= sitting->chosen[i].answer && about <= ABOUT_RESEARCH && about != ABOUT_SCR_ENTRY;
	}
	return any;
}

static void ask_answered_where(App *app, AskState *state)
{
	const Organisation *practice = desk_practice(app_desk(app));
	state->here = state->elsewhere = false;
	for (size_t i = 0; i < state->sitting.item_count; i++) {
		const SittingItem *item = &state->sitting.items[i];
		const bool here = practice && text_is(item->org, practice->code);
		const bool answered = item->answer == ANSWER_YES || item->answer == ANSWER_NO;
		state->here |= answered && here;
		state->elsewhere |= answered && !here;
	}
	state->here |= ask_passes_on(&state->sitting);
}

static bool ask_load(App *app, void *self, Error *err)
{
	AskState *state = self;
	if (sitting_done(&state->sitting))
		ask_answered_where(app, state);
	state->page.language = state->sitting.language;
	sitting_question(&state->sitting, app_loaded(app), &state->page.question);
	return true;
}

/* Another step: from its top, with what was typed there before. */
static void ask_step(App *app, AskState *state)
{
	app_load(app);
	state->page.at = 0;
	state->page.seen->words = (FlowSeen){0};
	editor_set(&state->page.editor, text_or(state->page.question.typed, ""));
}

static bool ask_asks(const Sitting *sitting, const MatrixRow *row)
{
	for (size_t i = 0; i < sitting->item_count; i++)
		if (text_is(sitting->items[i].episode, row->episode->id))
			return true;
	return false;
}

/* Said before anything is read aloud. */
static void ask_say_closed(App *app, const AskState *state)
{
	const Chart *chart = state->base.chart;
	char closed[32];
	for (size_t i = 0; i < chart->matrix.count; i++) {
		const MatrixRow *row = &chart->matrix.rows[i];
		if (!matrix_closed(row, &chart->now) || !ask_asks(&state->sitting, row))
			continue;
		matrix_closed_text(row, closed, sizeof closed);
		app_notice(app, NOTICE_WARNING, "%s %s: is there still anything to ask for them?",
			   explain_name(&chart->world, row->org, app_scratch(app)), closed);
		return;
	}
}

static bool ask_enter(App *app, void *self, const void *argument, Error *err)
{
	AskState *state = self;
	const AskArgument *asked = argument;
	if (!sitting_begin(&state->sitting, app_desk(app), asked->chart, &asked->order, err))
		return false;
	chart_prepare(app, &state->base, asked->chart);
	state->page.seen = arena_alloc(app_arena(app), sizeof *state->page.seen);
	editor_open(&state->page.editor, app_arena(app), SITTING_TYPED_MAX - 1, NULL);
	ask_say_closed(app, state);
	return true;
}

static SittingLine ask_copy(Arena *arena, const SittingLine *line)
{
	SittingLine copy = *line;
	copy.english = arena_text(arena, line->english);
	copy.own = arena_text(arena, line->own);
	return copy;
}

/* What is read back is what is recorded: the saved step shows it again. */
static void ask_remember(App *app, AskState *state)
{
	const SittingQuestion *question = &state->page.question;
	SittingLine *recorded = arena_array(app_arena(app), question->line_count, sizeof *recorded);
	size_t count = 0;
	for (size_t i = 0; ask_recorded(state) && i < question->line_count; i++)
		if (question->lines[i].text >= SCRIPT_BACK_OUT_YES && question->lines[i].text < SCRIPT_BACK_RIGHT)
			recorded[count++] = ask_copy(app_arena(app), &question->lines[i]);
	state->page.recorded = recorded;
	state->page.recorded_count = count;
}

/* What the model refuses, it refuses before anything has changed. */
static void ask_answer(App *app, AskState *state, char key)
{
	const SittingStep step = state->page.question.step;
	Error err = {0};
	if (step == SITTING_SAVED) {
		ask_close(app, state);
		return;
	}
	if (!sitting_answer(&state->sitting, key, &err)) {
		app_load(app);
		app_fail(app, &err);
		return;
	}
	if (step == SITTING_READ_BACK)
		ask_remember(app, state);
	state->acts = desk_visit_acts(state->base.chart);
	ask_step(app, state);
}

static void ask_type_in(App *app, AskState *state)
{
	if (app_done(app, sitting_type(&state->sitting, state->page.editor.text, app_error(app))))
		ask_step(app, state);
}

static void ask_back(App *app, AskState *state)
{
	if (sitting_back(&state->sitting))
		ask_step(app, state);
}

static void ask_turn(App *app, AskState *state, int pages)
{
	const int last = state->page.seen->pages - 1, at = state->page.at < last ? state->page.at : last;
	state->page.at = at + pages < 0 ? 0 : at + pages > last ? last : at + pages;
	app_turned(app);
}

/* A key that only chooses other words. */
static bool ask_stays(const AskState *state, int action)
{
	for (size_t i = 0; i < state->page.question.choice_count; i++)
		if (state->page.question.choices[i].key == (char)action)
			return state->page.question.choices[i].stays;
	return false;
}

/* Nothing is agreed to, and nobody goes on, before all of it was on the screen: until then the key reads on. Behind the
 * last page stands the first, for a window that was made smaller. */
static bool ask_reads_on(App *app, AskState *state, int action)
{
	const int pages = state->page.seen->pages;
	if (flow_seen_all(&state->page.seen->words) || sitting_done(&state->sitting) || ask_stays(state, action))
		return false;
	state->page.at = state->page.at + 1 < pages ? state->page.at + 1 : 0;
	app_turned(app);
	app_notice(app, NOTICE_PLAIN, "Page %d of %d: read on first.", state->page.at + 1, pages);
	return true;
}

static void ask_interpreted(App *app, void *self, const char *text)
{
	AskState *state = self;
	text_copy(state->interpreter, sizeof state->interpreter, text);
	state->sitting.speaker.interpreter = state->interpreter[0] ? state->interpreter : NULL;
	app_notice(app, NOTICE_GOOD,
		   state->interpreter[0] ? "%s interprets: kept with each answer." : "%sNobody interprets.",
		   state->interpreter);
}

static void ask_interpreter(App *app, const AskState *state)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Interpreter",
			     .text = "Who interprets? Leave it blank where nobody does.",
			     .start = state->interpreter,
			     .optional = true,
			     .done = ask_interpreted,
		     });
}

static void ask_how(App *app, AskState *state)
{
	chart_turn_how(app, state->base.chart);
	sitting_ask_by(&state->sitting, state->base.chart->how);
}

static void ask_receipt(App *app, AskState *state)
{
	Chart *const chart = state->base.chart;
	ask_close(app, state);
	app_setup(app)->hooks.papers(app, chart);
}

/* From its top: nothing was in sight of it so. */
static void ask_theirs(App *app, AskState *state)
{
	app_turned(app);
	state->page.theirs = !state->page.theirs;
	state->page.at = 0;
	state->page.seen->words = (FlowSeen){0};
}

/* Of a further service i is an answer. */
static int ask_meant(const AskState *state, int action)
{
	return action == ASK_INTERPRETER && state->page.question.step == SITTING_ROWS ? 'i' : action;
}

static void ask_act(App *app, void *self, int action)
{
	AskState *state = self;
	action = ask_meant(state, action);
	if (action == ASK_BACK)
		ask_back(app, state);
	else if (action == ASK_MORE)
		ask_turn(app, state, 1);
	else if (action == ASK_INTERPRETER)
		ask_interpreter(app, state);
	else if (action == ASK_HOW)
		ask_how(app, state);
	else if (action == ASK_THEIRS)
		ask_theirs(app, state);
	else if (action == ASK_RECEIPT)
		ask_receipt(app, state);
	else if (action == ASK_LANGUAGE)
		app_open(app, &screen_ask_language, &(AskLanguageArgument){&state->sitting});
	else if (ask_reads_on(app, state, action))
		return;
	else if (action == ASK_ON && state->page.question.typed)
		ask_type_in(app, state);
	else
		ask_answer(app, state, action == ASK_ON ? '\r' : action == ASK_SAVE ? 'y' : (char)action);
}

static bool ask_reads_back(const AskState *state)
{
	return state->page.question.step == SITTING_READ_BACK;
}

static bool ask_offers(const AskState *state, int action)
{
	for (size_t i = 0; i < state->page.question.choice_count; i++) {
		const SittingChoice *choice = &state->page.question.choices[i];
		if (action == ASK_ON ? choice->enter : choice->key == (char)action)
			return true;
	}
	return false;
}

static bool ask_can_step_back(const AskState *state, Error *why)
{
	if (sitting_done(&state->sitting))
		return fail(why, ERROR_REFUSED, "It is saved: Enter goes back to the patient.");
	return state->page.question.number > 1 || fail(why, ERROR_REFUSED, "This is the first step: Esc leaves.");
}

/* What records it all is no letter: somebody who types a name goes no further than the read back. */
static bool ask_can_answer(const AskState *state, int action, Error *why)
{
	if (ask_reads_back(state))
		return action == ASK_SAVE ||
		       fail(why, ERROR_REFUSED, "Read it back: Ctrl-S saves it, Left goes back to change.");
	return (action != ASK_SAVE && ask_offers(state, action)) ||
	       fail(why, ERROR_REFUSED, "That key is not an answer here: press one of those shown.");
}

static bool ask_can(const void *self, int action, Error *why)
{
	const AskState *state = self;
	action = ask_meant(state, action);
	switch (action) {
	case ASK_BACK: return ask_can_step_back(state, why);
	case ASK_HOW:
		return !sitting_done(&state->sitting) ||
		       fail(why, ERROR_REFUSED, "It is saved, as it was asked: Enter goes back to the patient.");
	case ASK_LANGUAGE:
		return state->page.question.number == 1 ||
		       fail(why, ERROR_REFUSED, "The language is chosen at the first step: Left goes back to it.");
	case ASK_THEIRS:
		return state->sitting.language != &languages[0] ||
		       fail(why, ERROR_REFUSED, "It is asked in English: F3 at the first step takes another language.");
	case ASK_MORE:
		return state->page.at + 1 < state->page.seen->pages ||
		       fail(why, ERROR_REFUSED, "All of it is in sight.");
	case ASK_ON:
		if (ask_reads_back(state))
			return ask_can_answer(state, action, why);
		return state->page.question.typed || ask_offers(state, action) ||
		       fail(why, ERROR_REFUSED, "This needs an answer: press one of the letters shown.");
	case ASK_RECEIPT:
		return (sitting_done(&state->sitting) && ask_recorded(state) &&
			desk_may(state->base.desk, ACT_HAND_OUT)) ||
		       fail(why, ERROR_REFUSED, "A receipt is handed out once it is saved.");
	case ASK_INTERPRETER:
		return !sitting_done(&state->sitting) ||
		       fail(why, ERROR_REFUSED, "It is saved: nobody interprets any more.");
	default: return ask_can_answer(state, action, why);
	}
}

/* --- keys that are not bound --- */

/* With Caps Lock left on, a letter still answers. */
static bool ask_capital(App *app, const AskState *state, KeyCode code)
{
	if (code < 'A' || code > 'Z' || !ask_offers(state, (int)(code - 'A' + 'a')))
		return false;
	app_act(app, (int)(code - 'A' + 'a'));
	return true;
}

static bool ask_type(App *app, void *self, Key key)
{
	AskState *state = self;
	switch (key.code) {
	case KC_PAGE_UP:
	case KC_UP:
	case KC_WHEEL_UP: ask_turn(app, state, -1); return true;
	case KC_PAGE_DOWN:
	case KC_DOWN:
	case KC_WHEEL_DOWN: ask_turn(app, state, 1); return true;
	default: break;
	}
	if (!state->page.question.typed)
		return ask_capital(app, state, key.code);
	if ((key.code == KC_LEFT || key.code == KC_BACKSPACE) && state->page.editor.at == 0) {
		app_act(app, ASK_BACK);
		return true;
	}
	return editor_key(&state->page.editor, key);
}

static bool ask_in_field(const void *self)
{
	return ((const AskState *)self)->page.question.typed != NULL;
}

static bool ask_unsaved(const void *self)
{
	const AskState *state = self;
	return sitting_anything(&state->sitting) || (state->page.question.typed && state->page.editor.changed);
}

/* Once it is saved, u takes it back. */
static Chart *ask_chart(void *self)
{
	const AskState *state = self;
	return sitting_done(&state->sitting) ? state->base.chart : NULL;
}

static void ask_again(App *app, void *self)
{
	const AskState *state = self;
	if (sitting_done(&state->sitting) && desk_visit_acts(state->base.chart) < state->acts)
		app_close(app);
	else
		app_load(app);
}

static void ask_leave(App *app, void *self)
{
	AskState *state = self;
	if (!sitting_done(&state->sitting))
		app_notice(app, NOTICE_PLAIN, "Nothing was recorded: every question is as it was.");
	sitting_end(&state->sitting);
}

static void ask_draw(const void *self, const App *app, Area area)
{
	ask_page_draw(&((const AskState *)self)->page, area);
}

static void ask_heading(const void *self, const App *app, Text *out)
{
	const AskState *state = self;
	if (sitting_done(&state->sitting))
		text_add(out, "Questions, saved");
	else
		text_add_print(out, "Questions, %zu of %zu", state->page.question.number, state->page.question.of);
	chart_say_how(state->base.chart, out);
}

const Screen screen_ask = {
	.name = "ask",
	.title = "Questions",
	.keymap = KEYMAP(ask_keys),
	.size = sizeof(AskState),
	.enter = ask_enter,
	.load = ask_load,
	.draw = ask_draw,
	.act = ask_act,
	.type = ask_type,
	.in_field = ask_in_field,
	.tick = chart_tick,
	.again = ask_again,
	.leave = ask_leave,
	.chart = ask_chart,
	.unsaved = ask_unsaved,
	.patient = chart_patient,
	.heading = ask_heading,
	.explain = ask_explain,
	.can = ask_can,
	.turned = true,
};
