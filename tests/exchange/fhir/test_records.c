/* The two GP Connect records and the two Synthea records of the test data, which nobody on this project wrote. */
#include "unit.h"

#include <jansson.h>
#include <string.h>

#include "base/text.h"
#include "exchange/fhir/fhir.h"
#include "exchange/files.h"
#include "exchange/gather.h"

#define MAGRE "gp-connect/9465699918_Magre_full_20210119.json"
#define LIVERMORE "gp-connect/9465701297_Livermore_full_20210119.json"
#define HOEGER "synthea/Buster_Hoeger_ad2e3fc5-2b5d-4cb9-8d03-9ea0f4ac8423.json"
#define CONN "synthea/Liz_Conn_27c911c6-f045-4ffa-af5d-6eba57ac94b2.json"

static const Instant now_2021 = {1611100800}; /* 2021-01-20 */
static const Instant now_2030 = {1893456000};

/* The path of a record, or the test is skipped. */
static const char *data_path(Arena *arena, const char *name)
{
	char path[512];
	if (!test_data_path(name, path)) {
		arena_free(arena); /* a skip leaves the test without giving its arena back */
		skip();
	}
	return arena_text(arena, path);
}

/* --- What the file holds, counted without the reader --- */

static size_t resources(const json_t *root, const char *type, bool (*counts)(const json_t *resource))
{
	const json_t *entries = json_object_get(root, "entry");
	size_t n = 0;
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *resource = json_object_get(json_array_get(entries, i), "resource");
		const char *is = json_string_value(json_object_get(resource, "resourceType"));
		n += text_is(is, type) && (!counts || counts(resource));
	}
	return n;
}

static bool is_order_of_plan(const json_t *resource)
{
	return text_is(json_string_value(json_object_get(resource, "intent")), "order") &&
	       json_object_get(resource, "basedOn");
}

/* Sharing of the local record (given, refused) and the Summary Care Record (dissent, core). */
static bool consents(const char *code)
{
	static const char *const codes[] = {"417528008", "416409005", "777441000000102", "773031000000109"};
	for (size_t i = 0; i < countof(codes); i++)
		if (text_is(code, codes[i]))
			return true;
	return false;
}

static bool has_consent_code(const json_t *resource)
{
	const json_t *codings = json_object_get(json_object_get(resource, "code"), "coding");
	return consents(json_string_value(json_object_get(json_array_get(codings, 0), "code")));
}

static bool read_file(const char *path, const FhirOptions *options, Gather *gather, FhirSummary *summary, Error *err)
{
	const Sink sink = gather_sink(gather);
	Source source = {0};
	const bool read = source_open(&source, path, err) && fhir_read(&source, options, &sink, summary, err);
	source_close(&source);
	return read;
}

static bool read_record(const char *path, Instant now, const Ledger *ledger, Gather *gather, FhirSummary *summary)
{
	const FhirOptions options = {.test_numbers = true, .now = now, .ledger = ledger};
	Error err = {0};
	if (read_file(path, &options, gather, summary, &err))
		return true;
	print_error("%s\n", err.text);
	return false;
}

static void check_counts(const char *name)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	const char *path = data_path(&arena, name);
	FhirSummary summary;
	assert_true(read_record(path, now_2021, NULL, &gather, &summary));

	json_t *root = json_load_file(path, 0, NULL);
	const size_t orders = resources(root, "MedicationRequest", is_order_of_plan);
	const struct {
		Category category;
		size_t expected;
	} rows[] = {
		{CATEGORY_MEDICATION,
		 resources(root, "MedicationStatement", NULL) + resources(root, "MedicationRequest", NULL) - orders},
		{CATEGORY_ALLERGY, resources(root, "AllergyIntolerance", NULL)},
		{CATEGORY_ADVERSE_REACTION, 0},
		{CATEGORY_PROBLEM, resources(root, "Condition", NULL)},
		{CATEGORY_PROCEDURE, resources(root, "Procedure", NULL) + resources(root, "ProcedureRequest", NULL)},
		{CATEGORY_IMMUNISATION, resources(root, "Immunization", NULL)},
		{CATEGORY_OBSERVATION,
		 resources(root, "Observation", NULL) + resources(root, "DiagnosticReport", NULL)},
		{CATEGORY_ENCOUNTER, resources(root, "Encounter", NULL)},
		{CATEGORY_REFERRAL, resources(root, "ReferralRequest", NULL)},
		{CATEGORY_DOCUMENT, resources(root, "DocumentReference", NULL)},
		{CATEGORY_OTHER, resources(root, "CarePlan", NULL)},
	};
	size_t all = 0;
	for (size_t i = 0; i < countof(rows); i++) {
		assert_int_equal(gather_entries(&gather, rows[i].category), rows[i].expected);
		assert_int_equal(summary.of_category[rows[i].category], rows[i].expected);
		all += rows[i].expected;
	}
	assert_true(all > 40);
	assert_int_equal(gather_count(&gather, "entry"), all);
	assert_int_equal(summary.entries, all);
	assert_int_equal(summary.orders, orders);
	assert_int_equal(gather_count(&gather, "patient"), resources(root, "Patient", NULL));
	assert_int_equal(summary.undated + summary.of_nobody + summary.in_error + summary.repeated, 0);
	assert_int_equal(all + orders + summary.not_content, json_array_size(json_object_get(root, "entry")));
	json_decref(root);
}

