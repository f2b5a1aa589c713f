/* Facts of nobody, of which charts and accounts read some. */
#include "sample.h"

#include "base/macros.h"
#include "model/ledger/ledger.h"
#include "store/inside.h"
#include "store/statement.h"

static void are(Sample *s, NobodyFacts which, int64_t since, size_t limit, const char *ids)
{
	FactList list;
	Text said = {.arena = &s->arena};
	must(s->ledger.ops->facts_of_nobody(s->ledger.self, which, since, limit, &s->arena, &list, &s->err), s);
	for (size_t i = 0; i < list.count; i++)
		text_add(&said, list.items[i].id);
	assert_string_equal(text_done(&said), ids);
}

/* Those that grow with the years are not among them. */
static void test_some_facts_of_nobody(void **state)
{
	static const char *const kinds[] = {"standing",	   "exported", "account",  "voided",  "setting",
					    "scr-default", "voided",   "imported", "imported"};
	Sample s;
	char id[3] = "a1";
	sample_begin(&s);
	for (size_t i = 0; i < countof(kinds); i++, id[1]++) {
		Line line = line_empty(line_kind_find(kinds[i]));
		Fact *fact = &line.fact;
		fact->id = id;
		fact->patient = i == 6 ? "111" : NULL;
		fact->org = "RWE";
		fact->at = fact->recorded_at = (Instant){1700000000};
		fact->practice = "C82001";
		fact->standing = STANDING_ALLOWED;
		fact->name = "Ada";
		fact->change = ACCOUNT_MADE;
		fact->role = ROLE_NURSE;
		fact->on = TRUTH_TRUE;
		fact->fact = "a1";
		fact->scr_status = SCR_CORE;
		fact->format = FILE_FHIR;
		fact->reason = "x";
		fact->hash = "00";
		fact->read = fact->taken = "1";
		fact->first = fact->last = i == 8 ? "7" : NULL; /* the eighth told no line */
		sample_tell(&s, &line, SOURCE_DESK);
	}
	are(&s, NOBODY_STANDINGS, 0, SIZE_MAX, "a1a4a6a9");
	are(&s, NOBODY_ACCOUNTS, 0, SIZE_MAX, "a3a5");
	are(&s, NOBODY_STANDINGS, 4, SIZE_MAX, "a6a9");
	are(&s, NOBODY_ACCOUNTS, 5, SIZE_MAX, "");
	are(&s, NOBODY_STANDINGS, 1, 2, "a4a6");
	sample_end(&s);
}

static void goes_by(Sample *s, Store *store, StatementId id, const char *index)
{
	scoped(statement_done) Statement asked = NULL;
	scoped(statement_end) Statement plan = NULL;
	must(statement_get(store, id, &asked, &s->err), s);
	const char *sql = arena_print(&s->arena, "EXPLAIN QUERY PLAN %s", sqlite3_sql(asked));
	must(statement_make(store, sql, &plan, &s->err), s);
	assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
	const char *found = (const char *)sqlite3_column_text(plan, 3);
	if (!strstr(found, index))
		fail_msg("%s: %s", sqlite3_sql(asked), found);
}

/* At a kiosk too, where the ledger is a view. */
static void test_none_looks_through_them_all(void **state)
{
	Sample s;
	sample_begin(&s);
	Store *kiosk = NULL;
	must(store_open_kiosk(s.path, "1", &kiosk, &s.err), &s);
	Store *const stores[] = {s.store, kiosk};
	for (size_t i = 0; i < countof(stores); i++) {
		goes_by(&s, stores[i], STATEMENT_NOBODYS_FACTS, "INDEX ledger_nobody");
		goes_by(&s, stores[i], STATEMENT_NOBODYS_SINCE, "(patient=? AND rowid>?)");
		goes_by(&s, stores[i], STATEMENT_STANDING_FACTS, "INDEX ledger_standing");
		goes_by(&s, stores[i], STATEMENT_ACCOUNT_FACTS, "INDEX ledger_account");
	}
	goes_by(&s, s.store, STATEMENT_COPIES, "INDEX ledger_copies");
	store_close(kiosk);
	sample_end(&s);
}

static void test_copies_of_a_patient(void **state)
{
	static const char *const reasons[] = {NULL, "the whole desk, as a backup", "choices of 111", "choices of 222"};
	Sample s;
	FactList list;
	Text said = {.arena = &s.arena};
	char id[3] = "c1";
	sample_begin(&s);
	for (size_t i = 0; i < countof(reasons); i++, id[1]++) {
		Line line = line_empty(line_kind_find("exported"));
		line.fact.id = id;
		line.fact.at = line.fact.recorded_at = (Instant){1700000000};
		line.fact.reason = reasons[i];
		sample_tell(&s, &line, SOURCE_DESK);
	}
	must(s.ledger.ops->copies(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	for (size_t i = 0; i < list.count; i++)
		text_add(&said, list.items[i].id);
	assert_string_equal(text_done(&said), "c1c3");
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_none_looks_through_them_all),
		cmocka_unit_test(test_some_facts_of_nobody),
		cmocka_unit_test(test_copies_of_a_patient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
