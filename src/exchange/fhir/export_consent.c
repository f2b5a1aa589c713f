/* An answer of the patient as a Consent: `policyRule` says what holds without it, the one nested provision what
 * the patient chose. */
#include <string.h>

#include "exchange/fhir/export_inside.h"
#include "exchange/fhir/json.h"
#include "exchange/fhir/line.h"

enum { DAY = 24 * 60 * 60 };

typedef enum Choice {
	CHOICE_NONE,
	SHARE_OUT,
	SHARE_IN,
	VERIFICATION,
	SCR,
	MIG,
	MIG_VIEW,
	SCR_VIEW,
	PLANNED,
	UNPLANNED,
	RESEARCH,
	NATIONAL,
	STUDY,
} Choice;

/* `base` OPTOUT: nothing without a yes; OPTIN: as long as the patient does not say no. */
static const struct {
	const char *code, *display, *base, *category, *purpose, *actor, *action;
} choices[] = {
	[SHARE_OUT] = {"share-out", "Share Out: what is recorded there, to other services", "OPTOUT", "IDSCL", "TREAT",
		       "CST", "disclose"},
	[SHARE_IN] = {"share-in", "Share In: what other services share, seen there", "OPTOUT", "INFA", "TREAT", "IRCP",
		      "access"},
	[VERIFICATION] = {"verification", "Whether it is the patient who asks for this share", "OPTOUT", "INFA",
			  "TREAT", "IRCP", "access"},
	[SCR] = {"scr", "Summary Care Record", "OPTIN", "IDSCL", "TREAT", NULL, "disclose"},
	[MIG] = {"mig", "MIG, the local view of the GP record", "OPTIN", "IDSCL", "TREAT", NULL, "disclose"},
	[MIG_VIEW] = {"mig-view", "MIG, this view of the GP record", "OPTOUT", "INFA", "TREAT", "IRCP", "access"},
	[SCR_VIEW] = {"scr-view", "Summary Care Record, this view of it", "OPTOUT", "INFA", "TREAT", "IRCP", "access"},
	[PLANNED] = {"planned", "Planned care", "OPTIN", "IDSCL", "TREAT", NULL, "disclose"},
	[UNPLANNED] = {"unplanned", "Unplanned care", "OPTIN", "IDSCL", "ETREAT", NULL, "disclose"},
	[RESEARCH] = {"research", "Planning and research", "OPTIN", "IDSCL", "HRESCH", NULL, "use"},
	[NATIONAL] = {"national-opt-out", "National Data Opt-out, as the national service showed it", "OPTIN", "IDSCL",
		      "HRESCH", NULL, "use"},
	[STUDY] = {"study", "A named study", "OPTOUT", "IDSCL", "HRESCH", NULL, "use"},
};

static Choice choice_of(const Fact *fact)
{
	static const struct {
		FactKind kind;
		Choice choice;
	} kinds[] = {
		{FACT_CHOICE, VERIFICATION}, {FACT_SCR, SCR}, {FACT_MIG, MIG}, {FACT_NATIONAL_OPT_OUT, NATIONAL},
		{FACT_STUDY_CONSENT, STUDY},
	};
	static const Choice purposes[] = {
		[PURPOSE_PLANNED] = PLANNED,
		[PURPOSE_UNPLANNED] = UNPLANNED,
		[PURPOSE_RESEARCH] = RESEARCH,
	};
	if (fact->kind == FACT_ANSWERED)
		return fact->direction == DIRECTION_OUT ? SHARE_OUT : SHARE_IN;
	if (fact->kind == FACT_VIEW_PERMISSION)
		return fact->view_channel == VIEW_MIG ? MIG_VIEW : SCR_VIEW;
	if (fact->kind == FACT_PURPOSE)
		return purposes[fact->purpose];
	for (size_t i = 0; i < countof(kinds); i++)
		if (fact->kind == kinds[i].kind)
			return kinds[i].choice;
	return CHOICE_NONE;
}

