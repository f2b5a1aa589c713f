#include "sample.h"

#include "base/utf8.h"
#include "store/schema.h"
#include "store/verify.h"

static const struct {
	const char *code, *name, *town, *postcode, *status;
	Date closed;
} organisations[] = {
	{"C82009", "MARKET HARBOROUGH MEDICAL CENTRE", "Market Harborough", "LE16 9BX", "active", {0}},
	{"C82010", "THE OLD SURGERY", "Leicester", "LE1 5WW", "closed", {2013, 4, 1}},
	{"C82011", "SYSTON HEALTH CENTRE", "Syston", "LE7 2EQ", "active", {0}},
	{"RWE", "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST", "Leicester", "LE1 5WW", NULL, {0}},
	{"RWEAA", "LEICESTER ROYAL INFIRMARY", "Leicester", "LE1 5WW", NULL, {0}},
	{"local-abc", "St. Luke's Café & Treatment", "Łódź Street", NULL, NULL, {0}},
	{"C82012", "SURGERY TO GO", "Leicester", "LE2 1AA", NULL, {2024, 6, 12}},
};

static void put_organisations(Sample *s)
{
	for (size_t i = 0; i < countof(organisations); i++) {
		Line line = sample_organisation(organisations[i].code, organisations[i].name, organisations[i].town,
						organisations[i].postcode);
		line.organisation.status = organisations[i].status;
		line.organisation.closed = organisations[i].closed;
		sample_put(s, line);
	}
}

static Date today = {2024, 6, 12};

/* What a query finds, as codes with a space after each. */
static void expect_organisations(Sample *s, const char *typed, bool with_closed, size_t limit, const char *codes)
{
	OrganisationList list;
	OrganisationQuery query = {
		.words = utf8_fold(&s->arena, typed), .with_closed = with_closed, .today = today, .limit = limit};
	Text got = {.arena = &s->arena};
	must(s->ledger.ops->find_organisations(s->ledger.self, &query, &s->arena, &list, &s->err), s);
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&got, "%s ", list.items[i].code);
	if (!text_is(text_done(&got), codes))
		fail_msg("\"%s\" found \"%s\", not \"%s\"", typed, text_done(&got), codes);
}

static void test_organisations(void **state)
{
	Sample s;
	sample_begin(&s);
	put_organisations(&s);
	expect_organisations(&s, "rwe", false, 10, "RWE RWEAA "); /* the code itself first */
	expect_organisations(&s, "RWEA", false, 10, "RWEAA ");
	expect_organisations(&s, "leic", false, 10, "RWEAA C82012 RWE ");
	expect_organisations(&s, "leic", true, 10, "RWEAA C82012 RWE C82010 "); /* closed ones last */
	expect_organisations(&s, "c82010", false, 10, "");
	expect_organisations(&s, "c82010", true, 10, "C82010 ");
	expect_organisations(&s, "leic trust", false, 10, "RWE ");
	expect_organisations(&s, "trust UNIV", false, 10, "RWE ");
	expect_organisations(&s, "le1 5ww", false, 10, "RWEAA RWE ");
	expect_organisations(&s, "le15ww", false, 10, "RWEAA RWE ");
	expect_organisations(&s, "market harborough medical", false, 10,
			     "C82009 "); /* longer than the indexed prefixes */
	expect_organisations(&s, "cafe lodz", false, 10, "local-abc ");
	expect_organisations(&s, "LOCAL-ABC", false, 10, "local-abc ");
	expect_organisations(&s, "ospital", false, 10, "");	    /* begins no word */
	expect_organisations(&s, "leic", true, 2, "RWEAA C82012 "); /* the first by name, whatever the order told */
	expect_organisations(&s, "", false, 2, "RWEAA C82009 ");
	expect_organisations(&s, "leic", false, 0, "");
	today = (Date){2024, 6, 13}; /* the day after the last of one */
	expect_organisations(&s, "leic", false, 10, "RWEAA RWE ");
	expect_organisations(&s, "leic", true, 10, "RWEAA RWE C82012 C82010 ");
	expect_organisations(&s, "c82012", false, 10, "");
	expect_organisations(&s, "", false, 10, "RWEAA C82009 local-abc C82011 RWE ");
	today = (Date){2024, 6, 12};
	sample_end(&s);
}

