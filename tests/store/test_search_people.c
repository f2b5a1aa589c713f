/* Finding people. */
#include "sample.h"

#include "store/verify.h"

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

	sample_put(&s, sample_person("9434765919", "Newton", "Maureen", day)); /* by the present name */
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
	expect_people(&s, (PersonQuery){.given_prefix = "jo", .limit = 9}, "0 2 3 1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "jo", .match = NAME_IS, .limit = 9}, "0 2 3 ");
	expect_people(&s, (PersonQuery){.given_prefix = "jo", .match = NAME_LONGER, .limit = 9}, "1 0 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .match = NAME_IS, .limit = 9}, "4 0 1 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .match = NAME_LONGER, .limit = 9}, "5 2 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "jo", .match = NAME_IS, .limit = 9},
		      "0 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .given_prefix = "jo", .given_is = true, .limit = 9},
		      "0 2 ");
	expect_people(&s, (PersonQuery){.given_prefix = "jo", .given_is = true, .limit = 9}, "0 2 3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smith", .given_prefix = "x", .limit = 9}, "");
	sample_end(&s);
}

/* In order however many there are. */
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

/* An age lies in two years, a month in one: each is found once, in the order in which those of a name stand. */
static void test_born_in_a_span(void **state)
{
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("0", "Smith", "John", (Date){1951, 12, 31}));
	sample_put(&s, sample_person("1", "Smith", "Joan Johanna", (Date){1952, 1, 1}));
	sample_put(&s, sample_person("2", "Smithson", "Jo", (Date){1951, 3, 1}));
	sample_put(&s, sample_person("3", "Smith", "Zoe Johanna", (Date){1951, 3, 31}));
	sample_put(&s, sample_person("4", "Adams", "Johanna", (Date){1952, 6, 30}));
	sample_put(&s, sample_person("5", "Smith", "John", (Date){1952, 7, 1}));
	sample_put(&s, sample_person("6", "Smith", "John", (Date){1951, 2, 28}));
	sample_put(&s, sample_person("7", "Smith", "John", (Date){0}));
	PersonQuery span = {.born = {1951, 3, 1}, .born_last = {1952, 6, 30}, .limit = 9};
	expect_people(&s, span, "4 1 0 3 2 ");
	span.given_prefix = "jo";
	expect_people(&s, span, "2 1 4 3 0 ");
	span.family_prefix = "smi";
	expect_people(&s, span, "1 3 0 2 ");
	span.limit = 2;
	expect_people(&s, span, "1 3 ");
	span.match = NAME_IS;
	span.family_prefix = "smith";
	span.given_prefix = "john";
	expect_people(&s, span, "0 ");
	span = (PersonQuery){.born = {1951, 3, 1}, .born_last = {1951, 3, 31}, .given_prefix = "jo", .limit = 9};
	expect_people(&s, span, "2 3 ");
	span.born_last = (Date){1953, 1, 1}; /* further than the indexes by year go */
	expect_people(&s, span, "2 1 4 3 0 5 ");
	span.family_prefix = "smith";
	expect_people(&s, span, "1 3 0 5 2 ");
	span.given_prefix = NULL;
	expect_people(&s, span, "1 0 5 3 2 ");
	sample_end(&s);
}

