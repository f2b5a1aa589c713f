/* Whatever is changed in a database by SQL, `ledger verify` names it, or nobody sees a difference: in the export, the
 * history, the record, every answer, the accounts and settings, byte for byte. What is neither is printed as the SQL
 * that did it. And whatever it is, nothing that reads it ends the program. */
#include "store/fuzz_sample.h"

#include "base/macros.h"
#include "store/fuzz_change.h"
#include "store/verify.h"

enum { SHORT = 300, LONG = 10000 };

/* What is seen, and may be changed without being named: column by column, and how it is put back to look whether
 * anything else was changed. `was`: the database before. */
static const struct {
	const char *table, *columns, *why, *back;
} unsealed[] = {
	{"staff", "signed_in", "no right hangs on it; a kiosk's door and a sender's process have no key to seal it",
	 "UPDATE staff SET signed_in = (SELECT w.signed_in FROM was.staff w WHERE w.folded = staff.folded)"},
	{"setting", "the row sender-seen", "the sender has no key; it only says whether anything is being sent",
	 "DELETE FROM setting WHERE name = 'sender-seen'; INSERT INTO setting SELECT * FROM was.setting WHERE name = "
	 "'sender-seen'"},
	{"wrong_passphrase", "all", "whoever counts them has proved nothing; the 5th, 10th, 20th and so on are facts",
	 "DELETE FROM wrong_passphrase; INSERT INTO wrong_passphrase SELECT * FROM was.wrong_passphrase"},
	{"own_setting", "all", "colours, keys and the like of one person: no right hangs on them",
	 "DELETE FROM own_setting; INSERT INTO own_setting SELECT * FROM was.own_setting"},
};

static void put_back(const char *path, const char *was, Arena *arena)
{
	sqlite3 *raw;
	assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
	sqlite3_exec(raw, arena_print(arena, "ATTACH '%s' AS was", was), NULL, NULL, NULL);
	for (size_t i = 0; i < countof(unsealed); i++)
		sqlite3_exec(raw, unsealed[i].back, NULL, NULL, NULL);
	sqlite3_close(raw);
}

/* Not opened, a fault in the report, or no report at all with a sentence. */
static bool is_named(const char *path, Error *err)
{
	Store *store = NULL;
	VerifyReport report = {0};
	if (!store_open(path, STORE_LOOK, &store, err))
		return true;
	const bool named = !store_verify(store, NULL, &report, err) || report.fault != VERIFY_WHOLE;
	const bool holds = !named && fuzz_due_is_so(store, err) && fuzz_accounts_are_so(store, err);
	store_close(store);
	return !holds;
}

/* "" where it is what it was before. */
static const char *difference(const char *path, const char *before, Arena *arena, Error *err)
{
	Store *store = NULL;
	if (!store_open(path, STORE_OPEN, &store, err))
		return arena_print(arena, "not opened: %s", err->text);
	const char *after = fuzz_see(store, arena, err);
	store_close(store);
	if (!after)
		return arena_print(arena, "not read: %s", err->text);
	if (text_is(before, after))
		return "";
	size_t same = 0;
	while (before[same] == after[same])
		same++;
	return arena_print(arena, "was: %.300s\n is: %.300s", before + same, after + same);
}

static void copy(const char *from, const char *to, Arena *arena)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	assert_non_null(in);
	assert_non_null(out);
	fseek(in, 0, SEEK_END);
	const size_t size = (size_t)ftell(in);
	char *bytes = arena_alloc(arena, size);
	rewind(in);
	assert_int_equal(fread(bytes, 1, size, in), size);
	assert_int_equal(fwrite(bytes, 1, size, out), size);
	fclose(in);
	fclose(out);
	chmod(to, 0600);
}

static void test_changes(void **state)
{
	Random random = {unit_seed()};
	Sample s;
	Error err = {0};
	char changed[128], log[160], shared[160];
	int named = 0, harmless = 0, unseen = 0;
	fuzz_make(&s);
	snprintf(changed, sizeof changed, "%s/changed.db", s.folder);
	snprintf(log, sizeof log, "%s-wal", changed);
	snprintf(shared, sizeof shared, "%s-shm", changed);
	must(store_open(s.path, STORE_OPEN, &s.store, &s.err), &s);
	const char *before = fuzz_see(s.store, &s.arena, &s.err);
	sample_close(&s);
	assert_non_null(before);
	if (is_named(s.path, &err))
		fail_msg("whole, and named: %s", err.text);
	for (int i = 0; i < (unit_full() ? LONG : SHORT);) {
		scoped(arena_free) Arena arena = {0};
		remove(log);
		remove(shared);
		copy(s.path, changed, &arena);
		const char *sql = fuzz_change(changed, &random, &arena);
		if (!sql)
			continue;
		i++;
		const bool is = is_named(changed, &err);
		if (!is && *difference(changed, before, &arena, &err)) {
			unseen++;
			put_back(changed, s.path, &arena);
			const char *other = difference(changed, before, &arena, &err);
			if (*other)
				fail_msg("not named, and not harmless:\n%s%s", sql, other);
		}
		named += is;
		harmless += !is;
		if (store_open(changed, STORE_LOOK, &s.store, &err))
			fuzz_read(s.store);
		sample_close(&s);
	}
	printf("%d changes named, %d harmless, %d of them of what is not sealed\n", named, harmless, unseen);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
