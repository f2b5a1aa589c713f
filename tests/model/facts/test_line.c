#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/facts/line.h"

static size_t struct_size(LineType type)
{
	switch (type) {
	case LINE_ORGANISATION: return sizeof(Organisation);
	case LINE_PERSON: return sizeof(Person);
	case LINE_ENTRY: return sizeof(Entry);
	case LINE_FACT: return sizeof(Fact);
	}
	return 0;
}

static size_t value_size(FieldType type)
{
	switch (type) {
	case FIELD_TEXT: return sizeof(const char *);
	case FIELD_WORD:
	case FIELD_TRUTH: return sizeof(WordByte);
	case FIELD_INSTANT: return sizeof(Instant);
	case FIELD_DATE: return sizeof(Date);
	case FIELD_PARTIAL_DATE: return sizeof(PartialDate);
	}
	return 0;
}

static void test_kinds_find_themselves(void **state)
{
	for (size_t i = 0; i < line_kind_count; i++) {
		const LineKind *kind = &line_kinds[i];
		assert_ptr_equal(line_kind_find(kind->name), kind);
		if (kind->type == LINE_FACT) {
			assert_string_equal(kind->name, words_text(&fact_kind_words, kind->fact));
			assert_ptr_equal(line_kind_of_fact(kind->fact), kind);
		} else {
			assert_ptr_equal(line_kind_of(kind->type), kind);
		}
	}
	assert_null(line_kind_find("no-such-kind"));
	assert_null(line_kind_find(NULL));
}

static void test_fields_lie_in_their_struct_and_apart(void **state)
{
	for (size_t i = 0; i < line_kind_count; i++) {
		const LineKind *kind = &line_kinds[i];
		for (size_t j = 0; j < kind->count; j++) {
			const Field *field = &kind->fields[j];
			size_t end = field->offset + value_size(field->type);
			assert_true(end <= struct_size(kind->type));
			assert_false(text_is(field->name, "kind"));
			assert_ptr_equal(line_field_find(kind, field->name), field);
			for (size_t k = 0; k < j; k++) {
				const Field *other = &kind->fields[k];
				assert_true(end <= other->offset ||
					    other->offset + value_size(other->type) <= field->offset);
			}
		}
	}
}

static void test_words_and_names_stand_where_they_belong(void **state)
{
	for (size_t i = 0; i < line_kind_count; i++) {
		for (size_t j = 0; j < line_kinds[i].count; j++) {
			const Field *field = &line_kinds[i].fields[j];
			bool worded = field->type == FIELD_WORD || field->type == FIELD_TRUTH;
			assert_int_equal(field->words != NULL, worded);
			assert_true(field->type != FIELD_TRUTH || field->words == &truth_words);
			assert_true(field->names == NAMES_NOTHING || field->type == FIELD_TEXT);
			assert_true(!field->opens || field->names == NAMES_EPISODE || field->names == NAMES_REQUEST ||
				    field->names == NAMES_OVERRIDE);
		}
	}
}

/* FORMATS §1: each has `at`; optional `id`, `recorded_at`, `by`, `note`; all but a standing, an scr-default, an export,
 * an import, a session and the void of one have `patient`. */
static void test_every_fact_has_the_common_fields(void **state)
{
	for (FactKind fact = FACT_STANDING; fact < FactKind_COUNT_; fact++) {
		const LineKind *kind = line_kind_of_fact(fact);
		const Field *patient = line_field_find(kind, "patient");
		bool of_nobody = fact == FACT_STANDING || fact == FACT_SCR_DEFAULT || fact == FACT_EXPORTED ||
				 fact == FACT_ACCOUNT || fact == FACT_SETTING;
		of_nobody |= fact == FACT_IMPORTED || fact == FACT_SIGNED_IN || fact == FACT_SIGNED_OUT;
		assert_true(line_field_find(kind, "at")->required);
		assert_false(line_field_find(kind, "id")->required);
		assert_false(line_field_find(kind, "recorded_at")->required);
		assert_false(line_field_find(kind, "by")->required);
		assert_false(line_field_find(kind, "note")->required);
		assert_int_equal(patient == NULL, of_nobody);
		assert_true(!patient || patient->required == (fact != FACT_VOIDED));
	}
}

