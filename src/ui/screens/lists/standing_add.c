#include "ui/screens/lists/lists.h"

#include "base/text.h"
#include "model/lists/lists.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens/parts/parts.h"

enum { ADD_ALLOW = 1, ADD_PROHIBIT, TYPED_MAX = 80, FOUND_MAX = 50, NAME_MAX = 160, TOWN_COLS = 16, NARROW = 60 };

typedef struct AddState {
	StandingAddArgument to;
	Editor editor;
	List list;
	OrganisationList found;
} AddState;

static const Binding add_keys[] = {
	{KC_CTRL('s'), ADD_ALLOW, "Allow", "Put it on the allowed list.", .bar = true},
	{KC_ENTER, ADD_ALLOW, .bar = false, .in_field = true},
	{KC_CTRL('x'), ADD_PROHIBIT, "Prohibit", "Put it on the prohibited list.", .bar = true},
};

static const char *add_key(const void *rows, size_t index)
{
	return ((const Organisation *)rows)[index].code;
}

static bool add_load(App *app, void *self, Error *err)
{
	AddState *state = self;
	if (!desk_find_organisations(app_desk(app), state->editor.text, false, FOUND_MAX, app_loaded(app),
				     &state->found, err))
		return false;
	list_set(&state->list, state->found.items, state->found.count);
	list_select(&state->list, 0);
	return true;
}

static bool add_enter(App *app, void *self, const void *argument, Error *err)
{
	AddState *state = self;
	state->to = *(const StandingAddArgument *)argument;
	editor_open(&state->editor, app_arena(app), TYPED_MAX, NULL);
	return desk_allows(app_desk(app), ACT_STANDING, err);
}

static void draw_row(const void *rows, size_t index, Area area)
{
	const Organisation *organisation = (const Organisation *)rows + index;
	const int code = area.cols < NARROW ? 0 : 12, town = area.cols < NARROW ? 0 : TOWN_COLS;
	char name[NAME_MAX];
	organisation_short_name(organisation, name, sizeof name);
	area_put_in(area, 0, 1, area.cols - code - town - 2, STYLE_NORMAL, name);
	if (!code)
		return;
	area_put_in(area, 0, area.cols - code - town, town - 1, STYLE_NORMAL,
		    organisation_town(organisation, area_scratch(area)));
	area_put_in(area, 0, area.cols - code, code, STYLE_MUTED, organisation->code);
}

static void add_draw(const void *self, const App *app, Area area)
{
	const AddState *state = self;
	const int field = 1 + area_put(area, 0, 1, STYLE_STRONG, "Organisation") + 2;
	editor_draw(&state->editor, area, 0, field, area.cols - field - 1, true);
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), draw_row);
	if (state->found.count == 0)
		area_put(area, 2, 1, STYLE_MUTED, "Nothing matches: delete a letter or two.");
}

static void add_explain(const void *self, const App *app, Text *out)
{
	const AddState *state = self;
	finder_cut(&state->found, out);
	if (state->found.count > 0)
		text_add_print(out, "%s (%s).", state->found.items[state->list.selected].name,
			       state->found.items[state->list.selected].code);
}

/* Closed first, so that what was done is said on the lists. */
static void add_act(App *app, void *self, int action)
{
	const AddState *state = self;
	const Organisation *organisation = &state->found.items[state->list.selected];
	const char *name = arena_text(app_scratch(app), organisation->name);
	if (!app_done(app,
		      desk_put_standing(app_desk(app), organisation->code,
					action == ADD_ALLOW ? STANDING_ALLOWED : STANDING_PROHIBITED, app_error(app))))
		return;
	text_copy(state->to.added, state->to.size, organisation->code);
	app_close(app);
	app_notice(app, NOTICE_GOOD, "%s is %s now.%s", name, action == ADD_ALLOW ? "allowed" : "prohibited",
		   desk_standing_entered(app_desk(app), app_scratch(app)));
}

static bool add_can(const void *self, int action, Error *why)
{
	return ((const AddState *)self)->found.count > 0;
}

static bool add_type(App *app, void *self, Key key)
{
	AddState *state = self;
	if (!editor_key(&state->editor, key))
		return false;
	app_load(app);
	return true;
}

const Screen screen_standing_add = {
	.name = "standing-add",
	.title = "Put an organisation on a list",
	.keymap = KEYMAP(add_keys),
	.size = sizeof(AddState),
	.list = SCREEN_AT(AddState, list),
	.row_key = add_key,
	.enter = add_enter,
	.load = add_load,
	.draw = add_draw,
	.act = add_act,
	.type = add_type,
	.in_field = app_always_in_field,
	.explain = add_explain,
	.can = add_can,
};
