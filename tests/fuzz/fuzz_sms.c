#include "base/sms.h"

#include <string.h>

#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	const char *text = utf8_clean(&arena, fuzz_text(&arena, bytes, size));
	const char *plain = sms_plain(&arena, text);
	const size_t length = strlen(text), parts = sms_parts(text);
	fuzz_hold(utf8_is_clean(plain), "what is written plainly is clean");
	fuzz_hold(!sms_is_default(text) || strcmp(plain, text) == 0, "what is plain stays");
	fuzz_hold(parts >= 1 && parts <= 1 + length / 16, "a part holds more than a few characters");
	for (size_t at = 0; at < length; at += utf8_grapheme(text + at))
		fuzz_hold(parts > 1 || sms_in_one_part(text, at, length - at), "one part is one part");
	return 0;
}
