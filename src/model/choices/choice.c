#include "model/choices/choice.h"

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/lists/lists.h"

/* --- What each is --- */

static const struct {
	const char *called;
	FactKind kind;
	Purpose purpose;
	ViewChannel channel;
	bool own_wish;
} rows[ABOUT_COUNT_] = {
	[ABOUT_SCR] = {"the Summary Care Record", .kind = FACT_SCR},
	[ABOUT_SCR_MORE] = {"the Summary Care Record", .kind = FACT_SCR},
	[ABOUT_SCR_ENTRY] = {"an entry of the Summary Care Record", .kind = FACT_SCR_INCLUDE},
	[ABOUT_MIG] = {"the local view (MIG)", .kind = FACT_MIG},
	[ABOUT_PLANNED] = {"planned care", .kind = FACT_PURPOSE, .purpose = PURPOSE_PLANNED},
	[ABOUT_UNPLANNED] = {"unplanned care", .kind = FACT_PURPOSE, .purpose = PURPOSE_UNPLANNED},
	[ABOUT_RESEARCH] = {"planning and research", .kind = FACT_PURPOSE, .purpose = PURPOSE_RESEARCH,
			    .own_wish = true},
	[ABOUT_STUDY] = {"a study", .kind = FACT_STUDY_CONSENT, .own_wish = true},
	[ABOUT_NATIONAL] = {"the national opt-out, as noted", .kind = FACT_NATIONAL_OPT_OUT},
	[ABOUT_VIEW_MIG] = {"a permission to look", .kind = FACT_VIEW_PERMISSION, .channel = VIEW_MIG},
	[ABOUT_VIEW_SCR] = {"a permission to look", .kind = FACT_VIEW_PERMISSION, .channel = VIEW_SCR},
};

bool choice_is_own_wish(const Choice *choice)
{
	return rows[choice->about].own_wish;
}

FactKind choice_kind(const Choice *choice)
{
	return rows[choice->about].kind;
}

const char *choice_called(const Choice *choice)
{
	return rows[choice->about].called;
}

/* --- What stands --- */

static bool tells_of(const Fact *fact, const Choice *choice)
{
	if (fact->kind != rows[choice->about].kind)
		return false;
	switch (fact->kind) {
	case FACT_PURPOSE: return fact->purpose == rows[choice->about].purpose;
	case FACT_STUDY_CONSENT: return text_is(fact->study, choice->of);
	case FACT_SCR_INCLUDE: return text_is(fact->entry, choice->of);
	default: return true;
	}
}

static const Fact *latest(const Reach *reach, const Choice *choice)
{
	for (size_t i = reach->fact_count; i-- > 0;)
		if (tells_of(reach->facts[i], choice))
			return reach->facts[i];
	return NULL;
}

static Answer yes_if(bool yes)
{
	return yes ? ANSWER_YES : ANSWER_NO;
}

static Answer answer_of(const Fact *fact, ChoiceAbout about)
{
	switch (fact->kind) {
	case FACT_SCR:
		if (fact->scr_status == SCR_IMPLIED)
			return Answer_NOT_GIVEN_;
		return about == ABOUT_SCR		 ? yes_if(fact->scr_status != SCR_DISSENT)
		       : fact->scr_status == SCR_DISSENT ? Answer_NOT_GIVEN_
							 : yes_if(fact->scr_status == SCR_ADDITIONAL);
	case FACT_SCR_INCLUDE: return yes_if(fact->scr_include == TRUTH_TRUE);
	case FACT_MIG: return yes_if(fact->mig_choice == MIG_SHARE);
	case FACT_PURPOSE: return yes_if(fact->purpose_choice == CHOICE_ALLOW);
	case FACT_NATIONAL_OPT_OUT: return yes_if(fact->national == NATIONAL_OPTED_OUT);
	default: return (Answer)fact->answer;
	}
}

static Answer permission_holds(const Reach *reach, const Choice *choice)
{
	const Viewer viewer = viewer_of(reach, choice->of);
	const Ruling *ruling = choice->about == ABOUT_VIEW_MIG ? &viewer.mig_permission : &viewer.scr_permission;
	return ruling->because[0] ? (Answer)ruling->because[0]->answer : Answer_NOT_GIVEN_;
}

Answer choice_stands(const Reach *reach, const Choice *choice)
{
	if (rows[choice->about].kind == FACT_VIEW_PERMISSION)
		return permission_holds(reach, choice);
	const Fact *fact = latest(reach, choice);
	return fact ? answer_of(fact, choice->about) : Answer_NOT_GIVEN_;
}

/* --- What is due --- */

static bool is_grown(const Reach *reach)
{
	return !instant_before(reach->at, reach->agreements.sixteen);
}

static bool is_due(const Reach *reach, const Choice *choice)
{
	const Fact *fact = latest(reach, choice);
	return !fact || !answer_of(fact, ABOUT_SCR) || (fact->who == WHO_PARENTAL_RESPONSIBILITY && is_grown(reach));
}

/* A12: a parent's yes to a study that nobody answered since. */
static bool fell(const Reach *reach, const Fact *fact)
{
	const Choice study = {ABOUT_STUDY, fact->study};
	return fact->kind == FACT_STUDY_CONSENT && fact->who == WHO_PARENTAL_RESPONSIBILITY &&
	       fact->answer == ANSWER_YES && is_grown(reach) && is_due(reach, &study) &&
	       !desk_voided_by(reach->world->facts, fact->id);
}

static bool is_listed(const Choice *choices, size_t count, const char *study)
{
	for (size_t i = 0; i < count; i++)
		if (choices[i].about == ABOUT_STUDY && text_is(choices[i].of, study))
			return true;
	return false;
}

