#include "model/choices/override.h"

#include <string.h>

#include "base/text.h"
#include "model/choices/inside.h"
#include "model/desk/work.h"
#include "model/lists/lists.h"
#include "model/rules/decision.h"
#include "model/stage/at_desk.h"
#include "model/stage/work_here.h"

static Arena arena;
static const char *started;

static const OverrideStart collapse = {.org = CLINIC_FAR,
				       .reason = OVERRIDE_EMERGENCY,
				       .why = "collapsed; not breathing",
				       .asked_words = "unconscious"};

static bool start(OverrideStart wanted)
{
	return desk_start_override(clinic->desk, clinic->chart, &wanted, &started, &clinic->err);
}

static bool end_it(const char *id)
{
	return desk_end_override(clinic->desk, clinic->chart, id, &clinic->err);
}

static bool review_of(const char *nhs, OverrideReview said)
{
	return desk_review_override(clinic->desk, nhs, started, &said, &clinic->err);
}

static bool review(Outcome outcome, const char *words)
{
	return review_of(CLINIC_PATIENT, (OverrideReview){.outcome = outcome, .words = words});
}

static OverrideOn only_on(void)
{
	const OverrideOn *items;
	size_t count;
	clinic_fresh(clinic);
	desk_override_now(clinic->chart, &arena, &items, &count);
	assert_int_equal(count, 1);
	return items[0];
}

static size_t count_on(void)
{
	const OverrideOn *items;
	size_t count;
	clinic_fresh(clinic);
	desk_override_now(clinic->chart, &arena, &items, &count);
	return count;
}

static void every_text_is_needed(void **state)
{
	OverrideStart wanted = collapse;
	CLINIC_REFUSED(clinic, start(wanted), "receptionist");
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	wanted.why = "";
	CLINIC_REFUSED(clinic, start(wanted), "what happened");
	wanted = collapse, wanted.asked_words = NULL;
	CLINIC_REFUSED(clinic, start(wanted), "why the patient was not asked");
	wanted.asked = true;
	CLINIC_REFUSED(clinic, start(wanted), "what the patient said");
	wanted = collapse, wanted.reason = 0;
	CLINIC_REFUSED(clinic, start(wanted), "reason from the list");
	wanted = collapse, wanted.include_private = true;
	CLINIC_REFUSED(clinic, start(wanted), "private entries are needed");
	wanted = collapse, wanted.private_why = "allergy?";
	CLINIC_REFUSED(clinic, start(wanted), "no tick");
	wanted = collapse, wanted.minutes = OVERRIDE_MINUTES_MAX + 1;
	CLINIC_REFUSED(clinic, start(wanted), "24 hours");
	wanted.minutes = -1;
	CLINIC_REFUSED(clinic, start(wanted), "24 hours");
	wanted = collapse, wanted.org = "ZZ9";
	CLINIC_REFUSED(clinic, start(wanted), "ZZ9");
}

static void an_hour_unless_said(void **state) /* G2 */
{
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	CLINIC_OK(clinic, start(collapse));
	OverrideOn on = only_on();
	assert_string_equal(on.until_text, "10:00");
	assert_string_equal(on.name, "Royal Cornwall Hospitals");
	assert_string_equal(on.reason, "emergency");
	assert_false(on.private_too);
	assert_int_equal(on.until.seconds - on.opening->at.seconds, 3600);
	assert_string_equal(on.override, started);
	CLINIC_REFUSED(clinic, start(collapse), "on already");
	OverrideStart wider = collapse;
	wider.include_private = true, wider.private_why = "may hold an allergy", wider.minutes = 1440;
	CLINIC_OK(clinic, start(wider)); /* a wider one beside it */
	assert_int_equal(count_on(), 2);
	clinic_wait(clinic, 3600);
	on = only_on();
	assert_true(on.private_too);
	assert_string_equal(on.until_text, "09:00 on 21-Nov-2026");
	clinic_wait(clinic, 23 * 3600);
	assert_int_equal(count_on(), 0);
}

