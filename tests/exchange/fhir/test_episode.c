/* Registrations, referrals and episodes of care. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"

static void test_registrations(void **state)
{
	static const struct {
		const char *more, *org, *registered; /* NULL: none */
	} cases[] = {
		{MANAGED, "C82001", "2020-02-01T00:00:00Z"},
		{"", NULL, NULL},
		{",'managingOrganization':{'reference':'Organization/hos'}", NULL, NULL},
		{",'generalPractitioner':[{'type':'Organization','identifier':{'system':'" ODS "','value':'Y12345',"
		 "'period':{'start':'2015-05-01'}}}]",
		 "Y12345", "2015-05-01T00:00:00Z"},
		{",'generalPractitioner':[{'reference':'Practitioner/dr'}]", "C82001", "2020-02-01T00:00:00Z"},
		{MANAGED ",'extension':[{'url':'Extension-CareConnect-GPC-RegistrationDetails-1','extension':[{'url':"
			 "'registrationPeriod','valuePeriod':{'start':'1999-03-04T00:00:00Z'}}]}]",
		 "C82001", "1999-03-04T00:00:00Z"},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *bundle = arena_print(
			&fixture.arena,
			BUNDLE(PATIENT(
				"%s") "," GP "," HOSPITAL ",{'resource':{'resourceType':'Practitioner','id':'dr'}},"
				      "{'resource':{'resourceType':'PractitionerRole','id':'r','practitioner':{'reference':'Practitioner/dr'},"
				      "'organization':{'reference':'Organization/gp'}}},"
				      "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','asserter':"
				      "{'reference':'Practitioner/dr'}," ABOUT "}},"
				      "{'resource':{'resourceType':'Condition','id':'2','recordedDate':'2020-02-01','asserter':"
				      "{'reference':'Practitioner/dr'}," ABOUT "}}"),
			cases[i].more);
		for (int round = 0; round < 2; round++) {
			assert_true(import(&fixture, bundle));
			assert_int_equal(gather_count(&fixture.gather, "registered"), cases[i].org != NULL);
			if (!cases[i].org)
				continue;
			assert_string_equal(fact(&fixture, "registered", 0)->org, cases[i].org);
			assert_same_instant(fact(&fixture, "registered", 0)->at, cases[i].registered);
			assert_int_equal(gather_find(&fixture.gather, "organisation", cases[i].org)->organisation.care,
					 CARE_GP);
		}
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

static const char older[] = BUNDLE(PATIENT(
	MANAGED) "," GP ",{'resource':{'resourceType':'Condition','id':'2','recordedDate':'2020-02-01'," ABOUT "}}");

/* A second registration would end what was agreed in the first (A7). */
static void test_never_registers_over_a_registration(void **state)
{
	static const char *const places[] = {"C82001", "C81001"};
	for (size_t i = 0; i < countof(places); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const Organisation gp = {
			.code = places[i], .name = "X", .care = CARE_GP, .system = SYSTEM_EMIS, .mig = TRUTH_FALSE};
		const Person mo = {.nhs = NHS, .family = "Ashby", .given = "Maureen"};
		Fact here = FACT_NONE;
		here.kind = FACT_REGISTERED;
		here.patient = NHS;
		here.org = places[i];
		here.episode = "r1";
		here.at = at("2019-01-01T00:00:00Z");
		tell_before(&fixture, line_of_organisation(&gp));
		tell_before(&fixture, line_of_person(&mo));
		tell_before(&fixture, line_of_fact(&here));
		assert_true(import(&fixture, older));
		assert_int_equal(gather_count(&fixture.gather, "registered"), 0);
		assert_int_equal(gather_count(&fixture.gather, "entry"), 1);
	}
}

/* The ledger says that C82001 is no practice: nobody registers there, and the file is still taken. */
static void test_never_registers_where_the_ledger_has_no_practice(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	const Organisation org = {
		.code = "C82001", .name = "X", .care = CARE_PLANNED, .system = SYSTEM_EMIS, .mig = TRUTH_FALSE};
	tell_before(&fixture, line_of_organisation(&org));
	assert_true(import(&fixture, older));
	assert_int_equal(gather_count(&fixture.gather, "registered"), 0);
}

/* A later file of the same practice tells of something older: the registration stays as it was told. */
static void test_a_fact_once_told_stays(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, older));
	assert_true(import(
		&fixture,
		BUNDLE(PATIENT(
			MANAGED) "," GP
				 ",{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2001-01-01'," ABOUT
				 "}}")));
	assert_same_instant(fact(&fixture, "registered", 0)->at, "2020-02-01T00:00:00Z");
}

