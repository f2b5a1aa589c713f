/* Finding a patient by what was typed. */
#include "model/desk/find.h"

#include <string.h>

#include "base/date_typed.h"
#include "base/utf8.h"
#include "model/desk/inside.h"
#include "model/desk/receipt_number.h"
#include "model/facts/alike.h"
#include "model/ledger/transaction.h"

/* Alike are looked for where fewer rows are found; at most so many names, of the first of the meanings. */
enum { ALIKE_ROWS = 10, ALIKE_NAMES = 6, ALIKE_MEANINGS = 3 };

enum { NHS_DIGITS = 10, NHS_PREFIX_MIN = 3, WORDS_MAX = 4, QUERIES_MAX = TYPED_DATES * (2 * WORDS_MAX + 4) };

/* What was typed, understood in every way it can be meant; the likeliest first. */
typedef struct Meanings {
	PersonQuery queries[QUERIES_MAX];
	size_t count;
} Meanings;

/* When: on a day, or from it until another. */
typedef struct Born {
	Date first, last;
} Born;

static void mean(Meanings *meanings, PersonQuery query)
{
	if (meanings->count < QUERIES_MAX)
		meanings->queries[meanings->count++] = query;
}

/* Digits with any separators: the beginning of an NHS number. */
static void mean_number(Meanings *meanings, const char *typed, Arena *arena)
{
	Text digits = {.arena = arena};
	for (; *typed; typed++) {
		if (*typed >= '0' && *typed <= '9')
			text_add_char(&digits, *typed);
		else if (!strchr(" -./", *typed))
			return;
	}
	if (digits.length >= NHS_PREFIX_MIN && digits.length <= NHS_DIGITS)
		mean(meanings, (PersonQuery){.nhs_prefix = text_done(&digits)});
}

static const char *join(char *const *words, size_t count, Arena *arena)
{
	Text text = {.arena = arena};
	for (size_t i = 0; i < count; i++)
		text_add(&text, utf8_letters(arena, words[i]));
	return text_done(&text);
}

static size_t split(char *folded, char *words[WORDS_MAX])
{
	size_t count = 0;
	while (count < WORDS_MAX) {
		folded += strspn(folded, " ");
		if (!*folded)
			return count;
		words[count++] = folded;
		folded += strcspn(folded, " ");
		if (*folded && count < WORDS_MAX)
			*folded++ = '\0';
	}
	return count;
}

/* "jane smi", "smi jane", "van der berg jan", "smith jones": either half may be the family name, or all of it. */
static void mean_words(Meanings *meanings, const char *typed, Born born, Arena *arena)
{
	char *words[WORDS_MAX];
	size_t count = split(utf8_fold(arena, typed), words);
	if (count == 0)
		return;
	mean(meanings, (PersonQuery){NULL, join(words, count, arena), NULL, born.first, born.last, 0});
	for (size_t first = 1; first < count; first++) {
		const char *head = join(words, first, arena), *tail = join(words + first, count - first, arena);
		mean(meanings, (PersonQuery){NULL, head, tail, born.first, born.last, 0});
		mean(meanings, (PersonQuery){NULL, tail, head, born.first, born.last, 0});
	}
}

/* "smi, ja": the comma says which is the family name. */
static void mean_name(Meanings *meanings, const char *typed, Born born, Arena *arena)
{
	const char *comma = strchr(typed, ',');
	if (!comma) {
		mean_words(meanings, typed, born, arena);
		return;
	}
	const char *family = utf8_letters(arena, arena_bytes(arena, typed, (size_t)(comma - typed)));
	const char *given = utf8_letters(arena, comma + 1);
	if (*family)
		mean(meanings, (PersonQuery){NULL, family, *given ? given : NULL, born.first, born.last, 0});
}

static void mean_born(Meanings *meanings, const TypedDates *born)
{
	for (size_t i = 0; i < born->count; i++)
		mean(meanings, (PersonQuery){.born = born->dates[i]});
}

