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
	must(store_verify(s.store, &report, &s.err), &s);
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
		PersonQuery person = {typed[i], typed[i], typed[i], {0}, {0}, 10};
		must(s.ledger.ops->find_people(s.ledger.self, &person, &s.arena, &people, &s.err), &s);
	}
	sample_end(&s);
}

static void expect_people(Sample *s, PersonQuery query, const char *numbers)
{
	PersonList list;
	Text got = {.arena = &s->arena};
	must(s->ledger.ops->find_people(s->ledger.self, &query, &s->arena, &list, &s->err), s);
	for (size_t i = 0; i < list.count; i++)
		text_add_print(&got, "%s ", list.items[i].nhs);
	assert_string_equal(text_done(&got), numbers);
}

static void test_people(void **state)
{
	Sample s;
	Date day = {1945, 7, 14};
	sample_begin(&s);
	sample_put(&s, sample_person("9434765919", "Ashby", "Maureen", day));
	sample_put(&s, sample_person("9434765870", "ASHBY-COLE", "Alan", (Date){1950, 1, 2}));
	sample_put(&s, sample_person("9000000009", "O’Brien", "Siân Mary", day));
	sample_put(&s, sample_person("9000000017", "Ashton", "Alan", (Date){0}));
	Line known_as = sample_person("9000000025", "Zeal", "Margaret", (Date){1960, 1, 1});
	known_as.person.preferred = "Peggy";
	sample_put(&s, known_as);

	expect_people(&s, (PersonQuery){.family_prefix = "ash", .limit = 9}, "9434765919 9434765870 9000000017 ");
	expect_people(&s, (PersonQuery){.family_prefix = "ashby", .limit = 9}, "9434765919 9434765870 ");
	expect_people(&s, (PersonQuery){.family_prefix = "ash", .given_prefix = "al", .limit = 9},
		      "9434765870 9000000017 ");
	expect_people(&s, (PersonQuery){.family_prefix = "obrien", .given_prefix = "sianm", .limit = 9}, "9000000009 ");
	expect_people(&s, (PersonQuery){.born = day, .limit = 9}, "9434765919 9000000009 ");
	expect_people(&s, (PersonQuery){.born = day, .family_prefix = "o", .limit = 9}, "9000000009 ");
	expect_people(&s, (PersonQuery){.nhs_prefix = "94347", .limit = 9}, "9434765870 9434765919 ");
	expect_people(&s, (PersonQuery){.nhs_prefix = "94347", .born = day, .limit = 9}, "9434765919 ");
	expect_people(&s, (PersonQuery){.nhs_prefix = "94347", .family_prefix = "x", .limit = 9}, "");
	expect_people(&s, (PersonQuery){.nhs_prefix = "", .family_prefix = "zeal", .given_prefix = "peg", .limit = 9},
		      "9000000025 ");
	expect_people(&s, (PersonQuery){.family_prefix = "ash", .limit = 1}, "9434765919 ");
	expect_people(&s, (PersonQuery){.limit = 2}, "9434765919 9434765870 ");

	expect_people(&s, (PersonQuery){.family_prefix = "brien", .limit = 9}, "9000000009 "); /* any word of it */
	expect_people(&s, (PersonQuery){.family_prefix = "co", .born = {1950, 1, 2}, .limit = 9}, "9434765870 ");
	expect_people(&s, (PersonQuery){.family_prefix = "cole", .nhs_prefix = "943", .limit = 9}, "9434765870 ");
	expect_people(&s, (PersonQuery){.family_prefix = "cole", .given_prefix = "x", .limit = 9}, "");

	sample_put(&s, sample_person("9000000033", "", "Ashok", day)); /* found and sorted by the one name */
	expect_people(&s, (PersonQuery){.family_prefix = "ash", .limit = 9},
		      "9434765919 9434765870 9000000033 9000000017 ");
	expect_people(&s, (PersonQuery){.family_prefix = "ash", .given_prefix = "ash", .limit = 9}, "");

	sample_put(&s, sample_person("9434765919", "Newton", "Maureen", day)); /* found by the present name alone */
	expect_people(&s, (PersonQuery){.family_prefix = "ashby", .limit = 9}, "9434765870 ");
	expect_people(&s, (PersonQuery){.family_prefix = "newton", .limit = 9}, "9434765919 ");
	sample_end(&s);
}

