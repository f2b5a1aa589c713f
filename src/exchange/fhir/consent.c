/* What one Consent of others says: an answer only where nothing about it is in doubt. All of them are entries of
 * history besides (kind.c).
 *
 * The desk's question is asked of one patient, for one episode of care, in one direction. No profile of Consent
 * names direction or episode; so an answer is taken only where the category says Share Out or Share In in this
 * desk's own words (docs/fhir.md), and a yes only where the patient has exactly one open episode at the one
 * organisation named; a no is for each. R4's own examples leave `type` out or give it to the root, where it means
 * nothing (DOMAIN §7.1): a missing type is never a permit. */
#include "exchange/fhir/consent.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/shape.h"
#include "model/rules/reach.h"

typedef struct Doubtful { /* a Consent while it is looked at */
	FhirReader *reader;
	const json_t *resource, *provision;
	FhirConsent *said;
} Doubtful;

/* Each answers NULL, or why the Consent is in doubt; in the order in which they need each other. */

static const char *doubt_shape(Doubtful *consent)
{
	return fhir_shape_fault(consent->reader->arena, "Consent", consent->resource);
}

static const char *doubt_status(Doubtful *consent)
{
	return consent->said->taken_back || text_is(fhir_text(consent->resource, "status"), "active")
		       ? NULL
		       : "its status is not \"active\"";
}

static bool in_category(const json_t *resource, const char *code)
{
	return fhir_coded(fhir_list(resource, "category"), FHIR_CHOICE, code);
}

static const char *doubt_direction(Doubtful *consent)
{
	const bool out = in_category(consent->resource, "share-out"), in = in_category(consent->resource, "share-in");
	if (out == in)
		return "it does not say whether it is about Share Out or Share In";
	consent->said->direction = consent->said->fact.direction = out ? DIRECTION_OUT : DIRECTION_IN;
	return fhir_count(fhir_list(consent->resource, "category")) == 1 ? NULL : "it has more than one category";
}

static const char *doubt_policy(Doubtful *consent)
{
	return fhir_at(consent->resource, "policyRule") ? NULL : "its policyRule is missing";
}

static const char *doubt_type(Doubtful *consent)
{
	const json_t *root = fhir_at(consent->resource, "provision"), *nested = fhir_list(root, "provision");
	consent->provision = fhir_item(nested, 0);
	const char *type = fhir_text(consent->provision, "type");
	if (fhir_count(nested) != 1)
		return "it has not exactly one nested provision";
	if (!text_is(type, "permit") && !text_is(type, "deny"))
		return "its provision says neither permit nor deny";
	consent->said->fact.answer = text_is(type, "permit") ? ANSWER_YES : ANSWER_NO;
	return NULL;
}

