#include "ui/screens/choices/inside.h"

#include "base/text.h"

bool choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, ChoiceWhyNot *why_not, Error *err)
{
	card->spoken = given->spoken;
	card->why_not = why_not;
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
	const ChoiceCard *card = self;
	speaker_say(card->spoken, card->card.base.chart, out);
}

bool choice_card_can(const void *self, int action, Error *why)
{
	const ChoiceCard *card = self;
	const char *refusal = action == CARD_SPEAKER ? NULL : card->why_not(card_chosen(&card->card.lines), action);
	return chart_present(&card->card.base, why) && desk_allows(card->card.base.desk, ACT_ASK, why) &&
	       (!refusal || fail(why, ERROR_REFUSED, "%s", refusal));
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

void choice_card_speaker(App *app, ChoiceCard *card)
{
	app_open(app, &screen_speaker, &(SpeakerArgument){.chart = card->card.base.chart, .spoken = card->spoken});
}

void choice_card_told(App *app, bool done, const char *said)
{
	app_load(app);
	if (app_done(app, done))
		app_notice(app, NOTICE_GOOD, "%s u takes it back.", said);
}

bool choice_card_say(App *app, Key key, const char *which)
{
	if (key.code == KC_ENTER)
		app_notice(app, NOTICE_PLAIN, "%s", which);
	return key.code == KC_ENTER;
}
