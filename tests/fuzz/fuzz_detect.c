#include <string.h>

#include "exchange/detect.h"
#include "import.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	Source source = fuzz_source(bytes, size);
	Error err = {0};
	Format format = (Format)-1;
	if (detect_format(&source, &format, &err)) {
		const char *whole;
		size_t length;
		size_t mark = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
		fuzz_hold(format <= FORMAT_TODAY, "the format is one of the formats");
		fuzz_hold(source_whole(&source, &whole, &length, &err), "it can still be read");
		fuzz_hold(length == size - mark && memcmp(whole, bytes + mark, length) == 0, "nothing of it was taken");
	} else {
		fuzz_hold_refusal(&err);
		fuzz_hold(format == (Format)-1, "a refusal answers nothing");
	}
	source_close(&source);
	return 0;
}
