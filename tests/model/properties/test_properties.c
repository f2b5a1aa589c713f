/* What must always hold (RULES), over worlds at random. SHAREDESK_SEED repeats a run. Property 8 is of the screens, and
 * is shown there. */
#include "unit.h"

#include "base/macros.h"
#include "model/properties/compare.h"
#include "model/properties/random_world.h"
#include "model/readings/explain.h"
#include "model/readings/matrix.h"

enum { WORLDS = 3000 };

typedef struct Answers {
	Decision of[RANDOM_ORGANISATIONS][RANDOM_ENTRIES];
} Answers;

static Scene world, other;
static Answers before, after;
static Random dice;
static uint64_t world_seed;

static void new_world(size_t number)
{
	static bool seeded;
	static uint64_t seed;
	if (!seeded)
		seed = unit_seed();
	seeded = true;
	world_seed = seed + number * 7919;
	dice = (Random){world_seed};
	random_world(&dice, &world);
}

static Instant any_time(void)
{
	return scene_at((double)random_below(&dice, RANDOM_HOURS + 30));
}

static Instant any_knowledge(void)
{
	return random_below(&dice, 3) ? INSTANT_MAX : any_time();
}

static void ask_all(Scene *scene, Instant at, Instant known_at, Answers *ret_answers)
{
	Reach reach = scene_fold(scene, at, known_at);
	for (size_t o = 0; o < scene->organisation_count; o++) {
		Viewer viewer = viewer_of(&reach, scene->organisations[o].code);
		for (size_t e = 0; e < scene->entry_count; e++)
			ret_answers->of[o][e] = decide(&viewer, e);
	}
}

/* A copy to change, in `other`. The identifiers are shared. */
static void copy_world(void)
{
	arena_free(&other.arena);
	other = world;
	other.arena = (Arena){0};
}

static bool same_because(const Decision *a, const Decision *b)
{
	if (a->because_count != b->because_count)
		return false;
	for (size_t i = 0; i < a->because_count; i++)
		if (strcmp(a->because[i]->id, b->because[i]->id) != 0)
			return false;
	return true;
}

static bool same_decision(const Decision *a, const Decision *b)
{
	bool same = a->verdict == b->verdict && a->via == b->via && a->reason == b->reason && a->rule == b->rule &&
		    a->general == b->general && same_because(a, b);
	for (size_t c = 0; c < CHANNELS && !a->general; c++)
		same = same && a->channels[c].verdict == b->channels[c].verdict &&
		       a->channels[c].reason == b->channels[c].reason && a->channels[c].rule == b->channels[c].rule;
	return same;
}

static void broken(const char *what, size_t org, size_t entry, const Fact *changed)
{
	compare_tell_facts(&world);
	if (changed)
		fprintf(stderr, "  changed: %s %s\n", changed->id, words_text(&fact_kind_words, changed->kind));
	const Decision *a = &before.of[org][entry], *b = &after.of[org][entry];
	fail_msg("%s: may %s see %s? before: %s, %s (%s); after: %s, %s (%s); world %llu", what,
		 world.organisations[org].code, world.entries[entry].id, verdict_text(a->verdict),
		 reason_text(a->reason), rule_text(a->rule), verdict_text(b->verdict), reason_text(b->reason),
		 rule_text(b->rule), (unsigned long long)world_seed);
}

static void expect_same(const char *what, const Fact *changed)
{
	for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
		for (size_t e = 0; e < RANDOM_ENTRIES; e++)
			if (!same_decision(&before.of[o][e], &after.of[o][e]))
				broken(what, o, e, changed);
}

static bool allowed_by_edsm(const Decision *decision)
{
	return !decision->general && decision->channels[CHANNEL_EDSM].verdict == VERDICT_ALLOW;
}

/* Takes every yes of this direction at this organisation out of the copy; `half`: leaves it half answered instead. */
static void take_yes_away(const char *org, Direction direction, bool half)
{
	size_t kept = 0;
	for (size_t i = 0; i < other.fact_count; i++) {
		Fact fact = other.facts[i];
		bool here = false;
		for (size_t k = 0; k < other.fact_count && fact.kind == FACT_ANSWERED; k++)
			here |= other.facts[k].kind != FACT_ANSWERED && other.facts[k].org &&
				strcmp(other.facts[k].org, org) == 0 && other.facts[k].episode &&
				strcmp(other.facts[k].episode, fact.episode) == 0;
		if (here && fact.direction == direction && fact.answer == ANSWER_YES) {
			if (!half)
				continue;
			fact.answer = ANSWER_NOT_GIVEN;
		}
		other.facts[kept++] = fact;
	}
	other.fact_count = kept;
}

