/* Ticks for many organisations at once: who is put on the local list, as it is proposed, and who uses which system.
 * Nothing is told of one that nobody ticked; all that are ticked are told in one transaction. */
#include "base/text.h"
#include "base/utf8.h"
#include "model/lists/first_hour.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"

enum { TICK_ONE = 1, TICK_ALL, TICK_SAVE, TICK_NEXT, TICK_BEFORE };
enum { TYPED_MAX = 80, NAME_MAX = 160, NARROW = 60, TOWN_COLS = 16, CODE_COLS = 10, MARK_COLS = 2 };

typedef struct TickRow {
	const Organisation *organisation;
	const char *words; /* folded: it is found by them */
	bool ticked;
} TickRow;

typedef struct TickState {
	bool systems; /* which system is said, not the standing */
	size_t system;
	Editor editor;
	List list;
	TickRow *rows; /* all */
	size_t count;
	TickRow **shown; /* those that match what is typed */
	size_t shown_count;
} TickState;

static const struct {
	System system;
	const char *name;
} systems[] = {{SYSTEM_SYSTMONE, "SystmOne"}, {SYSTEM_EMIS, "EMIS"}, {SYSTEM_OTHER, "another"}};

/* clang-format off */
#define TICK_KEYS \
	{' ', TICK_ONE, "Tick", "Tick the selected organisation, or take the tick away.", .bar = true, .in_field = true}, \
	{KC_ENTER, TICK_ONE, .in_field = true}, \
	{KC_CTRL('a'), TICK_ALL, "All", "Tick all that are shown, or none of them.", .bar = true}
/* clang-format on */

static const Binding local_keys[] = {
	TICK_KEYS,
	{KC_CTRL('s'), TICK_SAVE, "Allow", "Put all that are ticked on the local list.", .bar = true},
};

static const Binding system_keys[] = {
	TICK_KEYS,
	{KC_RIGHT, TICK_NEXT, "System", "Choose the system that is said of those that are ticked.", .bar = true,
	 .in_field = true},
	{KC_LEFT, TICK_BEFORE, .in_field = true},
	{KC_CTRL('s'), TICK_SAVE, "Save", "Say the system of all that are ticked.", .bar = true},
};

/* --- loading --- */

static const char *tick_key(const void *rows, size_t index)
{
	return ((const TickState *)rows)->shown[index]->organisation->code;
}

static const char *words_of(const Organisation *organisation, Arena *arena)
{
	return utf8_fold(arena, arena_print(arena, "%s %s %s %s", organisation->name, text_or(organisation->town, ""),
					    text_or(organisation->postcode, ""), organisation->code));
}

/* Ticks go with what they were set on: it is read again only once they are told. */
static bool tick_read(App *app, TickState *state, Error *err)
{
	Arena *arena = app_arena(app);
	OrganisationList list;
	if (state->systems ? !desk_local_unknown(app_desk(app), arena, &list, err)
			   : !desk_proposed_list(app_desk(app), arena, &list, err))
		return false;
	state->rows = arena_array(arena, list.count, sizeof *state->rows);
	state->shown = arena_array(arena, list.count, sizeof *state->shown);
	state->count = list.count;
	for (size_t i = 0; i < list.count; i++)
		state->rows[i] = (TickRow){&list.items[i], words_of(&list.items[i], arena), false};
	return true;
}

static void tick_narrow(App *app, TickState *state)
{
	const char *typed = utf8_fold(app_scratch(app), state->editor.text);
	state->shown_count = 0;
	for (size_t i = 0; i < state->count; i++)
		if (match_words(state->rows[i].words, typed))
			state->shown[state->shown_count++] = &state->rows[i];
	list_set(&state->list, state, state->shown_count);
}

