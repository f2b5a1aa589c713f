/* The inside of the readings: the clauses of a sentence, and patients kept packed for a stream of questions. */
#pragma once

#include "base/index.h"
#include "base/text.h"
#include "model/facts/line.h"
#include "model/readings/explain.h"
#include "model/rules/reach.h"

/* What explain.c and explain_clause.c have in common. */

typedef struct Explaining {
	const Reach *reach;
	const Decision *decision;
	const Explained *object; /* NULL of research */
	const Fact *fact;	 /* the one that the sentence dates, or NULL */
	const Episode *asked;	 /* of a missing answer: the open episode it was to be given in, or NULL */
	const char *place;	 /* where Share Out is spoken of; NULL where there are several */
	Instant on;		 /* the moment the sentence dates; INSTANT_MIN: none */
} Explaining;

/* What the sentence is about is found here, and the words for it: a clause with {names}. */
const char *explain_clause(const Reach *reach, const Decision *decision, const Explained *object,
			   Explaining *ret_explaining);

/* The place whose Share Out watermark rests on this fact, or NULL. */
const char *explain_out_place(const Reach *reach, const Fact *fact, Watermark *ret_out);

/* The records of many patients, packed, so that those of a whole practice stay in memory: what the ledger said of a
 * patient, for as long as one state of it is read.
 *
 * At most `most` bytes of them are kept, in two halves. New ones go into the young half; when it is full it becomes the
 * old one, and what was old is let go: what was not asked for in the meantime. What an entry says is not kept, as it
 * decides nothing. */

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
void records_keep_packed(Records *records, const char *nhs, const char *bytes, size_t length); /* brief_pack.h */

/* Fills in person, facts and entries; false where the record is not kept. Arrays live in `arena`; texts until the next
 * records_keep. */
bool records_find(Records *records, const char *nhs, Arena *arena, World *world);

size_t records_size(const Records *records); /* bytes held from the system */
void records_done(Records *records);

/* --- narrate_desk.c --- */

/* "Dr Shah 2 was made a clinician", "The account Dr Shah 2 was closed"; how a session ended. */
void narrate_account(const Fact *fact, Text *out);
void narrate_setting(const Fact *fact, Text *out);
void narrate_imported(const Fact *fact, Text *out);
void narrate_ending(const Fact *fact, Text *out);
