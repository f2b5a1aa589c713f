#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { LINE_PURPOSE = 1, LINE_STUDY };
enum { PURPOSES_STUDY = CARD_OWN, STUDY_BYTES = 100 };

typedef struct PurposesState {
	ChoiceCard card;	     /* first */
	char study[STUDY_BYTES + 1]; /* named, but neither yes nor no yet; or "" */
} PurposesState;

static const Binding purposes_keys[] = {
	{'y', CARD_YES, "Allow", "The patient allows this purpose, or says yes to this study.", .bar = true},
	{'n', CARD_NO, "Opt out", "The patient opts out of this purpose, or says no to this study.", .bar = true},
	{'t', PURPOSES_STUDY, "Study", "Name a study that the patient answers.", .bar = true},
	CARD_SPEAKER_KEY,
};

/* --- lines --- */

static CardMark purpose_mark(const PurposeLine *line)
{
	if (line->pending)
		return CARD_MARK_WAITING;
	return line->now == CHOICE_OPT_OUT ? CARD_MARK_NO : CARD_MARK_YES;
}

static void add_purposes(CardLines *lines, const PurposePage *page)
{
	card_words(lines, STYLE_STRONG, "Three choices; none is read out of another, or out of Share In and Share Out");
	for (size_t i = 0; i < PURPOSE_LINES; i++) {
		const PurposeLine *line = &page->purposes[i];
		const Fact *said = line->pending ? line->pending : line->in_effect;
		const char *by = said && !text_empty(said->by) ? said->by : NULL;
		card_item(lines, LINE_PURPOSE, words_text(&purpose_words, line->purpose), purpose_mark(line),
			  arena_print(lines->arena, "%s: %s%s%s.", line->title, line->text, by ? ", recorded by " : "",
				      text_or(by, "")));
		card_below(lines, STYLE_MUTED, line->means);
		if (!text_empty(line->note))
			card_below(lines, STYLE_MUTED, line->note);
	}
}

/* What stands in the ledger, and the study that was named and is not answered yet. */
static void add_studies(CardLines *lines, const PurposePage *page, const char *named)
{
	card_heading(lines, "Studies: each asks by itself");
	for (size_t i = 0; i < page->study_count; i++)
		card_item(lines, LINE_STUDY, page->studies[i].study,
			  page->studies[i].consented ? CARD_MARK_YES : CARD_MARK_NO,
			  arena_print(lines->arena, "%s: %s.", page->studies[i].study, page->studies[i].text));
	if (named[0])
		card_item(lines, LINE_STUDY, named, CARD_MARK_ASK,
			  arena_print(lines->arena, "%s: y takes part, n does not. Not recorded yet.", named));
	else if (page->study_count == 0)
		card_words(lines, STYLE_MUTED, "Nobody has asked about a study; t names one.");
}

static void add_colours(CardLines *lines, const PurposePage *page)
{
	card_heading(lines, "Planning and research now, by the colour of the data, where no study asked");
	for (size_t i = 0; i < COLOUR_LINES; i++) {
		const ColourLine *line = &page->colours[i];
		card_words(lines, STYLE_NORMAL,
			   arena_print(lines->arena, "%s (%s): %s. %s (%s)", line->title, line->means,
				       line->allowed ? "may be used" : "may not be used", line->text,
				       rule_text(line->rule)));
	}
}

static bool study_known(const PurposePage *page, const char *study)
{
	for (size_t i = 0; i < page->study_count; i++)
		if (text_is(page->studies[i].study, study))
			return true;
	return false;
}

static bool purposes_load(App *app, void *self, Error *err)
{
	PurposesState *state = self;
	CardLines *lines = &state->card.card.lines;
	PurposePage page;
	card_lines_begin(lines, app);
	desk_purpose_page(app_desk(app), state->card.card.base.chart, lines->arena, &page);
	if (study_known(&page, state->study))
		state->study[0] = '\0';
	add_purposes(lines, &page);
	add_studies(lines, &page, state->study);
	add_colours(lines, &page);
	card_lines_end(lines);
	return true;
}

