#include "base/text.h"
#include "fuzz.h"
#include "model/facts/nhs_number.h"

/* The weighted sum with the check digit at weight 1 divides by 11 (NHS Data Dictionary). */
static bool divides(const char *digits)
{
	int sum = 0;
	for (int i = 0; i < 10; i++)
		sum += (10 - i) * (digits[i] - '0');
	return sum % 11 == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	Arena arena = {0};
	Error err = {0};
	NhsNumber number, again;
	char printed[16];
	char *text = fuzz_text(&arena, bytes, size);
	fuzz_hold(!nhs_number_valid(text) || nhs_number_parse(text, &number, &err), "a valid number can be typed");
	if (nhs_number_parse(text, &number, &err)) {
		fuzz_hold(nhs_number_valid(number.digits), "what was read is valid");
		fuzz_hold(divides(number.digits), "the last digit fits the others");
		nhs_number_print(number.digits, printed);
		fuzz_hold(nhs_number_parse(printed, &again, &err) && text_is(number.digits, again.digits),
			  "what is shown can be typed");
	} else {
		fuzz_hold_refusal(&err);
	}
	arena_free(&arena);
	return 0;
}
