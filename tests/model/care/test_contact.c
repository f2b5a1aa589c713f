#include "model/care/care.h"

#include <string.h>

#include "base/text.h"
#include "model/stage/at_desk.h"

static const Person *person(void)
{
	clinic_fresh(clinic);
	return clinic->chart->world.person;
}

static void what_is_given_is_on_file(void **state)
{
	CLINIC_OK(clinic,
		  desk_contact(
			  clinic->desk, clinic->chart,
			  &(Contact){.mobile = "+44 7700 900222", .email = "mo@example.com", .prefers = PREFERS_EMAIL},
			  &clinic->err));
	assert_string_equal(person()->mobile, "07700900222");
	assert_string_equal(person()->email, "mo@example.com");
	assert_int_equal(person()->prefers, PREFERS_EMAIL);
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = ""}, &clinic->err));
	assert_null(person()->mobile);
	assert_string_equal(person()->email, "mo@example.com");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = "123"}, &clinic->err),
		       "mobile");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){0}, &clinic->err),
		       "Nothing was changed");
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = ""}, &clinic->err),
		       "administrator");
}

static void how_to_speak_with_them_is_on_file_too(void **state)
{
	const Contact given = {
		.language = " pl ",
		.preferred = "Mo",
		.postcode = "le80hd",
		.online = TRUTH_TRUE,
		.interpreter = TRUTH_TRUE,
	};
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &given, &clinic->err));
	assert_string_equal(person()->language, "pl");
	assert_string_equal(person()->preferred, "Mo");
	assert_string_equal(person()->postcode, "LE8 0HD");
	assert_int_equal(person()->online, TRUTH_TRUE);
	assert_int_equal(person()->interpreter, TRUTH_TRUE);
	assert_string_equal(person()->mobile, "07700900111");
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.language = "Urdu", .postcode = " "},
				       &clinic->err));
	assert_string_equal(person()->language, "Urdu");
	assert_null(person()->postcode);
	assert_string_equal(person()->preferred, "Mo");
}

static void what_cannot_be_kept_is_refused_in_words(void **state)
{
	static const struct {
		Contact given;
		const char *why;
	} rows[] = {
		{{.mobile = "N/A"}, "That is not a UK mobile number"},
		{{.mobile = "0116 252 0000"}, "That is not a UK mobile number"},
		{{.mobile = "07700900111 07700900222"}, "That is not a UK mobile number"},
		{{.email = "ann@@example.com"}, "That is not an e-mail address"},
		{{.postcode = "Leicester"}, "That is not a UK postcode"},
		{{.preferred = "M\no"}, "the preferred name"},
		{{.language = "A language of far too many letters, more than anybody would ever say"}, "a language"},
		{{.mobile = "07700900222", .postcode = "LE8"}, "That is not a UK postcode"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, &rows[i].given, &clinic->err),
			       rows[i].why);
	assert_int_equal(clinic_count(clinic, FACT_CONTACT), 0);
}

static void taking_back_how_to_speak_restores_the_file(void **state)
{
	const char *what = NULL;
	const Contact given = {.language = "pl", .preferred = "Mo", .postcode = "M1 1AA", .interpreter = TRUTH_TRUE};
	scoped(arena_free) Arena arena = {0};
	const char *postcode = arena_text(&arena, person()->postcode),
		   *language = arena_text(&arena, person()->language);
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &given, &clinic->err));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_true(text_is(person()->postcode, postcode));
	assert_true(text_is(person()->language, language));
	assert_int_not_equal(person()->interpreter, TRUTH_TRUE);
}

static void taking_it_back_restores_the_file(void **state)
{
	const char *what = NULL;
	CLINIC_OK(clinic,
		  desk_contact(clinic->desk, clinic->chart,
			       &(Contact){.mobile = "07700900222", .email = "mo@example.com", .prefers = PREFERS_NONE},
			       &clinic->err));
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = ""}, &clinic->err));
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
	const Contact typed = {.mobile = "\u00A0+44 (0)7700 900222", .email = "\tmo@example.com\u00A0"};
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &typed, &clinic->err));
	assert_string_equal(person()->mobile, "07700900222");
	assert_string_equal(person()->email, "mo@example.com");
	CLINIC_REFUSED(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = "N/A"}, &clinic->err),
		       "mobile");
	CLINIC_REFUSED(
		clinic,
		desk_contact(clinic->desk, clinic->chart, &(Contact){.email = "mailto:mo@example.com"}, &clinic->err),
		"e-mail");
}

static void given_with_the_answers_it_is_one_act(void **state)
{
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	GivenAnswer given = {"reg", DIRECTION_OUT, ANSWER_YES};
	Contact contact = {.mobile = "07700900222"}, wrong = {.mobile = "1"};
	const char *what;
	Given all = {.answers = &given, .answer_count = 1, .contact = &wrong};
	CLINIC_REFUSED(clinic, desk_record(clinic->desk, clinic->chart, &patient, &all, &clinic->err), "mobile");
	all.contact = &contact;
	CLINIC_OK(clinic, desk_record(clinic->desk, clinic->chart, &patient, &all, &clinic->err));
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
		AT_DESK(how_to_speak_with_them_is_on_file_too),
		AT_DESK(what_cannot_be_kept_is_refused_in_words),
		AT_DESK(taking_back_how_to_speak_restores_the_file),
		AT_DESK(taking_it_back_restores_the_file),
		AT_DESK(what_is_typed_is_kept_in_one_form),
		AT_DESK(given_with_the_answers_it_is_one_act),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
