#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { LINE_PURPOSE = 1, LINE_STUDY };
enum { PURPOSES_STUDY = CARD_OWN, STUDY_BYTES = 100 };

static const Binding purposes_keys[] = {
	CARD_ASK_KEY("Read the selected purpose or study aloud."),
	{'t', PURPOSES_STUDY, "Study", "Name a study, and read it aloud.", .bar = true},
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

static void add_studies(CardLines *lines, const PurposePage *page)
{
	card_heading(lines, "Studies: each asks by itself");
	for (size_t i = 0; i < page->study_count; i++)
		card_item(lines, LINE_STUDY, page->studies[i].study,
			  page->studies[i].consented ? CARD_MARK_YES : CARD_MARK_NO,
			  arena_print(lines->arena, "%s: %s.", page->studies[i].study, page->studies[i].text));
	if (page->study_count == 0)
		card_words(lines, STYLE_MUTED, "No answer about a study stands; t names one.");
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

static bool purposes_load(App *app, void *self, Error *err)
{
	ChoiceCard *card = self;
	CardLines *lines = &card->card.lines;
	PurposePage page;
	card_lines_begin(lines, app);
	desk_purpose_page(app_desk(app), card->card.base.chart, lines->arena, &page);
	add_purposes(lines, &page);
	add_studies(lines, &page);
	add_colours(lines, &page);
	card_lines_end(lines);
	return true;
}

static bool purposes_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, err);
}

/* --- acts --- */

static ChoiceAbout purpose_named(const char *id)
{
	if (text_is(id, words_text(&purpose_words, PURPOSE_PLANNED)))
		return ABOUT_PLANNED;
	return text_is(id, words_text(&purpose_words, PURPOSE_UNPLANNED)) ? ABOUT_UNPLANNED : ABOUT_RESEARCH;
}

/* A code typed in place of a name may be one that nobody records any more. */
static void study_named(App *app, void *self, const char *text)
{
	const ChoiceCard *card = self;
	Error err = {0};
	if (desk_code_refused(text, &err))
		app_fail(app, &err);
	else
		choice_ask(app, card->card.base.chart, ABOUT_STUDY, text);
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
	ChoiceCard *card = self;
	const char *line = choice_card_line(app, card);
	if (action == PURPOSES_STUDY)
		name_study(app);
	else if (card_chosen(&card->card.lines)->kind == LINE_STUDY)
		choice_ask(app, card->card.base.chart, ABOUT_STUDY, line);
	else
		choice_ask(app, card->card.base.chart, purpose_named(line), NULL);
}

const Screen screen_purposes = {
	.name = "purposes",
	.title = "What the data may be used for",
	.keymap = KEYMAP(purposes_keys),
	.size = sizeof(ChoiceCard),
	.enter = purposes_enter,
	.load = purposes_load,
	.act = purposes_act,
	.chosen = CARD_ASK,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
