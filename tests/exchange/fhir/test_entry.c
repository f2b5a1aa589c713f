/* What each resource becomes: its words, who wrote it down, whether it is private, its id. */
#include "unit.h"

#include "base/text.h"
#include "exchange/fhir/fixture.h"

static void test_wording(void **state)
{
	static const struct {
		const char *resource, *text, *code, *system;
	} cases[] = {
		{"'resourceType':'Observation','code':" SNOMED(
			 "27113001", "Body weight") ",'valueQuantity':{'value':70.5,'unit':'kg'}",
		 "Body weight: 70.5 kg", "27113001", "http://snomed.info/sct"},
		{"'resourceType':'Observation','code':{'coding':[{'system':'http://loinc.org','code':'55284-4','display':'BP'},"
		 "{'system':'http://snomed.info/sct','code':'75367002','display':'Blood pressure'}]},'component':["
		 "{'code':{'text':'Systolic'},'valueQuantity':{'value':120,'unit':'mmHg'}},"
		 "{'code':{'text':'Diastolic'},'valueQuantity':{'comparator':'<','value':80}}]",
		 "Blood pressure: Systolic 120 mmHg; Diastolic <80", "75367002", "http://snomed.info/sct"},
		{"'resourceType':'Observation','code':{'text':'Smoker','coding':[{'system':'http://loinc.org','code':'1'}]},"
		 "'valueBoolean':false",
		 "Smoker: no", "1", "http://loinc.org"},
		{"'resourceType':'Observation','code':{'text':'Comment note'},'comment':'free words','note':[{'text':'more'}]",
		 "Comment note", NULL, NULL},
		{"'resourceType':'MedicationRequest','intent':'order','medicationReference':{'reference':'Medication/m'},"
		 "'dosageInstruction':[{'text':'One a day'}]",
		 "Paracetamol: One a day", "322280009", "http://snomed.info/sct"},
		{"'resourceType':'Immunization','notGiven':true,'vaccineCode':{'coding':[{'system':"
		 "'http://hl7.org/fhir/v3/NullFlavor','code':'UNK','display':'unknown'}]},'extension':[{'url':"
		 "'Extension-CareConnect-VaccinationProcedure-1','valueCodeableConcept':" SNOMED(
			 "170370000", "First hepatitis B") "}]",
		 "First hepatitis B: not given", "170370000", "http://snomed.info/sct"},
		{"'resourceType':'Immunization','vaccineCode':{'text':'Flu jab','coding':[{'system':"
		 "'http://hl7.org/fhir/v3/NullFlavor','code':'UNK','display':'unknown'}]}",
		 "Flu jab", NULL, NULL},
		{"'resourceType':'Encounter','class':{'system':'c','code':'AMB'}", "AMB", "AMB", "c"},
		{"'resourceType':'DocumentReference','description':'Letter'", "Letter", NULL, NULL},
		{"'resourceType':'Flag'", "Flag", NULL, NULL},
		{"'resourceType':'Observation','code':{'text':'two\\nlines\\u0007'}", "two\nlines\a", NULL, NULL},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE(PATIENT("") ",{'resource':{'resourceType':'Medication','id':'m','code':" SNOMED(
					"322280009",
					"Paracetamol") "}},{'resource':{%s,'meta':{'lastUpdated':'2020-01-01T00:00:00Z'},"
						       "'id':'x'," ABOUT "}}"),
				cases[i].resource)));
		assert_string_equal(entry(&fixture, 0)->text, cases[i].text);
		assert_true(text_is(entry(&fixture, 0)->code, cases[i].code));
		assert_true(text_is(entry(&fixture, 0)->system, cases[i].system));
	}
}

