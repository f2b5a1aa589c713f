#include "model/paper/paper.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/desk/find.h"
#include "model/lists/lists.h"
#include "model/stage/at_desk.h"

static Arena arena;

static const char *text_of(const Receipt *receipt)
{
	Text out = {.arena = &arena};
	sheet_plain(&receipt->sheet, 400, &out);
	return text_done(&out);
}

static Receipt made_in(Instant since, const char *language)
{
	Receipt receipt;
	clinic_fresh(clinic);
	CLINIC_OK(clinic, receipt_make(clinic->desk, clinic->chart, since, language_find(language), &arena, &receipt,
				       &clinic->err));
	return receipt;
}

static Receipt made(void)
{
	clinic_fresh(clinic);
	return made_in(receipt_since(clinic->chart), "en");
}

static void hand_out(const Receipt *receipt)
{
	CLINIC_OK(clinic, desk_hand_out_receipt(clinic->desk, clinic->chart, receipt, &clinic->err));
}

static void holds(const Receipt *receipt, const char *words)
{
	if (!strstr(text_of(receipt), words))
		fail_msg("It does not say \"%s\":\n%s", words, text_of(receipt));
}

static void lacks(const Receipt *receipt, const char *words)
{
	if (strstr(text_of(receipt), words))
		fail_msg("It says \"%s\":\n%s", words, text_of(receipt));
}

/* What holds, not what was answered. */
static void it_says_can_see_only_where_they_can(void **state)
{
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_YES);
	const char *far = clinic_refer(clinic, CLINIC_FAR, NULL), *near = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, far, DIRECTION_IN, ANSWER_YES);
	clinic_answer(clinic, near, DIRECTION_IN, ANSWER_YES);
	Receipt receipt = made();
	holds(&receipt, "Share In for Royal Cornwall Hospitals: yes.");
	holds(&receipt, "Royal Cornwall Hospitals also needs a code from you before it can see your record.");
	holds(&receipt, "Yes: Community nursing can see what others have shared.");
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_PLANNED, CHOICE_OPT_OUT, NULL, &clinic->err));
	receipt = made();
	holds(&receipt, "Share In for Community nursing: yes.");
	holds(&receipt, "You are opted out of sharing for planned care, so Community nursing cannot see your record");
	lacks(&receipt, "nursing can see");
	lacks(&receipt, "If you say yes, it can see");
}

static void it_tells_each_choice_in_words(void **state)
{
	const char *episode = clinic_refer(clinic, CLINIC_NURSING, "Community nursing");
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_NO);
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, NULL, &clinic->err));
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_RESEARCH, CHOICE_OPT_OUT, NULL, &clinic->err));
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_PLANNED, CHOICE_OPT_OUT, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_study_consent(clinic->desk, clinic->chart, "HEART-2", true, NULL, &clinic->err));
	Receipt receipt = made();
	holds(&receipt,
	      "(Community nursing) can share what it records about you, but cannot see what others have shared.");
	holds(&receipt, "Summary Care Record: you chose not to have one.");
	holds(&receipt, "You said no to the local view, by which");
	holds(&receipt, "Planning and research: you opted out of the use of your record.\n    It counts here at once.");
	holds(&receipt, "Planned care: you opted out");
	holds(&receipt, "the study HEART-2");
	holds(&receipt, "Recorded by receptionist, 20 November 2026.");
	holds(&receipt, "If you say no, it will not see what others have shared.");
	lacks(&receipt, "If you say no, other services will not see");
	holds(&receipt, "What was shared before you change your mind stays shared.");
	holds(&receipt, "Sharing in this way is never for insurance, marketing or sale.");
	lacks(&receipt, "You have not chosen");
}

/* Printed later than the change of mind, it says since when. */
static void what_stopped_is_told_with_its_day(void **state)
{
	clinic_answer(clinic, "reg", DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_YES);
	const char *episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_YES);
	clinic_wait(clinic, 24 * 3600);
	clinic_answer(clinic, "reg", DIRECTION_IN, ANSWER_NO);
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_NO);
	clinic_answer(clinic, episode, DIRECTION_IN, ANSWER_NO);
	clinic_wait(clinic, 9 * 24 * 3600);
	Receipt receipt = made();
	holds(&receipt, "No: Community nursing sees nothing that other services have recorded since 21 November 2026.");
	holds(&receipt, "No: what Community nursing has recorded since 21 November 2026 is not shared.");
	lacks(&receipt, "from now on");
}

