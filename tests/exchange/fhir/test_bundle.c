#include "unit.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/bundle.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/walk.h"
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

	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, NULL, &bundle, &err));
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

	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, NULL, &bundle, &err));
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
	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, NULL, &bundle, &err));
	assert_string_equal(fhir_bundle_id(&bundle, 0, &arena), "7");
	assert_string_equal(fhir_bundle_id(&bundle, 1, &arena), "abc");
	assert_string_equal(fhir_bundle_id(&bundle, 2, &arena), "9");
	assert_int_equal(strlen(fhir_bundle_id(&bundle, 3, &arena)), 16);
	assert_string_equal(fhir_bundle_id(&bundle, 3, &arena), fhir_bundle_id(&bundle, 4, &arena));
	assert_string_not_equal(fhir_bundle_id(&bundle, 3, &arena), fhir_bundle_id(&bundle, 5, &arena));
	fhir_bundle_close(&bundle);
}

/* --- Opening --- */

static bool opens(Arena *arena, const char *text, FhirBundle *ret_bundle, Error *err)
{
	const char *bytes = quoted(arena, text);
	*err = (Error){0};
	return fhir_bundle_open(bytes, strlen(bytes), arena, NULL, ret_bundle, err);
}

static void test_refused(void **state)
{
	static const struct {
		const char *bytes, *sentence;
	} cases[] = {
		{"", "line 1, column 0: unexpected token near end of file"},
		{"{", "line 1, column 1: premature end of input"},
		{"[1]", "not a FHIR Bundle"},
		{"7", "not a FHIR Bundle"},
		{"{'resourceType':'Observation'}", "not a FHIR Bundle"},
		{"{'resourceType':'Patient','entry':[{'resource':{}}]}", "not a FHIR Bundle"},
		{"{'entry':[{'resource':{}}]}", "not a FHIR Bundle"},
		{"{'resourceType':'Bundle','a':'\\u0000'}", "not right JSON"},
		{"{'resourceType':'Bundle','a':'\xff'}", "not right JSON"},
		{"{'resourceType':'Bundle','id':'1','id':'2'}", "column 38: duplicate object key"},
		{"{'resourceType':'Bundle','entry':[],'entry':[]}", "duplicate object key"},
		{"{'resourceType':'Bundle','entry':[{'resource':{},\n'resource':{}}]}", "line 2, column 10: duplicate"},
		{"{'resourceType':'Bundle','entry':[{'fullUrl':'a','fullUrl':'b'}]}", "duplicate object key"},
		{"{'resourceType':'Bundle','entry':[{'resource':{'id':'1','id':'2'}}]}", "duplicate object key"},
		{"{'resourceType':'Bundle'} {}", "line 1, column 27: end of file expected"},
		{"{'resourceType':'Bundle',}", "nothing stands after the last comma"},
		{"{'resourceType':'Bundle' 'id':'1'}", "',' or '}' expected"},
		{"{'resourceType':'Bundle','entry':[{}{}]}", "',' or ']' expected"},
		{"{'resourceType' 'Bundle'}", "':' expected"},
		{"{'resourceType':'Bundle',7:8}", "a key in quotes expected"},
		{"{'resourceType':'Bundle',\n'é':1,'entry':[\n {'é':1,'resource':{'a':tru}}]}", "line 3, column 27: "},
		{"{'resourceType':'Bundle','entry':[{'resource':{\n\n'a':tru}}]}", "line 3, column 7: "},
	};

	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		FhirBundle bundle = {0};
		Error err;
		assert_false(opens(&arena, cases[i].bytes, &bundle, &err));
		assert_int_equal(err.kind, ERROR_INPUT);
		if (!strstr(err.text, cases[i].sentence))
			fail_msg("%s: %s", cases[i].bytes, err.text);
		assert_null(bundle.parts);
	}
}

