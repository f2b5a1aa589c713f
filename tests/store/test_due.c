#include "model/desk/work.h"
#include "store/fuzz_sample.h"
#include "store/post.h"

#include "base/macros.h"
#include "store/schema.h"
#include "store/statement.h"

#define FOR_GOOD \
	{ \
		INT64_MAX \
	}

static const Instant soon = {1000}, later = {2000};

static TextList to_look_at(Sample *s, Instant now)
{
	TextList patients;
	must(s->ledger.ops->due_to_look_at(s->ledger.self, now, SIZE_MAX, &s->arena, &patients, &s->err), s);
	return patients;
}

static void put(Sample *s, const char *patient, const DueRow *rows, size_t count, Instant again)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_due(s->ledger.self, patient, &(DueRows){rows, count}, again, NULL, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static const char *listed(Sample *s, DueQuery query)
{
	DueRows rows;
	Text text = {.arena = &s->arena};
	must(s->ledger.ops->due(s->ledger.self, &query, &s->arena, &rows, &s->err), s);
	for (size_t i = 0; i < rows.count; i++)
		text_add_print(&text, "%s/%s/%d ", rows.items[i].patient, rows.items[i].what, rows.items[i].sort);
	return text_done(&text);
}

static size_t counted(Sample *s, int kind, int sort)
{
	DueCounts counts;
	must(s->ledger.ops->due_counts(s->ledger.self, soon, &counts, &s->err), s);
	return counts.of[kind][sort];
}

static const char *doubtful(Sample *s, Instant now)
{
	ParcelList parcels;
	Text text = {.arena = &s->arena};
	must(s->ledger.ops->doubtful_parcels(s->ledger.self, now, &s->arena, &parcels, &s->err), s);
	for (size_t i = 0; i < parcels.count; i++)
		text_add_print(&text, "%s/%s ", parcels.items[i].fact, parcels.items[i].request);
	return text_done(&text);
}

static Line fact_of(const char *id, const char *patient)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_RECEIPT;
	fact.id = id;
	fact.patient = patient;
	fact.at = fact.recorded_at = at(0);
	return line_of_fact(&fact);
}

static void two_patients(Sample *s)
{
	sample_begin(s);
	sample_put(s, sample_person("111", "Ashby", "Maureen", (Date){0}));
	sample_put(s, sample_person("222", "Ashby", "Neil", (Date){0}));
}

static Instant again(Sample *s, const char *patient)
{
	Instant at;
	must(s->ledger.ops->due_again(s->ledger.self, patient, &at, &s->err), s);
	return at;
}

static void each_line_told_marks_its_patient(void **state)
{
	Sample s;
	two_patients(&s);
	assert_int_equal(to_look_at(&s, soon).count, 2);
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, later);
	assert_int_equal(to_look_at(&s, soon).count, 0);
	assert_string_equal(to_look_at(&s, later).items[0], "222"); /* the time alone */
	assert_int_equal(again(&s, "111").seconds, INSTANT_MAX.seconds);
	assert_int_equal(again(&s, "222").seconds, later.seconds);
	sample_put(&s, sample_person("111", "Ashby", "Maureen Ann", (Date){0}));
	assert_string_equal(to_look_at(&s, soon).items[0], "111");
	int64_t waiting;
	must(s.ledger.ops->due_waiting(s.ledger.self, later, &waiting, &s.err), &s);
	assert_int_equal(waiting, 2);
	sample_end(&s);
}

static void what_is_kept_is_listed_oldest_first(void **state)
{
	static const DueRow first[] = {{1, 0, "111", "b", {5}, FOR_GOOD},
				       {1, 3, "111", "c", {2}, FOR_GOOD},
				       {2, 0, "111", "d", {1}, FOR_GOOD}};
	static const DueRow second[] = {{1, 0, "222", "a", {3}, FOR_GOOD}};
	Sample s;
	two_patients(&s);
	put(&s, "111", first, countof(first), INSTANT_MAX);
	put(&s, "222", second, countof(second), INSTANT_MAX);
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .limit = SIZE_MAX}), "111/c/3 222/a/0 111/b/0 ");
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .limit = 1}), "111/c/3 ");
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .sorts = 1, .limit = SIZE_MAX}), "222/a/0 111/b/0 ");
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .patient = "111", .limit = SIZE_MAX}), "111/c/3 111/b/0 ");
	assert_string_equal(listed(&s, (DueQuery){.kind = DUE_KINDS_MAX, .patient = "111", .limit = SIZE_MAX}),
			    "111/d/0 111/c/3 111/b/0 ");
	assert_int_equal(counted(&s, 1, 0), 2);
	assert_int_equal(counted(&s, 1, 3), 1);
	put(&s, "111", first + 2, 1, INSTANT_MAX); /* instead of the others */
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .limit = SIZE_MAX}), "222/a/0 ");
	assert_int_equal(counted(&s, 1, 0), 1);
	assert_int_equal(counted(&s, 1, 3), 0);
	assert_int_equal(counted(&s, 2, 0), 1);
	sample_end(&s);
}

