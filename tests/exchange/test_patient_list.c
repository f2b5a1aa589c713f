#include "exchange/patient_list.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/detect.h"
#include "exchange/files.h"

#define HEAD "NHS Number,Surname,Forename,DOB,Deceased,Date of death,Interpreter required,Main language,Sex\n"

static const Organisation ours = {.code = "C82053", .name = "THE LANE SURGERY", .care = CARE_GP};
static const Date list_today = {2026, 11, 22};

static bool read_list(const char *text, Arena *arena, PatientList *ret_list, Error *err)
{
	TestFile file;
	Format format;
	*ret_list = (PatientList){0};
	test_file_open(&file, text, strlen(text));
	const bool read = detect_format(&file.source, &format, err) && format == FORMAT_PATIENTS &&
			  patient_list_read(&file.source, &ours, list_today, arena, ret_list, err);
	test_file_done(&file);
	return read;
}

static void what_a_row_says(void **state)
{
	scoped(arena_free) Arena arena = {0};
	PatientList list;
	Error err = {0};
	if (!read_list("Report\n\n\"all, of them\"\n" HEAD "9990000018,O'Brien,,14/07/1945,Yes,,y,Polish,2\n"
		       ",,,,,,,,\n"
		       "\"=\"\"9990000026\"\"\",Ash,Ann,19450714,Yes,2020-07,no,Klingon,M\n",
		       &arena, &list, &err) ||
	    !patient_list_right(&list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 2);
	const Person *one = &list.rows[0].person, *two = &list.rows[1].person;
	assert_int_equal(list.rows[0].line, 5);
	assert_string_equal(one->family, "O'Brien");
	assert_string_equal(one->given, "");
	assert_true(partial_is_unknown(one->died));
	assert_int_equal(one->interpreter, TRUTH_TRUE);
	assert_string_equal(one->language, "pl");
	assert_string_equal(one->gender, "female");
	assert_string_equal(two->nhs, "9990000026");
	assert_int_equal(two->died.month, 7);
	assert_int_equal(two->interpreter, TRUTH_FALSE);
	assert_string_equal(two->language, "Klingon");
	assert_string_equal(two->gender, "male");
}

/* What nothing can be sent to is left and named. */
static void a_way_to_reach_somebody_has_one_form(void **state)
{
	static const struct {
		const char *cells, *mobile, *email;
	} cases[] = {
		{"+44 (0)7700 900123,\u00A0ann@example.com", "07700900123", "ann@example.com"},
		{"N/A,ann@@example.com", NULL, NULL},
		{"0116 252 0000,mailto:ann@example.com", NULL, NULL},
		{"07700900123 / 07700900124,", NULL, NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		PatientList list;
		Error err = {0};
		const char *text = arena_print(
			&arena, "NHS Number,Surname,Forename,DOB,Mobile,Email\n9990000018,Ash,Ann,14/07/1945,%s\n",
			cases[i].cells);
		if (!read_list(text, &arena, &list, &err))
			fail_msg("%s", err.text);
		if (!text_is(list.rows[0].person.mobile, cases[i].mobile) ||
		    !text_is(list.rows[0].person.email, cases[i].email))
			fail_msg("%s: %s, %s", cases[i].cells, text_or(list.rows[0].person.mobile, "-"),
				 text_or(list.rows[0].person.email, "-"));
	}
}

static void what_is_not_right_is_named(void **state)
{
	static const struct {
		const char *row, *says;
	} cases[] = {
		{",Ash,Ann,1/1/1950,,,,,", "line 2, NHS Number: is empty"},
		{"9990000018,,,1/1/1950,,,,,", "line 2, Surname: is empty"},
		{"9990000018,Ash,Ann,,,,,,", "line 2, DOB: is empty"},
		{"9990000018,Ash,Ann,1/1/1879,,,,,", "DOB: is before 1880"},
		{"9990000018,Ash,Ann,23/11/2026,,,,,", "DOB: has not come yet"},
		{"9990000018,Ash,Ann,1/1/1950,perhaps,,,,", "Deceased: is neither a date"},
		{"9990000018,Ash,Ann,1/1/1950,,1949,,,", "Date of death: is before"},
		{"9990000018,Ash,Ann,1/1/1950,,2027,,,", "Date of death: has not come"},
		{"9990000018,Ash,Ann,1/1/1950,,,perhaps,,", "Interpreter required: is neither"},
		{"9990000018,\"A\nsh\",Ann,1/1/1950,,,,,", "Surname: is too long, or has a control"},
		{"\"9990000018,Ash\n9990000026,Bay,Bob,1/1/1950,,,,\"", "line 2: there are 1 columns"},
		{"\"9990000018,Ash,Ann,1/1/1950,,,,,", "line 2: a quotation mark"},
		{"9990000018,\"Ash\"x,Ann,1/1/1950,,,,,", "line 2: a quotation mark"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		PatientList list;
		Error err = {0};
		if (!read_list(arena_print(&arena, "%s%s\n", HEAD, cases[i].row), &arena, &list, &err))
			fail_msg("case %zu: %s", i, err.text);
		assert_false(patient_list_right(&list, &err));
		if (!strstr(err.text, cases[i].says))
			fail_msg("case %zu: %s", i, err.text);
	}
}

static void headings_are_needed(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"NHS No,Surname,DOB\n", "no column of the given name"},
		{"NHS No;Surname;Forename\n", "no column of the date of birth"},
		{"NHS No\tSurname\tForename\tDOB\n", "no patient below"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		PatientList list;
		Error err = {0};
		assert_false(read_list(cases[i].text, &arena, &list, &err));
		if (!strstr(err.text, cases[i].says))
			fail_msg("case %zu: %s", i, err.text);
	}
	assert_false(patient_list_known("NHS number\n1\n", 13));
	assert_false(patient_list_known("Surname,Forename,DOB\n", 21));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_row_says),
		cmocka_unit_test(a_way_to_reach_somebody_has_one_form),
		cmocka_unit_test(what_is_not_right_is_named),
		cmocka_unit_test(headings_are_needed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
