/* A ledger kept in memory: the second store that shows that the port asks for no SQL, and the one the tests use.
 *
 * Everything lives in its arena until memory_ledger_close. What the port forbids (an append outside a transaction, a
 * nested begin) asserts. `fail_at` makes one call fail, so that a test can try every place where a store may. */
#pragma once

#include "model/ledger/ledger.h"

typedef struct MemoryLine {
	Line line;
	LineSource source;
	Seal seal;
	size_t earlier; /* the number of the line told before it in its bucket; 0: none */
} MemoryLine;

typedef struct MemoryWrong {
	const char *name;
	Wrong wrong;
} MemoryWrong;

typedef struct MemorySetting {
	const char *name, *value;
} MemorySetting;

typedef struct MemoryCode {
	const char *fact_id;
	Seal hash;
} MemoryCode;

typedef struct MemoryParcel {
	Parcel parcel; /* `sealed` NULL once it was wiped */
	DeliveryState state;
	Instant changed; /* {0}: since it was queued */
	unsigned tries;
	const char *why; /* of the last try that failed; may be NULL */
} MemoryParcel;

enum { MEMORY_BUCKETS = 512 };

typedef struct MemoryLook {
	const char *patient;
	Instant at; /* INSTANT_MIN: marked; INSTANT_MAX: never */
	DueRows due;
	TallyList tallies;
} MemoryLook;

/* What a rollback goes back to. */
typedef struct MemoryNoted {
	const char *org;
	size_t after; /* lines */
} MemoryNoted;

typedef struct MemoryState {
	MemoryLine *lines; /* line n has seq n + 1 */
	size_t line_count, line_room;
	size_t buckets[MEMORY_BUCKETS]; /* by key: the number of the line told last; 0: none */
	Staff *staff;
	size_t staff_count, staff_room;
	MemoryWrong *wrongs;
	size_t wrong_count, wrong_room;
	MemorySetting *settings;
	size_t setting_count, setting_room;
	MemoryCode *codes;
	size_t code_count, code_room;
	MemoryParcel *parcels;
	size_t parcel_count, parcel_room;
	Presence *presences; /* by number */
	size_t presence_count, presence_room;
	ExpectedList expected; /* never changed in place */
	MemoryLook *looks;     /* of each patient */
	size_t look_count, look_room;
	MemoryNoted *noted; /* organisations whose patients are yet to be marked */
	size_t noted_count, noted_room;
} MemoryState;

typedef struct MemoryLedger { /* {0} is an empty ledger */
	Arena arena, scratch;
	MemoryState now, before;
	bool telling;	 /* between begin and commit or rollback */
	int reading;	 /* read_begin without read_end */
	int64_t calls;	 /* of functions that may fail */
	int64_t fail_at; /* the call that fails, counted from 1 as `calls` is; 0: none */
	bool gone;	 /* head and begin fail */
	bool busy;	 /* another desk writes: who does not wait does not begin */
} MemoryLedger;

Ledger memory_ledger(MemoryLedger *memory); /* the port; `memory` must outlive it */
/* Begins as `from` stands, whose texts it shares: `from` must outlive it, and is told nothing more by it. */
void memory_ledger_as(MemoryLedger *memory, const MemoryLedger *from);
void memory_ledger_close(MemoryLedger *memory);

/* The line at `seq` (1 is the first), as it was told. */
const MemoryLine *memory_ledger_line(const MemoryLedger *memory, int64_t seq);
