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

static void goes_by_in(Sample *s, Store *store, StatementId id, const char *index, const char *step)
{
	scoped(statement_done) Statement asked = NULL;
	scoped(statement_end) Statement plan = NULL;
	bool found = false;
	must(statement_get(store, id, &asked, &s->err), s);
	const char *sql = arena_print(&s->arena, "EXPLAIN QUERY PLAN %s", sqlite3_sql(asked));
	must(statement_make(store, sql, &plan, &s->err), s);
	while (sqlite3_step(plan) == SQLITE_ROW) {
		const char *is = (const char *)sqlite3_column_text(plan, 3);
		if (strstr(is, "TEMP B-TREE") || strstr(is, "SCAN") || (strstr(is, "SEARCH") && !strstr(is, index)))
			fail_msg("%s: %s", sqlite3_sql(asked), is);
		found |= strstr(is, step) != NULL;
	}
	assert_true(found);
}

static void goes_by(Sample *s, StatementId id, const char *index, const char *step)
{
	goes_by_in(s, s->store, id, index, step);
}

/* One that is no look, or a look, of either of two patients; its name says its turn. */
static void tell_turn(Sample *s, int turn)
{
	Line line = line_empty(line_kind_find(turn % 3 == 1 || turn % 7 == 0 ? "viewed" : "contact"));
	line.fact.id = arena_print(&s->arena, "f%02d", turn);
	line.fact.patient = turn % 5 == 4 ? "222" : "111";
	line.fact.org = line.fact.kind == FACT_VIEWED ? "C82001" : NULL;
	line.fact.by = "Sam";
	line.fact.at = line.fact.recorded_at = (Instant){1700000000};
	sample_tell(s, &line, SOURCE_DESK);
}

/* The last line then stands as if so many had been told. */
static void move_last(Sample *s, int64_t seq)
{
	const char *sql = arena_print(
		&s->arena, "UPDATE ledger SET seq = %lld WHERE seq = (SELECT max(seq) FROM ledger)", (long long)seq);
	assert_int_equal(raw_sql(s->path, sql), SQLITE_OK);
}

static void are_all_after(Sample *s, const char *patient, const char *last)
{
	FactList all, since;
	int64_t seq = 0;
	size_t left = 0;
	must(s->ledger.ops->facts(s->ledger.self, patient, &s->arena, &all, &s->err), s);
	for (size_t i = 0; i < all.count; i++) {
		if (i > 0)
			assert_true(all.items[i - 1].seq < all.items[i].seq);
		seq = strcmp(all.items[i].id, last) <= 0 ? all.items[i].seq : seq;
		left += strcmp(all.items[i].id, last) > 0;
	}
	must(s->ledger.ops->facts_since(s->ledger.self, patient, seq, &s->arena, &since, &s->err), s);
	assert_int_equal(since.count, left);
	for (size_t i = 0; i < left; i++)
		assert_int_equal(since.items[i].seq, all.items[all.count - left + i].seq);
}

/* Whatever part of the ledger they are told in. */
static void test_looks_stand_among_what_else_was_told(void **state)
{
	enum { TURNS = 30, PART = 1 << 20 };
	Sample s;
	FactList all;
	Text said = {.arena = &s.arena}, wanted = {.arena = &s.arena};
	sample_begin(&s);
	assert_int_equal(raw_sql(s.path, "DROP TRIGGER ledger_no_update"), SQLITE_OK);
	for (int turn = 0; turn < TURNS; turn++) {
		tell_turn(&s, turn);
		if (turn % 10 == 9)
			move_last(&s, PART * (int64_t)turn / 9 - 5);
		if (turn % 5 != 4)
			text_add_print(&wanted, "f%02d ", turn);
	}
	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &all, &s.err), &s);
	for (size_t i = 0; i < all.count; i++)
		text_add_print(&said, "%s ", all.items[i].id);
	assert_string_equal(text_done(&said), text_done(&wanted));
	for (int turn = -1; turn < TURNS; turn++) {
		const char *last = turn < 0 ? "" : arena_print(&s.arena, "f%02d", turn);
		are_all_after(&s, "111", last);
		are_all_after(&s, "222", last);
		are_all_after(&s, "333", last);
	}
	sample_end(&s);
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

