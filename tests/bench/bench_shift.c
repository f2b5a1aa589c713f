/* Two desks on one practice, for as long as one likes: what each key of a working day takes, and whether memory stays.
 *
 *	bench_shift ACTS SECONDS NUMBERS DESK NAME PASSPHRASE DESK NAME PASSPHRASE
 *
 * DESK is a command that runs a desk on the terminal; NUMBERS a file of NHS numbers, one a line. The desks take turns:
 * of ten acts six look a patient up and turn the pages, three ask a question again and save the answer, one goes
 * through palette and help. Acts are spread over the seconds. A key's time is that to its last painted byte, on the
 * clock and on the processor (/proc/PID/schedstat, which counts what another machine takes of it, too); signing in,
 * whose hash is slow on purpose, is no part of it, and Esc is told apart, for the desk waits whether more comes behind
 * it. An act with a key over the bound is done again at the end: what the desk is slow at it is slow at again. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/running.h"
#include "bench/stopwatch.h"
#include "tty/child.h"
#include "tty/glass.h"

enum {
	DESKS = 2,
	ROWS = 24,
	COLS = 80,
	QUIET_MS = 1,
	ESC_MS = 60, /* more than the desk waits for what may come behind it */
	PATIENCE_NS = 1000000000,
	NUMBER_MAX = 16,
	AGAIN = 5, /* times that an act with a slow key is done again */
	SLOW_MAX = 1000,
	TURNS_MAX = 40, /* keys that a question may take, from who speaks to saved */
	TENTHS = 10,
};

static const char home[] = "name, NHS number or date of birth"; /* on Home and nowhere else */
static const int64_t BOUND_NS = 16000000;

typedef enum Sort { SORT_KEY, SORT_SAVE, SORT_ESC, SORTS } Sort;

static const char *const sort_names[SORTS] = {"key", "save", "Esc"};

typedef struct Tally {
	double *clock, *busy; /* ms of each key */
	size_t count, room, over_clock, over_busy;
	size_t stolen; /* of over_busy: another machine had a processor of this one meanwhile */
} Tally;

typedef struct Seat {
	Child child;
	Glass *glass;
	long resident; /* kB at first */
} Seat;

static Tally tallies[SORTS];
static size_t saved, failed;
static char (*numbers)[NUMBER_MAX];
static size_t number_count;
static size_t act_now;
static bool again;			  /* what was slow is done again, and counts no more */
static size_t slow[SLOW_MAX], slow_count; /* acts with a key over the bound */
static double worst;			  /* processor of a key, ms */

static void quit(const char *why, const char *what)
{
	fprintf(stderr, "bench_shift: %s%s\n", why, what);
	exit(1);
}

static void say(void *self, const char *bytes, size_t length)
{
	child_type(self, bytes, length);
}

/* When the last byte came; until the program, which had worked for so long before, has worked on, has nothing to do and
 * nothing more to say. What is typed may reach it a moment later: so long it sleeps, and is not done. */
static int64_t hear(Seat *seat, double before, int quiet_ms)
{
	const int64_t until = stopwatch_ns() + PATIENCE_NS / 10;
	int64_t last = 0;
	char bytes[8192];
	ssize_t got;
	for (;;) {
		const bool worked = running_busy_ms(&seat->child) > before, sleeps = child_sleeps(&seat->child);
		while ((got = child_hear(&seat->child, bytes, sizeof bytes, last ? QUIET_MS : quiet_ms)) > 0) {
			last = stopwatch_ns();
			glass_feed(seat->glass, bytes, (size_t)got);
		}
		if (got < 0)
			quit("a desk has ended.", "");
		if (sleeps && (worked || stopwatch_ns() > until))
			return last;
	}
}

static void keep(Sort sort, const char *key, double clock, double busy, bool stolen)
{
	Tally *tally = &tallies[sort];
	worst = busy > worst ? busy : worst;
	if (again)
		return;
	if (tally->count == tally->room) {
		tally->room = tally->room ? 2 * tally->room : 1024;
		tally->clock = realloc(tally->clock, tally->room * sizeof *tally->clock);
		tally->busy = realloc(tally->busy, tally->room * sizeof *tally->busy);
		if (!tally->clock || !tally->busy)
			quit("out of memory.", "");
	}
	tally->clock[tally->count] = clock;
	tally->busy[tally->count++] = busy;
	tally->over_clock += clock > (double)BOUND_NS / 1e6;
	tally->over_busy += busy > (double)BOUND_NS / 1e6;
	tally->stolen += stolen && busy > (double)BOUND_NS / 1e6;
	if (busy <= (double)BOUND_NS / 1e6)
		return;
	printf("over: \"%s\" of act %zu, %.2f ms of processor%s\n", key, act_now, busy,
	       stolen ? ", while one was taken away" : "");
	if (slow_count < SLOW_MAX && (slow_count == 0 || slow[slow_count - 1] != act_now))
		slow[slow_count++] = act_now;
}

