#include "ui/screens/choices/inside.h"

#include "base/text.h"
#include "model/choices/choices.h"

enum { LINE_OFFER = 1, LINE_SENSITIVE };

static const Binding scr_keys[] = {
	{'y', CARD_YES, "Yes", "The patient chooses this; or: this sensitive entry is put back.", .bar = true},
	{'n', CARD_NO, "No", "This sensitive entry is left out.", .bar = true},
	CARD_SPEAKER_KEY,
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
	desk_scr_page(app_desk(app), card->card.base.chart, lines->arena, &page);
	choice_card_standing(lines, &page.chosen, page.means);
	add_offers(lines, &page);
	add_sensitive(app, lines, &page);
	add_categories(lines, "Core information", page.core, SCR_CORE_CATEGORIES, page.core_entries);
	add_categories(lines, "Additional information", page.additional, SCR_ADDITIONAL_CATEGORIES,
		       page.additional_entries);
	card_lines_end(lines);
	return true;
}

static const char *why_not(const CardLine *line, int action)
{
	if (!line)
		return "Move to a choice or a sensitive entry first.";
	return action == CARD_NO && line->kind == LINE_OFFER
		       ? "y chooses this; no summary at all is a choice of its own."
		       : NULL;
}

static bool scr_enter(App *app, void *self, const void *argument, Error *err)
{
	return choice_card_enter(app, self, argument, why_not, err);
}

/* --- acts --- */

static const ScrOffer *offer_named(const char *id)
{
	for (size_t i = 0; i < scr_offer_count; i++)
		if (text_is(words_text(&scr_status_words, scr_offers[i].status), id))
			return &scr_offers[i];
	return &scr_offers[0];
}

static void choose(App *app, ChoiceCard *card, const char *line)
{
	const Speaker speaker = speaker_of(card->spoken, card->card.base.chart);
	const ScrOffer *offer = offer_named(line);
	const bool done = desk_scr(app_desk(app), card->card.base.chart, offer->status, &speaker, app_error(app));
	choice_card_told(app, done, arena_print(app_scratch(app), "Recorded: %s.", offer->title));
}

static void include(App *app, ChoiceCard *card, const char *line, bool yes)
{
	const Speaker speaker = speaker_of(card->spoken, card->card.base.chart);
	const bool done = desk_scr_include(app_desk(app), card->card.base.chart, line, yes, &speaker, app_error(app));
	choice_card_told(app, done,
			 yes ? "Recorded: this entry is put back into the additional information."
			     : "Recorded: this entry is left out.");
}

static void scr_act(App *app, void *self, int action)
{
	ChoiceCard *card = self;
	const CardLine *chosen = card_chosen(&card->card.lines);
	const char *line = choice_card_line(app, card);
	if (action == CARD_SPEAKER)
		choice_card_speaker(app, card);
	else if (chosen && chosen->kind == LINE_OFFER)
		choose(app, card, line);
	else if (chosen)
		include(app, card, line, action == CARD_YES);
}

static bool scr_type(App *app, void *self, Key key)
{
	return choice_card_say(app, key, "y records what the patient says to the selected line.");
}

const Screen screen_scr = {
	.name = "scr",
	.title = "Summary Care Record",
	.keymap = KEYMAP(scr_keys),
	.size = sizeof(ChoiceCard),
	.enter = scr_enter,
	.load = scr_load,
	.act = scr_act,
	.type = scr_type,
	.explain = choice_card_explain,
	.can = choice_card_can,
	CHOICE_CARD_HOOKS,
};
