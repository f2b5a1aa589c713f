/* R4's Consent, and the types within it, as far as the desk looks into them. */
#include "base/macros.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/shape.h"

#define TERMINOLOGY "http://terminology.hl7.org/CodeSystem/"
#define V3 TERMINOLOGY "v3-"

/* clang-format off */
#define ONE .needed = false, .many = false
#define ANY .needed = false, .many = true
#define MUST .needed = true, .many = false
#define SOME .needed = true, .many = true
#define READ(reason) .use = FHIR_READ, .why = reason
#define HARMLESS(reason) .use = FHIR_HARMLESS, .why = reason
#define UNREAD(what) .use = FHIR_UNREAD, .why = what
#define CODES(whose, all) .system = whose, .codes = all

#define PART UNREAD("limits it to a part of the record")
#define EXTENDED UNREAD("is more than the desk reads")
#define MODIFIED UNREAD("may turn what it says into something else")
#define RULES UNREAD("names rules that the desk does not know")

#define ELEMENT(type) \
	{type, "id", "string", ONE, HARMLESS("a name within the resource")}, \
	{type, "extension", "Extension", ANY, EXTENDED}
#define BACKBONE(type) \
	ELEMENT(type), \
	{type, "modifierExtension", "Extension", ANY, MODIFIED}
#define PROVISION(type) \
	BACKBONE(type), \
	{type, "period", "Period", ONE, READ("it must hold today")}, \
	{type, "action", "CodeableConcept", ANY, READ("what the question asks for must be among it"), \
	 CODES(TERMINOLOGY "consentaction", "access disclose")}, \
	{type, "securityLabel", "Coding", ANY, PART}, \
	{type, "purpose", "Coding", ANY, READ("care is what is asked about"), CODES(V3 "ActReason", "TREAT")}, \
	{type, "class", "Coding", ANY, PART}, \
	{type, "code", "CodeableConcept", ANY, PART}, \
	{type, "dataPeriod", "Period", ONE, PART}, \
	{type, "data", "Consent.provision.data", ANY, PART}
/* clang-format on */

