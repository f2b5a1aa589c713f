/* Text as other programs save it, as UTF-8: UTF-16 with or without a mark, Windows-1252, UTF-8. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"

typedef enum Encoding { ENCODING_UTF8 = 1, ENCODING_UTF16_LE, ENCODING_UTF16_BE, ENCODING_WINDOWS } Encoding;

/* By its mark, else by where its zeros stand, else by whether it is UTF-8. */
Encoding encoding_of(const char *bytes, size_t n);

/* All of it, without a mark; `*ret_text` lives in `arena` or is the bytes themselves. `cut`: more would follow, and the
 * last character may be half there. Refused, by its line: what is no text in its encoding, and text that is partly
 * UTF-8 and partly not, of which nobody can say what it means. */
bool encoding_read(Arena *arena, const char *bytes, size_t n, bool cut, const char **ret_text, size_t *ret_length,
		   Error *err) must_check;
