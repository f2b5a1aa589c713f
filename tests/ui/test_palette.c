#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/work.h"
#include "model/facts/nhs_number.h"
#include "ui/lookup.h"
#include "ui/scenes.h"
#include "ui/screens/sharing/sharing.h"
#include "ui/synonyms.h"

static void type(Drive *drive, const char *typed)
{
	scoped(arena_free) Arena arena = {0};
	drive_keys(drive, arena_print(&arena, "ctrl-p \"%s\"", typed));
}

static bool finds(Drive *drive, const char *typed)
{
	bool found;
	type(drive, typed);
	found = !drive_shows(drive, "Nothing matches");
	drive_keys(drive, "esc");
	return found;
}

/* What staff call it finds an action; from Home, where no patient is open, the way to one. */
static void what_people_call_it_finds_an_action(void **state)
{
	static const char *const words[] = {
		"code",	     "telephone", "sms",	 "change",  "mind",	"withdraw",    "stop",	  "print",
		"pdf",	     "phone",	  "mobile",	 "address", "language", "interpreter", "private", "mistake",
		"emergency", "hospital",  "new patient", "died",    "moved",	"quit",	       "exit",	  "log out",
		"password",  "pin",	  "role",	 "e-mail",  "ask",	"refer",       "log off",
	};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive home = stage_drive(stage, NULL, NULL, 24, 80);
	Drive sharing = stage_drive(stage, &screen_matrix, stage_chart(stage, MAUREEN), 24, 80);
	for (size_t i = 0; i < countof(words); i++) {
		if (!finds(&sharing, words[i]))
			fail_msg("on the Sharing tab: %s", words[i]);
		if (!finds(&home, words[i]))
			fail_msg("on Home: %s", words[i]);
	}
	assert_false(finds(&home, "zzz"));
	drive_close(&home);
	drive_close(&sharing);
	stage_close(stage);
}

static void a_word_of_another_name_is_as_pictured(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "palette-sms", NULL, NULL, "ctrl-p \"sms\"");
	stage_close(stage);
}

static bool lists(Drive *drive, const char *typed, const char *shown)
{
	bool found;
	type(drive, typed);
	found = drive_shows(drive, shown);
	drive_keys(drive, "esc");
	return found;
}

/* Where a word leads to, by the name of the action; on a page of a patient, or on Home. */
static void a_word_leads_to_its_action(void **state)
{
	static const struct {
		const char *typed, *sharing, *home;
	} words[] = {
		{"telephone", "Contact:", "Search:"},
		{"sms", "Contact:", "Search:"},
		{"opt out", "Choices:", "Search:"},
		{"change mind", "Change of mind:", "Search:"},
		{"withdraw", "Change of mind:", "Search:"},
		{"mistake", "Undo:", "Undo:"},
		{"print", "Receipt:", "Search:"},
		{"quit", "Close:", "Close:"},
		{"new patient", "Add a patient:", "Add a patient:"},
		{"interpreter", "Contact:", "Search:"},
		{"emergency", "Override:", "Search:"},
		{"study", "Choices:", "Search:"},
		{"research", "Choices:", "Search:"},
		{"ctrl-q", "Close:", "Close:"},
		{"f10", "Lock:", "Lock:"},
		{"discarge", "Discharge:", NULL}, /* one slip */
		{"whats", NULL, NULL},
		{"who sees", "Who sees it:", NULL}, /* of another page */
	};
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive home = stage_drive(stage, NULL, NULL, 50, 110);
	Drive sharing = stage_drive(stage, NULL, NULL, 50, 110);
	assert_true(app_open(sharing.app, &screen_matrix, stage_chart(stage, MAUREEN)));
	for (size_t i = 0; i < countof(words); i++) {
		if (words[i].sharing && !lists(&sharing, words[i].typed, words[i].sharing))
			fail_msg("on the Sharing tab: %s", words[i].typed);
		if (words[i].home && !lists(&home, words[i].typed, words[i].home))
			fail_msg("on Home: %s", words[i].typed);
	}
	drive_close(&home);
	drive_close(&sharing);
	stage_close(stage);
}

/* The row that Enter takes. */
static const char *first_of(Drive *drive, const char *typed)
{
	const char *row;
	type(drive, typed);
	row = strstr(drive_text(drive), "▌");
	drive_keys(drive, "esc");
	return row ? arena_bytes(&drive->arena, row, strcspn(row, "\n")) : "";
}