static const struct {
	const char *resource, *org;
} writers[] = {
	{"'resourceType':'Observation','performer':[{'reference':'Practitioner/dr'}]", "RWE"},
	{"'resourceType':'Observation','performer':[{'display':'?'},{'reference':'PractitionerRole/role'}]", "RWE"},
	{"'resourceType':'Observation','performer':[{'reference':'Organization/hos'}]", "RWE"},
	{"'resourceType':'Observation','performer':[{'identifier':{'system':'" ODS "','value':'RX9'},"
	 "'type':'Organization'}]",
	 "RX9"},
	{"'resourceType':'Observation','performer':[{'reference':'Organization?identifier=" ODS "|RY8'}]", "RY8"},
	/* Two employers: the encounter decides. */
	{"'resourceType':'Observation','performer':[{'reference':'Practitioner/two'}],"
	 "'encounter':{'reference':'Encounter/e'}",
	 "RWE"},
	{"'resourceType':'Observation','performer':[{'reference':'Practitioner/two'}]", "C82001"},
	{"'resourceType':'Condition','asserter':{'reference':'Patient/p'},'context':{'reference':'Encounter/e'}",
	 "RWE"},
	{"'resourceType':'AllergyIntolerance','extension':[{'url':'http://x/encounter-associatedEncounter',"
	 "'valueReference':{'reference':'Encounter/e'}}]",
	 "RWE"},
	{"'resourceType':'ReferralRequest','status':'completed','requester':{'agent':{'reference':'Practitioner/dr'}}",
	 "RWE"},
	/* Asked to do it is not having written it down. */
	{"'resourceType':'ServiceRequest','performer':[{'reference':'Organization/hos'}]", "C82001"},
	/* Who filed a letter recorded it, not who wrote it. */
	{"'resourceType':'DocumentReference','author':[{'reference':'Organization/hos'}],"
	 "'custodian':{'reference':'Organization/gp'}",
	 "C82001"},
	{"'resourceType':'DocumentReference','custodian':{'reference':'Organization/hos'}", "RWE"},
	{"'resourceType':'Encounter','serviceProvider':{'reference':'Organization/hos'}", "RWE"},
	{"'resourceType':'Observation'", "C82001"},
};

static void test_who_wrote_it_down(void **state)
{
	for (size_t i = 0; i < countof(writers); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE(PATIENT(
					MANAGED) "," GP "," HOSPITAL
						 ",{'resource':{'resourceType':'Practitioner','id':'dr'}},{'resource':{'resourceType':'Practitioner','id':'two'}},"
						 "{'resource':{'resourceType':'PractitionerRole','id':'role','practitioner':{'reference':'Practitioner/dr'},"
						 "'organization':{'reference':'Organization/hos'}}},"
						 "{'resource':{'resourceType':'PractitionerRole','id':'r2','practitioner':{'reference':'Practitioner/two'},"
						 "'organization':{'reference':'Organization/hos'}}},"
						 "{'resource':{'resourceType':'PractitionerRole','id':'r3','practitioner':{'reference':'Practitioner/two'},"
						 "'organization':{'reference':'Organization/gp'}}},"
						 "{'resource':{%s,'meta':{'lastUpdated':'2020-01-01T00:00:00Z'},'id':'x'," ABOUT
						 "}},"
						 "{'resource':{'resourceType':'Encounter','id':'e'," ABOUT
						 ",'period':{'start':'2020-01-01'},"
						 "'serviceProvider':{'reference':'Organization/hos'}}}"),
				writers[i].resource)));
		if (!text_is(entry(&fixture, 0)->org, writers[i].org))
			fail_msg("%s was written down by %s", writers[i].resource, entry(&fixture, 0)->org);
		assert_non_null(gather_find(&fixture.gather, "organisation", writers[i].org));
	}
}

static void test_organisations(void **state)
{
	static const struct {
		const char *organisation, *code;
		Care care;
	} cases[] = {
		{"'identifier':[{'system':'" ODS
		 "','value':'C82001'}],'name':'A','type':[{'coding':[{'code':'gp-practice'}]}]",
		 "C82001", CARE_GP},
		{"'identifier':[{'system':'" ODS "','value':'RX9'}],'name':'East Midlands Ambulance Service'", "RX9",
		 CARE_URGENT},
		{"'identifier':[{'system':'" ODS "','value':'Y1'}],'name':'B','type':[{'text':'Out-of-Hours'}]", "Y1",
		 CARE_URGENT},
		{"'identifier':[{'system':'" ODS "','value':'RWE'}],'name':'GP Practice Support'", "RWE", CARE_PLANNED},
		{"'name':'Acme Physiotherapy (Leicester) Limited'", "local-acme-physiotherap-", CARE_PLANNED},
		{"'name':'Ω'", "local-name-", CARE_PLANNED},
		{"'identifier':[{'system':'" ODS "','value':'no code!'}],'name':'C'", "local-c-", CARE_PLANNED},
	};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE(PATIENT(
					"") ",{'resource':{'resourceType':'Organization','id':'o',%s}},"
					    "{'resource':{'resourceType':'Organization','id':'unused','name':'Acme Pharmaceuticals'}},"
					    "{'resource':{'resourceType':'Observation','id':'x','issued':'2020-01-01','performer':[{'reference':"
					    "'Organization/o'}]," ABOUT "}}"),
				cases[i].organisation)));
		const Organisation *org = &gather_nth(&fixture.gather, "organisation", 0)->organisation;
		assert_int_equal(gather_count(&fixture.gather, "organisation"), 1);
		assert_true(text_starts(org->code, cases[i].code));
		assert_true(organisation_code_valid(org->code));
		assert_int_equal(org->care, cases[i].care);
		assert_int_equal(org->system, SYSTEM_UNKNOWN);
		assert_int_equal(org->mig, TRUTH_FALSE);
	}
}

