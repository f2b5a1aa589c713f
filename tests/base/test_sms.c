#include "base/sms.h"

#include <string.h>

#include "base/utf8.h"
#include "unit.h"

/* `times` of `text`, and `more` after them. */
static const char *repeated(const char *text, size_t times, const char *more)
{
	static char out[4096];
	out[0] = '\0';
	for (size_t i = 0; i < times; i++)
		strcat(out, text);
	return strcat(out, more);
}

static void parts_are_counted_as_the_standard_says(void **state)
{
	static const struct {
		const char *text;
		size_t times;
		const char *more;
		size_t parts;
	} rows[] = {
		{"", 0, "", 1},	   {"a", 160, "", 1},  {"a", 161, "", 2}, {"a", 306, "", 2},
		{"a", 307, "", 3}, {"a", 459, "", 3},  {"é", 160, "", 1}, /* of the default alphabet, two bytes */
		{"Ω", 160, "", 1}, {"€", 80, "", 1},			  /* of the extension table: two septets */
		{"€", 80, "a", 2}, {"{", 81, "", 2},   {"€", 153, "", 3}, /* 76 in a part: one stays empty */
		{"€", 152, "", 2}, {"a", 70, "ą", 2},			  /* all of it is UCS-2 */
		{"a", 69, "ą", 1}, {"ગ", 70, "", 1},   {"ગ", 71, "", 2},  {"ગ", 134, "", 2},
		{"ગ", 135, "", 3}, {"😀", 35, "", 1},   /* two units */
		{"😀", 36, "", 2},  {"😀", 66, "", 2},   /* 33 in a part: the 67th unit stays empty */
		{"😀", 67, "", 3},  {"a", 160, "’", 3}, /* a typographic apostrophe */
	};
	for (size_t i = 0; i < countof(rows); i++)
		assert_int_equal(sms_parts(repeated(rows[i].text, rows[i].times, rows[i].more)), rows[i].parts);
}

static void the_alphabet_has_137_characters(void **state)
{
	static const char *const without[] = {"á", "í", "ó", "ú", "ç", "ő", "ł", "č", "`", "–", "“", "Α", "\t"};
	size_t count = 0;
	for (uint32_t point = 1; point < 0x3000; point++) {
		char text[5] = "";
		text[utf8_encode(point, text)] = '\0';
		count += sms_is_default(text);
	}
	assert_int_equal(count, 127 + 10);
	for (size_t i = 0; i < countof(without); i++)
		assert_false(sms_is_default(without[i]));
}

static void what_lies_across_two_parts_is_seen(void **state)
{
	const char *text = repeated("a", 150, "123456 and so on");
	assert_int_equal(sms_parts(text), 2);
	assert_false(sms_in_one_part(text, 150, 6));
	assert_true(sms_in_one_part(text, 150, 3));
	assert_true(sms_in_one_part(text, 153, 6));
	text = repeated("a", 150, "123456");
	assert_true(sms_in_one_part(text, 150, 6)); /* all of it is one part */
	text = repeated("ગ", 62, "123456 789");
	assert_false(sms_in_one_part(text, 3 * 62, 6));
	assert_true(sms_in_one_part(text, 3 * 62, 5));
}

static void what_the_alphabet_lacks_is_written_plainly(void **state)
{
	static const struct {
		const char *text, *plain;
	} rows[] = {
		{"Jeśli wyraża Pan zgodę – proszę: „tak”…", "Jesli wyraza Pan zgode - prosze: \"tak\"..."},
		{"Příliš žluťoučký kůň", "Prilis zlutoucky kun"},
		{"Meddygfa Tŷ’r Afon", "Meddygfa Ty'r Afon"},
		{"ő Ű é ö à £ €", "ö Ü é ö à £ €"}, /* what it has stays */
		{"Łódź", "Lodz"},
		{"ગુજરાતી", "ગુજરાતી"},
		{"", ""},
	};
	Arena arena = {0};
	for (size_t i = 0; i < countof(rows); i++)
		assert_string_equal(sms_plain(&arena, rows[i].text), rows[i].plain);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parts_are_counted_as_the_standard_says),
		cmocka_unit_test(the_alphabet_has_137_characters),
		cmocka_unit_test(what_the_alphabet_lacks_is_written_plainly),
		cmocka_unit_test(what_lies_across_two_parts_is_seen),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
