/* Several desks at one database, and a disk that fills up: nothing lost, nothing half taken. */
#include "sample.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/db.h"
#include "store/verify.h"

enum { DESKS = 4, TOLD_EACH = 60 };

static Line fact_of(const char *id, const char *patient)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_RECEIPT;
	fact.id = id;
	fact.patient = patient;
	fact.at = fact.recorded_at = (Instant){1700000000};
	return line_of_fact(&fact);
}

/* A desk: opens the database (which may not be there yet) and tells facts one by one. Exits 0 if every one was taken.
 */
static int tell_as_desk(const char *path, int desk)
{
	Store *store;
	Error err = {0};
	if (!store_open(path, STORE_CREATE, &store, &err)) {
		fprintf(stderr, "desk %d: %s\n", desk, err.text);
		return 1;
	}
	Ledger ledger = store_ledger(store);
	for (int i = 0; i < TOLD_EACH; i++) {
		char id[32];
		text_print(id, sizeof id, "d%d-%d", desk, i);
		Line line = fact_of(id, "111");
		if (!ledger.ops->begin(ledger.self, &err) ||
		    !ledger.ops->append(ledger.self, &line, SOURCE_DESK, &err) ||
		    !ledger.ops->commit(ledger.self, &err)) {
			fprintf(stderr, "desk %d: %s\n", desk, err.text);
			return 1;
		}
	}
	store_close(store);
	return 0;
}

static void test_desks_at_once(void **state)
{
	Sample s;
	pid_t desks[DESKS];
	FactList facts;
	VerifyReport report;
	sample_folder(&s);
	for (int i = 0; i < DESKS; i++) {
		desks[i] = fork();
		if (desks[i] == 0)
			_exit(tell_as_desk(s.path, i));
	}
	for (int i = 0; i < DESKS; i++) {
		int status;
		assert_int_equal(waitpid(desks[i], &status, 0), desks[i]);
		assert_int_equal(status, 0);
	}
	sample_reopen(&s);
	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &facts, &s.err), &s);
	assert_int_equal(facts.count, DESKS * TOLD_EACH);
	int next[DESKS] = {0};
	for (size_t i = 0; i < facts.count; i++) { /* each desk's own in the order it told them */
		int desk, number;
		assert_int_equal(sscanf(facts.items[i].id, "d%d-%d", &desk, &number), 2);
		assert_int_equal(number, next[desk]++);
	}
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_end(&s);
}

