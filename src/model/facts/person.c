#include "model/facts/person.h"

#include "base/utf8.h"

enum { DAYS_UNTIL_MONTHS = 5 * 7, MONTHS_UNTIL_YEARS = 24 };

void person_print_name(const Person *person, Text *out)
{
	text_add(out, utf8_upper(out->arena, text_or(person->family, "")));
	if (!text_empty(person->given)) {
		text_add(out, ", ");
		text_add(out, person->given);
	}
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

const char *person_short_name(const Person *person, Arena *arena)
{
	const char *given = text_or(person->given, "");
	return arena_print(arena, "%s%s%.*s", text_or(person->family, "(no name)"), *given ? " " : "",
			   (int)utf8_grapheme(given), given);
}

static int months_between(Date from, Date to)
{
	return (to.year - from.year) * 12 + (to.month - from.month) - (to.day < from.day);
}

void person_print_age(const Person *person, Date today, Text *out)
{
	Date on = date_is_none(person->died) ? today : person->died;
	if (date_is_none(person->born) || date_order(on, person->born) < 0)
		return;

	int days = (int)(date_days(on) - date_days(person->born));
	int months = months_between(person->born, on);
	if (days < DAYS_UNTIL_MONTHS)
		text_add_print(out, "(%dd)", days);
	else if (months < MONTHS_UNTIL_YEARS)
		text_add_print(out, "(%dm)", months);
	else
		text_add_print(out, "(%dy)", date_age(person->born, on));
}

bool person_reachable(const Person *person)
{
	if (person->prefers == PREFERS_NONE)
		return false;
	return !text_empty(person->mobile) || !text_empty(person->email) || person->online == TRUTH_TRUE;
}
