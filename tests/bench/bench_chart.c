/* The chart of one patient, key by key, without its terminal: what each costs the processor.
 *
 *	bench_chart DATABASE NAME PASSPHRASE TYPED [show|STEP]
 *
 * TYPED finds the patient. A line of each key, in milliseconds of the process: median, 95th of a hundred, worst. The
 * picture is drawn into memory. With `show` each picture is printed, to see what was measured; with a STEP, those alone
 * that begin so are measured. The last keys mark entries private. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#endif

#include "base/macros.h"
#include "base/text.h"
#include "bench/stopwatch.h"
#include "command/session.h"
#include "ui/front.h"

enum { ROUNDS = 21, ROWS = 24, COLS = 80, KEYS_MAX = 24, BOUND_MS = 16 };

typedef struct Bench {
	Session session;
	App *app;
	Canvas canvas;
	bool show;
} Bench;

/* Keys before are not timed, nor those that lead back; each timed one is a figure of its own. */
typedef struct Step {
	const char *name;
	KeyCode before[KEYS_MAX], timed[KEYS_MAX], back[KEYS_MAX];
} Step;

#define BACK \
	{ \
		KC_ESC \
	}
static const Step steps[] = {
	{"open", {0}, {KC_ENTER}, BACK},
	{"tab 2, record", {KC_ENTER}, {'2'}, BACK},
	{"tab 3, requests", {KC_ENTER}, {'3'}, BACK},
	{"tab 4, choices", {KC_ENTER}, {'4'}, BACK},
	{"tab 5, history", {KC_ENTER}, {'5'}, BACK},
	{"tab 1, from the record", {KC_ENTER, '2'}, {'1'}, BACK},
	{"sharing, down", {KC_ENTER}, {KC_DOWN, KC_DOWN, KC_DOWN, KC_PAGE_DOWN, KC_END}, BACK},
	{"seen as", {KC_ENTER, KC_DOWN}, {'s'}, {KC_ESC, KC_ESC}},
	{"why", {KC_ENTER, KC_DOWN}, {'w'}, {KC_ESC, KC_ESC}},
	{"record, scrolled", {KC_ENTER, '2'}, {KC_PAGE_DOWN, KC_PAGE_DOWN, KC_DOWN, KC_UP, KC_END, KC_HOME}, BACK},
	{"record, filter", {KC_ENTER, '2', 'f'}, {'p', 'r', 'o', 'b', KC_BACKSPACE}, {KC_ESC, KC_ESC}},
	{"record, to review", {KC_ENTER, '2'}, {'r', 'r'}, BACK},
	{"record, an entry", {KC_ENTER, '2'}, {KC_ENTER}, {KC_ESC, KC_ESC}},
	{"record, who sees it", {KC_ENTER, '2'}, {'v'}, {KC_ESC, KC_ESC}},
	{"history, scrolled", {KC_ENTER, '5'}, {KC_PAGE_DOWN, KC_DOWN, KC_END, KC_HOME}, BACK},
	{"history, viewings", {KC_ENTER, '5'}, {'v', 'v'}, BACK},
	{"past", {KC_ENTER}, {'[', '[', ']', ']'}, BACK},
	{"receipt", {KC_ENTER}, {'t'}, {KC_ESC, KC_ESC}},
	{"who has looked", {KC_ENTER, 't'}, {'2'}, {KC_ESC, KC_ESC}},
	{"ask", {KC_ENTER, KC_DOWN}, {'o'}, {KC_ESC, KC_ESC}},
};

static void stop(const char *why)
{
	fprintf(stderr, "bench_chart: %s\n", why);
	exit(1);
}

static double busy_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double press(Bench *bench, KeyCode code)
{
	const double before = busy_ms();
	app_step(bench->app, (Key){.code = code});
	app_draw(bench->app, &bench->canvas);
	app_shown(bench->app);
	return busy_ms() - before;
}

static void press_all(Bench *bench, const KeyCode *keys)
{
	for (size_t i = 0; i < KEYS_MAX && keys[i]; i++)
		press(bench, keys[i]);
}

static void type(Bench *bench, const char *text)
{
	for (; *text; text++)
		press(bench, (unsigned char)*text);
}

static void print_picture(const Bench *bench)
{
	if (!bench->show)
		return;
	for (int row = 0; row < ROWS; row++) {
		for (int col = 0; col < COLS; col++)
			fputs(canvas_cell(&bench->canvas, row, col)->bytes, stdout);
		putchar('\n');
	}
}

static int order(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void say(const char *name, double *took, size_t count)
{
	qsort(took, count, sizeof *took, order);
	const double p95 = took[count * 95 / 100];
	printf("%-24s median %7.2f  p95 %7.2f  worst %7.2f ms%s\n", name, took[count / 2], p95, took[count - 1],
	       p95 > BOUND_MS ? "   (over 16)" : "");
}

static void measure(Bench *bench, const Step *step, const char *typed)
{
	double took[ROUNDS * KEYS_MAX];
	size_t count = 0;
	for (int round = -1; round < (RUNNING_ON_VALGRIND ? 1 : ROUNDS); round++) { /* once to warm up */
		type(bench, typed);
		press_all(bench, step->before);
		for (size_t i = 0; step->timed[i]; i++) {
			const double ms = press(bench, step->timed[i]);
			if (round >= 0)
				took[count++] = ms;
			else
				print_picture(bench);
		}
		press_all(bench, step->back);
		for (size_t i = 0; i < strlen(typed); i++)
			press(bench, KC_BACKSPACE);
	}
	say(step->name, took, count);
}

/* Each marks another entry: the first that is not hidden yet. */
static void measure_private(Bench *bench, const char *typed)
{
	double took[2][ROUNDS];
	type(bench, typed);
	press_all(bench, (KeyCode[KEYS_MAX]){KC_ENTER, '2'});
	for (int round = 0; round < ROUNDS; round++) {
		press(bench, KC_DOWN);
		took[0][round] = press(bench, 'p');
		if (round == 0)
			print_picture(bench);
		took[1][round] = press(bench, KC_CTRL('s'));
		if (round == 0)
			print_picture(bench);
	}
	press(bench, KC_ESC);
	say("private, p", took[0], ROUNDS);
	say("private, saved", took[1], ROUNDS);
}

int main(int argc, char **argv)
{
	static Bench bench;
	Error err = {0};
	if (argc < 5 || argc > 6)
		stop("Usage: bench_chart DATABASE NAME PASSPHRASE TYPED [show|STEP]");
	bench.show = argc == 6 && strcmp(argv[5], "show") == 0;
	const char *only = argc == 6 && !bench.show ? argv[5] : "";
	if (!session_open_desk(argv[1], STORE_OPEN, false, &bench.session, &err) ||
	    !desk_sign_in(bench.session.desk, argv[2], argv[3], &err) ||
	    !(bench.app = front_open(bench.session.desk, &(FrontOptions){.no_colours = true}, &err)))
		stop(err.text);
	canvas_size(&bench.canvas, ROWS, COLS);
	app_draw(bench.app, &bench.canvas);
	for (size_t i = 0; i < countof(steps); i++)
		if (text_starts(steps[i].name, only))
			measure(&bench, &steps[i], argv[4]);
	if (text_starts("private", only))
		measure_private(&bench, argv[4]);
	app_free(bench.app);
	session_close(&bench.session);
	canvas_free(&bench.canvas);
	return 0;
}
