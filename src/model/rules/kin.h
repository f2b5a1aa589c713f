/* Entries of one record that differ in nothing a decision looks at: recorder, marks, category as far as a rule asks for
 * it, and which side of each moment that counts they were recorded on. Whoever counts what many organisations see
 * decides once for all of a kin: the answer is the same, and rests on the same facts. */
#pragma once

#include "model/rules/reach.h"

typedef struct Kin {
	uint32_t first, last; /* numbers of its entries in the record; others may lie between */
	uint32_t count;
} Kin;

typedef struct Kins {
	Kin *items; /* in the order of their first */
	size_t count;
} Kins;

/* As things stand in `reach`, whoever looks. */
Kins kins_of(const Reach *reach, Arena *arena);
