/* The model at its limits: a record of 10,000 entries, a patient with 1,000 facts. */
#include <stdio.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/stopwatch.h"
#include "model/rules/decision.h"

enum { FACTS = 1000, ENTRIES = 10000, SERVICES = 8, START = 1709251200, HOUR = 3600 };

typedef struct Bench {
	Person person;
	Zone zone;
	Entry entries[ENTRIES];
	Fact facts[FACTS];
	World world;
	Arena arena, scratch;
	Reach reach;
	Viewer viewer;
	View view;
	size_t next, allowed;
} Bench;

static const char *const codes[SERVICES] = {"C82001", "RX1", "RX2", "RX3", "RX4", "RX5", "RX6", "RX7"};

static const Organisation *find(void *self, const char *code)
{
	static const Organisation practice = {.code = "C82001",
					      .name = "The Practice",
					      .care = CARE_GP,
					      .system = SYSTEM_SYSTMONE,
					      .mig = TRUTH_TRUE};
	static const Organisation service = {
		.code = "RX", .name = "A Service", .care = CARE_PLANNED, .system = SYSTEM_SYSTMONE, .mig = TRUTH_TRUE};
	return text_is(code, "C82001") ? &practice : &service;
}

/* Of each 25 facts: an opening, answers in both directions, then marks on entries and answers changed. */
static void tell(Bench *bench, size_t i)
{
	const size_t number = i / 25, turn = i % 25;
	Fact *fact = &bench->facts[i];
	*fact = FACT_NONE;
	fact->seq = (int64_t)i + 1;
	fact->id = arena_print(&bench->arena, "f%zu", i);
	fact->patient = bench->person.nhs;
	fact->at = fact->recorded_at = (Instant){START + (int64_t)i * HOUR};
	fact->episode = arena_print(&bench->arena, "e%zu", number);
	fact->who = WHO_PATIENT;
	if (turn == 0) {
		fact->kind = number == 0 ? FACT_REGISTERED : FACT_REFERRED;
		fact->org = codes[number == 0 ? 0 : 1 + number % (SERVICES - 1)];
	} else if (turn % 2) {
		fact->kind = FACT_ANSWERED;
		fact->direction = (WordByte)(turn % 4 == 1 ? DIRECTION_OUT : DIRECTION_IN);
		fact->answer = turn % 3 ? ANSWER_YES : ANSWER_NO;
	} else {
		fact->kind = FACT_ENTRY_PRIVATE;
		fact->entry = arena_print(&bench->arena, "n%zu", i);
	}
}

static void make_world(Bench *bench)
{
	bench->person = (Person){.nhs = "9990000018", .family = "Ashby", .given = "Maureen", .born = {1951, 2, 11}};
	bench->world = (World){.person = &bench->person,
			       .facts = {bench->facts, FACTS},
			       .directory = {find, NULL},
			       .zone = &bench->zone};
	for (size_t i = 0; i < FACTS; i++)
		tell(bench, i);
	for (size_t i = 0; i < ENTRIES; i++)
		bench->entries[i] = (Entry){.id = arena_print(&bench->arena, "n%zu", i),
					    .patient = bench->person.nhs,
					    .org = codes[i % SERVICES],
					    .category = (WordByte)(1 + i % CATEGORY_OTHER),
					    .recorded = {START + (int64_t)i * HOUR / 10}};
}

static void fold(void *self)
{
	Bench *bench = self;
	arena_reset(&bench->scratch, (ArenaMark){0});
	reach_fold(&bench->world, (Instant){START + 2000 * HOUR}, INSTANT_MAX, &bench->scratch, &bench->reach);
}

static void decide_one(void *self)
{
	Bench *bench = self;
	bench->next = (bench->next + 1) % ENTRIES;
	bench->allowed += decide(&bench->viewer, bench->next).verdict == VERDICT_ALLOW;
}

static void see_as(void *self)
{
	Bench *bench = self;
	const Viewer viewer = viewer_of(&bench->reach, "RX1");
	bench->view = view_of(&viewer);
}

int main(void)
{
	static Bench bench;
	make_world(&bench);
	printf("fold of %d facts, no entries             %8.1f µs   (to be under 100)\n", FACTS,
	       stopwatch_best(fold, &bench) / 1e3);
	bench.world.entries = (EntryList){bench.entries, ENTRIES};
	printf("fold of %d facts, %d entries          %8.1f µs\n", FACTS, ENTRIES, stopwatch_best(fold, &bench) / 1e3);
	bench.viewer = viewer_of(&bench.reach, "RX1");
	printf("one decision of %d                    %8.0f ns   (to be under 100)\n", ENTRIES,
	       stopwatch_best(decide_one, &bench));
	printf("seen as, %d entries                   %8.3f ms   (to be under 1)\n", ENTRIES,
	       stopwatch_best(see_as, &bench) / 1e6);
	if (bench.view.visible == 0 || bench.view.withheld == 0) {
		fprintf(stderr, "Nothing, or all, was seen: this is not the world it was meant to measure.\n");
		return 1;
	}
	arena_free(&bench.arena);
	arena_free(&bench.scratch);
	return 0;
}
