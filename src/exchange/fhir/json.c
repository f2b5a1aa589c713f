#include "exchange/fhir/json.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { STEP_MAX = 64 };

static const json_t *first_of(const json_t *value)
{
	return json_is_array(value) ? json_array_get(value, 0) : value;
}

/* What the first step of the path leads to, and the path behind it: the busiest place of the whole reading. */
static const json_t *step_into(const json_t *value, const char **path)
{
	char step[STEP_MAX];
	const size_t length = strcspn(*path, ".");
	assert(length < sizeof step);
	memcpy(step, *path, length);
	step[length] = '\0';
	*path += length + ((*path)[length] == '.');
	return json_object_get(value, step);
}

const json_t *fhir_list(const json_t *value, const char *path)
{
	while (*path && value)
		value = step_into(first_of(value), &path);
	return value;
}

const json_t *fhir_at(const json_t *value, const char *path)
{
	return first_of(fhir_list(value, path));
}

const char *fhir_text(const json_t *value, const char *path)
{
	const char *text = json_string_value(fhir_at(value, path));
	return text_empty(text) ? NULL : text;
}

bool fhir_true(const json_t *value, const char *path)
{
	return json_is_true(fhir_at(value, path));
}

size_t fhir_count(const json_t *list)
{
	return json_is_array(list) ? json_array_size(list) : list != NULL;
}

const json_t *fhir_item(const json_t *list, size_t i)
{
	return json_is_array(list) ? json_array_get(list, i) : list;
}

const json_t *fhir_find(const json_t *list, const char *path, const char *text)
{
	for (size_t i = 0; i < fhir_count(list); i++)
		if (text_is(fhir_text(fhir_item(list, i), path), text))
			return fhir_item(list, i);
	return NULL;
}

typedef struct Level { /* one list on the way */
	const json_t *list;
	size_t next;
	const char *rest; /* of the path, below its items */
} Level;

static Level level_below(const json_t *value, const char *path)
{
	const json_t *list = step_into(value, &path);
	return (Level){list, 0, path};
}

void fhir_each(const json_t *value, const char *path, FhirVisit *visit, void *self)
{
	Level levels[FHIR_STEPS] = {level_below(value, path)};
	size_t depth = 1;
	while (depth) {
		Level *level = &levels[depth - 1];
		if (level->next == fhir_count(level->list)) {
			depth--;
			continue;
		}
		const json_t *item = fhir_item(level->list, level->next++);
		if (!*level->rest) {
			visit(self, item);
		} else {
			assert(depth < FHIR_STEPS);
			levels[depth++] = level_below(item, level->rest);
		}
	}
}

const json_t *fhir_extension(const json_t *value, const char *name)
{
	const json_t *extensions = fhir_list(value, "extension");
	for (size_t i = 0; i < fhir_count(extensions); i++) {
		const char *url = fhir_text(fhir_item(extensions, i), "url");
		if (url && strstr(url, name))
			return fhir_item(extensions, i);
	}
	return NULL;
}

const char *fhir_identifier(const json_t *resource, const char *system)
{
	const json_t *identifiers = fhir_list(resource, "identifier");
	for (size_t i = 0; i < fhir_count(identifiers); i++) {
		const json_t *identifier = fhir_item(identifiers, i);
		if (text_is(fhir_text(identifier, "system"), system) && !text_is(fhir_text(identifier, "use"), "old"))
			return fhir_text(identifier, "value");
	}
	return NULL;
}

bool fhir_has_coding(const json_t *codings, const char *system, const char *code)
{
	for (size_t i = 0; i < fhir_count(codings); i++) {
		const json_t *coding = fhir_item(codings, i);
		if (text_is(fhir_text(coding, "code"), code) &&
		    (!system || text_is(fhir_text(coding, "system"), system)))
			return true;
	}
	return false;
}

bool fhir_coded(const json_t *concepts, const char *system, const char *code)
{
	for (size_t i = 0; i < fhir_count(concepts); i++)
		if (fhir_has_coding(fhir_list(fhir_item(concepts, i), "coding"), system, code))
			return true;
	return false;
}

bool fhir_confidential(const json_t *resource)
{
	const json_t *labels = fhir_list(resource, "meta.security");
	return fhir_has_coding(labels, NULL, "R") || fhir_has_coding(labels, NULL, "V");
}

