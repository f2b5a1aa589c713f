/* Many lines told at once, without indexes, leave the same database as line by line, and are refused the same. */
#include "sample.h"

#include "base/macros.h"
#include "base/parts.h"
#include "model/facts/nhs_number.h"
#include "model/ledger/tell.h"
#include "random.h"
#include "store/verify.h"

enum { PATIENTS = 60, MANY = 20000, LINES = 6000, AT = 1700000000 };

typedef struct Two {
	Sample many, each;
	Random chance;
	const char *patients[PATIENTS];
	Line *told; /* to be told again */
	size_t count;
} Two;

static const char *number_of(unsigned n, Arena *arena)
{
	for (int check = 0; check <= 9; check++) {
		const char *number = arena_print(arena, "999%06u%d", n, check);
		if (nhs_number_valid(number))
			return number;
	}
	return NULL;
}

static void two_begin(Two *two)
{
	*two = (Two){.chance = {unit_seed()}};
	sample_begin(&two->many);
	sample_begin(&two->each);
	Arena *arena = &two->many.arena;
	for (unsigned n = 0, made = 0; made < PATIENTS; n++)
		if (number_of(n, arena))
			two->patients[made++] = number_of(n, arena);
	two->told = arena_array(arena, 2 * LINES, sizeof *two->told);
}

static unsigned below(Two *two, unsigned limit)
{
	return (unsigned)random_below(&two->chance, limit);
}

static const char *some_id(Two *two, const char *what, unsigned limit)
{
	return arena_print(&two->many.arena, "%s%u", what, below(two, limit));
}

/* Of few patients and organisations, so that most are told several times over; one in a few names what there is not. */
static Line some_line(Two *two)
{
	Arena *arena = &two->many.arena;
	const char *patient = two->patients[below(two, PATIENTS)], *org = some_id(two, "ORG", 8);
	Fact fact = {.id = some_id(two, "f", 4 * LINES), .at = {AT}, .recorded_at = {AT}, .patient = patient};
	if (two->count > 0 && below(two, 8) == 0)
		return two->told[below(two, (unsigned)two->count)];
	switch (below(two, 8)) {
	case 0: return sample_organisation(org, some_id(two, "Name ", 3), "Town", "LE1 1AA");
	case 1: return sample_person(patient, some_id(two, "De la Cruz ", 4), "Jo", (Date){1980, 1, 2});
	case 2:
	case 3: {
		Entry entry = {some_id(two, "n", LINES / 4), patient, org, .recorded = {AT},
			       .category = CATEGORY_PROBLEM};
		entry.text = some_id(two, "text ", 3);
		return line_of_entry(&entry);
	}
	case 4:
		fact.kind = FACT_REFERRED;
		fact.episode = arena_print(arena, "e%s-%u", patient, below(two, 12));
		fact.org = org;
		break;
	case 5:
		fact.kind = FACT_DISCHARGED;
		fact.episode = arena_print(arena, "e%s-%u", patient, below(two, 12));
		break;
	case 6:
		fact.kind = FACT_CONTACT;
		fact.mobile = some_id(two, "07700 90", 1000);
		break;
	default:
		fact.kind = FACT_ENTRY_PRIVATE;
		fact.entry = some_id(two, "n", LINES / 4);
		break;
	}
	return line_of_fact(&fact);
}

static void tell_both(Two *two, Teller *many, Teller *each)
{
	Error why_many = {0}, why_each = {0};
	Told told_many = TOLD_NEW, told_each = TOLD_NEW;
	Line line = some_line(two), again = line;
	const bool took = tell(many, &line, &two->many.arena, &told_many, &why_many);
	assert_int_equal(tell(each, &again, &two->each.arena, &told_each, &why_each), took);
	assert_string_equal(why_many.text, why_each.text);
	assert_int_equal(told_many, told_each);
	if (took)
		two->told[two->count++] = line;
}

