#include "model/codes/codes.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "base/text.h"

static_assert(DESK_KEY_BYTES == crypto_generichash_KEYBYTES, "desk.key is one BLAKE2b key");
static_assert(SEAL_BYTES == crypto_generichash_BYTES, "a hash is kept as 32 bytes");

enum { CODE_COUNT = 1000000, DRAWS_MAX = 64 };

/* Draws of 32 bits beyond the last whole million are thrown away, or the low codes would come a little more often.
 * One draw in 4,500 is; that 64 in a row are, happens only when the source is broken. */
bool code_draw(const Entropy *entropy, char ret_digits[CODE_DIGITS + 1], Error *err)
{
	static const uint32_t last_whole = UINT32_MAX - UINT32_MAX % CODE_COUNT;
	for (int i = 0; i < DRAWS_MAX; i++) {
		uint32_t drawn;
		if (!entropy->fill(entropy->self, &drawn, sizeof drawn, err))
			return false;
		if (drawn < last_whole) {
			text_print(ret_digits, CODE_DIGITS + 1, "%06u", (unsigned)(drawn % CODE_COUNT));
			return true;
		}
	}
	return fail(err, ERROR_SYSTEM,
		    "The system's source of random numbers does not answer as it should: no code was made.");
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Typed wrong is not guessed wrong: what cannot be a code costs no try. */
bool code_read(const char *typed, char ret_digits[CODE_DIGITS + 1], Error *err)
{
	char digits[CODE_DIGITS + 1] = "";
	size_t count = 0;
	for (; *typed; typed++) {
		if (is_letter(*typed))
			return fail(err, ERROR_INPUT, "A code has six digits and no letters: type it again.");
		if (!is_digit(*typed))
			continue;
		if (count == CODE_DIGITS)
			return fail(err, ERROR_INPUT, "A code has six digits, and these are more: type it again.");
		digits[count++] = *typed;
	}
	if (count < CODE_DIGITS)
		return fail(err, ERROR_INPUT, "A code has six digits, and these are only %d: type it again.",
			    (int)count);
	memcpy(ret_digits, digits, sizeof digits);
	return true;
}

static void hash_text(crypto_generichash_state *state, const char *text)
{
	text = text_or(text, "");
	crypto_generichash_update(state, (const unsigned char *)text, strlen(text) + 1);
}

Seal code_hash(const unsigned char key[DESK_KEY_BYTES], const CodeBinding *binding, const char *digits)
{
	Seal hash;
	crypto_generichash_state state;
	crypto_generichash_init(&state, key, DESK_KEY_BYTES, sizeof hash.bytes);
	hash_text(&state, binding->patient);
	hash_text(&state, binding->org);
	hash_text(&state, binding->request);
	hash_text(&state, binding->fact);
	hash_text(&state, digits);
	crypto_generichash_final(&state, hash.bytes, sizeof hash.bytes);
	sodium_memzero(&state, sizeof state);
	return hash;
}

bool code_hash_same(const Seal *a, const Seal *b)
{
	return sodium_memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

size_t code_print(const char *digits, char out[8])
{
	return text_print(out, 8, "%.3s %s", digits, digits + 3);
}

/* Bytes of `name` that fit into `room`: all of it, else whole words; less than the first word names nobody. */
static size_t fitting(const char *name, size_t room)
{
	size_t words = 0;
	if (strlen(name) <= room)
		return strlen(name);
	for (size_t at = 0; at <= room; at++)
		if (name[at] == ' ')
			words = at;
	return words;
}

size_t code_message(const char *digits, const char *organisation, LocalTime until, size_t limit, char *out, size_t size)
{
	static const char tail[] = "Only read it to them.";
	static const char nameless[] = "Only tell those who asked."; /* "them" would point at nobody */
	char grouped[8], time[16], whole[512];
	code_print(digits, grouped);
	time_print_patient(until, time);
	size_t room = size > limit ? limit : size ? size - 1 : 0;

	size_t bare = text_print(whole, sizeof whole, "%s is your record-sharing code for , until %s. %s", grouped,
				 time, tail);
	size_t name = bare < room ? fitting(organisation, room - bare) : 0;
	while (name > 0 && strchr(" ,.-", organisation[name - 1]))
		name--;
	if (name > 0)
		text_print(whole, sizeof whole, "%s is your record-sharing code for %.*s, until %s. %s", grouped,
			   (int)name, organisation, time, tail);
	else
		text_print(whole, sizeof whole, "%s is your record-sharing code until %s. %s", grouped, time, nameless);
	return text_copy(out, room < size ? room + 1 : size, whole);
}
