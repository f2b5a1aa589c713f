#include "model/desk/find_meant.h"

#include <string.h>
#include <strings.h>

#include "base/date_parts.h"
#include "base/date_typed.h"
#include "base/utf8.h"
#include "model/facts/contact.h"
#include "model/facts/nhs_number.h"

enum {
	NHS_DIGITS = 10,
	NUMBER_MIN = 3,
	MOBILE_MIN = 5,
	FORMER_MIN = 3, /* letters of a former name: fewer would bring too many */
	WORDS_MAX = 4,
	AGE_DIGITS = 3,
	YEAR_DIGITS = 4,
	CENTURY = 100,
	BORN_MAX = 3, /* an age, and a year of two digits in two centuries */
	MORE = 16
};

static const char digits[] = "0123456789";

/* When: on a day, or from it until another; or whose number it is, or begins so. */
typedef struct Born {
	Date first, last;
	const char *nhs;
} Born;

static void mean(Meanings *meanings, Meaning meaning)
{
	if (meanings->count % MORE == 0)
		meanings->items = arena_grow(meanings->arena, meanings->items, meanings->count, meanings->count + MORE,
					     sizeof meaning);
	meaning.identifies |= !date_is_none(meaning.query.born) && date_is_none(meaning.query.born_last);
	meanings->items[meanings->count++] = meaning;
}

/* --- numbers --- */

/* The digits of what has none but digits, a plus and what parts them; else NULL. */
static const char *digits_of(const char *typed, Arena *arena)
{
	Text text = {.arena = arena};
	for (; *typed; typed++) {
		if (strchr(digits, *typed))
			text_add_char(&text, *typed);
		else if (!strchr(" -./()+", *typed))
			return NULL;
	}
	return text_done(&text);
}

/* From 0 on; NULL for what begins as no British telephone number does. */
static const char *mobile_of(const char *number, Arena *arena)
{
	static const char *const abroad[] = {"00440", "0044", "440", "44"}; /* +44 (0)7700 is written too */
	for (size_t i = 0; i < countof(abroad); i++)
		if (text_starts(number, abroad[i]) && strlen(number) > NHS_DIGITS)
			return arena_print(arena, "0%s", number + strlen(abroad[i]));
	return *number == '0' ? number : NULL;
}

static void mean_number(Meanings *meanings, const char *typed)
{
	const char *number = digits_of(typed, meanings->arena);
	const char *mobile = number ? mobile_of(number, meanings->arena) : NULL;
	const size_t count = number ? strlen(number) : 0;
	if (count >= NUMBER_MIN && count <= NHS_DIGITS)
		mean(meanings, (Meaning){.query.nhs_prefix = number, .identifies = count == NHS_DIGITS});
	if (mobile && strlen(mobile) >= MOBILE_MIN)
		mean(meanings, (Meaning){.query.mobile_prefix = mobile});
}

/* "le8", "LE8 0HD", "sw1a1aa": a letter or two, a digit at once behind them, and what else a postcode may have. */
static bool is_postcode(const char *letters, const char *typed)
{
	const size_t area = strcspn(letters, digits), length = strlen(letters);
	return area >= 1 && area <= 2 && length > area && length <= 7 && strcspn(typed, digits) == area &&
	       strspn(letters + area, digits) <= 3 && !strchr(typed, '/');
}

static bool mean_postcode(Meanings *meanings, const char *typed)
{
	const char *letters = utf8_letters(meanings->arena, typed);
	if (!is_postcode(letters, typed))
		return false;
	mean(meanings, (Meaning){.query.postcode_prefix = letters});
	return true;
}

/* --- names --- */

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

/* One of these is given: a family name, a given name, a former one, or the first or last with the second. */
static void mean_names(Meanings *meanings, PersonQuery names, Born born, NameMatch match)
{
	names.nhs_prefix = born.nhs;
	names.born = born.first;
	names.born_last = born.last;
	names.match = match;
	mean(meanings, (Meaning){.query = names,
				 .identifies = born.nhs && strlen(born.nhs) == NHS_DIGITS,
				 .alike = match != NAME_IS && !names.former_prefix});
}

static void mean_former(Meanings *meanings, const char *former, const char *given, Born born)
{
	if (strlen(former) >= FORMER_MIN)
		mean_names(meanings, (PersonQuery){.former_prefix = former, .given_prefix = given}, born, NAME_BEGINS);
}

