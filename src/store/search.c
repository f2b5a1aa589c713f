#include "store/search.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/alike.h"
#include "store/row.h"

/* Above every text that begins with the prefix: U+10FFFF is no character. */
#define BEYOND "\xf4\x8f\xbf\xbf"

static void bind_prefix(Store *store, Statement statement, int at, const char *prefix)
{
	prefix = text_or(prefix, "");
	statement_bind_text(statement, at, prefix);
	statement_bind_text(statement, at + 1, arena_print(&store->scratch, "%s" BEYOND, prefix));
}

/* Letters stand above the first control character: up to it is the name itself, from it on what is longer. */
static void bind_name(Store *store, Statement statement, int at, const char *name, NameMatch match)
{
	if (text_empty(name) || match == NAME_BEGINS) {
		bind_prefix(store, statement, at, name);
		return;
	}
	const char *end = arena_print(&store->scratch, "%s\x01", name);
	bind_prefix(store, statement, at, name);
	statement_bind_text(statement, match == NAME_IS ? at + 1 : at, end);
}

static void bind_born(Statement statement, const PersonQuery *query, char printed[2][16])
{
	row_bind_date(statement, 7, query->born, printed[0]);
	row_bind_date(statement, 9, date_is_none(query->born_last) ? query->born : query->born_last, printed[1]);
}

static bool few_called(Store *store, const PersonQuery *query, bool *ret_few, Error *err)
{
	scoped(statement_done) Statement few = NULL;
	bool row = true;
	if (!statement_get(store, STATEMENT_FEW_CALLED, &few, err))
		return false;
	ArenaMark mark = arena_mark(&store->scratch);
	bind_name(store, few, 5, query->given_prefix, query->match);
	const bool counted = statement_row(store, few, &row, err);
	arena_reset(&store->scratch, mark);
	*ret_few = row && sqlite3_column_int(few, 0) != 0;
	return counted;
}

/* Of two beginnings the one that few are called by is looked through; else those of the family name and one initial. */
static bool both_statement(Store *store, const PersonQuery *query, StatementId *ret_id, Error *err)
{
	bool few;
	if (query->match == NAME_IS || query->given_is) {
		*ret_id = query->match == NAME_IS ? STATEMENT_PEOPLE_IS : STATEMENT_PEOPLE_CALLED;
		return true;
	}
	if (!few_called(store, query, &few, err))
		return false;
	*ret_id = few ? STATEMENT_PEOPLE_BY_FEW : STATEMENT_PEOPLE_BY_BOTH;
	return true;
}

static bool former_statement(Store *store, const PersonQuery *query, StatementId *ret_id, Error *err)
{
	bool few = false;
	if (!text_empty(query->given_prefix) && !few_called(store, query, &few, err))
		return false;
	*ret_id = few ? STATEMENT_PEOPLE_FEW_FORMER : STATEMENT_PEOPLE_BY_FORMER;
	return true;
}

static bool of_a_day(const PersonQuery *query)
{
	return !date_is_none(query->born) && date_is_none(query->born_last);
}

/* By the names, and a day or span of birth where it is given: the indexes by year are for one year or two. Very many
 * may share a day, as where only the year was known: with a given name those of the year are looked through. */
static bool names_statement(Store *store, const PersonQuery *query, StatementId *ret_id, Error *err)
{
	const bool years =
		of_a_day(query) || (!date_is_none(query->born_last) && query->born_last.year <= query->born.year + 1);
	const bool given = !text_empty(query->given_prefix), family = !text_empty(query->family_prefix);
	if (given && family && !years)
		return both_statement(store, query, ret_id, err);
	if (given && family)
		*ret_id = STATEMENT_PEOPLE_BOTH_YEAR;
	else if (given)
		*ret_id = years ? STATEMENT_PEOPLE_GIVEN_YEAR : STATEMENT_PEOPLE_BY_GIVEN;
	else
		*ret_id = years ? STATEMENT_PEOPLE_BY_YEAR : STATEMENT_PEOPLE_BY_NAME;
	return true;
}

