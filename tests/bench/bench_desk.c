/* The desk without its terminal: what a start, a key, a page, an opened patient and a saved answer cost the processor.
 *
 *	bench_desk DATABASE NAME PASSPHRASE
 *
 * A line of each, in microseconds of the process: median and 95th of a hundred; at the end what it holds resident. The
 * picture is drawn into memory, and signing in, which is slow on purpose, is left out. Under valgrind --tool=callgrind
 * each is done once, warm, and its instructions are dumped under its name: these do not depend on the machine. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#else
#define RUNNING_ON_VALGRIND 0
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS_AT(name)
#endif

#include "base/macros.h"
#include "bench/stopwatch.h"
#include "command/session.h"
#include "model/care/care.h"
#include "model/desk/find.h"
#include "ui/front.h"

enum { STARTS = 15, ROUNDS = 41, TOOK_MAX = 1000, ROWS = 24, COLS = 80, CANDIDATES = 50 };

typedef struct Bench {
	char **words;
	Session session;
	App *app;
	Canvas canvas;
	double took[TOOK_MAX];
	size_t count;
	struct timespec from;
} Bench;

static void stop(const Error *err)
{
	fprintf(stderr, "bench_desk: %s\n", err->text);
	exit(1);
}

static double busy_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static void took(Bench *bench, double us)
{
	if (bench->count < TOOK_MAX)
		bench->took[bench->count++] = us;
}

static void say(Bench *bench, const char *what)
{
	const double median = stopwatch_median(bench->took, bench->count);
	printf("%-8s %9.0f us  p95 %9.0f us\n", what, median, bench->took[bench->count * 95 / 100]);
	bench->count = 0;
}

/* All but the passphrase: opened, and Home drawn. */
static double start(Bench *bench)
{
	Error err = {0};
	CALLGRIND_ZERO_STATS;
	double before = busy_us();
	if (!session_open_desk(bench->words[1], STORE_OPEN, false, &bench->session, &err))
		stop(&err);
	double us = busy_us() - before;
	CALLGRIND_DUMP_STATS_AT("opened");
	if (!desk_sign_in(bench->session.desk, bench->words[2], bench->words[3], &err))
		stop(&err);
	CALLGRIND_ZERO_STATS;
	before = busy_us();
	bench->app = front_open(bench->session.desk, &(FrontOptions){.no_colours = true}, &err);
	if (!bench->app)
		stop(&err);
	canvas_size(&bench->canvas, ROWS, COLS);
	app_draw(bench->app, &bench->canvas);
	us += busy_us() - before;
	CALLGRIND_DUMP_STATS_AT("home");
	return us;
}

static void finish(Bench *bench)
{
	app_free(bench->app);
	session_close(&bench->session);
}

static double press(Bench *bench, KeyCode code)
{
	const double before = busy_us();
	app_step(bench->app, (Key){.code = code});
	app_draw(bench->app, &bench->canvas);
	return busy_us() - before;
}

static double type(Bench *bench, const char *text)
{
	double us = 0;
	for (; *text; text++)
		us += press(bench, (unsigned char)*text);
	return us;
}

static void measure_start(Bench *bench)
{
	for (int i = 0; i < (RUNNING_ON_VALGRIND ? 1 : STARTS); i++) {
		took(bench, start(bench));
		finish(bench);
	}
	say(bench, "start");
	start(bench);
}

static void erase(Bench *bench, size_t letters)
{
	while (letters-- > 0)
		press(bench, KC_BACKSPACE);
}

static void measure_keys(Bench *bench)
{
	static const char typed[] = "smith jo";
	type(bench, typed);
	erase(bench, strlen(typed));
	for (int round = 0; round < (RUNNING_ON_VALGRIND ? 1 : ROUNDS); round++) {
		CALLGRIND_ZERO_STATS;
		for (const char *letter = typed; *letter; letter++)
			took(bench, press(bench, (unsigned char)*letter));
		CALLGRIND_DUMP_STATS_AT("key");
		erase(bench, strlen(typed));
	}
	say(bench, "key");
}

