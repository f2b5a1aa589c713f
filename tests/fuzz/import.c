#include "import.h"

#include <jansson.h>

#include "base/text.h"
#include "exchange/ledger_lines.h"
#include "model/ledger/tell.h"
#include "model/stage/memory_ledger.h"

typedef struct Taking {
	Teller teller;
	const Source *source;
	Arena kept;
} Taking;

/* jansson hashes names with a number at random: the same inputs are to go the same ways. */
__attribute__((constructor)) static void hash_the_same(void)
{
	json_object_seed(1);
}

Source fuzz_source(const uint8_t *bytes, size_t size)
{
	Source source;
	fuzz_hold(source_of_bytes(&source, bytes, size, NULL), "there is memory");
	return source;
}

Instant fuzz_now(void)
{
	return (Instant){1732269600}; /* 2024-11-22T10:00:00Z */
}

static bool take(void *self, Line *line, Error *err)
{
	Taking *taking = self;
	Told told;
	arena_clear(&taking->kept);
	taking->teller.place = taking->source->line;
	if (!tell(&taking->teller, line, &taking->kept, &told, err))
		return false;
	return true;
}

static bool import(const uint8_t *bytes, size_t size, LineSource from, FuzzRead read, const Ledger *ledger, Error *err)
{
	Source source = fuzz_source(bytes, size);
	Taking taking = {
		.teller = {.ledger = *ledger, .now = fuzz_now(), .source = from, .names_follow = true},
		.source = &source,
	};
	Sink sink = {.take = take, .self = &taking};
	fuzz_hold(ledger->ops->begin(ledger->self, err), "a transaction begins");
	bool done = read(&source, &sink, ledger, err) && teller_finish(&taking.teller, err) &&
		    ledger->ops->commit(ledger->self, err);
	if (!done)
		ledger->ops->rollback(ledger->self);
	teller_done(&taking.teller);
	arena_free(&taking.kept);
	source_close(&source);
	return done;
}

static int64_t lines_told(const Ledger *ledger)
{
	int64_t seq = 0;
	Seal seal;
	Error err = {0};
	fuzz_hold(ledger->ops->head(ledger->self, &seq, &seal, &err), "the head is known");
	return seq;
}

static void export(const MemoryLedger *memory, int64_t count, Text *out)
{
	for (int64_t seq = 1; seq <= count; seq++)
		ledger_line_write(&memory_ledger_line(memory, seq)->line, out);
}

static bool read_lines(Source *source, const Sink *sink, const Ledger *ledger, Error *err)
{
	return ledger_lines_read(source, sink, err);
}

/* Out, and into an empty desk, and out again. */
static void hold_export(const MemoryLedger *memory, int64_t count)
{
	Arena arena = {0};
	MemoryLedger other = {0};
	Ledger ledger = memory_ledger(&other);
	Text first = {.arena = &arena}, second = {.arena = &arena};
	Error err = {0};
	export(memory, count, &first);
	bool taken = import((const uint8_t *)text_done(&first), first.length, SOURCE_LEDGER_LINES, read_lines, &ledger,
			    &err);
	fuzz_hold(taken, taken ? "" : err.text);
	export(&other, lines_told(&ledger), &second);
	fuzz_hold(text_is(text_done(&first), text_done(&second)), "an export gives itself again");
	for (int64_t seq = 1; seq <= count; seq++)
		fuzz_hold(line_same(&memory_ledger_line(memory, seq)->line, &memory_ledger_line(&other, seq)->line),
			  "an export loses nothing");
	memory_ledger_close(&other);
	arena_free(&arena);
}

void fuzz_import(const uint8_t *bytes, size_t size, LineSource from, FuzzRead read)
{
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	Error err = {0};
	if (import(bytes, size, from, read, &ledger, &err)) {
		int64_t count = lines_told(&ledger);
		hold_export(&memory, count);
		bool again = import(bytes, size, from, read, &ledger, &err);
		fuzz_hold(again, again ? "" : err.text);
		fuzz_hold(lines_told(&ledger) == count, "the same file changes nothing");
	} else {
		fuzz_hold_refusal(&err);
		fuzz_hold(lines_told(&ledger) == 0, "a refused file leaves nothing");
	}
	memory_ledger_close(&memory);
}
