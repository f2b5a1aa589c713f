/* What happened: one fact of the ledger. Append-only; a mistake is voided, never erased.
 *
 * One flat struct serves every kind; which fields a kind has, which it must have and what they name
 * stands in one table (line.c). Texts that were not given are NULL, words 0, instants INSTANT_MIN. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "model/facts/word.h"

#define FACT_KINDS(X) \
	X(FACT_STANDING, "standing") \
	X(FACT_REGISTERED, "registered") \
	X(FACT_REFERRED, "referred") \
	X(FACT_DISCHARGED, "discharged") \
	X(FACT_DISCHARGE_CANCELLED, "discharge-cancelled") \
	X(FACT_ENDED, "ended") \
	X(FACT_DISPUTED, "disputed") \
	X(FACT_ANSWERED, "answered") \
	X(FACT_ENTRY_PRIVATE, "entry-private") \
	X(FACT_ENTRY_PRIVATE_REQUESTED, "entry-private-requested") \
	X(FACT_ENTRY_OPEN, "entry-open") \
	X(FACT_REQUEST, "request") \
	X(FACT_CODE_ISSUED, "code-issued") \
	X(FACT_CODE_ACCEPTED, "code-accepted") \
	X(FACT_CODE_FAILED, "code-failed") \
	X(FACT_REQUEST_CANCELLED, "request-cancelled") \
	X(FACT_CHOICE, "choice") \
	X(FACT_SCR, "scr") \
	X(FACT_SCR_DEFAULT, "scr-default") \
	X(FACT_SCR_INCLUDE, "scr-include") \
	X(FACT_MIG, "mig") \
	X(FACT_VIEW_PERMISSION, "view-permission") \
	X(FACT_PURPOSE, "purpose") \
	X(FACT_NATIONAL_OPT_OUT, "national-opt-out") \
	X(FACT_STUDY_CONSENT, "study-consent") \
	X(FACT_OVERRIDE, "override") \
	X(FACT_OVERRIDE_ENDED, "override-ended") \
	X(FACT_OVERRIDE_REVIEWED, "override-reviewed") \
	X(FACT_PASSED_ON, "passed-on") \
	X(FACT_CONTACT, "contact") \
	X(FACT_ENTRY_FLAG, "entry-flag") \
	X(FACT_RESTRICTED, "restricted") \
	X(FACT_MERGED, "merged") \
	X(FACT_VIEWED, "viewed") \
	X(FACT_RECEIPT, "receipt") \
	X(FACT_TICKET, "ticket") \
	X(FACT_STAFF_CALLED, "staff-called") \
	X(FACT_COMPLAINT, "complaint") \
	X(FACT_COMPLAINT_ACKNOWLEDGED, "complaint-acknowledged") \
	X(FACT_COMPLAINT_ANSWERED, "complaint-answered") \
	X(FACT_ACCESS_REQUESTED, "access-requested") \
	X(FACT_ACCESS_WITHHELD, "access-withheld") \
	X(FACT_ACCESS_GIVEN, "access-given") \
	X(FACT_IMPORTED, "imported") \
	X(FACT_VOIDED, "voided") \
	X(FACT_EXPORTED, "exported") \
	X(FACT_ACCOUNT, "account") \
	X(FACT_SETTING, "setting") \
	X(FACT_SIGNED_IN, "signed-in") \
	X(FACT_SIGNED_OUT, "signed-out")

WORD_LIST(FactKind, FACT_KINDS);

typedef struct Fact {
	int64_t seq; /* its place in the ledger, from 1; 0 until told. Replay order is (at, seq) */
	/* A person at this desk or its kiosk told it, no file. The ledger knows that beside the line, as it does `seq`:
	 * it is in no export, and a ledger that was taken in whole has no such fact. */
	bool told_here;
	Instant at, recorded_at;
	const char *id, *by, *note;
	const char *patient; /* NHS number; NULL for what is said of no patient, and its void */

	const char *org, *practice, *episode, *entry, *request, *override;
	/* of a void: the fact recorded in error; of passing on: the answer; of what follows a complaint: the complaint;
	 * of withholding: what is withheld, unless it is an entry; of signing out: the signing in */
	const char *fact;
	const char *code; /* of passing on: what was entered there, as it was shown */
	const char *from; /* of a referral: who refers; of a merge: the other number. Words, not checked */
	const char *service, *study, *reason, *language, *script, *kiosk;
	const char *name;    /* of who spoke; of an account, a session or a setting: which */
	const char *setting; /* what it is from then on; NULL: what the program has by itself */
	const char *mobile, *email, *preferred, *postcode;
	/* Of a file taken in (`name`: its own): BLAKE2b-256 of its bytes, in hex; how many lines it had; how many of
	 * the ledger it made, and the first and the last of these by `seq`: numbers in digits. */
	const char *hash, *read, *taken, *first, *last;
	Instant expires, until;
	Date received; /* of a complaint or a request for access: the day it came, where that was before it was told */

	WordByte kind; /* FactKind */
	WordByte standing, direction, answer, who, how, capacity;
	WordByte code_channel, view_channel;
	WordByte scr_status, scr_include, mig_choice;
	WordByte purpose, purpose_choice, national;
	WordByte override_reason, include_private, outcome, tell;
	WordByte prefers, online, interpreter, flag, on;
	WordByte passed_to; /* PassedTo */
	WordByte change;    /* AccountChange */
	WordByte role;	    /* Role (staff.h) that the account has from then on; `on`: it may sign in */
	WordByte format;    /* FileFormat */
	WordByte strength;  /* Strength, of a session that began */
	WordByte ending;    /* Ending, of one that is over */
} Fact;

typedef struct FactList {
	const Fact *items;
	size_t count;
} FactList;

#define FACT_NONE ((Fact){.at = INSTANT_MIN, .recorded_at = INSTANT_MIN, .expires = INSTANT_MIN, .until = INSTANT_MIN})

extern const Words fact_kind_words;

/* False of what changes nothing that is due of anybody: that somebody looked. */
bool fact_may_be_due(FactKind kind);

/* The lines of the ledger that a file made, as an `imported` fact says that was told here; false of any other fact, and
 * where it made none. */
bool fact_file_lines(const Fact *fact, int64_t *ret_first, int64_t *ret_last);

int fact_order(const Fact *a, const Fact *b); /* replay order: (at, seq) */
