/* The general rules, MIG, the Summary Care Record, the permission rule and one answer from three channels. */
#include "base/macros.h"
#include "model/stage/expect.h"

/* G0 */
static void g0_not_yet_recorded(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	expect(&s, "H", "e", 0.25, "deny - not-yet-recorded G0"); /* before own record, too */
	expect(&s, "H", "e", 0.5, "allow own own-record G1");	  /* recorded at T is recorded */
	scene_end(&s);
}

/* G1 */
static void g1_own_record(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "x", "X", 1, CATEGORY_ENCOUNTER);
	scene_entry(&s, "g", "G", 1, CATEGORY_ENCOUNTER);
	scene_tell(&s, 1, PRIVATE("x"));
	expect(&s, "X", "x", 2, "allow own own-record G1"); /* its own, private or not */
	expect(&s, "H", "x", 2, "deny - private G3");
	expect(&s, "H", "g", 2, "deny - share-in-not-asked E5"); /* G was never its practice */
	scene_tell(&s, 3, REGISTERED("r2", "G"));
	expect(&s, "G", "e", 3, "allow own own-record G1");	 /* the GP record follows */
	expect(&s, "H", "e", 3, "allow own own-record G1");	 /* it recorded it */
	expect_edsm(&s, "H", "g", 3, "deny agreement-ended E3"); /* home no more */
	scene_end(&s);
}

/* G3 */
static void g3_private_leaves_by_no_channel(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 2, PRIVATE_WISH("e")); /* from the moment it is asked for */
	expect(&s, "X", "e", 2, "deny - private G3");
	scene_tell(&s, 3, OPENED("e"));
	expect(&s, "X", "e", 3, "allow edsm shared E7");
	scene_tell(&s, 4, PRIVATE("e"));
	scene_tell(&s, 4, PERMITS("X", MIG, YES));
	expect(&s, "X", "e", 4, "deny - private G3");
	scene_end(&s);
}

/* G4 */
static void g4_purposes_are_chosen_apart(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "x", "X", 1, CATEGORY_ENCOUNTER);
	scene_tell(&s, 2, PURPOSE(UNPLANNED, OPT_OUT));
	scene_tell(&s, 2, PURPOSE(RESEARCH, OPT_OUT));
	expect(&s, "X", "e", 2, "allow edsm shared E7");
	expect(&s, "U", "e", 2, "deny - opted-out-unplanned G4");
	scene_tell(&s, 3, PURPOSE(PLANNED, OPT_OUT));
	expect(&s, "X", "e", 3, "deny - opted-out-planned G4");
	expect(&s, "G", "e", 3, "deny - opted-out-planned G4");	 /* a practice serves planned care */
	expect(&s, "H", "x", 3, "deny - share-in-not-asked E5"); /* but home is not shut out */
	scene_tell(&s, 4, PURPOSE(PLANNED, ALLOW));
	expect(&s, "X", "e", 4, "allow edsm shared E7");
	scene_end(&s);
}

/* M1, M2, M3, M4, M5 */
static void m1_to_m5_the_gp_record_for_partners(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_entry(&s, "med", "H", 0.5, CATEGORY_MEDICATION);
	scene_entry(&s, "note", "H", 0.5, CATEGORY_FREE_TEXT);
	scene_entry(&s, "x", "X", 0.5, CATEGORY_MEDICATION);
	expect_channel(&s, "Y", "med", 1, MIG, "deny not-a-mig-partner M1");
	expect_channel(&s, "U", "x", 1, MIG, "deny not-gp-record M2");
	expect_channel(&s, "U", "e", 1, MIG, "deny not-in-mig-view M4");
	expect_channel(&s, "U", "note", 1, MIG, "deny not-in-mig-view M4");
	expect_channel(&s, "U", "med", 1, MIG, "ask ask-first P1"); /* M5 */
	scene_tell(&s, 2, MIG_IS(DISSENT));
	scene_tell(&s, 2, PERMITS("U", MIG, YES));
	expect_channel(&s, "U", "med", 2, MIG, "deny mig-dissent M3");
	scene_tell(&s, 3, MIG_IS(SHARE));
	expect_channel(&s, "U", "med", 3, MIG, "allow permission-given P1");
	scene_tell(&s, 4, DISCHARGED("r"));
	expect_channel(&s, "U", "med", 4, MIG, "deny not-gp-record M2"); /* no home */
	scene_end(&s);
}

