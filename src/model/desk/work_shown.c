/* Reading what is due: the lists of it, and what is said of what is shown. */
#include "model/desk/work_kept.h"
#include "model/ledger/transaction.h"

/* What the practice has no way of entering is not passed on. */
static uint32_t sorts_of(WorkKind kind, const PassOnHome *home)
{
	uint32_t sorts = 0;
	if (kind != WORK_PASS_ON)
		return UINT32_C(1) << WORK_LISTED | UINT32_C(1) << WORK_FOR_A_TIME;
	for (PassOnAnswer answer = 1; answer < PassOnAnswer_COUNT_; answer++) {
		const PassOnRow *ways[PASS_ON_WAYS];
		if (pass_on_ways(&home->table, answer, home->system, ways) > 0)
			sorts |= UINT32_C(1) << answer;
	}
	return sorts;
}

static bool count_kinds(Desk *desk, const PassOnHome *home, size_t of[WORK_KINDS], Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	DueCounts counts;
	if (!ledger->ops->due_counts(ledger->self, desk_now(desk), &counts, err))
		return false;
	for (WorkKind kind = 0; kind < WORK_KINDS; kind++) {
		const uint32_t sorts = sorts_of(kind, home);
		for (size_t sort = 0; sort < DUE_SORTS_MAX; sort++)
			of[kind] += sorts >> sort & 1 ? counts.of[kind][sort] : 0;
	}
	return true;
}

WorkCounts desk_work(Desk *desk)
{
	scoped(arena_free) Arena arena = {0};
	WorkCounts work = {0};
	PassOnHome home;
	if (!work_may_read(desk))
		return work;
	work.counting = desk_work_waits(desk);
	work.unread = work_of(desk)->unread;
	(void)(desk_pass_on_home(desk, &arena, &home, NULL) && count_kinds(desk, &home, work.of, NULL));
	return work;
}

bool work_to_pass_on(Desk *desk, size_t *ret_count, Instant *ret_oldest, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	size_t of[WORK_KINDS] = {0};
	PassOnHome home;
	DueRows first = {0};
	if (!desk_pass_on_home(desk, &arena, &home, err) || !count_kinds(desk, &home, of, err))
		return false;
	const DueQuery oldest = {
		.kind = WORK_PASS_ON, .sorts = sorts_of(WORK_PASS_ON, &home), .limit = 1, .at = desk_now(desk)};
	*ret_count = of[WORK_PASS_ON];
	if (*ret_count > 0 && !ledger->ops->due(ledger->self, &oldest, &arena, &first, err))
		return false;
	*ret_oldest = first.count > 0 ? first.items[0].since : INSTANT_MAX;
	return true;
}

/* What is shown of the rows. A patient is folded once for all of theirs, and not at all where what was found of them
 * last cannot be another by now. */
typedef struct Showing {
	Desk *desk;
	OrganisationBook *book;
	PassOnHome home;
	WorkKept *kept;
	Arena arena;
	Index apart; /* those who are not kept, in `found` */
	WorkFound *found;
	size_t count, room;
} Showing;

static void showing_end(Showing *showing)
{
	arena_free(&showing->arena);
}

static bool showing_begin(Showing *showing, Desk *desk, Error *err)
{
	showing->desk = desk;
	showing->kept = &work_of(desk)->kept;
	showing->book = book_open(desk->ports.ledger, &showing->arena);
	return desk_pass_on_home(desk, &showing->arena, &showing->home, err) &&
	       work_kept_look(showing->kept, desk, &showing->home, err);
}

/* Until the list is made. */
static const WorkFound *found_apart(Showing *showing, const char *nhs, const WorkFound *found)
{
	Arena *arena = &showing->arena;
	if (showing->count == showing->room) {
		const size_t room = 2 * showing->room + 1;
		showing->found = arena_grow(arena, showing->found, showing->count, room, sizeof *showing->found);
		showing->room = room;
	}
	index_add(&showing->apart, arena, arena_text(arena, nhs), (uint32_t)showing->count);
	showing->found[showing->count] = work_found_copy(found, arena);
	return &showing->found[showing->count++];
}

/* Of whom a line cannot be read nothing is shown, and that is said: the others have their list. */
static bool find_shown(Showing *showing, const char *nhs, const WorkFound **ret_found, Error *err)
{
	scoped(arena_free) Arena folding = {0};
	WorkFound found = {0};
	Error why = {0};
	if (work_find_of(showing->desk, showing->book, &showing->home, nhs, &folding, &found, &why)) {
		*ret_found = work_kept_put(showing->kept, nhs, &found, desk_now(showing->desk));
		if (!*ret_found)
			*ret_found = found_apart(showing, nhs, &found);
		return true;
	}
	if (why.kind != ERROR_STORE)
		return fail(err, why.kind, "%s", why.text);
	work_say_left_out(showing->desk, nhs, &why);
	*ret_found = found_apart(showing, nhs, &(WorkFound){0});
	return true;
}

/* The answer lasts until the next. */
static bool found_of(Showing *showing, const char *nhs, const WorkFound **ret_found, Error *err)
{
	const uint32_t apart = index_find(&showing->apart, nhs);
	*ret_found = apart != INDEX_NONE ? &showing->found[apart]
					 : work_kept_of(showing->kept, nhs, desk_now(showing->desk));
	return *ret_found || find_shown(showing, nhs, ret_found, err);
}

