/* What a person waits for: from the start to the first painted screen, and from a key to its last painted byte.
 *
 *	bench_tty start COMMAND TEXT         TEXT stands on the first screen
 *	bench_tty keys COMMAND TEXT [FIRST THEN]... KEYS
 *	                                     TEXT awaited; FIRST is typed and THEN awaited, as often as given; KEYS are
 *	                                     typed one at a time, again and again
 *	bench_tty each COMMAND TEXT [FIRST THEN]... KEYS
 *	                                     the same, a line for each of KEYS
 *	bench_tty hold TIMES COMMAND TEXT [FIRST THEN]... KEYS
 *	                                     KEYS, TIMES of them as fast as they are worked off: resident memory before
 *	                                     and after, and what ten idle seconds cost
 *
 * Milliseconds of the clock; of `start`, `each` and `hold` also processor time of the program, as the kernel counts it.
 * A key is one byte, or a sequence that begins with an escape (arrows, F1: ESC O x, ESC [ … letter or ~). */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/running.h"
#include "bench/stopwatch.h"
#include "tty/child.h"
#include "tty/glass.h"

enum { STARTS = 20, PRESSES = 200, QUIET_MS = 30, ROWS = 24, COLS = 80, PATIENCE_NS = 1000000000 };

/* What a key cost, in the order of pressing. */
typedef struct Costs {
	double clock[PRESSES], processor[PRESSES], bytes[PRESSES]; /* ms, ms, of its output */
	size_t count;
} Costs;

static void say(void *self, const char *bytes, size_t length)
{
	child_type(self, bytes, length);
}

/* --- the program --- */

