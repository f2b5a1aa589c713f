#include "model/ledger/witness.h"

#include "unit.h"

#include <ctype.h>
#include <string.h>

#include "base/code32.h"
#include "base/date_zone.h"
#include "base/macros.h"
#include "base/text.h"

static const unsigned char desk_key[WITNESS_SECRET_BYTES] = {1, 2, 3}, other_key[WITNESS_SECRET_BYTES] = {1, 2, 4};
static const Seal head = {{0x0F, 0xA0, 1}};

static WitnessKeys keys_of(const unsigned char *secret)
{
	WitnessKeys keys;
	witness_keys(secret, &keys);
	return keys;
}

static Checkpoint signed_one(void)
{
	const WitnessKeys keys = keys_of(desk_key);
	Instant at;
	assert_true(instant_parse("2026-11-30T01:14:31Z", &at));
	return checkpoint_sign(&keys, "C82001", 12345, &head, at);
}

/* --- Checkpoints --- */

static void a_checkpoint_is_a_line_that_says_what_it_is(void **state)
{
	const Checkpoint checkpoint = signed_one();
	char line[CHECKPOINT_MAX];
	const size_t length = checkpoint_print(&checkpoint, line);
	assert_int_equal(length, strlen(line));
	assert_true(text_starts(line,
				"sharedesk checkpoint 1: C82001 held 12345 lines at 2026-11-30T01:14:31Z, the last "
				"sealed 0fa001000000"));
	assert_null(strchr(line, '\n'));
	assert_true(length < CHECKPOINT_MAX - 64);
}

static void what_was_printed_is_read(void **state)
{
	const Checkpoint checkpoint = signed_one();
	Checkpoint read;
	char line[CHECKPOINT_MAX];
	checkpoint_print(&checkpoint, line);
	assert_true(checkpoint_read(line, &read));
	assert_string_equal(read.practice, "C82001");
	assert_int_equal(read.lines, 12345);
	assert_true(seal_same(&read.head, &head));
	assert_true(checkpoint_is_signed(&read));
}

/* Whatever byte is changed, whatever is cut off or put behind it: it is none, or its signature is not right. */
static void no_byte_of_it_can_be_changed(void **state)
{
	const Checkpoint checkpoint = signed_one();
	Checkpoint read;
	char line[CHECKPOINT_MAX], changed[CHECKPOINT_MAX + 2];
	const size_t length = checkpoint_print(&checkpoint, line);
	for (size_t i = 0; i < length; i++)
		for (const char *to = "0189afAC- \t,;"; *to; to++) {
			text_copy(changed, sizeof changed, line);
			changed[i] = *to;
			if (*to != line[i] && checkpoint_read(changed, &read) && checkpoint_is_signed(&read))
				fail_msg("byte %zu: %s", i, changed);
		}
	for (size_t cut = 0; cut < length; cut++) {
		text_copy(changed, cut + 1, line);
		assert_false(checkpoint_read(changed, &read));
	}
	for (const char *to = "0 \ra;"; *to; to++) {
		text_print(changed, sizeof changed, "%s%c", line, *to);
		assert_false(checkpoint_read(changed, &read));
	}
}

/* A disk was full, and the next one came behind what there was room for. */
static void one_that_was_cut_off_does_not_hide_the_next(void **state)
{
	const Checkpoint checkpoint = signed_one();
	Checkpoint read;
	char line[CHECKPOINT_MAX], both[2 * CHECKPOINT_MAX];
	const size_t length = checkpoint_print(&checkpoint, line);
	for (size_t cut = 0; cut <= length; cut++) {
		text_print(both, sizeof both, "%.*s%s", (int)cut, line, line);
		assert_true(checkpoint_read(both, &read));
		assert_true(checkpoint_is_signed(&read));
	}
}

static void each_desk_signs_with_a_key_of_its_own(void **state)
{
	const WitnessKeys one = keys_of(desk_key), other = keys_of(other_key);
	assert_memory_not_equal(one.key, other.key, sizeof one.key);
	assert_memory_not_equal(one.code, other.code, sizeof one.code);
	assert_memory_not_equal(one.code, desk_key, sizeof one.code);
	Checkpoint forged = signed_one();
	memcpy(forged.key, other.key, sizeof forged.key);
	assert_false(checkpoint_is_signed(&forged));
}

static void a_practice_is_one_word(void **state)
{
	static const char *const odd[] = {NULL, "", "two words", "a,b", "Cédric", "A123456789012345", "new\nline"};
	const WitnessKeys keys = keys_of(desk_key);
	for (size_t i = 0; i < countof(odd); i++) {
		const Checkpoint checkpoint = checkpoint_sign(&keys, odd[i], 1, &head, (Instant){0});
		Checkpoint read;
		char line[CHECKPOINT_MAX];
		checkpoint_print(&checkpoint, line);
		assert_true(checkpoint_read(line, &read));
		assert_string_equal(read.practice, "-");
		assert_true(checkpoint_is_signed(&read));
	}
}

