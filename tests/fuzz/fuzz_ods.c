#include "exchange/ods.h"
#include "import.h"

static bool read(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	OdsSummary summary;
	return ods_read(source, sink, &summary, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	fuzz_import(bytes, size, SOURCE_ODS, read);
	return 0;
}
