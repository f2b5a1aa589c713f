#include "model/codes/codes.h"

#include <string.h>

#include "base/sms.h"
#include "base/text.h"
#include "base/utf8.h"
#include "unit.h"

static const LetterWords words = {
	.surgery = "Two Shires Surgery",
	.organisation = "Royal Cornwall Hospitals NHS Trust",
	.digits = "123456",
	.until = {.hour = 14, .minute = 30},
};

/* A language of which some sentences are known, one with its places in another order. */
static const char *say(void *self, const char *language, const char *english)
{
	if (!text_is(language, "gu"))
		return NULL;
	if (text_is(english, letter_english(LETTER_ASKS)))
		return "RECORD {organisation} ASKS.";
	if (text_is(english, letter_english(LETTER_SHORT)))
		return "{code} {until} {organisation}.";
	return text_is(english, letter_english(LETTER_SUBJECT)) ? "A CODE" : NULL;
}

static const Phrasebook book = {.say = say};

static Letter write_to(Arena *arena, const char *language, CodeChannel channel, const LetterWords *with)
{
	return letter_write(&book, language_find(language), channel, with, "07700900111", arena);
}

static const char *texted(Arena *arena, const LetterWords *with)
{
	return write_to(arena, "en", CODE_SMS, with).message;
}

static void a_text_message_says_one_thing(void **state)
{
	Arena arena = {0};
	Letter letter = write_to(&arena, "en", CODE_SMS, &words);
	assert_string_equal(
		letter.message,
		"Two Shires Surgery: Royal Cornwall Hospitals NHS Trust asks to see your record. To agree, tell them "
		"code 123 456 by 2:30pm. If you did not expect this, ring us.");
	assert_string_equal(letter.subject, "");
	assert_string_equal(letter.code, "123 456");
	assert_string_equal(letter.until, "2:30pm");
	assert_string_equal(letter.organisation, "Royal Cornwall Hospitals NHS Trust");
	assert_string_equal(letter.to, "07700900111");
	arena_wipe(&arena);
}

/* All of it where that fits; else shorter names, then fewer words, then both. */
static void a_text_message_is_one_part_where_it_can(void **state)
{
	static const struct {
		LetterWords words;
		const char *begins, *holds;
		size_t parts;
	} rows[] = {
		{{.surgery = "Elm", .organisation = "LRI", .telephone = "0116 49600"},
		 "Elm (0116 49600): LRI asks to see your health record. If you want",
		 "It works until",
		 1},
		{{.surgery = "Elm Surgery", .organisation = "LRI", .telephone = "0116 496 0001"},
		 "Elm Surgery: LRI asks to see your health record. If you want",
		 "It works until",
		 1},
		{{.surgery = "Elm Surgery", .organisation = "Leicester Royal NHS Trust", .telephone = "496000"},
		 "Elm Surgery (496000): Leicester Royal NHS Trust asks to see your record.",
		 "by 10:30pm",
		 1},
		{{.surgery = "The Two Shires Surgery (Leicester)", .brief = "Two Shires", .organisation = "LPT FT"},
		 "Two Shires: LPT asks to see your health record. If you",
		 "It works until",
		 1},
		{{.surgery = "The Elms Medical Centre, High Street",
		  .organisation = "Leicestershire Partnership NHS FT"},
		 "The Elms Medical Centre: Leicestershire Partnership asks",
		 "by 10:30pm",
		 1},
		{{.surgery = "The Elms and Willows Medical Centre for Patients of Leicester",
		  .organisation = "Leicestershire Partnership NHS FT",
		  .telephone = "0116 496 0001"},
		 "The Elms and Willows Medical Centre for Patients of Leicester (0116 496 0001): Leicestershire "
		 "Partnership NHS FT asks to see your health record.",
		 "It works until",
		 2},
	};
	Arena arena = {0};
	for (size_t i = 0; i < countof(rows); i++) {
		LetterWords with = rows[i].words;
		with.digits = "123456";
		with.until = (LocalTime){.hour = 22, .minute = 30};
		const char *message = texted(&arena, &with);
		if (!text_starts(message, rows[i].begins) || !strstr(message, rows[i].holds))
			fail_msg("%s", message);
		assert_int_equal(sms_parts(message), rows[i].parts);
		assert_int_equal(letter_parts(&book, language_find("en"), &with), rows[i].parts);
	}
	arena_wipe(&arena);
}

/* Nor its telephone: the place would say where they live. */
static void a_surgery_that_is_not_named(void **state)
{
	Arena arena = {0};
	LetterWords with = words;
	with.surgery = NULL;
	assert_true(text_starts(texted(&arena, &with), "Your GP surgery: Royal Cornwall Hospitals"));
	arena_wipe(&arena);
}

/* What would make all of it UCS-2 is written in the default alphabet before a second part is taken. */
static void typographic_marks_take_no_part(void **state)
{
	Arena arena = {0};
	LetterWords with = words;
	with.surgery = "St John’s – “The Elms”";
	const char *message = texted(&arena, &with);
	assert_true(text_starts(message, "St John's - \"The Elms\": Royal"));
	assert_true(sms_is_default(message));
	arena_wipe(&arena);
}

static void an_email_has_a_subject_and_lines(void **state)
{
	Arena arena = {0};
	LetterWords with = words;
	with.telephone = "0116 496 0001";
	Letter letter = write_to(&arena, "en", CODE_EMAIL, &with);
	assert_string_equal(letter.subject, "A code for your health record");
	assert_string_equal(letter.message,
			    "Two Shires Surgery (0116 496 0001)\n\nRoyal Cornwall Hospitals NHS Trust asks to see your "
			    "health record.\n\nIf you want this, tell them the code 123 456.\n\nIt works until "
			    "2:30pm.\n\nIf you did not expect this, ring us.");
	assert_null(strstr(letter.subject, "123")); /* a subject is read on a locked screen */
	arena_wipe(&arena);
}

static void it_is_in_one_language(void **state)
{
	Arena arena = {0};
	Letter letter = write_to(&arena, "gu", CODE_EMAIL, &words);
	assert_true(
		text_starts(letter.message, "Two Shires Surgery\n\nRECORD Royal Cornwall Hospitals NHS Trust ASKS.\n"));
	assert_null(strstr(letter.message, "asks"));
	assert_string_equal(letter.subject, "A CODE");
	assert_non_null(strstr(letter.message, "14:30")); /* in its manner */
	letter = write_to(&arena, "gu", CODE_SMS, &words);
	assert_true(
		text_starts(letter.message, "Two Shires Surgery: 123 456 14:30 Royal Cornwall Hospitals NHS Trust."));
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
		cmocka_unit_test(a_text_message_is_one_part_where_it_can),
		cmocka_unit_test(a_surgery_that_is_not_named),
		cmocka_unit_test(typographic_marks_take_no_part),
		cmocka_unit_test(an_email_has_a_subject_and_lines),
		cmocka_unit_test(it_is_in_one_language),
		cmocka_unit_test(a_name_cannot_forge_a_message),
		cmocka_unit_test(a_long_name_is_cut_between_characters),
		cmocka_unit_test(every_text_is_plain_and_fills),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
