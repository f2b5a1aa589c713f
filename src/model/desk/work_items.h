/* What is due for one patient, read from its fold. Within work.c, work_shown.c and work_kept.c only. */
#pragma once

#include "model/desk/work.h"
#include "model/rules/reach.h"

typedef struct WorkFound {
	Arena *arena;
	WorkItem *items;
	size_t count, room;
	const Reach *reach; /* in which it was found; NULL: of a patient without facts, or of a copy */
	Instant again; /* when the patient must be looked at again (a code runs out, a fact comes), or INSTANT_MAX */
} WorkFound;

/* As DueRow has it: the answer, of what is passed on; of care at an organisation that closed, whether they were asked
 * anew (ReaskSort); else whether it is listed for a time alone. */
enum { WORK_LISTED = 0, WORK_FOR_A_TIME = 1 };

static inline WordByte work_sort(const WorkItem *item)
{
	if (item->kind == WORK_PASS_ON)
		return item->pass_on;
	if (item->kind == WORK_REASK)
		return item->asked ? REASK_ASKED : REASK_TO_ASK;
	return instant_before(item->over, INSTANT_MAX) ? WORK_FOR_A_TIME : WORK_LISTED;
}

void work_find(const Reach *reach, const PassOnHome *home, WorkFound *found);
