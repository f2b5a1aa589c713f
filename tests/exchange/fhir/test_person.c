/* What a patient is called, when born and died, and how to reach them. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"

#define NUMBER "'identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" NHS "'}]"
#define NAME ",'name':[{'family':'Ashby','given':['Maureen']}]"
#define SOMEBODY(more) BUNDLE("{'resource':{'resourceType':'Patient','id':'p'," NUMBER NAME "," more "}}")
#define TELECOM(system, use, value, more) "{'system':'" system "','use':'" use "','value':'" value "'" more "}"
#define ENDED ",'period':{'start':'2015-01-01','end':'2020-01-01'}"

static void assert_died(PartialDate date, const char *expected)
{
	char printed[16];
	partial_print(date, printed);
	assert_string_equal(printed, expected ? expected : "");
}

static void assert_date(Date date, const char *expected)
{
	char printed[16] = "";
	if (!date_is_none(date))
		date_print(date, printed);
	assert_string_equal(printed, expected ? expected : "");
}

/* The fixture's now is 2023-11-14T22:13:20Z. */
static const struct {
	const char *telecoms, *mobile, *email, *warning;
} ways[] = {
	{TELECOM("phone", "mobile", "07700900111", ENDED) "," TELECOM("phone", "mobile", "07700900222", ""),
	 "07700900222", NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ENDED), NULL, NULL, NULL},
	{TELECOM("email", "home", "a@example.org", ENDED) "," TELECOM("email", "home", "b@example.org", ""), NULL,
	 "b@example.org", NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'start':'2023-11-15'}"), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'start':'2023-11-14','end':'2023-11-14'}"),
	 "07700900111", NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'end':'2023-11-14T22:13:19Z'}"), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'end':'2023-02-30'}"), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'_end':{'extension':[]}}"), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':'2015'"), NULL, NULL, NULL},
	{TELECOM("phone", "old", "07700900111", ""), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'rank':2") "," TELECOM("phone", "home", "07700900222",
									    ",'rank':1"),
	 "07700900222", NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", "") "," TELECOM("phone", "home", "07700900222", ",'rank':9"),
	 "07700900222", NULL, NULL},
	{TELECOM("phone", "home", "07700900111", "") "," TELECOM("phone", "mobile", "07700900222", ""), "07700900222",
	 NULL, NULL},
	{TELECOM("phone", "mobile", "07700900111", ",'period':{'start':'2019'}") "," TELECOM(
		 "phone", "mobile", "07700900222", ",'period':{'start':'2020'}"),
	 "07700900222", NULL, NULL},
	{TELECOM("phone", "mobile", "07700900222", "") "," TELECOM("phone", "mobile", "07700900111", ""), "07700900111",
	 NULL, "has two current mobile numbers"},
	{TELECOM("email", "home", "b@example.org", "") "," TELECOM("email", "home", "a@example.org", ""), NULL,
	 "a@example.org", "has two current e-mail addresses"},
	{TELECOM("phone", "mobile", "07700 900111", "") "," TELECOM("phone", "mobile", "07700900111", ""),
	 "07700900111", NULL, NULL},
	{TELECOM("phone", "mobile", "N/A", "") "," TELECOM("sms", "home", "07700900222", ""), "07700900222", NULL,
	 "has a mobile number that no code can be sent to"},
	{TELECOM("phone", "mobile", "0116 496 0000", ""), NULL, NULL,
	 "has a mobile number that no code can be sent to"},
	{TELECOM("sms", "home", "07700900111 07700900222", ""), NULL, NULL,
	 "has a mobile number that no code can be sent to"},
	{TELECOM("phone", "home", "0116 496 0000", ""), NULL, NULL, NULL},
	{TELECOM("email", "home", "a@@example.org", ""), NULL, NULL, "has an e-mail address that is none"},
	{TELECOM("phone", "work", "07700900111", ""), NULL, NULL, NULL},
	{TELECOM("phone", "mobile", "tel:+447700900111", ""), "07700900111", NULL, NULL},
	{TELECOM("email", "home", "mailto:a@example.org", ""), NULL, "a@example.org", NULL},
	{TELECOM("email", "home", "none", "") "," TELECOM("email", "work", "a@example.org", ""), NULL, "a@example.org",
	 "has an e-mail address that is none"},
};