/* NULL: something was told of them that is yet to be looked at, or they cannot be read. */
static bool item_of(Showing *showing, const DueRow *row, const WorkItem **ret_item, Error *err)
{
	const WorkFound *found;
	*ret_item = NULL;
	if (!found_of(showing, row->patient, &found, err))
		return false;
	for (size_t i = 0; i < found->count && !*ret_item; i++) {
		const WorkItem *item = &found->items[i];
		if (item->kind == row->kind && work_sort(item) == row->sort && text_is(item->id, row->what))
			*ret_item = item;
	}
	return true;
}

/* Seen to have run out, it does not count down again after a clock was set back. */
static void mark_over(const Desk *desk, WorkItem *item)
{
	if (item->kind != WORK_CODES || item->code_state != CODE_STATE_OUT || !desk_code_wiped(desk, item->code))
		return;
	item->code_state = CODE_STATE_RUN_OUT;
	item->until = INSTANT_MIN;
}

static WorkItem shown_item(const Desk *desk, const WorkItem *item, Arena *arena)
{
	WorkItem shown = work_item_copy(item, arena);
	mark_over(desk, &shown);
	return shown;
}

static bool read_rows(Desk *desk, const DueQuery *query, Arena *arena, DueRows *ret_rows, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	return ledger->ops->due(ledger->self, query, arena, ret_rows, err);
}

bool desk_work_list(Desk *desk, WorkKind kind, const char *nhs, size_t limit, Arena *arena, WorkList *ret_list,
		    Error *err)
{
	scoped(reading_end) Reading reading = {0};
	scoped(showing_end) Showing showing = {0};
	DueRows rows;
	*ret_list = (WorkList){0};
	if (!work_may_read(desk))
		return true;
	if (!reading_begin(&reading, &desk->ports.ledger, err) || !showing_begin(&showing, desk, err))
		return false;
	const DueQuery query = {.kind = (WordByte)kind,
				.sorts = sorts_of(kind, &showing.home),
				.patient = nhs,
				.limit = limit,
				.at = desk_now(desk)};
	if (!read_rows(desk, &query, arena, &rows, err))
		return false;
	WorkItem *items = arena_array(arena, rows.count, sizeof *items);
	for (size_t i = 0; i < rows.count; i++) {
		const WorkItem *item;
		if (!item_of(&showing, &rows.items[i], &item, err))
			return false;
		if (item)
			items[ret_list->count++] = shown_item(desk, item, arena);
	}
	ret_list->items = items;
	return true;
}

bool desk_work_rows(Desk *desk, WorkKind kind, const WorkPage *page, Arena *arena, DueRows *ret_rows, Error *err)
{
	scoped(arena_free) Arena scratch = {0};
	PassOnHome home;
	*ret_rows = (DueRows){0};
	if (!work_may_read(desk))
		return true;
	if (!desk_pass_on_home(desk, &scratch, &home, err))
		return false;
	const DueQuery query = {.kind = (WordByte)kind,
				.sorts = sorts_of(kind, &home),
				.limit = page->limit,
				.at = desk_now(desk),
				.from = page->from,
				.with = page->with,
				.back = page->back};
	return read_rows(desk, &query, arena, ret_rows, err);
}

/* Nothing is known of it but whose it is. */
static WorkItem bare_item(const Desk *desk, const DueRow *row, Arena *arena)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Person *person = NULL;
	if (!ledger->ops->person(ledger->self, row->patient, arena, &person, NULL))
		person = NULL;
	return (WorkItem){
		.kind = (WorkKind)row->kind,
		.nhs = arena_text(arena, row->patient),
		.name = person ? person_short_name(person, arena) : "",
		.what = "to be looked at anew",
		.id = "",
		.since = row->since,
		.until = INSTANT_MIN,
		.over = row->until,
	};
}

bool desk_work_words(Desk *desk, const DueRows *rows, Arena *arena, WorkItem *items, Error *err)
{
	static const Act readers[] = {ACT_FIND, ACT_SEE_AUDIT, ACT_STANDING};
	scoped(reading_end) Reading reading = {0};
	scoped(showing_end) Showing showing = {0};
	if (!desk_allows_any(desk, readers, countof(readers), err) ||
	    !reading_begin(&reading, &desk->ports.ledger, err) || !showing_begin(&showing, desk, err))
		return false;
	for (size_t i = 0; i < rows->count; i++) {
		const WorkItem *item;
		if (!item_of(&showing, &rows->items[i], &item, err))
			return false;
		items[i] = item ? shown_item(desk, item, arena) : bare_item(desk, &rows->items[i], arena);
	}
	return true;
}

bool work_questions_due(Desk *desk, const char *nhs, size_t *ret_due, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const Ledger *ledger = &desk->ports.ledger;
	const DueQuery of_patient = {.kind = WORK_QUESTIONS, .patient = nhs, .limit = SIZE_MAX};
	DueRows rows;
	if (!ledger->ops->due(ledger->self, &of_patient, &arena, &rows, err))
		return false;
	*ret_due = rows.count;
	return true;
}

bool work_questions_listed(Desk *desk, const char *nhs, size_t *ret_due, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const DueQuery query = {.kind = WORK_QUESTIONS,
				.sorts = sorts_of(WORK_QUESTIONS, NULL),
				.patient = nhs,
				.limit = SIZE_MAX,
				.at = desk_now(desk)};
	DueRows rows;
	if (!read_rows(desk, &query, &arena, &rows, err))
		return false;
	*ret_due = rows.count;
	return true;
}