static void it_is_this_practice_unless_said(void **state)
{
	const char *what;
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	OverrideStart own = collapse;
	own.org = NULL;
	CLINIC_OK(clinic, start(own));
	assert_string_equal(only_on().org, CLINIC_PRACTICE);
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "only ended early");
}

/* `u` after what it does not take back must not reach through to what was done before. */
static void undo_does_not_reach_through(void **state)
{
	const char *what;
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err));
	CLINIC_OK(clinic, desk_entry_sensitive(clinic->desk, clinic->chart, "e2", true, &clinic->err));
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "same key");
	CLINIC_OK(clinic, start(collapse));
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "only ended early");
	CLINIC_OK(clinic, end_it(started));
	CLINIC_REFUSED(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err), "override has ended");
	assert_non_null(clinic->chart->now.entries[0].hidden);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "e2", &clinic->err));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "made an entry private");
	assert_non_null(clinic->chart->now.entries[0].hidden);
}

/* What the practice itself sees of what others recorded: "n1" open, "n2" private; by the rule that decided. */
static const char *own_sees(void)
{
	clinic_fresh(clinic);
	const Reach *reach = &clinic->chart->now;
	Viewer viewer = viewer_of(reach, CLINIC_PRACTICE);
	Text text = {.arena = &arena};
	for (size_t i = 0; i < reach->world->entries.count; i++) {
		if (!text_is(reach->world->entries.items[i].org, CLINIC_NURSING))
			continue;
		Decision decision = decide(&viewer, i);
		text_add_print(&text, "%s %s; ", verdict_text(decision.verdict), reason_text(decision.reason));
	}
	return text_done(&text);
}

static void the_practice_sees_by_it_and_no_longer(void **state) /* G2, G3 */
{
	OverrideStart own = collapse;
	Instant during;
	own.org = NULL, own.minutes = 30;
	clinic_entry(clinic, "n1", CLINIC_NURSING, "2025-02-01T09:00:00Z", NULL);
	clinic_entry(clinic, "n2", CLINIC_NURSING, "2025-02-02T09:00:00Z", NULL);
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "n2", &clinic->err));
	assert_string_equal(own_sees(), "deny share-in-not-asked; deny private; ");
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, start(own));
	assert_string_equal(own_sees(), "allow override; deny private; ");
	own.include_private = true, own.private_why = "may hold an allergy", own.minutes = 10;
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, start(own)); /* two at once: the wider one for its time */
	assert_string_equal(own_sees(), "allow override; allow override; ");
	during = clinic->desks[0].clock.now;
	desk_sign_out(clinic->desk); /* it does not end by that */
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	assert_string_equal(own_sees(), "allow override; allow override; ");
	clinic_wait(clinic, 10 * 60);
	assert_string_equal(own_sees(), "allow override; deny private; ");
	clinic_wait(clinic, 19 * 60); /* the first ran out */
	assert_string_equal(own_sees(), "deny share-in-not-asked; deny private; ");
	clinic_refer(clinic, CLINIC_FAR, NULL); /* anything told: the ledger does not go back behind it */
	clinic_wait(clinic, -20 * 60);
	assert_string_equal(own_sees(), "deny share-in-not-asked; deny private; ");
	clinic_wait(clinic, 20 * 60);
	CLINIC_OK(clinic, desk_chart_past(clinic->desk, clinic->chart, during, &clinic->err));
	assert_string_equal(own_sees(), "allow override; allow override; ");
	assert_int_equal(count_on(), 2);
}

/* An import's override of a week is one of a day. */
static void a_day_is_the_most(void **state)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE, fact.patient = CLINIC_PATIENT, fact.override = "o9", fact.org = CLINIC_FAR,
	fact.id = "f9";
	fact.override_reason = OVERRIDE_OTHER, fact.include_private = TRUTH_FALSE, fact.by = "an import";
	fact.until = instant_add(clinic->desks[0].clock.now, 7 * 24 * 3600);
	clinic_tell(clinic, fact);
	assert_int_equal(only_on().until.seconds - clinic->desks[0].clock.now.seconds, 24 * 3600);
	clinic_wait(clinic, 24 * 3600);
	assert_int_equal(count_on(), 0);
}

