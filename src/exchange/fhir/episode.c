/* Registrations and referrals: the episodes that a record tells of. */
#include <inttypes.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"

enum { RECENT_DAYS = 90, DAY = 86400 };

/* Sets the episode and the fact's id. `name` tells apart what the patient and the organisation do not. */
static void name_episode(const FhirReader *reader, Fact *fact, const char *name)
{
	fact->episode = episode_name(reader->arena, fact, name);
	fact->id = arena_print(reader->arena, "fact-%s", fact->episode);
}

static void add_discharge(FhirReader *reader, FhirPatient *patient, FhirLines *lines, const Fact *opened, Instant at)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_DISCHARGED;
	fact.patient = opened->patient;
	fact.episode = opened->episode;
	fact.id = arena_print(reader->arena, "discharge-%s", opened->episode);
	fact.at = at;
	fhir_add_fact(reader, patient, lines, &fact);
}

/* --- Referrals --- */

static const Organisation *first_of_type(FhirReader *reader, const json_t *resource, const char *path,
					 bool organisations)
{
	const json_t *recipients = fhir_list(resource, path);
	const Organisation *org = NULL;
	for (size_t i = 0; !org && i < fhir_count(recipients); i++) {
		const json_t *recipient = fhir_item(recipients, i);
		if (fhir_names_type(&reader->bundle, resource, recipient, "Organization") == organisations)
			org = fhir_organisation_of(reader, resource, recipient, "Practitioner");
	}
	return org;
}

/* An organisation that is named goes before the employer of a clinician who is. */
static const Organisation *referred_to(FhirReader *reader, const json_t *resource)
{
	static const char *const paths[] = {"recipient", "performer"};
	const Organisation *org = NULL;
	for (size_t i = 0; !org && i < countof(paths); i++)
		org = first_of_type(reader, resource, paths[i], true);
	for (size_t i = 0; !org && i < countof(paths); i++)
		org = first_of_type(reader, resource, paths[i], false);
	return org;
}

static bool is_recent(const FhirReader *reader, FhirSpan authored)
{
	const Instant now = reader->options.now;
	return !instant_before(now, authored.first) &&
	       instant_before(instant_add(now, -(int64_t)RECENT_DAYS * DAY), authored.last);
}

/* A proposal or a plan to refer has referred nobody yet. */
static bool is_active(const json_t *resource)
{
	const char *intent = fhir_text(resource, "intent");
	return text_is(fhir_text(resource, "status"), "active") && !text_is(intent, "proposal") &&
	       !text_is(intent, "plan") && !text_is(intent, "option");
}

static Fact referred(const FhirReader *reader, const Entry *entry, const Organisation *to, Instant at, bool private)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.patient = entry->patient;
	fact.org = to->code;
	fact.service = private ? NULL : entry->text;
	fact.at = at;
	name_episode(reader, &fact, entry->id);
	return fact;
}

static const Fact *known_opening(const FhirPatient *patient, const Fact *opening)
{
	for (size_t i = 0; i < patient->known.count; i++)
		if (text_is(patient->known.items[i].id, opening->id))
			return &patient->known.items[i];
	return NULL;
}

static void end_known(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Fact *opening, Instant at)
{
	const Fact *known = known_opening(patient, opening);
	if (!known)
		return;
	add_discharge(reader, patient, &patient->facts, known, instant_later(at, known->at));
	fhir_note(reader, FHIR_NOTE_CORRECTED, fhir_type(resource), fhir_text(resource, "id"),
		  "the care that it opened has ended at its source");
}

/* When the source last changed it, as far as it says; now, where it does not. */
static Instant changed_at(const FhirReader *reader, const json_t *resource)
{
	const Instant now = reader->options.now;
	FhirSpan span;
	const bool said = fhir_span(resource, "meta.lastUpdated", reader->options.zone, &span);
	return said && instant_before(span.first, now) ? span.first : now;
}

static bool is_over(const json_t *resource)
{
	static const char *const states[] = {"revoked", "completed", "cancelled", "finished"};
	for (size_t i = 0; i < countof(states); i++)
		if (text_is(fhir_text(resource, "status"), states[i]))
			return true;
	return false;
}