/* A file of so many lines, taken at once by the one and line by line by the other. */
static void take_file(Two *two, int64_t said, size_t lines)
{
	const Instant now = {AT + 1000};
	Ledger *at_once = &two->many.ledger, *one_by_one = &two->each.ledger;
	Teller many = {.ledger = *at_once, .now = now, .names_follow = true, .source = SOURCE_FHIR};
	Teller each = {.ledger = *one_by_one, .now = now, .names_follow = true, .source = SOURCE_FHIR};
	must(at_once->ops->begin(at_once->self, &two->many.err), &two->many);
	must(one_by_one->ops->begin(one_by_one->self, &two->each.err), &two->each);
	must(at_once->ops->many(at_once->self, said, NULL, &two->many.err), &two->many);
	for (size_t i = 0; i < lines; i++)
		tell_both(two, &many, &each);
	const bool finished = teller_finish(&many, &two->many.err);
	assert_int_equal(teller_finish(&each, &two->each.err), finished);
	assert_string_equal(two->many.err.text, two->each.err.text);
	must(at_once->ops->many(at_once->self, 0, NULL, &two->many.err), &two->many);
	must(at_once->ops->commit(at_once->self, &two->many.err), &two->many);
	must(one_by_one->ops->commit(one_by_one->self, &two->each.err), &two->each);
	teller_done(&many);
	teller_done(&each);
}

static const char *dump(Sample *s, const char *sql)
{
	Text out = {.arena = &s->arena};
	sqlite3 *raw;
	sqlite3_stmt *rows;
	assert_int_equal(sqlite3_open(s->path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &rows, NULL), SQLITE_OK);
	while (sqlite3_step(rows) == SQLITE_ROW)
		for (int i = 0; i < sqlite3_column_count(rows); i++)
			text_add_print(&out, "%s|", text_or((const char *)sqlite3_column_text(rows, i), "-"));
	sqlite3_finalize(rows);
	sqlite3_close(raw);
	return text_done(&out);
}

static void expect_same(Two *two)
{
	static const char *const all[] = {
		"SELECT seq, hex(seal) FROM ledger ORDER BY seq",
		"SELECT type, name, sql FROM sqlite_schema ORDER BY name",
		"SELECT code, seq, words, used FROM organisation ORDER BY code",
		"SELECT * FROM patient ORDER BY nhs",
		"SELECT * FROM family_word ORDER BY nhs, letters",
		"SELECT * FROM given_word ORDER BY nhs, letters",
		"SELECT * FROM former_name ORDER BY letters, nhs",
		"SELECT * FROM name ORDER BY part, letters",
		"SELECT * FROM entry ORDER BY id",
		"SELECT * FROM due_look ORDER BY patient",
		"SELECT seq, hex(seal) FROM ledger_end",
	};
	for (size_t i = 0; i < countof(all); i++)
		assert_string_equal(dump(&two->many, all[i]), dump(&two->each, all[i]));
	VerifyReport report;
	must(store_verify(two->many.store, NULL, &report, &two->many.err), &two->many);
	assert_int_equal(report.fault, VERIFY_WHOLE);
}

static void two_end(Two *two)
{
	sample_end(&two->many);
	sample_end(&two->each);
}

static void at_once_is_as_line_by_line(void **state)
{
	Two two;
	two_begin(&two);
	take_file(&two, 0, 400);
	expect_same(&two);
	take_file(&two, MANY, LINES);
	expect_same(&two);
	take_file(&two, 0, 400);
	expect_same(&two);
	two_end(&two);
}

static void what_is_rolled_back_leaves_its_indexes(void **state)
{
	Two two;
	two_begin(&two);
	take_file(&two, 0, 100);
	Sample *s = &two.many;
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->many(s->ledger.self, MANY, NULL, &s->err), s);
	Line line = sample_person(number_of(999, &s->arena), "Ashby", "Maureen", (Date){0});
	must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_FHIR, &s->err), s);
	s->ledger.ops->rollback(s->ledger.self);
	expect_same(&two);
	take_file(&two, 0, 100);
	expect_same(&two);
	two_end(&two);
}

