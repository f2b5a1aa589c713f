#include "exchange/site_list.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/csv_table.h"
#include "exchange/detect.h"
#include "exchange/files.h"

static bool read_list(const char *text, Arena *arena, SiteList *ret_list, Error *err)
{
	TestFile file;
	Format format;
	test_file_open(&file, text, strlen(text));
	bool read = detect_format(&file.source, &format, err);
	assert_true(!read || format >= FORMAT_SENSITIVE);
	read = read && site_list_read(&file.source, (SiteListKind)(format - FORMAT_SENSITIVE), arena, ret_list, err);
	test_file_done(&file);
	return read;
}

static void lists_are_known_by_their_columns(void **state)
{
	static const struct {
		const char *text;
		bool known;
		SiteListKind kind;
	} cases[] = {
		{"system\tcode\tcategory\tterm\n", true, SITE_LIST_SENSITIVE},
		{"# ours\n\n  \nsystem,code\r\n", true, SITE_LIST_SENSITIVE},
		{"code;system;mig", true, SITE_LIST_SYSTEMS},
		{"\"code\",\"system\"\n", true, SITE_LIST_SYSTEMS},
		{"code,standing,name\n", true, SITE_LIST_STANDINGS},
		{"answer\tsystem\twhere\tread2\tctv3\tsnomed\tconfirmed\n", true, SITE_LIST_PASS_ON},
		{"code,standings\n", false, 0},
		{"code\tsystem,mig\n", false, 0},
		{"code,system,mig,scr\n", true, SITE_LIST_SYSTEMS},
		{"code,system,mig,more\n", true, SITE_LIST_SYSTEMS}, /* the reader names it */
		{"Code,Standing\n", true, SITE_LIST_STANDINGS},
		{" code , STANDING ,Name\n", true, SITE_LIST_STANDINGS},
		{"\" Code \";\"System\"\n", true, SITE_LIST_SYSTEMS},
		{"code,stand ing\n", false, 0},
		{"code,system,\n", true, SITE_LIST_SYSTEMS},
		{"code\n", false, 0},
		{"\"code,\"system\"\n", false, 0},
		{"# only words\n", false, 0},
		{"", false, 0},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		SiteListKind kind = 0;
		bool known = site_list_known(cases[i].text, strlen(cases[i].text), &kind);
		if (known != cases[i].known || (known && kind != cases[i].kind))
			fail_msg("case %zu: known %d, kind %d", i, known, (int)kind);
	}
}

