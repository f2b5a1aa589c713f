/* Within verify*.c only. */
#pragma once

#include <stdatomic.h>

#include "base/parts.h"
#include "store/inside.h"
#include "store/verify.h"

#define RESTORE "restore the database from a backup"

/* The records that decisions read, in the order of their numbers. */
typedef struct Briefs {
	sqlite3_stmt *rows;
	bool more, wrong; /* wrong: with a fault in the report, or why */
	int64_t count;
	Error why;
} Briefs;

/* One thread's part. */
typedef struct Verify {
	Store *store, *again; /* some of the caches made anew, in memory */
	const VerifyProgress *progress;
	int64_t total;	       /* lines, as the last commit has it */
	int64_t briefs_end;    /* the line up to which the records that decisions read are kept */
	Instant briefs_latest; /* that was recorded up to there */
	Briefs briefs;
	VerifyReport report;
	Arena arena;
	Parts parts;	       /* of all, or of what is looked at beside */
	struct Verify *beside; /* what is looked at meanwhile; NULL: nothing is */
	atomic_int done;       /* that: how much of it, of PARTS_WHOLE */
	atomic_bool stopped;   /* another part found a fault that comes before any of this one */
} Verify;

/* Which parts there are, and what they cost: of a county of 100,000 patients. What is beside is looked at meanwhile. */
enum { PART_CHAIN, PART_DUE, PART_BESIDE, CHAIN_COST = 20, BRIEFS_COST = 18, DUE_COST = 33, BESIDE_COST = 41 };
enum { PART_PEOPLE, PART_ENTRIES, PART_FILE, PEOPLE_COST = 11, ENTRIES_COST = 5, FILE_COST = 25 };

void verify_show(Verify *verify, size_t part, int64_t done, int64_t total); /* so much of that part is done */

/* Puts the fault in the report and returns false, so that what looks for faults can end with it. */
bool verify_fault(Verify *verify, VerifyFault kind, int64_t seq, const char *format, ...) printf_like(4, 5);

bool verify_begin(Verify *verify, Store *store, Error *err) must_check; /* again */
void verify_end(Verify *verify);
/* What SQLite calls damage is a fault found; any other failure means that nothing could be found. */
bool verify_checked(Verify *verify, bool whole, const Error *why);

/* What must be the same in the database and in the one made anew; the first column is what a row is called. */
typedef struct Compared {
	VerifyFault fault;
	const char *what, *sql;
	const char *made; /* how the ledger itself gives it; NULL: the same of the caches made anew */
} Compared;

/* Row by row; of people those from one number to before another (NULL: to the end). */
bool verify_rows(Verify *verify, const Compared *compare, const char *from, const char *to, Error *err) must_check;

/* Each row of the tables beside the ledger, by what each column may hold (verify_tables.c). */
bool verify_tables(Verify *verify, Error *err) must_check;

/* The records that decisions read: whose lines the caller reads meanwhile, then those of the others. While reading. */
bool verify_briefs_begin(Verify *verify, Error *err) must_check;
void verify_briefs_of(Verify *verify, const Brief *read);
bool verify_briefs_end(Verify *verify, Error *err) must_check; /* also where something was found */

/* Each index holds what its table gives, in its order. While reading; no statement of the store may be at work. */
bool verify_indexes(Verify *verify, Error *err) must_check;

/* What needs nothing of the chain, on a connection and a thread of its own where there can be one: people, names and
 * entries, and the file itself. */
typedef struct Beside Beside;
Beside *beside_begin(Verify *asker, int64_t lines); /* where it stands alone it uses what the asker made anew */
bool beside_end(Beside *beside, VerifyReport *ret_report, Error *err) must_check; /* as store_verify */
void beside_stop(Beside *beside);						  /* nobody asks what it found */
