/* One patient's world for the tests of the rules: organisations, entries and facts in plain arrays, handed to the model
 * as a World and to the naive evaluator as a NaiveWorld. Times are hours after SCENE_START. */
#pragma once

#include <stdio.h>
#include <string.h>

#include "base/date_zone.h"
#include "model/properties/naive.h"
#include "model/rules/decision.h"
#include "model/rules/research.h"

enum { SCENE_FACTS = 200, SCENE_ENTRIES = 16, SCENE_ORGANISATIONS = 8 };

#define SCENE_START 1709251200 /* 2024-03-01T00:00:00Z */
#define SCENE_HOUR 3600

typedef struct Scene {
	Person person;
	Zone zone;	 /* {0}: UTC */
	Instant sixteen; /* of the naive evaluator; the model finds it from the birth date */
	Organisation organisations[SCENE_ORGANISATIONS];
	Entry entries[SCENE_ENTRIES];
	Fact facts[SCENE_FACTS], standings[SCENE_FACTS];
	size_t organisation_count, entry_count, fact_count, standing_count;
	size_t asking; /* how many of the organisations, from the first, compare_care asks for; 0: all */
	int64_t seq;
	char ids[2 * SCENE_FACTS][8];
	Arena arena;
	World world;
	NaiveWorld naive;
} Scene;

static inline Instant scene_at(double hours)
{
	return (Instant){SCENE_START + (int64_t)(hours * SCENE_HOUR)};
}

static inline const Organisation *scene_organisation(void *self, const char *code)
{
	Scene *scene = self;
	for (size_t i = 0; i < scene->organisation_count; i++)
		if (strcmp(scene->organisations[i].code, code) == 0)
			return &scene->organisations[i];
	return NULL;
}

static inline void scene_begin(Scene *scene)
{
	*scene = (Scene){.person.nhs = "9990000018", .sixteen = INSTANT_MAX};
	scene->person.family = "Ashby";
	scene->person.given = "Maureen";
}

static inline void scene_end(Scene *scene)
{
	arena_free(&scene->arena);
}

static inline void scene_org(Scene *scene, const char *code, Care care, System system, Truth mig)
{
	scene->organisations[scene->organisation_count++] = (Organisation){
		.code = code, .name = code, .care = (WordByte)care, .system = (WordByte)system, .mig = (WordByte)mig};
}

static inline size_t scene_entry(Scene *scene, const char *id, const char *org, double hours, Category category)
{
	scene->entries[scene->entry_count] = (Entry){.id = id,
						     .patient = scene->person.nhs,
						     .org = org,
						     .recorded = scene_at(hours),
						     .category = (WordByte)category};
	return scene->entry_count++;
}

/* Told in this order; `at` and `recorded_at` in hours. Its identifier is f1, f2, … unless it has one. */
static inline Fact *scene_put_late(Scene *scene, double hours, double told, Fact fact)
{
	bool nobody = fact.kind == FACT_STANDING || fact.kind == FACT_SCR_DEFAULT ||
		      (fact.kind == FACT_VOIDED && fact.practice);
	scene->seq++;
	char *id = scene->ids[scene->seq - 1];
	snprintf(id, sizeof scene->ids[0], "f%d", (int)scene->seq);
	fact.seq = scene->seq;
	fact.at = scene_at(hours);
	fact.recorded_at = scene_at(told);
	fact.patient = nobody ? NULL : scene->person.nhs;
	if (!fact.id)
		fact.id = id;
	Fact *place = nobody ? &scene->standings[scene->standing_count++] : &scene->facts[scene->fact_count++];
	*place = fact;
	return place;
}

static inline Fact *scene_put(Scene *scene, double hours, Fact fact)
{
	return scene_put_late(scene, hours, hours, fact);
}

static inline void scene_ready(Scene *scene)
{
	scene->world = (World){
		.person = &scene->person,
		.facts = {scene->facts, scene->fact_count},
		.standings = {scene->standings, scene->standing_count},
		.entries = {scene->entries, scene->entry_count},
		.directory = {scene_organisation, scene},
		.zone = &scene->zone,
	};
	scene->naive = (NaiveWorld){
		scene->facts,	      scene->fact_count,	 scene->standings, scene->standing_count,
		scene->organisations, scene->organisation_count, scene->sixteen,
	};
}

/* The fold of the scene as it is now; the one before is given up. */
static inline Reach scene_fold(Scene *scene, Instant at, Instant known_at)
{
	Reach reach;
	scene_ready(scene);
	arena_clear(&scene->arena);
	reach_fold(&scene->world, at, known_at, &scene->arena, &reach);
	return reach;
}

static inline Reach scene_reach(Scene *scene, double hours)
{
	return scene_fold(scene, scene_at(hours), INSTANT_MAX);
}

