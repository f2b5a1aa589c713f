/* The list of screens/organisation.h. */
#include "base/text.h"
#include "base/utf8.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/match.h"
#include "ui/screens/lists/lists.h"
#include "ui/screens/parts/parts.h"

enum {
	LIST_LISTED = 1,
	LIST_UNKNOWN,
	LIST_ADD,
	LIST_OPEN,
	TYPED_MAX = 80,
	FOUND_MAX = 100,
	UNKNOWN_MAX = 500,
	NAME_MAX = 160
};
enum { NARROW = 60, WIDE = 100, TOWN_COLS = 15, CODE_COLS = 10, SAYS_COLS = 19, SAYS_BRIEF = 12 };

typedef struct OrganisationRow {
	const Organisation *organisation;
	Standing standing;
	bool home;
} OrganisationRow;

typedef struct OrganisationsState {
	const Desk *desk;
	Editor editor;
	List list;
	OrganisationList found;
	OrganisationRow *rows;
	size_t count;
	Date today;
	bool listed;  /* only those on the practice's lists */
	bool unknown; /* only those of which nobody knows the system */
	bool more;    /* … of which there are more than are shown */
} OrganisationsState;

static const Binding list_keys[] = {
	{KC_ENTER, LIST_OPEN, "Card", "Show the card of the selected organisation.", .bar = true, .in_field = true},
	{KC_CTRL('o'), LIST_LISTED, "On our lists", "Show only those on the practice's lists, or all again.",
	 .bar = true},
	{KC_CTRL('y'), LIST_UNKNOWN, "System not known", "Show only those whose system nobody said, or all again.",
	 .bar = true},
	{KC_CTRL('n'), LIST_ADD, "Add by hand", "Add an organisation that is in no list.", .bar = true},
};

static const char *list_row_key(const void *rows, size_t index)
{
	return ((const OrganisationsState *)rows)->rows[index].organisation->code;
}

/* --- loading --- */

static OrganisationRow row_of(const Organisation *organisation, Standing standing, const Organisation *practice)
{
	return (OrganisationRow){organisation, standing, practice && text_is(organisation->code, practice->code)};
}

static bool matches(const OrganisationsState *state, const Organisation *organisation, Arena *arena)
{
	return match_words(organisation_words(organisation, arena), utf8_fold(arena, state->editor.text));
}

/* Those to be shown. One that a list names but not the directory is passed over: nothing can be said of it. */
static bool find(App *app, const OrganisationsState *state, const OnLists *lists, OrganisationList *ret_found,
		 bool *ret_more, Error *err)
{
	Arena *arena = app_loaded(app);
	Organisation *listed;
	if (state->unknown)
		return desk_unknown_systems(app_desk(app), UNKNOWN_MAX, arena, ret_found, ret_more, err);
	if (!state->listed)
		return desk_find_organisations(app_desk(app), state->editor.text, true, FOUND_MAX, arena, ret_found,
					       err);
	listed = arena_array(arena, lists->count, sizeof *listed);
	*ret_found = (OrganisationList){.items = listed};
	for (size_t i = 0; i < lists->count; i++) {
		const Organisation *organisation;
		if (desk_organisation(app_desk(app), lists->items[i].org, arena, &organisation, NULL))
			listed[ret_found->count++] = *organisation;
	}
	return true;
}

static bool list_load(App *app, void *self, Error *err)
{
	OrganisationsState *state = self;
	const Organisation *practice = desk_practice(app_desk(app));
	OrganisationList found = {0};
	OnLists lists;
	bool more = false;
	if (!desk_on_lists(app_desk(app), app_loaded(app), &lists, err) ||
	    !find(app, state, &lists, &found, &more, err))
		return false;
	state->more = more;
	state->found = found;
	state->rows = arena_array(app_loaded(app), found.count, sizeof *state->rows);
	state->count = 0;
	for (size_t i = 0; i < found.count; i++)
		if ((!state->unknown && !state->listed) || matches(state, &found.items[i], app_loaded(app)))
			state->rows[state->count++] =
				row_of(&found.items[i], on_lists_say(&lists, found.items[i].code), practice);
	list_set(&state->list, state, state->count);
	return true;
}

static bool list_enter(App *app, void *self, const void *argument, Error *err)
{
	OrganisationsState *state = self;
	state->desk = app_desk(app);
	state->today = app_today(app);
	editor_open(&state->editor, app_arena(app), TYPED_MAX, NULL);
	return true;
}

