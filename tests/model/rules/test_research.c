/* The R-rules: research and planning. */
#include "model/stage/expect.h"

static void expect_use_at(Scene *s, ResearchUse use, double hours, const char *said, const char *file, int line)
{
	char found[96];
	size_t asked = 0;
	Reach reach = scene_reach(s, hours);
	Decision decision = research_decide(&reach, &use);
	snprintf(found, sizeof found, "%s %s %s", verdict_text(decision.verdict), reason_text(decision.reason),
		 rule_text(decision.rule));
	expect_text(found, said, file, line);
	assert_null(via_text(decision.via));
	/* R3, R6: no permission. */
	assert_int_equal(decision.needs_basis,
			 decision.verdict == VERDICT_ALLOW && (decision.rule == RULE_R3 || decision.rule == RULE_R6));
	if (!compare_research(s, scene_at(hours), INSTANT_MAX, &asked))
		_fail(file, line);
}

#define expect_use(s, use, hours, said) expect_use_at(s, use, hours, said, __FILE__, __LINE__)

static const ResearchUse red = {.colour = COLOUR_RED}, amber = {.colour = COLOUR_AMBER},
			 study_one = {.colour = COLOUR_RED, .study = "S1"};

#define LAG (21 * 24)

/* R1 */
static void r1_what_does_not_identify(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 0, NATIONAL_IS(OPTED_OUT));
	scene_tell(&s, 0, STUDY("S1", NO));
	scene_tell(&s, 0, PURPOSE(RESEARCH, OPT_OUT));
	expect_use(&s, ((ResearchUse){.colour = COLOUR_GREEN, .study = "S1"}), 1, "allow de-identified R1");
	expect_use(&s, amber, 1, "deny research-opt-out R4");
	scene_end(&s);
}

/* R2 */
static void r2_a_risk_to_public_health(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 0, STUDY("S1", NO));
	expect_use(&s, ((ResearchUse){.colour = COLOUR_RED, .public_health = true, .study = "S1"}), 1,
		   "allow public-health R2");
	expect_use(&s, ((ResearchUse){.colour = COLOUR_AMBER, .public_health = true, .study = "S1"}), 1,
		   "allow public-health R2");
	scene_end(&s);
}

/* R3 */
static void r3_the_named_study(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 0, PURPOSE(RESEARCH, OPT_OUT));
	scene_tell(&s, 0, NATIONAL_IS(OPTED_OUT));
	scene_tell(&s, 1, STUDY("S1", YES));
	expect_use(&s, study_one, LAG, "allow study-consent R3"); /* before both opt-outs */
	expect_use(&s, red, LAG, "deny research-opt-out R4");
	expect_use(&s, ((ResearchUse){.colour = COLOUR_RED, .study = "S2"}), LAG, "deny research-opt-out R4");
	scene_tell(&s, 2, STUDY("S1", NO));
	expect_use(&s, study_one, 2, "deny study-refused R3");
	expect_use(&s, ((ResearchUse){.colour = COLOUR_AMBER, .study = "S1"}), 2, "deny study-refused R3");
	scene_tell(&s, 3, STUDY("S1", YES));
	expect_use(&s, study_one, 3, "allow study-consent R3");
	scene_end(&s);
}

/* R4: an opt-out at once, an allow after 21 days. */
static void r4_an_opt_out_holds_at_once(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, PURPOSE(RESEARCH, OPT_OUT));
	expect_use(&s, red, 0.99, "allow no-objection R6");
	expect_use(&s, red, 1, "deny research-opt-out R4");
	expect_use(&s, amber, 1, "deny research-opt-out R4");
	scene_tell(&s, 600, PURPOSE(RESEARCH, ALLOW));
	expect_use(&s, red, LAG + 599.99, "deny research-opt-out R4");
	expect_use(&s, red, LAG + 600, "allow no-objection R6");
	scene_end(&s);
}

/* R5, R6 */
static void r5_the_national_opt_out_as_noted(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	expect_use(&s, red, 1, "allow no-objection R6");
	scene_tell(&s, 2, NATIONAL_IS(OPTED_OUT));
	expect_use(&s, red, 2, "deny national-opt-out R5");
	expect_use(&s, amber, 2, "allow de-identified R6");
	scene_tell(&s, 3, NATIONAL_IS(NOT_OPTED_OUT));
	expect_use(&s, red, 3, "allow no-objection R6");
	scene_end(&s);
}

/* No research choice changes a care decision, and no care decision a research choice (R-rules). */
static void research_and_care_are_kept_apart(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 1, PURPOSE(RESEARCH, OPT_OUT));
	scene_tell(&s, 1, NATIONAL_IS(OPTED_OUT));
	scene_tell(&s, 1, STUDY("S1", NO));
	expect(&s, "X", "e", LAG + 1, "allow edsm shared E7");
	scene_end(&s);
	expect_begin_shared(&s);
	scene_tell(&s, 1, PURPOSE(PLANNED, OPT_OUT));
	scene_tell(&s, 1, PURPOSE(UNPLANNED, OPT_OUT));
	scene_tell(&s, 1, SCR_IS(DISSENT));
	scene_tell(&s, 1, MIG_IS(DISSENT));
	expect_use(&s, red, LAG + 1, "allow no-objection R6");
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(r1_what_does_not_identify),
		cmocka_unit_test(r2_a_risk_to_public_health),
		cmocka_unit_test(r3_the_named_study),
		cmocka_unit_test(r4_an_opt_out_holds_at_once),
		cmocka_unit_test(r5_the_national_opt_out_as_noted),
		cmocka_unit_test(research_and_care_are_kept_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
