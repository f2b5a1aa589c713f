#include "model/codes/codes.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/stage/at_desk.h"

static void undo(const char *expected)
{
	const char *what = NULL;
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, expected);
}

static void acts_are_taken_back_latest_first(void **state)
{
	const char *what = NULL;
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "Nothing was done");
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, id, DIRECTION_IN, ANSWER_YES);
	undo("recorded the answers about Community nursing");
	assert_int_equal(clinic_state(clinic, id, DIRECTION_IN), STATE_NOT_ASKED);
	const Fact *made = clinic_latest(clinic, FACT_VOIDED);
	assert_string_equal(made->reason, "taken back at the desk");
	undo("referred to Community nursing");
	assert_null(agreements_episode(&clinic->chart->now.agreements, id));
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "Nothing was done");
}

static void a_sitting_is_taken_back_as_one(void **state)
{
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	const char *id = clinic_refer(clinic, CLINIC_NURSING, NULL);
	GivenAnswer given[] = {{id, DIRECTION_OUT, ANSWER_YES}, {"reg", DIRECTION_OUT, ANSWER_YES}};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &patient, given, 2, &clinic->err));
	undo("recorded 2 answers");
	assert_int_equal(clinic_count(clinic, FACT_VOIDED), 2);
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_NOT_ASKED);
}

static void a_code_is_not_taken_back(void **state)
{
	const char *request, *what;
	Code code;
	const char *id = clinic_refer(clinic, CLINIC_FAR, NULL);
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, id, &request, &clinic->err));
	CodeIssue by_sms = {.channel = CODE_SMS};
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &by_sms, &code, &clinic->err));
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "was a code");
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, code.fact, "wrong", &clinic->err), "called back");
}

/* Voided meanwhile at another desk: what still stands is taken back, and nothing twice. */
static void what_is_void_already_is_passed_over(void **state)
{
	const char *what;
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	ClinicDesk *other = &clinic->desks[1];
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_void(other->desk, other->chart, clinic_latest(clinic, FACT_ANSWERED)->id,
				    "wrong patient", &clinic->err));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_int_equal(clinic_count(clinic, FACT_VOIDED), 1);
}

static void recorded_in_error(void **state)
{
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	const char *id = clinic_latest(clinic, FACT_ANSWERED)->id;
	char fact[64];
	text_copy(fact, sizeof fact, id);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, fact, "", &clinic->err), "why");
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, fact, "wrong patient", &clinic->err));
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_NOT_ASKED);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, fact, "again", &clinic->err), "already");
	text_copy(fact, sizeof fact, clinic_latest(clinic, FACT_VOIDED)->id);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, fact, "again", &clinic->err), "cannot be voided");
	text_copy(fact, sizeof fact, clinic_latest(clinic, FACT_VIEWED)->id);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, fact, "oops", &clinic->err), "stays known");
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, "f-none", "oops", &clinic->err), "no such line");
}

/* A void is not a way round a right: a private mark, a dispute and an override need theirs. */
static void a_void_needs_the_right_of_the_act(void **state)
{
	ClinicDesk *clinician = &clinic->desks[1];
	CLINIC_OK(clinic, desk_make_private(clinician->desk, clinician->chart, "e1", &clinic->err));
	char fact[64];
	text_copy(fact, sizeof fact, clinic_latest(clinic, FACT_ENTRY_PRIVATE)->id);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, fact, "oops", &clinic->err), "receptionist");
	CLINIC_OK(clinic, desk_void(clinician->desk, clinician->chart, fact, "oops", &clinic->err));

	Fact override = FACT_NONE;
	override.kind = FACT_OVERRIDE;
	override.id = "over";
	override.patient = CLINIC_PATIENT;
	override.override = "o1";
	override.org = CLINIC_NURSING;
	override.override_reason = OVERRIDE_EMERGENCY;
	override.include_private = TRUTH_FALSE;
	override.until = instant_add(clinic->desks[0].clock.now, 3600);
	clinic_tell(clinic, override);
	CLINIC_REFUSED(clinic, desk_void(clinician->desk, clinician->chart, "over", "oops", &clinic->err), "clinician");
}

