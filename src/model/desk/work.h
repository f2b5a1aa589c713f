/* What is due at the desk: the home screen's list. Folded from the ledger, kept up to date patient by patient as facts
 * come in, in slices so that no key press waits for a large practice. */
#pragma once

#include "model/desk/desk.h"
#include "model/facts/pass_on.h"
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
	WORK_KINDS
} WorkKind;

typedef struct WorkItem {
	WorkKind kind;
	const char *nhs;
	const char *name; /* "Ashby M"; a restricted patient's too: a list never shows why */
	const char *what; /* "Physiotherapy, referred today", "Royal Cornwall Hospitals" */
	/* the episode, request, entry, override, complaint or request for a copy; of passing on, the answer */
	const char *id;
	Instant since;
	Instant until;	      /* of a code that is out: when it runs out; else INSTANT_MIN */
	Date due;	      /* of a complaint or a copy: by when; none where there is no day for what is to be done */
	CodeState code_state; /* of an open request that nobody has decided */
	WordByte channel;     /* of a request's newest code: CodeChannel; 0 where there is none */
	const char *code;     /* the `code-issued` fact of it; NULL where there is none */
	WordByte pass_on;     /* PassOnAnswer, of what is passed on */
	bool back;	      /* … it is to be taken back there */
	WordByte tell;	      /* of an override: Tell, as it stands */
	const char *whom;     /* of what is passed on: who said it, and who recorded it; else NULL */
} WorkItem;

typedef struct WorkList {
	const WorkItem *items; /* by kind, then what is due first, then oldest first */
	size_t count;
	size_t of[WORK_KINDS];
	bool counting; /* not every patient has been looked at yet */
} WorkList;

/* What the practice enters, and where: which system it uses itself, and the table with what its site says of it. */
typedef struct PassOnHome {
	const char *practice; /* its code; "" before set-up */
	System system;	      /* unknown where nobody said */
	const char *kept;     /* the site's rows, as they are kept; "" */
	PassOnTable table;
} PassOnHome;

bool desk_pass_on_home(Desk *desk, Arena *arena, PassOnHome *ret_home, Error *err) must_check;

/* Looks at up to `patients` more patients of whom something was told since the last look; true if anything changed. */
bool desk_work_step(Desk *desk, size_t patients);
WorkList desk_work(const Desk *desk); /* stands until the next step */