static void test_magre_counts(void **state)
{
	check_counts(MAGRE);
}

static void test_livermore_counts(void **state)
{
	check_counts(LIVERMORE);
}

static void test_hoeger_counts(void **state)
{
	check_counts(HOEGER);
}

static void test_conn_counts(void **state)
{
	check_counts(CONN);
}

/* Both records carry 1234567890: without test numbers neither is taken, with them they are two. */
static void test_two_people_of_one_number(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather magre = {0}, livermore = {0};
	FhirSummary summary = {.entries = 77};
	const char *path = data_path(&arena, MAGRE);
	const FhirOptions strict = {.now = now_2021};
	Error err = {0};
	assert_false(read_file(path, &strict, &magre, &summary, &err));
	assert_non_null(strstr(err.text, "Topsy Magre has no valid NHS number (123 456 7890 fails its check digit)"));
	assert_int_equal(magre.count, 0);
	assert_int_equal(summary.entries, 77);

	assert_true(read_record(path, now_2021, NULL, &magre, &summary));
	assert_true(read_record(data_path(&arena, LIVERMORE), now_2021, NULL, &livermore, &summary));
	const Person *a = &gather_nth(&magre, "patient", 0)->person, *b = &gather_nth(&livermore, "patient", 0)->person;
	assert_string_equal(a->family, "Magre");
	assert_string_equal(b->family, "Livermore");
	assert_true(text_starts(a->nhs, "999"));
	assert_true(text_starts(b->nhs, "999"));
	assert_string_not_equal(a->nhs, b->nhs);
	assert_int_equal(date_order(a->born, (Date){2015, 5, 6}), 0);
	assert_string_equal(b->language, "en");
}

static void test_read_again_at_another_time(void **state)
{
	static const char *const names[] = {MAGRE, LIVERMORE, HOEGER, CONN};
	for (size_t i = 0; i < countof(names); i++) {
		scoped(arena_free) Arena arena = {0};
		scoped(gather_free) Gather first = {0}, again = {0};
		FhirSummary summary;
		const char *path = data_path(&arena, names[i]);
		assert_true(read_record(path, now_2021, NULL, &first, &summary));
		assert_true(read_record(path, now_2030, NULL, &again, &summary));
		assert_true(gather_same(&first, &again));
	}
}

static void test_told_twice_changes_nothing(void **state)
{
	static const char *const names[] = {MAGRE, LIVERMORE, HOEGER, CONN};
	static const Instant times[] = {{1611100800}, {1893456000}};
	scoped(memory_ledger_close) MemoryLedger memory = {0};
	scoped(arena_free) Arena arena = {0};
	const char *const first = data_path(&arena, names[0]); /* skips, if it does, before anything is held */
	const Ledger ledger = memory_ledger(&memory);
	int64_t told[2] = {0};
	size_t total = 0;
	for (size_t round = 0; round < 2; round++) {
		Teller teller = {.ledger = ledger, .now = times[round], .source = SOURCE_FHIR};
		Error err = {0};
		assert_true(ledger.ops->begin(ledger.self, &err));
		for (size_t i = 0; i < countof(names); i++) {
			scoped(gather_free) Gather gather = {.teller = &teller};
			FhirSummary summary;
			const char *const path = i == 0 ? first : data_path(&arena, names[i]);
			assert_true(read_record(path, times[round], &ledger, &gather, &summary));
			if (round == 1)
				assert_int_equal(gather.known, gather.count);
			total += gather.count;
		}
		assert_true(ledger.ops->commit(ledger.self, &err));
		teller_done(&teller);

		Seal seal;
		assert_true(ledger.ops->head(ledger.self, &told[round], &seal, &err));
	}
	assert_true(told[0] > 300);
	assert_int_equal(told[0], told[1]);
	assert_true(total > (size_t)told[0]);
}

