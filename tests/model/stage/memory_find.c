/* The searches of the memory ledger. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/alike.h"
#include "model/facts/contact.h"
#include "model/stage/memory_parts.h"

static bool starts(Arena *scratch, const char *name, const char *prefix)
{
	return !prefix || text_starts(utf8_letters(scratch, text_or(name, "")), prefix);
}

static bool name_fits(const char *letters, const char *asked, NameMatch match)
{
	const bool same = text_is(letters, asked);
	return text_starts(letters, asked) && (match == NAME_BEGINS || same == (match == NAME_IS));
}

static bool word_fits(Arena *scratch, const char *name, const char *asked, NameMatch match)
{
	for (const char *word = utf8_fold(scratch, name); word; word = strchr(word, ' ') ? strchr(word, ' ') + 1 : NULL)
		if (name_fits(utf8_letters(scratch, word), asked, match))
			return true;
	return false;
}

/* The first in order of what they are called that fits; NULL where none does. */
static const char *called(Arena *scratch, const Person *person, const PersonQuery *query)
{
	const char *words[PERSON_CALLED], *first = NULL;
	const size_t count = person_called(person, scratch, words);
	for (size_t i = 0; i < count; i++)
		if (name_fits(words[i], query->given_prefix, query->given_is ? NAME_IS : query->match) &&
		    (!first || text_order(words[i], first) < 0))
			first = words[i];
	return first;
}

/* Of a family name that an earlier line had. */
static bool was_called(MemoryLedger *memory, const Person *person, const char *asked)
{
	const char *now = utf8_letters(&memory->scratch, person_filed_name(person));
	for (size_t i = 0; i < memory->now.line_count && !text_starts(now, asked); i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type == LINE_PERSON && text_is(line->person.nhs, person->nhs) &&
		    starts(&memory->scratch, person_filed_name(&line->person), asked))
			return true;
	}
	return false;
}

static bool is_reached(Arena *scratch, const Person *person, const PersonQuery *query)
{
	if (!query->postcode_prefix && !query->mobile_prefix)
		return true;
	if (person->restricted == TRUTH_TRUE)
		return false;
	return query->postcode_prefix ? starts(scratch, person->postcode, query->postcode_prefix)
				      : text_starts(contact_of(person, CODE_SMS, scratch), query->mobile_prefix);
}

static bool born_then(const Person *person, const PersonQuery *query)
{
	const Date last = date_is_none(query->born_last) ? query->born : query->born_last;
	return date_is_none(query->born) ||
	       (date_order(person->born, query->born) >= 0 && date_order(person->born, last) <= 0);
}

static bool person_matches(MemoryLedger *memory, const Person *person, const PersonQuery *query)
{
	Arena *scratch = &memory->scratch;
	const char *family = text_or(query->family_prefix, ""), *given = text_or(query->given_prefix, "");
	return (!query->nhs_prefix || text_starts(person->nhs, query->nhs_prefix)) &&
	       (!*family || word_fits(scratch, person_filed_name(person), family, query->match)) &&
	       (!*given || called(scratch, person, query)) &&
	       (!query->former_prefix || was_called(memory, person, query->former_prefix)) &&
	       is_reached(scratch, person, query) && born_then(person, query);
}

static int person_order(const void *left, const void *right)
{
	const Person *a = left, *b = right;
	int by_family = text_order(person_filed_name(a), person_filed_name(b));
	int by_given = text_order(person_filed_given(a), person_filed_given(b));
	return by_family ? by_family : by_given ? by_given : text_order(a->nhs, b->nhs);
}

/* Where a given name alone is asked for, what they are called orders them; as they were, where that is the same. */
static void order_called(Person *people, size_t count, const PersonQuery *query, Arena *arena)
{
	for (size_t i = 1; i < count; i++) {
		const Person person = people[i];
		size_t at = i;
		for (; at > 0 && text_order(called(arena, &people[at - 1], query), called(arena, &person, query)) > 0;
		     at--)
			people[at] = people[at - 1];
		people[at] = person;
	}
}

