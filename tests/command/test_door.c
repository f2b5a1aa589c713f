/* The process beside a kiosk, asked from here. */
#include "command/door.h"

#include "unit.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/macros.h"
#include "store/store.h"

static volatile sig_atomic_t rang;

static void ring(int number)
{
	(void)number;
	rang++;
}

/* As a window's new size does, and more often. */
static void ring_each(int microseconds)
{
	const struct sigaction action = {.sa_handler = ring};
	const struct itimerval every = {{0, microseconds}, {0, microseconds}};
	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &every, NULL);
}

static void a_signal_meanwhile_loses_no_answer(void **state)
{
	static const char *const ends[] = {"desk.db", "desk.db-wal", "desk.db-shm"};
	char folder[] = "/tmp/sharedesk-door-XXXXXX", path[64];
	Store *store;
	DoorPort port;
	Error err;
	bool opens = true;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/desk.db", folder);
	assert_true(store_open(path, STORE_CREATE, &store, &err));
	store_close(store);
	assert_true(door_start(path, &port, &err));
	ring_each(1000);
	for (int i = 0; i < 3; i++)
		assert_true(port.opens(port.self, "Nobody", "three plain words", &opens, &err) && !opens);
	ring_each(0);
	assert_true(rang > 0);
	close(*(const int *)port.self);
	assert_true(wait(NULL) > 0);
	for (size_t i = 0; i < countof(ends); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, ends[i]);
		unlink(path);
	}
	assert_int_equal(rmdir(folder), 0);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(a_signal_meanwhile_loses_no_answer)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