/* Property 1 */
static void without_a_yes_edsm_never_permits(void **state)
{
	size_t permitted = 0, left = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++) {
			const char *org = world.organisations[o].code;
			copy_world();
			take_yes_away(org, DIRECTION_IN, n % 2);
			ask_all(&other, at, INSTANT_MAX, &after);
			for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
				permitted += allowed_by_edsm(&before.of[o][e]);
				if (allowed_by_edsm(&after.of[o][e]))
					broken("permitted without a Share In yes", o, e, NULL);
			}
		}
		copy_world();
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
			take_yes_away(world.organisations[o].code, DIRECTION_OUT, n % 2);
		ask_all(&other, at, INSTANT_MAX, &after);
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
			for (size_t e = 0; e < RANDOM_ENTRIES; e++)
				left += allowed_by_edsm(&after.of[o][e]);
		assert_int_equal(left, 0);
	}
	assert_true(permitted > WORLDS / 4); /* or nothing was tried */
}

static Fact a_closing_fact(void)
{
	switch (random_below(&dice, 8)) {
	case 0: return (Fact)STANDS(random_below(&dice, 2) ? "H" : "G", random_org(&dice), PROHIBITED);
	case 1: return (Fact)PRIVATE(random_entry(&dice));
	case 2: return (Fact)PRIVATE_WISH(random_entry(&dice));
	case 3:
		return (Fact){.kind = FACT_PURPOSE,
			      .purpose = (WordByte)(1 + random_below(&dice, 3)),
			      .purpose_choice = CHOICE_OPT_OUT};
	case 4:
		return (Fact){.kind = FACT_VIEW_PERMISSION,
			      .org = random_org(&dice),
			      .answer = ANSWER_NO,
			      .view_channel = random_below(&dice, 2) ? VIEW_MIG : VIEW_SCR};
	case 5: return random_below(&dice, 2) ? (Fact)SCR_IS(DISSENT) : (Fact)MIG_IS(DISSENT);
	case 6: return random_below(&dice, 2) ? (Fact)CHOICE("qa", NO) : (Fact)CHOICE("qc", NO);
	default:
		return (Fact){.kind = FACT_ANSWERED,
			      .episode = random_episode(&dice),
			      .answer = ANSWER_NO,
			      .direction = random_below(&dice, 2) ? DIRECTION_OUT : DIRECTION_IN,
			      .who = random_below(&dice, 2) ? WHO_PATIENT : WHO_PARENTAL_RESPONSIBILITY};
	}
}

/* Property 2: of the answer, and of each channel by itself. */
static void a_no_never_opens_anything(void **state)
{
	size_t closed = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		for (size_t tries = 0; tries < 12; tries++) {
			copy_world();
			const Fact *no = scene_put(&other, (double)random_below(&dice, RANDOM_HOURS), a_closing_fact());
			ask_all(&other, at, INSTANT_MAX, &after);
			for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
				for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
					const Decision *a = &before.of[o][e], *b = &after.of[o][e];
					closed += b->verdict < a->verdict;
					bool opened = b->verdict > a->verdict;
					for (size_t c = 0; c < CHANNELS && !a->general && !b->general; c++)
						opened |= b->channels[c].verdict > a->channels[c].verdict;
					if (opened)
						broken("a no opened something", o, e, no);
				}
		}
	}
	assert_true(closed > WORLDS / 4);
}

static bool is_held_by(const Reach *reach, const Entry *entry, size_t number, const char *org)
{
	return strcmp(entry->org, org) == 0 || (reach_is_home(reach, org) && reach_in_gp_record(reach, number));
}

/* A fact about the episode `a` or the referral itself at X, or what else may be told of X alone. */
static Fact a_fact_about_x(void)
{
	for (;;) {
		Fact fact = random_fact(&dice);
		bool of_x = (fact.org && strcmp(fact.org, "X") == 0) ||
			    (fact.episode && (strcmp(fact.episode, "a") == 0 || strcmp(fact.episode, "b") == 0)) ||
			    (fact.request && (strcmp(fact.request, "qa") == 0 || strcmp(fact.request, "qb") == 0));
		if (of_x)
			return fact;
	}
}

/* Property 3: X is no practice, so what is told of it reaches others only by out(X), on what X holds. */
static void a_fact_about_one_never_changes_another(void **state)
{
	size_t changed = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		for (size_t tries = 0; tries < 8; tries++) {
			copy_world();
			const Fact *fact =
				scene_put(&other, (double)random_below(&dice, RANDOM_HOURS), a_fact_about_x());
			ask_all(&other, at, INSTANT_MAX, &after);
			Reach reach = scene_fold(&other, at, INSTANT_MAX);
			for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
				for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
					bool same = same_decision(&before.of[o][e], &after.of[o][e]);
					bool of_x = strcmp(world.organisations[o].code, "X") == 0;
					changed += of_x && !same;
					if (!same && !of_x && !is_held_by(&reach, &world.entries[e], e, "X"))
						broken("a fact about X changed another's decision", o, e, fact);
				}
		}
	}
	assert_true(changed > WORLDS / 4);
}

