/* Certificates: which of a card's is for signing, whether one holds, whose it is. */
#pragma once

#include "base/arena.h"
#include "base/error.h"
#include "card/order.h"
#include "config/settings.h"

/* 0: not for signing (its key usage does not say digitalSignature); 1: it is; 2: and `now` it holds. */
int certificate_worth(const unsigned char *der, size_t size, int64_t now);
/* The common name of its subject; false where it has none that can be shown. */
bool certificate_holder(const unsigned char *der, size_t size, char out[HOLDER_ROOM]);

/* Whether `answer` is a signature of `text` by a certificate that holds at `now`: of the site's authority, for signing,
 * within its days, not revoked. `ret_identity` in `arena`: "serial 4F3A of CN=…", or "uid 555012345678". Each refusal
 * is one sentence for who stands there. */
bool certificate_proves(const CardSettings *settings, int64_t now, const unsigned char text[SIGNED_BYTES],
			const Answer *answer, Arena *arena, const char **ret_identity, Error *err) must_check;
