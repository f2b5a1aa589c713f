#include "model/lists/lists.h"

#include "unit.h"

#include "base/macros.h"
#include "base/text.h"
#include "model/audit/audit.h"

#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/desk/inside.h"
#include "model/stage/at_practice.h"

/* The call is refused, with `part` in the sentence, and nothing was told. */
static void tells_nothing(int64_t head, bool done, const char *part)
{
	refused(done, part);
	assert_int_equal(desk_head(practice.desk), head);
}

static const Organisation *known(const char *code)
{
	const Organisation *organisation = NULL;
	ok(desk_organisation(practice.desk, code, &practice.arena, &organisation, &practice.err));
	return organisation;
}

static void systems_are_set_as_by_hand(void **state)
{
	static const SystemRow rows[] = {
		{"RX2", SYSTEM_EMIS, TRUTH_TRUE, TRUTH_TRUE, 2},
		{"RX1", SYSTEM_SYSTMONE, 0, 0, 3},
		{"C82001", 0, TRUTH_TRUE, 0, 4},
	};
	static const SystemRow summary[] = {{"RX2", 0, 0, TRUTH_FALSE, 2}, {"RX1", 0, 0, 0, 3}};
	ListLoaded loaded;
	bool by_hand = false;
	ok(desk_load_systems(practice.desk, rows, countof(rows), &loaded, &practice.err));
	assert_int_equal(loaded.changed, 2);
	assert_int_equal(loaded.known, 1);
	assert_int_equal(known("RX2")->system, SYSTEM_EMIS);
	assert_int_equal(known("RX2")->mig, TRUTH_TRUE);
	assert_int_equal(known("C82001")->system, SYSTEM_SYSTMONE);
	assert_int_equal(known("C82001")->mig, TRUTH_TRUE);
	ok(practice.ledger.ops->set_by_hand(practice.ledger.self, "RX2", &by_hand, &practice.err));
	assert_true(by_hand);
	assert_int_equal(known("RX2")->scr, TRUTH_TRUE);
	assert_int_equal(known("C82001")->scr, 0);
	ok(desk_load_systems(practice.desk, summary, countof(summary), &loaded, &practice.err));
	assert_int_equal(loaded.changed, 1);
	assert_int_equal(known("RX2")->scr, TRUTH_FALSE);
	assert_int_equal(known("RX2")->system, SYSTEM_EMIS);
	assert_int_equal(known("RX2")->mig, TRUTH_TRUE);
}

static void unknown_codes_are_all_named(void **state)
{
	static const SystemRow rows[] = {
		{"XX1", SYSTEM_EMIS, 0, 0, 2},
		{"RX2", SYSTEM_EMIS, 0, 0, 3},
		{"XX2", SYSTEM_OTHER, 0, 0, 9},
	};
	static const SystemRow twice[] = {{"RX1", SYSTEM_EMIS, 0, 0, 2}, {"RX1", SYSTEM_OTHER, 0, 0, 5}};
	SystemRow many[40];
	ListLoaded loaded;
	const int64_t head = desk_head(practice.desk);
	tells_nothing(head, desk_load_systems(practice.desk, rows, countof(rows), &loaded, &practice.err),
		      "does not know line 2 XX1, line 9 XX2; import");
	assert_int_equal(known("RX2")->system, SYSTEM_UNKNOWN);
	tells_nothing(head, desk_load_systems(practice.desk, twice, 2, &loaded, &practice.err),
		      "line 5: RX1 was said on line 2");
	for (size_t i = 0; i < countof(many); i++)
		many[i] = (SystemRow){arena_print(&practice.arena, "local-an-organisation-nobody-%zu", i), SYSTEM_EMIS,
				      0, 0, 100000 + (int64_t)i};
	tells_nothing(head, desk_load_systems(practice.desk, many, countof(many), &loaded, &practice.err),
		      " more; import");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	tells_nothing(head, desk_load_systems(practice.desk, rows, 1, &loaded, &practice.err), "change organisations");
}

