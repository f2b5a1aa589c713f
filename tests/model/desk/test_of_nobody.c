/* The facts of nobody that a desk has read are not read again, and never old. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/desk/telling.h"
#include "model/ledger/transaction.h"
#include "model/lists/lists.h"

static size_t handed_out; /* by the port, of the facts of nobody */

static bool count_facts(void *self, NobodyFacts which, int64_t seq, Arena *arena, FactList *ret_facts, Error *err)
{
	const bool done = memory_ledger(self).ops->facts_of_nobody(self, which, seq, arena, ret_facts, err);
	handed_out += done ? ret_facts->count : 0;
	return done;
}

/* So many facts that the desk reads from now on are counted. */
static void count_from_now(LedgerOps *ops)
{
	*ops = *practice.ledger.ops;
	ops->facts_of_nobody = count_facts;
	practice.desk->ports.ledger.ops = ops;
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
	count_from_now(&ops);
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
		AT_PRACTICE(lists_are_folded_once_until_another_is_told),
		AT_PRACTICE(lists_are_folded_anew_when_time_changes_them),
		AT_PRACTICE(a_list_that_was_rolled_back_is_forgotten),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
