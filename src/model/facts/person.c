#include "model/facts/person.h"

#include <string.h>

#include "base/utf8.h"
#include "model/facts/contact.h"

enum { DAYS_UNTIL_MONTHS = 5 * 7, MONTHS_UNTIL_YEARS = 24, AGE_ROOM = 16 };

const char *person_filed_name(const Person *person)
{
	return text_or(person->family, text_or(person->given, ""));
}

const char *person_filed_given(const Person *person)
{
	return text_empty(person->family) ? "" : text_or(person->given, "");
}

static size_t add_called(const char *letters, const char *words[PERSON_CALLED], size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(words[i], letters))
			return count;
	if (*letters && count < PERSON_CALLED)
		words[count++] = letters;
	return count;
}

size_t person_called(const Person *person, Arena *arena, const char *ret_words[PERSON_CALLED])
{
	const char *names[] = {person_filed_given(person), text_or(person->preferred, "")};
	size_t count = 0;
	for (size_t i = 0; i < countof(names); i++) {
		count = add_called(utf8_letters(arena, names[i]), ret_words, count);
		for (char *word = utf8_fold(arena, names[i]), *end = word; *end; word = end + 1) {
			end = word + strcspn(word, " ");
			count = add_called(arena_bytes(arena, word, (size_t)(end - word)), ret_words, count);
		}
	}
	return count;
}

/* What stands in the place of both names is neither of the two: it stands as it is. */
void person_print_name(const Person *person, Text *out)
{
	const char *given = person_filed_given(person);
	if (text_empty(person->family))
		text_add(out, person->given);
	else
		text_add(out, utf8_upper(out->arena, person->family));
	if (*given)
		text_add_print(out, ", %s", given);
	if (!text_empty(person->title))
		text_add_print(out, " (%s)", person->title);
}

void person_print_spoken(const Person *person, Text *out)
{
	text_add(out, text_or(person->preferred, text_or(person->given, "")));
	if (out->length > 0 && !text_empty(person->family))
		text_add_char(out, ' ');
	text_add(out, person->family);
}

const char *person_full_name(const Person *person, Arena *arena)
{
	Person on_file = *person;
	Text name = {.arena = arena};
	on_file.preferred = NULL;
	person_print_spoken(&on_file, &name);
	return text_done(&name);
}

const char *person_short_name(const Person *person, Arena *arena)
{
	const char *given = person_filed_given(person);
	return arena_print(arena, "%s%s%.*s", text_or(person_filed_name(person), "(no name)"), *given ? " " : "",
			   (int)utf8_grapheme(given), given);
}

static int months_between(Date from, Date to)
{
	return (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day);
}

static void print_age(Date born, Date on, char out[AGE_ROOM])
{
	const int days = (int)(date_days(on) - date_days(born)), months = months_between(born, on);
	if (days < DAYS_UNTIL_MONTHS)
		text_print(out, AGE_ROOM, "(%dd)", days);
	else if (months < MONTHS_UNTIL_YEARS)
		text_print(out, AGE_ROOM, "(%dm)", months);
	else
		text_print(out, AGE_ROOM, "(%dy)", date_age(born, on));
}

bool person_has_died(const Person *person)
{
	return !partial_is_none(person->died);
}

/* Of somebody of whose death little is known the age on the first and on the last day that it can have been. */
void person_print_age(const Person *person, Date today, Text *out)
{
	Date first = today, last = today;
	char age[AGE_ROOM], other[AGE_ROOM];
	if (person_has_died(person)) {
		first = partial_first(person->died);
		last = partial_last(person->died);
	}
	if (date_is_none(person->born) || date_order(last, person->born) < 0)
		return;
	print_age(person->born, date_order(first, person->born) < 0 ? person->born : first, age);
	print_age(person->born, date_order(today, last) < 0 ? today : last, other);
	if (text_is(age, other))
		text_add(out, age);
}

bool person_reachable(const Person *person)
{
	scoped(arena_free) Arena arena = {0};
	if (person->prefers == PREFERS_NONE)
		return false;
	return *contact_of(person, CODE_SMS, &arena) || *contact_of(person, CODE_EMAIL, &arena) ||
	       person->online == TRUTH_TRUE;
}

/* --- Is it the same name --- */

/* Letter by letter: case, marks, blanks, hyphens and apostrophes apart. */
static bool same_letters(Arena *arena, const char *a, const char *b)
{
	return text_is(utf8_letters(arena, text_or(a, "")), utf8_letters(arena, text_or(b, "")));
}

/* Further given names may be missing from one record, or all of them. */
static bool same_given(Arena *arena, const char *a, const char *b)
{
	if (text_empty(a) || text_empty(b))
		return true;

	const char *folded_a = utf8_fold(arena, a), *folded_b = utf8_fold(arena, b);
	const size_t first_a = strcspn(folded_a, " "), first_b = strcspn(folded_b, " ");
	return (first_a == first_b && strncmp(folded_a, folded_b, first_a) == 0) || same_letters(arena, a, b);
}

bool person_same_names(Arena *arena, const Person *a, const Person *b)
{
	return same_letters(arena, person_filed_name(a), person_filed_name(b)) &&
	       same_given(arena, person_filed_given(a), person_filed_given(b));
}
