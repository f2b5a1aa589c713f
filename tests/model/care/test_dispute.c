#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/care/sitting.h"
#include "model/desk/work.h"
#include "model/stage/at_desk.h"
#include "model/stage/work_here.h"

static Arena arena;

static WorkHere work(void)
{
	return work_here(clinic->desk, &arena);
}

static const WorkItem *only(WorkKind kind)
{
	WorkHere list = work();
	assert_int_equal(list.of[kind], 1);
	for (size_t i = 0; i < list.count; i++)
		if (list.items[i].kind == kind)
			return &list.items[i];
	return NULL;
}

static size_t count_disputes(void)
{
	const DisputeLine *lines;
	size_t count;
	clinic_fresh(clinic);
	desk_disputes(clinic->chart, &arena, &lines, &count);
	return count;
}

static bool answer(const char *episode, Answer given)
{
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	GivenAnswer one = {episode, DIRECTION_IN, given};
	return desk_answer(clinic->desk, clinic->chart, &patient, &one, 1, &clinic->err);
}

static void a_dispute_is_asked_by_nobody_until_settled(void **state) /* A11 */
{
	ClinicDesk *clinician = &clinic->desks[1];
	const DisputeLine *lines;
	size_t count;
	Sitting sitting;
	const char *id = clinic_refer(clinic, CLINIC_NURSING, "Physiotherapy");
	CLINIC_REFUSED(clinic, desk_settle_dispute(clinician->desk, clinician->chart, id, "x", &clinic->err),
		       "Nobody disputes");
	assert_string_equal(only(WORK_QUESTIONS)->id, id);
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, id, "the parents disagree", &clinic->err));
	desk_disputes(clinic->chart, &arena, &lines, &count);
	assert_int_equal(count, 1);
	assert_string_equal(lines[0].called, "Physiotherapy");
	assert_string_equal(lines[0].fact->note, "the parents disagree");
	assert_int_equal(work().of[WORK_QUESTIONS], 0);
	assert_string_equal(only(WORK_DISPUTES)->id, id);
	CLINIC_REFUSED(clinic, answer(id, ANSWER_YES), "clinician settles");
	CLINIC_REFUSED(clinic, answer(id, ANSWER_NOT_GIVEN), "clinician settles");
	CLINIC_REFUSED(
		clinic,
		sitting_begin(&sitting, clinic->desk, clinic->chart, &(SittingOrder){.episode = id}, &clinic->err),
		"clinician settles");
	CLINIC_REFUSED(clinic, desk_settle_dispute(clinic->desk, clinic->chart, id, "x", &clinic->err), "receptionist");
	CLINIC_REFUSED(clinic, desk_settle_dispute(clinician->desk, clinician->chart, id, "", &clinic->err), "how");
	clinic_fresh(clinic);
	CLINIC_OK(clinic,
		  desk_settle_dispute(clinician->desk, clinician->chart, id, "the mother speaks", &clinic->err));
	assert_int_equal(count_disputes(), 0);
	assert_string_equal(clinic_latest(clinic, FACT_ENDED)->note, "Dispute settled: the mother speaks");
	assert_int_equal(work().of[WORK_DISPUTES], 0);
	assert_string_equal(only(WORK_QUESTIONS)->id, id);
	clinic_fresh(clinic);
	CLINIC_OK(clinic, answer(id, ANSWER_YES));
}

/* Nobody gets round a clinician by ending the care and taking that back (A11). */
static void a_discharge_settles_no_dispute(void **state)
{
	ClinicDesk *clinician = &clinic->desks[1];
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, id, "the parents disagree", &clinic->err));
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err));
	assert_int_equal(work().of[WORK_DISPUTES], 0);
	CLINIC_REFUSED(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, id, &clinic->err), "a clinician");
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_cancel_discharge(clinician->desk, clinician->chart, id, &clinic->err));
	clinic_fresh(clinic);
	const char *other = clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, other, NULL, &clinic->err));
	clinic_fresh(clinic);
	CLINIC_OK(clinic,
		  desk_settle_dispute(clinician->desk, clinician->chart, other, "the mother speaks", &clinic->err));
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, other, &clinic->err));
	CLINIC_OK(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, other, &clinic->err)); /* settled before */
}

static void the_matrix_flags_it(void **state)
{
	char text[80];
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, id, NULL, &clinic->err));
	clinic_fresh(clinic);
	const MatrixRow *row = &clinic->chart->matrix.rows[1];
	assert_string_equal(row->episode->id, id);
	assert_false(row->questions_due);
	matrix_standing_text(row, &clinic->chart->now, clinic->chart->now.at, text, sizeof text);
	assert_string_equal(text, "disputed, for a clinician");
}

