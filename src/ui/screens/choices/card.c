#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "ui/screens/ask/ask.h"

bool choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, Error *err)
{
	if (given->line)
		list_wish(&card->card.lines.list, given->line);
	return card_enter(app, &card->card, given->chart, err);
}

void choice_card_draw(const void *self, const App *app, Area area)
{
	const ChoiceCard *card = self;
	card_lines_draw(&card->card.lines, chart_draw_past(&card->card.base, area));
}

void choice_card_explain(const void *self, const App *app, Text *out)
{
	text_add(out, "a reads it aloud and takes the answer; nothing is recorded here.");
}

bool choice_card_can(const void *self, int action, Error *why)
{
	const ChoiceCard *card = self;
	return chart_present(&card->card.base, why) && desk_allows(card->card.base.desk, ACT_ASK, why) &&
	       (action != CARD_ASK || card_chosen(&card->card.lines) ||
		fail(why, ERROR_REFUSED, "Move to what is to be asked first."));
}

void choice_card_standing(CardLines *lines, const Chosen *chosen, const char *means)
{
	card_words(lines, STYLE_STRONG, arena_print(lines->arena, "%s: %s.", chosen->text, chosen->since));
	if (chosen->note)
		card_words(lines, STYLE_NORMAL, chosen->note);
	card_words(lines, STYLE_NORMAL, means);
}

const char *choice_card_line(App *app, const ChoiceCard *card)
{
	const CardLine *line = card_chosen(&card->card.lines);
	return line ? arena_text(app_scratch(app), line->id) : "";
}

/* Having a summary, and what it shows, are asked together. */
void choice_ask(App *app, Chart *chart, ChoiceAbout about, const char *of)
{
	const Choice choices[] = {{about, of}, {ABOUT_SCR_MORE, NULL}};
	app_open(app, &screen_ask,
		 &(AskArgument){
			 .chart = chart,
			 .order = {.choices = choices, .choice_count = about == ABOUT_SCR ? 2 : 1},
		 });
}