/* --- What PDS says of a registration --- */

#define PRACTICE(code, period) "{'type':'Organization','identifier':{'system':'" ODS "','value':'" code "'" period "}}"
#define REGISTERED(doctors) BUNDLE(PATIENT(",'generalPractitioner':[" doctors "]"))
#define GOING_ON PRACTICE("C82001", ",'period':{'start':'2015-05-01'}")
#define OVER PRACTICE("C82001", ",'period':{'start':'2015-05-01','end':'2020-06-30'}")

static void know_registration(Fixture *fixture, const char *since)
{
	const Organisation gp = {
		.code = "C82001", .name = "X", .care = CARE_GP, .system = SYSTEM_EMIS, .mig = TRUTH_FALSE};
	const Person mo = {.nhs = NHS, .family = "Ashby", .given = "Maureen", .born = {1945, 7, 14}};
	Fact here = FACT_NONE;
	here.kind = FACT_REGISTERED;
	here.patient = NHS;
	here.org = "C82001";
	here.episode = "r1";
	here.at = at(since);
	tell_before(fixture, line_of_organisation(&gp));
	tell_before(fixture, line_of_person(&mo));
	tell_before(fixture, line_of_fact(&here));
}

#define NO_LONGER "is no longer registered where the desk had it"

static void test_a_registration_that_ended(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, REGISTERED(GOING_ON)));
	assert_int_equal(gather_count(&fixture.gather, "discharged"), 0);
	for (size_t round = 0; round < 2; round++) {
		assert_true(import(&fixture, REGISTERED(OVER)));
		assert_int_equal(gather_count(&fixture.gather, "discharged"), 1);
		assert_same_instant(fact(&fixture, "discharged", 0)->at, "2020-06-30T23:59:59Z");
		assert_int_equal(noted(&fixture, FHIR_NOTE_CORRECTED, "Patient", NO_LONGER), 1 - round);
	}
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* What the desk holds as going on ends, whoever told it; what began after that end goes on. */
static void test_a_registration_of_the_desk_that_ended(void **state)
{
	static const struct {
		const char *since;
		size_t discharged;
	} cases[] = {
		{"2015-05-07T09:00:00Z", 1},
		{"2021-01-01T09:00:00Z", 0},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		know_registration(&fixture, cases[i].since);
		assert_true(import(&fixture, REGISTERED(OVER)));
		assert_int_equal(gather_count(&fixture.gather, "registered"), 0);
		assert_int_equal(gather_count(&fixture.gather, "discharged"), cases[i].discharged);
		assert_int_equal(noted(&fixture, FHIR_NOTE_CORRECTED, "Patient", NO_LONGER), cases[i].discharged);
		if (!cases[i].discharged)
			continue;
		assert_string_equal(fact(&fixture, "discharged", 0)->episode, "r1");
		assert_true(import(&fixture, REGISTERED(OVER)));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
		assert_int_equal(fixture.note_count, 0);
	}
}

/* Staff took the discharge back: the file says nothing new. */
static void test_a_discharge_taken_back(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	know_registration(&fixture, "2015-05-07T09:00:00Z");
	Fact left = FACT_NONE;
	left.kind = FACT_DISCHARGED;
	left.patient = NHS;
	left.episode = "r1";
	left.at = at("2019-01-01T00:00:00Z");
	tell_before(&fixture, line_of_fact(&left));
	left.kind = FACT_DISCHARGE_CANCELLED;
	left.at = at("2019-01-02T00:00:00Z");
	tell_before(&fixture, line_of_fact(&left));
	assert_true(import(&fixture, REGISTERED(OVER)));
	assert_int_equal(gather_count(&fixture.gather, "discharged"), 0);
}

