/* Whatever is changed in a database by SQL, `ledger verify` names it, or nobody sees a difference: in the export, the
 * history, the record and every answer, byte for byte. What is neither is printed as the SQL that did it. And whatever
 * it is, nothing that reads it ends the program. */
#include "store/fuzz_sample.h"

#include "base/macros.h"
#include "store/fuzz_change.h"
#include "store/verify.h"

enum { SHORT = 300, LONG = 10000 };

/* What is no part of the ledger and may be changed within its bounds; none of it is in what is seen here. */
static const struct {
	const char *table, *why;
} exempt[] = {
	{"staff", "accounts"},
	{"setting", "how the desk is set; which practice it is decides what is due"},
};

static bool is_exempt(const char *table)
{
	for (size_t i = 0; i < countof(exempt); i++)
		if (text_is(exempt[i].table, table))
			return true;
	return false;
}

/* Not opened, a fault in the report, or no report at all with a sentence. */
static bool is_named(const char *path, Error *err)
{
	Store *store = NULL;
	VerifyReport report = {0};
	if (!store_open(path, STORE_LOOK, &store, err))
		return true;
	const bool named = !store_verify(store, NULL, &report, err) || report.fault != VERIFY_WHOLE;
	const bool due = named || fuzz_due_is_so(store, err);
	store_close(store);
	return named || !due;
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
	int named = 0, harmless = 0;
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
		const char *table;
		remove(log);
		remove(shared);
		copy(s.path, changed, &arena);
		const char *sql = fuzz_change(changed, &random, &table, &arena);
		if (!sql)
			continue;
		i++;
		const bool is = is_named(changed, &err);
		const char *other = is ? "" : difference(changed, before, &arena, &err);
		if (*other && !is_exempt(table))
			fail_msg("not named, and not harmless:\n%s%s", sql, other);
		named += is;
		harmless += !is;
		if (store_open(changed, STORE_LOOK, &s.store, &err))
			fuzz_read(s.store);
		sample_close(&s);
	}
	printf("%d changes named, %d harmless\n", named, harmless);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_changes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
