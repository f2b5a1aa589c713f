/* Where there are several: the name, telecom, address or number that holds today; the version that is the newest. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/inside.h"

typedef struct Candidate {
	const json_t *item;
	const char *value;
	json_int_t rank;
	size_t use;
	Instant start;
} Candidate;

/* An end that is there and cannot be read may have passed: it holds for nothing. */
static bool holds_now(const FhirReader *reader, const json_t *period)
{
	FhirSpan start, end;
	const Instant now = reader->options.now;
	const Zone *zone = reader->options.zone;
	if (!period)
		return true;
	if (!json_is_object(period) || (fhir_at(period, "_end") && !fhir_at(period, "end")))
		return false;
	if (fhir_at(period, "start") && (!fhir_span(period, "start", zone, &start) || instant_before(now, start.first)))
		return false;
	return !fhir_at(period, "end") || (fhir_span(period, "end", zone, &end) && !instant_before(end.last, now));
}

static bool is_present(const FhirReader *reader, const json_t *item)
{
	const char *use = fhir_text(item, "use");
	return !text_is(use, "old") && !text_is(use, "maiden") && holds_now(reader, fhir_at(item, "period"));
}

/* A use that the list does not have comes after all that it has. */
static size_t place_of_use(const json_t *item, const char *const *uses)
{
	const char *use = text_or(fhir_text(item, "use"), "");
	size_t place = 0;
	while (uses[place] && !text_is(uses[place], use))
		place++;
	return place;
}

/* What bears no rank comes after all that does. */
static json_int_t rank_of(const json_t *item)
{
	const json_int_t rank = json_integer_value(fhir_at(item, "rank"));
	return rank > 0 ? rank : INT64_MAX;
}

static Candidate candidate_of(const FhirReader *reader, const json_t *item, const FhirAsked *asked)
{
	const json_t *at = fhir_at(item, text_or(asked->at, ""));
	FhirSpan start;
	const bool started = fhir_span(at, "period.start", reader->options.zone, &start);
	return (Candidate){
		.item = item,
		.value = asked->value(reader->arena, item),
		.rank = rank_of(item),
		.use = place_of_use(at, asked->uses),
		.start = started ? start.first : INSTANT_MIN,
	};
}

/* <0 where `a` goes before `b`; 0 where nothing that the file says tells which. */
static int order(const Candidate *a, const Candidate *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->use != b->use)
		return a->use < b->use ? -1 : 1;
	return instant_order(b->start, a->start);
}

static int order_words(const json_t *a, const json_t *b)
{
	char *words_a = json_dumps(a, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	char *words_b = json_dumps(b, JSON_COMPACT | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	const int order = text_order(words_a, words_b);
	free(words_a);
	free(words_b);
	return order;
}

/* Where nothing tells, the words themselves do: any order, but always the same. */
static bool goes_before(const Candidate *a, const Candidate *b)
{
	const int by_standing = order(a, b), by_value = text_order(a->value, b->value);
	if (by_standing != 0)
		return by_standing < 0;
	return by_value != 0 ? by_value < 0 : order_words(a->item, b->item) < 0;
}

const json_t *fhir_current(const FhirReader *reader, const json_t *list, const FhirAsked *asked, bool *ret_two)
{
	Candidate best = {0};
	*ret_two = false;
	for (size_t i = 0; i < fhir_count(list); i++) {
		const json_t *item = fhir_item(list, i);
		const Candidate one = candidate_of(reader, item, asked);
		if (!one.value || is_present(reader, fhir_at(item, text_or(asked->at, ""))) == asked->past)
			continue;
		const int standing = best.item ? order(&one, &best) : -1;
		*ret_two = standing < 0 ? false : *ret_two || (standing == 0 && !text_is(one.value, best.value));
		if (!best.item || goes_before(&one, &best))
			best = one;
	}
	return best.item;
}

bool fhir_is_past(const FhirReader *reader, const json_t *list, const FhirAsked *asked, const char *value)
{
	for (size_t i = 0; i < fhir_count(list); i++) {
		const json_t *item = fhir_item(list, i);
		if (text_is(asked->value(reader->arena, item), value) && !is_present(reader, item))
			return true;
	}
	return false;
}

/* --- Copies and versions of a resource --- */

/* Version numbers count up; what is no number is a word. */
static int order_versions(const char *a, const char *b)
{
	const size_t length_a = a ? strlen(a) : 0, length_b = b ? strlen(b) : 0;
	if (text_all_digits(text_or(a, "0")) && text_all_digits(text_or(b, "0")) && length_a != length_b)
		return length_a < length_b ? -1 : 1;
	return text_order(a, b);
}

/* When it was last changed, then its version, then its words: the order of the file decides nothing. */
static int newest_first(const void *a, const void *b)
{
	const FhirCopy *one = a, *other = b;
	const int by_time = instant_order(other->changed, one->changed);
	const int by_version = order_versions(fhir_text(other->resource, "meta.versionId"),
					      fhir_text(one->resource, "meta.versionId"));
	if (by_time != 0)
		return by_time;
	return by_version != 0 ? by_version : order_words(one->resource, other->resource);
}

static void add_copy(const FhirReader *reader, size_t i, FhirCopy *ret_copy)
{
	const json_t *resource = fhir_bundle_resource(&reader->bundle, i);
	FhirSpan changed;
	if (!fhir_span(resource, "meta.lastUpdated", reader->options.zone, &changed))
		changed.last = INSTANT_MIN;
	*ret_copy = (FhirCopy){
		.resource = resource,
		.id = fhir_bundle_id(&reader->bundle, i, reader->arena),
		.changed = changed.last,
		.patient = FHIR_NO_PATIENT,
	};
}

static bool is_of_type(const FhirReader *reader, size_t i, const char *type)
{
	return text_is(fhir_bundle_type(&reader->bundle, i), type);
}

FhirCopy *fhir_copies(const FhirReader *reader, const char *type, size_t *ret_count)
{
	const size_t resources = fhir_bundle_count(&reader->bundle);
	size_t count = 0, added = 0;
	for (size_t i = 0; i < resources; i++)
		count += is_of_type(reader, i, type);
	FhirCopy *copies = arena_array(reader->arena, count + 1, sizeof *copies);
	for (size_t i = 0; i < resources; i++)
		if (is_of_type(reader, i, type))
			add_copy(reader, i, &copies[added++]);
	qsort(copies, count, sizeof *copies, newest_first);
	*ret_count = count;
	return copies;
}
