#include "ui/keymap.h"

#include "base/text.h"
#include "base/utf8.h"

enum { BAR_MAX = 9, BAR_GAP = 2, BAR_WIDE = 120 }; /* keys, and columns from which on all that fit are shown */

static bool acts(const Binding *row, bool in_field)
{
	return !in_field || row->in_field || key_acts_in_field(row->key);
}

const Binding *keymap_find(const Keymap *map, KeyCode key, bool in_field)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (row->key == key && key != KC_NONE && acts(row, in_field))
			return row;
	}
	return NULL;
}

static const Binding *named_row(const Keymap *map, int action)
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
	bool in_field;
} Bar;

/* One key of the bar, whole or not at all. */
static void bar_add(Bar *bar, const Binding *row)
{
	char name[KEY_NAME_MAX];
	key_print(row->key, name);

	const int wanted = utf8_columns(name) + 1 + utf8_columns(row->name);

	if ((bar->shown >= BAR_MAX && bar->area.cols < BAR_WIDE) || bar->col + wanted > bar->area.cols)
		return;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_KEY, name) + 1;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_HELP, row->name) + BAR_GAP;
	bar->shown++;
}

static void bar_add_map(Bar *bar, const Keymap *map, bool first, KeymapCan *can, const void *self)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (row->bar == first && row->name && row->key != KC_NONE && acts(row, bar->in_field) &&
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
	const Binding *key = keymap_find(global, KC_F(1), true), *row = key ? named_row(global, key->action) : NULL;
	if (bar->in_field && row && !acts(row, true))
		bar_add(bar, &(Binding){.key = key->key, .name = row->name});
}

void keymap_bar(Area area, const Keymap *map, const Keymap *global, bool in_field, KeymapCan *can, const void *self)
{
	Bar bar = {.area = area, .col = 1, .in_field = in_field};
	area_fill_row(area, 0, STYLE_HELP);
	bar_add_map(&bar, map, true, can, self);
	bar_add_help(&bar, global);
	bar_add_global(&bar, map, global, true);
	if (area.cols < BAR_WIDE)
		return;
	bar_add_map(&bar, map, false, can, self);
	bar_add_global(&bar, map, global, false);
}