static const char *why_not(const CardLine *line, int action)
{
	return line || action == PURPOSES_STUDY ? NULL : "Move to a purpose or a study first.";
}

static bool purposes_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, why_not, err);
}

/* --- acts --- */

static Purpose purpose_named(const char *id)
{
	static const Purpose all[] = {PURPOSE_PLANNED, PURPOSE_UNPLANNED, PURPOSE_RESEARCH};
	for (size_t i = 0; i < countof(all); i++)
		if (text_is(words_text(&purpose_words, all[i]), id))
			return all[i];
	return Purpose_NOT_GIVEN_;
}

/* What was recorded, with the day on which it takes effect where that is not today. */
static const char *said_of(App *app, const PurposesState *state, Purpose purpose)
{
	PurposePage page;
	desk_purpose_page(app_desk(app), state->card.card.base.chart, app_scratch(app), &page);
	for (size_t i = 0; i < PURPOSE_LINES; i++)
		if (page.purposes[i].purpose == purpose)
			return arena_print(app_scratch(app), "Recorded. %s: %s.", page.purposes[i].title,
					   page.purposes[i].text);
	return "Recorded.";
}

static void answer_purpose(App *app, PurposesState *state, const char *line, bool yes)
{
	const Speaker speaker = speaker_of(state->card.spoken, state->card.card.base.chart);
	const Purpose purpose = purpose_named(line);
	const bool done = desk_purpose(app_desk(app), state->card.card.base.chart, purpose,
				       yes ? CHOICE_ALLOW : CHOICE_OPT_OUT, &speaker, app_error(app));
	choice_card_told(app, done, done ? said_of(app, state, purpose) : "");
}

static void answer_study(App *app, PurposesState *state, const char *line, bool yes)
{
	const Speaker speaker = speaker_of(state->card.spoken, state->card.card.base.chart);
	const bool done =
		desk_study_consent(app_desk(app), state->card.card.base.chart, line, yes, &speaker, app_error(app));
	choice_card_told(app, done,
			 arena_print(app_scratch(app), "Recorded: %s %s.",
				     yes ? "takes part in" : "does not take part in", line));
}

/* A code typed in place of a name may be one that nobody records any more. */
static void study_named(App *app, void *self, const char *text)
{
	PurposesState *state = self;
	Error err = {0};
	if (desk_code_refused(text, &err)) {
		app_fail(app, &err);
		return;
	}
	text_copy(state->study, sizeof state->study, text);
	app_load(app);
	card_select(&state->card.card.lines, LINE_STUDY, text);
	app_notice(app, NOTICE_PLAIN, "y: the patient takes part. n: the patient does not. Nothing is recorded yet.");
}

static void name_study(App *app)
{
	app_ask(app, &(Dialog){
			     .kind = DIALOG_TEXT,
			     .title = "Which study?",
			     .text = "As its letter names it. A yes or no to it holds for this study alone.",
			     .max = STUDY_BYTES,
			     .done = study_named,
		     });
}

static void purposes_act(App *app, void *self, int action)
{
	PurposesState *state = self;
	const CardLine *chosen = card_chosen(&state->card.card.lines);
	const char *line = choice_card_line(app, &state->card);
	if (action == CARD_SPEAKER)
		choice_card_speaker(app, &state->card);
	else if (action == PURPOSES_STUDY)
		name_study(app);
	else if (chosen && chosen->kind == LINE_PURPOSE)
		answer_purpose(app, state, line, action == CARD_YES);
	else if (chosen)
		answer_study(app, state, line, action == CARD_YES);
}

static bool purposes_type(App *app, void *self, Key key)
{
	return choice_card_say(app, key, "y allows, n opts out.");
}

static bool purposes_unsaved(const void *self)
{
	return ((const PurposesState *)self)->study[0] != '\0';
}

const Screen screen_purposes = {
	.name = "purposes",
	.title = "What the data may be used for",
	.keymap = KEYMAP(purposes_keys),
	.size = sizeof(PurposesState),
	.enter = purposes_enter,
	.load = purposes_load,
	.act = purposes_act,
	.type = purposes_type,
	.unsaved = purposes_unsaved,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
