/* The outbox, as the program that sends sees it: a database of its own connection, the ledger untouched.
 *
 * A row is `queued`, `sent` (handed to a service; the sealed text is wiped), `delivered`, `failed` for good, `expired`
 * (never sent, wiped), or `withdrawn`. Several senders may work on one file: a row is claimed for a while before it is
 * sent, and a sender that died loses its claim. What was claimed once may have been sent already: `claimed_before` says
 * so, and the sender asks the service by `reference` first, where it can be asked. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/facts/word.h"

typedef struct Outbox Outbox;

typedef struct OutboxItem {
	const char *fact;
	CodeChannel channel;
	Instant queued, expires;
	unsigned tries;		     /* claims before this one; of a row that was sent: all */
	bool claimed_before;	     /* it may have been sent already */
	const char *reference;	     /* random, made when it was queued; says nothing of anybody */
	const char *service_id;	     /* what the service called it once sent; "" */
	const unsigned char *sealed; /* NULL once sent */
	size_t size;
} OutboxItem;

/* Refused where there is no database there, or it is of a newer program. Never makes one; brings an older one up. */
bool outbox_open(const char *path, Outbox **ret_outbox, Error *err) must_check;
void outbox_close(Outbox *outbox); /* NULL is let pass */

/* Wipes what ran out at `now` (but not what another sender is at), then claims the oldest row whose next try is due,
 * for `seconds`. *ret is NULL if none is. */
bool outbox_claim(Outbox *outbox, Instant now, int64_t seconds, Arena *arena, const OutboxItem **ret_item,
		  Error *err) must_check;
/* Once a row is settled none of these changes anything, and they answer true: the desk may have withdrawn it, or
 * another sender have been first. */
/* The service took it: wiped. */
bool outbox_sent(Outbox *outbox, const char *fact, Instant now, const char *service_id, Error *err) must_check;
/* Not this time: again at `next`; where it will have run out by then it is expired and wiped at once. `why`: one
 * sentence without number or address. */
bool outbox_again(Outbox *outbox, const char *fact, Instant now, Instant next, const char *why, Error *err) must_check;
/* Never: wiped. */
bool outbox_failed(Outbox *outbox, const char *fact, Instant now, const char *why, Error *err) must_check;
bool outbox_delivered(Outbox *outbox, const char *fact, Instant now, Error *err) must_check;
/* Rows sent by a service that can be asked how they fared, not yet settled, sent after `since`; oldest first. */
bool outbox_unsettled(Outbox *outbox, Instant since, Arena *arena, const OutboxItem **ret_items, size_t *ret_count,
		      Error *err) must_check;
/* When the next row is due or runs out; INSTANT_MAX: nothing waits. */
bool outbox_next(Outbox *outbox, Instant *ret_next, Error *err) must_check;
/* The sender is at work: what desk_sender_seen reads. */
bool outbox_seen(Outbox *outbox, Instant now, Error *err) must_check;
