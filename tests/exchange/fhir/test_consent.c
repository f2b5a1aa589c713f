/* Consents of others: an answer without doubt, and everything that leaves a doubt. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/consent_fixture.h"

#define ACTION(code) "{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentaction','code':'" code "'}]}"

static void test_without_doubt(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture, FILE_WITH(CONSENT(PROVISION(PERMIT))));
	assert_int_equal(doubt_count(&fixture), 0);
	assert_int_equal(answers(&fixture), 1);
	const Fact *answer = fact(&fixture, "answered", 0);
	assert_int_equal(answer->answer, ANSWER_YES);
	assert_int_equal(answer->direction, DIRECTION_IN);
	assert_int_equal(answer->who, WHO_PATIENT);
	assert_string_equal(answer->episode, "knee");
	assert_same_instant(answer->at, "2023-11-10T09:00:00Z");
	/* It is history besides; and a second time nothing is new, and nothing in doubt. */
	assert_non_null(gather_nth(&fixture.gather, "entry", 0));
	read_consents(&fixture, FILE_WITH(CONSENT(PROVISION(PERMIT))));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
	assert_int_equal(doubt_count(&fixture), 0);
}

static void test_a_no_is_a_no(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture, FILE_WITH(WHOLE("active", SCOPE, CATEGORY("share-out"), RULE, WHEN, PERFORMER,
						PROVISION("{'type':'deny'," ACTOR "}"))));
	assert_int_equal(answers(&fixture), 1);
	assert_int_equal(fact(&fixture, "answered", 0)->answer, ANSWER_NO);
	assert_int_equal(fact(&fixture, "answered", 0)->direction, DIRECTION_OUT);
}

static const struct {
	const char *consent, *why;
} doubtful[] = {
	{WHOLE("inactive", SCOPE, CATEGORY("share-in"), RULE, WHEN, PERFORMER, PROVISION(PERMIT)),
	 "its status is not \"active\""},
	{WHOLE("proposed", SCOPE, CATEGORY("share-in"), RULE, WHEN, PERFORMER, PROVISION(PERMIT)),
	 "its status is not \"active\""},
	{WHOLE("active", "", CATEGORY("share-in"), RULE, WHEN, PERFORMER, PROVISION(PERMIT)), "its scope is missing"},
	{WHOLE("active", SCOPE, "", RULE, WHEN, PERFORMER, PROVISION(PERMIT)), "its category is missing"},
	{WHOLE("active", SCOPE,
	       "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'INFA'}]}],",
	       RULE, WHEN, PERFORMER, PROVISION(PERMIT)),
	 "its category is not share-out or share-in"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), "", WHEN, PERFORMER, PROVISION(PERMIT)),
	 "its policyRule is missing"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "", PERFORMER, PROVISION(PERMIT)),
	 "it does not say at which moment it was given"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'2023-11-10',", PERFORMER, PROVISION(PERMIT)),
	 "it does not say at which moment it was given"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'2024-11-10T09:00:00Z',", PERFORMER,
	       PROVISION(PERMIT)),
	 "it is dated in the future"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'2023-10-10T09:00:00Z',", PERFORMER,
	       PROVISION(PERMIT)),
	 "it is older than the episode that is open there"},
	{WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, WHEN, "", PROVISION(PERMIT)),
	 "it does not say that the patient gave it"},
	{CONSENT("'provision':{'type':'permit'}"), "its provision.type stands at the root, where R4 permits none"},
	{CONSENT("'provision':{'type':'deny','provision':[" PERMIT "]}"),
	 "its provision.type stands at the root, where R4 permits none"},
	{CONSENT("'provision':{}"), "its provision is not what R4 has there"},
	{CONSENT("'provision':{'period':{'start':'2023-01-01'}}"), "it has not exactly one nested provision"},
	{CONSENT(PROVISION(PERMIT "," PERMIT)), "it has not exactly one nested provision"},
	{CONSENT(PROVISION("{" ACTOR "}")), "its provision says neither permit nor deny"},
	{CONSENT(PROVISION("{'type':'perhaps'," ACTOR "}")), "its provision.provision.type is not permit or deny"},
	{CONSENT(PROVISION("{'type':'permit'}")), "it does not name exactly one organisation"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR_IS("Patient/p") "}")),
	 "it does not name exactly one organisation"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'data':[{'meaning':'instance'}]}")),
	 "its provision.provision.data limits it to a part of the record"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'provision':[{'type':'deny'}]}")),
	 "its provision.provision.provision limits it to a part of the record"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'purpose':[{'code':'HRESCH'}]}")),
	 "its provision.provision.purpose is not TREAT"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'action':[{'text':'look'}]}")),
	 "its provision.provision.action is not access or disclose"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'action':[" ACTION("disclose") "]}")),
	 "its action is not what the question asks for"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'period':{'end':'2023-11-13'}}")), "it does not hold today"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR ",'period':{'start':'2023-12-01'}}")), "it does not hold today"},
	{CONSENT(PROVISION("{'type':'permit'," ACTOR_IS("Organization/gp") "}")),
	 "the patient has not exactly one open episode at that organisation"},
};

