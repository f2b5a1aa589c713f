/* A copy while desks work: whole, of one moment, and without what is never backed up. */
#include "post.h"

#include <sys/stat.h>

#include "store/copy.h"
#include "store/verify.h"

static Line fact_of(const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_RECEIPT;
	fact.id = id;
	fact.patient = "111";
	fact.at = fact.recorded_at = (Instant){1700000000};
	return line_of_fact(&fact);
}

static void tell_one(Sample *s, const char *id)
{
	Line line = fact_of(id);
	must(s->ledger.ops->begin(s->ledger.self, &s->err) &&
		     s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err) &&
		     s->ledger.ops->commit(s->ledger.self, &s->err),
	     s);
}

/* The copy as a file of its own, opened. */
static Store *copy_opened(Sample *s, CopyShow show, void *self, CopyReport *report)
{
	static unsigned char bytes[1 << 20];
	char path[128];
	int fd = -1;
	Store *copy = NULL;
	must(store_copy(s->store, show, self, &fd, report, &s->err), s);
	const ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	close(fd);
	assert_true(got > 0 && got < (ssize_t)sizeof bytes);
	text_print(path, sizeof path, "%s/copy.db", s->folder);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, (size_t)got, file), got);
	fclose(file);
	assert_int_equal(chmod(path, 0600), 0);
	must(store_open(path, STORE_OPEN, &copy, &s->err), s);
	return copy;
}

static void expect_whole(Sample *s, Store *copy, const CopyReport *report, int64_t lines)
{
	VerifyReport verified;
	must(store_verify(copy, NULL, &verified, &s->err), s);
	assert_int_equal(verified.fault, VERIFY_WHOLE);
	assert_int_equal(verified.lines, lines);
	assert_int_equal(report->lines, lines);
	assert_memory_equal(verified.seal.bytes, report->seal.bytes, SEAL_BYTES);
}

typedef struct Another {
	Sample sample;
	bool told;
	int64_t done, total;
} Another;

static void tell_another(void *self, int64_t done, int64_t total)
{
	Another *another = self;
	assert_true(done >= 0 && done <= total);
	assert_true(another->total == 0 || done * another->total >= another->done * total); /* it never goes back */
	another->done = done;
	another->total = total;
	if (!another->told)
		tell_one(&another->sample, "meanwhile");
	another->told = true;
}

static void test_a_copy_is_of_one_moment(void **state)
{
	Sample s;
	CopyReport report;
	sample_begin(&s);
	tell_one(&s, "first"); /* in the log alone, as long as this desk is open */
	Another another = {.sample = s};
	Sample *other = &another.sample;
	other->store = NULL;
	must(store_open(s.path, STORE_OPEN, &other->store, &other->err), other);
	other->ledger = store_ledger(other->store);
	Store *copy = copy_opened(&s, tell_another, &another, &report);
	assert_int_equal(another.done, another.total);
	expect_whole(&s, copy, &report, 1);
	assert_int_equal(report.told.seconds, 1700000000);
	store_close(copy);
	copy = copy_opened(&s, NULL, NULL, &report);
	expect_whole(&s, copy, &report, 2);
	store_close(copy);
	store_close(other->store);
	sample_end(&s);
}

static void test_what_is_under_way_is_left_out(void **state)
{
	Sample s;
	CopyReport report;
	static const Presence kiosk = {.kiosk = "2", .state = KIOSK_IDLE, .since = {11}, .seen = {12}};
	static const Expected one = {"9990000018", 550, NULL};
	static const ExpectedList today = {{2026, 11, 29}, &one, 1};
	sample_begin(&s);
	tell_one(&s, "first");
	put_text(&s, "f1", "r1", 0, "x");
	must(s.ledger.ops->begin(s.ledger.self, &s.err) && s.ledger.ops->put_presence(s.ledger.self, &kiosk, &s.err) &&
		     s.ledger.ops->put_expected(s.ledger.self, &today, &s.err) &&
		     s.ledger.ops->put_setting(s.ledger.self, "practice", "H", &s.err) &&
		     s.ledger.ops->commit(s.ledger.self, &s.err),
	     &s);
	Store *copy = copy_opened(&s, NULL, NULL, &report);
	Ledger ledger = store_ledger(copy);
	PresenceList presences;
	const char *practice = NULL;
	must(ledger.ops->presences(ledger.self, &s.arena, &presences, &s.err), &s);
	assert_int_equal(presences.count, 0);
	must(ledger.ops->setting(ledger.self, "practice", &s.arena, &practice, &s.err), &s);
	assert_string_equal(practice, "H");
	store_close(copy);

	sqlite3 *raw = NULL;
	char path[128];
	text_print(path, sizeof path, "%s/copy.db", s.folder);
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw,
				      "CREATE TEMP TABLE none (n CHECK (n = 0)); INSERT INTO none "
				      "SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM code) + "
				      "(SELECT count(*) FROM expected)",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(raw);
	assert_int_equal(access(arena_print(&s.arena, "%s.copy", s.path), F_OK), -1);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_copy_is_of_one_moment),
		cmocka_unit_test(test_what_is_under_way_is_left_out),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
