/* Within the store only: what is due of each patient, a projection that the desk makes (ledger.h, DueRow). */
#pragma once

#include "store/inside.h"
#include "store/row.h"

/* Marks whom a line is about as to be looked at anew; an organisation that moves what is due there is noted, for
 * whoever was registered or referred there. Before the directory takes the line. */
bool due_mark(Store *store, const Line *line, Error *err) must_check;
bool due_mark_more(void *self, size_t limit, bool *ret_marked, Error *err) must_check;
bool due_mark_all(void *self, Error *err) must_check;

bool due_put(void *self, const char *patient, const DueRows *rows, Instant again, const Brief *read,
	     Error *err) must_check;
bool due_to_look_at(void *self, Instant now, size_t limit, Arena *arena, TextList *ret_patients, Error *err) must_check;
bool due_settled(void *self, Instant now, const char *after, size_t limit, Arena *arena, TextList *ret_patients,
		 Error *err) must_check;
bool due_again(void *self, const char *patient, Instant *ret_at, Error *err) must_check;
bool due_waits(void *self, Instant now, bool *ret_waits, Error *err) must_check;
bool due_waiting(void *self, Instant now, int64_t *ret_count, Error *err) must_check;
bool due_rows(void *self, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err) must_check;
bool due_counts(void *self, Instant at, DueCounts *ret_counts, Error *err) must_check;
