/* A label counts wherever in the file it stands, and what was marked here stays marked (FORMATS §3). */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fixture.h"
#include "model/rules/withheld.h"

#define R ",'meta':{'security':[{'code':'R'}]}"

/* Told to be private in the last reading, or known to be so from one before. */
static bool is_private(const Fixture *fixture, const char *stem)
{
	for (size_t i = 0; i < gather_count(&fixture->gather, "entry-private"); i++)
		if (text_starts(fact(fixture, "entry-private", i)->entry, stem))
			return true;
	return false;
}

static size_t words(const char *text, const char *ret_words[8])
{
	static char copy[256];
	size_t count = 0;
	text_copy(copy, sizeof copy, text);
	for (char *word = strtok(copy, " "); word; word = strtok(NULL, " "))
		ret_words[count++] = word;
	return count;
}

static const struct {
	const char *resources, *hidden, *open;
} labels[] = {
	{PROBLEM("a", R) "," PROBLEM("b", ""), "Condition-a-", "Condition-b-"},
	{PROBLEM("a", ",'meta':{'security':[{'code':'V'}]}"), "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'security':[{'code':'N'}]}"), "", "Condition-a-"},
	/* however it is written */
	{PROBLEM("a", ",'meta':{'security':[{'code':' r '}]}"), "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'security':[{'code':['N','V']}]}"), "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'security':[{'display':'Restricted'}]}"), "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'security':['R']}"), "Condition-a-", ""},
	{THING("DocumentReference", "d", ",'created':'2020-06-01','securityLabel':[{'code':'R'}]"),
	 "DocumentReference-d-", ""},
	/* a copy under another name */
	{THING("Condition", "a", DATED ",'code':{'text':'x'}" R) "," THING("Condition", "b",
									   DATED ",'code':{'text':'x'}"),
	 "Condition-a- Condition-b-", ""},
	/* of a medicine's statement, plan and order any labels all */
	{THING("MedicationStatement", "s",
	       ",'dateAsserted':'2020-06-01','basedOn':[" REFERENCE(
		       "MedicationRequest/p") "]" R) "," THING("MedicationRequest", "p",
							       ",'intent':'plan','authoredOn':'2020-06-01'"),
	 "MedicationStatement-s- MedicationRequest-p-", ""},
	{THING("MedicationStatement", "s", ",'dateAsserted':'2020-06-01','basedOn':[" REFERENCE("MedicationRequest/p") "]") "," THING(
		 "MedicationRequest", "p",
		 ",'intent':'plan','authoredOn':'2020-06-01'") "," THING("MedicationRequest", "o",
									 ",'intent':'order','authoredOn':'2020-06-01','basedOn':[" REFERENCE(
										 "MedicationRequest/p") "]" R),
	 "MedicationStatement-s- MedicationRequest-p-", ""},
	{THING("MedicationRequest", "p",
	       ",'authoredOn':'2020-06-01','basedOn':[" REFERENCE(
		       "CarePlan/c") "]") "," THING("CarePlan", "c", ",'created':'2020-06-01'" R),
	 "CarePlan-c-", "MedicationRequest-p-"},
	/* of what holds it */
	{NO_SUBJECT("List", "l",
		    R ",'entry':[{'item':" REFERENCE("Condition/a") "}]") "," PROBLEM("a", "") "," PROBLEM("b", ""),
	 "Condition-a-", "Condition-b-"},
	{THING("Encounter", "e", ",'period':{'start':'2020-06-01'}" R) "," THING(
		 "Observation", "o",
		 ",'issued':'2020-06-01','encounter':" REFERENCE(
			 "Encounter/e")) "," THING("Observation", "p",
						   ",'issued':'2020-06-01','context':" REFERENCE(
							   "Encounter/e")) "," PROBLEM("a", ""),
	 "Encounter-e- Observation-o- Observation-p-", "Condition-a-"},
	{PROBLEM("a",
		 "") ",{'resource':{'resourceType':'Composition','id':'c','date':'2020-06-01','confidentiality':'V'," ABOUT
		     ",'section':[{'section':[{'entry':[" REFERENCE("Condition/a") "]}]}]}}",
	 "Condition-a- Composition-c-", ""},
	{THING("Encounter", "e",
	       ",'period':{'start':'2020-06-01'},'diagnosis':[{'condition':" REFERENCE(
		       "Condition/a") "}]" R) "," PROBLEM("a", "") "," PROBLEM("b", ""),
	 "Encounter-e- Condition-a-", "Condition-b-"},
	{THING("DiagnosticReport", "d", ",'issued':'2020-06-01','result':[" REFERENCE("Observation/o") "]" R) "," THING(
		 "Observation", "o",
		 ",'issued':'2020-06-01','hasMember':[" REFERENCE(
			 "Observation/q") "]") "," THING("Observation", "q", ",'issued':'2020-06-01'"),
	 "DiagnosticReport-d- Observation-o- Observation-q-", ""},
	{THING("DocumentReference", "d", ",'created':'2020-06-01','securityLabel':[{'coding':[{'code':'V'}]}]"),
	 "DocumentReference-d-", ""},
	{THING("MedicationRequest", "m",
	       ",'authoredOn':'2020-06-01','contained':[{'resourceType':'Medication','id':'x'" R "}]"),
	 "MedicationRequest-m-", ""},
	{PROBLEM("a",
		 "") ",{'resource':{'resourceType':'Composition','id':'c','date':'2020-06-01','confidentiality':'V'," ABOUT
		     ",'section':[{'section':[{'section':[{'section':[{'entry':[" REFERENCE(
			     "Condition/a") "]}]}]}]}]}}",
	 "Condition-a- Composition-c-", ""},
	/* of one of several versions of what holds it */
	{THING("Encounter", "e", ",'period':{'start':'2020-06-01'}" R) "," THING(
		 "Encounter", "e",
		 ",'period':{'start':'2020-06-01'}") "," THING("Observation", "o",
							       ",'issued':'2020-06-01','encounter':" REFERENCE(
								       "Encounter/e")),
	 "Encounter-e- Observation-o-", ""},
	/* of a copy, or of another version */
	{"{'fullUrl':'urn:uuid:a','resource':{'resourceType':'Condition'," ABOUT DATED "}},"
	 "{'fullUrl':'urn:uuid:a','resource':{'resourceType':'Condition'," ABOUT DATED R "}}",
	 "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'versionId':'1','security':[{'code':'R'}]}") "," PROBLEM("a",
											 ",'meta':{'versionId':'2'}"),
	 "Condition-a-", ""},
	{THING("Condition", "a", DATED ",'code':{'text':'x'}" R) "," THING("Condition", "a",
									   DATED ",'code':{'text':'y'}"),
	 "Condition-a- ", ""},
	{PROBLEM("a", "") "," PROBLEM("a", R), "Condition-a-", ""},
	{PROBLEM("a", ",'meta':{'versionId':'2','security':[{'code':'R'}]}") "," PROBLEM("a",
											 ",'meta':{'versionId':'1'}"),
	 "Condition-a-", ""},
};

