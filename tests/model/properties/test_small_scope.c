/* Every sequence of up to N facts, in families, at small scope: the model against the naive evaluator.
 *
 * N is 4, in full 5, or SHAREDESK_DEPTH; 6 takes many minutes. Each family puts a few facts first, then
 * every sequence of its letters, an hour apart from hour 1; a second pass lets pairs of facts share an instant. */
#include "unit.h"

#include <stdlib.h>
#include <time.h>

#include "base/macros.h"
#include "model/properties/compare.h"

/* Letters are facts. A void names how many places back in the sequence the fact stands that it voids; the note `late`:
 * told to the desk only at hour 8. */
static const char late[] = "late";

typedef struct Family {
	const char *name;
	Fact before[8]; /* told at hour 0 */
	Fact letters[20];
	Entry entries[2];
	const char *organisations; /* of the table below, by their letters: who asks */
	double times[4][2];	   /* T and K in hours; K 0: all is known */
	bool birthday;		   /* sixteen at hour 3 */
	bool research;		   /* ask about research too */
} Family;

/* clang-format off */
#define ENTRY(i, o, hours, c, s) \
	{ \
		.id = (i), .org = (o), .category = CATEGORY_##c, .sensitive = (s), .recorded = { \
			SCENE_START + (int64_t)((hours) * SCENE_HOUR) \
		} \
	}
/* clang-format on */

static const Organisation organisations[] = {
	{.code = "H", .name = "Home practice", .care = CARE_GP, .system = SYSTEM_SYSTMONE, .mig = TRUTH_TRUE},
	{.code = "G", .name = "Other practice", .care = CARE_GP, .system = SYSTEM_EMIS, .mig = TRUTH_FALSE},
	{.code = "X",
	 .name = "Physiotherapy",
	 .care = CARE_PLANNED,
	 .system = SYSTEM_SYSTMONE,
	 .mig = TRUTH_TRUE,
	 .scr = TRUTH_TRUE},
	{.code = "U", .name = "Emergency", .care = CARE_URGENT, .system = SYSTEM_OTHER, .mig = TRUTH_TRUE},
};

