/* When a desk gives out a checkpoint, and what stands in it. */
#include "model/desk/witness.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/stage/practice.h"

typedef struct Witness {
	int count;
	char line[CHECKPOINT_MAX];
	bool fails;
} Witness;

typedef struct Scene {
	Practice practice;
	Witness witness;
	Desk *desk;
} Scene;

static void put(void *self, const char *line)
{
	Witness *witness = self;
	witness->count++;
	text_copy(witness->line, sizeof witness->line, line);
}

static bool stands(void *self, Error *err)
{
	const Witness *witness = self;
	return !witness->fails || fail(err, ERROR_SYSTEM, "The share is gone.");
}

static DeskPorts ports_of(Scene *scene)
{
	return (DeskPorts){
		.clock = still_clock(&scene->practice.clock),
		.entropy = counted_entropy(&scene->practice.entropy),
		.hash_cost = least_hash_cost(),
		.ledger = scene->practice.ledger,
		.zone = &scene->practice.zone,
		.key = {9},
		.witness = {.put = put, .stands = stands, .self = &scene->witness},
	};
}

static int set_up(void **state)
{
	static Scene scene;
	scene = (Scene){0};
	practice_open(&scene.practice);
	const DeskPorts ports = ports_of(&scene);
	scene.desk = desk_open(&ports);
	*state = &scene;
	return 0;
}

static int tear_down(void **state)
{
	Scene *scene = *state;
	desk_close(scene->desk);
	practice_close(&scene->practice);
	return 0;
}

static void wait_and_step(Scene *scene, int64_t seconds, int count)
{
	scene->practice.clock.now = instant_add(scene->practice.clock.now, seconds);
	desk_witness_step(scene->desk);
	assert_int_equal(scene->witness.count, count);
}

static void it_says_what_the_ledger_holds(void **state)
{
	Scene *scene = *state;
	Checkpoint checkpoint;
	WitnessKeys keys;
	const unsigned char desk_key[DESK_KEY_BYTES] = {9};
	int64_t lines;
	Seal head;
	wait_and_step(scene, 0, 1);
	witness_keys(desk_key, &keys);
	assert_true(checkpoint_read(scene->witness.line, &checkpoint) && checkpoint_is_signed(&checkpoint));
	assert_memory_equal(checkpoint.key, keys.key, sizeof keys.key);
	assert_true(scene->practice.ledger.ops->head(scene->practice.ledger.self, &lines, &head, NULL));
	assert_int_equal(checkpoint.lines, lines);
	assert_true(seal_same(&checkpoint.head, &head));
	assert_string_equal(checkpoint.practice, "C82001");
	assert_int_equal(checkpoint.at.seconds, PRACTICE_NOW);
}

static void it_is_given_at_the_start_and_daily(void **state)
{
	Scene *scene = *state;
	wait_and_step(scene, 0, 1);
	wait_and_step(scene, 0, 1);
	wait_and_step(scene, 24 * 3600 - 1, 1);
	wait_and_step(scene, 1, 2);
	wait_and_step(scene, 24 * 3600, 3);
	wait_and_step(scene, -1, 4); /* the clock was set back */
	wait_and_step(scene, 60, 4);
	desk_witness_again(scene->desk);
	wait_and_step(scene, 0, 5);
	wait_and_step(scene, 60, 5);
}

static void one_that_was_not_written_is_given_again(void **state)
{
	Scene *scene = *state;
	Error err = {0};
	wait_and_step(scene, 0, 1);
	scene->witness.fails = true;
	assert_false(desk_witness_stands(scene->desk, &err));
	assert_string_equal(err.text, "The share is gone.");
	wait_and_step(scene, 599, 1);
	wait_and_step(scene, 1, 2);
	wait_and_step(scene, 1, 2);
	scene->witness.fails = false;
	wait_and_step(scene, 600, 2);
	assert_true(desk_witness_stands(scene->desk, &err));
}

/* Before set-up there is nothing to sign: the first is given once there is. */
static void an_empty_ledger_is_not_witnessed(void **state)
{
	Scene *scene = *state;
	MemoryLedger empty = {0};
	DeskPorts ports = ports_of(scene);
	char code[LEDGER_CODE_MAX];
	int64_t lines = 7;
	ports.ledger = memory_ledger(&empty);
	Desk *desk = desk_open(&ports);
	desk_witness_step(desk);
	assert_int_equal(scene->witness.count, 0);
	assert_true(desk_ledger_code(desk, code, &lines, NULL));
	assert_string_equal(code, "");
	assert_int_equal(lines, 0);
	desk_close(desk);
	memory_ledger_close(&empty);
	wait_and_step(scene, 0, 1);
}

/* Its key is that of tickets; a desk without a port has nowhere to give it. */
static void a_kiosk_signs_nothing(void **state)
{
	Scene *scene = *state;
	DeskPorts ports = ports_of(scene);
	Error err;
	ports.kiosk = true;
	Desk *kiosk = desk_open(&ports);
	desk_witness_step(kiosk);
	assert_int_equal(scene->witness.count, 0);
	desk_close(kiosk);
	desk_witness_step(scene->practice.desk);
	assert_true(desk_witness_stands(scene->practice.desk, &err));
}

static void the_code_is_of_the_moment(void **state)
{
	Scene *scene = *state;
	char before[LEDGER_CODE_MAX], after[LEDGER_CODE_MAX], read[LEDGER_CODE_MAX];
	int64_t lines, more;
	assert_true(desk_ledger_code(scene->desk, before, &lines, NULL));
	practice_list(&scene->practice, (Organisation){.code = "C82009", .name = "Another"});
	assert_true(desk_ledger_code(scene->desk, after, &more, NULL));
	assert_string_not_equal(before, after);
	assert_int_equal(more, lines + 1);
	assert_true(ledger_code_read(after, read));
	/* another key, another code */
	assert_true(desk_ledger_code(scene->practice.desk, read, &more, NULL));
	assert_string_not_equal(read, after);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_says_what_the_ledger_holds, set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_is_given_at_the_start_and_daily, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_that_was_not_written_is_given_again, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_ledger_is_not_witnessed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_kiosk_signs_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_code_is_of_the_moment, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
