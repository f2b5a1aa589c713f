#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { LINE_NOTE = 1 };
enum { NATIONAL_HAND_OVER = CARD_OWN, NATIONAL_SET };

static const Binding national_keys[] = {
	{'h', NATIONAL_HAND_OVER, "Hand over", "Show address, number and QR to the patient; no name is on that screen.",
	 .bar = true},
	{'y', CARD_YES, "Note", "Note that the national service shows this today.", .bar = true},
	{'s', NATIONAL_SET, "Set", "Setting it is the patient's alone: this says where.", .bar = false},
	{KC_ENTER, NATIONAL_HAND_OVER, .bar = false},
};

static const struct {
	National value;
	const char *id, *text, *said;
} notes[] = {
	{NATIONAL_OPTED_OUT, "out", "The national service shows today: opted out", "Noted: opted out, as shown today."},
	{NATIONAL_NOT_OPTED_OUT, "in", "The national service shows today: not opted out",
	 "Noted: not opted out, as shown today."},
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
	card_heading(lines, "Note what is shown");
	for (size_t i = 0; i < countof(notes); i++)
		card_item(lines, LINE_NOTE, notes[i].id,
			  page.national == notes[i].value ? CARD_MARK_YES : CARD_MARK_NONE, notes[i].text);
	card_heading(lines, "Hand this over (h shows it large, with a QR)");
	card_words(lines, STYLE_NORMAL, national_hand_over);
	card_lines_end(lines);
	return true;
}

static const char *why_not(const CardLine *line, int action)
{
	return line ? NULL : "Move to what the national service shows first.";
}

static bool national_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, why_not, err);
}

/* Only a note records anything: the address is for everybody, at any time. */
static bool national_can(const void *self, int action, Error *why)
{
	return action != CARD_YES || choice_card_can(self, action, why);
}

static void note(App *app, ChoiceCard *card, const char *line)
{
	const size_t at = text_is(line, notes[0].id) ? 0 : 1;
	const bool done = desk_note_national(app_desk(app), card->card.base.chart, notes[at].value, app_error(app));
	choice_card_told(app, done, notes[at].said);
}

static void national_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	Error err = {0};
	if (action == CARD_YES)
		note(app, card, choice_card_line(app, card));
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
