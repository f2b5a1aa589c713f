/* Whether all that was saved is there once, and nothing else. */
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "unit.h"

#include "base/text.h"
#include "crash/afternoon.h"
#include "store/verify.h"

enum { NAMES_MAX = 64, NAME_BYTES = 300 };

typedef struct Look {
	Afternoon *afternoon;
	sqlite3 *raw;
	Arena arena;
	Totals *tally;
	int64_t backup_turn; /* when the latest that was said to be made was begun; 0: none was */
	int64_t backup_seq;  /* what had been saved by then */
	sqlite3_stmt *facts; /* of one desk, in order; at the next one not yet accounted for */
	bool more;
} Look;

/* --- Asking --- */

static sqlite3 *open_raw(const char *path)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	return raw;
}

static sqlite3_stmt *ask(sqlite3 *raw, const char *sql, const char *about)
{
	sqlite3_stmt *statement;
	if (sqlite3_prepare_v2(raw, sql, -1, &statement, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(raw));
	if (about)
		sqlite3_bind_text(statement, 1, about, -1, SQLITE_TRANSIENT);
	return statement;
}

static int64_t number(sqlite3 *raw, const char *sql, const char *about)
{
	sqlite3_stmt *statement = ask(raw, sql, about);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	const int64_t found = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	return found;
}

static void expect_none(const Look *look, const char *what, const char *sql)
{
	const int64_t found = number(look->raw, sql, NULL);
	if (found != 0)
		fail_msg("%s: %d", what, (int)found);
}

static void expect_whole(const char *path)
{
	Store *store;
	VerifyReport report;
	Error err = {0};
	if (!store_open(path, STORE_OPEN, &store, &err) || !store_verify(store, NULL, &report, &err))
		fail_msg("%s: %s", path, err.text);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s: %s", path, report.sentence);
	store_close(store);
}

/* --- A desk: its facts, in order, are what its journal says --- */

static const char *fact_text(const Look *look, int column)
{
	return look->more ? (const char *)sqlite3_column_text(look->facts, column) : NULL;
}

static void next_fact(Look *look)
{
	look->more = sqlite3_step(look->facts) == SQLITE_ROW;
}

static bool fact_is_of(const Look *look, const Deed *deed)
{
	const char *kind = fact_text(look, 1);
	return kind && (text_is(kind, deed->kinds[0]) || text_is(kind, deed->kinds[1]));
}

/* Killed in the middle of it: all of it is there or nothing. `until`: what was saved next. */
static void account_for_cut_off(Look *look, const Deed *deed, const char *until)
{
	if (!fact_is_of(look, deed) || text_is(fact_text(look, 0), until))
		return;
	for (size_t i = 0; i < deed->facts; i++) {
		if (!fact_is_of(look, deed) || text_is(fact_text(look, 0), until))
			fail_msg("%d of the %d facts of '%s' are there", (int)i, (int)deed->facts, deed->name);
		next_fact(look);
	}
}

static void account_for_saved(Look *look, const Deed *deed, char *ids, int64_t turn)
{
	size_t count = 0;
	for (char *id = strtok(ids, " \n"); id; id = strtok(NULL, " \n"), count++) {
		if (!text_is(fact_text(look, 0), id))
			fail_msg("'%s' was saved as %s, and %s is there", deed->name, id,
				 look->more ? fact_text(look, 0) : "nothing");
		assert_true(fact_is_of(look, deed));
		if (turn < look->backup_turn)
			look->backup_seq = sqlite3_column_int64(look->facts, 2);
		next_fact(look);
	}
	if (count != deed->facts && (count > 0 || !deed->or_none))
		fail_msg("'%s' was saved with %d facts", deed->name, (int)count);
	look->tally->acts++;
}

typedef struct Told { /* a line of a journal */
	char what;
	int64_t turn;
	char *words;
} Told;

static size_t read_journal(Look *look, int which, Told **ret_told)
{
	char line[512];
	size_t count = 0, lines = 0;
	FILE *journal = journal_read(look->afternoon, which);
	*ret_told = NULL;
	if (!journal)
		return 0;
	while (fgets(line, sizeof line, journal))
		lines++;
	rewind(journal);
	Told *told = *ret_told = arena_array(&look->arena, lines + 1, sizeof *told);
	for (; fgets(line, sizeof line, journal); count++) {
		line[strcspn(line, "\n")] = '\0';
		const char *after = strchr(line + 2, ' ');
		told[count] = (Told){*line, atoll(line + 2), arena_text(&look->arena, after ? after + 1 : "")};
	}
	fclose(journal);
	return count;
}

/* The first fact of the next act that was saved after `from`. */
static const char *next_saved(Look *look, const Told *told, size_t count, size_t from)
{
	for (size_t i = from; i < count; i++)
		if (told[i].what == 'S' && *told[i].words)
			return arena_print(&look->arena, "%.*s", (int)strcspn(told[i].words, " "), told[i].words);
	return "";
}

static void check_desk(Look *look, int desk)
{
	const Deed *deed = NULL;
	Told *told;
	const size_t count = read_journal(look, desk, &told);
	look->facts =
		ask(look->raw, "SELECT id, kind, seq FROM ledger WHERE \"by\" = ? AND at IS NOT NULL ORDER BY seq",
		    desk_names[desk]);
	look->more = sqlite3_step(look->facts) == SQLITE_ROW;
	for (size_t i = 0; i < count; i++) {
		if (told[i].what == 'A' && deed)
			account_for_cut_off(look, deed, next_saved(look, told, count, i));
		if (told[i].what == 'S')
			account_for_saved(look, deed, told[i].words, told[i].turn);
		deed = told[i].what == 'A' ? deed_named(told[i].words) : NULL;
	}
	if (deed)
		account_for_cut_off(look, deed, "");
	if (look->more)
		fail_msg("%s never tried %s: %s", desk_names[desk], fact_text(look, 1), fact_text(look, 0));
	sqlite3_finalize(look->facts);
}

/* Of who imports too; beginning and end of each desk's are in its journal. */
static void check_sessions(Look *look)
{
	Told *told;
	size_t tried = 0;
	for (size_t i = read_journal(look, WORKER_IMPORT, &told); i-- > 0;)
		tried += told[i].what == 'A';
	const char *at_start = arena_print(&look->arena, "%lld", (long long)look->afternoon->start);
	assert_in_range(number(look->raw,
			       "SELECT count(*) FROM ledger WHERE kind = 'signed-in' AND \"by\" = 'Ada L' AND "
			       "seq > CAST(?1 AS INTEGER)",
			       at_start),
			0, tried);
	expect_none(look, "sessions of nobody who works here",
		    "SELECT count(*) FROM ledger WHERE kind IN ('signed-in', 'signed-out') AND \"by\" NOT IN "
		    "(SELECT name FROM staff)");
	expect_none(look, "ends of a session that never began",
		    "SELECT count(*) FROM ledger WHERE kind = 'signed-out' AND fact NOT IN (SELECT id FROM ledger "
		    "WHERE kind = 'signed-in')");
	expect_none(look, "sessions that ended twice",
		    "SELECT count(*) FROM (SELECT 1 FROM ledger WHERE kind = 'signed-out' GROUP BY fact "
		    "HAVING count(*) > 1)");
}

/* --- Files: each whole, once --- */

static void check_file(const Look *look, int file, bool taken, bool tried)
{
	char family[32];
	text_print(family, sizeof family, "File-%d", file);
	const int64_t people = number(look->raw, "SELECT count(*) FROM ledger WHERE family = ?", family);
	const int64_t facts = number(look->raw,
				     "SELECT count(*) FROM ledger WHERE at IS NOT NULL AND patient IN "
				     "(SELECT nhs FROM ledger WHERE family = ?)",
				     family);
	const int64_t wanted = file % 2 ? 1 : FILE_LINES;
	const bool none = people == 0 && facts == 0, whole = people == wanted && facts == FILE_LINES;
	if (!(whole && tried) && !(none && !taken))
		fail_msg("file %d (%s): %d patients, %d facts", file, taken ? "taken" : "tried", (int)people,
			 (int)facts);
}

static void check_files(Look *look)
{
	Told *told;
	const size_t count = read_journal(look, WORKER_IMPORT, &told);
	const char *at_start = arena_print(&look->arena, "%lld", (long long)look->afternoon->start);
	for (size_t i = 0; i < count; i++) {
		const bool taken = told[i].what == 'S';
		check_file(look, atoi(told[i].words), taken, true);
		look->tally->files += taken;
	}
	check_file(look, (int)look->tally->files + 2, false, false);
	const int64_t whole =
		number(look->raw, "SELECT count(DISTINCT family) FROM ledger WHERE family LIKE 'File-%'", NULL);
	assert_int_equal(number(look->raw,
				"SELECT count(*) FROM ledger WHERE kind = 'imported' AND seq > CAST(?1 AS INTEGER)",
				at_start),
			 whole);
}

/* --- Messages: none twice --- */

static void check_sent(Look *look)
{
	Told *told;
	const size_t count = read_journal(look, WORKER_SENDER, &told);
	char reference[64], fact[64], digits[8], before[NAME_BYTES] = "";
	FILE *book = fopen(look->afternoon->service, "r");
	Text seen = {.arena = &look->arena};
	text_add(&seen, "\n");
	while (book && fscanf(book, "%63s %63s %7s", reference, fact, digits) == 3) {
		text_print(before, sizeof before, "\n%s\n", reference);
		if (strstr(text_done(&seen), before))
			fail_msg("the message %s was sent twice", reference);
		text_add_print(&seen, "%s\n", reference);
	}
	if (book)
		fclose(book);
	for (size_t i = 0; i < count; i++)
		if (told[i].what == 'S') {
			look->tally->sent++;
			text_print(before, sizeof before, "\n%s\n", told[i].words);
			assert_non_null(strstr(text_done(&seen), before));
			assert_int_equal(number(look->raw,
						"SELECT count(*) FROM outbox WHERE reference = ? AND state <> 'queued'",
						told[i].words),
					 1);
		}
	expect_none(look, "messages without their code",
		    "SELECT count(*) FROM outbox WHERE fact NOT IN (SELECT id FROM ledger WHERE kind = 'code-issued')");
	expect_none(look, "codes without their message",
		    "SELECT count(*) FROM ledger WHERE kind = 'code-issued' AND id NOT IN (SELECT fact FROM outbox)");
	expect_none(look, "codes without their hash",
		    "SELECT count(*) FROM ledger WHERE kind = 'code-issued' AND id NOT IN (SELECT fact FROM code)");
	look->tally->accepted = number(look->raw, "SELECT count(*) FROM ledger WHERE kind = 'code-accepted'", NULL);
	expect_none(
		look, "codes that were accepted twice",
		"SELECT count(*) FROM (SELECT (SELECT max(i.seq) FROM ledger i WHERE i.kind = 'code-issued' AND "
		"i.request = a.request AND i.seq < a.seq) AS giving_out FROM ledger a WHERE a.kind = 'code-accepted' "
		"GROUP BY giving_out HAVING count(*) > 1 OR giving_out IS NULL)");
}

/* --- Backups: each whole that has the name of one --- */

/* Of the folder, those whose name has `part` in it. */
static size_t names_in(const char *folder, const char *part, char names[NAMES_MAX][NAME_BYTES])
{
	DIR *opened = opendir(folder);
	size_t count = 0;
	assert_non_null(opened);
	for (struct dirent *entry = readdir(opened); entry; entry = readdir(opened))
		if (strstr(entry->d_name, part)) {
			assert_true(count < NAMES_MAX);
			text_print(names[count++], NAME_BYTES, "%s/%s", folder, entry->d_name);
		}
	closedir(opened);
	return count;
}

/* It is a beginning of this ledger; answers how many lines it has. */
static int64_t restore(Look *look, const char *backup)
{
	const char *path = arena_print(&look->arena, "%s/restored.db", look->afternoon->folder);
	const char *const words[] = {"sharedesk", "restore", backup, "--key", look->afternoon->key, "--db", path, NULL};
	if (afternoon_command_apart(look->afternoon, words) != 0)
		fail_msg("%s is not restored", backup);
	expect_whole(path);
	sqlite3 *raw = open_raw(path);
	const int64_t lines = number(raw, "SELECT max(seq) FROM ledger", NULL);
	sqlite3_stmt *end = ask(raw, "SELECT hex(seal) FROM ledger ORDER BY seq DESC LIMIT 1", NULL);
	assert_int_equal(sqlite3_step(end), SQLITE_ROW);
	const int64_t same = number(look->raw, "SELECT seq FROM ledger WHERE hex(seal) = ?",
				    (const char *)sqlite3_column_text(end, 0));
	assert_int_equal(same, lines);
	sqlite3_finalize(end);
	sqlite3_close(raw);
	unlink(path);
	return lines;
}

static void find_backups(Look *look)
{
	Told *told;
	const size_t count = read_journal(look, WORKER_BACKUP, &told);
	for (size_t i = 1; i < count; i++)
		if (told[i].what == 'S') {
			look->tally->backups++;
			look->backup_turn = told[i - 1].turn;
		}
}

/* What was left half done is taken away by the next, once a day has passed. */
static void check_left_over(const Look *look)
{
	static char names[NAMES_MAX][NAME_BYTES];
	const struct timespec long_ago[2] = {{1, 0}, {1, 0}};
	Afternoon *afternoon = look->afternoon;
	char public_key[128];
	text_print(public_key, sizeof public_key, "%s.pub", afternoon->key);
	const char *const words[] = {"sharedesk", "backup", "--db", afternoon->path,	"--to",
				     public_key,  "--keep", "3",    afternoon->backups, NULL};
	for (size_t i = names_in(afternoon->backups, ".part", names); i-- > 0;)
		assert_int_equal(utimensat(AT_FDCWD, names[i], long_ago, 0), 0);
	turns_pass(1);
	assert_int_equal(afternoon_command_apart(afternoon, words), 0);
	assert_int_equal(names_in(afternoon->backups, ".part", names), 0);
	assert_int_equal(names_in(afternoon->folder, ".copy", names), 0);
	assert_true(names_in(afternoon->backups, ".backup", names) <= 3);
}

static void check_backups(Look *look)
{
	static char names[NAMES_MAX][NAME_BYTES];
	int64_t most = 0;
	for (size_t i = names_in(look->afternoon->backups, ".backup", names); i-- > 0;)
		if (text_is(names[i] + strlen(names[i]) - strlen(".backup"), ".backup")) {
			const int64_t lines = restore(look, names[i]);
			most = lines > most ? lines : most;
		}
	if (most < look->backup_seq)
		fail_msg("%d lines were saved before the latest backup began, and it has %d", (int)look->backup_seq,
			 (int)most);
}

/* --- All of it --- */

static void check_others(Look *look)
{
	const Afternoon *afternoon = look->afternoon;
	Told *told;
	size_t tried = 0;
	for (size_t i = read_journal(look, WORKER_BACKUP, &told); i-- > 0;)
		tried += told[i].what == 'A';
	const int64_t noted = number(look->raw, "SELECT count(*) FROM ledger WHERE kind = 'exported'", NULL);
	if (noted < look->tally->backups || noted > (int64_t)(tried + afternoon->checks))
		fail_msg("%d backups were tried and %d made, %d are noted", (int)tried, (int)look->tally->backups,
			 (int)noted);
	char sql[400];
	text_print(
		sql, sizeof sql,
		"SELECT count(*) FROM ledger WHERE seq > %lld AND at IS NOT NULL AND kind NOT IN ('exported', "
		"'imported', 'signed-in', 'signed-out') AND coalesce(\"by\", '') NOT IN ('%s', '%s', '%s') AND coalesce(patient, '') NOT IN "
		"(SELECT nhs FROM ledger WHERE family LIKE 'File-%%')",
		(long long)afternoon->start, desk_names[0], desk_names[1], desk_names[2]);
	expect_none(look, "facts that nobody tried to save", sql);
}

void afternoon_check(Afternoon *afternoon, Totals *ret_tally)
{
	Look look = {.afternoon = afternoon, .tally = ret_tally};
	*ret_tally = (Totals){0};
	expect_whole(afternoon->path);
	look.raw = open_raw(afternoon->path);
	find_backups(&look);
	for (int desk = 0; desk < DESKS; desk++)
		check_desk(&look, desk);
	check_sessions(&look);
	check_files(&look);
	check_sent(&look);
	check_others(&look);
	check_backups(&look);
	sqlite3_close(look.raw);
	check_left_over(&look);
	afternoon->checks++;
	arena_free(&look.arena);
}
