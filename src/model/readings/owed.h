/* What is owed to a patient by a day: a complaint about their data to be acknowledged and answered, a copy of all that
 * is kept to be made.
 *
 * A complaint is acknowledged within 30 days, counted from the day after it came (Data Protection Act 2018 s164A, in
 * force since 19 June 2026 by the Data (Use and Access) Act 2025), and answered without undue delay: for that the law
 * knows no day. An answer within the 30 days acknowledges it too. A copy is made within one month of the request: on
 * the same day of the next month, or its last (UK GDPR Art. 12(3)). Weekends and holidays put nothing off, though the
 * law allows it. Days are those of the practice. */
#pragma once

#include "model/rules/reach.h"

typedef enum OwedKind { OWED_COMPLAINT, OWED_COPY } OwedKind;

typedef struct Owed {
	OwedKind kind;
	const Fact *opening;	  /* the complaint, the request */
	const Fact *acknowledged; /* of a complaint; NULL: not yet */
	const Fact *done;	  /* the answer; of a request, the copy; NULL: not yet */
	Date received, due; /* due: of what is to be done next; none where there is no day for it, or all is done */
	bool late;	    /* the day has passed */
	bool in_time;	    /* it was acknowledged, or the copy made, by its day */
} Owed;

typedef struct OwedList {
	const Owed *items; /* as they were told */
	size_t count;
} OwedList;

/* Of what counts in this fold. */
OwedList owed_of(const Reach *reach, Arena *arena);
/* The day on which it came: as it was told, else that on which it was told. */
Date owed_received(const Fact *opening, const Zone *zone);
