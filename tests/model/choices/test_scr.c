#include "model/choices/choices.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/stage/at_desk.h"

static const Speaker parent = {.who = WHO_PARENTAL_RESPONSIBILITY, .how = HOW_PHONE, .name = "Ruth Ashby"};

static Arena arena;

static ScrPage scr_page(void)
{
	ScrPage page;
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_scr_page(clinic->desk, clinic->chart, &arena, &page, &clinic->err));
	return page;
}

static PurposePage purpose_page(void)
{
	PurposePage page;
	clinic_fresh(clinic);
	desk_purpose_page(clinic->desk, clinic->chart, &arena, &page);
	return page;
}

static MigPage mig_page(void)
{
	MigPage page;
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_mig_page(clinic->desk, clinic->chart, &arena, &page, &clinic->err));
	return page;
}

static bool choose_scr(ScrStatus status)
{
	return desk_scr(clinic->desk, clinic->chart, status, NULL, &clinic->err);
}

static bool choose(Purpose purpose, PurposeChoice choice)
{
	return desk_purpose(clinic->desk, clinic->chart, purpose, choice, NULL, &clinic->err);
}

static void die(void)
{
	Person person = *clinic->chart->world.person;
	assert_true(partial_parse("2026-11-01", &person.died));
	clinic_person(clinic, &person);
	clinic_fresh(clinic);
}

static void nobody_chooses_implied(void **state)
{
	ScrPage page = scr_page();
	assert_int_equal(page.status, SCR_IMPLIED);
	assert_null(page.chosen.fact);
	assert_string_equal(page.chosen.since, "never chosen; it is what holds until somebody chooses");
	for (size_t i = 0; i < scr_offer_count; i++) {
		assert_int_not_equal(scr_offers[i].status, SCR_IMPLIED);
		CLINIC_OK(clinic, choose_scr(scr_offers[i].status));
		assert_int_equal(scr_page().status, scr_offers[i].status);
		assert_string_equal(scr_page().chosen.text, scr_offers[i].title);
	}
	assert_int_equal(scr_offer_count, 3);
	assert_string_equal(scr_page().chosen.since, "chosen on 20-Nov-2026, recorded by receptionist");
	assert_null(scr_page().chosen.note);
}

static void who_spoke_is_noted_and_may_speak(void **state) /* A10 */
{
	clinic_close(clinic);
	clinic = clinic_open("2016-02-11");
	CLINIC_OK(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, &parent, &clinic->err));
	assert_string_equal(scr_page().chosen.note, "Said by Ruth Ashby (parental responsibility) by telephone.");
	clinic_close(clinic);
	clinic = clinic_open("2010-02-11");
	CLINIC_REFUSED(clinic, desk_scr(clinic->desk, clinic->chart, SCR_DISSENT, &parent, &clinic->err), "16 or over");
	Speaker attorney = {.who = WHO_HEALTH_WELFARE_LPA,
			    .how = HOW_IN_PERSON,
			    .name = "R",
			    .language = "gu",
			    .interpreter = "Mr Patel"};
	CLINIC_REFUSED(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, &attorney, &clinic->err),
		       "cannot decide");
	attorney.capacity = CAPACITY_LACKS;
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, &attorney, &clinic->err));
	assert_string_equal(mig_page().chosen.note,
			    "Said by R (health welfare lpa). The patient cannot decide. Asked in Gujarati. "
			    "Interpreter: Mr Patel.");
}

static void an_act_can_be_taken_back(void **state)
{
	const char *what;
	CLINIC_OK(clinic, choose_scr(SCR_DISSENT));
	CLINIC_OK(clinic, desk_undo(clinic->desk, clinic->chart, &what, &clinic->err));
	assert_string_equal(what, "recorded the choice about the Summary Care Record");
	assert_int_equal(scr_page().status, SCR_IMPLIED);
}

static void nothing_is_chosen_for_the_dead_or_by_others(void **state)
{
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, choose_scr(SCR_CORE), "administrator");
	CLINIC_REFUSED(clinic, choose(PURPOSE_PLANNED, CHOICE_OPT_OUT), "administrator");
	CLINIC_REFUSED(clinic, desk_note_national(clinic->desk, clinic->chart, NATIONAL_OPTED_OUT, &clinic->err),
		       "administrator");
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
	die();
	CLINIC_REFUSED(clinic, choose_scr(SCR_CORE), "has died");
	CLINIC_REFUSED(clinic, choose(PURPOSE_PLANNED, CHOICE_OPT_OUT), "has died");
	CLINIC_REFUSED(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, NULL, &clinic->err), "has died");
	CLINIC_REFUSED(clinic, desk_note_national(clinic->desk, clinic->chart, NATIONAL_OPTED_OUT, &clinic->err),
		       "has died");
	CLINIC_REFUSED(clinic,
		       desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_SCR, ANSWER_YES, &clinic->err),
		       "has died");
}