static void what_lists_say(void **state)
{
	scoped(arena_free) Arena arena = {0};
	SiteList list;
	Error err = {0};
	if (!read_list(
		    "# ours\nsystem\tcode\tcategory\tterm\nsnomed\t76272004\tsexually transmitted disease\tSyphilis\n"
		    "\nread2\tA94..\t\t\r\n",
		    &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.codes[0].system, CODE_SYSTEM_SNOMED);
	assert_string_equal(list.codes[0].term, "Syphilis");
	assert_string_equal(list.codes[1].code, "A94..");
	assert_string_equal(list.codes[1].category, "");

	assert_true(read_list("code,system,mig\nRWE,other,no\n\"C82001\",systmone,yes\nRT5,emis,\nRX9,,true", &arena,
			      &list, &err));
	assert_int_equal(list.count, 4);
	assert_int_equal(list.systems[0].mig, TRUTH_FALSE);
	assert_string_equal(list.systems[1].code, "C82001");
	assert_int_equal(list.systems[1].line, 3);
	assert_int_equal(list.systems[2].system, SYSTEM_EMIS);
	assert_int_equal(list.systems[2].mig, 0);
	assert_int_equal(list.systems[3].system, 0);
	assert_int_equal(list.systems[3].mig, TRUTH_TRUE);

	assert_true(read_list("Code;System;MIG;SCR\nRWE;other;no;Yes\nRX9;;;no\nRT5;emis;yes;\nRX1;emis\n", &arena,
			      &list, &err));
	assert_int_equal(list.systems[0].scr, TRUTH_TRUE);
	assert_int_equal(list.systems[0].mig, TRUTH_FALSE);
	assert_int_equal(list.systems[1].scr, TRUTH_FALSE);
	assert_int_equal(list.systems[1].mig, 0);
	assert_int_equal(list.systems[1].system, 0);
	assert_int_equal(list.systems[2].scr, 0);
	assert_int_equal(list.systems[3].scr, 0);

	assert_true(read_list("code,system\n\" c82001 \",systmone\n", &arena, &list, &err));
	assert_string_equal(list.systems[0].code, "C82001");
	assert_true(read_list("code,standing\n\"rwe\xC2\xA0\",allowed\n", &arena, &list, &err));
	assert_string_equal(list.standings[0].org, "RWE");

	assert_true(read_list(" Code , Standing\r\n rwe , Allowed \r\nrt5 , \" VERIFY \"\n", &arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_string_equal(list.standings[0].org, "RWE");
	assert_int_equal(list.standings[0].standing, STANDING_ALLOWED);
	assert_int_equal(list.standings[1].standing, STANDING_VERIFY);
	assert_true(read_list("CODE;SYSTEM;MIG\nRWE; SystmOne ;Yes\n", &arena, &list, &err));
	assert_int_equal(list.systems[0].system, SYSTEM_SYSTMONE);
	assert_int_equal(list.systems[0].mig, TRUTH_TRUE);

	assert_true(read_list("code;standing\nRWE;allowed\nRT5;verify\n", &arena, &list, &err));
	assert_int_equal(list.standings[1].standing, STANDING_VERIFY);
	assert_int_equal(list.standings[1].line, 3);
}

#define PASS_ON_COLUMNS "answer,system,where,read2,ctv3,snomed,confirmed\n"

static void what_is_entered_where(void **state)
{
	scoped(arena_free) Arena arena = {0};
	SiteList list;
	Error err = {0};
	assert_true(read_list(PASS_ON_COLUMNS "scr-none,emis,\"a code, there\",9Ndo.,-,,no\nshare,spine,-,-,-,-,yes\n",
			      &arena, &list, &err));
	assert_int_equal(list.count, 2);
	assert_int_equal(list.pass_on[0].answer, PASS_ON_SCR_NONE);
	assert_string_equal(list.pass_on[0].where, "a code, there");
	assert_string_equal(list.pass_on[0].read2, "9Ndo.");
	assert_null(list.pass_on[0].ctv3);
	assert_null(list.pass_on[0].snomed);
	assert_int_equal(list.pass_on[0].confirmed, TRUTH_FALSE);
	assert_int_equal(list.pass_on[1].system, PASSED_TO_SPINE);
	assert_null(list.pass_on[1].where);
}

/* A site begins its own from what is installed. */
static void the_installed_table_is_a_list(void **state)
{
	scoped(arena_free) Arena arena = {0};
	SiteList list;
	Source source;
	Error err = {0};
	assert_true(source_open(&source, "assets/codes/pass-on.tsv", &err));
	if (!site_list_read(&source, SITE_LIST_PASS_ON, &arena, &list, &err))
		fail_msg("%s", err.text);
	source_close(&source);
	assert_string_equal(pass_on_write(list.pass_on, list.count, &arena),
			    pass_on_write(pass_on_rows, pass_on_row_count, &arena));
}

static void what_is_not_right_is_named(void **state)
{
	static const struct {
		const char *text, *part;
	} cases[] = {
		{"system,code\nsnomed,76272014\n", "line 2: \"76272014\" is not a SNOMED CT code"},
		{"system,code\nicd,76272004\n", "line 2: The field \"system\""},
		{"system,code\nsnomed\n", "line 2: The field \"code\" is missing"},
		{"code,system,mig\nRWE,emiss,yes\n", "line 2: The field \"system\" is not systmone"},
		{"code,system,mig\nRWE,,\n", "line 2: The field \"system\""},
		{"code,system,mig\n\nRWE,emis,perhaps\n", "line 3: The field \"mig\" is neither"},
		{"code,system,mig,scr\nRWE,emis,no,perhaps\n", "line 2: The field \"scr\" is neither"},
		{"code,system,mig,scr\nRWE,,,\n", "line 2: The field \"system\""},
		{"code,system,mig,scr,\nRWE,emis,no,no,no\n", "line 2: There are 5 columns, and the list has 4"},
		{"code,system\nR WE,emis\n", "line 2: The field \"code\" is not an organisation code"},
		{"code,standing\nRWE,allowed\nRT5,banned\n", "line 3: The field \"standing\" is not allowed"},
		{"code,standing\nRWE,allowed,x,y\n", "line 2: There are 4 columns, and the list has 3"},
		{"code,standing\n\"RWE,allowed\n", "line 2: A quotation mark"},
		{"code,standing\nRWE,allowed,\"a\x01z\"\n", "line 2: The field \"name\""},
		{"code,standing\nRWE,allowed,\xE9\n", "ine 2"},
		{PASS_ON_COLUMNS "scr,emis,a,-,-,-,yes\n", "line 2: The field \"answer\" is no answer"},
		{PASS_ON_COLUMNS "share,vision,a,-,-,-,yes\n", "line 2: The field \"system\" is not systmone"},
		{PASS_ON_COLUMNS "share,emis,a,-,-,-,\n", "line 2: The field \"confirmed\" is neither"},
		{PASS_ON_COLUMNS "share,emis,a,-,-,416409006,yes\n", "line 2: \"416409006\" is not a SNOMED CT code"},
		{PASS_ON_COLUMNS "share,emis,a,9Nd o,-,-,yes\n", "line 2: \"9Nd o\" is not a Read code"},
		{"code,system,mig,More\nRWE,emis,no,1\n",
		 "line 1: Column 4, \"more\", is too much: this list has the columns code, system, mig, scr"},
		{"Code,Standing,Comment\nRWE,allowed,x\n", "line 1: Column 3, \"comment\", is too much"},
		{"code,standing,name,,\nRWE,allowed,x,,\n", "line 1: Column 4 is too much"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		SiteList list;
		Error err = {0};
		if (read_list(cases[i].text, &arena, &list, &err) || !strstr(err.text, cases[i].part))
			fail_msg("case %zu said: %s", i, err.text);
	}
}

/* Whatever a name holds, it is one cell of one row, and no formula. */
static void test_no_cell_is_a_formula(void **state)
{
	static const char *const cells[] = {"\t=1+1", "\r\n@SUM(A1)", "\uFF1D1+1", "a\tb\nc", "-", "1-1"};
	char text[256];
	Error err = {0};
	FILE *file = fmemopen(text, sizeof text, "w");
	assert_non_null(file);
	assert_true(csv_table_write(&(Table){cells, 6, 1}, file, &err));
	fclose(file);
	assert_string_equal(text, "\"' =1+1\",\"'\uFFFD @SUM(A1)\",\"'\uFF1D1+1\",\"a b c\",\"'-\",\"1-1\"\r\n");
}

static void a_table_written_is_a_list_again(void **state)
{
	static const char *const cells[] = {"code", "standing",	  "name", "RWE", "allowed", "Infirmary, \"the\"",
					    "RT5",  "prohibited", "=1+1"};
	char text[512];
	scoped(arena_free) Arena arena = {0};
	SiteList list;
	Error err = {0};
	FILE *file = fmemopen(text, sizeof text, "w");
	assert_non_null(file);
	assert_true(csv_table_write(&(Table){cells, 3, 3}, file, &err));
	fclose(file);
	assert_string_equal(text, "\"code\",\"standing\",\"name\"\r\n\"RWE\",\"allowed\",\"Infirmary, \"\"the\"\"\"\r\n"
				  "\"RT5\",\"prohibited\",\"'=1+1\"\r\n");
	if (!read_list(text, &arena, &list, &err))
		fail_msg("%s", err.text);
	assert_int_equal(list.count, 2);
	assert_int_equal(list.standings[1].standing, STANDING_PROHIBITED);
	file = fopen("/dev/full", "w");
	if (!file)
		skip();
	assert_false(csv_table_write(&(Table){cells, 3, 3}, file, &err));
	fclose(file);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lists_are_known_by_their_columns),
		cmocka_unit_test(what_lists_say),
		cmocka_unit_test(what_is_entered_where),
		cmocka_unit_test(the_installed_table_is_a_list),
		cmocka_unit_test(what_is_not_right_is_named),
		cmocka_unit_test(test_no_cell_is_a_formula),
		cmocka_unit_test(a_table_written_is_a_list_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
