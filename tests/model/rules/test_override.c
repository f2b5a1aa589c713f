/* Duty of care (G2): when an override begins, holds and ends. */
#include "model/stage/expect.h"

#include "base/macros.h"

/* G2 */
static void g2_an_override_opens_for_its_time(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, STANDS("H", "U", PROHIBITED));
	scene_tell(&s, 1, PURPOSE(UNPLANNED, OPT_OUT));
	scene_tell(&s, 2, OVERRIDE("o", "U", 4, TRUTH_FALSE));
	expect(&s, "U", "e", 1.5, "deny - opted-out-unplanned G4");
	expect(&s, "U", "e", 2, "allow override override G2"); /* before prohibition and opt-out */
	expect(&s, "X", "e", 2, "deny - no-agreement E3");     /* that organisation only */
	expect(&s, "U", "e", 4, "deny - opted-out-unplanned G4");
	scene_tell(&s, 5, OVERRIDE("p", "U", 90, TRUTH_FALSE));
	expect(&s, "U", "e", 28.99, "allow override override G2");
	expect(&s, "U", "e", 29, "deny - opted-out-unplanned G4"); /* 24 h, whatever `until` says */
	scene_tell(&s, 8, OVERRIDE_OFF("p"));
	expect(&s, "U", "e", 8, "deny - opted-out-unplanned G4");
	scene_end(&s);
}

/* G2 */
static void g2_private_needs_an_override_that_says_so(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, PRIVATE("e"));
	scene_tell(&s, 2, OVERRIDE("o", "U", 20, TRUTH_FALSE));
	expect(&s, "U", "e", 2, "deny - private G2");
	scene_tell(&s, 3, OVERRIDE("o", "U", 20, TRUTH_TRUE)); /* a second of the same identifier has no effect */
	expect(&s, "U", "e", 3, "deny - private G2");
	scene_tell(&s, 4, OVERRIDE("p", "U", 20, TRUTH_TRUE));
	expect(&s, "U", "e", 4, "allow override override G2");
	scene_end(&s);
}

/* G2, A8: an end that comes before its opening ends nothing. */
static void g2_an_end_before_its_opening_has_no_effect(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, OVERRIDE_OFF("o"));
	scene_tell(&s, 2, OVERRIDE("o", "U", 20, TRUTH_FALSE));
	expect(&s, "U", "e", 2, "allow override override G2");
	scene_end(&s);
}

/* P1 takes answers, and G2 what was opened: the end of an override is neither. */
static void an_ended_override_is_no_permission(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 1, OVERRIDE("o", "X", 4, TRUTH_FALSE));
	scene_tell(&s, 2, OVERRIDE_OFF("o"));
	Reach reach = scene_reach(&s, 3);
	assert_int_equal(reach.override_count, 1);
	assert_non_null(reach.overrides[0].ended);
	assert_int_equal(reach.permission_count, 0);
	scene_end(&s);
}

/* --- Whether the patient may be told --- */

static Fact opening(Tell tell, OverrideReason reason)
{
	Fact fact = OVERRIDE("o", "X", 4, TRUTH_FALSE);
	fact.tell = (WordByte)tell;
	fact.override_reason = (WordByte)reason;
	return fact;
}

static Fact review(Tell tell)
{
	Fact fact = OVERRIDE_SEEN("o");
	fact.tell = (WordByte)tell;
	return fact;
}

/* "ynn": at each of these hours, from the second; the naive evaluator says the same. */
static void expect_told(Scene *s, const char *said)
{
	for (int hour = 2; *said; hour++, said++) {
		size_t asked = 0;
		const Reach reach = scene_reach(s, hour);
		assert_int_equal(reach.override_count, 1);
		if (override_may_be_told(&reach.overrides[0], reach.at) != (*said == 'y'))
			fail_msg("at hour %d it was to be %c", hour, *said);
		assert_true(compare_told(s, scene_at(hour), INSTANT_MAX, &asked));
	}
}

