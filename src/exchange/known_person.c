#include "exchange/known_person.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/contact.h"

KnownPerson known_person(Arena *arena, const Person *person, const Person *present, const KnownNames *names)
{
	const bool dated = !date_is_none(person->born) && !date_is_none(present->born);
	if (dated && date_order(person->born, present->born) != 0)
		return KNOWN_SOMEONE_ELSE;
	if (!person->family)
		return KNOWN_SAME;
	if (person_same_names(arena, person, present))
		return text_is(utf8_fold(arena, person_filed_name(person)),
			       utf8_fold(arena, person_filed_name(present)))
			       ? KNOWN_SAME
			       : KNOWN_RENAMED;
	return dated && names && names->has(names->self, present) ? KNOWN_RENAMED : KNOWN_SOMEONE_ELSE;
}

/* Who gave an address said by it that the number is not brought back: the ways to reach them are kept together. */
static void keep_contact(Person *person, const Person *present, const Fact *fact)
{
	if (contact_says_reach(fact)) {
		person->mobile = present->mobile;
		person->email = present->email;
	}
	if (fact->language)
		person->language = present->language;
	if (fact->interpreter)
		person->interpreter = present->interpreter;
	if (fact->preferred)
		person->preferred = present->preferred;
	if (fact->postcode)
		person->postcode = present->postcode;
}

void known_keep_by_hand(Person *person, const Person *present, const FactList *facts)
{
	for (size_t i = 0; i < facts->count; i++) {
		const Fact *fact = &facts->items[i];
		if (fact->kind == FACT_CONTACT)
			keep_contact(person, present, fact);
		else if (fact->kind == FACT_RESTRICTED)
			person->restricted = present->restricted;
	}
}
