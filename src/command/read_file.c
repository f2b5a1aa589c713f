#include "command/read_file.h"

#include <stdlib.h>
#include <string.h>

static void see(void *self, const void *bytes, size_t n)
{
	ReadFile *file = self;
	crypto_generichash_update(&file->state, bytes, n);
}

void read_file_begin(ReadFile *file, Source *source, const char *shown)
{
	const char *slash = strrchr(shown, '/');
	if (sodium_init() < 0)
		abort();
	*file = (ReadFile){.said.name = slash ? slash + 1 : shown};
	crypto_generichash_init(&file->state, NULL, 0, crypto_generichash_BYTES);
	source->watch = see;
	source->watch_self = file;
}

void read_file_end(ReadFile *file, int64_t lines)
{
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash_final(&file->state, hash, sizeof hash);
	sodium_bin2hex(file->hash, sizeof file->hash, hash, sizeof hash);
	file->said.hash = file->hash;
	file->said.read = lines;
}
