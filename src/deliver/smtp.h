/* E-mail by the practice's own mail server: SMTP with STARTTLS, or over TLS from the start; never in the clear. */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "config/settings.h"
#include "deliver/sent.h"
#include "model/codes/codes.h"

typedef struct Smtp {
	const SmtpSettings *settings;
	const char *password; /* NULL: the server asks for none. Its owner wipes it */
	int timeout;
} Smtp;

/* The arena holds what was sent: wipe it. A mail server has no memory of what it took: after a sender that died between
 * sending and noting it the same message goes out once more, with the same Message-ID. */
Sent smtp_send(const Smtp *smtp, const Letter *letter, const char *reference, Instant now, Arena *arena);
