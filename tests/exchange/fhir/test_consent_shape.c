/* What is not of R4's shape, or not understood, is no answer. */
#include "unit.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/consent_fixture.h"
#include "exchange/fhir/consent_mutant.h"

#define CODING(system, code) \
	"{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/" system "','code':'" code "'}]}"

/* A valid Consent with all that may stand in one. */
static const char whole[] =
	"{'resourceType':'Consent','id':'c','meta':{'versionId':'1','lastUpdated':'2023-11-10T09:00:00Z',"
	"'source':'urn:s','profile':['http://hl7.org/fhir/StructureDefinition/Consent'],"
	"'security':[{'system':'http://terminology.hl7.org/CodeSystem/v3-Confidentiality','code':'N'}]},"
	"'language':'en','text':{'status':'generated','div':'<div>Yes</div>'},"
	"'identifier':[{'use':'official','system':'urn:s','value':'1'}],'status':'active',"
	"'scope':" CODING(
		"consentscope",
		"patient-privacy") ",'category':[{'coding':[{'system':'urn:sharedesk:choice',"
				   "'code':'share-in','display':'Share In'}]}],'patient':{'reference':'Patient/p'},"
				   "'dateTime':'2023-11-11T09:00:00Z','performer':[{'reference':'Patient/p','type':'Patient'}],"
				   "'organization':[{'reference':'Organization/gp'}],'sourceReference':{'display':'a form'},"
				   "'policyRule':" CODING(
					   "v3-ActCode",
					   "OPTOUT") ",'verification':[{'verified':true,"
						     "'verifiedWith':{'reference':'Patient/p'},'verificationDate':'2023-11-11'}],"
						     "'provision':{'provision':[{'type':'permit','period':{'start':'2023-11-01','end':'2024-11-01'},"
						     "'actor':[{'role':" CODING(
							     "v3-ParticipationType",
							     "IRCP") ",'reference':{'reference':'Organization/hos'}}],"
								     "'action':[" CODING(
									     "consentaction",
									     "access") "],"
										       "'purpose':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'TREAT'}]}]}}";

static json_t *parsed(Arena *arena, const char *text)
{
	json_error_t wrong;
	json_t *value = json_loads(quoted(arena, text), JSON_DECODE_ANY, &wrong);
	if (!value)
		fail_msg("%s: %s", wrong.text, text);
	return value;
}

static const char *file_with(Arena *arena, const json_t *consent, const char *more)
{
	char *text = json_dumps(consent, JSON_COMPACT);
	const char *file = arena_print(arena, FILE_WITH("{'resource':%s}%s"), text, more);
	free(text);
	return file;
}

