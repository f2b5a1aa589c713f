/* The ledger as lines, in the order told. Two threads make them where the ledger is long, each of its own connection:
 * some hundred lines at a time, which the one that asked gives away in their order. */
#pragma once

#include "store/store.h"

typedef struct LinesOut {
	Store *store;
	int64_t until; /* lines told from here on are not part of it */
	/* Whole lines, up to this one; false, with its reason in `err`, ends it. */
	bool (*take)(void *self, const char *bytes, size_t count, int64_t seq, Error *err);
	void *self;
} LinesOut;

/* What was taken before a failure are the lines before it. */
bool lines_out(const LinesOut *out, size_t *ret_lines, Error *err) must_check;
