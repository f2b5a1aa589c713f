/* Episodes of care and what the patient answered in each: the A-rules, replayed fact by fact.
 *
 * One `Agreements` is the state after the facts replayed so far. `agreements_replay` takes them in replay order;
 * a fact that has no effect (A8) changes nothing. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/index.h"
#include "model/facts/fact.h"

enum { ADULT_FROM = 16 }; /* years: from then on no parent answers for the patient (A10) */

typedef enum AgreementState { STATE_NOT_ASKED, STATE_YES, STATE_REFUSED, STATE_WITHDRAWN } AgreementState;

typedef struct Side { /* one direction of one agreement */
	AgreementState state;
	const Fact *set_by; /* the answer that set the state; NULL if not asked */
	const Fact *yes;    /* the latest effective yes since the agreement began; who gave it speaks (A10) */
} Side;

typedef enum Verification { VERIFICATION_NONE, VERIFICATION_GIVEN, VERIFICATION_REFUSED } Verification;

typedef struct Episode {
	const char *id, *org;
	const Fact *opening;  /* `registered` or `referred` */
	const Fact *reopened; /* the latest `discharge-cancelled` that had effect, or NULL */
	const Fact *closing;  /* what discharged it: `discharged` or a later `registered`; NULL while open */
	/* the latest `ended` or `disputed` since it opened, until the next answer; NULL if none */
	const Fact *stopped;
	bool registration, open;
	/* the latest instant at which a Share Out yes of this episode stopped; INSTANT_MIN if none */
	Instant out_stopped;
	bool came_of_age;	     /* closed at 16 (A10) and not answered since */
	Side side[Direction_COUNT_]; /* by Direction */
	Verification verification;
	const Fact *verified_by; /* the `code-accepted` or `choice` that set it */
	const Fact *answered; /* the latest answer told of it since it opened, with effect or without; NULL if none */
	uint32_t place;
	uint32_t next_here; /* the next that was opened at its place, or INDEX_NONE */
	uint32_t request;   /* the latest made for it that was not closed by its end, or INDEX_NONE */
} Episode;

typedef struct Request {
	const char *id;
	const Fact *opening;
	uint32_t episode;
	uint32_t before; /* the request of the same episode before it, or INDEX_NONE */
	bool open;
} Request;

/* An organisation in the patient's past, and the latest instant at which a Share Out yes there stopped (W2). */
typedef struct Place {
	const char *org;
	Instant out_stopped;  /* INSTANT_MIN if none ever stopped */
	const Fact *out_stop; /* what stopped it; the yes itself where the patient came of age */
	bool practice;	      /* was registered here: its entries belong to the GP record */
	uint32_t first, last; /* of the episodes here, or INDEX_NONE */
} Place;

typedef struct Agreements {
	Arena *arena;
	Episode *episodes;
	Request *requests;
	Place *places;
	size_t episode_count, request_count, place_count;
	size_t episode_room, request_room, place_room;
	Index episode_index, request_index, place_index;
	uint32_t home_episode; /* the open registration, or INDEX_NONE */
	Instant sixteen;       /* midnight of the 16th birthday; INSTANT_MAX if the birth date is not known */
	bool of_age;	       /* that midnight has been passed */
} Agreements;

void agreements_begin(Agreements *agreements, Instant sixteen, Arena *arena);

/* Takes the next fact in replay order. Facts that are not about an agreement are passed over. */
void agreements_replay(Agreements *agreements, const Fact *fact);

/* No more facts: time has passed up to and including `at` (A10 may fall due). */
void agreements_end(Agreements *agreements, Instant at);

const Episode *agreements_home(const Agreements *agreements);			 /* the open registration, or NULL */
uint32_t agreements_place(Agreements *agreements, const char *org);		 /* made if it is not there */
const Episode *agreements_episode(const Agreements *agreements, const char *id); /* NULL if none with effect */
const Request *agreements_request(const Agreements *agreements, const char *id);
const Request *agreements_open_request(const Agreements *agreements, const Episode *episode); /* the latest, or NULL */

/* The fact in replay order after which this registration counts as present: its opening or latest re-opening. */
const Fact *episode_present_since(const Episode *episode);

/* A11: two who may answer disagree, and nobody has settled it since. */
bool episode_disputed(const Episode *episode);