/* S1, S2, S3, S5 */
static void s1_to_s3_and_s5_the_summary(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_entry(&s, "med", "H", 0.5, CATEGORY_MEDICATION);
	scene_entry(&s, "problem", "H", 0.5, CATEGORY_PROBLEM);
	scene_entry(&s, "x", "X", 0.5, CATEGORY_MEDICATION);
	expect_channel(&s, "U", "med", 1, SCR, "ask ask-first P1"); /* S5 */
	expect_channel(&s, "U", "x", 1, SCR, "deny not-gp-record S2");
	expect_channel(&s, "U", "e", 1, SCR, "deny not-in-scr S3");
	expect_channel(&s, "U", "problem", 1, SCR, "deny not-in-scr S3");
	scene_tell(&s, 2, SCR_IS(ADDITIONAL));
	expect_channel(&s, "U", "problem", 2, SCR, "ask ask-first P1");
	expect_channel(&s, "U", "e", 2, SCR, "deny not-in-scr S3");
	scene_tell(&s, 3, SCR_IS(CORE));
	expect_channel(&s, "U", "problem", 3, SCR, "deny not-in-scr S3");
	scene_tell(&s, 4, SCR_IS(DISSENT));
	scene_tell(&s, 4, PERMITS("U", SCR, YES));
	expect_channel(&s, "U", "med", 4, SCR, "deny scr-dissent S1");
	expect_channel(&s, "U", "x", 4, SCR, "deny scr-dissent S1");
	scene_tell(&s, 5, SCR_IS(IMPLIED));
	expect_channel(&s, "U", "med", 5, SCR, "allow permission-given P1");
	scene_tell(&s, 6, DISCHARGED("r"));
	expect_channel(&s, "U", "med", 6, SCR, "deny not-gp-record S2");
	scene_end(&s);
}

/* S3: every category has its place. */
static void s3_each_category(void **state)
{
	static const struct {
		Category category;
		const char *core, *additional;
	} rows[] = {
		{CATEGORY_MEDICATION, "ask", "ask"},
		{CATEGORY_ALLERGY, "ask", "ask"},
		{CATEGORY_ADVERSE_REACTION, "ask", "ask"},
		{CATEGORY_PROBLEM, "deny", "ask"},
		{CATEGORY_PROCEDURE, "deny", "ask"},
		{CATEGORY_ANTICIPATORY_CARE, "deny", "ask"},
		{CATEGORY_COMMUNICATION_PREFERENCE, "deny", "ask"},
		{CATEGORY_END_OF_LIFE, "deny", "ask"},
		{CATEGORY_IMMUNISATION, "deny", "ask"},
		{CATEGORY_OBSERVATION, "deny", "deny"},
		{CATEGORY_ENCOUNTER, "deny", "deny"},
		{CATEGORY_REFERRAL, "deny", "deny"},
		{CATEGORY_DOCUMENT, "deny", "deny"},
		{CATEGORY_FREE_TEXT, "deny", "deny"},
		{CATEGORY_OTHER, "deny", "deny"},
	};
	assert_int_equal(countof(rows), Category_COUNT_ - 1);
	for (size_t i = 0; i < countof(rows); i++) {
		Scene s;
		expect_begin_registered(&s);
		s.entries[0].category = (WordByte)rows[i].category;
		Decision decision = scene_decide(&s, "U", "e", 1);
		assert_string_equal(verdict_text(decision.channels[CHANNEL_SCR].verdict), rows[i].core);
		scene_tell(&s, 2, SCR_IS(ADDITIONAL));
		decision = scene_decide(&s, "U", "e", 2);
		assert_string_equal(verdict_text(decision.channels[CHANNEL_SCR].verdict), rows[i].additional);
		scene_end(&s);
	}
}

