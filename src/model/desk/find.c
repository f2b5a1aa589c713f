/* Finding a patient by what was typed. */
#include "model/desk/find.h"

#include <string.h>

#include "base/utf8.h"
#include "model/desk/find_meant.h"
#include "model/desk/inside.h"
#include "model/desk/receipt_number.h"
#include "model/facts/alike.h"
#include "model/ledger/transaction.h"

/* At most so many names, of the first of the meanings. */
enum { ALIKE_NAMES = 6, ALIKE_MEANINGS = 3 };

static bool has(const Found *rows, size_t count, const char *nhs)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(rows[i].person.nhs, nhs))
			return true;
	return false;
}

/* Nowhere an address, a telephone number or a practice of a restricted patient, and no sign why. */
static Person shown_in_list(const Person *person)
{
	Person shown = *person;
	if (person->restricted == TRUTH_TRUE)
		shown.postcode = shown.mobile = shown.email = NULL;
	return shown;
}

static bool find_row(Desk *desk, const Person *person, bool identified, Arena *arena, Found *ret_row, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	Found row = {.person = shown_in_list(person), .identified = identified};
	const Fact *merged;
	if (!work_questions_due(desk, person->nhs, &row.due, err) ||
	    !ledger.ops->has_namesake(ledger.self, person, &row.same_name, err) ||
	    !desk_goes_on(desk, person->nhs, arena, &merged, err))
		return false;
	row.goes_on = merged ? merged->patient : NULL;
	*ret_row = row;
	return true;
}

static bool find_meaning(Desk *desk, const Meaning *meaning, size_t limit, Arena *arena, Found *rows, FoundList *found,
			 Error *err)
{
	Ledger ledger = desk->ports.ledger;
	PersonQuery query = meaning->query;
	PersonList people;
	query.limit = limit + 1;
	if (!ledger.ops->find_people(ledger.self, &query, arena, &people, err))
		return false;
	for (size_t i = 0; i < people.count && !found->more; i++) {
		if (has(rows, found->count, people.items[i].nhs))
			continue;
		if (found->count == limit) {
			found->more = true;
			continue;
		}
		if (!find_row(desk, &people.items[i], meaning->identifies, arena, &rows[found->count], err))
			return false;
		rows[found->count++].former = query.former_prefix != NULL;
	}
	return true;
}

/* What is already full is not looked for, and what comes second only where all the others find nobody. */
static bool find_all(Desk *desk, const Meanings *meanings, size_t limit, Arena *arena, FoundList *ret_found, Error *err)
{
	Found *rows = arena_array(arena, limit, sizeof *rows);
	FoundList found = {.items = rows};
	for (int second = 0; second <= 1 && found.count == 0; second++) {
		for (size_t i = 0; i < meanings->count && !found.more; i++) {
			const Meaning *meaning = &meanings->items[i];
			if (meaning->second == second && !find_meaning(desk, meaning, limit, arena, rows, &found, err))
				return false;
		}
		if (second && found.count > 0)
			found.fault = meanings->alone;
	}
	*ret_found = found;
	return true;
}

/* The closest of them to what was typed come first. */
static TextList closest(const TextList *names, const char *typed, Arena *arena)
{
	const char **items = arena_array(arena, names->count, sizeof *items);
	for (size_t i = 0; i < names->count; i++) {
		const size_t closeness = alike_closeness(names->items[i], typed);
		size_t at = i;
		for (; at > 0 && alike_closeness(items[at - 1], typed) < closeness; at--)
			items[at] = items[at - 1];
		items[at] = names->items[i];
	}
	return (TextList){items, names->count < ALIKE_NAMES ? names->count : ALIKE_NAMES};
}

/* A name like the part that was typed, and the other as it was. Nobody is identified by a name that is not theirs. */
static bool find_alike_of(Desk *desk, PersonQuery query, NamePart part, Arena *arena, Found *rows, FoundList *found,
			  Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const char **name = part == NAME_FAMILY ? &query.family_prefix : &query.given_prefix;
	TextList names;
	if (text_empty(*name) || strlen(*name) < ALIKE_MIN)
		return true;
	if (!ledger.ops->alike_names(ledger.self, part, *name, arena, &names, err))
		return false;
	names = closest(&names, *name, arena);
	query.match = NAME_BEGINS;
	query.given_is = part == NAME_GIVEN;
	query.limit = names.count > 0 ? (FOUND_ALIKE + names.count - 1) / names.count : 0;
	for (size_t i = 0; i < names.count; i++) {
		PersonList people;
		*name = names.items[i];
		if (!ledger.ops->find_people(ledger.self, &query, arena, &people, err))
			return false;
		for (size_t j = 0; j < people.count && found->count < FOUND_ALIKE; j++) {
			if (has(rows, found->count, people.items[j].nhs))
				continue;
			if (!find_row(desk, &people.items[j], false, arena, &rows[found->count], err))
				return false;
			rows[found->count++].alike = true;
		}
	}
	return true;
}

