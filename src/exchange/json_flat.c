#include "exchange/json_flat.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "exchange/json.h"

static void give_back(JsonFlat *flat)
{
	arena_clear(&flat->plain);
	json_decref(flat->whole);
	flat->whole = NULL;
	flat->members = NULL;
	flat->count = 0;
}

void json_flat_done(JsonFlat *flat)
{
	give_back(flat);
	arena_free(&flat->plain);
	arena_free(&flat->of_whole);
}

const char *json_flat_text(const JsonFlat *flat, const char *name)
{
	for (size_t i = 0; i < flat->count; i++)
		if (text_is(flat->members[i].name, name))
			return flat->members[i].text;
	return NULL;
}

/* --- By cJSON --- */

/* Nothing that cJSON reads otherwise than jansson: no escape, no NUL, no control character that it takes for a blank or
 * for part of a text, no mark of byte order before the object. */
static bool looks_plain(const char *text, size_t length)
{
	unsigned odd = length == 0 || text[0] != '{';
	for (size_t i = 0; i < length; i++)
		odd |= (unsigned)((unsigned char)text[i] < 0x20) | (unsigned)(text[i] == '\\');
	return !odd && utf8_valid(text, length, NULL);
}

static JsonType plain_type(const cJSON *item)
{
	switch (item->type & 0xFF) {
	case cJSON_String: return JSON_IS_TEXT;
	case cJSON_True: return JSON_IS_TRUE;
	case cJSON_False: return JSON_IS_FALSE;
	default: return JSON_IS_OTHER;
	}
}

static bool named_before(const JsonMember *members, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (members[i].name[0] == name[0] && strcmp(members[i].name, name) == 0)
			return true;
	return false;
}

static bool take_plain(JsonFlat *flat, const cJSON *object)
{
	JsonMember *members = flat->of_plain;
	size_t count = 0;
	for (const cJSON *item = object->child; item; item = item->next) {
		const JsonType type = plain_type(item);
		if (type == JSON_IS_OTHER || count == JSON_PLAIN_MEMBERS || named_before(members, count, item->string))
			return false;
		members[count++] = (JsonMember){item->string, type, type == JSON_IS_TEXT ? item->valuestring : NULL};
	}
	flat->members = members;
	flat->count = count;
	return true;
}

/* Its tree lives for one line: piece by piece it would cost more to take and give back than to read. */
static _Thread_local Arena *tree;

static void *take_piece(size_t size)
{
	return arena_alloc(tree, size);
}

static void leave_piece(void *piece)
{
}

static cJSON *parse_plain(JsonFlat *flat, const char *text, size_t length)
{
	tree = &flat->plain;
	cJSON_InitHooks(&(cJSON_Hooks){take_piece, leave_piece});
	cJSON *object = cJSON_ParseWithLengthOpts(text, length + 1, NULL, true);
	cJSON_InitHooks(NULL);
	return object;
}

bool json_flat_plain(JsonFlat *flat, const char *text, size_t length)
{
	give_back(flat);
	if (!looks_plain(text, length))
		return false;
	const cJSON *object = parse_plain(flat, text, length);
	if (object && cJSON_IsObject(object) && take_plain(flat, object))
		return true;
	give_back(flat);
	return false;
}

/* --- By jansson --- */

static JsonType whole_type(const json_t *value)
{
	return json_is_string(value)  ? JSON_IS_TEXT
	       : json_is_true(value)  ? JSON_IS_TRUE
	       : json_is_false(value) ? JSON_IS_FALSE
				      : JSON_IS_OTHER;
}

bool json_flat_read(JsonFlat *flat, const char *text, size_t length, Error *err)
{
	const char *name;
	json_t *value;
	if (json_flat_plain(flat, text, length))
		return true;
	flat->whole = json_read_object(text, length, err);
	if (!flat->whole)
		return false;
	arena_reset(&flat->of_whole, (ArenaMark){0});
	JsonMember *members = arena_array(&flat->of_whole, json_object_size(flat->whole), sizeof *members);
	json_object_foreach(flat->whole, name, value) members[flat->count++] =
		(JsonMember){name, whole_type(value), json_string_value(value)};
	flat->members = members;
	return true;
}
