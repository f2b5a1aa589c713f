#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/readings/inside.h"

enum { FACTS = 5, ENTRIES = 3, MOST = 64 * 1024 };

typedef struct Patient {
	char nhs[16], id[16];
	Person person;
	Fact facts[FACTS];
	Entry entries[ENTRIES];
	World world;
} Patient;

/* Facts in an order that is not that of their times. */
static const World *patient(Patient *patient, int number)
{
	text_print(patient->nhs, sizeof patient->nhs, "999%07d", number);
	text_print(patient->id, sizeof patient->id, "id%d", number);
	patient->person = (Person){.nhs = patient->nhs, .family = "Ashby", .given = patient->id, .born = {1951, 2, 11}};
	for (int i = 0; i < FACTS; i++) {
		patient->facts[i] = FACT_NONE;
		patient->facts[i].kind = FACT_RECEIPT;
		patient->facts[i].seq = i + 1;
		patient->facts[i].at = (Instant){(i * 2 + 3) % FACTS};
		patient->facts[i].id = patient->id;
	}
	for (int i = 0; i < ENTRIES; i++)
		patient->entries[i] = (Entry){.id = patient->id,
					      .org = "RX1",
					      .text = "content",
					      .code = "1",
					      .system = "s",
					      .recorded = {i},
					      .category = CATEGORY_PROBLEM,
					      .sensitive = TRUTH_TRUE};
	patient->world = (World){
		.person = &patient->person,
		.facts = {patient->facts, FACTS},
		.entries = {patient->entries, ENTRIES},
	};
	return &patient->world;
}

static void keep(Records *records, int number)
{
	scoped(arena_free) Arena scratch = {0};
	Patient kept;
	records_keep(records, patient(&kept, number), &scratch);
	memset(&kept, 'x', sizeof kept);
}

static bool is_kept(Records *records, int number)
{
	scoped(arena_free) Arena arena = {0};
	Patient asked;
	World world = {0};
	return records_find(records, patient(&asked, number)->person->nhs, &arena, &world);
}

static void test_a_record_comes_back(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Records records = {.most = MOST};
	Patient asked;
	World world = {0};
	keep(&records, 1);
	keep(&records, 2);
	assert_true(records_find(&records, patient(&asked, 1)->person->nhs, &arena, &world));
	assert_string_equal(world.person->nhs, asked.nhs);
	assert_string_equal(world.person->given, "id1");
	assert_int_equal(world.person->born.year, 1951);
	assert_int_equal(world.facts.count, FACTS);
	for (size_t i = 0; i < FACTS; i++) {
		assert_int_equal(world.facts.items[i].at.seconds, i); /* in replay order */
		assert_string_equal(world.facts.items[i].id, "id1");
	}
	assert_int_equal(world.entries.count, ENTRIES);
	for (size_t i = 0; i < ENTRIES; i++) {
		assert_int_equal(world.entries.items[i].recorded.seconds, i);
		assert_string_equal(world.entries.items[i].org, "RX1");
		assert_int_equal(world.entries.items[i].sensitive, TRUTH_TRUE);
		assert_null(world.entries.items[i].text);
	}
	assert_false(is_kept(&records, 3));
	records_done(&records);
}

static Entry whole_entry(void)
{
	Line line = line_empty(line_kind_of(LINE_ENTRY));
	for (size_t i = 0; i < line.kind->count; i++) {
		const Field *field = &line.kind->fields[i];
		if (field->type == FIELD_TEXT)
			line_set_text(&line, field, field->name);
		else if (field->type == FIELD_INSTANT)
			line_set_instant(&line, field, (Instant){7});
		else
			line_set_word(&line, field, 1);
	}
	return line.entry;
}

/* With every field that the table of fields has. */
static void test_an_entry_comes_back_but_for_what_it_says(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Records records = {.most = MOST};
	Patient kept;
	World world = *patient(&kept, 1), found = {0};
	Entry entry = whole_entry();
	entry.patient = world.person->nhs;
	world.entries = (EntryList){&entry, 1};
	records_keep(&records, &world, &arena);
	assert_true(records_find(&records, entry.patient, &arena, &found));
	entry.text = entry.code = entry.system = NULL;
	const Line expected = line_of_entry(&entry), line = line_of_entry(&found.entries.items[0]);
	assert_true(line_same(&expected, &line));
	records_done(&records);
}

static void test_memory_is_bounded_and_the_latest_stay(void **state)
{
	Records records = {.most = MOST};
	for (int i = 0; i < 5000; i++) {
		keep(&records, i);
		assert_true(records.young.bytes + records.old.bytes <= MOST);
		assert_true(records_size(&records) <= 4 * MOST);
		assert_true(is_kept(&records, i));
		if (i > 0)
			assert_true(is_kept(&records, i - 1));
	}
	assert_false(is_kept(&records, 0));
	records_done(&records);
}

/* What is asked for again and again outlives what is not. */
static void test_what_is_asked_for_stays(void **state)
{
	Records records = {.most = MOST};
	keep(&records, 0);
	for (int i = 1; i < 5000; i++) {
		keep(&records, i);
		assert_true(is_kept(&records, 0));
	}
	records_done(&records);
}

static void test_one_too_large_is_not_kept(void **state)
{
	Records records = {.most = 64};
	keep(&records, 1);
	assert_false(is_kept(&records, 1));
	assert_int_equal(records_size(&records), 0);
	records_done(&records);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_record_comes_back),
		cmocka_unit_test(test_an_entry_comes_back_but_for_what_it_says),
		cmocka_unit_test(test_memory_is_bounded_and_the_latest_stay),
		cmocka_unit_test(test_what_is_asked_for_stays),
		cmocka_unit_test(test_one_too_large_is_not_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
