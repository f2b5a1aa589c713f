/* The help: every key of the screen below, made from the tables that make the keys exist. */
#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/desk.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/list.h"
#include "ui/lookup.h"

typedef struct HelpRow {
	const char *keys; /* NULL: a heading */
	const char *words;
} HelpRow;

typedef struct HelpState {
	List list;
	HelpRow *rows;
	size_t count;
	const Person *person;
} HelpState;

enum { HELP_KEYS = 16, HELP_NARROW_KEYS = 10, NARROW = 60 };

/* "? F1": all the keys of one action. */
static const char *help_keys(Arena *arena, const Keymap *map, int action)
{
	Text keys = {.arena = arena};
	for (size_t i = 0; i < map->count; i++) {
		char name[KEY_NAME_MAX];
		if (map->rows[i].action != action || map->rows[i].key == KC_NONE)
			continue;
		key_print(map->rows[i].key, name);
		text_add_print(&keys, "%s%s", keys.length ? " " : "", name);
	}
	return text_done(&keys);
}

bool lookup_lists(const App *app, const Binding *row)
{
	return row->name && (!row->right || desk_may(app_desk(app), row->right));
}

static void help_add(HelpState *state, App *app, const char *heading, const Keymap *map)
{
	Arena *arena = app_arena(app);
	if (map->count == 0)
		return;
	state->rows[state->count++] = (HelpRow){.words = heading};
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (!lookup_lists(app, row))
			continue;
		state->rows[state->count++] = (HelpRow){.keys = help_keys(arena, map, row->action), .words = row->help};
	}
}

static bool help_enter(App *app, void *self, const void *argument, Error *err)
{
	HelpState *state = self;
	const Lookup *lookup = argument;
	Arena *arena = app_arena(app);
	enum { HEADINGS = 3 };

	state->rows = arena_array(
		arena, lookup->screen->keymap.count + lookup->global->count + lookup->places.count + HEADINGS,
		sizeof *state->rows);
	help_add(state, app, "On this screen", &lookup->screen->keymap);
	help_add(state, app, "On every screen", lookup->global);
	help_add(state, app, "Places", &lookup->places);
	list_set(&state->list, state->rows, state->count);
	state->person = lookup->screen->patient ? lookup->screen->patient(lookup->state) : NULL;
	return true;
}

static void help_draw_row(const void *rows, size_t index, Area area)
{
	const HelpRow *row = (const HelpRow *)rows + index;
	if (!row->keys) {
		area_put(area, 0, 0, STYLE_STRONG, row->words);
		return;
	}

	const bool narrow = area.cols < NARROW;
	const char *keys = text_or(row->keys, "Ctrl-P");
	const int from = narrow ? 1 : 2, end = from + utf8_columns(keys) + 1;
	const int least = narrow ? HELP_NARROW_KEYS : HELP_KEYS, to = end > least ? end : least;

	area_put(area, 0, from, STYLE_KEY, keys);
	flow_put_cut(area, 0, to, area.cols - to, STYLE_NORMAL, row->words);
}

static void help_draw(const void *self, const App *app, Area area)
{
	const HelpState *state = self;
	list_draw(&state->list, area, help_draw_row);
}

/* In a narrow window the row cuts the sentence; here it stands whole. */
static void help_explain(const void *self, const App *app, Text *out)
{
	const HelpState *state = self;
	const HelpRow *row = &state->rows[state->list.selected];
	text_add(out, row->keys ? row->words : "Up and Down move, Esc goes back.");
}

static bool help_type(App *app, void *self, Key key)
{
	if (key.code != '?' && key.code != KC_F(1))
		return false;
	app_close(app);
	return true;
}

static const Person *help_patient(const void *self)
{
	const HelpState *state = self;
	return state->person;
}

const Screen screen_help = {
	.name = "help",
	.title = "Help: the keys of this screen",
	.size = sizeof(HelpState),
	.list = SCREEN_AT(HelpState, list),
	.enter = help_enter,
	.draw = help_draw,
	.type = help_type,
	.patient = help_patient,
	.explain = help_explain,
};
