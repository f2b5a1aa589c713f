/* A person of a file, and what the ledger has under the same NHS number: is it the same one (FORMATS §3), and what
 * stays as staff set it. */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "model/facts/fact.h"
#include "model/facts/person.h"

typedef enum KnownPerson {
	KNOWN_NOBODY = 1,
	KNOWN_SAME,
	KNOWN_RENAMED, /* the same person, under a new name */
	KNOWN_SOMEONE_ELSE,
} KnownPerson;

/* Other names by which the file knows a person. */
typedef struct KnownNames {
	bool (*has)(const void *self, const Person *present);
	const void *self;
} KnownNames;

/* `names` NULL: the file gives no other name. A birth date that either lacks is no other birth date; but a new name is
 * believed only with the same one. */
KnownPerson known_person(Arena *arena, const Person *person, const Person *present, const KnownNames *names);

/* What staff set by hand stays: a mobile number decides where codes go. `facts`: the patient's. */
void known_keep_by_hand(Person *person, const Person *present, const FactList *facts);
