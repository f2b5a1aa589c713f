/* The help: every key of the screen below in whole sentences, made from the tables that make the keys exist, and what
 * the signs and words mean. What is typed leaves those rows that have such words. */
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/desk.h"
#include "ui/app.h"
#include "ui/flow.h"
#include "ui/help_words.h"
#include "ui/lookup.h"
#include "ui/match.h"

enum { HELP_CLOSE = 1, HELP_KEYS = 16, HELP_NARROW_KEYS = 10, NARROW = 60, HELP_TYPED = 60 };

typedef struct HelpRow {
	const char *keys;	/* NULL: a heading, or what is said of the screen */
	const HelpWord *legend; /* in place of keys */
	const char *words;
	bool heads;
	const char *folded; /* of keys and words */
} HelpRow;

typedef struct HelpState {
	Editor editor;
	HelpRow *rows;
	size_t count;
	const HelpRow **shown;
	size_t shown_count, top; /* `top`: the first of them that is drawn */
	const Person *person;
} HelpState;

static const Binding help_keys_sealed[] = {
	{KC_ESC, HELP_CLOSE, "Back", "Close the help.", .bar = true, .in_field = true},
	{KC_F(1), HELP_CLOSE, .in_field = true},
};

/* "? F1": all the keys of one action; in a field those that are not typed there. */
static const char *help_keys(Arena *arena, const Keymap *map, int action, bool in_field)
{
	Text keys = {.arena = arena};
	for (size_t i = 0; i < map->count; i++) {
		char name[KEY_NAME_MAX];
		if (map->rows[i].action != action || map->rows[i].key == KC_NONE ||
		    !keymap_acts(&map->rows[i], in_field))
			continue;
		key_print(map->rows[i].key, name);
		text_add_print(&keys, "%s%s", keys.length ? " " : "", name);
	}
	return keys.length ? text_done(&keys) : "Ctrl-P";
}

static bool help_lists(const App *app, const Binding *row)
{
	return row->name && (!row->right || desk_may(app_desk(app), row->right));
}

/* --- what there is --- */

static void help_add(HelpState *state, Arena *arena, HelpRow row)
{
	enum { MORE = 64 };
	if (state->count % MORE == 0)
		state->rows = arena_grow(arena, state->rows, state->count, state->count + MORE, sizeof row);
	row.folded = utf8_fold(arena, arena_print(arena, "%s %s", text_or(row.keys, ""), row.words));
	state->rows[state->count++] = row;
}

static void help_add_map(HelpState *state, App *app, const char *heading, const Keymap *map, bool in_field)
{
	Arena *arena = app_arena(app);
	if (map->count == 0)
		return;
	help_add(state, arena, (HelpRow){.words = heading, .heads = true});
	for (size_t i = 0; i < map->count; i++) {
		const Binding *row = &map->rows[i];
		if (help_lists(app, row))
			help_add(state, arena,
				 (HelpRow){.keys = help_keys(arena, map, row->action, in_field),
					   .words = arena_print(arena, "%s: %s", row->name, row->help)});
	}
}

static void help_add_dialog(HelpState *state, Arena *arena, const Dialog *dialog)
{
	const bool letter = dialog->kind == DIALOG_LETTER, types = dialog_types(dialog);
	const char *yes = letter		   ? arena_print(arena, "%c", dialog->letter)
			  : dialog_records(dialog) ? "Ctrl-S"
						   : "Enter";
	help_add(state, arena, (HelpRow){.words = dialog->title, .heads = true});
	help_add(state, arena, (HelpRow){.words = text_or(dialog->text, "")});
	help_add(state, arena,
		 (HelpRow){.keys = yes,
			   .words = arena_print(arena, "%s.", text_or(dialog->yes, letter ? "Yes" : "Done"))});
	help_add(state, arena,
		 (HelpRow){.keys = letter ? "n Esc" : "Esc",
			   .words = types ? "Go back; what was typed is not taken." : "No: go back, nothing is done."});
}

static void help_add_legend(HelpState *state, Arena *arena, const HelpWords *legend)
{
	help_add(state, arena, (HelpRow){.words = legend->heading, .heads = true});
	for (size_t i = 0; i < legend->count; i++)
		help_add(state, arena,
			 (HelpRow){.keys = text_or(legend->items[i].word, ""),
				   .legend = &legend->items[i],
				   .words = legend->items[i].means});
}

/* A heading stands where a row below it does. */
static void help_filter(HelpState *state, Arena *arena)
{
	const ArenaMark mark = arena_mark(arena);
	const char *typed = utf8_fold(arena, state->editor.text);
	const HelpRow *heading = NULL;
	state->shown_count = state->top = 0;
	for (size_t i = 0; i < state->count; i++) {
		const HelpRow *row = &state->rows[i];
		if (row->heads) {
			heading = row;
			continue;
		}
		if (!match_words(row->folded, typed))
			continue;
		if (heading)
			state->shown[state->shown_count++] = heading;
		heading = NULL;
		state->shown[state->shown_count++] = row;
	}
	arena_reset(arena, mark);
}

