/* A care service, named by its ODS code (or a local code given at the desk). A directory line: it has no past. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "model/facts/word.h"

typedef struct Organisation {
	const char *code, *name;
	const char *type;	  /* words: social care, prison, child health … */
	const char *status;	  /* as its list says it: active, closed, dormant, proposed */
	const char *commissioner; /* sub-ICB or ICB code */
	const char *address;	  /* its lines before the town, parted by commas */
	const char *town, *postcode, *phone;
	const char *successor; /* the code of what it became; words only, never followed by a rule */
	Date opened, closed;   /* none if not told */
	WordByte care, system, mig;
	WordByte scr; /* looks into the Summary Care Record (S0); 0: not told */
} Organisation;

typedef struct OrganisationList {
	const Organisation *items;
	size_t count;
	size_t total; /* of a search: how many there are, shown or not */
} OrganisationList;

/* Looks an organisation up by code: the present directory line, or NULL. */
typedef struct Directory {
	const Organisation *(*organisation)(void *self, const char *code);
	void *self;
} Directory;

/* A code of 1–32 letters, digits, '-' or '.'; local codes begin "local-". */
bool organisation_code_valid(const char *code);

/* The code as people write it in lists, with blanks around it or in small letters: trimmed and in capitals (a local
 * code in small letters). Nothing else of it is changed, so it need not be valid; NULL for NULL. */
const char *organisation_code_read(Arena *arena, const char *typed);

/* In which order they are offered: nobody is referred to a commissioner. */
typedef enum OrganisationRank { RANK_TRUST = 1, RANK_OTHER, RANK_COMMISSIONER } OrganisationRank;

OrganisationRank organisation_rank(const Organisation *organisation);

/* All that it is found by, folded: code, name, address, town, postcode with and without its space, and what the first
 * letters of its name and of each line of its address make: "uhl", "lri". */
const char *organisation_words(const Organisation *organisation, Arena *arena);

bool organisation_closed(const Organisation *organisation, Date today);

/* Whether what is due of those in its care may be another: whether it shares, whether it closed, what it became. */
bool organisation_moves_due(const Organisation *before, const Organisation *after);

/* Uses SystmOne or EMIS, so that eDSM can carry to or from it (E1, E6). */
bool organisation_shares(const Organisation *organisation);

/* Looks into Summary Care Records (S0): as it was told, else general practice and urgent care do. */
bool organisation_views_scr(const Organisation *organisation);

/* A short form of the name for narrow columns: "UNIVERSITY HOSPITALS OF LEICESTER NHS TRUST" →
 * "University Hospitals of Leicester NHS Trust", "NHS FOUNDATION TRUST" → "FT". Names not all in capitals keep their
 * case. */
size_t organisation_short_name(const Organisation *organisation, char *out, size_t size);
/* In lists it is in capitals, as names are: "Stoke-on-Trent". "" where it is not known. */
const char *organisation_town(const Organisation *organisation, Arena *arena);