static const Family families[] = {
	{
		.name = "registrations",
		.before = {STANDS("H", "X", ALLOWED), STANDS("G", "X", ALLOWED), REFERRED("a", "X"), IN_YES("a")},
		.letters =
			{
				REGISTERED("r1", "H"),
				REGISTERED("r2", "G"),
				REGISTERED("r1", "G"),
				REFERRED("r2", "H"),
				DISCHARGED("r1"),
				CANCELLED("r1"),
				CANCELLED("r2"),
				ENDED("r1"),
				DISPUTED("r2"),
				OUT_YES("r1"),
				OUT_NO("r1"),
				OUT_YES("r2"),
				OUT_NO("r2"),
			},
		.entries = {ENTRY("e", "H", 2.5, DOCUMENT, 0), ENTRY("g", "G", 3, DOCUMENT, 0)},
		.organisations = "XHG",
		.times = {{9, 0}, {3, 0}},
	},
	{
		.name = "referrals",
		.before = {STANDS("H", "X", ALLOWED), REGISTERED("r1", "H"), OUT_YES("r1"), IN_YES("r1")},
		.letters =
			{
				REFERRED("a", "X"),
				REFERRED("b", "X"),
				REFERRED("a", "G"),
				DISCHARGED("a"),
				CANCELLED("a"),
				ENDED("a"),
				DISPUTED("b"),
				IN_YES("a"),
				IN_NO("a"),
				ANSWERED("a", IN, NOT_GIVEN, PATIENT),
				IN_YES("b"),
				IN_NO("b"),
				OUT_YES("a"),
				OUT_NO("a"),
			},
		.entries = {ENTRY("e", "H", 2.5, PROBLEM, 0), ENTRY("x", "X", 3, MEDICATION, 0)},
		.organisations = "XH",
		.times = {{9, 0}},
	},
	{
		.name = "verification",
		.before =
			{
				REGISTERED("r1", "H"),
				OUT_YES("r1"),
				REFERRED("a", "X"),
				IN_YES("a"),
				REQUEST("q", "X", "a"),
				ACCEPTED("q"),
			},
		.letters =
			{
				REQUEST("q", "X", "a"),
				REQUEST("p", "X", "a"),
				ACCEPTED("q"),
				ACCEPTED("p"),
				CHOICE("q", YES),
				CHOICE("q", NO),
				REQUEST_OFF("q"),
				ENDED("a"),
				IN_YES("a"),
				DISCHARGED("a"),
				CANCELLED("a"),
				STANDS("H", "X", PROHIBITED),
				STANDS("H", "X", VERIFY),
				STANDS("H", "X", ALLOWED),
				REGISTERED("r2", "G"),
				DISCHARGED("r1"),
				CANCELLED("r1"),
			},
		.entries = {ENTRY("e", "H", 0.5, ALLERGY, 0)},
		.organisations = "X",
		.times = {{9, 0}},
	},
	{
		.name = "requests",
		.before = {REGISTERED("r1", "H"), OUT_YES("r1")},
		.letters =
			{
				REFERRED("a", "X"),
				REFERRED("b", "X"),
				IN_YES("a"),
				IN_NO("b"),
				REQUEST("q", "X", "a"),
				REQUEST("q", "G", "a"),
				REQUEST("q", "X", "b"),
				ACCEPTED("q"),
				CHOICE("q", NO),
				CHOICE("q", YES),
				REQUEST_OFF("q"),
				ENDED("a"),
				REGISTERED("r2", "H"),
			},
		.entries = {ENTRY("e", "H", 0.5, OBSERVATION, 0)},
		.organisations = "X",
		.times = {{9, 0}},
	},
	{
		.name = "private marks, overrides and permissions",
		.before = {REGISTERED("r1", "H"), SCR_IS(ADDITIONAL)},
		.letters =
			{
				PRIVATE("e"),
				PRIVATE_WISH("e"),
				OPENED("e"),
				PRIVATE("x"),
				OVERRIDE("o", "U", 40, TRUTH_FALSE),
				OVERRIDE("o", "U", 40, TRUTH_TRUE),
				OVERRIDE("p", "U", 4, TRUTH_TRUE),
				OVERRIDE_OFF("o"),
				OVERRIDE_OFF("p"),
				PERMITS("U", MIG, YES),
				PERMITS("U", MIG, NO),
				PERMITS("U", MIG, UNABLE),
				PERMITS("U", SCR, YES),
				PERMITS("X", SCR, UNABLE),
			},
		.entries = {ENTRY("e", "H", 0.5, PROBLEM, 0), ENTRY("x", "X", 3, MEDICATION, 0)},
		.organisations = "UX",
		.times = {{9, 0}, {3.5, 0}, {27, 0}},
	},
	{
		.name = "purposes, SCR, MIG and research",
		.before = {REGISTERED("r1", "H")},
		.letters =
			{
				PURPOSE(PLANNED, OPT_OUT),
				PURPOSE(PLANNED, ALLOW),
				PURPOSE(UNPLANNED, OPT_OUT),
				PURPOSE(RESEARCH, OPT_OUT),
				PURPOSE(RESEARCH, ALLOW),
				SCR_IS(DISSENT),
				SCR_IS(ADDITIONAL),
				SCR_IS(CORE),
				SCR_SHOWS("e", TRUE),
				SCR_SHOWS("e", FALSE),
				MIG_IS(DISSENT),
				MIG_IS(SHARE),
				NATIONAL_IS(OPTED_OUT),
				NATIONAL_IS(NOT_OPTED_OUT),
				STUDY("S1", YES),
				STUDY("S2", NO),
			},
		.entries = {ENTRY("e", "H", 0.5, PROBLEM, TRUTH_TRUE)},
		.organisations = "UX",
		.times = {{9, 0}, {3 + 21 * 24, 0}},
		.research = true,
	},
	{
		.name = "what a parent chose, at sixteen",
		.before = {REGISTERED("r1", "H")},
		.letters =
			{
				BY_PARENT(.kind = FACT_SCR, .scr_status = SCR_ADDITIONAL),
				BY_PARENT(.kind = FACT_SCR, .scr_status = SCR_DISSENT),
				BY_PARENT(.kind = FACT_SCR_INCLUDE, .entry = "e", .scr_include = TRUTH_TRUE),
				BY_PARENT(.kind = FACT_MIG, .mig_choice = MIG_SHARE),
				BY_PARENT(.kind = FACT_PURPOSE, .purpose = PURPOSE_UNPLANNED,
					  .purpose_choice = CHOICE_ALLOW),
				BY_PARENT(.kind = FACT_STUDY_CONSENT, .study = "S1", .answer = ANSWER_YES),
				BY_PARENT(.kind = FACT_VIEW_PERMISSION, .org = "U", .view_channel = VIEW_SCR,
					  .answer = ANSWER_YES),
				SCR_IS(CORE),
				SCR_IS(IMPLIED),
				SCR_SAYS("H", ADDITIONAL),
				SCR_SAYS("H", CORE),
				PURPOSE(UNPLANNED, OPT_OUT),
				MIG_IS(DISSENT),
			},
		.entries = {ENTRY("e", "H", 0.5, PROBLEM, TRUTH_TRUE), ENTRY("p", "H", 0.5, PROBLEM, 0)},
		.organisations = "UX",
		.times = {{9, 0}, {2.5, 0}},
		.birthday = true,
		.research = true,
	},
	{
		.name = "voids and what was known when",
		.before =
			{
				STANDS("H", "X", ALLOWED),
				STANDS("G", "X", ALLOWED),
				REGISTERED("r1", "H"),
				REFERRED("a", "X"),
				IN_YES("a"),
			},
		.letters =
			{
				OUT_YES("r1"),
				OUT_NO("r1"),
				{.kind = FACT_ANSWERED,
				 .episode = "r1",
				 .direction = DIRECTION_OUT,
				 .answer = ANSWER_YES,
				 .note = late},
				REGISTERED("r2", "G"),
				CANCELLED("r1"),
				IN_NO("a"),
				DISCHARGED("a"),
				PRIVATE("e"),
				{.kind = FACT_ENDED, .episode = "a", .note = late},
				VOIDS("1"),
				VOIDS("2"),
				VOIDS("3"),
				{.kind = FACT_VOIDED, .fact = "2", .note = late},
			},
		.entries = {ENTRY("e", "H", 2.5, DOCUMENT, 0)},
		.organisations = "XG",
		.times = {{9, 0}, {9, 4}, {2, 7}},
	},
	{
		.name = "the sixteenth birthday",
		.before = {REGISTERED("r1", "H"), REFERRED("a", "X"), STANDS("H", "X", ALLOWED)},
		.letters =
			{
				ANSWERED("r1", OUT, YES, PARENTAL_RESPONSIBILITY),
				OUT_YES("r1"),
				OUT_NO("r1"),
				ANSWERED("a", IN, YES, PARENTAL_RESPONSIBILITY),
				ANSWERED("a", IN, NO, PARENTAL_RESPONSIBILITY),
				IN_YES("a"),
				ENDED("a"),
				DISCHARGED("a"),
				CANCELLED("a"),
				REQUEST("q", "X", "a"),
				ACCEPTED("q"),
				CHOICE("q", NO),
				STANDS("H", "X", VERIFY),
			},
		.entries = {ENTRY("e", "H", 2.5, DOCUMENT, 0), ENTRY("f", "H", 3, DOCUMENT, 0)},
		.organisations = "X",
		.times = {{9, 0}, {3, 0}},
		.birthday = true,
	},
};

