/* Telling: what every line passes before it stands in the ledger, whether an import or a person at the desk tells it.
 *
 * Refused, naming the field: a text that is empty where one is required or is not valid UTF-8 (a code or an identifier
 * may hold no control character either), a code or number that is not one, a name (organisation, patient, entry,
 * episode, request, override, fact) that the ledger does not know, one that is another patient's, an identifier already
 * opened for another organisation, patient or kind, a `registered` at an organisation that is not `gp`, a void of a
 * void, an entry that would move to another patient, a birth date or a death in the future; of a file also a fact that
 * is new and dated or recorded more than a day from now.
 * Facts without effect (RULES A8) are kept, and so is one dated after it was recorded: histories are odd, and whatever
 * a desk told must come back from its export. `from` and `successor` are words, not checked.
 *
 * A line already told is passed over if it is the same and refused if it is not. A directory line like the present one
 * is passed over; one that differs replaces it. An import (SOURCE_ODS, SOURCE_FHIR) keeps what staff set by hand:
 * system, MIG and care of an organisation; it also keeps what it does not say itself. A `contact` or `restricted` fact
 * also tells the patient line it changes (an empty `mobile` or `email` takes it off the file). */
#pragma once

#include "base/index.h"
#include "model/ledger/ledger.h"

/* TOLD_LEFT_OUT: not told, and no error: of a stranger's file (Teller.stranger). */
typedef enum Told { TOLD_NEW, TOLD_KNOWN, TOLD_REPLACED, TOLD_LEFT_OUT } Told;

/* Beside the ledger: when a file last brought entries of the practice's own record, in seconds as an Instant has them;
 * "" where none did. */
#define BROUGHT_SETTING "records-brought"

enum { TELLER_KNOWN = 512, KNOWN_ID_MAX = 47 };

/* What the ledger said about a name, kept because the next line often names it again. */
typedef struct Known {
	FieldNames what;
	bool gp;	  /* of an organisation */
	bool voids;	  /* of a fact */
	char patient[11]; /* whose it is; "" for an organisation or nobody */
	char id[KNOWN_ID_MAX + 1];
} Known;

/* A line that names something further down its file. */
typedef struct Awaiting {
	Line line;
	int64_t place;
	struct Awaiting *next;
} Awaiting;

/* A directory line of a file about something that the ledger knew before it: told at the file's end, if it says
 * anything new. */
typedef struct HeldLine {
	Line line;
	int64_t place;
} HeldLine;

typedef struct Teller {
	Ledger ledger; /* inside a transaction for as long as the teller tells */
	Instant now;   /* what `recorded_at` is where a fact does not say */
	LineSource source;
	bool names_follow; /* a file: a name may be told further down it, and teller_finish sees that it was */
	/* A file of who knows whom, beside patients who are here: of its facts that are new only where somebody is
	 * referred, what ended and what is private are told, voids of these, and registrations of patients who are
	 * new. Organisations and entries that the ledger knew before it stay as they are, and so do when a patient
	 * was born and that they are restricted. */
	bool stranger;
	bool beside;   /* any file of ledger lines beside patients who are here: of these lines the same holds */
	int64_t place; /* set before each line of a file: its line number, for teller_finish to name */

	/* The rest is the teller's own: {0} to begin with. */
	Arena scratch; /* emptied after each line */
	Arena later;   /* the lines that await a name */
	Awaiting *first, **last;
	Known known[TELLER_KNOWN]; /* names found, each in the slot of its hash */
	HeldLine *held;
	size_t held_count, held_room;
	Index held_index[LINE_FACT]; /* by LineType, of keys */
	Index changed;		     /* numbers of patients known before the file whose line a fact of it changed */
	Index strange;		     /* ids of the facts that a stranger's file told */
	Index unopened;		     /* its registrations that were left out */
	int64_t began;		     /* where the ledger ended before the file */
	bool begun;
	size_t replaced; /* held lines that teller_finish told */
	size_t left_out; /* held lines of a stranger that it did not */
	bool brings;	 /* entries of the practice's own record */
} Teller;

enum { TELL_AHEAD_SECONDS = 24 * 60 * 60 };
/* More than a day from now: no clock that is right, in no place, says so. */
bool tell_too_late(Instant at, Instant now);

/* On success `*line` has its seq, id and recorded_at. Texts the teller makes live in `keep`. */
bool tell(Teller *teller, Line *line, Arena *keep, Told *ret_told, Error *err) must_check;
/* Facts of one kind that the desk makes, told together: their ids are new, and they open nothing and change no line of
 * any patient. On success each has its seq and recorded_at. */
bool tell_together(Teller *teller, Line *lines, size_t count, Error *err) must_check;

/* At the end of a file and before the commit: every name that was to follow did, the held lines are told, and that the
 * file brought the practice's record is kept (BROUGHT_SETTING). (`tell`
 * answers TOLD_KNOWN for a line that it holds; `replaced` counts those that did take the place of the present one.) */
bool teller_finish(Teller *teller, Error *err) must_check;
void teller_done(Teller *teller);
