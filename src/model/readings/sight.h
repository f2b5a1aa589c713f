/* What an organisation sees of the GP record as a whole, whether or not the desk holds its entries.
 *
 * It is the fold's own answer: the same facts, folded over entries that stand for what a practice records (medicines,
 * which every way of sharing shows; problems; documents, which the whole record alone holds), long ago and now. None of
 * them is private or sensitive: what is private leaves by no way. */
#pragma once

#include "model/rules/decision.h"

typedef enum Sight {
	SIGHT_NONE,
	SIGHT_ASKS,  /* nothing before it has asked the patient (MIG, SCR) */
	SIGHT_PART,  /* some of it: a summary or view that was permitted, or what one practice of several shares */
	SIGHT_UP_TO, /* what was recorded up to a moment, and nothing later */
	SIGHT_WHOLE,
} Sight;

typedef struct Sighted {
	Sight sight;
	Instant up_to;		 /* of SIGHT_UP_TO */
	bool asks_mig, asks_scr; /* some of it once it has asked, by this way */
	Example example;	 /* what explains it best; its entry is one of the probe's */
} Sighted;

/* The patient of `reach` at its times, with those entries in place of the record. */
void sight_probe(const Reach *reach, Arena *arena, Reach *ret_probe);

Sighted sight_of(const Viewer *viewer); /* a viewer of the probe */

/* What others share with an organisation, as far as it and its agreements go: NONE, UP_TO or WHOLE. Of the patient's
 * practice, which holds the GP record, this is what its Share In is about. */
Sight sight_of_others(const Viewer *viewer);

/* How far what an organisation records is shared by Share Out: NONE, UP_TO or WHOLE. */
Sight sight_out(const Reach *reach, const char *org);
bool sight_known(const Reach *reach, const char *org);	/* which system it has */
bool sight_shares(const Reach *reach, const char *org); /* it uses SystmOne or EMIS (E1) */

/* Why a yes to Share In there opens nothing of the GP record, the first that holds; of the patient's practice, nothing
 * of what others share. */
typedef enum Obstacle {
	OBSTACLE_NONE,
	OBSTACLE_OPTED_OUT_PLANNED,
	OBSTACLE_OPTED_OUT_UNPLANNED,
	OBSTACLE_PROHIBITED,
	OBSTACLE_NOT_LINKED, /* it, or the practice, has no shared system */
	OBSTACLE_NOT_KNOWN,  /* which system it has */
	OBSTACLE_NO_HOME,    /* nobody can let in who is on no list */
	OBSTACLE_CODE,	     /* it needs one */
	OBSTACLE_NOT_SHARED, /* Share Out of the practice */
} Obstacle;

Obstacle obstacle_of(const Viewer *viewer);
