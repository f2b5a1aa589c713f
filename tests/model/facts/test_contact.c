#include "model/facts/contact.h"

#include "base/macros.h"
#include "unit.h"

static void mobiles_in_every_spelling(void **state)
{
	static const struct {
		const char *typed, *kept; /* NULL: refused */
	} rows[] = {
		{"07700900111", "07700900111"},
		{"07700 900 111", "07700900111"},
		{"+44 7700 900111", "07700900111"},
		{"+44 (0)7700 900-111", "07700900111"},
		{"0044 7700.900.111", "07700900111"},
		{"+44 (0)7700 900123", "07700900123"},
		{"\u00A007700\u00A0900111\u00A0", "07700900111"},
		{"\t+44\u202F7700 900111\r\n", "07700900111"},
		{"\u202A07700900111\u202C", "07700900111"},
		{"07700\u2011900\u2013111", "07700900111"},
		{"N/A", NULL},
		{"n/k", NULL},
		{"-", NULL},
		{"07700900111 07700900112", NULL},
		{"07700900111/07700900112", NULL},
		{"07700900111 or 01162520000", NULL},
		{"tel:07700900111", NULL},
		{"ann@example.com", NULL},
		{"7700900111", NULL},
		{"0770090011", NULL},
		{"077009001111", NULL},
		{"01162520000", NULL},
		{"+33612345678", NULL},
		{"0770090011a", NULL},
		{"", NULL},
		{"+", NULL},
		{"07700+900111", NULL},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		char kept[CONTACT_MOBILE + 1] = "";
		assert_int_equal(contact_mobile(rows[i].typed, kept, NULL), rows[i].kept != NULL);
		assert_string_equal(kept, rows[i].kept ? rows[i].kept : "");
	}
}

static void addresses(void **state)
{
	static const char *const good[] = {"mo@example.com", "m.ashby+nhs@mail.example.co.uk", "a@b.c",
					   "\u00A0ann@example.com\t"};
	static const char *const bad[] = {
		"",
		"mo",
		"@example.com",
		"mo@",
		"mo@example",
		"mo@@example.com",
		"mo ashby@example.com",
		"mo@example..com",
		"mo@.com",
		"mo@example.com.",
		"mo@-example.com",
		"a\nb@example.com",
		"<mo@example.com>",
		"mailto:mo@example.com",
		"mo@example.com; ann@example.com",
		"mo\u00A0ashby@example.com",
		"N/A",
		"none@",
	};
	for (size_t i = 0; i < countof(good); i++)
		assert_true(contact_email(good[i], NULL));
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(contact_email(bad[i], NULL));
}

static void one_form(void **state)
{
	scoped(arena_free) Arena arena = {0};
	assert_string_equal(contact_form(CODE_SMS, "+44 (0)7700 900123", &arena), "07700900123");
	assert_string_equal(contact_form(CODE_EMAIL, "\u00A0ann@example.com ", &arena), "ann@example.com");
	assert_string_equal(contact_form(CODE_SMS, "ann@example.com", &arena), "");
	assert_string_equal(contact_form(CODE_EMAIL, "07700900123", &arena), "");
	assert_string_equal(contact_form(CODE_SMS, "", &arena), "");
	assert_string_equal(contact_form(CODE_EMAIL, NULL, &arena), "");
}

/* What is on file and cannot be sent to is no way to the patient. */
static void who_can_be_reached(void **state)
{
	static const struct {
		Person person;
		bool reachable;
	} cases[] = {
		{{.mobile = "07700900111"}, true},
		{{.email = "ann@example.com"}, true},
		{{.online = TRUTH_TRUE}, true},
		{{.mobile = "N/A", .email = "ann@example.com"}, true},
		{{.mobile = "N/A"}, false},
		{{.mobile = "0116 252 0000"}, false},
		{{.mobile = "07700900111 07700900112"}, false},
		{{.email = "ann@@example.com"}, false},
		{{.email = "07700900111"}, false},
		{{.mobile = ""}, false},
		{{.mobile = "07700900111", .prefers = PREFERS_NONE}, false},
	};
	for (size_t i = 0; i < countof(cases); i++)
		assert_int_equal(person_reachable(&cases[i].person), cases[i].reachable);
}

static void postcodes_in_every_spelling(void **state)
{
	static const struct {
		const char *typed, *kept; /* NULL: refused */
	} rows[] = {
		{"LE8 0HD", "LE8 0HD"},
		{"le80hd", "LE8 0HD"},
		{" Le 8 0 hd ", "LE8 0HD"},
		{"M1 1AA", "M1 1AA"},
		{"sw1a1aa", "SW1A 1AA"},
		{"W1A 0AX", "W1A 0AX"},
		{"cr2 6xh", "CR2 6XH"},
		{"dn551pt", "DN55 1PT"},
		{"LE8 08HD", "LE80 8HD"},
		{"LE8", NULL},
		{"", NULL},
		{" ", NULL},
		{"LE8 0H", NULL},
		{"LE8-0HD", NULL},
		{"12345", NULL},
		{"LEICESTER", NULL},
		{"LE8 0HD 9", NULL},
		{"LÉ8 0HD", NULL},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		char kept[CONTACT_POSTCODE + 1] = "";
		assert_int_equal(contact_postcode(rows[i].typed, kept, NULL), rows[i].kept != NULL);
		assert_string_equal(kept, rows[i].kept ? rows[i].kept : "");
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mobiles_in_every_spelling),
		cmocka_unit_test(addresses),
		cmocka_unit_test(one_form),
		cmocka_unit_test(who_can_be_reached),
		cmocka_unit_test(postcodes_in_every_spelling),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
