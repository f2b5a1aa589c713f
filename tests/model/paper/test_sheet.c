#include "model/paper/sheet.h"

#include <string.h>

#include "unit.h"

static Arena arena;

static int fresh(void **state)
{
	arena_free(&arena);
	return 0;
}

static Sheet small_sheet(void)
{
	Sheet sheet = sheet_new(&arena, "receipt", language_find("pl"));
	sheet_add(&sheet, SHEET_TITLE, "Tytuł", "Title");
	sheet_add(&sheet, SHEET_ITEM, "Pierwsza rzecz", "The first thing");
	sheet_add(&sheet, SHEET_MORE, "i dalej", NULL);
	sheet_add(&sheet, SHEET_RULE, "", NULL);
	sheet_add(&sheet, SHEET_BOX, "Pole", "Box");
	sheet_add(&sheet, SHEET_TICKED, "Pole 2", "Pole 2");
	sheet_field(&sheet, "Podpis", "Signed", NULL, NULL);
	sheet_field(&sheet, "Imię", "Name", "Mo Ashby", NULL);
	sheet_add(&sheet, SHEET_CODE, "ZH5B-XGSY", NULL);
	return sheet;
}

static const char *written(const Sheet *sheet)
{
	Text out = {.arena = &arena};
	sheet_write(sheet, &out);
	return text_done(&out);
}

static void it_is_read_back_as_written(void **state)
{
	Sheet sheet = small_sheet(), back;
	Error err = {0};
	const char *lines = written(&sheet);
	assert_non_null(strstr(lines, "sheet\t1\tpl\tTytuł\ntitle\tTytuł\nenglish\tTitle\n"));
	assert_true(sheet_read(lines, &arena, &back, &err));
	assert_int_equal(back.count, sheet.count);
	assert_string_equal(back.title, "Tytuł");
	assert_string_equal(written(&back), lines);
	assert_string_equal(back.blocks[7].english_value, "Mo Ashby");
	assert_null(back.blocks[5].english); /* the same in both is said once */
}

static void no_text_can_make_a_line(void **state)
{
	Sheet sheet = sheet_new(&arena, "receipt", NULL), back;
	Error err = {0};
	sheet_add(&sheet, SHEET_PARAGRAPH, "one\nticked\tI opt out\x1b[2J\xff", NULL);
	assert_true(sheet_read(written(&sheet), &arena, &back, &err));
	assert_int_equal(back.count, 1);
	assert_int_equal(back.blocks[0].kind, SHEET_PARAGRAPH);
	assert_null(strchr(back.blocks[0].text, '\x1b'));
}

static void what_is_no_sheet_is_refused(void **state)
{
	static const struct {
		const char *lines, *said;
	} wrong[] = {
		{"", "empty"},
		{"hello\n", "no sheet"},
		{"sheet\t2\ten\tA\n", "no sheet"},
		{"sheet\t1\txx\tA\n", "Line 1"},
		{"sheet\t1\ten\n", "Line 1"},
		{"sheet\t1\ten\tA\n", "empty"},
		{"sheet\t1\ten\tA\npicture\tx\n", "no kind"},
		{"sheet\t1\ten\tA\nitem\n", "Line 2"},
		{"sheet\t1\ten\tA\nitem\tx\ty\n", "no kind"},
		{"sheet\t1\ten\tA\nfield\tx\ty\tz\n", "Line 2"},
		{"sheet\t1\ten\tA\nenglish\tx\n", "English of nothing"},
		{"sheet\t1\ten\tA\nitem\tx\nenglish\ty\nenglish\tz\n", "Line 4"},
	};
	for (size_t i = 0; i < countof(wrong); i++) {
		Sheet sheet = {.count = 77};
		Error err = {0};
		assert_false(sheet_read(wrong[i].lines, &arena, &sheet, &err));
		assert_int_equal(sheet.count, 77);
		if (!strstr(err.text, wrong[i].said))
			fail_msg("%zu said: %s", i, err.text);
	}
}

static void every_kind_has_a_name_of_its_own(void **state)
{
	for (SheetKind a = 0; a < SHEET_KIND_COUNT_; a++)
		for (SheetKind b = 0; b < a; b++)
			assert_string_not_equal(sheet_kind_name(a), sheet_kind_name(b));
}

static void as_text_it_is_wrapped_and_marked(void **state)
{
	Sheet sheet = small_sheet();
	Text out = {.arena = &arena};
	sheet_plain(&sheet, 16, &out);
	assert_string_equal(text_done(&out), "Tytuł\n"
					     "    Title\n"
					     "================\n"
					     "\n"
					     "  - Pierwsza\n"
					     "    rzecz\n"
					     "    The first\n"
					     "    thing\n"
					     "    i dalej\n"
					     "\n"
					     "----------------\n"
					     "\n"
					     "[ ] Pole\n"
					     "    Box\n"
					     "\n"
					     "[x] Pole 2\n"
					     "Podpis:\n"
					     "______________________________\n"
					     "    Signed:\n"
					     "    ______________________________\n"
					     "Imię: Mo Ashby\n"
					     "    Name: Mo\n"
					     "    Ashby\n"
					     "\n"
					     "    ZH5B-XGSY\n");
}

static void scripts_that_need_shaping_are_known(void **state)
{
	Sheet plain = sheet_new(&arena, "a", language_find("pl")), shaped = sheet_new(&arena, "a", language_find("gu"));
	assert_false(sheet_is_shaped(&plain));
	assert_true(sheet_is_shaped(&shaped));
	assert_false(sheet_bilingual(&plain));
	sheet_add(&plain, SHEET_ITEM, "a", "b");
	assert_true(sheet_bilingual(&plain));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(it_is_read_back_as_written, fresh),
		cmocka_unit_test_setup(no_text_can_make_a_line, fresh),
		cmocka_unit_test_setup(what_is_no_sheet_is_refused, fresh),
		cmocka_unit_test_setup(every_kind_has_a_name_of_its_own, fresh),
		cmocka_unit_test_setup(as_text_it_is_wrapped_and_marked, fresh),
		cmocka_unit_test_setup(scripts_that_need_shaping_are_known, fresh),
	};
	int failed = cmocka_run_group_tests_name("model/sheet", tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