static void what_is_over_is_in_no_list(void **state)
{
	static const DueRow first[] = {{1, 1, "111", "a", {3}, {1000}}, {1, 1, "111", "c", {5}, {1001}}};
	static const DueRow second[] = {{1, 1, "222", "b", {4}, {1000}}, {1, 0, "222", "d", {2}, FOR_GOOD}};
	Sample s;
	two_patients(&s);
	put(&s, "111", first, countof(first), INSTANT_MAX);
	put(&s, "222", second, countof(second), INSTANT_MAX);
	DueQuery query = {.kind = 1, .sorts = 3, .limit = SIZE_MAX, .at = {999}};
	assert_string_equal(listed(&s, query), "222/d/0 111/a/1 222/b/1 111/c/1 ");
	query.at = soon;
	assert_string_equal(listed(&s, query), "222/d/0 111/c/1 ");
	assert_int_equal(counted(&s, 1, 1), 1);
	assert_int_equal(counted(&s, 1, 0), 1);
	query.patient = "111";
	assert_string_equal(listed(&s, query), "111/c/1 ");
	query.sorts = 0;
	assert_string_equal(listed(&s, query), "111/a/1 111/c/1 ");
	assert_int_equal(to_look_at(&s, later).count, 0);
	sample_end(&s);
}

/* Rows of three sorts, many of one time and patient; the third kind ends, those that began on one day together. */
static void put_mixed(Sample *s, const char *patient, size_t count, uint32_t seed)
{
	DueRow *rows = arena_array(&s->arena, count, sizeof *rows);
	for (size_t i = 0; i < count; i++) {
		seed = seed * 1664525 + 1013904223;
		const int64_t since = seed >> 16 & 31;
		const WordByte sort = (WordByte)(seed >> 24 & 3);
		rows[i] = (DueRow){1, sort, patient, arena_print(&s->arena, "%zu", i), {since}, FOR_GOOD};
		if (sort == 3)
			rows[i].until.seconds = 100 + since / 4;
	}
	put(s, patient, rows, count, INSTANT_MAX);
}

/* The rows of `all` that such a page is, from the row at `place` on. */
static const char *expected_page(Sample *s, const DueRows *all, size_t place, bool with, bool back, size_t limit)
{
	Text text = {.arena = &s->arena};
	for (size_t n = with ? 0 : 1; n < limit + (with ? 0 : 1); n++) {
		if (back ? n > place : place + n >= all->count)
			break;
		const DueRow *row = &all->items[back ? place - n : place + n];
		text_add_print(&text, "%s/%s/%d ", row->patient, row->what, row->sort);
	}
	return text_done(&text);
}

static void a_list_is_read_by_pages(void **state)
{
	static const size_t limits[] = {1, 7, 500};
	Sample s;
	DueRows all;
	two_patients(&s);
	put_mixed(&s, "111", 90, 1);
	put_mixed(&s, "222", 60, 7);
	DueQuery query = {.kind = 1, .sorts = 1U << 1 | 1U << 2 | 1U << 3, .limit = SIZE_MAX, .at = {101}};
	must(s.ledger.ops->due(s.ledger.self, &query, &s.arena, &all, &s.err), &s);
	assert_true(all.count > 80 && all.count < 150);
	for (size_t i = 0; i < all.count; i++)
		for (size_t how = 0; how < 4 * countof(limits); how++) {
			query.from = &all.items[i];
			query.with = how & 1;
			query.back = how & 2;
			query.limit = limits[how / 4];
			assert_string_equal(listed(&s, query),
					    expected_page(&s, &all, i, query.with, query.back, query.limit));
		}
	query = (DueQuery){.kind = 1, .sorts = query.sorts, .limit = 9, .at = query.at, .back = true};
	assert_string_equal(listed(&s, query), expected_page(&s, &all, all.count - 1, true, true, 9));
	sample_end(&s);
}

