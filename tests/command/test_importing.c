/* Files imported from within the desk: looked at with nothing of it told, taken, refused, stopped. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/session.h"
#include "model/desk/here.h"
#include "model/lists/lists.h"

static char folder[] = "/tmp/sharedesk-importing-XXXXXX";
static char path[64], database[64], key[64]; /* in it */
static Session session;
static Error err;
static int lines_left; /* until it is stopped */

#define HEAD "NHS Number,Surname,Forename,DOB\n"
#define ROWS HEAD "9990000018,Ashby,Maureen,11/02/1951\n9990000026,Ashby,Neil,03/03/1988\n"

static void ok(bool done)
{
	if (!done)
		fail_msg("%s", err.text);
}

static void put(const char *text)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static int lasts, stop_at; /* how often the end was told, and at which time it is stopped; 0: never */

static bool go_on(void *self, int64_t done, int64_t total)
{
	lasts += done >= total;
	return lasts != stop_at && lines_left-- > 0;
}

static int begin(void **state)
{
	const SetUp first = {.practice = "C82001",
			     .practice_name = "The Practice",
			     .admin = "Ada M",
			     .passphrase = "three plain words"};
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/list.csv", folder);
	snprintf(database, sizeof database, "%s/desk.db", folder);
	snprintf(key, sizeof key, "%s/desk.key", folder);
	ok(session_open_desk(database, STORE_MEMORY, false, &session, &err));
	ok(desk_set_up(session.desk, &first, &err));
	ok(desk_sign_in(session.desk, first.admin, first.passphrase, &err));
	lines_left = 1000;
	stop_at = 0;
	session.importing.go_on = go_on;
	return 0;
}

static int end(void **state)
{
	session_close(&session);
	unlink(path);
	unlink(key);
	assert_int_equal(rmdir(folder), 0);
	memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
	return 0;
}

static ImportSeen look(void)
{
	ImportSeen seen = {0};
	const int64_t head = desk_head(session.desk);
	ok(desk_look_at_file(session.desk, path, &session.arena, &seen, &err));
	assert_int_equal(desk_head(session.desk), head);
	return seen;
}

