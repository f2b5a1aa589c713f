/* The first hour of a practice: what the desk still lacks, made of what is true now, and what is set for many
 * organisations at once. Source: PRACTICE §5. */
#pragma once

#include "model/lists/lists.h"

/* In the order in which a practice goes through them. */
typedef enum FirstStep {
	FIRST_LISTS,   /* the national lists: practices, trusts */
	FIRST_LOCAL,   /* which organisations are allowed */
	FIRST_SYSTEMS, /* which system each of them uses, and the practice itself */
	FIRST_PATIENTS,
	FIRST_STAFF, /* somebody of each role */
	FIRST_BACKUP,
	FIRST_SENDER, /* codes as messages */
	FIRST_SCR,    /* what patients have who never chose about the Summary Care Record */
	FIRST_LANGUAGES,
	FIRST_NOTICE, /* the address of the privacy notice */
	FIRST_STEPS
} FirstStep;

typedef struct FirstLine {
	FirstStep step;
	bool done;
	bool may_wait;	    /* a desk works without it */
	const char *name;   /* "Staff" */
	const char *stands; /* "no receptionist, nurse or clinician yet" */
	const char *todo;   /* what to do, a sentence */
} FirstLine;

typedef struct FirstHour {
	FirstLine lines[FIRST_STEPS]; /* of each step, in order */
	size_t missing;		      /* not done, and may not wait */
} FirstHour;

/* For administrators. Texts live in `arena`. */
bool desk_first_hour(Desk *desk, Arena *arena, FirstHour *ret_hour, Error *err) must_check;

/* The local list as it is proposed: the open practices of this practice's commissioner, and the open trusts of its
 * postcode area, the trusts first and by name; but for the practice itself and what stands on a list already. Nothing
 * is allowed by it: a person ticks (desk_load_standings). */
bool desk_proposed_list(Desk *desk, Arena *arena, OrganisationList *ret_orgs, Error *err) must_check;

/* The practice itself and those it allows, as far as they are open and nobody said which system they use; the practice
 * first, then by name. They are set by desk_load_systems. */
bool desk_local_unknown(Desk *desk, Arena *arena, OrganisationList *ret_orgs, Error *err) must_check;
