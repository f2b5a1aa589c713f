/* Here today: who is expected at the practice, in the order of time, and what is due of each. Read from the list of the
 * day, which stands beside the ledger (ledger.h), and from what is due of them (work.h). */
#pragma once

#include "model/desk/desk.h"

enum { HERE_LATE_MINUTES = 15 /* somebody whose time is past by more has come, or will not */ };

typedef struct HereRow {
	const char *nhs;
	bool said;	  /* desk_here_say was asked; before, `name`, `what` and `item` are "" */
	const char *name; /* "Ashby M"; a restricted patient's too: a list never shows why */
	bool died;
	int minute;	       /* of the day; EXPECTED_ANY_TIME: not said */
	const char *clinician; /* "" where it is not said */
	size_t due;	       /* questions */
	const char *what,
		*item; /* of the one that has waited longest: "Physiotherapy, referred today", and its id; "" */
} HereRow;

typedef struct HereList { /* in the arena given */
	HereRow *items;
	size_t count;
	size_t due;    /* rows with questions due */
	size_t next;   /* the row of whom to ask next, by the time; `count` where nothing is due */
	bool counting; /* not all of them have been looked at yet */
} HereList;

/* Reads today's list; true if anything changed. A list of a day that is over is forgotten, for all desks. */
bool desk_here_look(Desk *desk);
/* Empty where there is no list of today, or for who may not find a patient. */
HereList desk_here(Desk *desk, Arena *arena);
/* What there is to say of a row that is shown: nobody else is read. */
void desk_here_say(Desk *desk, HereRow *row, Arena *arena);
