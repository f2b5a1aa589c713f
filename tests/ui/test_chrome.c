#include "unit.h"

#include <locale.h>
#include <string.h>

#include "ui/chrome.h"
#include "ui/picture.h"

static Arena arena;

static const Date today = {2026, 11, 22};
static const Person maureen = {
	.nhs = "9990000018",
	.family = "Ashby",
	.given = "Maureen",
	.title = "Mrs",
	.preferred = "Mo",
	.gender = "female",
	.language = "gu",
	.born = {1951, 2, 11},
};

static const char *banner(const Person *person, int cols, bool styles)
{
	Canvas canvas = {0};
	canvas_size(&canvas, 24, cols);
	canvas_size(&canvas, chrome_banner_rows(area_all(&canvas), person, today), cols);
	chrome_banner(area_all(&canvas), person, today);

	const char *text = styles ? canvas_styles(&canvas, &arena) : canvas_text(&canvas, &arena);

	canvas_free(&canvas);
	return text;
}

static void the_banner_names_the_patient(void **state)
{
	assert_string_equal(banner(&maureen, 80, false),
			    " ASHBY, Maureen (Mrs)                    Born 11-Feb-1951 (75y)   Gender Female\n"
			    " Preferred name Mo                       NHS No. 999 000 0018   speaks Gujarati\n");
	assert_string_equal(banner(&maureen, 40, false), " ASHBY, Maureen (Mrs)  Preferred name Mo\n"
							 " Born 11-Feb-1951 (75y)  Gender Female\n"
							 " NHS No. 999 000 0018  speaks Gujarati\n");
	Person longer = maureen;
	longer.preferred = "Maureena";
	assert_non_null(strstr(banner(&longer, 40, false), "speaks Gujarati\n Preferred name Maureena\n"));
	assert_string_equal(banner(&maureen, 120, false),
			    " ASHBY, Maureen (Mrs)  Born 11-Feb-1951 (75y)  Gender Female  NHS No. 999 000 0018  "
			    "speaks Gujarati  Preferred name Mo\n");
}

/* Deceased by words and by a pattern, whatever the colours. */
static void the_dead_are_shown_by_words_and_pattern(void **state)
{
	Person died = maureen;
	died.died = (PartialDate){2026, 3, 2};
	assert_string_equal(
		banner(&died, 100, false),
		" ASHBY, Maureen (Mrs) ░░░░░░░ Born 11-Feb-1951 ░ Died 02-Mar-2026 ░ Age at Death 75y ░ Gender Female\n"
		" Preferred name Mo ░░░░░░░░░░ NHS No. 999 000 0018 ░ "
		"speaks Gujarati ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░\n");
	died.preferred = died.language = NULL;
	assert_string_equal(banner(&died, 130, false),
			    " ASHBY, Maureen (Mrs)  Born 11-Feb-1951  Died 02-Mar-2026  Age at Death 75y  "
			    "Gender Female  NHS No. 999 000 0018 ░░░░░░░░░░░░░░░░░\n");
}

static void a_death_of_which_little_is_known(void **state)
{
	Person died = maureen;
	died.died = (PartialDate){2026, 3, 0};
	assert_non_null(strstr(banner(&died, 100, false), " Died Mar-2026 ░ Age at Death 75y "));
	died.died = (PartialDate){2020, 0, 0};
	assert_non_null(strstr(banner(&died, 100, false), " Died 2020 ░ Age at Death Not Known "));
	died.died = (PartialDate){.year = PARTIAL_YEAR_UNKNOWN};
	assert_non_null(strstr(banner(&died, 120, false), " Died date not known ░ Age at Death Not Known "));
	assert_non_null(strstr(banner(&died, 120, true), "DDDD")); /* as every other death */
}

static void one_name_stands_alone(void **state)
{
	const Person first = {.nhs = "9990000018", .family = "", .given = "Madonna", .born = {1951, 2, 11}};
	const Person last = {.nhs = "9990000018", .family = "Devi", .given = "", .born = {1951, 2, 11}};
	assert_true(strncmp(banner(&first, 120, false), " Madonna  Born 11-Feb-1951", 26) == 0);
	assert_true(strncmp(banner(&last, 120, false), " DEVI  Born 11-Feb-1951", 23) == 0);
}

static void what_is_not_known_says_so(void **state)
{
	const Person person = {.nhs = "9990000018", .family = "Ashby", .given = "Mo"};
	assert_non_null(strstr(banner(&person, 80, false), "Born Not Known   Gender Not Known"));
	assert_null(strchr(banner(&person, 80, false), '?'));
	assert_null(strchr(banner(&person, 80, false), ':'));
}

