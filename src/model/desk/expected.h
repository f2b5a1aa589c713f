/* Who is expected today, as this desk has read it from the list beside the ledger. Only here.c includes this beside
 * expected.c. */
#pragma once

#include "model/desk/inside.h"

/* As it was last read; the next reading is made in the other arena. How many questions are due of each is counted by
 * index, and anew of those alone of whom something was told since. */
struct Here {
	Arena arenas[2];
	size_t current;
	ExpectedList read; /* of today, as the store has it */
	ExpectedList list; /* the same by time, else as it was read */
	size_t *due;	   /* questions, of each of `list` */
	bool counted;	   /* … as the ledger stood then: */
	int64_t head;	   /* of the ledger when it was last looked at */
	int64_t due_head;  /* … when `due` was counted … */
	size_t due_all;	   /* … with so many due of everybody … */
	int64_t minute;	   /* … and then: what time alone changes on another desk is seen within a minute */
};

/* For putting in order: who has no time comes after all who have. */
static inline int expected_when(const Expected *expected)
{
	return expected->minute == EXPECTED_ANY_TIME ? INT16_MAX : expected->minute;
}