/* "14/7/1945", "1945": every way it can be meant. */
static size_t read_born(const char *typed, Date today, Born born[TYPED_DATES])
{
	TypedDates dates = {0};
	int year = 0;
	if (date_parse_meant(typed, today, &dates))
		for (size_t i = 0; i < dates.count; i++)
			born[i] = (Born){.first = dates.dates[i]};
	else if (strspn(typed, "0123456789") == 4 && !typed[4])
		for (; *typed; typed++)
			year = year * 10 + (*typed - '0');
	if (year > today.year || year + TYPED_AGE < today.year)
		return dates.count;
	born[0] = (Born){{(int16_t)year, 1, 1}, {(int16_t)year, 12, 31}};
	return 1;
}

static void mean_typed(Meanings *meanings, const char *typed, Date today, Arena *arena)
{
	TypedDates born = {0};
	if (date_parse_meant(typed, today, &born))
		mean_born(meanings, &born);
	mean_number(meanings, typed, arena);
	if (meanings->count > 0)
		return;

	/* A name, then a date or a year that is whole; while it is being typed the name alone is looked for. */
	size_t name = strcspn(typed, "0123456789"), meant = 0;
	Born when[TYPED_DATES] = {{{0}, {0}}};
	const size_t count = read_born(typed + name, today, when);
	do
		mean_name(meanings, arena_bytes(arena, typed, name), when[meant], arena);
	while (++meant < count);
}

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

/* By the whole number or a date of birth it is said which of those of one name is meant. */
static bool identifies(const PersonQuery *query)
{
	return (!date_is_none(query->born) && date_is_none(query->born_last)) ||
	       (query->nhs_prefix && strlen(query->nhs_prefix) == NHS_DIGITS);
}

static bool find_all(Desk *desk, const Meanings *meanings, size_t limit, Arena *arena, FoundList *ret_found, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	Found *rows = arena_array(arena, limit, sizeof *rows);
	FoundList found = {.items = rows};
	for (size_t i = 0; i < meanings->count && !found.more; i++) {
		PersonQuery query = meanings->queries[i];
		PersonList people;
		query.limit = limit + 1;
		if (!ledger.ops->find_people(ledger.self, &query, arena, &people, err))
			return false;
		for (size_t j = 0; j < people.count && !found.more; j++) {
			if (has(rows, found.count, people.items[j].nhs))
				continue;
			if (found.count == limit)
				found.more = true;
			else if (!find_row(desk, &people.items[j], identifies(&query), arena, &rows[found.count++],
					   err))
				return false;
		}
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

/* Nobody is identified by a name that is not theirs. */
static bool find_alike_of(Desk *desk, PersonQuery query, Arena *arena, Found *rows, FoundList *found, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	TextList names;
	if (!ledger.ops->alike_names(ledger.self, query.family_prefix, arena, &names, err))
		return false;
	names = closest(&names, query.family_prefix, arena);
	query.limit = names.count > 0 ? (ALIKE_ROWS + names.count - 1) / names.count : 0;
	for (size_t i = 0; i < names.count; i++) {
		PersonList people;
		query.family_prefix = names.items[i];
		if (!ledger.ops->find_people(ledger.self, &query, arena, &people, err))
			return false;
		for (size_t j = 0; j < people.count && found->count < ALIKE_ROWS; j++) {
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
	Found *rows = arena_array(arena, ALIKE_ROWS, sizeof *rows);
	if (found->count >= ALIKE_ROWS || limit < ALIKE_ROWS)
		return true;
	if (found->count > 0)
		memcpy(rows, found->items, found->count * sizeof *rows);
	found->items = rows;
	for (size_t i = 0; i < meanings->count && i < ALIKE_MEANINGS; i++) {
		const PersonQuery *query = &meanings->queries[i];
		if (query->family_prefix && strlen(query->family_prefix) >= ALIKE_MIN &&
		    !find_alike_of(desk, *query, arena, rows, found, err))
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
	Meanings meanings = {0};
	FoundList by_code;
	if (!desk_allows_any(desk, acts, countof(acts), err))
		return false;
	mean_typed(&meanings, utf8_tidy(arena, text_or(typed, "")), desk_today(desk), arena);

	scoped(reading_end) Reading reading = {0};
	if (!reading_begin(&reading, &desk->ports.ledger, err) || !find_receipt(desk, typed, arena, &by_code, err))
		return false;
	if (by_code.count > 0 && limit > 0) {
		*ret_found = by_code;
		return true;
	}
	return find_all(desk, &meanings, limit, arena, ret_found, err) &&
	       find_alike(desk, &meanings, limit, arena, ret_found, err);
}
