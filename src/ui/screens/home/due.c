#include "ui/screens/home/inside.h"

#include <inttypes.h>
#include <stdint.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"
#include "model/passing/passing.h"
#include "ui/app.h"
#include "ui/paged.h"
#include "ui/screens/request/request.h"

enum { DUE_OPEN = 1, MINUTE = 60, WIDE = 60 };

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

static Due due_of(Desk *desk, const WorkItem *item, Instant now, Arena *arena)
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

/* --- the screen --- */

/* A row of the list; what it says is made once it may be in sight. */
typedef struct DueLine {
	DueRow row;
	Due due;
	bool made;
} DueLine;

typedef struct DueState {
	Opening opening; /* first */
	WorkKind kind;
	Paged paged;
	WorkCounts work;
} DueState;

static const Binding due_keys[] = {
	{KC_ENTER, DUE_OPEN, "Open", "Open the selected patient.", .bar = true},
};

static const char *due_key(const void *rows, size_t index)
{
	return ((const DueLine *)rows)[index].row.what;
}

static const DueLine *due_chosen(const DueState *state)
{
	const DueLine *lines = state->paged.rows;
	return state->paged.list.count > 0 ? &lines[state->paged.list.selected] : NULL;
}

typedef struct DueReading {
	Desk *desk;
	WorkKind kind;
} DueReading;

static bool due_read(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err)
{
	const DueReading *reading = self;
	const DueLine *from = wish->from;
	const WorkPage page = {from ? &from->row : NULL, wish->with, wish->back, wish->limit};
	DueRows rows;
	if (!desk_work_rows(reading->desk, reading->kind, &page, arena, &rows, err))
		return false;
	DueLine *lines = arena_array(arena, rows.count, sizeof *lines);
	for (size_t i = 0; i < rows.count; i++)
		lines[i] = (DueLine){.row = rows.items[i], .due = {.left = "", .brief = ""}};
	*ret_rows = (PagedRows){lines, rows.count};
	return true;
}

/* Says nothing of a row where it fails. */
static void due_make(App *app, DueState *state)
{
	const ListSight sight = list_sight(&state->paged.list, (size_t)app_body_rows(app));
	DueLine *lines = state->paged.rows, **made = arena_array(app_scratch(app), sight.end, sizeof *made);
	DueRow *rows = arena_array(app_scratch(app), sight.end, sizeof *rows);
	WorkItem *items = arena_array(app_scratch(app), sight.end, sizeof *items);
	DueRows wanted = {rows, 0};
	Error err;
	for (size_t i = sight.begin; i < sight.end; i++)
		if (!lines[i].made) {
			made[wanted.count] = &lines[i];
			rows[wanted.count++] = lines[i].row;
		}
	if (wanted.count == 0)
		return;
	if (!desk_work_words(app_desk(app), &wanted, app_loaded(app), items, &err)) {
		app_fail(app, &err);
		return;
	}
	for (size_t i = 0; i < wanted.count; i++) {
		made[i]->due = due_of(app_desk(app), &items[i], app_now(app), app_loaded(app));
		made[i]->made = true;
	}
}

static bool due_load(App *app, void *self, Error *err)
{
	DueState *state = self;
	Desk *desk = app_desk(app);
	DueReading reading = {desk, state->kind};
	const WorkCounts work = desk_work(desk);
	const PagedSource source = {&reading, due_read, sizeof(DueLine), work.of[state->kind], desk_head(desk)};
	if (!paged_load(&state->paged, &source, app_loaded(app), err))
		return false;
	state->work = work;
	due_make(app, state);
	return true;
}

static bool due_enter(App *app, void *self, const void *argument, Error *err)
{
	DueState *state = self;
	state->kind = *(const WorkKind *)argument;
	return desk_allows(app_desk(app), kinds[state->kind].act, err);
}

static bool due_type(App *app, void *self, Key key)
{
	DueState *state = self;
	const bool taken = paged_type(app, &state->paged, key);
	due_make(app, state);
	return taken;
}