static bool enter(App *app, TickState *state, bool with_systems, Error *err)
{
	state->systems = with_systems;
	editor_open(&state->editor, app_arena(app), TYPED_MAX, NULL);
	if (!desk_allows(app_desk(app), with_systems ? ACT_ORGANISATIONS : ACT_STANDING, err) ||
	    !tick_read(app, state, err))
		return false;
	tick_narrow(app, state);
	return true;
}

static bool local_enter(App *app, void *self, const void *argument, Error *err)
{
	return enter(app, self, false, err);
}

static bool systems_enter(App *app, void *self, const void *argument, Error *err)
{
	return enter(app, self, true, err);
}

/* --- drawing --- */

static size_t ticked(const TickState *state)
{
	size_t count = 0;
	for (size_t i = 0; i < state->count; i++)
		count += state->rows[i].ticked;
	return count;
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const TickRow *row = ((const TickState *)rows)->shown[index];
	const Organisation *organisation = row->organisation;
	const bool narrow = area.cols < NARROW;
	const int code = area.cols - CODE_COLS, town = code - (narrow ? 0 : TOWN_COLS);
	char name[NAME_MAX];
	organisation_short_name(organisation, name, sizeof name);
	if (row->ticked)
		area_put(area, 0, 0, STYLE_STRONG, area_glyphs(area)->yes);
	area_put_in(area, 0, MARK_COLS, town - MARK_COLS - 1, STYLE_NORMAL, name);
	if (!narrow)
		area_put_in(area, 0, town, TOWN_COLS - 1, STYLE_NORMAL,
			    organisation_town(organisation, area_scratch(area)));
	area_put_in(area, 0, code, CODE_COLS, STYLE_MUTED, organisation->code);
}

static void draw_system(const TickState *state, Area area)
{
	int col = 1 + area_put(area, 0, 1, STYLE_STRONG, "They use") + 1;
	for (size_t i = 0; i < countof(systems); i++)
		col += area_print(area, 0, col, i == state->system ? STYLE_STRONG : STYLE_MUTED,
				  i == state->system ? "[%s]" : " %s ", systems[i].name);
}

static const char *nothing_shown(const TickState *state)
{
	if (state->count > 0)
		return "Nothing matches: delete a letter or two.";
	return state->systems ? "The system of all that are allowed is known."
			      : "Nobody is left to propose; others are found under Organisations.";
}

static void tick_draw(const void *self, const App *app, Area area)
{
	const TickState *state = self;
	static const char label[] = "Only";
	const char *counted = arena_print(area_scratch(area), "%zu of %zu ticked ", ticked(state), state->count);
	const int top = state->systems ? 2 : 1, field = (int)sizeof label + 1;
	if (state->systems)
		draw_system(state, area);
	const Area head = area_part(area, top - 1, 0, 1, -1);
	area_put(head, 0, 1, STYLE_STRONG, label);
	editor_draw(&state->editor, head, 0, field, area.cols - field - utf8_columns(counted) - 1, true);
	area_put_right(head, 0, STYLE_MUTED, counted);
	list_draw(&state->list, area_part(area, top, 0, -1, -1), draw_row);
	if (state->shown_count == 0)
		area_put(area, top, 1, STYLE_MUTED, nothing_shown(state));
}

static void tick_explain(const void *self, const App *app, Text *out)
{
	const TickState *state = self;
	char name[NAME_MAX];
	if (state->shown_count == 0)
		return;
	const Organisation *organisation = state->shown[state->list.selected]->organisation;
	organisation_short_name(organisation, name, sizeof name);
	text_add_print(out, "%s (%s)%s%s.", name, organisation->code, text_empty(organisation->postcode) ? "" : ", ",
		       text_or(organisation->postcode, ""));
}

/* --- acts --- */

static bool save_systems(App *app, const TickState *state, size_t count)
{
	SystemRow *rows = arena_array(app_scratch(app), count, sizeof *rows);
	ListLoaded loaded;
	for (size_t i = 0, at = 0; i < state->count; i++)
		if (state->rows[i].ticked)
			rows[at++] = (SystemRow){.code = state->rows[i].organisation->code,
						 .system = (WordByte)systems[state->system].system};
	return app_done(app, desk_load_systems(app_desk(app), rows, count, &loaded, app_error(app)));
}

