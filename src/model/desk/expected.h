/* Who is expected today, as this desk has read it from the list beside the ledger. Only here.c includes this beside
 * expected.c. */
#pragma once

#include "model/desk/inside.h"

typedef struct HerePerson {
	const char *name;
	bool died;
} HerePerson;

/* As it was last read; the next reading is made in the other arena. */
struct Here {
	Arena arenas[2];
	size_t current;
	ExpectedList list; /* of today, by time, else as the list had it */
	HerePerson *people;
	int64_t head; /* of the ledger, when the people were read */
};

/* For putting in order: who has no time comes after all who have. */
static inline int expected_when(const Expected *expected)
{
	return expected->minute == EXPECTED_ANY_TIME ? INT16_MAX : expected->minute;
}
