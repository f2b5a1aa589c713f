/* Files that are being made go with the program that makes them. */
#include "base/draft.h"

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"

static char folder[] = "/tmp/sharedesk-draft-XXXXXX";

static void put(const char *name)
{
	char path[64];
	text_print(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
}

static bool is_there(const char *name)
{
	char path[64];
	text_print(path, sizeof path, "%s/%s", folder, name);
	return access(path, F_OK) == 0;
}

static void draft_at(char path[64])
{
	text_print(path, 64, "%s/draft", folder);
}

/* A child that is at work on a draft and is told to end; returns by what it ended. */
static int ended(int number, bool done)
{
	char path[64];
	draft_at(path);
	const pid_t child = fork();
	if (child == 0) {
		signal(number, SIG_DFL); /* under nohup it is passed over */
		draft_begin(path);
		if (done)
			draft_end(path);
		raise(number);
		_exit(0);
	}
	int status = 0;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void put_all(void)
{
	static const char *const names[] = {"draft", "draft-wal", "draft-shm", "draft-journal", "other"};
	for (size_t i = 0; i < countof(names); i++)
		put(names[i]);
}

static void it_goes_with_who_is_told_to_end(void **state)
{
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
	for (size_t i = 0; i < countof(numbers); i++) {
		put_all();
		assert_int_equal(ended(numbers[i], false), numbers[i]);
		assert_false(is_there("draft") || is_there("draft-wal") || is_there("draft-shm") ||
			     is_there("draft-journal"));
		assert_true(is_there("other"));
	}
}

static void what_is_done_stays(void **state)
{
	put_all();
	assert_int_equal(ended(SIGINT, true), SIGINT);
	assert_true(is_there("draft"));
}

static void it_is_taken_away_with_its_logs(void **state)
{
	char path[64];
	draft_at(path);
	put_all();
	draft_begin(path);
	draft_away(path);
	assert_false(is_there("draft") || is_there("draft-wal") || is_there("draft-journal"));
	assert_true(is_there("other"));
}

static int set_up(void **state)
{
	return mkdtemp(folder) ? 0 : 1;
}

static int tear_down(void **state)
{
	char line[64];
	text_print(line, sizeof line, "rm -rf %s", folder);
	return system(line);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_goes_with_who_is_told_to_end),
		cmocka_unit_test(what_is_done_stays),
		cmocka_unit_test(it_is_taken_away_with_its_logs),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
