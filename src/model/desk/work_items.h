/* What is due for one patient, read from its fold. Only work.c includes this. */
#pragma once

#include "model/desk/work.h"
#include "model/rules/reach.h"

typedef struct WorkFound {
	Arena *arena;
	WorkItem *items;
	size_t count, room;
	Instant again; /* when the patient must be looked at again (a code or an override runs out); INSTANT_MAX: never
			*/
} WorkFound;

void work_find(const Reach *reach, const PassOnHome *home, WorkFound *found);
