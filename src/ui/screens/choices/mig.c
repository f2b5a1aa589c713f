#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"
#include "ui/screens/ask/ask.h"

enum { LINE_CHOICE = 1, LINE_PARTNER };

static const Binding mig_keys[] = {
	CARD_ASK_KEY("Read the choice aloud; of a partner, whether it may look now."),
};

static const struct {
	MigChoice choice;
	const char *title, *text;
} offers[] = {
	{MIG_SHARE, "Share",
	 "Share: local partners may look at the coded GP record, if the patient says yes each time."},
	{MIG_DISSENT, "Dissent", "Do not share: no local partner may look, and none can ask."},
};

/* --- lines --- */

static CardMark mark_of(PermissionState state)
{
	static const CardMark marks[] = {
		[PERMISSION_ASK] = CARD_MARK_ASK,    [PERMISSION_YES] = CARD_MARK_YES,	 [PERMISSION_NO] = CARD_MARK_NO,
		[PERMISSION_UNABLE] = CARD_MARK_YES, [PERMISSION_CLOSED] = CARD_MARK_NO,
	};
	return marks[state];
}

static void add_partners(CardLines *lines, const MigPage *page)
{
	card_heading(lines, arena_print(lines->arena, "Partners: %zu, each asks at each view; nothing is stored there",
					page->count));
	for (size_t i = 0; i < page->count; i++)
		card_item(lines, LINE_PARTNER, page->partners[i].org, mark_of(page->partners[i].state),
			  arena_print(lines->arena, "%s: %s", page->partners[i].name, page->partners[i].text));
	card_words(lines, STYLE_MUTED,
		   "An answer holds for that visit, at most 24 hours. It is neither Share In nor Share Out.");
}

static bool mig_load(App *app, void *self, Error *err)
{
	ChoiceCard *card = self;
	CardLines *lines = &card->card.lines;
	MigPage page;
	if (!desk_mig_page(app_desk(app), card->card.base.chart, app_loaded(app), &page, err))
		return false;
	card_lines_begin(lines, app);
	choice_card_standing(lines, &page.chosen, page.means);
	card_heading(lines, "What the patient may choose");
	for (size_t i = 0; i < countof(offers); i++)
		card_item(lines, LINE_CHOICE, offers[i].title,
			  page.choice == offers[i].choice ? CARD_MARK_YES : CARD_MARK_NONE, offers[i].text);
	add_partners(lines, &page);
	card_lines_end(lines);
	return true;
}

static bool mig_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, err);
}

static void mig_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	if (card_chosen(&card->card.lines)->kind == LINE_CHOICE)
		choice_ask(app, card->card.base.chart, ABOUT_MIG, NULL);
	else
		ask_permission(app, card->card.base.chart, choice_card_line(app, card), VIEW_MIG);
}

const Screen screen_mig = {
	.name = "mig",
	.title = "Local view of the GP record (MIG)",
	.keymap = KEYMAP(mig_keys),
	.size = sizeof(ChoiceCard),
	.enter = mig_enter,
	.load = mig_load,
	.act = mig_act,
	.chosen = CARD_ASK,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
