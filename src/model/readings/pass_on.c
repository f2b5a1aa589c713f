#include "model/readings/pass_on.h"

#include "base/text.h"
#include "model/readings/explain.h"

enum { QUESTIONS_OF_ONE = 2 };

/* One question, and how it stands here and there. */
typedef struct Question {
	const Fact *said;	/* what stands here; NULL: nothing does */
	const Fact *entered;	/* what was passed on last; NULL: nothing, or it was taken back */
	const Fact *entered_by; /* the `passed-on` that says so */
} Question;

typedef struct Questions {
	const Reach *reach;
	const char *practice;
	Arena *arena;
	Index facts; /* of all, those that do not count too, by id */
	Index voids; /* of what was recorded in error, by its id: the void */
	Index index; /* of the questions, by name */
	Question *questions;
	size_t count;
} Questions;

/* --- Which question a fact answers --- */

/* The practice's own, as long as it is open; NULL else. */
static const Episode *own_episode(const Questions *all, const Fact *fact)
{
	const Episode *episode = agreements_episode(&all->reach->agreements, fact->episode);
	return episode && episode->open && text_is(episode->org, all->practice) &&
			       fact_order(episode_present_since(episode), fact) < 0
		       ? episode
		       : NULL;
}

static bool stops(const Fact *fact)
{
	return fact->kind == FACT_ENDED || fact->kind == FACT_DISPUTED;
}

static size_t share_questions(const Questions *all, const Fact *fact, const char **names)
{
	size_t count = 0;
	for (Direction d = DIRECTION_OUT; d <= DIRECTION_IN; d++)
		if ((stops(fact) || fact->direction == d) && own_episode(all, fact))
			names[count++] = arena_print(all->arena, "share %d %s", (int)d, fact->episode);
	return count;
}

/* Of an organisation that asked: what decided last, and no other (A9). */
static size_t request_question(const Questions *all, const Fact *fact, const char **names)
{
	const Agreements *agreements = &all->reach->agreements;
	const Request *request = agreements_request(agreements, fact->request);
	if (!request || !agreements->episodes[request->episode].open)
		return 0;
	names[0] = arena_print(all->arena, "request %s", request->opening->episode);
	return 1;
}

static size_t one_question(const Questions *all, const char *what, const char *of, const char **names)
{
	names[0] = arena_print(all->arena, "%s %s", what, of);
	return 1;
}

static size_t questions_of(const Questions *all, const Fact *fact, const char **names)
{
	switch (fact->kind) {
	case FACT_ANSWERED: return fact->answer == ANSWER_NOT_GIVEN ? 0 : share_questions(all, fact, names);
	case FACT_ENDED:
	case FACT_DISPUTED: return share_questions(all, fact, names);
	case FACT_CHOICE:
	case FACT_CODE_ACCEPTED: return request_question(all, fact, names);
	case FACT_SCR: return one_question(all, "scr", "", names);
	case FACT_MIG: return one_question(all, "mig", "", names);
	case FACT_PURPOSE: return one_question(all, "purpose", words_text(&purpose_words, fact->purpose), names);
	case FACT_ENTRY_PRIVATE:
	case FACT_ENTRY_PRIVATE_REQUESTED:
	case FACT_ENTRY_OPEN: return one_question(all, "entry", fact->entry, names);
	default: return 0;
	}
}

/* --- What it says --- */

static PassOnAnswer of_purpose(const Fact *fact)
{
	const bool out = fact->purpose_choice == CHOICE_OPT_OUT;
	switch (fact->purpose) {
	case PURPOSE_PLANNED: return out ? PASS_ON_PLANNED_OUT : PASS_ON_PLANNED_IN;
	case PURPOSE_UNPLANNED: return out ? PASS_ON_UNPLANNED_OUT : PASS_ON_UNPLANNED_IN;
	default: return out ? PASS_ON_RESEARCH_OUT : PASS_ON_RESEARCH_IN;
	}
}

static PassOnAnswer of_scr(const Fact *fact)
{
	switch (fact->scr_status) {
	case SCR_CORE: return PASS_ON_SCR_CORE;
	case SCR_ADDITIONAL: return PASS_ON_SCR_ADDITIONAL;
	case SCR_DISSENT: return PASS_ON_SCR_NONE;
	default: return PassOnAnswer_NOT_GIVEN_; /* implied: nobody chooses that */
	}
}