/* Ranked before it is cut: the practice's list, those used here, trusts, the rest; commissioners last or not at all. */
static void test_organisations_are_ranked(void **state)
{
	static const struct {
		const char *code, *name, *type, *address;
	} rows[] = {
		{"A1", "AA LEICESTER SURGERY", NULL, NULL},
		{"A2", "LEICESTER ICB", "commissioner", NULL},
		{"A3", "ZZ LEICESTER CARE", NULL, NULL},
		{"A4", "ZY LEICESTER CARE", NULL, NULL},
		{"RWE", "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST", "trust",
		 "LEICESTER ROYAL INFIRMARY, INFIRMARY SQUARE"},
	};
	static const char *const listed[] = {"A3"};
	Sample s;
	OrganisationList list;
	sample_begin(&s);
	for (size_t i = 0; i < countof(rows); i++) {
		Line line = sample_organisation(rows[i].code, rows[i].name, NULL, NULL);
		line.organisation.type = rows[i].type;
		line.organisation.address = rows[i].address;
		sample_put(&s, line);
	}
	Fact referred = FACT_NONE;
	referred.kind = FACT_REFERRED;
	referred.id = "f1";
	referred.at = referred.recorded_at = (Instant){1700000000};
	referred.patient = "9000000009";
	referred.episode = "e1";
	referred.org = "A4";
	sample_put(&s, line_of_fact(&referred));

	OrganisationQuery query = {.words = "leic", .today = today, .limit = 3, .listed = {listed, 1}};
	static const char *const wanted[] = {"A3", "A4", "RWE", "A1", "A2"};
	must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.total, 5);
	query.limit = 9;
	for (int blank = 0; blank < 2; blank++) {
		query.words = blank ? "" : "leic";
		must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
		assert_int_equal(list.count, countof(wanted));
		for (size_t i = 0; i < countof(wanted); i++)
			assert_string_equal(list.items[i].code, wanted[i]);
	}
	query.for_referral = true;
	query.limit = 4;
	must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.total, 4);
	query.words = "a2"; /* nor by its code */
	must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 0);
	expect_organisations(&s, "leicester royal", false, 9, "RWE ");
	expect_organisations(&s, "infirm leic", false, 9, "RWE ");
	expect_organisations(&s, "lri", false, 9, "RWE ");
	expect_organisations(&s, "uhl", false, 9, "RWE ");
	VerifyReport report;
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_end(&s);
}

static void expect_which(Sample *s, OrganisationWhich which, const char *codes)
{
	OrganisationList list;
	OrganisationQuery query = {.words = "passed over",
				   .with_closed = true,
				   .today = today,
				   .limit = 10,
				   .which = which,
				   .commissioner = "04C"};
	Text got = {.arena = &s->arena};
	must(s->ledger.ops->find_organisations(s->ledger.self, &query, &s->arena, &list, &s->err), s);
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&got, "%s ", list.items[i].code);
	assert_string_equal(text_done(&got), codes);
}

static void test_organisations_of_one_sort(void **state)
{
	static const struct {
		const char *code;
		WordByte system, mig;
		Date closed;
		WordByte care;
		const char *commissioner, *type;
	} rows[] = {
		{"A1", SYSTEM_EMIS, TRUTH_TRUE, {0}, CARE_GP, "04C", NULL},
		{"A2", SYSTEM_UNKNOWN, TRUTH_FALSE, {0}, CARE_GP, "03W", NULL},
		{"A3", SYSTEM_UNKNOWN, TRUTH_TRUE, {0}, CARE_PLANNED, "04C", NULL},
		{"A4", SYSTEM_UNKNOWN, TRUTH_TRUE, {2013, 4, 1}, CARE_GP, "04C", NULL},
		{"A5", SYSTEM_OTHER, TRUTH_FALSE, {0}, CARE_PLANNED, NULL, "trust"},
		{"A6", SYSTEM_OTHER, TRUTH_FALSE, {0}, CARE_GP, NULL, NULL},
	};
	Sample s;
	sample_begin(&s);
	for (size_t i = 0; i < countof(rows); i++) {
		Line line = sample_organisation(rows[i].code, rows[i].code, NULL, NULL);
		line.organisation.system = rows[i].system;
		line.organisation.mig = rows[i].mig;
		line.organisation.closed = rows[i].closed;
		line.organisation.care = rows[i].care;
		line.organisation.commissioner = rows[i].commissioner;
		line.organisation.type = rows[i].type;
		sample_put(&s, line);
	}
	expect_which(&s, ORGANISATIONS_MIG, "A1 A3 ");
	expect_which(&s, ORGANISATIONS_UNKNOWN_SYSTEM, "A2 A3 ");
	expect_which(&s, ORGANISATIONS_NEAR, "A1 A5 ");
	sample_end(&s);
}

