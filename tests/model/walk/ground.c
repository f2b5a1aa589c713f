#include "model/walk/ground.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "unit.h"

enum { NOW_AT, OLD_AT = GROUND_KINDS, FORMER_AT = 2 * GROUND_KINDS, OTHER_AT = 3 * GROUND_KINDS };

Fact *ground_add(Ground *ground, FactKind kind)
{
	assert_true(ground->added_count < GROUND_FACTS);
	Fact *fact = &ground->added[ground->added_count++];
	*fact = FACT_NONE;
	fact->kind = (WordByte)kind;
	return fact;
}

void ground_answer(Ground *ground, const char *episode, Direction direction, Answer answer)
{
	Fact *fact = ground_add(ground, FACT_ANSWERED);
	fact->episode = episode;
	fact->direction = (WordByte)direction;
	fact->answer = (WordByte)answer;
	fact->who = WHO_PATIENT;
}

static void put_entries(Ground *ground, Instant now)
{
	static const Category kinds[GROUND_KINDS] = {CATEGORY_MEDICATION, CATEGORY_PROBLEM, CATEGORY_DOCUMENT};
	static const struct {
		size_t at;
		const char *org, *recorded;
	} rows[] = {
		{NOW_AT, WALK_HOME, NULL},
		{OLD_AT, WALK_HOME, "1990-05-01T09:00:00Z"},
		{FORMER_AT, WALK_FORMER, "1990-05-01T09:00:00Z"},
		{OTHER_AT, WALK_OTHER, NULL},
		{OTHER_AT + 1, WALK_OTHER, "1990-05-01T09:00:00Z"},
	};
	for (size_t i = 0; i < countof(rows); i++)
		for (size_t k = 0; k < (rows[i].at < OTHER_AT ? GROUND_KINDS : 1); k++)
			ground->entries[rows[i].at + k] = (Entry){
				.id = "ground",
				.org = rows[i].org,
				.recorded = rows[i].recorded ? walk_at(rows[i].recorded) : now,
				.category = (WordByte)kinds[rows[i].at < OTHER_AT ? k : GROUND_KINDS - 1],
				.sensitive = TRUTH_FALSE,
			};
}

static bool left_out(const Ground *ground, const Fact *fact)
{
	return ground->no_override && fact->kind == FACT_OVERRIDE;
}

/* Answers are given later than all that was told. */
void ground_fold(Ground *ground, const Walk *walk, Arena *arena)
{
	const Reach *told = &walk->chart->now;
	FactList facts = walk->chart->world.facts;
	Fact *all = arena_array(arena, facts.count + ground->added_count + 1, sizeof *all);
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++)
		if (!left_out(ground, &facts.items[i]))
			all[count++] = facts.items[i];
	for (size_t i = 0; i < ground->added_count; i++) {
		Fact *added = &all[count++];
		*added = ground->added[i];
		added->id = arena_print(arena, "added-%zu", i);
		added->patient = WALK_PATIENT;
		added->at = told->at;
		added->recorded_at = told->known_at;
		added->seq = INT64_MAX - (int64_t)GROUND_FACTS + (int64_t)i;
	}
	ground->walk = walk;
	put_entries(ground, instant_add(told->at, 1));
	ground->world = walk->chart->world;
	ground->world.facts = (FactList){all, count};
	if (!ground->real)
		ground->world.entries = (EntryList){ground->entries, GROUND_ENTRIES};
	reach_fold(&ground->world, instant_add(told->at, 1), told->known_at, arena, &ground->reach);
}

static void see(Seeing *seeing, const Decision *decision)
{
	seeing->count++;
	seeing->allow += decision->verdict == VERDICT_ALLOW;
	seeing->ask += decision->verdict == VERDICT_ASK;
}

/* The one before counts where the patient was registered there. */
static bool is_asked_of(const Ground *ground, bool home, size_t entry)
{
	bool other = entry >= OTHER_AT, former = entry >= FORMER_AT && !other;
	return home ? other : !other && (!former || ground->walk->value[WALK_AT_HOME] == 2);
}

Sees ground_sees(const Ground *ground, const char *org)
{
	Sees sees = {0};
	Viewer viewer = viewer_of(&ground->reach, org);
	for (size_t i = 0; i < GROUND_ENTRIES; i++) {
		if (!is_asked_of(ground, viewer.home, i))
			continue;
		Decision decision = decide(&viewer, i);
		bool now = i < OLD_AT || i == OTHER_AT;
		see(now ? &sees.now : &sees.old, &decision);
		see(&sees.all, &decision);
	}
	return sees;
}

Seeing ground_count(const Ground *ground, const char *org)
{
	Seeing seeing = {0};
	Viewer viewer = viewer_of(&ground->reach, org);
	for (size_t i = 0; i < ground->world.entries.count; i++) {
		Decision decision = decide(&viewer, i);
		see(&seeing, &decision);
	}
	return seeing;
}

Reason ground_reason(const Ground *ground, const char *org)
{
	Viewer viewer = viewer_of(&ground->reach, org);
	Decision decision = decide(&viewer, viewer.home ? OTHER_AT : NOW_AT + GROUND_KINDS - 1);
	if (decision.general)
		return decision.verdict == VERDICT_DENY ? decision.reason : 0;
	const Ruling *edsm = &decision.channels[CHANNEL_EDSM];
	return edsm->verdict == VERDICT_DENY ? edsm->reason : 0;
}

const Watermark *ground_out(const Ground *ground, const char *org)
{
	for (size_t i = 0; i < ground->reach.agreements.place_count; i++)
		if (text_is(ground->reach.agreements.places[i].org, org) && ground->reach.places[i].shares)
			return &ground->reach.places[i].out;
	return NULL;
}

const Episode *ground_episode(const Ground *ground, const char *org, Direction direction, AgreementState state)
{
	for (size_t i = 0; i < ground->reach.agreements.episode_count; i++) {
		const Episode *episode = &ground->reach.agreements.episodes[i];
		if (episode->open && text_is(episode->org, org) && episode->side[direction].state == state)
			return episode;
	}
	return NULL;
}