/* --- drawing --- */

static const char *says_of(const OrganisationsState *state, const OrganisationRow *row, bool brief)
{
	if (row->home)
		return brief ? "practice" : "this practice";
	return finder_says(row->standing, row->organisation, state->today, brief);
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const OrganisationsState *state = rows;
	const OrganisationRow *row = &state->rows[index];
	const Style style = organisation_closed(row->organisation, state->today) ? STYLE_MUTED : STYLE_NORMAL;
	const bool narrow = area.cols < NARROW;
	const int says = area.cols - (narrow ? SAYS_BRIEF : SAYS_COLS),
		  code = says - (area.cols < WIDE ? 0 : CODE_COLS);
	const int town = code - (narrow ? 0 : TOWN_COLS);
	char name[NAME_MAX];
	organisation_short_name(row->organisation, name, sizeof name);
	area_put_in(area, 0, 0, town - 1, style, name);
	area_put_in(area, 0, town, code - town - 1, style, organisation_town(row->organisation, area_scratch(area)));
	area_put_in(area, 0, code, says - code - 1, STYLE_MUTED, row->organisation->code);
	area_put(area, 0, says, style, says_of(state, row, narrow));
}

static const char *list_label(const OrganisationsState *state)
{
	if (state->more)
		return "System not known, the first 500";
	return state->unknown ? "System not known" : state->listed ? "On our lists" : "Organisation";
}

static const char *list_empty(const OrganisationsState *state)
{
	if (state->editor.length > 0 || (!state->listed && !state->unknown))
		return "Nothing matches: delete a letter or two.";
	return state->unknown ? "The system of every open organisation is known." : "Nothing is on the lists yet.";
}

static void list_draw_screen(const void *self, const App *app, Area area)
{
	const OrganisationsState *state = self;
	const int field = 1 + area_put(area, 0, 1, STYLE_STRONG, list_label(state)) + 2;
	editor_draw(&state->editor, area, 0, field, area.cols - field - 1, true);
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_row);
	if (state->count == 0)
		area_put(area, 2, 1, STYLE_MUTED, list_empty(state));
}

static void list_explain(const void *self, const App *app, Text *out)
{
	const OrganisationsState *state = self;
	char name[NAME_MAX];
	if (state->count == 0)
		return;

	const OrganisationRow *row = &state->rows[state->list.selected];

	finder_cut(&state->found, out);
	organisation_short_name(row->organisation, name, sizeof name);
	text_add_print(out, "%s (%s): %s.", name, row->organisation->code, says_of(state, row, false));
}

/* --- keys --- */

static void list_act(App *app, void *self, int action)
{
	OrganisationsState *state = self;
	if (action == LIST_LISTED || action == LIST_UNKNOWN) {
		state->listed = action == LIST_LISTED && !state->listed;
		state->unknown = action == LIST_UNKNOWN && !state->unknown;
		app_load(app);
		list_select(&state->list, 0);
	} else if (action == LIST_ADD) {
		app_open(app, &screen_organisation, &(OrganisationArgument){.code = NULL});
	} else {
		app_open(app, &screen_organisation,
			 &(OrganisationArgument){.code = state->rows[state->list.selected].organisation->code});
	}
}

static bool list_can(const void *self, int action, Error *why)
{
	const OrganisationsState *state = self;
	if (action == LIST_OPEN)
		return state->count > 0 || fail(why, ERROR_REFUSED, "No organisation is selected.");
	return action != LIST_ADD || desk_may(state->desk, ACT_ORGANISATIONS) ||
	       fail(why, ERROR_REFUSED, "Only an administrator adds an organisation by hand.");
}

static bool list_type(App *app, void *self, Key key)
{
	OrganisationsState *state = self;
	if (!editor_key(&state->editor, key))
		return false;
	app_load(app);
	list_select(&state->list, 0); /* other words, another first match */
	return true;
}

const Screen screen_organisations = {
	.name = "organisations",
	.title = "Organisations",
	.keymap = KEYMAP(list_keys),
	.size = sizeof(OrganisationsState),
	.list = SCREEN_AT(OrganisationsState, list),
	.row_key = list_row_key,
	.chosen = LIST_OPEN,
	.enter = list_enter,
	.load = list_load,
	.draw = list_draw_screen,
	.act = list_act,
	.type = list_type,
	.in_field = app_always_in_field,
	.explain = list_explain,
	.can = list_can,
};
