/* A patient who was put aside is opened again: by the rules of opening, with what others told meanwhile. */
#include <string.h>

#include "base/text.h"
#include "model/choices/override.h"
#include "model/desk/meanwhile.h"
#include "model/stage/at_desk.h"

static Arena arena;
static const char *news, *gone;

static int done(void **state)
{
	arena_free(&arena);
	return end(state);
}

static bool take_up(Date born)
{
	TakenUp taken = {.news = ""};
	const bool done = desk_take_up(clinic->desk, clinic->chart, born, &arena, &taken, &clinic->err);
	news = taken.news;
	gone = taken.gone;
	return done;
}

static bool other_contacts(void)
{
	return desk_contact(clinic->desks[1].desk, clinic->desks[1].chart, &(Contact){.mobile = "07700900111"},
			    &clinic->err);
}

static void taking_up_is_looking(void **state)
{
	const size_t looks = clinic_count(clinic, FACT_VIEWED);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_int_equal(clinic_count(clinic, FACT_VIEWED), looks + 1);
	assert_null(news);
}

static void what_others_told_is_said(void **state)
{
	clinic_fresh(clinic);
	const int64_t shown = clinic->chart->shown;
	CLINIC_OK(clinic, other_contacts());
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_non_null(strstr(news, "Meanwhile clinician, 09:"));
	assert_non_null(strstr(news, "mobile"));
	assert_null(strstr(news, "And more"));
	assert_int_equal(clinic->chart->shown, shown);
	/* what rests on it is refused once all the same */
	assert_false(desk_contact(clinic->desk, clinic->chart, &(Contact){.email = "ann@example.com"}, &clinic->err));
	assert_non_null(strstr(clinic->err.text, "Meanwhile"));
}

static void of_several_the_first_is_said(void **state)
{
	clinic_fresh(clinic);
	const int64_t shown = clinic->chart->shown;
	CLINIC_OK(clinic, other_contacts());
	clinic_refer(clinic, CLINIC_NURSING, NULL); /* one's own is no news */
	CLINIC_OK(clinic, desk_scr(clinic->desks[1].desk, clinic->desks[1].chart, SCR_CORE, NULL, &clinic->err));
	clinic->chart->shown = shown;
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_non_null(strstr(news, "mobile"));
	assert_non_null(strstr(news, "And more"));
}

/* Who looks over a shoulder may be who the patient is kept safe from. */
static void an_override_is_not_said(void **state)
{
	const OverrideStart start = {.org = CLINIC_FAR,
				     .reason = OVERRIDE_EMERGENCY,
				     .why = "collapsed; not breathing",
				     .asked_words = "unconscious"};
	clinic_fresh(clinic);
	CLINIC_OK(clinic,
		  desk_start_override(clinic->desks[1].desk, clinic->desks[1].chart, &start, NULL, &clinic->err));
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_null(news);
}

static void a_death_is_said(void **state)
{
	clinic_fresh(clinic);
	Person died = *clinic->chart->world.person;
	died.died = (PartialDate){2026, 11, 20};
	clinic_person(clinic, &died);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_string_equal(news, "Meanwhile it was recorded that they have died.");
}

static void restrict_there(WordByte on)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_RESTRICTED;
	fact.patient = CLINIC_PATIENT;
	fact.by = "Dr Shah";
	fact.on = on;
	clinic_tell(clinic, fact);
}

/* What it shows, a fresh opening would blank. */
static void restricted_meanwhile_it_is_let_go(void **state)
{
	clinic_fresh(clinic);
	restrict_there(TRUTH_TRUE);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_string_equal(gone, "This record became restricted meanwhile, by Dr Shah: what was put aside is let go; "
				  "open the patient anew.");
	/* also where the chart was read anew before it was put aside: what is prepared shows what it showed */
	const int64_t shown = clinic->chart->shown;
	clinic_fresh(clinic);
	clinic->chart->shown = shown;
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_non_null(gone);
	clinic_fresh(clinic);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_null(gone);
}

static void restricted_by_a_file_it_is_let_go(void **state)
{
	clinic_fresh(clinic);
	Person restricted = *clinic->chart->world.person;
	restricted.restricted = TRUTH_TRUE;
	clinic_person(clinic, &restricted);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_non_null(strstr(gone, "meanwhile, by a file: "));
}

static void restricted_no_more_is_news(void **state)
{
	restrict_there(TRUTH_TRUE);
	clinic_fresh(clinic);
	restrict_there(TRUTH_FALSE);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_null(gone);
	assert_non_null(strstr(news, ": No longer a restricted record."));
}

static void the_rules_of_opening_hold(void **state)
{
	const Date born = clinic->chart->world.person->born;
	CLINIC_REFUSED(clinic, take_up((Date){1950, 1, 1}), "not the date of birth on file");
	Person same = *clinic->chart->world.person;
	same.nhs = CLINIC_OTHER;
	clinic_person(clinic, &same);
	CLINIC_REFUSED(clinic, take_up((Date){0}), "There is another patient called");
	CLINIC_OK(clinic, take_up(born));
	desk_lock(clinic->desk);
	CLINIC_REFUSED(clinic, take_up(born), "The desk is locked");
	desk_sign_out(clinic->desk);
	CLINIC_REFUSED(clinic, take_up(born), "Nobody is signed in");
}

static void what_was_checked_of_them_holds_no_more(void **state)
{
	const unsigned before = desk_breaks(clinic->desk);
	CLINIC_REFUSED(clinic, take_up((Date){1950, 1, 1}), "not the date of birth");
	assert_int_equal(desk_breaks(clinic->desk), before);
	CLINIC_OK(clinic, take_up((Date){0}));
	assert_int_equal(desk_breaks(clinic->desk), before + 1);
}

#define TAKING(test) cmocka_unit_test_setup_teardown(test, begin, done)

/* A file may say anybody's name: by it nobody here did anything. */
static void what_a_file_brought_is_said_as_its_word(void **state)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_ENTRY_FLAG;
	fact.by = "Dr Shah";
	fact.told_here = true;
	const World *world = &clinic->chart->world;
	assert_non_null(strstr(meanwhile_said(world, &fact, &arena), "Meanwhile Dr Shah, "));
	fact.told_here = false;
	assert_non_null(strstr(meanwhile_said(world, &fact, &arena), "Meanwhile file: Dr Shah, "));
	fact.by = NULL;
	assert_non_null(strstr(meanwhile_said(world, &fact, &arena), "Meanwhile a file, "));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		TAKING(taking_up_is_looking),
		TAKING(what_others_told_is_said),
		TAKING(what_a_file_brought_is_said_as_its_word),
		TAKING(of_several_the_first_is_said),
		TAKING(an_override_is_not_said),
		TAKING(a_death_is_said),
		TAKING(restricted_meanwhile_it_is_let_go),
		TAKING(restricted_by_a_file_it_is_let_go),
		TAKING(restricted_no_more_is_news),
		TAKING(the_rules_of_opening_hold),
		TAKING(what_was_checked_of_them_holds_no_more),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
