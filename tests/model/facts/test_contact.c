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
	static const char *const good[] = {"mo@example.com", "m.ashby+nhs@mail.example.co.uk", "a@b.c"};
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
	};
	for (size_t i = 0; i < countof(good); i++)
		assert_true(contact_email(good[i], NULL));
	for (size_t i = 0; i < countof(bad); i++)
		assert_false(contact_email(bad[i], NULL));
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(mobiles_in_every_spelling), cmocka_unit_test(addresses)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