/* A desk that is killed while it writes leaves what it had committed, whole. */
static void test_a_desk_is_killed(void **state)
{
	Sample s;
	VerifyReport report;
	int pipes[2];
	char said;
	sample_begin(&s);
	sample_close(&s);
	assert_int_equal(pipe(pipes), 0);
	pid_t desk = fork();
	if (desk == 0) {
		Store *store;
		Error err;
		if (!store_open(s.path, STORE_OPEN, &store, &err))
			_exit(1);
		Ledger ledger = store_ledger(store);
		Line kept = fact_of("kept", "111"), lost = fact_of("lost", "111");
		bool told = ledger.ops->begin(ledger.self, &err) &&
			    ledger.ops->append(ledger.self, &kept, SOURCE_DESK, &err) &&
			    ledger.ops->commit(ledger.self, &err) && ledger.ops->begin(ledger.self, &err) &&
			    ledger.ops->append(ledger.self, &lost, SOURCE_DESK, &err);
		if (!told || write(pipes[1], "x", 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	close(pipes[1]); /* else one that gave up would be waited for */
	assert_int_equal(read(pipes[0], &said, 1), 1);
	kill(desk, SIGKILL);
	waitpid(desk, NULL, 0);
	close(pipes[0]);

	const Fact *fact;
	sample_reopen(&s);
	must(s.ledger.ops->fact(s.ledger.self, "kept", &s.arena, &fact, &s.err), &s);
	assert_non_null(fact);
	must(s.ledger.ops->fact(s.ledger.self, "lost", &s.arena, &fact, &s.err), &s);
	assert_null(fact);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_end(&s);
}

/* Tells as much as fits, then rolls back; the error of the one that did not fit is in `err`. */
static bool fill(Sample *s)
{
	bool told = s->ledger.ops->begin(s->ledger.self, &s->err);
	for (int i = 0; told && i < 100000; i++) {
		Line line = fact_of(arena_print(&s->arena, "fill-%d", i), "222");
		told = s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err);
	}
	told = told && s->ledger.ops->commit(s->ledger.self, &s->err);
	if (!told) {
		Error later;
		assert_false(s->ledger.ops->put_setting(s->ledger.self, "practice", "C82009",
							&later)); /* nothing goes in by itself */
		assert_false(s->ledger.ops->commit(s->ledger.self, &later));
		s->ledger.ops->rollback(s->ledger.self);
	}
	return told;
}

static void expect_as_before(Sample *s)
{
	FactList facts;
	VerifyReport report;
	assert_non_null(strstr(s->err.text, "The disk is full"));
	must(s->ledger.ops->facts(s->ledger.self, "222", &s->arena, &facts, &s->err), s);
	assert_int_equal(facts.count, 0);
	sample_put(s, fact_of("after", "111"));
	must(s->ledger.ops->facts(s->ledger.self, "111", &s->arena, &facts, &s->err), s);
	assert_int_equal(facts.count, 2);
	must(store_verify(s->store, NULL, &report, &s->err), s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
}

/* No file may grow beyond a size: the write fails as it does on a full disk or at a quota. */
static void test_a_full_disk(void **state)
{
	Sample s;
	struct rlimit before, little;
	sample_begin(&s);
	sample_put(&s, fact_of("before", "111"));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	little = before;
	little.rlim_cur = 2 << 20;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &little), 0);
	bool told = fill(&s);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(told);
	expect_as_before(&s);
	sample_end(&s);
}

/* The file that desks share beside it (-shm) finds no room either, and then not even reading begins. */
static void test_no_room_beside_it(void **state)
{
	Sample s;
	struct rlimit before, none;
	sample_begin(&s);
	sample_put(&s, fact_of("before", "111"));
	sample_close(&s);
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = before;
	none.rlim_cur = 16;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	bool opened = store_open(s.path, STORE_OPEN, &s.store, &s.err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(opened);
	assert_non_null(strstr(s.err.text, "The disk is full"));
	sample_reopen(&s);
	sample_put(&s, fact_of("after", "111"));
	sample_end(&s);
}

/* The same where SQLite itself finds no page left. */
static void test_no_page_left(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_put(&s, fact_of("before", "111"));
	must(db_run(s.store, "PRAGMA max_page_count = 200", &s.err), &s);
	assert_false(fill(&s));
	must(db_run(s.store, "PRAGMA max_page_count = 1000000", &s.err), &s);
	expect_as_before(&s);
	sample_end(&s);
}

/* Another program keeps the file from being written; `store_on_wait` hears of it, and lets it go. */
typedef struct Keeper {
	sqlite3 *other;
	int told, let_go; /* seconds */
} Keeper;

static void hear(void *self, int seconds)
{
	Keeper *keeper = self;
	keeper->told = seconds;
	if (seconds == keeper->let_go)
		assert_int_equal(sqlite3_exec(keeper->other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
}

static void test_a_wait_is_told(void **state)
{
	Sample s;
	Keeper keeper = {.let_go = 2};
	sample_begin(&s);
	assert_int_equal(sqlite3_open(store_path(s.store), &keeper.other), SQLITE_OK);
	store_on_wait(s.store, hear, &keeper);
	sample_put(&s, fact_of("alone", "111"));
	assert_int_equal(keeper.told, 0);
	assert_int_equal(sqlite3_exec(keeper.other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	sample_put(&s, fact_of("waited", "111"));
	assert_int_equal(keeper.told, 2);
	assert_int_equal(sqlite3_close(keeper.other), SQLITE_OK);
	sample_end(&s);
}

static void count_wait(void *self, int seconds)
{
	*(int *)self += seconds;
}

/* What nobody asked for does not keep the keyboard waiting: while another desk writes it does not begin. */
static void who_does_not_wait_begins_later(void **state)
{
	Sample s;
	Store *other = NULL;
	bool begun = true;
	int waited = 0;
	sample_begin(&s);
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s);
	const Ledger here = s.ledger, there = store_ledger(other);
	store_on_wait(s.store, count_wait, &waited);
	must(there.ops->begin(there.self, &s.err), &s);
	must(here.ops->try_begin(here.self, &begun, &s.err), &s);
	assert_false(begun);
	assert_int_equal(waited, 0);
	must(there.ops->commit(there.self, &s.err), &s);
	must(here.ops->try_begin(here.self, &begun, &s.err), &s);
	assert_true(begun);
	must(there.ops->try_begin(there.self, &begun, &s.err), &s);
	assert_false(begun);
	must(here.ops->put_setting(here.self, "theme", "dark", &s.err), &s);
	must(here.ops->commit(here.self, &s.err), &s);
	store_close(other);
	sample_end(&s);
}

/* Beside the line: what a file told has no mark of the desk. */
static void test_what_was_told_at_the_desk_is_known(void **state)
{
	Sample s;
	FactList list;
	sample_begin(&s);
	for (LineSource source = SOURCE_LEDGER_LINES; source <= SOURCE_FHIR; source++) {
		Line line = fact_of(arena_print(&s.arena, "f%d", (int)source), "111");
		sample_tell(&s, &line, source);
	}
	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	for (size_t i = 0; i < list.count; i++)
		assert_int_equal(list.items[i].told_here, i == SOURCE_DESK);
	sample_end(&s);
}

/* A desk that rests asks the file alone whether anything was written. */
static void what_another_desk_writes_moves_the_file(void **state)
{
	Sample s;
	Store *other = NULL;
	sample_begin(&s);
	sample_put(&s, sample_person("111", "Ashby", "Maureen", (Date){0}));
	const Ledger here = s.ledger;
	assert_true(here.ops->moved(here.self));
	while (here.ops->moved(here.self))
		;
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s);
	while (here.ops->moved(here.self))
		;
	assert_false(here.ops->moved(here.self));
	const Ledger there = store_ledger(other);
	must(there.ops->begin(there.self, &s.err), &s);
	must(there.ops->put_setting(there.self, "theme", "dark", &s.err), &s);
	must(there.ops->commit(there.self, &s.err), &s);
	assert_true(here.ops->moved(here.self));
	assert_true(here.ops->moved(here.self)); /* once more: another write may have come within the same tick */
	assert_false(here.ops->moved(here.self));
	assert_int_equal(rename(s.path, arena_print(&s.arena, "%s.gone", s.path)), 0);
	assert_true(here.ops->moved(here.self));
	assert_true(here.ops->moved(here.self));
	assert_true(here.ops->moved(here.self));
	assert_int_equal(rename(arena_print(&s.arena, "%s.gone", s.path), s.path), 0);
	store_close(other);
	sample_end(&s);
}

static bool lies(Sample *s, const char *beside)
{
	struct stat about;
	return stat(arena_print(&s->arena, "%s-%s", s->path, beside), &about) == 0;
}

static void tell_facts(Sample *s, int first, int count)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = first; i < first + count; i++) {
		Line line = fact_of(arena_print(&s->arena, "f%d", i), "111");
		must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static void who_takes_it_alone_writes_no_log(void **state)
{
	Sample s;
	FactList facts;
	Store *other;
	sample_begin(&s);
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s);
	store_take_alone(s.store); /* it is not alone */
	tell_facts(&s, 0, 5);
	assert_true(lies(&s, "wal"));
	store_close(other);
	store_take_alone(s.store);
	assert_false(lies(&s, "wal"));
	tell_facts(&s, 5, 5);
	assert_false(lies(&s, "wal"));
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s); /* which begins the log again */
	tell_facts(&s, 10, 5);
	assert_true(lies(&s, "wal"));
	store_share(s.store);
	store_close(other);
	sample_reopen(&s);
	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &facts, &s.err), &s);
	assert_int_equal(facts.count, 15);
	sample_end(&s);
}

