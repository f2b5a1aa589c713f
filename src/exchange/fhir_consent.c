/* Consents of others: an answer only where nothing about it is in doubt, else a line in the report, "ask again".
 * All of them are entries of history besides (fhir_kind.c).
 *
 * The desk's question is asked of one patient, for one episode of care, in one direction. No profile of Consent
 * names direction or episode; so an answer is taken only where the category says Share Out or Share In in this
 * desk's own words (docs/fhir.md), and where the patient has exactly one open episode at the one organisation
 * named. R4's own examples leave `type` out or give it to the root, where it means nothing (DOMAIN §7.1): a
 * missing type is never a permit. */
#include <inttypes.h>

#include "base/text.h"
#include "exchange/fhir_export.h"
#include "exchange/fhir_inside.h"
#include "exchange/fhir_kind.h"
#include "model/rules/reach.h"

typedef struct Doubtful { /* what a Consent says, gathered while it is looked at */
	FhirReader *reader;
	FhirPatient *patient;
	const json_t *resource, *provision;
	const char *id;
	Fact fact;
} Doubtful;

/* Each answers NULL, or why the Consent is in doubt; in the order in which they need each other. */

static const char *doubt_status(Doubtful *consent)
{
	return text_is(fhir_text(consent->resource, "status"), "active") ? NULL : "its status is not \"active\"";
}

static const char *doubt_scope(Doubtful *consent)
{
	const json_t *scope = fhir_at(consent->resource, "scope");
	return fhir_coded(scope, "http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy")
		       ? NULL
		       : "its scope is not \"patient-privacy\"";
}

static bool in_category(const json_t *resource, const char *code)
{
	return fhir_coded(fhir_list(resource, "category"), FHIR_CHOICE, code);
}

static const char *doubt_direction(Doubtful *consent)
{
	const bool out = in_category(consent->resource, "share-out"), in = in_category(consent->resource, "share-in");
	consent->fact.direction = out ? DIRECTION_OUT : DIRECTION_IN;
	return out != in ? NULL : "it does not say whether it is about Share Out or Share In";
}

static const char *doubt_policy(Doubtful *consent)
{
	const json_t *rule = fhir_at(consent->resource, "policyRule");
	const bool in = fhir_coded(rule, NULL, "OPTIN"), out = fhir_coded(rule, NULL, "OPTOUT");
	return in != out ? NULL : "its policyRule is neither OPTIN nor OPTOUT";
}

static const char *doubt_type(Doubtful *consent)
{
	const json_t *root = fhir_at(consent->resource, "provision"), *nested = fhir_list(root, "provision");
	consent->provision = fhir_item(nested, 0);
	const char *type = fhir_text(consent->provision, "type");
	if (fhir_at(root, "type"))
		return "its root provision has a type, which R4 does not permit";
	if (fhir_count(nested) != 1)
		return "it has not exactly one nested provision";
	if (!text_is(type, "permit") && !text_is(type, "deny"))
		return "its provision says neither permit nor deny";
	consent->fact.answer = text_is(type, "permit") ? ANSWER_YES : ANSWER_NO;
	return NULL;
}

static bool all_among(const json_t *codings, const char *one, const char *other)
{
	for (size_t i = 0; i < fhir_count(codings); i++) {
		const char *code = fhir_text(fhir_item(codings, i), "code");
		if (!text_is(code, one) && !text_is(code, other))
			return false;
	}
	return true;
}

static bool all_coded(const json_t *concepts, const char *one, const char *other)
{
	for (size_t i = 0; i < fhir_count(concepts); i++) {
		const json_t *codings = fhir_list(fhir_item(concepts, i), "coding");
		if (!codings || !all_among(codings, one, other))
			return false;
	}
	return true;
}

/* Both ends as far as they are given, and at both (FHIR R4, Period): a day counts to its end, and one that cannot be
 * read never holds. */
