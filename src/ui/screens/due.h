/* What is due, in words: the home screen's work list and the list of one kind. */
#ifndef UI_SCREENS_DUE_H
#define UI_SCREENS_DUE_H

#include "base/arena.h"
#include "model/work.h"
#include "ui/screen.h"

typedef struct DueKind {
	const char *name;  /* "Questions to ask" */
	Act act;           /* who does it */
	const char *whose; /* to be shown to others: "for a clinician"; NULL where everybody who sees it does it */
} DueKind;

typedef struct DueList {
	const WorkItem *items; /* `what` with the time that is left; copies in the arena given */
	size_t count;
} DueList;

const DueKind *due_kind(WorkKind kind);
bool due_shown(const Desk *desk, WorkKind kind); /* whether who is signed in sees that there is such work */
DueList due_list(const Desk *desk, WorkKind kind, Instant now, size_t limit, Arena *arena);

extern const Screen screen_due; /* all that is due of one kind; argument: a const WorkKind * */

#endif
