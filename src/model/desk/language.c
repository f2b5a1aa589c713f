#include "model/desk/language.h"

#include "model/desk/inside.h"

/* A language without a catalogue is not spoken: an answer must not say that it was asked in it. */
static bool is_spoken(Desk *desk, const Language *language)
{
	if (!phrase_known(&desk->ports.phrasebook, language->code, script_english(SCRIPT_OUT, 0)))
		return false;
	if (desk->ports.demo)
		return true;
	scoped(arena_free) Arena arena = {0};
	return language_on(language, desk_setting(desk, "languages", &arena));
}

const Language *desk_language_named(Desk *desk, const char *name)
{
	const Language *language = language_find(name);
	return language && is_spoken(desk, language) ? language : &languages[0];
}

bool desk_check_language(Desk *desk, const Language *language, Error *err)
{
	return language == &languages[0] || is_spoken(desk, language) ||
	       fail(err, ERROR_REFUSED, "%s is not turned on: an administrator does that, in Settings.",
		    language->english);
}

const Language *desk_language(Desk *desk, const Person *person)
{
	return language_to(desk_language_named(desk, person->language), person->gender);
}

const char *desk_phrase(Desk *desk, const Language *language, const char *english)
{
	return phrase(&desk->ports.phrasebook, language->words, english);
}

const char *desk_phrase_count(Desk *desk, const Language *language, const char *one, const char *many,
			      unsigned long count)
{
	return phrase_count(&desk->ports.phrasebook, language->words, one, many, count);
}

const char *desk_script(Desk *desk, const Language *language, ScriptText text, size_t count)
{
	const char *many = script_english(text, 0), *one = script_english(text, 1);
	if (script_for_staff(text) || !phrase_known(&desk->ports.phrasebook, language->code, one))
		return NULL;
	return one == many ? desk_phrase(desk, language, one) : desk_phrase_count(desk, language, one, many, count);
}
