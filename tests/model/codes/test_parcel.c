#include "model/codes/codes.h"

#include <sodium.h>
#include <string.h>

#include "base/text.h"
#include "model/stage/still.h"
#include "unit.h"

static const unsigned char key[DESK_KEY_BYTES] = {1, 2, 3}, other_key[DESK_KEY_BYTES] = {1, 2, 4};

static const Letter letter = {
	.to = "07700900111",
	.subject = "",
	.message = "Royal Cornwall Hospitals asks to see your health record.",
	.code = "123 456",
	.organisation = "Royal Cornwall Hospitals",
	.until = "2:30pm",
};

typedef struct Sealed {
	Arena arena;
	CountedEntropy source;
	const unsigned char *bytes;
	size_t size;
} Sealed;

static void seal(Sealed *sealed, const Letter *what)
{
	Entropy entropy = counted_entropy(&sealed->source);
	assert_true(parcel_seal(key, &entropy, "f1", what, &sealed->arena, &sealed->bytes, &sealed->size, NULL));
}

static void it_opens_as_it_was_sealed(void **state)
{
	Sealed sealed = {0};
	Letter opened;
	Error err = {0};
	seal(&sealed, &letter);
	assert_true(parcel_open(key, "f1", sealed.bytes, sealed.size, &sealed.arena, &opened, &err));
	assert_string_equal(opened.to, letter.to);
	assert_string_equal(opened.subject, "");
	assert_string_equal(opened.message, letter.message);
	assert_string_equal(opened.code, letter.code);
	assert_string_equal(opened.organisation, letter.organisation);
	assert_string_equal(opened.until, letter.until);
	arena_free(&sealed.arena);
}

static void assert_stays_shut(const unsigned char *by, const char *fact, const unsigned char *bytes, size_t size)
{
	Arena arena = {0};
	Letter opened;
	Error err = {0};
	assert_false(parcel_open(by, fact, bytes, size, &arena, &opened, &err));
	assert_int_not_equal(strlen(err.text), 0);
	arena_free(&arena);
}

static void nothing_else_opens_it(void **state)
{
	Sealed sealed = {0};
	seal(&sealed, &letter);
	unsigned char *changed = arena_alloc(&sealed.arena, sealed.size);
	assert_stays_shut(other_key, "f1", sealed.bytes, sealed.size);
	assert_stays_shut(key, "f2", sealed.bytes, sealed.size);
	assert_stays_shut(key, "f", sealed.bytes, sealed.size);
	for (size_t i = 0; i < sealed.size; i += 97) {
		memcpy(changed, sealed.bytes, sealed.size);
		changed[i] ^= 1;
		assert_stays_shut(key, "f1", changed, sealed.size);
		assert_stays_shut(key, "f1", sealed.bytes, i);
	}
	arena_free(&sealed.arena);
}

static bool holds(const Sealed *sealed, const char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; i + length <= sealed->size; i++)
		if (memcmp(sealed->bytes + i, text, length) == 0)
			return true;
	return false;
}

static void what_is_inside_cannot_be_told_from_outside(void **state)
{
	Sealed sealed = {0}, again = {0}, empty = {0};
	const Letter nothing = {0};
	seal(&sealed, &letter);
	again.source.next = 99;
	seal(&again, &letter);
	seal(&empty, &nothing);
	assert_int_equal(sealed.size, empty.size); /* padded */
	assert_memory_not_equal(sealed.bytes, again.bytes, sealed.size);
	static const char *const secrets[] = {"123 456", "07700900111", "Cornwall", "2:30pm"};
	for (size_t i = 0; i < countof(secrets); i++)
		assert_false(holds(&sealed, secrets[i]));
	arena_free(&sealed.arena);
	arena_free(&again.arena);
	arena_free(&empty.arena);
}

static void a_long_message_fits_too(void **state)
{
	for (size_t length = 3900; length < 4200; length++) {
		Sealed sealed = {0};
		char *message = arena_alloc(&sealed.arena, length + 1);
		memset(message, 'x', length);
		Letter said = letter, opened;
		said.message = message;
		seal(&sealed, &said);
		assert_true(parcel_open(key, "f1", sealed.bytes, sealed.size, &sealed.arena, &opened, NULL));
		assert_string_equal(opened.message, message);
		arena_free(&sealed.arena);
	}
}

static void without_random_bytes_nothing_is_sealed(void **state)
{
	Sealed sealed = {.source.broken = true};
	Entropy entropy = counted_entropy(&sealed.source);
	Error err = {0};
	assert_false(parcel_seal(key, &entropy, "f1", &letter, &sealed.arena, &sealed.bytes, &sealed.size, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_null(sealed.bytes);
	arena_free(&sealed.arena);
}

/* Another library, or a later version of this program, must open what lies in a database. */
static void the_form_on_disk_is_fixed(void **state)
{
	Sealed sealed = {0};
	unsigned char derived[crypto_secretbox_KEYBYTES], plain[4096];
	static const char inside[] = "f1\0"
				     "07700900111\0"
				     "\0";
	seal(&sealed, &letter);
	assert_int_equal(sealed.size, 24 + 16 + 4096);
	crypto_kdf_derive_from_key(derived, sizeof derived, 1, "parcels_", key);
	assert_int_equal(crypto_secretbox_open_easy(plain, sealed.bytes + 24, 16 + 4096, sealed.bytes, derived), 0);
	assert_memory_equal(plain, inside, sizeof inside - 1);
	arena_free(&sealed.arena);
}

/* The fact's name and empty texts, sealed by the right key. */
static bool opens_with(size_t texts)
{
	scoped(arena_free) Arena arena = {0};
	unsigned char derived[crypto_secretbox_KEYBYTES], plain[4096] = "f1", sealed[24 + 16 + 4096] = {0};
	size_t padded;
	Letter opened;
	crypto_kdf_derive_from_key(derived, sizeof derived, 1, "parcels_", key);
	assert_int_equal(sodium_pad(&padded, plain, 2 + texts, sizeof plain, sizeof plain), 0);
	assert_int_equal(crypto_secretbox_easy(sealed + 24, plain, sizeof plain, sealed, derived), 0);
	return parcel_open(key, "f1", sealed, sizeof sealed, &arena, &opened, NULL);
}

static void more_texts_or_fewer_do_not_open(void **state)
{
	for (size_t texts = 0; texts < 10; texts++)
		assert_int_equal(opens_with(texts), texts == 7);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_opens_as_it_was_sealed),
		cmocka_unit_test(nothing_else_opens_it),
		cmocka_unit_test(what_is_inside_cannot_be_told_from_outside),
		cmocka_unit_test(a_long_message_fits_too),
		cmocka_unit_test(without_random_bytes_nothing_is_sealed),
		cmocka_unit_test(the_form_on_disk_is_fixed),
		cmocka_unit_test(more_texts_or_fewer_do_not_open),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
