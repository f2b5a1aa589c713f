#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "model/facts/organisation.h"

static void test_codes(void **state)
{
	static const char *const valid[] = {
		"C82001", "RWE", "Y01897", "03W", "local-stop-smoking", "a.b", "x", "12345678901234567890123456789012"};
	static const char *const invalid[] = {"",	 "C82 001", "C82001\n", "123456789012345678901234567890123",
					      "C82_001", "\xC3\xA9"};
	for (size_t i = 0; i < countof(valid); i++)
		assert_true(organisation_code_valid(valid[i]));
	for (size_t i = 0; i < countof(invalid); i++)
		assert_false(organisation_code_valid(invalid[i]));
	assert_false(organisation_code_valid(NULL));
}

static void test_codes_as_people_write_them(void **state)
{
	static const struct {
		const char *typed, *code;
	} cases[] = {
		{"C82001", "C82001"},
		{" c82001\t", "C82001"},
		{"\xC2\xA0rwe\r\n", "RWE"},
		{"Local-Stop", "local-stop"},
		{"C82 001", "C82 001"},
		{"  ", ""},
		{"", ""},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++)
		assert_string_equal(organisation_code_read(&arena, cases[i].typed), cases[i].code);
	assert_null(organisation_code_read(&arena, NULL));
}

static void test_closed(void **state)
{
	static const Date today = {2026, 3, 1};
	assert_true(organisation_closed(&(Organisation){.status = "closed"}, today));
	assert_true(organisation_closed(&(Organisation){.status = "active", .closed = {2026, 2, 28}}, today));
	assert_false(organisation_closed(&(Organisation){.status = "active", .closed = {2026, 3, 1}}, today));
	assert_false(organisation_closed(&(Organisation){.status = "dormant"}, today));
	assert_false(organisation_closed(&(Organisation){0}, today));
}

static void test_shares(void **state)
{
	assert_true(organisation_shares(&(Organisation){.system = SYSTEM_SYSTMONE}));
	assert_true(organisation_shares(&(Organisation){.system = SYSTEM_EMIS}));
	assert_false(organisation_shares(&(Organisation){.system = SYSTEM_OTHER}));
	assert_false(organisation_shares(&(Organisation){.system = SYSTEM_UNKNOWN}));
}

static void test_short_names(void **state)
{
	static const struct {
		const char *name, *expected;
	} cases[] = {
		{"UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST", "University Hospitals of Leicester NHS Trust"},
		{"MANCHESTER UNIVERSITY NHS FOUNDATION TRUST", "Manchester University FT"},
		{"Dorset County Hospital NHS Foundation Trust", "Dorset County Hospital FT"},
		{"THE DENSHAM SURGERY", "The Densham Surgery"},
		{"DHU HEALTH CARE CIC OOH", "DHU Health Care CIC OOH"},
		{"ST JOHN'S MEDICAL CENTRE", "St John's Medical Centre"},
		{"DR O'BRIEN & PARTNERS", "Dr O'Brien & Partners"},
		{"EAST PARK MEDICAL CENTRE (RP PANDYA)", "East Park Medical Centre (RP Pandya)"},
		{"STOCKTON-ON-TEES CENTRE", "Stockton-on-Tees Centre"},
		{"Orchid House", "Orchid House"},
		{"UHL", "UHL"},
		{"HEALTH DATA BROKERS LTD", "Health Data Brokers Ltd"},
		{"UHL MAIN SITE", "UHL Main Site"},
		{"NHS LEICESTER ICB - 01Y", "NHS Leicester ICB - 01Y"},
		{"ID PATCHETT & IP JONES", "ID Patchett & IP Jones"},
		{"DENTAL TEAM 99A", "Dental Team 99A"},
		{"EPUT CARE HUB, OLD MILL LANE", "EPUT Care Hub, Old Mill Lane"},
		{"A&E AT THE ROYAL", "A&E at the Royal"},
		{"", ""},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		char out[80];
		size_t n = organisation_short_name(&(Organisation){.name = cases[i].name}, out, sizeof out);
		assert_string_equal(out, cases[i].expected);
		assert_int_equal(n, strlen(cases[i].expected));
	}
}

static void test_words_that_find(void **state)
{
	const Organisation trust = {.code = "RWE",
				    .name = "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST",
				    .address = "LEICESTER ROYAL INFIRMARY, INFIRMARY SQUARE",
				    .town = "LEICESTER",
				    .postcode = "LE1 5WW",
				    .type = "trust"};
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(
		organisation_words(&trust, &arena),
		"rwe university hospitals of leicester nhs trust leicester royal infirmary infirmary square "
		"leicester le1 5ww le15ww uhlt lri");
	assert_string_equal(organisation_words(&(Organisation){.code = "x", .name = "Y"}, &arena), "x y");
	assert_int_equal(organisation_rank(&trust), RANK_TRUST);
	assert_int_equal(organisation_rank(&(Organisation){.type = "commissioner"}), RANK_COMMISSIONER);
	assert_int_equal(organisation_rank(&(Organisation){.type = "prison"}), RANK_OTHER);
	assert_int_equal(organisation_rank(&(Organisation){0}), RANK_OTHER);
}

static void test_towns(void **state)
{
	static const struct {
		const char *town, *expected;
	} cases[] = {
		{"ELY", "Ely"},
		{"STOKE-ON-TRENT", "Stoke-on-Trent"},
		{"BRYN MAWR", "Bryn Mawr"},
		{"Ware", "Ware"},
		{NULL, ""},
		{"ACLE", "Acle"},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++)
		assert_string_equal(organisation_town(&(Organisation){.town = cases[i].town}, &arena),
				    cases[i].expected);
}

static void test_short_name_is_cut_to_the_room(void **state)
{
	char out[8];
	assert_int_equal(organisation_short_name(&(Organisation){.name = "THE DENSHAM SURGERY"}, out, sizeof out), 7);
	assert_string_equal(out, "The Den");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),		cmocka_unit_test(test_codes_as_people_write_them),
		cmocka_unit_test(test_closed),		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_short_names),	cmocka_unit_test(test_towns),
		cmocka_unit_test(test_words_that_find), cmocka_unit_test(test_short_name_is_cut_to_the_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
