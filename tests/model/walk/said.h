/* A sentence held against the fold: whether what it claims is so. */
#pragma once

#include "model/care/sitting.h"
#include "model/walk/claims.h"
#include "model/walk/ground.h"

/* When something was said. */
typedef struct Said {
	const Walk *walk;
	const GivenAnswer *answers; /* given, and not told yet */
	size_t answer_count;
	const SittingItem *item; /* the question that it is said with, or the only one that was asked; or NULL */
	bool patient;		 /* to the patient, who may not be told of every override */
	bool agreement;		 /* of agreements alone: what an override opens is said apart */
	const char *where;	 /* "read back" */
	Arena *arena;
} Said;

/* `org`: the code of the organisation that it names, or NULL. */
bool said_so(const Said *said, Claim claim, const char *org, unsigned long count);
/* Fails the test where the claim is not so. */
void said_claim(const Said *said, Claim claim, const char *org, unsigned long count, const char *text);
/* A text in the language of the walk: all that it claims. Fails for one that the walk does not know. */
void said_text(const Said *said, const char *own, const char *english);
