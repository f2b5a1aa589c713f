/* What the card of a request says: how it stands, what to do next, where each way goes. All texts are made in
 * `arena`. */
#pragma once

#include "ui/screens/request/look.h"

enum { SENDER_QUIET = 120 /* seconds after which a sender that was not seen may not be running */ };

/* The time of an instant of today, the day with it for another: "10:41", "11-Jun 10:41". */
const char *request_moment(Instant at, Instant now, const Zone *zone, Arena *arena);

/* "Code sent by text to mobile ending 111." */
const char *request_state_sentence(const RequestLook *look, const CodeWays *ways, Instant now, const Zone *zone,
				   Arena *arena);

bool request_not_sent(const Delivery *delivery); /* nor will it be: nobody has that code */

typedef struct SenderSight {
	Instant seen, now;
	const Zone *zone;
} SenderSight;

/* Of the message on its way: why it is late or failed; NULL where there is nothing to say. */
const char *request_delivery_sentence(const Delivery *delivery, const SenderSight *sight, Arena *arena);
bool request_delivery_warns(const Delivery *delivery, const SenderSight *sight); /* somebody has to look */

/* What to do next, NULL where nothing is. `brief`: in a row or two of 38 columns. */
const char *request_next_sentence(const RequestLook *look, bool brief, Arena *arena);
/* "Ring back only on 01872 250000." */
const char *request_ring_sentence(const RequestLook *look, Arena *arena);
/* The way of a channel, or NULL where that is not one of the card's. */
const CodeWay *request_way(const CodeWays *ways, CodeChannel channel);
/* "Text to mobile ending 111", or why not, in a few words: the key says the whole of it. */
const char *request_way_sentence(const CodeWay *way, Arena *arena);
/* "This mobile was changed today 10:12, less than 24 hours ago …"; NULL where it was not. */
const char *request_changed_sentence(const CodeWay *way, Instant now, const Zone *zone, bool brief, Arena *arena);
const char *request_kept_sentence(const CodeWay *way, bool brief);
