#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/files.h"
#include "exchange/ods.h"

enum { KEPT = 16 };

typedef struct Taken {
	Arena arena;
	Organisation first[KEPT];
	size_t count, gp, urgent, planned, active, closed, dormant, proposed;
	size_t trusts, commissioners;
	const char *wanted; /* this one is kept */
	Organisation found;
	OdsSummary summary;
} Taken;

static void count_one(Taken *taken, const Organisation *organisation)
{
	taken->count++;
	taken->gp += organisation->care == CARE_GP;
	taken->urgent += organisation->care == CARE_URGENT;
	taken->planned += organisation->care == CARE_PLANNED;
	taken->active += text_is(organisation->status, "active");
	taken->closed += text_is(organisation->status, "closed");
	taken->dormant += text_is(organisation->status, "dormant");
	taken->proposed += text_is(organisation->status, "proposed");
	taken->trusts += text_is(organisation->type, "trust");
	taken->commissioners += text_is(organisation->type, "commissioner");
}

static bool take(void *self, Line *line, Error *err)
{
	Taken *taken = self;
	Line copy = *line;
	assert_int_equal(line->kind->type, LINE_ORGANISATION);
	if (taken->count < KEPT || text_is(taken->wanted, line->organisation.code))
		line_keep(&copy, &taken->arena);
	if (taken->count < KEPT)
		taken->first[taken->count] = copy.organisation;
	if (text_is(taken->wanted, line->organisation.code))
		taken->found = copy.organisation;
	count_one(taken, &line->organisation);
	return true;
}

static bool read_bytes(const char *bytes, Taken *taken, Error *err)
{
	TestFile file;
	test_file_open(&file, bytes, strlen(bytes));
	bool read = ods_read(&file.source, &(Sink){.take = take, .self = taken}, &taken->summary, err);
	test_file_done(&file);
	return read;
}

/* Columns 1, 2, then 3–9, 10, 11, 12, 13, 14, 15, 16–17, 18, 19–25, 26, 27. */
#define ROW(code, name, address, opened, closed, status, phone, setting) \
	"\"" code "\",\"" name "\",\"Y60\",\"QK1\"," address ",\"LE8 0LG\",\"" opened "\",\"" closed "\",\"" status \
	"\",\"B\",\"03W\",\"20130401\",\"\",\"" phone "\",\"\",\"\",\"\",\"0\",\"\",\"03W\",\"\",\"" setting \
	"\",\"\"\n"
#define ADDRESS "\"SMEETON ROAD\",\"KIBWORTH\",\"LEICESTERSHIRE\",\"\",\"\""
#define GOOD ROW("C82001", "SOUTH LEICESTERSHIRE MEDICAL GROUP", ADDRESS, "19740401", "", "A", "0116 2793308", "4")

static void test_a_row(void **state)
{
	Taken taken = {0};
	assert_true(read_bytes("\xEF\xBB\xBF" GOOD, &taken, NULL));
	assert_int_equal(taken.count, 1);
	const Organisation *practice = &taken.first[0];
	assert_string_equal(practice->code, "C82001");
	assert_string_equal(practice->name, "SOUTH LEICESTERSHIRE MEDICAL GROUP");
	assert_string_equal(practice->commissioner, "03W");
	assert_string_equal(practice->town, "KIBWORTH");
	assert_string_equal(practice->address, "SMEETON ROAD, LEICESTERSHIRE");
	assert_string_equal(practice->postcode, "LE8 0LG");
	assert_string_equal(practice->phone, "0116 2793308");
	assert_string_equal(practice->status, "active");
	assert_null(practice->type);
	assert_int_equal(date_order(practice->opened, (Date){1974, 4, 1}), 0);
	assert_true(date_is_none(practice->closed));
	assert_int_equal(practice->care, CARE_GP);
	assert_int_equal(practice->system, SYSTEM_UNKNOWN);
	assert_int_equal(practice->mig, TRUTH_FALSE);
	arena_free(&taken.arena);
}

static void assert_care(const char *row, Care care, const char *type, const char *status)
{
	Taken taken = {0};
	assert_true(read_bytes(row, &taken, NULL));
	assert_int_equal(taken.first[0].care, care);
	assert_true(text_is(taken.first[0].type, type));
	assert_string_equal(taken.first[0].status, status);
	arena_free(&taken.arena);
}

