/* What a service says of its refusals, in our own words: theirs could repeat a number or an address. */
#pragma once

#include "deliver/sent.h"

/* An answer of GOV.UK Notify other than 201. `message`: its first error, "" where it gives none. Fills outcome and
 * why. */
void reason_notify(long status, const char *message, Sent *ret_sent);

/* What a mail server's last reply, 400 to 599, means. */
void reason_smtp(long reply, Sent *ret_sent);