/* Every text that is one edit away from a bundle is accepted exactly where jansson accepts the whole of it. */
static void test_accepts_what_is_json(void **state)
{
	static const char signs[] = "{}[]:,'\" \\a7-\x01\xC3";
	scoped(arena_free) Arena arena = {0};
	const char *whole = quoted(&arena, "{'id':'1','resourceType':'Bundle','entry':[{'fullUrl':'u','resource':"
					   "{'id':7,'x':[null,1]}},{'resource':{'resourceType':'Bundle','entry':"
					   "[{}, 1]}},[],{'resource':{'a':1,'resourceType':'Bundle'}}]} ");
	const size_t length = strlen(whole);
	size_t right = 0;
	for (size_t at = 0; at < length; at++)
		for (size_t s = 0; s <= sizeof signs; s++) {
			scoped(arena_free) Arena scratch = {0};
			char *edited = arena_text(&scratch, whole);
			FhirBundle bundle = {0};
			Error err = {0};
			if (s < sizeof signs)
				edited[at] = signs[s];
			else
				memmove(edited + at, edited + at + 1, length - at);
			const size_t size = s < sizeof signs ? length : length - 1;
			json_t *tree = json_loadb(edited, size, JSON_REJECT_DUPLICATES, NULL);
			const bool opened = fhir_bundle_open(edited, size, &scratch, NULL, &bundle, &err);
			if (opened != (tree && text_is(fhir_type(tree), "Bundle")))
				fail_msg("%s: %s", edited, opened ? "opened" : err.text);
			if (!opened && (tree != NULL) != (strstr(err.text, "not a FHIR Bundle") != NULL))
				fail_msg("%s: %s", edited, err.text);
			right += opened;
			json_decref(tree);
			if (opened)
				fhir_bundle_close(&bundle);
		}
	assert_true(right > 100);
}

static void test_shapes(void **state)
{
	static const struct {
		const char *bytes, *types; /* of each entry, - for none */
	} cases[] = {
		{"{'resourceType':'Bundle'}", ""},
		{"{'resourceType':'Bundle','entry':[]}", ""},
		{" { 'resourceType' : 'Bundle' , 'entry' : [ ] } \n", ""},
		{"{'entry':[{'resource':{'resourceType':'X'}}],'resourceType':'Bundle'}", "X "},
		{"{'entry':{'resource':{'resourceType':'X'}},'resourceType':'Bundle'}", "X "},
		{"{'resourceType':'Bundle','entry':7}", "- "},
		{"{'resourceType':'Bundle','entry':[{},{'resource':7},{'resource':{}}]}", "- -  "},
		{"{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'X'}},{'resource':{'resourceType':'Y'}}]}",
		 "X Y "},
	};
	scoped(arena_free) Arena arena = {0};
	for (size_t i = 0; i < countof(cases); i++) {
		FhirBundle bundle;
		Error err;
		Text types = {.arena = &arena};
		assert_true(opens(&arena, cases[i].bytes, &bundle, &err));
		for (size_t e = 0; e < fhir_bundle_count(&bundle); e++) {
			const char *type = fhir_bundle_type(&bundle, e);
			text_add_print(&types, "%s ", type ? type : "-");
		}
		assert_string_equal(text_done(&types), cases[i].types);
		assert_string_equal(fhir_type(bundle.root), "Bundle");
		assert_null(json_object_get(bundle.root, "entry"));
		fhir_bundle_close(&bundle);
	}
}

/* --- Bundles within --- */

