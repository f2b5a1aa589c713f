/* An afternoon at a practice (afternoon.h), of which somebody is killed at any step, or all at once as when the machine
 * goes: nothing that was saved is lost or doubled, nothing is there that nobody tried to save, and every backup that
 * has the name of one is whole. A seed repeats its afternoon step by step. */
#include "unit.h"

#include <stdlib.h>

#include "base/text.h"
#include "crash/afternoon.h"

enum {
	KILLS = 30,
	AFTERNOONS = 2,
	AFTERNOONS_FULL = 34,
	KILLS_TWICE = 4,
	TURNS_BETWEEN = 2500,
	TURNS_A_SECOND = 100,
	REST_MAX = 2000
};

static bool full;

typedef struct Run {
	Afternoon afternoon;
	Random random;
	Worker workers[WORKERS];
	int64_t rests[WORKERS]; /* until so many turns were taken; 0: it does not rest */
	int kills;
	int64_t turns;
	Totals tally;
} Run;

static const Work works[WORKERS] = {work_at_desk, work_at_desk, work_at_desk, work_sender, work_import, work_backup};

static void start(Run *run, int which)
{
	run->afternoon.starts++;
	run->rests[which] = 0;
	turns_pass(which == WORKER_BACKUP); /* no two of one name */
	turns_start(&run->workers[which], works[which], &run->afternoon, which);
}

static void start_all(Run *run)
{
	for (int i = 0; i < WORKERS; i++)
		if (!run->workers[i].pid)
			start(run, i);
}

/* Somebody who is at work; who waits for another seldom. */
static int draw(Run *run)
{
	for (;;) {
		const int which = (int)random_below(&run->random, WORKERS);
		const Worker *worker = &run->workers[which];
		if (worker->pid && (!worker->sleeps || random_one_in(&run->random, 8)))
			return which;
	}
}

static void take_turn(Run *run, int which, bool half)
{
	int status;
	if (turns_taken() % TURNS_A_SECOND == 0)
		turns_pass(1);
	if (turns_give(&run->workers[which], half, &status))
		return;
	if (status != 0)
		fail_msg("seed %llu, turn %lld: worker %d ended with %x; %s/said may say why",
			 (unsigned long long)run->afternoon.seed, (long long)turns_taken(), which, (unsigned)status,
			 run->afternoon.folder);
	run->rests[which] = turns_taken() + 1 + (int64_t)random_below(&run->random, REST_MAX);
}

static bool anybody(const Run *run)
{
	for (int i = 0; i < WORKERS; i++)
		if (run->workers[i].pid)
			return true;
	return false;
}

static void work_on(Run *run, int64_t turns)
{
	for (; turns > 0; turns--) {
		take_turn(run, draw(run), false);
		for (int i = 0; i < WORKERS; i++)
			if (run->rests[i] && run->rests[i] <= turns_taken())
				start(run, i);
	}
}

/* Anybody at any step, or somebody at one of those steps that are few, when they come to it. */
static int draw_victim(Run *run)
{
	enum { SCARCE_SKIPPED = 12 };
	const int which = (int)random_below(&run->random, WORKERS);
	const Worker *worker = &run->workers[which];
	size_t skipped = random_below(&run->random, SCARCE_SKIPPED);
	const int turns = random_one_in(&run->random, 2) ? TURNS_BETWEEN : 0;
	for (int i = 0; i < turns; i++)
		if (!worker->scarce)
			work_on(run, 1);
		else if (skipped-- > 0)
			take_turn(run, which, false);
		else
			return which;
	return draw(run);
}

/* What a sender that died had claimed is free again. */
static void kill_one(Run *run)
{
	const int which = draw_victim(run);
	if (random_one_in(&run->random, 4))
		take_turn(run, which, true);
	if (run->workers[which].pid)
		turns_kill(&run->workers[which]);
	turns_pass(which == WORKER_SENDER ? CLAIM_SECONDS + 1 : 0);
	start(run, which);
}

static void kill_all(Run *run)
{
	for (int i = 0; i < WORKERS; i++)
		if (run->workers[i].pid)
			turns_kill(&run->workers[i]);
	turns_pass(CLAIM_SECONDS + 1);
	afternoon_check(&run->afternoon, &run->tally);
	start_all(run);
}

static void close_practice(Run *run)
{
	turns_close(true);
	while (anybody(run))
		take_turn(run, draw(run), false);
	afternoon_check(&run->afternoon, &run->tally);
}

static void run_afternoon(Run *run, uint64_t seed, int kills)
{
	*run = (Run){.random = {seed}};
	turns_begin(AFTERNOON_NOW);
	afternoon_begin(&run->afternoon, seed);
	start_all(run);
	for (; run->kills < kills; run->kills++) {
		work_on(run, 1 + (int64_t)random_below(&run->random, TURNS_BETWEEN));
		if (random_one_in(&run->random, 4))
			kill_all(run);
		else
			kill_one(run);
	}
	close_practice(run);
	print_message("seed %llu: %lld turns, %d kills, %d checks; saved: %lld acts, %lld codes typed back, "
		      "%lld messages, %lld files, "
		      "%lld backups; lost: 0\n",
		      (unsigned long long)seed, (long long)turns_taken(), run->kills, (int)run->afternoon.checks,
		      (long long)run->tally.acts, (long long)run->tally.accepted, (long long)run->tally.sent,
		      (long long)run->tally.files, (long long)run->tally.backups);
	afternoon_end(&run->afternoon);
	run->turns = turns_taken();
	turns_end();
}

static uint64_t first_seed(void)
{
	const char *seed = getenv("SHAREDESK_SEED");
	return seed ? strtoull(seed, NULL, 10) : 1;
}

static void test_a_seed_repeats(void **state)
{
	Run once, again;
	run_afternoon(&once, first_seed(), KILLS_TWICE);
	run_afternoon(&again, first_seed(), KILLS_TWICE);
	assert_int_equal(again.turns, once.turns);
	assert_memory_equal(&again.tally, &once.tally, sizeof once.tally);
}

static void test_afternoons(void **state)
{
	Run run;
	const uint64_t seed = first_seed();
	for (int i = 0; i < (full ? AFTERNOONS_FULL : AFTERNOONS); i++)
		run_afternoon(&run, seed + (uint64_t)i, KILLS);
}

int main(int count, char **words)
{
	full = count > 1 && text_is(words[1], "full");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_seed_repeats),
		cmocka_unit_test(test_afternoons),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