/* Many are called so or few: who is found, and their order, are the same. */
static void test_few_of_a_name(void **state)
{
	enum { MANY = 400 };
	Sample s;
	sample_begin(&s);
	PersonQuery query = {.family_prefix = "s", .given_prefix = "jo", .limit = 3};
	for (int many = 0; many < 2; many++) {
		must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
		for (int i = 0; i < (many ? MANY : 4); i++) {
			Line line =
				sample_person(arena_print(&s.arena, "%d%03d", 1 + many, i), many ? "Thorn" : "Smith",
					      i == 2 ? "Jo" : "Jo Ann", (Date){1951, 1, 1});
			must(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err), &s);
		}
		must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
		query.family_prefix = "s";
		expect_people(&s, query, "1000 1001 1002 ");
		query.family_prefix = "t";
		expect_people(&s, query, many ? "2000 2001 2002 " : "");
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

static void expect_alike_of(Sample *s, NamePart part, const char *letters, const char *expected)
{
	TextList names;
	Text got = {.arena = &s->arena};
	must(s->ledger.ops->alike_names(s->ledger.self, part, letters, &s->arena, &names, &s->err), s);
	for (size_t i = 0; i < names.count; i++)
		text_add_print(&got, "%s ", names.items[i]);
	assert_string_equal(text_done(&got), expected);
}

static void expect_alike(Sample *s, const char *letters, const char *expected)
{
	expect_alike_of(s, NAME_FAMILY, letters, expected);
}

static void test_names_that_are_alike(void **state)
{
	static const char *const families[] = {"Smith", "Smyth",      "Smith",	"O'Neill",
					       "Khan",	"Stephenson", "Ingram", "Иванов"};
	Sample s;
	sample_begin(&s);
	for (size_t i = 0; i < countof(families); i++)
		sample_put(&s, sample_person(arena_print(&s.arena, "%zu", i), families[i], "Ann", (Date){0}));
	expect_alike(&s, "smiht", "smith smyth ");
	expect_alike(&s, "inrgam", "ingram "); /* in the middle, which leaves neither half */
	expect_alike(&s, "msith", "smith ");
	expect_alike(&s, "smith", "smyth ");
	expect_alike(&s, "smithk", "smith ");
	expect_alike(&s, "schmidt", "smith smyth "); /* by its sound */
	expect_alike(&s, "oneal", "oneill ");
	expect_alike(&s, "khna", "khan ");
	expect_alike(&s, "hkan", "khan ");
	expect_alike(&s, "stevenson", "stephenson ");
	expect_alike(&s, "ивнаов", "иванов ");
	expect_alike(&s, "ивановa", "иванов ");
	expect_alike(&s, "нвиаов", "");
	expect_alike(&s, "s", "");
	expect_alike(&s, "", "");
	Line called = sample_person("8", "Cruz", "Jane Kathryn", (Date){0});
	called.person.preferred = "Katie";
	sample_put(&s, called);
	expect_alike_of(&s, NAME_GIVEN, "jnae", "jane ");
	expect_alike_of(&s, NAME_GIVEN, "catherine", "kathryn ");
	expect_alike_of(&s, NAME_GIVEN, "katei", "katie ");
	expect_alike_of(&s, NAME_GIVEN, "jnaekathryn", "janekathryn ");
	expect_alike_of(&s, NAME_GIVEN, "smiht", "");
	expect_alike(&s, "jnae", "");
	VerifyReport report;
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	assert_int_equal(raw_sql(s.path, "UPDATE name SET sound = 'x' WHERE letters = 'khan'"), SQLITE_OK);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_CACHE);
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

/* Each word of what somebody is called finds them once, and several words run together. */
static void test_words_of_given_names(void **state)
{
	Sample s;
	sample_begin(&s);
	Line ann = sample_person("1", "Zed", "Ann-Marie Annabel", (Date){1951, 2, 3});
	ann.person.preferred = "Annie";
	sample_put(&s, ann);
	sample_put(&s, sample_person("2", "Young", "Marie", (Date){1960, 1, 1}));
	expect_people(&s, (PersonQuery){.given_prefix = "ann", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "annm", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "annie", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "marie", .limit = 9}, "2 1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "marie", .family_prefix = "z", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "annabel", .born = {1951, 2, 3}, .limit = 9}, "1 ");
	PersonQuery year = {.given_prefix = "marie", .born = {1951, 1, 1}, .born_last = {1951, 12, 31}, .limit = 9};
	expect_people(&s, year, "1 ");
	ann.person.given = "Beth"; /* by what they are called now */
	sample_put(&s, ann);
	expect_people(&s, (PersonQuery){.given_prefix = "marie", .limit = 9}, "2 ");
	expect_people(&s, (PersonQuery){.given_prefix = "beth", .limit = 9}, "1 ");
	sample_end(&s);
}

/* With a day of birth each name is looked for by any of its words, as without; nobody born on another day is found. */
static void test_a_day_of_birth_and_names(void **state)
{
	const Date day = {1950, 1, 1}, next = {1950, 1, 2};
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("1", "Smith", "Ann Marie", day));
	sample_put(&s, sample_person("2", "Smith", "Ann Marie", next));
	sample_put(&s, sample_person("3", "Cole-Smith", "Jo Marie", day));
	sample_put(&s, sample_person("4", "Cole-Smith", "Jo Marie", next));
	sample_put(&s, sample_person("5", "Zed", "Marie", day));
	expect_people(&s, (PersonQuery){.born = day, .limit = 9}, "3 1 5 ");
	expect_people(&s, (PersonQuery){.born = day, .limit = 2}, "3 1 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .born = day, .limit = 9}, "1 3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .born = day, .limit = 1}, "1 ");
	expect_people(&s, (PersonQuery){.given_prefix = "mar", .born = day, .limit = 9}, "3 1 5 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .given_prefix = "mar", .born = day, .limit = 9},
		      "1 3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .given_prefix = "jo", .born = day, .limit = 9}, "3 ");
	expect_people(&s, (PersonQuery){.family_prefix = "smi", .given_prefix = "x", .born = day, .limit = 9}, "");
	expect_people(
		&s,
		(PersonQuery){
			.family_prefix = "smith", .match = NAME_IS, .given_prefix = "marie", .born = day, .limit = 9},
		"1 3 ");
	sample_end(&s);
}

/* Whether few are called so or very many. */
static void test_a_given_and_a_former_name(void **state)
{
	enum { MANY = 300 };
	const PersonQuery query = {.former_prefix = "ash", .given_prefix = "an", .limit = 9};
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("1", "Ashby", "Jo Ann", (Date){0}));
	sample_put(&s, sample_person("1", "Newton", "Jo Ann", (Date){0}));
	sample_put(&s, sample_person("2", "Ashby", "Jo", (Date){0}));
	sample_put(&s, sample_person("2", "Newton", "Jo", (Date){0}));
	sample_put(&s, sample_person("3", "Ashton", "Ann", (Date){0}));
	expect_people(&s, query, "1 ");
	for (int i = 0; i < MANY; i++)
		sample_put(&s, sample_person(arena_print(&s.arena, "9%d", i), "Zed", "Anna", (Date){0}));
	expect_people(&s, query, "1 ");
	sample_end(&s);
}

