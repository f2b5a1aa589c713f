/* What is due at the desk: the home screen's list. A projection of the ledger: what is due of a patient is folded in
 * the transaction that tells something of them, and kept (ledger.h, DueRow); a list of it is read by index, and words
 * are made of what is shown. What a file tells, or time alone changes, is folded at the next steps. What the patient
 * adds to the figures (readings/tallies.h) is found in the same fold and kept beside it. */
#pragma once

#include "model/desk/desk.h"
#include "model/facts/pass_on.h"
#include "model/ledger/ledger.h"
#include "model/rules/code_stand.h"

typedef enum WorkKind {
	WORK_QUESTIONS,
	WORK_CODES,
	WORK_PRIVATE_REVIEW,
	WORK_OVERRIDE_REVIEW,
	WORK_DISPUTES,
	WORK_PASS_ON,
	WORK_COMPLAINTS,
	WORK_COPIES,
	WORK_OVERRIDE_ON,
	WORK_REASK, /* on a page of its own (lists.h): open care at an organisation that closed */
	WORK_KINDS
} WorkKind;

/* The two sorts of WORK_REASK, as DueRow has them. */
typedef enum ReaskSort { REASK_TO_ASK, REASK_ASKED } ReaskSort;

typedef struct WorkItem {
	WorkKind kind;
	const char *nhs;
	const char *name; /* "Ashby M"; a restricted patient's too: a list never shows why */
	const char *what; /* "Physiotherapy, referred today", "Royal Cornwall Hospitals" */
	/* the episode, request, entry, override, complaint or request for a copy; of passing on, the answer */
	const char *id;
	Instant since;
	Instant until;	      /* of a code that is out, of an override that is on: until when; else INSTANT_MIN */
	Date due;	      /* of a complaint or a copy: by when; none where there is no day for what is to be done */
	CodeState code_state; /* of an open request that nobody has decided */
	WordByte channel;     /* of a request's newest code: CodeChannel; 0 where there is none */
	const char *code;     /* the `code-issued` fact of it; NULL where there is none */
	WordByte pass_on;     /* PassOnAnswer, of what is passed on */
	bool back;	      /* … it is to be taken back there */
	WordByte tell;	      /* of an override: Tell, as it stands */
	const char *whom;     /* of what is passed on: who said it, and who recorded it; else NULL */
	/* Of care at an organisation that closed (`what`): its code, what it became and the latest open episode there,
	 * each NULL where there is none, and whether both questions were put for that: done. */
	const char *org, *successor, *newer;
	bool asked;
	/* Of a registration's first question: from then on it is in no list, for it was in it for long; asking still
	 * puts it. INSTANT_MAX of all else. */
	Instant over;
} WorkItem;

typedef struct WorkList {
	const WorkItem *items; /* what is due by a day first, then oldest first */
	size_t count;
} WorkList;

typedef struct WorkCounts {
	size_t of[WORK_KINDS];
	bool counting; /* not every patient of whom something was told has been looked at yet */
	/* The patient who was left out last, for a line of theirs cannot be read, and which; "" or NULL: nobody. */
	const char *unread;
} WorkCounts;

/* What the practice enters, and where: which system it uses itself, and the table with what its site says of it. */
typedef struct PassOnHome {
	const char *practice; /* its code; "" before set-up */
	System system;	      /* unknown where nobody said */
	const char *kept;     /* the site's rows, as they are kept; "" */
	PassOnTable table;
} PassOnHome;

bool desk_pass_on_home(Desk *desk, Arena *arena, PassOnHome *ret_home, Error *err) must_check;

/* Looks at up to `patients` more patients of whom something was told, or whose time has come, unless another desk just
 * writes: the next step does it then. True if what is due may be another than at the last step. */
bool desk_work_step(Desk *desk, size_t patients);
/* Whether nobody was looked at yet, as where a database of before was brought up, and somebody is to be. */
bool desk_work_unbegun(Desk *desk, bool *ret_unbegun, Error *err) must_check;
/* Whether there is anybody whom a step would look at, for who may see what is due or the figures. */
bool desk_work_waits(Desk *desk);
/* A step while nobody types; what it changes the next desk_work_step says. Whether it came further, and anybody still
 * waits: while another desk writes, or where it cannot be done, it does not come further. */
bool desk_work_on(Desk *desk, size_t patients);
/* The same until nobody waits, as after an import; `go_on` is told how many were looked at, and stops it where it says
 * so: what was looked at stays. NULL: nobody looks. */
typedef bool (*WorkGoOn)(void *self, int64_t done, int64_t total);
bool desk_work_settle(Desk *desk, WorkGoOn go_on, void *self, Error *err) must_check;
/* Whether what is kept of each patient is what their facts make, but for those who are yet to be looked at: the first
 * of whom it is not, or NULL. Folds everybody, in the order of their numbers. `go_on` as above; `total` is 0 where
 * nobody counted. `read` is told of each what was read to find it, as LedgerOps.put_due is. Both may be NULL. */
typedef void (*WorkRead)(void *self, const Brief *read);
bool desk_work_check(Desk *desk, WorkGoOn go_on, WorkRead read, void *self, Arena *arena, const char **ret_patient,
		     Error *err) must_check;
WorkCounts desk_work(Desk *desk);
/* What is due of one kind, of one patient or (NULL) of all, at most `limit`. */
bool desk_work_list(Desk *desk, WorkKind kind, const char *nhs, size_t limit, Arena *arena, WorkList *ret_list,
		    Error *err) must_check;

/* A page of the same list, read by index: no patient is folded. Rows as the ledger keeps them (DueRow). */
typedef struct WorkPage {
	const DueRow *from; /* NULL: from the first on, or (back) from the last */
	bool with, back;    /* as DueQuery has them */
	size_t limit;
} WorkPage;

bool desk_work_rows(Desk *desk, WorkKind kind, const WorkPage *page, Arena *arena, DueRows *ret_rows,
		    Error *err) must_check;
/* What such rows say, an item of each. One of whom something was told that is yet to be looked at, or whose record
 * cannot be read, says no more than that. For who may see any of what is due. */
bool desk_work_words(Desk *desk, const DueRows *rows, Arena *arena, WorkItem *items, Error *err) must_check;