static void put_entry(const char *id, const char *org, Category category, bool sensitive)
{
	Entry entry = {.id = id,
		       .patient = CLINIC_PATIENT,
		       .org = org,
		       .category = (WordByte)category,
		       .text = "Gonorrhoea",
		       .sensitive = sensitive ? TRUTH_TRUE : TRUTH_FALSE};
	assert_true(instant_parse("2025-05-01T09:00:00Z", &entry.recorded));
	clinic_put_entry(clinic, &entry);
}

static bool include(const char *entry, bool included)
{
	return desk_scr_include(clinic->desk, clinic->chart, entry, included, NULL, &clinic->err);
}

static void sensitive_entries_go_back_one_by_one(void **state) /* S2 to S4 */
{
	put_entry("s1", CLINIC_PRACTICE, CATEGORY_PROBLEM, true);
	put_entry("s2", CLINIC_PRACTICE, CATEGORY_PROCEDURE, true);
	put_entry("s3", CLINIC_PRACTICE, CATEGORY_MEDICATION, true); /* core: never left out */
	put_entry("s4", CLINIC_NURSING, CATEGORY_PROBLEM, true);     /* no GP record */
	ScrPage page = scr_page();
	assert_int_equal(page.sensitive_count, 2);
	assert_int_equal(page.included_count, 0);
	assert_int_equal(page.core_entries, 1);
	assert_int_equal(page.additional_entries, 6); /* with the four of the clinic */
	assert_string_equal(page.sensitive[0].id, "s2");
	assert_string_equal(page.sensitive[1].text, "problem of 01-May-2025, South Leicestershire Medical Group");
	CLINIC_REFUSED(clinic, include("s3", true), "not asked about");
	CLINIC_REFUSED(clinic, include("s4", true), "not asked about");
	CLINIC_REFUSED(clinic, include("e1", true), "not asked about");
	CLINIC_REFUSED(clinic, include("zz", true), "no such entry");
	CLINIC_OK(clinic, include("s1", true));
	page = scr_page();
	assert_int_equal(page.included_count, 1);
	assert_false(page.sensitive[0].included);
	assert_true(page.sensitive[1].included);
	CLINIC_OK(clinic, include("s1", false));
	CLINIC_OK(clinic, include("s2", false)); /* asked, and said no */
	assert_int_equal(scr_page().included_count, 0);
	CLINIC_OK(clinic, desk_make_private(clinic->desk, clinic->chart, "s1", &clinic->err));
	assert_true(scr_page().sensitive[1].hidden);
}

static void content_is_for_who_may_see_it(void **state)
{
	put_entry("s1", CLINIC_PRACTICE, CATEGORY_PROBLEM, true);
	assert_null(strstr(scr_page().sensitive[0].text, "Gonorrhoea"));
	clinic_sign_in(clinic, 0, ROLE_NURSE);
	assert_non_null(strstr(scr_page().sensitive[0].text, ": Gonorrhoea"));
}

static void make_partner(const char *code)
{
	const Organisation *known;
	CLINIC_OK(clinic, desk_organisation(clinic->desk, code, &arena, &known, &clinic->err));
	Organisation partner = *known;
	partner.mig = TRUTH_TRUE;
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_OK(clinic, desk_put_organisation(clinic->desk, &partner, &clinic->err));
	clinic_sign_in(clinic, 0, ROLE_RECEPTIONIST);
}

static void partners_ask_at_each_view(void **state) /* P1, M3 */
{
	assert_int_equal(mig_page().count, 0);
	make_partner(CLINIC_FAR);
	make_partner(CLINIC_NURSING);
	make_partner(CLINIC_CLOSED);
	MigPage page = mig_page();
	assert_int_equal(page.count, 2);
	assert_int_equal(page.choice, MIG_SHARE);
	assert_string_equal(page.partners[0].name, "Community nursing");
	assert_string_equal(page.partners[0].text, "ask");
	CLINIC_OK(clinic,
		  desk_permission(clinic->desk, clinic->chart, CLINIC_NURSING, VIEW_MIG, ANSWER_YES, &clinic->err));
	CLINIC_OK(clinic,
		  desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_MIG, ANSWER_UNABLE, &clinic->err));
	page = mig_page();
	assert_int_equal(page.partners[0].state, PERMISSION_YES);
	assert_string_equal(page.partners[0].text, "yes, until 09:00 tomorrow");
	assert_int_equal(page.partners[1].state, PERMISSION_UNABLE);
	CLINIC_OK(clinic, desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_MIG, ANSWER_NO, &clinic->err));
	assert_int_equal(mig_page().partners[1].state, PERMISSION_NO);
	clinic_wait(clinic, PERMISSION_SECONDS - 1);
	assert_int_equal(mig_page().partners[0].state, PERMISSION_YES);
	clinic_wait(clinic, 1);
	assert_int_equal(mig_page().partners[0].state, PERMISSION_ASK);
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, NULL, &clinic->err));
	page = mig_page();
	assert_int_equal(page.choice, MIG_DISSENT);
	assert_int_equal(page.partners[0].state, PERMISSION_CLOSED);
	assert_string_equal(page.partners[1].text, "closed");
}