static void test_a_label_counts_wherever_it_stands(void **state)
{
	for (size_t i = 0; i < countof(labels); i++) {
		const char *list[8];
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		for (int round = 0; round < 2; round++) {
			assert_true(import(&fixture, arena_print(&fixture.arena, RECORD("%s"), labels[i].resources)));
			for (size_t n = words(labels[i].hidden, list); n-- > 0;)
				if (!is_private(&fixture, list[n]))
					fail_msg("%s is open: %s", list[n], labels[i].resources);
			for (size_t n = words(labels[i].open, list); n-- > 0;)
				if (is_private(&fixture, list[n]))
					fail_msg("%s is private: %s", list[n], labels[i].resources);
		}
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

static void test_a_label_of_the_bundle_hides_all_of_it(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, "{'resourceType':'Bundle','meta':{'security':[{'code':'R'}]},'entry':[" PATIENT(
					     "") "," PROBLEM("a", "") "," PROBLEM("b", "") "]}"));
	assert_int_equal(gather_count(&fixture.gather, "entry-private"), 2);
	assert_int_equal(noted(&fixture, FHIR_NOTE_LABELLED, "Condition", NULL), 2);
	assert_int_equal(fixture.summary.private_entries, 2);
}

/* It keeps it from the patient's online view and from nobody who cares for them. */
static void test_nopat_is_not_private(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(PROBLEM("a", ",'meta':{'security':[{'code':'NOPAT'}]}"))));
	assert_int_equal(gather_count(&fixture.gather, "entry-private"), 0);
	assert_int_equal(fact(&fixture, "entry-flag", 0)->flag, FLAG_NOT_ONLINE);
	assert_int_equal(fact(&fixture, "entry-flag", 0)->on, TRUTH_TRUE);
}