static void views_scr(Scene *s, const char *code, Truth told)
{
	for (size_t i = 0; i < s->organisation_count; i++)
		if (strcmp(s->organisations[i].code, code) == 0)
			s->organisations[i].scr = (WordByte)told;
}

/* S0 */
static void s0_who_looks_into_summaries(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	s.entries[0].category = CATEGORY_MEDICATION;
	scene_tell(&s, 1, PERMITS("X", SCR, YES));
	expect_channel(&s, "U", "e", 1, SCR, "ask ask-first P1"); /* urgent: not told, yes */
	expect_channel(&s, "G", "e", 1, SCR, "ask ask-first P1");
	expect_channel(&s, "X", "e", 1, SCR, "deny not-an-scr-viewer S0"); /* planned: not told, no */
	views_scr(&s, "X", TRUTH_TRUE);
	views_scr(&s, "G", TRUTH_FALSE);
	expect_channel(&s, "X", "e", 1, SCR, "allow permission-given P1");
	expect_channel(&s, "G", "e", 1, SCR, "deny not-an-scr-viewer S0");
	expect_channel(&s, "nowhere", "e", 1, SCR, "deny not-an-scr-viewer S0");
	scene_tell(&s, 2, SCR_IS(DISSENT));
	expect_channel(&s, "G", "e", 2, SCR, "deny not-an-scr-viewer S0"); /* before S1 */
	scene_end(&s);
}

/* S1 */
static void s1_who_expressed_no_preference(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	s.entries[0].category = CATEGORY_PROBLEM;
	expect_channel(&s, "U", "e", 1, SCR, "deny not-in-scr S3"); /* core */
	scene_tell(&s, 2, SCR_SAYS("G", ADDITIONAL));
	expect_channel(&s, "U", "e", 2, SCR, "deny not-in-scr S3"); /* not home */
	scene_tell(&s, 3, SCR_SAYS("H", ADDITIONAL));
	expect_channel(&s, "U", "e", 2.99, SCR, "deny not-in-scr S3");
	expect_channel(&s, "U", "e", 3, SCR, "ask ask-first P1");
	scene_tell(&s, 4, SCR_IS(CORE));
	expect_channel(&s, "U", "e", 4, SCR, "deny not-in-scr S3");
	scene_tell(&s, 5, SCR_IS(IMPLIED)); /* nobody has asked */
	expect_channel(&s, "U", "e", 5, SCR, "ask ask-first P1");
	scene_tell(&s, 6, SCR_SAYS("H", CORE));
	expect_channel(&s, "U", "e", 6, SCR, "deny not-in-scr S3");
	scene_end(&s);
}

/* A12 */
static void a12_what_a_parent_chose(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	s.person.born = (Date){2008, 3, 2};
	s.sixteen = scene_at(24);
	s.entries[0].category = CATEGORY_PROBLEM;
	scene_tell(&s, 1, BY_PARENT(.kind = FACT_SCR, .scr_status = SCR_ADDITIONAL));
	scene_tell(&s, 2, BY_PARENT(.kind = FACT_MIG, .mig_choice = MIG_DISSENT));
	scene_tell(&s, 3,
		   BY_PARENT(.kind = FACT_VIEW_PERMISSION, .org = "U", .view_channel = VIEW_SCR, .answer = ANSWER_YES));
	expect_channel(&s, "U", "e", 23.99, SCR, "allow permission-given P1");
	expect_channel(&s, "U", "e", 24, SCR, "deny not-in-scr S3");
	expect_channel(&s, "U", "e", 24, MIG, "deny mig-dissent M3"); /* what was refused still counts */
	scene_tell(&s, 25, BY_PARENT(.kind = FACT_SCR, .scr_status = SCR_ADDITIONAL));
	expect_channel(&s, "U", "e", 25, SCR, "deny not-in-scr S3");
	scene_tell(&s, 26, SCR_IS(ADDITIONAL));
	expect_channel(&s, "U", "e", 26, SCR, "ask ask-first P1");
	scene_end(&s);
}