static void the_summary_asks_for_itself(void **state) /* P1, S1 */
{
	MigPartner far;
	CLINIC_OK(clinic, desk_permission(clinic->desk, clinic->chart, CLINIC_FAR, VIEW_SCR, ANSWER_YES, &clinic->err));
	desk_permission_state(clinic->chart, CLINIC_FAR, VIEW_SCR, &arena, &far);
	assert_int_equal(far.state, PERMISSION_YES);
	desk_permission_state(clinic->chart, CLINIC_FAR, VIEW_MIG, &arena, &far);
	assert_int_equal(far.state, PERMISSION_CLOSED); /* M1: no partner */
	CLINIC_OK(clinic, choose_scr(SCR_DISSENT));
	desk_permission_state(clinic->chart, CLINIC_FAR, VIEW_SCR, &arena, &far);
	assert_int_equal(far.state, PERMISSION_CLOSED);
}

static void research_stops_at_once_and_begins_after_three_weeks(void **state) /* G4, R4 */
{
	PurposePage page = purpose_page();
	assert_string_equal(page.purposes[2].text, "allowed; nobody has chosen");
	assert_true(page.colours[0].allowed);
	CLINIC_OK(clinic, choose(PURPOSE_RESEARCH, CHOICE_OPT_OUT));
	CLINIC_OK(clinic, choose(PURPOSE_UNPLANNED, CHOICE_OPT_OUT));
	page = purpose_page();
	assert_string_equal(page.purposes[0].text, "allowed; nobody has chosen");
	assert_string_equal(page.purposes[1].text, "opted out since 20-Nov-2026");
	assert_string_equal(page.purposes[2].text, "opted out since 20-Nov-2026");
	assert_int_equal(page.purposes[2].now, CHOICE_OPT_OUT);
	assert_false(page.colours[0].allowed);
	assert_int_equal(page.colours[0].rule, RULE_R4);
	assert_false(page.colours[1].allowed);
	assert_true(page.colours[2].allowed);
	assert_int_equal(page.colours[0].colour, COLOUR_RED);
	CLINIC_OK(clinic, choose(PURPOSE_RESEARCH, CHOICE_ALLOW));
	assert_string_equal(purpose_page().purposes[2].text, "opted out; allowed from 11-Dec-2026");
	assert_int_equal(purpose_page().purposes[2].from.day, 11);
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, choose(PURPOSE_RESEARCH, CHOICE_ALLOW)); /* said again, the first counts */
	assert_string_equal(purpose_page().purposes[2].text, "opted out; allowed from 11-Dec-2026");
	clinic_wait(clinic, RESEARCH_LAG_SECONDS - 60);
	page = purpose_page();
	assert_string_equal(page.purposes[2].text, "allowed since 11-Dec-2026");
	assert_null(page.purposes[2].pending);
	assert_true(page.colours[0].allowed);
}

static void research_is_no_best_interest(void **state)
{
	Speaker best = {.who = WHO_BEST_INTEREST, .capacity = CAPACITY_LACKS, .name = "Dr Shah", .reason = "coma"};
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	CLINIC_REFUSED(clinic,
		       desk_purpose(clinic->desk, clinic->chart, PURPOSE_RESEARCH, CHOICE_ALLOW, &best, &clinic->err),
		       "best interest");
	CLINIC_REFUSED(clinic, desk_study_consent(clinic->desk, clinic->chart, "TWIN", true, &best, &clinic->err),
		       "best interest");
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_PLANNED, CHOICE_ALLOW, &best, &clinic->err));
}