void fhir_referral_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry,
			bool private)
{
	FhirSpan authored;
	const Organisation *to = referred_to(reader, resource);
	if (!to || to == patient->practice || !fhir_span(resource, "authoredOn", reader->options.zone, &authored))
		return;

	Fact fact = referred(reader, entry, to, authored.first, private);
	fact.from = private ? NULL : entry->org;
	if (is_over(resource))
		end_known(reader, patient, resource, &fact, changed_at(reader, resource));
	if (!is_active(resource) || (!is_recent(reader, authored) && !known_opening(patient, &fact)))
		return;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
	reader->summary.episodes++;
}

/* An EpisodeOfCare is open while it is active and until its end; any other state (planned) opens nothing. */
void fhir_care_read(FhirReader *reader, FhirPatient *patient, const json_t *resource, const Entry *entry, bool private)
{
	const Instant now = reader->options.now;
	const char *status = fhir_text(resource, "status");
	const Organisation *by =
		fhir_organisation_of(reader, resource, fhir_at(resource, "managingOrganization"), "Organization");
	FhirSpan start, end;
	const bool ends = fhir_span(resource, "period.end", reader->options.zone, &end);
	const bool finished = text_is(status, "finished") && ends, active = text_is(status, "active");
	if (!by || by == patient->practice || !fhir_span(resource, "period.start", reader->options.zone, &start) ||
	    instant_before(now, start.first))
		return;

	Fact fact = referred(reader, entry, by, start.first, private);
	if (is_over(resource) && !ends)
		end_known(reader, patient, resource, &fact, changed_at(reader, resource));
	if (!finished && !active)
		return;
	fhir_add_fact(reader, patient, &patient->facts, &fact);
	reader->summary.episodes++;
	if (ends && !instant_before(now, end.last))
		add_discharge(reader, patient, &patient->facts, &fact, end.last);
}

/* --- Registrations --- */

static bool is_voided(const FactList *known, const char *id)
{
	for (size_t i = 0; i < known->count; i++)
		if (known->items[i].kind == FACT_VOIDED && text_is(known->items[i].fact, id))
			return true;
	return false;
}

static const Fact *latest_registration(const FhirPatient *patient)
{
	const Fact *latest = NULL;
	for (size_t i = 0; i < patient->known.count; i++) {
		const Fact *fact = &patient->known.items[i];
		if (fact->kind == FACT_REGISTERED && !is_voided(&patient->known, fact->id) &&
		    (!latest || fact_order(latest, fact) < 0))
			latest = fact;
	}
	return latest;
}

/* Told by the record itself, else when the practice first wrote something down, else when the record was made. */
static Instant registered_at(const FhirReader *reader, const FhirPatient *patient)
{
	const Zone *zone = reader->options.zone;
	const Instant now = reader->options.now;
	FhirSpan made;
	Instant at = patient->registered.first;
	if (instant_order(at, INSTANT_MIN) == 0)
		at = patient->earliest;
	if (instant_order(at, INSTANT_MAX) == 0 && (fhir_span(patient->resource, "meta.lastUpdated", zone, &made) ||
						    fhir_span(reader->bundle.root, "timestamp", zone, &made)))
		at = made.first;
	return instant_before(now, at) ? now : at;
}

/* The practice as the ledger has it: an import never makes a practice of what is none there. */
static bool is_practice(const FhirReader *reader, const char *code, bool *ret_practice, Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	const Organisation *present = NULL;
	if (ledger && !ledger->ops->organisation(ledger->self, code, reader->arena, &present, err))
		return false;
	*ret_practice = !present || present->care == CARE_GP;
	return true;
}

/* A second registration would discharge the first and end what was agreed there (A7). So none is added where
 * the patient is registered at the practice already, and one without a stated start never goes over one that the desk
 * knows. */
static bool is_new(const FhirPatient *patient, const Fact *fact)
{
	const Fact *latest = latest_registration(patient);
	for (size_t i = 0; i < patient->known.count; i++)
		if (text_is(patient->known.items[i].id, fact->id))
			return true;
	return !latest ||
	       (!text_is(latest->org, fact->org) && instant_order(patient->registered.first, INSTANT_MIN) != 0);
}

