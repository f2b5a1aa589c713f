#include "ui/picker.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "ui/flow.h"

enum { PICKER_TYPED = 100 };

static bool has_word(const char *name, const char *word, size_t n)
{
	for (const char *at = name; at; at = strchr(at, ' ')) {
		at += at != name;
		if (strncmp(at, word, n) == 0)
			return true;
	}
	return false;
}

bool picker_matches(const char *name, const char *typed)
{
	while (*typed) {
		const size_t n = strcspn(typed, " ");
		if (n > 0 && !has_word(name, typed, n))
			return false;
		typed += n + (typed[n] == ' ');
	}
	return true;
}

static const char *picker_key_of(const void *rows, size_t index)
{
	const Picker *picker = rows;
	return picker->items[picker->shown[index]].name;
}

/* Those that say it themselves stand before those that are found by other words too. */
static void picker_filter(Picker *picker)
{
	const ArenaMark mark = arena_mark(picker->arena);
	const char *typed = utf8_fold(picker->arena, picker->editor.text);
	size_t count = 0;
	for (size_t i = 0; i < picker->count; i++)
		if (picker_matches(picker->folded[i], typed))
			picker->shown[count++] = i;
	for (size_t i = 0; i < picker->count; i++)
		if (picker->wider[i] && !picker_matches(picker->folded[i], typed) &&
		    picker_matches(picker->wider[i], typed))
			picker->shown[count++] = i;
	arena_reset(picker->arena, mark);
	list_set(&picker->list, picker, count);
}

void picker_open(Picker *picker, Arena *arena, const PickerItem *items, size_t count)
{
	*picker = (Picker){
		.arena = arena,
		.items = items,
		.count = count,
		.folded = arena_array(arena, count, sizeof *picker->folded),
		.wider = arena_array(arena, count, sizeof *picker->wider),
		.shown = arena_array(arena, count, sizeof *picker->shown),
	};
	for (size_t i = 0; i < count; i++) {
		picker->folded[i] = utf8_fold(arena, items[i].name);
		if (!text_empty(items[i].words))
			picker->wider[i] = utf8_fold(arena, arena_print(arena, "%s %s", items[i].name, items[i].words));
	}
	editor_open(&picker->editor, arena, PICKER_TYPED, NULL);
	list_open(&picker->list, arena, picker_key_of);
	picker_filter(picker);
}

PickerAnswer picker_key(Picker *picker, Key key)
{
	ListAnswer answer;
	if (editor_key(&picker->editor, key)) {
		picker_filter(picker);
		list_select(&picker->list, 0); /* other words, another first match */
		return PICKER_CHANGED;
	}
	answer = list_key(&picker->list, key);
	if (answer == LIST_CHOSEN && !picker->items[picker_chosen(picker)].barred)
		return PICKER_CHOSEN;
	return answer == LIST_IGNORED ? PICKER_IGNORED : PICKER_CHANGED;
}

size_t picker_chosen(const Picker *picker)
{
	return picker->list.count > 0 ? picker->shown[picker->list.selected] : SIZE_MAX;
}

static void picker_draw_row(const void *rows, size_t index, Area area)
{
	const Picker *picker = rows;
	const PickerItem *item = &picker->items[picker->shown[index]];
	const int detail = item->detail ? utf8_columns(utf8_clean(area_scratch(area), item->detail)) : 0;
	flow_put_cut(area, 0, 0, area.cols - detail - 1, item->barred ? STYLE_MUTED : STYLE_NORMAL, item->name);
	area_put_right(area, 0, STYLE_MUTED, item->detail);
}

void picker_draw(const Picker *picker, Area area, const char *label)
{
	const int drawn = area_put(area, 0, 1, STYLE_STRONG, label) + 2;
	editor_draw(&picker->editor, area, 0, drawn, area.cols - drawn - 1, true);
	list_draw(&picker->list, area_part(area, 1, 0, -1, -1), picker_draw_row);
	if (picker->list.count == 0)
		area_put(area, 2, 1, STYLE_MUTED, "Nothing matches: delete a letter or two.");
}
