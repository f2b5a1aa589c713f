/* Whoever leans on one key, or lets a child play, answers nothing: no key that goes on is a key that answers. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/kiosk_stage.h"

#define MAUREEN "9990000018"

enum { HELD = 30 /* more than the pages of the whole story */, PRINTABLE_FIRST = ' ', PRINTABLE_LAST = '~' };

static size_t answered(const KioskVisit *visit)
{
	size_t count = 0;
	for (size_t i = 0; visit->chart && i < visit->sitting.item_count; i++)
		count += visit->sitting.items[i].answer != 0 || visit->sitting.items[i].later;
	return count;
}

/* What a key may have moved. */
typedef struct Where {
	KioskPlace place;
	SittingStep step;
	size_t question;
	int page, selected;
} Where;

static Where where(const KioskVisit *visit)
{
	return (Where){visit->place, visit->sitting.step, visit->sitting.at, visit->page.at, visit->page.selected};
}

static bool same_place(Where a, Where b)
{
	return a.place == b.place && a.step == b.step && a.question == b.question && a.page == b.page &&
	       a.selected == b.selected;
}

/* Until it has moved nothing three times; true where it moved something. */
static bool hold(KioskStage *self, KeyCode code)
{
	enum { DEAD = 3 };
	bool moved = false;
	for (int i = 0, dead = 0; i < HELD && dead < DEAD; i++) {
		const Where before = where(kiosk_stage_visit(self));
		kiosk_stage_key(self, (Key){.code = code});
		dead = same_place(before, where(kiosk_stage_visit(self))) ? dead + 1 : 0;
		moved |= dead == 0;
	}
	return moved;
}

/* Letters beyond ASCII that begin the words of a button. */
static size_t add_letters(const KioskPage *page, KeyCode *keys, size_t count, size_t room)
{
	for (int i = 0; i < page->button_count && count < room; i++) {
		uint32_t point = 0;
		if (page->buttons[i].own)
			utf8_decode(page->buttons[i].own, &point);
		if (point > PRINTABLE_LAST)
			keys[count++] = point;
	}
	return count;
}

static size_t keys_of(const KioskPage *page, KeyCode *keys, size_t room)
{
	static const KeyCode named[] = {KC_ENTER, KC_TAB, KC_RIGHT, KC_DOWN,	  KC_PAGE_DOWN,
					KC_LEFT,  KC_UP,  KC_END,   KC_BACKSPACE, KC_SHIFT | KC_TAB};
	size_t count = 0;
	for (KeyCode key = PRINTABLE_FIRST; key <= PRINTABLE_LAST; key++)
		keys[count++] = key;
	for (size_t i = 0; i < countof(named); i++)
		keys[count++] = named[i];
	return add_letters(page, keys, count, room);
}

/* From what sharing means on: each key held, in each language. Enter alone goes on from there. */
static void a_key_that_is_held_answers_nothing(void **state)
{
	for (size_t language = 0; language < language_count; language++) {
		KioskStage *self = kiosk_stage_open(24, 80, false);
		KioskVisit *visit = kiosk_stage_visit(self);
		KeyCode keys[160];
		kiosk_stage_come(self, MAUREEN, languages[language].code);
		const size_t count = keys_of(&visit->page, keys, countof(keys));
		for (size_t i = 0; i < count; i++) {
			const bool moved = hold(self, keys[i]);
			if (keys[i] != KC_ENTER && visit->chart && visit->sitting.step != SITTING_EXPLAIN)
				fail_msg("%s: U+%04X goes on", languages[language].english, keys[i]);
			if (answered(visit) > 0)
				fail_msg("%s: holding U+%04X answers", languages[language].english, keys[i]);
			if (!moved)
				continue;
			kiosk_start(self->drive.app, visit);
			app_load(self->drive.app);
			kiosk_stage_come(self, MAUREEN, languages[language].code);
		}
		kiosk_stage_close(self);
	}
}

