#include "model/spoken/script.h"

#include <string.h>

#include "base/utf8.h"
#include "unit.h"

static void every_text_is_there(void **state)
{
	for (ScriptText text = SCRIPT_NOTHING + 1; text < SCRIPT_COUNT_; text++) {
		const char *many = script_english(text, 2), *one = script_english(text, 1);
		if (!many || !one || *many == '\0' || *one == '\0')
			fail_msg("%s has no words", script_name(text));
		assert_true(utf8_is_clean(many));
		for (ScriptText other = SCRIPT_NOTHING; other < text; other++)
			assert_string_not_equal(script_name(text), script_name(other));
	}
}

/* Only the places that script_fill knows, and each brace is part of one. */
static void every_place_is_known(void **state)
{
	ScriptWords words = {.organisation = "O", .patient = "P", .speaker = "S", .words = "W", .day = "D", .count = 7};
	for (ScriptText text = SCRIPT_NOTHING + 1; text < SCRIPT_COUNT_; text++)
		for (words.count = 1; words.count < 3; words.count++) {
			Arena arena = {0};
			Text out = {.arena = &arena};
			script_fill(script_english(text, words.count), &words, &out);
			if (strpbrk(text_done(&out), "{}"))
				fail_msg("%s: %s", script_name(text), text_done(&out));
			arena_free(&arena);
		}
}

static void places_are_filled_in_any_order(void **state)
{
	Arena arena = {0};
	Text out = {.arena = &arena};
	ScriptWords words = {.organisation = "{patient}", .patient = "Mo", .count = 3};
	script_fill("{count} of {patient} at {organisation}, {speaker} {", &words, &out);
	assert_string_equal(text_done(&out), "3 of Mo at {patient}, {speaker} {");
	text_clear(&out);
	words.count = 1;
	script_fill(script_english(SCRIPT_HELD_BACK, words.count), &words, &out);
	assert_string_equal(text_done(&out), "1 entry will be withheld from it.");
	text_clear(&out);
	words.count = 0;
	script_fill(script_english(SCRIPT_HELD_BACK, words.count), &words, &out);
	assert_string_equal(text_done(&out), "0 entries will be withheld from it.");
	arena_free(&arena);
}

static bool said(ScriptText first, ScriptText last, const char *words)
{
	for (ScriptText text = first; text <= last; text++)
		if (strstr(script_english(text, 2), words))
			return true;
	return false;
}

/* DOMAIN 11: what must be said with either question. */
static void what_must_be_said_is_said(void **state)
{
	static const char *const must[] = {
		"change your mind at any time",
		"stays shared",
		"single entry",
		"emergency",
		"recorded and checked",
		"If you say no",
		"Summary Care Record",
		"research",
		"insurance",
		"marketing",
		"sale",
	};
	for (size_t i = 0; i < countof(must); i++)
		if (!said(SCRIPT_HONEST_CHANGE, SCRIPT_HONEST_SEPARATE, must[i]))
			fail_msg("not said: %s", must[i]);
}

static size_t words_of(ScriptText first, ScriptText last)
{
	size_t count = 0;
	for (ScriptText text = first; text <= last; text++)
		for (const char *at = script_english(text, 2); *at; at += strspn(at, " ")) {
			at += strcspn(at, " ");
			count++;
		}
	return count;
}

/* About 100 words, and nothing left out that binds. */
static void the_short_form_is_short_and_says_what_binds(void **state)
{
	static const char *const must[] = {
		"Share Out means",
		"Share In means",
		"whole GP record",
		"keep private",
		"change your mind at any time",
		"stays shared",
		"emergency",
		"insurance, marketing or sale",
		"agreement ends",
		"If you say no",
	};
	const size_t count = words_of(SCRIPT_SHORT_TWO, SCRIPT_SHORT_NEVER);
	if (count < 80 || count > 120)
		fail_msg("%zu words", count);
	assert_true(2 * count < words_of(SCRIPT_EXPLAIN_RECORD, SCRIPT_EXPLAIN_FREE) +
					words_of(SCRIPT_OUT_YES, SCRIPT_OUT_NO) +
					words_of(SCRIPT_IN_YES, SCRIPT_IN_NO) +
					words_of(SCRIPT_HONEST_CHANGE, SCRIPT_HONEST_SEPARATE));
	for (size_t i = 0; i < countof(must); i++)
		if (!said(SCRIPT_SHORT_TWO, SCRIPT_SHORT_NEVER, must[i]))
			fail_msg("not said: %s", must[i]);
}

/* The NHS content guide's words to avoid with patients. */
static void no_jargon(void **state)
{
	static const char *const avoid[] = {
		"medical record", "medication", "clinician",	"consent", "dissent",
		"proxy",	  "eDSM",	"data subject", "please",
	};
	for (size_t i = 0; i < countof(avoid); i++)
		if (said(SCRIPT_NOTHING, SCRIPT_COUNT_ - 1, avoid[i]))
			fail_msg("said: %s", avoid[i]);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_text_is_there),
		cmocka_unit_test(every_place_is_known),
		cmocka_unit_test(places_are_filled_in_any_order),
		cmocka_unit_test(what_must_be_said_is_said),
		cmocka_unit_test(the_short_form_is_short_and_says_what_binds),
		cmocka_unit_test(no_jargon),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