static void test_former_names(void **state)
{
	Sample s;
	VerifyReport report;
	sample_begin(&s);
	sample_put(&s, sample_person("1", "Ashby", "Ann", (Date){1951, 2, 3}));
	sample_put(&s, sample_person("1", "Newton", "Ann", (Date){1951, 2, 3}));
	sample_put(&s, sample_person("1", "Ashworth", "Ann", (Date){1951, 2, 3}));
	expect_people(&s, (PersonQuery){.former_prefix = "new", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.former_prefix = "new", .given_prefix = "an", .limit = 9}, "1 ");
	expect_people(&s, (PersonQuery){.former_prefix = "new", .given_prefix = "x", .limit = 9}, "");
	expect_people(&s, (PersonQuery){.former_prefix = "new", .born = {1951, 2, 4}, .limit = 9}, "");
	expect_people(&s, (PersonQuery){.former_prefix = "ash", .limit = 9}, ""); /* they begin so now */
	expect_people(&s, (PersonQuery){.former_prefix = "ashb", .limit = 9}, "1 ");
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_WHOLE);
	assert_int_equal(raw_sql(s.path, "DELETE FROM former_name"), SQLITE_OK);
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_int_equal(report.fault, VERIFY_CACHE);
	sample_end(&s);
}

/* Nobody restricted, and nobody who has none. */
static void test_where_they_are_reached(void **state)
{
	Sample s;
	sample_begin(&s);
	for (int i = 0; i < 4; i++) {
		Line line = sample_person(arena_print(&s.arena, "%d", i), "Ashby", "Ann", (Date){0});
		line.person.postcode = i < 3 ? "LE8 0HD" : NULL;
		line.person.mobile = i < 3 ? "+44 7700 900111" : NULL;
		line.person.restricted = i == 1 ? TRUTH_TRUE : TRUTH_FALSE;
		sample_put(&s, line);
	}
	expect_people(&s, (PersonQuery){.postcode_prefix = "le80", .limit = 9}, "0 2 ");
	expect_people(&s, (PersonQuery){.postcode_prefix = "le80hd", .limit = 1}, "0 ");
	expect_people(&s, (PersonQuery){.postcode_prefix = "le81", .limit = 9}, "");
	expect_people(&s, (PersonQuery){.mobile_prefix = "07700900", .limit = 9}, "0 2 ");
	expect_people(&s, (PersonQuery){.mobile_prefix = "077009002", .limit = 9}, "");
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_people),
		cmocka_unit_test(test_both_names),
		cmocka_unit_test(test_born_in_a_year),
		cmocka_unit_test(test_born_in_a_span),
		cmocka_unit_test(test_few_of_a_name),
		cmocka_unit_test(test_namesakes),
		cmocka_unit_test(test_names_that_are_alike),
		cmocka_unit_test(test_words_of_a_family_name),
		cmocka_unit_test(test_words_of_given_names),
		cmocka_unit_test(test_a_day_of_birth_and_names),
		cmocka_unit_test(test_a_given_and_a_former_name),
		cmocka_unit_test(test_former_names),
		cmocka_unit_test(test_where_they_are_reached),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