static FactList facts_of_patient(Fixture *fixture)
{
	FactList facts;
	assert_true(fixture->ledger.ops->facts(fixture->ledger.self, NHS, &fixture->arena, &facts, &fixture->err));
	return facts;
}

/* --- When --- */

static void mark(Fixture *fixture, FactKind kind, const char *id, const char *entry, const char *when)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.at = at(when);
	fact.recorded_at = fact.at;
	fact.patient = NHS;
	fact.entry = entry;
	tell_before(fixture, line_of_fact(&fact));
}

static void test_a_label_is_dated_when_it_was_learned(void **state)
{
	static const struct {
		const char *more, *at;
	} cases[] = {
		{R, "2023-11-14T22:13:20Z"},
		{",'meta':{'lastUpdated':'2022-01-01T10:00:00Z','security':[{'code':'R'}]}", "2022-01-01T10:00:00Z"},
		{",'meta':{'lastUpdated':'2032-01-01T10:00:00Z','security':[{'code':'R'}]}", "2023-11-14T22:13:20Z"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena, RECORD(PROBLEM("a", "%s")), cases[i].more)));
		assert_same_instant(fact(&fixture, "entry-private", 0)->at, cases[i].at);
	}
}

static const char labelled_later[] =
	RECORD(PROBLEM("a", ",'meta':{'lastUpdated':'2023-02-01T10:00:00Z','security':[{'code':'R'}]}"));

/* Marked and opened at the desk, and only then labelled at the source. */
static void test_a_later_label_hides_what_was_opened_before(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(PROBLEM("a", ""))));
	const char *id = arena_text(&fixture.arena, entry(&fixture, 0)->id);
	mark(&fixture, FACT_ENTRY_PRIVATE, "m1", id, "2023-01-01T10:00:00Z");
	mark(&fixture, FACT_ENTRY_OPEN, "m2", id, "2023-03-01T10:00:00Z");
	assert_true(import(&fixture, labelled_later));
	assert_same_instant(fact(&fixture, "entry-private", 0)->at, "2023-03-01T10:00:00Z");
	/* told after the opening, it comes later in replay order */
	assert_true(import(&fixture, labelled_later));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* The same label, opened here since, says nothing new; one that the source has touched since does. */
static void test_a_label_that_was_opened_stays_open_until_it_is_renewed(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, labelled_later));
	const char *id = arena_text(&fixture.arena, entry(&fixture, 0)->id);
	mark(&fixture, FACT_ENTRY_OPEN, "m2", id, "2023-03-01T10:00:00Z");
	assert_true(import(&fixture, labelled_later));
	assert_int_equal(gather_count(&fixture.gather, "entry-private"), 0);
	assert_true(import(
		&fixture,
		RECORD(PROBLEM("a", ",'meta':{'lastUpdated':'2023-04-01T10:00:00Z','security':[{'code':'R'}]}"))));
	assert_same_instant(fact(&fixture, "entry-private", 0)->at, "2023-04-01T10:00:00Z");
}