static void test_nested(void **state)
{
	scoped(arena_free) Arena arena = {0};
	FhirBundle bundle;
	Error err;
	assert_true(opens(&arena,
			  "{'resourceType':'Bundle','id':'a','entry':[{'resource':{'resourceType':'X','id':'1'}},"
			  "{'resource':{'resourceType':'Bundle','id':'b','entry':[{'resource':{'id':'c',"
			  "'entry':[{'resource':{'resourceType':'Patient','id':'2'}}],'resourceType':'Bundle'}}]}},"
			  "{'resource':{'resourceType':'X','id':'3','subject':{'reference':'Patient/2'}}}]}",
			  &bundle, &err));
	assert_int_equal(fhir_bundle_count(&bundle), 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(fhir_bundle_id(&bundle, i, &arena), ((const char *const[]){"1", "2", "3"})[i]);
	assert_string_equal(fhir_text(fhir_bundle_around(&bundle, 0, 0), "id"), "a");
	assert_null(fhir_bundle_around(&bundle, 0, 1));
	assert_string_equal(fhir_text(fhir_bundle_around(&bundle, 1, 0), "id"), "c");
	assert_string_equal(fhir_text(fhir_bundle_around(&bundle, 1, 1), "id"), "b");
	assert_string_equal(fhir_text(fhir_bundle_around(&bundle, 1, 2), "id"), "a");
	assert_null(fhir_bundle_around(&bundle, 1, 3));
	assert_string_equal(fhir_text(fhir_bundle_around(&bundle, 2, 0), "id"), "a");
	const json_t *third = fhir_bundle_resource(&bundle, 2);
	assert_int_equal(fhir_place(&bundle, third, fhir_at(third, "subject"), "Patient"), 1);
	fhir_bundle_close(&bundle);
}

static void test_nested_too_deep(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t deep = FHIR_NESTED_MAX; deep <= FHIR_NESTED_MAX + 1; deep++)
		for (int last = 0; last < 2; last++) {
			Text out = {.arena = &arena};
			FhirBundle bundle;
			Error err;
			text_add(&out, "{'resourceType':'Bundle','entry':");
			for (size_t i = 0; i < deep; i++)
				text_add(&out, last ? "[{'resource':{'entry':"
						    : "[{'resource':{'resourceType':'Bundle','entry':");
			text_add(&out, "[]");
			for (size_t i = 0; i < deep; i++)
				text_add(&out, last ? ",'resourceType':'Bundle'}}]" : "}}]");
			text_add(&out, "}");
			assert_int_equal(opens(&arena, text_done(&out), &bundle, &err), deep == FHIR_NESTED_MAX);
			if (deep == FHIR_NESTED_MAX)
				fhir_bundle_close(&bundle);
			else
				assert_non_null(strstr(err.text, "Bundles within Bundles"));
		}
}

/* An address that reads like the name of another resource makes the two no copies of each other. */
static void test_the_first_of_a_name(void **state)
{
	static const uint32_t first[] = {0, 1, 2, 2, 4, 5, 2};
	scoped(arena_free) Arena arena = {0};
	FhirBundle bundle;
	Error err;
	assert_true(
		opens(&arena,
		      "{'resourceType':'Bundle','entry':[{'fullUrl':'X/1','resource':{'resourceType':'Y','id':'2'}},"
		      "{'fullUrl':'X/1','resource':{'resourceType':'Y'}},"
		      "{'fullUrl':'X/1','resource':{'resourceType':'X','id':'1'}},"
		      "{'fullUrl':'Y/2','resource':{'resourceType':'X','id':'1','a':1}},"
		      "{'resource':{'resourceType':'Z','id':'1'}},{},{'resource':{'resourceType':'X','id':'1'}}]}",
		      &bundle, &err));
	for (uint32_t i = 0; i < countof(first); i++)
		assert_int_equal(fhir_bundle_first(&bundle, i), first[i]);
	fhir_bundle_close(&bundle);
}

/* --- How long a resource lives --- */

static void test_people_and_places_stay(void **state)
{
	scoped(arena_free) Arena arena = {0};
	const char *bytes = quoted(&arena, file);
	FhirBundle bundle;
	Error err = {0};
	assert_true(fhir_bundle_open(bytes, strlen(bytes), &arena, NULL, &bundle, &err));
	const json_t *stays[8];
	for (size_t i = 0; i < countof(stays); i++)
		stays[i] = fhir_bundle_resource(&bundle, i);
	for (size_t turn = 0; turn < 1000; turn++) {
		assert_string_equal(fhir_text(fhir_bundle_resource(&bundle, 8), "id"), "ob");
		fhir_bundle_release(&bundle);
	}
	for (size_t i = 0; i < countof(stays); i++)
		assert_ptr_equal(fhir_bundle_resource(&bundle, i), stays[i]);
	fhir_bundle_close(&bundle);
}

