/* Within the store only: what an open store is. */
#pragma once

#include <sqlite3.h>
#include <sys/types.h>
#include <time.h>

#include "base/index.h"
#include "store/store.h"

/* Which columns a reading statement asks for: those of one type of line, or all. */
typedef enum Shape {
	SHAPE_NONE,
	SHAPE_ORGANISATION,
	SHAPE_PERSON,
	SHAPE_ENTRY,
	SHAPE_FACT,
	SHAPE_ALL,
	/* As those above, without what neither a decision nor its sentence reads (shape.c). */
	SHAPE_BRIEF_PERSON,
	SHAPE_BRIEF_FACT,
	SHAPE_COUNT
} Shape;

/* A column that is read and that a kind has not. */
typedef struct Stranger {
	int column;
	const char *name;
} Stranger;

/* The columns of the ledger as shape.c finds them in the table of fields. */
typedef struct RowShapes {
	const char *columns[SHAPE_COUNT];  /* "l.seq, l.kind, …", for a SELECT; NULL: not yet asked for */
	Index kind_of;			   /* by name: into line_kinds */
	int **places[SHAPE_COUNT];	   /* [kind][field]: which column of the result; 0: it is not read */
	Stranger **strangers[SHAPE_COUNT]; /* [kind]: then one without a name */
	bool has_patient[FactKind_COUNT_];
	bool lacks[FactKind_COUNT_]; /* a brief fact has not all that a decision reads (shape.h) */
} RowShapes;

/* What says that a file was written to. */
struct FileLook {
	struct timespec written[2];
	off_t size[2];
	bool again; /* a write may have come within the same tick of the file system's clock as the one that was seen */
};

struct Store {
	sqlite3 *sqlite;
	char *path;
	StoreMode mode; /* it was opened so */
	dev_t device;	/* where the file was when it was opened; 0 and 0: in memory */
	ino_t inode;
	sqlite3_stmt **statements; /* by StatementId (statement.h); those not yet needed are NULL */
	sqlite3_stmt *openings[NAMES_FACT + 1];
	sqlite3_stmt **inserts; /* by kind of line */
	RowShapes *shapes;
	Arena keep; /* lives as long as the store */
	Arena scratch;

	bool writing, failed; /* inside begin … commit; an append in it failed */
	int reading;	      /* read_begin not yet ended */
	bool told;	      /* in this transaction */
	bool kiosk;	      /* with the rights of a kiosk only */
	Seal brief_format;    /* made when it is first needed (brief.c) */
	bool has_format;
	struct BriefSince {	 /* while reading: of whom something was told since briefs were kept, by number */
		bool known, far; /* far: too much was told, none counts */
		Instant latest;	 /* that was recorded by then: none counts for a clock that is behind it */
		const int64_t *numbers;
		size_t count;
		Arena arena;
	} since;
	struct Walk *walk;     /* of store_walk; NULL: nobody walked */
	struct Gather *gather; /* lines that are put in together (gather.h); NULL: none are */
	struct Many *many;     /* while many lines are told at once (many.h); else NULL */
	char marked[16];       /* the patient whom this transaction marked last (due.h) */
	bool wiped;	       /* the log is to be cut off: a sealed text was in it, or far too much */
	bool damaged;	       /* SQLite found the file so */
	struct FileLook look;  /* at file and log, when it was last asked whether they moved */
	bool seals_accounts;   /* with this key (accounts.c) */
	unsigned char account_key[SEAL_BYTES];
	bool accounts_sealed; /* each row should have a seal, as it was last looked for */
	StoreWait wait;	      /* NULL: nobody is told of waiting */
	void *wait_self;
	int64_t wait_since; /* us of a clock that only goes on: when the wait began */
	int64_t end_seq;    /* while writing: where the chain ends */
	Seal end_seal;
};
