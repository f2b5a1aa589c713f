#include "ui/keys.h"

#include "base/text.h"

enum { BAR_MAX = 9 };

static bool editor_has(KeyCode key)
{
	static const KeyCode keys[] = {KC_CTRL('a'), KC_CTRL('e'), KC_CTRL('w'), KC_CTRL('u'), KC_CTRL('k')};
	for (size_t i = 0; i < countof(keys); i++) {
		if (keys[i] == key)
			return true;
	}
	return false;
}

static const char *row_fault(const Keymap *map, const Binding *row, const Keymap *reserved)
{
	const Binding *shown = keymap_named(map, row->action);
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
	/* the first screen, which is not put aside, takes up by the same key */
	if (reserved && row->key != KC_CTRL('z') && keymap_find(reserved, row->key, false))
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
