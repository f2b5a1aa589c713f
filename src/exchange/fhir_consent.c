/* What one Consent of others says: an answer only where nothing about it is in doubt. All of them are entries of
 * history besides (fhir_kind.c).
 *
 * The desk's question is asked of one patient, for one episode of care, in one direction. No profile of Consent
 * names direction or episode; so an answer is taken only where the category says Share Out or Share In in this
 * desk's own words (docs/fhir.md), and where the patient has exactly one open episode at the one organisation
 * named. R4's own examples leave `type` out or give it to the root, where it means nothing (DOMAIN §7.1): a
 * missing type is never a permit. */
#include "exchange/fhir_consent.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/text.h"
#include "exchange/fhir_export.h"
#include "model/rules/reach.h"

typedef struct Doubtful { /* a Consent while it is looked at */
	FhirReader *reader;
	FhirPatient *patient;
	const json_t *resource, *provision;
	FhirConsent *said;
} Doubtful;

/* Each answers NULL, or why the Consent is in doubt; in the order in which they need each other. */

static const char *doubt_status(Doubtful *consent)
{
	return consent->said->taken_back || text_is(fhir_text(consent->resource, "status"), "active")
		       ? NULL
		       : "its status is not \"active\"";
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
	if (out != in)
		consent->said->direction = consent->said->fact.direction = out ? DIRECTION_OUT : DIRECTION_IN;
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
	consent->said->fact.answer = text_is(type, "permit") ? ANSWER_YES : ANSWER_NO;
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
	if (organisation)
		consent->said->place = arena_text(consent->reader->arena, organisation->code);
	return organisation ? NULL : "it does not name exactly one organisation";
}

static const char *doubt_speaker(Doubtful *consent)
{
	const json_t *performers = fhir_list(consent->resource, "performer");
	const json_t *who =
		fhir_resolve(&consent->reader->bundle, consent->resource, fhir_item(performers, 0), "Patient");
	consent->said->fact.who = WHO_PATIENT;
	return fhir_count(performers) == 1 && who && json_equal(who, consent->patient->resource)
		       ? NULL
		       : "it does not say that the patient gave it";
}

/* One that gives a day alone may have been given as late as its end; one that gives none, at any time. */
static const char *doubt_moment(Doubtful *consent)
{
	FhirConsent *said = consent->said;
	FhirSpan span;
	const char *text = fhir_text(consent->resource, "dateTime");
	said->latest = INSTANT_MAX;
	if (fhir_span(consent->resource, "dateTime", consent->reader->options.zone, &span))
		said->latest = span.last;
	if (!text || !instant_parse(text, &said->fact.at))
		return "it does not say at which moment it was given";
	return instant_before(consent->reader->options.now, said->fact.at) ? "it is dated in the future" : NULL;
}

static bool opens(const Fact *fact, const char *episode)
{
	return (fact->kind == FACT_REGISTERED || fact->kind == FACT_REFERRED) && text_is(fact->episode, episode);
}

static bool in_this_file(const FhirPatient *patient, const char *episode)
{
	const FhirLines *lists[] = {&patient->registrations, &patient->facts};
	for (size_t l = 0; l < countof(lists); l++)
		for (size_t i = 0; i < lists[l]->count; i++)
			if (opens(&lists[l]->items[i].fact, episode))
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
		if (!episode->open || !text_is(episode->org, consent->said->place))
			continue;
		one = episode;
		open++;
	}
	if (open != 1 || in_this_file(patient, one->id))
		return "the patient has not exactly one open episode at that organisation";
	consent->said->fact.episode = one->id;
	if (instant_before(consent->said->fact.at, episode_present_since(one)->at))
		return "it is older than the episode that is open there";
	return one->stopped ? "the agreement there was ended or is disputed" : NULL;
}

static bool answers_it(const Fact *known, const Fact *answer)
{
	return known->kind == FACT_ANSWERED && known->direction == answer->direction &&
	       text_is(known->episode, answer->episode);
}

/* Of two answers of one moment a refusal stands. */
static const char *doubt_later(Doubtful *consent)
{
	const Fact *answer = &consent->said->fact;
	const FactList *known = &consent->patient->known;
	for (size_t i = 0; i < known->count; i++) {
		const Fact *fact = &known->items[i];
		const int order = instant_order(fact->at, answer->at);
		if (answers_it(fact, answer) && (order > 0 || (order == 0 && answer->answer == ANSWER_YES)))
			return "the desk has a later answer";
	}
	return NULL;
}

