/* Finding a patient. */
#pragma once

#include "model/desk/desk.h"
#include "model/facts/person.h"

enum { FOUND_ALIKE = 10 /* alike are looked for where fewer are found, and so many are shown with them */ };

typedef struct Found {
	Person person;
	size_t due;	     /* questions due: referrals open and not fully asked */
	const char *goes_on; /* the number under which their care goes on, where the two are one person; else NULL */
	bool same_name; /* another patient has the same family and given name: ask for the date of birth before opening,
				unless */
	bool alike;	/* not called what was typed, but so that it is easily taken for it (alike.h) */
	bool former;	/* found by a family name of before */
	bool identified; /* what was typed is the whole NHS number, the code of a receipt, or has the date of birth */
} Found;

typedef struct FoundList {
	const Found *items;
	size_t count;
	bool more;	   /* there were more than fitted */
	const char *fault; /* what cannot be right, or that those found fit a part of it alone: a sentence; or NULL */
} FoundList;

/* What was typed: any words of a name in any order, of family name, given, preferred or former family name, with a
 * title or not ("jane smi", "smi, ja", "mrs cruz"); with the year of birth, the age or the date beside it ("smith
 * 1945", "51 ashby"), an NHS number or its beginning, or a telephone number; a date of birth in any form
 * (date_typed.h), a month or a year; an NHS number, a mobile number or a postcode, or their beginning; the code of a
 * receipt. Who is called just that comes before whose name goes on. Answers at each key. Where few are found, those
 * follow of whom one name sounds as what was typed, or is one slip from it. Where nobody has both the name and what is
 * beside it, all of that name, and the fault says so. */
bool desk_find_people(Desk *desk, const char *typed, size_t limit, Arena *arena, FoundList *ret_found,
		      Error *err) must_check;

/* On an empty search: the last twenty patients whom who is signed in opened at this desk today, the last first. Nothing
 * of it is kept anywhere: signing out forgets it, locking does not. */
bool desk_recent_people(Desk *desk, Arena *arena, FoundList *ret_found, Error *err) must_check;
size_t desk_recent_count(const Desk *desk);