static void it_ends_early(void **state)
{
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	CLINIC_OK(clinic, start(collapse));
	CLINIC_REFUSED(clinic, end_it("nowhere"), "no such override");
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	CLINIC_REFUSED(clinic, end_it(started), "receptionist");
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	clinic_wait(clinic, 60);
	const OverrideLine *lines;
	size_t count;
	clinic_fresh(clinic);
	desk_overrides(clinic->chart, &arena, &lines, &count);
	assert_string_equal(lines[0].text,
			    "20-Nov-2026 09:00, started by nurse: Royal Cornwall Hospitals sees the record "
			    "(emergency) until 10:00; not reviewed yet.");
	CLINIC_OK(clinic, end_it(started));
	assert_int_equal(count_on(), 0);
	CLINIC_REFUSED(clinic, end_it(started), "over already");
	desk_overrides(clinic->chart, &arena, &lines, &count);
	assert_int_equal(count, 1);
	assert_false(lines[0].on);
	assert_string_equal(lines[0].text,
			    "20-Nov-2026 09:00, Royal Cornwall Hospitals saw the record (emergency), started "
			    "by nurse; ended early at 09:01; not reviewed yet.");
}

static void what_was_written_is_read_back(void **state)
{
	OverrideWords words;
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	OverrideStart wanted = collapse;
	wanted.asked = true, wanted.asked_words = "said no; then fainted", wanted.include_private = true;
	wanted.private_why = "private entries: all";
	CLINIC_OK(clinic, start(wanted));
	override_words_read(only_on().opening->note, &arena, &words);
	assert_string_equal(words.why, "collapsed; not breathing");
	assert_true(words.asked);
	assert_string_equal(words.asked_words, "said no; then fainted");
	assert_string_equal(words.private_why, "private entries: all");
	override_words_read("told by the ward", &arena, &words);
	assert_string_equal(words.why, "told by the ward");
	assert_null(words.asked_words);
	override_words_read(NULL, &arena, &words);
	assert_null(words.why);
}

static void same_words(const char *is, const char *was)
{
	if (!text_is(text_or(is, ""), was))
		fail_msg("\"%s\" is read as \"%s\"", was, text_or(is, ""));
}

/* Whatever is typed, also what looks like the beginning of another part. */
static void any_words_come_back(void **state)
{
	static const char *const typed[] = {
		";",
		";;",
		"a;",
		"; patient asked: b",
		"c;; patient asked: d;",
		"; private entries: ",
		"; patient not told: n",
		"patient not asked: e",
		"Why: f; Why: g;",
		" ; ; private entries: h; patient not asked: i;;",
		"j\nk\tl",
		"m",
	};
	const size_t count = countof(typed);
	for (size_t i = 0; i < count * count * count * 2; i++) {
		scoped(arena_free) Arena keep = {0};
		OverrideWords was = {
			.why = typed[i % count],
			.asked_words = typed[i / count % count],
			.private_why = typed[i / count / count % count],
			.not_told = i % 3 ? "" : typed[i / 3 % count],
			.asked = i % 2 == 0,
		};
		OverrideWords is;
		if (i % 5 == 0)
			was.private_why = "";
		override_words_read(override_words_write(&was, &keep), &keep, &is);
		same_words(is.why, was.why);
		same_words(is.asked_words, was.asked_words);
		same_words(is.private_why, was.private_why);
		same_words(is.not_told, was.not_told);
		assert_int_equal(is.asked, was.asked);
	}
}

static void after_death_only_the_law_asks(void **state)
{
	Person person = *clinic->chart->world.person;
	assert_true(partial_parse("2026-11-01", &person.died));
	clinic_person(clinic, &person);
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	OverrideStart wanted = collapse;
	CLINIC_REFUSED(clinic, start(wanted), "has died");
	wanted.reason = OVERRIDE_SAFEGUARDING;
	CLINIC_REFUSED(clinic, start(wanted), "has died");
	wanted.reason = OVERRIDE_COURT_ORDER;
	CLINIC_OK(clinic, start(wanted));
}

