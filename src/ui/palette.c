/* The palette: type a word of an action, Enter does it. It has the actions of the screen below, of the other pages of
 * the open patient, of the first screen, the places; and what is to be done, by the patient's name. */
#include <stdint.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/desk.h"
#include "ui/action.h"
#include "ui/app.h"
#include "ui/editor.h"
#include "ui/flow.h"
#include "ui/lookup.h"
#include "ui/palette_fit.h"
#include "ui/synonyms.h"

enum { NARROW = 60, PALETTE_TYPED = 100, TASK_TYPED = 3 };

typedef struct PaletteItem {
	const char *name, *detail;
	FitWords words;
	const Binding *row; /* NULL: a task */
	const Screen *on;   /* the screen that has it; NULL: the one below */
	int page;	    /* … a page of the open patient, from 1 on; 0: none */
	const char *barred; /* why it cannot be done now; NULL: it can */
	bool others;	    /* who is signed in may not: shown only where it is asked for */
	AppTask task;
} PaletteItem;

typedef struct PaletteState {
	Editor editor;
	List list;
	PaletteItem *items;
	size_t count;
	const PaletteItem **shown;
	Arena tasks; /* of what is typed now */
	const Person *person;
	const Screen *page;
} PaletteState;

/* --- what there is --- */

static bool palette_has(const PaletteState *state, const char *name)
{
	for (size_t i = 0; i < state->count; i++)
		if (state->items[i].row && text_is(state->items[i].row->name, name))
			return true;
	return false;
}

/* From the first screen nothing leads back. */
static bool palette_shows(const PaletteState *state, const Lookup *lookup, const Binding *row)
{
	return row->name && row->action != ACTION_PALETTE && (row->action != ACTION_BACK || lookup->first) &&
	       !palette_has(state, row->name);
}

static const char *palette_barred(const Lookup *lookup, const Binding *row, Arena *arena)
{
	const Screen *screen = lookup->screen;
	Error why = {0};
	if (row->action >= ACTION_FIRST || !screen->can || screen->can(lookup->state, row->action, &why))
		return NULL;
	return arena_text(arena, why.text[0] ? why.text : "That cannot be done here now.");
}

static void palette_put(PaletteState *state, Arena *arena, PaletteItem item)
{
	enum { MORE = 64 };
	if (state->count % MORE == 0)
		state->items = arena_grow(arena, state->items, state->count, state->count + MORE, sizeof item);
	state->items[state->count++] = item;
}

/* `on`, `page`: NULL and 0 for what can be had where one is. */
static void palette_add(PaletteState *state, App *app, const Keymap *map, const Lookup *lookup, const Screen *on,
			int page)
{
	Arena *arena = app_arena(app);
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		char key[KEY_NAME_MAX] = "";
		Error why = {0};
		if (!palette_shows(state, lookup, row) ||
		    (on && (row->key == KC_ENTER || row->key == KC_TAB || row->answer)))
			continue;
		if (row->key != KC_NONE && (on || map == &lookup->screen->keymap || keymap_acts(row, lookup->in_field)))
			key_print(row->key, key);
		PaletteItem item = {
			.row = row, .on = on, .page = page, .barred = on ? NULL : palette_barred(lookup, row, arena)};
		if (item.barred && row->answer)
			continue;
		item.others = row->right && !desk_allows(app_desk(app), row->right, &why);
		if (item.others)
			item.barred = arena_text(arena, why.text);
		item.name = item.others ? arena_print(arena, "%s: %s", row->name, why.text)
					: arena_print(arena, "%s: %s", row->name, row->help);
		item.words = (FitWords){
			utf8_fold(arena, row->name), utf8_fold(arena, row->help),
			utf8_fold(arena, synonyms_of(arena, arena_print(arena, "%s %s", row->name, row->help))),
			arena_text(arena, key)};
		item.detail =
			page > 0 ? arena_print(arena, "%s %s", lookup->page->tabs[page - 1], key) : item.words.key;
		palette_put(state, arena, item);
	}
}

