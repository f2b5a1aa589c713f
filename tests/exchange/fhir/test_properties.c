/* What holds of every record, over Bundles at random (bundle_maker.h): nothing private leaves, no refusal is lost, and
 * neither the order nor a second reading changes anything.
 *
 * Each Bundle is read into a ledger in memory that knows patients, organisations and answers already, and who may see
 * what is decided for every entry and organisation. SHAREDESK_SEED repeats a run; what breaks is printed as small as it
 * still breaks. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/bundle_desk.h"
#include "exchange/fhir/bundle_maker.h"
#include "exchange/fhir/fixture.h"

enum { BUNDLES = 20000, BUNDLES_FULL = 1000000, DAY = 86400 };

/* --- The properties --- */

typedef struct Trial {
	json_t *before, *after; /* the Bundle as it was made, and as it was changed */
	json_t *names;		/* of what was changed */
	const json_t *holds;	/* Made */
	uint64_t seed;
} Trial;

static Desk ready[DESKS_READY];
static Desk first;	     /* has read `before` */
static Record seen, changed; /* by it; by another */

static const Desk *ready_of(const Trial *trial)
{
	return &ready[trial->seed % DESKS_READY];
}

static bool read_first(const Trial *trial)
{
	desk_close(&first);
	desk_open(&first, ready_of(trial));
	if (!desk_read(&first, trial->before, fixture_now))
		return false;
	record_see(&first, &seen);
	return true;
}

/* `after`, by a desk that has not read `before`, or that has. */
static bool read_changed(const Trial *trial, const Desk *from, Desk *desk)
{
	desk_open(desk, from);
	if (!desk_read(desk, trial->after, fixture_now))
		return false;
	record_see(desk, &changed);
	return true;
}

static bool has_name(const json_t *names, const json_t *name)
{
	size_t n;
	json_t *one;
	json_array_foreach(names, n, one) if (json_equal(one, name)) return true;
	return false;
}

/* What bears the label, what that holds, and so on, as far as it is in the file. */
static json_t *flow(const Trial *trial)
{
	json_t *present = json_array(), *labelled = json_array(), *value;
	size_t before, n;
	bundle_names(trial->after, present);
	json_array_foreach(trial->names, n, value) if (has_name(present, value)) json_array_append(labelled, value);
	do {
		before = json_array_size(labelled);
		json_array_foreach(trial->holds, n, value)
		{
			json_t *held = json_array_get(value, 1);
			if (has_name(labelled, json_array_get(value, 0)) && has_name(present, held) &&
			    !has_name(labelled, held))
				json_array_append(labelled, held);
		}
	} while (json_array_size(labelled) > before);
	json_decref(present);
	return labelled;
}

static const char *a_label_hides(const Trial *trial)
{
	scoped(desk_close) Desk desk;
	if (!read_changed(trial, trial->seed >> 8 & 1 ? &first : ready_of(trial), &desk))
		return "refused with the label";
	json_t *labelled = flow(trial);
	const char *why = record_more(&seen, &changed, NULL);
	why = why ? why : record_open(&changed, labelled);
	json_decref(labelled);
	return why;
}

static const char *a_doubt_is_no_yes(const Trial *trial)
{
	scoped(desk_close) Desk desk;
	if (!read_changed(trial, ready_of(trial), &desk))
		return NULL; /* about somebody who is not in the file, now */
	return record_more(&seen, &changed, json_string_value(json_array_get(trial->names, 0)));
}

static const char *the_order_changes_nothing(const Trial *trial)
{
	scoped(desk_close) Desk desk;
	if (!read_changed(trial, ready_of(trial), &desk))
		return "refused in another order";
	const char *why = lines_other(&first.gather, &desk.gather);
	return why ? why : record_other(&seen, &changed);
}

/* Staff mark one of the entries between the two readings. */
static const char *another_identifier_doubles_nothing(const Trial *trial)
{
	scoped(desk_close) Desk desk, marked;
	const Seen *entry = seen.count ? &seen.items[(trial->seed >> 16) % seen.count] : NULL;
	desk_open(&marked, &first);
	if (entry) {
		Fact fact = desk_fact(&marked, FACT_ENTRY_PRIVATE, entry->patient, "mark", "2023-11-14T00:00:00Z");
		fact.entry = entry->id;
		desk_tell(&marked, line_of_fact(&fact));
	}
	if (!read_changed(trial, &marked, &desk))
		return "refused under other identifiers";
	if (changed.count != seen.count)
		return "the number of entries differs";
	for (size_t i = 0; i < changed.count; i++)
		for (size_t v = 0; v < VIEWERS && text_is(changed.items[i].id, entry->id); v++)
			if (seen_elsewhere(&changed.items[i], v))
				return seen_say("marked and seen", &changed.items[i], v);
	return NULL;
}

