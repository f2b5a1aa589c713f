/* vouch DATABASE FILE… : FILE.mac beside each, as beside exports of this desk: what a play lets somebody else tell. */
#include <sodium.h>
#include <stdio.h>

#include "command/site_key.h"

static bool hash_file(const char *path, unsigned char hash[FILE_HASH_BYTES])
{
	unsigned char bytes[4096];
	crypto_generichash_state state;
	FILE *file = fopen(path, "rb");
	if (!file)
		return false;
	crypto_generichash_init(&state, NULL, 0, FILE_HASH_BYTES);
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
		crypto_generichash_update(&state, bytes, n);
	crypto_generichash_final(&state, hash, FILE_HASH_BYTES);
	return fclose(file) == 0;
}

int main(int count, char **words)
{
	Error err = {.text = "say vouch DATABASE FILE…."};
	if (count < 3)
		return fprintf(stderr, "vouch: %s\n", err.text), 1;
	SiteKey key = site_key_of(words[1]);
	bool done = key.there;
	for (int i = 2; i < count && done; i++) {
		unsigned char hash[FILE_HASH_BYTES];
		done = hash_file(words[i], hash) && site_mac_write(&key, words[i], hash, &err);
	}
	site_key_wipe(&key);
	if (!done)
		fprintf(stderr, "vouch: %s\n", err.text);
	return done ? 0 : 1;
}