static void an_agreement_that_ended_is_told_as_ended(void **state)
{
	const char *episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_YES);
	CLINIC_OK(clinic, desk_end_agreement(clinic->desk, clinic->chart, episode, &clinic->err));
	Receipt receipt = made();
	holds(&receipt, "You ended the agreement with");
	lacks(&receipt, "can share what it records");
}

/* What stood once and stands no more is said nowhere: not after care was taken up again (A6), not for a parent's yes
 * at 16 (A10), not after a clinician settled a dispute (A11). */
static void what_stands_no_more_is_not_told(void **state)
{
	ClinicDesk *clinician = &clinic->desks[1];
	const char *episode = clinic_refer(clinic, CLINIC_NURSING, NULL),
		   *other = clinic_refer(clinic, CLINIC_FAR, NULL);
	clinic_answer(clinic, episode, DIRECTION_OUT, ANSWER_YES);
	clinic_answer(clinic, other, DIRECTION_OUT, ANSWER_YES);
	CLINIC_OK(clinic, desk_discharge(clinic->desk, clinic->chart, episode, &clinic->err));
	CLINIC_OK(clinic, desk_cancel_discharge(clinic->desk, clinic->chart, episode, &clinic->err));
	CLINIC_OK(clinic, desk_dispute(clinic->desk, clinic->chart, other, NULL, &clinic->err));
	Receipt receipt = made();
	holds(&receipt, "do not agree");
	CLINIC_OK(clinic,
		  desk_settle_dispute(clinician->desk, clinician->chart, other, "the mother speaks", &clinic->err));
	receipt = made();
	lacks(&receipt, "can share what it records");
	lacks(&receipt, "do not agree");
	lacks(&receipt, "You ended");
	clinic_close(clinic);
	clinic = clinic_open("2010-11-21"); /* 16 tomorrow */
	Speaker mother = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_IN_PERSON, .name = "Ruth Ashby"};
	GivenAnswer yes = {"reg", DIRECTION_OUT, ANSWER_YES};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &mother, &yes, 1, &clinic->err));
	receipt = made();
	holds(&receipt, "can share what it records");
	clinic_wait(clinic, 24 * 3600);
	receipt = made();
	lacks(&receipt, "can share what it records");
}

/* Put in with its own yes, it is in no summary that does not hold such entries, and while private in none at all. */
static void a_sensitive_entry_is_told_where_it_is_seen(void **state) /* G3, S1, S3 */
{
	const char *told = "1 sensitive entry";
	clinic_put_entry(clinic, &(Entry){.id = "s1",
					  .patient = CLINIC_PATIENT,
					  .org = CLINIC_PRACTICE,
					  .recorded = clinic->desks[0].clock.now,
					  .category = CATEGORY_PROBLEM,
					  .text = "x",
					  .sensitive = TRUTH_TRUE});
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_scr_include(clinic->desk, clinic->chart, "s1", true, NULL, &clinic->err));
	Receipt receipt = made();
	lacks(&receipt, told);
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_ADDITIONAL, NULL, &clinic->err));
	receipt = made();
	holds(&receipt, told);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "s1", &clinic->err));
	receipt = made();
	lacks(&receipt, told);
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	receipt = made();
	lacks(&receipt, told);
}

static void what_was_voided_is_not_told(void **state)
{
	const char *what;
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	Receipt receipt = made();
	lacks(&receipt, "Summary Care Record:");
	holds(&receipt, "You have not chosen anything yet.");
}

static void it_names_nothing_but_the_name(void **state)
{
	clinic_put_entry(clinic, &(Entry){.id = "secret",
					  .patient = CLINIC_PATIENT,
					  .org = CLINIC_PRACTICE,
					  .recorded = clinic->desks[0].clock.now,
					  .category = CATEGORY_PROBLEM,
					  .text = "Gonorrhoea",
					  .code = "15628003"});
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "secret", &clinic->err));
	CLINIC_OK(clinic,
		  desk_contact(clinic->desk, clinic->chart,
			       &(Contact){.mobile = "07700900123", .email = "mo@example.org", .prefers = PREFERS_SMS},
			       &clinic->err));
	Receipt receipt = made();
	holds(&receipt, "1 entry in your record is private.");
	holds(&receipt, "We can send a code to the number or address you gave.");
	lacks(&receipt, "Gonorrhoea");
	lacks(&receipt, "15628003");
	lacks(&receipt, "problem");
	lacks(&receipt, "0770");
	lacks(&receipt, "example.org");
	lacks(&receipt, CLINIC_PATIENT);
	lacks(&receipt, "999 000");
}

