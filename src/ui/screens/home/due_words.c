#include "ui/screens/home/inside.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/passing/passing.h"
#include "ui/app.h"
#include "ui/screens/request/request.h"

enum { MINUTE = 60 };

static const DueKind kinds[] = {
	[WORK_QUESTIONS] = {"Questions to ask", ACT_ASK, NULL, NULL},
	[WORK_CODES] = {"Codes waiting", ACT_REQUEST, NULL, NULL},
	[WORK_PRIVATE_REVIEW] = {"Private, to review", ACT_REVIEW_PRIVATE, "for a clinician", "clinician"},
	[WORK_OVERRIDE_REVIEW] = {"Overrides to review", ACT_REVIEW_OVERRIDE, "for the privacy officer",
				  "privacy officer"},
	[WORK_DISPUTES] = {"Disputes to settle", ACT_SETTLE_DISPUTE, "for a clinician", "clinician"},
	[WORK_PASS_ON] = {"To pass on", ACT_PASS_ON, NULL, NULL},
	[WORK_COMPLAINTS] = {"Complaints", ACT_ANSWER_COMPLAINT, "for the privacy officer", "privacy officer"},
	[WORK_COPIES] = {"Copies asked for", ACT_ACCESS, "for a clinician or the privacy officer", "clinician, PO"},
	[WORK_OVERRIDE_ON] = {"Overrides on now", ACT_REVIEW_OVERRIDE, NULL, NULL},
	[WORK_REASK] = {"To ask again", ACT_ASK, NULL, NULL},
};

const DueKind *due_kind(WorkKind kind)
{
	return &kinds[kind];
}

/* One that is on is seen by who watches them; nobody else at the desk needs to know. */
bool due_shown(const Desk *desk, WorkKind kind)
{
	if (kind == WORK_REASK)
		return false; /* it has a page of its own */
	return (desk_may(desk, ACT_FIND) && kind != WORK_OVERRIDE_ON) || desk_may(desk, kinds[kind].act);
}

static const char *due_left(Instant until, Instant now, Arena *arena)
{
	const int64_t seconds = until.seconds - now.seconds;
	if (seconds <= 0)
		return "ran out";
	return seconds < MINUTE ? arena_print(arena, "%" PRId64 " s left", seconds)
				: arena_print(arena, "%" PRId64 " min left", seconds / MINUTE);
}

/* A message that did not go out is a code that nobody has. */
static const char *code_on_its_way(Desk *desk, const WorkItem *item, Arena *arena)
{
	const Delivery *delivery = NULL;
	const CodeChannel channel = (CodeChannel)item->channel;
	if (channel != CODE_SHOWN && !desk_delivery(desk, item->code, arena, &delivery, NULL))
		delivery = NULL;
	return request_way_words(channel, delivery);
}

static void due_say_code(Desk *desk, Due *due, Instant now, Arena *arena)
{
	const WorkItem *item = &due->item;
	switch (item->code_state) {
	case CODE_STATE_OUT:
		due->brief = due_left(item->until, now, arena);
		due->left = arena_print(arena, "%s, %s", code_on_its_way(desk, item, arena), due->brief);
		return;
	case CODE_STATE_NONE: due->left = due->brief = "no code yet"; return;
	case CODE_STATE_RUN_OUT:
		due->left = "ran out: new code needed";
		due->brief = "ran out";
		return;
	case CODE_STATE_LOCKED:
		due->left = "locked: new code needed";
		due->brief = "locked";
		return;
	case CODE_STATE_USED: due->left = due->brief = "new code needed"; return;
	}
}

/* Since when it waits, and whether the patient waits with it. */
static const char *due_say_override(Desk *desk, const WorkItem *item, Arena *arena)
{
	static const char *const tells[Tell_COUNT_] = {
		[TELL_AFTER_REVIEW] = "not told yet, ",
		[TELL_NOT] = "not told, ",
	};
	return arena_print(arena, "%s%s", text_or(tells[item->tell], ""), passing_age(desk, item->since, arena));
}

/* Until when it is on: "until 14:05", with the day where that is another. */
static void due_say_until(Desk *desk, Due *due, Arena *arena)
{
	const LocalTime until = zone_local(desk_zone(desk), due->item.until);
	char time[8], day[16] = "";
	time_print_staff(until, time);
	if (date_order(until.date, desk_today(desk)) != 0)
		date_print_short(until.date, day);
	due->left = due->brief = arena_print(arena, "until %s%s%s", day, *day ? " " : "", time);
}

/* By when a complaint is acknowledged, or a copy made. */
static void due_say_day(Desk *desk, Due *due, Arena *arena)
{
	const bool copy = due->item.kind == WORK_COPIES;
	char day[16] = "";
	if (date_is_none(due->item.due)) {
		due->left = due->brief = "to answer";
		return;
	}
	const Date today = desk_today(desk), by = due->item.due;
	const bool late = date_order(by, today) < 0;
	if (by.year == today.year)
		date_print_short(by, day);
	else
		date_print_staff(by, day);
	due->brief = arena_print(arena, late ? "late, %s" : "by %s", day);
	due->left = arena_print(arena, late ? "late since %s" : copy ? "make it by %s" : "acknowledge by %s", day);
}

/* "closed 30-Sep-2026, now University Hospitals Dorset". */
static const char *due_say_closed(Desk *desk, const WorkItem *item, Arena *arena)
{
	const Organisation *organisation = NULL;
	char day[16] = "";
	if (desk_organisation(desk, item->org, arena, &organisation, NULL) && !date_is_none(organisation->closed))
		date_print_staff(organisation->closed, day);
	return arena_print(arena, "closed%s%s%s%s", day[0] ? " " : "", day, item->successor ? ", now " : "",
			   text_or(item->successor, ""));
}

Due due_of(Desk *desk, const WorkItem *item, Instant now, Arena *arena)
{
	Due due = {.item = *item, .left = "", .brief = ""};
	if (item->kind == WORK_CODES)
		due_say_code(desk, &due, now, arena);
	if (item->kind == WORK_OVERRIDE_REVIEW)
		due.left = due_say_override(desk, item, arena);
	if (item->kind == WORK_OVERRIDE_ON)
		due_say_until(desk, &due, arena);
	if (item->kind == WORK_PASS_ON)
		due.left = due.brief = passing_age(desk, item->since, arena);
	if (item->kind == WORK_COMPLAINTS || item->kind == WORK_COPIES)
		due_say_day(desk, &due, arena);
	if (item->kind == WORK_REASK && item->org)
		due.left = due_say_closed(desk, item, arena);
	return due;
}

bool due_list(Desk *desk, WorkKind kind, Instant now, size_t limit, Arena *arena, DueList *ret_list, Error *err)
{
	WorkList work;
	if (!desk_work_list(desk, kind, NULL, limit, arena, &work, err))
		return false;
	Due *items = arena_array(arena, work.count, sizeof *items);
	for (size_t i = 0; i < work.count; i++)
		items[i] = due_of(desk, &work.items[i], now, arena);
	*ret_list = (DueList){work.count > 0 ? items : NULL, work.count};
	return true;
}

bool due_counts_down(const Due *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].item.kind == WORK_CODES && items[i].item.code_state == CODE_STATE_OUT)
			return true;
	return false;
}

void due_open(App *app, Opening *opening, const Due *due, DialogDone *done)
{
	const WorkItem *item = &due->item;
	opening_begin_item(app, opening, item->nhs, item->kind, item->kind == WORK_QUESTIONS ? "" : item->id, done);
}