/* The changes that change nothing of what was chosen: all others make no yes. */
static const char same_meaning[] = "without id\n"
				   "text id\n"
				   "without meta\n"
				   "without meta.versionId\n"
				   "text meta.versionId\n"
				   "without meta.lastUpdated\n"
				   "without meta.source\n"
				   "text meta.source\n"
				   "without meta.profile\n"
				   "twice meta.profile\n"
				   "without meta.security\n"
				   "twice meta.security\n"
				   "without meta.security.system\n"
				   "text meta.security.system\n"
				   "with meta.security.id\n"
				   "with meta.security.version\n"
				   "with meta.security.display\n"
				   "with meta.security.userSelected\n"
				   "with meta.id\n"
				   "without language\n"
				   "text language\n"
				   "without text\n"
				   "text text.div\n"
				   "with text.id\n"
				   "without identifier\n"
				   "twice identifier\n"
				   "without identifier.use\n"
				   "without identifier.system\n"
				   "text identifier.system\n"
				   "without identifier.value\n"
				   "text identifier.value\n"
				   "with identifier.id\n"
				   "with identifier.type\n"
				   "with identifier.period\n"
				   "with identifier.assigner\n"
				   "with scope.coding.id\n"
				   "with scope.coding.version\n"
				   "with scope.coding.display\n"
				   "with scope.coding.userSelected\n"
				   "with scope.id\n"
				   "without category.coding.display\n"
				   "text category.coding.display\n"
				   "with category.coding.id\n"
				   "with category.coding.version\n"
				   "with category.coding.userSelected\n"
				   "with category.id\n"
				   "with patient.id\n"
				   "with patient.display\n"
				   "without performer.type\n"
				   "with performer.id\n"
				   "with performer.display\n"
				   "without organization\n"
				   "twice organization\n"
				   "text organization.reference\n"
				   "with organization.id\n"
				   "with organization.type\n"
				   "with organization.identifier\n"
				   "with organization.display\n"
				   "without sourceReference\n"
				   "text sourceReference.display\n"
				   "with sourceReference.id\n"
				   "with sourceReference.reference\n"
				   "with sourceReference.type\n"
				   "with sourceReference.identifier\n"
				   "without policyRule.coding.system\n"
				   "with policyRule.coding.id\n"
				   "with policyRule.coding.version\n"
				   "with policyRule.coding.display\n"
				   "with policyRule.coding.userSelected\n"
				   "with policyRule.id\n"
				   "without verification\n"
				   "twice verification\n"
				   "without verification.verifiedWith\n"
				   "text verification.verifiedWith.reference\n"
				   "with verification.verifiedWith.id\n"
				   "with verification.verifiedWith.type\n"
				   "with verification.verifiedWith.identifier\n"
				   "with verification.verifiedWith.display\n"
				   "without verification.verificationDate\n"
				   "with verification.id\n"
				   "without provision.provision.period\n"
				   "without provision.provision.period.start\n"
				   "without provision.provision.period.end\n"
				   "with provision.provision.period.id\n"
				   "without provision.provision.action\n"
				   "twice provision.provision.action\n"
				   "with provision.provision.action.coding.id\n"
				   "with provision.provision.action.coding.version\n"
				   "with provision.provision.action.coding.display\n"
				   "with provision.provision.action.coding.userSelected\n"
				   "with provision.provision.action.id\n"
				   "without provision.provision.purpose\n"
				   "twice provision.provision.purpose\n"
				   "with provision.provision.purpose.id\n"
				   "with provision.provision.purpose.version\n"
				   "with provision.provision.purpose.display\n"
				   "with provision.provision.purpose.userSelected\n"
				   "with provision.provision.actor.role.coding.id\n"
				   "with provision.provision.actor.role.coding.version\n"
				   "with provision.provision.actor.role.coding.display\n"
				   "with provision.provision.actor.role.coding.userSelected\n"
				   "with provision.provision.actor.role.id\n"
				   "with provision.provision.actor.reference.id\n"
				   "with provision.provision.actor.reference.display\n"
				   "with provision.provision.actor.id\n"
				   "with provision.provision.id\n"
				   "with provision.id\n"
				   "with provision.period\n";

static void test_what_is_changed_is_no_yes(void **state)
{
	char label[MUTANT_LABEL_MAX];
	Arena arena = {0};
	Text taken = {.arena = &arena};
	size_t n = 0;
	for (;; n++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		json_t *consent = parsed(&fixture.arena, whole);
		const bool changed = consent_mutate(consent, n, label);
		read_consents(&fixture, file_with(&fixture.arena, consent, ""));
		json_decref(consent);
		assert_true(changed || answers(&fixture) == 1);
		if (!changed)
			break;
		assert_true(answers(&fixture) + doubt_count(&fixture) == 1);
		if (answers(&fixture))
			text_add_print(&taken, "%s\n", label);
	}
	assert_true(n > 1000);
	assert_string_equal(text_done(&taken), same_meaning);
	arena_free(&arena);
}

/* A no after a yes, and one thing changed in the no: the yes never stands alone. */
static void test_what_is_changed_lets_no_yes_stand(void **state)
{
	char label[MUTANT_LABEL_MAX];
	for (size_t n = 0;; n++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		json_t *consent = parsed(&fixture.arena, whole);
		json_t *chosen = json_array_get(json_object_get(json_object_get(consent, "provision"), "provision"), 0);
		json_object_set_new(chosen, "type", json_string("deny"));
		const bool changed = consent_mutate(consent, n, label);
		read_consents(&fixture, file_with(&fixture.arena, consent,
						  "," NAMED("y", "active", SCOPE, CATEGORY("share-in"), RULE, WHEN,
							    PERFORMER, PROVISION(PERMIT))));
		json_decref(consent);
		const bool refused =
			answers(&fixture) && fact(&fixture, "answered", answers(&fixture) - 1)->answer == ANSWER_NO;
		if (answers(&fixture) && !refused)
			fail_msg("%s: the yes stands", label);
		if (!changed)
			break;
	}
}

