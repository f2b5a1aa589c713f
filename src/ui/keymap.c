#include "ui/keymap.h"

#include "base/text.h"
#include "base/utf8.h"

/* Keys; columns; and of the window, from where on a way out has its room, and all that fit are shown. */
enum { BAR_MAX = 9, BAR_GAP = 2, BAR_KEEPS = 60, BAR_WIDE = 120 };

bool keymap_acts(const Binding *row, bool in_field)
{
	return !in_field || row->in_field || key_acts_in_field(row->key);
}

const Binding *keymap_find(const Keymap *map, KeyCode key, bool in_field)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (row->key == key && key != KC_NONE && keymap_acts(row, in_field))
			return row;
	}
	return NULL;
}

const Binding *keymap_named(const Keymap *map, int action)
{
	for (size_t i = 0; i < map->count; i++) {
		if (map->rows[i].action == action && map->rows[i].name)
			return &map->rows[i];
	}
	return NULL;
}

typedef struct Bar {
	Area area;
	int col, shown;
	const Binding *kept; /* Esc, which has its room until a way out is shown; NULL: one is, or there is none */
	bool in_field;
} Bar;

static int bar_cols(const Binding *row, char name[KEY_NAME_MAX])
{
	key_print(row->key, name);
	return utf8_columns(name) + 1 + utf8_columns(row->name);
}

/* One key of the bar, whole or not at all. The palette leads back too. */
static void bar_add(Bar *bar, const Binding *row)
{
	char name[KEY_NAME_MAX];
	const bool out = row->key == KC_ESC || row->key == KC_CTRL('p');
	const bool keeps = bar->kept && !out;
	const int kept = keeps ? BAR_GAP + bar_cols(bar->kept, name) : 0;
	const int wanted = bar_cols(row, name) + kept;
	if ((bar->shown + keeps >= BAR_MAX && bar->area.cols < BAR_WIDE) || bar->col + wanted > bar->area.cols)
		return;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_KEY, name) + 1;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_HELP, row->name) + BAR_GAP;
	bar->shown++;
	bar->kept = out ? NULL : bar->kept;
}

static void bar_add_map(Bar *bar, const Keymap *map, bool first, KeymapCan *can, const void *self)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (row->bar == first && row->name && row->key != KC_NONE && keymap_acts(row, bar->in_field) &&
		    (!can || can(self, row->action, NULL)))
			bar_add(bar, row);
	}
}

/* A key that the screen has for itself is not the global one there. */
static void bar_add_global(Bar *bar, const Keymap *map, const Keymap *global, bool first)
{
	for (size_t i = 0; i < global->count; i++)
		if (!keymap_find(map, global->rows[i].key, bar->in_field))
			bar_add_map(bar, &(Keymap){&global->rows[i], 1}, first, NULL, NULL);
}

/* In a field '?' is typed: the bar shows F1 instead. */
static void bar_add_help(Bar *bar, const Keymap *global)
{
	const Binding *key = keymap_find(global, KC_F(1), true), *row = key ? keymap_named(global, key->action) : NULL;
	if (bar->in_field && row && !keymap_acts(row, true))
		bar_add(bar, &(Binding){.key = key->key, .name = row->name});
}

/* Who has but a mouse goes on by what is shown; a narrow window has room for little else than its own. */
static const Binding *bar_kept(const Bar *bar, const Keymap *map, const Keymap *global)
{
	const bool own = keymap_find(map, KC_ESC, bar->in_field) != NULL;
	return own || bar->area.cols < BAR_KEEPS ? NULL : keymap_find(global, KC_ESC, bar->in_field);
}

void keymap_bar(Area area, const Keymap *map, const Keymap *global, bool in_field, KeymapCan *can, const void *self)
{
	Bar bar = {.area = area, .col = 1, .in_field = in_field};
	bar.kept = bar_kept(&bar, map, global);
	area_fill_row(area, 0, STYLE_HELP);
	bar_add_map(&bar, map, true, can, self);
	bar_add_help(&bar, global);
	bar_add_global(&bar, map, global, true);
	if (area.cols < BAR_WIDE)
		return;
	bar_add_map(&bar, map, false, can, self);
	bar_add_global(&bar, map, global, false);
}
