#include "ui/screens/home/home.h"

#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/paged.h"
#include "ui/screens/home/inside.h"

enum { REASK_OPEN = 1, NARROW = 60 };

typedef struct ReaskLine {
	DueRow row;
	WorkItem item;	    /* where it is made */
	const char *closed; /* "closed 30-Sep-2026, now University Hospitals Dorset" */
	bool made;
} ReaskLine;

typedef struct ReaskState {
	Opening opening; /* first */
	Paged paged;
	ReaskCounts counts;
} ReaskState;

static const Binding reask_keys[] = {
	{KC_ENTER, REASK_OPEN, "Open", "Open the selected patient, to refer and ask anew.", .bar = true},
};

static const char *reask_key(const void *rows, size_t index)
{
	return ((const ReaskLine *)rows)[index].row.what;
}

static const ReaskLine *chosen(const ReaskState *state)
{
	const ReaskLine *lines = state->paged.rows;
	return state->paged.list.count > 0 ? &lines[state->paged.list.selected] : NULL;
}

/* --- loading --- */

static const char *say_closed(App *app, const WorkItem *item, Arena *arena)
{
	const Organisation *organisation = NULL;
	char day[16] = "";
	if (!item->org)
		return "";
	if (desk_organisation(app_desk(app), item->org, arena, &organisation, NULL) &&
	    !date_is_none(organisation->closed))
		date_print_staff(organisation->closed, day);
	return arena_print(arena, "closed%s%s%s%s", day[0] ? " " : "", day, item->successor ? ", now " : "",
			   text_or(item->successor, ""));
}

static bool reask_read(void *self, const PagedWish *wish, Arena *arena, PagedRows *ret_rows, Error *err)
{
	const ReaskLine *from = wish->from;
	const WorkPage page = {
		.from = from ? &from->row : NULL, .with = wish->with, .back = wish->back, .limit = wish->limit};
	DueRows rows;
	if (!desk_reask_rows(self, &page, arena, &rows, err))
		return false;
	ReaskLine *lines = arena_array(arena, rows.count, sizeof *lines);
	for (size_t i = 0; i < rows.count; i++)
		lines[i] = (ReaskLine){.row = rows.items[i], .closed = ""};
	*ret_rows = (PagedRows){lines, rows.count};
	return true;
}

/* Of those in sight. Says nothing of a row where it fails. */
static void reask_make(App *app, ReaskState *state)
{
	const PagedSight sight = paged_sight(&state->paged, (size_t)app_body_rows(app));
	ReaskLine *lines = state->paged.rows, **made = arena_array(app_scratch(app), sight.end, sizeof *made);
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
	if (!desk_reask_words(app_desk(app), &wanted, app_loaded(app), items, &err)) {
		app_fail(app, &err);
		return;
	}
	for (size_t i = 0; i < wanted.count; i++) {
		made[i]->item = items[i];
		made[i]->closed = say_closed(app, &items[i], app_loaded(app));
		made[i]->made = true;
	}
}

static bool reask_load(App *app, void *self, Error *err)
{
	ReaskState *state = self;
	Desk *desk = app_desk(app);
	ReaskCounts counts;
	if (!desk_reask_counts(desk, &counts, err))
		return false;
	const PagedSource source = {desk, reask_read, sizeof(ReaskLine), counts.to_ask + counts.asked, desk_head(desk)};
	if (!paged_load(&state->paged, &source, app_loaded(app), err))
		return false;
	state->counts = counts;
	reask_make(app, state);
	return true;
}

static bool reask_enter(App *app, void *self, const void *argument, Error *err)
{
	ReaskCounts counts;
	return desk_reask_counts(app_desk(app), &counts, err); /* refused where who is signed in may not see it */
}

static void reask_look(App *app, void *self)
{
	desk_work_step(app_desk(app), app_pace(app));
	app_load(app);
}

static void reask_fit(App *app, void *self)
{
	reask_make(app, self);
}

static void reask_tick(App *app, void *self)
{
	const ReaskState *state = self;
	if (app_moved(app) || state->counts.counting)
		reask_look(app, self);
}

static bool reask_type(App *app, void *self, Key key)
{
	ReaskState *state = self;
	const bool taken = paged_type(app, &state->paged, key);
	reask_make(app, state);
	return taken;
}

/* --- drawing --- */

static void draw_line(const void *rows, size_t index, Area area)
{
	const ReaskLine *line = (const ReaskLine *)rows + index;
	const bool asked = line->row.sort == REASK_ASKED, narrow = area.cols < NARROW;
	const Style style = asked ? STYLE_MUTED : STYLE_NORMAL;
	const int name = narrow ? 14 : 15, called = narrow ? area.cols - 3 - name : 22;
	area_put(area, 0, 1, style, asked ? area_glyphs(area)->yes : area_glyphs(area)->ask);
	if (!line->made)
		return;
	area_put_in(area, 0, 3, name - 1, asked ? style : STYLE_STRONG, line->item.name);
	area_put_in(area, 0, 3 + name, called - 1, style, line->item.what);
	if (!narrow)
		area_put_in(area, 0, 3 + name + called, area.cols - 3 - name - called, style, line->closed);
}

static void reask_draw(const void *self, const App *app, Area area)
{
	const ReaskState *state = self;
	const ReaskCounts *counts = &state->counts;
	if (state->paged.list.count == 0) {
		area_put(area, 0, 2, STYLE_MUTED,
			 counts->counting ? "Still looking." : "Nobody is in the care of an organisation that closed.");
		return;
	}
	area_print(area, 0, 1, STYLE_MUTED, "%zu to ask, %zu asked%s", counts->to_ask, counts->asked,
		   counts->counting ? ", still looking" : "");
	list_draw(&state->paged.list, area_part(area, 1, 0, -1, -1), draw_line);
}

static void reask_explain(const void *self, const App *app, Text *out)
{
	const ReaskLine *line = chosen(self);
	char number[16];
	if (!line || !line->made)
		return;
	const WorkItem *item = &line->item;
	nhs_number_print(item->nhs, number);
	if (!item->org) { /* something was told of them since */
		text_add_print(out, "%s, NHS No. %s: %s.", item->name, number, item->what);
		return;
	}
	text_add_print(out, "%s, NHS No. %s: %s. %s %s.", item->name, number,
		       item->asked	 ? "asked anew"
		       : item->newer	 ? "referred anew, not asked yet"
		       : item->successor ? "refer and ask, nothing is carried over"
					 : "discharge, or refer elsewhere and ask",
		       item->what, line->closed);
}

/* --- acts --- */

static void reask_act(App *app, void *self, int action)
{
	ReaskState *state = self;
	const ReaskLine *line = chosen(state);
	opening_begin_item(app, &state->opening, line->row.patient, WORK_QUESTIONS,
			   line->made && line->item.newer ? line->item.newer : line->row.what, opening_answer);
}

static bool reask_can(const void *self, int action, Error *why)
{
	return chosen(self) != NULL;
}

const Screen screen_reask = {
	.name = "reask",
	.title = "To ask again",
	.keymap = KEYMAP(reask_keys),
	.size = sizeof(ReaskState),
	.list = SCREEN_AT(ReaskState, paged.list),
	.row_key = reask_key,
	.chosen = REASK_OPEN,
	.enter = reask_enter,
	.load = reask_load,
	.draw = reask_draw,
	.act = reask_act,
	.type = reask_type,
	.tick = reask_tick,
	.fit = reask_fit,
	.again = reask_look,
	.explain = reask_explain,
	.can = reask_can,
};
