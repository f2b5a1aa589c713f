#include "model/lists/first_hour.h"

#include "base/text.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/home/home.h"
#include "ui/screens/lists/lists.h"

enum { FIRST_GO = 1, FIRST_END, NAME_COLS = 17, MARK_COLS = 2, MIDDLE = 56 };

typedef struct FirstState {
	List list;
	FirstHour hour;
	bool opened; /* a step was gone to: then the next one that is missing is selected */
} FirstState;

static const Binding first_keys[] = {
	{KC_ENTER, FIRST_GO, "Go there", "Go where the selected line is done.", .bar = true},
	{KC_CTRL('q'), FIRST_END, "Close", "Close sharedesk.", .bar = false},
};

/* NULL: it is done outside of the desk. */
static const Screen *const leads_to[FIRST_STEPS] = {
	[FIRST_LISTS] = &screen_import, [FIRST_LOCAL] = &screen_local_list,   [FIRST_SYSTEMS] = &screen_systems,
	[FIRST_BACKUP] = NULL,		[FIRST_PATIENTS] = &screen_import,    [FIRST_STAFF] = &screen_staff,
	[FIRST_SENDER] = NULL,		[FIRST_LANGUAGES] = &screen_settings, [FIRST_NOTICE] = &screen_settings,
	[FIRST_SCR] = &screen_settings,
};

static const char *const setting_of[FIRST_STEPS] = {
	[FIRST_LANGUAGES] = "languages",
	[FIRST_NOTICE] = "privacy-notice",
	[FIRST_SCR] = "scr-default",
};

static const char *first_key(const void *rows, size_t index)
{
	return ((const FirstLine *)rows)[index].name;
}

/* --- loading --- */

static void select_next(FirstState *state)
{
	for (size_t i = 0; i < FIRST_STEPS; i++)
		if (!state->hour.lines[i].done && !state->hour.lines[i].may_wait) {
			list_select(&state->list, i);
			return;
		}
}

static bool first_load(App *app, void *self, Error *err)
{
	FirstState *state = self;
	const bool first = state->list.count == 0;
	if (!desk_first_hour(app_desk(app), app_loaded(app), &state->hour, err))
		return false;
	list_set(&state->list, state->hour.lines, FIRST_STEPS);
	if (first || (state->opened && state->hour.lines[state->list.selected].done))
		select_next(state);
	state->opened = false;
	return true;
}

bool first_hour_missing(Desk *desk)
{
	scoped(arena_free) Arena arena = {0};
	FirstHour hour;
	return desk_may(desk, ACT_FIRST_HOUR) && desk_first_hour(desk, &arena, &hour, NULL) && hour.missing > 0;
}

/* --- drawing --- */

static void draw_line(const void *rows, size_t index, Area area)
{
	const FirstLine *line = (const FirstLine *)rows + index;
	const Glyphs *glyphs = area_glyphs(area);
	const Style style = line->done || line->may_wait ? STYLE_MUTED : STYLE_STRONG;
	area_put(area, 0, 0, style, line->done ? glyphs->yes : line->may_wait ? glyphs->dot : glyphs->ask);
	area_put_in(area, 0, MARK_COLS, NAME_COLS - 1, style, line->name);
	area_put(area, 0, MARK_COLS + NAME_COLS, line->done ? STYLE_MUTED : STYLE_NORMAL, line->stands);
}

static const char *says(const FirstState *state, Arena *arena)
{
	if (state->hour.missing == 0)
		return "Nothing is missing: the desk is ready for its first patient.";
	return arena_print(arena, "%zu thing%s still missing.", state->hour.missing,
			   state->hour.missing == 1 ? " is" : "s are");
}

static void first_draw(const void *self, const App *app, Area area)
{
	const FirstState *state = self;
	const int top = area.rows > (int)FIRST_STEPS + 2 ? 2 : 1;
	area_put(area, 0, 1, STYLE_STRONG, says(state, area_scratch(area)));
	list_draw(&state->list, area_part(area, top, 0, -1, -1), draw_line);
}

static void first_explain(const void *self, const App *app, Text *out)
{
	const FirstState *state = self;
	const FirstLine *line = &state->hour.lines[state->list.selected];
	if (app_body_cols(app) < MIDDLE)
		text_add_print(out, "%s: %s. ", line->name, line->stands);
	text_add(out, line->done ? "That is done; Enter shows it." : line->todo);
	if (!line->done && line->may_wait)
		text_add(out, " It may wait.");
}

/* --- acts --- */

static void go(App *app, FirstState *state)
{
	const FirstLine *line = &state->hour.lines[state->list.selected];
	const Screen *screen = leads_to[line->step];
	if (!screen) {
		app_notice(app, NOTICE_PLAIN, "%s", line->todo);
		return;
	}
	state->opened = true;
	app_open(app, screen, setting_of[line->step] ? &(SettingsArgument){setting_of[line->step]} : NULL);
}

static void first_act(App *app, void *self, int action)
{
	if (action == FIRST_END)
		app_ask_end(app);
	else
		go(app, self);
}

const Screen screen_first_hour = {
	.name = "first_hour",
	.title = "The first hour",
	.keymap = KEYMAP(first_keys),
	.size = sizeof(FirstState),
	.list = SCREEN_AT(FirstState, list),
	.row_key = first_key,
	.chosen = FIRST_GO,
	.load = first_load,
	.draw = first_draw,
	.act = first_act,
	.explain = first_explain,
};