static void test_an_empty_line_has_nothing(void **state)
{
	for (size_t i = 0; i < line_kind_count; i++) {
		Line line = line_empty(&line_kinds[i]);
		for (size_t j = 0; j < line_kinds[i].count; j++)
			assert_false(line_has(&line, &line_kinds[i].fields[j]));
		assert_null(line_key(&line));
	}
}

static void set_something(Line *line, const Field *field)
{
	unsigned word = 1;
	switch (field->type) {
	case FIELD_TEXT: line_set_text(line, field, field->name); return;
	case FIELD_WORD:
	case FIELD_TRUTH:
		while (*words_text(field->words, word) == '\0')
			word++;
		line_set_word(line, field, (WordByte)word);
		return;
	case FIELD_INSTANT: line_set_instant(line, field, (Instant){1000}); return;
	case FIELD_DATE: line_set_date(line, field, (Date){2024, 3, 1}); return;
	case FIELD_PARTIAL_DATE: line_set_partial(line, field, (PartialDate){2024, 3, 0}); return;
	}
}

/* A field set is had, makes the line another, and is copied alone. */
static void test_each_field_counts(void **state)
{
	for (size_t i = 0; i < line_kind_count; i++) {
		for (size_t j = 0; j < line_kinds[i].count; j++) {
			const Field *field = &line_kinds[i].fields[j];
			const Line empty = line_empty(&line_kinds[i]);
			Line line = empty, copy = empty;
			set_something(&line, field);
			assert_true(line_has(&line, field));
			assert_int_equal(line_same(&line, &empty), text_is(field->name, "recorded_at"));
			line_copy_field(&copy, &line, field);
			assert_true(line_has(&copy, field));
			assert_true(line_same(&line, &copy));
		}
	}
}

static void test_a_kept_line_owns_its_texts(void **state)
{
	scoped(arena_free) Arena arena = {0};
	char id[] = "e1";
	Entry entry = {.id = id, .recorded = {5}};
	Line line = line_of_entry(&entry);
	line_keep(&line, &arena);
	id[0] = 'x';
	assert_string_equal(line.entry.id, "e1");
	assert_null(line.entry.text);
}

static void test_seal_text(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text out = {.arena = &arena};
	Fact fact = FACT_NONE;
	fact.kind = FACT_STANDING;
	fact.id = "f1";
	fact.at = (Instant){0};
	fact.recorded_at = (Instant){60};
	fact.practice = "C82001";
	fact.org = "RX1";
	fact.standing = STANDING_ALLOWED;
	fact.note = "one\ntwo\\three";
	Line line = line_of_fact(&fact);
	line_seal_text(&line, false, &out);
	assert_string_equal(text_done(&out),
			    "kind=standing\nid=f1\nat=1970-01-01T00:00:00Z\n"
			    "recorded_at=1970-01-01T00:01:00Z\npractice=C82001\norg=RX1\nstanding=allowed\n"
			    "note=one\\ntwo\\\\three\n");
	text_clear(&out);
	line_seal_text(&line, true, &out);
	assert_null(strstr(text_done(&out), "id="));
	assert_null(strstr(text_done(&out), "recorded_at="));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds_find_themselves),
		cmocka_unit_test(test_fields_lie_in_their_struct_and_apart),
		cmocka_unit_test(test_words_and_names_stand_where_they_belong),
		cmocka_unit_test(test_every_fact_has_the_common_fields),
		cmocka_unit_test(test_an_empty_line_has_nothing),
		cmocka_unit_test(test_each_field_counts),
		cmocka_unit_test(test_a_kept_line_owns_its_texts),
		cmocka_unit_test(test_seal_text),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
