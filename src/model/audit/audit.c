#include "model/audit/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/inside.h"
#include "model/ledger/book.h"
#include "model/ledger/transaction.h"
#include "model/readings/explain.h"
#include "model/readings/whose.h"

/* --- What is said --- */

const char *audit_said(const World *world, const Fact *fact, Arena *arena)
{
	Text text = {.arena = arena};
	if (fact->kind == FACT_VIEWED)
		return fact->entry ? "Opened an entry" : "Opened the record";
	if (fact->kind == FACT_EXPORTED && !text_empty(fact->reason))
		return arena_print(arena, "Handed out: %s", fact->reason);
	const bool beside = fact->kind == FACT_ACCOUNT || fact->kind == FACT_SETTING;
	if (beside && !fact->told_here)
		text_add(&text, "In a file: ");
	explain_fact(world, fact, &text);
	return text_done(&text);
}

/* --- Who has looked --- */

static bool begins_a_word(const char *folded, const char *wanted)
{
	for (const char *word = folded; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (text_starts(word, wanted))
			return true;
	}
	return false;
}

/* Whose shown name has a word that begins so. */
static bool find_lookers(const Ledger *ledger, const char *by, Arena *arena, LookerList *ret_lookers, Error *err)
{
	const char *wanted = utf8_fold(arena, by);
	LookerList all;
	size_t count = 0;
	if (!ledger->ops->lookers(ledger->self, arena, &all, err))
		return false;
	Looker *found = arena_array(arena, all.count, sizeof *found);
	for (size_t i = 0; i < all.count; i++) {
		const Fact told = {.by = all.items[i].by, .told_here = all.items[i].source == SOURCE_DESK};
		if (begins_a_word(utf8_fold(arena, fact_by(&told, arena)), wanted))
			found[count++] = all.items[i];
	}
	*ret_lookers = (LookerList){found, count};
	return true;
}

static LookPlace place_from(const AuditQuery *query)
{
	const Instant end = query->back ? INSTANT_MIN : INSTANT_MAX;
	if (!query->from)
		return (LookPlace){end, query->back ? INT64_MIN : INT64_MAX};
	return (LookPlace){query->from->at, query->from->seq + (query->with ? 0 : query->back ? 1 : -1)};
}

/* Of an override of who is restricted it may be their own practice that is not to be named: their facts say which. */
static bool read_world(Ledger ledger, const Fact *fact, Arena *arena, World *world, Error *err)
{
	world->person = NULL;
	world->facts = (FactList){0};
	if (!fact->patient)
		return true;
	if (!ledger.ops->person(ledger.self, fact->patient, arena, &world->person, err))
		return false;
	return fact->kind != FACT_OVERRIDE || !world->person || world->person->restricted != TRUTH_TRUE ||
	       ledger.ops->facts(ledger.self, fact->patient, arena, &world->facts, err);
}

static AuditRow row_of(const World *world, const Fact *fact, Arena *arena)
{
	const Person *person = world->person;
	return (AuditRow){
		.at = fact->at,
		.seq = fact->seq,
		.kind = (FactKind)fact->kind,
		.by = fact_by(fact, arena),
		.nhs = person ? person->nhs : NULL,
		.name = person ? person_short_name(person, arena) : NULL,
		.text = audit_said(world, fact, arena),
	};
}

static bool say_rows(Desk *desk, FactList looks, Arena *arena, AuditRows *ret_rows, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	OrganisationBook *book = book_open(ledger, arena);
	World world = {.zone = desk->ports.zone, .directory = book_directory(book)};
	AuditRow *rows = arena_array(arena, looks.count, sizeof *rows);
	for (size_t i = 0; i < looks.count; i++) {
		if (!read_world(ledger, &looks.items[i], arena, &world, err))
			return false;
		rows[i] = row_of(&world, &looks.items[i], arena);
	}
	*ret_rows = (AuditRows){rows, looks.count};
	return book->fault.kind == ERROR_NONE || fail(err, book->fault.kind, "%s", book->fault.text);
}

bool desk_audit(Desk *desk, const AuditQuery *query, Arena *arena, AuditRows *ret_rows, Error *err)
{
	scoped(reading_end) Reading reading = {0};
	Ledger ledger = desk->ports.ledger;
	const bool of_some = !text_empty(query->by);
	LookerList of;
	FactList looks;
	if (!desk_allows(desk, ACT_SEE_AUDIT, err) || !reading_begin(&reading, &desk->ports.ledger, err) ||
	    (of_some && !find_lookers(&ledger, query->by, arena, &of, err)))
		return false;
	const LookQuery wanted = {of_some ? &of : NULL, place_from(query), query->back, query->limit};
	return ledger.ops->looks(ledger.self, &wanted, arena, &looks, err) &&
	       say_rows(desk, looks, arena, ret_rows, err);
}

/* --- During an override --- */

static int earliest_first(const void *a, const void *b)
{
	return fact_order(*(const Fact *const *)a, *(const Fact *const *)b);
}

void desk_viewed_between(const Chart *chart, Instant from, Instant to, Arena *arena, const Fact *const **ret_facts,
			 size_t *ret_count)
{
	FactList facts = chart->world.facts;
	const Fact **found = arena_array(arena, facts.count, sizeof *found);
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		if (fact->kind == FACT_VIEWED && !instant_before(fact->at, from) && !instant_before(to, fact->at))
			found[count++] = fact;
	}
	if (count > 1)
		qsort(found, count, sizeof *found, earliest_first);
	*ret_facts = found;
	*ret_count = count;
}

const char *desk_viewed_text(const Chart *chart, const Fact *viewed, Arena *arena)
{
	char day[16];
	for (size_t i = 0; viewed->entry && i < chart->world.entries.count; i++) {
		const Entry *entry = &chart->world.entries.items[i];
		if (!text_is(entry->id, viewed->entry))
			continue;
		date_print_staff(zone_date(chart->world.zone, entry->recorded), day);
		return arena_print(arena, "Opened the entry of %s (%s)", day,
				   words_text(&category_words, entry->category));
	}
	return viewed->entry ? "Opened an entry" : "Opened the record";
}
