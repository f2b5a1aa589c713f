/* What a start, a key, a page, an opened patient and a saved answer cost the processor, of a desk without its
 * terminal.
 *
 *	bench_desk DATABASE NAME PASSPHRASE
 *
 * A line of each, in microseconds: median and 95th of a hundred. Under valgrind --tool=callgrind each is done once,
 * warm, and its instructions are dumped under its name: these do not depend on the machine. */
#include <stdio.h>
#include <string.h>

#include "bench/at_desk.h"
#include "bench/callgrind.h"
#include "bench/stopwatch.h"
#include "model/care/care.h"
#include "model/desk/find.h"

enum { STARTS = 15, ROUNDS = 41, TOOK_MAX = 1000, CANDIDATES = 50 };

typedef struct Bench {
	AtDesk desk;
	double took[TOOK_MAX]; /* ms */
	size_t count;
} Bench;

static int rounds(int many)
{
	return RUNNING_ON_VALGRIND ? 1 : many;
}

static void say(Bench *bench, const char *what)
{
	const double median = stopwatch_median(bench->took, bench->count);
	printf("%-8s %9.0f us  p95 %9.0f us\n", what, median * 1000, bench->took[bench->count * 95 / 100] * 1000);
	bench->count = 0;
}

static void measure_start(Bench *bench, char **words)
{
	for (int i = 0; i < rounds(STARTS); i++) {
		bench->took[bench->count++] = at_desk_open(&bench->desk, words[1], words[2], words[3]);
		at_desk_close(&bench->desk);
	}
	say(bench, "start");
	at_desk_open(&bench->desk, words[1], words[2], words[3]);
}

static void measure_keys(Bench *bench)
{
	static const char typed[] = "smith jo";
	at_desk_type(&bench->desk, typed);
	at_desk_expect(&bench->desk, "Find a patient smith jo");
	at_desk_erase(&bench->desk, strlen(typed));
	for (int round = 0; round < rounds(ROUNDS); round++) {
		CALLGRIND_ZERO_STATS;
		for (const char *letter = typed; *letter; letter++)
			bench->took[bench->count++] = at_desk_press(&bench->desk, (unsigned char)*letter);
		CALLGRIND_DUMP_STATS_AT("key");
		at_desk_erase(&bench->desk, strlen(typed));
	}
	say(bench, "key");
}

/* A patient with a referral that is open. */
static Chart *open_referred(AtDesk *at, const char **ret_episode)
{
	Error err = {0};
	PersonList people;
	Ledger ledger = at->session.ledger;
	if (!ledger.ops->find_people(ledger.self, &(PersonQuery){.family_prefix = "smith", .limit = CANDIDATES},
				     &at->session.arena, &people, &err))
		at_desk_stop(err.text);
	for (size_t i = 0; i < people.count; i++) {
		Chart *chart;
		if (!desk_open_chart(at->session.desk, people.items[i].nhs, people.items[i].born, &chart, &err))
			at_desk_stop(err.text);
		for (size_t n = 0; n < chart->now.agreements.episode_count; n++) {
			const Episode *episode = &chart->now.agreements.episodes[n];
			*ret_episode = arena_text(&at->session.arena, episode->id);
			if (episode->open && !episode->registration)
				return chart;
		}
		desk_close_chart(at->session.desk, chart);
	}
	at_desk_stop("No Smith of the first fifty has a referral that is open.");
}

static void measure_open(Bench *bench, const char *nhs)
{
	AtDesk *desk = &bench->desk;
	for (int round = -1; round < rounds(ROUNDS); round++) { /* once to warm up */
		at_desk_type(desk, nhs);
		CALLGRIND_ZERO_STATS;
		const double ms = at_desk_press(desk, KC_ENTER);
		CALLGRIND_DUMP_STATS_AT("open");
		at_desk_expect(desk, "As things stand");
		at_desk_press(desk, KC_ESC);
		at_desk_erase(desk, strlen(nhs));
		if (round >= 0)
			bench->took[bench->count++] = ms;
	}
	say(bench, "open");
}

static void measure_pages(Bench *bench, const char *nhs)
{
	static const char pages[] = "23451";
	at_desk_type(&bench->desk, nhs);
	at_desk_press(&bench->desk, KC_ENTER);
	for (int round = -1; round < rounds(ROUNDS); round++) {
		CALLGRIND_ZERO_STATS;
		for (const char *page = pages; *page; page++) {
			const double ms = at_desk_press(&bench->desk, (unsigned char)*page);
			if (round >= 0)
				bench->took[bench->count++] = ms;
		}
		CALLGRIND_DUMP_STATS_AT("page");
	}
	at_desk_expect(&bench->desk, "As things stand");
	at_desk_press(&bench->desk, KC_ESC);
	say(bench, "page");
}

static void measure_save(Bench *bench, Chart *chart, const char *episode)
{
	Error err = {0};
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	for (int round = -1; round < rounds(ROUNDS); round++) {
		const GivenAnswer answer = {episode, DIRECTION_OUT, round & 1 ? ANSWER_YES : ANSWER_NO};
		CALLGRIND_ZERO_STATS;
		const double before = stopwatch_busy_ms();
		if (!desk_record(bench->desk.session.desk, chart, &patient,
				 &(Given){.answers = &answer, .answer_count = 1}, &err))
			at_desk_stop(err.text);
		const double ms = stopwatch_busy_ms() - before;
		CALLGRIND_DUMP_STATS_AT("save");
		if (round >= 0)
			bench->took[bench->count++] = ms;
	}
	say(bench, "save");
}

int main(int argc, char **argv)
{
	static Bench bench;
	const char *episode;
	if (argc != 4)
		at_desk_stop("Usage: bench_desk DATABASE NAME PASSPHRASE");
	measure_start(&bench, argv);
	measure_keys(&bench);
	Chart *chart = open_referred(&bench.desk, &episode);
	measure_open(&bench, chart->world.person->nhs);
	measure_pages(&bench, chart->world.person->nhs);
	measure_save(&bench, chart, episode);
	desk_close_chart(bench.desk.session.desk, chart);
	at_desk_close(&bench.desk);
	return 0;
}
