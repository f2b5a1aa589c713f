/* What another desk told of a patient after a screen had shown how things stand.
 *
 * An act is prepared on one state and saved on another wherever two people work on one patient. What the screen showed
 * is `Chart.shown`; telling_put refuses, in one sentence, a fact that rests on something that was told since then by
 * anybody but this desk in this visit. The sentence says it, so that it is known from then on: done again, the act goes
 * through. */
#pragma once

#include "model/desk/chart.h"

/* The first fact after `since` of another desk, a kiosk or a file that changed what a fact of this kind rests on, in
 * the order of `facts`; NULL: none. `entry`: of a mark on one entry the others do not matter; NULL: all do. */
const Fact *meanwhile_next(const Chart *chart, FactList facts, int64_t since, FactKind kind, const char *entry);
/* The same of whatever changed anything, overrides apart: they stand on the banner of those who may know. */
const Fact *meanwhile_any(const Chart *chart, FactList facts, int64_t since);
/* "Meanwhile Nurse Okoye, 09:52: Said no to Share In of Physiotherapy." A mark on an entry is not said, for it may be
 * hushed. */
const char *meanwhile_said(const World *world, const Fact *fact, Arena *arena);