static void test_who_can_be_reached(void **state)
{

	for (size_t i = 0; i < countof(ways); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *bundle = arena_print(&fixture.arena, SOMEBODY("'telecom':[%s]"), ways[i].telecoms);
		assert_true(import(&fixture, bundle));
		if (!text_is(person(&fixture, 0)->mobile, ways[i].mobile) ||
		    !text_is(person(&fixture, 0)->email, ways[i].email))
			fail_msg("%s: %s, %s", ways[i].telecoms, text_or(person(&fixture, 0)->mobile, "-"),
				 text_or(person(&fixture, 0)->email, "-"));
		assert_int_equal(fixture.note_count, ways[i].warning != NULL);
		if (ways[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", ways[i].warning), 1);
	}
}

static void test_names_that_hold(void **state)
{
	static const struct {
		const char *names, *family, *given, *preferred, *warning;
	} cases[] = {
		{"{'use':'official','family':'Old','given':['Mo']" ENDED
		 "},{'use':'usual','family':'New','given':['Mo']}",
		 "New", "Mo", NULL, NULL},
		{"{'use':'maiden','family':'Old','given':['Mo']},{'family':'New','given':['Mo']}", "New", "Mo", NULL,
		 NULL},
		{"{'use':'nickname','given':['Mo']},{'family':'New','given':['Maureen']}", "New", "Maureen", "Mo",
		 NULL},
		{"{'use':'nickname','given':['Mo']" ENDED "},{'family':'New','given':['Maureen']}", "New", "Maureen",
		 NULL, NULL},
		{"{'use':'official','family':'Older','given':['Mo'],'period':{'start':'2001','end':'2002'}},"
		 "{'use':'official','family':'Old','given':['Mo']" ENDED "}",
		 "Old", "Mo", NULL, "has no name that holds today"},
		{"{'family':'Two','given':['Mo']},{'family':'One','given':['Mo']}", "One", "Mo", NULL,
		 "has two current names"},
		{"{'family':'ONE','given':['Mo']},{'family':'One','given':['Mo']}", "ONE", "Mo", NULL, NULL},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena,
							 BUNDLE("{'resource':{'resourceType':'Patient','id':'p'," NUMBER
								",'name':[%s]}}"),
							 cases[i].names)));
		const Person *p = person(&fixture, 0);
		if (!text_is(p->family, cases[i].family) || !text_is(p->given, cases[i].given) ||
		    !text_is(p->preferred, cases[i].preferred))
			fail_msg("%s: %s, %s (%s)", cases[i].names, p->family, p->given, text_or(p->preferred, "-"));
		assert_int_equal(fixture.note_count, cases[i].warning != NULL);
		if (cases[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].warning), 1);
	}
}

static void test_postcodes_that_hold(void **state)
{
	static const struct {
		const char *addresses, *postcode, *warning;
	} cases[] = {
		{"{'use':'home','postalCode':'LE1 1AA'" ENDED "},{'use':'home','postalCode':'LE2 2BB'}", "LE2 2BB",
		 NULL},
		{"{'use':'home','postalCode':'LE1 1AA'" ENDED "}", NULL, NULL},
		{"{'use':'temp','postalCode':'LE1 1AA'},{'use':'home','postalCode':'LE2 2BB'}", "LE2 2BB", NULL},
		{"{'use':'home'},{'postalCode':'LE2 2BB'}", "LE2 2BB", NULL},
		{"{'postalCode':'LE2 2BB'},{'postalCode':'LE1 1AA'}", "LE1 1AA", "has two current postcodes"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(
			import(&fixture, arena_print(&fixture.arena, SOMEBODY("'address':[%s]"), cases[i].addresses)));
		if (!text_is(person(&fixture, 0)->postcode, cases[i].postcode))
			fail_msg("%s: %s", cases[i].addresses, text_or(person(&fixture, 0)->postcode, "-"));
		assert_int_equal(fixture.note_count, cases[i].warning != NULL);
		if (cases[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].warning), 1);
	}
}

