/* A sender whose clock is eleven minutes ahead of the desk's: nothing breaks, and nothing that ran out is sent. */
#include "post.h"

enum { AHEAD = 660, STEPS = 7 };

typedef bool Step(Sample *s, Outbox *outbox, const char *fact, Instant now);

static bool step_claim(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	const OutboxItem *item;
	return outbox_claim(outbox, now, CLAIM, &s->arena, &item, &s->err);
}

static bool step_sent(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	return outbox_sent(outbox, fact, now, "n1", &s->err);
}

static bool step_again(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	return outbox_again(outbox, fact, now, instant_add(now, 5), "late", &s->err);
}

static bool step_failed(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	return outbox_failed(outbox, fact, now, "no", &s->err);
}

static bool step_delivered(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	return outbox_delivered(outbox, fact, now, &s->err);
}

static bool step_withdraw(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	return s->ledger.ops->begin(s->ledger.self, &s->err) &&
	       s->ledger.ops->withdraw_parcels(s->ledger.self, fact, &s->err) &&
	       s->ledger.ops->commit(s->ledger.self, &s->err);
}

static bool step_settle(Sample *s, Outbox *outbox, const char *fact, Instant now)
{
	const OutboxItem *items;
	size_t count;
	return outbox_seen(outbox, now, &s->err) && outbox_unsettled(outbox, at(0), &s->arena, &items, &count, &s->err);
}

static Step *const steps[STEPS] = {step_claim,	   step_sent,	  step_again, step_failed,
				   step_delivered, step_withdraw, step_settle};

/* Three steps of a message, each by the right clock or by the one that is ahead: none of them fails, and what is
 * settled keeps nothing sealed. */
static void test_no_three_steps_fail(void **state)
{
	enum { KINDS = 2 * STEPS, STRIDE = 13 }; /* every step in every place, by both clocks */
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	for (int walk = 0; walk < KINDS * KINDS * KINDS; walk += STRIDE) {
		const char *fact = arena_print(&s.arena, "f%d", walk);
		put_text(&s, fact, fact, 0, "x");
		for (int left = walk, i = 0; i < 3; i++, left /= KINDS) {
			Instant now = at(left % KINDS >= STEPS ? AHEAD : 1);
			if (!steps[left % STEPS](&s, outbox, fact, now))
				fail_msg("walk %d, step %d: %s", walk, i, s.err.text);
		}
		must(step_withdraw(&s, outbox, fact, at(2)), &s);
	}
	assert_int_equal(number_of(&s, "SELECT count(*) FROM outbox WHERE sealed IS NOT NULL"), 0);
	outbox_close(outbox);
	sample_end(&s);
}

static bool is_wiped(Sample *s, const char *fact)
{
	Seal hash;
	bool found;
	must(s->ledger.ops->code(s->ledger.self, fact, &hash, &found, &s->err), s);
	assert_true(found);
	return memcmp(hash.bytes, (Seal){{0}}.bytes, sizeof hash.bytes) == 0;
}

static void put_code(Sample *s, const char *fact)
{
	Seal hash = {{7}};
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_code(s->ledger.self, fact, &hash, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

/* Nobody has the code of a message that ran out unsent: it goes too. That of one that was sent is the desk's to
 * judge. */
static void test_an_unsent_code_goes_with_its_message(void **state)
{
	static const char *const facts[] = {"sent", "fresh", "late"};
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	for (size_t i = 0; i < countof(facts); i++)
		put_code(&s, facts[i]);
	put_text(&s, "sent", "r1", 0, "x");
	put_text(&s, "late", "r2", 0, "x");
	put_text(&s, "fresh", "r3", AHEAD, "x");
	must(outbox_sent(outbox, "sent", at(1), "n", &s.err), &s);
	expect_claim(&s, outbox, AHEAD, "fresh");
	expect_delivery(&s, "late", DELIVERY_EXPIRED, AHEAD, "");
	assert_true(is_wiped(&s, "late"));
	assert_false(is_wiped(&s, "fresh"));
	assert_false(is_wiped(&s, "sent"));
	outbox_close(outbox);
	sample_end(&s);
}

static void test_the_desk_sees_what_is_queued(void **state)
{
	ParcelList queued;
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	must(s.ledger.ops->queued_parcels(s.ledger.self, &s.arena, &queued, &s.err), &s);
	assert_int_equal(queued.count, 0);
	put_text(&s, "newer", "r2", 9, "x");
	put_text(&s, "older", "r1", 0, "x");
	put_text(&s, "gone", "r3", 1, "x");
	must(outbox_failed(outbox, "gone", at(1), "no", &s.err), &s);
	must(s.ledger.ops->queued_parcels(s.ledger.self, &s.arena, &queued, &s.err), &s);
	assert_int_equal(queued.count, 2);
	assert_string_equal(queued.items[0].fact, "older");
	assert_string_equal(queued.items[0].request, "r1");
	assert_int_equal(queued.items[0].channel, CODE_SMS);
	assert_int_equal(queued.items[0].expires.seconds, NOW + LIFE);
	assert_int_equal(queued.items[1].queued.seconds, NOW + 9);
	assert_null(queued.items[1].sealed);
	outbox_close(outbox);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_no_three_steps_fail),
		cmocka_unit_test(test_an_unsent_code_goes_with_its_message),
		cmocka_unit_test(test_the_desk_sees_what_is_queued),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
