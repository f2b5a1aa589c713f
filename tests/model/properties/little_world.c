#include "model/properties/little_world.h"

#include <assert.h>

#include "base/macros.h"

/* Names and codes as the public lists have them. */
static const Organisation organisations[] = {
	{.code = "C82001",
	 .name = "SOUTH LEICESTERSHIRE MEDICAL GROUP",
	 .care = CARE_GP,
	 .system = SYSTEM_SYSTMONE,
	 .mig = TRUTH_TRUE},
	{.code = "RT5",
	 .name = "LEICESTERSHIRE PARTNERSHIP NHS TRUST",
	 .care = CARE_PLANNED,
	 .system = SYSTEM_SYSTMONE,
	 .mig = TRUTH_TRUE},
	{.code = "REF",
	 .name = "ROYAL CORNWALL HOSPITALS NHS TRUST",
	 .care = CARE_PLANNED,
	 .system = SYSTEM_SYSTMONE,
	 .mig = TRUTH_FALSE,
	 .scr = TRUTH_TRUE},
	{.code = "RWE",
	 .name = "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST",
	 .care = CARE_PLANNED,
	 .system = SYSTEM_OTHER,
	 .mig = TRUTH_TRUE},
};

static const Organisation *find(void *self, const char *code)
{
	for (size_t i = 0; i < countof(organisations); i++)
		if (text_is(organisations[i].code, code))
			return &organisations[i];
	return NULL;
}

void little_begin(LittleWorld *little)
{
	*little = (LittleWorld){
		.person = {.nhs = "9990000018", .family = "Ashby", .given = "Maureen Ann", .born = {1951, 2, 11}}};
	little->world = (World){
		.person = &little->person,
		.facts = {little->facts, 0},
		.standings = {little->standings, 0},
		.entries = {little->entries, 0},
		.directory = {find, NULL},
		.zone = &little->zone,
	};
	Fact *registered = little_fact(little, FACT_REGISTERED, "2024-01-01 09:00");
	registered->episode = "reg";
	registered->org = "C82001";
}

void little_end(LittleWorld *little)
{
	arena_free(&little->arena);
}

Instant little_at(const char *at)
{
	char text[32];
	Instant instant;
	text_print(text, sizeof text, "%s:00Z", at);
	bool read = instant_parse(text, &instant);
	assert(read);
	return instant;
}

Fact *little_fact(LittleWorld *little, FactKind kind, const char *at)
{
	static const char *const ids[] = {"f1", "f2",  "f3",  "f4",  "f5",  "f6",  "f7",  "f8",
					  "f9", "f10", "f11", "f12", "f13", "f14", "f15", "f16"};
	size_t number = little->world.facts.count++;
	assert(number < countof(ids));
	Fact *fact = &little->facts[number];
	*fact = FACT_NONE;
	fact->seq = (int64_t)number + 100;
	fact->id = ids[number];
	fact->kind = (WordByte)kind;
	fact->at = fact->recorded_at = little_at(at);
	fact->patient = little->person.nhs;
	fact->by = "Priya S";
	return fact;
}

Fact *little_referred(LittleWorld *little, const char *at, const char *episode, const char *org)
{
	Fact *fact = little_fact(little, FACT_REFERRED, at);
	fact->episode = episode;
	fact->org = org;
	return fact;
}

Fact *little_answered(LittleWorld *little, const char *at, const char *episode, Direction direction, Answer answer)
{
	Fact *fact = little_fact(little, FACT_ANSWERED, at);
	fact->episode = episode;
	fact->direction = (WordByte)direction;
	fact->answer = (WordByte)answer;
	fact->who = WHO_PATIENT;
	fact->how = HOW_IN_PERSON;
	return fact;
}

void little_standing(LittleWorld *little, const char *org, Standing standing)
{
	size_t number = little->world.standings.count++;
	Fact *fact = &little->standings[number];
	assert(number < countof(little->standings));
	*fact = FACT_NONE;
	fact->seq = (int64_t)number + 1;
	fact->id = "s";
	fact->kind = FACT_STANDING;
	fact->at = fact->recorded_at = little_at("2023-12-01 09:00");
	fact->practice = "C82001";
	fact->org = org;
	fact->standing = (WordByte)standing;
}

Entry *little_entry(LittleWorld *little, const char *id, const char *org, const char *recorded, Category category)
{
	Entry *entry = &little->entries[little->world.entries.count++];
	assert(little->world.entries.count <= LITTLE_ENTRIES_MAX);
	*entry = (Entry){.id = id,
			 .patient = little->person.nhs,
			 .org = org,
			 .recorded = little_at(recorded),
			 .category = (WordByte)category};
	return entry;
}

void little_fold(LittleWorld *little, const char *at)
{
	reach_fold(&little->world, little_at(at), INSTANT_MAX, &little->arena, &little->reach);
}
