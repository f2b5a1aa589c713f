/* The Summary Care Record as it stands, and what the pages of choices have in common. */
#include "model/choices/choices.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/readings/explain.h"

/* --- Saying what stands --- */

const char *choosing_day(const Reach *reach, Instant at, Arena *arena)
{
	char text[16];
	date_print_staff(zone_date(reach->world->zone, at), text);
	return arena_text(arena, text);
}

/* Who said it, and how; a parent's word of who is 16 now is to be asked anew (A12). */
const char *choosing_note(const Reach *reach, const Fact *fact, Arena *arena)
{
	const char *note = fact->who ? desk_speaker_note(fact, arena) : fact->note;
	Instant sixteen = reach->agreements.sixteen;
	bool asks = fact->who == WHO_PARENTAL_RESPONSIBILITY && instant_before(fact->at, sixteen) &&
		    !instant_before(reach->at, sixteen);
	return asks ? arena_print(arena, "%s The patient is 16 or over now: ask them.", note) : note;
}

Chosen choosing_chosen(const Reach *reach, const Fact *fact, const char *text, const char *verb, Arena *arena)
{
	Chosen chosen = {.fact = fact, .text = text};
	if (!fact) {
		chosen.since = arena_print(arena, "never %s; it is what holds until somebody chooses", verb);
		return chosen;
	}
	chosen.note = choosing_note(reach, fact, arena);
	chosen.since = arena_print(arena, "%s on %s%s%s", verb, choosing_day(reach, fact->at, arena),
				   text_empty(fact->by) ? "" : ", recorded by ", text_or(fact->by, ""));
	return chosen;
}

/* --- Summary Care Record --- */

const ScrOffer scr_offers[] = {
	{SCR_CORE, "Core information only",
	 "Medicines, allergies and bad reactions may be seen across the NHS, with the patient's permission each time."},
	{SCR_ADDITIONAL, "Core and additional information",
	 "Medicines, allergies and bad reactions, and also illnesses, operations, care plans, communication needs, end of "
	 "life care and vaccinations."},
	{SCR_DISSENT, "No Summary Care Record",
	 "Nobody outside sees a summary, also where it could help in an emergency."},
};
const size_t scr_offer_count = countof(scr_offers);

/* Where nobody has chosen: what then holds (S1). */
static const ScrOffer unasked[] = {
	{SCR_CORE, "Core information, nothing said",
	 "Medicines, allergies and bad reactions, because nobody has chosen yet."},
	{SCR_ADDITIONAL, "Core and additional information, nothing said",
	 "Medicines, allergies, bad reactions and the additional information: so the practice says of whoever has not "
	 "chosen."},
};

static bool chosen(const Reach *reach)
{
	return reach->scr && reach->scr->scr_status != SCR_IMPLIED;
}

static const ScrOffer *offer_of(const Reach *reach)
{
	const ScrStatus status = reach_scr(reach).status;
	if (!chosen(reach))
		return &unasked[status == SCR_ADDITIONAL];
	size_t i = 0;
	while (i + 1 < countof(scr_offers) && scr_offers[i].status != status)
		i++;
	return &scr_offers[i];
}

static const ScrCategory core_categories[SCR_CORE_CATEGORIES] = {
	{CATEGORY_MEDICATION, "medicines that are taken or were", 0},
	{CATEGORY_ALLERGY, "allergies", 0},
	{CATEGORY_ADVERSE_REACTION, "bad reactions to medicines", 0},
};

static const ScrCategory additional_categories[SCR_ADDITIONAL_CATEGORIES] = {
	{CATEGORY_PROBLEM, "illnesses and health problems, past and present", 0},
	{CATEGORY_PROCEDURE, "operations and treatments", 0},
	{CATEGORY_ANTICIPATORY_CARE, "plans for care that may be needed, and who is involved", 0},
	{CATEGORY_COMMUNICATION_PREFERENCE, "help with communication: a language, an interpreter, large print", 0},
	{CATEGORY_END_OF_LIFE, "wishes about care at the end of life", 0},
	{CATEGORY_IMMUNISATION, "vaccinations", 0},
};

static bool is_additional(Category category)
{
	for (size_t i = 0; i < SCR_ADDITIONAL_CATEGORIES; i++)
		if (additional_categories[i].category == category)
			return true;
	return false;
}

