#include "exchange/json_walk.h"

#include <limits.h>

/* --- Where it is not right --- */

typedef struct Place {
	int line, column; /* the column counts characters, as jansson does */
} Place;

static Place place_of(const JsonWalk *walk, size_t at)
{
	Place place = {.line = 1};
	for (size_t i = 0; i < at; i++) {
		const bool ends = walk->bytes[i] == '\n';
		place.line += ends;
		place.column = ends ? 0 : place.column + (((unsigned char)walk->bytes[i] & 0xC0) != 0x80);
	}
	return place;
}

static bool fail_place(Place place, const char *why, Error *err)
{
	return fail(err, ERROR_INPUT, "This is not right JSON (line %d, column %d: %s); ask for the file again.",
		    place.line, place.column, why);
}

static bool fail_here(const JsonWalk *walk, const char *why, Error *err)
{
	Place place = place_of(walk, walk->at);
	place.column += walk->at < walk->size;
	return fail_place(place, walk->at < walk->size ? why : "premature end of input", err);
}

/* What jansson found within the part that begins at `at`. */
static bool fail_within(const JsonWalk *walk, const json_error_t *wrong, Error *err)
{
	Place place = place_of(walk, walk->at);
	place.column = wrong->column + (wrong->line > 1 ? 0 : place.column);
	place.line += wrong->line > 1 ? wrong->line - 1 : 0;
	return fail_place(place, wrong->text, err);
}

/* --- Walking --- */

bool json_walk_sees(JsonWalk *walk, char sign)
{
	const char *bytes = walk->bytes;
	while (walk->at < walk->size && (bytes[walk->at] == ' ' || bytes[walk->at] == '\n' || bytes[walk->at] == '\t' ||
					 bytes[walk->at] == '\r'))
		walk->at++;
	return walk->at < walk->size && bytes[walk->at] == sign;
}

bool json_walk_takes(JsonWalk *walk, char sign)
{
	const bool seen = json_walk_sees(walk, sign);
	walk->at += seen;
	return seen;
}

bool json_walk_next(JsonWalk *walk, char end, size_t *count, bool *ret_more, Error *err)
{
	*ret_more = false;
	if (json_walk_takes(walk, end))
		return true;
	if (*count && !json_walk_takes(walk, ','))
		return fail_here(walk, end == ']' ? "',' or ']' expected" : "',' or '}' expected", err);
	if (*count && json_walk_sees(walk, end))
		return fail_here(walk, "nothing stands after the last comma", err);
	++*count;
	*ret_more = true;
	return true;
}

bool json_walk_value(JsonWalk *walk, json_t **ret_value, Error *err)
{
	json_error_t about;
	const size_t left = walk->size - walk->at;
	json_t *value = json_loadb(walk->bytes + walk->at, left < INT_MAX ? left : INT_MAX,
				   JSON_REJECT_DUPLICATES | JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, &about);
	if (!value)
		return fail_within(walk, &about, err);
	walk->at += (size_t)about.position;
	*ret_value = value;
	return true;
}

bool json_walk_key(JsonWalk *walk, json_t *object, const char **ret_key, Error *err)
{
	json_t *key;
	if (!json_walk_sees(walk, '"'))
		return fail_here(walk, "a key in quotes expected", err);
	if (!json_walk_value(walk, &key, err))
		return false;
	const bool twice = json_object_get(object, json_string_value(key)) != NULL;
	json_object_set_new(object, json_string_value(key), json_null());
	*ret_key = json_object_iter_key(json_object_iter_at(object, json_string_value(key)));
	json_decref(key);
	if (twice) {
		walk->at--;
		return fail_here(walk, "duplicate object key", err);
	}
	return json_walk_takes(walk, ':') || fail_here(walk, "':' expected", err);
}

bool json_walk_member(JsonWalk *walk, json_t *object, const char *key, Error *err)
{
	json_t *value;
	if (!json_walk_value(walk, &value, err))
		return false;
	json_object_set_new(object, key, value);
	return true;
}

bool json_walk_end(JsonWalk *walk, Error *err)
{
	json_walk_sees(walk, '\0');
	return walk->at == walk->size || fail_here(walk, "end of file expected", err);
}
