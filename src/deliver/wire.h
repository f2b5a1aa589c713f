/* libcurl, with what every call needs: TLS always and checked, a time limit, no redirects, no other protocol than asked
 * for, answers of a bounded size, and memory that is wiped when it is given back. */
#pragma once

#include <curl/curl.h>

#include "base/arena.h"
#include "base/error.h"
#include "deliver/sent.h"

enum { WIRE_ANSWER_MAX = 64 * 1024 };

/* Once, before anything else of this layer: libcurl and jansson get an allocator that wipes. */
bool wire_begin(Error *err) must_check;
void wire_end(void);

/* A handle with all of the above set. `ca_file`: these authorities and no other; NULL: the system's. `proxy` NULL:
 * none, whatever the environment says. */
CURL *wire_open(const char *url, const char *protocols, const char *ca_file, const char *proxy, int timeout);

typedef struct WireAnswer {
	long status;	  /* of HTTP; 0: none came */
	const char *body; /* "" if none came, or not all of it */
	bool whole;
} WireAnswer;

typedef struct WireCall {
	const char *url, *token, *body; /* a body makes it a POST, in JSON */
	const char *ca_file, *proxy;
	int timeout;
} WireCall;

/* False where no answer came, or only a part: `ret_answer->status` tells which, and `ret_sent` says why, to be tried
 * again. */
bool wire_call(const WireCall *call, Arena *arena, WireAnswer *ret_answer, Sent *ret_sent);

/* The sentence for a fault of the network or of TLS. `service`: "GOV.UK Notify". */
void wire_why(CURLcode code, const char *service, int timeout, char out[SENT_WHY_ROOM]);