/* The index that leaves the fewest rows to look at. */
static bool people_statement(Store *store, const PersonQuery *query, StatementId *ret_id, Error *err)
{
	if (!text_empty(query->nhs_prefix))
		*ret_id = STATEMENT_PEOPLE_BY_NHS;
	else if (!text_empty(query->postcode_prefix))
		*ret_id = STATEMENT_PEOPLE_BY_POSTCODE;
	else if (!text_empty(query->mobile_prefix))
		*ret_id = STATEMENT_PEOPLE_BY_MOBILE;
	else if (!text_empty(query->former_prefix))
		return former_statement(store, query, ret_id, err);
	else if (of_a_day(query) && text_empty(query->given_prefix))
		*ret_id = STATEMENT_PEOPLE_BY_BORN;
	else
		return names_statement(store, query, ret_id, err);
	return true;
}

/* These look at whole family names alone. */
static bool leaves_words(StatementId id)
{
	return id == STATEMENT_PEOPLE_BY_NAME || id == STATEMENT_PEOPLE_BY_BOTH || id == STATEMENT_PEOPLE_BY_FEW ||
	       id == STATEMENT_PEOPLE_IS || id == STATEMENT_PEOPLE_CALLED || id == STATEMENT_PEOPLE_BY_YEAR ||
	       id == STATEMENT_PEOPLE_BOTH_YEAR || id == STATEMENT_PEOPLE_BY_BORN;
}

static const char *number_of(const PersonQuery *query)
{
	const char *numbers[] = {query->nhs_prefix, query->postcode_prefix, query->mobile_prefix};
	size_t i = 0;
	while (i + 1 < countof(numbers) && text_empty(numbers[i]))
		i++;
	return numbers[i];
}

static void bind_query(Store *store, Statement statement, const PersonQuery *query, size_t limit, char born[2][16])
{
	const char *family = query->former_prefix ? query->former_prefix : query->family_prefix;
	bind_prefix(store, statement, 1, number_of(query));
	bind_name(store, statement, 3, family, query->match);
	bind_name(store, statement, 5, query->given_prefix, query->given_is ? NAME_IS : query->match);
	bind_born(statement, query, born);
	sqlite3_bind_int64(statement, 8, (int64_t)limit);
}

typedef struct People {
	Person *items;
	size_t count, limit;
} People;

enum { PEOPLE_MORE = 16 };

static bool has_person(const People *people, const char *nhs)
{
	for (size_t i = 0; i < people->count; i++)
		if (text_is(people->items[i].nhs, nhs))
			return true;
	return false;
}

/* Each once. */
static bool read_people(Store *store, Statement statement, Arena *arena, People *people, Error *err)
{
	bool row = true;
	while (people->count < people->limit) {
		Person person;
		if (!statement_row(store, statement, &row, err))
			return false;
		if (!row)
			return true;
		if (!row_person(store, statement, arena, &person, err))
			return false;
		if (has_person(people, person.nhs))
			continue;
		if (people->count % PEOPLE_MORE == 0)
			people->items = arena_grow(arena, people->items, people->count, people->count + PEOPLE_MORE,
						   sizeof person);
		people->items[people->count++] = person;
	}
	return true;
}

static bool add_people(Store *store, StatementId id, const PersonQuery *query, Arena *arena, People *people, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	char born[2][16];
	if (people->count == people->limit)
		return true;
	if (!statement_get(store, id, &statement, err))
		return false;
	ArenaMark mark = arena_mark(&store->scratch);
	bind_query(store, statement, query, people->limit - people->count, born);
	bool found = read_people(store, statement, arena, people, err);
	arena_reset(&store->scratch, mark);
	return found;
}

bool search_people(void *self, const PersonQuery *query, Arena *arena, PersonList *ret_people, Error *err)
{
	People people = {.limit = query->limit};
	StatementId id;
	if (!people_statement(self, query, &id, err) || !add_people(self, id, query, arena, &people, err))
		return false;
	const StatementId words = of_a_day(query) ? STATEMENT_PEOPLE_BORN_WORD : STATEMENT_PEOPLE_BY_WORD;
	if (leaves_words(id) && !text_empty(query->family_prefix) &&
	    !add_people(self, words, query, arena, &people, err))
		return false;
	*ret_people = (PersonList){people.items, people.count};
	return true;
}

