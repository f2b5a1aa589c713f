#include "exchange/ledger_lines.h"
#include "import.h"

static bool read(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	return ledger_lines_read(source, sink, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_import(bytes, size, SOURCE_LEDGER_LINES, read);
	return 0;
}
