#include "model/ledger/testimony.h"

#include "unit.h"

#include <string.h>

#include "base/macros.h"
#include "model/ledger/chain.h"

enum { LINES = 20 };

static const unsigned char desk_key[WITNESS_SECRET_BYTES] = {7}, other_key[WITNESS_SECRET_BYTES] = {8};

/* A ledger of which each line says one byte, from `changed` on another. */
static void seals_of(int64_t changed, Seal out[LINES + 1])
{
	scoped(arena_free) Arena arena = {0};
	out[0] = (Seal){{0}};
	for (int64_t seq = 1; seq <= LINES; seq++) {
		const Organisation organisation = {.code = "C82001", .name = seq == changed ? "B" : "A"};
		const Line line = line_of_organisation(&organisation);
		out[seq] = chain_next(&out[seq - 1], seq, SOURCE_DESK, &line, &arena);
	}
}

static Testimony testimony_of(Arena *arena)
{
	WitnessKeys keys;
	Testimony testimony = {.arena = arena};
	witness_keys(desk_key, &keys);
	memcpy(testimony.key, keys.key, sizeof testimony.key);
	return testimony;
}

static void line_of(const unsigned char *secret, int64_t lines, const Seal seals[LINES + 1], char out[CHECKPOINT_MAX])
{
	WitnessKeys keys;
	witness_keys(secret, &keys);
	const Checkpoint checkpoint =
		checkpoint_sign(&keys, "C82001", lines, &seals[lines], (Instant){1000000000 + 60 * lines});
	checkpoint_print(&checkpoint, out);
}

static void add(Testimony *testimony, int64_t lines, const Seal seals[LINES + 1])
{
	char line[CHECKPOINT_MAX];
	line_of(desk_key, lines, seals, line);
	assert_int_equal(testimony_add(testimony, line), WITNESS_TAKEN);
}

static const char *walked(Testimony *testimony, int64_t lines, const Seal seals[LINES + 1], bool whole)
{
	Text out = {.arena = testimony->arena};
	testimony_begin(testimony);
	for (int64_t seq = 1; seq <= lines; seq++)
		testimony_line(testimony, seq, &seals[seq]);
	testimony_end(testimony, whole);
	testimony_say(testimony, &out);
	return text_done(&out);
}

static void what_was_witnessed_holds(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	Seal seals[LINES + 1];
	seals_of(0, seals);
	add(&testimony, 15, seals); /* in any order, and twice */
	add(&testimony, 5, seals);
	add(&testimony, 15, seals);
	assert_string_equal(
		walked(&testimony, LINES, seals, true),
		"3 checkpoints hold; the last, of 15 lines at 2001-09-09T02:01:40Z. Since then: 5 lines.\n");
	assert_true(testimony_holds(&testimony));
}

/* All that was told is witnessed by as many as there is room for, and more. */
static void many_are_held(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	Seal seals[LINES + 1];
	seals_of(0, seals);
	for (int i = 0; i < 10; i++)
		for (int64_t lines = 1; lines <= LINES; lines++)
			add(&testimony, lines, seals);
	assert_string_equal(
		walked(&testimony, LINES, seals, true),
		"200 checkpoints hold; the last, of 20 lines at 2001-09-09T02:06:40Z. Since then: 0 lines.\n");
}

static void a_ledger_that_was_cut_off_is_found(void **state)
{
	Seal seals[LINES + 1];
	seals_of(0, seals);
	for (int64_t left = 1; left < LINES; left++) {
		scoped(arena_free) Arena arena = {0};
		Testimony testimony = testimony_of(&arena);
		add(&testimony, left + 1, seals);
		walked(&testimony, left, seals, true);
		assert_false(testimony_holds(&testimony));
	}
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	add(&testimony, 8, seals);
	add(&testimony, 12, seals);
	add(&testimony, LINES, seals);
	assert_string_equal(
		walked(&testimony, 11, seals, true),
		"The ledger is not what it was: it held 12 lines at 2001-09-09T01:58:40Z, and holds 11 lines now: it was "
		"cut off, or an older backup was restored. 2 checkpoints do not hold; this is the first.\n"
		"The last that holds is of 8 lines at 2001-09-09T01:54:40Z: the 3 lines after it are witnessed by "
		"nothing.\n");
}