/* From the very start: nobody is asked anything by one key. */
static void a_key_that_is_held_from_the_start_asks_nobody(void **state)
{
	KioskStage *self = kiosk_stage_open(24, 80, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_hand(self, MAUREEN);
	for (KeyCode key = PRINTABLE_FIRST; key <= PRINTABLE_LAST; key++) {
		hold(self, key);
		assert_null(visit->chart);
		assert_true(visit->place == KIOSK_AT_START || visit->place == KIOSK_AT_WELCOME ||
			    visit->place == KIOSK_AT_GUIDE || visit->place == KIOSK_AT_CALLED);
		kiosk_stage_keys(self, "esc esc esc");
	}
	kiosk_stage_close(self);
}

/* Whoever leans on the answer of one question does not come to the end by it. */
static void no_answer_saves_by_being_held(void **state)
{
	static const char *const answers[] = {"1", "2", "3", "y", "n", "l"};
	for (size_t i = 0; i < countof(answers); i++) {
		KioskStage *self = kiosk_stage_open(24, 80, false);
		const KioskVisit *visit = kiosk_stage_visit(self);
		kiosk_stage_come(self, MAUREEN, "en");
		kiosk_stage_questions(self);
		hold(self, (unsigned char)answers[i][0]);
		assert_int_not_equal(visit->sitting.step, SITTING_READ_BACK);
		assert_false(sitting_done(&visit->sitting));
		kiosk_stage_close(self);
	}
}

/* "Dalej" was both "Go on" and "Next: page 2 of 3". */
static void going_on_and_the_next_page_have_words_of_their_own(void **state)
{
	KioskStage *self = kiosk_stage_open(24, 80, false);
	for (size_t i = 0; i < language_count; i++) {
		const char *on = desk_phrase(self->kiosk, &languages[i], kiosk_english(KIOSK_WORDS_ON));
		const char *next = desk_phrase(self->kiosk, &languages[i], kiosk_english(KIOSK_WORDS_NEXT));
		if (text_starts(next, on))
			fail_msg("%s: %s, %s", languages[i].english, on, next);
	}
	kiosk_stage_close(self);
}

/* Enter turns the page while there is one more, and says so: only the last page goes on. */
static void one_enter_at_a_time(void **state)
{
	KioskStage *self = kiosk_stage_open(12, 40, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_come(self, MAUREEN, "en");
	assert_true(visit->page.seen->pages > 1);
	assert_true(kiosk_stage_shows(self, "Next: page 2"));
	assert_false(kiosk_stage_shows(self, "Go on"));
	for (int i = 1; i < visit->page.seen->pages; i++)
		kiosk_stage_keys(self, "enter");
	assert_int_equal(visit->sitting.step, SITTING_EXPLAIN);
	assert_true(kiosk_stage_shows(self, "Go on"));
	assert_false(kiosk_stage_shows(self, "Next: page"));
	kiosk_stage_close(self);
}

/* --- the date of birth --- */

static void a_day_and_a_month_of_one_digit_lead_on(void **state)
{
	static const struct {
		const char *typed, *day, *month, *year;
	} cases[] = {
		{"2151990", "21", "5", "1990"}, {"451990", "4", "5", "1990"},	{"14071945", "14", "07", "1945"},
		{"9121945", "9", "12", "1945"}, {"4/7/1945", "4", "7", "1945"}, {"3.2.1945", "3", "2", "1945"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		KioskStage *self = kiosk_stage_open(24, 80, false);
		const KioskVisit *visit = kiosk_stage_visit(self);
		kiosk_stage_keys(self, "1 enter");
		kiosk_stage_type(self, cases[i].typed);
		if (!text_is(visit->born[KIOSK_DAY], cases[i].day) ||
		    !text_is(visit->born[KIOSK_MONTH], cases[i].month) ||
		    !text_is(visit->born[KIOSK_YEAR], cases[i].year))
			fail_msg("%s: %s/%s/%s", cases[i].typed, visit->born[KIOSK_DAY], visit->born[KIOSK_MONTH],
				 visit->born[KIOSK_YEAR]);
		kiosk_stage_close(self);
	}
}

/* Enter behind each number: where the digit has led on by itself it does nothing. */
static void enter_behind_each_number(void **state)
{
	KioskStage *self = kiosk_stage_open(24, 80, false);
	const KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_stage_keys(self, "1 enter 5 enter");
	assert_false(kiosk_stage_shows(self, "There is no such day."));
	kiosk_stage_keys(self, "7 enter 1 9 4 5 enter");
	assert_int_equal(visit->place, KIOSK_AT_TICKET);
	assert_string_equal(visit->born[KIOSK_DAY], "5");
	assert_string_equal(visit->born[KIOSK_MONTH], "7");
	kiosk_stage_close(self);
	self = kiosk_stage_open(24, 80, false);
	kiosk_stage_keys(self, "1 enter 5 enter enter");
	assert_true(kiosk_stage_shows(self, "There is no such day."));
	kiosk_stage_close(self);
}

/* It has no keys: it says why it is locked, and nothing of numbers. */
static void a_locked_kiosk_asks_for_no_key(void **state)
{
	KioskStage *self = kiosk_stage_open(24, 80, false);
	KioskVisit *visit = kiosk_stage_visit(self);
	kiosk_go(self->drive.app, visit, KIOSK_AT_LOCKED);
	app_load(self->drive.app);
	const char *before = drive_text(&self->drive);
	kiosk_stage_keys(self, "enter 1 x");
	assert_string_equal(drive_text(&self->drive), before);
	kiosk_stage_close(self);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_that_is_held_answers_nothing),
		cmocka_unit_test(a_key_that_is_held_from_the_start_asks_nobody),
		cmocka_unit_test(no_answer_saves_by_being_held),
		cmocka_unit_test(going_on_and_the_next_page_have_words_of_their_own),
		cmocka_unit_test(one_enter_at_a_time),
		cmocka_unit_test(a_day_and_a_month_of_one_digit_lead_on),
		cmocka_unit_test(enter_behind_each_number),
		cmocka_unit_test(a_locked_kiosk_asks_for_no_key),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
