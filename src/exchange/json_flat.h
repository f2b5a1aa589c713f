/* One JSON object a line, of which only the texts and truths are wanted: what a line of the ledger is.
 *
 * jansson says what is JSON here and what is wrong with what is none. A plain line (one flat object, nothing escaped,
 * no control character, no member but texts and truths, none twice) is read by cJSON, which takes a fifth of the time
 * and is laxer than jansson only about other lines; whatever is not plain is read by jansson. Both give the same. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/macros.h"

typedef enum JsonType { JSON_IS_OTHER, JSON_IS_TEXT, JSON_IS_TRUE, JSON_IS_FALSE } JsonType;

typedef struct JsonMember {
	const char *name;
	JsonType type;
	const char *text; /* NULL unless it is one */
} JsonMember;

enum { JSON_PLAIN_MEMBERS = 64 };

typedef struct JsonFlat {
	const JsonMember *members; /* in their order */
	size_t count;
	Arena plain; /* the tree of either parser, which the texts are in */
	void *whole;
	JsonMember of_plain[JSON_PLAIN_MEMBERS];
	Arena of_whole;
} JsonFlat;

/* `text` ends with a NUL. The sentences are those of json_read_object; what was read before is given back. */
bool json_flat_read(JsonFlat *flat, const char *text, size_t length, Error *err) must_check;
void json_flat_done(JsonFlat *flat);

bool json_flat_plain(JsonFlat *flat, const char *text, size_t length); /* false: not a plain line */
const char *json_flat_text(const JsonFlat *flat, const char *name);    /* NULL if there is none, or it is no text */