static void test_doubts(void **state)
{
	for (size_t i = 0; i < countof(doubtful); i++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		char *bundle = arena_print(&fixture.arena, "{'resourceType':'Bundle','entry':[%s,%s,%s,%s]}",
					   PATIENT(MANAGED), GP, HOSPITAL, doubtful[i].consent);
		read_consents(&fixture, bundle);
		if (doubt_count(&fixture) != 1 || answers(&fixture) ||
		    !text_is(last_doubt(&fixture) + strlen("c: "), doubtful[i].why))
			fail_msg("%s: %s; %s", doubtful[i].why, last_doubt(&fixture), doubtful[i].consent);
	}
}

static void test_the_desk_knows_better(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	Fact answer = told(FACT_ANSWERED, "later", "2023-11-12T09:00:00Z");
	answer.episode = "knee";
	answer.direction = DIRECTION_IN;
	answer.answer = ANSWER_NO;
	tell_before(&fixture, line_of_fact(&answer));
	read_consents(&fixture, FILE_WITH(CONSENT(PROVISION(PERMIT))));
	assert_int_equal(answers(&fixture), 0);
	assert_string_equal(last_doubt(&fixture), "c: the desk has a later answer");
}

static void test_which_episode(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	open_referral(&fixture, "hip", "2023-11-02T09:00:00Z");
	read_consents(&fixture, FILE_WITH(CONSENT(PROVISION(PERMIT))));
	assert_int_equal(answers(&fixture), 0);
	assert_non_null(strstr(last_doubt(&fixture), "not exactly one open episode"));

	/* One of them ended and disputed: nobody but the patient can begin that again. */
	Fact gone = told(FACT_DISCHARGED, "gone", "2023-11-03T09:00:00Z"),
	     disputed = told(FACT_DISPUTED, "no", "2023-11-04T09:00:00Z");
	gone.episode = "hip";
	disputed.episode = "knee";
	tell_before(&fixture, line_of_fact(&gone));
	tell_before(&fixture, line_of_fact(&disputed));
	read_consents(&fixture, FILE_WITH(CONSENT(PROVISION(PERMIT))));
	assert_int_equal(answers(&fixture), 0);
	assert_non_null(strstr(last_doubt(&fixture), "ended or is disputed"));
}

#define REFUSAL(when) \
	FILE_WITH(WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'" when "',", PERFORMER, \
			PROVISION("{'type':'deny'," ACTOR "}")))

#define CARE \
	"{'resource':{'resourceType':'EpisodeOfCare','id':'e','status':'active','patient':{'reference':'Patient/p'}," \
	"'period':{'start':'2023-11-02'},'managingOrganization':{'reference':'Organization/hos'}}}"
#define SAYS(type, when) \
	WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'" when "',", PERFORMER, \
	      PROVISION("{'type':'" type "'," ACTOR "}"))

/* A no in the file that opens the care is not lost: a yes that is older, in a later file, does not stand. */
static void test_a_no_is_for_what_the_same_file_opens(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	read_consents(&fixture, FILE_WITH(CARE "," SAYS("deny", "2023-11-10T09:00:00Z")));
	assert_int_equal(answers(&fixture), 1);
	assert_int_equal(fact(&fixture, "answered", 0)->answer, ANSWER_NO);
	read_consents(&fixture, FILE_WITH(CARE "," SAYS("deny", "2023-11-10T09:00:00Z")));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
	read_consents(&fixture, FILE_WITH(SAYS("permit", "2023-11-05T09:00:00Z")));
	assert_int_equal(answers(&fixture), 0);
	assert_int_equal(doubt_count(&fixture), 1);
}

#define LABEL "'meta':{'security':[{'code':'NOPAT'}]},"

/* A label says nothing of an answer: two copies of which one has it are one. */
static void test_copies_that_differ_by_a_label_say_the_same(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture,
		      FILE_WITH(SAYS("permit", "2023-11-10T09:00:00Z") "," WHOLE(
			      "active", LABEL SCOPE, CATEGORY("share-in"), RULE, "'dateTime':'2023-11-10T09:00:00Z',",
			      PERFORMER, PROVISION("{'type':'permit'," ACTOR "}"))));
	assert_int_equal(answers(&fixture), 1);
	assert_int_equal(fact(&fixture, "answered", 0)->answer, ANSWER_YES);
}

