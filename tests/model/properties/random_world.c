#include "model/properties/random_world.h"

#include "base/macros.h"

static const char *const orgs[RANDOM_ORGANISATIONS] = {"H", "G", "X", "Y", "U"};
static const char *const practices[] = {"H", "G"};
static const char *const entry_ids[RANDOM_ENTRIES] = {"e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9"};

/* An identifier is never opened for two organisations: that is refused when told (FORMATS). */
static const struct {
	const char *id, *org;
	FactKind kind;
} episodes[] = {
	{"r1", "H", FACT_REGISTERED}, {"r2", "G", FACT_REGISTERED}, {"r3", "H", FACT_REGISTERED},
	{"a", "X", FACT_REFERRED},    {"b", "X", FACT_REFERRED},    {"c", "Y", FACT_REFERRED},
	{"d", "U", FACT_REFERRED},    {"g", "G", FACT_REFERRED},
};

static const struct {
	const char *id, *org, *episode;
} requests[] = {{"qa", "X", "a"}, {"qb", "X", "b"}, {"qc", "Y", "c"}, {"qg", "G", "g"}};

const char *random_org(Random *random)
{
	return orgs[random_below(random, countof(orgs))];
}

const char *random_episode(Random *random)
{
	return episodes[random_below(random, countof(episodes))].id;
}

const char *random_entry(Random *random)
{
	return entry_ids[random_below(random, countof(entry_ids))];
}

static Fact opening(Random *random)
{
	size_t i = random_below(random, countof(episodes));
	return (Fact){.kind = (WordByte)episodes[i].kind, .episode = episodes[i].id, .org = episodes[i].org};
}

static Fact about_episode(Random *random)
{
	static const FactKind kinds[] = {FACT_DISCHARGED, FACT_DISCHARGE_CANCELLED, FACT_DISCHARGE_CANCELLED,
					 FACT_ENDED, FACT_DISPUTED};
	return (Fact){.kind = (WordByte)kinds[random_below(random, countof(kinds))], .episode = random_episode(random)};
}

static Fact answer(Random *random)
{
	static const Answer answers[] = {ANSWER_YES, ANSWER_YES, ANSWER_YES, ANSWER_NO, ANSWER_NOT_GIVEN};
	return (Fact){
		.kind = FACT_ANSWERED,
		.episode = random_episode(random),
		.direction = random_one_in(random, 2) ? DIRECTION_OUT : DIRECTION_IN,
		.answer = (WordByte)answers[random_below(random, countof(answers))],
		.who = random_one_in(random, 3) ? WHO_PARENTAL_RESPONSIBILITY : WHO_PATIENT,
	};
}

static Fact stands(Random *random)
{
	return (Fact){
		.kind = FACT_STANDING,
		.practice = practices[random_below(random, countof(practices))],
		.org = random_org(random),
		.standing = (WordByte)(STANDING_ALLOWED + random_below(random, 3)),
	};
}

/* What a practice says its patients have who expressed no preference (S1). */
static Fact scr_default(Random *random)
{
	return (Fact){
		.kind = FACT_SCR_DEFAULT,
		.practice = practices[random_below(random, countof(practices))],
		.scr_status = (WordByte)(random_one_in(random, 3) ? SCR_CORE : SCR_ADDITIONAL),
	};
}

static Fact about_request(Random *random)
{
	static const FactKind kinds[] = {FACT_CODE_ACCEPTED, FACT_CODE_ACCEPTED, FACT_CHOICE, FACT_REQUEST_CANCELLED};
	size_t i = random_below(random, countof(requests));
	if (random_one_in(random, 2))
		return (Fact){.kind = FACT_REQUEST,
			      .request = requests[i].id,
			      .org = requests[i].org,
			      .episode = requests[i].episode};
	return (Fact){
		.kind = (WordByte)kinds[random_below(random, countof(kinds))],
		.request = requests[i].id,
		.answer = random_one_in(random, 2) ? ANSWER_YES : ANSWER_NO,
	};
}

static Fact about_entry(Random *random)
{
	static const FactKind kinds[] = {FACT_ENTRY_PRIVATE, FACT_ENTRY_PRIVATE_REQUESTED, FACT_ENTRY_OPEN,
					 FACT_SCR_INCLUDE};
	return (Fact){
		.kind = (WordByte)kinds[random_below(random, countof(kinds))],
		.entry = random_entry(random),
		.scr_include = random_one_in(random, 4) ? TRUTH_FALSE : TRUTH_TRUE,
	};
}

static Fact override(Random *random)
{
	static const char *const ids[] = {"o1", "o2", "o3"};
	const char *id = ids[random_below(random, countof(ids))];
	const WordByte tell = random_one_in(random, 2) ? 0 : (WordByte)(TELL_NOW + random_below(random, 3));
	if (random_one_in(random, 4))
		return (Fact)OVERRIDE_OFF(id);
	if (random_one_in(random, 3))
		return (Fact){
			.kind = FACT_OVERRIDE_REVIEWED, .override = id, .outcome = OUTCOME_JUSTIFIED, .tell = tell};
	return (Fact){
		.kind = FACT_OVERRIDE,
		.override_reason = random_one_in(random, 2) ? OVERRIDE_SAFEGUARDING : OVERRIDE_EMERGENCY,
		.tell = tell,
		.override = id,
		.org = id[1] == '1'   ? "U"
		       : id[1] == '2' ? "X"
				      : "Y",
		.include_private = random_one_in(random, 2) ? TRUTH_TRUE : TRUTH_FALSE,
		.until = scene_at((double)random_below(random, 2 * RANDOM_HOURS)),
	};
}

