/* What two readers make together is what one walk over the ledger makes, and ends where that ends. */
#include "store/sample.h"

#include "base/macros.h"
#include "command/lines_out.h"
#include "exchange/ledger_lines.h"

enum { MANY = 5000 };

static void tell(Sample *s, int count)
{
	scoped(arena_free) Arena arena = {0};
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = 0; i < count; i++) {
		Line line = sample_line(line_kind_of_fact(FACT_EXPORTED), i, &arena);
		must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err), s);
		arena_clear(&arena);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

typedef struct Got {
	Text text;
	int64_t last, until;
	int left; /* how often more is taken; less than none: always */
} Got;

static bool take_text(void *self, const char *bytes, size_t count, int64_t seq, Error *err)
{
	Got *got = self;
	if (got->left-- == 0)
		return fail(err, ERROR_SYSTEM, "No room.");
	assert_true(seq > got->last);
	assert_true(count > 0 && bytes[count - 1] == '\n');
	text_add_bytes(&got->text, bytes, count);
	got->last = seq;
	return true;
}

static bool take_line(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	Got *got = self;
	if (seq < got->until)
		ledger_line_write(line, &got->text);
	return true;
}

static size_t lines_of(const Got *got)
{
	size_t lines = 0;
	for (size_t i = 0; i < got->text.length; i++)
		lines += got->text.bytes[i] == '\n';
	return lines;
}

/* By both ways: the same bytes, or the same sentence behind the first of those lines. */
static void compare(Sample *s, int64_t until)
{
	scoped(arena_free) Arena one = {0}, two = {0};
	Got walked = {.text.arena = &one, .until = until}, got = {.text.arena = &two, .left = -1};
	Error why = {0}, other = {0};
	size_t lines = 0;
	const bool whole = store_walk(s->store, 0, INT64_MAX, take_line, &walked, &why);
	const LinesOut out = {.store = s->store, .until = until, .take = take_text, .self = &got};
	assert_int_equal(lines_out(&out, &lines, &other), whole);
	assert_string_equal(other.text, why.text);
	assert_int_equal(other.kind, why.kind);
	assert_true(got.text.length <= walked.text.length);
	assert_memory_equal(text_done(&got.text), text_done(&walked.text), got.text.length);
	if (!whole)
		return;
	assert_int_equal(got.text.length, walked.text.length);
	assert_int_equal(lines, lines_of(&walked));
}

static void test_a_ledger_of_any_length(void **state)
{
	static const int counts[] = {0, 1, 255, 256, 257, 1024, 1025, 1280, MANY};
	for (size_t i = 0; i < countof(counts); i++) {
		Sample s;
		sample_begin(&s);
		tell(&s, counts[i]);
		compare(&s, INT64_MAX);
		compare(&s, counts[i] + 1);
		compare(&s, counts[i]);
		compare(&s, 256);
		compare(&s, 257);
		compare(&s, 1);
		sample_end(&s);
	}
}

static void test_a_ledger_in_memory(void **state)
{
	Sample s = {0};
	must(store_open("", STORE_MEMORY, &s.store, &s.err), &s);
	s.ledger = store_ledger(s.store);
	tell(&s, MANY);
	compare(&s, INT64_MAX);
	store_close(s.store);
}

static void test_a_fault_ends_it_with_the_same_sentence(void **state)
{
	static const char *const changes[] = {
		"DELETE FROM ledger WHERE seq = 1",
		"DELETE FROM ledger WHERE seq = 256",
		"DELETE FROM ledger WHERE seq = 257",
		"DELETE FROM ledger WHERE seq = 2000",
		"DELETE FROM ledger WHERE seq BETWEEN 1000 AND 3000",
		"DELETE FROM ledger WHERE seq = 5000",
		"DELETE FROM ledger WHERE seq > 512",
		"UPDATE ledger SET seq = 0 WHERE seq = 2000",
		"UPDATE ledger SET kind = 'x' WHERE seq = 4999",
		"UPDATE ledger SET text = 'x' WHERE seq IN (300, 700, 1300, 1900)",
		"UPDATE ledger SET text = 'x' WHERE seq = 5000",
	};
	for (size_t i = 0; i < countof(changes); i++) {
		Sample s;
		sample_begin(&s);
		tell(&s, MANY);
		assert_int_equal(raw_sql(s.path, arena_print(&s.arena, NO_TRIGGERS "%s", changes[i])), SQLITE_OK);
		compare(&s, INT64_MAX);
		compare(&s, MANY);
		compare(&s, 256);
		sample_end(&s);
	}
}

static void test_who_takes_no_more_ends_it(void **state)
{
	Sample s;
	sample_begin(&s);
	tell(&s, MANY);
	for (int left = 0; left < 12; left++) {
		scoped(arena_free) Arena arena = {0};
		Got got = {.text.arena = &arena, .left = left};
		size_t lines = 7;
		const LinesOut out = {.store = s.store, .until = INT64_MAX, .take = take_text, .self = &got};
		assert_false(lines_out(&out, &lines, &s.err));
		assert_string_equal(s.err.text, "No room.");
		assert_int_equal(lines, 7);
	}
	compare(&s, INT64_MAX);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_ledger_of_any_length),
		cmocka_unit_test(test_a_ledger_in_memory),
		cmocka_unit_test(test_a_fault_ends_it_with_the_same_sentence),
		cmocka_unit_test(test_who_takes_no_more_ends_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
