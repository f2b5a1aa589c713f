/* A sealed backup. 'r' and bytes: the file as it is given, opened by a key. 's', a place (two bytes, the lower first),
 * a change and bytes: these are sealed, the byte at the place is changed (0: none), and opened again; with a place
 * behind the end it is cut off by as many bytes as the change says. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/sealed_file.h"
#include "file.h"

static SealedFor pair(void)
{
	static SealedFor made;
	static const unsigned char seed[crypto_box_SEEDBYTES] = "a key of the tests";
	static bool ready;
	if (!ready && (sodium_init() < 0 || crypto_box_seed_keypair(made.public_key, made.secret_key, seed) != 0))
		abort();
	ready = true;
	return made;
}

/* Whether it opens; what it held. */
static bool opened(int in, Arena *arena, const char **ret_plain, size_t *ret_size)
{
	const SealedFor key = pair();
	char path[FUZZ_PATH_ROOM];
	const int out = fuzz_file(NULL, 0, path);
	Error err = {0};
	const bool done = sealed_read(&key, "copy", in, out, NULL, NULL, &err);
	if (!done)
		fuzz_hold_refusal(&err);
	*ret_plain = fuzz_file_bytes(out, arena, ret_size);
	close(out);
	return done;
}

static void raw(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	char path[FUZZ_PATH_ROOM];
	const char *plain;
	bool for_key;
	Error err = {0};
	const int in = fuzz_file(bytes, size, path);
	if (!sealed_for_key("copy", in, &for_key, &err))
		fuzz_hold_refusal(&err);
	else if (for_key) /* a passphrase may ask for a gigabyte, and mean it */
		fuzz_hold(!opened(in, &arena, &plain, &size), "nobody makes a backup by chance");
	close(in);
}

static void sealed(size_t place, uint8_t change, const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	char path[FUZZ_PATH_ROOM];
	const SealedFor key = pair();
	const char *plain;
	size_t length, got;
	Error err = {0};
	const int in = fuzz_file(bytes, size, path), out = fuzz_file(NULL, 0, path);
	fuzz_hold(sealed_write(&key, in, out, NULL, NULL, &err), "it can be sealed");
	char *whole = fuzz_file_bytes(out, &arena, &length);
	if (place < length)
		whole[place] = (char)(whole[place] ^ change);
	else
		length -= change < length ? change : length;
	const int again = fuzz_file((const uint8_t *)whole, length, path);
	fuzz_hold(opened(again, &arena, &plain, &got) == (change == 0), "a change is found, and nothing else");
	fuzz_hold(change != 0 || (got == size && memcmp(plain, bytes, size) == 0), "it comes back");
	close(in);
	close(out);
	close(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	if (size >= 4 && bytes[0] == 's')
		sealed(bytes[1] + 256U * bytes[2], bytes[3], bytes + 4, size - 4);
	else if (size >= 1 && bytes[0] == 'r')
		raw(bytes + 1, size - 1);
	return 0;
}