/* Whatever is asked for stands until the release, however much it is. */
static void test_others_pass(void **state)
{
	enum { COUNT = 600 };
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	const json_t *asked[COUNT];
	FhirBundle bundle;
	Error err;
	text_add(&out, "{'resourceType':'Bundle','entry':[");
	for (int i = 0; i < COUNT; i++)
		text_add_print(&out, "%s{'resource':{'resourceType':'Observation','id':'%d'}}", i ? "," : "", i);
	text_add(&out, "]}");
	assert_true(opens(&arena, text_done(&out), &bundle, &err));
	for (int pass = 0; pass < 3; pass++) {
		for (size_t i = 0; i < COUNT; i++)
			asked[i] = fhir_bundle_resource(&bundle, i);
		for (size_t i = 0; i < COUNT; i++)
			assert_string_equal(fhir_text(asked[i], "id"), fhir_bundle_id(&bundle, i, &arena));
		fhir_bundle_release(&bundle);
	}
	fhir_bundle_close(&bundle);
}

/* What jansson holds, and held at most. */
static size_t held_now, held_most;

static void *hold(size_t size)
{
	max_align_t *bytes = malloc(size + sizeof *bytes);
	assert_non_null(bytes);
	memcpy(bytes, &size, sizeof size);
	held_now += size;
	held_most = held_now > held_most ? held_now : held_most;
	return bytes + 1;
}

static void let_go(void *bytes)
{
	size_t size;
	if (!bytes)
		return;
	memcpy(&size, (max_align_t *)bytes - 1, sizeof size);
	held_now -= size;
	free((max_align_t *)bytes - 1);
}

/* At most, while a bundle of so many observations of one encounter and as many claims is opened and gone through. */
static size_t held_for(int count)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	FhirBundle bundle;
	Error err;
	text_add(&out, "{'resourceType':'Bundle','entry':[{'resource':{'resourceType':'Encounter','id':'e'}}");
	for (int i = 0; i < count; i++)
		text_add_print(&out,
			       ",{'resource':{'resourceType':'Observation','id':'%d','encounter':"
			       "{'reference':'Encounter/e'}}},{'resource':{'resourceType':'Claim','id':'%d'}}",
			       i, i);
	text_add(&out, "]}");
	held_most = 0;
	assert_true(opens(&arena, text_done(&out), &bundle, &err));
	for (size_t i = 0; i < fhir_bundle_count(&bundle); i++) {
		const json_t *resource = fhir_bundle_resource(&bundle, i);
		fhir_resolve(&bundle, resource, fhir_at(resource, "encounter"), "Encounter");
		fhir_bundle_release(&bundle);
	}
	fhir_bundle_close(&bundle);
	assert_int_equal(held_now, 0);
	return held_most;
}

/* A tree of all of it took ten times the size of the file. */
static void test_a_large_file_is_no_large_tree(void **state)
{
	json_malloc_t malloc_before;
	json_free_t free_before;
	json_get_alloc_funcs(&malloc_before, &free_before);
	json_set_alloc_funcs(hold, let_go);
	const size_t few = held_for(200), many = held_for(5000);
	json_set_alloc_funcs(malloc_before, free_before);
	assert_true(few > 0);
	assert_true(many < few + few / 10);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_named_types),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_accepts_what_is_json),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_nested_too_deep),
		cmocka_unit_test(test_the_first_of_a_name),
		cmocka_unit_test(test_people_and_places_stay),
		cmocka_unit_test(test_others_pass),
		cmocka_unit_test(test_a_large_file_is_no_large_tree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
