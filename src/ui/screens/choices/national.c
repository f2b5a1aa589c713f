#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { NATIONAL_HAND_OVER = CARD_OWN, NATIONAL_SET };

static const Binding national_keys[] = {
	{'h', NATIONAL_HAND_OVER, "Hand over", "Show address, number and QR to the patient; no name is on that screen.",
	 .bar = true},
	{'a', CARD_ASK, "Ask", "Read it aloud, and note what the national service shows today.", .bar = true},
	{'s', NATIONAL_SET, "Set", "Setting it is the patient's alone: this says where.", .bar = false},
	{KC_ENTER, NATIONAL_HAND_OVER, .bar = false},
};

static bool national_load(App *app, void *self, Error *err)
{
	ChoiceCard *card = self;
	CardLines *lines = &card->card.lines;
	PurposePage page;
	card_lines_begin(lines, app);
	desk_purpose_page(app_desk(app), card->card.base.chart, lines->arena, &page);
	card_words(lines, STYLE_STRONG,
		   arena_print(lines->arena, "As last noted: %s; %s.", page.noted.text, page.noted.since));
	card_words(lines, STYLE_NORMAL,
		   "This desk cannot set it, and noting it changes nothing there. It follows from no other choice.");
	card_heading(lines, "Hand this over (h shows it large, with a QR)");
	card_words(lines, STYLE_NORMAL, national_hand_over);
	card_lines_end(lines);
	return true;
}

static bool national_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, err);
}

/* Only asking is for who may ask: the address is for everybody, at any time. */
static bool national_can(const void *self, int action, Error *why)
{
	const ChoiceCard *card = self;
	return action != CARD_ASK ||
	       (chart_present(&card->card.base, why) && desk_allows(card->card.base.desk, ACT_ASK, why));
}

static void national_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	Error err = {0};
	if (action == CARD_ASK)
		choice_ask(app, card->card.base.chart, ABOUT_NATIONAL, NULL);
	else if (action == NATIONAL_HAND_OVER)
		app_open(app, &screen_hand_over, NULL);
	else if (!desk_set_national(app_desk(app), &err))
		app_fail(app, &err);
}

const Screen screen_national = {
	.name = "national",
	.title = "National data opt-out",
	.keymap = KEYMAP(national_keys),
	.size = sizeof(ChoiceCard),
	.enter = national_enter,
	.load = national_load,
	.chosen = NATIONAL_HAND_OVER,
	.act = national_act,
	.can = national_can,
	CHOICE_CARD_HOOKS,
};