static void test_birth_dates(void **state)
{
	static const struct {
		const char *born, *expected, *warning;
	} cases[] = {
		{"1945-07-14", "1945-07-14", NULL},
		{"1880-01-01", "1880-01-01", NULL},
		{"2023-11-14", "2023-11-14", NULL},
		{"2001-02-29", NULL, "has a birth date that is no day: left out"},
		{"1945", NULL, "has a birth date that is no day: left out"},
		{"2023-11-15", NULL, "has a birth date that has not come yet: left out"},
		{"1879-12-31", NULL, "has a birth date before 1880: left out"},
		{"0001-01-01", NULL, "has a birth date before 1880: left out"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *bundle = arena_print(&fixture.arena, SOMEBODY("'birthDate':'%s'"), cases[i].born);
		assert_true(import(&fixture, bundle));
		assert_date(person(&fixture, 0)->born, cases[i].expected);
		assert_int_equal(fixture.note_count, cases[i].warning != NULL);
		if (cases[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].warning), 1);
	}
}

/* Summer time of 2022 and no other. */
static const Zone london = {
	.name = "Europe/London",
	.count = 2,
	.changes = {{{1648342800}, 3600}, {{1667091600}, 0}},
};

#define NO_DATE "has a date of death that is no date: dead, date not known"
#define TO_COME "has a death that has not come yet: not believed"

static void test_deaths(void **state)
{
	static const struct {
		const char *told, *died, *warning;
	} cases[] = {
		{"'deceasedDateTime':'2022-07-31'", "2022-07-31", NULL},
		{"'deceasedDateTime':'2022-07-31T23:30:00Z'", "2022-08-01", NULL},
		{"'deceasedDateTime':'2022-12-31T23:30:00Z'", "2022-12-31", NULL},
		{"'deceasedDateTime':'2023-11-14'", "2023-11-14", NULL},
		{"'deceasedDateTime':'2020-02'", "2020-02", NULL},
		{"'deceasedDateTime':'2020'", "2020", NULL},
		{"'deceasedDateTime':'2023-11'", "2023-11", NULL},
		{"'deceasedDateTime':'2023'", "2023", NULL},
		{"'deceasedDateTime':'2020-02-30'", "unknown", NO_DATE},
		{"'deceasedDateTime':'0000'", "unknown", NO_DATE},
		{"'deceasedDateTime':'soon'", "unknown", NO_DATE},
		{"'_deceasedDateTime':{'extension':[]}", "unknown", NULL},
		{"'deceasedBoolean':true", "unknown", NULL},
		{"'deceasedBoolean':false", NULL, NULL},
		{"'deceasedBoolean':'true'", NULL, "does not say in a way that can be read whether the patient lives"},
		{"'deceasedDateTime':'2030-01-01'", NULL, TO_COME},
		{"'deceasedDateTime':'2024'", NULL, TO_COME},
		{"'deceasedDateTime':'2023-12'", NULL, TO_COME},
		{"'deceasedDateTime':'2023-11-15'", NULL, TO_COME},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		fixture.zone = &london;
		const char *bundle = arena_print(&fixture.arena, SOMEBODY("%s"), cases[i].told);
		assert_true(import(&fixture, bundle));
		assert_died(person(&fixture, 0)->died, cases[i].died);
		assert_int_equal(fixture.note_count, cases[i].warning != NULL);
		if (cases[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].warning), 1);
	}
}

