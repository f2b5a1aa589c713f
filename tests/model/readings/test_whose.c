/* Who recorded a fact: what a file brought is the file's word. */
#include "unit.h"

#include "base/date_zone.h"
#include "model/readings/whose.h"

static const Zone utc = {0};

static const char *said(const World *world, const Fact *fact, Arena *arena)
{
	Text text = {.arena = arena};
	fact_say_by(world, fact, &text);
	return text_done(&text);
}

static void a_file_says_who_and_who_took_it_in(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Fact told[2] = {FACT_NONE, FACT_NONE}, fact = FACT_NONE;
	told[0].kind = told[1].kind = FACT_IMPORTED;
	told[0].name = "forged.jsonl", told[0].first = "1", told[0].last = "99", told[0].by = "Dr Shah";
	told[1].name = "practice.jsonl", told[1].first = "5", told[1].last = "9", told[1].by = "Sam Reed";
	told[1].told_here = true;
	World world = {.standings = {told, 2}, .zone = &utc};
	assert_true(instant_parse("2026-11-30T09:00:00Z", &told[1].at));

	fact.seq = 7, fact.by = "Priya S";
	assert_string_equal(said(&world, &fact, &arena),
			    ", from a file (practice.jsonl, taken in by Sam Reed 30-Nov), which says: Priya S");
	assert_string_equal(fact_by(&fact, &arena), "file: Priya S");
	fact.by = "Sam Reed"; /* a record, whose facts say who took it in */
	assert_string_equal(said(&world, &fact, &arena), ", from a file (practice.jsonl, taken in by Sam Reed 30-Nov)");
	fact.by = NULL;
	assert_string_equal(fact_by(&fact, &arena), "file");
	fact.seq = 4, fact.by = "Priya S"; /* what a file says of files is a file's word too */
	assert_string_equal(said(&world, &fact, &arena), ", from a file, which says: Priya S");
	fact.seq = 7, fact.told_here = true; /* another desk's, meanwhile */
	assert_string_equal(said(&world, &fact, &arena), ", by Priya S");
	assert_string_equal(fact_by(&fact, &arena), "Priya S");
	fact.by = NULL;
	assert_string_equal(said(&world, &fact, &arena), "");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_says_who_and_who_took_it_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
