#include "unit.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "model/stage/practice.h"

static int set_up(void **state)
{
	static Practice practice;
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	*state = &practice;
	return 0;
}

static int tear_down(void **state)
{
	practice_close(*state);
	return 0;
}

static Standing standing(Practice *practice, const char *code)
{
	Standing standing = 0;
	assert_true(desk_standing(practice->desk, code, &standing, NULL));
	return standing;
}

static void the_lists_say_who_is_allowed(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	assert_int_equal(standing(practice, "RX1"), STANDING_VERIFY);
	assert_int_equal(standing(practice, "C82001"), STANDING_ALLOWED);
	assert_true(desk_put_standing(desk, "RX1", STANDING_ALLOWED, NULL));
	assert_int_equal(standing(practice, "RX1"), STANDING_ALLOWED);
	assert_int_equal(standing(practice, "RX2"), STANDING_VERIFY);
	practice_sign_in(practice, ROLE_PRIVACY_OFFICER);
	assert_true(desk_put_standing(desk, "RX1", STANDING_PROHIBITED, NULL));
	assert_int_equal(standing(practice, "RX1"), STANDING_PROHIBITED);
	assert_false(desk_put_standing(desk, "C82001", STANDING_PROHIBITED, NULL));
	assert_false(desk_put_standing(desk, "NOBODY", STANDING_ALLOWED, NULL));
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	assert_false(desk_put_standing(desk, "RX1", STANDING_ALLOWED, NULL));
	assert_int_equal(standing(practice, "RX1"), STANDING_PROHIBITED);
}

/* Two standings in one second with the clock set back: the later told wins. */
static void a_clock_set_back_brings_no_old_standing_back(void **state)
{
	Practice *practice = *state;
	assert_true(desk_put_standing(practice->desk, "RX1", STANDING_ALLOWED, NULL));
	practice->clock.now.seconds -= 3600;
	assert_true(desk_put_standing(practice->desk, "RX1", STANDING_PROHIBITED, NULL));
	assert_int_equal(standing(practice, "RX1"), STANDING_PROHIBITED);
}

static void a_voided_standing_does_not_count(void **state)
{
	Practice *practice = *state;
	Fact fact = practice_fact(FACT_STANDING, NULL, PRACTICE_NOW),
	     voided = practice_fact(FACT_VOIDED, NULL, PRACTICE_NOW);
	fact.id = "s1", fact.practice = "C82001", fact.org = "RX1", fact.standing = STANDING_ALLOWED;
	voided.fact = "s1", voided.reason = "wrong line";
	practice_tell(practice, fact);
	assert_int_equal(standing(practice, "RX1"), STANDING_ALLOWED);
	practice_tell(practice, voided);
	assert_int_equal(standing(practice, "RX1"), STANDING_VERIFY);
}

static void lists_hold_what_was_said_last(void **state)
{
	Practice *practice = *state;
	OnLists lists;
	practice_sign_in(practice, ROLE_PRIVACY_OFFICER);
	assert_true(desk_put_standing(practice->desk, "RX1", STANDING_PROHIBITED, NULL));
	assert_true(desk_put_standing(practice->desk, "RX2", STANDING_ALLOWED, NULL));
	assert_true(desk_put_standing(practice->desk, "RX1", STANDING_ALLOWED, NULL));
	assert_true(desk_put_standing(practice->desk, "RX2", STANDING_VERIFY, NULL));
	assert_true(desk_on_lists(practice->desk, &practice->arena, &lists, NULL));
	assert_int_equal(lists.count, 1);
	assert_string_equal(lists.items[0].org, "RX1");
	assert_int_equal(lists.items[0].standing, STANDING_ALLOWED);
	assert_int_equal(on_lists_say(&lists, "RX1"), STANDING_ALLOWED);
	assert_int_equal(on_lists_say(&lists, "RX2"), STANDING_VERIFY);
}

