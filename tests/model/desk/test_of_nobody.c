/* The facts of nobody that a desk has read are not read again, and never old. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/telling.h"
#include "model/ledger/transaction.h"
#include "model/lists/lists.h"

static size_t handed_out; /* by the port, of the facts of nobody */

static bool count_facts(void *self, NobodyFacts which, int64_t seq, size_t limit, Arena *arena, FactList *ret_facts,
			Error *err)
{
	const bool done = memory_ledger(self).ops->facts_of_nobody(self, which, seq, limit, arena, ret_facts, err);
	handed_out += done ? ret_facts->count : 0;
	return done;
}

/* So many facts that the desk reads from now on are counted. */
static void count_from_now(Desk *desk, LedgerOps *ops)
{
	*ops = *practice.ledger.ops;
	ops->facts_of_nobody = count_facts;
	desk->ports.ledger.ops = ops;
	handed_out = 0;
}

static const char *told(const char *name)
{
	const Fact *fact = NULL;
	ok(setting_told(practice.desk, name, &practice.arena, &fact, &practice.err));
	return fact ? fact->setting : "";
}

static Desk *another(void)
{
	Desk *other = practice_another_desk(&practice);
	ok(desk_sign_in(other, "Ada M", PRACTICE_PASSPHRASE, &practice.err));
	return other;
}

static void only_what_was_told_since_is_read(void **state)
{
	LedgerOps ops;
	Desk *other = another();
	ok(desk_put_setting(other, "idle-minutes", "7", &practice.err));
	ok(desk_put_setting(other, "theme", "mono", &practice.err));
	count_from_now(practice.desk, &ops);
	assert_string_equal(told("idle-minutes"), "7");
	const size_t first = handed_out;
	assert_true(first >= 2);
	assert_string_equal(told("theme"), "mono");
	assert_null(desk_let_in_lately(practice.desk, &practice.arena));
	assert_int_equal(handed_out, first);
	ok(desk_put_setting(other, "idle-minutes", "8", &practice.err));
	assert_string_equal(told("idle-minutes"), "8");
	assert_string_equal(told("theme"), "mono");
	assert_int_equal(handed_out, first + 1);
	desk_close(other);
}

static void what_another_desk_told_is_seen_at_once(void **state)
{
	char once[ONCE_MAX];
	Standing standing;
	Desk *other = another();
	ok(desk_standing(practice.desk, "RX1", &standing, &practice.err));
	assert_int_equal(standing, STANDING_VERIFY);
	ok(desk_put_standing(other, "RX1", STANDING_PROHIBITED, &practice.err));
	ok(desk_standing(practice.desk, "RX1", &standing, &practice.err));
	assert_int_equal(standing, STANDING_PROHIBITED);
	ok(desk_begin_accounts(other, &practice.err));
	assert_null(desk_let_in_lately(practice.desk, &practice.arena));
	ok(desk_let_in(other, "Ada M", false, once, &practice.err));
	assert_non_null(desk_let_in_lately(practice.desk, &practice.arena));
	desk_close(other);
}

static void put_and_look(const char *minutes, bool stays)
{
	scoped(transaction_end) Transaction transaction = {0};
	ok(transaction_begin(&transaction, &practice.desk->ports.ledger, &practice.err) &&
	   setting_keep(practice.desk, "idle-minutes", minutes, NULL, &practice.err));
	assert_string_equal(told("idle-minutes"), minutes);
	ok(!stays || transaction_commit(&transaction, &practice.err));
}

/* Another line then stands where it stood. */
static void what_was_rolled_back_is_forgotten(void **state)
{
	put_and_look("6", true);
	put_and_look("7", false);
	assert_string_equal(told("idle-minutes"), "6");
	put_and_look("7", false);
	put_and_look("8", true);
	assert_string_equal(told("idle-minutes"), "8");
}

