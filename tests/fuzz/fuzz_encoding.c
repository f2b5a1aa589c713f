/* The first byte, where it is 'c', says that more would follow: it is no part of the text. */
#include "base/encoding.h"

#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	scoped(arena_free) Arena arena = {0};
	const bool cut = size > 0 && bytes[0] == 'c';
	const char *text = (const char *)bytes + cut;
	const Encoding encoding = encoding_of(text, size - cut);
	Error err = {0};
	fuzz_hold(encoding >= ENCODING_UTF8 && encoding <= ENCODING_WINDOWS, "the encoding is one that is read");
	const char *read = NULL;
	size_t length = 0, bad;
	if (encoding_read(&arena, text, size - cut, cut, &read, &length, &err))
		fuzz_hold(utf8_valid(read, length, &bad), "what was read is UTF-8");
	else
		fuzz_hold_refusal(&err);
	return 0;
}
