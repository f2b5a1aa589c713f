#include "model/stage/clinic.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/codes/codes.h"
#include "model/desk/inside.h"
#include "model/ledger/tell.h"
#include "unit.h"

static const char beginning[] = "2026-11-20T09:00:00Z";

/* --- What is in the ledger --- */

void clinic_ok(const Clinic *clinic, bool done)
{
	if (!done)
		fail_msg("refused: %s", clinic->err.text);
}

static Instant at(const char *text)
{
	Instant instant;
	assert_true(instant_parse(text, &instant));
	return instant;
}

static void tell_from(Clinic *clinic, LineSource source, Line line)
{
	Arena arena = {0};
	Teller teller = {.ledger = clinic->ledger, .now = clinic->desks[0].clock.now, .source = source};
	Told told;
	clinic_ok(clinic, clinic->ledger.ops->begin(clinic->ledger.self, &clinic->err));
	clinic_ok(clinic, tell(&teller, &line, &arena, &told, &clinic->err));
	clinic_ok(clinic, clinic->ledger.ops->commit(clinic->ledger.self, &clinic->err));
	teller_done(&teller);
	arena_free(&arena);
}

static void tell_line(Clinic *clinic, Line line)
{
	tell_from(clinic, SOURCE_LEDGER_LINES, line);
}

void clinic_tell(Clinic *clinic, Fact fact)
{
	if (instant_order(fact.at, INSTANT_MIN) == 0)
		fact.at = clinic->desks[0].clock.now;
	tell_line(clinic, line_of_fact(&fact));
}

void clinic_tell_here(Clinic *clinic, Fact fact)
{
	if (instant_order(fact.at, INSTANT_MIN) == 0)
		fact.at = clinic->desks[0].clock.now;
	tell_from(clinic, SOURCE_DESK, line_of_fact(&fact));
}

void clinic_entry(Clinic *clinic, const char *id, const char *org, const char *recorded, const char *code)
{
	Entry entry = {.id = id, .patient = CLINIC_PATIENT, .org = org, .recorded = at(recorded), .code = code};
	entry.category = CATEGORY_PROBLEM;
	tell_line(clinic, line_of_entry(&entry));
}

void clinic_put_entry(Clinic *clinic, const Entry *entry)
{
	tell_line(clinic, line_of_entry(entry));
}

void clinic_person(Clinic *clinic, const Person *person)
{
	tell_line(clinic, line_of_person(person));
}

static void put_people(Clinic *clinic, const char *born)
{
	Person patient = {.nhs = CLINIC_PATIENT, .family = "Ashby", .given = "Maureen", .mobile = "07700900111"};
	Person other = {.nhs = CLINIC_OTHER, .family = "Okafor", .given = "Chidi"};
	assert_true(date_parse(born ? born : "1951-02-11", &patient.born));
	assert_true(date_parse("1988-03-03", &other.born));
	tell_line(clinic, line_of_person(&patient));
	tell_line(clinic, line_of_person(&other));
}

void clinic_speaks(Clinic *clinic, const char *language)
{
	Arena arena = {0};
	const Person *present;
	clinic_ok(clinic,
		  clinic->ledger.ops->person(clinic->ledger.self, CLINIC_PATIENT, &arena, &present, &clinic->err));
	Person patient = *present;
	patient.language = language;
	tell_line(clinic, line_of_person(&patient));
	arena_free(&arena);
	clinic_fresh(clinic);
}

static void put_organisations(Clinic *clinic)
{
	static const struct {
		const char *code, *name, *closed;
		WordByte care, system;
	} rows[] = {
		{CLINIC_PRACTICE, "South Leicestershire Medical Group", NULL, CARE_GP, SYSTEM_SYSTMONE},
		{CLINIC_NURSING, "Community nursing", NULL, CARE_PLANNED, SYSTEM_SYSTMONE},
		{CLINIC_FAR, "Royal Cornwall Hospitals", NULL, CARE_PLANNED, SYSTEM_SYSTMONE},
		{CLINIC_CLOSED, "Burton Hospitals", "2018-06-30", CARE_PLANNED, SYSTEM_SYSTMONE},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Organisation organisation = {
			.code = rows[i].code,
			.name = rows[i].name,
			.care = rows[i].care,
			.system = rows[i].system,
			.mig = TRUTH_FALSE,
			.scr = TRUTH_TRUE,
		};
		if (rows[i].closed)
			assert_true(date_parse(rows[i].closed, &organisation.closed));
		tell_line(clinic, line_of_organisation(&organisation));
	}
}

