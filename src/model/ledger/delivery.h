/* A message to a patient on its way, as the ledger port keeps it: beside the ledger, and never part of it. What is in
 * it, nobody reads here (parcel.h). */
#pragma once

#include <stddef.h>

#include "base/date.h"
#include "model/facts/word.h"

typedef struct Parcel {
	const char *fact;    /* the `code-issued` fact: its key */
	const char *request;
	CodeChannel channel; /* CODE_SMS or CODE_EMAIL */
	Instant queued, expires;
	const unsigned char *sealed;
	size_t size;
} Parcel;

typedef struct ParcelList {
	const Parcel *items; /* `sealed` NULL */
	size_t count;
} ParcelList;

/* What is known of its way: never what is in it. */
typedef struct Delivery {
	const char *fact;
	CodeChannel channel;
	DeliveryState state;
	Instant changed; /* when it came to this state; queued: when it was queued */
	unsigned tries;
	const char *why; /* of the last try that failed, one sentence; "" */
} Delivery;
