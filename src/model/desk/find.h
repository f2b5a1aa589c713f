/* Finding a patient. */
#pragma once

#include "model/desk/desk.h"
#include "model/facts/person.h"

typedef struct Found {
	Person person;
	size_t due;	     /* questions due: referrals open and not fully asked */
	const char *goes_on; /* the number under which their care goes on, where the two are one person; else NULL */
	bool same_name; /* another patient has the same family and given name: ask for the date of birth before opening,
				unless */
	bool alike;	/* not called what was typed, but so that it is easily taken for it (alike.h) */
	bool identified; /* what was typed is the whole NHS number, the code of a receipt, or has the date of birth */
} Found;

typedef struct FoundList {
	const Found *items;
	size_t count;
	bool more; /* there were more than fitted */
} FoundList;

/* What was typed: the beginning of a family name or of a word of it, "jane smi" or "smi jane" or "smi, ja", a date of
 * birth in any common form, "smith 14/7/1945" or "smith 1945", an NHS number or its beginning, the code of a receipt.
 * Answers at each key. Where few are found, those follow whose family name sounds as what was typed, or is one slip
 * from it. */
bool desk_find_people(Desk *desk, const char *typed, size_t limit, Arena *arena, FoundList *ret_found,
		      Error *err) must_check;
