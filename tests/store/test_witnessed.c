/* What a checkpoint finds that the file itself cannot show: each database here is whole by itself. */
#include "sample.h"

#include "model/ledger/chain.h"
#include "model/ledger/testimony.h"
#include "store/verify.h"

enum { FIRST_LINES = 40, LINES = 60 };

static const unsigned char desk_key[WITNESS_SECRET_BYTES] = {3};

typedef struct Scene {
	Sample s;
	Testimony testimony;
	WitnessKeys keys;
	char code[LEDGER_CODE_MAX];
} Scene;

/* Signs what the ledger holds now. */
static void witness(Scene *scene)
{
	Sample *s = &scene->s;
	char line[CHECKPOINT_MAX];
	int64_t lines;
	Seal head;
	must(s->ledger.ops->head(s->ledger.self, &lines, &head, &s->err), s);
	const Checkpoint checkpoint = checkpoint_sign(&scene->keys, "C82001", lines, &head, (Instant){1000});
	checkpoint_print(&checkpoint, line);
	assert_int_equal(testimony_add(&scene->testimony, line), WITNESS_TAKEN);
	ledger_code_make(&scene->keys, lines, &head, scene->code);
}

static void tell(Sample *s, int from, int to)
{
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	for (int i = from; i < to; i++) {
		const bool any = i < FIRST_LINES; /* then of a kind that no table is made of */
		const LineKind *kind =
			any ? &line_kinds[(size_t)i % line_kind_count] : line_kind_of_fact(FACT_EXPORTED);
		Line line = sample_line(kind, i, &s->arena);
		must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_DESK, &s->err), s);
	}
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

/* Witnessed at 40 and at 60 lines, and told on by two. */
static void scene_begin(Scene *scene)
{
	*scene = (Scene){0};
	sample_begin(&scene->s);
	witness_keys(desk_key, &scene->keys);
	scene->testimony = (Testimony){.arena = &scene->s.arena};
	memcpy(scene->testimony.key, scene->keys.key, sizeof scene->keys.key);
	tell(&scene->s, 0, FIRST_LINES);
	witness(scene);
	tell(&scene->s, FIRST_LINES, LINES);
	witness(scene);
	tell(&scene->s, LINES, LINES + 2);
	scene->testimony.code = scene->code;
	scene->testimony.keys = &scene->keys;
}

static void hold_against(void *self, int64_t seq, const Seal *seal)
{
	Scene *scene = self;
	testimony_line(&scene->testimony, seq, seal);
}

static void show(void *self, int64_t done, int64_t total)
{
}

static const char *walked(Scene *scene)
{
	const VerifyProgress progress = {.show = show, .line = hold_against, .self = scene};
	Text out = {.arena = &scene->s.arena};
	VerifyReport report;
	sample_reopen(&scene->s);
	testimony_begin(&scene->testimony);
	must(store_verify(scene->s.store, &progress, &report, &scene->s.err), &scene->s);
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
	testimony_end(&scene->testimony, true);
	testimony_say(&scene->testimony, &out);
	return text_done(&out);
}

/* --- By SQL, past the triggers, which are made again as they were --- */

static void run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static char *triggers_of(sqlite3 *db, const char *sql, Arena *arena)
{
	Text out = {.arena = arena};
	sqlite3_stmt *rows;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		text_add_print(&out, "%s;", (const char *)sqlite3_column_text(rows, 0));
	sqlite3_finalize(rows);
	return arena_print(arena, "%s", text_done(&out));
}

static void seal_line(sqlite3 *db, int64_t seq, const Seal *seal)
{
	sqlite3_stmt *row;
	assert_int_equal(sqlite3_prepare_v2(db, "UPDATE ledger SET seal = ?2 WHERE seq = ?1", -1, &row, NULL),
			 SQLITE_OK);
	sqlite3_bind_int64(row, 1, seq);
	sqlite3_bind_blob(row, 2, seal->bytes, SEAL_BYTES, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(row), SQLITE_DONE);
	sqlite3_finalize(row);
}

typedef struct Chain {
	Seal seals[LINES + 3];
	Arena arena;
} Chain;

static bool seal_anew(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	Chain *chain = self;
	chain->seals[seq] = chain_next(&chain->seals[seq - 1], seq, source, line, &chain->arena);
	return true;
}

static void do_past_triggers(Scene *scene, const char *sql, bool reseal)
{
	Sample *s = &scene->s;
	Chain chain = {0};
	sqlite3 *db;
	sample_close(s);
	assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
	const char *made = triggers_of(db, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'", &s->arena);
	run(db, triggers_of(db, "SELECT 'DROP TRIGGER ' || name FROM sqlite_schema WHERE type = 'trigger'", &s->arena));
	run(db, sql);
	if (reseal) {
		must(store_open(s->path, STORE_LOOK, &s->store, &s->err), s);
		must(store_walk(s->store, 0, INT64_MAX, seal_anew, &chain, &s->err), s);
		sample_close(s);
		for (int64_t seq = 1; seq <= LINES + 2; seq++)
			seal_line(db, seq, &chain.seals[seq]);
		arena_free(&chain.arena);
	}
	run(db, "UPDATE ledger_end SET seq = (SELECT max(seq) FROM ledger),"
		" seal = (SELECT seal FROM ledger ORDER BY seq DESC LIMIT 1)");
	run(db, made);
	sqlite3_close(db);
}

static void what_was_not_touched_holds(void **state)
{
	Scene scene;
	scene_begin(&scene);
	const char *said = walked(&scene);
	assert_non_null(strstr(said, "2 checkpoints hold; the last, of 60 lines"));
	assert_non_null(strstr(said, "was printed: 60 lines. Since then: 2 lines."));
	assert_true(testimony_holds(&scene.testimony));
	sample_end(&scene.s);
}

static void the_last_lines_cut_off_are_found(void **state)
{
	Scene scene;
	scene_begin(&scene);
	do_past_triggers(&scene, "DELETE FROM ledger WHERE seq >= 59", false);
	const char *said = walked(&scene);
	assert_non_null(strstr(said, "it held 60 lines at 1970-01-01T00:16:40Z, and holds 58 lines now"));
	assert_non_null(strstr(said, "The last that holds is of 40 lines"));
	assert_non_null(strstr(said, "No state of this ledger gives the code"));
	sample_end(&scene.s);
}

static void a_changed_line_sealed_anew_is_found(void **state)
{
	Scene scene;
	scene_begin(&scene);
	do_past_triggers(&scene, "UPDATE ledger SET at = at + 1 WHERE seq = 48", true);
	const char *said = walked(&scene);
	assert_non_null(strstr(said, "its line 60 has another seal now: it was made anew."));
	assert_non_null(strstr(said, "The last that holds is of 40 lines"));
	assert_non_null(strstr(said, "No state of this ledger gives the code"));
	sample_end(&scene.s);
}

/* What came after the last checkpoint is witnessed by nothing: the threat model says so. */
static void what_came_after_the_last_is_not_found(void **state)
{
	Scene scene;
	scene_begin(&scene);
	do_past_triggers(&scene, "DELETE FROM ledger WHERE seq = 62", false);
	walked(&scene);
	assert_true(testimony_holds(&scene.testimony));
	sample_end(&scene.s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_not_touched_holds),
		cmocka_unit_test(the_last_lines_cut_off_are_found),
		cmocka_unit_test(a_changed_line_sealed_anew_is_found),
		cmocka_unit_test(what_came_after_the_last_is_not_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