/* Hears until quiet; answers when the last byte came, or 0 where none did. */
static int64_t last_byte(Child *child, Glass *glass, size_t *ret_bytes)
{
	int64_t last = 0;
	char bytes[8192];
	ssize_t got;
	*ret_bytes = 0;
	while ((got = child_hear(child, bytes, sizeof bytes, QUIET_MS)) > 0) {
		last = stopwatch_ns();
		*ret_bytes += (size_t)got;
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
	char alone[512]; /* no shell stays about it: the process is the program */
	const int64_t from = stopwatch_ns();
	Error err;
	(void)snprintf(alone, sizeof alone, "exec %s", command);
	if (!child_start(child, alone, ROWS, COLS, &err)) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	*ret_glass = glass_open(ROWS, COLS, say, child);
	await(child, *ret_glass, text);
	return (double)(stopwatch_ns() - from) / 1e6;
}

/* `words`: COMMAND TEXT [FIRST THEN]... KEYS, up to NULL. Answers KEYS. */
static const char *start_at(Child *child, Glass **ret_glass, char **words)
{
	size_t ignored;
	start(child, ret_glass, words[0], words[1]);
	for (words += 2; words[0] && words[1]; words += 2) {
		child_type(child, words[0], strlen(words[0]));
		await(child, *ret_glass, words[1]);
		last_byte(child, *ret_glass, &ignored);
	}
	last_byte(child, *ret_glass, &ignored);
	return text_or(words[0], "");
}

static void finish(Child *child, Glass *glass)
{
	child_finish(child);
	glass_close(glass);
	*child = (Child){0};
}

/* --- keys --- */

/* How many bytes the first key of `keys` has. */
static size_t key_length(const char *keys)
{
	size_t n = 1;
	if (keys[0] != '\033' || (keys[1] != 'O' && keys[1] != '['))
		return 1;
	for (n = 2; keys[n] && !isalpha((unsigned char)keys[n]) && keys[n] != '~'; n++)
		;
	return keys[n] ? n + 1 : n;
}

static void press(Child *child, Glass *glass, const char *key, size_t length, Costs *costs)
{
	size_t bytes;
	const double before = running_busy_ms(child);
	const int64_t from = stopwatch_ns();
	child_type(child, key, length);

	const int64_t last = last_byte(child, glass, &bytes);

	if (last == 0 || costs->count == PRESSES)
		return;
	costs->clock[costs->count] = (double)(last - from) / 1e6;
	costs->processor[costs->count] = running_busy_ms(child) - before;
	costs->bytes[costs->count++] = (double)bytes;
}

/* KEYS again and again; `costs` has one for each of them, or all in the first where `apart` is not set. */
static void press_all(Child *child, Glass *glass, const char *keys, bool apart, Costs *costs)
{
	size_t length;
	for (size_t at = 0, which = 0, i = 0; i < PRESSES; i++, at += length, which++) {
		if (!keys[at])
			at = which = 0;
		length = key_length(keys + at);
		press(child, glass, keys + at, length, &costs[apart ? which : 0]);
	}
}

static double share(const double *sorted, size_t count, size_t percent)
{
	return sorted[count * percent / 100];
}

static void print_key(const char *key, size_t length)
{
	char name[16] = "";
	for (size_t i = 0; i < length && i < 7; i++)
		(void)snprintf(name + strlen(name), sizeof name - strlen(name),
			       isgraph((unsigned char)key[i]) ? "%c" : "^%c",
			       isgraph((unsigned char)key[i]) ? key[i] : key[i] ^ 64);
	printf("%-10s", name);
}

static void print_costs(Costs *costs)
{
	const size_t n = costs->count;
	if (n == 0) {
		printf(" painted nothing\n");
		return;
	}
	const double clock = stopwatch_median(costs->clock, n), processor = stopwatch_median(costs->processor, n);
	const double bytes = stopwatch_median(costs->bytes, n);
	printf(" clock %6.2f ms, p99 %6.2f   processor %6.3f ms, p99 %6.3f   %5.0f bytes, at most %.0f\n", clock,
	       share(costs->clock, n, 99), processor, share(costs->processor, n, 99), bytes, costs->bytes[n - 1]);
}

/* --- the figures --- */

static int bench_start(char **words)
{
	double took[STARTS], processor[STARTS];
	Child child = {0};
	Glass *glass;
	size_t ignored;
	long resident = 0;
	for (size_t i = 0; i < STARTS; i++) {
		took[i] = start(&child, &glass, words[0], words[1]);
		last_byte(&child, glass, &ignored);
		processor[i] = running_busy_ms(&child);
		resident = running_status(&child, "VmRSS:");
		finish(&child, glass);
	}
	const double median = stopwatch_median(took, STARTS), used = stopwatch_median(processor, STARTS);
	printf("%.2f (at least %.2f; processor %.2f, at least %.2f; resident %ld kB)\n", median, took[0], used,
	       processor[0], resident);
	return 0;
}

static int bench_keys(char **words)
{
	static Costs costs;
	Child child = {0};
	Glass *glass;
	const char *keys = start_at(&child, &glass, words);
	press_all(&child, glass, keys, false, &costs);
	if (costs.count > 0) {
		const double median = stopwatch_median(costs.clock, costs.count);
		printf("%.2f (99 %% within %.2f)\n", median, share(costs.clock, costs.count, 99));
	}
	finish(&child, glass);
	return 0;
}

static int bench_each(char **words)
{
	Child child = {0};
	Glass *glass;
	const char *keys = start_at(&child, &glass, words);
	Costs *costs = calloc(strlen(keys) + 1, sizeof *costs);
	if (!costs)
		abort();
	press_all(&child, glass, keys, true, costs);
	for (size_t at = 0, which = 0; keys[at]; at += key_length(keys + at), which++) {
		print_key(keys + at, key_length(keys + at));
		print_costs(&costs[which]);
	}
	free(costs);
	finish(&child, glass);
	return 0;
}

/* Wake-ups, for every system call that waits ends in one; the calls themselves strace counts. */
static void print_idle(Child *child, Glass *glass)
{
	enum { SECONDS = 10 };
	size_t bytes, all = 0;
	const long before = running_status(child, "voluntary_ctxt_switches:");
	const double processor = running_busy_ms(child);
	const int64_t from = stopwatch_ns();
	while (stopwatch_ns() - from < SECONDS * (int64_t)PATIENCE_NS) {
		last_byte(child, glass, &bytes);
		all += bytes;
	}
	printf("idle: %.1f wake-ups, %.3f ms of processor and %.1f bytes a second\n",
	       (double)(running_status(child, "voluntary_ctxt_switches:") - before) / SECONDS,
	       (running_busy_ms(child) - processor) / SECONDS, (double)all / SECONDS);
}

/* The next key is typed when the program has worked off the one before: nothing is typed ahead. */
static int bench_hold(char **words)
{
	const long times = strtol(words[0], NULL, 10);
	size_t bytes;
	Child child = {0};
	Glass *glass;
	const char *keys = start_at(&child, &glass, words + 1);
	const long before = running_status(&child, "VmRSS:");
	const double processor = running_busy_ms(&child);
	const int64_t from = stopwatch_ns();
	double slowest = 0;
	for (long i = 0, at = 0; i < times; i++) {
		char heard[8192];
		const double began = running_busy_ms(&child);
		const size_t length = key_length(keys + at);
		child_type(&child, keys + at, length);
		for (ssize_t got = 1; got > 0 || !child_sleeps(&child);) {
			got = child_hear(&child, heard, sizeof heard, 1);
			if (got > 0)
				glass_feed(glass, heard, (size_t)got);
			if (got < 0)
				break;
		}
		const double took = running_busy_ms(&child) - began;
		slowest = took > slowest ? took : slowest;
		at = keys[at + (long)length] ? at + (long)length : 0;
	}
	printf("%ld keys: resident %ld kB before, %ld kB after; %.3f ms of processor a key, at most %.2f; %.1f s\n",
	       times, before, running_status(&child, "VmRSS:"), (running_busy_ms(&child) - processor) / (double)times,
	       slowest, (double)(stopwatch_ns() - from) / 1e9);
	last_byte(&child, glass, &bytes);
	print_idle(&child, glass);
	finish(&child, glass);
	return 0;
}

static const struct {
	const char *name;
	int words, pairs; /* at least so many; of the others two and two */
	int (*run)(char **words);
} benches[] = {{"start", 2, 0, bench_start},
	       {"keys", 3, 1, bench_keys},
	       {"each", 3, 1, bench_each},
	       {"hold", 4, 1, bench_hold}};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < countof(benches); i++) {
		const int more = argc - 2 - benches[i].words;
		if (strcmp(argv[1], benches[i].name) == 0 && more >= 0 && more % 2 == 0 &&
		    (more == 0 || benches[i].pairs))
			return benches[i].run(argv + 2);
	}
	fprintf(stderr, "Usage: bench_tty start COMMAND TEXT | keys|each COMMAND TEXT [FIRST THEN]... KEYS |\n"
			"       hold TIMES COMMAND TEXT [FIRST THEN]... KEYS\n");
	return 2;
}
