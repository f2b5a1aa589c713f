#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/care/inside.h"
#include "model/stage/at_desk.h"

static const Person *person(void)
{
	clinic_fresh(clinic);
	return clinic->chart->world.person;
}

static void what_is_given_is_on_file(void **state)
{
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, "+44 7700 900222", "mo@example.com", PREFERS_EMAIL,
				       &clinic->err));
	assert_string_equal(person()->mobile, "07700900222");
	assert_string_equal(person()->email, "mo@example.com");
	assert_int_equal(person()->prefers, PREFERS_EMAIL);
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, "", NULL, 0, &clinic->err));
	assert_null(person()->mobile);
	assert_string_equal(person()->email, "mo@example.com");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, "123", NULL, 0, &clinic->err), "mobile");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, NULL, NULL, 0, &clinic->err),
		       "Nothing was changed");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, "", NULL, 0, &clinic->err), "administrator");
}

static void taking_it_back_restores_the_file(void **state)
{
	const char *what = NULL;
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, "07700900222", "mo@example.com", PREFERS_NONE,
				       &clinic->err));
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, "", NULL, 0, &clinic->err));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "changed the contact details");
	assert_string_equal(person()->mobile, "07700900222");
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(person()->mobile, "07700900111");
	assert_null(person()->email);
	assert_true(person_reachable(person()));
	assert_int_equal(clinic_count(clinic, FACT_VOIDED), 0);
}

static void what_is_typed_is_kept_in_one_form(void **state)
{
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, "\u00A0+44 (0)7700 900222",
				       "\tmo@example.com\u00A0", 0, &clinic->err));
	assert_string_equal(person()->mobile, "07700900222");
	assert_string_equal(person()->email, "mo@example.com");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, "N/A", NULL, 0, &clinic->err), "mobile");
	CLINIC_REFUSED(clinic,
		       desk_contact(clinic->desk, clinic->chart, NULL, "mailto:mo@example.com", 0, &clinic->err),
		       "e-mail");
}

static void given_with_the_answers_it_is_one_act(void **state)
{
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	GivenAnswer given = {"reg", DIRECTION_OUT, ANSWER_YES};
	Contact contact = {.mobile = "07700900222"}, wrong = {.mobile = "1"};
	const char *what;
	CLINIC_REFUSED(clinic,
		       desk_answer_and_contact(clinic->desk, clinic->chart, &patient, &given, 1, &wrong, &clinic->err),
		       "mobile");
	CLINIC_OK(clinic,
		  desk_answer_and_contact(clinic->desk, clinic->chart, &patient, &given, 1, &contact, &clinic->err));
	assert_string_equal(person()->mobile, "07700900222");
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_YES);
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(person()->mobile, "07700900111");
	assert_int_equal(clinic_state(clinic, "reg", DIRECTION_OUT), STATE_NOT_ASKED);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(what_is_given_is_on_file),
		AT_DESK(taking_it_back_restores_the_file),
		AT_DESK(what_is_typed_is_kept_in_one_form),
		AT_DESK(given_with_the_answers_it_is_one_act),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