bool search_namesake(void *self, const Person *person, bool *ret_has, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement namesake = NULL;
	if (!statement_get(store, STATEMENT_NAMESAKE, &namesake, err))
		return false;
	ArenaMark mark = arena_mark(&store->scratch);
	statement_bind_text(namesake, 1, utf8_letters(&store->scratch, person_filed_name(person)));
	statement_bind_text(namesake, 2, utf8_letters(&store->scratch, person_filed_given(person)));
	statement_bind_text(namesake, 3, person->nhs);
	bool found = statement_row(store, namesake, ret_has, err);
	arena_reset(&store->scratch, mark);
	return found;
}

static bool has_name(const TextList *names, const char *name)
{
	for (size_t i = 0; i < names->count; i++)
		if (text_is(names->items[i], name))
			return true;
	return false;
}

static bool add_alike(Store *store, Statement alike, const char *letters, Arena *arena, TextList *ret_names, Error *err)
{
	enum { NAMES_MAX = 200 };
	const char **items = arena_array(arena, NAMES_MAX, sizeof *items);
	TextList names = {.items = items};
	bool row = true;
	while (row && names.count < NAMES_MAX) {
		if (!statement_row(store, alike, &row, err))
			return false;
		if (!row)
			break;
		const char *name = (const char *)sqlite3_column_text(alike, 0);
		const bool sounds = sqlite3_column_int(alike, 1) != 0;
		if (!name || text_is(name, letters) || !(sounds || alike_slip(name, letters)) || has_name(&names, name))
			continue;
		items[names.count++] = arena_text(arena, name);
	}
	*ret_names = names;
	return true;
}

static void bind_alike(Store *store, Statement alike, const char *letters)
{
	Arena *scratch = &store->scratch;
	statement_bind_text(alike, 1, alike_sound(scratch, letters));
	bind_prefix(store, alike, 2, alike_head(scratch, letters));
	bind_prefix(store, alike, 4, alike_tail(scratch, letters));
	statement_bind_text(alike, 6, alike_crossed(scratch, letters));
}

/* Nothing is alike where there is no head or no tail to look by: it would be looked for everywhere. */
bool search_alike(void *self, NamePart part, const char *letters, Arena *arena, TextList *ret_names, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement alike = NULL;
	ArenaMark mark = arena_mark(&store->scratch);
	bool found = true;
	*ret_names = (TextList){0};
	if (!statement_get(store, STATEMENT_ALIKE, &alike, err))
		return false;
	if (!text_empty(alike_head(&store->scratch, letters))) {
		bind_alike(store, alike, letters);
		sqlite3_bind_int(alike, 7, (int)part);
		found = add_alike(store, alike, letters, arena, ret_names, err);
	}
	arena_reset(&store->scratch, mark);
	return found;
}

/* What the tokenizer `ascii` counts as part of a word. */
static bool in_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Every word quoted and a prefix: `"le"* AND "surg"*`. Cut where the tokenizer cuts, so that none is a phrase and
 * nothing typed is an operator of FTS5. NULL if there is no word. */
static const char *match_of(const char *words, Arena *arena)
{
	Text match = {.arena = arena};
	while (*words) {
		size_t length = 0;
		while (words[length] && in_word(words[length]))
			length++;
		if (length > 0) {
			text_add(&match, match.length > 0 ? " AND \"" : "\"");
			text_add_bytes(&match, words, length);
			text_add(&match, "\"*");
		}
		words += length > 0 ? length : 1;
	}
	return match.length > 0 ? text_done(&match) : NULL;
}

typedef struct Found {
	Organisation *items;
	size_t count, limit;
} Found;

static bool add_found(Store *store, Statement statement, Arena *arena, Found *found, Error *err)
{
	bool row = true;
	while (row && found->count < found->limit) {
		Line line;
		if (!statement_row(store, statement, &row, err))
			return false;
		if (!row)
			break;
		if (!row_read(store, statement, SHAPE_ORGANISATION, arena, &line, NULL, err))
			return false;
		if (found->count % 16 == 0)
			found->items = arena_grow(arena, found->items, found->count, found->count + 16,
						  sizeof line.organisation);
		found->items[found->count++] = line.organisation;
	}
	return true;
}

/* What is asked for, with what its statements are given besides. */
typedef struct Looking {
	OrganisationQuery query;
	const char *match, *listed; /* a JSON array: codes need no escape */
	char today[16];
} Looking;

