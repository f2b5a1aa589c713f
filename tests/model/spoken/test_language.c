#include "model/spoken/language.h"

#include <string.h>

#include "base/macros.h"
#include "base/utf8.h"
#include "model/spoken/language_dates.h"
#include "model/spoken/script.h"
#include "unit.h"

static const Language *named(const char *name)
{
	const Language *language = language_find(name);
	if (!language)
		fail_msg("no language is called %s", name);
	return language;
}

static void every_row_is_whole(void **state)
{
	assert_int_equal(language_count, 8);
	assert_string_equal(languages[0].code, "en");
	for (size_t i = 0; i < language_count; i++) {
		const Language *language = &languages[i];
		assert_int_equal(strlen(language->code), 2);
		assert_true(utf8_is_clean(language->own));
		assert_int_equal(strncmp(language->script, language->code, 2), 0);
		assert_non_null(strstr(language->script, SCRIPT_VERSION));
		for (size_t other = 0; other < i; other++)
			assert_string_not_equal(language->code, languages[other].code);
	}
	assert_string_equal(named("gu")->script, "gu-" SCRIPT_NUMBER "+" SCRIPT_VERSION);
	assert_string_equal(named("en")->script, SCRIPT_VERSION);
}

static void found_by_code_and_names(void **state)
{
	for (size_t i = 0; i < language_count; i++) {
		assert_ptr_equal(language_find(languages[i].code), &languages[i]);
		assert_ptr_equal(language_find(languages[i].english), &languages[i]);
		assert_ptr_equal(language_find(languages[i].own), &languages[i]);
	}
	assert_string_equal(named("GUJARATI")->code, "gu");
	assert_string_equal(named("PL")->code, "pl");
	assert_string_equal(named("čeština")->code, "cs");
	assert_string_equal(named("ČEŠTINA")->code, "cs");
	assert_null(language_find(NULL));
	assert_null(language_find(""));
	assert_null(language_find("British Sign Language"));
	assert_null(language_find("Pol"));
}

static void turned_on_by_code(void **state)
{
	assert_true(language_on(named("en"), ""));
	assert_true(language_on(named("gu"), "gu pl"));
	assert_true(language_on(named("pl"), "  gu  pl "));
	assert_false(language_on(named("pl"), ""));
	assert_false(language_on(named("pl"), "gu plx"));
	assert_false(language_on(named("pl"), "p l"));
	assert_true(language_setting_right(""));
	assert_true(language_setting_right(" gu en "));
	assert_false(language_setting_right("gu,pl"));
	assert_false(language_setting_right("gu de"));
	assert_false(language_setting_right("Gujarati"));
}

static void only_indic_scripts_are_shaped(void **state)
{
	for (size_t i = 0; i < language_count; i++) {
		bool indic = strcmp(languages[i].code, "gu") == 0 || strcmp(languages[i].code, "pa") == 0;
		assert_int_equal(languages[i].shaped, indic);
	}
}

static void dates_in_each_manner(void **state)
{
	static const struct {
		const char *code, *date;
	} expected[] = {
		{"en", "14 July 1945"},	  {"gu", "14 જુલાઈ 1945"},     {"pl", "14 lipca 1945"},
		{"so", "14 Luulyo 1945"}, {"hu", "1945. július 14."}, {"cs", "14. července 1945"},
		{"pa", "14 ਜੁਲਾਈ 1945"},	  {"sk", "14. júla 1945"},
	};
	char out[LANGUAGE_DATE_MAX];
	assert_int_equal(countof(expected), language_count);
	for (size_t i = 0; i < countof(expected); i++) {
		size_t length = language_print_date(named(expected[i].code), (Date){1945, 7, 14}, out);
		assert_string_equal(out, expected[i].date);
		assert_int_equal(length, strlen(out));
		assert_int_equal(language_print_date(named(expected[i].code), (Date){0}, out), 0);
		assert_string_equal(out, "");
	}
}

/* Each month once in each language, whole and clean. */
static void every_month_has_its_name(void **state)
{
	char out[12][LANGUAGE_DATE_MAX];
	for (size_t i = 0; i < language_count; i++)
		for (int month = 0; month < 12; month++) {
			size_t length =
				language_print_date(&languages[i], (Date){2024, (uint8_t)(month + 1), 28}, out[month]);
			assert_true(length > 8 && length < LANGUAGE_DATE_MAX - 1);
			assert_true(utf8_is_clean(out[month]));
			for (int other = 0; other < month; other++)
				assert_string_not_equal(out[month], out[other]);
		}
}

static void hours_in_each_manner(void **state)
{
	char out[LANGUAGE_TIME_MAX];
	LocalTime time = {.hour = 14, .minute = 30};
	for (size_t i = 0; i < language_count; i++) {
		language_print_time(&languages[i], time, out);
		assert_string_equal(out, i == 0 ? "2:30pm" : "14:30");
	}
	language_print_time(named("cs"), (LocalTime){0}, out);
	assert_string_equal(out, "00:00");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_row_is_whole),	cmocka_unit_test(found_by_code_and_names),
		cmocka_unit_test(turned_on_by_code),	cmocka_unit_test(only_indic_scripts_are_shaped),
		cmocka_unit_test(dates_in_each_manner), cmocka_unit_test(every_month_has_its_name),
		cmocka_unit_test(hours_in_each_manner),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