const FhirElement fhir_elements[] = {
	{"Consent", "id", "string", ONE, HARMLESS("its name at the source")},
	{"Consent", "meta", "Meta", ONE, READ("it may be test data")},
	{"Consent", "implicitRules", "uri", ONE, RULES},
	{"Consent", "language", "code", ONE, HARMLESS("of the words in it, which are not read")},
	{"Consent", "text", "Narrative", ONE, READ("it must say no more than the elements do")},
	{"Consent", "contained", "Resource", ANY, EXTENDED},
	{"Consent", "extension", "Extension", ANY, EXTENDED},
	{"Consent", "modifierExtension", "Extension", ANY, MODIFIED},
	{"Consent", "identifier", "Identifier", ANY, HARMLESS("its names elsewhere")},
	{"Consent", "status", "code", MUST, READ("whether it holds"),
	 CODES(NULL, "draft proposed active rejected inactive entered-in-error")},
	{"Consent", "scope", "CodeableConcept", MUST, READ("what kind of consent it is"),
	 CODES(TERMINOLOGY "consentscope", "patient-privacy")},
	{"Consent", "category", "CodeableConcept", SOME, READ("which question it answers"),
	 CODES(FHIR_CHOICE, "share-out share-in")},
	{"Consent", "patient", "Reference", ONE, READ("whose it is")},
	{"Consent", "dateTime", "dateTime", ONE, READ("when it was given")},
	{"Consent", "performer", "Reference", ANY, READ("who gave it")},
	{"Consent", "organization", "Reference", ANY, HARMLESS("who keeps it")},
	{"Consent", "sourceAttachment", "Attachment", ONE, HARMLESS("the paper it was taken from"),
	 .choice = "source[x]"},
	{"Consent", "sourceReference", "Reference", ONE, HARMLESS("the paper it was taken from"),
	 .choice = "source[x]"},
	{"Consent", "policy", "Consent.policy", ANY, RULES},
	{"Consent", "policyRule", "CodeableConcept", ONE, READ("what holds without it"),
	 CODES(V3 "ActCode", "OPTIN OPTOUT"), .system_may_lack = true},
	{"Consent", "verification", "Consent.verification", ANY, READ("whether it was confirmed")},
	{"Consent", "provision", "Consent.provision", ONE, READ("what was chosen")},

	BACKBONE("Consent.verification"),
	{"Consent.verification", "verified", "boolean", MUST, READ("a no means that nobody confirmed it"),
	 CODES(NULL, "true")},
	{"Consent.verification", "verifiedWith", "Reference", ONE, HARMLESS("who confirmed it")},
	{"Consent.verification", "verificationDate", "dateTime", ONE, HARMLESS("when it was confirmed")},

	PROVISION("Consent.provision"),
	{"Consent.provision", "type", "code", ONE, UNREAD("stands at the root, where R4 permits none")},
	{"Consent.provision", "actor", "Consent.provision.actor", ANY,
	 UNREAD("stands at the root, beside what was chosen")},
	{"Consent.provision", "provision", "Consent.provision.provision", ANY, READ("what was chosen")},

	PROVISION("Consent.provision.provision"),
	{"Consent.provision.provision", "type", "code", ONE, READ("yes or no"), CODES(NULL, "permit deny")},
	{"Consent.provision.provision", "actor", "Consent.provision.actor", ANY, READ("whom it is about")},
	{"Consent.provision.provision", "provision", "Consent.provision.provision", ANY, PART},

	BACKBONE("Consent.provision.actor"),
	{"Consent.provision.actor", "role", "CodeableConcept", MUST, READ("it must be who sees the record"),
	 CODES(V3 "ParticipationType", "PRCP IRCP")},
	{"Consent.provision.actor", "reference", "Reference", MUST, READ("the organisation")},

	ELEMENT("Meta"),
	{"Meta", "versionId", "id", ONE, HARMLESS("which version it is")},
	{"Meta", "lastUpdated", "instant", ONE, HARMLESS("when the source last wrote it")},
	{"Meta", "source", "uri", ONE, HARMLESS("where it came from")},
	{"Meta", "profile", "canonical", ANY, HARMLESS("what it holds itself to, within R4")},
	{"Meta", "security", "Coding", ANY, READ("how confidential it is; another label may mark test data"),
	 CODES(NULL, "U L M N R V NOPAT")},
	{"Meta", "tag", "Coding", ANY, UNREAD("may mark it as test data, or as a part of the whole")},

	ELEMENT("Narrative"),
	{"Narrative", "status", "code", MUST, READ("whether the words say more than the elements"),
	 CODES(NULL, "generated extensions empty")},
	{"Narrative", "div", "xhtml", MUST, HARMLESS("what the elements say")},

	ELEMENT("CodeableConcept"),
	{"CodeableConcept", "coding", "Coding", ANY, READ("its code")},
	{"CodeableConcept", "text", "string", ONE, READ("words beside a code that is weighed are not understood")},

	ELEMENT("Coding"),
	{"Coding", "system", "uri", ONE, READ("whose code it is")},
	{"Coding", "version", "string", ONE, HARMLESS("of the system")},
	{"Coding", "code", "code", ONE, READ("the code")},
	{"Coding", "display", "string", ONE, HARMLESS("what the system calls the code")},
	{"Coding", "userSelected", "boolean", ONE, HARMLESS("how it was chosen")},

	ELEMENT("Identifier"),
	{"Identifier", "use", "code", ONE, HARMLESS("of the identifier"),
	 CODES(NULL, "usual official temp secondary old")},
	{"Identifier", "type", "CodeableConcept", ONE, HARMLESS("of the identifier")},
	{"Identifier", "system", "uri", ONE, HARMLESS("of the identifier")},
	{"Identifier", "value", "string", ONE, HARMLESS("the identifier")},
	{"Identifier", "period", "Period", ONE, HARMLESS("of the identifier")},
	{"Identifier", "assigner", "Reference", ONE, HARMLESS("of the identifier")},

	ELEMENT("Reference"),
	{"Reference", "reference", "string", ONE, READ("what is named")},
	{"Reference", "type", "uri", ONE, READ("its type")},
	{"Reference", "identifier", "Identifier", ONE, READ("what is named")},
	{"Reference", "display", "string", ONE, READ("its name, for an organisation that the file does not hold")},

	ELEMENT("Period"),
	{"Period", "start", "dateTime", ONE, READ("from when on")},
	{"Period", "end", "dateTime", ONE, READ("until when")},

	ELEMENT("Attachment"),
	{"Attachment", "contentType", "code", ONE, HARMLESS("of the paper")},
	{"Attachment", "language", "code", ONE, HARMLESS("of the paper")},
	{"Attachment", "data", "base64Binary", ONE, HARMLESS("the paper")},
	{"Attachment", "url", "url", ONE, HARMLESS("where the paper is")},
	{"Attachment", "size", "unsignedInt", ONE, HARMLESS("of the paper")},
	{"Attachment", "hash", "base64Binary", ONE, HARMLESS("of the paper")},
	{"Attachment", "title", "string", ONE, HARMLESS("of the paper")},
	{"Attachment", "creation", "dateTime", ONE, HARMLESS("of the paper")},
};
const size_t fhir_element_count = countof(fhir_elements);