/* The days that "2019", "2019-03" or "2019-03-05" covers. */
static bool parse_days(const char *text, Date *ret_first, Date *ret_last)
{
	const size_t length = strlen(text);
	char first[16];
	Date day;
	if (length == 4)
		text_print(first, sizeof first, "%s-01-01", text);
	else if (length == 7)
		text_print(first, sizeof first, "%s-01", text);
	else
		text_copy(first, sizeof first, text);
	if ((length != 4 && length != 7 && length != 10) || !date_parse(first, &day))
		return false;

	Date next = day;
	if (length == 4)
		next = (Date){.year = (int16_t)(day.year + 1), .month = 1, .day = 1};
	else if (length == 7)
		next = (Date){
			.year = (int16_t)(day.year + day.month / 12), .month = (uint8_t)(day.month % 12 + 1), .day = 1};
	*ret_first = day;
	*ret_last = length == 10 ? day : date_add_days(next, -1);
	return true;
}

/* "T13:40", "+0100" and "+01" as RFC 3339 has them: "T13:40:00", "+01:00". False: it is longer than any such text. */
static bool complete_time(const char *text, char out[48], bool *ret_offset)
{
	enum { DAY_LENGTH = 10, TO_MINUTES = 16 };
	const size_t length = strlen(text);
	if (length < TO_MINUTES || length > 36)
		return false;
	const size_t clock = DAY_LENGTH + strcspn(text + DAY_LENGTH, "Zz+-"), rest = length - clock;
	const char *offset = text + clock, *seconds = clock == TO_MINUTES ? ":00" : "";
	*ret_offset = rest > 0;
	if (!rest)
		offset = "Z";
	if (rest == 3)
		text_print(out, 48, "%.*s%s%s:00", (int)clock, text, seconds, offset);
	else if (rest == 5)
		text_print(out, 48, "%.*s%s%.3s:%s", (int)clock, text, seconds, offset, offset + 3);
	else
		text_print(out, 48, "%.*s%s%s", (int)clock, text, seconds, offset);
	return true;
}

/* A time without an offset is local time; one that comes twice, where the clock goes back, is both. */
static bool parse_time(const char *text, const Zone *zone, FhirSpan *ret_span)
{
	enum { DAY = 86400 };
	char complete[48];
	Instant at;
	bool offset;
	if (!complete_time(text, complete, &offset) || !instant_parse(complete, &at))
		return false;
	*ret_span = (FhirSpan){at, at};
	if (offset)
		return true;
	const int64_t days = at.seconds / DAY - (at.seconds % DAY < 0);
	zone_times(zone, date_from_days(days), (int)(at.seconds - days * DAY), &ret_span->first, &ret_span->last);
	return true;
}

static bool parse_span(const char *text, const Zone *zone, FhirSpan *ret_span)
{
	static const Zone utc = {0};
	Date first, last;
	zone = zone ? zone : &utc;
	if (parse_time(text, zone, ret_span))
		return true;
	if (!parse_days(text, &first, &last))
		return false;
	*ret_span = (FhirSpan){zone_midnight(zone, first), zone_end_of_day(zone, last)};
	return true;
}

bool fhir_span(const json_t *value, const char *path, const Zone *zone, FhirSpan *ret_span)
{
	const char *text = fhir_text(value, path);
	return text && parse_span(text, zone, ret_span);
}

bool fhir_date(const json_t *value, const char *path, Date *ret_date)
{
	char day[11];
	const char *text = fhir_text(value, path);
	text_copy(day, sizeof day, text);
	return text && date_parse(day, ret_date);
}

/* --- Versions --- */

FhirVersion fhir_version(const json_t *resource, const Zone *zone)
{
	enum { DIGITS_MAX = 18 };
	const char *number = fhir_text(resource, "meta.versionId");
	FhirSpan span;
	return (FhirVersion){
		.changed = fhir_span(resource, "meta.lastUpdated", zone, &span) ? span.last : INSTANT_MIN,
		.number = number && text_all_digits(number) && strlen(number) <= DIGITS_MAX ? atoll(number) : -1,
	};
}

int fhir_version_order(const FhirVersion *a, const FhirVersion *b)
{
	const int order = instant_order(a->changed, b->changed);
	return order ? order : a->number < b->number ? -1 : a->number > b->number;
}

const char *fhir_words_hash(const json_t *resource, Arena *arena)
{
	json_t *bare = json_copy((json_t *)(uintptr_t)resource);
	json_object_del(bare, "meta");
	json_object_del(bare, "securityLabel");
	char *words = json_dumps(bare, JSON_COMPACT | JSON_SORT_KEYS);
	const char *hash = arena_print(arena, "%016" PRIx64, NAME_HASH(words));
	free(words);
	json_decref(bare);
	return hash;
}
