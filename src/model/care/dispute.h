/* Two who may answer disagree (A11): nothing is asked about this referral until a clinician has settled it.
 *
 * desk_dispute (desk_care.h) notes it; the work list shows it to clinicians (WORK_DISPUTES) and lists no question for
 * it; desk_answer refuses meanwhile. */
#pragma once

#include "model/desk/chart.h"

typedef struct DisputeLine {
	const char *episode, *org;
	const char *called; /* the service, or the organisation */
	const Fact *fact;   /* `disputed`: when, by whom, and the words noted */
} DisputeLine;

void desk_disputes(const Chart *chart, Arena *arena, const DisputeLine **ret_lines, size_t *ret_count);
/* Clinicians. `words`: how it was settled, required. The questions are due anew. */
bool desk_settle_dispute(Desk *desk, Chart *chart, const char *episode, const char *words, Error *err) must_check;

/* Whether this `ended` is what settled a dispute: the patient ended nothing. */
bool dispute_settled(const Fact *ended);

/* Where a parent's yes stopped speaking at 16 (A10) and the patient was not asked since: the open ones, in order. */
void desk_came_of_age(const Chart *chart, Arena *arena, const Episode *const **ret_episodes, size_t *ret_count);

/* Numbers that were found to be the same person: shown, never united. The desk asks again for what was answered before.
 */
typedef struct MergeLine {
	const char *other; /* the other number, as it is printed */
	const Fact *fact;
	const char *text; /* "Also known as 999 000 0026 since 12-Nov-2026: no answer was carried over; ask again." */
} MergeLine;

void desk_merges(const Chart *chart, Arena *arena, const MergeLine **ret_lines, size_t *ret_count);