/* With a birth beside the name few are left: the order of the names does for them. */
static void mean_one(Meanings *meanings, const char *name, Born born)
{
	const bool few = !date_is_none(born.first) || born.nhs;
	for (NameMatch match = few ? NAME_BEGINS : NAME_IS; match <= (few ? NAME_BEGINS : NAME_LONGER); match++) {
		mean_names(meanings, (PersonQuery){.family_prefix = name}, born, match);
		mean_names(meanings, (PersonQuery){.given_prefix = name}, born, match);
	}
	mean_former(meanings, name, NULL, born);
}

/* "jane smi", "smi jane", "van der berg jan": either half may be the family name. */
static void mean_halves(Meanings *meanings, char *const *words, size_t count, Born born, NameMatch match)
{
	Arena *arena = meanings->arena;
	for (size_t first = 1; first < count; first++) {
		const char *head = join(words, first, arena), *tail = join(words + first, count - first, arena);
		mean_names(meanings, (PersonQuery){.family_prefix = head, .given_prefix = tail}, born, match);
		mean_names(meanings, (PersonQuery){.family_prefix = tail, .given_prefix = head}, born, match);
	}
}

static void mean_several(Meanings *meanings, char *const *words, size_t count, Born born)
{
	Arena *arena = meanings->arena;
	const char *all = join(words, count, arena);
	if (date_is_none(born.first)) {
		mean_names(meanings, (PersonQuery){.family_prefix = all}, born, NAME_IS);
		mean_halves(meanings, words, count, born, NAME_IS);
	}
	mean_halves(meanings, words, count, born, NAME_BEGINS);
	mean_names(meanings, (PersonQuery){.family_prefix = all}, born, NAME_BEGINS);
	mean_names(meanings, (PersonQuery){.given_prefix = all}, born, NAME_BEGINS);
	for (size_t first = 1; first < count; first++) {
		const char *head = join(words, first, arena), *tail = join(words + first, count - first, arena);
		mean_former(meanings, head, tail, born);
		mean_former(meanings, tail, head, born);
	}
	mean_former(meanings, all, NULL, born);
}

static void mean_words(Meanings *meanings, char *const *words, size_t count, Born born)
{
	if (count == 1)
		mean_one(meanings, join(words, 1, meanings->arena), born);
	else if (count > 1)
		mean_several(meanings, words, count, born);
}

static bool is_title(const char *word)
{
	static const char *const titles[] = {"mr",  "mrs",  "ms",   "miss", "mx",     "dr",  "prof",
					     "sir", "lady", "lord", "rev",  "master", "dame"};
	for (size_t i = 0; i < countof(titles); i++)
		if (text_is(word, titles[i]))
			return true;
	return false;
}

/* "mrs ashby", "ashby mr": without the title, and then as it stands, for it may be a name. */
static void mean_titled(Meanings *meanings, const char *typed, Born born)
{
	char *words[WORDS_MAX], *names[WORDS_MAX];
	const size_t count = split(utf8_fold(meanings->arena, typed), words);
	size_t named = 0;
	for (size_t i = 0; i < count; i++)
		if (!is_title(words[i]))
			names[named++] = words[i];
	if (named < count)
		mean_words(meanings, names, named, born);
	mean_words(meanings, words, count, born);
}

/* "smi, ja": the comma says which is the family name. */
static void mean_name(Meanings *meanings, const char *typed, Born born)
{
	Arena *arena = meanings->arena;
	const char *comma = strchr(typed, ',');
	if (!comma) {
		mean_titled(meanings, typed, born);
		return;
	}
	const char *family = utf8_letters(arena, arena_bytes(arena, typed, (size_t)(comma - typed)));
	const char *given = utf8_letters(arena, comma + 1);
	if (!*family)
		return;
	const PersonQuery names = {.family_prefix = family, .given_prefix = *given ? given : NULL};
	mean_names(meanings, names, born, NAME_IS);
	mean_names(meanings, names, born, NAME_BEGINS);
	mean_former(meanings, family, names.given_prefix, born);
}

/* --- when they were born --- */

static Born born_in(int year)
{
	return (Born){.first = {(int16_t)year, 1, 1}, .last = {(int16_t)year, 12, 31}};
}

/* Who is so old today was born after the day that many years and one more ago. */
static Born born_aged(int age, Date today)
{
	return (Born){.first = date_add_days(date_add_years(today, -age - 1), 1), .last = date_add_years(today, -age)};
}

static bool is_lived(int year, Date today)
{
	return year <= today.year && year + TYPED_AGE >= today.year;
}