/* On Home nothing leads home or back; and a letter that is typed there is no key. */
static void what_leads_nowhere_is_not_listed(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive home = stage_drive(stage, NULL, NULL, 24, 80);
	assert_true(text_starts(first_of(&home, "print"), "▌Search: Search for a patient."));
	assert_null(strchr(first_of(&home, "print"), '/'));
	assert_false(lists(&home, "back", "Back:"));
	drive_keys(&home, "f1 \"search for\"");
	assert_true(drive_shows(&home, "Ctrl-P "));
	drive_keys(&home, "esc");
	assert_true(app_open(home.app, &screen_matrix, stage_chart(stage, MAUREEN)));
	assert_non_null(strchr(first_of(&home, "search"), '/'));
	assert_true(lists(&home, "home", "Home:"));
	type(&home, "back");
	assert_true(drive_shows(&home, "▌Back:"));
	drive_keys(&home, "enter");
	assert_int_equal(app_depth(home.app), 1);
	drive_close(&home);
	stage_close(stage);
}

static void each_synonym_finds(Drive *drive, const Binding *row, const char *on)
{
	scoped(arena_free) Arena arena = {0};
	const char *name = arena_print(&arena, "%s:", row->name);
	const char *words = synonyms_of(&arena, arena_print(&arena, "%s %s", row->name, row->help));
	for (size_t n; *words; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n > 0 && !lists(drive, arena_bytes(&arena, words, n), name))
			fail_msg("%s: \"%.*s\" does not find %s\n%s", on, (int)n, words, name, drive_text(drive));
	}
}

/* Every word of the table of synonyms, on every screen, for every action there that it belongs to. */
static void every_synonym_finds_its_action(void **state)
{
	const Screen *last = NULL;
	for (size_t i = 0; scenes[i].name; i++) {
		Stage *stage = stage_open_sending(scenes[i].role);
		Drive drive = stage_drive(stage, NULL, NULL, 70, 110);
		scene_go(stage, &drive, &scenes[i]);
		const Screen *screen = app_screen(drive.app);
		drive_keys(&drive, "ctrl-p");
		if (app_screen(drive.app) != &screen_palette) /* something is asked */
			screen = last;
		else
			drive_keys(&drive, "esc");
		for (size_t j = 0; screen != last && j < screen->keymap.count; j++) {
			const Binding *row = &screen->keymap.rows[j];
			if (row->name && !row->answer && (!row->right || desk_may(stage->desk, row->right)))
				each_synonym_finds(&drive, row, scenes[i].name);
		}
		last = screen;
		drive_close(&drive);
		stage_close(stage);
	}
}

static void what_was_done_last_stands_first(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	type(&drive, "organisations");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "organisations");
	drive_keys(&drive, "esc ctrl-p");
	assert_true(text_starts(drive_row(&drive, 2), "▌Organisations: Find an"));
	drive_keys(&drive, "esc");
	drive_close(&drive);
	stage_close(stage);
}

/* "ask ashby" is her questions, from wherever one is; what waits has a line of its own. */
static void what_is_to_be_done_is_found(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	stage_golden(stage, "palette-ask", NULL, NULL, "ctrl-p \"ask ash\"");
	type(&drive, "ask ashby 1950");
	assert_false(drive_shows(&drive, "Ask ASHBY")); /* hers was 1951 */
	drive_keys(&drive, "esc");
	drive_keys(&drive, "\"singh\" enter");
	type(&drive, "ask ashby mau");
	assert_true(drive_shows(&drive, "▌Ask ASHBY, Maureen (Mrs): 2 questions due"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "ask");
	assert_true(drive_shows(&drive, "ASHBY, Maureen"));
	drive_keys(&drive, "esc esc esc");
	type(&drive, "code okafor");
	assert_true(drive_shows(&drive, "Codes waiting: Okafor C"));
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "request");
	drive_close(&drive);
	stage_close(stage);
}

static void refer(Stage *stage, unsigned first, unsigned count)
{
	for (unsigned i = first; i < first + count; i++) {
		Fact fact = FACT_NONE;
		fact.kind = FACT_REFERRED;
		fact.patient = nhs_number_test(100000 + i, 0).digits;
		fact.episode = arena_print(&stage->arena, "asked-%u", i);
		fact.org = "RX1";
		stage_tell(stage, fact);
	}
	while (desk_work(stage->desk).counting)
		desk_work_step(stage->desk, 100);
}