typedef struct Walk {
	const Family *family;
	Scene scene;
	size_t letters, depth;
	size_t base_facts, base_standings;
	Fact sequence[8];
	size_t length;
	bool pairs; /* two facts share each instant */
	size_t worlds, asked;
	bool differs;
} Walk;

enum { DEPTH = 4, DEPTH_FULL = 5 };

static size_t depth_wanted(void)
{
	const char *said = getenv("SHAREDESK_DEPTH");
	int depth = said ? atoi(said) : unit_full() ? DEPTH_FULL : DEPTH;
	return depth < 1 ? 1 : depth > 6 ? 6 : (size_t)depth;
}

static void walk_begin(Walk *walk, const Family *family, size_t depth, bool pairs)
{
	*walk = (Walk){.family = family, .depth = depth, .pairs = pairs};
	Scene *scene = &walk->scene;
	scene_begin(scene);
	if (family->birthday) { /* hour 3 is midnight in a zone three hours behind */
		scene->zone = (Zone){.first = -3 * SCENE_HOUR};
		scene->person.born = (Date){2008, 3, 1};
		scene->sixteen = scene_at(3);
	}
	for (int asks = 1; asks >= 0; asks--) { /* those that ask come first */
		for (size_t i = 0; i < countof(organisations); i++)
			if (!strchr(family->organisations, organisations[i].code[0]) == !asks)
				scene->organisations[scene->organisation_count++] = organisations[i];
		scene->asking = asks ? scene->organisation_count : scene->asking;
	}
	for (size_t i = 0; i < countof(family->entries) && family->entries[i].id; i++)
		scene->entries[scene->entry_count++] = family->entries[i];
	for (size_t i = 0; i < countof(family->before) && family->before[i].kind; i++)
		scene_put(scene, 0, family->before[i]);
	walk->base_facts = scene->fact_count;
	walk->base_standings = scene->standing_count;
	while (walk->letters < countof(family->letters) && family->letters[walk->letters].kind)
		walk->letters++;
}