static bool holds_now(const FhirReader *reader, const json_t *provision)
{
	FhirSpan start, end;
	const Instant now = reader->options.now;
	const Zone *zone = reader->options.zone;
	if (fhir_at(provision, "period.start") &&
	    (!fhir_span(provision, "period.start", zone, &start) || instant_before(now, start.first)))
		return false;
	return !fhir_at(provision, "period.end") ||
	       (fhir_span(provision, "period.end", zone, &end) && !instant_before(end.last, now));
}

/* A provision for some data, people or purposes is no answer to a question about the whole record. */
static const char *doubt_limits(Doubtful *consent)
{
	static const char *const limits[] = {
		"class", "code", "data", "dataPeriod", "securityLabel", "provision", "modifierExtension",
	};
	const json_t *places[] = {consent->provision, fhir_at(consent->resource, "provision")};
	for (size_t i = 0; i < countof(limits); i++)
		if (fhir_at(consent->provision, limits[i]) ||
		    (!text_is(limits[i], "provision") && fhir_at(places[1], limits[i])))
			return "it is limited to a part of the record";
	for (size_t p = 0; p < countof(places); p++) {
		if (!all_among(fhir_list(places[p], "purpose"), "TREAT", "TREAT") ||
		    !all_coded(fhir_list(places[p], "action"), "access", "disclose"))
			return "it is limited to some purposes or actions";
		if (!holds_now(consent->reader, places[p]))
			return "it does not hold today";
	}
	return fhir_at(consent->resource, "modifierExtension") ? "it is changed by an extension the desk does not know"
							       : NULL;
}

static const char *doubt_place(Doubtful *consent)
{
	const json_t *actors = fhir_list(consent->provision, "actor");
	const json_t *reference = fhir_at(fhir_item(actors, 0), "reference");
	const Organisation *organisation = NULL;
	if (fhir_count(actors) == 1 && !fhir_at(consent->resource, "provision.actor") &&
	    fhir_names_type(&consent->reader->bundle, consent->resource, reference, "Organization"))
		organisation = fhir_organisation_of(consent->reader, consent->resource, reference, "Organization");
	consent->fact.org = organisation ? organisation->code : NULL;
	return organisation ? NULL : "it does not name exactly one organisation";
}

static const char *doubt_speaker(Doubtful *consent)
{
	const json_t *performers = fhir_list(consent->resource, "performer");
	const json_t *who =
		fhir_resolve(&consent->reader->bundle, consent->resource, fhir_item(performers, 0), "Patient");
	consent->fact.who = WHO_PATIENT;
	return fhir_count(performers) == 1 && who && json_equal(who, consent->patient->resource)
		       ? NULL
		       : "it does not say that the patient gave it";
}

static const char *doubt_moment(Doubtful *consent)
{
	const char *text = fhir_text(consent->resource, "dateTime");
	if (!text || !instant_parse(text, &consent->fact.at))
		return "it does not say at which moment it was given";
	return instant_before(consent->reader->options.now, consent->fact.at) ? "it is dated in the future" : NULL;
}

