#include "ui/keymap.h"

#include "base/text.h"
#include "base/utf8.h"

enum { BAR_MAX = 9, BAR_GAP = 2 };

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

static bool editor_has(KeyCode key)
{
	static const KeyCode keys[] = {KC_CTRL('a'), KC_CTRL('e'), KC_CTRL('w'), KC_CTRL('u'), KC_CTRL('k')};

	for (size_t i = 0; i < countof(keys); i++) {
		if (keys[i] == key)
			return true;
	}
	return false;
}

static const Binding *named_row(const Keymap *map, int action)
{
	for (size_t i = 0; i < map->count; i++) {
		if (map->rows[i].action == action && map->rows[i].name)
			return &map->rows[i];
	}
	return NULL;
}

static const char *row_fault(const Keymap *map, const Binding *row, const Keymap *reserved)
{
	const Binding *shown = named_row(map, row->action);

	if (row->action <= 0)
		return "has no action";
	if (!shown || text_empty(shown->name) || text_empty(shown->help))
		return "has no name or no help";
	if (row->name && row != shown)
		return "names an action a second time";
	if (row->key == KC_NONE)
		return NULL;
	if (keymap_find(map, row->key, false) != row)
		return "is bound twice";
	if (reserved && keymap_find(reserved, row->key, false))
		return "belongs to every screen";
	if (editor_has(row->key))
		return "belongs to text fields";
	if (key_is_text(row->key) && row->in_field)
		return "is a letter, and cannot act in a field";
	return NULL;
}

const char *keymap_fault(const Keymap *map, const Keymap *reserved, char *out, size_t size)
{
	size_t shown = 0;

	for (size_t i = 0; i < map->count; i++) {
		const char *fault = row_fault(map, &map->rows[i], reserved);
		char name[KEY_NAME_MAX] = "";

		shown += map->rows[i].bar;
		if (!fault)
			continue;
		key_print(map->rows[i].key, name);
		text_print(out, size, "Row %zu (%s) %s.", i, name, fault);
		return out;
	}
	if (shown > BAR_MAX) {
		text_print(out, size, "%zu keys are meant for a help bar that holds %d.", shown, BAR_MAX);
		return out;
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

	if (bar->shown == BAR_MAX || bar->col + wanted > bar->area.cols)
		return;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_KEY, name) + 1;
	bar->col += area_put(bar->area, 0, bar->col, STYLE_HELP, row->name) + BAR_GAP;
	bar->shown++;
}

static void bar_add_map(Bar *bar, const Keymap *map, KeymapCan *can, const void *self)
{
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];

		if (row->bar && row->key != KC_NONE && acts(row, bar->in_field) && (!can || can(self, row->action, NULL)))
			bar_add(bar, row);
	}
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
	bar_add_map(&bar, map, can, self);
	bar_add_help(&bar, global);
	bar_add_map(&bar, global, NULL, NULL);
}
