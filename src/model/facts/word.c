#include "model/facts/word.h"

#include "base/macros.h"
#include "base/text.h"

#define WORD_TEXT_(value, text) text,
#define WORD_TABLE(name, LIST) \
	static const char *const name##_texts[] = {NULL, LIST(WORD_TEXT_)}; \
	const Words name##_words = {name##_texts, countof(name##_texts)}

WORD_TABLE(care, CARE_WORDS);
WORD_TABLE(system, SYSTEM_WORDS);
WORD_TABLE(category, CATEGORY_WORDS);
WORD_TABLE(standing, STANDING_WORDS);
WORD_TABLE(direction, DIRECTION_WORDS);
WORD_TABLE(answer, ANSWER_WORDS);
WORD_TABLE(who, WHO_WORDS);
WORD_TABLE(how, HOW_WORDS);
WORD_TABLE(capacity, CAPACITY_WORDS);
WORD_TABLE(code_channel, CODE_CHANNEL_WORDS);
WORD_TABLE(scr_status, SCR_STATUS_WORDS);
WORD_TABLE(mig_choice, MIG_CHOICE_WORDS);
WORD_TABLE(view_channel, VIEW_CHANNEL_WORDS);
WORD_TABLE(purpose, PURPOSE_WORDS);
WORD_TABLE(purpose_choice, PURPOSE_CHOICE_WORDS);
WORD_TABLE(national, NATIONAL_WORDS);
WORD_TABLE(override_reason, OVERRIDE_REASON_WORDS);
WORD_TABLE(outcome, OUTCOME_WORDS);
WORD_TABLE(tell, TELL_WORDS);
WORD_TABLE(prefers, PREFERS_WORDS);
WORD_TABLE(flag, FLAG_WORDS);
WORD_TABLE(passed_to, PASSED_TO_WORDS);
WORD_TABLE(account_change, ACCOUNT_CHANGE_WORDS);
WORD_TABLE(strength, STRENGTH_WORDS);
WORD_TABLE(ending, ENDING_WORDS);
WORD_TABLE(file_format, FILE_FORMAT_WORDS);
WORD_TABLE(truth, TRUTH_WORDS);
WORD_TABLE(delivery, DELIVERY_WORDS);
WORD_TABLE(kiosk_state, KIOSK_STATE_WORDS);
WORD_TABLE(colour, COLOUR_WORDS);

/* Which answers a question, a permission to view and a choice may take. */
static const char *const question_texts[] = {
	[ANSWER_YES] = "yes", [ANSWER_NO] = "no", [ANSWER_NOT_GIVEN] = "not-given"};
static const char *const permission_texts[] = {[ANSWER_YES] = "yes", [ANSWER_NO] = "no", [ANSWER_UNABLE] = "unable"};
static const char *const choice_texts[] = {[ANSWER_YES] = "yes", [ANSWER_NO] = "no"};

/* What a practice may say its patients have who expressed no preference (S1). */
static const char *const default_texts[] = {[SCR_CORE] = "core", [SCR_ADDITIONAL] = "additional"};

const Words question_answer_words = {question_texts, countof(question_texts)};
const Words permission_answer_words = {permission_texts, countof(permission_texts)};
const Words choice_answer_words = {choice_texts, countof(choice_texts)};
const Words scr_default_words = {default_texts, countof(default_texts)};

const char *words_text(const Words *words, unsigned value)
{
	return value < words->count ? text_or(words->texts[value], "") : "";
}

unsigned words_find(const Words *words, const char *text)
{
	for (unsigned value = 1; value < words->count; value++)
		if (words->texts[value] && text && text_is(words->texts[value], text))
			return value;
	return 0;
}
