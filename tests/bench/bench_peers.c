/* The same questions for other engines: a folded patient, who asks and what they ask, and what we answer, as JSON; and
 * how long we take for each. tests/bench/peers reads it.
 *
 * The policy is what decides most: own record (G1), private (G3), eDSM with its agreement, out and in (E1 to E7).
 * Nobody here is a MIG partner or views the Summary Care Record, so that each answer is yes or no. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "bench/invented.h"
#include "bench/stopwatch.h"
#include "model/rules/decision.h"

enum {
	ENTRIES = 300,
	SERVICES = 7,
	PLACES = SERVICES + 1,
	FACTS = 200,
	QUESTIONS = 20000,
	START = 1709251200,
	HOUR = 3600
};

typedef struct Question {
	uint16_t viewer, entry;
} Question;

typedef struct Bench {
	Organisation places[PLACES];
	Person person;
	Zone zone;
	Entry entries[ENTRIES];
	Fact facts[FACTS], standings[SERVICES];
	World world;
	Reach reach;
	Viewer viewers[PLACES];
	Question questions[QUESTIONS];
	size_t next, allowed;
	Arena arena;
} Bench;

static const Organisation *find(void *self, const char *code)
{
	Bench *bench = self;
	for (size_t i = 0; i < PLACES; i++)
		if (text_is(bench->places[i].code, code))
			return &bench->places[i];
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

static void tell_answer(Bench *bench, const char *episode, Direction direction, Answer answer, int hour)
{
	Fact *fact = tell(bench, FACT_ANSWERED, hour);
	fact->episode = episode;
	fact->direction = (WordByte)direction;
	fact->answer = (WordByte)answer;
	fact->who = WHO_PATIENT;
}

/* Of the services one uses another system, one was told no to its Share In, one to its Share Out; one said yes and
 * took it back in the middle, one is on nobody's list. */
static void tell_place(Bench *bench, int i)
{
	static const char *const codes[PLACES] = {"C82001", "RX1", "RX2", "RX3", "RX4", "RX5", "RX6", "RX7"};
	const char *episode = arena_print(&bench->arena, "e%d", i);
	bench->places[i] = (Organisation){.code = codes[i],
					  .name = codes[i],
					  .care = i ? CARE_PLANNED : CARE_GP,
					  .system = i == 7 ? SYSTEM_OTHER : SYSTEM_SYSTMONE,
					  .mig = TRUTH_FALSE,
					  .scr = TRUTH_FALSE};
	Fact *opening = tell(bench, i ? FACT_REFERRED : FACT_REGISTERED, i);
	opening->episode = episode;
	opening->org = codes[i];
	tell_answer(bench, episode, DIRECTION_OUT, i == 3 ? ANSWER_NO : ANSWER_YES, i);
	tell_answer(bench, episode, DIRECTION_IN, i == 2 ? ANSWER_NO : ANSWER_YES, i);
	if (i == 4)
		tell_answer(bench, episode, DIRECTION_IN, ANSWER_NO, ENTRIES / 2);
	if (i == 0 || i == 5)
		return;
	Fact *standing = &bench->standings[bench->world.standings.count++];
	*standing = FACT_NONE;
	standing->kind = FACT_STANDING;
	standing->seq = 1000 + i;
	standing->at = standing->recorded_at = (Instant){START};
	standing->practice = codes[0];
	standing->org = codes[i];
	standing->standing = STANDING_ALLOWED;
}

static void make(Bench *bench)
{
	bench->person = (Person){.nhs = "9990000018", .family = "Ashby", .given = "Maureen", .born = {1951, 2, 11}};
	bench->world = (World){.person = &bench->person,
			       .facts = {bench->facts, 0},
			       .standings = {bench->standings, 0},
			       .entries = {bench->entries, ENTRIES},
			       .directory = {find, bench},
			       .zone = &bench->zone};
	for (int i = 0; i < PLACES; i++)
		tell_place(bench, i);
	for (int i = 0; i < ENTRIES; i++) {
		bench->entries[i] = (Entry){.id = arena_print(&bench->arena, "n%d", i),
					    .patient = bench->person.nhs,
					    .org = bench->places[i % 3 ? 0 : below(PLACES)].code,
					    .category = CATEGORY_OBSERVATION,
					    .recorded = {START + (int64_t)i * HOUR}};
		if (i % 10 == 0)
			tell(bench, FACT_ENTRY_PRIVATE, ENTRIES)->entry = bench->entries[i].id;
	}
	reach_fold(&bench->world, (Instant){START + 1000 * HOUR}, INSTANT_MAX, &bench->arena, &bench->reach);
	for (size_t i = 0; i < PLACES; i++)
		bench->viewers[i] = viewer_of(&bench->reach, bench->places[i].code);
	for (size_t i = 0; i < QUESTIONS; i++)
		bench->questions[i] = (Question){(uint16_t)below(PLACES), (uint16_t)below(ENTRIES)};
}

static bool allows(const Bench *bench, const Question *question)
{
	return decide(&bench->viewers[question->viewer], question->entry).verdict == VERDICT_ALLOW;
}

static void ask_all(void *self)
{
	Bench *bench = self;
	for (size_t i = 0; i < QUESTIONS; i++)
		bench->allowed += allows(bench, &bench->questions[i]);
}

/* Instants as numbers that every engine has: what is for ever is the largest whole number of a double. */
static int64_t plain(Instant at)
{
	const int64_t most = INT64_C(9007199254740991);
	return at.seconds > most ? most : at.seconds < -most ? -most : at.seconds;
}

static void print_places(const Bench *bench)
{
	for (size_t i = 0; i < PLACES; i++) {
		const Viewer *viewer = &bench->viewers[i];
		const PlaceReach *place = &bench->reach.places[viewer->place];
		printf("%s{\"code\":\"%s\",\"home\":%s,\"asks\":%s,\"in\":%" PRId64 ",\"shares\":%s,\"out\":%" PRId64
		       "}",
		       i ? "," : "", viewer->code, viewer->home ? "true" : "false",
		       viewer->shares && !viewer->edsm.reason ? "true" : "false", plain(viewer->in.to),
		       place->shares ? "true" : "false", plain(place->out.to));
	}
}

int main(void)
{
	static Bench bench;
	invented_begin(1, 0);
	make(&bench);
	const double ns = stopwatch_best(ask_all, &bench) / QUESTIONS;
	printf("{\"ns\":%.2f,\"places\":[", ns);
	print_places(&bench);
	printf("],\"entries\":[");
	for (size_t i = 0; i < ENTRIES; i++)
		printf("%s{\"org\":\"%s\",\"recorded\":%" PRId64 ",\"hidden\":%s}", i ? "," : "", bench.entries[i].org,
		       bench.entries[i].recorded.seconds, bench.reach.entries[i].hidden ? "true" : "false");
	printf("],\"questions\":[");
	for (size_t i = 0; i < QUESTIONS; i++)
		printf("%s[%u,%u,%d]", i ? "," : "", bench.questions[i].viewer, bench.questions[i].entry,
		       allows(&bench, &bench.questions[i]));
	printf("]}\n");
	invented_end();
	arena_free(&bench.arena);
	return 0;
}
