/* The model alone: a patient with 300 entries, ten referrals and the facts about them. */
#include <stdio.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/stopwatch.h"
#include "model/readings/explain.h"
#include "model/readings/matrix.h"

enum { ENTRIES = 300, REFERRALS = 10, START = 1709251200, HOUR = 3600, DECISIONS = 100000 };

typedef struct Bench {
	Person person;
	Zone zone;
	Entry entries[ENTRIES];
	Fact facts[4 * REFERRALS + 1], standings[1];
	World world;
	Arena arena, scratch;
	Reach reach;
	Viewer viewer;
	size_t next, allowed;
} Bench;

static const Organisation organisations[] = {
	{.code = "C82001", .name = "The Practice", .care = CARE_GP, .system = SYSTEM_SYSTMONE, .mig = TRUTH_TRUE},
	{.code = "RT5",
	 .name = "Community Nursing",
	 .care = CARE_PLANNED,
	 .system = SYSTEM_SYSTMONE,
	 .mig = TRUTH_TRUE},
};

static const Organisation *find(void *self, const char *code)
{
	for (size_t i = 0; i < countof(organisations); i++) {
		if (text_is(organisations[i].code, code))
			return &organisations[i];
	}
	return NULL;
}

static Fact *tell(Bench *bench, FactKind kind, int hour)
{
	Fact *fact = &bench->facts[bench->world.facts.count++];
	*fact = FACT_NONE;
	fact->kind = (WordByte)kind;
	fact->seq = (int64_t)bench->world.facts.count;
	fact->id = arena_print(&bench->arena, "f%d", (int)fact->seq);
	fact->patient = bench->person.nhs;
	fact->at = fact->recorded_at = (Instant){START + (int64_t)hour * HOUR};
	return fact;
}

static void tell_answer(Bench *bench, const char *episode, Direction direction, int hour)
{
	Fact *fact = tell(bench, FACT_ANSWERED, hour);
	fact->episode = episode;
	fact->direction = (WordByte)direction;
	fact->answer = ANSWER_YES;
	fact->who = WHO_PATIENT;
}

static void tell_referral(Bench *bench, int number)
{
	const char *episode = arena_print(&bench->arena, "e%d", number);
	Fact *fact = tell(bench, number == 0 ? FACT_REGISTERED : FACT_REFERRED, number);
	fact->episode = episode;
	fact->org = organisations[number > 0].code;
	tell_answer(bench, episode, DIRECTION_OUT, number);
	tell_answer(bench, episode, DIRECTION_IN, number);
}

static void make_world(Bench *bench)
{
	bench->person = (Person){.nhs = "9990000018", .family = "Ashby", .given = "Maureen", .born = {1951, 2, 11}};
	bench->world = (World){.person = &bench->person,
			       .facts = {bench->facts, 0},
			       .standings = {bench->standings, 1},
			       .entries = {bench->entries, ENTRIES},
			       .directory = {find, NULL},
			       .zone = &bench->zone};
	for (int i = 0; i < REFERRALS; i++)
		tell_referral(bench, i);
	bench->standings[0] = FACT_NONE;
	bench->standings[0].kind = FACT_STANDING;
	bench->standings[0].seq = 1000;
	bench->standings[0].at = bench->standings[0].recorded_at = (Instant){START};
	bench->standings[0].practice = "C82001";
	bench->standings[0].org = "RT5";
	bench->standings[0].standing = STANDING_ALLOWED;
	for (int i = 0; i < ENTRIES; i++)
		bench->entries[i] = (Entry){.id = arena_print(&bench->arena, "n%d", i),
					    .patient = bench->person.nhs,
					    .org = organisations[i % 2].code,
					    .category = CATEGORY_OBSERVATION,
					    .recorded = {START + (int64_t)i * HOUR}};
}

static void fold(void *self)
{
	Bench *bench = self;
	arena_clear(&bench->scratch);
	reach_fold(&bench->world, (Instant){START + 1000 * HOUR}, INSTANT_MAX, &bench->scratch, &bench->reach);
}

static void decide_one(void *self)
{
	Bench *bench = self;
	bench->next = (bench->next + 1) % ENTRIES;
	bench->allowed += decide(&bench->viewer, bench->next).verdict == VERDICT_ALLOW;
}

/* What "seen as" shows: every entry decided, and the sentence beside it. */
static void see_as(void *self)
{
	Bench *bench = self;
	const ArenaMark mark = arena_mark(&bench->scratch);
	const Viewer viewer = viewer_of(&bench->reach, "RT5");
	Text text = {.arena = &bench->scratch};
	for (size_t i = 0; i < ENTRIES; i++) {
		const Decision decision = decide(&viewer, i);
		text_clear(&text);
		explain_decision(&bench->reach, "Community Nursing", &decision, "this", &text);
	}
	arena_reset(&bench->scratch, mark);
}

static void make_matrix(void *self)
{
	Bench *bench = self;
	const ArenaMark mark = arena_mark(&bench->scratch);
	Matrix matrix;
	matrix_make(&bench->reach, true, &bench->scratch, &matrix);
	arena_reset(&bench->scratch, mark);
}

/* For callgrind --toggle-collect=decide_all: instructions of a decision are those collected, divided by DECISIONS. */
__attribute__((noinline)) static void decide_all(Bench *bench)
{
	for (int i = 0; i < DECISIONS; i++)
		decide_one(bench);
}

int main(int argc, char **argv)
{
	static Bench bench;
	make_world(&bench);
	if (argc == 2 && strcmp(argv[1], "decisions") == 0) {
		fold(&bench);
		bench.viewer = viewer_of(&bench.reach, "RT5");
		decide_all(&bench);
		return bench.allowed == 0;
	}
	printf("fold of a patient (%zu facts, %d entries)  %8.1f µs\n", bench.world.facts.count, ENTRIES,
	       stopwatch_best(fold, &bench) / 1e3);
	bench.viewer = viewer_of(&bench.reach, "RT5");
	printf("one decision of one entry                  %8.1f ns   (to be 20 at most)\n",
	       stopwatch_best(decide_one, &bench));
	printf("seen as, with reasons (%d entries)        %8.3f ms\n", ENTRIES, stopwatch_best(see_as, &bench) / 1e6);
	printf("matrix of %d episodes                      %8.1f µs\n", REFERRALS,
	       stopwatch_best(make_matrix, &bench) / 1e3);
	if (bench.allowed == 0) {
		fprintf(stderr, "No entry was allowed: this is not the world it was meant to measure.\n");
		return 1;
	}
	arena_free(&bench.arena);
	arena_free(&bench.scratch);
	return 0;
}
