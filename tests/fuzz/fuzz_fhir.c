/* The first byte is no part of the bundle where it is a digit: an odd one asks for test numbers. */
#include "exchange/fhir/fhir.h"
#include "import.h"

static bool read_with(Source *source, const Sink *sink, const Ledger *ledger, bool test_numbers, Error *err)
{
	FhirOptions options = {.test_numbers = test_numbers, .now = fuzz_now(), .ledger = ledger};
	FhirSummary summary;
	return fhir_read(source, &options, sink, &summary, err);
}

static bool read_strictly(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	return read_with(source, sink, ledger, false, err);
}

static bool read_leniently(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	return read_with(source, sink, ledger, true, err);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	bool marked = size > 0 && bytes[0] >= '0' && bytes[0] <= '9';
	bool lenient = marked && bytes[0] % 2 == 1;
	fuzz_import(bytes + marked, size - marked, SOURCE_FHIR, lenient ? read_leniently : read_strictly);
	return 0;
}