/* The model's answer; `because` points into the scene. */
static inline Decision scene_decide(Scene *scene, const char *org, const char *entry, double hours)
{
	Reach reach = scene_reach(scene, hours);
	Viewer viewer = viewer_of(&reach, org);
	for (size_t i = 0; i < scene->entry_count; i++)
		if (strcmp(scene->entries[i].id, entry) == 0)
			return decide(&viewer, i);
	return (Decision){0};
}

/* Facts by kind, as initialisers: scene_tell(&scene, 3, REFERRED("a", "X")). The texts are borrowed. */
#define scene_tell(scene, hours, fact) scene_put(scene, hours, (Fact)fact)
#define scene_tell_late(scene, hours, told, fact) scene_put_late(scene, hours, told, (Fact)fact)
/* clang-format off */
#define REGISTERED(e, o) {.kind = FACT_REGISTERED, .episode = (e), .org = (o)}
#define REFERRED(e, o) {.kind = FACT_REFERRED, .episode = (e), .org = (o)}
#define DISCHARGED(e) {.kind = FACT_DISCHARGED, .episode = (e)}
#define CANCELLED(e) {.kind = FACT_DISCHARGE_CANCELLED, .episode = (e)}
#define ENDED(e) {.kind = FACT_ENDED, .episode = (e)}
#define DISPUTED(e) {.kind = FACT_DISPUTED, .episode = (e)}
#define ANSWERED(e, d, a, w) \
	{.kind = FACT_ANSWERED, .episode = (e), .direction = DIRECTION_##d, .answer = ANSWER_##a, .who = WHO_##w}
#define OUT_YES(e) ANSWERED(e, OUT, YES, PATIENT)
#define OUT_NO(e) ANSWERED(e, OUT, NO, PATIENT)
#define IN_YES(e) ANSWERED(e, IN, YES, PATIENT)
#define IN_NO(e) ANSWERED(e, IN, NO, PATIENT)
#define BY_PARENT(...) {__VA_ARGS__, .who = WHO_PARENTAL_RESPONSIBILITY}
#define STANDS(p, o, s) {.kind = FACT_STANDING, .practice = (p), .org = (o), .standing = STANDING_##s}
#define REQUEST(r, o, e) {.kind = FACT_REQUEST, .request = (r), .org = (o), .episode = (e)}
#define ACCEPTED(r) {.kind = FACT_CODE_ACCEPTED, .request = (r)}
#define CHOICE(r, a) {.kind = FACT_CHOICE, .request = (r), .answer = ANSWER_##a}
#define REQUEST_OFF(r) {.kind = FACT_REQUEST_CANCELLED, .request = (r)}
#define PRIVATE(e) {.kind = FACT_ENTRY_PRIVATE, .entry = (e)}
#define PRIVATE_WISH(e) {.kind = FACT_ENTRY_PRIVATE_REQUESTED, .entry = (e)}
#define OPENED(e) {.kind = FACT_ENTRY_OPEN, .entry = (e)}
#define OVERRIDE(v, o, hours, p) \
	{.kind = FACT_OVERRIDE, \
	 .override = (v), \
	 .org = (o), \
	 .override_reason = OVERRIDE_EMERGENCY, \
	 .until = {SCENE_START + (int64_t)((hours) * SCENE_HOUR)}, \
	 .include_private = (p)}
#define OVERRIDE_OFF(v) {.kind = FACT_OVERRIDE_ENDED, .override = (v)}
#define OVERRIDE_SEEN(v) {.kind = FACT_OVERRIDE_REVIEWED, .override = (v), .outcome = OUTCOME_JUSTIFIED}
#define PERMITS(o, c, a) {.kind = FACT_VIEW_PERMISSION, .org = (o), .view_channel = VIEW_##c, .answer = ANSWER_##a}
#define PURPOSE(p, c) {.kind = FACT_PURPOSE, .purpose = PURPOSE_##p, .purpose_choice = CHOICE_##c}
#define SCR_IS(s) {.kind = FACT_SCR, .scr_status = SCR_##s}
#define SCR_SAYS(p, s) {.kind = FACT_SCR_DEFAULT, .practice = (p), .scr_status = SCR_##s}
#define SCR_SHOWS(e, t) {.kind = FACT_SCR_INCLUDE, .entry = (e), .scr_include = TRUTH_##t}
#define MIG_IS(c) {.kind = FACT_MIG, .mig_choice = MIG_##c}
#define NATIONAL_IS(v) {.kind = FACT_NATIONAL_OPT_OUT, .national = NATIONAL_##v}
#define STUDY(s, a) {.kind = FACT_STUDY_CONSENT, .study = (s), .answer = ANSWER_##a}
#define VOIDS(f) {.kind = FACT_VOIDED, .fact = (f)}
/* clang-format on */