typedef struct Watched {
	int64_t shown, stop_at; /* answers false from then on */
	int asked;
} Watched;

static bool watch(void *self, int64_t done, int64_t total)
{
	Watched *watched = self;
	assert_in_range(done, watched->shown, total);
	watched->asked += done > watched->shown;
	watched->shown = done;
	return done < watched->stop_at;
}

static bool tell_watched(Two *two, Watched *watched)
{
	enum { PEOPLE = 3000 };
	Sample *s = &two->many;
	const LedgerOps *ops = s->ledger.ops;
	must(ops->begin(s->ledger.self, &s->err), s);
	must(ops->many(s->ledger.self, MANY, &(Watch){watch, watched}, &s->err), s);
	assert_int_equal(watched->shown, 0);
	for (int i = 0; i < PEOPLE; i++) {
		const char *number = number_of(1000 + (unsigned)i, &s->arena);
		Line line = sample_person(number ? number : two->patients[0], "Ashby", "Maureen", (Date){0});
		must(ops->append(s->ledger.self, &line, SOURCE_FHIR, &s->err), s);
	}
	const bool done = ops->many(s->ledger.self, 0, NULL, &s->err);
	ops->rollback(s->ledger.self);
	return done;
}

/* How far its end is never goes back, and it can be stopped there: then nothing was told. */
static void the_end_is_watched_and_stopped(void **state)
{
	Two two;
	Watched whole = {.stop_at = INT64_MAX};
	two_begin(&two);
	take_file(&two, 0, 100);
	assert_true(tell_watched(&two, &whole));
	assert_int_equal(whole.shown, PARTS_WHOLE);
	assert_true(whole.asked > 10);
	for (int64_t at = 1; at < PARTS_WHOLE; at += 200) {
		Watched stopped = {.stop_at = at};
		assert_false(tell_watched(&two, &stopped));
		assert_string_equal(two.many.err.text, "Stopped; nothing of this file was taken.");
		expect_same(&two);
	}
	take_file(&two, 0, 100);
	expect_same(&two);
	two_end(&two);
}

/* A commit ends it by itself. */
static void what_is_committed_has_its_indexes(void **state)
{
	Two two;
	two_begin(&two);
	Line line = sample_person(two.patients[0], "Ashby", "Maureen", (Date){0});
	sample_put(&two.each, line);
	Sample *s = &two.many;
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->many(s->ledger.self, MANY, NULL, &s->err), s);
	must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_ODS, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
	expect_same(&two);
	two_end(&two);
}

static void a_file_that_is_small_beside_the_ledger_is_told_as_it_comes(void **state)
{
	Two two;
	two_begin(&two);
	Sample *s = &two.many;
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->many(s->ledger.self, 4999, NULL, &s->err), s);
	Line line = sample_person(two.patients[0], "Ashby", "Maureen", (Date){0});
	must(s->ledger.ops->append(s->ledger.self, &line, SOURCE_ODS, &s->err), s);
	PersonList found;
	const PersonQuery query = {.nhs_prefix = two.patients[0], .limit = 1};
	must(s->ledger.ops->find_people(s->ledger.self, &query, &s->arena, &found, &s->err), s);
	assert_int_equal(found.count, 1);
	s->ledger.ops->rollback(s->ledger.self);
	two_end(&two);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_once_is_as_line_by_line),
		cmocka_unit_test(what_is_rolled_back_leaves_its_indexes),
		cmocka_unit_test(the_end_is_watched_and_stopped),
		cmocka_unit_test(what_is_committed_has_its_indexes),
		cmocka_unit_test(a_file_that_is_small_beside_the_ledger_is_told_as_it_comes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
