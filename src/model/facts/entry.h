/* One item of the record: recorded by one organisation at one instant, of one category. A directory line. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "model/facts/word.h"

typedef struct Entry {
	const char *id, *patient;
	const char *org;		  /* who recorded it */
	const char *text, *code, *system; /* content and its coding; for clinicians */
	int64_t seq;			  /* of its line, set by the ledger; 0: not told yet */
	Instant recorded;		  /* when it was written down, not when it happened (W3) */
	WordByte category;
	WordByte sensitive; /* Truth */
} Entry;

typedef struct EntrySaid {
	int64_t seq; /* of the entry's line */
	const char *text;
} EntrySaid;

typedef struct EntrySaidList {
	const EntrySaid *items;
	size_t count;
} EntrySaidList;

typedef struct EntryList {
	const Entry *items;
	size_t count;
} EntryList;
