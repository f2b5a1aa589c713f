#include "model/desk/work.h"

#include <stdlib.h>

#include "model/desk/work_kept.h"
#include "model/ledger/transaction.h"
#include "model/readings/tallies.h"
#include "model/rules/withheld.h"

Work *work_of(Desk *desk)
{
	if (!desk->work) {
		desk->work = calloc(1, sizeof *desk->work);
		if (!desk->work)
			abort();
	}
	return desk->work;
}

void work_close(Work *work)
{
	work_forget(work);
	free(work);
}

bool desk_pass_on_home(Desk *desk, Arena *arena, PassOnHome *ret_home, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	const Organisation *practice = NULL;
	const char *code = text_or(desk_practice_code(desk, arena), ""), *kept = NULL;
	if (!ledger.ops->organisation(ledger.self, code, arena, &practice, err) ||
	    !ledger.ops->setting(ledger.self, PASS_ON_SETTING, arena, &kept, err))
		return false;
	*ret_home = (PassOnHome){
		.practice = code,
		.system = practice ? (System)practice->system : SYSTEM_UNKNOWN,
		.kept = text_or(kept, ""),
		.table = pass_on_read(kept, arena),
	};
	return true;
}

bool work_may_read(const Desk *desk)
{
	return desk_may(desk, ACT_FIND) || desk_may(desk, ACT_SEE_AUDIT);
}

bool desk_work_unbegun(Desk *desk, bool *ret_unbegun, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	TextList settled = {0};
	bool waits;
	if (!ledger->ops->due_waits(ledger->self, desk_now(desk), &waits, err) ||
	    (waits && !ledger->ops->due_settled(ledger->self, desk_now(desk), "", 1, &arena, &settled, err)))
		return false;
	*ret_unbegun = waits && settled.count == 0;
	return true;
}

bool desk_work_waits(Desk *desk)
{
	const Ledger *ledger = &desk->ports.ledger;
	bool waits;
	return (work_may_read(desk) || desk_may(desk, ACT_SEE_FIGURES)) &&
	       ledger->ops->due_waits(ledger->self, desk_now(desk), &waits, NULL) && waits;
}

/* --- One patient --- */

static size_t count_wishes(FactList facts)
{
	size_t count = 0;
	for (size_t i = 0; i < facts.count; i++)
		count += facts.items[i].kind == FACT_ENTRY_PRIVATE_REQUESTED;
	return count;
}

/* Of a record that may be large, the entries that anybody asked to be private: the fold says which wishes stand. */
static bool load_wished(const Ledger *ledger, Arena *arena, World *world, Error *err)
{
	const FactList facts = world->facts;
	Entry *entries = arena_array(arena, count_wishes(facts), sizeof *entries);
	size_t count = 0;
	Index seen = {0};
	for (size_t i = 0; i < facts.count; i++) {
		const Fact *fact = &facts.items[i];
		const Entry *entry;
		if (fact->kind != FACT_ENTRY_PRIVATE_REQUESTED ||
		    index_add(&seen, arena, fact->entry, (uint32_t)i) != i)
			continue;
		if (!ledger->ops->entry(ledger->self, fact->entry, arena, &entry, err))
			return false;
		if (entry)
			entries[count++] = *entry;
	}
	world->entries = (EntryList){entries, count};
	return true;
}

/* As little as the items need: no standings. */
static bool load(Desk *desk, const char *nhs, Arena *arena, World *world, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	world->zone = desk->ports.zone;
	if (!ledger->ops->person(ledger->self, nhs, arena, &world->person, err) ||
	    !ledger->ops->facts(ledger->self, nhs, arena, &world->facts, err))
		return false;
	desk_note_facts(desk, world->facts);
	facts_withhold(&world->facts, arena);
	return load_wished(ledger, arena, world, err);
}