/* At a kiosk too, where the ledger is a view. */
static void test_nor_does_who_reads_a_patient(void **state)
{
	Sample s;
	Store *kiosk = NULL;
	sample_begin(&s);
	must(store_open_kiosk(s.path, "1", &kiosk, &s.err), &s);
	Store *const stores[] = {s.store, kiosk};
	for (size_t i = 0; i < countof(stores); i++) {
		goes_by_in(&s, stores[i], STATEMENT_FACTS, "ledger_patient", "(patient=? AND rowid>?)");
		goes_by_in(&s, stores[i], STATEMENT_VIEWINGS, "ledger_viewed", "(<expr>=? AND patient=? AND rowid>?)");
	}
	goes_by(&s, STATEMENT_BRIEF_FACTS, "ledger_patient", "(patient=? AND rowid>?)");
	store_close(kiosk);
	sample_end(&s);
}

static Line look(const char *id, Arena *arena)
{
	Line line = line_empty(line_kind_find("viewed"));
	line.fact.id = arena_text(arena, id);
	line.fact.patient = "111";
	line.fact.org = "C82001";
	line.fact.by = "Sam";
	line.fact.at = line.fact.recorded_at = (Instant){1700000000};
	return line;
}

/* The same lines and seals, however many are told at once; of such as cannot be told none is. */
static void test_told_at_once_is_told_one_by_one(void **state)
{
	enum { MANY = 150 };
	Sample s[2];
	int64_t seq[2];
	Seal seal[2];
	Line lines[2][MANY];
	for (int i = 0; i < 2; i++) {
		sample_begin(&s[i]);
		const LedgerOps *ops = s[i].ledger.ops;
		for (int k = 0; k < MANY; k++)
			lines[i][k] = look(arena_print(&s[i].arena, "v%d", k), &s[i].arena);
		must(ops->begin(s[i].ledger.self, &s[i].err), &s[i]);
		for (int k = 0; k < MANY && i == 0; k++)
			must(ops->append(s[i].ledger.self, &lines[i][k], SOURCE_DESK, &s[i].err), &s[i]);
		if (i == 1)
			must(ops->append_all(s[i].ledger.self, lines[i], MANY, SOURCE_DESK, &s[i].err), &s[i]);
		must(ops->commit(s[i].ledger.self, &s[i].err), &s[i]);
		must(ops->begin(s[i].ledger.self, &s[i].err), &s[i]);
		Line again[MANY];
		for (int k = 0; k < MANY; k++)
			again[k] = look(k == 40 ? "v77" : arena_print(&s[i].arena, "w%d", k), &s[i].arena);
		assert_false(ops->append_all(s[i].ledger.self, again, MANY, SOURCE_DESK, &s[i].err));
		assert_false(ops->commit(s[i].ledger.self, &s[i].err));
		ops->rollback(s[i].ledger.self);
		must(ops->head(s[i].ledger.self, &seq[i], &seal[i], &s[i].err), &s[i]);
	}
	assert_int_equal(seq[0], MANY);
	assert_int_equal(seq[1], MANY);
	assert_memory_equal(&seal[0], &seal[1], sizeof seal[0]);
	for (int k = 0; k < MANY; k++) {
		assert_int_equal(lines[1][k].fact.seq, k + 1);
		assert_true(lines[1][k].fact.told_here);
	}
	sample_end(&s[0]);
	sample_end(&s[1]);
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
		cmocka_unit_test(test_looks_stand_among_what_else_was_told),
		cmocka_unit_test(test_none_looks_through_them_all),
		cmocka_unit_test(test_nor_does_who_reads_a_patient),
		cmocka_unit_test(test_told_at_once_is_told_one_by_one),
		cmocka_unit_test(test_a_name_that_cannot_be_read_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