/* Read before a fault, forgotten by it, and asked for again with the same head. */
static void a_fault_leaves_nothing_half_read(void **state)
{
	int faults = 0;
	put_and_look("6", true);
	for (bool read = false; !read; faults++) {
		const Fact *fact = NULL;
		put_and_look("7", false);
		practice.memory.fail_at = practice.memory.calls + 1 + faults;
		read = setting_told(practice.desk, "idle-minutes", &practice.arena, &fact, &practice.err);
		practice.memory.fail_at = 0;
		practice.err = (Error){0};
		assert_string_equal(told("idle-minutes"), "6");
	}
	assert_in_range(faults, 4, 5); /* the head, the last fact, those since */
}

/* --- Read in steps --- */

enum { MANY = 1234 };

static void tell_many(void)
{
	for (int i = 0; i < MANY; i++) {
		Fact said = practice_fact(FACT_STANDING, NULL, PRACTICE_NOW - 60);
		said.practice = desk_practice_code(practice.desk, &practice.arena);
		said.org = i % 2 ? "RX1" : "RX2";
		said.standing = STANDING_VERIFY;
		practice_tell(&practice, said);
	}
}

static FactList lists_of(Desk *desk)
{
	FactList facts;
	ok(desk_facts_of_nobody(desk, NOBODY_STANDINGS, &facts, &practice.err));
	return facts;
}

static void are_in_order(FactList facts, size_t count)
{
	assert_int_equal(facts.count, count);
	for (size_t i = 1; i < facts.count; i++)
		assert_true(facts.items[i - 1].seq < facts.items[i].seq);
}

static void read_to_the_end(Desk *desk)
{
	while (desk_read_on(desk))
		;
}

/* A desk that has read nothing yet: what it reads is counted. */
static Desk *fresh_desk(LedgerOps *ops)
{
	Desk *fresh = another();
	tell_many();
	count_from_now(fresh, ops);
	return fresh;
}

/* While nobody types, some at a time: whoever then opens a patient reads none of them. */
static void many_are_read_in_steps(void **state)
{
	LedgerOps ops;
	const size_t before = lists_of(practice.desk).count;
	Desk *fresh = fresh_desk(&ops);
	assert_true(desk_read_on(fresh));
	assert_in_range(handed_out, 1, MANY / 2);
	read_to_the_end(fresh);
	assert_int_equal(handed_out, before + MANY);
	assert_false(desk_read_on(fresh));
	are_in_order(lists_of(fresh), before + MANY);
	assert_int_equal(handed_out, before + MANY);
	desk_close(fresh);
}

/* What was given out stays where it is, whatever is read after it. */
static void whoever_comes_first_reads_the_rest(void **state)
{
	LedgerOps ops;
	const size_t before = lists_of(practice.desk).count;
	Desk *fresh = fresh_desk(&ops);
	assert_true(desk_read_on(fresh));
	const FactList given = lists_of(fresh);
	are_in_order(given, before + MANY);
	assert_int_equal(handed_out, before + MANY);
	tell_many();
	read_to_the_end(fresh);
	are_in_order(lists_of(fresh), before + 2 * MANY);
	are_in_order(given, before + MANY);
	assert_string_equal(given.items[given.count - 1].org, "RX1");
	desk_close(fresh);
}

/* Read ahead within what was then rolled back: other lines stand where they stood. */
static void what_was_read_ahead_and_rolled_back_is_forgotten(void **state)
{
	Fact fact = practice_fact(FACT_STANDING, NULL, PRACTICE_NOW);
	fact.practice = desk_practice_code(practice.desk, &practice.arena);
	fact.org = "RX1";
	fact.standing = STANDING_PROHIBITED;
	Desk *fresh = another();
	{
		Fact put = fact;
		scoped(telling_end) Telling telling = {.desk = fresh, .right = ACT_STANDING};
		ok(telling_begin(&telling, &practice.err) && telling_put(&telling, &put, &practice.err));
		read_to_the_end(fresh);
	}
	ok(desk_put_standing(practice.desk, "RX1", STANDING_ALLOWED, &practice.err));
	read_to_the_end(fresh);
	const FactList facts = lists_of(fresh);
	for (size_t i = 0; i < facts.count; i++)
		assert_int_not_equal(facts.items[i].standing, STANDING_PROHIBITED);
	assert_int_equal(facts.items[facts.count - 1].standing, STANDING_ALLOWED);
	desk_close(fresh);
}

