/* What is due, in words: the home screen's work list and the list of one kind. */
#pragma once

#include "base/arena.h"
#include "model/desk/work.h"
#include "ui/screen.h"
#include "ui/screens/home/opening.h"

typedef struct DueKind {
	const char *name;  /* "Questions to ask" */
	Act act;           /* who does it */
	const char *whose, *role; /* shown to others: "for a clinician", "clinician"; NULL where all who see it do it */
} DueKind;

typedef struct Due {
	WorkItem item;
	const char *left;  /* of a request, how it stands: "code sent, 6 min left"; else "" */
	const char *brief; /* the same in 16 columns: "6 min left" */
} Due;

typedef struct DueList { /* copies, in the arena given */
	const Due *items;
	size_t count;
} DueList;

const DueKind *due_kind(WorkKind kind);
bool due_shown(const Desk *desk, WorkKind kind); /* whether who is signed in sees that there is such work */
DueList due_list(Desk *desk, WorkKind kind, Instant now, size_t limit, Arena *arena);

/* Opens the patient of it; of a request, an override or a dispute, its card on top. */
void due_open(App *app, Opening *opening, const Due *due, DialogDone *done);

extern const Screen screen_due; /* all that is due of one kind; argument: a const WorkKind * */
