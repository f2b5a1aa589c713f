#include "model/desk/work_kept.h"

#include "base/text.h"

enum { LINES = 256 /* looked through; after more all is found anew */, BYTES = 512 * 1024 };

static void forget(WorkKept *kept)
{
	arena_free(&kept->arena);
	*kept = (WorkKept){0};
}

void work_forget(Work *work)
{
	if (work)
		forget(&work->kept);
}

static void begin(WorkKept *kept, Date day, const PassOnHome *home)
{
	forget(kept);
	kept->ones = arena_array(&kept->arena, WORK_KEPT_MAX, sizeof *kept->ones);
	kept->day = day;
	kept->home = (PassOnHome){
		.practice = arena_text(&kept->arena, home->practice),
		.system = home->system,
		.kept = arena_text(&kept->arena, home->kept),
	};
}

static bool same_home(const PassOnHome *a, const PassOnHome *b)
{
	return a->system == b->system && text_is(a->practice, b->practice) && text_is(a->kept, b->kept);
}

/* Whether what was told since the head that is kept leaves anything of it. */
static bool leaves_some(WorkKept *kept, const Ledger *ledger, int64_t head, const Seal *seal, bool *ret_leaves,
			Error *err)
{
	scoped(arena_free) Arena arena = {0};
	TextList told;
	bool organisation;
	*ret_leaves = head == kept->head && seal_same(seal, &kept->seal);
	if (*ret_leaves || head <= kept->head || head - kept->head > LINES)
		return true;
	if (!ledger->ops->told_since(ledger->self, LINE_ORGANISATION, kept->head, &organisation, err) ||
	    !ledger->ops->changed(ledger->self, kept->head, LINES, &arena, &told, err))
		return false;
	for (size_t i = 0; i < told.count; i++) {
		const uint32_t number = index_find(&kept->patients, told.items[i]);
		if (number != INDEX_NONE)
			kept->ones[number].found.again = INSTANT_MIN;
	}
	*ret_leaves = !organisation;
	return true;
}

bool work_kept_look(WorkKept *kept, const Desk *desk, const PassOnHome *home, Error *err)
{
	const Ledger *ledger = &desk->ports.ledger;
	const Date today = desk_today(desk);
	int64_t head;
	Seal seal;
	bool leaves = false;
	if (!ledger->ops->head(ledger->self, &head, &seal, err))
		return false;
	if (kept->ones && date_order(kept->day, today) == 0 && same_home(&kept->home, home) &&
	    !leaves_some(kept, ledger, head, &seal, &leaves, err))
		return false;
	if (!leaves)
		begin(kept, today, home);
	kept->head = head;
	kept->seal = seal;
	return true;
}

const WorkFound *work_kept_of(const WorkKept *kept, const char *nhs, Instant now)
{
	const uint32_t number = index_find(&kept->patients, nhs);
	const WorkKeptOne *one = number == INDEX_NONE ? NULL : &kept->ones[number];
	return one && !instant_before(now, one->from) && instant_before(now, one->found.again) ? &one->found : NULL;
}

WorkItem work_item_copy(const WorkItem *item, Arena *arena)
{
	WorkItem copy = *item;
	copy.nhs = arena_text(arena, item->nhs);
	copy.name = arena_text(arena, item->name);
	copy.what = arena_text(arena, item->what);
	copy.id = arena_text(arena, item->id);
	copy.code = arena_text(arena, item->code);
	copy.whom = arena_text(arena, item->whom);
	copy.org = arena_text(arena, item->org);
	copy.successor = arena_text(arena, item->successor);
	copy.newer = arena_text(arena, item->newer);
	return copy;
}

/* The others are found anew where there is no room. */
static void make_room(WorkKept *kept)
{
	if (kept->count < WORK_KEPT_MAX && arena_size(&kept->arena) < BYTES)
		return;
	WorkKept before = *kept;
	*kept = (WorkKept){0};
	begin(kept, before.day, &before.home);
	kept->head = before.head;
	kept->seal = before.seal;
	arena_free(&before.arena);
}

WorkFound work_found_copy(const WorkFound *found, Arena *arena)
{
	WorkItem *items = arena_array(arena, found->count, sizeof *items);
	for (size_t i = 0; i < found->count; i++)
		items[i] = work_item_copy(&found->items[i], arena);
	return (WorkFound){.items = items, .count = found->count, .room = found->count, .again = found->again};
}

const WorkFound *work_kept_put(WorkKept *kept, const char *nhs, const WorkFound *found, Instant now)
{
	if (found->count > WORK_KEPT_ITEMS)
		return NULL;
	make_room(kept);
	Arena *arena = &kept->arena;
	const uint32_t next = (uint32_t)kept->count;
	const uint32_t number = index_add(&kept->patients, arena, arena_text(arena, nhs), next);
	kept->count += number == next;
	kept->ones[number] = (WorkKeptOne){work_found_copy(found, arena), now};
	return &kept->ones[number].found;
}