static void test_orders_errors_and_what_is_no_content(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE(PATIENT(
			MANAGED) "," GP
				 ",{'resource':{'resourceType':'MedicationRequest','id':'plan','intent':'plan','authoredOn':'2020-01-01'," ABOUT
				 "}},"
				 "{'resource':{'resourceType':'MedicationRequest','id':'o1','intent':'order','authoredOn':'2020-01-02',"
				 "'basedOn':[{'reference':'MedicationRequest/plan'}]," ABOUT "}},"
				 "{'resource':{'resourceType':'MedicationRequest','id':'o2','intent':'order','authoredOn':'2020-01-02'," ABOUT
				 "}},"
				 "{'resource':{'resourceType':'MedicationRequest','id':'o3','intent':'order','authoredOn':'2020-01-02',"
				 "'basedOn':[{'reference':'CarePlan/c'}]," ABOUT "}},"
				 "{'resource':{'resourceType':'Condition','id':'c','recordedDate':'2020-01-02','verificationStatus':"
				 "'entered-in-error'," ABOUT "}},"
				 "{'resource':{'resourceType':'Condition','id':'d'," ABOUT "}},"
				 "{'resource':{'resourceType':'Flag','id':'f'}},"
				 "{'resource':{'resourceType':'Consent','id':'k','status':'active','dateTime':'2020-01-01','provision':{'type':'permit'},"
				 "'patient':{'reference':'Patient/p'}}},"
				 "{'resource':{'resourceType':'List','id':'l'," ABOUT "}}")));
	assert_int_equal(gather_entries(&fixture.gather, CATEGORY_MEDICATION), 3);
	assert_int_equal(gather_entries(&fixture.gather, CATEGORY_OTHER), 1);
	assert_int_equal(fixture.summary.entries, 4);
	assert_int_equal(fixture.summary.orders, 1);
	assert_int_equal(fixture.summary.in_error, 1);
	assert_int_equal(fixture.summary.undated, 1);
	assert_int_equal(fixture.summary.of_nobody, 1);
	assert_int_equal(fixture.summary.not_content, 3);
	assert_int_equal(gather_count(&fixture.gather, "answered"), 0);
}

static void test_private(void **state)
{
	static const struct {
		const char *label;
		bool private;
	} cases[] = {{"NOPAT", false}, {"R", true}, {"V", true}, {"N", false}, {"NOAUTH", false}};

	for (size_t i = 0; i < countof(cases); i++) {
		scoped(close_fixture) Fixture fixture;
		open_fixture(&fixture);
		assert_true(import(
			&fixture,
			arena_print(
				&fixture.arena,
				BUNDLE(PATIENT(
					"") ",{'resource':{'resourceType':'Condition','id':'c','recordedDate':'2020-06-01','meta':{'security':"
					    "[{'code':'%s'}]}," ABOUT "}}"),
				cases[i].label)));
		assert_int_equal(gather_count(&fixture.gather, "entry-private"), cases[i].private);
		assert_int_equal(fixture.summary.private_entries, cases[i].private);
		if (!cases[i].private)
			continue;
		assert_string_equal(fact(&fixture, "entry-private", 0)->entry, entry(&fixture, 0)->id);
		assert_same_instant(fact(&fixture, "entry-private", 0)->at, "2023-11-14T22:13:20Z");
	}
}

static void test_ids(void **state)
{
	static const char two[] = BUNDLE(PATIENT(
		"") ",{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','code':{'text':'A'}," ABOUT
		    "}},"
		    "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','code':{'text':'A'}," ABOUT
		    "}},"
		    "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','code':{'text':'B'}," ABOUT
		    "}},"
		    "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','code':{'text':'B'}," ABOUT
		    "}},"
		    "{'resource':{'resourceType':'Procedure','id':'1','performedDateTime':'2020-06-01'," ABOUT "}}");
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	for (int round = 0; round < 2; round++) {
		assert_true(import(&fixture, two));
		assert_int_equal(gather_count(&fixture.gather, "entry"), 3);
		assert_int_equal(fixture.summary.repeated, 2);
		assert_true(text_starts(entry(&fixture, 0)->id, "Condition-1-"));
		assert_string_not_equal(entry(&fixture, 0)->id, entry(&fixture, 1)->id);
		assert_string_equal(entry(&fixture, 1)->text, "B");
		assert_int_equal(fixture.gather.known, round ? fixture.gather.count : 0);
	}
}

