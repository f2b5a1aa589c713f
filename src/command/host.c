#include "command/host.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "command/hush.h"

static Instant system_now(void *self)
{
	return (Instant){time(NULL)};
}

Clock host_clock(void)
{
	return (Clock){.now = system_now};
}

static bool system_random(void *self, void *bytes, size_t n, Error *err)
{
	if (sodium_init() < 0)
		return fail(err, ERROR_SYSTEM, "The system gives no random numbers: codes and keys cannot be made.");
	randombytes_buf(bytes, n);
	return true;
}

Entropy host_entropy(void)
{
	return (Entropy){.fill = system_random};
}

HashCost host_hash_cost(void)
{
	return (HashCost){.passes = crypto_pwhash_OPSLIMIT_INTERACTIVE, .memory = crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

bool host_interactive(void)
{
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

bool host_ask(const char *question, bool secret, char *answer, size_t size, Error *err)
{
	fprintf(stderr, "%s ", question);
	fflush(stderr);
	const bool hushed = secret && hush_begin(question);
	const bool read = fgets(answer, (int)size, stdin) != NULL;
	if (hushed)
		hush_end();
	if (!read)
		return fail(err, ERROR_INPUT, "Nothing was answered to \"%s\": nothing was changed.", question);
	answer[strcspn(answer, "\r\n")] = '\0';
	return true;
}
