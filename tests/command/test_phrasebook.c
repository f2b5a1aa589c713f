/* The real catalogues. */
#include "command/phrasebook.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "command/catalogue.h"
#include "model/spoken/language.h"
#include "model/spoken/script.h"
#include "unit.h"

static const char *own(const char *language, ScriptText text, unsigned long count)
{
	return phrase_count(&phrasebook, language, script_english(text, 1), script_english(text, 0), count);
}

static void every_text_in_every_language(void **state)
{
	for (size_t i = 1; i < language_count; i++)
		for (ScriptText text = SCRIPT_NOTHING + 1; text < SCRIPT_COUNT_; text++) {
			const char *english = script_english(text, 1);
			if (phrase_known(&phrasebook, languages[i].code, english) == script_for_staff(text))
				fail_msg("%s: %s", languages[i].code, script_name(text));
			assert_true(utf8_is_clean(phrase(&phrasebook, languages[i].code, english)));
		}
}

/* Nothing is left in braces but what the script fills, in every plural form. */
static void every_place_is_filled(void **state)
{
	ScriptWords words = {.organisation = "O", .patient = "P", .speaker = "S", .words = "W", .day = "D"};
	for (size_t i = 1; i < language_count; i++)
		for (ScriptText text = SCRIPT_NOTHING + 1; text < SCRIPT_COUNT_; text++)
			for (words.count = 0; words.count < 30; words.count++) {
				scoped(arena_free) Arena arena = {0};
				Text out = {.arena = &arena};
				script_fill(own(languages[i].code, text, words.count), &words, &out);
				if (strpbrk(text_done(&out), "{}"))
					fail_msg("%s: %s: %s", languages[i].code, script_name(text), text_done(&out));
			}
}

static void plural_forms_are_those_of_the_language(void **state)
{
	static const struct {
		const char *language;
		unsigned long count;
		const char *word;
	} expected[] = {
		{"pl", 1, "{count} wpis w "},	 {"pl", 2, "{count} wpisy "},	  {"pl", 5, "{count} wpisów "},
		{"pl", 12, "{count} wpisów "},	 {"pl", 22, "{count} wpisy "},	  {"pl", 0, "{count} wpisów "},
		{"cs", 1, "{count} zápis ve "},	 {"cs", 3, "{count} zápisy "},	  {"cs", 22, "{count} zápisů "},
		{"sk", 1, "{count} zápis vo "},	 {"sk", 4, "{count} zápisy "},	  {"sk", 5, "{count} zápisov "},
		{"hu", 1, "{count} bejegyzést"}, {"hu", 7, "{count} bejegyzést"}, {"so", 1, "{count} qoraal"},
		{"so", 7, "{count} qoraal"},	 {"gu", 1, "{count} નોંધ "},	  {"gu", 2, "{count} નોંધો "},
		{"gu", 0, "{count} નોંધો "},	 {"pa", 0, "ਦਾ {count} "},	  {"pa", 1, "ਦਾ {count} "},
		{"pa", 2, "ਦੇ {count} "},
	};
	for (size_t i = 0; i < countof(expected); i++) {
		const char *words = own(expected[i].language, SCRIPT_WILL_SEE, expected[i].count);
		if (!strstr(words, expected[i].word))
			fail_msg("%s, %lu: %s", expected[i].language, expected[i].count, words);
	}
}

/* What the machine speaks makes no difference, nor does a locale set since. */
static void whatever_the_locale(void **state)
{
	setenv("LANGUAGE", "de:fr", 1);
	setenv("LC_ALL", "C", 1);
	setlocale(LC_ALL, "C");
	assert_string_equal(phrase(&phrasebook, "gu", "yes"), "હા");
	setlocale(LC_ALL, "");
	assert_string_equal(phrase(&phrasebook, "pl", "yes"), "tak");
	assert_string_equal(phrase(&phrasebook, "gu", "yes"), "હા");
}

static void unknown_words_and_languages_are_english(void **state)
{
	assert_false(phrase_known(&phrasebook, "gu", "words that nobody says"));
	assert_string_equal(phrase(&phrasebook, "de", "yes"), "yes");
	assert_string_equal(phrase_count(&phrasebook, "gu", "one ox", "{count} oxen", 2), "{count} oxen");
}

/* In the order in which they are looked for, each once, and with as many words as the language has forms. */
static void tables_are_sound(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < catalogue_count; i++) {
		const Catalogue *catalogue = &catalogues[i];
		const char *dash = strchr(catalogue->language, '-');
		assert_non_null(
			language_find(arena_bytes(&arena, catalogue->language, strcspn(catalogue->language, "-"))));
		assert_true(!dash || text_is(dash, "-f") || text_is(dash, "-m"));
		for (size_t word = 0; word < catalogue->count; word++) {
			const CatalogueWords *words = &catalogue->words[word];
			if (word > 0)
				assert_true(strcmp(words[-1].english, words->english) < 0);
			for (unsigned long n = 0; words->own[1] && n < 1000; n++) {
				assert_true(catalogue->form(n) < CATALOGUE_FORMS);
				assert_false(text_empty(words->own[catalogue->form(n)]));
			}
		}
	}
}

/* Said to a woman, to a man, and where nothing of that is on file; a language without such words says the same. */
static void words_are_chosen_by_the_gender_on_file(void **state)
{
	static const struct {
		const char *language, *gender, *said;
	} rows[] = {
		{"pl", "female", "Może Pani powiedzieć „tak”"}, {"pl", "F", "Może Pani powiedzieć „tak”"},
		{"pl", "Male", "Może Pan powiedzieć „tak”"},	{"pl", "m", "Może Pan powiedzieć „tak”"},
		{"pl", "other", "Może Pan/Pani powiedzieć"},	{"pl", "", "Może Pan/Pani powiedzieć"},
		{"pl", NULL, "Może Pan/Pani powiedzieć"},	{"hu", "female", "Mondhat az egyik ellátónak igent"},
		{"en", "female", "You can say yes to one"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		const Language *language = language_to(language_find(rows[i].language), rows[i].gender);
		const char *said = phrase(&phrasebook, language->words, script_english(SCRIPT_EXPLAIN_EACH, 0));
		if (!text_starts(said, rows[i].said))
			fail_msg("%s", said);
		assert_string_equal(language->code, rows[i].language);
		assert_ptr_equal(language_to(language, ""), language_find(rows[i].language));
	}
}

/* No bracket is left, in any of the three. */
static void every_choice_is_made(void **state)
{
	for (size_t i = 0; i < catalogue_count; i++)
		for (size_t word = 0; word < catalogues[i].count; word++)
			for (int form = 0; form < CATALOGUE_FORMS && catalogues[i].words[word].own[form]; form++)
				if (strpbrk(catalogues[i].words[word].own[form], "[|]"))
					fail_msg("%s: %s", catalogues[i].language, catalogues[i].words[word].own[form]);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_text_in_every_language),
		cmocka_unit_test(every_place_is_filled),
		cmocka_unit_test(plural_forms_are_those_of_the_language),
		cmocka_unit_test(whatever_the_locale),
		cmocka_unit_test(unknown_words_and_languages_are_english),
		cmocka_unit_test(tables_are_sound),
		cmocka_unit_test(words_are_chosen_by_the_gender_on_file),
		cmocka_unit_test(every_choice_is_made),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
