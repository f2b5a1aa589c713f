/* A practice that has referred its patient to a hospital, and the Consents of others that it reads. */
#pragma once

#include "exchange/fhir/fixture.h"

#define PERFORMER "'performer':[{'reference':'Patient/p'}],"
#define SCOPE \
	"'scope':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},"
#define CATEGORY(code) "'category':[{'coding':[{'system':'urn:sharedesk:choice','code':'" code "'}]}],"
#define RULE "'policyRule':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'OPTOUT'}]},"
#define WHEN "'dateTime':'2023-11-10T09:00:00Z',"
#define ACTOR_IS(who) \
	"'actor':[{'role':{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/v3-ParticipationType'," \
	"'code':'IRCP'}]},'reference':{'reference':'" who "'}}]"
#define ACTOR ACTOR_IS("Organization/hos")
#define PROVISION(nested) "'provision':{'provision':[" nested "]}"
#define PERMIT "{'type':'permit'," ACTOR "}"
#define NAMED(id, status, scope, category, rule, when, performer, provision) \
	"{'resource':{'resourceType':'Consent','id':'" id "','status':'" status \
	"','patient':{'reference':'Patient/p'}," scope category rule when performer provision "}}"
#define WHOLE(status, scope, category, rule, when, performer, provision) \
	NAMED("c", status, scope, category, rule, when, performer, provision)
#define CONSENT(provision) WHOLE("active", SCOPE, CATEGORY("share-in"), RULE, WHEN, PERFORMER, provision)
#define FILE_WITH(consent) BUNDLE(PATIENT(MANAGED) "," GP "," HOSPITAL "," consent)

/* What staff tell, at a moment. */
Fact told(FactKind kind, const char *id, const char *moment);
void open_referral(Fixture *fixture, const char *episode, const char *moment); /* to the hospital */
void open_practice(Fixture *fixture); /* with the referral "knee", of 2023-11-01T09:00:00Z */

/* Reads the file and tells it. */
void read_consents(Fixture *fixture, const char *bundle);
/* Of the last reading. */
size_t answers(const Fixture *fixture);
size_t doubt_count(const Fixture *fixture);
const char *last_doubt(const Fixture *fixture); /* "id: why"; "" for none */