static PassOnAnswer answer_of(const Fact *fact)
{
	switch (fact->kind) {
	case FACT_ANSWERED:
	case FACT_ENDED:
	case FACT_DISPUTED: return PASS_ON_SHARE;
	case FACT_CHOICE: return PASS_ON_CHOICE;
	case FACT_SCR: return of_scr(fact);
	case FACT_MIG: return fact->mig_choice == MIG_DISSENT ? PASS_ON_LOCAL_VIEW_NO : PASS_ON_LOCAL_VIEW_YES;
	case FACT_PURPOSE: return of_purpose(fact);
	case FACT_ENTRY_PRIVATE:
	case FACT_ENTRY_PRIVATE_REQUESTED: return PASS_ON_ENTRY_PRIVATE;
	case FACT_ENTRY_OPEN: return PASS_ON_ENTRY_OPEN;
	default: return PassOnAnswer_NOT_GIVEN_;
	}
}

/* --- Reading the facts --- */

static Question *question(Questions *all, const char *name)
{
	const uint32_t at = index_add(&all->index, all->arena, name, (uint32_t)all->count);
	all->count += at == all->count;
	return &all->questions[at];
}

static bool decides(const Questions *all, const Fact *fact)
{
	const Agreements *agreements = &all->reach->agreements;
	return agreements->episodes[agreements_request(agreements, fact->request)->episode].verified_by == fact;
}

/* A parent's yes after the 16th birthday says nothing (A10); an end ends only what was said. */
static bool says_something(const Questions *all, const Question *asked, const Fact *fact)
{
	if (stops(fact))
		return asked->said != NULL;
	if (fact->kind == FACT_CHOICE || fact->kind == FACT_CODE_ACCEPTED)
		return decides(all, fact);
	return fact->kind != FACT_ANSWERED || fact->answer != ANSWER_YES || fact->who != WHO_PARENTAL_RESPONSIBILITY ||
	       instant_before(fact->at, all->reach->agreements.sixteen);
}

static const Fact *find_fact(const Questions *all, const char *id)
{
	const uint32_t at = index_find(&all->facts, id);
	return at == INDEX_NONE ? NULL : &all->reach->world->facts.items[at];
}

static const Fact *void_of(const Questions *all, const Fact *fact)
{
	const uint32_t at = index_find(&all->voids, fact->id);
	return at == INDEX_NONE ? NULL : &all->reach->world->facts.items[at];
}

/* Passed on again after it was voided, what it said was taken back there. */
static bool stood_before(const Questions *all, const Fact *answer, const Fact *passed)
{
	const Fact *error = void_of(all, answer);
	return !error || passed->seq < error->seq;
}

static void take(Questions *all, const Fact *fact)
{
	const bool passed = fact->kind == FACT_PASSED_ON;
	const Fact *answer = passed ? find_fact(all, fact->fact) : fact;
	const char *names[QUESTIONS_OF_ONE];
	const size_t count = answer ? questions_of(all, answer, names) : 0;
	for (size_t i = 0; i < count; i++) {
		Question *asked = question(all, names[i]);
		if (passed) {
			asked->entered = stood_before(all, answer, fact) ? answer : NULL;
			asked->entered_by = fact;
		} else if (says_something(all, asked, fact)) {
			asked->said = fact;
		}
	}
}

static void read_facts(Questions *all)
{
	const FactList facts = all->reach->world->facts;
	bool any = false;
	for (size_t i = 0; i < all->reach->fact_count; i++)
		any |= all->reach->facts[i]->kind == FACT_PASSED_ON;
	for (size_t i = 0; any && i < facts.count; i++) {
		index_add(&all->facts, all->arena, facts.items[i].id, (uint32_t)i);
		if (facts.items[i].kind == FACT_VOIDED)
			index_add(&all->voids, all->arena, facts.items[i].fact, (uint32_t)i);
	}
	all->questions = arena_array(all->arena, QUESTIONS_OF_ONE * all->reach->fact_count, sizeof *all->questions);
	for (size_t i = 0; i < all->reach->fact_count; i++)
		take(all, all->reach->facts[i]);
}

/* --- What waits --- */

/* A yes is passed on only while it stands. */
static bool stands(const Questions *all, const Fact *said)
{
	return said->kind != FACT_ANSWERED || said->answer != ANSWER_YES ||
	       agreements_episode(&all->reach->agreements, said->episode)->side[said->direction].state == STATE_YES;
}

/* A choice that was said again is entered already; so is a wish for an entry to be private that was confirmed. */
static bool says_same(const Fact *said, const Fact *entered)
{
	const PassOnAnswer answer = answer_of(said);
	return said == entered || (answer == answer_of(entered) && answer != PASS_ON_SHARE && answer != PASS_ON_CHOICE);
}

static bool waits(const Question *asked, const Fact *said)
{
	if (!said)
		return asked->entered != NULL;
	if (asked->entered && says_same(said, asked->entered))
		return false;
	return said->told_here || (asked->entered && said->seq < asked->entered_by->seq);
}

static bool is_listed(const PassOnItem *items, size_t count, const Fact *fact)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].fact == fact)
			return true;
	return false;
}

