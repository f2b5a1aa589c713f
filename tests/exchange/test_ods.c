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
	const char *wanted; /* this one is kept */
	Organisation found;
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
	bool read = ods_read(&file.source, &(Sink){.take = take, .self = taken}, err);
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
	assert_care(ROW("Y01900", "LARKHILL", ADDRESS, "", "", "C", "", "0"), CARE_PLANNED, NULL, "closed");
	assert_care(ROW("Y01901", "SOMETHING NEW", ADDRESS, "", "", "A", "", "99"), CARE_PLANNED, NULL, "active");
	assert_care(ROW("RWE", "HOSPITALS NHS TRUST", ADDRESS, "", "", "", "", ""), CARE_PLANNED, "trust", "active");
	assert_care(ROW("RX9", "EAST MIDLANDS AMBULANCE SERVICE NHS TRUST", ADDRESS, "", "", "", "", ""), CARE_URGENT,
		    "trust", "active");
	assert_care(ROW("RDZ", "BOURNEMOUTH TRUST", ADDRESS, "", "20200930", "", "", ""), CARE_PLANNED, "trust",
		    "closed");
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
		{GOOD GOOD "RWE,X,,,,,,,,,,,,,,,,,,,,,,,,,,\n", "line 3: Column 28 is missing or too much"},
		{ROW("C82 01", "X", ADDRESS, "", "", "A", "", "4"), "line 1: Column 1 is not an organisation code"},
		{ROW("", "X", ADDRESS, "", "", "A", "", "4"), "line 1: Column 1 is not an organisation code"},
		{ROW("C82001", "", ADDRESS, "", "", "A", "", "4"), "line 1: Column 2 has no name"},
		{ROW("C82001", "X", ADDRESS, "1974-04-01", "", "A", "", "4"), "line 1: Column 11 is not a date"},
		{ROW("C82001", "X", ADDRESS, "19740401", "20230229", "A", "", "4"), "line 1: Column 12 is not a date"},
		{ROW("C82001", "X", ADDRESS, "", "", "X", "", "4"), "line 1: Column 13 is not a status"},
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
	assert_false(ods_read(&file.source, &(Sink){.take = refuse, .self = &left}, &err));
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
	if (!ods_read(&source, &(Sink){.take = take, .self = taken}, &err))
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
	assert_int_equal(trusts.found.care, CARE_URGENT);
	assert_string_equal(trusts.found.commissioner, "QT1");
	assert_int_equal(commissioners.count, 320);
	assert_int_equal(commissioners.planned, 320);
	assert_string_equal(commissioners.found.type, "commissioner");
	arena_free(&trusts.arena);
	arena_free(&commissioners.arena);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row),
		cmocka_unit_test(test_care_and_status),
		cmocka_unit_test(test_towns),
		cmocka_unit_test(test_quoted_and_not),
		cmocka_unit_test(test_broken_rows_name_line_and_column),
		cmocka_unit_test(test_the_sink_may_refuse),
		cmocka_unit_test(test_the_real_practices),
		cmocka_unit_test(test_the_real_trusts_and_commissioners),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
