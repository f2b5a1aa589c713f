/* What the fold decides in a world, on entries of the walk's own: the ground on which a claim stands. */
#pragma once

#include "model/rules/decision.h"
#include "model/walk/world.h"

enum { GROUND_KINDS = 3, GROUND_ENTRIES = 3 * GROUND_KINDS + 2, GROUND_FACTS = 12 };

/* A medicine, a problem and a document: recorded by the practice of the desk a second from now and long ago, and long
 * ago by the one before, where there was one; and a document of another service that shares all it records. */
typedef struct Ground {
	const Walk *walk;
	World world;
	Reach reach;
	Entry entries[GROUND_ENTRIES];
	Fact added[GROUND_FACTS]; /* answers that were not told: to be filled before ground_fold */
	size_t added_count;
	bool no_override; /* by agreements alone */
	bool real;	  /* on the entries of the world instead */
} Ground;

Fact *ground_add(Ground *ground, FactKind kind);
void ground_answer(Ground *ground, const char *episode, Direction direction, Answer answer);
void ground_fold(Ground *ground, const Walk *walk, Arena *arena);

typedef struct Seeing {
	size_t count, allow, ask;
} Seeing;

/* What an organisation sees of the record, by when it was recorded: of the GP record; the practice of the patient, of
 * what others share. */
typedef struct Sees {
	Seeing now, old, all;
} Sees;

/* The same as a count of the world's entries: allow is seen, count less allow and ask is withheld. */
Seeing ground_count(const Ground *ground, const char *org);
Sees ground_sees(const Ground *ground, const char *org);
/* Why eDSM keeps from it a document that the practice records now; 0: it does not. */
Reason ground_reason(const Ground *ground, const char *org);
const Watermark *ground_out(const Ground *ground, const char *org); /* NULL: it has no shared system, or no agreement */
const Episode *ground_episode(const Ground *ground, const char *org, Direction direction, AgreementState state);
