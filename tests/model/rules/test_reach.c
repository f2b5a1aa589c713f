/* Time and the W-rules: which facts count, and how far sharing reaches. */
#include "model/stage/expect.h"

static Watermark out_of(Scene *s, const char *org, double hours)
{
	Reach reach = scene_reach(s, hours);
	uint32_t place = agreements_place(&reach.agreements, org);
	return reach.places[place].out;
}

static Watermark in_of(Scene *s, const char *org, double hours)
{
	Reach reach = scene_reach(s, hours);
	return viewer_of(&reach, org).in;
}

/* W1 */
static void w1_share_in_is_the_largest_of_the_open_episodes(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	assert_int_equal(in_of(&s, "X", 1).to.seconds, INSTANT_MAX.seconds);
	Fact *no = scene_tell(&s, 3, IN_NO("a"));
	assert_int_equal(in_of(&s, "X", 3).to.seconds, scene_at(3).seconds);
	assert_ptr_equal(in_of(&s, "X", 3).because, no);
	scene_tell(&s, 4, REFERRED("b", "X"));
	scene_tell(&s, 4, IN_YES("b"));
	scene_tell(&s, 5, IN_NO("b"));
	assert_int_equal(in_of(&s, "X", 5).to.seconds, scene_at(5).seconds);
	scene_tell(&s, 6, DISCHARGED("b"));
	assert_int_equal(in_of(&s, "X", 6).to.seconds, scene_at(3).seconds);
	scene_tell(&s, 7, ENDED("a"));
	assert_int_equal(in_of(&s, "X", 7).to.seconds, INSTANT_MIN.seconds);
	scene_end(&s);
}

/* W1, E4: an episode that does not count adds nothing. */
static void w1_only_episodes_that_count(void **state)
{
	Scene s;
	expect_begin_shared(&s); /* a says yes, but is not verified once X must be */
	scene_tell(&s, 2, STANDS("H", "X", VERIFY));
	scene_tell(&s, 2, REFERRED("b", "X"));
	scene_tell(&s, 2, REQUEST("q", "X", "b"));
	scene_tell(&s, 2, ACCEPTED("q"));
	assert_int_equal(in_of(&s, "X", 2).to.seconds, INSTANT_MIN.seconds);
	expect_edsm(&s, "X", "e", 2, "deny share-in-not-asked E5");
	scene_end(&s);
}

/* W2 */
static void w2_share_out_keeps_the_latest_stop(void **state)
{
	Scene s;
	expect_begin(&s);
	scene_tell(&s, 0, REGISTERED("r", "H"));
	assert_int_equal(out_of(&s, "H", 0).to.seconds, INSTANT_MIN.seconds);
	scene_tell(&s, 1, OUT_NO("r"));
	assert_int_equal(out_of(&s, "H", 1).to.seconds, INSTANT_MIN.seconds); /* there never was a yes */
	scene_tell(&s, 2, OUT_YES("r"));
	assert_int_equal(out_of(&s, "H", 2).to.seconds, INSTANT_MAX.seconds);
	Fact *no = scene_tell(&s, 3, OUT_NO("r"));
	assert_int_equal(out_of(&s, "H", 3).to.seconds, scene_at(3).seconds);
	assert_ptr_equal(out_of(&s, "H", 3).because, no);
	scene_tell(&s, 4, ENDED("r")); /* nothing stops here: it was withdrawn already */
	assert_int_equal(out_of(&s, "H", 4).to.seconds, scene_at(3).seconds);
	scene_tell(&s, 5, OUT_YES("r"));
	scene_tell(&s, 6, ENDED("r"));
	assert_int_equal(out_of(&s, "H", 6).to.seconds, scene_at(6).seconds);
	scene_tell(&s, 7, OUT_YES("r"));
	scene_tell(&s, 8, DISCHARGED("r"));
	assert_int_equal(out_of(&s, "H", 8).to.seconds, scene_at(8).seconds);
	scene_end(&s);
}

/* W2: after a move a yes at either practice opens the GP record up to its own watermark. */
static void w2_a_move_keeps_what_was_shared(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 0, STANDS("G", "X", ALLOWED));
	scene_entry(&s, "later", "H", 5, CATEGORY_DOCUMENT);
	scene_tell(&s, 4, REGISTERED("g", "G"));
	expect_edsm(&s, "X", "e", 6, "allow shared E7");
	expect_edsm(&s, "X", "later", 6, "deny share-out-not-asked E6");
	scene_tell(&s, 7, OUT_YES("g"));
	expect_edsm(&s, "X", "later", 7, "allow shared E7");
	scene_end(&s);
}