static void it_is_reviewed_once(void **state)
{
	size_t count;
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	CLINIC_OK(clinic, start(collapse));
	CLINIC_REFUSED(clinic, review(OUTCOME_JUSTIFIED, "right"), "nurse");
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	CLINIC_REFUSED(clinic, review(OUTCOME_JUSTIFIED, "right"), "still on");
	clinic_wait(clinic, 3600);
	CLINIC_REFUSED(clinic, review(0, "right"), "justified or not");
	CLINIC_REFUSED(clinic, review(OUTCOME_NOT_JUSTIFIED, ""), "what was wrong");
	CLINIC_OK(clinic, review(OUTCOME_NOT_JUSTIFIED, "the GP could have been rung"));
	CLINIC_REFUSED(clinic, review(OUTCOME_JUSTIFIED, "right"), "already");
	assert_string_equal(clinic_latest(clinic, FACT_OVERRIDE_REVIEWED)->patient, CLINIC_PATIENT);
	const OverrideLine *lines;
	desk_overrides(clinic->chart, &arena, &lines, &count);
	assert_non_null(strstr(lines[0].text, "ended at 10:00; reviewed: not justified."));
}

static const OverrideLine *only_line(void)
{
	const OverrideLine *lines;
	size_t count;
	clinic_fresh(clinic);
	desk_overrides(clinic->chart, &arena, &lines, &count);
	assert_int_equal(count, 1);
	return lines;
}

static void expect_work(Tell tell)
{
	const WorkHere work = work_here(clinic->desk, &arena);
	assert_int_equal(work.of[WORK_OVERRIDE_REVIEW], 1);
	for (size_t i = 0; i < work.count; i++)
		if (work.items[i].kind == WORK_OVERRIDE_REVIEW)
			assert_int_equal(work.items[i].tell, tell);
}

static void what_the_patient_is_told_goes_by_the_reason(void **state)
{
	OverrideStart wanted = collapse;
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	CLINIC_OK(clinic, start(wanted));
	assert_int_equal(clinic_latest(clinic, FACT_OVERRIDE)->tell, TELL_NOW);
	CLINIC_OK(clinic, end_it(started));
	wanted.reason = OVERRIDE_SAFEGUARDING;
	CLINIC_OK(clinic, start(wanted));
	assert_int_equal(clinic_latest(clinic, FACT_OVERRIDE)->tell, TELL_AFTER_REVIEW);
	CLINIC_OK(clinic, end_it(started));
	wanted.tell = TELL_NOW;
	CLINIC_OK(clinic, start(wanted));
	assert_int_equal(clinic_latest(clinic, FACT_OVERRIDE)->tell, TELL_NOW);
}

static void not_telling_needs_a_reason(void **state)
{
	OverrideStart wanted = collapse;
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	wanted.tell = TELL_NOT;
	CLINIC_REFUSED(clinic, start(wanted), "why the patient is not to be told");
	wanted.not_told = "lives with whom she fears", wanted.tell = TELL_AFTER_REVIEW;
	CLINIC_REFUSED(clinic, start(wanted), "say that they are not");
	wanted.tell = TELL_NOT;
	CLINIC_OK(clinic, start(wanted));
	assert_string_equal(only_line()->not_told, "lives with whom she fears");
	assert_non_null(strstr(only_line()->tells, "unless a review says otherwise"));
	clinic_wait(clinic, 3600);
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	expect_work(TELL_NOT);
}

