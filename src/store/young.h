/* Within the store only: where the lines of a transaction that tells many stand, found by what they are called. In
 * memory of a bounded size: what is more lies sorted in a file without a name, a run after the other, and a filter says
 * of most names that no run has them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "base/macros.h"

typedef struct Young Young;

/* For about so many names; more may come. */
Young *young_open(int64_t names);
void young_close(Young *young); /* NULL is let be */

/* `hash` is of a name; two names may have one. */
bool young_add(Young *young, uint64_t hash, int64_t seq, Error *err) must_check;

/* The places kept under a hash: those in memory first, then those of the runs, the newest run first. */
typedef struct YoungLook {
	Young *young;
	uint64_t hash;
	size_t slot; /* in memory: to be looked at next */
	bool in_runs;
	size_t runs; /* yet to be looked at, the present one too */
	int64_t at;  /* in the present one; −1: not begun */
} YoungLook;

YoungLook young_look(Young *young, uint64_t hash);
/* `*ret_seq` 0: no more. `*ret_slot` may be set to another place; NULL of one that lies in a run. */
bool young_next(YoungLook *look, int64_t *ret_seq, int64_t **ret_slot, Error *err) must_check;
