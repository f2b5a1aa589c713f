/* Two desks, each a process of its own at one database, type the same right code at the same instant: one wins. */
#include "sample.h"

#include <sys/wait.h>

#include "store/county.h"
#include "store/verify.h"

enum { ROUNDS = 40, RACERS = 2 };

/* Opens everything, says that it is ready, and types when the barrier opens. Exits 0 where it was accepted, 1 where
 * not, 2 where something else went wrong. */
static int race(const char *path, const char *digits, int ready, int start)
{
	County county;
	CodeResult result;
	Error err = {0};
	char go;
	if (!county_open(&county, path, &err) || write(ready, "r", 1) != 1 || read(start, &go, 1) != 0)
		return 2;
	if (!county_type(&county, digits, &result, &err)) {
		/* The loser may also find the request gone. */
		county_close(&county);
		return err.kind == ERROR_REFUSED ? 1 : 2;
	}
	county_close(&county);
	return result.outcome == CODE_ACCEPTED ? 0 : 1;
}

/* How many of them were accepted. */
static int run_race(const char *path, const char *digits)
{
	int ready[2], start[2], accepted = 0;
	char said[RACERS];
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(start), 0);
	for (int i = 0; i < RACERS; i++)
		if (fork() == 0) {
			close(start[1]);
			_exit(race(path, digits, ready[1], start[0]));
		}
	for (int i = 0; i < RACERS; i++)
		assert_int_equal(read(ready[0], &said[i], 1), 1);
	close(start[1]); /* all of them read the end at once */
	for (int i = 0; i < RACERS; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_true(WIFEXITED(status));
		assert_true(WEXITSTATUS(status) < 2);
		accepted += WEXITSTATUS(status) == 0;
	}
	close(ready[0]);
	close(ready[1]);
	close(start[0]);
	return accepted;
}

static void test_one_wins(void **state)
{
	Sample s;
	char made[128];
	sample_folder(&s);
	text_print(made, sizeof made, "%s/made.db", s.folder);
	must(county_make(made, &s.err), &s);
	for (int round = 0; round < ROUNDS; round++) {
		County county;
		Code code;
		CodeResult again;
		VerifyReport report;
		size_t accepted;
		assert_true(county_copy(made, s.path));
		must(county_open(&county, s.path, &s.err), &s);
		must(county_show_code(&county, &code, &s.err), &s);
		int winners = run_race(s.path, code.digits);
		if (winners != 1)
			fail_msg("round %d: %d desks were told that the code is right", round, winners);
		must(county_count(&county, FACT_CODE_ACCEPTED, &accepted, &s.err), &s);
		assert_int_equal(accepted, 1);
		if (county_type(&county, code.digits, &again, &s.err))
			assert_int_not_equal(again.outcome, CODE_ACCEPTED);
		must(store_verify(county.store, NULL, &report, &s.err), &s);
		assert_int_equal(report.fault, VERIFY_WHOLE);
		county_close(&county);
		unlink(s.path);
	}
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_wins),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