static void shuffle(Fact *facts, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t k = random_below(&dice, i);
		Fact fact = facts[i - 1];
		facts[i - 1] = facts[k];
		facts[k] = fact;
	}
}

/* Property 4: told in order of (at, sequence) or handed over in any order, with sequences that only keep their order.
 */
static void the_order_of_telling_does_not_matter(void **state)
{
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time(), known_at = any_knowledge();
		ask_all(&world, at, known_at, &before);
		copy_world();
		shuffle(other.facts, other.fact_count);
		shuffle(other.standings, other.standing_count);
		for (size_t i = 0; i < other.fact_count;
		     i++) /* the later the fact, the earlier told, among unequal instants */
			other.facts[i].seq +=
				1000 * (int64_t)(RANDOM_HOURS - (other.facts[i].at.seconds - SCENE_START) / SCENE_HOUR);
		for (size_t i = 0; i < other.standing_count; i++)
			other.standings[i].seq +=
				1000 *
				(int64_t)(RANDOM_HOURS - (other.standings[i].at.seconds - SCENE_START) / SCENE_HOUR);
		ask_all(&other, at, known_at, &after);
		expect_same("another order of telling, another answer", NULL);
	}
}

/* Property 5 */
static void a_void_undoes_exactly(void **state)
{
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		size_t chosen = random_below(&dice, world.fact_count);
		Fact wrong = world.facts[chosen];
		if (wrong.kind == FACT_VOIDED)
			continue;
		copy_world(); /* without the fact, and without the voids of it */
		size_t kept = 0;
		for (size_t i = 0; i < other.fact_count; i++) {
			bool about_it = i == chosen || (other.facts[i].kind == FACT_VOIDED &&
							strcmp(other.facts[i].fact, wrong.id) == 0);
			if (!about_it)
				other.facts[kept++] = other.facts[i];
		}
		other.fact_count = kept;
		ask_all(&other, at, INSTANT_MAX, &before);
		/* Told now, whatever time is asked about: its own `at` is later than any. */
		scene_tell(&world, 3 * RANDOM_HOURS, VOIDS(wrong.id));
		ask_all(&world, at, INSTANT_MAX, &after);
		expect_same("voided is not as if never told", &wrong);
		ask_all(&world, at, scene_at(3 * RANDOM_HOURS - 1), &after); /* before it was told, it undid nothing */
		copy_world();
		other.fact_count--;
		ask_all(&other, at, scene_at(3 * RANDOM_HOURS - 1), &before);
		expect_same("a void not yet told undid something", &wrong);
	}
}

/* Property 6 */
static void counts_agree_with_single_decisions(void **state)
{
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		Reach reach = scene_fold(&world, at, INSTANT_MAX);
		Matrix matrix;
		matrix_make(&reach, true, &world.arena, &matrix);
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++) {
			size_t of[3] = {0}, later = 0;
			for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
				const Decision *decision = &before.of[o][e];
				later += decision->rule == RULE_G0;
				of[decision->verdict] += decision->rule != RULE_G0;
			}
			Viewer viewer = viewer_of(&reach, world.organisations[o].code);
			const Kins kins = kins_of(&reach, &world.arena);
			Example single, example;
			View views[] = {view_of(&viewer), view_with_example(&viewer, NULL, &single),
					view_with_example(&viewer, &kins, &example)};
			assert_true(decisions_alike(&example.decision, &single.decision));
			assert_ptr_equal(example.decision.entry, single.decision.entry);
			assert_int_equal(example.group, single.group);
			assert_int_equal(example.mixed, single.mixed);
			for (size_t v = 0; v < countof(views); v++) {
				assert_int_equal(views[v].visible, of[VERDICT_ALLOW]);
				assert_int_equal(views[v].ask, of[VERDICT_ASK]);
				assert_int_equal(views[v].withheld, of[VERDICT_DENY]);
				assert_int_equal(views[v].recorded, RANDOM_ENTRIES - later);
				assert_int_equal(views[v].ask_mig + views[v].ask_scr, of[VERDICT_ASK]);
			}
			for (size_t r = 0; r < matrix.open; r++) {
				if (strcmp(matrix.rows[r].org, world.organisations[o].code) != 0)
					continue;
				assert_int_equal(matrix.rows[r].view.visible, of[VERDICT_ALLOW]);
				assert_int_equal(matrix.rows[r].view.withheld, of[VERDICT_DENY]);
			}
		}
	}
}

