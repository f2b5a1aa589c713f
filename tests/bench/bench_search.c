/* A key in the search, without a terminal: how long the desk looks for what was typed, by what it was.
 *
 *	bench_search DATABASE NAME PASSPHRASE
 *
 * Each text is typed a key at a time, several times over: what a key takes is the median of these. It is counted in
 * time of the processor, so that what else the machine does counts little. A line of figures for each sort of text:
 * median, 95th of a hundred, and the worst with what was typed then. Names are common British ones; numbers and days of
 * birth are those of patients who are there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/stopwatch.h"
#include "command/session.h"
#include "model/desk/find.h"

enum { FOUND = 50, ROUNDS = 9, KEYS_MAX = 400, TYPED_MAX = 100 };

typedef struct Sort {
	const char *name, *texts[12];
	size_t from; /* keys that are not timed: they are another sort's */
} Sort;

static const Sort sorts[] = {
	{"first letter", {"s", "m", "b", "w", "h", "j", "o", "x", "q", "z"}, 0},
	{"family name", {"smith", "jones", "khan", "o'brien", "thompson", "de la", "mcdonald", "zebra", "smithson"}, 1},
	{"given name", {"mary", "john", "jo", "zoe", "maria", "oliver", "muhammad"}, 1},
	{"age, year", {"smith 51", "john 1951", "mary 34", "jones july 1951", "1951", "june 1962"}, 4},
	{"reached", {"07700900123", "+447700900999", "le8 0hd", "sw1a 1aa"}, 2},
	{"family, given", {"smith jo", "smith, josephine", "jones m", "s jo", "khan fatima", "patel z"}, 2},
	{"given family", {"jo smith", "john s", "m j", "j zebra", "mary jones", "mary king-smith"}, 2},
	{"family and year", {"smith 1951", "s 1951", "jones 1926", "khan 2001", "smith jo 1951", "john smith 1951"}, 5},
	{"alike", {"smiht", "smyth", "jhones", "thomsen", "khna", "mran", "jane smiht", "wilsom 1951", "aaaaaaaa"}, 3},
	{"given name alike",
	 {"jhon smith", "smith catherin", "s jnae", "johm zebra", "jones micheal", "oilver 1951"},
	 3},
	{"number", {NULL}, 2},
	{"born", {NULL}, 2},
	{"family and born", {NULL}, 2},
};

typedef struct Key {
	double took, rounds[ROUNDS];
	char typed[TYPED_MAX];
} Key;

typedef struct Bench {
	Session session;
	Arena arena, of_key;
	Key keys[KEYS_MAX];
} Bench;

static void stop(const Error *err)
{
	fprintf(stderr, "bench_search: %s\n", err->text);
	exit(1);
}

static double look(Bench *bench, const char *typed)
{
	Error err = {0};
	FoundList found;
	const double from = stopwatch_busy_ms();
	if (!desk_find_people(bench->session.desk, typed, FOUND, &bench->of_key, &found, &err))
		stop(&err);
	const double took = (stopwatch_busy_ms() - from) * 1000;
	arena_reset(&bench->of_key, (ArenaMark){0});
	return took;
}

static int slower(const void *left, const void *right)
{
	const Key *a = left, *b = right;
	return (a->took > b->took) - (a->took < b->took);
}

static void type_all(Bench *bench, const char *sort, const char *const *texts, size_t count, size_t from)
{
	size_t keys = 0;
	for (size_t i = 0; i < count && texts[i]; i++)
		for (size_t length = from + 1; length <= strlen(texts[i]) && keys < KEYS_MAX; length++)
			snprintf(bench->keys[keys++].typed, TYPED_MAX, "%.*s", (int)length, texts[i]);
	if (keys == 0)
		return;
	for (size_t i = 0; i < keys; i++)
		look(bench, bench->keys[i].typed); /* warms up */
	for (int round = 0; round < ROUNDS; round++)
		for (size_t i = 0; i < keys; i++)
			bench->keys[i].rounds[round] = look(bench, bench->keys[i].typed);
	for (size_t i = 0; i < keys; i++)
		bench->keys[i].took = stopwatch_median(bench->keys[i].rounds, ROUNDS);
	qsort(bench->keys, keys, sizeof *bench->keys, slower);
	const Key *last = &bench->keys[keys - 1];
	printf("%-16s %4zu keys  median %6.0f  p95 %6.0f  worst %6.0f us  \"%s\"\n", sort, keys,
	       bench->keys[keys / 2].took, bench->keys[keys * 95 / 100].took, last->took, last->typed);
}

/* What is typed of patients who are there, by the sort. */
static const char *typed_of(const Person *person, const char *sort, Arena *arena)
{
	char born[16];
	if (strcmp(sort, "number") == 0)
		return person->nhs;
	date_print(person->born, born);
	return strcmp(sort, "born") == 0 ? arena_text(arena, born) : arena_print(arena, "%s %s", person->family, born);
}

static void type_people(Bench *bench, const Sort *sort)
{
	static const char *const families[] = {"a", "smith", "m", "jones", "t", "khan"};
	Ledger ledger = bench->session.ledger;
	const char *texts[countof(families)];
	size_t count = 0;
	for (size_t i = 0; i < countof(families); i++) {
		Error err = {0};
		PersonList people;
		if (!ledger.ops->find_people(ledger.self, &(PersonQuery){.family_prefix = families[i], .limit = 1},
					     &bench->arena, &people, &err))
			stop(&err);
		if (people.count > 0)
			texts[count++] = typed_of(&people.items[0], sort->name, &bench->arena);
	}
	type_all(bench, sort->name, texts, count, sort->from);
}

int main(int argc, char **argv)
{
	static Bench bench;
	Error err = {0};
	if (argc != 4) {
		fprintf(stderr, "Usage: bench_search DATABASE NAME PASSPHRASE\n");
		return 2;
	}
	if (!session_open_desk(argv[1], STORE_OPEN, false, &bench.session, &err) ||
	    !desk_sign_in(bench.session.desk, argv[2], argv[3], &err))
		stop(&err);
	for (size_t i = 0; i < countof(sorts); i++)
		if (sorts[i].texts[0])
			type_all(&bench, sorts[i].name, sorts[i].texts, countof(sorts[i].texts), sorts[i].from);
		else
			type_people(&bench, &sorts[i]);
	session_close(&bench.session);
	arena_free(&bench.arena);
	arena_free(&bench.of_key);
	return 0;
}
