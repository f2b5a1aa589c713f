/* Nothing is left of a sealed text once it was wiped: not in the file's free pages, not in its log. */
#include "post.h"

static size_t traces(const char *path, const char *mark)
{
	FILE *file = fopen(path, "rb");
	size_t found = 0, length = strlen(mark), size = 0;
	if (!file)
		return 0;
	char *bytes = malloc(64 << 20);
	assert_non_null(bytes);
	size = fread(bytes, 1, 64 << 20, file);
	for (size_t i = 0; i + length <= size; i++)
		found += memcmp(bytes + i, mark, length) == 0;
	free(bytes);
	fclose(file);
	return found;
}

static size_t traces_in_log(const Sample *s, const char *mark)
{
	char log[128];
	text_print(log, sizeof log, "%s-wal", s->path);
	return traces(log, mark);
}

static size_t traces_of(const Sample *s, const char *mark)
{
	return traces(s->path, mark) + traces_in_log(s, mark);
}

#define MARK "Sealed-Mark"

/* As long as a real one and more, so that pages split and run over; each part of it is the mark. */
static const char *marked(Sample *s, int number)
{
	Text text = {.arena = &s->arena};
	for (int i = 0; i < 40 + number * 37 % 400; i++)
		text_add(&text, MARK);
	return text_done(&text);
}

static void wipe_one(Sample *s, Outbox *outbox, int number)
{
	const char *name = arena_print(&s->arena, "m%d", number);
	switch (number % 4) {
	case 0: must(outbox_sent(outbox, name, at(1), "n", &s->err), s); return;
	case 1: must(outbox_failed(outbox, name, at(1), "no", &s->err), s); return;
	case 2: must(outbox_again(outbox, name, at(1), at(LIFE), "no", &s->err), s); return;
	default:
		must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
		must(s->ledger.ops->withdraw_parcels(s->ledger.self, name, &s->err), s);
		must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
	}
}

static void test_no_trace_is_left(void **state)
{
	enum { COUNT = 48, STRIDE = 29 };
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	for (int i = 0; i < COUNT; i++) { /* in an order of its own, so that pages are split in their middle */
		const char *name = arena_print(&s.arena, "m%d", i * STRIDE % COUNT);
		put_text(&s, name, name, 0, marked(&s, i));
	}
	assert_true(traces_of(&s, MARK) > COUNT); /* so that a search that finds nothing means something */
	for (int i = 0; i < COUNT; i++)
		wipe_one(&s, outbox, i);
	assert_int_equal(traces_of(&s, MARK), 0);
	put_text(&s, "ran-out", "r", 0, marked(&s, 9));
	expect_claim(&s, outbox, LIFE, NULL);
	expect_delivery(&s, "ran-out", DELIVERY_EXPIRED, LIFE, "");
	assert_int_equal(traces_of(&s, MARK), 0);
	outbox_close(outbox);
	sample_end(&s);
}

/* While another desk reads, the log cannot be cut off; the next to open the outbox, or to wipe, does it. */
static void test_no_trace_after_a_reader(void **state)
{
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "f1", "r1", 0, marked(&s, 1));
	must(s.ledger.ops->read_begin(s.ledger.self, &s.err), &s);
	must(outbox_sent(outbox, "f1", at(1), "n", &s.err), &s); /* does not wait for the reader */
	assert_true(traces_of(&s, MARK) > 0);
	s.ledger.ops->read_end(s.ledger.self);
	must(outbox_seen(outbox, at(2), &s.err), &s);
	assert_int_equal(traces_of(&s, MARK), 0);
	must(outbox_seen(outbox, at(3), &s.err), &s);
	assert_true(traces_in_log(&s, "sender-seen") > 0); /* a log without such a text is not cut off */
	outbox_close(outbox);

	put_text(&s, "f2", "r2", 0, marked(&s, 2));
	assert_int_equal(raw_sql(s.path, "PRAGMA secure_delete = ON; UPDATE outbox SET state = 'sent', sealed = NULL"
					 " WHERE fact = 'f2'"),
			 SQLITE_OK);
	assert_true(traces_of(&s, MARK) > 0);
	outbox_close(outbox_of(&s));
	assert_int_equal(traces_of(&s, MARK), 0);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_trace_is_left),
		cmocka_unit_test(test_no_trace_after_a_reader),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
