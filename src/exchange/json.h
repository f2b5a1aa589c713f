/* What the readers and writers of JSON lines share. Parsing is jansson's; only strings are written by hand, for speed.
 */
#pragma once

#include <jansson.h>

#include "base/error.h"
#include "base/text.h"

/* One JSON object and nothing after it; a key given twice is refused. The caller gives it back with json_decref; NULL
 * with a sentence that names the column where it is none. */
json_t *json_read_object(const char *text, size_t length, Error *err);

/* A string in quotes, its quotes, backslashes and control characters escaped; the rest as the UTF-8 it is. */
void json_add_text(Text *out, const char *text);
/* The same where there is room for it; where it ends. */
char *json_put_text(char *at, const char *text, size_t length);
/* The most that it takes: each byte as six. */
static inline size_t json_room(size_t length)
{
	return 6 * length + 2;
}
