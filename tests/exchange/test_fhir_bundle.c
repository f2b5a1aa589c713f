#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir_bundle.h"
#include "exchange/fhir_json.h"
#include "exchange/gather.h"

static const char file[] =
	"{'resourceType':'Bundle','entry':["
	"{'resource':{'resourceType':'Organization','id':'o1','identifier':[{'system':'s','value':'A1'}]}},"
	"{'fullUrl':'urn:uuid:11','resource':{'resourceType':'Practitioner','id':'11','identifier':[{'system':'npi','value':'9'}]}},"
	"{'resource':{'resourceType':'PractitionerRole','id':'r1','practitioner':{'reference':'urn:uuid:11'},"
	"'organization':{'reference':'Organization/o1'}}},"
	"{'fullUrl':'http://a/fhir/Patient/1','resource':{'resourceType':'Patient','id':'1','gender':'male'}},"
	"{'fullUrl':'http://b/fhir/Patient/1','resource':{'resourceType':'Patient','id':'1','gender':'female'}},"
	"{'resource':{'resourceType':'Patient','id':'2','identifier':[{'system':'n','value':'5'}]}},"
	"{'resource':{'resourceType':'Patient','id':'3','identifier':[{'system':'n','value':'5'}]}},"
	"{'fullUrl':'http://a/fhir/Patient/4','resource':{'resourceType':'Patient','id':'4'}},"
	"{'resource':{'resourceType':'Observation','id':'ob','contained':[{'resourceType':'Device','id':'d'}]}},"
	"{'response':{'status':'200'}}, 7]}";

static void test_references(void **state)
{
	static const struct {
		const char *reference, *type, *id;
	} cases[] = {
		{"{'reference':'Organization/o1'}", "Organization", "o1"},
		{"{'reference':'Organization/o1/_history/3'}", "Organization", "o1"},
		{"{'reference':'http://elsewhere/fhir/Organization/o1'}", "Organization", "o1"},
		{"{'reference':'Organization?identifier=s|A1'}", "Organization", "o1"},
		{"{'identifier':{'system':'s','value':'A1'}}", "Organization", "o1"},
		{"{'identifier':{'system':'s','value':'A1'}}", "Patient", NULL},
		{"{'reference':'urn:uuid:11'}", "Practitioner", "11"},
		{"{'reference':'Practitioner?identifier=npi|9'}", "Practitioner", "11"},
		{"{'reference':'#d'}", "Device", "d"},
		{"{'reference':'#e'}", "Device", NULL},
		{"{'reference':'Organization/o2'}", "Organization", NULL},
		{"{'reference':'http://o1'}", "Organization", NULL},
		{"{'display':'Somebody'}", "Practitioner", NULL},
		{"{'reference':'http://a/fhir/Patient/1'}", "Patient", "1"},
		/* One name for two people names neither. */
		{"{'reference':'Patient/1'}", "Patient", NULL},
		{"{'reference':'Patient?identifier=n|5'}", "Patient", NULL},
		/* The same id at another server is somebody else. */
		{"{'reference':'http://other/fhir/Patient/4'}", "Patient", NULL},
		{"{'reference':'Patient/4'}", "Patient", "4"},
	};

	scoped(arena_free) Arena arena = {0};
	const char *bytes = quoted(&arena, file);
	FhirBundle bundle;
	Error err = {0};

	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, &bundle, &err));
	assert_int_equal(fhir_bundle_count(&bundle), 11);
	assert_null(fhir_bundle_resource(&bundle, 9));
	assert_null(fhir_bundle_resource(&bundle, 10));
	for (size_t i = 0; i < countof(cases); i++) {
		json_t *reference = json_loads(quoted(&arena, cases[i].reference), 0, NULL);
		const json_t *found = fhir_resolve(&bundle, fhir_bundle_resource(&bundle, 8), reference, cases[i].type);
		if (!text_is(fhir_text(found, "id"), cases[i].id))
			fail_msg("%s gives %s", cases[i].reference, text_or(fhir_text(found, "id"), "nothing"));
		json_decref(reference);
	}
	json_t *second = json_loads(quoted(&arena, "{'reference':'http://b/fhir/Patient/1'}"), 0, NULL);
	assert_string_equal(fhir_text(fhir_resolve(&bundle, NULL, second, "Patient"), "gender"), "female");
	json_decref(second);
	assert_int_equal(fhir_count(fhir_roles_of(&bundle, fhir_bundle_resource(&bundle, 1))), 1);
	assert_int_equal(fhir_count(fhir_roles_of(&bundle, fhir_bundle_resource(&bundle, 0))), 0);
	fhir_bundle_close(&bundle);
}