static void test_a_history_is_no_yes(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture, "{'resourceType':'Bundle','type':'history','entry':[" PATIENT(
					MANAGED) "," GP "," HOSPITAL "," SAYS("permit", "2023-11-10T09:00:00Z") "]}");
	assert_int_equal(answers(&fixture), 0);
	assert_int_equal(doubt_count(&fixture), 1);
	read_consents(&fixture, "{'resourceType':'Bundle','type':'history','entry':[" PATIENT(
					MANAGED) "," GP "," HOSPITAL "," SAYS("deny", "2023-11-10T09:00:00Z") "]}");
	assert_int_equal(answers(&fixture), 1);
}

/* A no says it of each episode that was open there when it was said. */
static void test_a_no_is_for_each_episode(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	open_referral(&fixture, "hip", "2023-11-02T09:00:00Z");
	read_consents(&fixture, REFUSAL("2023-11-01T12:00:00Z"));
	assert_int_equal(answers(&fixture), 1);
	assert_string_equal(fact(&fixture, "answered", 0)->episode, "knee");
	assert_int_equal(doubt_count(&fixture), 0);
	read_consents(&fixture, REFUSAL("2023-11-10T09:00:00Z"));
	assert_int_equal(answers(&fixture), 2);
	assert_int_equal(fixture.summary.consents_taken, 1);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(fact(&fixture, "answered", i)->answer, ANSWER_NO);
		assert_string_equal(fact(&fixture, "answered", i)->episode, i ? "knee" : "hip");
	}
	read_consents(&fixture, REFUSAL("2023-11-10T09:00:00Z"));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
	assert_int_equal(answers(&fixture), 0);
	assert_int_equal(doubt_count(&fixture), 0);
}

/* A period holds at both its ends (FHIR R4, Period): the clock stands at 2023-11-14T22:13:20Z. */
static void test_the_ends_of_a_period(void **state)
{
	static const struct {
		const char *period;
		bool holds;
	} periods[] = {
		{"'end':'2023-11-14T22:13:19Z'", false},
		{"'end':'2023-11-14T22:13:20Z'", true},
		{"'end':'2023-11-14'", true},
		{"'end':'2023-11'", true},
		{"'start':'2023-11-14T22:13:20Z'", true},
		{"'start':'2023-11-14T22:13:21Z'", false},
		{"'start':'2023-11-14T22:13:20Z','end':'2023-11-14T22:13:20Z'", true},
	};
	for (size_t i = 0; i < countof(periods); i++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		char *provision = arena_print(&fixture.arena, "'provision':{'period':{%s},'provision':[%s]}",
					      periods[i].period, PERMIT);
		char *bundle = arena_print(&fixture.arena, FILE_WITH(CONSENT("%s")), provision);
		read_consents(&fixture, bundle);
		if (answers(&fixture) != periods[i].holds || doubt_count(&fixture) == periods[i].holds)
			fail_msg("%s: %s", periods[i].period, last_doubt(&fixture));
	}
}

/* What the file itself opens does not count, so that it says the same whenever it is read. */
static void test_an_episode_of_the_same_file(void **state)
{
	static const char bundle[] =
		FILE_WITH("{'resource':{'resourceType':'ReferralRequest','id':'2','status':'active',"
			  "'authoredOn':'2023-11-01','recipient':[{'reference':'Organization/hos'}]," ABOUT
			  "}}," CONSENT(PROVISION(PERMIT)));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	for (size_t i = 0; i < 2; i++) {
		read_consents(&fixture, bundle);
		assert_int_equal(answers(&fixture), 0);
		assert_int_equal(doubt_count(&fixture), 1);
	}
	/* Nor when the referral is too old to open anything anew. */
	assert_true(import_at(&fixture, bundle, false, instant_add(fixture_now, (int64_t)100 * 86400)));
	assert_int_equal(answers(&fixture), 0);
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_without_doubt),
		cmocka_unit_test(test_a_no_is_a_no),
		cmocka_unit_test(test_doubts),
		cmocka_unit_test(test_the_desk_knows_better),
		cmocka_unit_test(test_which_episode),
		cmocka_unit_test(test_a_no_is_for_what_the_same_file_opens),
		cmocka_unit_test(test_copies_that_differ_by_a_label_say_the_same),
		cmocka_unit_test(test_a_history_is_no_yes),
		cmocka_unit_test(test_a_no_is_for_each_episode),
		cmocka_unit_test(test_the_ends_of_a_period),
		cmocka_unit_test(test_an_episode_of_the_same_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
