/* Files imported one after another: each recognised by its content, read, checked and told in one transaction, so that
 * all of it is taken or nothing. For the command line (import.c) and the desk (importing.h). */
#pragma once

#include "base/parts.h"
#include "command/import_report.h"
#include "command/read_file.h"
#include "command/site_key.h"
#include "exchange/source.h"
#include "model/desk/desk.h"

typedef struct ImportWork {
	Desk *desk;
	const Ledger *ledger;
	const Zone *zone;
	const char *database; /* its path */
	bool test_numbers;
	/* Asked at each line, and while indexes are made at the end: false stops, and nothing of the file is taken.
	 * `total` 0 where it is not known. */
	Watch watch;

	/* The rest begins as zero. */
	ImportReport report;
	const Source *source;
	ReadFile file;
	const char *path;
	bool moves_in;			      /* desk_moves_in */
	char proven[2 * FILE_HASH_BYTES + 1]; /* the hash of what this site's code was found good for; "" */
	int64_t given;			      /* lines, by the reader of the format */
	Teller teller;
	Arena kept; /* the texts of the line being told */
	Arena lists;
	int64_t done, total; /* of reading */
	Parts parts;	     /* reading, the end */
} ImportWork;

/* What it did goes into the report, begun anew for each file; the caller says or wipes it. `shown`, the name of the
 * file fit for a terminal, lives until the next. */
bool import_file(ImportWork *work, const char *path, const char *shown, Error *err) must_check;
void import_work_done(ImportWork *work);