static const char *a_second_reading_changes_nothing(const Trial *trial)
{
	const int64_t later[] = {0, 3600, (int64_t)40 * DAY, (int64_t)100 * DAY};
	scoped(desk_close) Desk desk;
	desk_open(&desk, &first);
	if (!desk_read(&desk, trial->after, instant_add(fixture_now, later[(trial->seed >> 24) % countof(later)])))
		return "refused a second time";
	return lines_new(&first.gather, &desk.gather);
}

/* Copies of a Consent that differ, if by a label alone, leave a doubt. */
static bool of_consent(const json_t *names)
{
	size_t n;
	json_t *name;
	json_array_foreach(names, n, name) if (text_starts(json_string_value(name), "Consent/")) return true;
	return false;
}

static const char *nopat_changes_no_decision(const Trial *trial)
{
	scoped(desk_close) Desk desk;
	if (!read_changed(trial, ready_of(trial), &desk))
		return "refused with NOPAT";
	return of_consent(trial->names) ? record_more(&seen, &changed, NULL) : record_other(&seen, &changed);
}

/* --- The changes --- */

static void change_label(Random *random, const Made *made, Trial *trial)
{
	bundle_label(random, trial->after, random_one_in(random, 2) ? "R" : "V", trial->names);
}

/* A no of which there is a doubt takes back no yes that somebody gave at the desk. */
static bool takes_back(const Trial *trial, const json_t *consent)
{
	static const char *const questions[][2] = {{"C82001", "share-out"}, {"RWE", "share-in"}, {"RT5", "share-out"}};
	char *text = json_dumps(consent, JSON_COMPACT);
	bool takes = false;
	for (size_t i = 0; i < countof(questions); i++)
		takes |= trial->seed % DESKS_READY >> i & 1 && strstr(text, "deny") && strstr(text, questions[i][0]) &&
			 strstr(text, questions[i][1]);
	free(text);
	return takes;
}

static json_t *any_consent(Random *random, const json_t *bundle, json_t **ret_name)
{
	json_t *resources[MADE_RESOURCES], *entries[MADE_RESOURCES], *found = NULL;
	size_t count = bundle_resources(bundle, resources, entries), fitting = 0, place = 0;
	for (size_t i = 0; i < count; i++)
		if (text_is(json_string_value(json_object_get(resources[i], "resourceType")), "Consent") &&
		    random_one_in(random, ++fitting)) {
			found = resources[i];
			place = i;
		}
	*ret_name = found ? bundle_name(found, entries[place]) : NULL;
	return found;
}

static void change_consent(Random *random, const Made *made, Trial *trial)
{
	json_t *name, *consent = random_one_in(random, 3) ? NULL : any_consent(random, trial->after, &name);
	if (consent && !takes_back(trial, consent)) {
		consent_doubt(random, consent);
		json_array_append_new(trial->names, name);
		return;
	}
	if (consent)
		json_decref(name);
	json_array_append_new(trial->names, json_string("Consent/added"));
	json_array_append_new(json_object_get(trial->after, "entry"),
			      json_pack("{s:o}", "resource", consent_make(random, "deny", "added")));
	bundle_shuffle(random, trial->after);
}

static void change_order(Random *random, const Made *made, Trial *trial)
{
	bundle_shuffle(random, trial->after);
}

static void change_identifiers(Random *random, const Made *made, Trial *trial)
{
	bundle_identify_anew(trial->after);
}

static void change_nothing(Random *random, const Made *made, Trial *trial)
{
}

static void change_nopat(Random *random, const Made *made, Trial *trial)
{
	for (size_t n = 1 + random_below(random, 3); n > 0; n--)
		bundle_label(random, trial->after, "NOPAT", trial->names);
}

static const struct {
	void (*change)(Random *, const Made *, Trial *);
	const char *(*holds)(const Trial *); /* NULL, or what is broken */
} properties[] = {
	{change_label, a_label_hides},
	{change_consent, a_doubt_is_no_yes},
	{change_order, the_order_changes_nothing},
	{change_identifiers, another_identifier_doubles_nothing},
	{change_nothing, a_second_reading_changes_nothing},
	{change_nopat, nopat_changes_no_decision},
};

/* --- As small as it still breaks --- */

static bool still_breaks(const Trial *trial, size_t property)
{
	return read_first(trial) && properties[property].holds(trial);
}

static bool try_without(Trial *trial, size_t property, const char *name, const char *key)
{
	Trial less = *trial;
	less.before = json_deep_copy(trial->before);
	less.after = json_deep_copy(trial->after);
	bundle_without(less.before, name, key);
	bundle_without(less.after, name, key);
	const bool smaller = !json_equal(less.before, trial->before) && still_breaks(&less, property);
	json_decref(smaller ? trial->before : less.before);
	json_decref(smaller ? trial->after : less.after);
	if (smaller)
		*trial = less;
	return smaller;
}