static bool find_alike(Desk *desk, const Meanings *meanings, size_t limit, Arena *arena, FoundList *found, Error *err)
{
	Found *rows = arena_array(arena, FOUND_ALIKE, sizeof *rows);
	if (found->count >= FOUND_ALIKE || limit < FOUND_ALIKE)
		return true;
	if (found->count > 0)
		memcpy(rows, found->items, found->count * sizeof *rows);
	found->items = rows;
	for (size_t i = 0, tried = 0; i < meanings->count && tried < ALIKE_MEANINGS; i++) {
		const Meaning *meaning = &meanings->items[i];
		if (!meaning->alike || meaning->second)
			continue;
		tried++;
		for (NamePart part = NAME_FAMILY; part <= NAME_GIVEN; part++)
			if (!find_alike_of(desk, meaning->query, part, arena, rows, found, err))
				return false;
	}
	return true;
}

/* The code of a receipt is one patient: nobody else is meant by it. */
static bool find_receipt(Desk *desk, const char *typed, Arena *arena, FoundList *ret_found, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const Person *person = NULL;
	const char *nhs;
	Found *row = arena_alloc(arena, sizeof *row);
	if (!desk_find_receipt(desk, typed, arena, &nhs, err) ||
	    (nhs && !ledger.ops->person(ledger.self, nhs, arena, &person, err)) ||
	    (person && !find_row(desk, person, true, arena, row, err)))
		return false;
	*ret_found = (FoundList){.items = row, .count = person != NULL};
	return true;
}

bool desk_find_people(Desk *desk, const char *typed, size_t limit, Arena *arena, FoundList *ret_found, Error *err)
{
	static const Act acts[] = {ACT_FIND, ACT_SEE_AUDIT};
	FoundList by_code;
	if (!desk_allows_any(desk, acts, countof(acts), err))
		return false;
	typed = utf8_tidy(arena, text_or(typed, ""));
	scoped(reading_end) Reading reading = {0};
	if (!reading_begin(&reading, &desk->ports.ledger, err) || !find_receipt(desk, typed, arena, &by_code, err))
		return false;
	if (by_code.count > 0 && limit > 0) {
		*ret_found = by_code;
		return true;
	}
	typed = find_name_first(typed, desk_today(desk), arena);
	const Meanings meanings = find_meanings(typed, desk_today(desk), arena);
	if (!find_all(desk, &meanings, limit, arena, ret_found, err))
		return false;
	const char *fault = find_fault(typed, ret_found->count == 0, desk_today(desk), arena);
	ret_found->fault = text_or(fault, ret_found->fault);
	return find_alike(desk, &meanings, limit, arena, ret_found, err);
}

void recent_note(Desk *desk, const char *nhs)
{
	Recent *recent = &desk->recent;
	const Date today = desk_today(desk);
	size_t at = 0;
	if (date_order(recent->day, today) != 0)
		*recent = (Recent){.day = today};
	while (at < recent->count && !text_is(recent->nhs[at], nhs))
		at++;
	if (at == recent->count && at < RECENT_MAX)
		recent->count++;
	else if (at == RECENT_MAX)
		at--;
	memmove(recent->nhs[1], recent->nhs[0], at * sizeof recent->nhs[0]);
	text_copy(recent->nhs[0], sizeof recent->nhs[0], nhs);
}

size_t desk_recent_count(const Desk *desk)
{
	return date_order(desk->recent.day, desk_today(desk)) == 0 ? desk->recent.count : 0;
}

bool desk_recent_people(Desk *desk, Arena *arena, FoundList *ret_found, Error *err)
{
	static const Act acts[] = {ACT_FIND, ACT_SEE_AUDIT};
	Ledger ledger = desk->ports.ledger;
	const size_t count = desk_recent_count(desk);
	Found *rows = arena_array(arena, RECENT_MAX, sizeof *rows);
	FoundList found = {.items = rows};
	scoped(reading_end) Reading reading = {0};
	if (!desk_allows_any(desk, acts, countof(acts), err) || !reading_begin(&reading, &ledger, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		const Person *person;
		if (!ledger.ops->person(ledger.self, desk->recent.nhs[i], arena, &person, err) ||
		    (person && !find_row(desk, person, false, arena, &rows[found.count], err)))
			return false;
		found.count += person != NULL;
	}
	*ret_found = found;
	return true;
}