static void test_named_types(void **state)
{
	static const struct {
		const char *reference;
		bool organisation;
	} cases[] = {
		{"{'reference':'Organization/o9'}", true},
		{"{'reference':'http://x/Organization/o9'}", true},
		{"{'reference':'Organization?identifier=s|A9'}", true},
		{"{'type':'Organization','display':'X'}", true},
		{"{'reference':'Practitioner/Organization'}", false},
		{"{'reference':'NotOrganization/1'}", false},
		{"{'reference':'urn:uuid:11'}", false},
		{"{'reference':'OrganizationAffiliation/1'}", false},
	};

	scoped(arena_free) Arena arena = {0};
	const char *bytes = quoted(&arena, file);
	FhirBundle bundle;
	Error err = {0};

	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, &bundle, &err));
	for (size_t i = 0; i < countof(cases); i++) {
		json_t *reference = json_loads(quoted(&arena, cases[i].reference), 0, NULL);
		assert_int_equal(fhir_names_type(&bundle, NULL, reference, "Organization"), cases[i].organisation);
		json_decref(reference);
	}
	fhir_bundle_close(&bundle);
}

static void test_ids(void **state)
{
	scoped(arena_free) Arena arena = {0};
	const char *bytes = quoted(
		&arena, "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'X','id':'7'}},"
			"{'fullUrl':'urn:uuid:abc','resource':{'resourceType':'X'}},"
			"{'fullUrl':'http://a/X/9','resource':{'resourceType':'X'}},"
			"{'resource':{'resourceType':'X','a':1,'b':2}},{'resource':{'b':2,'a':1,'resourceType':'X'}},"
			"{'resource':{'resourceType':'X','a':2,'b':2}}]}");
	FhirBundle bundle;
	Error err = {0};
	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, &bundle, &err));
	assert_string_equal(fhir_bundle_id(&bundle, 0, &arena), "7");
	assert_string_equal(fhir_bundle_id(&bundle, 1, &arena), "abc");
	assert_string_equal(fhir_bundle_id(&bundle, 2, &arena), "9");
	assert_int_equal(strlen(fhir_bundle_id(&bundle, 3, &arena)), 16);
	assert_string_equal(fhir_bundle_id(&bundle, 3, &arena), fhir_bundle_id(&bundle, 4, &arena));
	assert_string_not_equal(fhir_bundle_id(&bundle, 3, &arena), fhir_bundle_id(&bundle, 5, &arena));
	fhir_bundle_close(&bundle);
}

static void test_refused(void **state)
{
	static const struct {
		const char *bytes, *sentence;
	} cases[] = {
		{"", "not right JSON"},
		{"{", "not right JSON"},
		{"[1]", "not a FHIR Bundle"},
		{"{'resourceType':'Patient'}", "not a FHIR Bundle"},
		{"{'resourceType':'Bundle','a':'\\u0000'}", "not right JSON"},
		{"{'resourceType':'Bundle','a':'\xff'}", "not right JSON"},
		{"{'resourceType':'Bundle','id':'1','id':'2'}", "not right JSON"},
	};

	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		const char *bytes = quoted(&arena, cases[i].bytes);
		FhirBundle bundle = {0};
		Error err = {0};
		assert_false(fhir_bundle_open(bytes, strlen(bytes), &arena, &bundle, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_non_null(strstr(err.text, cases[i].sentence));
		assert_null(bundle.root);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_named_types),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