static void test_a_registration_to_come(void **state)
{
	static const char file[] = REGISTERED(PRACTICE("C82001", ",'period':{'start':'2023-12-01'}"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, file));
	assert_int_equal(gather_count(&fixture.gather, "registered"), 0);
	assert_int_equal(
		noted(&fixture, FHIR_NOTE_WARNING, "Patient", "is registered from a day to come: not registered yet"),
		1);
	assert_true(import_at(&fixture, file, false, at("2023-12-02T00:00:00Z")));
	assert_same_instant(fact(&fixture, "registered", 0)->at, "2023-12-01T00:00:00Z");
	assert_int_equal(fixture.note_count, 0);
}

static void test_dates_of_a_registration_that_are_none(void **state)
{
	static const char *const ends[] = {"start", "end"};
	for (size_t i = 0; i < countof(ends); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(
			import(&fixture,
			       arena_print(&fixture.arena,
					   REGISTERED(PRACTICE("C82001", ",'period':{'%s':'2020-02-30'}")), ends[i])));
		assert_int_equal(gather_count(&fixture.gather, "registered"), 1);
		assert_int_equal(gather_count(&fixture.gather, "discharged"), 0);
		assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "Patient",
				       arena_print(&fixture.arena, "is registered with a date that cannot be read (%s)",
						   ends[i])),
				 1);
	}
}

/* Of several practices the one that holds, wherever it stands; of those that ended the last. */
static void test_the_practice_that_holds(void **state)
{
	static const struct {
		const char *doctors, *org;
	} cases[] = {
		{PRACTICE("C81001", ",'period':{'start':'2001','end':'2014'}") "," GOING_ON, "C82001"},
		{GOING_ON "," PRACTICE("C81001", ",'period':{'start':'2001','end':'2014'}"), "C82001"},
		{PRACTICE("C81001", ",'period':{'start':'2001','end':'2014'}") "," OVER, "C82001"},
		{PRACTICE("C81001", "") "," PRACTICE("C82001", ",'period':{'start':'2015'}"), "C82001"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena, REGISTERED("%s"), cases[i].doctors)));
		assert_int_equal(gather_count(&fixture.gather, "registered"), 1);
		assert_string_equal(fact(&fixture, "registered", 0)->org, cases[i].org);
	}
}

/* It ended before anything was written down there: it cannot have begun after its end. */
static void test_an_end_before_the_first_entry(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE(PATIENT(",'generalPractitioner':[" PRACTICE(
			"C82001",
			",'period':{'end':'2019-01-01'}") "]") ","
							       "{'resource':{'resourceType':'Condition','id':'2','recordedDate':'2020-02-01'," ABOUT
							       "}}")));
	assert_same_instant(fact(&fixture, "registered", 0)->at, "2019-01-01T23:59:59Z");
	assert_same_instant(fact(&fixture, "discharged", 0)->at, "2019-01-01T23:59:59Z");
}

/* --- Referrals --- */

