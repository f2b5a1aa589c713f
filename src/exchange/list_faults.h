/* What is not right in a list, by line and column: the list is taken whole or not at all. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"

typedef struct ListFault {
	int64_t line;
	const char *column; /* as the file calls it; "" for the row as a whole */
	const char *why;
} ListFault;

typedef struct ListFaults {
	ListFault *items;
	size_t count, room;
} ListFaults;

void list_fault(ListFaults *faults, Arena *arena, int64_t line, const char *column, const char *why);
/* The first faults in one sentence, and how many more there are; true where there is none. `where` names the others:
 * "--report FILE lists them", or "". */
bool list_faults_none(const ListFaults *faults, const char *where, Error *err) must_check;