static void test_care_and_status(void **state)
{
	assert_care(ROW("Y01897", "DHU OOH", ADDRESS, "", "", "A", "", "2"), CARE_URGENT, "out of hours", "active");
	assert_care(ROW("Y01898", "WIC", ADDRESS, "", "", "D", "", "1"), CARE_URGENT, "walk-in centre", "dormant");
	assert_care(ROW("Y01899", "UTC", ADDRESS, "", "", "P", "", "12"), CARE_URGENT, "urgent and emergency care",
		    "proposed");
	assert_care(ROW("Y01902", "RETIRED", ADDRESS, "", "", "B", "", "4"), CARE_GP, NULL, "closed");
	assert_care(ROW("Y01900", "LARKHILL", ADDRESS, "", "", "C", "", "0"), CARE_PLANNED, NULL, "closed");
	assert_care(ROW("Y01901", "SOMETHING NEW", ADDRESS, "", "", "A", "", "99"), CARE_PLANNED, NULL, "active");
	assert_care(ROW("RWE", "HOSPITALS NHS TRUST", ADDRESS, "", "", "", "", ""), CARE_PLANNED, "trust", "active");
	assert_care(ROW("RX9", "EAST MIDLANDS AMBULANCE SERVICE NHS TRUST", ADDRESS, "", "", "", "", ""), CARE_URGENT,
		    "trust", "active");
	assert_care(ROW("RDZ", "BOURNEMOUTH TRUST", ADDRESS, "", "20200930", "", "", ""), CARE_PLANNED, "trust",
		    "closed");
}

