/* Every patient of the practice, a slice at a time: what figures and lists of all of them are counted with. Nothing
 * outside the model includes it. */
#pragma once

#include "model/desk/inside.h"

typedef struct Scan {
	Arena arena; /* the numbers */
	TextList patients;
	size_t next;
} Scan;

/* Looks at one patient; `world` and `arena` are gone after it. No standings and no entries are read. */
typedef bool (*ScanVisit)(void *self, Desk *desk, const World *world, Arena *arena, Error *err);

bool scan_begin(Scan *scan, Desk *desk, Error *err) must_check; /* of {0}, or of one that ended */
/* Up to `patients` more. On a fault those before the patient it met were looked at, and it is tried again. */
bool scan_step(Scan *scan, Desk *desk, size_t patients, ScanVisit visit, void *self, bool *ret_done,
	       Error *err) must_check;
/* One patient by number, whether looked at or not. */
bool scan_one(Desk *desk, const char *nhs, ScanVisit visit, void *self, Error *err) must_check;
void scan_end(Scan *scan);
