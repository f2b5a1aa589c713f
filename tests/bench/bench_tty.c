/* What a person waits for: from the start to the first painted screen, and from a key to its last painted byte.
 *
 *	bench_tty start COMMAND TEXT                TEXT stands on the first screen
 *	bench_tty keys COMMAND TEXT FIRST THEN KEYS TEXT awaited, FIRST is typed and THEN awaited; KEYS are typed one
 *	                                            at a time, again and again */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/stopwatch.h"
#include "tty/child.h"
#include "tty/glass.h"

enum { STARTS = 20, PRESSES = 200, QUIET_MS = 30, ROWS = 24, COLS = 80, PATIENCE_NS = 1000000000 };

static void say(void *self, const char *bytes, size_t length)
{
	child_type(self, bytes, length);
}

/* Hears until quiet; answers when the last byte came, or 0 where none did. */
static int64_t last_byte(Child *child, Glass *glass)
{
	int64_t last = 0;
	char bytes[8192];
	ssize_t got;
	while ((got = child_hear(child, bytes, sizeof bytes, QUIET_MS)) > 0) {
		last = stopwatch_ns();
		glass_feed(glass, bytes, (size_t)got);
	}
	return last;
}

static void await(Child *child, Glass *glass, const char *text)
{
	const int64_t from = stopwatch_ns();
	char bytes[8192];
	while (!glass_shows(glass, text)) {
		const ssize_t got = child_hear(child, bytes, sizeof bytes, 1000);
		if (got > 0)
			glass_feed(glass, bytes, (size_t)got);
		if (got < 0 || stopwatch_ns() - from > 10 * (int64_t)PATIENCE_NS) {
			fprintf(stderr, "\"%s\" did not appear.\n", text);
			exit(1);
		}
	}
}

/* Milliseconds to the first screen; the program is left running. */
static double start(Child *child, Glass **ret_glass, const char *command, const char *text)
{
	const int64_t from = stopwatch_ns();
	Error err;
	if (!child_start(child, command, ROWS, COLS, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	*ret_glass = glass_open(ROWS, COLS, say, child);
	await(child, *ret_glass, text);
	return (double)(stopwatch_ns() - from) / 1e6;
}

static void finish(Child *child, Glass *glass)
{
	child_finish(child);
	glass_close(glass);
	*child = (Child){0};
}

static void measure_keys(Child *child, Glass *glass, const char *keys)
{
	double took[PRESSES];
	size_t count = 0;
	last_byte(child, glass);
	for (size_t i = 0; i < PRESSES; i++) {
		const int64_t from = stopwatch_ns();
		child_type(child, &keys[i % strlen(keys)], 1);

		const int64_t last = last_byte(child, glass);

		if (last != 0)
			took[count++] = (double)(last - from) / 1e6;
	}
	if (count == 0)
		return;
	const double median = stopwatch_median(took, count);

	printf("%.2f (99 %% within %.2f)\n", median, took[count * 99 / 100]);
}

static int bench_start(char **words)
{
	double took[STARTS];
	Child child = {0};
	Glass *glass;
	for (size_t i = 0; i < STARTS; i++) {
		took[i] = start(&child, &glass, words[0], words[1]);
		finish(&child, glass);
	}
	printf("%.2f\n", stopwatch_median(took, STARTS));
	return 0;
}

static int bench_keys(char **words)
{
	Child child = {0};
	Glass *glass;
	start(&child, &glass, words[0], words[1]);
	child_type(&child, words[2], strlen(words[2]));
	await(&child, glass, words[3]);
	measure_keys(&child, glass, words[4]);
	finish(&child, glass);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "start") == 0)
		return bench_start(argv + 2);
	if (argc == 7 && strcmp(argv[1], "keys") == 0)
		return bench_keys(argv + 2);
	fprintf(stderr, "Usage: bench_tty start COMMAND TEXT | bench_tty keys COMMAND TEXT FIRST THEN KEYS\n");
	return 2;
}