/* False where the sequence could not have been told: a void of nothing, or of a void. */
static bool walk_tell(Walk *walk)
{
	Scene *scene = &walk->scene;
	scene->fact_count = walk->base_facts;
	scene->standing_count = walk->base_standings;
	scene->seq = (int64_t)(walk->base_facts + walk->base_standings);
	for (size_t i = 0; i < walk->length; i++) {
		Fact fact = walk->sequence[i];
		if (fact.kind == FACT_VOIDED) {
			size_t back = (size_t)(fact.fact[0] - '0');
			if (back > i || walk->sequence[i - back].kind == FACT_VOIDED)
				return false;
			fact.fact = scene->ids[(size_t)scene->seq - back];
		}
		double at = walk->pairs ? 1 + (double)(i / 2) * 2 : 1 + (double)i;
		scene_put_late(scene, at, fact.note == late ? 8 : at, fact);
	}
	return true;
}

static void walk_on(Walk *walk)
{
	if (!walk_tell(walk))
		return;
	walk->worlds++;
	for (size_t t = 0; t < countof(walk->family->times) && walk->family->times[t][0] > 0; t++) {
		const double *time = walk->family->times[t];
		Instant known_at = time[1] > 0 ? scene_at(time[1]) : INSTANT_MAX;
		bool same = compare_care(&walk->scene, scene_at(time[0]), known_at, &walk->asked) &&
			    (!walk->family->research ||
			     compare_research(&walk->scene, scene_at(time[0]), known_at, &walk->asked));
		if (!same) {
			walk->differs = true;
			return;
		}
	}
	if (walk->length == walk->depth)
		return;
	walk->length++;
	for (size_t i = 0; i < walk->letters && !walk->differs; i++) {
		walk->sequence[walk->length - 1] = walk->family->letters[i];
		walk_on(walk);
	}
	walk->length--;
}

static void the_model_answers_as_rules_say(void **state)
{
	size_t worlds = 0, asked = 0, depth = depth_wanted();
	for (size_t f = 0; f < countof(families); f++) {
		for (int pairs = 0; pairs < 2; pairs++) {
			static Walk walk;
			clock_t start = clock();
			walk_begin(&walk, &families[f], depth, pairs);
			walk_on(&walk);
			scene_end(&walk.scene);
			worlds += walk.worlds;
			asked += walk.asked;
			print_message("%s, up to %zu facts%s: %zu worlds, %zu questions, %.1f s\n", families[f].name,
				      walk.depth, pairs ? ", pairs at one instant" : "", walk.worlds, walk.asked,
				      (double)(clock() - start) / CLOCKS_PER_SEC);
			if (walk.differs)
				fail_msg("the model and RULES differ: %s", families[f].name);
		}
	}
	print_message("%zu worlds, %zu questions: no difference\n", worlds, asked);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(the_model_answers_as_rules_say)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
