#include "unit.h"

#include <sodium.h>
#include <string.h>

#include "base/macros.h"
#include "model/ledger/chain.h"

static Line organisation_line(const char *name)
{
	Organisation organisation = {
		.code = "C82001", .name = name, .care = CARE_GP, .system = SYSTEM_EMIS, .mig = TRUTH_TRUE};
	return line_of_organisation(&organisation);
}

static void test_a_seal_is_what_the_header_says(void **state)
{
	scoped(arena_free) Arena arena = {0};
	static const char text[] = "kind=organisation\ncode=C82001\nname=A\ncare=gp\nsystem=emis\nmig=true\n";
	unsigned char bytes[SEAL_BYTES + 9 + sizeof text - 1] = {0}, expected[SEAL_BYTES];
	Seal zero = {{0}};
	Line line = organisation_line("A");
	bytes[SEAL_BYTES + 6] = 0x01; /* seq 258, big-endian */
	bytes[SEAL_BYTES + 7] = 0x02;
	bytes[SEAL_BYTES + 8] = SOURCE_ODS;
	memcpy(bytes + SEAL_BYTES + 9, text, sizeof text - 1);
	crypto_generichash(expected, sizeof expected, bytes, sizeof bytes, NULL, 0);
	Seal seal = chain_next(&zero, 258, SOURCE_ODS, &line, &arena);
	assert_memory_equal(seal.bytes, expected, SEAL_BYTES);
}

static void test_anything_moved_breaks_it(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Seal zero = {{0}}, one = {{1}};
	Line line = organisation_line("A"), other = organisation_line("B");
	Seal seal = chain_next(&zero, 1, SOURCE_DESK, &line, &arena);
	Seal again = chain_next(&zero, 1, SOURCE_DESK, &line, &arena);
	const Seal broken[] = {
		chain_next(&one, 1, SOURCE_DESK, &line, &arena),
		chain_next(&zero, 2, SOURCE_DESK, &line, &arena),
		chain_next(&zero, 1, SOURCE_ODS, &line, &arena),
		chain_next(&zero, 1, SOURCE_DESK, &other, &arena),
	};
	assert_true(seal_same(&seal, &again));
	for (size_t i = 0; i < countof(broken); i++)
		assert_false(seal_same(&seal, &broken[i]));
}

/* What a fact is called and when it was written down is sealed too. */
static void test_no_field_of_a_fact_is_left_out(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Seal zero = {{0}};
	Fact fact = FACT_NONE;
	fact.kind = FACT_EXPORTED;
	fact.id = "f1";
	fact.at = fact.recorded_at = (Instant){100};
	Fact facts[] = {fact, fact, fact, fact};
	facts[1].id = "f2";
	facts[2].recorded_at.seconds++;
	facts[3].at.seconds++;
	Seal seals[countof(facts)];
	for (size_t i = 0; i < countof(facts); i++) {
		Line line = line_of_fact(&facts[i]);
		seals[i] = chain_next(&zero, 1, SOURCE_DESK, &line, &arena);
		assert_true(i == 0 || !seal_same(&seals[i], &seals[0]));
	}
}

static void test_the_scratch_is_given_back(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Seal seal = {{0}};
	Line line = organisation_line("A");
	seal = chain_next(&seal, 1, SOURCE_DESK, &line, &arena);
	size_t held = arena_size(&arena);
	for (int64_t seq = 2; seq < 500; seq++)
		seal = chain_next(&seal, seq, SOURCE_DESK, &line, &arena);
	assert_int_equal(arena_size(&arena), held);
}

static void test_print(void **state)
{
	char out[2 * SEAL_BYTES + 1];
	Seal seal = {{0x0F, 0xA0}};
	seal_print(&seal, out);
	assert_int_equal(strlen(out), 2 * SEAL_BYTES);
	assert_memory_equal(out, "0fa000", 6);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_seal_is_what_the_header_says),
		cmocka_unit_test(test_anything_moved_breaks_it),
		cmocka_unit_test(test_no_field_of_a_fact_is_left_out),
		cmocka_unit_test(test_the_scratch_is_given_back),
		cmocka_unit_test(test_print),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
