#include "command/sealed_file.h"

#include <assert.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/output.h"

#define MAGIC "sharedesk backup 1\n"

enum {
	MAGIC_BYTES = sizeof MAGIC - 1,
	SALT = crypto_pwhash_SALTBYTES,
	BY_PASSPHRASE = MAGIC_BYTES + 1 + SALT + 8 + 8,
	BOXED = crypto_box_SEALBYTES + SEALED_KEY_BYTES,
	BY_KEY = MAGIC_BYTES + 1 + BOXED,
	HEAD_MAX = BY_KEY > BY_PASSPHRASE ? BY_KEY : BY_PASSPHRASE,
	CHUNK = 64 * 1024,
	SEALED_CHUNK = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES,
	PASSES_MAX = 10, /* of a file that somebody else may have made */
};

#define MEMORY_MAX ((uint64_t)1 << 30) /* 1 GiB */

static_assert(SEALED_KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES &&
		      SEALED_KEY_BYTES == crypto_box_PUBLICKEYBYTES && SEALED_KEY_BYTES == crypto_box_SECRETKEYBYTES,
	      "one length of key");

/* The stream, and what stands before it. */
typedef struct Sealing {
	unsigned char head[HEAD_MAX], key[SEALED_KEY_BYTES];
	size_t head_bytes;
	unsigned char plain[CHUNK], sealed[SEALED_CHUNK];
	crypto_secretstream_xchacha20poly1305_state state;
	int64_t done, total;
} Sealing;

static Sealing *sealing_make(int in)
{
	struct stat status;
	Sealing *sealing = calloc(1, sizeof *sealing);
	if (!sealing || sodium_init() < 0)
		abort();
	sealing->total = fstat(in, &status) == 0 ? status.st_size : 0;
	return sealing;
}

static void sealing_free(Sealing **sealing)
{
	sodium_memzero(*sealing, sizeof **sealing);
	free(*sealing);
}

/* As many as there are, up to `size`. */
static bool read_some(int in, const char *name, void *bytes, size_t size, size_t *ret_got, Error *err)
{
	size_t got = 0;
	while (got < size) {
		const ssize_t more = read(in, (char *)bytes + got, size - got);
		if (more < 0 && errno == EINTR)
			continue;
		if (more < 0)
			return fail(err, ERROR_SYSTEM, "%s could not be read: %s.", name, strerror(errno));
		if (more == 0)
			break;
		got += (size_t)more;
	}
	*ret_got = got;
	return true;
}

static void put_number(unsigned char *at, uint64_t number)
{
	for (int i = 0; i < 8; i++)
		at[i] = (unsigned char)(number >> 8 * i);
}

static uint64_t get_number(const unsigned char *at)
{
	uint64_t number = 0;
	for (int i = 0; i < 8; i++)
		number |= (uint64_t)at[i] << 8 * i;
	return number;
}

static bool derive(Sealing *sealing, const char *passphrase, const unsigned char *salt, uint64_t passes,
		   uint64_t memory, Error *err)
{
	const int failed = crypto_pwhash(sealing->key, sizeof sealing->key, passphrase, strlen(passphrase), salt,
					 passes, (size_t)memory, crypto_pwhash_ALG_ARGON2ID13);
	return failed == 0 ||
	       fail(err, ERROR_SYSTEM, "This machine has too little memory free for the passphrase: %llu MB.",
		    (unsigned long long)(memory >> 20));
}

/* --- writing --- */

static bool new_key(Sealing *sealing, const SealedFor *for_whom, Error *err)
{
	unsigned char *at = sealing->head + MAGIC_BYTES + 1;
	memcpy(sealing->head, MAGIC, MAGIC_BYTES);
	sealing->head[MAGIC_BYTES] = for_whom->passphrase ? 'p' : 'k';
	if (!for_whom->passphrase) {
		sealing->head_bytes = BY_KEY;
		crypto_secretstream_xchacha20poly1305_keygen(sealing->key);
		return crypto_box_seal(at, sealing->key, sizeof sealing->key, for_whom->public_key) == 0 ||
		       fail(err, ERROR_INPUT, "This public key is none: make a pair with sharedesk backup --new-key.");
	}
	sealing->head_bytes = BY_PASSPHRASE;
	randombytes_buf(at, SALT);
	put_number(at + SALT, for_whom->cost.passes);
	put_number(at + SALT + 8, for_whom->cost.memory);
	return derive(sealing, for_whom->passphrase, at, for_whom->cost.passes, for_whom->cost.memory, err);
}

static bool put(int out, const unsigned char *bytes, size_t count, Error *err)
{
	return output_write(out, "The backup", (const char *)bytes, count, err);
}

static bool write_chunks(Sealing *sealing, int in, int out, SealedShow show, void *self, Error *err)
{
	size_t got = CHUNK, ahead = sealing->head_bytes;
	while (got == CHUNK) { /* a full one is never the last: an empty one comes after it */
		if (!read_some(in, "The copy", sealing->plain, CHUNK, &got, err))
			return false;
		const unsigned char tag = got == CHUNK ? 0 : crypto_secretstream_xchacha20poly1305_TAG_FINAL;
		crypto_secretstream_xchacha20poly1305_push(&sealing->state, sealing->sealed, NULL, sealing->plain, got,
							   ahead > 0 ? sealing->head : NULL, ahead, tag);
		ahead = 0;
		if (!put(out, sealing->sealed, got + crypto_secretstream_xchacha20poly1305_ABYTES, err))
			return false;
		sealing->done += (int64_t)got;
		if (show)
			show(self, sealing->done, sealing->total);
	}
	return true;
}

