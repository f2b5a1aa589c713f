/* One answer or choice at a time, for tests that look at what it does: each told as a sitting tells it. `speaker` NULL:
 * the patient, in person. */
#pragma once

#include "base/macros.h"
#include "model/care/care.h"

static inline bool desk_answer(Desk *desk, Chart *chart, const Speaker *speaker, const GivenAnswer *answers,
			       size_t count, Error *err)
{
	return desk_record(desk, chart, speaker, &(Given){.answers = answers, .answer_count = count}, err);
}

static inline bool desk_choose(Desk *desk, Chart *chart, Choice choice, Answer answer, const Speaker *speaker,
			       Error *err)
{
	static const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	const ChoiceGiven given = {choice, answer};
	return desk_record(desk, chart, speaker ? speaker : &patient, &(Given){.choices = &given, .choice_count = 1},
			   err);
}

static inline bool desk_scr(Desk *desk, Chart *chart, ScrStatus status, const Speaker *speaker, Error *err)
{
	const ChoiceAbout about = status == SCR_DISSENT ? ABOUT_SCR : ABOUT_SCR_MORE;
	return desk_choose(desk, chart, (Choice){about, NULL}, status == SCR_ADDITIONAL ? ANSWER_YES : ANSWER_NO,
			   speaker, err);
}

static inline bool desk_scr_include(Desk *desk, Chart *chart, const char *entry, bool include, const Speaker *speaker,
				    Error *err)
{
	return desk_choose(desk, chart, (Choice){ABOUT_SCR_ENTRY, entry}, include ? ANSWER_YES : ANSWER_NO, speaker,
			   err);
}

static inline bool desk_mig(Desk *desk, Chart *chart, MigChoice choice, const Speaker *speaker, Error *err)
{
	return desk_choose(desk, chart, (Choice){ABOUT_MIG, NULL}, choice == MIG_SHARE ? ANSWER_YES : ANSWER_NO,
			   speaker, err);
}

static inline bool desk_purpose(Desk *desk, Chart *chart, Purpose purpose, PurposeChoice choice, const Speaker *speaker,
				Error *err)
{
	const ChoiceAbout about = purpose == PURPOSE_PLANNED	 ? ABOUT_PLANNED
				  : purpose == PURPOSE_UNPLANNED ? ABOUT_UNPLANNED
								 : ABOUT_RESEARCH;
	return desk_choose(desk, chart, (Choice){about, NULL}, choice == CHOICE_ALLOW ? ANSWER_YES : ANSWER_NO, speaker,
			   err);
}

static inline bool desk_study_consent(Desk *desk, Chart *chart, const char *study, bool consents,
				      const Speaker *speaker, Error *err)
{
	return desk_choose(desk, chart, (Choice){ABOUT_STUDY, study}, consents ? ANSWER_YES : ANSWER_NO, speaker, err);
}

static inline bool desk_note_national(Desk *desk, Chart *chart, National value, Error *err)
{
	return desk_choose(desk, chart, (Choice){ABOUT_NATIONAL, NULL},
			   value == NATIONAL_OPTED_OUT ? ANSWER_YES : ANSWER_NO, NULL, err);
}

/* Nobody speaks for who cannot respond. */
static inline bool desk_permission(Desk *desk, Chart *chart, const char *org, ViewChannel channel, Answer answer,
				   Error *err)
{
	static const Speaker nobody = {.how = HOW_IN_PERSON};
	const ChoiceAbout about = channel == VIEW_MIG ? ABOUT_VIEW_MIG : ABOUT_VIEW_SCR;
	return desk_choose(desk, chart, (Choice){about, org}, answer, answer == ANSWER_UNABLE ? &nobody : NULL, err);
}