static void put_first_facts(Clinic *clinic)
{
	Fact standing = FACT_NONE, registered = FACT_NONE;
	standing.kind = FACT_STANDING;
	standing.at = at("2024-01-01T09:00:00Z");
	standing.practice = CLINIC_PRACTICE;
	standing.org = CLINIC_NURSING;
	standing.standing = STANDING_ALLOWED;
	clinic_tell(clinic, standing);
	registered.kind = FACT_REGISTERED;
	registered.at = at("2024-01-02T09:00:00Z");
	registered.patient = CLINIC_PATIENT;
	registered.episode = "reg";
	registered.org = CLINIC_PRACTICE;
	clinic_tell(clinic, registered);
}

/* Everybody may sign in without a passphrase: the desks are demo desks. */
static void put_staff(Clinic *clinic)
{
	clinic_ok(clinic, clinic->ledger.ops->begin(clinic->ledger.self, &clinic->err));
	for (Role role = 1; role <= ROLE_ADMINISTRATOR; role++) {
		Staff staff = {.name = words_text(&role_words, role), .role = (WordByte)role};
		staff.active = true;
		staff.passphrase = "-";
		clinic_ok(clinic, clinic->ledger.ops->put_staff(clinic->ledger.self, &staff, &clinic->err));
	}
	clinic_ok(clinic,
		  clinic->ledger.ops->put_setting(clinic->ledger.self, "practice", CLINIC_PRACTICE, &clinic->err));
	clinic_ok(clinic, clinic->ledger.ops->put_setting(clinic->ledger.self, "records", "here", &clinic->err));
	clinic_ok(clinic, clinic->ledger.ops->commit(clinic->ledger.self, &clinic->err));
}

/* --- The desks --- */

static const char *say(void *self, const char *language, const char *english)
{
	return strcmp(language, "gu") == 0 ? CLINIC_GUJARATI : NULL;
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	return say(self, language, one);
}

static void open_desk(Clinic *clinic, int number)
{
	ClinicDesk *desk = &clinic->desks[number];
	desk->entropy.next = (uint64_t)number << 32; /* what one desk draws the other does not */
	DeskPorts ports = {
		.clock = still_clock(&desk->clock),
		.entropy = counted_entropy(&desk->entropy),
		.hash_cost = least_hash_cost(),
		.ledger = clinic->ledger,
		.zone = &clinic->zone,
		.demo = true,
		.sends_sms = true,
		.sends_email = true,
		.phrasebook = {say, say_count, NULL},
	};
	memcpy(ports.key, clinic->key, sizeof ports.key);
	desk->desk = desk_open(&ports);
	clinic_sign_in(clinic, number, number == 0 ? ROLE_RECEPTIONIST : ROLE_CLINICIAN);
	clinic_ok(clinic, desk_open_chart(desk->desk, CLINIC_PATIENT, (Date){0}, &desk->chart, &clinic->err));
}

Clinic *clinic_open(const char *born)
{
	Clinic *clinic = calloc(1, sizeof *clinic);
	assert_non_null(clinic);
	clinic->ledger = memory_ledger(&clinic->memory);
	memset(clinic->key, 7, sizeof clinic->key);
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic->desks[i].clock.now = at(beginning);
	put_organisations(clinic);
	put_people(clinic, born);
	put_first_facts(clinic);
	clinic_entry(clinic, "e1", CLINIC_PRACTICE, "2024-02-01T09:00:00Z", "A");
	clinic_entry(clinic, "e2", CLINIC_PRACTICE, "2024-03-01T09:00:00Z", "B");
	clinic_entry(clinic, "e3", CLINIC_PRACTICE, "2024-03-01T09:40:00Z", "C");
	clinic_entry(clinic, "e4", CLINIC_PRACTICE, "2024-09-01T09:00:00Z", "B");
	put_staff(clinic);
	for (int i = 0; i < CLINIC_DESKS; i++)
		open_desk(clinic, i);
	clinic_fresh(clinic);
	clinic->desk = clinic->desks[0].desk;
	clinic->chart = clinic->desks[0].chart;
	return clinic;
}

