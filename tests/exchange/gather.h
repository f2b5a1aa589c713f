/* A sink for tests of readers: keeps every line it is given, and tells it to a ledger in memory as the desk's import
 * does. */
#pragma once

#include "exchange/fhir/fhir.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

typedef struct Gather { /* {0} is an empty one; gather_free gives it back */
	Arena arena;
	Line *lines;
	size_t count, room;
	size_t known;	  /* of those told: passed over, because the ledger had them */
	Teller *teller;	  /* NULL: only kept */
	size_t refuse_at; /* the line, from 1, that the sink refuses; 0: none */
} Gather;

Sink gather_sink(Gather *gather);
void gather_free(Gather *gather);

const Line *gather_find(const Gather *gather, const char *kind, const char *key); /* NULL: no such line */
const Line *gather_nth(const Gather *gather, const char *kind, size_t n);	  /* from 0; NULL beyond the last */
size_t gather_count(const Gather *gather, const char *kind);
size_t gather_entries(const Gather *gather, Category category);
bool gather_same(const Gather *a, const Gather *b); /* the same lines in the same order */

/* A bundle in memory, read as a file is. */
bool read_bundle(const char *bundle, const FhirOptions *options, const Sink *sink, FhirSummary *ret_summary,
		 Error *err);

/* Text with every ' turned into ", so that JSON can be read in a test. */
const char *quoted(Arena *arena, const char *text);