/* A language is no way to reach anybody, and nothing that the patient chose about sharing. */
static void a_change_of_language_is_no_news(void **state)
{
	Receipt receipt = made();
	hand_out(&receipt);
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.language = "pl"}, &clinic->err));
	clinic_fresh(clinic);
	assert_true(instant_order(receipt_since(clinic->chart), INSTANT_MIN) == 0);
	receipt = made();
	lacks(&receipt, "We can send a code");
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart, &(Contact){.mobile = "07700900123"}, &clinic->err));
	clinic_fresh(clinic);
	assert_true(instant_order(receipt_since(clinic->chart), INSTANT_MIN) != 0);
	receipt = made();
	holds(&receipt, "We can send a code");
}

static void the_practice_of_a_restricted_patient_is_not_named(void **state)
{
	Receipt receipt = made();
	const Organisation *practice = desk_practice(clinic->desk);
	const char *name = arena_text(&arena, practice->name);
	holds(&receipt, name);
	Person person = *clinic->chart->world.person;
	person.restricted = TRUTH_TRUE;
	clinic_person(clinic, &person);
	clinic_answer(clinic, clinic->chart->now.home->id, DIRECTION_OUT, ANSWER_YES);
	receipt = made();
	lacks(&receipt, name);
	holds(&receipt, "Yes: your GP surgery can share");
	clinic_answer(clinic, clinic->chart->now.home->id, DIRECTION_IN, ANSWER_YES);
	receipt = made();
	holds(&receipt, "Your GP surgery can share"); /* a sentence begins with it */
}

static void of_the_dead_no_choices_are_handed_out(void **state)
{
	Person person = *clinic->chart->world.person;
	Receipt receipt;
	assert_true(partial_parse("2026-11-01", &person.died));
	clinic_person(clinic, &person);
	clinic_fresh(clinic);
	CLINIC_REFUSED(clinic,
		       receipt_make(clinic->desk, clinic->chart, INSTANT_MIN, language_find("en"), &arena, &receipt,
				    &clinic->err),
		       "has died");
}

static void only_what_is_new_is_told_next_time(void **state)
{
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	Receipt first = made();
	hand_out(&first);
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, NULL, &clinic->err));
	Receipt second = made();
	lacks(&second, "Summary Care Record:");
	holds(&second, "You said no to the local view, by which");
	Receipt all = made_in(INSTANT_MIN, "en");
	holds(&all, "Summary Care Record: you chose not to have one.");
}

static void start_override(OverrideReason reason, const char *why)
{
	Desk *desk = clinic->desks[1].desk;
	OverrideStart start = {.reason = reason,
			       .why = why,
			       .asked_words = "unconscious",
			       .include_private = true,
			       .private_why = "may hold an allergy"};
	CLINIC_OK(clinic, desk_start_override(desk, clinic->desks[1].chart, &start, NULL, &clinic->err));
}

static void every_override_since_the_last_receipt_is_told(void **state) /* G2 */
{
	start_override(OVERRIDE_EMERGENCY, "collapsed at the desk");
	Receipt receipt = made(), looked = {0};
	clinic_ok(clinic, looked_make(clinic->desk, clinic->chart, NULL, &arena, &looked.sheet, &clinic->err));
	holds(&looked, ": let in without asking you, until 20 November 2026, ");
	holds(&receipt, "clinician let");
	holds(&receipt, "see your record without asking you. The reason: an emergency.");
	holds(&receipt, "They wrote: “collapsed at the desk”");
	holds(&receipt, "They could see private entries too.");
	holds(&receipt, "Somebody else will check whether this was right.");
	lacks(&receipt, "may hold an allergy");
	hand_out(&receipt);
	receipt_write(clinic->desk, clinic->chart, INSTANT_MIN, NULL, &arena, &receipt);
	holds(&receipt, "collapsed at the desk"); /* the same receipt, read again */
	clinic_wait(clinic, 60);
	Receipt next = made();
	lacks(&next, "collapsed at the desk");
}

