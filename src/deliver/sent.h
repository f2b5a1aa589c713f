/* What became of one attempt to send one message. */
#pragma once

typedef enum SentOutcome {
	SENT_AGAIN, /* not this time, or nobody knows: the network, the certificate, a busy service */
	SENT_NEVER, /* refused for good */
	SENT_TAKEN  /* the service has it */
} SentOutcome;

enum { SENT_ID_ROOM = 64, SENT_WHY_ROOM = 256 };

typedef struct Sent {
	SentOutcome outcome;
	char id[SENT_ID_ROOM];	 /* what the service calls it; "" where it does not say */
	char why[SENT_WHY_ROOM]; /* one sentence of ours: never a number, an address or a word of the message */
} Sent;