/* Two practices that both number from 1: the second file is another patient's. */
static void test_one_id_in_two_files(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE(PATIENT(
			"") ",{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01'," ABOUT
			    "}}")));
	assert_true(import(
		&fixture,
		BUNDLE("{'resource':{'resourceType':'Patient','id':'p','identifier':[{'system':"
		       "'https://fhir.nhs.uk/Id/nhs-number','value':'9990000026'}],'name':[{'family':'Okafor','given':['Ben']}]}},"
		       "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01'," ABOUT "}}")));
	assert_string_equal(entry(&fixture, 0)->patient, "9990000026");
}

static void test_several_patients(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_fixture(&fixture);
	assert_true(import(
		&fixture,
		BUNDLE(PATIENT(
			"") ",{'fullUrl':'urn:uuid:q','resource':{'resourceType':'Patient','identifier':[{'system':"
			    "'https://fhir.nhs.uk/Id/nhs-number','value':'9990000026'}],'name':[{'family':'Okafor','given':['Ben']}]}},"
			    "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01'," ABOUT "}},"
			    "{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01','subject':{'reference':'urn:uuid:q'}}},"
			    "{'resource':{'resourceType':'Condition','id':'2','recordedDate':'2020-06-01','subject':{'identifier':{'system':"
			    "'https://fhir.nhs.uk/Id/nhs-number','value':'9990000026'}}}}")));
	assert_int_equal(fixture.summary.patients, 2);
	assert_string_equal(entry(&fixture, 0)->patient, NHS);
	assert_string_equal(entry(&fixture, 1)->patient, "9990000026");
	assert_string_equal(entry(&fixture, 2)->patient, "9990000026");
	assert_string_not_equal(entry(&fixture, 0)->id, entry(&fixture, 1)->id);
}

static void test_sensitive_by_code(void **state)
{
	static const struct {
		const char *resource;
		bool sensitive;
	} cases[] = {
		{"'resourceType':'Condition','code':" SNOMED("76272004", "Syphilis"), true},
		{"'resourceType':'Condition','code':" SNOMED("22298006", "Myocardial infarction"), false},
		/* by a coding that does not give the words */
		{"'resourceType':'Condition','code':{'coding':[{'system':'http://snomed.info/sct','code':'22298006'},"
		 "{'system':'http://snomed.info/sct','code':'76272004'}]}",
		 true},
		{"'resourceType':'Condition','code':{'coding':[{'system':'http://hl7.org/fhir/sid/icd-10','code':'76272004'}]}",
		 true},
		{"'resourceType':'Condition','code':{'text':'Syphilis'}", false},
	};
	scoped(arena_free) Arena arena = {0};
	SensitiveList list;

	sensitive_begin(&list, &arena);
	for (size_t i = 0; i < countof(cases); i++) {
		scoped(gather_free) Gather gather = {0};
		const char *bundle = quoted(
			&arena,
			arena_print(
				&arena,
				BUNDLE(PATIENT("") ",{'resource':{%s,'id':'x','recordedDate':"
						   "'2020-01-01T00:00:00Z','assertedDate':'2020-01-01T00:00:00Z'," ABOUT
						   "}}"),
				cases[i].resource));
		const Sink sink = gather_sink(&gather);
		const FhirOptions options = {.now = fixture_now, .sensitive = &list};
		FhirSummary summary;
		Error err = {0};
		if (!read_bundle(bundle, &options, &sink, &summary, &err))
			fail_msg("%s", err.text);
		const Line *line = gather_nth(&gather, "entry", 0);
		assert_non_null(line);
		if ((line->entry.sensitive == TRUTH_TRUE) != cases[i].sensitive)
			fail_msg("case %zu", i);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sensitive_by_code),
		cmocka_unit_test(test_wording),
		cmocka_unit_test(test_who_wrote_it_down),
		cmocka_unit_test(test_organisations),
		cmocka_unit_test(test_orders_errors_and_what_is_no_content),
		cmocka_unit_test(test_private),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_one_id_in_two_files),
		cmocka_unit_test(test_several_patients),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