static void palette_add_pages(PaletteState *state, App *app, const Lookup *lookup)
{
	const Screen *const *pages = app_setup(app)->tabs;
	for (size_t i = 0; pages && lookup->page && lookup->page->tabs[i]; i++)
		if (pages[i] != lookup->screen)
			palette_add(state, app, &pages[i]->keymap, lookup, pages[i], (int)i + 1);
}

/* --- what fits --- */

static const char *palette_key(const void *rows, size_t index)
{
	const PaletteItem *const *shown = rows;
	return shown[index]->name;
}

static void palette_add_tasks(App *app, PaletteState *state, const char *typed, size_t *count)
{
	AppTaskList tasks = {0};
	Error err = {0};
	arena_clear(&state->tasks);
	if (!app_setup(app)->hooks.tasks || state->editor.length < TASK_TYPED)
		return;
	if (!app_setup(app)->hooks.tasks(app, typed, &state->tasks, &tasks, &err)) {
		app_fail(app, &err);
		return;
	}
	for (size_t i = 0; i < tasks.count && i < APP_TASKS; i++) {
		PaletteItem *item = arena_alloc(&state->tasks, sizeof *item);
		*item = (PaletteItem){
			.name = tasks.items[i].name, .detail = tasks.items[i].detail, .task = tasks.items[i]};
		state->shown[(*count)++] = item;
	}
}

/* The better fit first; of one fit what was done last, then in the order of the tables. */
static long palette_worth(const App *app, const PaletteItem *item, Fit fit)
{
	enum { AGES = 100 };
	if (fit == FIT_SYNONYM && (item->row->action == ACTION_SEARCH || item->row->action == ACTION_PLACES))
		fit = FIT_SLIP; /* only the way to the patient of whom it can be done */
	const size_t age = app_acted(app, item->row);
	return (long)fit * AGES + (age > 0 ? AGES - 1 - (long)age : 0) - (item->others ? FIT_KEY * AGES : 0);
}

static void palette_filter(App *app, PaletteState *state)
{
	Arena *scratch = app_scratch(app);
	const char *typed = state->editor.text;
	long *worth = arena_array(scratch, state->count, sizeof *worth);
	size_t count = 0;
	for (size_t i = 0; i < state->count; i++) {
		const PaletteItem *item = &state->items[i];
		const Fit fit = palette_fit(&item->words, typed, scratch);
		if (fit == FIT_NONE || (item->others && (state->editor.length == 0 || fit == FIT_SLIP)))
			continue;
		const long value = palette_worth(app, item, fit);
		size_t at = count++;
		for (; at > 0 && worth[at - 1] < value; at--) {
			worth[at] = worth[at - 1];
			state->shown[at] = state->shown[at - 1];
		}
		worth[at] = value;
		state->shown[at] = item;
	}
	palette_add_tasks(app, state, typed, &count);
	list_set(&state->list, state->shown, count);
}

static bool palette_enter(App *app, void *self, const void *argument, Error *err)
{
	PaletteState *state = self;
	const Lookup *lookup = argument;
	Arena *arena = app_arena(app);
	state->page = lookup->page;
	palette_add(state, app, &lookup->screen->keymap, lookup, NULL, 0);
	palette_add_pages(state, app, lookup);
	palette_add(state, app, &lookup->places, lookup, NULL, 0);
	palette_add(state, app, lookup->global, lookup, NULL, 0);
	if (lookup->first)
		palette_add(state, app, &lookup->first->keymap, lookup, lookup->first, 0);
	state->shown = arena_array(arena, state->count + APP_TASKS, sizeof *state->shown);
	state->person = lookup->screen->patient ? lookup->screen->patient(lookup->state) : NULL;
	editor_open(&state->editor, arena, PALETTE_TYPED, NULL);
	list_open(&state->list, arena, palette_key);
	palette_filter(app, state);
	return true;
}

static void palette_leave(App *app, void *self)
{
	arena_free(&((PaletteState *)self)->tasks);
}

static const PaletteItem *palette_chosen(const PaletteState *state)
{
	return state->list.count > 0 ? state->shown[state->list.selected] : NULL;
}