/* S4 */
static void s4_sensitive_additions_are_added_one_by_one(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	size_t problem = scene_entry(&s, "problem", "H", 0.5, CATEGORY_PROBLEM);
	size_t med = scene_entry(&s, "med", "H", 0.5, CATEGORY_MEDICATION);
	s.entries[problem].sensitive = s.entries[med].sensitive = TRUTH_TRUE;
	scene_tell(&s, 1, SCR_IS(ADDITIONAL));
	expect_channel(&s, "U", "problem", 1, SCR, "deny scr-excluded S4");
	expect_channel(&s, "U", "med", 1, SCR, "ask ask-first P1"); /* core is never excluded */
	scene_tell(&s, 2, SCR_SHOWS("problem", TRUE));
	expect_channel(&s, "U", "problem", 2, SCR, "ask ask-first P1");
	scene_tell(&s, 3, SCR_SHOWS("problem", FALSE));
	expect_channel(&s, "U", "problem", 3, SCR, "deny scr-excluded S4");
	s.entries[problem].sensitive = TRUTH_FALSE; /* `scr-include` matters for nothing else */
	expect_channel(&s, "U", "problem", 3, SCR, "ask ask-first P1");
	scene_end(&s);
}

/* P1 */
static void p1_an_answer_holds_for_that_encounter(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	s.entries[0].category = CATEGORY_MEDICATION;
	scene_tell(&s, 1, PERMITS("U", SCR, UNABLE));
	expect_channel(&s, "U", "e", 1, SCR, "allow unable-to-ask P1");
	expect_channel(&s, "U", "e", 1, MIG, "ask ask-first P1"); /* of that channel */
	expect_channel(&s, "G", "e", 1, SCR, "ask ask-first P1"); /* of that organisation */
	scene_tell(&s, 2, PERMITS("U", SCR, NO));
	scene_tell(&s, 3, PERMITS("U", SCR, UNABLE));
	expect_channel(&s, "U", "e", 3, SCR, "deny view-refused P1"); /* losing the power does not undo a no */
	scene_tell(&s, 4, PERMITS("U", SCR, YES));
	expect_channel(&s, "U", "e", 4, SCR, "allow permission-given P1");
	expect_channel(&s, "U", "e", 27.99, SCR, "allow permission-given P1");
	expect_channel(&s, "U", "e", 28, SCR, "ask ask-first P1"); /* 24 h */
	scene_end(&s);
}

/* C1 */
static void c1_one_answer_from_three_channels(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "med", "H", 0.5, CATEGORY_MEDICATION);
	expect(&s, "X", "med", 2, "allow edsm shared E7"); /* though MIG and SCR would ask */
	expect(&s, "U", "med", 2, "ask mig ask-first P1");
	scene_tell(&s, 3, PERMITS("U", SCR, YES));
	expect(&s, "U", "med", 3, "allow scr permission-given P1"); /* an allow goes before an ask */
	scene_tell(&s, 4, PERMITS("U", MIG, YES));
	expect(&s, "U", "med", 4, "allow mig permission-given P1");
	expect(&s, "G", "med", 4, "ask scr ask-first P1");
	expect(&s, "G", "e", 4, "deny - no-agreement E3");
	expect(&s, "U", "e", 4, "deny - not-in-mig-view M4");  /* E1 rules eDSM out: MIG speaks */
	expect(&s, "N", "e", 4, "deny - no-shared-system E1"); /* M1 and S0 the others: eDSM speaks after all */
	views_scr(&s, "N", TRUTH_TRUE);
	expect(&s, "N", "e", 4, "deny - not-in-scr S3"); /* M1 rules MIG out: SCR speaks */
	scene_end(&s);
}

