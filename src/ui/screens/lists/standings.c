#include "ui/screens/lists/lists.h"

#include <string.h>

#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/list.h"
#include "ui/screens/parts/parts.h"

enum { STANDINGS_ADD = 1, STANDINGS_OPEN, STANDINGS_TURN, STANDINGS_OFF, STANDINGS_SAVE };
enum { NARROW = 60, WORD_COLS = 13, SINCE_COLS = 34 };

typedef struct StandingsState {
	const Desk *desk;
	List list;
	const StandingLine *lines;
	size_t count;
	char added[LIST_KEY_MAX]; /* by the screen on top; "": nothing */
} StandingsState;

static const Binding standings_keys[] = {
	{'+', STANDINGS_ADD, "Add", "Find an organisation and put it on a list.", .bar = true},
	{' ', STANDINGS_TURN, "Allow/prohibit", "Move the selected one to the other list.", .bar = true},
	{KC_DELETE, STANDINGS_OFF, "Off the lists", "Take the selected one off the lists: it then needs a code.",
	 .bar = true},
	{KC_ENTER, STANDINGS_OPEN, "Card", "Show the card of the organisation.", .bar = true},
	{KC_F(3), STANDINGS_SAVE, "CSV", "Write the lists to a file, which `sharedesk import` reads again.",
	 .bar = true},
};

static const StandingLine *chosen(const StandingsState *state)
{
	return state->count > 0 ? &state->lines[state->list.selected] : NULL;
}

/* --- loading --- */

static const char *standings_key(const void *rows, size_t index)
{
	return ((const StandingLine *)rows)[index].org;
}

static bool standings_load(App *app, void *self, Error *err)
{
	StandingsState *state = self;
	if (!desk_standing_lines(app_desk(app), app_loaded(app), &state->lines, &state->count, err))
		return false;
	if (state->added[0])
		list_wish(&state->list, state->added);
	state->added[0] = '\0';
	list_set(&state->list, state->lines, state->count);
	return true;
}

static bool standings_enter(App *app, void *self, const void *argument, Error *err)
{
	StandingsState *state = self;
	state->desk = app_desk(app);
	return true;
}

/* --- drawing --- */

static void draw_line(const void *rows, size_t index, Area area)
{
	const StandingLine *line = (const StandingLine *)rows + index;
	const bool narrow = area.cols < NARROW, prohibited = line->standing == STANDING_PROHIBITED;
	const Glyphs *glyphs = area_glyphs(area);
	const Style style = line->closed ? STYLE_MUTED : STYLE_NORMAL;
	const int name = area.cols - (narrow ? WORD_COLS : WORD_COLS + SINCE_COLS) - 1;
	const char *since = strstr(line->text, " since ");
	area_put_in(area, 0, 1, name - 1, style, line->name);
	area_print(area, 0, 1 + name, style, "%s %s", prohibited ? glyphs->no : glyphs->yes,
		   prohibited ? "prohibited" : "allowed");
	if (!narrow)
		area_put_in(area, 0, 1 + name + WORD_COLS, SINCE_COLS - 1, STYLE_MUTED,
			    arena_print(area_scratch(area), "%s%s", line->closed ? "closed; " : "",
					since ? since + strlen(" since ") : ""));
}

static void standings_draw(const void *self, const App *app, Area area)
{
	const StandingsState *state = self;
	if (state->count == 0)
		area_put(area, 0, 2, STYLE_MUTED, "No organisation is on the lists: each needs a code.");
	list_draw(&state->list, area, draw_line);
}

static void standings_explain(const void *self, const App *app, Text *out)
{
	const StandingLine *line = chosen(self);
	if (!line)
		return;
	text_add_print(out, "%s (%s): %s%s%s.", line->name, line->org, line->text,
		       text_empty(line->fact->note) ? "" : ", ", text_or(line->fact->note, ""));
}

/* --- acts --- */

static void put(App *app, StandingsState *state, Standing standing, const char *what)
{
	const char *org = arena_text(app_scratch(app), chosen(state)->org);
	const char *name = arena_text(app_scratch(app), chosen(state)->name);
	if (!app_done(app, desk_put_standing(app_desk(app), org, standing, app_error(app))))
		return;
	list_wish(&state->list, org);
	app_notice(app, NOTICE_GOOD, "%s %s.%s", name, what, desk_standing_entered(app_desk(app), app_scratch(app)));
	app_load(app);
}

static void save(App *app, void *self, const char *name)
{
	const StandingsState *state = self;
	const Table table = table_of_standings(state->lines, state->count, app_scratch(app));
	save_table(app, &table, name);
}

static void standings_act(App *app, void *self, int action)
{
	StandingsState *state = self;
	const StandingLine *line = chosen(state);
	if (action == STANDINGS_ADD)
		app_open(app, &screen_standing_add, &(StandingAddArgument){state->added, sizeof state->added});
	else if (action == STANDINGS_SAVE)
		save_table_ask(app, "standing-lists.csv", save);
	else if (action == STANDINGS_OPEN)
		app_open(app, &screen_organisation, &(OrganisationArgument){.code = line->org});
	else if (action == STANDINGS_OFF)
		put(app, state, STANDING_VERIFY, "is off the lists: it needs a code now");
	else if (line->standing == STANDING_ALLOWED)
		put(app, state, STANDING_PROHIBITED, "is prohibited now");
	else
		put(app, state, STANDING_ALLOWED, "is allowed now");
}

static bool standings_can(const void *self, int action, Error *why)
{
	const StandingsState *state = self;
	const bool changes = action == STANDINGS_ADD || action == STANDINGS_TURN || action == STANDINGS_OFF;
	if (action != STANDINGS_ADD && !chosen(state))
		return fail(why, ERROR_REFUSED, "No organisation is on the lists yet.");
	return !changes || desk_may(state->desk, ACT_STANDING) ||
	       fail(why, ERROR_REFUSED, "Only the privacy officer or an administrator changes the lists.");
}

const Screen screen_standings = {
	.name = "standings",
	.title = "Standing lists",
	.keymap = KEYMAP(standings_keys),
	.size = sizeof(StandingsState),
	.list = SCREEN_AT(StandingsState, list),
	.row_key = standings_key,
	.chosen = STANDINGS_OPEN,
	.enter = standings_enter,
	.draw = standings_draw,
	.act = standings_act,
	.load = standings_load,
	.explain = standings_explain,
	.can = standings_can,
};