/* Cut off and told on, or a line changed and all after it sealed anew. */
static void a_ledger_that_was_made_anew_is_found(void **state)
{
	Seal seals[LINES + 1], anew[LINES + 1];
	seals_of(0, seals);
	for (int64_t changed = 1; changed <= LINES; changed++) {
		seals_of(changed, anew);
		for (int64_t lines = 1; lines <= LINES; lines++) {
			scoped(arena_free) Arena arena = {0};
			Testimony testimony = testimony_of(&arena);
			add(&testimony, lines, seals);
			walked(&testimony, LINES, anew, true);
			assert_int_equal(testimony_holds(&testimony), lines < changed);
		}
	}
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	seals_of(9, anew);
	add(&testimony, 1, seals);
	add(&testimony, 8, seals);
	add(&testimony, 10, seals);
	assert_string_equal(
		walked(&testimony, LINES, anew, true),
		"The ledger is not what it was: it held 10 lines at 2001-09-09T01:56:40Z, and its line 10 has "
		"another seal now: it was made anew.\n"
		"The last that holds is of 8 lines at 2001-09-09T01:54:40Z: the 12 lines after it are "
		"witnessed by nothing.\n");
}

static void where_none_holds_it_is_said(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	Seal seals[LINES + 1], anew[LINES + 1];
	seals_of(0, seals);
	seals_of(1, anew);
	add(&testimony, 1, seals);
	assert_string_equal(walked(&testimony, LINES, anew, true),
			    "The ledger is not what it was: it held 1 line at 2001-09-09T01:47:40Z, and its line 1 has "
			    "another seal now: it was made anew.\nNo checkpoint before it holds.\n");
}

/* What comes after a fault cannot be walked: nothing is said of it. */
static void behind_a_fault_nothing_is_said(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena), none = testimony_of(&arena);
	Seal seals[LINES + 1];
	seals_of(0, seals);
	add(&testimony, 4, seals);
	add(&testimony, 12, seals);
	assert_string_equal(walked(&testimony, 7, seals, false),
			    "1 checkpoint holds; the last, of 4 lines at 2001-09-09T01:50:40Z. Since then: 3 lines.\n");
	add(&none, 12, seals);
	assert_string_equal(walked(&none, 7, seals, false), "No checkpoint is of a line before the fault.\n");
}

static void only_what_this_desk_signed_counts(void **state)
{
	scoped(arena_free) Arena arena = {0};
	Testimony testimony = testimony_of(&arena);
	Seal seals[LINES + 1];
	char line[CHECKPOINT_MAX];
	seals_of(0, seals);
	line_of(other_key, 5, seals, line);
	assert_int_equal(testimony_add(&testimony, line), WITNESS_STRANGER);
	line_of(desk_key, 5, seals, line);
	line[strlen(line) - 1] = line[strlen(line) - 1] == '0' ? '1' : '0';
	assert_int_equal(testimony_add(&testimony, line), WITNESS_FALSE);
	line[strlen(line) - 1] = '\0';
	assert_int_equal(testimony_add(&testimony, line), WITNESS_NONE);
	assert_int_equal(testimony_add(&testimony, ""), WITNESS_NONE);
	assert_int_equal(testimony.count, 0);
}

/* Of every state there was, and of none after it was changed. */
static void a_code_is_found_again(void **state)
{
	WitnessKeys keys;
	Seal seals[LINES + 1], anew[LINES + 1];
	seals_of(0, seals);
	seals_of(10, anew);
	witness_keys(desk_key, &keys);
	for (int64_t lines = 1; lines <= LINES; lines++) {
		scoped(arena_free) Arena arena = {0};
		char code[LEDGER_CODE_MAX];
		ledger_code_make(&keys, lines, &seals[lines], code);
		Testimony whole = testimony_of(&arena), cut = whole, changed = whole;
		whole.code = cut.code = changed.code = code;
		whole.keys = cut.keys = changed.keys = &keys;
		const char *said = walked(&whole, LINES, seals, true);
		assert_int_equal(whole.code_lines, lines);
		assert_true(testimony_holds(&whole));
		assert_non_null(strstr(said, "The ledger holds what it held when the code"));
		said = walked(&cut, lines - 1, seals, true);
		assert_false(testimony_holds(&cut));
		assert_non_null(strstr(said, "No state of this ledger gives the code"));
		walked(&changed, LINES, anew, true);
		assert_int_equal(testimony_holds(&changed), lines < 10);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_witnessed_holds),
		cmocka_unit_test(many_are_held),
		cmocka_unit_test(a_ledger_that_was_cut_off_is_found),
		cmocka_unit_test(a_ledger_that_was_made_anew_is_found),
		cmocka_unit_test(where_none_holds_it_is_said),
		cmocka_unit_test(behind_a_fault_nothing_is_said),
		cmocka_unit_test(only_what_this_desk_signed_counts),
		cmocka_unit_test(a_code_is_found_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