/* Born 2010-11-21: 16 tomorrow. */
static void at_sixteen_the_patient_is_asked_anew(void **state) /* A10 */
{
	clinic_close(clinic);
	clinic = clinic_open("2010-11-21");
	const Episode *const *episodes;
	size_t count;
	Speaker mother = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_IN_PERSON, .name = "Ruth Ashby"};
	GivenAnswer both[] = {{"reg", DIRECTION_OUT, ANSWER_YES}, {"reg", DIRECTION_IN, ANSWER_YES}};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &mother, both, 2, &clinic->err));
	assert_int_equal(work().of[WORK_QUESTIONS], 0); /* registered in 2024 */
	clinic_wait(clinic, 24 * 3600);
	assert_string_equal(only(WORK_QUESTIONS)->what, "South Leicestershire Medical Group, 16 today: ask again");
	clinic_fresh(clinic);
	desk_came_of_age(clinic->chart, &arena, &episodes, &count);
	assert_int_equal(count, 1);
	assert_string_equal(episodes[0]->id, "reg");
	CLINIC_REFUSED(clinic, desk_answer(clinic->desk, clinic->chart, &mother, both, 2, &clinic->err), "16 or over");
	CLINIC_OK(clinic, answer("reg", ANSWER_NO));
	assert_int_equal(work().of[WORK_QUESTIONS], 0);
	clinic_fresh(clinic);
	desk_came_of_age(clinic->chart, &arena, &episodes, &count);
	assert_int_equal(count, 0);
}

static void a_merge_unites_nothing_and_asks_again(void **state)
{
	const MergeLine *lines;
	size_t count;
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	assert_int_equal(work().of[WORK_QUESTIONS], 0);
	Fact merged = FACT_NONE;
	merged.kind = FACT_MERGED, merged.patient = CLINIC_PATIENT, merged.from = CLINIC_OTHER;
	clinic_tell(clinic, merged);
	clinic_fresh(clinic);
	desk_merges(clinic->chart, &arena, &lines, &count);
	assert_int_equal(count, 1);
	assert_string_equal(lines[0].text,
			    "Also known as 999 000 0026 since 20-Nov-2026: no answer was carried over; ask again.");
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_YES); /* what stands stands */
	assert_int_equal(work().of[WORK_QUESTIONS], 2);			     /* and the registration */
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	assert_string_equal(only(WORK_QUESTIONS)->what, "South Leicestershire Medical Group, merged today: ask again");
	const char *later = clinic_refer(clinic, CLINIC_FAR, NULL); /* asked as any new one, not again */
	WorkHere list = work();
	assert_int_equal(list.of[WORK_QUESTIONS], 2);
	for (size_t i = 0; i < list.count; i++)
		if (text_is(list.items[i].id, later))
			assert_string_equal(list.items[i].what, "Royal Cornwall Hospitals, referred today");
}

static void an_interpreter_is_recorded(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON, .language = "gu", .interpreter = "Mr Patel"};
	GivenAnswer one = {id, DIRECTION_IN, ANSWER_NO};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &patient, &one, 1, &clinic->err));
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->note, "Interpreter: Mr Patel");
	assert_string_equal(clinic_latest(clinic, FACT_ANSWERED)->language, "gu");
}

static void nothing_new_is_asked_of_the_dead(void **state)
{
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL), *other = NULL;
	Person person = *clinic->chart->world.person;
	Sitting sitting;
	assert_true(partial_parse("2026-11-19", &person.died));
	clinic_person(clinic, &person);
	clinic_fresh(clinic);
	CLINIC_REFUSED(clinic, answer(id, ANSWER_YES), "has died");
	CLINIC_REFUSED(
		clinic,
		sitting_begin(&sitting, clinic->desk, clinic->chart, &(SittingOrder){.episode = id}, &clinic->err),
		"has died");
	CLINIC_REFUSED(clinic,
		       desk_refer(clinic->desk, clinic->chart, &(Referral){.org = CLINIC_FAR}, &other, &clinic->err),
		       "has died");
	assert_int_equal(clinic->chart->matrix.due, 0);
	assert_int_equal(work().of[WORK_QUESTIONS], 0);
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, id, &clinic->err)); /* care can end */
}

static int done(void **state)
{
	arena_free(&arena);
	return end(state);
}

#define DISPUTES(test) cmocka_unit_test_setup_teardown(test, begin, done)

SUITE
{
	const struct CMUnitTest tests[] = {
		DISPUTES(a_dispute_is_asked_by_nobody_until_settled),
		DISPUTES(a_discharge_settles_no_dispute),
		DISPUTES(the_matrix_flags_it),
		DISPUTES(at_sixteen_the_patient_is_asked_anew),
		DISPUTES(a_merge_unites_nothing_and_asks_again),
		DISPUTES(an_interpreter_is_recorded),
		DISPUTES(nothing_new_is_asked_of_the_dead),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