/* --- One thing, and what is said of it --- */

/* Sets `key` of the object at `path`, where a list stands for its first. */
static void change(Arena *arena, json_t *object, const char *path, const char *key, const char *value)
{
	while (*path) {
		const size_t length = strcspn(path, ".");
		object = json_object_get(object, arena_bytes(arena, path, length));
		object = json_is_array(object) ? json_array_get(object, 0) : object;
		path += length + (path[length] == '.');
	}
	assert_int_equal(json_object_set_new(object, key, parsed(arena, value)), 0);
}

static const struct {
	const char *path, *key, *value, *why;
} changes[] = {
	{"", "verification", "[{'verified':false}]", "its verification.verified is not true"},
	{"", "verification", "[{'verified':true},{'verified':false}]", "its verification.verified is not true"},
	{"", "implicitRules", "'urn:rules'", "its implicitRules names rules that the desk does not know"},
	{"provision.provision.actor", "modifierExtension", "[{'url':'urn:not','valueBoolean':true}]",
	 "its provision.provision.actor.modifierExtension may turn what it says into something else"},
	{"provision.provision.actor", "role", CODING("v3-ParticipationType", "CST"),
	 "its provision.provision.actor.role is not PRCP or IRCP"},
	{"provision.provision.actor", "role", "{'text':'recipient'}",
	 "its provision.provision.actor.role is not PRCP or IRCP"},
	{"provision.provision.actor", "role", CODING("v3-RoleCode", "IRCP"),
	 "its provision.provision.actor.role is a code of another system"},
	{"", "policyRule", "{'coding':[{'code':'OPTIN'},{'code':'EMRGONLY'}]}",
	 "its policyRule has more than one code"},
	{"", "policyRule", "{'coding':[{'code':'EMRGONLY'}]}", "its policyRule is not OPTIN or OPTOUT"},
	{"", "policyRule", "{'coding':[{'system':'urn:x','code':'OPTIN'}]}",
	 "its policyRule is a code of another system"},
	{"", "policyRule", "{'coding':[{'code':'OPTIN OPTOUT'}]}", "its policyRule is not OPTIN or OPTOUT"},
	{"scope", "coding",
	 "[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'},"
	 "{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'research'}]",
	 "its scope has more than one code"},
	{"scope", "text", "'mental health only'", "its scope has words beside its code"},
	{"category", "coding",
	 "[{'system':'urn:sharedesk:choice','code':'share-in'},{'system':'urn:sharedesk:choice','code':'scr'}]",
	 "its category has more than one code"},
	{"", "category",
	 "[{'coding':[{'system':'urn:sharedesk:choice','code':'share-in'}]},"
	 "{'coding':[{'system':'urn:sharedesk:choice','code':'share-in'}]}]",
	 "it has more than one category"},
	{"", "category",
	 "[{'coding':[{'system':'urn:sharedesk:choice','code':'share-in'}]},"
	 "{'coding':[{'system':'urn:sharedesk:choice','code':'share-out'}]}]",
	 "it does not say whether it is about Share Out or Share In"},
	{"", "exceptFor", "'mental health'", "its exceptFor is no element that the desk knows"},
	{"provision", "a b", "1", "it has an element that the desk does not know"},
	{"meta", "tag", "[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'HTEST'}]",
	 "its meta.tag may mark it as test data, or as a part of the whole"},
	{"meta", "security", "[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'HTEST'}]",
	 "its meta.security is not U, L, M, N, R, V or NOPAT"},
	{"text", "status", "'additional'", "its text.status is not generated, extensions or empty"},
	{"", "status", "['active','inactive']", "its status is a list where R4 has one value"},
	{"", "status", "null", "its status is not what R4 has there"},
	{"", "status", "'entered in error'",
	 "its status is not draft, proposed, active, rejected, inactive or entered-in-error"},
	{"", "dateTime", "['2023-11-10T09:00:00Z','2023-11-12T09:00:00Z']",
	 "its dateTime is a list where R4 has one value"},
	{"", "dateTime", "'yesterday'", "its dateTime is not what R4 has there"},
	{"", "patient", "[{'reference':'Patient/p'},{'reference':'Patient/q'}]",
	 "its patient is a list where R4 has one value"},
	{"", "patient", "{'reference':'Patient/p','identifier':{'system':'urn:x','value':'1'}}",
	 "it does not say whose it is"},
	{"", "provision", "[{'provision':[]}]", "its provision is a list where R4 has one value"},
	{"provision.provision", "type", "['permit','deny']",
	 "its provision.provision.type is a list where R4 has one value"},
	{"provision.provision", "period", "[{'start':'2023-11-01'},{'end':'2023-11-02'}]",
	 "its provision.provision.period is a list where R4 has one value"},
	{"provision.provision.period", "_end", "{'extension':[{'url':'urn:x','valueString':'x'}]}",
	 "its provision.provision.period._end is no element that the desk knows"},
	{"provision.provision", "action", "{'text':'look'}",
	 "its provision.provision.action is not the list that R4 has there"},
	{"", "sourceAttachment", "{'title':'a form'}",
	 "its sourceReference is there beside another of which R4 has one"},
	{"provision.provision.actor", "reference",
	 "{'reference':'Organization/hos','identifier':{'system':'" ODS "','value':'C82001'}}",
	 "it does not name exactly one organisation"},
	{"provision.provision.actor", "reference", "{'reference':'Organization/hos','type':'Patient'}",
	 "it does not name exactly one organisation"},
	{"", "performer", "[{'reference':'Patient/p'},{'display':'her son'}]",
	 "it does not say that the patient gave it"},
};

