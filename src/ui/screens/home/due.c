#include "base/text.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"
#include "ui/app.h"
#include "ui/screens/home/inside.h"

enum { DUE_OPEN = 1, WIDE = 60 };

typedef struct DueState {
	Opening opening; /* first */
	WorkKind kind;
	Paged paged;
	WorkCounts work;
} DueState;

static const Binding due_keys[] = {
	{KC_ENTER, DUE_OPEN, "Open", "Open the selected patient.", .bar = true},
};

static bool due_load(App *app, void *self, Error *err)
{
	DueState *state = self;
	const WorkCounts work = desk_work(app_desk(app));
	if (!due_lines_load(app, &state->paged, state->kind, work.of[state->kind], err))
		return false;
	state->work = work;
	return true;
}

static bool due_enter(App *app, void *self, const void *argument, Error *err)
{
	DueState *state = self;
	state->kind = *(const WorkKind *)argument;
	return desk_allows(app_desk(app), due_kind(state->kind)->act, err);
}

static bool due_type(App *app, void *self, Key key)
{
	return paged_type(app, &((DueState *)self)->paged, key);
}

static void due_look(App *app, void *self)
{
	app_look_on(app);
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

static void due_fit(App *app, void *self, int rows)
{
	due_lines_fit(app, &((DueState *)self)->paged, rows);
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
	const DueLine *line = due_line_chosen(&state->paged);
	if (action == DUE_OPEN && line->made)
		due_open(app, &state->opening, &line->due, opening_answer);
}

static bool due_can(const void *self, int action, Error *why)
{
	return action != DUE_OPEN || due_line_chosen(&((const DueState *)self)->paged);
}

static void due_heading(const void *self, const App *app, Text *out)
{
	text_add(out, due_kind(((const DueState *)self)->kind)->name);
}

static void due_explain(const void *self, const App *app, Text *out)
{
	const DueState *state = self;
	const DueLine *line = due_line_chosen(&state->paged);
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
	.row_key = due_line_key,
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
