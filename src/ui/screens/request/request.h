/* The Requests tab, the card of one request, and how a request stands. */
#pragma once

#include "model/codes/codes.h"
#include "model/desk/chart.h"
#include "ui/glyphs.h"
#include "ui/screen.h"

/* The requests of this patient and how each stands. */
extern const Screen screen_requests; /* argument: a Chart *, as of screen_matrix */

/* The request of an organisation that is not on the local list, and its code: sent to the patient's phone, or shown at
 * the desk; read back over the telephone and typed. Opening the card opens the request, where there is none. */

typedef struct RequestArgument {
	Chart *chart;	     /* stays the caller's */
	const char *episode; /* its request is opened, where there is none */
	const char *request; /* NULL; or this one, however it stands: nothing is opened, `episode` is not looked at */
} RequestArgument;

extern const Screen screen_request;

/* How a request stands, in words: for its card and for the list of requests. */

typedef enum RequestStage {
	REQUEST_NEW,	  /* no code was given out yet */
	REQUEST_WAITING,  /* a code can be typed */
	REQUEST_RUN_OUT,  /* its time is over */
	REQUEST_LOCKED,	  /* its tries are used up */
	REQUEST_USED_UP,  /* it was used before, and what it did was taken back */
	REQUEST_ACCEPTED, /* by a code */
	REQUEST_CHOSEN,	  /* the patient's yes was recorded */
	REQUEST_REFUSED,  /* the patient's no was */
	REQUEST_CANCELLED,
	REQUEST_CLOSED, /* with the care itself */
	REQUEST_OPEN,	/* in the past: what became of its codes is not told */
	REQUEST_STAGES
} RequestStage;

typedef struct RequestLook { /* texts in the arena of request_look */
	RequestStage stage;
	const char *request, *episode, *org;
	const char *organisation; /* short name */
	const char *service;	  /* NULL where it says no more than the organisation */
	const char *phone, *town; /* may be NULL */
	const char *caller;	  /* who rang, and their number; NULL */
	const char *note;	  /* of CHOSEN, REFUSED: who decided, how identity was checked; may be NULL */
	Instant opened;
	Instant since;		 /* when it came to this stage, of ACCEPTED, CHOSEN, REFUSED, CANCELLED */
	const char *code;	 /* the newest `code-issued` fact, or NULL */
	CodeChannel channel;	 /* of it */
	Instant issued, expires; /* of it */
	int tries_left;
	const Delivery *delivery; /* of a code that was sent and still waits; else NULL */
} RequestLook;

void request_look(Desk *desk, const Chart *chart, const Request *request, Arena *arena, RequestLook *ret_look);
bool request_look_open(const RequestLook *look);  /* more can be done with it */
bool request_look_waits(const RequestLook *look); /* a code is out to be read back: none whose message did not go out */

/* "code sent, 6 min left", in at most 28 columns; `now` as the app has it. */
const char *request_look_words(const RequestLook *look, const Zone *zone, Instant now, Arena *arena);
/* The sign that stands before it. */
const char *request_look_sign(const RequestLook *look, const Glyphs *glyphs);

/* What became of a code that was given out: "code sent", "code shown", "text not sent yet", "text failed". */
const char *request_way_words(CodeChannel channel, const Delivery *delivery);
