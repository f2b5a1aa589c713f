/* What was found of the patients whose work was shown last: they are folded anew only where it may be another by now.
 * Within these alone. */
#pragma once

#include "model/desk/inside.h"
#include "model/desk/work_items.h"

enum { WORK_KEPT_MAX = 512, WORK_KEPT_ITEMS = 64 /* of one patient; who has more is not kept */ };

typedef struct WorkKeptOne {
	WorkFound found;
	Instant from; /* it is so from then on, until found.again */
} WorkKeptOne;

typedef struct WorkKept { /* zeroed, nothing is kept */
	Arena arena;
	Index patients; /* by number, in `ones` */
	WorkKeptOne *ones;
	size_t count;
	int64_t head;
	Seal seal;
	Date day;	 /* "referred today" is another text tomorrow */
	PassOnHome home; /* without its table */
} WorkKept;

/* Lets go of what may be another since it was kept: of whom anything was told, and of everybody where an organisation
 * was, or the day or what the practice enters changed. Not within a transaction: what that tells may be rolled back. */
bool work_kept_look(WorkKept *kept, const Desk *desk, const PassOnHome *home, Error *err) must_check;
/* NULL where it is to be found anew. It lasts until the next is kept. */
const WorkFound *work_kept_of(const WorkKept *kept, const char *nhs, Instant now);
/* A copy of `found`, until the next is kept; NULL where it is too much to be kept. */
const WorkFound *work_kept_put(WorkKept *kept, const char *nhs, const WorkFound *found, Instant now);
WorkFound work_found_copy(const WorkFound *found, Arena *arena);
WorkItem work_item_copy(const WorkItem *item, Arena *arena);

/* How this desk saw the ledger when it last looked. */
struct Work {
	int64_t head;
	bool went_on; /* desk_work_on looked at somebody since */
	Date day;
	char unread[sizeof((Error *)NULL)->text]; /* who was left out last, and why; "": nobody */
	WorkKept kept;
};

Work *work_of(Desk *desk);
bool work_may_read(const Desk *desk);
/* Folds one patient. `book` lives in an arena that lives at least as long as `arena`. */
bool work_find_of(Desk *desk, OrganisationBook *book, const PassOnHome *home, const char *nhs, Arena *arena,
		  WorkFound *ret_found, Error *err) must_check;
void work_say_left_out(Desk *desk, const char *nhs, const Error *why);