static Fact permission(Random *random)
{
	static const Answer answers[] = {ANSWER_YES, ANSWER_NO, ANSWER_UNABLE};
	return (Fact){
		.kind = FACT_VIEW_PERMISSION,
		.org = random_org(random),
		.view_channel = random_one_in(random, 2) ? VIEW_MIG : VIEW_SCR,
		.answer = (WordByte)answers[random_below(random, countof(answers))],
		.who = random_one_in(random, 2) ? WHO_PARENTAL_RESPONSIBILITY : WHO_PATIENT,
	};
}

static Fact chosen(Random *random)
{
	switch (random_below(random, 5)) {
	case 0: return (Fact){.kind = FACT_SCR, .scr_status = (WordByte)(SCR_IMPLIED + random_below(random, 4))};
	case 1: return (Fact){.kind = FACT_MIG, .mig_choice = random_one_in(random, 2) ? MIG_SHARE : MIG_DISSENT};
	case 2:
		return (Fact){.kind = FACT_NATIONAL_OPT_OUT,
			      .national = (WordByte)(NATIONAL_OPTED_OUT + random_below(random, 2))};
	case 3:
		return (Fact){.kind = FACT_STUDY_CONSENT,
			      .study = random_one_in(random, 2) ? "S1" : "S2",
			      .answer = random_one_in(random, 2) ? ANSWER_YES : ANSWER_NO};
	default:
		return (Fact){
			.kind = FACT_PURPOSE,
			.purpose = (WordByte)(PURPOSE_PLANNED + random_below(random, 3)),
			.purpose_choice = random_one_in(random, 2) ? CHOICE_ALLOW : CHOICE_OPT_OUT,
		};
	}
}

/* A12: who spoke matters at 16. */
static Fact choice(Random *random)
{
	Fact fact = chosen(random);
	fact.who = random_one_in(random, 2) ? WHO_PARENTAL_RESPONSIBILITY : WHO_PATIENT;
	return fact;
}

Fact random_fact(Random *random)
{
	switch (random_below(random, 20)) {
	case 0:
	case 1:
	case 2: return opening(random);
	case 3:
	case 4: return about_episode(random);
	case 5:
	case 6:
	case 7:
	case 8:
	case 9:
	case 10:
	case 11: return answer(random);
	case 12: return random_one_in(random, 4) ? scr_default(random) : stands(random);
	case 13:
	case 14: return about_request(random);
	case 15: return about_entry(random);
	case 16: return override(random);
	case 17:
	case 18: return permission(random);
	default: return choice(random);
	}
}

/* Most worlds begin with a patient registered and referred, or little would ever be allowed. */
static void random_beginning(Random *random, Scene *scene)
{
	if (random_one_in(random, 8))
		return;
	scene_tell(scene, 0, REGISTERED("r1", "H"));
	scene_tell(scene, 0, OUT_YES("r1"));
	scene_tell(scene, 0, REFERRED("a", "X"));
	scene_tell(scene, 0, IN_YES("a"));
	if (random_one_in(random, 2)) {
		scene_tell(scene, 0, STANDS("H", "X", ALLOWED));
	} else {
		scene_tell(scene, 0, REQUEST("qa", "X", "a"));
		scene_tell(scene, 0, ACCEPTED("qa"));
	}
}

static void random_voids(Random *random, Scene *scene)
{
	for (size_t n = random_below(random, 4); n > 0 && scene->fact_count > 0; n--) {
		const Fact *fact = &scene->facts[random_below(random, scene->fact_count)];
		double at = (double)random_below(random, RANDOM_HOURS);
		if (fact->kind != FACT_VOIDED)
			scene_tell_late(scene, at, at, VOIDS(fact->id));
	}
}

void random_world(Random *random, Scene *scene)
{
	arena_free(&scene->arena);
	scene_begin(scene);
	scene_org(scene, "H", CARE_GP, SYSTEM_SYSTMONE, TRUTH_TRUE);
	scene_org(scene, "G", CARE_GP, random_one_in(random, 4) ? SYSTEM_OTHER : SYSTEM_EMIS, TRUTH_FALSE);
	scene_org(scene, "X", CARE_PLANNED, SYSTEM_SYSTMONE, TRUTH_TRUE);
	scene_org(scene, "Y", CARE_PLANNED, SYSTEM_EMIS, TRUTH_FALSE);
	scene_org(scene, "U", CARE_URGENT, random_one_in(random, 2) ? SYSTEM_UNKNOWN : SYSTEM_SYSTMONE, TRUTH_TRUE);
	for (size_t i = 0; i < scene->organisation_count; i++)
		scene->organisations[i].scr = (WordByte)random_below(random, 3);
	if (random_one_in(random, 2)) { /* sixteen at hour 24 of this time scale */
		scene->person.born = (Date){2008, 3, 2};
		scene->sixteen = scene_at(24);
	}
	for (size_t i = 0; i < RANDOM_ENTRIES; i++) {
		size_t entry = scene_entry(scene, entry_ids[i],
					   orgs[random_one_in(random, 2) ? 0 : random_below(random, countof(orgs))],
					   (double)random_below(random, RANDOM_HOURS),
					   (Category)(1 + random_below(random, CATEGORY_OTHER)));
		scene->entries[entry].sensitive = random_one_in(random, 3) ? TRUTH_TRUE : TRUTH_FALSE;
	}
	random_beginning(random, scene);
	for (size_t n = 5 + random_below(random, RANDOM_FACTS - 5); scene->fact_count + scene->standing_count < n;) {
		double at = (double)random_below(random, RANDOM_HOURS);
		double told = at + (random_one_in(random, 5) ? (double)random_below(random, 24) : 0);
		scene_put_late(scene, at, told, random_fact(random));
	}
	random_voids(random, scene);
	scene_ready(scene);
}
