/* A round of the one who delivers: what is due is opened, sent and noted; what was sent is asked about.
 *
 * A row is claimed before it is sent, so that several senders may be at work. What may have been sent already (claimed
 * before) is asked for at the service first, where it can be asked. Waits after a try that failed: 5 s, 15 s, 45 s,
 * 135 s, then 300 s, until the code runs out. */
#pragma once

#include "config/settings.h"
#include "model/ports/clock.h"
#include "store/outbox.h"

typedef struct Round {
	Outbox *outbox;
	Clock clock;
	const Settings *settings;
	const unsigned char *desk_key;	   /* DESK_KEY_BYTES */
	const char *notify_key, *password; /* NULL where the settings name none */
	bool (*stopped)(void);		   /* somebody wants the program to end: no further message is begun */
	void (*say)(const char *sentence); /* what went wrong, for a log: nothing of whom or what */
} Round;

typedef struct RoundTally {
	unsigned sent, again, failed;
} RoundTally;

/* Seconds to wait after `tries` tries that failed before this one. */
int64_t round_wait(unsigned tries);

/* All that is due now. False where the outbox cannot be read or written: nobody's message is at fault then. */
bool round_send(const Round *round, RoundTally *tally, Error *err) must_check;

/* Asks how those fared that were sent after `since`. A service that does not answer is asked another time. */
bool round_settle(const Round *round, Instant since, Error *err) must_check;