/* --- drawing --- */

static void palette_draw_row(const void *rows, size_t index, Area area)
{
	const PaletteItem *item = ((const PaletteItem *const *)rows)[index];
	const char *detail = text_or(item->detail, "");
	flow_put_cut(area, 0, 0, area.cols - utf8_columns(detail) - 1, item->barred ? STYLE_MUTED : STYLE_NORMAL,
		     item->name);
	area_put_right(area, 0, STYLE_MUTED, detail);
}

static void palette_draw(const void *self, const App *app, Area area)
{
	const PaletteState *state = self;
	const int drawn = area_put(area, 0, 1, STYLE_STRONG, "Action") + 2;
	editor_draw(&state->editor, area, 0, drawn, area.cols - drawn - 1, true);
	list_draw(&state->list, area_part(area, 1, 0, -1, -1), palette_draw_row);
	if (state->list.count == 0)
		area_put(area, 2, 1, STYLE_MUTED, "Nothing matches: delete a letter or two.");
}

/* Why it cannot be done; in a narrow window, where the row cuts its sentence, all of that. */
static void palette_explain(const void *self, const App *app, Text *out)
{
	const PaletteItem *item = palette_chosen(self);
	if (item && item->barred)
		text_add(out, item->barred);
	else if (item && app_body_cols(app) < NARROW)
		text_add(out, item->row ? item->row->help : item->name);
}

/* --- doing it --- */

/* Turned by its digit, as a click on its name is. */
static void palette_turn(App *app, const Screen *page, int number)
{
	while (app_screen(app) && !app_screen(app)->tabs)
		app_close(app);
	if (!app_screen(app))
		return;
	const Binding *turn = keymap_find(&app_screen(app)->keymap, (KeyCode)('0' + number), false);
	if (turn && app_screen(app) != page)
		app_act(app, turn->action);
}

/* Which row it is for is chosen there. */
static void palette_do_there(App *app, const PaletteItem *item)
{
	const Binding *row = item->row;
	char key[KEY_NAME_MAX];
	if (item->page > 0)
		palette_turn(app, item->on, item->page);
	else
		app_home(app);
	if (app_screen(app) != item->on)
		return;
	if (item->page == 0 || row->key == KC_NONE) {
		app_act(app, row->action);
		return;
	}
	key_print(row->key, key);
	app_notice(app, NOTICE_PLAIN, "%s is %s, on the row that is selected.", row->name, key);
}

static AppTask task_kept(const AppTask *task, Arena *arena)
{
	AppTask kept = *task;
	kept.name = arena_text(arena, task->name);
	kept.detail = arena_text(arena, task->detail);
	kept.nhs = arena_text(arena, task->nhs);
	kept.item = arena_text(arena, task->item);
	return kept;
}

static void palette_choose(App *app, const PaletteItem *chosen)
{
	const PaletteItem item = *chosen;
	const AppTask task = task_kept(&item.task, app_scratch(app)); /* what it says goes with the palette */
	if (item.barred) {
		app_notice(app, NOTICE_WARNING, "%s", item.barred);
		return;
	}
	app_close(app);
	if ((item.on || !item.row) && !app_may_leave(app))
		return;
	if (item.row)
		app_note_acted(app, item.row);
	if (!item.row)
		app_setup(app)->hooks.task(app, &task);
	else if (item.on)
		palette_do_there(app, &item);
	else
		app_act(app, item.row->action); /* of the screen below */
}

static bool palette_type(App *app, void *self, Key key)
{
	PaletteState *state = self;
	if (editor_key(&state->editor, key)) {
		palette_filter(app, state);
		list_select(&state->list, 0); /* other words, another first match */
		return true;
	}
	switch (list_key(&state->list, key)) {
	case LIST_IGNORED: return false;
	case LIST_MOVED: return true;
	case LIST_CHOSEN: break;
	}
	palette_choose(app, palette_chosen(state));
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
	.leave = palette_leave,
	.draw = palette_draw,
	.type = palette_type,
	.in_field = app_always_in_field,
	.patient = palette_patient,
	.explain = palette_explain,
};