/* Who is to be kept safe may be kept safe from whoever reads the paper. */
static void what_was_written_to_keep_somebody_safe_is_not_handed_out(void **state)
{
	start_override(OVERRIDE_SAFEGUARDING, "afraid of her brother");
	Receipt receipt = made(), looked = {0};
	clinic_ok(clinic, looked_make(clinic->desk, clinic->chart, NULL, &arena, &looked.sheet, &clinic->err));
	lacks(&looked, "let in without asking you");
	lacks(&receipt, "Looking without asking you");
	hand_out(&receipt);
	clinic_wait(clinic, 2 * 60 * 60);
	receipt = made();
	lacks(&receipt, "without asking you"); /* it is over, and waits for its review */
	hand_out(&receipt);
	clinic_wait(clinic, 60);
	Fact review = FACT_NONE;
	review.kind = FACT_OVERRIDE_REVIEWED;
	review.patient = CLINIC_PATIENT;
	review.outcome = OUTCOME_JUSTIFIED;
	review.override = clinic_latest(clinic, FACT_OVERRIDE)->override;
	review.reason = "her brother was sent for";
	clinic_tell(clinic, review);
	receipt = made(); /* the first since it may be told */
	holds(&receipt, "The reason: to keep somebody safe.");
	holds(&receipt, "Somebody else has checked it: it was right.");
	lacks(&receipt, "brother");
}

/* By which way, by whom and when: each way by itself, in person without a word. */
static void how_it_was_asked_is_told(void **state)
{
	const How hows[] = {HOW_PHONE, HOW_ONLINE};
	for (size_t i = 0; i < countof(hows); i++) {
		Speaker speaker = {.who = WHO_PATIENT, .how = hows[i]};
		GivenAnswer answer = {"reg", i ? DIRECTION_IN : DIRECTION_OUT, ANSWER_YES};
		CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &speaker, &answer, 1, &clinic->err));
	}
	Receipt receipt = made();
	holds(&receipt, "Asked by telephone: receptionist, 20 November 2026.");
	holds(&receipt, "Answered online, seen by receptionist, 20 November 2026.");
	holds(&receipt, "Recorded by receptionist, 20 November 2026.");
	lacks(&receipt, "Asked by video");
	lacks(&receipt, "on paper");
}

static void a_parent_who_spoke_is_named(void **state) /* A10 */
{
	clinic_close(clinic);
	clinic = clinic_open("2016-02-11");
	const char *episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	Speaker parent = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_IN_PERSON, .name = "Ruth Ashby"};
	GivenAnswer answer = {episode, DIRECTION_OUT, ANSWER_YES};
	CLINIC_OK(clinic, desk_answer(clinic->desk, clinic->chart, &parent, &answer, 1, &clinic->err));
	clinic_wait(clinic, 1);
	Receipt receipt = made();
	holds(&receipt, "Ruth Ashby answers for");
	hand_out(&receipt);
	clinic_wait(clinic, 60);
	parent.name = "Leo Ashby";
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, &parent, &clinic->err));
	receipt = made();
	holds(&receipt, "You said no to the local view");
	holds(&receipt, "Leo Ashby answers for");
}

static void it_is_in_the_language_with_english_beside(void **state)
{
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, NULL, &clinic->err));
	Receipt receipt = made_in(INSTANT_MIN, "gu");
	assert_string_equal(receipt.sheet.language->code, "gu");
	assert_true(sheet_bilingual(&receipt.sheet));
	bool own = false;
	for (size_t i = 0; i < receipt.sheet.count; i++)
		own |= text_is(receipt.sheet.blocks[i].text, CLINIC_GUJARATI) && receipt.sheet.blocks[i].english;
	assert_true(own);
	holds(&receipt, ", 20 November 2026");
}

/* --- The code --- */

static void the_code_opens_the_patient(void **state)
{
	const char *nhs = "";
	char grouped[RECEIPT_CODE + 2], typed[32];
	FoundList found;
	Receipt receipt = made();
	receipt_code_print(receipt.code, grouped);
	holds(&receipt, grouped);
	CLINIC_OK(clinic, desk_find_receipt(clinic->desk, receipt.code, &arena, &nhs, &clinic->err));
	assert_null(nhs); /* nothing was handed out yet */
	hand_out(&receipt);
	hand_out(&receipt); /* printed twice: one receipt */
	assert_int_equal(clinic_count(clinic, FACT_RECEIPT), 1);
	text_print(typed, sizeof typed, " %.4s %c-%s", receipt.code, receipt.code[4] | 0x20, receipt.code + 5);
	CLINIC_OK(clinic, desk_find_receipt(clinic->desk, typed, &arena, &nhs, &clinic->err));
	assert_string_equal(nhs, CLINIC_PATIENT);
	CLINIC_OK(clinic, desk_find_people(clinic->desk, grouped, 5, &arena, &found, &clinic->err));
	assert_int_equal(found.count, 1);
	assert_string_equal(found.items[0].person.nhs, CLINIC_PATIENT);
}

