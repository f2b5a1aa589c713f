/* One sitting at the clinic, question by question: for test_questions*.c. */
#pragma once

#include "model/care/sitting.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/stage/clinic.h"
#include "unit.h"

static Clinic *clinic;
static Sitting sitting;
static Arena arena;

static inline int begin_with(const char *born)
{
	clinic = clinic_open(born);
	return 0;
}

static inline int begin(void **state)
{
	return begin_with(NULL);
}

static inline int end(void **state)
{
	sitting_end(&sitting);
	arena_free(&arena);
	clinic_close(clinic);
	return 0;
}

static inline void start(const SittingOrder *order)
{
	CLINIC_OK(clinic, sitting_begin(&sitting, clinic->desk, clinic->chart, order, &clinic->err));
}

/* All that is due, but for the practice itself, which was asked before. */
static inline void start_all(void)
{
	start(&(SittingOrder){0});
}

static inline void answer_practice(void)
{
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_YES);
}

static inline SittingQuestion question(void)
{
	SittingQuestion now;
	sitting_question(&sitting, &arena, &now);
	return now;
}

/* Everything that is said now, line by line. */
static inline const char *said(void)
{
	SittingQuestion now = question();
	Text out = {.arena = &arena};
	for (size_t i = 0; i < now.line_count; i++) {
		text_add(&out, now.lines[i].english);
		text_add_char(&out, '\n');
	}
	return text_done(&out);
}

static inline void assert_said(const char *words)
{
	if (!strstr(said(), words))
		fail_msg("not said: %s\nbut: %s", words, said());
}

/* '\r' is Enter; each key must be taken. */
static inline void press(const char *keys)
{
	for (; *keys; keys++)
		CLINIC_OK(clinic, sitting_answer(&sitting, *keys, &clinic->err));
}

static inline void refuse(char key)
{
	SittingStep step = sitting.step;
	assert_false(sitting_answer(&sitting, key, &clinic->err));
	assert_int_equal(sitting.step, step);
}

/* From the step of the first question on, to the end. */
static inline void finish(const char *answers)
{
	while (sitting.step < SITTING_ASK)
		press(sitting.step == SITTING_WHO ? "p" : "\r");
	press(answers);
	assert_int_equal(sitting.step, SITTING_HONEST);
	press("\ry\r");
	assert_true(sitting_done(&sitting));
}

#define SAT(test) cmocka_unit_test_setup_teardown(test, begin, end)