/* Where no partner could look nobody is asked about it. */
static bool has_partners(Desk *desk, Arena *arena)
{
	OrganisationList partners;
	Error err = {0};
	return !desk_organisations_of(desk, ORGANISATIONS_MIG, 1, arena, &partners, &err) || partners.count > 0;
}

void choices_due(Desk *desk, const Chart *chart, Arena *arena, const Choice **ret_choices, size_t *ret_count)
{
	static const ChoiceAbout asked[] = {ABOUT_SCR, ABOUT_MIG, ABOUT_PLANNED, ABOUT_UNPLANNED, ABOUT_RESEARCH};
	const Reach *reach = &chart->now;
	const FactList facts = reach->world->facts;
	Choice *choices = arena_array(arena, 2 * countof(asked) + facts.count, sizeof *choices);
	size_t count = 0;
	const bool ours = reach->home && text_is(reach->home->org, desk_practice_code(desk, arena));
	for (size_t i = 0; ours && i < countof(asked); i++) {
		const Choice choice = {asked[i], NULL};
		if (!is_due(reach, &choice) || (choice.about == ABOUT_MIG && !has_partners(desk, arena)))
			continue;
		choices[count++] = choice;
		if (choice.about == ABOUT_SCR)
			choices[count++] = (Choice){ABOUT_SCR_MORE, NULL};
	}
	for (size_t i = 0; ours && i < facts.count; i++)
		if (fell(reach, &facts.items[i]) && !is_listed(choices, count, facts.items[i].study))
			choices[count++] = (Choice){ABOUT_STUDY, arena_text(arena, facts.items[i].study)};
	*ret_choices = choices;
	*ret_count = count;
}

/* --- Telling them --- */

static bool same_choice(const Choice *a, const Choice *b)
{
	return a->about == b->about && text_is(text_or(a->of, ""), text_or(b->of, ""));
}

static bool check_one(const Speaker *speaker, const ChoiceGiven *given, Error *err)
{
	const Choice *choice = &given->choice;
	const bool view = rows[choice->about].kind == FACT_VIEW_PERMISSION;
	if (given->answer != ANSWER_YES && given->answer != ANSWER_NO && !(view && given->answer == ANSWER_UNABLE))
		return fail(err, ERROR_INPUT,
			    "Answer a choice by yes or no; a permission to look also by unable to answer.");
	if (choice->about == ABOUT_STUDY && text_empty(choice->of))
		return fail(err, ERROR_INPUT, "Write down which study it is about, as its letter names it.");
	return speaker->who != WHO_BEST_INTEREST || !choice_is_own_wish(choice) ||
	       fail(err, ERROR_REFUSED,
		    "Planning and research is nobody's best interest to decide: it is the patient's own choice, or of who "
		    "lawfully speaks for them.");
}

bool choices_check(const Speaker *speaker, const ChoiceGiven *given, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++) {
		if (!check_one(speaker, &given[i], err))
			return false;
		for (size_t j = 0; j < i; j++)
			if (same_choice(&given[i].choice, &given[j].choice))
				return fail(err, ERROR_INPUT, "The same choice was answered twice: ask it once.");
	}
	return true;
}

bool choices_check_now(const Reach *reach, const ChoiceGiven *given, size_t count, Error *err)
{
	for (size_t i = 0; i < count; i++) {
		size_t entry;
		if (given[i].choice.about != ABOUT_SCR_ENTRY)
			continue;
		if (!desk_find_entry(reach->world, given[i].choice.of, &entry, err))
			return false;
		if (!scr_can_include(reach, entry))
			return fail(err, ERROR_REFUSED,
				    "Only a sensitive entry of the additional information is left out by itself: this "
				    "one is not asked about.");
	}
	return true;
}

static void fill_fact(const ChoiceGiven *given, Fact *fact)
{
	const Choice *choice = &given->choice;
	const bool yes = given->answer == ANSWER_YES;
	*fact = FACT_NONE;
	fact->kind = (WordByte)rows[choice->about].kind;
	switch (fact->kind) {
	case FACT_SCR:
		fact->scr_status = choice->about == ABOUT_SCR ? SCR_DISSENT : yes ? SCR_ADDITIONAL : SCR_CORE;
		break;
	case FACT_SCR_INCLUDE:
		fact->entry = choice->of;
		fact->scr_include = yes ? TRUTH_TRUE : TRUTH_FALSE;
		break;
	case FACT_MIG: fact->mig_choice = yes ? MIG_SHARE : MIG_DISSENT; break;
	case FACT_PURPOSE:
		fact->purpose = (WordByte)rows[choice->about].purpose;
		fact->purpose_choice = yes ? CHOICE_ALLOW : CHOICE_OPT_OUT;
		break;
	case FACT_NATIONAL_OPT_OUT: fact->national = yes ? NATIONAL_OPTED_OUT : NATIONAL_NOT_OPTED_OUT; break;
	case FACT_STUDY_CONSENT:
		fact->study = choice->of;
		fact->answer = (WordByte)given->answer;
		break;
	default:
		fact->org = choice->of;
		fact->view_channel = (WordByte)rows[choice->about].channel;
		fact->answer = (WordByte)given->answer;
	}
}

size_t choices_facts(const ChoiceGiven *given, size_t count, Fact *facts)
{
	size_t told = 0;
	for (size_t i = 0; i < count; i++)
		if (given[i].choice.about != ABOUT_SCR || given[i].answer == ANSWER_NO)
			fill_fact(&given[i], &facts[told++]);
	return told;
}
