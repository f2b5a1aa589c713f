/* Checkpoints appended by a process beside this one; and one that hangs. */
#include "command/scribe.h"

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "model/ledger/witness.h"

typedef struct Place {
	char folder[64], path[128];
	Scribe scribe;
	WitnessPort port;
	Error err;
} Place;

static int open_place(void **state)
{
	static Place place;
	place = (Place){.folder = "/tmp/sharedesk-scribe-XXXXXX"};
	assert_non_null(mkdtemp(place.folder));
	text_print(place.path, sizeof place.path, "%s/checkpoints", place.folder);
	scribe_start(&place.scribe);
	assert_true(place.scribe.runs);
	place.port = scribe_port(&place.scribe, place.path);
	*state = &place;
	return 0;
}

static int close_place(void **state)
{
	Place *place = *state;
	scribe_close(&place->scribe);
	assert_true(wait(NULL) > 0); /* it ends with the desk */
	unlink(place->path);
	rmdir(place->path);
	return rmdir(place->folder);
}

static const char *content(const Place *place)
{
	static char text[1024];
	FILE *file = fopen(place->path, "re");
	assert_non_null(file);
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	return text;
}

static void lines_are_appended(void **state)
{
	Place *place = *state;
	FILE *file = fopen(place->path, "we");
	fputs("what was there\n", file);
	fclose(file);
	place->port.put(place->port.self, "one");
	place->port.put(place->port.self, "two");
	assert_true(scribe_wait(&place->scribe, &place->err));
	assert_true(place->port.stands(place->port.self, &place->err));
	assert_string_equal(content(place), "what was there\none\ntwo\n");
}

static void the_longest_line_is_written_whole(void **state)
{
	Place *place = *state;
	char line[CHECKPOINT_MAX];
	memset(line, 'x', sizeof line - 1);
	line[sizeof line - 1] = '\0';
	place->port.put(place->port.self, line);
	assert_true(scribe_wait(&place->scribe, &place->err));
	assert_int_equal(strlen(content(place)), sizeof line);
}

static void refused(Place *place, const char *why)
{
	place->port.put(place->port.self, "one");
	assert_false(scribe_wait(&place->scribe, &place->err));
	if (!strstr(place->err.text, why) || !strstr(place->err.text, place->path))
		fail_msg("%s", place->err.text);
}

/* It is said, and once it can be written again all is well. */
static void what_cannot_be_written_is_said(void **state)
{
	Place *place = *state;
	assert_int_equal(mkdir(place->path, 0700), 0);
	refused(place, "Is a directory");
	assert_int_equal(rmdir(place->path), 0);
	place->port.put(place->port.self, "two");
	assert_true(scribe_wait(&place->scribe, &place->err));
	assert_string_equal(content(place), "two\n");
}

static void no_link_is_followed(void **state)
{
	Place *place = *state;
	char target[256];
	text_print(target, sizeof target, "%s/elsewhere", place->folder);
	assert_int_equal(symlink(target, place->path), 0);
	refused(place, "symbolic links");
	assert_int_not_equal(access(target, F_OK), 0);
}

/* Nobody reads there: it does not wait for anybody to. */
static void a_pipe_is_no_file(void **state)
{
	Place *place = *state;
	assert_int_equal(mkfifo(place->path, 0600), 0);
	refused(place, "No such device");
}

static pid_t process_of(void)
{
	char path[64], text[64] = "";
	text_print(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
	FILE *file = fopen(path, "re");
	if (file) {
		text[fread(text, 1, sizeof text - 1, file)] = '\0';
		fclose(file);
	}
	return (pid_t)strtol(text, NULL, 10);
}

/* A share that hangs stops it, and it alone. */
static void one_that_hangs_holds_nobody_up(void **state)
{
	Place *place = *state;
	const pid_t process = process_of();
	if (process <= 0)
		skip(); /* no /proc/…/children */
	assert_int_equal(kill(process, SIGSTOP), 0);
	for (int i = 0; i < 1000; i++) /* more than it holds */
		place->port.put(place->port.self, "one");
	place->scribe.fault = 0;					/* of those that it had no room for */
	assert_true(place->port.stands(place->port.self, &place->err)); /* not yet late */
	place->scribe.since -= SCRIBE_SECONDS;
	assert_false(place->port.stands(place->port.self, &place->err));
	assert_non_null(strstr(place->err.text, "it does not answer"));
	assert_int_equal(kill(process, SIGCONT), 0);
	assert_true(scribe_wait(&place->scribe, &place->err));
	assert_true(text_starts(content(place), "one\none\n"));
}

static void one_that_was_ended_is_said(void **state)
{
	Place *place = *state;
	const pid_t process = process_of();
	if (process <= 0)
		skip();
	assert_int_equal(kill(process, SIGKILL), 0);
	place->port.put(place->port.self, "one");
	assert_false(scribe_wait(&place->scribe, &place->err));
	assert_false(place->port.stands(place->port.self, &place->err));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_are_appended, open_place, close_place),
		cmocka_unit_test_setup_teardown(the_longest_line_is_written_whole, open_place, close_place),
		cmocka_unit_test_setup_teardown(what_cannot_be_written_is_said, open_place, close_place),
		cmocka_unit_test_setup_teardown(no_link_is_followed, open_place, close_place),
		cmocka_unit_test_setup_teardown(a_pipe_is_no_file, open_place, close_place),
		cmocka_unit_test_setup_teardown(one_that_hangs_holds_nobody_up, open_place, close_place),
		cmocka_unit_test_setup_teardown(one_that_was_ended_is_said, open_place, close_place),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
