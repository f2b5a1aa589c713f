/* What each text for patients claims about who sees the record: one table, and a text that is not in it is not known.
 * Only the walk knows of claims; the texts are found by the phrasebook that it gives the desk. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef enum Claim {
	CLAIM_NONE,
	/* what an organisation sees of the GP record; the practice, which holds it: of what others share */
	CLAIM_SEES,	 /* all of it */
	CLAIM_SEES_NOT,	 /* nothing now; it may ask */
	CLAIM_UP_TO,	 /* what was recorded long ago, and not what is recorded now */
	CLAIM_PART,	 /* some, not all */
	CLAIM_MAY_ASK,	 /* nothing before it has asked */
	CLAIM_NO_LONGER, /* not what is recorded now; all that it saw of what was recorded before */
	CLAIM_NEW_NOT,	 /* not what others record now */
	CLAIM_KEEPS,	 /* it is the practice */
	CLAIM_NOBODY,	 /* no organisation sees it by an agreement */
	/* what stands in the way */
	CLAIM_CODE, /* a code that is needed, and that would be of use */
	CLAIM_OPTED_PLANNED,
	CLAIM_OPTED_UNPLANNED,
	CLAIM_OPTED_BOTH,
	CLAIM_PROHIBITED,
	CLAIM_NOT_LINKED,
	CLAIM_NOT_KNOWN,
	CLAIM_NO_HOME,
	CLAIM_NOT_SHARED,
	/* how far goes what it records */
	CLAIM_SHARES,
	CLAIM_SHARES_NOT,
	CLAIM_SHARES_UP_TO,
	CLAIM_SHARES_STOPPED, /* nothing that is recorded now */
	/* what an answer to the question would do */
	CLAIM_IF_IN_YES,
	CLAIM_IF_IN_NO,
	CLAIM_IF_IN_NO_KEEPS,
	CLAIM_IF_OUT_YES,
	CLAIM_IF_OUT_NO,
	CLAIM_IF_OUT_NO_KEEPS,
	CLAIM_OPENS,	/* the question's yes opens all that was kept back */
	CLAIM_OTHER_IN, /* another agreement there says yes */
	CLAIM_OTHER_OUT,
	/* by number: of a record that is here alone */
	CLAIM_COUNT,	  /* so many entries are seen */
	CLAIM_COUNT_ALL,  /* all of them */
	CLAIM_COUNT_NONE, /* none of them */
	CLAIM_COUNT_SAME, /* and were before */
	CLAIM_COUNT_WAS,  /* so many were seen before */
	CLAIM_COUNT_HELD, /* so many are not */
	CLAIM_COUNT_OPENS,
	CLAIM_COUNT_STAYS, /* none of them changes for anybody */
	CLAIM_COUNTED,	   /* some number of entries */
	/* choices that hold everywhere */
	CLAIM_PLANNED_ON,
	CLAIM_PLANNED_OFF,
	CLAIM_UNPLANNED_ON,
	CLAIM_UNPLANNED_OFF,
	CLAIM_RESEARCH_ON,
	CLAIM_RESEARCH_OFF,
	CLAIM_PRIVATE, /* what is private is seen by no other service */
	CLAIMS
} Claim;

enum { CLAIMS_OF_A_TEXT = 2 };

typedef struct Claimed {
	const char *english; /* the text, its places unfilled */
	const Claim *says;   /* CLAIMS_OF_A_TEXT of them */
	const char *organisation;
	unsigned long count;
} Claimed;

/* What is claimed by a text in the language of the walk; false where the walk does not know it. Notes that it was met.
 */
bool claims_read(const char *own, Arena *arena, Claimed *ret_claimed);
/* The first text with a claim that was never met; NULL: all were. */
const char *claims_unmet(void);
/* Whether the table has this text. */
bool claims_know(const char *english);