bool fhir_export_is_choice(const Fact *fact)
{
	return choice_of(fact) != CHOICE_NONE;
}

static const char *permits(bool yes)
{
	return yes ? "permit" : "deny";
}

const char *fhir_export_says(const Fact *fact)
{
	switch (choice_of(fact)) {
	case CHOICE_NONE: return NULL;
	case SCR: return permits(fact->scr_status != SCR_DISSENT);
	case MIG: return permits(fact->mig_choice == MIG_SHARE);
	case PLANNED:
	case UNPLANNED:
	case RESEARCH: return permits(fact->purpose_choice == CHOICE_ALLOW);
	case NATIONAL: return permits(fact->national == NATIONAL_NOT_OPTED_OUT);
	case SHARE_OUT:
	case SHARE_IN:
	case VERIFICATION:
	case MIG_VIEW:
	case SCR_VIEW:
	case STUDY: break;
	}
	if (fact->answer != ANSWER_YES && fact->answer != ANSWER_NO) /* A4: it never permits anything */
		return NULL;
	return permits(fact->answer == ANSWER_YES);
}

/* --- Whether it holds --- */

static bool same_question(const Fact *a, const Fact *b)
{
	return choice_of(a) == choice_of(b) && text_is(a->org, b->org) && text_is(a->study, b->study) &&
	       text_is(a->episode, b->episode) && text_is(a->request, b->request);
}

static bool is_latest(const Exporter *exporter, const Fact *fact)
{
	const Fact *latest = NULL;
	for (size_t i = 0; i < exporter->reach.fact_count; i++)
		if (same_question(exporter->reach.facts[i], fact))
			latest = exporter->reach.facts[i];
	return latest && text_is(latest->id, fact->id);
}

static bool answer_stands(const Exporter *exporter, const Fact *fact)
{
	const Episode *episode = agreements_episode(&exporter->reach.agreements, fact->episode);
	const Side *side = episode ? &episode->side[fact->direction] : NULL;
	return side && side->state != STATE_NOT_ASKED &&
	       ((side->set_by && text_is(side->set_by->id, fact->id)) ||
		(side->state == STATE_YES && side->yes && text_is(side->yes->id, fact->id)));
}

static bool verification_stands(const Exporter *exporter, const Fact *fact)
{
	for (size_t i = 0; i < exporter->reach.agreements.episode_count; i++) {
		const Fact *by = exporter->reach.agreements.episodes[i].verified_by;
		if (by && text_is(by->id, fact->id))
			return true;
	}
	return false;
}

static bool permission_holds(const Exporter *exporter, const Fact *fact)
{
	return is_latest(exporter, fact) &&
	       instant_before(exporter->asked->now, instant_add(fact->at, PERMISSION_SECONDS));
}

static const char *status_of(const Exporter *exporter, const Fact *fact)
{
	const Choice choice = choice_of(fact);
	const bool asked_in_vain = !fhir_export_says(fact);
	bool stands;
	if (export_voided(exporter, fact))
		return "entered-in-error";
	if (asked_in_vain || choice == SCR || choice == MIG || choice >= PLANNED)
		stands = is_latest(exporter, fact);
	else if (choice == VERIFICATION)
		stands = verification_stands(exporter, fact);
	else if (choice == SHARE_OUT || choice == SHARE_IN)
		stands = answer_stands(exporter, fact);
	else
		stands = permission_holds(exporter, fact);
	if (!stands)
		return "inactive";
	return asked_in_vain ? "proposed" : "active";
}

/* --- What it says --- */

static json_t *concept(const char *system, const char *code, const char *display)
{
	return json_pack("{s:[o]}", "coding", export_coding(system, code, display));
}

/* From when on, and of a view until when: an encounter, taken as 24 h (P1). */
static json_t *period_of(const Fact *fact, Choice choice)
{
	const Instant start = choice == RESEARCH ? instant_add(fact->at, RESEARCH_LAG_SECONDS) : fact->at;
	const bool view = choice == MIG_VIEW || choice == SCR_VIEW;
	return json_pack("{s:o,s:o*}", "start", export_instant(start), "end",
			 view ? export_instant(instant_add(fact->at, DAY - 1)) : NULL);
}