#define LIVES "is said to live, where the desk knows of a death: the death stays"
#define OTHERWISE "is said to have died at another time than the desk knows: the desk's date stays"

static const Person *on_file(Fixture *fixture)
{
	const Ledger *ledger = &fixture->ledger;
	const Person *found;
	assert_true(ledger->ops->person(ledger->self, NHS, &fixture->arena, &found, &fixture->err));
	return found;
}

/* A number on file that the file says has ended is nobody's to be sent to; one that it does not speak of stays. */
static void test_what_ended_goes_off_the_file(void **state)
{
	static const struct {
		const char *more, *mobile, *email, *postcode;
		size_t corrected;
	} cases[] = {
		{"'telecom':[" TELECOM("phone", "mobile", "+44 7700 900111", ENDED) "]", NULL, "a@example.org",
		 "LE1 1AA", 1},
		{"'telecom':[" TELECOM("phone", "old", "07700900111", "") "," TELECOM("email", "old", "a@example.org",
										      "") "]",
		 NULL, NULL, "LE1 1AA", 2},
		{"'address':[{'postalCode':'le1 1aa'" ENDED "}]", "07700 900111", "a@example.org", NULL, 1},
		{"'telecom':[" TELECOM("phone", "mobile", "07700900222", ENDED) "]", "07700 900111", "a@example.org",
		 "LE1 1AA", 0},
		{"'telecom':[" TELECOM("phone", "mobile", "07700900111", ENDED) "," TELECOM("phone", "mobile",
											    "07700900222", "") "]",
		 "07700900222", "a@example.org", "LE1 1AA", 0},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const Person known = {.nhs = NHS,
				      .family = "Ashby",
				      .given = "Maureen",
				      .mobile = "07700 900111",
				      .email = "a@example.org",
				      .postcode = "LE1 1AA"};
		tell_before(&fixture, line_of_person(&known));
		const char *bundle = arena_print(&fixture.arena, SOMEBODY("%s"), cases[i].more);
		for (size_t round = 0; round < 2; round++) {
			assert_true(import(&fixture, bundle));
			const Person *present = on_file(&fixture);
			if (!text_is(present->mobile, cases[i].mobile) || !text_is(present->email, cases[i].email) ||
			    !text_is(present->postcode, cases[i].postcode))
				fail_msg("%s: %s, %s, %s", cases[i].more, text_or(present->mobile, "-"),
					 text_or(present->email, "-"), text_or(present->postcode, "-"));
			assert_int_equal(fixture.note_count, round ? 0 : cases[i].corrected);
		}
	}
}

/* What staff put on file stays, whatever a file says of it. */
static void test_what_staff_set_has_not_ended(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	const Person known = {.nhs = NHS, .family = "Ashby", .given = "Maureen"};
	Fact contact = FACT_NONE;
	contact.kind = FACT_CONTACT;
	contact.at = fixture_now;
	contact.patient = NHS;
	contact.mobile = "07700900111";
	tell_before(&fixture, line_of_person(&known));
	tell_before(&fixture, line_of_fact(&contact));
	assert_true(import(&fixture, SOMEBODY("'telecom':[" TELECOM("phone", "mobile", "07700900111", ENDED) "]")));
	assert_string_equal(on_file(&fixture)->mobile, "07700900111");
	assert_int_equal(fixture.note_count, 0);
}

