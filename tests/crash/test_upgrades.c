/* test_upgrades FOLDER [full [PREFIX]] : a database of each older program (tests/command/old; or of those whose names
 * begin so) is brought to today by a desk that starts. It is killed at its first step, its second, and so on until it
 * is done; other faults strike some of them; in the short form each database has one fault at some steps. The next
 * start goes on: each line that was there is there, what the upgrade itself tells is told once, and all is whole. */
#include "store/sample.h"

#include <dirent.h>

#include "base/macros.h"
#include "command/session.h"
#include "crash/strike.h"
#include "store/county.h"
#include "store/verify.h"

enum { STEPS_MAX = 1000000 };

static const char *old, *prefix = "";
static bool full;

typedef struct Upgrade {
	Sample sample; /* its path is the database that is brought to today */
	char made[128], made_key[128], key[128];
	bool keyed;
	int64_t count;	     /* of the lines that there were */
	const char *lines;   /* those */
	const char *kinds;   /* of all that there are after an upgrade that nothing struck */
	int struck, refused; /* how often */
} Upgrade;

/* --- What is there --- */

static const char *text_of(Upgrade *upgrade, const char *path, const char *sql, int64_t limit)
{
	sqlite3 *raw;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &statement, NULL), SQLITE_OK);
	sqlite3_bind_int64(statement, 1, limit);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	const char *found = arena_text(&upgrade->sample.arena, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return found;
}

static const char *lines_of(Upgrade *upgrade, const char *path, int64_t limit)
{
	return text_of(upgrade, path,
		       "SELECT group_concat(seq || kind || coalesce(id, '') || hex(seal)) FROM (SELECT * FROM ledger "
		       "ORDER BY seq LIMIT ?)",
		       limit);
}

static const char *kinds_of(Upgrade *upgrade)
{
	return text_of(
		upgrade, upgrade->sample.path,
		"SELECT group_concat(kind || coalesce(name, '')) FROM (SELECT * FROM ledger ORDER BY seq LIMIT ?)", -1);
}

static bool start(const char *path, Session *session, Error *err)
{
	return session_open_desk(path, STORE_OPEN, false, session, err);
}

static void goes_on(Upgrade *upgrade)
{
	Session session;
	VerifyReport report;
	Sample *s = &upgrade->sample;
	must(start(s->path, &session, &s->err), s);
	must(store_verify(session.store, NULL, &report, &s->err), s);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
	session_close(&session);
	assert_string_equal(lines_of(upgrade, s->path, upgrade->count), upgrade->lines);
}

/* --- Made anew --- */

static bool unpack(const char *name, const char *end, const char *to)
{
	char command[512];
	text_print(command, sizeof command, "[ -f '%s/%s%s' ] && gzip -dc '%s/%s%s' >'%s'", old, name, end, old, name,
		   end, to);
	return system(command) == 0;
}

static void fresh(const Upgrade *upgrade)
{
	static const char *const beside[] = {"-wal", "-shm", "-journal"};
	char path[128];
	for (size_t i = 0; i < countof(beside); i++) {
		text_print(path, sizeof path, "%s%s", upgrade->sample.path, beside[i]);
		unlink(path);
	}
	unlink(upgrade->key);
	assert_true(county_copy(upgrade->made, upgrade->sample.path));
	assert_true(!upgrade->keyed || county_copy(upgrade->made_key, upgrade->key));
}

static void upgrade_begin(Upgrade *upgrade, const char *name)
{
	*upgrade = (Upgrade){0};
	Sample *s = &upgrade->sample;
	sample_folder_quick(s);
	setenv("HOME", s->folder, 1);
	text_print(upgrade->made, sizeof upgrade->made, "%s/made", s->folder);
	text_print(upgrade->made_key, sizeof upgrade->made_key, "%s/made.key", s->folder);
	text_print(upgrade->key, sizeof upgrade->key, "%s/desk.key", s->folder);
	assert_true(unpack(name, ".db.gz", upgrade->made));
	upgrade->keyed = unpack(name, ".key.gz", upgrade->made_key);
	upgrade->count = atoll(text_of(upgrade, upgrade->made, "SELECT count(*) FROM ledger WHERE ?1 < 0", -1));
	upgrade->lines = lines_of(upgrade, upgrade->made, -1);
	fresh(upgrade);
	goes_on(upgrade);
	upgrade->kinds = kinds_of(upgrade);
}

/* --- Struck --- */

static int bring_up(const void *self, int say)
{
	const Upgrade *upgrade = self;
	Session session;
	Error err = {0};
	const bool done = start(upgrade->sample.path, &session, &err), said = done && write(say, "x", 1) == 1;
	if (done)
		session_close(&session);
	return said ? DONE : done ? OTHER : strike_refused(&err);
}

static int stride_of(Fault fault)
{
	static const int every[FAULT_COUNT] = {[FAULT_KILL] = 1, [FAULT_KILL_HALF] = 3, [FAULT_MEMORY] = 4999};
	if (full)
		return every[fault] ? every[fault] : 7;
	return fault == FAULT_MEMORY ? 9973 : 97;
}

/* Each database and fault begins at another step, so that the short form sees many. */
static void strike_each(Upgrade *upgrade, Fault fault, int first)
{
	Struck struck;
	int at = 1 + first % stride_of(fault);
	for (bool again = true; again; at += stride_of(fault)) {
		assert_true(at < STEPS_MAX);
		fresh(upgrade);
		again = strike(bring_up, upgrade, at, fault, &struck);
		upgrade->struck += again;
		upgrade->refused += struck.refused;
		goes_on(upgrade);
		assert_string_equal(kinds_of(upgrade), upgrade->kinds);
	}
}

static int is_database(const struct dirent *entry)
{
	return strstr(entry->d_name, ".db.gz") && text_starts(entry->d_name, prefix);
}

static void test_upgrades(void **state)
{
	struct dirent **found;
	const int count = scandir(old, &found, is_database, alphasort);
	assert_true(count > (*prefix ? 0 : 20));
	for (int i = 0; i < count; i++) {
		Upgrade upgrade;
		*strstr(found[i]->d_name, ".db.gz") = '\0';
		upgrade_begin(&upgrade, found[i]->d_name);
		for (Fault fault = 0; fault < FAULT_COUNT; fault++)
			if (full || (int)fault == i % FAULT_COUNT)
				strike_each(&upgrade, fault, i * 13 + (int)fault * 31);
		print_message("%s: struck %d times, refused %d\n", found[i]->d_name, upgrade.struck, upgrade.refused);
		free(found[i]);
		sample_end(&upgrade.sample);
	}
	free(found);
}

int main(int count, char **words)
{
	old = count > 1 ? words[1] : "tests/command/old";
	full = count > 2 && text_is(words[2], "full");
	prefix = count > 3 ? words[3] : "";
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_upgrades)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
