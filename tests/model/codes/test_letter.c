#include "model/codes/codes.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "unit.h"

static const LetterWords words = {"Royal Cornwall Hospitals", "123456", {.hour = 14, .minute = 30}};

/* A language of which two sentences are known, one with its places in another order. */
static const char *say(void *self, const char *language, const char *english)
{
	if (!text_is(language, "gu"))
		return NULL;
	if (text_is(english, letter_english(LETTER_ASKS)))
		return "RECORD {organisation} ASKS.";
	return text_is(english, letter_english(LETTER_SUBJECT)) ? "A CODE" : NULL;
}

static const Phrasebook book = {.say = say};

static Letter write_to(Arena *arena, const char *language, CodeChannel channel, const LetterWords *with)
{
	return letter_write(&book, language, channel, with, "07700900111", arena);
}

static void a_text_message_says_one_thing(void **state)
{
	Arena arena = {0};
	Letter letter = write_to(&arena, "en", CODE_SMS, &words);
	assert_string_equal(
		letter.message,
		"Royal Cornwall Hospitals asks to see your health record. If you want this, tell them the code "
		"123 456. It works until 2:30pm. If you did not expect this, tell nobody.");
	assert_string_equal(letter.subject, "");
	assert_string_equal(letter.code, "123 456");
	assert_string_equal(letter.until, "2:30pm");
	assert_string_equal(letter.organisation, "Royal Cornwall Hospitals");
	assert_string_equal(letter.to, "07700900111");
	assert_string_equal(write_to(&arena, NULL, CODE_SMS, &words).message, letter.message);
	arena_wipe(&arena);
}

static void an_email_has_a_subject_and_lines(void **state)
{
	Arena arena = {0};
	Letter letter = write_to(&arena, "en", CODE_EMAIL, &words);
	assert_string_equal(letter.subject, "A code for your health record");
	assert_non_null(strstr(letter.message, "record.\n\nIf you want this, tell them the code 123 456.\n\nIt works"));
	assert_null(strstr(letter.subject, "123")); /* a subject is read on a locked screen */
	arena_wipe(&arena);
}

static void their_language_comes_first_and_english_below(void **state)
{
	Arena arena = {0};
	Letter letter = write_to(&arena, "gu", CODE_EMAIL, &words);
	const char *theirs = strstr(letter.message, "RECORD Royal Cornwall Hospitals ASKS.");
	const char *english = strstr(letter.message, "Royal Cornwall Hospitals asks to see");
	assert_ptr_equal(theirs, letter.message);
	assert_true(english > theirs);
	assert_string_equal(letter.subject, "A CODE");
	const char *hour = strstr(letter.message, "14:30"); /* each in its manner */
	assert_non_null(hour);
	assert_true(hour < english);
	assert_non_null(strstr(english, "2:30pm"));
	arena_wipe(&arena);
}

static void a_name_cannot_forge_a_message(void **state)
{
	static const struct {
		const char *name, *said;
	} rows[] = {
		{"St\nJohn's\r\n\x1b[31m {code}", "St John's [31m {code}"},
		{"\xe2\x80\xae"
		 "latipsoH",
		 "latipsoH"}, /* a bidirectional control */
		{"  Care   home \t", "Care home "},
		{"Ysbyty Gwynedd \xff", "Ysbyty Gwynedd "},
		{"", ""},
	};
	Arena arena = {0};
	for (size_t i = 0; i < countof(rows); i++) {
		LetterWords with = words;
		with.organisation = rows[i].name;
		Letter letter = write_to(&arena, "en", CODE_SMS, &with);
		assert_string_equal(letter.organisation, rows[i].said);
		assert_true(utf8_is_clean(letter.message));
	}
	arena_wipe(&arena);
}

static void a_long_name_is_cut_between_characters(void **state)
{
	Arena arena = {0};
	char name[400] = "";
	for (size_t i = 0; i < 130; i++)
		strcat(name, "ગ");
	LetterWords with = words;
	with.organisation = name;
	Letter letter = write_to(&arena, "en", CODE_SMS, &with);
	assert_in_range(strlen(letter.organisation), LETTER_NAME_BYTES - 3, LETTER_NAME_BYTES);
	assert_true(utf8_is_clean(letter.message));
	arena_wipe(&arena);
}

static void every_text_is_plain_and_fills(void **state)
{
	static const char *const never[] = {"patient", "{name}", "clinic", "NHS number", "http"};
	for (LetterText text = 0; text < LETTER_COUNT_; text++)
		for (size_t i = 0; i < countof(never); i++)
			assert_null(strstr(letter_english(text), never[i]));
	Arena arena = {0};
	Letter letter = write_to(&arena, "gu", CODE_EMAIL, &words);
	assert_null(strchr(letter.message, '{'));
	arena_wipe(&arena);
	assert_null(arena.block);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_message_says_one_thing),
		cmocka_unit_test(an_email_has_a_subject_and_lines),
		cmocka_unit_test(their_language_comes_first_and_english_below),
		cmocka_unit_test(a_name_cannot_forge_a_message),
		cmocka_unit_test(a_long_name_is_cut_between_characters),
		cmocka_unit_test(every_text_is_plain_and_fills),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