bool sealed_write(const SealedFor *for_whom, int in, int out, SealedShow show, void *self, Error *err)
{
	scoped(sealing_free) Sealing *sealing = sealing_make(in);
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	if (lseek(in, 0, SEEK_SET) != 0)
		return fail(err, ERROR_SYSTEM, "The copy could not be read: %s.", strerror(errno));
	if (!new_key(sealing, for_whom, err))
		return false;
	crypto_secretstream_xchacha20poly1305_init_push(&sealing->state, stream, sealing->key);
	return put(out, sealing->head, sealing->head_bytes, err) && put(out, stream, sizeof stream, err) &&
	       write_chunks(sealing, in, out, show, self, err);
}

/* --- reading --- */

static bool no_backup(const char *name, Error *err)
{
	return fail(err, ERROR_INPUT, "%s is no backup of sharedesk: give the name of one.", name);
}

static bool read_head(Sealing *sealing, const char *name, int in, Error *err)
{
	size_t got = 0;
	if (lseek(in, 0, SEEK_SET) != 0)
		return fail(err, ERROR_INPUT, "%s cannot be read from its start: give the name of a file.", name);
	if (!read_some(in, name, sealing->head, MAGIC_BYTES + 1, &got, err))
		return false;
	const unsigned char kind = sealing->head[MAGIC_BYTES];
	if (got < MAGIC_BYTES + 1 || memcmp(sealing->head, MAGIC, MAGIC_BYTES) != 0 || (kind != 'p' && kind != 'k'))
		return no_backup(name, err);
	sealing->head_bytes = kind == 'k' ? BY_KEY : BY_PASSPHRASE;
	const size_t rest = sealing->head_bytes - got;
	return read_some(in, name, sealing->head + got, rest, &got, err) && (got == rest || no_backup(name, err));
}

bool sealed_for_key(const char *name, int in, bool *ret_key, Error *err)
{
	scoped(sealing_free) Sealing *sealing = sealing_make(in);
	if (!read_head(sealing, name, in, err))
		return false;
	*ret_key = sealing->head[MAGIC_BYTES] == 'k';
	return true;
}

static bool find_key(Sealing *sealing, const SealedFor *for_whom, const char *name, Error *err)
{
	const unsigned char *at = sealing->head + MAGIC_BYTES + 1;
	if (sealing->head[MAGIC_BYTES] == 'k')
		return crypto_box_seal_open(sealing->key, at, BOXED, for_whom->public_key, for_whom->secret_key) == 0 ||
		       fail(err, ERROR_INPUT, "%s was not made for this key, or was changed: try another key.", name);
	const uint64_t passes = get_number(at + SALT), memory = get_number(at + SALT + 8);
	if (passes < 1 || passes > PASSES_MAX || memory < crypto_pwhash_MEMLIMIT_MIN || memory > MEMORY_MAX)
		return fail(err, ERROR_INPUT, "%s was changed since it was made: use another backup.", name);
	return derive(sealing, for_whom->passphrase, at, passes, memory, err);
}

static bool changed(const Sealing *sealing, const char *name, Error *err)
{
	if (sealing->done == 0 && sealing->head[MAGIC_BYTES] == 'p')
		return fail(err, ERROR_INPUT, "This is not the passphrase of %s, or the file was changed.", name);
	return fail(err, ERROR_INPUT, "%s was changed or cut off after its first %lld bytes: use another backup.", name,
		    (long long)sealing->done);
}

static bool read_chunks(Sealing *sealing, const char *name, int in, int out, SealedShow show, void *self, Error *err)
{
	size_t ahead = sealing->head_bytes;
	unsigned char tag = 0;
	while (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) {
		unsigned long long plain = 0;
		size_t got = 0;
		if (!read_some(in, name, sealing->sealed, SEALED_CHUNK, &got, err))
			return false;
		if (got < crypto_secretstream_xchacha20poly1305_ABYTES ||
		    crypto_secretstream_xchacha20poly1305_pull(&sealing->state, sealing->plain, &plain, &tag,
							       sealing->sealed, got, ahead > 0 ? sealing->head : NULL,
							       ahead) != 0)
			return changed(sealing, name, err);
		ahead = 0;
		if (!put(out, sealing->plain, (size_t)plain, err))
			return false;
		sealing->done += (int64_t)got;
		if (show)
			show(self, sealing->done, sealing->total);
	}
	size_t more = 0;
	return read_some(in, name, sealing->sealed, 1, &more, err) && (more == 0 || changed(sealing, name, err));
}

bool sealed_read(const SealedFor *for_whom, const char *name, int in, int out, SealedShow show, void *self, Error *err)
{
	scoped(sealing_free) Sealing *sealing = sealing_make(in);
	unsigned char stream[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
	size_t got = 0;
	if (!read_head(sealing, name, in, err) || !find_key(sealing, for_whom, name, err) ||
	    !read_some(in, name, stream, sizeof stream, &got, err))
		return false;
	if (got < sizeof stream ||
	    crypto_secretstream_xchacha20poly1305_init_pull(&sealing->state, stream, sealing->key) != 0)
		return changed(sealing, name, err);
	return read_chunks(sealing, name, in, out, show, self, err);
}