/* One wrong letter, or two that changed places, is never a code that is right. */
static void a_code_typed_wrong_is_no_code(void **state)
{
	static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
	for (int n = 0; n < 50; n++) {
		Receipt receipt = made();
		char code[RECEIPT_CODE + 1], read[RECEIPT_CODE + 1];
		assert_true(receipt_code_read(receipt.code, read));
		assert_string_equal(read, receipt.code);
		for (size_t i = 0; i < RECEIPT_CODE; i++) {
			for (const char *other = symbols; *other; other++) {
				memcpy(code, receipt.code, sizeof code);
				code[i] = *other;
				assert_int_equal(receipt_code_read(code, read), *other == receipt.code[i]);
			}
			if (i + 1 == RECEIPT_CODE || receipt.code[i] == receipt.code[i + 1])
				continue;
			memcpy(code, receipt.code, sizeof code);
			code[i] = receipt.code[i + 1];
			code[i + 1] = receipt.code[i];
			assert_false(receipt_code_read(code, read));
		}
	}
	char read[RECEIPT_CODE + 1];
	assert_false(receipt_code_read("", read));
	assert_false(receipt_code_read("0000000", read));
	assert_false(receipt_code_read("000000000", read));
	assert_true(receipt_code_read("0000000O", read)); /* as Crockford reads it */
	assert_false(receipt_code_read("ASHBYMAU", read));
}

static void the_ledger_alone_tells_no_code(void **state)
{
	Receipt receipt = made();
	hand_out(&receipt);
	const Fact *fact = clinic_latest(clinic, FACT_RECEIPT);
	assert_null(strstr(fact->id, receipt.code));
	assert_null(fact->note);
	assert_string_equal(fact->id, receipt.fact);
}

static void who_may_not_hand_out_makes_none(void **state)
{
	Receipt receipt = made();
	clinic_sign_in(clinic, 0, ROLE_PRIVACY_OFFICER);
	CLINIC_REFUSED(clinic,
		       receipt_make(clinic->desk, clinic->chart, INSTANT_MIN, NULL, &arena, &receipt, &clinic->err),
		       "hand out");
	CLINIC_REFUSED(clinic, desk_hand_out_receipt(clinic->desk, clinic->chart, &receipt, &clinic->err), "hand out");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		AT_DESK(it_tells_each_choice_in_words),
		AT_DESK(it_says_can_see_only_where_they_can),
		AT_DESK(what_stopped_is_told_with_its_day),
		AT_DESK(an_agreement_that_ended_is_told_as_ended),
		AT_DESK(what_stands_no_more_is_not_told),
		AT_DESK(a_sensitive_entry_is_told_where_it_is_seen),
		AT_DESK(what_was_voided_is_not_told),
		AT_DESK(it_names_nothing_but_the_name),
		AT_DESK(a_change_of_language_is_no_news),
		AT_DESK(the_practice_of_a_restricted_patient_is_not_named),
		AT_DESK(of_the_dead_no_choices_are_handed_out),
		AT_DESK(only_what_is_new_is_told_next_time),
		AT_DESK(every_override_since_the_last_receipt_is_told),
		AT_DESK(what_was_written_to_keep_somebody_safe_is_not_handed_out),
		AT_DESK(how_it_was_asked_is_told),
		AT_DESK(a_parent_who_spoke_is_named),
		AT_DESK(it_is_in_the_language_with_english_beside),
		AT_DESK(the_code_opens_the_patient),
		AT_DESK(a_code_typed_wrong_is_no_code),
		AT_DESK(the_ledger_alone_tells_no_code),
		AT_DESK(who_may_not_hand_out_makes_none),
	};
	int failed = cmocka_run_group_tests_name("model/receipt", tests, NULL, NULL);
	arena_free(&arena);
	return failed;
}
