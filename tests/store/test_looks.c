/* Who has looked, by index: each page is what looking through all of it would give. */
#include "sample.h"

#include "base/macros.h"
#include "model/ledger/ledger.h"
#include "store/inside.h"
#include "store/statement.h"

enum { LOOKS = 4000, NAMES = 1000, TIMES = 37 };

static const char *name_of(int i, Arena *arena)
{
	const int number = i * 9 % (NAMES + 1);
	return number == NAMES ? "" : arena_print(arena, "Staff %d", number);
}

static LineSource source_of(int i)
{
	return i % 3 ? SOURCE_DESK : SOURCE_LEDGER_LINES;
}

static Instant time_of(int i)
{
	return (Instant){1700000000 - (i % 97 == 0 ? 1000000 : 0) + i * 31 % TIMES};
}

static void tell_looks(Sample *s)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = 0; i < LOOKS; i++) {
		Line line = line_empty(line_kind_find("viewed"));
		line.fact.id = arena_print(&s->arena, "v%d", i);
		line.fact.patient = "111";
		line.fact.org = "C82001";
		line.fact.by = name_of(i, &s->arena);
		line.fact.at = line.fact.recorded_at = time_of(i);
		must(s->ledger.ops->append(s->ledger.self, &line, source_of(i), &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static bool is_wanted(int i, const LookQuery *query, Arena *arena)
{
	const LookPlace place = {time_of(i), i + 1};
	const int by_time = instant_order(place.at, query->from.at);
	const int order = by_time ? by_time : (place.seq > query->from.seq) - (place.seq < query->from.seq);
	const char *by = query->of ? name_of(i, arena) : NULL;
	bool of = !query->of;
	for (size_t k = 0; query->of && k < query->of->count && !of; k++)
		of = query->of->items[k].source == source_of(i) && text_is(query->of->items[k].by, by);
	return of && (query->up ? order >= 0 : order <= 0);
}

static int by_place(const void *a, const void *b)
{
	const LookPlace *first = a, *second = b;
	const int order = instant_order(first->at, second->at);
	return order ? order : (first->seq > second->seq) - (first->seq < second->seq);
}

static void is_as_looked_through(Sample *s, LookQuery query)
{
	static LookPlace all[LOOKS];
	size_t count = 0;
	FactList found;
	for (int i = 0; i < LOOKS; i++)
		if (is_wanted(i, &query, &s->arena))
			all[count++] = (LookPlace){time_of(i), i + 1};
	qsort(all, count, sizeof *all, by_place);
	must(s->ledger.ops->looks(s->ledger.self, &query, &s->arena, &found, &s->err), s);
	assert_int_equal(found.count, count < query.limit ? count : query.limit);
	for (size_t i = 0; i < found.count; i++)
		assert_int_equal(found.items[i].seq, all[query.up ? i : count - 1 - i].seq);
}

static void test_a_page_is_what_is_nearest(void **state)
{
	Sample s;
	LookerList lookers;
	sample_begin(&s);
	tell_looks(&s);
	must(s.ledger.ops->lookers(s.ledger.self, &s.arena, &lookers, &s.err), &s);
	assert_int_equal(lookers.count, 2 * (NAMES + 1));
	for (size_t i = 1; i < lookers.count; i++)
		assert_false(lookers.items[i - 1].source == lookers.items[i].source &&
			     text_is(lookers.items[i - 1].by, lookers.items[i].by));
	const LookerList one = {lookers.items + 5, 1}, some = {lookers.items + 900, 300}, none = {0};
	const LookerList *const of[] = {NULL, &lookers, &one, &some, &none};
	for (size_t i = 0; i < countof(of); i++)
		for (int up = 0; up < 2; up++) {
			is_as_looked_through(&s, (LookQuery){of[i], {INSTANT_MAX, INT64_MAX}, up, 50});
			is_as_looked_through(&s, (LookQuery){of[i], {INSTANT_MIN, INT64_MIN}, up, 50});
			is_as_looked_through(&s, (LookQuery){of[i], {time_of(11), 2000}, up, 7});
			is_as_looked_through(&s, (LookQuery){of[i], {time_of(97), 98}, up, 200});
			is_as_looked_through(&s, (LookQuery){of[i], {time_of(11), 12}, up, 0});
		}
	sample_end(&s);
}

/* Of each kind of fact one. */
static void test_these_kinds_are_looks(void **state)
{
	Sample s;
	FactList found;
	Text said = {.arena = &s.arena};
	sample_begin(&s);
	for (size_t k = 0; k < line_kind_count; k++) {
		Line line = sample_line(&line_kinds[k], 1, &s.arena);
		if (line.kind->type == LINE_FACT)
			line.fact.at = (Instant){1700000000};
		sample_tell(&s, &line, SOURCE_DESK);
	}
	const LookQuery query = {.from = {INSTANT_MIN, 0}, .up = true, .limit = 100};
	must(s.ledger.ops->looks(s.ledger.self, &query, &s.arena, &found, &s.err), &s);
	for (size_t i = 0; i < found.count; i++)
		text_add_print(&said, "%s ", line_kind_of_fact((FactKind)found.items[i].kind)->name);
	assert_string_equal(text_done(&said), "override override-ended override-reviewed viewed access-given imported "
					      "exported account setting ");
	sample_end(&s);
}

static void goes_by(Sample *s, StatementId id, const char *index, const char *step)
{
	scoped(statement_done) Statement asked = NULL;
	scoped(statement_end) Statement plan = NULL;
	bool found = false;
	must(statement_get(s->store, id, &asked, &s->err), s);
	const char *sql = arena_print(&s->arena, "EXPLAIN QUERY PLAN %s", sqlite3_sql(asked));
	must(statement_make(s->store, sql, &plan, &s->err), s);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *is = (const char *)sqlite3_column_text(plan, 3);
		if (strstr(is, "TEMP B-TREE") || strstr(is, "SCAN") || (strstr(is, "SEARCH") && !strstr(is, index)))
			fail_msg("%s: %s", sqlite3_sql(asked), is);
		found |= strstr(is, step) != NULL;
	}
	assert_true(found);
}

/* Of one second there may be many: these too are found by where they stand, and none is put in order. */
static void test_none_looks_through_them_all(void **state)
{
	Sample s;
	sample_begin(&s);
	goes_by(&s, STATEMENT_NEXT_LOOKER, "ledger_looker", "(<expr>>?)");
	goes_by(&s, STATEMENT_LOOKS_DOWN, "ledger_looked", "(at=? AND rowid<?)");
	goes_by(&s, STATEMENT_LOOKS_UP, "ledger_looked", "(at=? AND rowid>?)");
	goes_by(&s, STATEMENT_LOOKS_DOWN_OF, "ledger_looker", "(<expr>=? AND at=? AND rowid<?)");
	goes_by(&s, STATEMENT_LOOKS_UP_OF, "ledger_looker", "(<expr>=? AND at=? AND rowid>?)");
	sample_end(&s);
}

/* Where it is changed past sharedesk, who looked is not asked for for ever. */
static void test_a_name_that_cannot_be_read_is_refused(void **state)
{
	Sample s;
	LookerList lookers;
	sqlite3 *raw;
	sample_begin(&s);
	Line line = sample_line(line_kind_find("viewed"), 1, &s.arena);
	sample_tell(&s, &line, SOURCE_DESK);
	assert_int_equal(sqlite3_open(s.path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw,
				      "DROP TRIGGER ledger_no_update; UPDATE ledger SET \"by\" = 'A' || char(0) || 'B'",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(raw);
	assert_false(s.ledger.ops->lookers(s.ledger.self, &s.arena, &lookers, &s.err));
	assert_non_null(strstr(s.err.text, "Line 1 of"));
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_page_is_what_is_nearest),
		cmocka_unit_test(test_these_kinds_are_looks),
		cmocka_unit_test(test_none_looks_through_them_all),
		cmocka_unit_test(test_a_name_that_cannot_be_read_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
