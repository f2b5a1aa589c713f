/* An afternoon at a practice: three desks, one program that sends, files that are imported and backups, each a process
 * at one database. What each says and does is drawn from a seed.
 *
 * Before each act a process writes to its journal that it tries it, and after it what a screen would have called saved:
 *
 *	A TURN ACT		it begins
 *	S TURN ID…		it is saved: the facts that it told
 *	R TURN			it was refused, in a sentence */
#pragma once

#include <stdio.h>

#include "base/arena.h"
#include "crash/turns.h"
#include "random.h"

enum {
	DESKS = 3,
	WORKER_SENDER = DESKS,
	WORKER_IMPORT,
	WORKER_BACKUP,
	WORKERS,
	PATIENTS = 6,
	FILE_LINES = 6, /* facts that each imported file tells */
	CLAIM_SECONDS = 60,
	AFTERNOON_NOW = 1795340460,
};

typedef struct Afternoon {
	uint64_t seed;
	char folder[64], path[96];
	char service[96]; /* the book of what was sent: REFERENCE FACT DIGITS */
	char backups[96]; /* a folder */
	char key[96];	  /* opens them */
	int64_t start;	  /* lines of the ledger before it began */
	size_t starts;	  /* of processes */
	size_t checks;	  /* each makes a backup of its own */
} Afternoon;

extern const char *const desk_names[DESKS];

/* What an act is called, and the facts that it tells: so many, of these kinds. */
typedef struct Deed {
	const char *name;
	const char *kinds[2];
	size_t facts;
	bool or_none; /* it may find that it is done already, or too late */
} Deed;

const Deed *deed_named(const char *name);

/* The processes: works[which]. */
int work_at_desk(const void *afternoon, int which);
int work_sender(const void *afternoon, int which);
int work_import(const void *afternoon, int which);
int work_backup(const void *afternoon, int which);

/* Numbers, codes and keys from the seed: the same each time in the same start of a process, never those of another. */
void afternoon_seed(const Afternoon *afternoon, Random *random);
/* What a command of the program says goes to the folder's "said". */
int afternoon_command(const Afternoon *afternoon, const char *const *words);
/* In a process of its own, which takes no turns; what waitpid says of it. */
int afternoon_command_apart(Afternoon *afternoon, const char *const *words);
/* Says so on standard error; a status that is not 0. */
int afternoon_fault(const Afternoon *afternoon, int which, const char *what);

FILE *journal_read(const Afternoon *afternoon, int which);
int journal_open(const Afternoon *afternoon, int which);
bool journal_write(int journal, const char *line);

/* The number of one of the patients of imported file `file`, and of those who were there before (file 0). */
void afternoon_patient(int file, int which, char ret_nhs[11]);

/* --- Made, and looked at --- */

void afternoon_begin(Afternoon *afternoon, uint64_t seed);
void afternoon_end(Afternoon *afternoon);

typedef struct Totals { /* of what a check saw */
	int64_t acts, accepted, sent, files, backups;
} Totals;

/* While nobody is at work. Fails the test where anything that was saved is not there once, or anything is there that
 * nobody tried; `*ret_tally` is of all the afternoon until now. */
void afternoon_check(Afternoon *afternoon, Totals *ret_tally);
