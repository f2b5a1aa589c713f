/* Messages in the words of the real catalogues. */
#include "model/codes/codes.h"

#include <string.h>

#include "base/sms.h"
#include "base/text.h"
#include "base/utf8.h"
#include "command/phrasebook.h"
#include "model/spoken/language_dates.h"
#include "random.h"
#include "unit.h"

static const char *const surgeries[] = {
	"",
	"Elm Surgery",
	"Two Shires Surgery",
	"South Leicestershire Medical Group",
	"The Willows Medical Centre, 12 High Street",
	"St John’s – “The Elms” {code}",
	"Meddygfa Tŷ’r Afon",
	"A practice whose name goes on and on, so that it is cut, for no message could ever hold all of it",
};
static const char *const askers[] = {
	"LRI",
	"Royal Cornwall Hospitals NHS Trust",
	"Leicestershire Partnership NHS FT",
	"Leicester, Leicestershire and Rutland 123 456 Hospice (Children's) [Night] {until}",
	"Ysbyty Gwynedd ✚",
	"હૉસ્પિટલ",
};
static const char *const telephones[] = {"", "0116 496 0001"};

typedef struct Written {
	const Language *language;
	LetterWords words;
	const char *message;
} Written;

static void judge(const Written *written, size_t said, Arena *arena)
{
	char code[8], until[LANGUAGE_TIME_MAX];
	const char *message = written->message;
	const char *end = phrase(&phrasebook, written->language->words, letter_english(LETTER_UNEXPECTED));
	code_print(written->words.digits, code);
	language_print_time(written->language, written->words.until, until);
	const char *last = NULL;
	for (const char *at = message; (at = strstr(at, code)); at++)
		last = at;
	if (!strstr(message, end))
		end = sms_plain(arena, end);
	if (sms_parts(message) > said || !last || !sms_in_one_part(message, (size_t)(last - message), strlen(code)) ||
	    !strstr(message, until) || !utf8_is_clean(message) ||
	    !text_is(message + strlen(message) - strlen(end), end))
		fail_msg("%s, %zu said: %s", written->language->english, said, message);
}

/* Each language, to each patient, with names, hours and codes at random: never more parts than were said, the code in
 * one of them, the end of the language. */
static void no_message_takes_more_than_is_said(void **state)
{
	static const char *const genders[] = {"female", "male", ""};
	Random random = {unit_seed()};
	for (int i = 0; i < 1500; i++) {
		scoped(arena_wipe) Arena arena = {0};
		char digits[CODE_DIGITS + 1] = "";
		for (size_t at = 0; at < CODE_DIGITS; at++)
			digits[at] = (char)('0' + random_below(&random, 10));
		Written written = {
			.language = language_to(&languages[random_below(&random, language_count)],
						genders[random_below(&random, countof(genders))]),
			.words =
				{
					.surgery = surgeries[random_below(&random, countof(surgeries))],
					.brief = random_one_in(&random, 3) ? "Elms" : "",
					.telephone = telephones[random_below(&random, countof(telephones))],
					.organisation = askers[random_below(&random, countof(askers))],
					.digits = digits,
					.until = {.hour = (uint8_t)random_below(&random, 24),
						  .minute = (uint8_t)random_below(&random, 60)},
				},
		};
		written.message =
			letter_write(&phrasebook, written.language, CODE_SMS, &written.words, "", &arena).message;
		judge(&written, letter_parts(&phrasebook, written.language, &written.words), &arena);
	}
}

/* What can be in the default alphabet is; and how many parts the common case takes in each language. */
static void parts_of_each_language(void **state)
{
	static const struct {
		const char *language;
		size_t parts;
	} rows[] = {{"en", 1}, {"so", 1}, {"gu", 3}, {"pa", 3}, {"pl", 1}, {"cs", 1}, {"sk", 1}, {"hu", 1}};
	LetterWords words = {.surgery = "Two Shires Surgery", .organisation = "Royal Cornwall Hospitals NHS Trust"};
	for (size_t i = 0; i < countof(rows); i++) {
		const Language *language = language_to(language_find(rows[i].language), "female");
		words.brief = NULL;
		const size_t parts = letter_parts(&phrasebook, language, &words);
		words.brief = "Two Shires";
		if (parts > rows[i].parts || letter_parts(&phrasebook, language, &words) > 2)
			fail_msg("%s: %zu parts", rows[i].language, parts);
	}
	for (LetterText text = 0; text < LETTER_COUNT_; text++) {
		assert_true(sms_is_default(letter_english(text)));
		assert_true(sms_is_default(phrase(&phrasebook, "so", letter_english(text))));
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_message_takes_more_than_is_said),
		cmocka_unit_test(parts_of_each_language),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
