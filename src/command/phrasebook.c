#include "command/phrasebook.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "command/catalogue.h"

static int words_order(const void *a, const void *b)
{
	const CatalogueWords *left = a, *right = b;
	return strcmp(left->english, right->english);
}

static const CatalogueWords *find(const Catalogue *catalogue, const char *english)
{
	const CatalogueWords key = {.english = english};
	return bsearch(&key, catalogue->words, catalogue->count, sizeof *catalogue->words, words_order);
}

static const Catalogue *of(const char *language)
{
	for (size_t i = 0; i < catalogue_count; i++)
		if (text_is(catalogues[i].language, language))
			return &catalogues[i];
	return NULL;
}

/* Words for a woman or a man stand in a table of their own, where they are not those for all: "pl-f" beside "pl". */
static const CatalogueWords *look_up(const char *language, const char *english, const Catalogue **ret_catalogue)
{
	char code[CATALOGUE_LANGUAGE_MAX];
	*ret_catalogue = of(language);
	const CatalogueWords *words = *ret_catalogue ? find(*ret_catalogue, english) : NULL;
	text_copy(code, sizeof code, language);
	code[strcspn(code, "-")] = '\0';
	if (words || text_is(code, language))
		return words;
	return look_up(code, english, ret_catalogue);
}

static const char *say(void *self, const char *language, const char *english)
{
	const Catalogue *catalogue;
	const CatalogueWords *words = look_up(language, english, &catalogue);
	return words ? words->own[0] : NULL;
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	const Catalogue *catalogue;
	const CatalogueWords *words = look_up(language, one, &catalogue);
	return words ? words->own[catalogue->form(count)] : NULL;
}

const Phrasebook phrasebook = {.say = say, .say_count = say_count};