static void test_referrals(void **state)
{
	static const struct {
		const char *resource;
		bool opens;
	} cases[] = {
		{"'resourceType':'ReferralRequest','status':'active','intent':'order','authoredOn':'2023-11-01',"
		 "'recipient':[{'reference':'Organization/hos'}]",
		 true},
		{"'resourceType':'ReferralRequest','status':'active','authoredOn':'2023-08-17',"
		 "'recipient':[{'reference':'Practitioner/dr'}]",
		 true},
		{"'resourceType':'ServiceRequest','category':[{'coding':[{'code':'3457005'}]}],'status':'active','intent':'order',"
		 "'authoredOn':'2023-11-14T09:00:00Z','performer':[{'reference':'Organization/hos'}]",
		 true},
		{"'resourceType':'ReferralRequest','status':'active','authoredOn':'2023-08-15',"
		 "'recipient':[{'reference':'Organization/hos'}]",
		 false},
		{"'resourceType':'ReferralRequest','status':'completed','authoredOn':'2023-11-01',"
		 "'recipient':[{'reference':'Organization/hos'}]",
		 false},
		{"'resourceType':'ReferralRequest','status':'active','intent':'proposal','authoredOn':'2023-11-01',"
		 "'recipient':[{'reference':'Organization/hos'}]",
		 false},
		{"'resourceType':'ReferralRequest','status':'active','authoredOn':'2023-12-01',"
		 "'recipient':[{'reference':'Organization/hos'}]",
		 false},
		{"'resourceType':'ReferralRequest','status':'active','authoredOn':'2023-11-01'", false},
		{"'resourceType':'ReferralRequest','status':'active','authoredOn':'2023-11-01',"
		 "'recipient':[{'reference':'Organization/gp'}]",
		 false},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		const char *bundle = arena_print(
			&fixture.arena,
			BUNDLE(PATIENT(
				MANAGED) "," GP "," HOSPITAL ",{'resource':{'resourceType':'Practitioner','id':'dr'}},"
					 "{'resource':{'resourceType':'PractitionerRole','id':'r','practitioner':{'reference':'Practitioner/dr'},"
					 "'organization':{'reference':'Organization/hos'}}},"
					 "{'resource':{%s,'id':'1','reasonCode':[{'text':'Back pain'}]," ABOUT "}}"),
			cases[i].resource);
		assert_true(import(&fixture, bundle));
		assert_int_equal(gather_entries(&fixture.gather, CATEGORY_REFERRAL), 1);
		if (gather_count(&fixture.gather, "referred") != cases[i].opens)
			fail_msg("%s", cases[i].resource);
		if (!cases[i].opens)
			continue;
		assert_string_equal(fact(&fixture, "referred", 0)->org, "RWE");
		assert_string_equal(fact(&fixture, "referred", 0)->from, "C82001");
		assert_true(instant_order(fact(&fixture, "referred", 0)->at, fixture_now) <= 0);
		/* Read again long after, it opens nothing anew and closes nothing. */
		assert_true(import_at(&fixture, bundle, false, at("2025-01-01T00:00:00Z")));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

static void test_episodes_of_care(void **state)
{
	static const struct {
		const char *resource;
		size_t referred, discharged;
	} cases[] = {
		{"'status':'active','period':{'start':'2010-05-01'}", 1, 0},
		{"'status':'finished','period':{'start':'2010-05-01','end':'2011-05-01'}", 1, 1},
		{"'status':'finished','period':{'start':'2010-05-01'}", 0, 0},
		{"'status':'planned','period':{'start':'2010-05-01'}", 0, 0},
		{"'status':'active'", 0, 0},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE(PATIENT(
					"") "," HOSPITAL
					    ",{'resource':{'resourceType':'EpisodeOfCare','id':'1','type':[{'text':'Smoking cessation'}],%s,"
					    "'managingOrganization':{'reference':'Organization/hos'},'patient':{'reference':'Patient/p'}}}"),
				cases[i].resource)));
		assert_int_equal(gather_count(&fixture.gather, "referred"), cases[i].referred);
		assert_int_equal(gather_count(&fixture.gather, "discharged"), cases[i].discharged);
		if (cases[i].referred)
			assert_string_equal(fact(&fixture, "referred", 0)->service, "Smoking cessation");
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_registrations),
		cmocka_unit_test(test_never_registers_over_a_registration),
		cmocka_unit_test(test_never_registers_where_the_ledger_has_no_practice),
		cmocka_unit_test(test_a_fact_once_told_stays),
		cmocka_unit_test(test_a_registration_that_ended),
		cmocka_unit_test(test_a_registration_of_the_desk_that_ended),
		cmocka_unit_test(test_a_discharge_taken_back),
		cmocka_unit_test(test_a_registration_to_come),
		cmocka_unit_test(test_dates_of_a_registration_that_are_none),
		cmocka_unit_test(test_the_practice_that_holds),
		cmocka_unit_test(test_an_end_before_the_first_entry),
		cmocka_unit_test(test_referrals),
		cmocka_unit_test(test_episodes_of_care),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