static void fold(const Desk *desk, OrganisationBook *book, World *world, Arena *arena, Reach *ret_reach)
{
	world->directory = book_directory(book);
	reach_fold(world, desk_latest_at(world->facts, desk_now(desk)), INSTANT_MAX, arena, ret_reach);
}

bool work_find_of(Desk *desk, OrganisationBook *book, const PassOnHome *home, const char *nhs, Arena *arena,
		  WorkFound *ret_found, Error *err)
{
	World *world = arena_alloc(arena, sizeof *world);
	Reach *reach = arena_alloc(arena, sizeof *reach);
	*ret_found = (WorkFound){.arena = arena, .again = INSTANT_MAX};
	if (!load(desk, nhs, arena, world, err))
		return false;
	if (!world->person || world->facts.count == 0)
		return true;
	fold(desk, book, world, arena, reach);
	work_find(reach, home, ret_found);
	const Instant next = desk_next_at(world->facts, desk_now(desk));
	if (instant_before(next, ret_found->again))
		ret_found->again = next;
	return book->fault.kind == ERROR_NONE || fail(err, book->fault.kind, "%s", book->fault.text);
}

/* --- Keeping what is due --- */

/* What is owed by a day stands in the order of those days; one of its kind that no day presses on comes after them. */
static Instant listed_by(const Desk *desk, const WorkItem *item)
{
	enum { CENTURY = 36525 };
	if (!date_is_none(item->due))
		return zone_midnight(desk->ports.zone, item->due);
	const bool owed = item->kind == WORK_COMPLAINTS || item->kind == WORK_COPIES;
	return instant_add(item->since, owed ? (int64_t)CENTURY * 24 * 60 * 60 : 0);
}

static DueRows rows_of(const Desk *desk, const char *nhs, const WorkFound *found)
{
	DueRow *rows = arena_array(found->arena, found->count, sizeof *rows);
	for (size_t i = 0; i < found->count; i++) {
		const WorkItem *item = &found->items[i];
		rows[i] = (DueRow){(WordByte)item->kind,  work_sort(item), nhs, item->id,
				   listed_by(desk, item), item->over};
	}
	return (DueRows){rows, found->count};
}

/* What was read to find it; nothing of somebody of whom nothing was folded. */
static Brief read_for(const WorkFound *found)
{
	return found->reach ? (Brief){.person = found->reach->world->person, .facts = found->reach->world->facts}
			    : (Brief){0};
}

static bool put(Desk *desk, const char *nhs, const WorkFound *found, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const DueRows rows = rows_of(desk, nhs, found);
	const Brief read = read_for(found);
	return ledger->ops->put_due(ledger->self, nhs, &rows, found->again, read.person ? &read : NULL, err);
}

static TallyList tallies_in(const WorkFound *found)
{
	return found->reach ? tallies_of(found->reach, found->arena) : (TallyList){0};
}

void work_say_left_out(Desk *desk, const char *nhs, const Error *why)
{
	Work *work = work_of(desk);
	text_print(work->unread, sizeof work->unread, "%s is left out of what is due: %s", nhs, why->text);
}

static bool kept_of(Desk *desk, const char *nhs, Arena *arena, DueRows *ret_kept, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const DueQuery all = {.kind = DUE_KINDS_MAX, .patient = nhs, .limit = SIZE_MAX};
	return ledger->ops->due(ledger->self, &all, arena, ret_kept, err);
}

/* What is kept of them stays; they are looked at again in an hour, so that they keep nobody else waiting. */
static bool leave_out(Desk *desk, const char *nhs, const Error *why, Arena *arena, Error *err)
{
	enum { HOUR = 3600 };
	const Ledger *ledger = &desk->ports.ledger;
	DueRows kept;
	work_say_left_out(desk, nhs, why);
	return kept_of(desk, nhs, arena, &kept, err) &&
	       ledger->ops->put_due(ledger->self, nhs, &kept, instant_add(desk_now(desk), HOUR), NULL, err);
}

