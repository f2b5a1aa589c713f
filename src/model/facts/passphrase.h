/* What is taken for a new passphrase. How easily one is guessed says libzxcvbn, which knows the common ones,
 * words, names, dates, rows of keys and how people change them. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

enum {
	PASSPHRASE_MIN = 10,
	PASSPHRASE_MAX_BYTES = 128,
	PASSPHRASE_BITS = 24, /* as many guesses: a thousand times those of the 10,000 most common */
};

/* At least 10 characters, at most 128 bytes, not one character or one run, none that is guessed first. */
bool passphrase_acceptable(const char *passphrase, Error *err) must_check;
/* And not made of these: the name of whose it is, the practice's, its code. NULL ones are passed over. */
bool passphrase_fits(const char *passphrase, const char *const *names, size_t count, Error *err) must_check;

/* The same step from each character to the next: 1111 (0), 1234 (1), 8765 (−1). */
bool text_is_run(const char *text);
