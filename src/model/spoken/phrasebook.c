#include "model/spoken/phrasebook.h"

#include <stddef.h>

#include "base/text.h"

static bool is_english(const char *language)
{
	return text_empty(language) || text_is(language, "en");
}

static const char *own_words(const Phrasebook *book, const char *language, const char *english)
{
	return book->say && !is_english(language) ? book->say(book->self, language, english) : NULL;
}

const char *phrase(const Phrasebook *book, const char *language, const char *english)
{
	const char *own = own_words(book, language, english);
	return own ? own : english;
}

const char *phrase_count(const Phrasebook *book, const char *language, const char *one, const char *many,
			 unsigned long count)
{
	const char *own = book->say_count && !is_english(language)
				  ? book->say_count(book->self, language, one, many, count)
				  : NULL;
	return own ? own : count == 1 ? one : many;
}

bool phrase_known(const Phrasebook *book, const char *language, const char *english)
{
	return own_words(book, language, english) != NULL;
}
