/* Within the store only: what the lines are called by, and where they stand, while many are told (many.h).
 * Organisations are few, and stand in the directory all the same. */
#pragma once

#include "base/parts.h"
#include "store/row.h"
#include "store/young.h"

/* How far the end is. */
typedef struct ManyEnd {
	Parts parts;
	size_t part;		 /* the one at hand */
	int64_t steps, expected; /* of it */
	bool stopped;
} ManyEnd;

struct Many {
	Young *young;
	Arena arena;		  /* what is made again at the end */
	const char *const *again; /* its SQL */
	size_t count;
	Instant latest; /* that was recorded, of all lines */
	int64_t people; /* lines of them */
	Watch watch;	/* go_on NULL: nobody does */
	ManyEnd ending;
};

bool told_note(Store *store, const Line *line, int64_t seq, Error *err) must_check;

/* Where the line stands that has this key, opens this, or is the present one of the directory; 0: nowhere. `what` is
 * NAMES_FACT, NAMES_PATIENT, NAMES_ENTRY, or what is opened. */
bool told_find(Store *store, FieldNames what, const char *key, int64_t *ret_seq, Error *err) must_check;