static void nothing_is_told_by_looking(void **state)
{
	put(ROWS);
	const int64_t head = desk_head(session.desk);
	ImportSeen seen = look(), taken;
	assert_true(seen.right);
	assert_non_null(strstr(seen.said, "2 new, 0 changed"));
	seen = look();
	assert_non_null(strstr(seen.said, "2 new, 0 changed"));
	ok(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_true(desk_head(session.desk) > head);
	assert_non_null(strstr(look().said, "0 new, 0 changed, 2 the same"));
}

/* A list of the site's own begins a transaction of its own; what is told after a look stays. */
static void a_look_ends_with_all_undone(void **state)
{
	Standing standing;
	put("code,standing\nC82001,allowed\n");
	ImportSeen seen;
	assert_false(desk_look_at_file(session.desk, path, &session.arena, &seen, &err));
	assert_non_null(strstr(err.text, "this practice itself"));
	put("code,system\nC82001,emis\n");
	seen = look();
	assert_true(seen.right);
	assert_int_equal(desk_practice(session.desk)->system, SYSTEM_UNKNOWN);
	ok(desk_tell_system(session.desk, "C82001", SYSTEM_SYSTMONE, &err));
	assert_int_equal(desk_practice(session.desk)->system, SYSTEM_SYSTMONE);
	ok(desk_standing(session.desk, "C82001", &standing, &err));
}

static void every_line_that_is_not_right_is_listed(void **state)
{
	ImportSeen seen, taken;
	put(HEAD "9990000018,Ashby,Maureen,11/02/51\n9990000027,Ashby,Neil,03/03/1988\n"
		 "9990000034,\"Okafor\"x,Chidi,02/06/2011\n");
	const int64_t head = desk_head(session.desk);
	seen = look();
	assert_false(seen.right);
	assert_int_equal(seen.count, 3);
	assert_non_null(strstr(seen.rows[0], "line 2, DOB: "));
	assert_non_null(strstr(seen.rows[1], "line 3, NHS Number: "));
	assert_string_equal(seen.rows[2], "line 4: a quotation mark is out of place or not closed.");
	assert_false(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_int_equal(desk_head(session.desk), head);
}

static void a_file_that_changed_is_looked_at_again(void **state)
{
	ImportSeen seen, taken;
	put(ROWS);
	seen = look();
	put(ROWS "9990000034,Okafor,Chidi,02/06/2011\n");
	const int64_t head = desk_head(session.desk);
	assert_false(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_non_null(strstr(err.text, "has changed since"));
	assert_int_equal(desk_head(session.desk), head);
}

static void sign_in_as(Role role)
{
	ok(desk_add_staff(session.desk, "Other O", role, "three plain words", &err));
	ok(desk_sign_in(session.desk, "Other O", "three plain words", &err));
}

static size_t expected_today(void)
{
	desk_here_look(session.desk);
	return desk_here(session.desk, &session.arena).count;
}

static void a_receptionist_takes_in_todays_list_and_no_other(void **state)
{
	ImportSeen seen, taken;
	put(ROWS);
	seen = look();
	ok(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	sign_in_as(ROLE_RECEPTIONIST);
	assert_false(desk_look_at_file(session.desk, path, &session.arena, &seen, &err));
	assert_non_null(strstr(err.text, "A receptionist may not import files"));
	put("NHS no.,Time,With\n9990000018,09:10,Dr Shah\n9990000034,09:20,\n");
	seen = look();
	assert_true(seen.right);
	assert_non_null(strstr(seen.said, "1 patient expected today; 1 whom nobody here knows."));
	assert_int_equal(seen.count, 1);
	assert_string_equal(seen.rows[0], "line 3: nobody here has the NHS number 999 000 0034; left out.");
	assert_int_equal(expected_today(), 0);
	ok(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_int_equal(expected_today(), 1);
}

static void a_privacy_officer_takes_in_none(void **state)
{
	ImportSeen seen;
	put("NHS no.,Time\n9990000018,09:10\n");
	sign_in_as(ROLE_PRIVACY_OFFICER);
	assert_false(desk_look_at_file(session.desk, path, &session.arena, &seen, &err));
}

static void stopped_nothing_is_taken(void **state)
{
	ImportSeen seen, taken;
	put(ROWS);
	seen = look();
	const int64_t head = desk_head(session.desk);
	lines_left = 1;
	assert_false(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_non_null(strstr(err.text, "Stopped"));
	assert_int_equal(desk_head(session.desk), head);
	lines_left = 1;
	assert_false(desk_look_at_file(session.desk, path, &session.arena, &seen, &err));
	lines_left = 1000;
	ok(desk_look_at_file(session.desk, path, &session.arena, &seen, &err)); /* the trial before it has ended */
	assert_true(seen.right);
}

/* Behind the last line a file can be stopped once more. */
static void the_last_moment_to_stop_is_before_it_is_kept(void **state)
{
	ImportSeen taken;
	put(ROWS);
	lasts = 0;
	ImportSeen seen = look();
	const int64_t head = desk_head(session.desk);
	const int last = lasts;
	assert_true(last > 0);
	lasts = 0, stop_at = last;
	assert_false(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_non_null(strstr(err.text, "Stopped"));
	assert_int_equal(desk_head(session.desk), head);
	lasts = 0, stop_at = last + 1;
	ok(desk_take_file(session.desk, path, &seen, &session.arena, &taken, &err));
	assert_true(desk_head(session.desk) > head);
	stop_at = 0;
}

static void a_name_is_read_as_it_is_dropped(void **state)
{
	ImportSeen seen;
	char quoted[80], home[80];
	put(ROWS);
	snprintf(quoted, sizeof quoted, " '%s' ", path);
	ok(desk_look_at_file(session.desk, quoted, &session.arena, &seen, &err));
	setenv("HOME", "/tmp", 1);
	snprintf(home, sizeof home, "~%s", path + strlen("/tmp"));
	ok(desk_look_at_file(session.desk, home, &session.arena, &seen, &err));
	assert_false(desk_look_at_file(session.desk, "", &session.arena, &seen, &err));
	assert_false(desk_look_at_file(session.desk, "/nothing/here", &session.arena, &seen, &err));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_is_told_by_looking, begin, end),
		cmocka_unit_test_setup_teardown(a_look_ends_with_all_undone, begin, end),
		cmocka_unit_test_setup_teardown(every_line_that_is_not_right_is_listed, begin, end),
		cmocka_unit_test_setup_teardown(a_file_that_changed_is_looked_at_again, begin, end),
		cmocka_unit_test_setup_teardown(a_receptionist_takes_in_todays_list_and_no_other, begin, end),
		cmocka_unit_test_setup_teardown(a_privacy_officer_takes_in_none, begin, end),
		cmocka_unit_test_setup_teardown(stopped_nothing_is_taken, begin, end),
		cmocka_unit_test_setup_teardown(the_last_moment_to_stop_is_before_it_is_kept, begin, end),
		cmocka_unit_test_setup_teardown(a_name_is_read_as_it_is_dropped, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
