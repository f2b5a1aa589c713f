#include "model/spoken/phrasebook.h"

#include <string.h>

#include "base/text.h"
#include "unit.h"

/* Knows two words of Polish. */
static const char *say(void *self, const char *language, const char *english)
{
	++*(int *)self;
	return text_is(language, "pl") && text_is(english, "yes") ? "tak" : NULL;
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	++*(int *)self;
	if (!text_is(language, "pl") || !text_is(one, "1 entry"))
		return NULL;
	return count == 1 ? "{count} wpis" : count < 5 ? "{count} wpisy" : "{count} wpisów";
}

static const char *of(const Phrasebook *book, const char *language, unsigned long count)
{
	return phrase_count(book, language, "1 entry", "{count} entries", count);
}

static void english_without_a_book(void **state)
{
	const Phrasebook none = {0};
	assert_string_equal(phrase(&none, "pl", "yes"), "yes");
	assert_string_equal(of(&none, "pl", 1), "1 entry");
	assert_string_equal(of(&none, "pl", 0), "{count} entries");
	assert_false(phrase_known(&none, "pl", "yes"));
}

static void own_words_where_there_are_some(void **state)
{
	int asked = 0;
	const Phrasebook book = {say, say_count, &asked};
	assert_string_equal(phrase(&book, "pl", "yes"), "tak");
	assert_string_equal(phrase(&book, "pl", "no"), "no");
	assert_string_equal(phrase(&book, "gu", "yes"), "yes");
	assert_true(phrase_known(&book, "pl", "yes"));
	assert_false(phrase_known(&book, "pl", "no"));
	assert_string_equal(of(&book, "pl", 1), "{count} wpis");
	assert_string_equal(of(&book, "pl", 2), "{count} wpisy");
	assert_string_equal(of(&book, "pl", 5), "{count} wpisów");
	assert_string_equal(of(&book, "gu", 1), "1 entry");
	assert_int_equal(asked, 9);
}

/* The book is not even asked. */
static void english_is_the_key_itself(void **state)
{
	int asked = 0;
	const Phrasebook book = {say, say_count, &asked};
	const char *key = "yes";
	assert_ptr_equal(phrase(&book, "en", key), key);
	assert_ptr_equal(phrase(&book, NULL, key), key);
	assert_string_equal(of(&book, "en", 2), "{count} entries");
	assert_false(phrase_known(&book, "en", key));
	assert_int_equal(asked, 0);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_without_a_book),
		cmocka_unit_test(own_words_where_there_are_some),
		cmocka_unit_test(english_is_the_key_itself),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