static void test_what_is_said(void **state)
{
	for (size_t i = 0; i < countof(changes); i++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		json_t *consent = parsed(&fixture.arena, whole);
		change(&fixture.arena, consent, changes[i].path, changes[i].key, changes[i].value);
		read_consents(&fixture, file_with(&fixture.arena, consent, ""));
		json_decref(consent);
		const char *said = last_doubt(&fixture) + strlen("c: ");
		if (answers(&fixture) || doubt_count(&fixture) != 1 || !text_is(said, changes[i].why))
			fail_msg("%s.%s %s: %s, and not %s", changes[i].path, changes[i].key, changes[i].value, said,
				 changes[i].why);
	}
}

/* Both ways of naming may lead to the same. */
static void test_named_in_two_ways(void **state)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	json_t *consent = parsed(&fixture.arena, whole);
	change(&fixture.arena, consent, "provision.provision.actor", "reference",
	       "{'reference':'Organization/hos','identifier':{'system':'" ODS "','value':'RWE'}}");
	change(&fixture.arena, consent, "", "patient",
	       "{'reference':'Patient/p','identifier':{'system':'https://fhir.nhs.uk/Id/nhs-number','value':'" NHS
	       "'}}");
	read_consents(&fixture, file_with(&fixture.arena, consent, ""));
	json_decref(consent);
	assert_int_equal(answers(&fixture), 1);
}

/* --- What a Provenance says of it --- */

#define PROVENANCE(target, more) "{'resourceType':'Provenance','id':'v','target':[" target "]" more "}"
#define ACTIVITY(code) ",'activity':" CODING("v3-DataOperation", code)