/* By either given name, each once, in the order of the names; also by the words of a family name. */
static void test_both_names(void **state)
{
	static const char *const given[] = {"Jo", "Joan", "Bea", "Jo", "Ann", "Zoe"};
	static const char *const known[] = {"Jodie", NULL, "Jo", NULL, "Jane", "Émile"};
	static const char *const family[] = {"Smith", "Smith", "Smithson", "Smythe", "Smith", "Smith-Joy"};
	Sample s;
	sample_begin(&s);
	for (int i = 0; i < 6; i++) {
		Line line = sample_person(arena_print(&s.arena, "%d", i), family[i], given[i], (Date){1950, 1, 1});
		line.person.preferred = known[i];
		sample_put(&s, line);
	}
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "jo", .limit = 9}, "0 1 2 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "jo", .limit = 2}, "0 1 ");
	expect_people(&s, (PersonQuery){.family_prefix = "s", .given_prefix = "j", .limit = 9}, "4 0 1 2 3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "em", .limit = 9}, "5 ");
	expect_people(&s, (PersonQuery){.family_prefix = "joy", .given_prefix = "e", .limit = 9}, "5 ");
	expect_people(&s, (PersonQuery){.given_prefix = "jo", .limit = 9}, "0 1 2 3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "x", .limit = 9}, "");
	sample_end(&s);
}

/* A year with few and one with many people in it is looked through in other ways. */
static void test_born_in_a_year(void **state)
{
	enum { MANY = 1100 };
	Sample s;
	sample_begin(&s);
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	for (int i = 0; i < MANY; i++) {
		Line line = sample_person(arena_print(&s.arena, "%04d", i), "Ash-Berg", i % 2 ? "Jo" : "Ann",
					  (Date){(int16_t)(i == 7 ? 1960 : 1951), (uint8_t)(1 + i % 12), 28});
		must(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err), &s);
	}
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	sample_put(&s, sample_person("x", "Ashton", "Jo", (Date){1960, 12, 31}));
	sample_put(&s, sample_person("y", "Ashton", "Jo", (Date){0}));
	for (int words = 0; words < 2; words++) {
		PersonQuery query = {.family_prefix = words ? "berg" : "ash", .limit = 3};
		query.born = (Date){1951, 1, 1};
		query.born_last = (Date){1951, 12, 31};
		expect_people(&s, query, "0000 0002 0004 ");
		query.given_prefix = "j";
		expect_people(&s, query, "0001 0003 0005 ");
		query.born.year = query.born_last.year = 1960;
		expect_people(&s, query, words ? "0007 " : "0007 x ");
		query.given_prefix = NULL;
		expect_people(&s, query, words ? "0007 " : "0007 x ");
		query.given_prefix = "a";
		expect_people(&s, query, "");
	}
	sample_end(&s);
}

static void expect_namesake(Sample *s, const char *nhs, const char *family, const char *given, bool expected)
{
	const Person person = {.nhs = nhs, .family = family, .given = given};
	bool has = !expected;
	must(s->ledger.ops->has_namesake(s->ledger.self, &person, &has, &s->err), s);
	assert_int_equal(has, expected);
}

static void test_namesakes(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("1", "O'Brien", "Ann", (Date){0}));
	sample_put(&s, sample_person("2", "OBRIEN", "A. Nn", (Date){0}));
	sample_put(&s, sample_person("3", "O'Brien", "Anna", (Date){0}));
	expect_namesake(&s, "1", "O'Brien", "Ann", true);
	expect_namesake(&s, "9", "O Brien", "Ann", true);
	expect_namesake(&s, "3", "O'Brien", "Anna", false);
	expect_namesake(&s, "3", "Brien", "Ann", false);
	sample_put(&s, sample_person("2", "Berg", "Ann", (Date){0})); /* by the present name alone */
	expect_namesake(&s, "1", "O'Brien", "Ann", false);
	sample_end(&s);
}

/* One who matches by several words is found once, and behind those whose whole family name begins so. */
static void test_words_of_a_family_name(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("1", "Al-Ali Alam", "Amir", (Date){0}));
	sample_put(&s, sample_person("2", "Zed Ali-Alam", "Amir", (Date){0}));
	sample_put(&s, sample_person("3", "Alam", "Zoe", (Date){0}));
	sample_put(&s, sample_person("4", "Van Alam", "Ben", (Date){0}));
	expect_people(&s, (PersonQuery){.family_prefix = "al", .limit = 9}, "1 3 2 4 ");
	expect_people(&s, (PersonQuery){.family_prefix = "al", .limit = 3}, "1 3 2 ");
	expect_people(&s, (PersonQuery){.family_prefix = "al", .limit = 1}, "1 ");
	expect_people(&s, (PersonQuery){.family_prefix = "alam", .limit = 9}, "3 1 2 4 ");
	sample_put(&s, sample_person("4", "Van Berg", "Ben", (Date){0})); /* found by the present name alone */
	expect_people(&s, (PersonQuery){.family_prefix = "alam", .limit = 9}, "3 1 2 ");
	expect_people(&s, (PersonQuery){.family_prefix = "berg", .limit = 9}, "4 ");
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
	expect_people(&s, (PersonQuery){.family_prefix = "brien", .limit = 9}, "9000000009 ");
	expect_organisations(&s, "leic trust", false, 10, "RWE ");
	VerifyReport report;
	must(store_verify(s.store, &report, &s.err), &s);
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
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_both_names),
		cmocka_unit_test(test_born_in_a_year),
		cmocka_unit_test(test_namesakes),
		cmocka_unit_test(test_words_of_a_family_name),
		cmocka_unit_test(test_who_named_a_number_as_the_other_one),
		cmocka_unit_test(test_older_caches_are_made_anew),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