/* No element is cut, at any width from 40, for a name of 35 letters each. */
static void no_part_of_the_banner_is_cut(void **state)
{
	Person person = maureen;
	person.family = "Featherstonehaugh-Cholmondeley-Dent";
	person.died = (PartialDate){2026, 3, 2};
	for (int cols = 60; cols <= 200; cols++) {
		const char *text = banner(&person, cols, false);
		assert_non_null(strstr(text, "FEATHERSTONEHAUGH-CHOLMONDELEY-DENT, Maureen (Mrs)"));
		assert_non_null(strstr(text, "999 000 0018"));
		assert_non_null(strstr(text, "Age at Death 75y"));
		assert_non_null(strstr(text, "Gender Female"));
		assert_null(strstr(text, "…"));
	}
}

static void a_restricted_patient_shows_no_address(void **state)
{
	Person person = maureen;
	person.restricted = TRUTH_TRUE;
	person.postcode = "LE1 1AA";
	person.mobile = "07700 900123";
	for (int cols = 40; cols <= 160; cols += 20) {
		assert_null(strstr(banner(&person, cols, false), "LE1"));
		assert_null(strstr(banner(&person, cols, false), "900123"));
	}
}

static const char *title(int cols)
{
	Canvas canvas = {0};
	const LocalTime now = {.date = today, .hour = 9, .minute = 41};
	canvas_size(&canvas, 1, cols);
	chrome_title(area_all(&canvas), "sharedesk", "South Leicestershire Medical Group", "Priya S, reception", now);

	const char *text = canvas_text(&canvas, &arena);

	canvas_free(&canvas);
	return text;
}

static void the_title_shows_what_fits_whole(void **state)
{
	assert_string_equal(
		title(90),
		" sharedesk  South Leicestershire Medical Group           Priya S, reception  22-Nov 09:41\n");
	assert_string_equal(title(50), " sharedesk       Priya S, reception  22-Nov 09:41\n");
	assert_string_equal(title(30), " sharedesk       22-Nov 09:41\n");
}

static void tabs_are_drawn(void **state)
{
	static const char *const names[] = {"Sharing", "Record", "Referrals", "Requests", NULL};
	Canvas canvas = {0};
	canvas_size(&canvas, 1, 60);
	chrome_tabs(area_all(&canvas), names, 1);
	assert_string_equal(canvas_text(&canvas, &arena), " 1 Sharing  2 Record  3 Referrals  4 Requests\n");
	assert_string_equal(canvas_styles(&canvas, &arena), " k ttttttt  k OOOOOO  k ttttttttt  k tttttttt\n");
	canvas_size(&canvas, 1, 20);
	chrome_tabs(area_all(&canvas), names, 3); /* the open one is in sight */
	assert_non_null(strstr(canvas_text(&canvas, &arena), "Requests"));
	canvas_free(&canvas);
}

static void the_rows_of_a_window_are_shared_out(void **state)
{
	Canvas canvas = {0};
	canvas_size(&canvas, 24, 80);

	const Layout layout = chrome_layout(area_all(&canvas), 2, true, 9);

	assert_int_equal(layout.top.rows, 2);
	assert_int_equal(layout.places.row, 2);
	assert_int_equal(layout.body.row, 3);
	assert_int_equal(layout.notice.rows, NOTICE_ROWS_MAX);
	assert_int_equal(layout.help.row, 23);
	assert_int_equal(layout.body.rows, 24 - 3 - NOTICE_ROWS_MAX - 1);
	canvas_free(&canvas);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_banner_names_the_patient),
		cmocka_unit_test(the_dead_are_shown_by_words_and_pattern),
		cmocka_unit_test(one_name_stands_alone),
		cmocka_unit_test(what_is_not_known_says_so),
		cmocka_unit_test(a_death_of_which_little_is_known),
		cmocka_unit_test(no_part_of_the_banner_is_cut),
		cmocka_unit_test(a_restricted_patient_shows_no_address),
		cmocka_unit_test(the_title_shows_what_fits_whole),
		cmocka_unit_test(tabs_are_drawn),
		cmocka_unit_test(the_rows_of_a_window_are_shared_out),
	};
	setlocale(LC_ALL, "C.UTF-8");

	const int failed = cmocka_run_group_tests_name("ui/chrome", tests, NULL, NULL);

	arena_free(&arena);
	return failed;
}