/* Of whom much is found, those whom something is to be asked are offered, and how to find the others. */
static void of_many_of_a_name_those_with_questions_are_asked(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_people(stage, 40);
	refer(stage, 30, 2);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	type(&drive, "ask zeta");
	assert_true(drive_shows(&drive, "Ask ZETA30, Zoe: 1 question due"));
	assert_true(drive_shows(&drive, "Ask ZETA31, Zoe: 1 question due"));
	assert_false(drive_shows(&drive, "and more"));
	drive_keys(&drive, "esc");
	refer(stage, 10, 12);
	type(&drive, "ask zeta");
	assert_true(drive_shows(&drive, "and more: add a given name, a year of birth"));
	drive_close(&drive);
	stage_close(stage);
}

static void a_name_like_it_comes_last(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	type(&drive, "ask ashbey");
	assert_true(drive_shows(&drive, "Ask ASHBY, Maureen (Mrs): 2 questions due"));
	assert_true(drive_shows(&drive, "a name like it"));
	drive_close(&drive);
	stage_close(stage);
}

/* An action of another page goes there and names its key; one of Home is done. */
static void an_action_of_another_page_leads_there(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	Drive drive = stage_drive(stage, NULL, NULL, 24, 80);
	drive_keys(&drive, "\"maureen\" enter");
	type(&drive, "who sees");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "record");
	assert_true(drive_shows(&drive, "Who sees it is v, on the row that is selected."));
	type(&drive, "new patient");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "add-patient");
	drive_keys(&drive, "\"9\"");
	type(&drive, "ask ashby mau");
	drive_keys(&drive, "enter");
	assert_string_equal(app_screen(drive.app)->name, "add-patient");
	assert_true(drive_shows(&drive, "What was typed or answered here is not saved"));
	drive_close(&drive);
	stage_close(stage);
}

static void who_may_is_said(void **state)
{
	Stage *stage = stage_open(ROLE_RECEPTIONIST);
	stage_golden(stage, "palette-others", NULL, NULL, "ctrl-p \"staff\"");
	stage_close(stage);
}

/* Palette and help show nobody what is not theirs. */
static void each_role_is_shown_what_is_theirs(void **state)
{
	static const struct {
		const char *typed, *shown;
		Act right;
	} places[] = {
		{"staff", "Staff: See who works", ACT_STAFF},
		{"accounts", "Accounts: See who may", ACT_SEE_ACCOUNTS},
		{"looked", "Who has looked: See who", ACT_SEE_AUDIT},
		{"standing", "Standing lists: See which", ACT_STANDING},
		{"figures", "Figures: Count the answers", ACT_SEE_FIGURES},
		{"organisations", "Organisations: Find an", 0},
		{"settings", "Settings: Change what holds", ACT_SETTINGS},
		{"my desk", "My desk: Theme, mouse", 0},
	};
	for (Role role = ROLE_RECEPTIONIST; role <= ROLE_ADMINISTRATOR; role++) {
		Stage *stage = stage_open(role);
		Drive drive = stage_drive(stage, NULL, NULL, 40, 80);
		for (size_t i = 0; i < countof(places); i++) {
			const bool may = !places[i].right || role_may(role, places[i].right);
			if (lists(&drive, places[i].typed, places[i].shown) != may)
				fail_msg("%s, %s", words_text(&role_words, role), places[i].typed);
		}
		drive_keys(&drive, "f1");
		assert_int_equal(drive_shows(&drive, "See who works at the desk"), role_may(role, ACT_STAFF));
		drive_close(&drive);
		stage_close(stage);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_call_it_finds_an_action),
		cmocka_unit_test(a_word_of_another_name_is_as_pictured),
		cmocka_unit_test(a_word_leads_to_its_action),
		cmocka_unit_test(what_leads_nowhere_is_not_listed),
		cmocka_unit_test(every_synonym_finds_its_action),
		cmocka_unit_test(what_was_done_last_stands_first),
		cmocka_unit_test(what_is_to_be_done_is_found),
		cmocka_unit_test(of_many_of_a_name_those_with_questions_are_asked),
		cmocka_unit_test(a_name_like_it_comes_last),
		cmocka_unit_test(an_action_of_another_page_leads_there),
		cmocka_unit_test(who_may_is_said),
		cmocka_unit_test(each_role_is_shown_what_is_theirs),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