/* "51": so old, or born in such a year; "1951". */
static size_t read_years(const char *typed, Date today, Born born[BORN_MAX])
{
	const size_t length = strspn(typed, digits);
	int number = 0;
	size_t count = 0;
	if (length == 0 || length > YEAR_DIGITS || typed[length])
		return 0;
	for (size_t i = 0; i < length; i++)
		number = number * 10 + (typed[i] - '0');
	if (length <= AGE_DIGITS && number <= TYPED_AGE)
		born[count++] = born_aged(number, today);
	if (length == YEAR_DIGITS && is_lived(number, today))
		born[count++] = born_in(number);
	int year = today.year - today.year % CENTURY + number;
	for (; length == 2 && count < BORN_MAX && year + TYPED_AGE >= today.year; year -= CENTURY)
		if (is_lived(year, today))
			born[count++] = born_in(year);
	return count;
}

/* "14/7/1945", "July 1945", "1945", "81": every way it can be meant. */
static size_t read_born(const char *typed, Date today, Born born[BORN_MAX])
{
	TypedDates dates = {0};
	size_t count = 0;
	born[0] = (Born){0};
	if (date_parse_meant(typed, today, &dates))
		for (; count < dates.count; count++)
			born[count] = (Born){.first = dates.dates[count]};
	else if (date_parse_month(typed, &born[0].first, &born[0].last))
		count = 1;
	else
		count = read_years(typed, today, born);
	return count;
}

/* Where behind a name its date, year or age begins: at the first digit. */
static size_t name_length(const char *typed)
{
	return strcspn(typed, digits);
}

/* … or at the month that is the last word before it, "ashby july 1945"; 0 where there is none, or no name. */
static size_t name_before_month(const char *typed)
{
	size_t at = name_length(typed);
	while (at > 0 && typed[at - 1] == ' ')
		at--;
	while (at > 0 && typed[at - 1] != ' ')
		at--;
	const char *month = typed + at;
	return date_take_month(&month) && *month == ' ' ? at : 0;
}

static size_t without_blanks(const char *typed, size_t length)
{
	while (length > 0 && typed[length - 1] == ' ')
		length--;
	return length;
}

/* "ashby born the 14th", "smith aged 51": the name without what leads to the number. */
static size_t said_length(const char *typed, size_t length)
{
	static const char *const leads[] = {" the", " on", " born", " aged", " age", " dob"};
	length = without_blanks(typed, length);
	for (size_t i = 0; i < countof(leads); i++) { /* the last of them is the first in the table */
		const size_t n = strlen(leads[i]);
		if (length > n && strncasecmp(typed + length - n, leads[i], n) == 0)
			length = without_blanks(typed, length - n);
	}
	return length;
}

/* An NHS number, or its beginning: none in use begins as days and telephone numbers do. */
static bool is_nhs(const char *number)
{
	const size_t count = number ? strlen(number) : 0;
	const bool begun = count > YEAR_DIGITS && !strchr("0123", number[0]);
	return count == NHS_DIGITS || (begun && count < NHS_DIGITS);
}

/* What nothing is that stands beside a name, nor becomes it as more is typed. */
static bool is_nothing(const char *beside, const char *number)
{
	const size_t count = number ? strlen(number) : 0;
	return count > NHS_DIGITS || (count == YEAR_DIGITS && strspn(beside, digits) == YEAR_DIGITS);
}

static const char *alone_says(const char *beside, const Born *born, bool mobile, Arena *arena)
{
	const size_t length = strlen(beside);
	const char *by = "By name alone:";
	if (born->nhs && strlen(born->nhs) < NHS_DIGITS)
		return "Nobody of that name has a number that begins so. By number or name alone:";
	if (born->nhs)
		return "Nobody of that name has that number. By number or name alone:";
	if (mobile)
		return "By telephone number or name alone:";
	if (date_is_none(born->first))
		return arena_print(arena, "%s is no age, year of birth or number of a patient. %s", beside, by);
	if (date_is_none(born->last))
		return arena_print(arena, "Nobody of that name was born on %s. %s", beside, by);
	if (length >= YEAR_DIGITS)
		return arena_print(arena, "Nobody of that name was born in %s. %s", beside, by);
	if (length == 2)
		return arena_print(arena, "Nobody of that name is %s or born in '%s. %s", beside, beside, by);
	return arena_print(arena, "Nobody of that name is %s. %s", beside, by);
}