/* --- What the lists amount to --- */

static const Standings *kept(void)
{
	FactList facts;
	ok(desk_facts_of_nobody(practice.desk, NOBODY_STANDINGS, &facts, &practice.err));
	const Standings *lists = desk_keep_lists(practice.desk, facts);
	assert_non_null(lists);
	return lists;
}

static Standing said(const Standings *lists, const char *org)
{
	return standings_say(lists, desk_practice_code(practice.desk, &practice.arena), org).standing;
}

/* What was given out stays as it was. */
static void lists_are_folded_once_until_another_is_told(void **state)
{
	Desk *other = another();
	const Standings *before = kept();
	assert_ptr_equal(kept(), before);
	ok(desk_put_setting(other, "theme", "mono", &practice.err));
	Fact file = practice_fact(FACT_IMPORTED, NULL, PRACTICE_NOW - 60);
	file.name = "list.csv";
	file.format = FILE_FHIR;
	file.hash = "00";
	file.read = file.taken = file.first = file.last = "1";
	practice_tell(&practice, file);
	assert_ptr_equal(kept(), before); /* a file is on no list */
	ok(desk_put_standing(other, "RX1", STANDING_PROHIBITED, &practice.err));
	const Standings *after = kept();
	assert_int_equal(said(after, "RX1"), STANDING_PROHIBITED);
	assert_int_equal(said(before, "RX1"), STANDING_VERIFY);
	desk_close(other);
}

/* A list may say what comes into effect later. */
static void lists_are_folded_anew_when_time_changes_them(void **state)
{
	Fact later = practice_fact(FACT_STANDING, NULL, PRACTICE_NOW + 3600);
	later.practice = desk_practice_code(practice.desk, &practice.arena);
	later.org = "RX1";
	later.standing = STANDING_PROHIBITED;
	practice_tell(&practice, later);
	assert_int_equal(said(kept(), "RX1"), STANDING_VERIFY);
	practice.clock.now.seconds = PRACTICE_NOW + 3600;
	assert_int_equal(said(kept(), "RX1"), STANDING_PROHIBITED);
}

static void a_list_that_was_rolled_back_is_forgotten(void **state)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_STANDING;
	fact.practice = desk_practice_code(practice.desk, &practice.arena);
	fact.org = "RX1";
	fact.standing = STANDING_PROHIBITED;
	for (int round = 0; round < 2; round++) {
		Fact put = fact;
		scoped(telling_end) Telling telling = {.desk = practice.desk, .right = ACT_STANDING};
		ok(telling_begin(&telling, &practice.err) && telling_put(&telling, &put, &practice.err));
		assert_int_equal(said(kept(), "RX1"), STANDING_PROHIBITED);
	}
	assert_int_equal(said(kept(), "RX1"), STANDING_VERIFY);
	ok(desk_put_standing(practice.desk, "RX1", STANDING_ALLOWED, &practice.err));
	assert_int_equal(said(kept(), "RX1"), STANDING_ALLOWED);
}

SUITE
{
#define AT_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		AT_PRACTICE(only_what_was_told_since_is_read),
		AT_PRACTICE(what_another_desk_told_is_seen_at_once),
		AT_PRACTICE(what_was_rolled_back_is_forgotten),
		AT_PRACTICE(a_fault_leaves_nothing_half_read),
		AT_PRACTICE(many_are_read_in_steps),
		AT_PRACTICE(whoever_comes_first_reads_the_rest),
		AT_PRACTICE(what_was_read_ahead_and_rolled_back_is_forgotten),
		AT_PRACTICE(lists_are_folded_once_until_another_is_told),
		AT_PRACTICE(lists_are_folded_anew_when_time_changes_them),
		AT_PRACTICE(a_list_that_was_rolled_back_is_forgotten),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
