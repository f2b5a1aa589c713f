/* The desk's own settings: it starts whatever sharedesk.ini holds, and says what is wrong there. */
#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command/session.h"

static char folder[] = "/tmp/sharedesk-session-XXXXXX";

static const char *in_folder(const char *name)
{
	static char path[128];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void put_settings(const char *text)
{
	FILE *file = fopen(in_folder("sharedesk/sharedesk.ini"), "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
	assert_int_equal(chmod(in_folder("sharedesk/sharedesk.ini"), 0600), 0);
}

/* What the desk says as it starts; "" for nothing. */
static void opened(bool demo, char said[512])
{
	Session session;
	Error err = {0};
	if (!session_open_desk("unused", STORE_MEMORY, demo, &session, &err))
		fail_msg("%s", err.text);
	assert_non_null(session.desk);
	snprintf(said, 512, "%s", session.notice ? session.notice : "");
	session_close(&session);
}

static void test_settings(void **state)
{
	char said[512];
	opened(false, said);
	assert_string_equal(said, "");
	put_settings("[send]\nemail = smtp\n[smtp]\nurl = smtps://mail.example\nfrom = a@b.example\n");
	opened(false, said);
	assert_string_equal(said, "");
	put_settings("[send]\nemail = smtp\ncolour = red\n");
	opened(false, said);
	assert_ptr_equal(strstr(said, "Nothing can be sent. "), said);
	assert_non_null(strstr(said, "sharedesk.ini, line 3: there is no key \"colour\" in [send]"));
	opened(true, said);
	assert_string_equal(said, "");
}

/* What it keeps of a passphrase is as dear as what libsodium calls INTERACTIVE, however cheap tests are. */
static void a_passphrase_is_kept_at_its_full_price(void **state)
{
	Session session;
	Error err = {0};
	StaffList staff;
	const SetUp first = {.practice = "C82001",
			     .practice_name = "The Practice",
			     .admin = "Ada M",
			     .passphrase = "three plain words"};
	if (!session_open_desk("unused", STORE_MEMORY, false, &session, &err) ||
	    !desk_set_up(session.desk, &first, &err) ||
	    !session.ledger.ops->staff_all(session.ledger.self, &session.arena, &staff, &err))
		fail_msg("%s", err.text);
	assert_int_equal(staff.count, 1);
	assert_int_equal(crypto_pwhash_str_needs_rehash(staff.items[0].passphrase, crypto_pwhash_OPSLIMIT_INTERACTIVE,
							crypto_pwhash_MEMLIMIT_INTERACTIVE),
			 0);
	session_close(&session);
}

static void started(char said[512])
{
	Session session;
	Error err = {0};
	if (!session_open_desk("desk.db", STORE_CREATE, false, &session, &err))
		fail_msg("%s", err.text);
	snprintf(said, 512, "%s", session.notice ? session.notice : "");
	session_close(&session);
}

/* A key that lies there without its database: a practice was kept here. Not so once set-up was left half-way. */
static void a_key_without_a_practice_is_said(void **state)
{
	char said[512];
	Error err = {0};
	unlink(in_folder("desk.key"));
	unlink(in_folder("sharedesk/sharedesk.ini"));
	started(said);
	assert_string_equal(said, "");
	assert_true(session_look_for_practice("desk.db", &err));
	assert_int_equal(unlink(in_folder("desk.db")), 0);
	assert_false(session_look_for_practice("desk.db", &err));
	assert_non_null(strstr(err.text, "bring it back with sharedesk restore"));
	assert_int_equal(access(in_folder("desk.db"), F_OK), -1);
	unlink(in_folder("desk.key"));
	assert_true(session_look_for_practice("desk.db", &err));
}

static int begin(void **state)
{
	if (!mkdtemp(folder) || mkdir(in_folder("sharedesk"), 0700) != 0)
		return -1;
	return chdir(folder) || setenv("XDG_CONFIG_HOME", folder, 1);
}

static int end(void **state)
{
	unlink(in_folder("sharedesk/sharedesk.ini"));
	unlink(in_folder("desk.key"));
	rmdir(in_folder("sharedesk"));
	return rmdir(folder);
}

SUITE
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_settings),
					   cmocka_unit_test(a_passphrase_is_kept_at_its_full_price),
					   cmocka_unit_test(a_key_without_a_practice_is_said)};
	return cmocka_run_group_tests(tests, begin, end);
}
