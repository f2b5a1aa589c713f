/* The records of many patients, packed, so that those of a whole practice stay in memory: what the ledger said of a
 * patient, for as long as one state of it is read.
 *
 * At most `most` bytes of them are kept, in two halves. New ones go into the young half; when it is full it becomes the
 * old one, and what was old is let go: what was not asked for in the meantime. What an entry says is not kept, as it
 * decides nothing. */
#pragma once

#include "base/index.h"
#include "model/rules/reach.h"

typedef struct RecordsHalf {
	Arena arena;
	Index index; /* of NHS numbers: into items */
	struct RecordsItem *items;
	size_t count, room, bytes;
} RecordsHalf;

typedef struct Records { /* {.most = …} is an empty one */
	size_t most;
	RecordsHalf young, old;
} Records;

/* Of the world its person, facts and entries. One that is larger than half of `most` is not kept. */
void records_keep(Records *records, const World *world, Arena *scratch);

/* Fills in person, facts and entries; false where the record is not kept. Arrays live in `arena`; texts until the next
 * records_keep. */
bool records_find(Records *records, const char *nhs, Arena *arena, World *world);

size_t records_size(const Records *records); /* bytes held from the system */
void records_done(Records *records);