/* --- The same entry under another name --- */

#define OWN(value) ",'identifier':[{'system':'urn:source','value':'" value "'}]"
#define UUID "16e502a4-0c5f-4bb2-9a0e-6a6e3f1a2b3c"

static void test_another_identifier_is_the_same_entry(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture,
			   RECORD(PROBLEM(UUID, OWN("1")) "," PROBLEM("17", OWN("1")) "," PROBLEM("18", OWN("1")))));
	const char *id = arena_text(&fixture.arena, entry(&fixture, 0)->id);
	mark(&fixture, FACT_ENTRY_PRIVATE, "m1", id, "2023-01-01T10:00:00Z");
	assert_true(import(&fixture, RECORD(PROBLEM("18", OWN("2")) "," PROBLEM("17", OWN("2")) "," THING(
					     "Condition", UUID, DATED ",'code':{'text':'another word'}" OWN("2")))));
	assert_int_equal(gather_count(&fixture.gather, "entry"), 3);
	assert_string_equal(entry(&fixture, 2)->id, id);
	EntryList all;
	assert_true(fixture.ledger.ops->entries(fixture.ledger.self, NHS, &fixture.arena, &all, &fixture.err));
	assert_int_equal(all.count, 3);
}

/* Another resource id and another identifier: a copy, which bears the marks that staff gave the first. */
static void test_marks_are_carried_to_a_copy(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(THING("Condition", "1", DATED ",'code':{'text':'same'}"))));
	mark(&fixture, FACT_ENTRY_PRIVATE_REQUESTED, "m1", arena_text(&fixture.arena, entry(&fixture, 0)->id),
	     "2023-01-01T10:00:00Z");
	for (int round = 0; round < 2; round++) {
		assert_true(import(&fixture, RECORD(THING("Condition", "2", DATED ",'code':{'text':'same'}") "," THING(
						     "Condition", "3", DATED ",'code':{'text':'other'}"))));
		assert_int_equal(noted(&fixture, FHIR_NOTE_LABELLED, "Condition", NULL), round == 0);
	}
	EntryList all;
	assert_true(fixture.ledger.ops->entries(fixture.ledger.self, NHS, &fixture.arena, &all, &fixture.err));
	assert_int_equal(all.count, 3);
	const FactList facts = facts_of_patient(&fixture);
	size_t marks = 0;
	for (size_t i = 0; i < facts.count; i++)
		marks += facts.items[i].kind == FACT_ENTRY_PRIVATE;
	assert_int_equal(marks, 1);
}

#define REFERRAL_OF(id, status, more) \
	THING("ServiceRequest", id, \
	      ",'status':'" status \
	      "','intent':'order','authoredOn':'2023-11-10T09:00:00Z','category':[{'coding':[{'code':'3457005'}]}]," \
	      "'code':{'text':'Referral to sexual health clinic'},'requester':{'reference':'Organization/gp'}," \
	      "'performer':[{'reference':'Organization/hos'}]" more)
#define REFERRAL(status, more) REFERRAL_OF("r", status, more)

/* --- In two files --- */

#define LIST(more) NO_SUBJECT("List", "l", more ",'entry':[{'item':" REFERENCE("Condition/a") "}]")
#define HELD THING("Observation", "o", ",'issued':'2020-06-01','encounter':" REFERENCE("Encounter/e"))
#define HOLDER(more) THING("Encounter", "e", ",'period':{'start':'2020-06-01'}" more)
#define PLAN(more) THING("MedicationRequest", "p", ",'intent':'plan','authoredOn':'2020-06-01'" more)
#define STATEMENT(more) \
	THING("MedicationStatement", "s", \
	      ",'dateAsserted':'2020-06-01','basedOn':[" REFERENCE( \
		      "http://x/MedicationRequest/p/_history/2") "]" more)

