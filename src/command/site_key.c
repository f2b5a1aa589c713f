#include "command/site_key.h"

#include <assert.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/macros.h"
#include "base/text.h"
#include "command/output.h"
#include "config/secret.h"

enum { HEX = 2 * SITE_MAC_BYTES, CHUNK = 64 * 1024 };

static_assert(SITE_MAC_BYTES == crypto_generichash_KEYBYTES && (int)SITE_MAC_BYTES == (int)SECRET_KEY_BYTES,
	      "one length of key");

SiteKey site_key_of(const char *database)
{
	static const unsigned char what[] = "sharedesk exports";
	unsigned char secret[SECRET_KEY_BYTES];
	SiteKey key = {.there = secret_desk_key_lies(database) && secret_desk_key_there(database, secret, NULL)};
	if (key.there)
		crypto_generichash(key.key, sizeof key.key, what, sizeof what, secret, sizeof secret);
	sodium_memzero(secret, sizeof secret);
	return key;
}

void site_key_wipe(SiteKey *key)
{
	sodium_memzero(key, sizeof *key);
}

static void mac(const SiteKey *key, const char *purpose, const void *bytes, size_t n, unsigned char out[SITE_MAC_BYTES])
{
	crypto_generichash_state state;
	crypto_generichash_init(&state, key->key, sizeof key->key, SITE_MAC_BYTES);
	crypto_generichash_update(&state, (const unsigned char *)purpose, strlen(purpose) + 1);
	crypto_generichash_update(&state, bytes, n);
	crypto_generichash_final(&state, out, SITE_MAC_BYTES);
}

/* --- Bundles --- */

static void seal(void *self, const char *text, size_t length, char ret_data[FHIR_SEAL_MAX])
{
	unsigned char code[SITE_MAC_BYTES];
	mac(self, "fhir", text, length, code);
	sodium_bin2base64(ret_data, FHIR_SEAL_MAX, code, sizeof code, sodium_base64_VARIANT_ORIGINAL);
}

static bool is_right(void *self, const char *text, size_t length, const char *data)
{
	char wanted[FHIR_SEAL_MAX];
	seal(self, text, length, wanted);
	return strlen(data) == strlen(wanted) && sodium_memcmp(data, wanted, strlen(wanted)) == 0;
}

FhirSealer site_sealer(SiteKey *key, const char *practice)
{
	return (FhirSealer){.seal = seal, .is_right = is_right, .self = key, .practice = practice};
}

/* --- Ledger lines --- */

static const char *beside(const char *path, Arena *arena)
{
	return arena_print(arena, "%s.mac", path);
}

static void line_of(const SiteKey *key, const unsigned char hash[FILE_HASH_BYTES], char out[HEX + 2])
{
	unsigned char code[SITE_MAC_BYTES];
	mac(key, "ledger", hash, FILE_HASH_BYTES, code);
	sodium_bin2hex(out, HEX + 1, code, sizeof code);
	out[HEX] = '\n';
	out[HEX + 1] = '\0';
}

static bool write_line(void *self, int fd, Error *err)
{
	return output_write(fd, "The export's code", self, HEX + 1, err);
}

bool site_mac_write(const SiteKey *key, const char *path, const unsigned char hash[FILE_HASH_BYTES], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	char line[HEX + 2];
	if (!key->there)
		return true;
	line_of(key, hash, line);
	return output_to(beside(path, &arena), write_line, line, err);
}

static bool read_all(const char *path, size_t most, void (*see)(void *, const void *, size_t), void *self)
{
	unsigned char bytes[CHUNK];
	struct stat about;
	size_t done = 0;
	ssize_t n = -1;
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	const bool file = fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode);
	while (file && (n = read(fd, bytes, sizeof bytes)) > 0 && (done += (size_t)n) <= most)
		see(self, bytes, (size_t)n);
	if (fd >= 0)
		close(fd);
	return file && n == 0;
}

static void hash_in(void *self, const void *bytes, size_t n)
{
	crypto_generichash_update(self, bytes, n);
}

static void keep(void *self, const void *bytes, size_t n)
{
	Text *text = self;
	text_add_bytes(text, bytes, n);
}

bool site_mac_is_right(const SiteKey *key, const char *path, char ret_hash[2 * FILE_HASH_BYTES + 1])
{
	scoped(arena_free) Arena arena = {0};
	Text said = {.arena = &arena};
	char wanted[HEX + 2];
	unsigned char hash[FILE_HASH_BYTES];
	crypto_generichash_state state;
	crypto_generichash_init(&state, NULL, 0, sizeof hash);
	if (!key->there || !read_all(beside(path, &arena), HEX + 2, keep, &said) || said.length != HEX + 1 ||
	    !read_all(path, SIZE_MAX, hash_in, &state))
		return false;
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(ret_hash, 2 * sizeof hash + 1, hash, sizeof hash);
	line_of(key, hash, wanted);
	return sodium_memcmp(text_done(&said), wanted, HEX + 1) == 0;
}
