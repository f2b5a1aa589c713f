/* What explain.c and explain_clause.c have in common. */
#pragma once

#include "model/readings/explain.h"

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