/* Where nobody is found by both, the name alone is looked for, and that is said; until what is beside it can be read,
 * the name alone. */
static void mean_named(Meanings *meanings, const char *typed, size_t length, Date today)
{
	Arena *arena = meanings->arena;
	const char *beside = typed + length, *number = digits_of(beside, arena);
	Born born[BORN_MAX] = {0};
	const size_t dates = number && strlen(number) == NHS_DIGITS ? 0 : read_born(beside, today, born);
	if (dates == 0 && is_nhs(number))
		born[0].nhs = number;
	const size_t count = born[0].nhs ? 1 : dates;
	const bool nothing = count == 0 && is_nothing(beside, number);
	const char *mobile = nothing ? mobile_of(number, arena) : NULL;
	const char *name = arena_bytes(arena, typed, said_length(typed, length));
	for (size_t i = 0; i < count; i++)
		mean_name(meanings, name, born[i]);
	const size_t before = meanings->count;
	if (born[0].nhs || mobile)
		mean(meanings, (Meaning){.query.nhs_prefix = born[0].nhs, .query.mobile_prefix = mobile});
	mean_name(meanings, name, (Born){0});
	for (size_t i = before; i < meanings->count; i++)
		meanings->items[i].second = count > 0 || nothing;
	if ((count > 0 || nothing) && !meanings->alone)
		meanings->alone = alone_says(beside, &born[0], mobile != NULL, arena);
}

const char *find_name_first(const char *typed, Date today, Arena *arena)
{
	Born born[BORN_MAX];
	size_t length = strlen(typed);
	while (length > 0 && !strchr(digits, typed[length - 1]))
		length--;
	length += strcspn(typed + length, " ,");
	const char *name = typed + length + strspn(typed + length, " ,");
	const char *beside = arena_bytes(arena, typed, length);
	if (length == 0 || !*name || read_born(typed, today, born) > 0 ||
	    !(name_length(typed) == 0 || read_born(beside, today, born) > 0))
		return typed;
	return arena_print(arena, "%s %s", name, beside);
}

Meanings find_meanings(const char *typed, Date today, Arena *arena)
{
	Meanings meanings = {.arena = arena};
	Born born[BORN_MAX];
	const size_t count = read_born(typed, today, born);
	const bool day = count > 0 && date_is_none(born[0].last);
	if (date_typed_is_none(typed, today))
		return meanings;
	const bool year = count > 0 && !day && strlen(typed) >= YEAR_DIGITS;
	for (size_t i = 0; i < count && day; i++)
		mean(&meanings, (Meaning){.query.born = born[i].first});
	mean_number(&meanings, typed);
	if (mean_postcode(&meanings, typed) || day)
		return meanings;
	if (name_before_month(typed) > 0)
		mean_named(&meanings, typed, name_before_month(typed), today);
	if (name_length(typed) > 0)
		mean_named(&meanings, typed, name_length(typed), today);
	if (year)
		mean_names(&meanings, (PersonQuery){0}, born[0], NAME_BEGINS);
	return meanings;
}

/* --- what is wrong with it --- */

static const char *number_fault(const char *number, Arena *arena)
{
	const size_t count = strlen(number);
	if (mobile_of(number, arena))
		return count > NHS_DIGITS ? "Nobody here has that telephone number." : NULL;
	if (count == NHS_DIGITS && !nhs_number_valid(number))
		return arena_print(arena, "%s is no NHS number: at least one digit is wrong. Ask for it again.",
				   nhs_number_text(number, arena));
	if (count > NHS_DIGITS)
		return arena_print(arena, "An NHS number has ten digits, and this has %zu.", count);
	return NULL;
}

const char *find_fault(const char *typed, bool nobody, Date today, Arena *arena)
{
	enum { RUN_TOGETHER = 8 };
	const char *number = digits_of(typed, arena);
	const char *date = date_typed_is_none(typed, today) ? typed : typed + name_length(typed);
	char postcode[CONTACT_POSTCODE + 1];
	TypedDates dates;
	if (date_typed_is_none(date, today))
		return arena_print(arena, "%s is no date of birth: day, month and year, as 14/7/1945.", date);
	if (nobody && contact_postcode(typed, postcode, NULL))
		return "Nobody here has that postcode.";
	if (!nobody || !number)
		return NULL;
	if (strlen(number) == RUN_TOGETHER && !date_parse_meant(number, today, &dates))
		return "No NHS number here begins so, and it is no date of birth.";
	return number_fault(number, arena);
}