/* Property 6, in small: a view counts what single decisions say. */
static void a_view_counts_single_decisions(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "med", "H", 0.5, CATEGORY_MEDICATION);
	scene_entry(&s, "later", "H", 50, CATEGORY_MEDICATION);
	Reach reach = scene_reach(&s, 2);
	Viewer viewer = viewer_of(&reach, "U");
	View view = view_of(&viewer);
	assert_int_equal(view.recorded, 2);
	assert_int_equal(view.visible, 0);
	assert_int_equal(view.ask, 1);
	assert_int_equal(view.ask_mig, 1);
	assert_int_equal(view.withheld, 1);
	scene_end(&s);
}

static void expect_example(Scene *s, double hours, Reason reason, size_t group, bool mixed)
{
	Example example;
	Reach reach = scene_reach(s, hours);
	Viewer viewer = viewer_of(&reach, "X");
	view_with_example(&viewer, NULL, &example);
	assert_string_equal(reason_text(example.decision.reason), reason_text(reason));
	assert_int_equal(example.group, group);
	assert_int_equal(example.mixed, mixed);
}

/* G4 decides every entry before a question that was never asked there does. */
static void an_opt_out_is_the_example_of_the_whole(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_entry(&s, "y", "Y", 2, CATEGORY_DOCUMENT);
	scene_tell(&s, 3, PURPOSE(PLANNED, OPT_OUT));
	expect_example(&s, 3, REASON_OPTED_OUT_PLANNED, 2, false);
	scene_end(&s);
}

/* Of entries that are not seen for one reason: whether they rest on the same facts, or on the same absence. */
static void an_example_says_whether_it_speaks_for_all(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "y", "Y", 2, CATEGORY_DOCUMENT);
	scene_entry(&s, "y2", "Y", 2, CATEGORY_DOCUMENT);
	expect_example(&s, 2, REASON_SHARE_OUT_NOT_ASKED, 2, false);
	scene_entry(&s, "g", "G", 3, CATEGORY_DOCUMENT);
	expect_example(&s, 3, REASON_SHARE_OUT_NOT_ASKED, 3, true);
	scene_tell(&s, 4, REFERRED("y", "Y"));
	scene_tell(&s, 4, OUT_NO("y"));
	expect_example(&s, 4, REASON_SHARE_OUT_REFUSED, 2, false);
	scene_tell(&s, 5, PRIVATE("y"));
	scene_tell(&s, 5, PRIVATE("y2"));
	expect_example(&s, 5, REASON_PRIVATE, 2, true);
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g0_not_yet_recorded),
		cmocka_unit_test(g1_own_record),
		cmocka_unit_test(g3_private_leaves_by_no_channel),
		cmocka_unit_test(g4_purposes_are_chosen_apart),
		cmocka_unit_test(m1_to_m5_the_gp_record_for_partners),
		cmocka_unit_test(s1_to_s3_and_s5_the_summary),
		cmocka_unit_test(s3_each_category),
		cmocka_unit_test(s0_who_looks_into_summaries),
		cmocka_unit_test(s1_who_expressed_no_preference),
		cmocka_unit_test(a12_what_a_parent_chose),
		cmocka_unit_test(s4_sensitive_additions_are_added_one_by_one),
		cmocka_unit_test(p1_an_answer_holds_for_that_encounter),
		cmocka_unit_test(c1_one_answer_from_three_channels),
		cmocka_unit_test(a_view_counts_single_decisions),
		cmocka_unit_test(an_example_says_whether_it_speaks_for_all),
		cmocka_unit_test(an_opt_out_is_the_example_of_the_whole),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