/* W3 */
static void w3_the_moment_itself_is_inside(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_entry(&s, "at", "H", 3, CATEGORY_DOCUMENT);
	scene_entry(&s, "after", "H", 3 + 1.0 / SCENE_HOUR, CATEGORY_DOCUMENT);
	scene_tell(&s, 3, IN_NO("a"));
	expect_edsm(&s, "X", "at", 4, "allow shared E7");
	expect_edsm(&s, "X", "after", 4, "deny share-in-stopped E5");
	scene_end(&s);
}

/* Time: facts with `at` ≤ T, in order of (at, sequence), however they were told. */
static void facts_replay_in_order_of_time_then_sequence(void **state)
{
	Scene s;
	expect_begin_registered(&s);
	scene_tell(&s, 3, IN_NO("a")); /* told before the yes that it follows */
	scene_tell(&s, 1, REFERRED("a", "X"));
	scene_tell(&s, 2, IN_YES("a"));
	expect_edsm(&s, "X", "e", 2, "allow shared E7");
	scene_entry(&s, "late", "H", 4, CATEGORY_DOCUMENT);
	expect_edsm(&s, "X", "late", 4, "deny share-in-stopped E5");
	scene_tell(&s, 5, IN_NO("a"));
	scene_tell(&s, 5, IN_YES("a")); /* the same instant: the later told wins */
	expect_edsm(&s, "X", "late", 5, "allow shared E7");
	scene_end(&s);
}

/* Time: K, what the desk had been told by then. */
static void only_what_was_known_counts(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell_late(&s, 2, 10, ENDED("a"));
	Reach reach = scene_fold(&s, scene_at(5), scene_at(9));
	Viewer viewer = viewer_of(&reach, "X");
	assert_int_equal(decide(&viewer, 0).verdict, VERDICT_ALLOW);
	reach = scene_fold(&s, scene_at(5), scene_at(10));
	viewer = viewer_of(&reach, "X");
	assert_int_equal(decide(&viewer, 0).verdict, VERDICT_DENY);
	scene_end(&s);
}

/* Time: a void known by K undoes, whatever T is; before K it does not. */
static void a_void_counts_from_when_it_was_told(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	const Fact *ended = scene_tell(&s, 2, ENDED("a"));
	scene_tell(&s, 20, VOIDS(ended->id));
	expect_edsm(&s, "X", "e", 5, "allow shared E7"); /* T before the void was made */
	Reach reach = scene_fold(&s, scene_at(30), scene_at(19));
	Viewer viewer = viewer_of(&reach, "X");
	assert_int_equal(decide(&viewer, 0).reason, REASON_SHARE_IN_NOT_ASKED);
	scene_end(&s);
}

/* Time: standings are voided like other facts. */
static void a_standing_can_be_voided(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	const Fact *prohibited = scene_tell(&s, 2, STANDS("H", "X", PROHIBITED));
	expect_edsm(&s, "X", "e", 3, "deny prohibited E2");
	scene_put(&s, 4, (Fact){.kind = FACT_VOIDED, .fact = prohibited->id, .practice = "H"});
	expect_edsm(&s, "X", "e", 5, "allow shared E7");
	scene_end(&s);
}

/* Words: standing is what home says; without a home everyone must be verified. */
static void standing_is_what_home_says(void **state)
{
	Scene s;
	expect_begin_shared(&s);
	scene_tell(&s, 1, STANDS("G", "X", PROHIBITED)); /* another practice's list */
	expect_edsm(&s, "X", "e", 2, "allow shared E7");
	scene_tell(&s, 3, DISCHARGED("r"));
	Reach reach = scene_reach(&s, 3);
	assert_null(reach.home);
	assert_int_equal(reach_standing(&reach, "X").standing, STANDING_VERIFY);
	expect_edsm(&s, "X", "e", 3, "deny not-verified E4");
	scene_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(w1_share_in_is_the_largest_of_the_open_episodes),
		cmocka_unit_test(w1_only_episodes_that_count),
		cmocka_unit_test(w2_share_out_keeps_the_latest_stop),
		cmocka_unit_test(w2_a_move_keeps_what_was_shared),
		cmocka_unit_test(w3_the_moment_itself_is_inside),
		cmocka_unit_test(facts_replay_in_order_of_time_then_sequence),
		cmocka_unit_test(only_what_was_known_counts),
		cmocka_unit_test(a_void_counts_from_when_it_was_told),
		cmocka_unit_test(a_standing_can_be_voided),
		cmocka_unit_test(standing_is_what_home_says),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
