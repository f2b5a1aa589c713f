/* Who speaks with the desk: the patient, or whoever may speak for them. */
#pragma once

#include <stdbool.h>

#include "model/facts/word.h"

enum { CHILD_MAY_DECIDE_FROM = 11 }; /* years: from then until 16 it is asked first whether the child can decide */

/* Who spoke and how, for all answers of the sitting. */
typedef struct Speaker {
	Who who;
	How how;
	Capacity capacity;	 /* 0 if not a question */
	const char *name;	 /* of who spoke, if not the patient: then required */
	const char *reason;	 /* best interest: required */
	const char *language;	 /* in which it was asked; NULL: English */
	bool change;		 /* a change of mind: what explains was read with the first answer, not again */
	bool brief;		 /* in the short form (script.h): they have the guide, or read it */
	const char *interpreter; /* who interpreted, kept in the note of each answer; NULL: nobody */
} Speaker;

/* Whether who speaks by this way stands at the desk: else nothing can be shown to them. 0 is in person. */
bool how_is_here(How how);
