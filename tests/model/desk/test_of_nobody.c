/* The facts of nobody that a desk has read are not read again, and never old. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

#include "model/desk/accounts.h"
#include "model/desk/inside.h"
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

SUITE
{
#define AT_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		AT_PRACTICE(only_what_was_told_since_is_read),
		AT_PRACTICE(what_another_desk_told_is_seen_at_once),
		AT_PRACTICE(what_was_rolled_back_is_forgotten),
		AT_PRACTICE(a_fault_leaves_nothing_half_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