static void a_file_says(Practice *practice, const char *org, Standing standing, int64_t at)
{
	Fact fact = practice_fact(FACT_STANDING, NULL, at);
	fact.practice = "C82001", fact.org = org, fact.standing = (WordByte)standing;
	practice_tell(practice, fact);
}

/* The page, the card and the lines with who and when say what a decision goes by. */
static void lists_say_what_decisions_go_by(void **state)
{
	Practice *practice = *state;
	OnLists lists;
	const StandingLine *lines;
	size_t count;
	a_file_says(practice, "RX1", STANDING_PROHIBITED, PRACTICE_NOW - 60);
	a_file_says(practice, "RX1", STANDING_ALLOWED, PRACTICE_NOW - 3600);	    /* older, and told later */
	a_file_says(practice, "RX2", STANDING_ALLOWED, PRACTICE_NOW + 366 * 86400); /* never comes */
	assert_true(desk_on_lists(practice->desk, &practice->arena, &lists, NULL));
	assert_true(desk_standing_lines(practice->desk, &practice->arena, &lines, &count, NULL));
	assert_int_equal(lists.count, 1);
	assert_int_equal(count, 1);
	assert_int_equal(on_lists_say(&lists, "RX1"), STANDING_PROHIBITED);
	assert_int_equal(standing(practice, "RX1"), STANDING_PROHIBITED);
	assert_int_equal(standing(practice, "RX2"), STANDING_VERIFY);
}

