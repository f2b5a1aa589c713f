#include "model/facts/nhs_number.h"

#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

enum { NHS_DIGITS = 10, TEST_NUMBERS = 1000000 };

/* The digit that makes the first nine right; 10 where none does. */
static int check_digit(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < NHS_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (NHS_DIGITS - i);
	return (11 - sum % 11) % 11;
}

/* 3333333333 and its like pass the check; they are typed to get past a form, never issued. */
static bool all_same(const char *digits)
{
	return strspn(digits, (const char[]){digits[0], '\0'}) == NHS_DIGITS;
}

bool nhs_number_valid(const char *digits)
{
	return text_all_digits(digits) && strlen(digits) == NHS_DIGITS &&
	       check_digit(digits) == digits[NHS_DIGITS - 1] - '0' && !all_same(digits);
}

static bool is_letter(char c)
{
	return c != '\0' && c != ' ' && (c < '0' || c > '9');
}

/* "qq 12 34 56 c" without its spaces: two letters, six digits, one letter. */
static bool looks_like_national_insurance(const char *packed)
{
	return strlen(packed) == 9 && is_letter(packed[0]) && is_letter(packed[1]) &&
	       strspn(packed + 2, "0123456789") == 6 && is_letter(packed[8]);
}

bool nhs_number_parse(const char *typed, NhsNumber *ret_number, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	/* any separator is nothing, and a full-width digit a digit */
	const char *digits = utf8_letters(&arena, text_or(typed, ""));
	size_t length = strlen(digits);
	if (length == 0)
		return fail(err, ERROR_INPUT, "Type the ten digits of the NHS number.");
	if (looks_like_national_insurance(digits))
		return fail(
			err, ERROR_INPUT,
			"This looks like a National Insurance number; an NHS number is ten digits, like 999 000 0018.");
	if (!text_all_digits(digits))
		return fail(err, ERROR_INPUT, "An NHS number has no letters; type its ten digits.");
	if (length < NHS_DIGITS)
		return fail(err, ERROR_INPUT, "An NHS number has ten digits; this one has only %zu.", length);
	if (length > NHS_DIGITS)
		return fail(err, ERROR_INPUT, "An NHS number has ten digits; this one has %zu.", length);
	if (!nhs_number_valid(digits))
		return fail(err, ERROR_INPUT,
			    "This is not an NHS number: its last digit does not fit the others; check each digit.");
	text_copy(ret_number->digits, sizeof ret_number->digits, digits);
	return true;
}

/* 999 000 0000 to 999 999 9999 are kept for tests. Numbers without a check digit are passed over, so that every
 * attempt gives another number. */
NhsNumber nhs_number_test(uint64_t seed, unsigned attempt)
{
	NhsNumber number;
	for (unsigned n = (unsigned)(seed % TEST_NUMBERS), found = 0;; n = (n + 1) % TEST_NUMBERS) {
		text_print(number.digits, sizeof number.digits, "999%06u0", n);
		number.digits[NHS_DIGITS - 1] = (char)('0' + check_digit(number.digits));
		if (nhs_number_valid(number.digits) && found++ == attempt)
			return number;
	}
}

size_t nhs_number_print(const char *digits, char out[16])
{
	if (strlen(digits) != NHS_DIGITS)
		return text_copy(out, 16, digits);
	return text_print(out, 16, "%.3s %.3s %.4s", digits, digits + 3, digits + 6);
}

const char *nhs_number_text(const char *digits, Arena *arena)
{
	char out[16];
	if (!text_all_digits(digits) || strlen(digits) != NHS_DIGITS)
		return digits;
	nhs_number_print(digits, out);
	return arena_text(arena, out);
}
