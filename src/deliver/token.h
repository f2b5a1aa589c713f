/* The token that GOV.UK Notify wants with each call: a JSON Web Token (RFC 7519), HS256, signed with the secret half of
 * the API key. It is good for 30 seconds around its `iat`, so that the clock of this machine must be right. */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"

/* `key` is "name-SERVICE-SECRET", both identifiers of 36 characters. `ret_token` lives in `arena`; wipe it. */
bool token_make(const char *key, Instant now, Arena *arena, const char **ret_token, Error *err) must_check;
