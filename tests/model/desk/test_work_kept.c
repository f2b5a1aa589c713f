/* What a desk keeps of the patients it showed last: when it is read anew, and that it is not read otherwise. */
#include "unit.h"

#include "base/text.h"
#include "model/desk/work_kept.h"
#include "model/facts/nhs_number.h"
#include "model/facts/pass_on.h"
#include "model/ledger/transaction.h"
#include "model/stage/practice.h"

static Practice practice;
static LedgerOps counted;
static const LedgerOps *plain;
static int folds;

/* Nobody is folded whose facts are not read. */
static bool count_facts(void *self, const char *patient, Arena *arena, FactList *ret_facts, Error *err)
{
	folds += patient != NULL;
	return plain->facts(self, patient, arena, ret_facts, err);
}

static int set_up(void **state)
{
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	plain = practice.desk->ports.ledger.ops;
	counted = *plain;
	counted.facts = count_facts;
	practice.desk->ports.ledger.ops = &counted;
	practice_refer(&practice, ASHBY_MAUREEN, "e1", "RX1", PRACTICE_NOW);
	practice_refer(&practice, ASHBY_NEIL, "e2", "RX1", PRACTICE_NOW);
	for (int i = 0; i < 3; i++)
		desk_work_step(practice.desk, 100);
	return 0;
}

static int tear_down(void **state)
{
	practice_close(&practice);
	return 0;
}

/* What the list says, and how many were folded for it. */
static const char *listed(int expected_folds)
{
	WorkList list;
	Text text = {.arena = &practice.arena};
	folds = 0;
	assert_true(desk_work_list(practice.desk, WORK_QUESTIONS, NULL, 100, &practice.arena, &list, NULL));
	assert_int_equal(folds, expected_folds);
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&text, "%s: %s\n", list.items[i].name, list.items[i].what);
	return text_done(&text);
}

#define BOTH "Ashby M: Physiotherapy, referred today\nAshby N: Physiotherapy, referred today\n"

static void nobody_is_folded_twice_for_the_same(void **state)
{
	assert_string_equal(listed(2), BOTH);
	assert_string_equal(listed(0), BOTH);
	practice.clock.now.seconds += 60;
	assert_string_equal(listed(0), BOTH);
}

static void of_whom_something_was_told_is_folded_anew(void **state)
{
	listed(2);
	Fact looked = practice_fact(FACT_VIEWED, ASHBY_NEIL, PRACTICE_NOW);
	looked.org = "C82001";
	practice_tell(&practice, looked);
	assert_string_equal(listed(1), BOTH);
	Fact answer = practice_fact(FACT_ANSWERED, ASHBY_MAUREEN, PRACTICE_NOW);
	answer.episode = "e1", answer.answer = ANSWER_YES;
	for (Direction direction = DIRECTION_OUT; direction <= DIRECTION_IN; direction++) {
		answer.direction = (WordByte)direction;
		practice_tell(&practice, answer);
	}
	for (int i = 0; i < 2; i++)
		desk_work_step(practice.desk, 100);
	assert_string_equal(listed(0), "Ashby N: Physiotherapy, referred today\n");
}

static void another_name_is_said_at_once(void **state)
{
	listed(2);
	practice_person(&practice, &(Person){.nhs = ASHBY_NEIL, .family = "Ashworth", .given = "Neil"});
	assert_string_equal(listed(1),
			    "Ashby M: Physiotherapy, referred today\nAshworth N: Physiotherapy, referred today\n");
	practice_organisation(&practice, "RX1", "Moving Well", CARE_PLANNED, SYSTEM_SYSTMONE);
	assert_string_equal(listed(2),
			    "Ashby M: Moving Well, referred today\nAshworth N: Moving Well, referred today\n");
}

static void by_the_next_day_the_words_are_others(void **state)
{
	listed(2);
	practice.clock.now.seconds += 86400;
	assert_string_equal(listed(2),
			    "Ashby M: Physiotherapy, referred 22-Nov\nAshby N: Physiotherapy, referred 22-Nov\n");
	practice.clock.now.seconds -= 86400;
	assert_string_equal(listed(2), BOTH);
}

static void behind_the_clock_nothing_is_kept(void **state)
{
	practice.clock.now.seconds += 60;
	listed(2);
	practice.clock.now.seconds -= 1;
	assert_string_equal(listed(2), BOTH);
}

static void what_the_practice_enters_is_part_of_it(void **state)
{
	Transaction transaction = {.anyhow = true};
	const Ledger *ledger = &practice.desk->ports.ledger;
	listed(2);
	assert_true(transaction_begin(&transaction, ledger, NULL));
	assert_true(ledger->ops->put_setting(ledger->self, PASS_ON_SETTING, "research\tsystmone\tThere", NULL));
	assert_true(transaction_commit(&transaction, NULL));
	transaction_end(&transaction);
	assert_string_equal(listed(2), BOTH);
}

static void after_signing_out_nothing_is_kept(void **state)
{
	listed(2);
	desk_sign_out(practice.desk);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	assert_string_equal(listed(2), BOTH);
}

static const char *next_number(void)
{
	static int next = 990000000;
	for (;; next++)
		for (int check = 0; check < 10; check++) {
			const char *nhs = arena_print(&practice.arena, "%d%d", next, check);
			if (nhs_number_valid(nhs)) {
				next++;
				return nhs;
			}
		}
}

static void of_many_the_memory_is_bounded(void **state)
{
	enum { MANY = 600 };
	for (int i = 0; i < MANY; i++) {
		const char *nhs = next_number();
		practice_person(&practice, &(Person){.nhs = nhs, .family = "Many", .given = "One"});
		practice_refer(&practice, nhs, arena_print(&practice.arena, "m%d", i), "RX1", PRACTICE_NOW);
	}
	desk_work_step(practice.desk, MANY + 2);
	WorkList list;
	for (int turn = 0; turn < 3; turn++) {
		assert_true(desk_work_list(practice.desk, WORK_QUESTIONS, NULL, 1000, &practice.arena, &list, NULL));
		assert_int_equal(list.count, MANY + 2);
		for (size_t i = 0; i < list.count; i++)
			assert_string_equal(list.items[i].what, "Physiotherapy, referred today");
		assert_in_range(arena_size(&work_of(practice.desk)->kept.arena), 1, 1024 * 1024);
	}
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(nobody_is_folded_twice_for_the_same),
		IN_PRACTICE(of_whom_something_was_told_is_folded_anew),
		IN_PRACTICE(another_name_is_said_at_once),
		IN_PRACTICE(by_the_next_day_the_words_are_others),
		IN_PRACTICE(behind_the_clock_nothing_is_kept),
		IN_PRACTICE(what_the_practice_enters_is_part_of_it),
		IN_PRACTICE(after_signing_out_nothing_is_kept),
		IN_PRACTICE(of_many_the_memory_is_bounded),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