bool fhir_same_answer(const Fact *a, const Fact *b)
{
	return answers_it(a, b) && a->answer == b->answer && instant_order(a->at, b->at) == 0;
}

static bool answered_already(const Doubtful *consent)
{
	const FactList *known = &consent->patient->known;
	for (size_t i = 0; i < known->count; i++)
		if (fhir_same_answer(&known->items[i], &consent->said->fact))
			return true;
	return false;
}

/* Whatever the Consent says belongs to the name: a changed one is another. */
static const char *fact_id(const Doubtful *consent)
{
	const FhirConsent *said = consent->said;
	const json_t *resource = consent->resource;
	const uint64_t hash = NAME_HASH(said->fact.patient, said->id, fhir_text(resource, "identifier.system"),
					fhir_text(resource, "identifier.value"), fhir_text(resource, "dateTime"),
					fhir_text(resource, "provision.provision.type"), said->place,
					said->direction ? words_text(&direction_words, said->direction) : NULL);
	return arena_print(consent->reader->arena, "consent-%016" PRIx64, hash);
}

static bool told_already(const Doubtful *consent)
{
	const FactList *known = &consent->patient->known;
	for (size_t i = 0; i < known->count; i++)
		if (text_is(known->items[i].id, consent->said->fact.id))
			return true;
	return false;
}

/* All are asked, though the first doubt is the one that is told: what can be told of the question is gathered on the
 * way. */
static const char *doubt_of(Doubtful *consent)
{
	static const char *(*const doubts[])(Doubtful *) = {
		doubt_status, doubt_scope, doubt_direction, doubt_policy, doubt_type,
		doubt_limits, doubt_place, doubt_speaker,   doubt_moment,
	};
	const char *first = NULL;
	for (size_t i = 0; i < countof(doubts); i++) {
		const char *why = doubts[i](consent);
		first = first ? first : why;
	}
	return first;
}

/* What only the ledger can say, of an answer that is in no doubt by itself. */
static const char *doubt_here(Doubtful *consent)
{
	FhirConsent *said = consent->said;
	said->known = told_already(consent);
	const char *why = said->known ? NULL : doubt_episode(consent);
	if (why || said->known)
		return why;
	said->known = answered_already(consent);
	return said->known ? NULL : doubt_later(consent);
}

/* What was entered in error says nothing, and asks nothing but where the desk has taken it for an answer. */
static const char *doubt_taken_back(const Doubtful *consent)
{
	return told_already(consent) ? "it was entered in error, and the desk has its answer" : NULL;
}

static uint64_t content_of(const json_t *resource)
{
	char *text = json_dumps(resource, JSON_COMPACT | JSON_SORT_KEYS);
	const uint64_t content = NAME_HASH(text);
	free(text);
	return content;
}

bool fhir_consent_read(FhirReader *reader, const json_t *resource, const char *id, FhirConsent *ret_consent, Error *err)
{
	Doubtful consent = {.reader = reader, .resource = resource, .said = ret_consent};
	*ret_consent = (FhirConsent){
		.id = arena_text(reader->arena, id),
		.content = content_of(resource),
		.taken_back = text_is(fhir_text(resource, "status"), "entered-in-error"),
		.latest = INSTANT_MAX,
		.fact = FACT_NONE,
	};
	if (!fhir_patient_of(reader, resource, id, &consent.patient, err))
		return false;
	ret_consent->patient = consent.patient;
	if (!consent.patient) {
		ret_consent->why = ret_consent->taken_back ? NULL : "it names no patient";
		return true;
	}
	Fact *fact = &ret_consent->fact;
	fact->kind = FACT_ANSWERED;
	fact->patient = consent.patient->person.nhs;
	fact->note = arena_print(reader->arena, "FHIR Consent %s", id);
	ret_consent->why = doubt_of(&consent);
	fact->id = fact_id(&consent);
	if (ret_consent->taken_back)
		ret_consent->why = doubt_taken_back(&consent);
	else if (!ret_consent->why)
		ret_consent->why = doubt_here(&consent);
	return true;
}
