#include "command/sealed_file.h"

#include "unit.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CHUNK = 64 * 1024, ROOM = 3 * CHUNK };

static const SealedFor by_words = {.passphrase = "open the backup", .cost = {1, 8192}};

/* A file without a name that holds these bytes. */
static int file_of(const unsigned char *bytes, size_t count)
{
	FILE *file = tmpfile();
	assert_non_null(file);
	assert_true(count == 0 || fwrite(bytes, 1, count, file) == count);
	assert_int_equal(fflush(file), 0);
	const int fd = dup(fileno(file));
	fclose(file);
	return fd;
}

static size_t bytes_of(int fd, unsigned char *ret_bytes)
{
	const ssize_t got = pread(fd, ret_bytes, ROOM, 0);
	close(fd);
	assert_true(got >= 0 && got < ROOM);
	return (size_t)got;
}

static size_t seal(const SealedFor *for_whom, const unsigned char *plain, size_t count, unsigned char *ret_sealed)
{
	const int in = file_of(plain, count), out = file_of(NULL, 0);
	Error err = {0};
	assert_true(sealed_write(for_whom, in, out, NULL, NULL, &err));
	close(in);
	return bytes_of(out, ret_sealed);
}

static bool opens(const SealedFor *for_whom, const unsigned char *sealed, size_t count, unsigned char *ret_plain,
		  size_t *ret_count, Error *err)
{
	const int in = file_of(sealed, count), out = file_of(NULL, 0);
	const bool done = sealed_read(for_whom, "x", in, out, NULL, NULL, err);
	close(in);
	*ret_count = bytes_of(out, ret_plain);
	return done;
}

static void expect_refused(const SealedFor *for_whom, const unsigned char *sealed, size_t count, const char *why)
{
	static unsigned char plain[ROOM];
	Error err = {0};
	size_t got;
	if (opens(for_whom, sealed, count, plain, &got, &err))
		fail_msg("%zu bytes open", count);
	if (why && !strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void what_was_sealed_is_opened(void **state)
{
	static const size_t sizes[] = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK};
	static unsigned char plain[ROOM], sealed[ROOM], again[ROOM];
	for (size_t i = 0; i < sizeof plain; i++)
		plain[i] = (unsigned char)(i * 7 + i / 251);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		Error err = {0};
		size_t got;
		const size_t count = seal(&by_words, plain, sizes[i], sealed);
		assert_true(opens(&by_words, sealed, count, again, &got, &err));
		assert_int_equal(got, sizes[i]);
		assert_memory_equal(plain, again, got);
	}
}

static void a_changed_byte_is_found_wherever_it_is(void **state)
{
	static unsigned char sealed[ROOM];
	const size_t count = seal(&by_words, (const unsigned char *)"a desk", 6, sealed);
	for (size_t i = 0; i < count; i++)
		for (int bit = 0; bit < 8; bit++) {
			sealed[i] ^= (unsigned char)(1 << bit);
			expect_refused(&by_words, sealed, count, NULL);
			sealed[i] ^= (unsigned char)(1 << bit);
		}
}

static void what_is_cut_or_longer_is_refused(void **state)
{
	static unsigned char plain[ROOM], sealed[ROOM];
	size_t count = seal(&by_words, (const unsigned char *)"a desk", 6, sealed);
	for (size_t i = 0; i < count; i++)
		expect_refused(&by_words, sealed, i, NULL);
	sealed[count] = 0;
	expect_refused(&by_words, sealed, count + 1, NULL);
	count = seal(&by_words, plain, 2 * CHUNK, sealed); /* cut where a chunk ends */
	expect_refused(&by_words, sealed, count - 17, "was changed or cut off");
	expect_refused(&by_words, sealed, count - 17 - (CHUNK + 17), "was changed or cut off");
}

static void only_what_it_was_made_for_opens_it(void **state)
{
	static unsigned char sealed[ROOM], plain[ROOM];
	SealedFor pair = {0}, other = {0}, writer = {0};
	Error err = {0};
	size_t got;
	assert_int_equal(crypto_box_keypair(pair.public_key, pair.secret_key), 0);
	assert_int_equal(crypto_box_keypair(other.public_key, other.secret_key), 0);
	memcpy(writer.public_key, pair.public_key, sizeof writer.public_key);
	const size_t count = seal(&writer, (const unsigned char *)"a desk", 6, sealed);
	assert_true(opens(&pair, sealed, count, plain, &got, &err));
	assert_memory_equal(plain, "a desk", 6);
	expect_refused(&other, sealed, count, "was not made for this key");
	const size_t words = seal(&by_words, (const unsigned char *)"a desk", 6, sealed);
	expect_refused(&(SealedFor){.passphrase = "another one"}, sealed, words, "is not the passphrase");
}

/* A file that somebody else made may ask for all memory there is. */
static void a_cost_that_nobody_would_choose_is_refused(void **state)
{
	static unsigned char sealed[ROOM];
	enum { AT_COST = 19 + 1 + 16 };
	const size_t count = seal(&by_words, (const unsigned char *)"a desk", 6, sealed);
	sealed[AT_COST + 8 + 5] = 1; /* 1 TiB */
	expect_refused(&by_words, sealed, count, "was changed since it was made");
	sealed[AT_COST + 8 + 5] = 0;
	sealed[AT_COST + 3] = 1; /* 16,777,217 passes */
	expect_refused(&by_words, sealed, count, "was changed since it was made");
	expect_refused(&by_words, (const unsigned char *)"SQLite format 3", 15, "is no backup");
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_sealed_is_opened),
		cmocka_unit_test(a_changed_byte_is_found_wherever_it_is),
		cmocka_unit_test(what_is_cut_or_longer_is_refused),
		cmocka_unit_test(only_what_it_was_made_for_opens_it),
		cmocka_unit_test(a_cost_that_nobody_would_choose_is_refused),
	};
	assert_int_not_equal(sodium_init(), -1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
