#include "ui/screens/home/home.h"

#include <inttypes.h>

#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/home/inside.h"

enum { REASK_OPEN = 1, REASK_STEP = 1000 /* patients a second */, NARROW = 60 };

typedef struct ReaskLine {
	ReaskRow row;
	const char *closed; /* "closed 30-Sep-2026, now University Hospitals Dorset" */
} ReaskLine;

typedef struct ReaskState {
	Opening opening; /* first */
	Reask *reask;
	List list;
	ReaskLine *lines;
	size_t count, done;
	bool all;	 /* everybody was looked at */
	char opened[11]; /* the patient opened last, to be looked at again */
} ReaskState;

static const Binding reask_keys[] = {
	{KC_ENTER, REASK_OPEN, "Open", "Open the selected patient, to refer and ask anew.", .bar = true},
};

static const char *reask_key(const void *rows, size_t index)
{
	return ((const ReaskLine *)rows)[index].row.episode;
}

static const ReaskLine *chosen(const ReaskState *state)
{
	return state->count > 0 ? &state->lines[state->list.selected] : NULL;
}

/* --- loading --- */

static const char *say_closed(App *app, const ReaskRow *row, Arena *arena)
{
	const Organisation *organisation = NULL;
	char day[16] = "";
	if (desk_organisation(app_desk(app), row->org, arena, &organisation, NULL) &&
	    !date_is_none(organisation->closed))
		date_print_staff(organisation->closed, day);
	return arena_print(arena, "closed%s%s%s%s", day[0] ? " " : "", day, row->successor ? ", now " : "",
			   row->successor ? row->successor_called : "");
}

static bool reask_load(App *app, void *self, Error *err)
{
	ReaskState *state = self;
	const ReaskRow *rows;
	desk_reask_rows(state->reask, &rows, &state->count);
	state->lines = arena_array(app_loaded(app), state->count, sizeof *state->lines);
	state->done = 0;
	for (size_t i = 0; i < state->count; i++) {
		state->lines[i] = (ReaskLine){rows[i], say_closed(app, &rows[i], app_loaded(app))};
		state->done += rows[i].asked;
	}
	list_set(&state->list, state->lines, state->count);
	return true;
}

static void reask_leave(App *app, void *self)
{
	desk_reask_close(((ReaskState *)self)->reask);
}

static bool reask_enter(App *app, void *self, const void *argument, Error *err)
{
	ReaskState *state = self;
	if (!desk_reask_open(app_desk(app), NULL, &state->reask, err))
		return false;
	if (desk_reask_step(app_desk(app), state->reask, REASK_STEP, &state->all, err))
		return true;
	desk_reask_close(state->reask);
	return false;
}

static void reask_tick(App *app, void *self)
{
	ReaskState *state = self;
	if (state->all)
		return;
	if (app_done(app, desk_reask_step(app_desk(app), state->reask, REASK_STEP, &state->all, app_error(app))))
		app_load(app);
}

static void reask_again(App *app, void *self)
{
	ReaskState *state = self;
	Error err = {0};
	if (state->opened[0] && !desk_reask_again(app_desk(app), state->reask, state->opened, &err))
		app_fail(app, &err);
	state->opened[0] = '\0';
	app_load(app);
}

/* --- drawing --- */

static void draw_line(const void *rows, size_t index, Area area)
{
	const ReaskLine *line = (const ReaskLine *)rows + index;
	const Style style = line->row.asked ? STYLE_MUTED : STYLE_NORMAL;
	const bool narrow = area.cols < NARROW;
	const int name = narrow ? 14 : 15, called = narrow ? area.cols - 3 - name : 22;
	area_put(area, 0, 1, style, line->row.asked ? area_glyphs(area)->yes : area_glyphs(area)->ask);
	area_put_in(area, 0, 3, name - 1, line->row.asked ? style : STYLE_STRONG, line->row.name);
	area_put_in(area, 0, 3 + name, called - 1, style, line->row.called);
	if (!narrow)
		area_put_in(area, 0, 3 + name + called, area.cols - 3 - name - called, style, line->closed);
}

static void reask_draw(const void *self, const App *app, Area area)
{
	const ReaskState *state = self;
	if (state->count == 0) {
		area_put(area, 0, 2, STYLE_MUTED,
			 state->all ? "Nobody is in the care of an organisation that closed." : "Still looking.");
		return;
	}
	area_print(area, 0, 1, STYLE_MUTED, "%zu to ask, %zu asked%s", state->count - state->done, state->done,
		   state->all ? "" : ", still looking");
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_line);
}

static void reask_explain(const void *self, const App *app, Text *out)
{
	const ReaskLine *line = chosen(self);
	char number[16];
	if (!line)
		return;
	nhs_number_print(line->row.nhs, number);
	text_add_print(out, "%s, NHS No. %s: %s. %s %s.", line->row.name, number,
		       line->row.asked	     ? "asked anew"
		       : line->row.newer     ? "referred anew, not asked yet"
		       : line->row.successor ? "refer and ask, nothing is carried over"
					     : "discharge, or refer elsewhere and ask",
		       line->row.called, line->closed);
}

/* --- acts --- */

static void reask_act(App *app, void *self, int action)
{
	ReaskState *state = self;
	const ReaskRow *row = &chosen(state)->row;
	text_copy(state->opened, sizeof state->opened, row->nhs);
	opening_begin_item(app, &state->opening, state->opened, WORK_QUESTIONS, row->newer ? row->newer : row->episode,
			   opening_answer);
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
	.list = SCREEN_AT(ReaskState, list),
	.row_key = reask_key,
	.chosen = REASK_OPEN,
	.enter = reask_enter,
	.load = reask_load,
	.draw = reask_draw,
	.act = reask_act,
	.tick = reask_tick,
	.again = reask_again,
	.leave = reask_leave,
	.explain = reask_explain,
	.can = reask_can,
};