/* References and labels stay: what is to be hidden hangs on them. */
static bool try_without_keys(Trial *trial, size_t property, const char *name, const json_t *resource)
{
	bool smaller = false;
	json_t *copy = json_deep_copy(resource), *value;
	const char *key;
	json_object_foreach(copy, key, value)
	{
		char *text = json_dumps(value, JSON_ENCODE_ANY);
		if (!strstr(text, "reference") && !strstr(text, "code") && !text_is(key, "confidentiality") &&
		    !text_is(key, "resourceType") && !text_is(key, "id"))
			smaller |= try_without(trial, property, name, key);
		free(text);
	}
	json_decref(copy);
	return smaller;
}

static bool try_less(Trial *trial, size_t property, bool keys)
{
	json_t *resources[MADE_RESOURCES], *entries[MADE_RESOURCES];
	bool smaller = false;
	for (size_t n = bundle_resources(trial->before, resources, entries); n-- > 0 && !smaller;) {
		json_t *name = bundle_name(resources[n], entries[n]);
		smaller = keys ? try_without_keys(trial, property, json_string_value(name), resources[n])
			       : try_without(trial, property, json_string_value(name), NULL);
		json_decref(name);
	}
	return smaller;
}

static void tell_smallest(Trial *trial, size_t property, uint64_t seed)
{
	while (try_less(trial, property, false))
		continue;
	while (try_less(trial, property, true))
		continue;
	char *before, *after;
	const char *why = read_first(trial) ? properties[property].holds(trial) : "refused";
	before = json_dumps(trial->before, JSON_COMPACT);
	after = json_dumps(trial->after, JSON_COMPACT);
	fprintf(stderr, "%s\nSHAREDESK_SEED=%llu, ledger %d\nbefore %s\nafter  %s\n", text_or(why, "(no more)"),
		(unsigned long long)seed, (int)(trial->seed % DESKS_READY), before, after);
	free(before);
	free(after);
}

/* --- All of them, Bundle by Bundle --- */

static bool broken[countof(properties)];
static size_t bundles_refused;

static uint64_t spread(uint64_t seed)
{
	return random_next(&(Random){seed});
}

static void try_property(const Made *made, uint64_t seed, size_t property)
{
	Random random = {seed + property + 1};
	Trial trial = {
		.seed = spread(seed), .holds = made->holds, .names = json_array(), .before = json_incref(made->bundle)};
	trial.after = json_deep_copy(made->bundle);
	properties[property].change(&random, made, &trial);
	if (properties[property].holds(&trial)) {
		broken[property] = true;
		tell_smallest(&trial, property, seed);
		assert_true(read_first(&(Trial){.before = made->bundle, .seed = trial.seed}));
	}
	json_decref(trial.before);
	json_decref(trial.after);
	json_decref(trial.names);
}

static void try_properties(const Made *made, uint64_t seed)
{
	for (size_t p = 0; p < countof(properties); p++)
		if (!broken[p])
			try_property(made, seed, p);
}

static void try_bundle(uint64_t seed)
{
	Random random = {seed};
	Made made = bundle_make(&random);
	if (random_one_in(&random, 3)) {
		json_t *names = json_array();
		bundle_label(&random, made.bundle, random_one_in(&random, 3) ? "NOPAT" : "R", names);
		json_decref(names);
	}
	if (read_first(&(Trial){.before = made.bundle, .seed = spread(seed)}))
		try_properties(&made, seed);
	else
		bundles_refused++;
	json_decref(made.bundle);
	json_decref(made.holds);
}

static int try_all(void **state)
{
	const size_t wanted = unit_full() ? BUNDLES_FULL : BUNDLES;
	const uint64_t seed = unit_seed();
	size_t made = 0;
	for (size_t i = 0; i < DESKS_READY; i++)
		desk_make_ready(&ready[i], i);
	while (desk_bundles() < wanted)
		try_bundle(seed + made++ * 7919);
	print_message("%zu Bundles made, %zu refused, %zu read\n", made, bundles_refused, desk_bundles());
	assert_true(bundles_refused < made / 50);
	desk_close(&first);
	for (size_t i = 0; i < DESKS_READY; i++)
		desk_close(&ready[i]);
	return 0;
}

static void expect_to_hold(const char *(*holds)(const Trial *))
{
	for (size_t p = 0; p < countof(properties); p++)
		if (properties[p].holds == holds)
			assert_false(broken[p]);
}

#define TEST_OF(property) \
	static void test_##property(void **state) \
	{ \
		expect_to_hold(property); \
	}
TEST_OF(a_label_hides)
TEST_OF(a_doubt_is_no_yes)
TEST_OF(the_order_changes_nothing)
TEST_OF(another_identifier_doubles_nothing)
TEST_OF(a_second_reading_changes_nothing)
TEST_OF(nopat_changes_no_decision)

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_label_hides),
		cmocka_unit_test(test_a_doubt_is_no_yes),
		cmocka_unit_test(test_the_order_changes_nothing),
		cmocka_unit_test(test_another_identifier_doubles_nothing),
		cmocka_unit_test(test_a_second_reading_changes_nothing),
		cmocka_unit_test(test_nopat_changes_no_decision),
	};
	return cmocka_run_group_tests(tests, try_all, NULL);
}
