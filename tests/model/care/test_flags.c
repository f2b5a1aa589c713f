#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/stage/at_desk.h"

static size_t number_of(const char *id)
{
	for (size_t i = 0; i < clinic->chart->world.entries.count; i++)
		if (text_is(clinic->chart->world.entries.items[i].id, id))
			return i;
	fail_msg("no entry %s", id);
	return 0;
}

static EntryMarks marks(const char *id)
{
	EntryMarks found;
	clinic_fresh(clinic);
	desk_entry_marks(clinic->chart, number_of(id), &found);
	return found;
}

static bool flag(const char *entry, EntryFlag which, bool on, const char *note)
{
	return desk_entry_flag(clinic->desk, clinic->chart, entry, which, on, note, &clinic->err);
}

static void the_three_marks_are_kept_apart(void **state)
{
	const char *what;
	CLINIC_REFUSED(clinic, flag("e1", FLAG_SAFEGUARDING, true, NULL), "receptionist");
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	assert_false(marks("e1").offline);
	CLINIC_OK(clinic, flag("e1", FLAG_SAFEGUARDING, true, NULL));
	assert_true(marks("e1").safeguarding && marks("e1").offline);
	assert_null(marks("e1").not_online);
	assert_null(marks("e1").hidden);
	assert_null(marks("e2").safeguarding);
	CLINIC_REFUSED(clinic, flag("e1", FLAG_SAFEGUARDING, true, NULL), "flagged so already");
	CLINIC_REFUSED(clinic, flag("e1", FLAG_NOT_ONLINE, true, ""), "why");
	CLINIC_REFUSED(clinic, flag("e1", FLAG_NOT_ONLINE, false, NULL), "never was");
	CLINIC_OK(clinic, flag("e1", FLAG_NOT_ONLINE, true, "shares a telephone"));
	assert_string_equal(marks("e1").not_online->note, "shares a telephone");
	CLINIC_OK(clinic, flag("e1", FLAG_NOT_ONLINE, false, NULL));
	assert_null(marks("e1").not_online);
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_non_null(marks("e1").not_online);
	CLINIC_REFUSED(clinic, flag("zz", FLAG_NOT_ONLINE, true, "x"), "no such entry");
	CLINIC_REFUSED(clinic, flag("e1", (EntryFlag)7, true, "x"), "which flag");
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e2", &clinic->err));
	assert_true(marks("e2").to_review && marks("e2").offline);
	assert_null(marks("e2").safeguarding);
}

static void several_are_hidden_in_one_act(void **state)
{
	static const char *const all[] = {"e1", "e2", "e3"}, *const bad[] = {"e4", "zz"};
	const char *what;
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e2", &clinic->err));
	CLINIC_OK(clinic, desk_make_private_all(clinic->desk, clinic->chart, all, 3, &clinic->err));
	assert_true(marks("e1").hidden && marks("e2").hidden && marks("e3").hidden);
	assert_int_equal(clinic_count(clinic, FACT_ENTRY_PRIVATE_REQUESTED), 3); /* e2 once */
	CLINIC_REFUSED(clinic, desk_make_private_all(clinic->desk, clinic->chart, all, 3, &clinic->err), "review");
	CLINIC_REFUSED(clinic, desk_make_private_all(clinic->desk, clinic->chart, bad, 2, &clinic->err),
		       "no such entry");
	CLINIC_REFUSED(clinic, desk_make_private_all(clinic->desk, clinic->chart, all, 0, &clinic->err), "No entry");
	assert_null(marks("e4").hidden);
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "asked for 3 entries to be private");
	assert_null(marks("e1").hidden);
	assert_null(marks("e3").hidden);
	assert_non_null(marks("e2").hidden); /* the act before */
}

static void opening_again_needs_a_reason(void **state)
{
	ClinicDesk *clinician = &clinic->desks[1];
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err));
	CLINIC_REFUSED(clinic, desk_reopen(clinic->desk, clinic->chart, "e1", "why", &clinic->err), "receptionist");
	clinic_fresh(clinic);
	CLINIC_REFUSED(clinic, desk_reopen(clinician->desk, clinician->chart, "e1", "", &clinic->err), "why");
	CLINIC_OK(clinic, desk_reopen(clinician->desk, clinician->chart, "e1", "marked by mistake", &clinic->err));
	assert_null(marks("e1").hidden);
	assert_string_equal(clinic_latest(clinic, FACT_ENTRY_OPEN)->note, "marked by mistake");
}

static const char *why(const char *a, const char *b)
{
	clinic_fresh(clinic);
	return text_or(desk_link_why(clinic->chart, number_of(a), number_of(b)), "");
}

static void what_belongs_together_and_why(void **state)
{
	Fact referred = FACT_NONE;
	referred.kind = FACT_REFERRED, referred.patient = CLINIC_PATIENT, referred.episode = "n1",
	referred.org = CLINIC_NURSING;
	assert_true(instant_parse("2024-05-01T09:00:00Z", &referred.at));
	clinic_tell(clinic, referred);
	clinic_entry(clinic, "n0", CLINIC_NURSING, "2024-04-30T09:00:00Z", NULL);
	clinic_entry(clinic, "n1", CLINIC_NURSING, "2024-05-02T09:00:00Z", NULL);
	clinic_entry(clinic, "n2", CLINIC_NURSING, "2024-06-02T09:00:00Z", NULL);
	clinic_entry(clinic, "p1", CLINIC_PRACTICE, "2024-03-01T22:00:00Z", "Z");
	assert_string_equal(why("e2", "e4"), "same code");
	assert_string_equal(why("e2", "e3"), "same day");
	assert_string_equal(why("e2", "p1"), "same day"); /* not only within the hour */
	assert_string_equal(why("n1", "n2"), "same episode");
	assert_string_equal(why("n0", "n1"), ""); /* before it began */
	assert_string_equal(why("e1", "e2"), ""); /* a registration is no bond */
	assert_string_equal(why("e1", "e1"), "");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(the_three_marks_are_kept_apart),
		AT_DESK(several_are_hidden_in_one_act),
		AT_DESK(opening_again_needs_a_reason),
		AT_DESK(what_belongs_together_and_why),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
