#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/kind.h"
#include "exchange/gather.h"

static void test_table(void **state)
{
	for (size_t i = 0; i + 1 < fhir_kind_count; i++) {
		const FhirKind *kind = &fhir_kinds[i];
		if (i > 0)
			assert_true(text_order(fhir_kinds[i - 1].type, kind->type) < 0);
		assert_ptr_equal(fhir_kind_find(kind->type), kind);
		if (kind->category) {
			assert_non_null(kind->authors);
			assert_non_null(kind->recorded[0]);
			assert_non_null(kind->concepts[0]);
		}
	}
	assert_null(fhir_kinds[fhir_kind_count - 1].type);
	assert_ptr_equal(fhir_kind_find("FamilyMemberHistory"), &fhir_kinds[fhir_kind_count - 1]);
	assert_ptr_equal(fhir_kind_find(""), &fhir_kinds[fhir_kind_count - 1]);
}

static void test_categories(void **state)
{
	static const struct {
		const char *resource;
		Category category;
	} cases[] = {
		{"{'resourceType':'AllergyIntolerance'}", CATEGORY_ALLERGY},
		{"{'resourceType':'AllergyIntolerance','type':'allergy'}", CATEGORY_ALLERGY},
		{"{'resourceType':'AllergyIntolerance','type':'intolerance'}", CATEGORY_ADVERSE_REACTION},
		{"{'resourceType':'Condition'}", CATEGORY_PROBLEM},
		{"{'resourceType':'MedicationStatement'}", CATEGORY_MEDICATION},
		{"{'resourceType':'MedicationRequest'}", CATEGORY_MEDICATION},
		{"{'resourceType':'Procedure'}", CATEGORY_PROCEDURE},
		{"{'resourceType':'ProcedureRequest'}", CATEGORY_PROCEDURE},
		{"{'resourceType':'ServiceRequest','code':{'text':'Blood test'}}", CATEGORY_PROCEDURE},
		{"{'resourceType':'ServiceRequest','code':{'text':'Referral to cardiology'}}", CATEGORY_REFERRAL},
		{"{'resourceType':'ServiceRequest','category':[{'coding':[{'code':'3457005'}]}]}", CATEGORY_REFERRAL},
		{"{'resourceType':'ReferralRequest'}", CATEGORY_REFERRAL},
		{"{'resourceType':'Immunization'}", CATEGORY_IMMUNISATION},
		{"{'resourceType':'Observation'}", CATEGORY_OBSERVATION},
		{"{'resourceType':'DiagnosticReport'}", CATEGORY_OBSERVATION},
		{"{'resourceType':'Encounter'}", CATEGORY_ENCOUNTER},
		{"{'resourceType':'DocumentReference'}", CATEGORY_DOCUMENT},
		{"{'resourceType':'Consent','status':'active'}", CATEGORY_OTHER},
		{"{'resourceType':'CarePlan'}", CATEGORY_OTHER},
		{"{'resourceType':'List'}", Category_NOT_GIVEN_},
		{"{'resourceType':'Claim'}", Category_NOT_GIVEN_},
		{"{'resourceType':'Patient'}", Category_NOT_GIVEN_},
	};

	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		json_t *resource = json_loads(quoted(&arena, cases[i].resource), 0, NULL);
		const FhirKind *kind = fhir_kind_find(fhir_text(resource, "resourceType"));
		assert_int_equal(fhir_category(kind, resource), cases[i].category);
		json_decref(resource);
	}
}

/* FORMATS §3, column "recorded"; written down, not happened. */
static void test_when_it_was_written_down(void **state)
{
	static const struct {
		const char *resource, *recorded;
	} cases[] = {
		{"{'resourceType':'Observation','issued':'2020-05-02T10:00:00Z','effectiveDateTime':'2019-01-01'}",
		 "2020-05-02T10:00:00Z"},
		{"{'resourceType':'Observation','effectiveDateTime':'2019-01-01'}", "2019-01-01T23:59:59Z"},
		{"{'resourceType':'Condition','assertedDate':'2020-01-02','onsetDateTime':'2010'}",
		 "2020-01-02T23:59:59Z"},
		{"{'resourceType':'Condition','recordedDate':'2020-01-03T00:00:00Z'}", "2020-01-03T00:00:00Z"},
		{"{'resourceType':'MedicationStatement','dateAsserted':'2020-01-04T08:00:00Z','effectivePeriod':"
		 "{'start':'2011-01-01'}}",
		 "2020-01-04T08:00:00Z"},
		{"{'resourceType':'MedicationRequest','authoredOn':'2020-01-05T08:00:00Z'}", "2020-01-05T08:00:00Z"},
		{"{'resourceType':'Immunization','date':'2020-01-06','extension':[{'url':'Extension-CareConnect-DateRecorded-1',"
		 "'valueDateTime':'2020-12-14T10:29:24Z'}]}",
		 "2020-12-14T10:29:24Z"},
		{"{'resourceType':'Immunization','recorded':'2020-02-01T00:00:00Z','occurrenceDateTime':'2019'}",
		 "2020-02-01T00:00:00Z"},
		{"{'resourceType':'Immunization','occurrenceDateTime':'2020-03-01T00:00:00Z'}", "2020-03-01T00:00:00Z"},
		{"{'resourceType':'Encounter','period':{'start':'2020-04-01T09:00:00Z','end':'2020-04-01T09:20:00Z'}}",
		 "2020-04-01T09:00:00Z"},
		{"{'resourceType':'DocumentReference','created':'2020-04-02T09:00:00Z','indexed':'2020-04-09T09:00:00Z'}",
		 "2020-04-02T09:00:00Z"},
		{"{'resourceType':'Procedure','performedPeriod':{'start':'2020-04-01T09:00:00Z','end':'2020-04-01T10:00:00Z'}}",
		 "2020-04-01T10:00:00Z"},
		{"{'resourceType':'CarePlan','period':{'start':'2020-05-01T09:00:00Z'}}", "2020-05-01T09:00:00Z"},
	};

	scoped(arena_free) Arena arena = {0};
	FhirSpan span;
	for (size_t i = 0; i < countof(cases); i++) {
		char printed[32];
		json_t *resource = json_loads(quoted(&arena, cases[i].resource), 0, NULL);
		assert_true(fhir_recorded(fhir_kind_find(fhir_text(resource, "resourceType")), resource, NULL, &span));
		instant_print(span.last, printed);
		assert_string_equal(printed, cases[i].recorded);
		json_decref(resource);
	}
	json_t *undated = json_loads(
		quoted(&arena, "{'resourceType':'Condition','recordedDate':'soon','onsetDateTime':'2001'}"), 0, NULL);
	assert_false(fhir_recorded(fhir_kind_find("Condition"), undated, NULL, &span));
	json_decref(undated);
}

static void test_in_error(void **state)
{
	static const struct {
		const char *resource;
		bool in_error;
	} cases[] = {
		{"{'status':'entered-in-error'}", true},
		{"{'verificationStatus':'entered-in-error'}", true},
		{"{'verificationStatus':{'coding':[{'code':'entered-in-error'}]}}", true},
		{"{'verificationStatus':{'coding':[{'code':'confirmed'}]},'status':'final'}", false},
		{"{}", false},
	};

	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		json_t *resource = json_loads(quoted(&arena, cases[i].resource), 0, NULL);
		assert_int_equal(fhir_in_error(resource), cases[i].in_error);
		json_decref(resource);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_categories),
		cmocka_unit_test(test_when_it_was_written_down),
		cmocka_unit_test(test_in_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