/* Seven entries flip between yes and no: history, never an answer. */
static void test_consent_codes_are_history(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	const char *path = data_path(&arena, LIVERMORE);
	FhirSummary summary;
	size_t found = 0;
	assert_true(read_record(path, now_2021, NULL, &gather, &summary));
	for (size_t n = 0; n < gather_count(&gather, "entry"); n++) {
		const Entry *entry = &gather_nth(&gather, "entry", n)->entry;
		if (consents(entry->code)) {
			assert_int_equal(entry->category, CATEGORY_OBSERVATION);
			found++;
		}
	}
	json_t *root = json_load_file(path, 0, NULL);
	assert_int_equal(resources(root, "Observation", has_consent_code), 7);
	json_decref(root);
	assert_int_equal(found, 7);
	assert_int_equal(gather_count(&gather, "answered"), 0);
	assert_int_equal(gather_count(&gather, "scr") + gather_count(&gather, "mig"), 0);
}

/* Temple Sowerby wrote everything down; the first of it was the encounter of 3 December 2018, 09:50. */
static void test_registered_at_the_practice(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	const char *path = data_path(&arena, MAGRE);
	FhirSummary summary;
	assert_true(read_record(path, now_2021, NULL, &gather, &summary));
	assert_int_equal(gather_count(&gather, "registered"), 1);
	const Fact *registered = &gather_nth(&gather, "registered", 0)->fact;
	Instant first;
	assert_true(instant_parse("2018-12-03T09:50:00Z", &first));
	assert_string_equal(registered->org, "A82038");
	assert_int_equal(instant_order(registered->at, first), 0);

	assert_int_equal(gather_count(&gather, "organisation"), 1);
	const Organisation *practice = &gather_find(&gather, "organisation", "A82038")->organisation;
	assert_string_equal(practice->name, "TEMPLE SOWERBY MEDICAL PRACTICE");
	assert_string_equal(practice->town, "Leeds");
	assert_int_equal(practice->care, CARE_GP);
	assert_int_equal(practice->system, SYSTEM_UNKNOWN);
	for (size_t n = 0; n < gather_count(&gather, "entry"); n++) {
		assert_string_equal(gather_nth(&gather, "entry", n)->entry.org, "A82038");
		assert_true(instant_order(first, gather_nth(&gather, "entry", n)->entry.recorded) <= 0);
	}
	assert_int_equal(gather_count(&gather, "referred"), 0);
}

/* Of the test data's own referrals none is active; every date they have is of a day without a time. */
static void test_a_day_is_read_to_its_end(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	const char *path = data_path(&arena, LIVERMORE);
	FhirSummary summary;
	bool found = false;
	Instant end;
	assert_true(read_record(path, now_2021, NULL, &gather, &summary));
	assert_true(instant_parse("2020-09-01T23:59:59Z", &end));
	for (size_t n = 0; n < gather_count(&gather, "entry"); n++) {
		const Entry *entry = &gather_nth(&gather, "entry", n)->entry;
		if (text_starts(entry->id, "ReferralRequest-85CAB98E")) {
			assert_int_equal(instant_order(entry->recorded, end), 0);
			assert_string_equal(entry->text, "2 week rule referral - colorectal");
			found = true;
		}
	}
	assert_true(found);
}

static void test_synthea_has_no_practice(void **state)
{
	scoped(arena_free) Arena arena = {0};
	scoped(gather_free) Gather gather = {0};
	const char *path = data_path(&arena, CONN);
	FhirSummary summary;
	assert_true(read_record(path, now_2021, NULL, &gather, &summary));
	assert_int_equal(gather_count(&gather, "registered"), 0);
	assert_int_equal(gather_count(&gather, "organisation"), 1);
	const Organisation *hospital = &gather_nth(&gather, "organisation", 0)->organisation;
	assert_string_equal(hospital->name, "BEVERLY HOSPITAL CORPORATION");
	assert_true(text_starts(hospital->code, "local-beverly-hospital-"));
	assert_true(organisation_code_valid(hospital->code));
	assert_int_equal(hospital->care, CARE_PLANNED);
	for (size_t n = 0; n < gather_count(&gather, "entry"); n++)
		assert_string_equal(gather_nth(&gather, "entry", n)->entry.org, hospital->code);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_magre_counts),
		cmocka_unit_test(test_livermore_counts),
		cmocka_unit_test(test_hoeger_counts),
		cmocka_unit_test(test_conn_counts),
		cmocka_unit_test(test_two_people_of_one_number),
		cmocka_unit_test(test_read_again_at_another_time),
		cmocka_unit_test(test_told_twice_changes_nothing),
		cmocka_unit_test(test_consent_codes_are_history),
		cmocka_unit_test(test_registered_at_the_practice),
		cmocka_unit_test(test_a_day_is_read_to_its_end),
		cmocka_unit_test(test_synthea_has_no_practice),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