/* A row that is gone is a place in the list all the same. */
static void a_page_begins_where_a_row_was(void **state)
{
	static const DueRow rows[] = {{1, 0, "111", "a", {5}, FOR_GOOD},
				      {1, 0, "111", "b", {5}, FOR_GOOD},
				      {1, 0, "111", "c", {6}, FOR_GOOD}};
	Sample s;
	two_patients(&s);
	put(&s, "111", rows, countof(rows), INSTANT_MAX);
	DueQuery query = {.kind = 1, .sorts = 1, .limit = 9, .from = &rows[1], .with = true};
	assert_string_equal(listed(&s, query), "111/b/0 111/c/0 ");
	put(&s, "111", (DueRow[]){rows[0], rows[2]}, 2, INSTANT_MAX);
	assert_string_equal(listed(&s, query), "111/c/0 ");
	query.back = true;
	assert_string_equal(listed(&s, query), "111/a/0 ");
	put(&s, "111", NULL, 0, INSTANT_MAX);
	assert_string_equal(listed(&s, query), "");
	sample_end(&s);
}

/* What SQLite does for a list of three of two sorts, where so many older ones are in none: of a third, or over. */
static int steps_beside(size_t quiet, bool over)
{
	Sample s;
	int steps = 0;
	sample_begin(&s);
	DueRow *rows = arena_array(&s.arena, quiet + 20, sizeof *rows);
	for (size_t i = 0; i < quiet + 20; i++)
		rows[i] = (DueRow){.kind = 1,
				   .sort = i < quiet && !over ? 3
					   : i % 2	      ? 2
							      : 4,
				   .patient = "111",
				   .what = arena_print(&s.arena, "%05zu", i),
				   .since = {(int64_t)i},
				   .until = i < quiet && over ? soon : INSTANT_MAX};
	put(&s, "111", rows, quiet + 20, INSTANT_MAX);
	const DueQuery query = {.kind = 1, .sorts = 1U << 2 | 1U << 4, .limit = 3, .at = soon};
	const char *expected =
		arena_print(&s.arena, "111/%05zu/4 111/%05zu/2 111/%05zu/4 ", quiet, quiet + 1, quiet + 2);
	assert_string_equal(listed(&s, query), expected);
	for (StatementId id = 0; id < STATEMENT_COUNT; id++)
		if (s.store->statements[id])
			sqlite3_stmt_status(s.store->statements[id], SQLITE_STMTSTATUS_VM_STEP, true);
	assert_string_equal(listed(&s, query), expected);
	counted(&s, 1, 2);
	for (StatementId id = 0; id < STATEMENT_COUNT; id++)
		if (s.store->statements[id])
			steps += sqlite3_stmt_status(s.store->statements[id], SQLITE_STMTSTATUS_VM_STEP, true);
	sample_end(&s);
	return steps;
}

static void what_is_in_no_list_costs_the_lists_nothing(void **state)
{
	for (int over = 0; over < 2; over++)
		assert_int_equal(steps_beside(2000, over), steps_beside(200, over));
}

static void what_is_rolled_back_was_not_kept(void **state)
{
	static const DueRow row = {1, 0, "111", "a", {3}, FOR_GOOD};
	Sample s;
	two_patients(&s);
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->put_due(s.ledger.self, "111", &(DueRows){&row, 1}, INSTANT_MAX, NULL, &s.err), &s);
	s.ledger.ops->rollback(s.ledger.self);
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .limit = SIZE_MAX}), "");
	assert_int_equal(counted(&s, 1, 0), 0);
	assert_int_equal(to_look_at(&s, soon).count, 2);
	sample_end(&s);
}

/* One of theirs, of a kind that there is not. */
static void what_cannot_be_read_is_made_anew(void **state)
{
	static const DueRow rows[] = {{1, 0, "111", "a", {3}, FOR_GOOD}, {1, 0, "111", "b", {4}, FOR_GOOD}};
	Sample s;
	two_patients(&s);
	put(&s, "111", rows, countof(rows), INSTANT_MAX);
	assert_int_equal(raw_sql(s.path, "UPDATE due SET kind = 99 WHERE what = 'a'"), SQLITE_OK);
	put(&s, "111", rows, countof(rows), INSTANT_MAX);
	assert_string_equal(listed(&s, (DueQuery){.kind = 1, .limit = SIZE_MAX}), "111/a/0 111/b/0 ");
	assert_string_equal(listed(&s, (DueQuery){.patient = "111", .kind = DUE_KINDS_MAX, .limit = SIZE_MAX}),
			    "111/a/0 111/b/0 ");
	sample_end(&s);
}

/* What is due hangs on which practice this is. */
static void another_practice_marks_everybody(void **state)
{
	Sample s;
	two_patients(&s);
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, later);
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->mark_all_due(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	assert_int_equal(to_look_at(&s, soon).count, 2);
	sample_end(&s);
}

/* Of a database whose caches are of an older kind everybody is looked at anew. */
static void older_caches_mark_everybody(void **state)
{
	Sample s;
	two_patients(&s);
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, INSTANT_MAX);
	sample_close(&s);
	char older[48];
	text_print(older, sizeof older, "PRAGMA user_version = %d", SCHEMA_CACHES_AT + schema_migration_count);
	assert_int_equal(raw_sql(s.path, older), SQLITE_OK);
	sample_reopen(&s);
	assert_int_equal(to_look_at(&s, soon).count, 2);
	sample_end(&s);
}

