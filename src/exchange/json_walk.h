/* Reading JSON piece by piece, so that a large file is never in memory as a tree: the caller walks through objects and
 * arrays by the few signs between their parts, and each part that it wants whole is parsed by jansson. What is
 * accepted is what jansson accepts with JSON_REJECT_DUPLICATES, as long as every part is walked or parsed.
 *
 *	size_t count = 0;
 *	bool more = json_walk_takes(walk, '[');
 *	while (more)
 *		if (!json_walk_next(walk, ']', &count, &more, err) || (more && !json_walk_value(walk, &value, err)))
 *			return false;
 *
 * Each function that fails says where in the whole text it is not right: line and column. */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/macros.h"

typedef struct JsonWalk {
	const char *bytes;
	size_t size, at; /* `at` bytes of it are read */
} JsonWalk;

/* Blanks are passed over; true if this sign comes next (json_walk_sees), and then it is taken (json_walk_takes). */
bool json_walk_sees(JsonWalk *walk, char sign);
bool json_walk_takes(JsonWalk *walk, char sign);

/* Within an array or object of which `*count` parts are read: the comma before the next is taken, or else the sign
 * that ends it, and then there is no more. */
bool json_walk_next(JsonWalk *walk, char end, size_t *count, bool *ret_more, Error *err) must_check;
/* The key of a member and its colon. The key is put into `object`, with null, and lives as long as it stands there; it
 * must not be there already. */
bool json_walk_key(JsonWalk *walk, json_t *object, const char **ret_key, Error *err) must_check;
/* The value of the key that was just read, into the same object. */
bool json_walk_member(JsonWalk *walk, json_t *object, const char *key, Error *err) must_check;
bool json_walk_value(JsonWalk *walk, json_t **ret_value, Error *err) must_check; /* given back with json_decref */
bool json_walk_end(JsonWalk *walk, Error *err) must_check;			 /* nothing else follows */