static json_t *code_of(const Fact *fact, Choice choice)
{
	static const char *const contents[] = {
		[SCR_IMPLIED] = "implied: nobody asked, what the practice says of such patients holds",
		[SCR_CORE] = "core: medicines, allergies, adverse reactions",
		[SCR_ADDITIONAL] = "core and additional information",
		[SCR_DISSENT] = "no Summary Care Record",
	};
	const char *text = choice == SCR ? contents[fact->scr_status] : choice == STUDY ? fact->study : NULL;
	return text && fhir_string_fits(text) ? json_pack("[{s:s}]", "text", text) : NULL;
}

static json_t *provision_of(Exporter *exporter, const Fact *fact, Choice choice)
{
	const char *place = choices[choice].actor ? export_place(exporter, fact) : NULL;
	json_t *actor = NULL;
	if (place)
		actor = json_pack(
			"[{s:o,s:o}]", "role",
			concept(V3 "ParticipationType", choices[choice].actor,
				text_is(choices[choice].actor, "CST") ? "custodian" : "information recipient"),
			"reference", export_place_reference(exporter, place));
	return json_pack("{s:[{s:s,s:o,s:o*,s:[o],s:[o],s:o*}]}", "provision", "type", fhir_export_says(fact), "period",
			 period_of(fact, choice), "actor", actor, "action",
			 concept("http://terminology.hl7.org/CodeSystem/consentaction", choices[choice].action, NULL),
			 "purpose", export_coding(V3 "ActReason", choices[choice].purpose, NULL), "code",
			 code_of(fact, choice));
}

/* Who spoke: the patient, or someone for them, by name where it is known. */
static json_t *performers(const Exporter *exporter, const Fact *fact)
{
	if (!fact->who)
		return NULL;
	if (fact->who == WHO_PATIENT)
		return json_pack("[o]", export_patient_reference(exporter));
	const char *name = fact->name && fhir_string_fits(fact->name) ? fact->name : "Somebody";
	return json_pack("[{s:s,s:o}]", "type", "RelatedPerson", "display",
			 json_sprintf("%s (%s)", name, words_text(&who_words, fact->who)));
}

static void add_where(Exporter *exporter, const Fact *fact, json_t *consent)
{
	const char *place = export_place(exporter, fact);
	const char *keeper = place ? place : export_home(exporter, fact);
	json_t *spoke = performers(exporter, fact);
	if (spoke)
		json_object_set_new(consent, "performer", spoke);
	if (keeper)
		json_object_set_new(consent, "organization",
				    json_pack("[o]", export_place_reference(exporter, keeper)));
}

json_t *export_consent(Exporter *exporter, const Fact *fact)
{
	const Choice choice = choice_of(fact);
	if (choice == CHOICE_NONE)
		return NULL;
	Line line = line_of_fact(fact);
	if (exporter->restricted)
		line.fact.note = NULL;
	json_t *consent = json_pack(
		"{s:s,s:o,s:[{s:s,s:s}],s:s,s:o,s:[o,o],s:o,s:o}", "resourceType", "Consent", "extension",
		export_line(exporter, &line), "identifier", "system", FHIR_OWN "fact", "value", fact->id, "status",
		status_of(exporter, fact), "scope",
		concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy", "Privacy Consent"),
		"category", concept(V3 "ActCode", choices[choice].category, NULL),
		concept(FHIR_CHOICE, choices[choice].code, choices[choice].display), "patient",
		export_patient_reference(exporter), "dateTime", export_instant(fact->at));
	add_where(exporter, fact, consent);
	json_object_set_new(consent, "policyRule", concept(V3 "ActCode", choices[choice].base, NULL));
	if (fhir_export_says(fact))
		json_object_set_new(consent, "provision", provision_of(exporter, fact, choice));
	return consent;
}
