/* Planned care, unplanned care, planning and research; studies; the national opt-out, which is only ever noted. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/readings/explain.h"

const char national_hand_over[] = "The national data opt-out is yours alone to set: at " NATIONAL_WEBSITE
				  ", or by telephone on " NATIONAL_TELEPHONE
				  ". It is about planning and research, and changes nothing about your own care.";
const char national_qr[] = "https://www." NATIONAL_WEBSITE;

/* --- Purposes --- */

static const struct {
	Purpose purpose;
	const char *title, *means;
} purposes[PURPOSE_LINES] = {
	{PURPOSE_PLANNED, "Planned care", "referrals, clinics and community services that look after the patient"},
	{PURPOSE_UNPLANNED, "Unplanned care", "emergency departments, ambulance, 111 and out of hours"},
	{PURPOSE_RESEARCH, "Planning and research", "planning services, and studies; never anyone's own care"},
};

static const char *choice_words(PurposeChoice choice)
{
	return choice == CHOICE_OPT_OUT ? "opted out" : "allowed";
}

static const Fact *latest(const Reach *reach, Purpose purpose)
{
	const Fact *found = NULL;
	for (size_t i = 0; i < reach->fact_count; i++)
		if (reach->facts[i]->kind == FACT_PURPOSE && reach->facts[i]->purpose == purpose)
			found = reach->facts[i];
	return found;
}

/* Said again, a choice counts from when it was said first. */
static const Fact *first_alike(const Reach *reach, const Fact *said)
{
	const Fact *first = NULL;
	for (size_t i = 0; i < reach->fact_count; i++) {
		const Fact *fact = reach->facts[i];
		if (fact->kind == FACT_PURPOSE && fact->purpose == said->purpose &&
		    (!first || first->purpose_choice != fact->purpose_choice))
			first = fact;
	}
	return first;
}

/* G4: an opt-out holds at once. An allow may have to wait, and changes nothing where no opt-out stands. */
static PurposeLine purpose_line(const Reach *reach, size_t i, Arena *arena)
{
	const Purpose purpose = purposes[i].purpose;
	const Fact *opt_out = reach_opt_out(reach, purpose), *said = latest(reach, purpose);
	PurposeLine line = {
		.purpose = purpose,
		.title = purposes[i].title,
		.means = purposes[i].means,
		.now = opt_out ? CHOICE_OPT_OUT : CHOICE_ALLOW,
	};
	if (!said) {
		line.text = "allowed; nobody has chosen";
		return line;
	}
	const Fact *first = first_alike(reach, said);
	const bool waits = instant_before(reach->at, purpose_in_effect(first));
	const Instant from = waits && !opt_out ? first->at : purpose_in_effect(first);
	line.pending = waits && opt_out ? said : NULL;
	line.in_effect = line.pending ? opt_out : said;
	line.from = zone_date(reach->world->zone, from);
	line.note = choosing_note(reach, said, arena);
	const char *day = choosing_day(reach, from, arena);
	line.text = line.pending ? arena_print(arena, "opted out; allowed from %s", day)
				 : arena_print(arena, "%s since %s", choice_words(line.now), day);
	return line;
}

/* --- Colours --- */

static const struct {
	Colour colour;
	const char *title, *means;
} colours[COLOUR_LINES] = {
	{COLOUR_RED, "Red", "says who the patient is, and something of their health"},
	{COLOUR_AMBER, "Amber", "about one person, with a number in place of the name"},
	{COLOUR_GREEN, "Green", "about many people together; nobody can be picked out"},
};

static ColourLine colour_line(const Reach *reach, size_t i, Arena *arena)
{
	ResearchUse use = {.colour = colours[i].colour};
	Decision decision = research_decide(reach, &use);
	Text text = {.arena = arena};
	explain_research(reach, &decision, &text);
	return (ColourLine){
		.colour = use.colour,
		.title = colours[i].title,
		.means = colours[i].means,
		.allowed = decision.verdict == VERDICT_ALLOW,
		.rule = decision.rule,
		.text = text_done(&text),
	};
}

/* --- Studies --- */

static int by_study(const void *a, const void *b)
{
	return text_order(((const StudyLine *)a)->study, ((const StudyLine *)b)->study);
}

static size_t study_at(const StudyLine *lines, size_t count, const char *study)
{
	size_t at = 0;
	while (at < count && !text_is(lines[at].study, study))
		at++;
	return at;
}

static void list_studies(const Reach *reach, Arena *arena, PurposePage *page)
{
	StudyLine *lines = arena_array(arena, reach->fact_count, sizeof *lines);
	for (size_t i = 0; i < reach->fact_count; i++) {
		const Fact *fact = reach->facts[i];
		if (fact->kind != FACT_STUDY_CONSENT)
			continue;
		size_t at = study_at(lines, page->study_count, fact->study);
		page->study_count += at == page->study_count;
		lines[at] = (StudyLine){fact->study, fact, fact->answer == ANSWER_YES, NULL};
	}
	for (size_t i = 0; i < page->study_count; i++)
		lines[i].text = arena_print(arena, "%s, %s%s%s", lines[i].consented ? "yes" : "no",
					    choosing_day(reach, lines[i].fact->at, arena),
					    text_empty(lines[i].fact->by) ? "" : ", recorded by ",
					    text_or(lines[i].fact->by, ""));
	if (page->study_count > 1)
		qsort(lines, page->study_count, sizeof *lines, by_study);
	page->studies = lines;
}

/* --- The page --- */

static Chosen noted(const Reach *reach, Arena *arena)
{
	if (!reach->national)
		return (Chosen){.text = "not noted", .since = "nobody has noted what the national service shows"};
	bool out = reach->national->national == NATIONAL_OPTED_OUT;
	return choosing_chosen(reach, reach->national, out ? "opted out" : "not opted out", "noted", arena);
}

void desk_purpose_page(Desk *desk, const Chart *chart, Arena *arena, PurposePage *ret_page)
{
	const Reach *reach = &chart->now;
	PurposePage page = {.noted = noted(reach, arena)};
	for (size_t i = 0; i < PURPOSE_LINES; i++)
		page.purposes[i] = purpose_line(reach, i, arena);
	for (size_t i = 0; i < COLOUR_LINES; i++)
		page.colours[i] = colour_line(reach, i, arena);
	list_studies(reach, arena, &page);
	page.national = reach->national ? (National)reach->national->national : 0;
	*ret_page = page;
}

/* --- The national opt-out --- */

bool desk_set_national(Desk *desk, Error *err)
{
	return fail(err, ERROR_REFUSED,
		    "The desk never sets the national data opt-out: the patient does, at %s or on %s.",
		    NATIONAL_WEBSITE, NATIONAL_TELEPHONE);
}

/* Read codes are case-sensitive; "9Nu4", "9Nu4." and "9Nu4.00" are one. */
bool desk_code_refused(const char *code, Error *err)
{
	static const char *const type_2[] = {"9Nu4", "XaaVL", "881561000000100"};
	if (!code)
		return false;
	size_t from = strspn(code, " \t"), length = strcspn(code + from, " \t.");
	for (size_t i = 0; i < countof(type_2); i++)
		if (length == strlen(type_2[i]) && strncmp(code + from, type_2[i], length) == 0)
			return !fail(
				err, ERROR_REFUSED,
				"The code %.*s (type 2) stopped on 11-Oct-2018 and is not recorded: the patient sets "
				"the national data opt-out at %s or on %s.",
				(int)length, code + from, NATIONAL_WEBSITE, NATIONAL_TELEPHONE);
	return false;
}