static void test_a_renamed_organisation(void **state)
{
	Sample s;
	sample_begin(&s);
	put_organisations(&s);
	sample_put(&s, sample_organisation("RWE", "Leicester Acute", "Oadby", NULL));
	sample_put(&s, sample_organisation("RWE", "Leicester Acute", "Oadby", NULL));
	expect_organisations(&s, "trust", false, 10, "");
	expect_organisations(&s, "acute oad", false, 10, "RWE ");
	sample_end(&s);
}

/* Nothing typed is an operator, and nothing typed is an error. */
static void test_anything_may_be_typed(void **state)
{
	static const char *const typed[] = {
		"\"",
		"\"\"",
		"*",
		"a OR b",
		"NOT",
		"NEAR(",
		"words:le",
		"le*",
		"^le",
		"a+b",
		"{x}",
		"'; DROP TABLE ledger; --",
		"(",
		"-",
		"\\",
		"le \" AND \"",
		"\xf0\x9f\x98\x80",
		"a.b,c;d",
		"AND AND",
		"\x7f",
	};
	Sample s;
	OrganisationList list;
	PersonList people;
	sample_begin(&s);
	put_organisations(&s);
	for (size_t i = 0; i < countof(typed); i++) {
		OrganisationQuery query = {.words = typed[i], .with_closed = true, .limit = 10}; /* not even folded */
		must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
		query.words = utf8_fold(&s.arena, typed[i]);
		must(s.ledger.ops->find_organisations(s.ledger.self, &query, &s.arena, &list, &s.err), &s);
		PersonQuery person = {.nhs_prefix = typed[i], .family_prefix = typed[i], .given_prefix = typed[i]};
		person.limit = 10;
		must(s.ledger.ops->find_people(s.ledger.self, &person, &s.arena, &people, &s.err), &s);
	}
	sample_end(&s);
}

/* Caches that an older sharedesk made are made anew from the ledger. */
static void test_older_caches_are_made_anew(void **state)
{
	Sample s;
	sample_begin(&s);
	put_organisations(&s);
	sample_put(&s, sample_person("9000000009", "O'Brien", "Ann", (Date){1945, 7, 14}));
	sample_close(&s);
	assert_int_equal(raw_sql(s.path, "DROP TABLE family_word; DROP TABLE patient;"
					 "CREATE TABLE patient (nhs, name);"
					 "UPDATE organisation SET words = 'nothing'"),
			 SQLITE_OK);
	assert_int_equal(raw_sql(s.path, arena_print(&s.arena, "PRAGMA user_version = %d", schema_migration_count)),
			 SQLITE_OK);
	sample_reopen(&s);
	const PersonQuery query = {.family_prefix = "brien", .limit = 9};
	PersonList people;
	must(s.ledger.ops->find_people(s.ledger.self, &query, &s.arena, &people, &s.err), &s);
	assert_int_equal(people.count, 1);
	expect_organisations(&s, "leic trust", false, 10, "RWE ");
	VerifyReport report;
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	sample_end(&s);
}

static Fact naming_other(FactKind kind, const char *id)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.patient = "111";
	fact.org = "RWE";
	fact.episode = kind == FACT_REFERRED ? "e1" : NULL;
	fact.from = "222";
	fact.at = fact.recorded_at = (Instant){1700000000};
	return fact;
}

static void test_who_named_a_number_as_the_other_one(void **state)
{
	const Fact merged = naming_other(FACT_MERGED, "m1");
	const Fact referred = naming_other(FACT_REFERRED, "m2"); /* `from` is another word there */
	Sample s;
	FactList list;
	sample_begin(&s);
	sample_put(&s, line_of_fact(&merged));
	sample_put(&s, line_of_fact(&referred));
	must(s.ledger.ops->merged(s.ledger.self, "222", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].patient, "111");
	must(s.ledger.ops->merged(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 0);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_organisations),
		cmocka_unit_test(test_organisations_are_ranked),
		cmocka_unit_test(test_organisations_of_one_sort),
		cmocka_unit_test(test_a_renamed_organisation),
		cmocka_unit_test(test_anything_may_be_typed),
		cmocka_unit_test(test_who_named_a_number_as_the_other_one),
		cmocka_unit_test(test_older_caches_are_made_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