/* Whose whole family name begins so stands before those of whom a later word does. */
static void put_first(Person *people, size_t count, const PersonQuery *query, Arena *arena)
{
	size_t first = 0;
	for (size_t i = 0; i < count; i++) {
		Person person = people[i];
		if (!name_fits(utf8_letters(arena, person_filed_name(&person)), text_or(query->family_prefix, ""),
			       query->family_prefix ? query->match : NAME_BEGINS))
			continue;
		memmove(people + first + 1, people + first, (i - first) * sizeof *people);
		people[first++] = person;
	}
}

static bool same_letters(MemoryLedger *memory, const char *(*name)(const Person *), const Person *a, const Person *b)
{
	bool same = text_is(utf8_letters(&memory->scratch, name(a)), utf8_letters(&memory->scratch, name(b)));
	arena_clear(&memory->scratch);
	return same;
}

bool memory_find_people(void *self, const PersonQuery *query, Arena *arena, PersonList *ret_people, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Person *people = arena_array(arena, memory->now.line_count, sizeof *people);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type != LINE_PERSON || !memory_is_first_of_key(memory, i))
			continue;
		line = memory_latest(memory, LINE_PERSON, line->person.nhs);
		if (person_matches(memory, &line->person, query))
			people[count++] = memory_line_for(line, arena)->person;
		arena_clear(&memory->scratch);
	}
	if (count > 1)
		qsort(people, count, sizeof *people, person_order);
	if (text_empty(query->family_prefix) && !text_empty(query->given_prefix))
		order_called(people, count, query, arena);
	else
		put_first(people, count, query, arena);
	*ret_people = (PersonList){people, count > query->limit ? query->limit : count};
	return true;
}

bool memory_has_namesake(void *self, const Person *person, bool *ret_has, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	*ret_has = false;
	for (size_t i = 0; i < memory->now.line_count && !*ret_has; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type != LINE_PERSON || !memory_is_first_of_key(memory, i))
			continue;
		const Person *other = &memory_latest(memory, LINE_PERSON, line->person.nhs)->person;
		*ret_has = !text_is(other->nhs, person->nhs) &&
			   same_letters(memory, person_filed_name, other, person) &&
			   same_letters(memory, person_filed_given, other, person);
	}
	return true;
}

static size_t names_of(const Person *person, NamePart part, Arena *arena, const char *ret_names[PERSON_CALLED])
{
	if (part == NAME_GIVEN)
		return person_called(person, arena, ret_names);
	ret_names[0] = utf8_letters(arena, person_filed_name(person));
	return 1;
}

static size_t add_alike(const char *letters, const char *name, Arena *arena, const char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(names[i], name))
			return count;
	if (!text_is(name, letters) &&
	    (alike_slip(name, letters) || text_is(alike_sound(arena, name), alike_sound(arena, letters))))
		names[count++] = name;
	return count;
}

bool memory_alike_names(void *self, NamePart part, const char *letters, Arena *arena, TextList *ret_names, Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	const char **names = arena_array(arena, memory->now.line_count * PERSON_CALLED, sizeof *names);
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		const char *own[PERSON_CALLED];
		if (line->kind->type != LINE_PERSON)
			continue;
		const size_t has = names_of(&line->person, part, arena, own);
		for (size_t j = 0; j < has; j++)
			count = add_alike(letters, own[j], arena, names, count);
	}
	*ret_names = (TextList){names, count};
	return true;
}

/* `word` (n bytes) begins a word of the folded text. */
static bool begins_a_word(const char *text, const char *word, size_t n)
{
	while (text && *text) {
		if (strncmp(text, word, n) == 0)
			return true;
		text = strchr(text, ' ');
		text = text ? text + 1 : NULL;
	}
	return false;
}

static bool organisation_matches(Arena *scratch, const Organisation *organisation, const OrganisationQuery *query)
{
	const char *all = organisation_words(organisation, scratch), *words = query->words;
	if (query->for_referral && organisation_rank(organisation) == RANK_COMMISSIONER)
		return false;
	for (size_t n; words && *words; words += n) {
		words += strspn(words, " ");
		n = strcspn(words, " ");
		if (n > 0 && !begins_a_word(all, words, n))
			return false;
	}
	return true;
}