static const Organisation *failing_directory(void *self, const char *code)
{
	return random_below(&dice, 2) ? NULL : scene_organisation(self, code);
}

/* Property 7: where the directory cannot be read, nothing opens; and what nobody decided is a denial. */
static void a_fault_is_never_an_allow(void **state)
{
	Decision nothing = {0};
	assert_int_equal(nothing.verdict, VERDICT_DENY);
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		Arena arena = {0};
		Reach reach;
		world.world.directory.organisation = failing_directory;
		reach_fold(&world.world, at, INSTANT_MAX, &arena, &reach);
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++) {
			Viewer viewer = viewer_of(&reach, world.organisations[o].code);
			for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
				after.of[o][e] = decide(&viewer, e);
				if (after.of[o][e].verdict > before.of[o][e].verdict)
					broken("a directory that cannot be read opened something", o, e, NULL);
			}
		}
		arena_free(&arena);
	}
}

static void expect_plain_sentence(const char *sentence)
{
	size_t length = strlen(sentence);
	if (length < 10 || sentence[length - 1] != '.' || strpbrk(sentence, "\n\t{}") || strstr(sentence, "(null)") ||
	    strstr(sentence, ".."))
		fail_msg("not a plain sentence: \"%s\"", sentence);
}

/* Property 9: the rule, the facts (counted ones, oldest first, each once) and one plain sentence. */
static void every_answer_names_its_rule_and_facts(void **state)
{
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time();
		ask_all(&world, at, INSTANT_MAX, &before);
		Reach reach = scene_fold(&world, at, INSTANT_MAX);
		for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++)
			for (size_t e = 0; e < RANDOM_ENTRIES; e++) {
				const Decision *decision = &before.of[o][e];
				assert_true(decision->rule != RULE_NONE && decision->reason != 0);
				for (size_t i = 0; i < decision->because_count; i++) {
					assert_true(decision->because[i]->at.seconds <= at.seconds);
					assert_true(i == 0 ||
						    fact_order(decision->because[i - 1], decision->because[i]) < 0);
				}
				Text text = {.arena = &world.arena};
				explain_decision(&reach, world.organisations[o].code, decision, "this", &text);
				expect_plain_sentence(text_done(&text));
			}
	}
}

/* Standings folded once and kept answer as if folded anew, for as long as they say they hold. */
static void kept_standings_change_no_answer(void **state)
{
	size_t held = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time(), known_at = any_time();
		Arena arena = {0};
		Standings kept;
		Reach reach;
		standings_fold(world.world.standings, any_time(), known_at, &arena, &kept);
		if (standings_hold(&kept, at, known_at)) {
			held++;
			ask_all(&world, at, known_at, &before);
			World listed = world.world;
			listed.lists = &kept;
			reach_fold(&listed, at, known_at, &arena, &reach);
			assert_ptr_equal(reach.lists, &kept);
			for (size_t o = 0; o < RANDOM_ORGANISATIONS; o++) {
				Viewer viewer = viewer_of(&reach, world.organisations[o].code);
				for (size_t e = 0; e < RANDOM_ENTRIES; e++)
					after.of[o][e] = decide(&viewer, e);
			}
			expect_same("kept standings, another answer", NULL);
		}
		arena_free(&arena);
	}
	assert_true(held > WORLDS / 10);
}

/* All of RULES once more, on worlds larger than the small scope. */
static void the_naive_evaluator_agrees(void **state)
{
	size_t asked = 0;
	for (size_t n = 0; n < WORLDS; n++) {
		new_world(n);
		Instant at = any_time(), known_at = any_knowledge();
		if (!compare_care(&world, at, known_at, &asked) ||
		    !compare_research(&world, instant_add(at, 20 * 24 * 3600), known_at, &asked) ||
		    !compare_told(&world, at, known_at, &asked))
			fail_msg("the model and RULES differ in world %llu", (unsigned long long)world_seed);
	}
	print_message("%d worlds at random, %zu questions: no difference\n", WORLDS, asked);
}

static int give_back(void **state)
{
	arena_free(&world.arena);
	arena_free(&other.arena);
	return 0;
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_a_yes_edsm_never_permits),
		cmocka_unit_test(a_no_never_opens_anything),
		cmocka_unit_test(a_fact_about_one_never_changes_another),
		cmocka_unit_test(the_order_of_telling_does_not_matter),
		cmocka_unit_test(a_void_undoes_exactly),
		cmocka_unit_test(counts_agree_with_single_decisions),
		cmocka_unit_test(a_fault_is_never_an_allow),
		cmocka_unit_test(every_answer_names_its_rule_and_facts),
		cmocka_unit_test(kept_standings_change_no_answer),
		cmocka_unit_test(the_naive_evaluator_agrees),
	};
	return cmocka_run_group_tests(tests, NULL, give_back);
}