static Fact flag(EntryFlag which, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_FLAG;
	fact.id = id;
	fact.patient = CLINIC_PATIENT;
	fact.by = "Dr Shah";
	fact.entry = "e1";
	fact.flag = (WordByte)which;
	fact.on = TRUTH_TRUE;
	fact.note = "bruises";
	return fact;
}

/* That there is a concern is for who flags entries, and for who sees every history: neither the line, nor what was
 * said of it later, nor the right to take it away. */
static void a_concern_is_hushed(void **state)
{
	Arena arena = {0};
	const HistoryRow *rows;
	size_t count, hushed[Role_COUNT_] = {0};
	ClinicDesk *clinician = &clinic->desks[1];
	clinic_tell(clinic, flag(FLAG_SAFEGUARDING, "flag-1"));
	clinic_tell(clinic, flag(FLAG_NOT_ONLINE, "flag-2"));
	clinic_tell(clinic, flag(FLAG_SENSITIVE, "flag-3"));
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, "flag-1", "oops", &clinic->err), "receptionist");
	CLINIC_REFUSED(clinic, desk_void(clinician->desk, clinician->chart, "flag-3", "oops", &clinic->err),
		       "entry's card");
	CLINIC_OK(clinic, desk_void(clinician->desk, clinician->chart, "flag-1", "oops", &clinic->err));
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_PRIVACY_OFFICER; role++) {
		clinic_sign_in(clinic, 0, role);
		clinic_fresh(clinic);
		desk_history(clinic->chart, &arena, &rows, &count);
		for (size_t i = 0; i < count; i++)
			hushed[role] += !desk_reads_fact(clinic->desk, clinic->chart, rows[i].fact);
	}
	assert_int_equal(hushed[ROLE_RECEPTIONIST], 2); /* the flag, and its void */
	assert_int_equal(hushed[ROLE_NURSE], 0);
	assert_int_equal(hushed[ROLE_CLINICIAN], 0);
	assert_int_equal(hushed[ROLE_PRIVACY_OFFICER], 0);
	arena_free(&arena);
}

/* What a clinician wrote to look without asking is content. */
static void the_words_of_an_override_are_content(void **state)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE;
	fact.note = "Why: overdose";
	assert_false(desk_reads_note(clinic->desk, &fact));
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	assert_true(desk_reads_note(clinic->desk, &fact));
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	assert_true(desk_reads_note(clinic->desk, &fact));
	fact.kind = FACT_DISPUTED;
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	assert_true(desk_reads_note(clinic->desk, &fact));
}

static void the_history_tells_all_latest_first(void **state)
{
	Arena arena = {0};
	const HistoryRow *rows;
	size_t count, viewings = 0;
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	char fact[64];
	text_copy(fact, sizeof fact, clinic_latest(clinic, FACT_ANSWERED)->id);
	CLINIC_OK(clinic, desk_void(clinic->desk, clinic->chart, fact, "wrong patient", &clinic->err));
	desk_history(clinic->chart, &arena, &rows, &count);
	assert_int_equal(count, clinic->chart->world.facts.count);
	assert_int_equal(rows[0].fact->kind, FACT_VOIDED);
	for (size_t i = 0; i < count; i++) {
		assert_true(strlen(rows[i].text) > 0);
		assert_true(i == 0 || fact_order(rows[i - 1].fact, rows[i].fact) > 0);
		assert_int_equal(rows[i].voided_by != NULL, rows[i].fact->kind == FACT_ANSWERED);
		viewings += rows[i].viewing;
	}
	assert_int_equal(viewings, CLINIC_DESKS);
	arena_free(&arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(acts_are_taken_back_latest_first),
		AT_DESK(a_sitting_is_taken_back_as_one),
		AT_DESK(a_code_is_not_taken_back),
		AT_DESK(what_is_void_already_is_passed_over),
		AT_DESK(recorded_in_error),
		AT_DESK(a_void_needs_the_right_of_the_act),
		AT_DESK(a_concern_is_hushed),
		AT_DESK(the_words_of_an_override_are_content),
		AT_DESK(the_history_tells_all_latest_first),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
