#include "unit.h"

#include "base/macros.h"
#include "base/text.h"
#include "model/facts/word.h"

static const struct {
	const char *name;
	const Words *words;
	size_t count;
} lists[] = {
	{"care", &care_words, Care_COUNT_},
	{"system", &system_words, System_COUNT_},
	{"category", &category_words, Category_COUNT_},
	{"standing", &standing_words, Standing_COUNT_},
	{"direction", &direction_words, Direction_COUNT_},
	{"answer", &answer_words, Answer_COUNT_},
	{"question answer", &question_answer_words, ANSWER_NOT_GIVEN + 1},
	{"permission answer", &permission_answer_words, ANSWER_UNABLE + 1},
	{"choice answer", &choice_answer_words, ANSWER_NO + 1},
	{"who", &who_words, Who_COUNT_},
	{"how", &how_words, How_COUNT_},
	{"capacity", &capacity_words, Capacity_COUNT_},
	{"code channel", &code_channel_words, CodeChannel_COUNT_},
	{"scr status", &scr_status_words, ScrStatus_COUNT_},
	{"mig choice", &mig_choice_words, MigChoice_COUNT_},
	{"view channel", &view_channel_words, ViewChannel_COUNT_},
	{"purpose", &purpose_words, Purpose_COUNT_},
	{"purpose choice", &purpose_choice_words, PurposeChoice_COUNT_},
	{"national", &national_words, National_COUNT_},
	{"override reason", &override_reason_words, OverrideReason_COUNT_},
	{"outcome", &outcome_words, Outcome_COUNT_},
	{"prefers", &prefers_words, Prefers_COUNT_},
	{"flag", &flag_words, EntryFlag_COUNT_},
	{"truth", &truth_words, Truth_COUNT_},
	{"delivery", &delivery_words, DeliveryState_COUNT_},
	{"kiosk state", &kiosk_state_words, KioskState_COUNT_},
	{"colour", &colour_words, Colour_COUNT_},
};

/* Each word finds its own value again, so no list holds a word twice. */
static void test_every_word_finds_itself(void **state)
{
	for (size_t i = 0; i < countof(lists); i++) {
		assert_int_equal(lists[i].words->count, lists[i].count);
		assert_string_not_equal(words_text(lists[i].words, (unsigned)lists[i].count - 1), "");
		for (unsigned value = 1; value < lists[i].words->count; value++) {
			const char *text = words_text(lists[i].words, value);
			if (*text && words_find(lists[i].words, text) != value)
				fail_msg("%s: \"%s\" does not find itself", lists[i].name, text);
		}
	}
}

static void test_nothing_is_no_word(void **state)
{
	for (size_t i = 0; i < countof(lists); i++) {
		assert_null(lists[i].words->texts[0]);
		assert_string_equal(words_text(lists[i].words, 0), "");
		assert_string_equal(words_text(lists[i].words, (unsigned)lists[i].count), "");
		assert_int_equal(words_find(lists[i].words, ""), 0);
		assert_int_equal(words_find(lists[i].words, NULL), 0);
		assert_int_equal(words_find(lists[i].words, "no such word"), 0);
	}
}

static void test_words_are_lower_case(void **state)
{
	for (size_t i = 0; i < countof(lists); i++)
		for (unsigned value = 1; value < lists[i].words->count; value++)
			for (const char *c = words_text(lists[i].words, value); *c; c++)
				assert_true((*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9') || *c == '-');
}

static void test_answers_keep_their_numbers(void **state)
{
	assert_int_equal(words_find(&question_answer_words, "not-given"), ANSWER_NOT_GIVEN);
	assert_int_equal(words_find(&permission_answer_words, "unable"), ANSWER_UNABLE);
	assert_int_equal(words_find(&choice_answer_words, "no"), ANSWER_NO);
	assert_int_equal(words_find(&question_answer_words, "unable"), 0);
	assert_int_equal(words_find(&permission_answer_words, "not-given"), 0);
	assert_int_equal(words_find(&choice_answer_words, "not-given"), 0);
	assert_string_equal(words_text(&permission_answer_words, ANSWER_NOT_GIVEN), "");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_word_finds_itself),
		cmocka_unit_test(test_nothing_is_no_word),
		cmocka_unit_test(test_words_are_lower_case),
		cmocka_unit_test(test_answers_keep_their_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
