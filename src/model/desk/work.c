#include "model/desk/work.h"

#include <stdlib.h>

#include "model/desk/inside.h"
#include "model/desk/work_items.h"
#include "model/ledger/transaction.h"
#include "model/readings/matrix.h"
#include "model/rules/withheld.h"

/* A patient to be looked at again at a known moment. */
typedef struct Alarm {
	const char *nhs;
	Instant at;
} Alarm;

/* What was found, all in one arena: the next look is made in the other one, into which what still holds is copied. */
typedef struct Findings {
	Arena arena;
	WorkItem *items;
	size_t count, room;
	size_t of[WORK_KINDS];
	Alarm *alarms;
	size_t alarm_count, alarm_room;
} Findings;

struct Work {
	Findings findings[2];
	size_t current;
	Arena queue_arena[2];
	size_t queue_current;
	const char **queue; /* patients to look at, the latest told about first */
	size_t queue_count, queue_next;
	int64_t head; /* what was told up to here is in the queue or looked at */
	Arena home_arena;
	PassOnHome home;     /* what waits to be passed on hangs on it: all are looked at again where it changes */
	Date day;	     /* "referred today" is another text tomorrow: at midnight all are looked at again */
	bool complete;	     /* every patient was looked at once */
	unsigned expected;   /* whom here_numbers had when they were last put first */
	size_t expected_end; /* of the queue: up to where some of them still stand */
};

static Work *work_of(Desk *desk)
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
	if (!work)
		return;
	for (size_t i = 0; i < 2; i++) {
		arena_free(&work->findings[i].arena);
		arena_free(&work->queue_arena[i]);
	}
	arena_free(&work->home_arena);
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

/* --- The queue --- */

static void queue_add(Work *work, Index *queued, const char *nhs, Arena *arena)
{
	if (index_find(queued, nhs) != INDEX_NONE)
		return;
	const char *copy = arena_text(arena, nhs);
	index_add(queued, arena, copy, 0);
	work->queue[work->queue_count++] = copy;
}

/* What was told about lately goes before what still waits from before. */
static void queue_before(Work *work, const char *const *patients, size_t count)
{
	Arena *arena = &work->queue_arena[1 - work->queue_current];
	const char **old = work->queue;
	size_t old_next = work->queue_next, old_count = work->queue_count;
	Index queued = {0};
	work->expected_end = work->expected_end > old_next ? work->expected_end - old_next + count : 0;
	work->queue = arena_array(arena, count + old_count - old_next, sizeof *work->queue);
	work->queue_count = work->queue_next = 0;
	for (size_t i = 0; i < count; i++)
		queue_add(work, &queued, patients[i], arena);
	for (size_t i = old_next; i < old_count; i++)
		queue_add(work, &queued, old[i], arena);
	arena_clear(&work->queue_arena[work->queue_current]);
	work->queue_current = 1 - work->queue_current;
}

static bool same_home(const PassOnHome *a, const PassOnHome *b)
{
	return text_is(a->practice, b->practice) && a->system == b->system && text_is(a->kept, b->kept);
}

/* Whether it is another than it was. */
static bool look_at_home(Desk *desk, Work *work, bool *ret_new, Error *err)
{
	Arena arena = {0};
	PassOnHome home;
	if (!desk_pass_on_home(desk, &arena, &home, err)) {
		arena_free(&arena);
		return false;
	}
	*ret_new = !work->home.practice || !same_home(&home, &work->home);
	arena_free(&work->home_arena);
	work->home_arena = arena;
	work->home = home;
	return true;
}

static bool queue_told(Desk *desk, Work *work, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	Ledger ledger = desk->ports.ledger;
	TextList patients;
	Seal seal;
	int64_t head;
	Date today = desk_today(desk);
	bool new_home, new_day = date_order(today, work->day) != 0;
	if (!ledger.ops->head(ledger.self, &head, &seal, err) || !look_at_home(desk, work, &new_home, err))
		return false;
	if (head == work->head && !new_day && !new_home)
		return true;
	if (!ledger.ops->changed(ledger.self, new_day || new_home ? 0 : work->head, &arena, &patients, err))
		return false;
	queue_before(work, patients.items, patients.count);
	work->head = head;
	work->day = today;
	return true;
}

static void queue_alarms(Desk *desk, Work *work)
{
	const Findings *findings = &work->findings[work->current];
	Instant now = desk_now(desk);
	scoped(arena_free) Arena arena = {0};
	const char **due = arena_array(&arena, findings->alarm_count, sizeof *due);
	size_t count = 0;
	for (size_t i = 0; i < findings->alarm_count; i++)
		if (!instant_before(now, findings->alarms[i].at))
			due[count++] = findings->alarms[i].nhs;
	if (count > 0)
		queue_before(work, due, count);
}