/* A row without a prescribing setting is what its code, its roles and its name say, and nothing that they do not. */
static void test_what_has_no_setting(void **state)
{
	static const struct {
		const char *code, *name, *roles, *type;
	} cases[] = {
		{"RWE", "UNIVERSITY HOSPITALS", "", "trust"},
		{"TAF", "CAMDEN CARE", "", "trust"},
		{"K0N6A", "THE ONLINE NHS TRUST", "", "trust"},
		{"RWEAA", "ROYAL INFIRMARY", "", NULL},
		{"00C", "NHS DARLINGTON CCG", "", "commissioner"},
		{"03W", "NHS LEICESTER ICB - 03W", "RO319", "commissioner"},
		{"R0W7N", "HAMMERSMITH - SUB-ICB REPORTING ENTITY", "RO327", "commissioner"},
		{"QK1", "NHS LEICESTER INTEGRATED CARE BOARD", "", "commissioner"},
		{"C82001001", "KIBWORTH BRANCH", "", "branch surgery"},
		{"C82001", "KIBWORTH", "", NULL},
		{"NT3X1", "SPIRE", "", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		char *row = arena_print(&arena, "%s,%s,Y60,QK1,,,,,,,,,A,%s,C82001,,,,,,,,,,,,\n", cases[i].code,
					cases[i].name, cases[i].roles);
		Taken taken = {0};
		assert_true(read_bytes(row, &taken, NULL));
		if (!text_is(taken.first[0].type, cases[i].type))
			fail_msg("%s is a %s", cases[i].code, text_or(taken.first[0].type, "thing without a type"));
		assert_int_equal(taken.first[0].care, CARE_PLANNED);
		arena_free(&taken.arena);
	}
}

/* Column 15 of a branch is the practice that runs it. */
static void test_a_branch_is_commissioned_as_its_region(void **state)
{
	Taken taken = {0};
	assert_true(read_bytes("C82001001,KIBWORTH BRANCH,Y60,QK1,,,,,,,,,A,,C82001,,,,,,,,,,,,\n", &taken, NULL));
	assert_string_equal(taken.first[0].commissioner, "QK1");
	arena_free(&taken.arena);
}

static void test_codes_are_trimmed_and_in_capitals(void **state)
{
	Taken taken = {0};
	assert_true(
		read_bytes("\" c82001\xC2\xA0\",\" KIBWORTH \",Y60,\"qk1 \",,,,,,\" LE8 0LG\",\" 19740401\",,\"c \","
			   ",\" 03w\",,,,,,,,,,,\" 4 \",\n",
			   &taken, NULL));
	assert_string_equal(taken.first[0].code, "C82001");
	assert_string_equal(taken.first[0].name, "KIBWORTH");
	assert_string_equal(taken.first[0].commissioner, "03W");
	assert_string_equal(taken.first[0].postcode, "LE8 0LG");
	assert_string_equal(taken.first[0].status, "closed");
	assert_int_equal(taken.first[0].care, CARE_GP);
	arena_free(&taken.arena);
}

#define DOCTOR ROW("G0102005", "JONES AA", ADDRESS, "19740401", "", "B", "", "")

static void test_doctors_are_passed_over_and_counted(void **state)
{
	Taken taken = {0};
	assert_true(read_bytes(DOCTOR GOOD DOCTOR, &taken, NULL));
	assert_int_equal(taken.count, 1);
	assert_string_equal(taken.first[0].code, "C82001");
	assert_int_equal(taken.summary.doctors, 2);
	arena_free(&taken.arena);
}

static void test_a_list_of_doctors_is_named_as_what_it_is(void **state)
{
	Taken taken = {0};
	Error err = {0};
	assert_false(read_bytes(DOCTOR DOCTOR, &taken, &err));
	assert_string_equal(err.text, "It is a list of doctors (2 rows) and names no organisation: the desk reads the "
				      "lists epraccur, etr and eccg.");
	assert_int_equal(taken.count, 0);
}

static void test_towns(void **state)
{
	static const struct {
		const char *address, *town;
	} cases[] = {
		{"\"COBBETT HOUSE\",\"OXFORD ROAD\",\"\",\"MANCHESTER\",\"\"", "MANCHESTER"},
		{"\"2 ROUNDHOUSE ROAD\",\"PRIDE PARK\",\"DERBY\",\"DERBYSHIRE\",\"\"", "DERBY"},
		{"\"OADBY UCC\",\"\",\"\",\"\",\"KENT\"", NULL},
		{"\"THE SURGERY\",\"\",\"\",\"\",\"\"", NULL},
		{"\"\",\"\",\"\",\"\",\"\"", NULL},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(arena_free) Arena arena = {0};
		Taken taken = {0};
		char *row = arena_print(&arena, "RWE,X,,,%s,,,,,,,,,,,,,,,,,,\n", cases[i].address);
		assert_true(read_bytes(row, &taken, NULL));
		assert_true(text_is(taken.first[0].town, cases[i].town));
		arena_free(&taken.arena);
	}
}

static void test_quoted_and_not(void **state)
{
	Taken taken = {0};
	assert_true(read_bytes(
		"RWE,\"TRUST, \"\"THE\"\"\nOLD\",,,,,,,,,,,,,,,,,,,,,,,,,\r\n\r\nRT5,OTHER,,,,,,,,,,,,,,,,,,,,,,,,,",
		&taken, NULL));
	assert_int_equal(taken.count, 2);
	assert_string_equal(taken.first[0].name, "TRUST, \"THE\"\nOLD");
	assert_string_equal(taken.first[1].code, "RT5");
	assert_null(taken.first[1].postcode);
	assert_null(taken.first[1].commissioner);
	arena_free(&taken.arena);
}

static void test_broken_rows_name_line_and_column(void **state)
{
	static const struct {
		const char *bytes, *says;
	} cases[] = {
		{GOOD "\"C82002\",\"SHORT\"\n" GOOD, "line 2: Column 3 is missing"},
		{GOOD GOOD "RWE,X,,,,,,,,,,,,,,,,,,,,,,,,,,\n",
		 "line 3: Column 28 is too much: the row has 28 columns, not 27."},
		{GOOD "C82002,Y,,,,,,,,,,,,,,,,,,,,,,\n",
		 "line 2: Column 25 is missing: the row has 24 columns, not 27."},
		{ROW("C82 01", "X", ADDRESS, "", "", "A", "", "4"), "line 1: Column 1 is not an organisation code"},
		{ROW("", "X", ADDRESS, "", "", "A", "", "4"), "line 1: Column 1 is not an organisation code"},
		{ROW("C82001", "", ADDRESS, "", "", "A", "", "4"), "line 1: Column 2 has no name"},
		{ROW("C82001", "X", ADDRESS, "1974-04-01", "", "A", "", "4"), "line 1: Column 11 is not a date"},
		{ROW("C82001", "X", ADDRESS, "19740401", "20230229", "A", "", "4"), "line 1: Column 12 is not a date"},
		{ROW("C82001", "X", ADDRESS, "", "", "X", "", "4"),
		 "line 1: Column 13 is not a status: A, B, C, D or P"},
		{ROW("C82001", "X", ADDRESS, "", "", "A", "", "four"),
		 "line 1: Column 26 is not a prescribing setting"},
		{ROW("C82001", "CAF\xC9", ADDRESS, "", "", "A", "", "4"), "line 1: Column 2 is not UTF-8"},
		{GOOD "\"C82001\",\"A \"B\" C\",\n", "line 2: Column 2 has a quotation mark out of place"},
		{GOOD "\n\"C82001\",\"A B C,\n\n", "line 3: Column 2 opens a quotation mark that is never closed"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		Taken taken = {0};
		Error err = {0};
		assert_false(read_bytes(cases[i].bytes, &taken, &err));
		if (!strstr(err.text, cases[i].says))
			fail_msg("\"%s\" does not say \"%s\"", err.text, cases[i].says);
		arena_free(&taken.arena);
	}
}

static bool refuse(void *self, Line *line, Error *err)
{
	int *left = self;
	return --*left > 0 || fail(err, ERROR_REFUSED, "The sink refuses it.");
}

static void test_the_sink_may_refuse(void **state)
{
	TestFile file;
	Error err = {0};
	int left = 2;
	test_file_open(&file, GOOD GOOD GOOD, 3 * (sizeof GOOD - 1));
	assert_false(ods_read(&file.source, &(Sink){.take = refuse, .self = &left}, &(OdsSummary){0}, &err));
	assert_string_equal(err.text, "line 2: The sink refuses it.");
	assert_int_equal(left, 0);
	test_file_done(&file);
}

static bool read_real(const char *name, Taken *taken)
{
	char path[512];
	Source source;
	Error err = {0};
	if (!test_data_path(name, path))
		return false;
	assert_true(source_open(&source, path, NULL));
	if (!ods_read(&source, &(Sink){.take = take, .self = taken}, &taken->summary, &err))
		fail_msg("%s: %s", name, err.text);
	source_close(&source);
	return true;
}

static void test_the_real_practices(void **state)
{
	Taken taken = {.wanted = "C82001"};
	if (!read_real("ods/epraccur_2025-09.csv", &taken))
		skip();
	assert_int_equal(taken.count, 16685);
	assert_int_equal(taken.gp, 8655);
	assert_int_equal(taken.urgent, 360 + 122 + 23 + 169);
	assert_int_equal(taken.active, 12440);
	assert_int_equal(taken.closed, 4024);
	assert_int_equal(taken.dormant, 218);
	assert_int_equal(taken.proposed, 3);
	assert_string_equal(taken.found.town, "KIBWORTH");
	arena_free(&taken.arena);
}

static void test_the_real_trusts_and_commissioners(void **state)
{
	Taken trusts = {.wanted = "RX9"}, commissioners = {.wanted = "03W"};
	if (!read_real("ods/etr_2026-04.csv", &trusts) || !read_real("ods/eccg_2026-01.csv", &commissioners))
		skip();
	assert_int_equal(trusts.count, 274);
	assert_int_equal(trusts.trusts, 274);
	assert_int_equal(trusts.found.care, CARE_URGENT);
	assert_string_equal(trusts.found.commissioner, "QT1");
	assert_int_equal(commissioners.count, 320);
	assert_int_equal(commissioners.planned, 320);
	assert_int_equal(commissioners.commissioners, 320);
	assert_string_equal(commissioners.found.type, "commissioner");
	arena_free(&trusts.arena);
	arena_free(&commissioners.arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row),
		cmocka_unit_test(test_care_and_status),
		cmocka_unit_test(test_what_has_no_setting),
		cmocka_unit_test(test_a_branch_is_commissioned_as_its_region),
		cmocka_unit_test(test_codes_are_trimmed_and_in_capitals),
		cmocka_unit_test(test_doctors_are_passed_over_and_counted),
		cmocka_unit_test(test_a_list_of_doctors_is_named_as_what_it_is),
		cmocka_unit_test(test_towns),
		cmocka_unit_test(test_quoted_and_not),
		cmocka_unit_test(test_broken_rows_name_line_and_column),
		cmocka_unit_test(test_the_sink_may_refuse),
		cmocka_unit_test(test_the_real_practices),
		cmocka_unit_test(test_the_real_trusts_and_commissioners),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
