#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "model/facts/pack.h"

static void fill(Line *line, const Field *field, size_t number)
{
	static const char *const texts[] = {"", "f1", "Łódź\nand\\more",
					    "a text of some length that fills several words"};
	switch (field->type) {
	case FIELD_TEXT: line_set_text(line, field, texts[number % countof(texts)]); break;
	case FIELD_WORD:
	case FIELD_TRUTH: line_set_word(line, field, (WordByte)(1 + number % 2)); break;
	case FIELD_INSTANT:
		line_set_instant(line, field, (Instant){number % 3 ? -1 - (int64_t)number : INT64_MAX});
		break;
	case FIELD_DATE: line_set_date(line, field, (Date){2001, 2, (uint8_t)(1 + number % 28)}); break;
	case FIELD_PARTIAL_DATE: line_set_partial(line, field, (PartialDate){2001, number % 2 ? 2 : 0, 0}); break;
	}
}

/* Of every kind: all fields given, none, and every other one. */
static Line filled(const LineKind *kind, size_t step)
{
	Line line = line_empty(kind);
	for (size_t i = 0; step && i < kind->count; i += step)
		fill(&line, &kind->fields[i], i + step);
	if (kind->type == LINE_FACT)
		line.fact.seq = INT64_MAX - (int64_t)step;
	return line;
}

/* By the fields of all kinds: what a kind has not is as none in both. */
static void assert_same_fact(const Fact *a, const Fact *b)
{
	assert_int_equal(a->kind, b->kind);
	assert_int_equal(a->seq, b->seq);
	assert_int_equal(a->recorded_at.seconds, b->recorded_at.seconds);
	for (size_t k = 0; k < line_kind_count; k++) {
		const Line left = {.kind = &line_kinds[k], .fact = *a}, right = {.kind = &line_kinds[k], .fact = *b};
		assert_true(line_kinds[k].type != LINE_FACT || line_same(&left, &right));
	}
}

static void test_every_kind_comes_back(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text packed = {.arena = &arena};
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t step = 0; step < 3; step++) {
			Line line = filled(&line_kinds[k], step);
			pack_line(&packed, &line);
		}
	const char *bytes = text_done(&packed), *end = bytes + packed.length;
	for (size_t k = 0; k < line_kind_count; k++)
		for (size_t step = 0; step < 3; step++) {
			Line expected = filled(&line_kinds[k], step), line;
			const char *next = unpack_line(bytes, end, &line);
			assert_true(line_same(&expected, &line));
			if (line.kind->type == LINE_FACT) {
				Fact fact = {0};
				assert_same_fact(&line.fact, &expected.fact);
				assert_ptr_equal(unpack_fact(bytes, end, &fact), next);
				assert_same_fact(&fact, &expected.fact);
			}
			bytes = next;
		}
	assert_ptr_equal(bytes, end);
}

/* Of bytes that are cut off, or are none of a line, nothing beyond them is looked at. */
static void test_what_is_no_line_is_none(void **state)
{
	scoped(arena_free) Arena arena = {0};
	for (size_t k = 0; k < line_kind_count; k++) {
		Text packed = {.arena = &arena};
		Line line = filled(&line_kinds[k], 1);
		pack_line(&packed, &line);
		for (size_t length = 0; length < packed.length; length++) {
			char *cut = test_malloc(length + 1);
			memcpy(cut, packed.bytes, length);
			assert_null(unpack_line(cut, cut + length, &line));
			test_free(cut);
		}
		for (size_t i = 0; i < packed.length; i++) {
			char *changed = arena_bytes(&arena, packed.bytes, packed.length);
			changed[i] = (char)0xff;
			const char *next = unpack_line(changed, changed + packed.length, &line);
			assert_true(!next || next <= changed + packed.length);
		}
	}
}

static void test_a_fact_takes_few_bytes(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Text packed = {.arena = &arena};
	Fact fact = FACT_NONE;
	fact.kind = FACT_SCR;
	fact.id = "f1";
	fact.patient = "9990000018";
	fact.at = fact.recorded_at = (Instant){0};
	fact.scr_status = SCR_CORE;
	Line line = line_of_fact(&fact);
	pack_line(&packed, &line);
	assert_true(packed.length < 64 && sizeof fact > 200);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind_comes_back),
		cmocka_unit_test(test_what_is_no_line_is_none),
		cmocka_unit_test(test_a_fact_takes_few_bytes),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