static bool is_one_of(const Organisation *organisation, const OrganisationQuery *query)
{
	switch (query->which) {
	case ORGANISATIONS_MIG: return organisation->mig == TRUTH_TRUE;
	case ORGANISATIONS_ASKING: return organisation->mig == TRUTH_TRUE || organisation_views_scr(organisation);
	case ORGANISATIONS_UNKNOWN_SYSTEM: return organisation->system == SYSTEM_UNKNOWN;
	case ORGANISATIONS_NEAR:
		return text_is(organisation->type, "trust") ||
		       (organisation->care == CARE_GP && query->commissioner &&
			text_is(organisation->commissioner, query->commissioner));
	case ORGANISATIONS_ALL: break;
	}
	return true;
}

typedef struct Ranked {
	Organisation organisation;
	int place;
	const char *name;
} Ranked;

static bool is_used(const MemoryLedger *memory, const char *code)
{
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type == LINE_FACT && line->fact.kind == FACT_REFERRED && text_is(line->fact.org, code))
			return true;
	}
	return false;
}

static int place_of(const MemoryLedger *memory, const Organisation *organisation, const OrganisationQuery *query)
{
	if (query->which != ORGANISATIONS_ALL)
		return 0;
	for (size_t i = 0; i < query->listed.count; i++)
		if (text_is(query->listed.items[i], organisation->code))
			return 0;
	return is_used(memory, organisation->code) ? 1 : 1 + (int)organisation_rank(organisation);
}

static int organisation_order(const void *left, const void *right)
{
	const Ranked *a = left, *b = right;
	int by_name = text_order(a->name, b->name);
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return by_name ? by_name : text_order(a->organisation.code, b->organisation.code);
}

static void rank_organisations(const MemoryLedger *memory, const OrganisationQuery *query, Arena *arena,
			       Organisation *orgs, size_t count)
{
	Ranked *ranked = arena_array(arena, count, sizeof *ranked);
	for (size_t i = 0; i < count; i++)
		ranked[i] = (Ranked){orgs[i], place_of(memory, &orgs[i], query), utf8_fold(arena, orgs[i].name)};
	if (count > 1)
		qsort(ranked, count, sizeof *ranked, organisation_order);
	for (size_t i = 0; i < count; i++)
		orgs[i] = ranked[i].organisation;
}

/* The closed ones that are asked for, or the open ones, in the order of their names. */
static size_t find_organisations(MemoryLedger *memory, const OrganisationQuery *query, bool closed, Arena *arena,
				 Organisation *orgs)
{
	size_t count = 0;
	for (size_t i = 0; i < memory->now.line_count; i++) {
		const Line *line = &memory->now.lines[i].line;
		if (line->kind->type != LINE_ORGANISATION || !memory_is_first_of_key(memory, i))
			continue;
		line = memory_latest(memory, LINE_ORGANISATION, line->organisation.code);
		bool all = query->which == ORGANISATIONS_ALL;
		if (organisation_closed(&line->organisation, query->today) == closed &&
		    (all ? organisation_matches(&memory->scratch, &line->organisation, query)
			 : is_one_of(&line->organisation, query)))
			orgs[count++] = memory_line_for(line, arena)->organisation;
		arena_clear(&memory->scratch);
	}
	rank_organisations(memory, query, arena, orgs, count);
	return count;
}

bool memory_find_organisations(void *self, const OrganisationQuery *query, Arena *arena, OrganisationList *ret_orgs,
			       Error *err)
{
	MemoryLedger *memory = self;
	if (!memory_may_go_on(memory, err))
		return false;
	Organisation *orgs = arena_array(arena, memory->now.line_count, sizeof *orgs);
	size_t count = find_organisations(memory, query, false, arena, orgs);
	if (query->with_closed && query->which == ORGANISATIONS_ALL)
		count += find_organisations(memory, query, true, arena, orgs + count);
	*ret_orgs = (OrganisationList){orgs, count > query->limit ? query->limit : count, count};
	return true;
}
