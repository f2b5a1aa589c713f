#include "exchange/fhir/consent_fixture.h"

#include "base/text.h"
#include "unit.h"

Fact told(FactKind kind, const char *id, const char *moment)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.at = at(moment);
	fact.recorded_at = fact.at;
	fact.patient = NHS;
	return fact;
}

void open_referral(Fixture *fixture, const char *episode, const char *moment)
{
	Fact fact = told(FACT_REFERRED, episode, moment);
	fact.episode = episode;
	fact.org = "RWE";
	tell_before(fixture, line_of_fact(&fact));
}

void open_practice(Fixture *fixture)
{
	open_fixture(fixture);
	assert_true(import(
		fixture,
		BUNDLE(PATIENT(MANAGED) "," GP "," HOSPITAL
					",{'resource':{'resourceType':'Condition','id':'1','recordedDate':'2020-06-01',"
					"'asserter':{'reference':'Organization/hos'}," ABOUT "}}")));
	open_referral(fixture, "knee", "2023-11-01T09:00:00Z");
}

void read_consents(Fixture *fixture, const char *bundle)
{
	if (!import(fixture, bundle))
		fail_msg("%s", fixture->err.text);
	assert_int_equal(fixture->summary.consents_in_doubt, doubt_count(fixture));
}

size_t answers(const Fixture *fixture)
{
	return gather_count(&fixture->gather, "answered");
}

size_t doubt_count(const Fixture *fixture)
{
	return noted(fixture, FHIR_NOTE_DOUBT, "Consent", NULL);
}

const char *last_doubt(const Fixture *fixture)
{
	static char text[256];
	text[0] = '\0';
	for (size_t i = 0; i < fixture->note_count; i++)
		if (fixture->notes[i].kind == FHIR_NOTE_DOUBT)
			text_print(text, sizeof text, "%s: %s", fixture->notes[i].id, fixture->notes[i].why);
	return text;
}