static void standings_are_told_with_who_and_why(void **state)
{
	static const StandingRow rows[] = {{"RX1", STANDING_ALLOWED, 2}, {"RX2", STANDING_PROHIBITED, 3}};
	static const StandingRow after[] = {{"RX1", STANDING_ALLOWED, 2}, {"RX2", STANDING_VERIFY, 3}};
	const StandingLine *lines;
	char path[TABLE_PATH_MAX];
	ListLoaded loaded;
	size_t count;
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	ok(desk_load_standings(practice.desk, rows, 2, "from the file lists.csv", &loaded, &practice.err));
	assert_int_equal(loaded.changed, 2);
	ok(desk_standing_lines(practice.desk, &practice.arena, &lines, &count, &practice.err));
	assert_int_equal(count, 2);
	assert_string_equal(lines[1].text, "prohibited since 22-Nov-2026, said by Pat O");
	assert_string_equal(lines[1].fact->note, "from the file lists.csv");
	const Table table = table_of_standings(lines, count, &practice.arena);
	assert_int_equal(table.rows, 3);
	assert_string_equal(table.cells[3 * 2 + 0], "RX2");
	assert_string_equal(table.cells[3 * 2 + 1], "prohibited");
	assert_string_equal(table.cells[3 * 2 + 2], "Royal Cornwall Hospitals");
	tells_nothing(desk_head(practice.desk),
		      desk_write_table(practice.desk, &table, "lists.csv", path, &practice.err), "writes no files");
	ok(desk_load_standings(practice.desk, after, 2, NULL, &loaded, &practice.err));
	assert_int_equal(loaded.changed, 1);
	assert_int_equal(loaded.known, 1);
	ok(desk_standing_lines(practice.desk, &practice.arena, &lines, &count, &practice.err));
	assert_int_equal(count, 1);
	const int64_t head = desk_head(practice.desk);
	ok(desk_load_standings(practice.desk, after, 2, NULL, &loaded, &practice.err));
	assert_int_equal(desk_head(practice.desk), head);
}

static void a_wrong_list_of_standings_changes_nothing(void **state)
{
	static const StandingRow unknown[] = {{"RX1", STANDING_ALLOWED, 2}, {"XX1", STANDING_ALLOWED, 3}};
	static const StandingRow self[] = {{"RX1", STANDING_ALLOWED, 2}, {"C82001", STANDING_PROHIBITED, 3}};
	static const StandingRow twice[] = {{"RX1", STANDING_ALLOWED, 2}, {"RX1", STANDING_PROHIBITED, 3}};
	const int64_t head = desk_head(practice.desk);
	ListLoaded loaded;
	tells_nothing(head, desk_load_standings(practice.desk, unknown, 2, NULL, &loaded, &practice.err), "line 3 XX1");
	tells_nothing(head, desk_load_standings(practice.desk, self, 2, NULL, &loaded, &practice.err),
		      "line 3: C82001 is this practice");
	tells_nothing(head, desk_load_standings(practice.desk, twice, 2, NULL, &loaded, &practice.err),
		      "said on line 2");
	practice_sign_in(&practice, ROLE_CLINICIAN);
	tells_nothing(head, desk_load_standings(practice.desk, unknown, 1, NULL, &loaded, &practice.err),
		      "standing lists");
}

/* A name that a shell, or a program at its start, would read is none. */
static bool keep_name(void *self, const Table *table, const char *folder, const char *name, char *path, size_t room,
		      Error *err)
{
	return text_print(path, room, "%s/%s", folder, name) < room;
}

static void test_a_table_has_a_plain_name(void **state)
{
	static const char *const right[] = {"lists.csv", "To pass on 2.csv", "figures-2026-11.csv", "a.csv"};
	static const char *const wrong[] = {
		"",
		".csv",
		".bashrc",
		"..csv",
		"lists",
		"lists.CSV",
		"lists.csv ",
		"lists.csv.sh",
		"/tmp/lists.csv",
		"../lists.csv",
		"~/lists.csv",
		"a/b.csv",
		"$(id).csv",
		"-rf.csv",
		"a\nb.csv",
		"\xc3\xa9.csv",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.csv"};
	static const char *const cells[] = {"code"};
	const Table table = {cells, 1, 1};
	char path[TABLE_PATH_MAX] = "";
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	practice.desk->ports.tables = (TablePort){.write = keep_name};
	ok(desk_put_setting(practice.desk, "receipt-folder", "/srv/receipts", &practice.err));
	for (size_t i = 0; i < countof(right); i++)
		ok(desk_write_table(practice.desk, &table, right[i], path, &practice.err));
	assert_string_equal(path, "/srv/receipts/a.csv");
	for (size_t i = 0; i < countof(wrong); i++) {
		path[0] = '\0';
		if (desk_write_table(practice.desk, &table, wrong[i], path, &practice.err) || path[0])
			fail_msg("taken: %s", wrong[i]);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(test_a_table_has_a_plain_name),
		TEST(systems_are_set_as_by_hand),
		TEST(unknown_codes_are_all_named),
		TEST(standings_are_told_with_who_and_why),
		TEST(a_wrong_list_of_standings_changes_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
