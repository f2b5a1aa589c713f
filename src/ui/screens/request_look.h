/* How a request stands, in words: for its card and for the list of requests. */
#ifndef UI_SCREENS_REQUEST_LOOK_H
#define UI_SCREENS_REQUEST_LOOK_H

#include "model/desk_codes.h"

typedef enum RequestStage {
	REQUEST_NEW,	 /* no code was given out yet */
	REQUEST_WAITING, /* a code can be typed */
	REQUEST_RUN_OUT, /* its time is over */
	REQUEST_USED_UP, /* its tries are, or it was used before */
	REQUEST_VERIFIED,
	REQUEST_REFUSED,
	REQUEST_CANCELLED,
	REQUEST_CLOSED, /* with the care itself */
	REQUEST_OPEN,	/* in the past: what became of its codes is not told */
} RequestStage;

typedef struct RequestLook { /* texts in the arena of request_look */
	RequestStage stage;
	const char *request, *episode, *org;
	const char *organisation;	    /* short name */
	const char *service;		    /* NULL where it says no more than the organisation */
	const char *phone, *town;	    /* may be NULL */
	Instant opened;
	Instant since;	     /* when it came to this stage, of VERIFIED, REFUSED, CANCELLED */
	const char *code;    /* the newest `code-issued` fact, or NULL */
	CodeChannel channel; /* of it */
	Instant expires;
	int tries_left;
} RequestLook;

void request_look(const Desk *desk, const Chart *chart, const Request *request, Arena *arena, RequestLook *ret_look);
bool request_look_open(const RequestLook *look); /* more can be done with it */

/* "code waiting, 6 min left"; `now` as the app has it. */
const char *request_look_words(const RequestLook *look, const Zone *zone, Instant now, Arena *arena);

#endif
