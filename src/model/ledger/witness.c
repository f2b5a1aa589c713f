#include "model/ledger/witness.h"

#include <assert.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/code32.h"
#include "base/date_zone.h"
#include "base/text.h"

#define HEAD "sharedesk checkpoint 1: "
#define CONTEXT "witness_" /* crypto_kdf wants eight characters */

enum {
	KEY_SIGNS = 1,
	KEY_CODES = 2,
	LINES_DIGITS = 18,
	SEQ_BYTES = 8,
	HASH_BYTES = 16,
	SYMBOLS = 10,
	DATA = SYMBOLS - 1,
	GROUP = 5
};

static_assert(WITNESS_SECRET_BYTES == crypto_kdf_KEYBYTES && WITNESS_KEY_BYTES == crypto_sign_PUBLICKEYBYTES &&
		      WITNESS_SIGNATURE_BYTES == crypto_sign_BYTES &&
		      sizeof((WitnessKeys *)0)->secret == crypto_sign_SECRETKEYBYTES,
	      "the lengths of libsodium");

void witness_keys(const unsigned char desk_key[WITNESS_SECRET_BYTES], WitnessKeys *ret_keys)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	crypto_kdf_derive_from_key(seed, sizeof seed, KEY_SIGNS, CONTEXT, desk_key);
	crypto_kdf_derive_from_key(ret_keys->code, sizeof ret_keys->code, KEY_CODES, CONTEXT, desk_key);
	crypto_sign_seed_keypair(ret_keys->key, ret_keys->secret, seed);
	sodium_memzero(seed, sizeof seed);
}

/* --- Checkpoints --- */

/* What is signed. */
static size_t print_signed(const Checkpoint *checkpoint, char out[CHECKPOINT_MAX])
{
	char at[32], head[2 * SEAL_BYTES + 1], key[2 * WITNESS_KEY_BYTES + 1];
	instant_print(checkpoint->at, at);
	seal_print(&checkpoint->head, head);
	sodium_bin2hex(key, sizeof key, checkpoint->key, WITNESS_KEY_BYTES);
	return text_print(out, CHECKPOINT_MAX, HEAD "%s held %lld lines at %s, the last sealed %s; key %s",
			  checkpoint->practice, (long long)checkpoint->lines, at, head, key);
}