void clinic_close(Clinic *clinic)
{
	for (int i = 0; i < CLINIC_DESKS; i++) {
		desk_close_chart(clinic->desks[i].desk, clinic->desks[i].chart);
		desk_close(clinic->desks[i].desk);
	}
	memory_ledger_close(&clinic->memory);
	free(clinic);
}

void clinic_sign_in(Clinic *clinic, int desk, Role role)
{
	clinic_ok(clinic, desk_sign_in_demo(clinic->desks[desk].desk, role, &clinic->err));
}

void clinic_wait(Clinic *clinic, int64_t seconds)
{
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic->desks[i].clock.now = instant_add(clinic->desks[i].clock.now, seconds);
}

void clinic_fresh(Clinic *clinic)
{
	for (int i = 0; i < CLINIC_DESKS; i++)
		clinic_ok(clinic,
			  desk_refresh_chart(clinic->desks[i].desk, clinic->desks[i].chart, NULL, &clinic->err));
}

const char *clinic_refer(Clinic *clinic, const char *org, const char *service)
{
	const char *episode = NULL;
	Referral referral = {.org = org, .service = service};
	clinic_ok(clinic, desk_refer(clinic->desk, clinic->chart, &referral, &episode, &clinic->err));
	return episode;
}

void clinic_answer(Clinic *clinic, const char *episode, Direction direction, Answer answer)
{
	Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	GivenAnswer given = {episode, direction, answer};
	clinic_ok(clinic, desk_answer(clinic->desk, clinic->chart, &patient, &given, 1, &clinic->err));
}

const Fact *clinic_latest(Clinic *clinic, FactKind kind)
{
	const Fact *latest = NULL;
	clinic_fresh(clinic);
	FactList facts = clinic->chart->world.facts;
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind && (!latest || fact_order(latest, &facts.items[i]) < 0))
			latest = &facts.items[i];
	return latest;
}

size_t clinic_count(Clinic *clinic, FactKind kind)
{
	size_t count = 0;
	clinic_fresh(clinic);
	for (size_t i = 0; i < clinic->chart->world.facts.count; i++)
		count += clinic->chart->world.facts.items[i].kind == kind;
	return count;
}

AgreementState clinic_state(Clinic *clinic, const char *episode, Direction direction)
{
	clinic_fresh(clinic);
	const Episode *found = agreements_episode(&clinic->chart->now.agreements, episode);
	assert_non_null(found);
	return found->side[direction].state;
}

const MemoryParcel *clinic_parcel(const Clinic *clinic, const char *fact)
{
	for (size_t i = 0; i < clinic->memory.now.parcel_count; i++)
		if (text_is(clinic->memory.now.parcels[i].parcel.fact, fact))
			return &clinic->memory.now.parcels[i];
	return NULL;
}

Letter clinic_letter(Clinic *clinic, const char *fact, Arena *arena)
{
	Letter letter;
	const MemoryParcel *sent = clinic_parcel(clinic, fact);
	assert_non_null(sent);
	assert_non_null(sent->parcel.sealed);
	clinic_ok(clinic,
		  parcel_open(clinic->key, fact, sent->parcel.sealed, sent->parcel.size, arena, &letter, &clinic->err));
	return letter;
}

void clinic_sent_digits(Clinic *clinic, const char *fact, char ret_digits[CODE_DIGITS + 1])
{
	Arena arena = {0};
	Letter letter = clinic_letter(clinic, fact, &arena);
	text_print(ret_digits, CODE_DIGITS + 1, "%.3s%s", letter.code, letter.code + 4);
	arena_wipe(&arena);
}
