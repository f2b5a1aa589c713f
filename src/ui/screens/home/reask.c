#include "ui/screens/home/home.h"

#include "base/text.h"
#include "model/facts/nhs_number.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/screens/home/inside.h"

enum { REASK_OPEN = 1, NARROW = 60 };

typedef struct ReaskState {
	Opening opening; /* first */
	Paged paged;
	ReaskCounts counts;
} ReaskState;

static const Binding reask_keys[] = {
	{KC_ENTER, REASK_OPEN, "Open", "Open the selected patient, to refer and ask anew.", .bar = true},
};

/* --- loading --- */

static bool reask_load(App *app, void *self, Error *err)
{
	ReaskState *state = self;
	ReaskCounts counts;
	if (!desk_reask_counts(app_desk(app), &counts, err) ||
	    !due_lines_load(app, &state->paged, WORK_REASK, counts.to_ask + counts.asked, err))
		return false;
	state->counts = counts;
	return true;
}

static bool reask_enter(App *app, void *self, const void *argument, Error *err)
{
	ReaskCounts counts;
	return desk_reask_counts(app_desk(app), &counts, err); /* refused where who is signed in may not see it */
}

static void reask_look(App *app, void *self)
{
	app_look_on(app);
	app_load(app);
}

static void reask_fit(App *app, void *self, int rows)
{
	due_lines_fit(app, &((ReaskState *)self)->paged, rows);
}

static void reask_tick(App *app, void *self)
{
	const ReaskState *state = self;
	if (app_moved(app) || state->counts.counting)
		reask_look(app, self);
}

static bool reask_type(App *app, void *self, Key key)
{
	return paged_type(app, &((ReaskState *)self)->paged, key);
}

/* --- drawing --- */

static void draw_line(const void *rows, size_t index, Area area)
{
	const DueLine *line = (const DueLine *)rows + index;
	const bool asked = line->row.sort == REASK_ASKED, narrow = area.cols < NARROW;
	const Style style = asked ? STYLE_MUTED : STYLE_NORMAL;
	const int name = narrow ? 14 : 15, called = narrow ? area.cols - 3 - name : 22;
	area_put(area, 0, 1, style, asked ? area_glyphs(area)->yes : area_glyphs(area)->ask);
	if (!line->made)
		return;
	area_put_in(area, 0, 3, name - 1, asked ? style : STYLE_STRONG, line->due.item.name);
	area_put_in(area, 0, 3 + name, called - 1, style, line->due.item.what);
	if (!narrow)
		area_put_in(area, 0, 3 + name + called, area.cols - 3 - name - called, style, line->due.left);
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
	const DueLine *line = due_line_chosen(&((const ReaskState *)self)->paged);
	char number[16];
	if (!line || !line->made)
		return;
	const WorkItem *item = &line->due.item;
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
		       item->what, line->due.left);
}

/* --- acts --- */

static void reask_act(App *app, void *self, int action)
{
	ReaskState *state = self;
	const DueLine *line = due_line_chosen(&state->paged);
	opening_begin_item(app, &state->opening, line->row.patient, WORK_QUESTIONS,
			   line->made && line->due.item.newer ? line->due.item.newer : line->row.what, opening_answer);
}

static bool reask_can(const void *self, int action, Error *why)
{
	return due_line_chosen(&((const ReaskState *)self)->paged);
}

const Screen screen_reask = {
	.name = "reask",
	.title = "To ask again",
	.keymap = KEYMAP(reask_keys),
	.size = sizeof(ReaskState),
	.list = SCREEN_AT(ReaskState, paged.list),
	.row_key = due_line_key,
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
