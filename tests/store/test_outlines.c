/* Entries in order, and without what they say. */
#include "sample.h"

#include "base/macros.h"
#include "base/text.h"

static void test_entries_in_order(void **state)
{
	static const struct {
		const char *id;
		int64_t at;
	} told[] = {{"c", 30}, {"b", 10}, {"d", -5}, {"a", 30}};
	Sample s;
	EntryList list;
	sample_begin(&s);
	for (size_t i = 0; i < countof(told); i++) {
		Entry entry = {.id = told[i].id,
			       .patient = "111",
			       .org = "RWE",
			       .recorded = {told[i].at},
			       .category = CATEGORY_OTHER};
		sample_put(&s, line_of_entry(&entry));
	}
	must(s.ledger.ops->entries(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 4);
	const char *order[] = {"d", "b", "a", "c"};
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(list.items[i].id, order[i]);
	sample_end(&s);
}

/* Told twice: the later line stands for the entry, and its words are those of that line. */
static void test_outlines(void **state)
{
	static const WordByte said[] = {Truth_NOT_GIVEN_, TRUTH_FALSE, TRUTH_TRUE};
	Sample s;
	EntryList list;
	EntrySaidList all;
	const char *text;
	sample_begin(&s);
	for (size_t i = 0; i < 4; i++) {
		const bool again = i == 3;
		Entry entry = {.id = arena_print(&s.arena, "n%zu", i % 3),
			       .patient = "111",
			       .org = again ? "RX1" : "RWE",
			       .recorded = {again ? 40 : 30 - (int64_t)i},
			       .category = again ? CATEGORY_ALLERGY : CATEGORY_PROBLEM,
			       .text = again ? NULL : arena_print(&s.arena, "text %zu", i),
			       .code = i == 1 ? "XE0" : NULL,
			       .system = "read",
			       .sensitive = said[i % 3]};
		sample_put(&s, line_of_entry(&entry));
	}
	must(s.ledger.ops->outlines(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 3);
	const Entry *last = &list.items[2];
	for (size_t i = 0; i < 2; i++) {
		const Entry *entry = &list.items[i];
		assert_int_equal(entry->seq, 3 - i);
		assert_string_equal(entry->id, i == 0 ? "n2" : "n1");
		assert_string_equal(entry->patient, "111");
		assert_string_equal(text_or(entry->code, "none"), i == 1 ? "XE0" : "none");
		assert_int_equal(entry->sensitive, said[2 - i]);
		assert_null(entry->text);
		assert_null(entry->system);
		must(s.ledger.ops->said(s.ledger.self, entry->seq, &s.arena, &text, &s.err), &s);
		assert_string_equal(text, i == 0 ? "text 2" : "text 1");
	}
	assert_int_equal(last->seq, 4);
	assert_string_equal(last->org, "RX1");
	assert_int_equal(last->category, CATEGORY_ALLERGY);
	assert_int_equal(last->recorded.seconds, 40);
	must(s.ledger.ops->said(s.ledger.self, 4, &s.arena, &text, &s.err), &s);
	assert_null(text);
	must(s.ledger.ops->all_said(s.ledger.self, "111", &s.arena, &all, &s.err), &s);
	assert_int_equal(all.count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(all.items[i].seq, list.items[i].seq);
		assert_string_equal(text_or(all.items[i].text, "none"), i == 0 ? "text 2" : i == 1 ? "text 1" : "none");
	}
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries_in_order),
		cmocka_unit_test(test_outlines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