/* S2 to S4: an entry for which scr-include matters. */
bool scr_can_include(const Reach *reach, size_t number)
{
	const Entry *entry = &reach->world->entries.items[number];
	return entry->sensitive == TRUTH_TRUE && is_additional(entry->category) && reach_in_gp_record(reach, number);
}

static bool is_included(const Reach *reach, size_t entry)
{
	const Fact *latest = reach->entries[entry].scr_include;
	return latest && latest->scr_include == TRUTH_TRUE;
}

static size_t count_entries(const Reach *reach, ScrCategory *categories, size_t count)
{
	size_t all = 0;
	for (size_t i = 0; i < reach->world->entries.count; i++)
		for (size_t c = 0; c < count; c++)
			if (reach->world->entries.items[i].category == categories[c].category &&
			    reach_in_gp_record(reach, i)) {
				categories[c].entries++;
				all++;
			}
	return all;
}

/* What it says is for who may see content, and only where the practice may read it itself. */
static bool entry_text(Desk *desk, const Chart *chart, const Viewer *own, size_t number, Arena *arena,
		       const char **ret_text, Error *err)
{
	const Reach *reach = &chart->now;
	const Entry *entry = &reach->world->entries.items[number];
	const char *said = NULL;
	Text text = {.arena = arena};
	explain_word(words_text(&category_words, entry->category), &text);
	text_add_print(&text, " of %s, %s", choosing_day(reach, entry->recorded, arena),
		       explain_name(reach->world, entry->org, arena));
	if (desk_may(desk, ACT_SEE_CONTENT) && desk_reads(own, number) &&
	    !desk_entry_said(desk, chart, number, &said, err))
		return false;
	if (!text_empty(said))
		text_add_print(&text, ": %s", said);
	*ret_text = text_done(&text);
	return true;
}

static int latest_first(const void *a, const void *b)
{
	const ScrSensitive *left = a, *right = b;
	return left->entry < right->entry ? 1 : -1; /* entries come by the time of recording */
}

static bool list_sensitive(Desk *desk, const Chart *chart, Arena *arena, ScrPage *page, Error *err)
{
	const Reach *reach = &chart->now;
	Viewer own = desk_own_viewer(desk, chart, arena);
	ScrSensitive *lines = arena_array(arena, reach->world->entries.count, sizeof *lines);
	for (size_t i = 0; i < reach->world->entries.count; i++) {
		if (!scr_can_include(reach, i))
			continue;
		ScrSensitive *line = &lines[page->sensitive_count++];
		*line = (ScrSensitive){
			.entry = i,
			.id = reach->world->entries.items[i].id,
			.included = is_included(reach, i),
			.fact = reach->entries[i].scr_include,
			.hidden = reach->entries[i].hidden != NULL,
		};
		if (!entry_text(desk, chart, &own, i, arena, &line->text, err))
			return false;
		page->included_count += is_included(reach, i);
	}
	if (page->sensitive_count > 1)
		qsort(lines, page->sensitive_count, sizeof *lines, latest_first);
	page->sensitive = lines;
	return true;
}

bool desk_scr_page(Desk *desk, const Chart *chart, Arena *arena, ScrPage *ret_page, Error *err)
{
	const Reach *reach = &chart->now;
	ScrPage page = {.status = chosen(reach) ? reach_scr(reach).status : SCR_IMPLIED};
	const ScrOffer *offer = offer_of(reach);
	page.chosen = choosing_chosen(reach, reach->scr, offer->title, "chosen", arena);
	page.means = offer->means;
	for (size_t i = 0; i < SCR_CORE_CATEGORIES; i++)
		page.core[i] = core_categories[i];
	for (size_t i = 0; i < SCR_ADDITIONAL_CATEGORIES; i++)
		page.additional[i] = additional_categories[i];
	page.core_entries = count_entries(reach, page.core, SCR_CORE_CATEGORIES);
	page.additional_entries = count_entries(reach, page.additional, SCR_ADDITIONAL_CATEGORIES);
	if (!list_sensitive(desk, chart, arena, &page, err))
		return false;
	*ret_page = page;
	return true;
}
