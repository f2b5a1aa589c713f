/* Port: writing the copy of all that is kept of a patient, as a page to read and as FHIR. The ui asks through
 * desk_give_copy (model/rights/rights.h); the program does it (command/copying.h).
 *
 * The zero value writes nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"

struct Sheet;

typedef struct CopyJob {
	const struct Sheet *sheet;
	const char *patient;	     /* NHS number */
	const char *const *left_out; /* ids of facts that the Bundle does not hold */
	size_t left_out_count;
	int64_t until; /* facts told from this number on are not part of it */
	Instant now;
	const char *folder;		/* made where it is not there */
	Date today;			/* in the names */
	char *sheet_path, *bundle_path; /* get the names */
	size_t room;
} CopyJob;

typedef struct CopyPort {
	/* Writes both under other names; a file is new, readable by its owner alone. */
	bool (*draft)(void *self, const CopyJob *job, void **ret_drafts, Error *err);
	/* Gives them their names, or takes them away; `drafts` is gone then. */
	bool (*keep)(void *self, void *drafts, Error *err);
	void (*drop)(void *self, void *drafts);
	void *self;
} CopyPort;