/* One word of letters and digits. */
static bool is_code(const char *practice)
{
	static const char symbols[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	const size_t length = strspn(practice, symbols);
	return length > 0 && !practice[length] && length < WITNESS_PRACTICE_MAX;
}

Checkpoint checkpoint_sign(const WitnessKeys *keys, const char *practice, int64_t lines, const Seal *head, Instant at)
{
	Checkpoint checkpoint = {.lines = lines, .head = *head, .at = at};
	char text[CHECKPOINT_MAX];
	text_copy(checkpoint.practice, sizeof checkpoint.practice, practice && is_code(practice) ? practice : "-");
	memcpy(checkpoint.key, keys->key, sizeof checkpoint.key);
	const size_t length = print_signed(&checkpoint, text);
	crypto_sign_detached(checkpoint.signature, NULL, (const unsigned char *)text, length, keys->secret);
	return checkpoint;
}

size_t checkpoint_print(const Checkpoint *checkpoint, char out[CHECKPOINT_MAX])
{
	char signature[2 * WITNESS_SIGNATURE_BYTES + 1];
	const size_t length = print_signed(checkpoint, out);
	sodium_bin2hex(signature, sizeof signature, checkpoint->signature, WITNESS_SIGNATURE_BYTES);
	return length + text_print(out + length, CHECKPOINT_MAX - length, "; signature %s", signature);
}

static bool read_hex(const char *hex, unsigned char *bytes, size_t size)
{
	size_t got;
	return sodium_hex2bin(bytes, size, hex, strlen(hex), NULL, &got, NULL) == 0 && got == size;
}

/* What stands before `end`, which is passed. */
static bool take(const char **at, const char *end, char *out, size_t size)
{
	const char *found = strstr(*at, end);
	if (!found || (size_t)(found - *at) >= size)
		return false;
	text_copy(out, (size_t)(found - *at) + 1, *at);
	*at = found + strlen(end);
	return true;
}

static bool read_parts(const char *at, Checkpoint *checkpoint)
{
	char lines[LINES_DIGITS + 1], instant[32], head[2 * SEAL_BYTES + 1], key[2 * WITNESS_KEY_BYTES + 1];
	at += sizeof HEAD - 1;
	if (!take(&at, " held ", checkpoint->practice, sizeof checkpoint->practice) ||
	    !take(&at, " lines at ", lines, sizeof lines) ||
	    !take(&at, ", the last sealed ", instant, sizeof instant) || !take(&at, "; key ", head, sizeof head) ||
	    !take(&at, "; signature ", key, sizeof key))
		return false;
	checkpoint->lines = strtoll(lines, NULL, 10);
	return checkpoint->lines > 0 && instant_parse(instant, &checkpoint->at) &&
	       read_hex(head, checkpoint->head.bytes, SEAL_BYTES) &&
	       read_hex(key, checkpoint->key, WITNESS_KEY_BYTES) &&
	       read_hex(at, checkpoint->signature, WITNESS_SIGNATURE_BYTES);
}

bool checkpoint_read(const char *line, Checkpoint *ret_checkpoint)
{
	char again[CHECKPOINT_MAX];
	const char *last = NULL;
	*ret_checkpoint = (Checkpoint){0};
	for (const char *at = line; (at = strstr(at, HEAD)); at++)
		last = at;
	if (!last || !read_parts(last, ret_checkpoint))
		return false;
	checkpoint_print(ret_checkpoint, again);
	return text_is(again, last);
}

bool checkpoint_is_signed(const Checkpoint *checkpoint)
{
	char text[CHECKPOINT_MAX];
	const size_t length = print_signed(checkpoint, text);
	return crypto_sign_verify_detached(checkpoint->signature, (const unsigned char *)text, length,
					   checkpoint->key) == 0;
}

bool witness_key_read(const char *hex, unsigned char ret_key[WITNESS_KEY_BYTES])
{
	return read_hex(hex, ret_key, WITNESS_KEY_BYTES);
}

/* --- Codes --- */

/* Times x, modulo x⁵ + x² + 1: its powers below the 31st are all different. */
static unsigned times_x(unsigned value)
{
	value <<= 1;
	return value & 32 ? value ^ 37 : value;
}

/* Of the first `count` of them, as those behind them see it; of all it is zero. */
static unsigned sum_of(const unsigned char *values, size_t count)
{
	unsigned sum = 0;
	for (size_t i = 0; i < count; i++)
		sum = times_x(sum) ^ values[i];
	return sum;
}

static void print_code(const unsigned char values[SYMBOLS], char out[LEDGER_CODE_MAX])
{
	size_t at = 0;
	for (size_t i = 0; i < SYMBOLS; i++) {
		if (i == GROUP)
			out[at++] = '-';
		out[at++] = code32_symbol(values[i]);
	}
	out[at] = '\0';
}

void ledger_code_make(const WitnessKeys *keys, int64_t lines, const Seal *head, char out[LEDGER_CODE_MAX])
{
	unsigned char said[SEQ_BYTES + SEAL_BYTES], hash[HASH_BYTES], values[SYMBOLS];
	uint64_t bits = 0;
	for (int i = 0; i < SEQ_BYTES; i++)
		said[i] = (unsigned char)((uint64_t)lines >> 8 * (SEQ_BYTES - 1 - i));
	memcpy(said + SEQ_BYTES, head->bytes, SEAL_BYTES);
	crypto_generichash(hash, sizeof hash, said, sizeof said, keys->code, sizeof keys->code);
	for (size_t i = 0; i < sizeof bits; i++)
		bits = bits << 8 | hash[i];
	for (size_t i = 0; i < DATA; i++, bits <<= 5)
		values[i] = (unsigned char)(bits >> 59);
	values[DATA] = (unsigned char)times_x(sum_of(values, DATA));
	print_code(values, out);
}

bool ledger_code_read(const char *typed, char ret_code[LEDGER_CODE_MAX])
{
	unsigned char values[SYMBOLS];
	size_t count = 0;
	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		const int value = code32_value(*typed);
		if (value < 0 || count == SYMBOLS)
			return false;
		values[count++] = (unsigned char)value;
	}
	if (count < SYMBOLS || sum_of(values, SYMBOLS) != 0)
		return false;
	print_code(values, ret_code);
	return true;
}