static void test_provenance(void **state)
{
	static const struct {
		const char *resource;
		bool taken;
	} resources[] = {
		{PROVENANCE("{'reference':'Consent/c'}", ACTIVITY("NULLIFY")), false},
		{PROVENANCE("{'reference':'Consent/c/_history/1'}", ACTIVITY("NULLIFY")), false},
		{PROVENANCE("{'reference':'http://other.example/Consent/c'}", ACTIVITY("NULLIFY")), false},
		{PROVENANCE("{'reference':'urn:uuid:c'}", ACTIVITY("NULLIFY")), false},
		{PROVENANCE("{'identifier':{'system':'urn:s','value':'1'}}", ACTIVITY("NULLIFY")), false},
		{PROVENANCE("{'reference':'Patient/p'},{'reference':'Consent/c'}", ACTIVITY("ABORT")), false},
		{PROVENANCE("{'reference':'Consent/c'}", ",'activity':{'text':'withdrawn'}"), false},
		{PROVENANCE("{'reference':'Consent/z'}",
			    ",'entity':[{'role':'removal','what':{'reference':'Consent/c'}}]"),
		 false},
		{PROVENANCE("{'reference':'Consent/c'}", ""), true},
		{PROVENANCE("{'reference':'Consent/c'}", ACTIVITY("CREATE")), true},
		{PROVENANCE("{'reference':'Consent/d'}", ACTIVITY("NULLIFY")), true},
		{PROVENANCE("{'reference':'Observation/c'}", ACTIVITY("NULLIFY")), true},
		{PROVENANCE("{'reference':'Patient/p'}", ACTIVITY("NULLIFY")), true},
		{PROVENANCE("{'type':'Patient','identifier':{'value':'1'}}", ACTIVITY("NULLIFY")), true},
	};
	for (size_t i = 0; i < countof(resources); i++) {
		scoped(close_fixture) Fixture fixture;
		open_practice(&fixture);
		json_t *consent = parsed(&fixture.arena, whole);
		const char *more = arena_print(&fixture.arena, ",{'resource':%s}", resources[i].resource);
		read_consents(&fixture, file_with(&fixture.arena, consent, more));
		json_decref(consent);
		if (answers(&fixture) != resources[i].taken || doubt_count(&fixture) == resources[i].taken)
			fail_msg("%s: %s", resources[i].resource, last_doubt(&fixture));
	}
}

/* --- What stands around it --- */

static void hold_file(const char *file, bool taken, const char *why)
{
	scoped(close_fixture) Fixture fixture;
	open_practice(&fixture);
	read_consents(&fixture, file);
	assert_int_equal(answers(&fixture), taken);
	assert_string_equal(last_doubt(&fixture), why);
}

#define AROUND(more, consent) \
	"{'resourceType':'Bundle'," more "'entry':[" PATIENT(MANAGED) "," GP "," HOSPITAL "," consent "]}"
#define HTEST "[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActReason','code':'HTEST'}]"

static void test_the_bundle(void **state)
{
	hold_file(AROUND("'meta':{'tag':[{'code':'x'}]},", CONSENT(PROVISION(PERMIT))), true, "");
	hold_file(AROUND("'meta':{'tag':" HTEST "},", CONSENT(PROVISION(PERMIT))), false,
		  "c: its Bundle is marked as test data");
	hold_file(AROUND("'meta':{'security':" HTEST "},", CONSENT(PROVISION(PERMIT))), false,
		  "c: its Bundle is marked as test data");
	hold_file(AROUND("'implicitRules':'urn:rules',", CONSENT(PROVISION(PERMIT))), false,
		  "c: its Bundle names rules that the desk does not know");
	hold_file(AROUND("", "{'resource':{'resourceType':'Bundle','implicitRules':'urn:rules','entry':[" CONSENT(
				     PROVISION(PERMIT)) "]}}"),
		  false, "c: its Bundle names rules that the desk does not know");
}

/* Two versions of one Patient name one patient. */
static void test_two_versions_of_the_patient(void **state)
{
	hold_file(BUNDLE(PATIENT(MANAGED) "," PATIENT(MANAGED ",'gender':'female'") "," GP "," HOSPITAL
										    "," CONSENT(PROVISION(PERMIT))),
		  true, "");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_changed_is_no_yes),
		cmocka_unit_test(test_what_is_changed_lets_no_yes_stand),
		cmocka_unit_test(test_what_is_said),
		cmocka_unit_test(test_named_in_two_ways),
		cmocka_unit_test(test_provenance),
		cmocka_unit_test(test_the_bundle),
		cmocka_unit_test(test_two_versions_of_the_patient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