static bool has_ended(const FactList *known, const char *episode)
{
	bool over = false;
	for (size_t i = 0; i < known->count; i++) {
		const Fact *fact = &known->items[i];
		const bool closes = fact->kind == FACT_DISCHARGED || fact->kind == FACT_DISCHARGE_CANCELLED;
		if (closes && text_is(fact->episode, episode) && !is_voided(known, fact->id))
			over = true;
	}
	return over;
}

/* A registration that the ledger holds as going on, and of which the file says that it has ended. What somebody told of
 * its end at the desk stays. The one that the file itself tells, `id`, gets its end with it. */
static void end_registration(FhirReader *reader, FhirPatient *patient, const char *id)
{
	const Fact *latest = latest_registration(patient);
	if (!latest || !text_is(latest->org, patient->practice->code) || has_ended(&patient->known, latest->episode) ||
	    !instant_before(latest->at, patient->ended))
		return;
	if (!text_is(latest->id, id))
		add_discharge(reader, patient, &patient->registrations, latest, patient->ended);
	fhir_note(reader, FHIR_NOTE_CORRECTED, "Patient", patient->id, "is no longer registered where the desk had it");
}

static Fact registration_of(const FhirReader *reader, const FhirPatient *patient)
{
	char start[32] = "";
	Fact fact = FACT_NONE;
	if (instant_order(patient->registered.first, INSTANT_MIN) != 0)
		instant_print(patient->registered.first, start);
	fact.kind = FACT_REGISTERED;
	fact.patient = patient->person.nhs;
	fact.org = patient->practice->code;
	fact.at = registered_at(reader, patient);
	if (instant_before(patient->ended, fact.at))
		fact.at = patient->ended;
	name_episode(reader, &fact, start);
	return fact;
}

/* Somebody here said that it ended: then a file may say where they went. */
static bool left_by_hand(const FactList *known, const char *episode)
{
	bool left = false;
	for (size_t i = 0; i < known->count; i++) {
		const Fact *fact = &known->items[i];
		left |= fact->kind == FACT_DISCHARGED && fact->told_here && text_is(fact->episode, episode) &&
			!is_voided(known, fact->id);
	}
	return left;
}

/* To the practice where a patient is registered the whole record is its own, private entries and all (G1). So no file
 * takes who is registered here elsewhere: staff say that they moved. */
static bool stays_here(const FhirReader *reader, const FhirPatient *patient, const Fact *fact, bool *ret_stays,
		       Error *err)
{
	const Ledger *ledger = reader->options.ledger;
	const Fact *latest = latest_registration(patient);
	const char *own = NULL;
	if (ledger && !ledger->ops->setting(ledger->self, "practice", reader->arena, &own, err))
		return false;
	*ret_stays = own && latest && text_is(latest->org, own) && !text_is(fact->org, own) &&
		     !instant_before(fact->at, latest->at) && !left_by_hand(&patient->known, latest->episode);
	return true;
}

static bool register_patient(FhirReader *reader, FhirPatient *patient, Error *err)
{
	bool stays = false;
	const bool ended = !instant_before(reader->options.now, patient->ended);
	const Fact fact = registration_of(reader, patient);
	if (instant_before(reader->options.now, patient->registered.first)) {
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
			  "is registered from a day to come: not registered yet");
		return true;
	}
	if (ended)
		end_registration(reader, patient, fact.id);
	if (!is_new(patient, &fact))
		return true;
	if (!stays_here(reader, patient, &fact, &stays, err))
		return false;
	if (stays) {
		fhir_note(reader, FHIR_NOTE_WARNING, "Patient", patient->id,
			  "is registered here, and the record has another practice: moved away?");
		return true;
	}
	fhir_add_fact(reader, patient, &patient->registrations, &fact);
	reader->summary.registrations++;
	if (ended)
		add_discharge(reader, patient, &patient->registrations, &fact, patient->ended);
	return true;
}

bool fhir_registration_read(FhirReader *reader, FhirPatient *patient, Error *err)
{
	bool practice;
	if (!patient->practice)
		return true;
	if (!is_practice(reader, patient->practice->code, &practice, err))
		return false;
	return !practice || register_patient(reader, patient, err);
}