static void press(Seat *seat, const char *key)
{
	const long stolen = running_stolen();
	const double before = running_busy_ms(&seat->child);
	const int64_t from = stopwatch_ns();
	if (!glass_key(seat->glass, key))
		glass_type(seat->glass, key);
	const Sort sort = text_is(key, "ctrl-s") ? SORT_SAVE : text_is(key, "esc") ? SORT_ESC : SORT_KEY;
	const int64_t last = hear(seat, before, sort == SORT_ESC ? ESC_MS : QUIET_MS);
	if (last != 0)
		keep(sort, key, (double)(last - from) / 1e6, running_busy_ms(&seat->child) - before,
		     running_stolen() != stolen);
}

static void type(Seat *seat, const char *text)
{
	for (char letter[2] = ""; *text; text++) {
		letter[0] = *text;
		press(seat, letter);
	}
}

static bool await(Seat *seat, const char *text)
{
	const int64_t until = stopwatch_ns() + 10 * (int64_t)PATIENCE_NS;
	while (!glass_shows(seat->glass, text) && stopwatch_ns() < until)
		hear(seat, 0, QUIET_MS);
	return glass_shows(seat->glass, text);
}

static void go_home(Seat *seat)
{
	for (int i = 0; i < TURNS_MAX && !glass_shows(seat->glass, home); i++)
		press(seat, glass_shows(seat->glass, "Discard it") ? "d" : "esc");
	press(seat, "ctrl-u");
}

static void fell(Seat *seat)
{
	failed++;
	go_home(seat);
}

static void look_up(Seat *seat, const char *number)
{
	type(seat, "smith jo");
	press(seat, "down");
	press(seat, "up");
	press(seat, "ctrl-u");
	type(seat, number);
	press(seat, "enter");
	if (!await(seat, "As things stand")) {
		fell(seat);
		return;
	}
	type(seat, "2345");
	press(seat, "page-down");
	type(seat, "1");
	press(seat, "down");
	go_home(seat);
}

/* The page says what is to be pressed: each is answered until it is saved. */
static void ask(Seat *seat, const char *number, unsigned round)
{
	type(seat, number);
	press(seat, "enter");
	if (!await(seat, "As things stand")) {
		fell(seat);
		return;
	}
	press(seat, "c");
	press(seat, "o");
	for (int i = 0; i < TURNS_MAX && !glass_shows(seat->glass, "As things stand"); i++) {
		if (glass_shows(seat->glass, "Which mobile number"))
			type(seat, "07700900123");
		if (glass_shows(seat->glass, "are you happy for"))
			press(seat, round & 1 ? "y" : "n");
		else if (glass_shows(seat->glass, "y  yes"))
			press(seat, "y");
		else if (glass_shows(seat->glass, "Ctrl-S"))
			press(seat, "ctrl-s");
		else
			press(seat, "enter");
		if (glass_shows(seat->glass, "saved.")) {
			saved++;
			break;
		}
	}
	go_home(seat);
}

static void look_around(Seat *seat)
{
	press(seat, "ctrl-p");
	type(seat, "staff");
	press(seat, "esc");
	press(seat, "f1");
	press(seat, "page-down");
	go_home(seat);
}

static void act_of(Seat *seats, size_t act)
{
	Seat *seat = &seats[act % DESKS];
	const char *number = numbers[act * 7919 % number_count];
	act_now = act;
	switch (act / DESKS % 10) {
	case 2:
	case 5:
	case 8: ask(seat, number, (unsigned)(act / DESKS / 10)); break;
	case 9: look_around(seat); break;
	default: look_up(seat, number); break;
	}
}

static void open_seat(Seat *seat, char **words)
{
	Error err;
	if (!child_start(&seat->child, words[0], ROWS, COLS, &err))
		quit(err.text, "");
	seat->glass = glass_open(ROWS, COLS, say, &seat->child);
	if (!await(seat, "Sign in to open"))
		quit("nobody is asked to sign in at ", words[0]);
	glass_type(seat->glass, words[1]);
	glass_key(seat->glass, "enter");
	glass_type(seat->glass, words[2]);
	glass_key(seat->glass, "enter");
	if (!await(seat, "Choose a PIN"))
		quit("nobody was signed in as ", words[1]);
	glass_key(seat->glass, "esc");
	if (!await(seat, home))
		quit("Home did not come for ", words[1]);
}

