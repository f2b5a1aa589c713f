#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { LINE_OFFER = 1, LINE_SENSITIVE };

static const Binding scr_keys[] = {
	CARD_ASK_KEY("Read the choice of the selected line aloud: the summary, or one sensitive entry."),
};

/* --- lines --- */

static void add_offers(CardLines *lines, const ScrPage *page)
{
	card_heading(lines, "What the patient may choose");
	for (size_t i = 0; i < scr_offer_count; i++) {
		const ScrOffer *offer = &scr_offers[i];
		card_item(lines, LINE_OFFER, words_text(&scr_status_words, offer->status),
			  page->status == offer->status ? CARD_MARK_YES : CARD_MARK_NONE,
			  arena_print(lines->arena, "%s. %s", offer->title, offer->means));
	}
	if (page->status == SCR_IMPLIED)
		card_words(lines, STYLE_MUTED,
			   "\"Nothing said\" cannot be chosen: it is what holds until somebody chooses.");
}

static void add_categories(CardLines *lines, const char *title, const ScrCategory *categories, size_t count, size_t all)
{
	Text words = {.arena = lines->arena};
	card_heading(lines, arena_print(lines->arena, "%s: %zu %s", title, all, all == 1 ? "entry" : "entries"));
	for (size_t i = 0; i < count; i++)
		text_add_print(&words, "%s%s (%zu)", i > 0 ? "; " : "", categories[i].words, categories[i].entries);
	text_add(&words, ".");
	card_words(lines, STYLE_NORMAL, text_done(&words));
}

static const char *sensitive_state(const ScrSensitive *entry)
{
	if (entry->hidden)
		return entry->included ? "put back, but private: nobody outside sees it" : "left out, and private";
	if (entry->included)
		return "put back, the patient's own yes";
	return entry->fact ? "left out, the patient said no" : "left out by itself";
}

static void add_sensitive(App *app, CardLines *lines, const ScrPage *page)
{
	Arena *arena = lines->arena;
	const char *list = desk_setting(app_desk(app), "sensitive-list", arena);
	card_heading(lines,
		     page->sensitive_count == 0
			     ? "Sensitive entries: none"
			     : arena_print(arena, "Sensitive entries: %zu, of which %zu put back, each by its own yes",
					   page->sensitive_count, page->included_count));
	for (size_t i = 0; i < page->sensitive_count; i++) {
		const ScrSensitive *entry = &page->sensitive[i];
		card_item(lines, LINE_SENSITIVE, entry->id, entry->included ? CARD_MARK_YES : CARD_MARK_NO,
			  arena_print(arena, "%s: %s", entry->text, sensitive_state(entry)));
	}
	card_words(lines, STYLE_MUTED,
		   "IVF, sexually transmitted infections, terminations and gender reassignment are left out by "
		   "themselves.");
	card_words(
		lines, STYLE_MUTED,
		arena_print(arena,
			    "Which entries these are comes from the practice's list of codes%s%s. Marks by hand count "
			    "too. It is the practice's duty to keep the list: `sharedesk import` loads it.",
			    text_empty(list) ? "" : ": ", text_or(list, "")));
}

static bool scr_load(App *app, void *self, Error *err)
{
	ChoiceCard *card = self;
	CardLines *lines = &card->card.lines;
	ScrPage page;
	card_lines_begin(lines, app);
	if (!desk_scr_page(app_desk(app), card->card.base.chart, lines->arena, &page, err))
		return false;
	choice_card_standing(lines, &page.chosen, page.means);
	add_offers(lines, &page);
	add_sensitive(app, lines, &page);
	add_categories(lines, "Core information", page.core, SCR_CORE_CATEGORIES, page.core_entries);
	add_categories(lines, "Additional information", page.additional, SCR_ADDITIONAL_CATEGORIES,
		       page.additional_entries);
	card_lines_end(lines);
	return true;
}

static bool scr_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, err);
}

static void scr_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	const bool entry = card_chosen(&card->card.lines)->kind == LINE_SENSITIVE;
	choice_ask(app, card->card.base.chart, entry ? ABOUT_SCR_ENTRY : ABOUT_SCR,
		   entry ? choice_card_line(app, card) : NULL);
}

const Screen screen_scr = {
	.name = "scr",
	.title = "Summary Care Record",
	.keymap = KEYMAP(scr_keys),
	.size = sizeof(ChoiceCard),
	.enter = scr_enter,
	.load = scr_load,
	.act = scr_act,
	.chosen = CARD_ASK,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
