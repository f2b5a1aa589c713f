/* A small practice that is told lines, one transaction: for test_tell*.c. */
#pragma once

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

#define ASHBY "9990000018"
#define OKAFOR "9990000026"

/* One transaction over a small practice: C82001 (GP), RX1, two patients, an entry, an episode and a request. */
typedef struct Fixture {
	MemoryLedger memory;
	Teller teller;
	Arena arena;
	Error err;
	Told told;
} Fixture;

static inline bool tell_line(Fixture *fixture, Line line)
{
	return tell(&fixture->teller, &line, &fixture->arena, &fixture->told, &fixture->err);
}

static inline bool tell_organisation(Fixture *fixture, const char *code, Care care)
{
	Organisation organisation = {.code = code,
				     .name = "Some service",
				     .care = (WordByte)care,
				     .system = SYSTEM_SYSTMONE,
				     .mig = TRUTH_TRUE};
	return tell_line(fixture, line_of_organisation(&organisation));
}

static inline bool tell_person(Fixture *fixture, const char *nhs)
{
	Person person = {.nhs = nhs, .family = "Ashby", .given = "Maureen", .mobile = "07700900111"};
	return tell_line(fixture, line_of_person(&person));
}

static inline bool tell_entry(Fixture *fixture, const char *id, const char *patient, const char *org)
{
	Entry entry = {.id = id, .patient = patient, .org = org, .recorded = {50}, .category = CATEGORY_PROBLEM};
	return tell_line(fixture, line_of_entry(&entry));
}

static inline Fact new_fact(FactKind kind, const char *id, const char *patient)
{
	Fact fact = FACT_NONE;
	fact.kind = (WordByte)kind;
	fact.id = id;
	fact.patient = patient;
	fact.at = (Instant){100};
	fact.recorded_at = (Instant){110};
	return fact;
}

static inline bool tell_fact(Fixture *fixture, Fact fact)
{
	return tell_line(fixture, line_of_fact(&fact));
}

static inline Fact opening(FactKind kind, const char *id, const char *patient, const char *episode, const char *org)
{
	Fact fact = new_fact(kind, id, patient);
	fact.episode = episode;
	fact.org = org;
	return fact;
}

static inline Fact about_episode(FactKind kind, const char *id, const char *patient, const char *episode)
{
	Fact fact = new_fact(kind, id, patient);
	fact.episode = episode;
	return fact;
}

static inline Fact voiding(const char *id, const char *patient, const char *what)
{
	Fact fact = new_fact(FACT_VOIDED, id, patient);
	fact.fact = what;
	fact.reason = "recorded in error";
	return fact;
}

static inline int set_up(void **state)
{
	Fixture *fixture = test_calloc(1, sizeof *fixture);
	fixture->teller =
		(Teller){.ledger = memory_ledger(&fixture->memory), .now = {1000}, .source = SOURCE_LEDGER_LINES};
	bool ready = fixture->teller.ledger.ops->begin(&fixture->memory, NULL) &&
		     tell_organisation(fixture, "C82001", CARE_GP) && tell_organisation(fixture, "RX1", CARE_PLANNED) &&
		     tell_person(fixture, ASHBY) && tell_person(fixture, OKAFOR) &&
		     tell_entry(fixture, "e1", ASHBY, "C82001") &&
		     tell_fact(fixture, opening(FACT_REFERRED, "f1", ASHBY, "p1", "RX1"));
	*state = fixture;
	return ready ? 0 : -1;
}

static inline int tear_down(void **state)
{
	Fixture *fixture = *state;
	teller_done(&fixture->teller);
	memory_ledger_close(&fixture->memory);
	arena_free(&fixture->arena);
	test_free(fixture);
	return 0;
}

#define assert_refused(fixture, told, says) \
	do { \
		size_t lines_before_ = (fixture)->memory.now.line_count; \
		assert_false(told); \
		if (!strstr((fixture)->err.text, says)) \
			fail_msg("\"%s\" does not say \"%s\"", (fixture)->err.text, says); \
		assert_int_equal((fixture)->memory.now.line_count, lines_before_); \
	} while (false)
