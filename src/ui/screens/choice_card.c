#include "ui/screens/choice_card.h"

#include "base/text.h"

void choice_card_enter(App *app, ChoiceCard *card, const ChoiceCardArgument *given, ChoiceWhyNot *why_not)
{
	chart_on(app, &card->base, given->chart);
	card->spoken = given->spoken;
	card->why_not = why_not;
	card_lines_open(&card->lines, app_arena(app));
	if (given->line)
		list_wish(&card->lines.list, given->line);
}

void choice_card_tick(App *app, void *self)
{
	const ChoiceCard *card = self;

	if (card->lines.cols != app_body_cols(app))
		app_load(app);
	chart_tick(app, self);
}

void choice_card_draw(const void *self, const App *app, Area area)
{
	const ChoiceCard *card = self;

	card_lines_draw(&card->lines, chart_draw_past(&card->base, app, area));
}

void choice_card_explain(const void *self, const App *app, Text *out)
{
	(void)app;
	speaker_say(((const ChoiceCard *)self)->spoken, out);
}

bool choice_card_can(const void *self, int action, Error *why)
{
	const ChoiceCard *card = self;
	const char *not = action == CARD_SPEAKER ? NULL : card->why_not(card_chosen(&card->lines), action);

	return chart_present(&card->base, why) && desk_allows(card->base.desk, ACT_ASK, why) &&
	       (!not || fail(why, ERROR_REFUSED, "%s", not));
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
	const CardLine *line = card_chosen(&card->lines);

	return line ? arena_text(app_scratch(app), line->id) : "";
}

void choice_card_speaker(App *app, ChoiceCard *card)
{
	app_open(app, &screen_speaker, &(SpeakerArgument){.chart = card->base.chart, .spoken = card->spoken});
}

void choice_card_told(App *app, bool done, const Error *err, const char *said)
{
	app_load(app);
	if (done)
		app_notice(app, NOTICE_GOOD, "%s u takes it back.", said);
	else
		app_fail(app, err);
}

bool choice_card_type(App *app, ChoiceCard *card, Key key, int action)
{
	switch (card_lines_key(&card->lines, app, key)) {
	case LIST_IGNORED: return false;
	case LIST_MOVED: return true;
	case LIST_CHOSEN: app_act(app, action); return true;
	}
	return false;
}

bool choice_card_type_or_say(App *app, ChoiceCard *card, Key key, const char *which)
{
	if (key.code != KC_ENTER)
		return card_lines_key(&card->lines, app, key) != LIST_IGNORED;
	app_notice(app, NOTICE_PLAIN, "%s", which);
	return true;
}