/* What the ledger knows of birth and death is not lost to a file that knows less. */
static void test_what_is_known_stays(void **state)
{
	static const struct {
		const char *known, *told, *died, *warning;
	} cases[] = {
		{"2020-02-03", "'gender':'female'", "2020-02-03", NULL},
		{"2020-02-03", "'deceasedBoolean':true", "2020-02-03", NULL},
		{"2020-02-03", "'deceasedBoolean':false", "2020-02-03", LIVES},
		{"2020-02-03", "'deceasedDateTime':'2020'", "2020-02-03", NULL},
		{"2020-02-03", "'deceasedDateTime':'2020-02'", "2020-02-03", NULL},
		{"2020-02-03", "'deceasedDateTime':'2020-02-04'", "2020-02-04", NULL},
		{"2020-02-03", "'deceasedDateTime':'2019'", "2020-02-03", OTHERWISE},
		{"2020-02-03", "'deceasedDateTime':'2020-03'", "2020-02-03", OTHERWISE},
		{"2020-02-03", "'deceasedDateTime':'2031'", "2020-02-03",
		 "has a death that has not come yet: not believed"},
		{"2020-02", "'deceasedDateTime':'2020-03'", "2020-03", NULL},
		{"2020", "'deceasedDateTime':'2021-03-04'", "2021-03-04", NULL},
		{"2020", "'deceasedBoolean':true", "2020", NULL},
		{"unknown", "'deceasedDateTime':'2020'", "2020", NULL},
		{"unknown", "'deceasedBoolean':false", "unknown", LIVES},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		Person known = {.nhs = NHS, .family = "Ashby", .given = "Maureen", .born = {1945, 7, 14}};
		assert_true(partial_parse(cases[i].known, &known.died));
		tell_before(&fixture, line_of_person(&known));
		const char *bundle = arena_print(&fixture.arena, SOMEBODY("%s"), cases[i].told);
		assert_true(import(&fixture, bundle));
		assert_died(on_file(&fixture)->died, cases[i].died);
		assert_date(on_file(&fixture)->born, "1945-07-14");
		assert_int_equal(fixture.note_count, cases[i].warning != NULL);
		if (cases[i].warning)
			assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient", cases[i].warning), 1);
		/* Read again a year later it says the same. */
		assert_true(import_at(&fixture, bundle, false, at("2024-11-14T00:00:00Z")));
		assert_died(on_file(&fixture)->died, cases[i].died);
	}
}

/* --- The order of a list says nothing --- */

static const char *const names[] = {
	"{'use':'official','family':'Ashby','given':['Maureen']}",
	"{'use':'official','family':'ASHBY','given':['Maureen']}",
	"{'use':'official','family':'Ashton','given':['Maureen'],'period':{'start':'2019'}}",
	"{'use':'usual','family':'Ashby','given':['Mo'],'period':{'start':'2001'}}",
	"{'use':'usual','family':'Ashby','given':['Maud']}",
	"{'use':'nickname','given':['Mo']}",
	"{'use':'old','family':'Other','given':['Maureen']}",
	"{'use':'maiden','family':'Third','given':['Maureen']}",
	"{'family':'Ashby-Smith','given':['Maureen','Ann'],'prefix':['Mrs']" ENDED "}",
	"{'text':'Maureen Ashby'}",
};

static const char *const telecoms[] = {
	TELECOM("phone", "mobile", "07700900111", ""),
	TELECOM("phone", "mobile", "07700 900111", ""),
	TELECOM("phone", "mobile", "07700900222", ",'rank':1"),
	TELECOM("phone", "mobile", "07700900333", ",'rank':1"),
	TELECOM("phone", "home", "07700900444", ",'period':{'start':'2020-01-01'}"),
	TELECOM("sms", "home", "07700900555", ",'period':{'start':'2020-01-01','end':'2040'}"),
	TELECOM("phone", "mobile", "07700900666", ENDED),
	TELECOM("phone", "old", "07700900777", ""),
	TELECOM("email", "home", "a@example.org", ",'rank':2"),
	TELECOM("email", "home", "b@example.org", ",'rank':2"),
	TELECOM("email", "work", "c@example.org", ""),
	TELECOM("email", "temp", "d@example.org", ENDED),
};

