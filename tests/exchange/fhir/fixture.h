/* A bundle read and told to a ledger in memory, and words to write bundles with. */
#pragma once

#include "exchange/fhir/fhir.h"
#include "exchange/gather.h"

#define NHS "9990000018"
#define ODS "https://fhir.nhs.uk/Id/ods-organization-code"
#define PATIENT(more) \
	"{'resource':{'resourceType':'Patient','id':'p','identifier':[{'system':'https://fhir.nhs.uk/Id/nhs-number'," \
	"'value':'" NHS "'}],'name':[{'family':'Ashby','given':['Maureen']}],'birthDate':'1945-07-14'" more "}}"
#define MANAGED ",'managingOrganization':{'reference':'Organization/gp'}"
#define BUNDLE(resources) "{'resourceType':'Bundle','entry':[" resources "]}"
#define ORGANISATION(id, code, name, type) \
	"{'resource':{'resourceType':'Organization','id':'" id "','identifier':[{'system':'" ODS "','value':'" code \
	"'}],'name':'" name "','type':[{'text':'" type "'}]}}"
#define GP ORGANISATION("gp", "C82001", "South Leicestershire Medical Group", "GP Practice")
#define HOSPITAL ORGANISATION("hos", "RWE", "University Hospitals of Leicester", "Trust")
#define ABOUT "'subject':{'reference':'Patient/p'}"
#define SNOMED(code, display) \
	"{'coding':[{'system':'http://snomed.info/sct','code':'" code "','display':'" display "'}]}"
#define RECORD(resources) BUNDLE(PATIENT(MANAGED) "," GP "," HOSPITAL "," resources)
#define THING(type, id, more) "{'resource':{'resourceType':'" type "','id':'" id "'," ABOUT more "}}"
#define DATED ",'recordedDate':'2020-06-01'"
#define PROBLEM(id, more) THING("Condition", id, DATED ",'code':{'text':'P" id "'}" more)
#define NO_SUBJECT(type, id, more) "{'resource':{'resourceType':'" type "','id':'" id "'" more "}}"
#define REFERENCE(to) "{'reference':'" to "'}"

enum { NOTES_MAX = 64 };

typedef struct Fixture {
	MemoryLedger memory;
	Ledger ledger;
	const Zone *zone; /* NULL: UTC */
	Arena arena;
	Gather gather; /* the lines of the last reading */
	FhirSummary summary;
	FhirNote notes[NOTES_MAX]; /* of the last reading */
	size_t note_count;
	Error err;
} Fixture;

extern const Instant fixture_now; /* 2023-11-14T22:13:20Z */

void open_fixture(Fixture *fixture);
void close_fixture(Fixture *fixture);

/* Reads a bundle, ' for ", and tells what it gives to the fixture's ledger; says the sentence where it fails. */
bool import_at(Fixture *fixture, const char *bundle, bool test_numbers, Instant at);
bool import(Fixture *fixture, const char *bundle);
bool import_with_test_numbers(Fixture *fixture, const char *bundle);
/* How many notes of the last reading are of this kind and type (NULL: of any), and say this (NULL: whatever). */
size_t noted(const Fixture *fixture, FhirNoteKind kind, const char *type, const char *why);
void tell_before(Fixture *fixture, Line line); /* something staff told before the file is read */

const Person *person(const Fixture *fixture, size_t n);
const Entry *entry(const Fixture *fixture, size_t n);
const Fact *fact(const Fixture *fixture, const char *kind, size_t n);
Instant at(const char *text);
void assert_same_instant(Instant instant, const char *expected);

/* Chance that begins with unit_seed(): the same each time. */
size_t dice_below(uint64_t *dice, size_t limit);
void dice_shuffle(uint64_t *dice, size_t *items, size_t count);
