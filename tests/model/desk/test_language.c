#include "model/desk/language.h"

#include "base/text.h"
#include "model/stage/memory_ledger.h"
#include "unit.h"

/* A catalogue of Gujarati and Polish, in which every text is its own English, marked. */
static const char *say(void *self, const char *language, const char *english)
{
	if (text_is(english, script_english(SCRIPT_CAN_DECIDE_HELP, 0)))
		return "said to the patient by mistake";
	return text_is(language, "gu") ? "gu words" : text_is(language, "pl") ? "pl words" : NULL;
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	return !say(self, language, "") ? NULL : count == 1 ? "one" : "many";
}

static MemoryLedger memory;

static Desk *open_desk(bool demo, bool with_book, const char *setting)
{
	Ledger ledger = memory_ledger(&memory);
	if (setting) {
		assert_true(ledger.ops->begin(ledger.self, NULL));
		assert_true(ledger.ops->put_setting(ledger.self, "languages", setting, NULL));
		assert_true(ledger.ops->commit(ledger.self, NULL));
	}
	DeskPorts ports = {.ledger = ledger, .demo = demo};
	if (with_book)
		ports.phrasebook = (Phrasebook){say, say_count, NULL};
	return desk_open(&ports);
}

static void close_desk(Desk *desk)
{
	desk_close(desk);
	memory_ledger_close(&memory);
	memory = (MemoryLedger){0};
}

static const char *spoken(Desk *desk, const char *file)
{
	return desk_language(desk, &(Person){.language = file})->code;
}

static void a_draft_is_on_where_the_practice_says_so(void **state)
{
	Desk *desk = open_desk(false, true, "pl sk");
	assert_string_equal(spoken(desk, "Polish"), "pl");
	assert_string_equal(spoken(desk, "pl"), "pl");
	assert_string_equal(spoken(desk, "Gujarati"), "en"); /* not turned on */
	assert_string_equal(spoken(desk, "Slovak"), "en");   /* turned on, but there is no catalogue */
	assert_string_equal(spoken(desk, "Welsh"), "en");
	assert_string_equal(spoken(desk, NULL), "en");
	assert_string_equal(desk_language_named(desk, "pl")->code, "pl");
	assert_string_equal(desk_language_named(desk, NULL)->code, "en");
	close_desk(desk);
}

static void none_is_on_at_first(void **state)
{
	Desk *desk = open_desk(false, true, NULL);
	assert_string_equal(spoken(desk, "Polish"), "en");
	close_desk(desk);
}

static void all_are_on_in_the_demo(void **state)
{
	Desk *desk = open_desk(true, true, NULL);
	assert_string_equal(spoken(desk, "Gujarati"), "gu");
	assert_string_equal(spoken(desk, "Polish"), "pl");
	close_desk(desk);
	desk = open_desk(true, false, NULL);
	assert_string_equal(spoken(desk, "Gujarati"), "en");
	close_desk(desk);
}

static void words_for_the_patient(void **state)
{
	Desk *desk = open_desk(true, true, NULL);
	const Language *polish = language_find("pl"), *english = language_find("en"), *slovak = language_find("sk");
	assert_string_equal(desk_phrase(desk, polish, "yes"), "pl words");
	assert_string_equal(desk_phrase(desk, slovak, "yes"), "yes");
	assert_string_equal(desk_phrase_count(desk, polish, "1", "2", 1), "one");
	assert_string_equal(desk_phrase_count(desk, english, "1", "2", 2), "2");
	assert_string_equal(desk_script(desk, polish, SCRIPT_OUT, 0), "pl words");
	assert_string_equal(desk_script(desk, polish, SCRIPT_WILL_SEE, 1), "one");
	assert_string_equal(desk_script(desk, polish, SCRIPT_WILL_SEE, 7), "many");
	assert_null(desk_script(desk, slovak, SCRIPT_OUT, 0));
	assert_null(desk_script(desk, english, SCRIPT_OUT, 0));
	close_desk(desk);
}

/* What judges a patient is not put before them. */
static void staff_words_stay_english(void **state)
{
	Desk *desk = open_desk(true, true, NULL);
	assert_null(desk_script(desk, language_find("pl"), SCRIPT_CAN_DECIDE_HELP, 0));
	assert_null(desk_script(desk, language_find("pl"), SCRIPT_CAPACITY, 0));
	close_desk(desk);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_draft_is_on_where_the_practice_says_so),
		cmocka_unit_test(none_is_on_at_first),
		cmocka_unit_test(all_are_on_in_the_demo),
		cmocka_unit_test(words_for_the_patient),
		cmocka_unit_test(staff_words_stay_english),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
