/* A small world for tests of what is read off a fold: Maureen, her practice, two services, a handful of facts. */
#pragma once

#include "base/text.h"
#include "model/rules/reach.h"

enum { LITTLE_FACTS_MAX = 32, LITTLE_ENTRIES_MAX = 16 };

typedef struct LittleWorld {
	Person person;
	Fact facts[LITTLE_FACTS_MAX], standings[4];
	Entry entries[LITTLE_ENTRIES_MAX];
	Zone zone;
	World world;
	Arena arena;
	Reach reach;
} LittleWorld;

void little_begin(LittleWorld *little);
void little_end(LittleWorld *little);

/* Adds a fact of Maureen's at "YYYY-MM-DD HH:MM" (UTC); the caller fills in the rest. Its id is f1, f2 … in order. */
Fact *little_fact(LittleWorld *little, FactKind kind, const char *at);
Fact *little_referred(LittleWorld *little, const char *at, const char *episode, const char *org);
Fact *little_answered(LittleWorld *little, const char *at, const char *episode, Direction direction, Answer answer);
void little_standing(LittleWorld *little, const char *org, Standing standing);
Entry *little_entry(LittleWorld *little, const char *id, const char *org, const char *recorded, Category category);
Instant little_at(const char *at);
void little_fold(LittleWorld *little, const char *at);
