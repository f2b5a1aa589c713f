/* One question about sharing, answered: the verdict on one entry, what an organisation can see, who can see an entry,
 * or whether data may be used for research. What `sharedesk decide` asks (FORMATS §2). */
#pragma once

#include "model/ledger/ledger.h"
#include "model/readings/inside.h"
#include "model/rules/decision.h"
#include "model/rules/research.h"

typedef struct Inquiry {
	const char *patient;
	const char *org, *entry; /* NULL: all entries, or everyone; not both; neither where `research` */
	Instant at, known_at;	 /* INSTANT_MIN: now, or the latest recording where the clock is behind it */
	bool research;
	ResearchUse use;
} Inquiry;

typedef enum ReplyKind { REPLY_DECISION, REPLY_VIEW, REPLY_VIEWERS } ReplyKind;

typedef struct Reply {
	ReplyKind kind;
	Decision decision; /* of REPLY_DECISION, with its sentence */
	const char *text;
	TextList visible, ask; /* ids of entries, or codes of organisations; ascending */
	size_t withheld;       /* of REPLY_VIEW: denied, of those recorded by T */
	const char *ask_any; /* of REPLY_VIEWERS: the first that nobody named and that would have to ask; NULL: none */
} Reply;

/* The standings folded at one time, and for what times they hold. */
typedef struct ListsFold {
	Arena arena;
	Standings standings;
	bool folded;
} ListsFold;

enum { INQUIRER_KEEPS = 48 * 1024 * 1024, INQUIRER_NAMES = 512 };

/* Keeps what it read for the next questions, so all are answered from one state: the ledger is within read_begin and
 * read_end from the first to the last. It stays where it is while in use. */
typedef struct Inquirer {
	Ledger ledger;
	const Zone *zone;
	Instant now;
	bool discreet; /* whoever asks does not see what entries say: sentences name nobody, and no day */
	size_t keeps;  /* bytes of records kept at most; 0: INQUIRER_KEEPS */

	/* The rest is the inquirer's own: {0} to begin with. */
	Arena of_practice, of_patient, of_fold;
	struct OrganisationBook *book; /* in of_practice, as are the standings */
	FactList standings;
	Instant lists_recorded;	 /* the latest of them; INSTANT_MIN: there is none */
	OrganisationList askers; /* who may ask to look, once it matters */
	bool askers_read;
	Index names; /* by code: into `named`, the names of organisations as a sentence has them */
	const char *named[INQUIRER_NAMES];
	size_t name_count;
	ListsFold lists_now, lists_then; /* for questions about now, and about other times */
	Records records;
	World world;   /* of the patient last asked about */
	Index entries; /* by identifier: into world.entries */
	Reach reach;
	bool folded;
} Inquirer;

/* Refused: a patient, organisation or entry that is not known, an entry of another patient, a question about nothing.
 * The reply lives as long as `arena` and until the next question. */
bool inquire(Inquirer *inquirer, const Inquiry *inquiry, Arena *arena, Reply *ret_reply, Error *err) must_check;
void inquirer_done(Inquirer *inquirer);