/* What fell without a void fell on the 16th birthday. */
static Instant since(const Questions *all, const Fact *fact, bool back)
{
	const Fact *error = back ? void_of(all, fact) : NULL;
	return error ? error->at : back ? all->reach->agreements.sixteen : fact->at;
}

PassOnItems pass_on_waiting(const Reach *reach, const char *practice, Arena *arena)
{
	Questions all = {.reach = reach, .practice = practice, .arena = arena};
	read_facts(&all);
	PassOnItem *items = arena_array(arena, all.count, sizeof *items);
	size_t count = 0;
	for (size_t i = 0; i < all.count; i++) {
		const Question *asked = &all.questions[i];
		const Fact *said = asked->said && stands(&all, asked->said) ? asked->said : NULL;
		const Fact *fact = said ? said : asked->entered;
		if (waits(asked, said) && answer_of(fact) && !is_listed(items, count, fact))
			items[count++] = (PassOnItem){fact, answer_of(fact), !said, since(&all, fact, !said)};
	}
	return (PassOnItems){items, count};
}

/* --- In words --- */

static const char *entry_called(const Reach *reach, const char *id, Arena *arena)
{
	char day[16];
	for (size_t i = 0; i < reach->world->entries.count; i++) {
		const Entry *entry = &reach->world->entries.items[i];
		if (!text_is(entry->id, id))
			continue;
		date_print_staff(zone_date(reach->world->zone, entry->recorded), day);
		return arena_print(arena, "An entry of %s", day);
	}
	return "An entry";
}

static const char *choice_called(const Reach *reach, const Fact *fact, Arena *arena)
{
	const Request *request = agreements_request(&reach->agreements, fact->request);
	return request ? explain_name(reach->world, request->opening->org, arena) : "An organisation that asked";
}

static const char *say(const Reach *reach, const Fact *fact, Arena *arena)
{
	const char *yes = fact->answer == ANSWER_YES ? "yes" : "no";
	switch (answer_of(fact)) {
	case PASS_ON_SHARE:
		if (stops(fact))
			return fact->kind == FACT_ENDED ? "Share Out and In here: ended"
							: "Share Out and In here: no, while disputed";
		return arena_print(arena, "Share %s here: %s", fact->direction == DIRECTION_OUT ? "Out" : "In", yes);
	case PASS_ON_CHOICE: return arena_print(arena, "%s: %s", choice_called(reach, fact, arena), yes);
	case PASS_ON_LOCAL_VIEW_YES: return "Local view (MIG): yes";
	case PASS_ON_LOCAL_VIEW_NO: return "Local view (MIG): no";
	case PASS_ON_SCR_CORE: return "Summary record: core only";
	case PASS_ON_SCR_ADDITIONAL: return "Summary record: with additional";
	case PASS_ON_SCR_NONE: return "Summary record: none";
	case PASS_ON_PLANNED_OUT: return "Planned care: opted out";
	case PASS_ON_PLANNED_IN: return "Planned care: back in";
	case PASS_ON_UNPLANNED_OUT: return "Unplanned care: opted out";
	case PASS_ON_UNPLANNED_IN: return "Unplanned care: back in";
	case PASS_ON_RESEARCH_OUT: return "Planning and research: opted out";
	case PASS_ON_RESEARCH_IN: return "Planning and research: back in";
	case PASS_ON_ENTRY_PRIVATE:
		return arena_print(arena, "%s, to be made private", entry_called(reach, fact->entry, arena));
	case PASS_ON_ENTRY_OPEN:
		return arena_print(arena, "%s, to be opened again", entry_called(reach, fact->entry, arena));
	case PASS_ON_STANDING:
	case PassOnAnswer_NOT_GIVEN_:
	case PassOnAnswer_COUNT_: break;
	}
	return "";
}

const char *pass_on_what(const Reach *reach, const PassOnItem *item, Arena *arena)
{
	const char *said = say(reach, item->fact, arena);
	return item->back ? arena_print(arena, "Take back \"%s\"", said) : said;
}

const char *pass_on_whom(const PassOnItem *item, Arena *arena)
{
	static const char *const whos[Who_COUNT_] = {
		[WHO_PATIENT] = "the patient",
		[WHO_PARENTAL_RESPONSIBILITY] = "a parent",
		[WHO_HEALTH_WELFARE_LPA] = "the health and welfare attorney",
		[WHO_DEPUTY] = "a deputy",
		[WHO_BEST_INTEREST] = "in their best interest",
	};
	const Fact *fact = item->fact;
	const char *how = explain_how((How)fact->how), *name = text_or(fact->name, "");
	Text text = {.arena = arena};
	if (fact->who)
		text_add_print(&text, "%s%s%s%s%s; ", name, *name ? ", " : "", whos[fact->who], *how ? ", " : "", how);
	text_add_print(&text, "recorded by %s", text_or(fact->by, "nobody that is known"));
	return text_done(&text);
}