static const char *array_of(const TextList *codes, Arena *arena)
{
	Text array = {.arena = arena};
	text_add(&array, "[");
	for (size_t i = 0; i < codes->count; i++)
		text_add_print(&array, "%s\"%s\"", i > 0 ? "," : "", codes->items[i]);
	text_add(&array, "]");
	return text_done(&array);
}

static void bind_looking(Statement statement, const Looking *looking)
{
	statement_bind_text(statement, 4, looking->today);
	statement_bind_text(statement, 5, looking->listed);
	sqlite3_bind_int(statement, 6, !looking->query.for_referral);
	statement_bind_text(statement, 7, looking->query.commissioner);
}

static bool add_by_code(Store *store, const Looking *looking, Arena *arena, Found *found, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_BY_CODE, &statement, err))
		return false;
	bind_looking(statement, looking);
	statement_bind_text(statement, 1, looking->query.words);
	sqlite3_bind_int(statement, 2, looking->query.with_closed);
	return add_found(store, statement, arena, found, err);
}

static const StatementId of_which[] = {
	[ORGANISATIONS_MIG] = STATEMENT_ALL_MIG,
	[ORGANISATIONS_ASKING] = STATEMENT_ALL_ASKING,
	[ORGANISATIONS_UNKNOWN_SYSTEM] = STATEMENT_ALL_UNKNOWN_SYSTEM,
	[ORGANISATIONS_NEAR] = STATEMENT_ALL_NEAR,
};

/* All where nothing is typed. */
static bool add_by_words(Store *store, const Looking *looking, bool closed, Arena *arena, Found *found, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	const OrganisationWhich which = looking->query.which;
	StatementId id = closed ? STATEMENT_ALL_CLOSED : STATEMENT_ALL_OPEN;
	if (which != ORGANISATIONS_ALL)
		id = of_which[which];
	else if (looking->match)
		id = closed ? STATEMENT_BY_WORDS_CLOSED : STATEMENT_BY_WORDS_OPEN;
	if (!statement_get(store, id, &statement, err))
		return false;
	bind_looking(statement, looking);
	statement_bind_text(statement, 1, looking->match);
	statement_bind_text(statement, 2, looking->query.words);
	sqlite3_bind_int64(statement, 3, (int64_t)(found->limit - found->count));
	return add_found(store, statement, arena, found, err);
}

/* Counted only where some did not fit. */
static bool count_all(Store *store, const Looking *looking, size_t found, size_t *ret_total, Error *err)
{
	scoped(statement_done) Statement count = NULL;
	bool row;
	*ret_total = found;
	if (looking->query.which != ORGANISATIONS_ALL || found < looking->query.limit || found == 0)
		return true;
	if (!statement_get(store, looking->match ? STATEMENT_COUNT_WORDS : STATEMENT_COUNT_ALL, &count, err))
		return false;
	bind_looking(count, looking);
	if (looking->match)
		statement_bind_text(count, 1, looking->match);
	sqlite3_bind_int(count, 2, looking->query.with_closed);
	if (!statement_row(store, count, &row, err))
		return false;
	*ret_total = (size_t)sqlite3_column_int64(count, 0);
	return true;
}

bool search_organisations(void *self, const OrganisationQuery *given, Arena *arena, OrganisationList *ret_orgs,
			  Error *err)
{
	Store *store = self;
	bool all = given->which == ORGANISATIONS_ALL;
	Looking looking = {.query = *given};
	Found found = {.limit = given->limit};
	size_t total = 0;
	ArenaMark mark = arena_mark(&store->scratch);
	looking.query.words = all ? text_or(given->words, "") : "";
	looking.query.with_closed = all && given->with_closed;
	looking.match = match_of(looking.query.words, &store->scratch);
	looking.listed = array_of(&given->listed, &store->scratch);
	date_print(given->today, looking.today);
	bool done = add_by_code(store, &looking, arena, &found, err) &&
		    add_by_words(store, &looking, false, arena, &found, err) &&
		    (!looking.query.with_closed || add_by_words(store, &looking, true, arena, &found, err)) &&
		    count_all(store, &looking, found.count, &total, err);
	arena_reset(&store->scratch, mark);
	if (done)
		*ret_orgs = (OrganisationList){found.items, found.count, total};
	return done;
}