/* The program that had it alone was killed in the middle: what was not committed is taken back. */
static void what_was_not_told_alone_is_taken_back(void **state)
{
	Sample s;
	FactList facts;
	VerifyReport report;
	sample_begin(&s);
	tell_facts(&s, 0, 5);
	sample_close(&s);
	const pid_t child = fork();
	if (child == 0) {
		sample_reopen(&s);
		store_keep_pages(s.store, 16); /* so that pages are written before it commits */
		store_take_alone(s.store);
		must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
		for (int i = 5; i < 500; i++) {
			Line line = fact_of(arena_print(&s.arena, "f%d", i), "111");
			must(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err), &s);
		}
		raise(SIGKILL);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	assert_true(lies(&s, "journal"));
	sample_reopen(&s);
	assert_false(lies(&s, "journal"));
	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &facts, &s.err), &s);
	assert_int_equal(facts.count, 5);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_desks_at_once),
		cmocka_unit_test(test_a_desk_is_killed),
		cmocka_unit_test(test_a_full_disk),
		cmocka_unit_test(test_no_room_beside_it),
		cmocka_unit_test(test_no_page_left),
		cmocka_unit_test(test_a_wait_is_told),
		cmocka_unit_test(who_does_not_wait_begins_later),
		cmocka_unit_test(test_what_was_told_at_the_desk_is_known),
		cmocka_unit_test(what_another_desk_writes_moves_the_file),
		cmocka_unit_test(who_takes_it_alone_writes_no_log),
		cmocka_unit_test(what_was_not_told_alone_is_taken_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