static void due_look(App *app, void *self)
{
	desk_work_step(app_desk(app), app_pace(app));
	app_load(app);
}

static bool due_sees_code(const DueState *state)
{
	const DueLine *lines = state->paged.rows;
	for (size_t i = 0; state->kind == WORK_CODES && i < state->paged.list.count; i++)
		if (lines[i].made && due_counts_down(&lines[i].due, 1))
			return true;
	return false;
}

static void due_fit(App *app, void *self)
{
	due_make(app, self);
}

static void due_tick(App *app, void *self)
{
	const DueState *state = self;
	if (app_moved(app) || state->work.counting || due_sees_code(state))
		due_look(app, self);
}

/* What is not made yet says no more than whose it is. */
static void due_draw_row(const void *rows, size_t index, Area area)
{
	const DueLine *line = (const DueLine *)rows + index;
	const Due *due = &line->due;
	const bool narrow = area.cols < WIDE && line->made;
	const char *stand = narrow ? due->brief : due->left;
	const int name = narrow ? area.cols / 3 : area.cols / 4, nhs = narrow ? 0 : 14, left = utf8_columns(stand);
	char number[16];
	nhs_number_print(line->row.patient, number);
	if (nhs)
		area_put(area, 0, name, STYLE_NORMAL, number);
	if (!line->made)
		return;
	area_put_in(area, 0, 1, name - 2, STYLE_STRONG, due->item.name);
	area_put_in(area, 0, name + nhs, area.cols - name - nhs - (left ? left + 1 : 0), STYLE_NORMAL, due->item.what);
	area_put_right(area, 0, STYLE_STRONG, stand);
}

static void due_draw(const void *self, const App *app, Area area)
{
	const DueState *state = self;
	const int top = area.rows > 9 ? 1 : 0;
	if (state->paged.list.count == 0)
		area_put(area, top, 2, STYLE_MUTED,
			 state->work.counting ? "Still counting." : "Nothing of this kind is due.");
	list_draw(&state->paged.list, area_part(area, top, 0, -1, -1), due_draw_row);
}

static void due_act(App *app, void *self, int action)
{
	DueState *state = self;
	const DueLine *line = due_chosen(state);
	if (action == DUE_OPEN && line->made)
		due_open(app, &state->opening, &line->due, opening_answer);
}

static bool due_can(const void *self, int action, Error *why)
{
	return action != DUE_OPEN || due_chosen(self);
}

static void due_heading(const void *self, const App *app, Text *out)
{
	text_add(out, kinds[((const DueState *)self)->kind].name);
}

static void due_explain(const void *self, const App *app, Text *out)
{
	const DueState *state = self;
	const DueLine *line = due_chosen(state);
	const Paged *paged = &state->paged;
	char number[16];
	size_t place;
	if (!line || !line->made)
		return;
	const Due *due = &line->due;
	if ((paged->before || paged->after) && paged_place(paged, &place))
		text_add_print(out, "%zu of %zu. ", place, paged->total);
	else if (paged->before || paged->after)
		text_add_print(out, "One of %zu, oldest first. ", paged->total);
	nhs_number_print(due->item.nhs, number);
	text_add_print(out, "%s, NHS No. %s: %s%s%s.", due->item.name, number, due->item.what, due->left[0] ? ", " : "",
		       due->left);
}

const Screen screen_due = {
	.name = "due",
	.title = "Due",
	.keymap = KEYMAP(due_keys),
	.size = sizeof(DueState),
	.list = SCREEN_AT(DueState, paged.list),
	.row_key = due_key,
	.chosen = DUE_OPEN,
	.enter = due_enter,
	.load = due_load,
	.draw = due_draw,
	.act = due_act,
	.type = due_type,
	.tick = due_tick,
	.fit = due_fit,
	.again = due_look,
	.heading = due_heading,
	.explain = due_explain,
	.can = due_can,
};