static bool help_enter(App *app, void *self, const void *argument, Error *err)
{
	HelpState *state = self;
	const Lookup *lookup = argument;
	Arena *arena = app_arena(app);
	if (lookup->dialog)
		help_add_dialog(state, arena, lookup->dialog);
	if (lookup->screen->about)
		help_add(state, arena, (HelpRow){.words = lookup->screen->about});
	help_add_map(state, app, "On this screen", &lookup->screen->keymap, false);
	help_add_map(state, app, "On every screen", lookup->global, lookup->in_field);
	if (!lookup->screen->sealed)
		help_add_map(state, app, "Places", &lookup->places, lookup->in_field);
	for (size_t i = 0; i < HELP_LEGENDS; i++)
		help_add_legend(state, arena, &help_legend[i]);
	state->shown = arena_array(arena, state->count, sizeof *state->shown);
	state->person = lookup->screen->patient ? lookup->screen->patient(lookup->state) : NULL;
	editor_open(&state->editor, arena, HELP_TYPED, NULL);
	help_filter(state, arena);
	return true;
}

/* --- drawing --- */

static int help_margin(const HelpRow *row, int cols)
{
	const int least = cols < NARROW ? HELP_NARROW_KEYS : HELP_KEYS;
	const int from = cols < NARROW ? 1 : 2, end = from + utf8_columns(text_or(row->keys, "")) + 1;
	if (row->heads)
		return 0;
	return !row->keys ? from : end > least ? end : least;
}

static int help_row_rows(const HelpRow *row, Arena *scratch, int cols)
{
	const int margin = help_margin(row, cols);
	return (int)flow_wrap(scratch, row->words, cols - margin).count;
}

static void help_draw_row(const HelpRow *row, Area area)
{
	const int margin = help_margin(row, area.cols);
	if (row->keys) /* told of, not to be clicked */
		area_put(area, 0, area.cols < NARROW ? 1 : 2, STYLE_STRONG,
			 row->legend ? help_sign(row->legend, area_glyphs(area)) : row->keys);
	flow_put(area, 0, margin, row->heads ? STYLE_STRONG : STYLE_NORMAL, row->words);
}

/* The last that can stand on top so that the rest fills the window. */
static size_t help_last_top(const HelpState *state, Arena *scratch, int rows, int cols)
{
	size_t top = state->shown_count;
	while (top > 0 && rows >= 0) {
		rows -= help_row_rows(state->shown[top - 1], scratch, cols);
		if (rows >= 0)
			top--;
	}
	return top < state->shown_count ? top : 0;
}

static void help_draw(const void *self, const App *app, Area area)
{
	const HelpState *state = self;
	Arena *scratch = area_scratch(area);
	const int drawn = area_put(area, 0, 1, STYLE_STRONG, "Look for") + 2;
	const Area rows = area_part(area, 1, 0, -1, -1);
	const size_t last = help_last_top(state, scratch, rows.rows, rows.cols);
	editor_draw(&state->editor, area, 0, drawn, area.cols - drawn - 1, true);
	if (state->shown_count == 0)
		area_put(area, 2, 1, STYLE_MUTED, "No such word here: delete a letter or two.");
	int at = 0;
	for (size_t i = state->top < last ? state->top : last; i < state->shown_count && at < rows.rows; i++) {
		help_draw_row(state->shown[i], area_part(rows, at, 0, -1, -1));
		at += help_row_rows(state->shown[i], scratch, rows.cols);
	}
}

static void help_explain(const void *self, const App *app, Text *out)
{
	text_add(out, "Type a word to look for it. Up and Down move, Esc goes back.");
}

/* --- keys --- */

static void help_move(App *app, HelpState *state, int by)
{
	const size_t last = help_last_top(state, app_scratch(app), app_body_rows(app) - 1, app_body_cols(app));
	const size_t top = state->top < last ? state->top : last;
	if (by < 0)
		state->top = top > (size_t)-by ? top - (size_t)-by : 0;
	else
		state->top = top + (size_t)by < last ? top + (size_t)by : last;
}

static int help_moves(const App *app, KeyCode code)
{
	const int half = (app_body_rows(app) - 1) / 2, page = half > 0 ? half : 1; /* a row may take two */
	switch (code) {
	case KC_UP:
	case KC_WHEEL_UP: return -1;
	case KC_DOWN:
	case KC_WHEEL_DOWN: return 1;
	case KC_PAGE_UP: return -page;
	case KC_PAGE_DOWN: return page;
	default: return 0;
	}
}

static bool help_type(App *app, void *self, Key key)
{
	HelpState *state = self;
	const int by = help_moves(app, key.code);
	if (key.code == '?' && state->editor.length == 0)
		app_close(app);
	else if (by != 0)
		help_move(app, state, by);
	else if (editor_key(&state->editor, key))
		help_filter(state, app_arena(app));
	else
		return false;
	return true;
}

static void help_act(App *app, void *self, int action)
{
	app_close(app);
}

static const Person *help_patient(const void *self)
{
	const HelpState *state = self;
	return state->person;
}

#define HELP_SCREEN \
	.name = "help", .title = "Help", .size = sizeof(HelpState), .enter = help_enter, .draw = help_draw, \
	.type = help_type, .in_field = app_always_in_field, .patient = help_patient, .explain = help_explain

const Screen screen_help = {HELP_SCREEN};

const Screen screen_help_sealed = {
	HELP_SCREEN,
	.keymap = KEYMAP(help_keys_sealed),
	.act = help_act,
	.sealed = true,
};
