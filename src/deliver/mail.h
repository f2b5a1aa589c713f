/* One e-mail as RFC 5322 has it: plain text in UTF-8, its body in base64, its subject in encoded words (RFC 2047).
 *
 * By hand, though libcurl can write MIME: it sends none but a message of several parts, and this is one text.
 *
 * Nothing of what is given can begin a header of its own: the subject is encoded whole, addresses are refused unless
 * they are one plain address. */
#pragma once

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/error.h"

typedef struct Mail {
	const char *from, *to, *subject, *message;
	const char *reference; /* of the outbox: makes the Message-ID, the same for each try */
	Instant date;
} Mail;

/* `ret_text` lives in `arena`; wipe it. The error never holds the address. */
bool mail_print(const Mail *mail, Arena *arena, const char **ret_text, Error *err) must_check;