static const char *const addresses[] = {
	"{'use':'home','postalCode':'LE1 1AA'}", "{'use':'home','postalCode':'le1 1aa'}",
	"{'use':'home','postalCode':'LE2 2BB'}", "{'use':'temp','postalCode':'LE3 3CC'}",
	"{'postalCode':'LE4 4DD'" ENDED "}",	 "{'postalCode':'LE5 5EE','period':{'start':'2020'}}",
};

static const char *const identifiers[] = {
	"{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'999 000 0018'}",
	"{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000018'}",
	"{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000026'" ENDED "}",
	"{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'9990000026','use':'old'}",
	"{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'1234567890','use':'official'}",
	"{'system':'urn:hospital','value':'17'}",
};

static const struct {
	const char *name;
	const char *const *pool;
	size_t size, first; /* of the pool, those from the first on that are always there */
} lists[] = {
	{"identifier", identifiers, countof(identifiers), 1},
	{"name", names, countof(names), 1},
	{"telecom", telecoms, countof(telecoms), 0},
	{"address", addresses, countof(addresses), 0},
};

enum { LISTS = 4, POOL_MAX = 16 };

typedef struct Drawn { /* which of each pool, in which order */
	size_t items[LISTS][POOL_MAX], count[LISTS];
} Drawn;

static void draw(uint64_t *dice, Drawn *drawn)
{
	*drawn = (Drawn){0};
	for (size_t l = 0; l < LISTS; l++)
		for (size_t i = 0; i < lists[l].size; i++)
			if (i < lists[l].first || dice_below(dice, 3) == 0)
				drawn->items[l][drawn->count[l]++] = i;
}

static void shuffle(uint64_t *dice, Drawn *drawn)
{
	for (size_t l = 0; l < LISTS; l++)
		dice_shuffle(dice, drawn->items[l], drawn->count[l]);
}

static const char *written(Arena *arena, const Drawn *drawn)
{
	Text out = {.arena = arena};
	text_add(&out, "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Patient','id':'p'");
	for (size_t l = 0; l < LISTS; l++) {
		text_add_print(&out, ",'%s':[", lists[l].name);
		for (size_t i = 0; i < drawn->count[l]; i++)
			text_add_print(&out, "%s%s", i ? "," : "", lists[l].pool[drawn->items[l][i]]);
		text_add(&out, "]");
	}
	text_add(&out, "}}]}");
	return text_done(&out);
}

static void test_order_says_nothing(void **state)
{
	const size_t rounds = unit_full() ? 50000 : 1000;
	uint64_t dice = unit_seed();
	size_t warned = 0;
	for (size_t round = 0; round < rounds; round++) {
		scoped(close_fixture) Fixture fixture, shuffled;
		Drawn drawn;
		open_fixture(&fixture);
		open_fixture(&shuffled);
		draw(&dice, &drawn);
		const char *file = written(&fixture.arena, &drawn);
		assert_true(import(&fixture, file));
		shuffle(&dice, &drawn);
		const char *other = written(&fixture.arena, &drawn);
		assert_true(import(&shuffled, other));
		if (!gather_same(&fixture.gather, &shuffled.gather) || fixture.note_count != shuffled.note_count)
			fail_msg("round %zu:\n%s\n%s", round, file, other);
		for (size_t i = 0; i < fixture.note_count; i++)
			assert_string_equal(fixture.notes[i].why, shuffled.notes[i].why);
		warned += fixture.note_count;
	}
	assert_true(warned > rounds / 4);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_can_be_reached),
		cmocka_unit_test(test_names_that_hold),
		cmocka_unit_test(test_postcodes_that_hold),
		cmocka_unit_test(test_birth_dates),
		cmocka_unit_test(test_deaths),
		cmocka_unit_test(test_what_ended_goes_off_the_file),
		cmocka_unit_test(test_what_staff_set_has_not_ended),
		cmocka_unit_test(test_what_is_known_stays),
		cmocka_unit_test(test_order_says_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
