/* The chart of one patient, key by key, of a desk without its terminal: what each costs the processor.
 *
 *	bench_chart DATABASE NAME PASSPHRASE TYPED [STEP]
 *
 * TYPED finds the patient. A line of each step, in milliseconds: median, 95th of a hundred, worst of its keys; with a
 * STEP, those alone that begin so. The last keys mark entries private: a database serves once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/at_desk.h"
#include "bench/callgrind.h"
#include "bench/stopwatch.h"

enum { ROUNDS = 21, KEYS_MAX = 24, BOUND_MS = 16 };

/* Keys before are not timed, nor those that lead back; each timed one is a figure of its own, and in the end the screen
 * shows what they were for. */
typedef struct Step {
	const char *name;
	KeyCode before[KEYS_MAX], timed[KEYS_MAX], back[KEYS_MAX];
	const char *shows;
} Step;

/* clang-format off */
#define BACK {KC_ESC}
#define BACK_TWICE {KC_ESC, KC_ESC}
/* clang-format on */

static const char home[] = "Find a patient";

static const Step steps[] = {
	{"open", {0}, {KC_ENTER}, BACK, "As things stand"},
	{"tab 2, record", {KC_ENTER}, {'2'}, BACK, "entries"},
	{"tab 3, requests", {KC_ENTER}, {'3'}, BACK, "New request"},
	{"tab 4, choices", {KC_ENTER}, {'4'}, BACK, "Summary Care Record"},
	{"tab 5, history", {KC_ENTER}, {'5'}, BACK, "In error"},
	{"tab 1, from the record", {KC_ENTER, '2'}, {'1'}, BACK, "As things stand"},
	{"sharing, down", {KC_ENTER}, {KC_DOWN, KC_DOWN, KC_DOWN, KC_PAGE_DOWN, KC_END}, BACK, "As things stand"},
	{"seen as", {KC_ENTER, KC_DOWN}, {'s'}, BACK_TWICE, "Who sees this"},
	{"why", {KC_ENTER, KC_DOWN}, {'w'}, BACK_TWICE, "Why"},
	{"record, scrolled",
	 {KC_ENTER, '2'},
	 {KC_PAGE_DOWN, KC_PAGE_DOWN, KC_DOWN, KC_UP, KC_END, KC_HOME},
	 BACK,
	 "entries"},
	{"record, filter", {KC_ENTER, '2', 'f'}, {'p', 'r', 'o', 'b', KC_BACKSPACE}, BACK_TWICE, "pro"},
	{"record, to review", {KC_ENTER, '2'}, {'r', 'r'}, BACK, "entries"},
	{"record, an entry", {KC_ENTER, '2'}, {KC_ENTER}, BACK_TWICE, "Recorded"},
	{"record, who sees it", {KC_ENTER, '2'}, {'v'}, BACK_TWICE, "Who"},
	{"history, scrolled", {KC_ENTER, '5'}, {KC_PAGE_DOWN, KC_DOWN, KC_END, KC_HOME}, BACK, "In error"},
	{"history, viewings", {KC_ENTER, '5'}, {'v', 'v'}, BACK, "is hidden again"},
	{"past", {KC_ENTER}, {'[', '[', ']', ']'}, BACK, "As things stand"},
	{"receipt", {KC_ENTER}, {'t'}, BACK_TWICE, "Receipt"},
	{"who has looked", {KC_ENTER, 't'}, {'2'}, BACK_TWICE, "looked"},
	{"ask", {KC_ENTER, KC_DOWN}, {'c', 'o'}, BACK_TWICE, "Question"},
};

static size_t press_all(AtDesk *desk, const KeyCode *keys, double *took)
{
	size_t count = 0;
	for (; count < KEYS_MAX && keys[count]; count++) {
		const double ms = at_desk_press(desk, keys[count]);
		if (took)
			took[count] = ms;
	}
	return count;
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

static void measure(AtDesk *desk, const Step *step, const char *typed)
{
	double took[(ROUNDS + 1) * KEYS_MAX];
	size_t count = 0;
	for (int round = -1; round < (RUNNING_ON_VALGRIND ? 1 : ROUNDS); round++) { /* once to warm up */
		at_desk_type(desk, typed);
		press_all(desk, step->before, NULL);
		const size_t pressed = press_all(desk, step->timed, took + count);
		at_desk_expect(desk, step->shows);
		press_all(desk, step->back, NULL);
		at_desk_expect(desk, home);
		at_desk_erase(desk, strlen(typed));
		count += round >= 0 ? pressed : 0;
	}
	say(step->name, took, count);
}

/* Each marks another entry, alone: what belongs with it stays. */
static void measure_private(AtDesk *desk, const char *typed)
{
	double took[2][ROUNDS];
	at_desk_type(desk, typed);
	press_all(desk, (KeyCode[KEYS_MAX]){KC_ENTER, '2'}, NULL);
	for (int round = 0; round < ROUNDS; round++) {
		do {
			at_desk_press(desk, KC_DOWN);
			took[0][round] = at_desk_press(desk, 'p');
		} while (at_desk_shows(desk, "private already"));
		if (at_desk_shows(desk, "belong"))
			at_desk_press(desk, 'o');
		took[1][round] = at_desk_press(desk, KC_CTRL('s'));
		at_desk_expect(desk, "u takes");
	}
	at_desk_press(desk, KC_ESC);
	say("private, p", took[0], ROUNDS);
	say("private, saved", took[1], ROUNDS);
}

int main(int argc, char **argv)
{
	static AtDesk desk;
	if (argc < 5 || argc > 6)
		at_desk_stop("Usage: bench_chart DATABASE NAME PASSPHRASE TYPED [STEP]");
	const char *only = argc == 6 ? argv[5] : "";
	at_desk_open(&desk, argv[1], argv[2], argv[3]);
	for (size_t i = 0; i < countof(steps); i++)
		if (text_starts(steps[i].name, only))
			measure(&desk, &steps[i], argv[4]);
	if (text_starts("private", only))
		measure_private(&desk, argv[4]);
	at_desk_close(&desk);
	return 0;
}