/* An action that the question does not ask for may be there beside the one that it does. */
static bool acts(const json_t *provision, Direction direction)
{
	const json_t *actions = fhir_list(provision, "action");
	return !actions || fhir_coded(actions, NULL, direction == DIRECTION_OUT ? "disclose" : "access");
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

static const char *doubt_limits(Doubtful *consent)
{
	const json_t *places[] = {consent->provision, fhir_at(consent->resource, "provision")};
	for (size_t p = 0; p < countof(places); p++) {
		if (!acts(places[p], consent->said->direction))
			return "its action is not what the question asks for";
		if (!holds_now(consent->reader, places[p]))
			return "it does not hold today";
	}
	return NULL;
}

/* Where one thing is named by reference and by identifier, both must lead to the same. */
static bool names_one(const FhirReader *reader, const json_t *from, const json_t *reference, const char *type)
{
	const char *literal = fhir_text(reference, "reference"), *said = fhir_text(reference, "type");
	if (said && !text_is(said, type))
		return false;
	if (!literal || !fhir_at(reference, "identifier"))
		return true;
	json_t *other = json_copy((json_t *)(uintptr_t)reference); /* jansson counts its holders */
	json_object_del(other, "reference");
	const json_t *by_literal = fhir_resolve(&reader->bundle, from, reference, type);
	const json_t *by_identifier = fhir_resolve(&reader->bundle, from, other, type);
	const bool one = by_literal && by_identifier ? json_equal(by_literal, by_identifier)
						     : !by_literal && !by_identifier && !strchr(literal, '?');
	json_decref(other);
	return one;
}

static const char *doubt_place(Doubtful *consent)
{
	const FhirReader *reader = consent->reader;
	const json_t *actors = fhir_list(consent->provision, "actor");
	const json_t *reference = fhir_at(fhir_item(actors, 0), "reference");
	const Organisation *organisation = NULL;
	if (fhir_count(actors) == 1 && names_one(reader, consent->resource, reference, "Organization") &&
	    fhir_names_type(&reader->bundle, consent->resource, reference, "Organization"))
		organisation = fhir_organisation_of(consent->reader, consent->resource, reference, "Organization");
	if (organisation)
		consent->said->place = arena_text(reader->arena, organisation->code);
	return organisation ? NULL : "it does not name exactly one organisation";
}

static FhirPatient *patient_named(FhirReader *reader, const json_t *from, const json_t *reference)
{
	return names_one(reader, from, reference, "Patient") ? fhir_patient_named(reader, from, reference) : NULL;
}

static const char *doubt_patient(Doubtful *consent)
{
	FhirReader *reader = consent->reader;
	const json_t *resource = consent->resource;
	if (!fhir_element_fault(reader->arena, "Consent", "patient", resource))
		consent->said->patient = patient_named(reader, resource, fhir_at(resource, "patient"));
	return consent->said->patient ? NULL : "it does not say whose it is";
}

static const char *doubt_speaker(Doubtful *consent)
{
	const json_t *performers = fhir_list(consent->resource, "performer");
	consent->said->fact.who = WHO_PATIENT;
	return fhir_count(performers) == 1 && consent->said->patient &&
			       patient_named(consent->reader, consent->resource, fhir_item(performers, 0)) ==
				       consent->said->patient
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
	if (!fhir_element_fault(consent->reader->arena, "Consent", "dateTime", consent->resource) &&
	    fhir_span(consent->resource, "dateTime", consent->reader->options.zone, &span))
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

static bool answers_it(const Fact *known, const Fact *answer)
{
	return known->kind == FACT_ANSWERED && known->direction == answer->direction &&
	       text_is(known->episode, answer->episode);
}

bool fhir_same_answer(const Fact *a, const Fact *b)
{
	return answers_it(a, b) && a->answer == b->answer && instant_order(a->at, b->at) == 0;
}

#define NO_EPISODE "the patient has not exactly one open episode at that organisation"

/* Of two answers of one moment a refusal stands. */
static bool is_outdated(const Fact *answer, const Fact *known)
{
	const int order = instant_order(known->at, answer->at);
	return answers_it(known, answer) && (order > 0 || (order == 0 && answer->answer == ANSWER_YES));
}

/* Why it is no answer for this episode. What the same file opens does not count, so that the file says the same
 * whenever it is read. */
static const char *doubt_episode(const FhirPatient *patient, const Episode *episode, const Fact *answer)
{
	if (answer->answer == ANSWER_YES && in_this_file(patient, episode->id))
		return NO_EPISODE;
	if (instant_before(answer->at, episode_present_since(episode)->at))
		return "it is older than the episode that is open there";
	if (episode->stopped)
		return "the agreement there was ended or is disputed";
	for (size_t i = 0; i < patient->known.count; i++)
		if (is_outdated(answer, &patient->known.items[i]))
			return "the desk has a later answer";
	return NULL;
}

static bool answered_already(const FhirPatient *patient, const Fact *answer)
{
	for (size_t i = 0; i < patient->known.count; i++)
		if (fhir_same_answer(&patient->known.items[i], answer))
			return true;
	return false;
}

/* The episodes that the desk knew to be open there; into `arena`. */
static size_t open_there(const Doubtful *consent, const Episode ***ret_episodes)
{
	static const Zone utc = {0};
	const FhirReader *reader = consent->reader;
	const FhirPatient *patient = consent->said->patient;
	const World world = {
		.person = &patient->person,
		.facts = patient->known,
		.zone = reader->options.zone ? reader->options.zone : &utc,
		.directory = {no_organisation, NULL},
	};
	Reach reach;
	size_t count = 0;
	reach_fold(&world, reader->options.now, INSTANT_MAX, reader->arena, &reach);
	*ret_episodes = arena_array(reader->arena, reach.agreements.episode_count + 1, sizeof **ret_episodes);
	for (size_t i = 0; i < reach.agreements.episode_count; i++) {
		const Episode *episode = &reach.agreements.episodes[i];
		if (episode->open && text_is(episode->org, consent->said->place))
			(*ret_episodes)[count++] = episode;
	}
	return count;
}

static int by_text(const void *a, const void *b)
{
	return text_order(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_here(const FhirLines *lines, const char *episode)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->items[i].fact.kind == FACT_DISCHARGED && text_is(lines->items[i].fact.episode, episode))
			return true;
	return false;
}

static bool among_open(const Episode *const *open, size_t count, const char *episode)
{
	for (size_t i = 0; i < count; i++)
		if (text_is(open[i]->id, episode))
			return true;
	return false;
}

/* What the same file opens there: a refusal is for that too, or it would be lost. */
static void refuse_opened_here(Doubtful *consent, const FhirLines *lines, const Episode *const *open, size_t count)
{
	FhirConsent *said = consent->said;
	for (size_t i = 0; i < lines->count; i++) {
		const Fact *fact = &lines->items[i].fact;
		if (text_is(fact->org, said->place) && opens(fact, fact->episode) &&
		    !instant_before(said->fact.at, fact->at) && !ends_here(lines, fact->episode) &&
		    !among_open(open, count, fact->episode))
			said->episodes[said->episode_count++] = fact->episode;
	}
}

/* A yes is for the one open episode there; a no for each. */
static const char *doubt_episodes(Doubtful *consent)
{
	FhirConsent *said = consent->said;
	const FhirLines *registrations = &said->patient->registrations, *facts = &said->patient->facts;
	Fact answer = said->fact;
	const Episode **open;
	const char *first = NO_EPISODE;
	const size_t count = open_there(consent, &open);
	said->episodes = arena_array(consent->reader->arena, count + registrations->count + facts->count + 1,
				     sizeof *said->episodes);
	if (count > 1 && answer.answer == ANSWER_YES)
		return NO_EPISODE;
	for (size_t i = 0; i < count; i++) {
		answer.episode = open[i]->id;
		const bool known = answered_already(said->patient, &answer);
		const char *why = known ? NULL : doubt_episode(said->patient, open[i], &answer);
		said->known = said->known || known;
		first = why ? why : first;
		if (!why && !known)
			said->episodes[said->episode_count++] = arena_text(consent->reader->arena, answer.episode);
	}
	if (answer.answer == ANSWER_NO) {
		refuse_opened_here(consent, registrations, open, count);
		refuse_opened_here(consent, facts, open, count);
	}
	if (said->episode_count) /* their facts are numbered: in whatever order the file tells of them */
		qsort(said->episodes, said->episode_count, sizeof *said->episodes, by_text);
	return said->known || said->episode_count ? NULL : first;
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
	const FactList *known = &consent->said->patient->known;
	for (size_t i = 0; i < known->count; i++)
		if (text_is(known->items[i].id, consent->said->fact.id))
			return true;
	return false;
}

/* All are asked, though the first doubt is the one that is told: what can be told of the question is gathered on the
 * way. What is not understood may have changed the question. */
static const char *doubt_of(Doubtful *consent)
{
	static const char *(*const doubts[])(Doubtful *) = {
		doubt_status, doubt_direction, doubt_policy,  doubt_type,   doubt_limits,
		doubt_place,  doubt_patient,   doubt_speaker, doubt_moment,
	};
	const char *shape = doubt_shape(consent), *first = shape;
	for (size_t i = 0; i < countof(doubts); i++) {
		const char *why = doubts[i](consent);
		first = first ? first : why;
	}
	if (shape) {
		consent->said->place = NULL;
		consent->said->direction = 0;
		consent->said->taken_back = false;
	}
	return first;
}

/* What only the ledger can say, of an answer that is in no doubt by itself. */
static const char *doubt_here(Doubtful *consent)
{
	consent->said->known = told_already(consent);
	return consent->said->known ? NULL : doubt_episodes(consent);
}

/* What was entered in error says nothing, and asks nothing but where the desk has taken it for an answer. */
static const char *doubt_taken_back(const Doubtful *consent)
{
	return told_already(consent) ? "it was entered in error, and the desk has its answer" : NULL;
}

void fhir_consent_read(FhirReader *reader, const json_t *resource, const char *id, FhirConsent *ret_consent)
{
	Doubtful consent = {.reader = reader, .resource = resource, .said = ret_consent};
	*ret_consent = (FhirConsent){
		.id = arena_text(reader->arena, id),
		.taken_back = text_is(fhir_text(resource, "status"), "entered-in-error"),
		.latest = INSTANT_MAX,
		.fact = FACT_NONE,
	};
	ret_consent->why = doubt_of(&consent);
	if (!ret_consent->patient)
		return;
	Fact *fact = &ret_consent->fact;
	fact->kind = FACT_ANSWERED;
	fact->patient = ret_consent->patient->person.nhs;
	fact->id = fact_id(&consent);
	fact->note = arena_print(reader->arena, "FHIR Consent %s", id);
	if (ret_consent->taken_back)
		ret_consent->why = doubt_taken_back(&consent);
	else if (!ret_consent->why)
		ret_consent->why = doubt_here(&consent);
}
