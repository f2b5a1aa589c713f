#include "exchange/known_person.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

/* Letter by letter: case, marks, blanks, hyphens and apostrophes apart. */
static const char *letters(Arena *arena, const char *name)
{
	char *folded = utf8_fold(arena, text_or(name, "")), *to = folded;
	for (const char *from = folded; *from; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	return folded;
}

static bool same_letters(Arena *arena, const char *a, const char *b)
{
	return text_is(letters(arena, a), letters(arena, b));
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

bool known_same_names(Arena *arena, const Person *a, const Person *b)
{
	return same_letters(arena, person_filed_name(a), person_filed_name(b)) &&
	       same_given(arena, person_filed_given(a), person_filed_given(b));
}

KnownPerson known_person(Arena *arena, const Person *person, const Person *present, const KnownNames *names)
{
	const bool dated = !date_is_none(person->born) && !date_is_none(present->born);
	if (dated && date_order(person->born, present->born) != 0)
		return KNOWN_SOMEONE_ELSE;
	if (!person->family)
		return KNOWN_SAME;
	if (known_same_names(arena, person, present))
		return text_is(utf8_fold(arena, person_filed_name(person)),
			       utf8_fold(arena, person_filed_name(present)))
			       ? KNOWN_SAME
			       : KNOWN_RENAMED;
	return dated && names && names->has(names->self, present) ? KNOWN_RENAMED : KNOWN_SOMEONE_ELSE;
}

void known_keep_by_hand(Person *person, const Person *present, const FactList *facts)
{
	for (size_t i = 0; i < facts->count; i++) {
		if (facts->items[i].kind == FACT_CONTACT) {
			person->mobile = present->mobile;
			person->email = present->email;
		} else if (facts->items[i].kind == FACT_RESTRICTED) {
			person->restricted = present->restricted;
		}
	}
}