static void a_review_says_whether_the_patient_is_told(void **state)
{
	OverrideStart wanted = collapse;
	OverrideReview said = {.outcome = OUTCOME_JUSTIFIED, .words = "right", .tell = TELL_AFTER_REVIEW};
	wanted.reason = OVERRIDE_SAFEGUARDING;
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	CLINIC_OK(clinic, start(wanted));
	clinic_wait(clinic, 3600);
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	expect_work(TELL_AFTER_REVIEW);
	CLINIC_REFUSED(clinic, review_of(CLINIC_PATIENT, said), "This is the review");
	said.tell = TELL_NOT;
	CLINIC_REFUSED(clinic, review_of(CLINIC_PATIENT, said), "why the patient is not to be told");
	said.not_told = "the case goes on";
	CLINIC_OK(clinic, review_of(CLINIC_PATIENT, said));
	assert_string_equal(only_line()->not_told, "the case goes on");
	assert_int_equal(only_line()->tell, TELL_NOT);
	CLINIC_OK(clinic, review(OUTCOME_JUSTIFIED, "still right")); /* "not" stays */
	assert_int_equal(only_line()->tell, TELL_NOT);
	said = (OverrideReview){.outcome = OUTCOME_JUSTIFIED, .words = "the case is closed", .tell = TELL_NOW};
	CLINIC_OK(clinic, review_of(CLINIC_PATIENT, said));
	assert_int_equal(instant_order(only_line()->told_from, clinic->desks[0].clock.now), 0);
	CLINIC_REFUSED(clinic, review_of(CLINIC_PATIENT, said), "already"); /* nobody un-tells it */
}

static void nobody_reviews_their_own(void **state)
{
	Fact fact = FACT_NONE; /* started when the privacy officer was a nurse */
	fact.kind = FACT_OVERRIDE, fact.patient = CLINIC_PATIENT, fact.override = started = "o1", fact.org = CLINIC_FAR;
	fact.override_reason = OVERRIDE_OTHER, fact.include_private = TRUTH_FALSE, fact.by = "Privacy Officer",
	fact.id = "f1";
	fact.until = instant_add(clinic->desks[0].clock.now, 60);
	clinic_tell_here(clinic, fact);
	clinic_wait(clinic, 60);
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	CLINIC_REFUSED(clinic, review(OUTCOME_JUSTIFIED, "right"), "Nobody reviews their own");
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, "f1", "a slip", &clinic->err), "yourself");
	fact.by = "PRIVACY OFFICER", fact.override = "o2", fact.id = "f2"; /* however it was written */
	clinic_tell_here(clinic, fact);
	CLINIC_REFUSED(clinic, desk_void(clinic->desk, clinic->chart, "f2", "a slip", &clinic->err), "yourself");
	started = "o1";
	CLINIC_REFUSED(clinic,
		       review_of(CLINIC_OTHER, (OverrideReview){.outcome = OUTCOME_JUSTIFIED, .words = "right"}),
		       "no such override");
}

/* Whoever wrote a file can write any name in it. */
static void a_file_names_nobody_here(void **state)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_OVERRIDE, fact.patient = CLINIC_PATIENT, fact.override = started = "o1", fact.org = CLINIC_FAR;
	fact.override_reason = OVERRIDE_OTHER, fact.include_private = TRUTH_FALSE, fact.by = "Privacy Officer";
	fact.until = instant_add(clinic->desks[0].clock.now, 60);
	clinic_tell(clinic, fact);
	clinic_wait(clinic, 60);
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	CLINIC_OK(clinic, review(OUTCOME_NOT_JUSTIFIED, "not mine"));
}

static int done(void **state)
{
	arena_free(&arena);
	return end(state);
}

#define OVERRIDES(test) cmocka_unit_test_setup_teardown(test, begin, done)

SUITE
{
	const struct CMUnitTest tests[] = {
		OVERRIDES(every_text_is_needed),
		OVERRIDES(an_hour_unless_said),
		OVERRIDES(it_is_this_practice_unless_said),
		OVERRIDES(the_practice_sees_by_it_and_no_longer),
		OVERRIDES(a_day_is_the_most),
		OVERRIDES(undo_does_not_reach_through),
		OVERRIDES(it_ends_early),
		OVERRIDES(what_was_written_is_read_back),
		cmocka_unit_test(any_words_come_back),
		OVERRIDES(after_death_only_the_law_asks),
		OVERRIDES(it_is_reviewed_once),
		OVERRIDES(what_the_patient_is_told_goes_by_the_reason),
		OVERRIDES(not_telling_needs_a_reason),
		OVERRIDES(a_review_says_whether_the_patient_is_told),
		OVERRIDES(nobody_reviews_their_own),
		OVERRIDES(a_file_names_nobody_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