/* Who is expected today goes before all others, as long as there are some that nobody has looked at. */
static void queue_expected(const Desk *desk, Work *work)
{
	TextList numbers;
	const unsigned expected = here_numbers(desk, &numbers);
	if (work->complete || expected == work->expected)
		return;
	queue_before(work, numbers.items, numbers.count);
	work->expected = expected;
	work->expected_end = numbers.count;
}

bool work_expected_wait(const Desk *desk)
{
	TextList numbers;
	const Work *work = desk->work;
	if (!work || work->complete)
		return !work;
	return here_numbers(desk, &numbers) != work->expected || work->queue_next < work->expected_end;
}

/* --- Looking --- */

static void keep_item(Findings *findings, const WorkItem *item)
{
	if (findings->count == findings->room) {
		size_t room = findings->room ? 2 * findings->room : 64;
		findings->items =
			arena_grow(&findings->arena, findings->items, findings->room, room, sizeof *findings->items);
		findings->room = room;
	}
	WorkItem *kept = &findings->items[findings->count++];
	*kept = *item;
	kept->nhs = arena_text(&findings->arena, item->nhs);
	kept->name = arena_text(&findings->arena, item->name);
	kept->what = arena_text(&findings->arena, item->what);
	kept->id = arena_text(&findings->arena, item->id);
	kept->code = item->code ? arena_text(&findings->arena, item->code) : NULL;
	kept->whom = item->whom ? arena_text(&findings->arena, item->whom) : NULL;
	findings->of[item->kind]++;
}

static void keep_alarm(Findings *findings, const char *nhs, Instant at)
{
	if (findings->alarm_count == findings->alarm_room) {
		size_t room = findings->alarm_room ? 2 * findings->alarm_room : 16;
		findings->alarms = arena_grow(&findings->arena, findings->alarms, findings->alarm_room, room,
					      sizeof *findings->alarms);
		findings->alarm_room = room;
	}
	findings->alarms[findings->alarm_count++] = (Alarm){arena_text(&findings->arena, nhs), at};
}

static bool marks_entries(FactList facts)
{
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == FACT_ENTRY_PRIVATE_REQUESTED || facts.items[i].kind == FACT_ENTRY_PRIVATE ||
		    facts.items[i].kind == FACT_ENTRY_OPEN)
			return true;
	return false;
}

/* As little as the items need: no standings, and entries only where one was made private or opened. */
static bool load(Desk *desk, const char *nhs, Arena *arena, World *world, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	world->zone = desk->ports.zone;
	if (!ledger.ops->person(ledger.self, nhs, arena, &world->person, err) ||
	    !ledger.ops->facts(ledger.self, nhs, arena, &world->facts, err))
		return false;
	desk_note_facts(desk, world->facts);
	facts_withhold(&world->facts, arena);
	return !marks_entries(world->facts) || ledger.ops->entries(ledger.self, nhs, arena, &world->entries, err);
}

/* Seen to have run out, it does not count down again after a clock was set back. */
static void mark_over(const Desk *desk, WorkItem *item)
{
	if (item->kind != WORK_CODES || item->code_state != CODE_STATE_OUT || !desk_code_wiped(desk, item->code))
		return;
	item->code_state = CODE_STATE_RUN_OUT;
	item->until = INSTANT_MIN;
}

static void fold(const Desk *desk, OrganisationBook *book, World *world, Arena *arena, Reach *ret_reach)
{
	world->directory = book_directory(book);
	reach_fold(world, desk_latest_at(world->facts, desk_now(desk)), INSTANT_MAX, arena, ret_reach);
}

static bool look_at(Desk *desk, const char *nhs, Findings *findings, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	World world = {0};
	Reach reach;
	if (!load(desk, nhs, &arena, &world, err))
		return false;
	if (!world.person || world.facts.count == 0)
		return true;
	OrganisationBook *book = book_open(desk->ports.ledger, &arena);
	WorkFound found = {.arena = &arena};
	fold(desk, book, &world, &arena, &reach);
	work_find(&reach, &desk->work->home, &found);
	for (size_t i = 0; i < found.count; i++)
		mark_over(desk, &found.items[i]);
	if (book->fault.kind != ERROR_NONE)
		return fail(err, book->fault.kind, "%s", book->fault.text);
	for (size_t i = 0; i < found.count; i++)
		keep_item(findings, &found.items[i]);
	if (instant_before(found.again, INSTANT_MAX))
		keep_alarm(findings, nhs, found.again);
	return true;
}