/* A patient with a referral that is open. */
static Chart *open_referred(Bench *bench, const char **ret_episode)
{
	Error err = {0};
	PersonList people;
	Ledger ledger = bench->session.ledger;
	if (!ledger.ops->find_people(ledger.self, &(PersonQuery){.family_prefix = "smith", .limit = CANDIDATES},
				     &bench->session.arena, &people, &err))
		stop(&err);
	for (size_t i = 0; i < people.count; i++) {
		Chart *chart;
		if (!desk_open_chart(bench->session.desk, people.items[i].nhs, people.items[i].born, &chart, &err))
			stop(&err);
		for (size_t at = 0; at < chart->now.agreements.episode_count; at++) {
			const Episode *episode = &chart->now.agreements.episodes[at];
			*ret_episode = arena_text(&bench->session.arena, episode->id);
			if (episode->open && !episode->registration)
				return chart;
		}
		desk_close_chart(bench->session.desk, chart);
	}
	stop(&(Error){.text = "No Smith of the first fifty has a referral that is open."});
	return NULL;
}

static void measure_open(Bench *bench, const char *nhs)
{
	static const char pages[] = "2345";
	const int rounds = RUNNING_ON_VALGRIND ? 1 : ROUNDS;
	double turned[ROUNDS * 4];
	size_t turns = 0;
	for (int round = -1; round < rounds; round++) { /* once to warm up */
		type(bench, nhs);
		CALLGRIND_ZERO_STATS;
		const double us = press(bench, KC_ENTER);
		CALLGRIND_DUMP_STATS_AT("open");
		CALLGRIND_ZERO_STATS;
		for (const char *page = pages; *page; page++) {
			const double turn = press(bench, (unsigned char)*page);
			if (round >= 0)
				turned[turns++] = turn;
		}
		CALLGRIND_DUMP_STATS_AT("page");
		press(bench, KC_ESC);
		erase(bench, strlen(nhs));
		if (round >= 0)
			took(bench, us);
	}
	say(bench, "open");
	for (size_t i = 0; i < turns; i++)
		took(bench, turned[i]);
	say(bench, "page");
}

static void measure_save(Bench *bench, Chart *chart, const char *episode)
{
	Error err = {0};
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	for (int round = -1; round < (RUNNING_ON_VALGRIND ? 1 : ROUNDS); round++) {
		const GivenAnswer answer = {episode, DIRECTION_OUT, round & 1 ? ANSWER_YES : ANSWER_NO};
		CALLGRIND_ZERO_STATS;
		const double before = busy_us();
		if (!desk_record(bench->session.desk, chart, &patient, &(Given){.answers = &answer, .answer_count = 1},
				 &err))
			stop(&err);
		const double us = busy_us() - before;
		CALLGRIND_DUMP_STATS_AT("save");
		if (round >= 0)
			took(bench, us);
	}
	say(bench, "save");
}

static void say_memory(void)
{
	char line[256];
	FILE *status = fopen("/proc/self/status", "r");
	while (status && fgets(line, sizeof line, status))
		if (strncmp(line, "VmRSS:", 6) == 0)
			printf("%-8s %9ld KB\n", "resident", strtol(line + 6, NULL, 10));
	if (status)
		fclose(status);
}

int main(int argc, char **argv)
{
	static Bench bench;
	const char *episode;
	if (argc != 4) {
		fprintf(stderr, "Usage: bench_desk DATABASE NAME PASSPHRASE\n");
		return 2;
	}
	bench.words = argv;
	measure_start(&bench);
	measure_keys(&bench);
	Chart *chart = open_referred(&bench, &episode);
	measure_open(&bench, chart->world.person->nhs);
	measure_save(&bench, chart, episode);
	say_memory();
	desk_close_chart(bench.session.desk, chart);
	finish(&bench);
	canvas_free(&bench.canvas);
	return 0;
}