static void test_what_holds_it_came_in_another_file(void **state)
{
	static const struct {
		const char *first, *second, *hidden;
	} cases[] = {
		{PROBLEM("a", ""), LIST(R), "Condition-a-"},
		{HOLDER(R), HELD, "Observation-o-"},
		{PLAN(R), STATEMENT(""), "MedicationStatement-s-"},
		{PLAN(""), STATEMENT(R), "MedicationRequest-p-"},
		{THING("Condition", "a", DATED ",'code':{'text':'x'}"),
		 THING("Condition", "b", DATED ",'code':{'text':'x'}" R), "Condition-a-"},
	};
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, arena_print(&fixture.arena, RECORD("%s"), cases[i].first)));
		assert_true(import(&fixture, arena_print(&fixture.arena, RECORD("%s"), cases[i].second)));
		if (!is_private(&fixture, cases[i].hidden))
			fail_msg("%s is open", cases[i].hidden);
		assert_true(import(&fixture, arena_print(&fixture.arena, RECORD("%s"), cases[i].second)));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

#define UPDATED(id, when) \
	NO_SUBJECT("List", id, \
		   ",'meta':{'lastUpdated':'" when \
		   "','security':[{'code':'R'}]},'entry':[{'item':" REFERENCE("Condition/a") "}]")

/* Two labels that hide one thing are one mark, of the first that was learned, in whatever order they stand. */
static void test_two_labels_make_one_mark(void **state)
{
	static const char *const files[] = {
		RECORD(UPDATED("l", "2021-01-01T00:00:00Z") "," UPDATED("m", "2022-01-01T00:00:00Z")),
		RECORD(UPDATED("m", "2022-01-01T00:00:00Z") "," UPDATED("l", "2021-01-01T00:00:00Z")),
	};
	for (size_t i = 0; i < countof(files); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, RECORD(PROBLEM("a", ""))));
		assert_true(import(&fixture, files[i]));
		assert_int_equal(gather_count(&fixture.gather, "entry-private"), 1);
		assert_same_instant(fact(&fixture, "entry-private", 0)->at, "2021-01-01T00:00:00Z");
	}
}

/* Marked by staff under one name; in the file a copy with a label and one without. */
static void test_a_mark_that_is_carried_and_a_label_make_one_mark(void **state)
{
	static const char copies[] = RECORD(THING("Condition", "2", DATED ",'code':{'text':'same'}") "," THING(
		"Condition", "3", DATED ",'code':{'text':'same'}" R));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(THING("Condition", "1", DATED ",'code':{'text':'same'}"))));
	mark(&fixture, FACT_ENTRY_PRIVATE_REQUESTED, "m1", arena_text(&fixture.arena, entry(&fixture, 0)->id),
	     "2023-01-01T10:00:00Z");
	for (int round = 0; round < 2; round++) {
		assert_true(import(&fixture, copies));
		assert_true(is_private(&fixture, "Condition-2-"));
		assert_true(is_private(&fixture, "Condition-3-"));
	}
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

/* A reference that the file does not follow, to what is in it: by its type and id, the first time as the second. */
static void test_an_odd_reference_reaches_what_is_in_the_file(void **state)
{
	static const char odd[] = RECORD(
		PROBLEM("a", "") "," NO_SUBJECT("List", "l", R ",'entry':[{'item':" REFERENCE("/Condition/a") "}]"));
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, odd));
	assert_true(is_private(&fixture, "Condition-a-"));
	assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "List", NULL), 0);
	assert_true(import(&fixture, odd));
	assert_int_equal(fixture.gather.known, fixture.gather.count);
}

static void test_a_label_that_reaches_nothing_is_said(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(LIST(R))));
	assert_int_equal(noted(&fixture, FHIR_NOTE_WARNING, "List", NULL), 1);
}

