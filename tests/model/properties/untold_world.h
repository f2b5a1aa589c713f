/* Worlds at random with overrides of which the patient may not be told, and the same worlds without them: read anew,
 * by the naive evaluator. Whatever is made for the patient must be the same of both. */
#pragma once

#include "model/properties/random_world.h"
#include "model/stage/memory_ledger.h"

#define UNTOLD_WORDS "kept from the mother" /* in the notes of those that were not to be told at once */
#define UNTOLD_HOURS 74			    /* when it is looked at: after all that happened, while some are on */

typedef struct UntoldWorld {
	Scene whole, left;   /* `left` shares the texts of `whole` */
	size_t facts, looks; /* how many are not in `left`, and of these looks … */
	size_t looks_left;   /* … and looks at the same time that were allowed otherwise */
} UntoldWorld;

/* The one before is given up; begins as {0}. */
void untold_world(Random *random, UntoldWorld *ret_world);
void untold_world_end(UntoldWorld *world);

/* All of the scene told to an empty ledger, in its order; H is the practice of the desk. */
void untold_ledger(const Scene *scene, MemoryLedger *memory);

/* Fails where what was made of the whole is not what was made of the left, showing both from that line on. */
void untold_expect_same(const UntoldWorld *world, const char *whole, const char *left, size_t number);