static bool in_this_file(const FhirPatient *patient, const char *episode)
{
	const FhirLines *lists[] = {&patient->registrations, &patient->facts};
	for (size_t l = 0; l < countof(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++)
			if (text_is(lists[l]->items[i].fact.episode, episode))
				return true;
	return false;
}

static const Organisation *no_organisation(void *self, const char *code)
{
	return NULL;
}

/* The one open episode there that the desk itself knew of: what the same file opens does not count, so that the
 * file says the same whenever it is read. */
static const char *doubt_episode(Doubtful *consent)
{
	static const Zone utc = {0};
	FhirPatient *patient = consent->patient;
	const Zone *zone = consent->reader->options.zone;
	const World world = {
		.person = &patient->person,
		.facts = patient->known,
		.zone = zone ? zone : &utc,
		.directory = {no_organisation, NULL},
	};
	const Instant now = consent->reader->options.now;
	Reach reach;
	const Episode *one = NULL;
	size_t open = 0;
	reach_fold(&world, now, INSTANT_MAX, consent->reader->arena, &reach);
	for (size_t i = 0; i < reach.agreements.episode_count; i++) {
		const Episode *episode = &reach.agreements.episodes[i];
		if (!episode->open || !text_is(episode->org, consent->fact.org))
			continue;
		one = episode;
		open++;
	}
	if (open != 1 || in_this_file(patient, one->id))
		return "the patient has not exactly one open episode at that organisation";
	consent->fact.episode = one->id;
	if (instant_before(consent->fact.at, episode_present_since(one)->at))
		return "it is older than the episode that is open there";
	return one->stopped ? "the agreement there was ended or is disputed" : NULL;
}

static const char *doubt_later(Doubtful *consent)
{
	for (size_t i = 0; i < consent->patient->known.count; i++) {
		const Fact *fact = &consent->patient->known.items[i];
		if (fact->kind == FACT_ANSWERED && fact->direction == consent->fact.direction &&
		    text_is(fact->episode, consent->fact.episode) && !instant_before(fact->at, consent->fact.at))
			return "the desk has a later answer";
	}
	return NULL;
}

static const char *doubt_of(Doubtful *consent)
{
	static const char *(*const doubts[])(Doubtful *) = {
		doubt_status, doubt_scope,   doubt_direction, doubt_policy,  doubt_type,  doubt_limits,
		doubt_place,  doubt_speaker, doubt_moment,    doubt_episode, doubt_later,
	};
	for (size_t i = 0; i < countof(doubts); i++) {
		const char *why = doubts[i](consent);
		if (why)
			return why;
	}
	return NULL;
}

/* Whatever the Consent says belongs to the name: a changed one is another. */
static const char *fact_id(const Doubtful *consent)
{
	Arena *arena = consent->reader->arena;
	const json_t *resource = consent->resource;
	const uint64_t hash =
		NAME_HASH(consent->patient->person.nhs, consent->id, fhir_text(resource, "identifier.system"),
			  fhir_text(resource, "identifier.value"), fhir_text(resource, "dateTime"),
			  fhir_text(resource, "provision.provision.type"));
	return arena_print(arena, "consent-%016" PRIx64, hash);
}

static bool known_already(const FhirPatient *patient, const char *id)
{
	for (size_t i = 0; i < patient->known.count; i++)
		if (text_is(patient->known.items[i].id, id))
			return true;
	return false;
}

static bool read_consent(FhirReader *reader, const json_t *resource, const char *id, Error *err)
{
	Doubtful consent = {.reader = reader, .resource = resource, .id = id, .fact = FACT_NONE};
	if (!fhir_patient_of(reader, resource, id, &consent.patient, err))
		return false;
	const char *name = consent.patient ? fact_id(&consent) : NULL;
	if (name && known_already(consent.patient, name))
		return true;
	const char *why = consent.patient ? doubt_of(&consent) : "it names no patient";
	if (why) {
		reader->summary.consents_in_doubt++;
		fhir_note(reader, FHIR_NOTE_DOUBT, "Consent", id, why);
		return true;
	}
	consent.fact.kind = FACT_ANSWERED;
	consent.fact.id = name;
	consent.fact.patient = consent.patient->person.nhs;
	consent.fact.org = NULL;
	consent.fact.note = arena_print(reader->arena, "FHIR Consent %s", id);
	fhir_add_fact(reader, consent.patient, &consent.patient->facts, &consent.fact);
	reader->summary.consents_taken++;
	return true;
}

bool fhir_consents_read(FhirReader *reader, Error *err)
{
	for (size_t i = 0; i < fhir_bundle_count(&reader->bundle); i++) {
		if (!text_is(fhir_bundle_type(&reader->bundle, i), "Consent"))
			continue;
		const json_t *resource = fhir_bundle_resource(&reader->bundle, i);
		if (!fhir_in_error(resource) &&
		    !read_consent(reader, resource, fhir_bundle_id(&reader->bundle, i, reader->arena), err))
			return false;
		fhir_bundle_release(&reader->bundle);
	}
	return true;
}