static void test_a_copy_of_a_private_referral_tells_nothing_either(void **state)
{
	static const char *const files[] = {RECORD(REFERRAL_OF("r", "active", R) "," REFERRAL_OF("s", "active", "")),
					    RECORD(REFERRAL_OF("s", "active", "") "," REFERRAL_OF("r", "active", R))};
	for (size_t i = 0; i < countof(files); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, files[i]));
		assert_int_equal(gather_count(&fixture.gather, "referred"), 2);
		for (size_t n = 0; n < 2; n++)
			assert_null(fact(&fixture, "referred", n)->service);
		assert_true(import(&fixture, files[i]));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

/* --- Referrals --- */

static void test_a_private_referral_tells_nothing_of_itself(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(REFERRAL("active", R))));
	assert_string_equal(fact(&fixture, "referred", 0)->org, "RWE");
	assert_null(fact(&fixture, "referred", 0)->service);
	assert_null(fact(&fixture, "referred", 0)->from);
}

static void test_a_referral_that_ended_at_its_source_ends_here(void **state)
{
	static const char *const states[] = {"revoked", "completed", "entered-in-error"};
	for (size_t i = 0; i < countof(states); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(&fixture, RECORD(REFERRAL("active", ""))));
		assert_string_equal(fact(&fixture, "referred", 0)->service, "Referral to sexual health clinic");
		const char *episode = arena_text(&fixture.arena, fact(&fixture, "referred", 0)->episode);
		const char *opening = arena_text(&fixture.arena, fact(&fixture, "referred", 0)->id);
		const char *later = arena_print(&fixture.arena, RECORD(REFERRAL("%s", "")), states[i]);
		assert_true(import(&fixture, later));
		if (text_is(states[i], "entered-in-error"))
			assert_string_equal(fact(&fixture, "voided", 0)->fact, opening);
		else
			assert_string_equal(fact(&fixture, "discharged", 0)->episode, episode);
		assert_true(noted(&fixture, FHIR_NOTE_CORRECTED, "ServiceRequest", NULL) > 0);
		assert_true(import(&fixture, later));
		assert_int_equal(fixture.gather.known, fixture.gather.count);
	}
}

/* Made private at the desk, or by a later label: what was told before is withheld from all that show or export it. */
static void test_a_referral_made_private_later_is_withheld(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(&fixture, RECORD(REFERRAL("active", ""))));
	FactList facts = facts_of_patient(&fixture);
	assert_false(facts_withhold(&facts, &fixture.arena));
	assert_true(import(&fixture, RECORD(REFERRAL("active", R))));
	facts = facts_of_patient(&fixture);
	assert_true(facts_withhold(&facts, &fixture.arena));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_label_counts_wherever_it_stands),
		cmocka_unit_test(test_a_label_of_the_bundle_hides_all_of_it),
		cmocka_unit_test(test_nopat_is_not_private),
		cmocka_unit_test(test_a_label_is_dated_when_it_was_learned),
		cmocka_unit_test(test_a_later_label_hides_what_was_opened_before),
		cmocka_unit_test(test_a_label_that_was_opened_stays_open_until_it_is_renewed),
		cmocka_unit_test(test_another_identifier_is_the_same_entry),
		cmocka_unit_test(test_marks_are_carried_to_a_copy),
		cmocka_unit_test(test_what_holds_it_came_in_another_file),
		cmocka_unit_test(test_two_labels_make_one_mark),
		cmocka_unit_test(test_a_mark_that_is_carried_and_a_label_make_one_mark),
		cmocka_unit_test(test_an_odd_reference_reaches_what_is_in_the_file),
		cmocka_unit_test(test_a_label_that_reaches_nothing_is_said),
		cmocka_unit_test(test_a_copy_of_a_private_referral_tells_nothing_either),
		cmocka_unit_test(test_a_private_referral_tells_nothing_of_itself),
		cmocka_unit_test(test_a_referral_made_private_later_is_withheld),
		cmocka_unit_test(test_a_referral_that_ended_at_its_source_ends_here),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