static int by_kind_then_oldest(const void *left, const void *right)
{
	const WorkItem *a = left, *b = right;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (date_is_none(a->due) != date_is_none(b->due))
		return date_is_none(a->due) ? 1 : -1;
	int by_time = date_order(a->due, b->due);
	by_time = by_time ? by_time : instant_order(a->since, b->since);
	int by_patient = text_order(a->nhs, b->nhs);
	if (by_time || by_patient)
		return by_time ? by_time : by_patient;
	return a->pass_on != b->pass_on ? a->pass_on - b->pass_on : text_order(a->id, b->id);
}

static void keep_others(const Findings *old, const Index *looked_at, Findings *findings)
{
	for (size_t i = 0; i < old->count; i++)
		if (index_find(looked_at, old->items[i].nhs) == INDEX_NONE)
			keep_item(findings, &old->items[i]);
	for (size_t i = 0; i < old->alarm_count; i++)
		if (index_find(looked_at, old->alarms[i].nhs) == INDEX_NONE)
			keep_alarm(findings, old->alarms[i].nhs, old->alarms[i].at);
}

static bool same_items(const Findings *a, const Findings *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++) {
		const WorkItem *left = &a->items[i], *right = &b->items[i];
		if (by_kind_then_oldest(left, right) != 0 || instant_order(left->until, right->until) != 0 ||
		    !text_is(left->name, right->name) || !text_is(left->what, right->what) ||
		    left->code_state != right->code_state || !text_is(left->code, right->code) ||
		    left->back != right->back)
			return false;
	}
	return true;
}

/* Looks at the next slice into `findings`; on a fault nothing of it counts and it is tried again at the next step. */
static bool look_at_slice(Desk *desk, Work *work, size_t patients, Findings *findings)
{
	scoped(reading_end) Reading reading = {0};
	Index looked_at = {0};
	size_t end = work->queue_next;
	if (!reading_begin(&reading, &desk->ports.ledger, NULL))
		return false;
	for (; end < work->queue_count && patients > 0; end++, patients--) {
		if (!look_at(desk, work->queue[end], findings, NULL))
			return false;
		index_add(&looked_at, &findings->arena, work->queue[end], 0);
	}
	keep_others(&work->findings[work->current], &looked_at, findings);
	work->queue_next = end;
	return true;
}

bool desk_work_step(Desk *desk, size_t patients)
{
	Work *work = work_of(desk);
	if (!queue_told(desk, work, NULL))
		return false;
	queue_alarms(desk, work);
	queue_expected(desk, work);
	if (work->queue_next == work->queue_count) {
		bool first = !work->complete;
		work->complete = true;
		return first;
	}

	Findings *next = &work->findings[1 - work->current];
	*next = (Findings){.arena = next->arena};
	arena_clear(&next->arena);
	if (!look_at_slice(desk, work, patients, next))
		return false;
	if (next->count > 1)
		qsort(next->items, next->count, sizeof *next->items, by_kind_then_oldest);
	bool changed = !same_items(next, &work->findings[work->current]);
	work->current = 1 - work->current;
	bool done = work->queue_next == work->queue_count;
	changed |= done && !work->complete;
	work->complete |= done;
	return changed;
}

WorkList desk_work(const Desk *desk)
{
	if (!desk_may(desk, ACT_FIND) && !desk_may(desk, ACT_SEE_AUDIT))
		return (WorkList){0};
	if (!desk->work)
		return (WorkList){.counting = true};
	const Findings *findings = &desk->work->findings[desk->work->current];
	WorkList list = {.items = findings->items, .count = findings->count, .counting = !desk->work->complete};
	for (size_t i = 0; i < WORK_KINDS; i++)
		list.of[i] = findings->of[i];
	return list;
}

bool work_questions_due(Desk *desk, OrganisationBook *book, const Person *person, size_t *ret_due, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	World world = {.person = person, .zone = desk->ports.zone};
	Reach reach;
	size_t due = 0;
	if (!ledger->ops->facts(ledger->self, person->nhs, &arena, &world.facts, err))
		return false;
	desk_note_facts(desk, world.facts);
	facts_withhold(&world.facts, &arena);
	fold(desk, book, &world, &arena, &reach);
	for (size_t i = 0; i < reach.agreements.episode_count; i++)
		due += matrix_asking(&reach, &reach.agreements.episodes[i], NULL) != ASKING_NOTHING;
	*ret_due = due;
	return book->fault.kind == ERROR_NONE || fail(err, book->fault.kind, "%s", book->fault.text);
}
