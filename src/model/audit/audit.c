#include "model/audit/inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/scan.h"
#include "model/ledger/transaction.h"
#include "model/readings/explain.h"
#include "model/readings/whose.h"

typedef struct AuditFound { /* a row, and what it is found and put in order by */
	AuditRow row;
	int64_t seq;
	const char *folded; /* of `by` */
} AuditFound;

struct Audit {
	Scan scan;
	bool exports; /* those of nobody were read */
	bool sorted;
	Arena arena; /* what was found, and its texts */
	AuditFound *found;
	size_t count, room;
	Arena rows_arena;
};

static const FactKind audited[] = {
	FACT_IMPORTED,		FACT_VIEWED,	   FACT_EXPORTED, FACT_OVERRIDE, FACT_OVERRIDE_ENDED,
	FACT_OVERRIDE_REVIEWED, FACT_ACCESS_GIVEN, FACT_ACCOUNT,  FACT_SETTING,
};

/* --- Opening --- */

bool desk_audit_open(Desk *desk, Audit **ret_audit, Error *err)
{
	if (!desk_allows(desk, ACT_SEE_AUDIT, err))
		return false;
	Audit *audit = calloc(1, sizeof *audit);
	if (!audit)
		abort();
	if (!scan_begin(&audit->scan, desk, err)) {
		desk_audit_close(audit);
		return false;
	}
	*ret_audit = audit;
	return true;
}

void desk_audit_close(Audit *audit)
{
	if (!audit)
		return;
	scan_end(&audit->scan);
	arena_free(&audit->arena);
	arena_free(&audit->rows_arena);
	free(audit);
}

/* --- Looking --- */

static bool is_audited(const Fact *fact)
{
	for (size_t i = 0; i < countof(audited); i++)
		if ((FactKind)fact->kind == audited[i])
			return true;
	return false;
}

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

static void add(Audit *audit, const World *world, const Fact *fact)
{
	if (audit->count == audit->room) {
		size_t room = audit->room ? 2 * audit->room : 64;
		audit->found = arena_grow(&audit->arena, audit->found, audit->room, room, sizeof *audit->found);
		audit->room = room;
	}
	const Person *person = fact->patient ? world->person : NULL;
	const char *by = arena_text(&audit->arena, fact_by(fact, &audit->arena));
	audit->found[audit->count++] = (AuditFound){
		.row =
			{
				.at = fact->at,
				.kind = (FactKind)fact->kind,
				.by = by,
				.nhs = person ? arena_text(&audit->arena, person->nhs) : NULL,
				.name = person ? person_short_name(person, &audit->arena) : NULL,
				.text = audit_said(world, fact, &audit->arena),
			},
		.seq = fact->seq,
		.folded = utf8_fold(&audit->arena, by),
	};
	audit->sorted = false;
}

static void add_all(Audit *audit, const World *world)
{
	for (size_t i = 0; i < world->facts.count; i++)
		if (is_audited(&world->facts.items[i]))
			add(audit, world, &world->facts.items[i]);
}

static bool look_at(void *self, Desk *desk, const World *world, Arena *arena, Error *err)
{
	add_all(self, world);
	return true;
}

static bool read_exports(Audit *audit, Desk *desk, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	World world = {.person = &(Person){0}, .zone = desk->ports.zone};
	if (!ledger.ops->facts(ledger.self, NULL, &arena, &world.facts, err))
		return false;
	world.directory = book_directory(book_open(ledger, &arena));
	add_all(audit, &world);
	audit->exports = true;
	return true;
}

bool desk_audit_step(Desk *desk, Audit *audit, size_t patients, bool *ret_done, Error *err)
{
	return desk_allows(desk, ACT_SEE_AUDIT, err) && (audit->exports || read_exports(audit, desk, err)) &&
	       scan_step(&audit->scan, desk, patients, look_at, audit, ret_done, err);
}

void desk_audit_progress(const Audit *audit, size_t *ret_looked_at, size_t *ret_patients)
{
	*ret_looked_at = audit->scan.next;
	*ret_patients = audit->scan.patients.count;
}

/* --- Handing out --- */

static int latest_first(const void *a, const void *b)
{
	const AuditFound *first = a, *second = b;
	int order = instant_order(second->row.at, first->row.at);
	return order ? order : (second->seq > first->seq) - (second->seq < first->seq);
}

static bool begins_a_word(const char *folded, const char *wanted)
{
	for (const char *word = folded; word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (text_starts(word, wanted))
			return true;
	}
	return false;
}

void desk_audit_rows(Audit *audit, const char *by, const AuditRow **ret_rows, size_t *ret_count)
{
	arena_clear(&audit->rows_arena);
	AuditRow *rows = arena_array(&audit->rows_arena, audit->count, sizeof *rows);
	const char *wanted = utf8_fold(&audit->rows_arena, text_or(by, ""));
	size_t count = 0;
	if (!audit->sorted && audit->count > 1)
		qsort(audit->found, audit->count, sizeof *audit->found, latest_first);
	audit->sorted = true;
	for (size_t i = 0; i < audit->count; i++)
		if (begins_a_word(audit->found[i].folded, wanted))
			rows[count++] = audit->found[i].row;
	*ret_rows = rows;
	*ret_count = count;
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