static void a_key_is_read_whole(void **state)
{
	unsigned char key[WITNESS_KEY_BYTES];
	assert_true(witness_key_read("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", key));
	assert_int_equal(key[1], 0x11);
	assert_false(witness_key_read("00112233445566778899aabbccddeeff00112233445566778899aabbccddee", key));
	assert_false(witness_key_read("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00", key));
	assert_false(witness_key_read("00112233445566778899aabbccddeeff00112233445566778899aabbccddeefg", key));
	assert_false(witness_key_read("", key));
}

/* --- Codes --- */

static void make(int64_t lines, const Seal *seal, char out[LEDGER_CODE_MAX])
{
	const WitnessKeys keys = keys_of(desk_key);
	ledger_code_make(&keys, lines, seal, out);
}

static void a_code_is_ten_characters_that_are_not_confused(void **state)
{
	char code[LEDGER_CODE_MAX];
	for (int64_t lines = 1; lines < 2000; lines++) {
		make(lines, &head, code);
		assert_int_equal(strlen(code), LEDGER_CODE_MAX - 1);
		assert_int_equal(code[5], '-');
		for (size_t i = 0; code[i]; i++)
			assert_true(i == 5 || code32_value(code[i]) >= 0);
		assert_null(strpbrk(code, "ILOU"));
	}
}

static void it_is_of_the_lines_the_seal_and_the_key(void **state)
{
	const WitnessKeys other = keys_of(other_key);
	Seal changed = head;
	char code[LEDGER_CODE_MAX], again[LEDGER_CODE_MAX];
	make(12345, &head, code);
	make(12345, &head, again);
	assert_string_equal(code, again);
	make(12346, &head, again);
	assert_string_not_equal(code, again);
	make(12345 + ((int64_t)1 << 40), &head, again);
	assert_string_not_equal(code, again);
	changed.bytes[SEAL_BYTES - 1] ^= 1;
	make(12345, &changed, again);
	assert_string_not_equal(code, again);
	ledger_code_make(&other, 12345, &head, again);
	assert_string_not_equal(code, again);
}

static void it_is_read_as_it_is_typed(void **state)
{
	char code[LEDGER_CODE_MAX], typed[64], read[LEDGER_CODE_MAX];
	for (int64_t lines = 1; lines < 500; lines++) {
		make(lines, &head, code);
		assert_true(ledger_code_read(code, read));
		assert_string_equal(read, code);
		size_t at = 0;
		for (size_t i = 0; code[i]; i++) { /* small, spaced, o for 0 and l for 1 */
			if (code[i] == '-')
				continue;
			typed[at++] = (char)(code[i] == '0'   ? 'o'
					     : code[i] == '1' ? 'l'
							      : tolower((unsigned char)code[i]));
			typed[at++] = ' ';
		}
		typed[at] = '\0';
		assert_true(ledger_code_read(typed, read));
		assert_string_equal(read, code);
	}
}

static void every_wrong_character_is_found(void **state)
{
	char code[LEDGER_CODE_MAX], typed[LEDGER_CODE_MAX], read[LEDGER_CODE_MAX];
	for (int64_t lines = 1; lines < 300; lines++) {
		make(lines, &head, code);
		for (size_t i = 0; code[i]; i++)
			for (unsigned value = 0; value < 32; value++) {
				text_copy(typed, sizeof typed, code);
				typed[i] = code32_symbol(value);
				if (code[i] != '-' && typed[i] != code[i] && ledger_code_read(typed, read))
					fail_msg("%s for %s", typed, code);
			}
	}
}

static void every_two_that_changed_places_are_found(void **state)
{
	char code[LEDGER_CODE_MAX], typed[LEDGER_CODE_MAX], read[LEDGER_CODE_MAX];
	for (int64_t lines = 1; lines < 3000; lines++) {
		make(lines, &head, code);
		for (size_t i = 0; code[i]; i++)
			for (size_t j = i + 1; code[j]; j++) {
				text_copy(typed, sizeof typed, code);
				typed[i] = code[j];
				typed[j] = code[i];
				if (code[i] != '-' && code[j] != '-' && code[i] != code[j] &&
				    ledger_code_read(typed, read))
					fail_msg("%s for %s", typed, code);
			}
	}
}

static void what_is_no_code_is_not_read(void **state)
{
	static const char *const none[] = {"", "-", "K7QM2", "K7QM2-XPD9", "K7QM2-XPD9RR", "K7QM2-XPD9U", "a code"};
	char read[LEDGER_CODE_MAX];
	for (size_t i = 0; i < countof(none); i++)
		assert_false(ledger_code_read(none[i], read));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_checkpoint_is_a_line_that_says_what_it_is),
		cmocka_unit_test(what_was_printed_is_read),
		cmocka_unit_test(no_byte_of_it_can_be_changed),
		cmocka_unit_test(one_that_was_cut_off_does_not_hide_the_next),
		cmocka_unit_test(each_desk_signs_with_a_key_of_its_own),
		cmocka_unit_test(a_practice_is_one_word),
		cmocka_unit_test(a_key_is_read_whole),
		cmocka_unit_test(a_code_is_ten_characters_that_are_not_confused),
		cmocka_unit_test(it_is_of_the_lines_the_seal_and_the_key),
		cmocka_unit_test(it_is_read_as_it_is_typed),
		cmocka_unit_test(every_wrong_character_is_found),
		cmocka_unit_test(every_two_that_changed_places_are_found),
		cmocka_unit_test(what_is_no_code_is_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
