/* What somebody who types in the search can mean by it; for find.c. */
#pragma once

#include "model/ledger/ledger.h"

typedef struct Meaning {
	PersonQuery query;
	bool identifies; /* it says which of those of one name is meant: a whole number, a date of birth */
	bool alike;	 /* those whose family name sounds like this one's are looked for, where few are found */
	bool second;	 /* only where none of the others finds anybody */
} Meaning;

/* The likeliest first: names that are what was typed, names that begin so, names that somebody had before. */
typedef struct Meanings {
	Arena *arena;
	Meaning *items;
	size_t count;
	const char *alone; /* said where only what is second finds anybody: a sentence; or NULL */
} Meanings;

/* "1951 ashby" as "ashby 1951"; anything else as it stands. */
const char *find_name_first(const char *typed, Date today, Arena *arena);

Meanings find_meanings(const char *typed, Date today, Arena *arena);

/* What is wrong with what was typed, in a sentence: a date that is none, or, where nobody is found by it, a number that
 * cannot be right. NULL: nothing that can be told. */
const char *find_fault(const char *typed, bool nobody, Date today, Arena *arena);