/* Of whom something was told, or whose time has come, what is queued is to be looked at; and what has run out. */
static void messages_are_looked_at_with_their_patient(void **state)
{
	Sample s;
	ParcelList parcels;
	two_patients(&s);
	sample_put(&s, fact_of("c1", "111"));
	sample_put(&s, fact_of("c2", "222"));
	put_text(&s, "c2", "r2", 0, "sealed");
	put_text(&s, "c1", "r1", 1, "sealed");
	assert_string_equal(doubtful(&s, soon), "c2/r2 c1/r1 ");
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, later);
	assert_string_equal(doubtful(&s, soon), "");
	assert_string_equal(doubtful(&s, later), "c2/r2 "); /* the time alone */
	sample_put(&s, sample_person("111", "Ashby", "Maureen Ann", (Date){0}));
	assert_string_equal(doubtful(&s, soon), "c1/r1 ");
	put(&s, "111", NULL, 0, INSTANT_MAX);
	put(&s, "222", NULL, 0, INSTANT_MAX);
	assert_string_equal(doubtful(&s, at(LIFE - 1)), "");
	assert_string_equal(doubtful(&s, at(LIFE)), "c2/r2 "); /* it has run out */
	put_text(&s, "of nobody", "r3", 2, "sealed");
	assert_string_equal(doubtful(&s, soon), "of nobody/r3 ");
	must(s.ledger.ops->queued_parcels(s.ledger.self, &s.arena, &parcels, &s.err), &s);
	assert_int_equal(parcels.count, 3);
	sample_end(&s);
}

/* A line of theirs cannot be read: what is due of the others is found, and who was left out is said, and for which. */
static void who_cannot_be_read_keeps_nobody_waiting(void **state)
{
	Sample s;
	TextList waiting;
	fuzz_make(&s);
	assert_int_equal(
		raw_sql(s.path, NO_TRIGGERS
			"UPDATE ledger SET episode = NULL WHERE kind = 'answered' AND patient = "
			"'9990000018'; UPDATE due_look SET at = 0; INSERT OR REPLACE INTO "
			"due_look SELECT nhs, 0 FROM patient;"
			"INSERT INTO outbox SELECT id, 'r', 'sms', 'queued', 0, 9e9, 0, 0, 0, 0, '', '', '', x'00' "
			"FROM ledger WHERE kind = 'answered' AND patient = '9990000018' LIMIT 1"),
		SQLITE_OK);
	must(store_open(s.path, STORE_LOOK, &s.store, &s.err), &s);
	s.ledger = store_ledger(s.store);
	Desk *desk = fuzz_desk(s.store);
	must(desk_sign_in_demo(desk, ROLE_RECEPTIONIST, &s.err), &s);
	desk_work_step(desk, 10);
	must(s.ledger.ops->due_to_look_at(s.ledger.self, (Instant){1795340460}, 10, &s.arena, &waiting, &s.err), &s);
	assert_int_equal(waiting.count, 0);
	assert_int_equal(number_of(&s, "SELECT count(*) FROM outbox WHERE request = 'r' AND state = 'withdrawn'"), 1);
	const char *unread = desk_work(desk).unread;
	if (!strstr(unread, "9990000018 is left out of what is due: Line ") || !strstr(unread, "(episode)"))
		fail_msg("%s", unread);
	for (WorkKind kind = 0; kind < WORK_KINDS; kind++) {
		WorkList list;
		must(desk_work_list(desk, kind, NULL, 100, &s.arena, &list, &s.err), &s);
		for (size_t i = 0; i < list.count; i++)
			assert_string_not_equal(list.items[i].nhs, "9990000018");
	}
	desk_close(desk);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_cannot_be_read_keeps_nobody_waiting),
		cmocka_unit_test(each_line_told_marks_its_patient),
		cmocka_unit_test(what_is_kept_is_listed_oldest_first),
		cmocka_unit_test(what_is_over_is_in_no_list),
		cmocka_unit_test(a_list_is_read_by_pages),
		cmocka_unit_test(a_page_begins_where_a_row_was),
		cmocka_unit_test(what_is_in_no_list_costs_the_lists_nothing),
		cmocka_unit_test(what_is_rolled_back_was_not_kept),
		cmocka_unit_test(what_cannot_be_read_is_made_anew),
		cmocka_unit_test(another_practice_marks_everybody),
		cmocka_unit_test(older_caches_mark_everybody),
		cmocka_unit_test(messages_are_looked_at_with_their_patient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
