#include "exchange/fhir/fixture.h"

#include "base/text.h"
#include "unit.h"

const Instant fixture_now = {1700000000};

void open_fixture(Fixture *fixture)
{
	*fixture = (Fixture){0};
	fixture->ledger = memory_ledger(&fixture->memory);
}

void close_fixture(Fixture *fixture)
{
	gather_free(&fixture->gather);
	arena_free(&fixture->arena);
	memory_ledger_close(&fixture->memory);
}

static void keep_note(void *self, const FhirNote *note)
{
	Fixture *fixture = self;
	Arena *arena = &fixture->arena;
	assert_true(fixture->note_count < NOTES_MAX);
	fixture->notes[fixture->note_count++] = (FhirNote){
		note->kind,
		arena_text(arena, note->type),
		arena_text(arena, note->id),
		arena_text(arena, note->why),
	};
}

size_t noted(const Fixture *fixture, FhirNoteKind kind, const char *type, const char *why)
{
	size_t count = 0;
	for (size_t i = 0; i < fixture->note_count; i++) {
		const FhirNote *note = &fixture->notes[i];
		count +=
			note->kind == kind && (!type || text_is(note->type, type)) && (!why || text_is(note->why, why));
	}
	return count;
}

bool import_at(Fixture *fixture, const char *bundle, bool test_numbers, Instant when)
{
	const Ledger *ledger = &fixture->ledger;
	Teller teller = {.ledger = *ledger, .now = when, .source = SOURCE_FHIR};
	const FhirOptions options = {
		.test_numbers = test_numbers,
		.now = when,
		.zone = fixture->zone,
		.ledger = ledger,
		.note = keep_note,
		.note_self = fixture,
	};
	const char *bytes = quoted(&fixture->arena, bundle);
	const Sink sink = gather_sink(&fixture->gather);
	gather_free(&fixture->gather);
	fixture->note_count = 0;
	fixture->gather.teller = &teller;
	assert_true(ledger->ops->begin(ledger->self, &fixture->err));
	const bool read = read_bundle(bytes, &options, &sink, &fixture->summary, &fixture->err);
	if (read)
		assert_true(ledger->ops->commit(ledger->self, &fixture->err));
	else
		ledger->ops->rollback(ledger->self);
	teller_done(&teller);
	if (!read)
		print_message("refused: %s\n", fixture->err.text);
	return read;
}

bool import(Fixture *fixture, const char *bundle)
{
	return import_at(fixture, bundle, false, fixture_now);
}

bool import_with_test_numbers(Fixture *fixture, const char *bundle)
{
	return import_at(fixture, bundle, true, fixture_now);
}

void tell_before(Fixture *fixture, Line line)
{
	Teller teller = {.ledger = fixture->ledger, .now = fixture_now, .source = SOURCE_DESK};
	Told told;
	assert_true(fixture->ledger.ops->begin(fixture->ledger.self, &fixture->err));
	assert_true(tell(&teller, &line, &fixture->arena, &told, &fixture->err));
	assert_true(fixture->ledger.ops->commit(fixture->ledger.self, &fixture->err));
	teller_done(&teller);
}

static const Line *nth(const Fixture *fixture, const char *kind, size_t n)
{
	const Line *line = gather_nth(&fixture->gather, kind, n);
	assert_non_null(line);
	return line;
}

const Person *person(const Fixture *fixture, size_t n)
{
	return &nth(fixture, "patient", n)->person;
}

const Entry *entry(const Fixture *fixture, size_t n)
{
	return &nth(fixture, "entry", n)->entry;
}

const Fact *fact(const Fixture *fixture, const char *kind, size_t n)
{
	return &nth(fixture, kind, n)->fact;
}

Instant at(const char *text)
{
	Instant instant;
	assert_true(instant_parse(text, &instant));
	return instant;
}

void assert_same_instant(Instant instant, const char *expected)
{
	assert_int_equal(instant_order(instant, at(expected)), 0);
}

size_t dice_below(uint64_t *dice, size_t limit)
{
	*dice = *dice * 6364136223846793005U + 1442695040888963407U;
	return (size_t)((*dice >> 33) % limit);
}

void dice_shuffle(uint64_t *dice, size_t *items, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		const size_t j = dice_below(dice, i), kept = items[i - 1];
		items[i - 1] = items[j];
		items[j] = kept;
	}
}