static bool save_standings(App *app, const TickState *state, size_t count)
{
	StandingRow *rows = arena_array(app_scratch(app), count, sizeof *rows);
	ListLoaded loaded;
	for (size_t i = 0, at = 0; i < state->count; i++)
		if (state->rows[i].ticked)
			rows[at++] =
				(StandingRow){.org = state->rows[i].organisation->code, .standing = STANDING_ALLOWED};
	return app_done(app, desk_load_standings(app_desk(app), rows, count, "ticked on the proposed list", &loaded,
						 app_error(app)));
}

/* Once nothing is left to be said the screen has done its work. */
static void save(App *app, TickState *state)
{
	const size_t count = ticked(state);
	const char *many = count == 1 ? "" : "s", *system = systems[state->system].name;
	const bool with_systems = state->systems;
	if (with_systems ? !save_systems(app, state, count) : !save_standings(app, state, count))
		return;
	editor_set(&state->editor, "");
	if (!app_done(app, tick_read(app, state, app_error(app))))
		return;
	tick_narrow(app, state);
	if (state->count == 0 || !with_systems)
		app_close(app);
	if (with_systems)
		app_notice(app, NOTICE_GOOD, "Said of %zu organisation%s: %s.", count, many,
			   text_is(system, "another") ? "another system" : system);
	else
		app_notice(app, NOTICE_GOOD, "%zu organisation%s allowed now. Standing lists shows them.", count,
			   count == 1 ? " is" : "s are");
}

static void tick_all(TickState *state)
{
	bool all = true;
	for (size_t i = 0; i < state->shown_count; i++)
		all = all && state->shown[i]->ticked;
	for (size_t i = 0; i < state->shown_count; i++)
		state->shown[i]->ticked = !all;
}

static void tick_act(App *app, void *self, int action)
{
	TickState *state = self;
	if (action == TICK_SAVE)
		save(app, state);
	else if (action == TICK_ALL)
		tick_all(state);
	else if (action == TICK_ONE)
		state->shown[state->list.selected]->ticked ^= true;
	else
		state->system = (state->system + (action == TICK_NEXT ? 1 : countof(systems) - 1)) % countof(systems);
}

static bool tick_can(const void *self, int action, Error *why)
{
	const TickState *state = self;
	if ((action == TICK_ONE || action == TICK_ALL) && state->shown_count == 0)
		return fail(why, ERROR_REFUSED, "Nothing is shown that could be ticked.");
	return action != TICK_SAVE || ticked(state) > 0 ||
	       fail(why, ERROR_REFUSED, "Nothing is ticked: Space ticks one, Ctrl-A all that are shown.");
}

static bool tick_type(App *app, void *self, Key key)
{
	TickState *state = self;
	if (!editor_key(&state->editor, key))
		return false;
	tick_narrow(app, state);
	list_select(&state->list, 0);
	return true;
}

static bool tick_unsaved(const void *self)
{
	return ticked(self) > 0;
}

#define TICK_SCREEN \
	.size = sizeof(TickState), .list = SCREEN_AT(TickState, list), .row_key = tick_key, .chosen = TICK_ONE, \
	.draw = tick_draw, .act = tick_act, .type = tick_type, .in_field = app_always_in_field, \
	.unsaved = tick_unsaved, .explain = tick_explain, .can = tick_can

const Screen screen_local_list = {
	.name = "local_list",
	.title = "Local list, as it is proposed",
	.keymap = KEYMAP(local_keys),
	.enter = local_enter,
	TICK_SCREEN,
};

const Screen screen_systems = {
	.name = "systems",
	.title = "Which system they use",
	.keymap = KEYMAP(system_keys),
	.enter = systems_enter,
	TICK_SCREEN,
};
