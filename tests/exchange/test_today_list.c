#include "exchange/today_list.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/files.h"

static const Date list_today = {2026, 11, 29};

static bool read_list(const char *text, size_t length, Arena *arena, TodayList *ret_list, Error *err)
{
	TestFile file;
	*ret_list = (TodayList){0};
	test_file_open(&file, text, length);
	const bool read = today_list_read(&file.source, list_today, arena, ret_list, err);
	test_file_done(&file);
	return read;
}

static void what_a_row_says(void **state)
{
	scoped(arena_free) Arena arena = {0};
	TodayList list;
	Error err = {0};
	const char text[] = "Clinics\nSunday\n\nPatient;NHS No.;Appointment time;Session holder;Clinic\n"
			    "Ann;999 000 0018;9:10 am;;Asthma\n;;;;\nBob;9990000026;;Dr Shah;Asthma\n";
	if (!read_list(text, strlen(text), &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.rows[0].nhs, "9990000018");
	assert_int_equal(list.rows[0].minute, 9 * 60 + 10);
	assert_string_equal(list.rows[0].clinician, "Asthma");
	assert_int_equal(list.lines[0], 5);
	assert_int_equal(list.rows[1].minute, EXPECTED_ANY_TIME);
	assert_string_equal(list.rows[1].clinician, "Dr Shah");
	assert_int_equal(list.lines[1], 7);
	assert_int_equal(list.left_count, 1);
	assert_string_equal(list.left[0], "Patient");
}

static void times_are_written_in_many_ways(void **state)
{
	static const struct {
		const char *time;
		int minute;
	} cases[] = {
		{"09:10", 550},
		{"9.10", 550},
		{"0910", 550},
		{"9:10am", 550},
		{"9:10 PM", 1270},
		{"12:05 am", 5},
		{"12:05pm", 725},
		{"00:00", 0},
		{"23:59:59", 1439},
		{"29/11/2026 09:10", 550},
		{"29-Nov-2026", -1},
		{"2026-11-29T09:10:00", 550},
		{"29 Nov 2026 9:10 pm", 1270},
		{"20261129 0910", 550},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		TodayList list;
		Error err = {0};
		const char *text = arena_print(&arena, "NHS,Time\n9990000018,%s\n", cases[i].time);
		if (!read_list(text, strlen(text), &arena, &list, &err))
			fail_msg("%s: %s", cases[i].time, err.text);
		if (list.rows[0].minute != cases[i].minute)
			fail_msg("%s: %d", cases[i].time, list.rows[0].minute);
	}
}

static void of_two_appointments_the_earlier_is_kept(void **state)
{
	scoped(arena_free) Arena arena = {0};
	TodayList list;
	Error err = {0};
	const char text[] = "NHS number\tTime\tWith\n9990000018\t\tDr A\n9990000018\t11:00\tDr B\n"
			    "9990000018\t10:30\tDr C\n9990000018\t10:45\tDr D\n";
	if (!read_list(text, strlen(text), &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 1);
	assert_int_equal(list.rows[0].minute, 10 * 60 + 30);
	assert_string_equal(list.rows[0].clinician, "Dr C");
}

static void in_other_encodings(void **state)
{
	static const char wide[] = "\xFF\xFEN\0H\0S\0\n\0"
				   "9\0009\0009\0000\0000\0000\0000\0000\0001\0008\0\n\0";
	static const char windows[] = "NHS,With\n9990000018,Dr Jos\xE9\n";
	scoped(arena_free) Arena arena = {0};
	TodayList list;
	Error err = {0};
	if (!read_list(wide, sizeof wide - 1, &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_string_equal(list.rows[0].nhs, "9990000018");
	if (!read_list(windows, sizeof windows - 1, &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_string_equal(list.rows[0].clinician, "Dr José");
}

/* A report that is called "NHS" has its headings below. */
static void the_fuller_line_has_the_headings(void **state)
{
	scoped(arena_free) Arena arena = {0};
	TodayList list;
	Error err = {0};
	const char text[] = "NHS\nNHS number,Time\n9990000018,09:10\n";
	if (!read_list(text, strlen(text), &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 1);
}

static void what_is_not_right_is_named(void **state)
{
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"", "It is empty."},
		{" \n\n", "It is empty."},
		{"PK\x03\x04 xl/workbook.xml", "It is a spreadsheet (.xlsx, .ods); save it as CSV first."},
		{"Name,Time\nAnn,09:10\n", "The headings of the columns are missing"},
		{"NHS,Time\n", "no patient below"},
		{"NHS,Time,Slot time\n1,2,3\n", "line 1: Two columns say the time"},
		{"NHS,Time\n9.99E+09,09:10\n", "line 2, NHS: was cut by a spreadsheet (9.99E+09)"},
		{"NHS,Time\n9990000019,09:10\n", "line 2, NHS: "},
		{"NHS,Time\n,09:10\n", "line 2, NHS: is empty"},
		{"NHS,Time\n9990000018,24:10\n", "line 2, Time: is no time of day, as in 09:10; nothing was taken."},
		{"NHS,Time\n9990000018,09:61\n", "line 2, Time: is no time of day"},
		{"NHS,Time\n9990000018,13:10 pm\n", "line 2, Time: is no time of day"},
		{"NHS,Time\n9990000018,0.3819\n", "line 2, Time: is no time of day"},
		{"NHS,Time\n9990000018,31/11/2026 09:10\n", "line 2, Time: is no time of day"},
		{"NHS,With\n9990000018,\"a\tb\"\n", "line 2, With: is too long, or has a control"},
		{"NHS,With\n\"9990000018,x\n", "line 2: a quotation mark"},
		{"NHS,With\n9990000018\n", "line 2: there are 1 columns, and 2 headings"},
		{"NHS,Date\n9990000018,28/11/2026\n",
		 "line 2: This is of 28-Nov-2026, and today is 29-Nov-2026: save today's list; nothing was taken."},
		{"NHS,Time\n9990000018,30/11/2026 09:00\n", "line 2: This is of 30-Nov-2026"},
		{"NHS,Date,Time\n9990000018,29/11/2026,30/11/2026 09:00\n", "line 2: This is of 30-Nov-2026"},
		{"NHS,Date,Time\n9990000018,28/11/2026,29/11/2026 09:00\n", "line 2: This is of 28-Nov-2026"},
		{"NHS,Date\n9990000018,29/11/26\n", "line 2, Date: has a year of two digits"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		TodayList list;
		Error err = {0};
		if (read_list(cases[i].text, strlen(cases[i].text), &arena, &list, &err) ||
		    !strstr(err.text, cases[i].says))
			fail_msg("case %zu: %s", i, err.text);
	}
}

static void refuse(const Text *text, Arena *arena, const char *says)
{
	TodayList list;
	Error err = {0};
	assert_false(read_list(text_done(text), text->length, arena, &list, &err));
	if (!strstr(err.text, says))
		fail_msg("%s", err.text);
}

static void too_much_of_it(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text wide = {.arena = &arena}, high = {.arena = &arena};
	text_add(&wide, "NHS,Time");
	for (int i = 0; i < 298; i++)
		text_add(&wide, ",x");
	text_add(&wide, "\n");
	refuse(&wide, &arena, "line 1: There are 300 columns, and a list may have 256.");
	text_add(&high, "NHS\n");
	for (int i = 0; i <= TODAY_ROWS_MAX; i++)
		text_add(&high, "9990000018\n");
	refuse(&high, &arena, "There are more than 2000 rows: that is no list of one day.");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_row_says),
		cmocka_unit_test(times_are_written_in_many_ways),
		cmocka_unit_test(of_two_appointments_the_earlier_is_kept),
		cmocka_unit_test(in_other_encodings),
		cmocka_unit_test(the_fuller_line_has_the_headings),
		cmocka_unit_test(what_is_not_right_is_named),
		cmocka_unit_test(too_much_of_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