/* A parent's choice stands at 16, for nobody else's is known; but the page says that the patient is to be asked. */
static void a_parents_choice_is_for_the_patient_at_sixteen(void **state) /* A10 */
{
	clinic_close(clinic);
	clinic = clinic_open("2010-11-21"); /* 16 tomorrow */
	const char *asked = "The patient is 16 or over now: ask them.";
	CLINIC_OK(clinic,
		  desk_purpose(clinic->desk, clinic->chart, PURPOSE_RESEARCH, CHOICE_OPT_OUT, &parent, &clinic->err));
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_DISSENT, &parent, &clinic->err));
	assert_null(strstr(mig_page().chosen.note, asked));
	assert_null(strstr(purpose_page().purposes[2].note, asked));
	clinic_wait(clinic, 24 * 3600);
	assert_non_null(strstr(mig_page().chosen.note, asked));
	assert_non_null(strstr(purpose_page().purposes[2].note, asked));
	assert_int_equal(mig_page().choice, MIG_DISSENT);
	clinic_wait(clinic, 60);
	CLINIC_OK(clinic, desk_mig(clinic->desk, clinic->chart, MIG_SHARE, NULL, &clinic->err));
	assert_null(mig_page().chosen.note);
}

static void studies_are_listed_by_name(void **state) /* R3 */
{
	Desk *desk = clinic->desk;
	CLINIC_OK(clinic, desk_study_consent(desk, clinic->chart, "TWIN", true, NULL, &clinic->err));
	CLINIC_OK(clinic, desk_study_consent(desk, clinic->chart, "ACE", false, NULL, &clinic->err));
	CLINIC_REFUSED(clinic, desk_study_consent(desk, clinic->chart, "", true, NULL, &clinic->err), "which study");
	CLINIC_OK(clinic, desk_study_consent(desk, clinic->chart, "TWIN", false, NULL, &clinic->err));
	PurposePage page = purpose_page();
	assert_int_equal(page.study_count, 2);
	assert_string_equal(page.studies[0].study, "ACE");
	assert_string_equal(page.studies[1].text, "no, 20-Nov-2026, recorded by receptionist");
	assert_false(page.studies[1].consented);
}

static void the_national_opt_out_is_noted_never_set(void **state) /* R5 */
{
	assert_string_equal(purpose_page().noted.text, "not noted");
	assert_int_equal(purpose_page().national, 0);
	CLINIC_REFUSED(clinic, desk_set_national(clinic->desk, &clinic->err), "0300 303 5678");
	CLINIC_OK(clinic, desk_note_national(clinic->desk, clinic->chart, NATIONAL_OPTED_OUT, &clinic->err));
	PurposePage page = purpose_page();
	assert_int_equal(page.national, NATIONAL_OPTED_OUT);
	assert_string_equal(page.noted.since, "noted on 20-Nov-2026, recorded by receptionist");
	assert_int_equal(page.colours[0].rule, RULE_R5);
	assert_non_null(strstr(national_hand_over, "nhs.uk/your-nhs-data-matters"));
	assert_non_null(strstr(national_hand_over, "0300 303 5678"));
	assert_string_equal(national_qr, "https://www.nhs.uk/your-nhs-data-matters");
}

static void type_2_codes_are_refused(void **state)
{
	static const char *const refused[] = {"9Nu4.", "9Nu4", "9Nu4.00", " 9Nu4. ", "XaaVL", "881561000000100"};
	static const char *const others[] = {"9Nu0.", "9nu4.", "XaaVLx", "88156100000010", "", NULL, "."};
	for (size_t i = 0; i < countof(refused); i++) {
		Error err = {0};
		assert_true(desk_code_refused(refused[i], &err));
		assert_non_null(strstr(err.text, "11-Oct-2018"));
		assert_non_null(strstr(err.text, NATIONAL_WEBSITE));
	}
	for (size_t i = 0; i < countof(others); i++)
		assert_false(desk_code_refused(others[i], NULL));
}

static int done(void **state)
{
	arena_free(&arena);
	return end(state);
}

#define CHOICES(test) cmocka_unit_test_setup_teardown(test, begin, done)

SUITE
{
	const struct CMUnitTest tests[] = {
		CHOICES(nobody_chooses_implied),
		CHOICES(who_spoke_is_noted_and_may_speak),
		CHOICES(an_act_can_be_taken_back),
		CHOICES(nothing_is_chosen_for_the_dead_or_by_others),
		CHOICES(sensitive_entries_go_back_one_by_one),
		CHOICES(content_is_for_who_may_see_it),
		CHOICES(partners_ask_at_each_view),
		CHOICES(the_summary_asks_for_itself),
		CHOICES(research_stops_at_once_and_begins_after_three_weeks),
		CHOICES(research_is_no_best_interest),
		CHOICES(a_parents_choice_is_for_the_patient_at_sixteen),
		CHOICES(studies_are_listed_by_name),
		CHOICES(the_national_opt_out_is_noted_never_set),
		CHOICES(type_2_codes_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
