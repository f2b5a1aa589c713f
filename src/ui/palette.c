/* The palette: type a word of an action, Enter does it. */
#include <stdint.h>

#include "base/text.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/lookup.h"
#include "ui/picker.h"
#include "ui/synonyms.h"

enum { NARROW = 60 };

typedef struct PaletteState {
	Picker picker;
	const Binding **rows; /* beside the picker's items */
	const Person *person;
} PaletteState;

static bool palette_shows(const App *app, const Binding *row)
{
	return lookup_lists(app, row) && row->action != ACTION_PALETTE && row->action != ACTION_BACK;
}

static size_t palette_add(App *app, const Keymap *map, const Lookup *lookup, PickerItem *items, const Binding **rows,
			  size_t count)
{
	const Screen *screen = lookup->screen;
	Arena *arena = app_arena(app);
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		const bool barred =
			row->action < ACTION_FIRST && screen->can && !screen->can(lookup->state, row->action, NULL);
		char key[KEY_NAME_MAX] = "";
		if (!palette_shows(app, row) || (barred && row->answer))
			continue;
		if (row->key != KC_NONE)
			key_print(row->key, key);
		rows[count] = row;
		items[count++] = (PickerItem){
			.name = arena_print(arena, "%s: %s", row->name, row->help),
			.words = synonyms_of(arena, arena_print(arena, "%s %s", row->name, row->help)),
			.detail = arena_text(arena, key),
			.barred = barred,
		};
	}
	return count;
}

static bool palette_enter(App *app, void *self, const void *argument, Error *err)
{
	PaletteState *state = self;
	const Lookup *lookup = argument;
	const Keymap *const maps[] = {&lookup->screen->keymap, &lookup->places, lookup->global};
	Arena *arena = app_arena(app);
	size_t room = 0, count = 0;
	for (size_t i = 0; i < countof(maps); i++)
		room += maps[i]->count;

	PickerItem *items = arena_array(arena, room, sizeof *items);

	state->rows = arena_array(arena, room, sizeof *state->rows);
	for (size_t i = 0; i < countof(maps); i++)
		count = palette_add(app, maps[i], lookup, items, state->rows, count);
	picker_open(&state->picker, arena, items, count);
	state->person = lookup->screen->patient ? lookup->screen->patient(lookup->state) : NULL;
	return true;
}

static void palette_draw(const void *self, const App *app, Area area)
{
	const PaletteState *state = self;
	picker_draw(&state->picker, area, "Action");
}

/* In a narrow window the row cuts the sentence; here it stands whole. */
static void palette_explain(const void *self, const App *app, Text *out)
{
	const PaletteState *state = self;
	const size_t chosen = picker_chosen(&state->picker);
	if (chosen != SIZE_MAX && app_body_cols(app) < NARROW)
		text_add(out, state->rows[chosen]->help);
}

static bool palette_type(App *app, void *self, Key key)
{
	PaletteState *state = self;
	switch (picker_key(&state->picker, key)) {
	case PICKER_IGNORED: return false;
	case PICKER_CHANGED: return true;
	case PICKER_CHOSEN: break;
	}

	const int action = state->rows[picker_chosen(&state->picker)]->action;

	/* the action is one of the screen below */
	app_close(app);
	app_act(app, action);
	return true;
}

static const Person *palette_patient(const void *self)
{
	const PaletteState *state = self;
	return state->person;
}

const Screen screen_palette = {
	.name = "palette",
	.title = "Find an action",
	.size = sizeof(PaletteState),
	.enter = palette_enter,
	.draw = palette_draw,
	.type = palette_type,
	.in_field = app_always_in_field,
	.patient = palette_patient,
	.explain = palette_explain,
};