static void what_an_opening_says_or_means_of_telling(void **state)
{
	static const struct {
		Tell tell;
		OverrideReason reason;
		const char *said; /* opened at 2, reviewed at 5 without a word of it */
	} rows[] = {
		{0, OVERRIDE_EMERGENCY, "yyyyy"},	    {0, OVERRIDE_SAFEGUARDING, "nnnyy"},
		{0, OVERRIDE_COURT_ORDER, "yyyyy"},	    {0, OVERRIDE_OTHER, "yyyyy"},
		{TELL_NOW, OVERRIDE_SAFEGUARDING, "yyyyy"}, {TELL_AFTER_REVIEW, OVERRIDE_EMERGENCY, "nnnyy"},
		{TELL_NOT, OVERRIDE_EMERGENCY, "nnnnn"},    {TELL_NOT, OVERRIDE_SAFEGUARDING, "nnnnn"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Scene s;
		expect_begin_registered(&s);
		scene_put(&s, 2, opening(rows[i].tell, rows[i].reason));
		scene_put(&s, 5, review(0));
		expect_told(&s, rows[i].said);
		scene_end(&s);
	}
}

static void what_a_review_says_of_telling_holds_from_then_on(void **state)
{
	static const struct {
		Tell first, review, again; /* at 2, 4 and 6 */
		const char *said;
	} rows[] = {
		{TELL_NOW, TELL_NOT, 0, "yynnnn"},
		{TELL_NOW, TELL_AFTER_REVIEW, 0, "yynnyy"}, /* it waits for another */
		{TELL_AFTER_REVIEW, TELL_NOT, 0, "nnnnnn"},
		{TELL_AFTER_REVIEW, TELL_NOT, TELL_NOW, "nnnnyy"},
		{TELL_AFTER_REVIEW, 0, TELL_NOT, "nnyynn"},
		{TELL_NOT, 0, 0, "nnnnnn"},
		{TELL_NOT, TELL_NOW, 0, "nnyyyy"},
		{TELL_NOT, TELL_AFTER_REVIEW, 0, "nnnnyy"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Scene s;
		expect_begin_registered(&s);
		scene_put(&s, 2, opening(rows[i].first, OVERRIDE_EMERGENCY));
		scene_put(&s, 6, review(rows[i].again)); /* told first, it is the later all the same */
		scene_put(&s, 4, review(rows[i].review));
		expect_told(&s, rows[i].said);
		scene_end(&s);
	}
}

/* A8: a review that comes before its opening has no effect; nor has a second opening, or what was recorded in error. */
static void what_has_no_effect_tells_nothing(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_put(&s, 1, review(TELL_NOW));
	scene_put(&s, 2, opening(0, OVERRIDE_SAFEGUARDING));
	scene_put(&s, 3, opening(TELL_NOW, OVERRIDE_EMERGENCY));
	expect_told(&s, "nnn");
	assert_null(scene_reach(&s, 4).overrides[0].reviewed);
	const Fact *reviewed = scene_put(&s, 5, review(0));
	expect_told(&s, "nnnyy");
	scene_tell_late(&s, 6, 6, VOIDS(reviewed->id));
	expect_told(&s, "nnnnnn");
	size_t asked = 0;
	const Reach reach = scene_fold(&s, scene_at(7), scene_at(5)); /* the void was not known yet */
	assert_true(override_may_be_told(&reach.overrides[0], reach.at));
	assert_true(compare_told(&s, scene_at(7), scene_at(5), &asked));
	scene_end(&s);
}

/* Of two papers, the one made after the review says what the one before it could not. */
static void since_when_it_may_be_told(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_put(&s, 2, opening(0, OVERRIDE_SAFEGUARDING));
	scene_put(&s, 4, review(0));
	scene_put(&s, 5, review(TELL_NOW)); /* nothing new */
	Reach reach = scene_reach(&s, 6);
	assert_int_equal(instant_order(reach.overrides[0].told_from, scene_at(4)), 0);
	assert_false(override_may_be_told(&reach.overrides[0], scene_at(3.9)));
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g2_an_override_opens_for_its_time),
		cmocka_unit_test(g2_private_needs_an_override_that_says_so),
		cmocka_unit_test(g2_an_end_before_its_opening_has_no_effect),
		cmocka_unit_test(an_ended_override_is_no_permission),
		cmocka_unit_test(what_an_opening_says_or_means_of_telling),
		cmocka_unit_test(what_a_review_says_of_telling_holds_from_then_on),
		cmocka_unit_test(what_has_no_effect_tells_nothing),
		cmocka_unit_test(since_when_it_may_be_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