static void say_resident(Seat *seats, size_t acts)
{
	printf("after %6zu acts", acts);
	for (int i = 0; i < DESKS; i++) {
		const long now = running_status(&seats[i].child, "VmRSS:");
		if (seats[i].resident == 0)
			seats[i].resident = now;
		printf("  desk %d %6ld kB, of its own %6ld kB", i + 1, now,
		       running_status(&seats[i].child, "RssAnon:"));
	}
	putchar('\n');
	fflush(stdout);
}

static void rest_until(int64_t when)
{
	const int64_t left = when - stopwatch_ns();
	if (left > 0)
		nanosleep(&(struct timespec){.tv_sec = left / 1000000000, .tv_nsec = left % 1000000000}, NULL);
}

static void say_tally(Sort sort)
{
	Tally *tally = &tallies[sort];
	if (tally->count == 0)
		return;
	const double clock = stopwatch_median(tally->clock, tally->count),
		     busy = stopwatch_median(tally->busy, tally->count);
	printf("%-5s %7zu  clock: median %.2f ms, p99 %.2f, worst %.2f, over 16: %zu;  processor: median %.2f ms, p99 %.2f, "
	       "worst %.2f, over 16: %zu (%zu while a processor was taken away)\n",
	       sort_names[sort], tally->count, clock, tally->clock[tally->count * 99 / 100],
	       tally->clock[tally->count - 1], tally->over_clock, busy, tally->busy[tally->count * 99 / 100],
	       tally->busy[tally->count - 1], tally->over_busy, tally->stolen);
}

static void read_numbers(const char *path)
{
	enum { NUMBERS_MAX = 100000 };
	numbers = calloc(NUMBERS_MAX, sizeof *numbers);
	FILE *file = fopen(path, "re");
	if (!file || !numbers)
		quit("there are no numbers in ", path);
	while (number_count < NUMBERS_MAX && fscanf(file, "%15s", numbers[number_count]) == 1)
		number_count++;
	fclose(file);
	if (number_count == 0)
		quit("there are no numbers in ", path);
}

static void do_again(Seat *seats)
{
	size_t slow_again = 0;
	again = true;
	for (size_t i = 0; i < slow_count; i++) {
		double least = 0, most = 0;
		for (int k = 0; k < AGAIN; k++) {
			worst = 0;
			act_of(seats, slow[i]);
			least = k == 0 || worst < least ? worst : least;
			most = worst > most ? worst : most;
		}
		slow_again += least > (double)BOUND_NS / 1e6;
		printf("again: act %zu %d times, its slowest key %.2f to %.2f ms of processor\n", slow[i], AGAIN, least,
		       most);
	}
	printf("acts with a key over the bound: %zu, each time: %zu\n", slow_count, slow_again);
}

int main(int argc, char **argv)
{
	static Seat seats[DESKS];
	if (argc != 4 + 3 * DESKS)
		quit("ACTS SECONDS NUMBERS, then DESK NAME PASSPHRASE of two desks.", "");
	const size_t acts = strtoul(argv[1], NULL, 10);
	const int64_t seconds = strtol(argv[2], NULL, 10);
	read_numbers(argv[3]);
	for (int i = 0; i < DESKS; i++)
		open_seat(&seats[i], argv + 4 + 3 * i);
	const int64_t from = stopwatch_ns();
	for (size_t act = 0; act < acts; act++) {
		rest_until(from + (int64_t)act * (seconds * 1000000000 / (int64_t)acts));
		if (act % ((acts + TENTHS - 1) / TENTHS) == 0)
			say_resident(seats, act);
		act_of(seats, act);
	}
	say_resident(seats, acts);
	printf("%zu acts in %.0f s, %zu answers saved, %zu acts that found no patient\n", acts,
	       (double)(stopwatch_ns() - from) / 1e9, saved, failed);
	for (Sort sort = 0; sort < SORTS; sort++)
		say_tally(sort);
	do_again(seats);
	for (int i = 0; i < DESKS; i++) {
		child_finish(&seats[i].child);
		glass_close(seats[i].glass);
	}
	free(numbers);
	return 0;
}
