#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"
#include "ui/screens/ask/ask.h"

enum { LINE_CHOICE = 1, LINE_PARTNER };
enum { MIG_PERMISSION = CARD_OWN };

static const Binding mig_keys[] = {
	{'y', CARD_YES, "Yes", "The patient chooses this.", .bar = true},
	{'m', MIG_PERMISSION, "May they look?", "Ask the patient whether this partner may look now.", .bar = true},
	{KC_ENTER, MIG_PERMISSION, .bar = false},
	CARD_SPEAKER_KEY,
};

static const struct {
	MigChoice choice;
	const char *title, *text, *said;
} offers[] = {
	{MIG_SHARE, "Share",
	 "Share: local partners may look at the coded GP record, if the patient says yes each time.",
	 "Recorded: shared with local partners, each asks first."},
	{MIG_DISSENT, "Dissent", "Do not share: no local partner may look, and none can ask.",
	 "Recorded: not shared with local partners."},
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

static const char *why_not(const CardLine *line, int action)
{
	if (!line)
		return "Move to a choice or a partner first.";
	if (action == CARD_YES)
		return line->kind == LINE_CHOICE ? NULL : "m asks the patient whether this partner may look now.";
	return line->kind == LINE_PARTNER ? NULL : "y records this choice of the patient.";
}

static bool mig_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, why_not, err);
}

/* --- acts --- */

static void choose(App *app, ChoiceCard *card, const char *line)
{
	const size_t at = text_is(line, offers[0].title) ? 0 : 1;
	const Speaker speaker = speaker_of(card->spoken, card->card.base.chart);
	const bool done = desk_mig(app_desk(app), card->card.base.chart, offers[at].choice, &speaker, app_error(app));
	choice_card_told(app, done, offers[at].said);
}

static void mig_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	const char *line = choice_card_line(app, card);
	if (action == CARD_SPEAKER)
		choice_card_speaker(app, card);
	else if (action == CARD_YES)
		choose(app, card, line);
	else
		app_open(app, &screen_permission,
			 &(PermissionArgument){.chart = card->card.base.chart, .org = line, .channel = VIEW_MIG});
}

const Screen screen_mig = {
	.name = "mig",
	.title = "Local view of the GP record (MIG)",
	.keymap = KEYMAP(mig_keys),
	.size = sizeof(ChoiceCard),
	.enter = mig_enter,
	.load = mig_load,
	.act = mig_act,
	.chosen = MIG_PERMISSION,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