static void the_picker_finds_and_the_card_is_changed(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	OrganisationList list;
	const Organisation *found = NULL;
	assert_true(desk_find_organisations(desk, "corn royal", false, 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].code, "RX2");
	Organisation changed = list.items[0];
	changed.status = "closed";
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	assert_false(desk_put_organisation(desk, &changed, NULL));
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_true(desk_put_organisation(desk, &changed, NULL));
	assert_true(desk_organisation(desk, "RX2", &practice->arena, &found, NULL));
	assert_string_equal(found->status, "closed");
	assert_true(desk_find_organisations(desk, "corn", false, 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 0);
	assert_true(desk_find_organisations(desk, "corn", true, 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 1);
	changed.code = "RX9";
	assert_false(desk_put_organisation(desk, &changed, NULL));
	assert_false(desk_organisation(desk, "RX9", &practice->arena, &found, NULL));
	desk_lock(desk);
	assert_false(desk_find_organisations(desk, "corn", true, 10, &practice->arena, &list, NULL));
}

static void codes_are(Practice *practice, const OrganisationList *list, const char *codes)
{
	Text text = {.arena = &practice->arena};
	for (size_t i = 0; i < list->count; i++)
		text_add_print(&text, "%s%s", i ? " " : "", list->items[i].code);
	assert_string_equal(text_done(&text), codes);
}

/* The practice's list, those used here, trusts, the rest; nobody is referred to a commissioner. */
static void what_is_likeliest_stands_first(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	OrganisationList list;
	static const struct {
		const char *code, *name, *type;
	} rows[] = {
		{"Q1", "ABLE QUILL BOARD", "commissioner"},
		{"Q2", "ABLE QUILL CLINIC", NULL},
		{"Q3", "QUILL CLINIC", NULL},
		{"Q4", "QUILL HOSPITALS NHS TRUST", "trust"},
		{"Q5", "THE QUILL UNIT", NULL},
	};
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	for (size_t i = 0; i < countof(rows); i++) {
		Organisation changed = {.code = rows[i].code,
					.name = rows[i].name,
					.care = CARE_PLANNED,
					.system = SYSTEM_OTHER,
					.mig = TRUTH_FALSE,
					.type = rows[i].type};
		practice_organisation(practice, rows[i].code, rows[i].name, CARE_PLANNED, SYSTEM_OTHER);
		assert_true(desk_put_organisation(desk, &changed, NULL));
	}
	assert_true(desk_put_standing(desk, "Q5", STANDING_ALLOWED, NULL));
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	practice_refer(practice, ASHBY_MAUREEN, "e1", "Q3", PRACTICE_NOW);
	assert_true(desk_find_organisations(desk, "quill", false, 10, &practice->arena, &list, NULL));
	codes_are(practice, &list, "Q5 Q3 Q4 Q2 Q1");
	assert_true(desk_find_organisations(desk, "quill", false, 2, &practice->arena, &list, NULL));
	codes_are(practice, &list, "Q5 Q3");
	assert_int_equal(list.total, 5);
	assert_true(desk_find_for_referral(desk, "quill", 10, &practice->arena, &list, NULL));
	codes_are(practice, &list, "Q5 Q3 Q4 Q2");
	desk_lock(desk);
	assert_false(desk_find_for_referral(desk, "quill", 10, &practice->arena, &list, NULL));
}

/* The desk's own day: half past midnight in an English summer is the day before in Greenwich. */
static void the_picker_leaves_out_what_has_closed(void **state)
{
	Practice *practice = *state;
	OrganisationList list;
	const Organisation *found = NULL;
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_true(desk_organisation(practice->desk, "RX2", &practice->arena, &found, NULL));
	Organisation changed = *found;
	changed.closed = (Date){2026, 6, 11};
	assert_true(desk_put_organisation(practice->desk, &changed, NULL));
	practice->zone.first = 3600;
	practice->clock.now = (Instant){1781218740}; /* 2026-06-11T22:59:00Z */
	assert_true(desk_find_organisations(practice->desk, "corn", false, 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 1);
	practice->clock.now = (Instant){1781220600}; /* 23:30Z */
	assert_true(desk_find_organisations(practice->desk, "corn", false, 10, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 0);
}

static void one_that_is_in_no_list_gets_a_local_code(void **state)
{
	Practice *practice = *state;
	const char *code = NULL;
	const Organisation *found = NULL;
	Organisation added = {.name = "Dr Łuk & Söns, Holistic Footcare", .care = CARE_PLANNED};
	assert_true(desk_add_organisation(practice->desk, &added, &practice->arena, &code, NULL));
	assert_true(text_starts(code, "local-dr-"));
	assert_true(organisation_code_valid(code));
	assert_true(desk_organisation(practice->desk, code, &practice->arena, &found, NULL));
	assert_int_equal(found->system, SYSTEM_UNKNOWN);
	assert_int_equal(found->mig, TRUTH_FALSE);
	const char *second = NULL;
	assert_true(desk_add_organisation(practice->desk, &added, &practice->arena, &second, NULL));
	assert_string_equal(second, arena_print(&practice->arena, "%s-2", code));
	added.name = "…";
	assert_true(desk_add_organisation(practice->desk, &added, &practice->arena, &code, NULL));
	assert_string_equal(code, "local-organisation");
	added.name = "";
	assert_false(desk_add_organisation(practice->desk, &added, &practice->arena, &code, NULL));
	added = (Organisation){.name = "No care"};
	assert_false(desk_add_organisation(practice->desk, &added, &practice->arena, &code, NULL));
	practice_sign_in(practice, ROLE_CLINICIAN);
	added.care = CARE_PLANNED;
	assert_false(desk_add_organisation(practice->desk, &added, &practice->arena, &code, NULL));
}

static void an_unknown_system_is_set_by_who_refers(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	const Organisation *found = NULL;
	bool by_hand = false;
	practice_sign_in(practice, ROLE_PRIVACY_OFFICER);
	assert_false(desk_tell_system(desk, "RX2", SYSTEM_EMIS, NULL));
	practice_sign_in(practice, ROLE_RECEPTIONIST);
	assert_true(desk_tell_system(desk, "RX2", SYSTEM_EMIS, NULL));
	assert_true(desk_organisation(desk, "RX2", &practice->arena, &found, NULL));
	assert_int_equal(found->system, SYSTEM_EMIS);
	assert_true(practice->ledger.ops->set_by_hand(practice->ledger.self, "RX2", &by_hand, NULL) && by_hand);
	assert_false(desk_tell_system(desk, "RX2", SYSTEM_OTHER, NULL));
	assert_true(desk_tell_system(desk, "RX2", SYSTEM_EMIS, NULL));
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_true(desk_tell_system(desk, "RX2", SYSTEM_OTHER, NULL));
	assert_false(desk_tell_system(desk, "RX9", SYSTEM_OTHER, NULL));
}

static void accounts_are_added_and_closed(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	StaffList list;
	assert_true(desk_add_staff(desk, "Neha R", ROLE_NURSE, "four more plain words", NULL));
	assert_false(desk_add_staff(desk, "neha r", ROLE_NURSE, "four more plain words", NULL));
	assert_false(desk_add_staff(desk, "Ned", ROLE_NURSE, "short", NULL));
	assert_false(desk_add_staff(desk, "Ned", 0, "four more plain words", NULL));
	assert_true(desk_staff_list(desk, &practice->arena, &list, NULL));
	assert_int_equal(list.count, 6);
	for (size_t i = 0; i < list.count; i++)
		assert_null(list.items[i].passphrase);
	assert_true(desk_change_staff(desk, "neha r", ROLE_CLINICIAN, true, NULL));
	assert_true(desk_sign_in(desk, "Neha R", "four more plain words", NULL));
	assert_int_equal(desk_staff(desk)->role, ROLE_CLINICIAN);
	assert_false(desk_staff_list(desk, &practice->arena, &list, NULL));
	assert_false(desk_change_staff(desk, "Neha R", ROLE_ADMINISTRATOR, true, NULL));
	practice_sign_in(practice, ROLE_ADMINISTRATOR);
	assert_true(desk_change_staff(desk, "Neha R", ROLE_CLINICIAN, false, NULL));
	assert_false(desk_sign_in(desk, "Neha R", "four more plain words", NULL));
	assert_false(desk_change_staff(desk, "Nobody", ROLE_NURSE, true, NULL));
}

static void the_last_administrator_stays(void **state)
{
	Practice *practice = *state;
	Desk *desk = practice->desk;
	Error err;
	assert_false(desk_change_staff(desk, "Ada M", ROLE_ADMINISTRATOR, false, &err));
	assert_string_equal(err.text, "Ada M is the last administrator: make somebody else one first.");
	assert_false(desk_change_staff(desk, "ada m", ROLE_NURSE, true, NULL));
	assert_true(desk_change_staff(desk, "Pat O", ROLE_ADMINISTRATOR, true, NULL));
	assert_true(desk_change_staff(desk, "Ada M", ROLE_NURSE, true, NULL));
	/* The desk she is signed in at notices at her next act. */
	assert_false(desk_put_standing(desk, "RX1", STANDING_ALLOWED, &err));
	assert_string_equal(err.text, "The role of Ada M was changed: sign out and in again.");
}

SUITE
{
#define IN_PRACTICE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		IN_PRACTICE(the_lists_say_who_is_allowed),
		IN_PRACTICE(a_clock_set_back_brings_no_old_standing_back),
		IN_PRACTICE(a_voided_standing_does_not_count),
		IN_PRACTICE(lists_hold_what_was_said_last),
		IN_PRACTICE(lists_say_what_decisions_go_by),
		IN_PRACTICE(the_picker_finds_and_the_card_is_changed),
		IN_PRACTICE(what_is_likeliest_stands_first),
		IN_PRACTICE(the_picker_leaves_out_what_has_closed),
		IN_PRACTICE(one_that_is_in_no_list_gets_a_local_code),
		IN_PRACTICE(an_unknown_system_is_set_by_who_refers),
		IN_PRACTICE(accounts_are_added_and_closed),
		IN_PRACTICE(the_last_administrator_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
