/* What the caller of an export names is not in it, nor what was decided about a patient's own copy. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/gather.h"
#include "exchange/ledger_lines.h"

#define ASHBY "9990000018" /* everything has happened to her */

static const Instant now = {1708732800}; /* 2024-02-24T00:00:00Z */

static struct {
	MemoryLedger memory;
	Ledger ledger;
	Arena arena;
	Gather gather;
	Error err;
} practice;

static void must(bool done)
{
	if (!done)
		fail_msg("%s", practice.err.text);
}

static int begin(void **state)
{
	Source source;
	memset(&practice, 0, sizeof practice);
	practice.ledger = memory_ledger(&practice.memory);
	Teller teller = {.ledger = practice.ledger, .now = now, .source = SOURCE_LEDGER_LINES, .names_follow = true};
	practice.gather.teller = &teller;
	const Sink sink = gather_sink(&practice.gather);
	must(practice.ledger.ops->begin(practice.ledger.self, &practice.err));
	must(source_open(&source, "tests/fhir/practice.jsonl", &practice.err));
	must(ledger_lines_read(&source, &sink, &practice.err) && teller_finish(&teller, &practice.err));
	must(practice.ledger.ops->commit(practice.ledger.self, &practice.err));
	source_close(&source);
	teller_done(&teller);
	return 0;
}

static int end(void **state)
{
	gather_free(&practice.gather);
	arena_free(&practice.arena);
	memory_ledger_close(&practice.memory);
	return 0;
}

static const char *export_without(const char *const *named, size_t count)
{
	const FhirExport export = {.ledger = &practice.ledger,
				   .patient = ASHBY,
				   .now = now,
				   .until = INT64_MAX,
				   .left_out = named,
				   .left_out_count = count};
	FhirExported exported;
	Text text = {.arena = &practice.arena};
	must(fhir_export(&export, &text, &exported, &practice.err));
	return text_done(&text);
}

/* Nor what voids it, or passes it on, or answers it. */
static void what_the_caller_names_is_left_out(void **state)
{
	static const char *const named[] = {"c1", "f3"};
	static const char *const gone[] = {"\"c1\"", "\"c2\"", "\"c3\"", "\"po1\"", "\"po4\"", "went astray"};
	const char *whole = export_without(NULL, 0), *part = export_without(named, countof(named));
	for (size_t i = 0; i < countof(gone); i++) {
		assert_non_null(strstr(whole, gone[i]));
		if (strstr(part, gone[i]))
			fail_msg("%s is in the export", gone[i]);
	}
	assert_non_null(strstr(part, "\"c4\""));
}

static void why_something_is_left_out_of_a_copy_stays_inside(void **state)
{
	const char *whole = export_without(NULL, 0);
	assert_null(strstr(whole, "access-withheld"));
	assert_null(strstr(whole, "Kept inside"));
	assert_non_null(strstr(whole, "access-given"));
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_the_caller_names_is_left_out, begin, end),
		cmocka_unit_test_setup_teardown(why_something_is_left_out_of_a_copy_stays_inside, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