static bool keep_all(Desk *desk, const TextList *patients, bool leaving, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(arena_free) Arena of_patient = {0};
	const Ledger ledger = desk->ports.ledger;
	OrganisationBook *book = book_open(ledger, &arena);
	TalliesOf *tallies = arena_array(&arena, patients->count, sizeof *tallies);
	size_t count = 0;
	PassOnHome home;
	if (!desk_pass_on_home(desk, &arena, &home, err))
		return false;
	for (size_t i = 0; i < patients->count; i++) {
		const char *nhs = patients->items[i];
		Error why = {0};
		WorkFound found;
		const bool read = work_find_of(desk, book, &home, nhs, &of_patient, &found, &why);
		if (!read && (!leaving || why.kind != ERROR_STORE))
			return fail(err, why.kind, "%s", why.text);
		if (!(read ? put(desk, nhs, &found, err) : leave_out(desk, nhs, &why, &of_patient, err)))
			return false;
		if (read)
			tallies[count++] = (TalliesOf){nhs, tallies_copy(tallies_in(&found), &arena)};
		arena_reset(&of_patient, (ArenaMark){0});
	}
	return ledger.ops->put_tallies(ledger.self, tallies, count, err);
}

bool work_keep(Desk *desk, const TextList *patients, Error *err)
{
	return keep_all(desk, patients, false, err);
}

/* What a step found: how many it looked at, and whether there may be more. */
typedef struct Settled {
	size_t count;
	bool more;
} Settled;

/* Those who are noted with their organisation are marked when nobody else is. */
static bool next_to_look_at(Desk *desk, size_t most, Arena *arena, TextList *ret_patients, bool *ret_more, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	if (!ledger->ops->due_to_look_at(ledger->self, desk_now(desk), most, arena, ret_patients, err))
		return false;
	*ret_more = ret_patients->count == most;
	return *ret_more || (ledger->ops->mark_more_due(ledger->self, most, ret_more, err) &&
			     ledger->ops->due_to_look_at(ledger->self, desk_now(desk), most, arena, ret_patients, err));
}

/* Up to so many of those whom something was told of, or whose time has come. A step `waits` for nobody who writes. */
static bool settle(Desk *desk, size_t most, bool waits, Settled *ret_settled, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	scoped(transaction_end) Transaction transaction = {.anyhow = true};
	const Ledger *ledger = &desk->ports.ledger;
	TextList patients;
	bool any, more;
	*ret_settled = (Settled){0};
	if (!ledger->ops->due_waits(ledger->self, desk_now(desk), &any, err))
		return false;
	if (!any)
		return true;
	if (!(waits ? transaction_begin : transaction_try)(&transaction, ledger, err))
		return false;
	if (!transaction.ledger)
		return true;
	if (!next_to_look_at(desk, most, &arena, &patients, &more, err) || !desk_withdraw_doubtful(desk, true, err) ||
	    !keep_all(desk, &patients, true, err) || !transaction_commit(&transaction, err))
		return false;
	*ret_settled = (Settled){patients.count, more};
	return true;
}

/* Whether it came any further. */
static bool step(Desk *desk, size_t patients)
{
	Settled settled;
	const bool further = settle(desk, patients, false, &settled, NULL) && (settled.count > 0 || settled.more);
	work_of(desk)->went_on |= further;
	return further;
}

bool desk_work_step(Desk *desk, size_t patients)
{
	Work *work = work_of(desk);
	const Date today = desk_today(desk);
	const int64_t head = desk_head(desk);
	step(desk, patients);
	const bool changed = work->went_on || head != work->head || date_order(today, work->day) != 0;
	work->went_on = false;
	work->head = head;
	work->day = today;
	return changed;
}

bool desk_work_on(Desk *desk, size_t patients)
{
	return step(desk, patients) && desk_work_waits(desk);
}

