/* One sitting at the clinic about choices beside Share Out and Share In. */
#pragma once

#include "model/stage/sitting_here.h"

static inline void ask_about(ChoiceAbout about, const char *of)
{
	const Choice choices[] = {{about, of}, {ABOUT_SCR_MORE, NULL}};
	sitting_end(&sitting);
	start(&(SittingOrder){.choices = choices, .choice_count = about == ABOUT_SCR ? 2 : 1});
}

static inline void type(const char *typed)
{
	CLINIC_OK(clinic, sitting_type(&sitting, typed, &clinic->err));
}

static inline void assert_unsaid(const char *words)
{
	if (strstr(said(), words))
		fail_msg("said: %s\nin: %s", words, said());
}

/* A sensitive entry of the additional information. */
static inline void put_sensitive(const char *id)
{
	Entry entry = {.id = id,
		       .patient = CLINIC_PATIENT,
		       .org = CLINIC_PRACTICE,
		       .category = (WordByte)CATEGORY_PROBLEM,
		       .text = "Gonorrhoea",
		       .sensitive = TRUTH_TRUE};
	assert_true(instant_parse("2025-05-01T09:00:00Z", &entry.recorded));
	clinic_put_entry(clinic, &entry);
	clinic_fresh(clinic);
}

/* Goes on, where nothing is asked. */
static inline void press_on(const char *keys)
{
	while (sitting.step != SITTING_READ_BACK && question().choice_count > 0 && question().choices[0].enter)
		press("\r");
	press(keys);
}

/* The questions of the agreements, from the first step to what follows them. */
static inline void finish_questions(const char *answers)
{
	press("p");
	press_on(answers);
	press("\r");
}