bool desk_work_settle(Desk *desk, WorkGoOn go_on, void *self, Error *err)
{
	enum { SLICE = 2000 };
	const Ledger *ledger = &desk->ports.ledger;
	int64_t done = 0, total;
	Settled settled = {.more = true};
	if (!ledger->ops->due_waiting(ledger->self, desk_now(desk), &total, err))
		return false;
	const bool shown = go_on && total > SLICE; /* else it is over at once */
	while (settled.more && (!shown || go_on(self, done, total))) {
		if (!settle(desk, SLICE, true, &settled, err))
			return false;
		done += (int64_t)settled.count;
	}
	return true;
}

/* --- Whether what is kept is what would be found --- */

static bool is_among(const DueRow *row, const DueRows *kept)
{
	for (size_t i = 0; i < kept->count; i++)
		if (kept->items[i].kind == row->kind && kept->items[i].sort == row->sort &&
		    text_is(kept->items[i].what, row->what) && instant_order(kept->items[i].since, row->since) == 0 &&
		    instant_order(kept->items[i].until, row->until) == 0)
			return true;
	return false;
}

/* Looked at too late, a thing would come into no list in time; too early harms nobody. */
static bool kept_so(Desk *desk, const DueRows *rows, const WorkFound *found, const char *nhs, bool *ret_so, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	DueRows kept;
	TallyList tallies;
	Instant again;
	if (!kept_of(desk, nhs, found->arena, &kept, err) || !ledger->ops->due_again(ledger->self, nhs, &again, err) ||
	    !ledger->ops->tallies(ledger->self, nhs, found->arena, &tallies, err))
		return false;
	*ret_so = kept.count == rows->count && tallies_same(tallies, tallies_in(found)) &&
		  (!instant_before(found->again, again) || desk_clock_behind(desk, NULL));
	for (size_t i = 0; i < rows->count; i++)
		*ret_so &= is_among(&rows->items[i], &kept);
	return true;
}

static bool check_some(Desk *desk, OrganisationBook *book, const PassOnHome *home, const TextList *patients,
		       WorkRead read, void *self, const char **ret_patient, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	*ret_patient = NULL;
	for (size_t i = 0; i < patients->count && !*ret_patient; i++) {
		const char *nhs = patients->items[i];
		WorkFound found;
		bool so;
		if (!work_find_of(desk, book, home, nhs, &arena, &found, err))
			return false;
		const Brief lines = read_for(&found);
		if (read && lines.person)
			read(self, &lines);
		const DueRows rows = rows_of(desk, nhs, &found);
		if (!kept_so(desk, &rows, &found, nhs, &so, err))
			return false;
		*ret_patient = so ? NULL : nhs;
		arena_reset(&arena, (ArenaMark){0});
	}
	return true;
}

bool desk_work_check(Desk *desk, WorkGoOn go_on, WorkRead read, void *self, Arena *arena, const char **ret_patient,
		     Error *err)
{
	enum { SLICE = 1000 };
	scoped(reading_end) Reading reading = {0};
	scoped(arena_free) Arena of_slice = {0};
	const Ledger *ledger = &desk->ports.ledger;
	TextList patients = {.count = SLICE};
	PassOnHome home;
	char last[16] = "";
	*ret_patient = NULL;
	if (!reading_begin(&reading, ledger, err) || !desk_pass_on_home(desk, arena, &home, err))
		return false;
	OrganisationBook *book = book_open(*ledger, arena);
	for (int64_t done = 0; patients.count == SLICE && !*ret_patient; done += SLICE) {
		if (go_on && !go_on(self, done, 0))
			return true;
		arena_clear(&of_slice);
		if (!ledger->ops->due_settled(ledger->self, desk_now(desk), last, SLICE, &of_slice, &patients, err) ||
		    !check_some(desk, book, &home, &patients, read, self, ret_patient, err))
			return false;
		if (patients.count > 0)
			text_copy(last, sizeof last, patients.items[patients.count - 1]);
	}
	*ret_patient = arena_text(arena, *ret_patient);
	return true;
}
