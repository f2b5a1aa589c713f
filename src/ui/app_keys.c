#include <string.h>

#include "base/text.h"
#include "model/desk/desk.h"
#include "ui/action.h"
#include "ui/app_inside.h"
#include "ui/lookup.h"

bool app_always_in_field(const void *state)
{
	return true;
}

/* The page of the open patient that this screen is, or stands on. */
static const Screen *app_page(const App *app)
{
	for (size_t i = app->depth; i > 0; i--)
		if (app->frames[i - 1]->screen->tabs)
			return app->frames[i - 1]->screen;
	return NULL;
}

/* Home is the first of them, and leads nowhere from there. */
static Keymap app_places(const App *app)
{
	const Keymap places = app->setup.hooks.places;
	const bool home = app->depth == 1 && places.count > 0 && places.rows[0].action == ACTION_PLACES;
	return home ? (Keymap){places.rows + 1, places.count - 1} : places;
}

static void app_lookup(App *app, const Screen *lookup)
{
	const Frame *top = app_top(app);
	if (!lookup) {
		app_notice(app, NOTICE_PLAIN, "There is no such list here.");
		return;
	}
	if (top->screen == lookup) { /* the key that opened it closes it */
		app_close(app);
		return;
	}
	app_open(app, lookup,
		 &(Lookup){
			 .screen = top->screen,
			 .state = top->state,
			 .dialog = top->dialog ? &top->dialog->dialog : NULL,
			 .page = app_page(app),
			 .first = app->depth > 1 ? app->frames[0]->screen : NULL,
			 .global = app_keymap(top->screen),
			 .places = app_places(app),
			 .in_field = app_in_field(top),
		 });
}

/* A patient at a kiosk has its own. */
static void app_help(App *app)
{
	const Screen *screen = app_top(app)->screen;
	if (!screen->bare || !screen->sealed)
		app_lookup(app, screen->sealed ? app->setup.sealed_help : app->setup.help);
}

static void app_hook(App *app, void (*hook)(App *app), const char *without)
{
	if (hook)
		hook(app);
	else
		app_notice(app, NOTICE_PLAIN, "%s", without);
}

static void app_act_global(App *app, int action)
{
	const AppHooks *hooks = &app->setup.hooks;
	switch ((Action)action) {
	case ACTION_HELP: app_help(app); return;
	case ACTION_PALETTE: app_lookup(app, app->setup.palette); return;
	case ACTION_SEARCH: app_hook(app, hooks->search, "There is nothing to search here."); return;
	case ACTION_BACK: app_back(app); return;
	case ACTION_ASIDE: app_put_aside(app); return;
	case ACTION_UNDO: app_hook(app, hooks->undo, "There is nothing to take back."); return;
	case ACTION_LOCK: app_hook(app, hooks->lock, "This desk has no lock."); return;
	case ACTION_SIGN_OUT: app_hook(app, hooks->sign_out, "Nobody signs in to this desk."); return;
	case ACTION_REDRAW: app->redraw = true; return;
	case ACTION_FIRST:
	case ACTION_PLACES: break;
	}
	if (action >= ACTION_PLACES && hooks->go)
		hooks->go(app, action);
}

/* --- what is held back --- */

static const char *held_row(const Frame *frame)
{
	const List *list = frame_list(frame);
	return list ? list->kept : "";
}

static const char *action_name(const Frame *frame, int action)
{
	const Binding *own = keymap_named(&frame->screen->keymap, action);
	const Binding *row = own ? own : keymap_named(app_keymap(frame->screen), action);
	return row ? row->name : "This";
}

/* The screen is still there: the notice says what the act would record, and waits for Ctrl-S. */
static void app_hold_back(App *app, const Frame *top, int action)
{
	const char *what = "";
	if (!app->setup.desk || !desk_held_back(app->setup.desk, &what) || app_top(app) != top)
		return;
	app->held = (Held){.frame = top, .action = action};
	text_copy(app->held.row, sizeof app->held.row, held_row(top));
	app_notice(app, NOTICE_PLAIN, "Ctrl-S does it: %s%s%s%s. Any other key leaves it.", action_name(top, action),
		   *what ? " (" : "", what, *what ? ")" : "");
}

/* True where that was all this key was for. */
static bool app_answer_held(App *app, const Frame *top, KeyCode code)
{
	const Held held = app->held;
	app->held = (Held){0};
	if (held.frame != top || top->dialog || (code != KC_CTRL('s') && code != KC_ESC))
		return false;
	if (code == KC_ESC)
		app_notice(app, NOTICE_PLAIN, "Nothing was recorded.");
	else if (!text_is(held.row, held_row(top)))
		app_notice(app, NOTICE_WARNING, "That is no longer the selected row: choose it again.");
	else
		app_act(app, held.action);
	return true;
}

/* A character, Enter, Delete or a click comes of somebody who looks elsewhere too: it records nothing. A screen that is
 * all field from the start knows what its Enter is for. */
static bool app_is_meant(const App *app, const Frame *top, KeyCode code)
{
	return top->screen->sealed || (code == KC_ENTER && top->screen->digits && app->digit) ||
	       !(key_is_text(code) || code == KC_ENTER || code == KC_DELETE || key_is_mouse(code));
}

static void app_hold(const App *app, bool holds)
{
	if (app->setup.desk)
		desk_hold(app->setup.desk, holds);
}

void app_act(App *app, int action)
{
	const Frame *top = app_top(app);
	Error why = {0};
	if (action >= ACTION_FIRST || !top)
		app_act_global(app, action);
	else if (top->screen->can && !top->screen->can(top->state, action, &why))
		app_notice(app, NOTICE_WARNING, "%s", why.text[0] ? why.text : "That cannot be done here now.");
	else if (top->screen->act)
		top->screen->act(app, top->state, action);
	if (top)
		app_hold_back(app, top, action);
}

static bool app_bound(App *app, const Keymap *map, KeyCode code, bool in_field)
{
	const Binding *row = keymap_find(map, code, in_field);
	if (row)
		app_act(app, row->action);
	return row != NULL;
}

/* What was typed could not be taken: it stays in its field, or the next words would be keys of what lies below. */
static void app_keep_typed(App *app, Frame *top, DialogBox *box)
{
	if (app_top(app) != top || top->dialog || box->dialog.kind != DIALOG_TEXT ||
	    app->notice_kind != NOTICE_WARNING || !app->notice[0])
		return;
	box->fault = arena_text(&top->dialog_arena, app->notice);
	top->dialog = box;
}

void app_note_acted(App *app, const Binding *row)
{
	size_t at = app_acted(app, row);
	at = at > 0 ? at - 1 : ACTED_MAX - 1;
	memmove(app->acted + 1, app->acted, at * sizeof *app->acted);
	app->acted[0] = row;
}

size_t app_acted(const App *app, const Binding *row)
{
	for (size_t i = 0; i < ACTED_MAX; i++)
		if (app->acted[i] == row)
			return i + 1;
	return 0;
}

static void app_step_dialog(App *app, Frame *top, Key key)
{
	DialogBox *box = top->dialog;
	const DialogAnswer answer = dialog_key(box, key);
	if (answer == DIALOG_OPEN)
		return;

	Arena text = {0};
	char *typed = arena_text(&text, text_or(box->editor.text, ""));

	if (box->dialog.kind == DIALOG_SECRET)
		editor_wipe(&box->editor);
	top->dialog = NULL; /* before `done`, which may ask again */
	if (answer == DIALOG_YES && box->dialog.done) {
		box->dialog.done(app, top->state, typed);
		app_keep_typed(app, top, box);
	}
	explicit_bzero(typed, strlen(typed));
	arena_free(&text);
}

static void app_nothing(App *app, const Frame *top, Key key)
{
	char name[KEY_NAME_MAX];
	if (key_is_mouse(key.code) || key.code == KC_RESIZE || top->screen->sealed)
		return;
	key_print(key.code, name);
	app_notice(app, NOTICE_PLAIN, "%s does nothing here. F1 shows the keys.", name);
}

static bool app_type_form(App *app, Form *form, Key key)
{
	const int finished = app_top(app)->screen->finished;
	Error err = {0};
	switch (form_key(form, key, &err)) {
	case FORM_IGNORED: return false;
	case FORM_CHANGED: return true;
	case FORM_REFUSED: app_fail(app, &err); return true;
	case FORM_DONE: app_act(app, finished); return true;
	}
	return false;
}

static bool app_type_list(App *app, List *list, Key key)
{
	const int chosen = app_top(app)->screen->chosen;
	switch (list_key(list, key)) {
	case LIST_IGNORED: return false;
	case LIST_MOVED: return true;
	case LIST_CHOSEN:
		if (chosen)
			app_act(app, chosen);
		return true;
	}
	return false;
}

bool app_type(App *app, Key key)
{
	const Frame *top = app_top(app);
	if (top->screen->type && top->screen->type(app, top->state, key))
		return true;
	if (frame_form(top))
		return app_type_form(app, frame_form(top), key);
	return frame_list(top) && app_type_list(app, frame_list(top), key);
}

static void app_step_screen(App *app, Frame *top, Key key)
{
	const bool in_field = app_in_field(top) && !key.pointed;
	if (app_bound(app, &top->screen->keymap, key.code, in_field))
		return;
	if (!(key.pointed && key_is_text(key.code) && app_in_field(top)) && app_type(app, key))
		return;
	if (app_bound(app, app_keymap(top->screen), key.code, in_field))
		return;
	if (!top->screen->sealed && app_bound(app, &app->setup.hooks.places, key.code, in_field))
		return;
	app_nothing(app, top, key);
}

/* Help, locking, putting aside and redrawing come through a dialog too. */
static bool through_dialog(KeyCode code)
{
	return code == KC_F(1) || code == KC_F(10) || code == KC_CTRL('z') || code == KC_CTRL('l');
}

/* A patient who sees no question answers none. */
static bool app_unseen(const App *app, const Frame *top)
{
	return app->small && top->screen->sealed && top->screen->bare;
}

/* The second half of a double click belongs to the screen of the first: it must not choose on one just opened. */
static bool app_stray(App *app, const Frame *top, KeyCode code)
{
	if (code == KC_CLICK)
		app->clicked = top;
	return code == KC_DOUBLE_CLICK && app->clicked != top;
}

/* Text that is pasted goes into a field or nowhere: played as keys, its letters would act. Line ends and tabs, where
 * they are not text, go from field to field, as if they were typed. */
static bool app_takes_paste(const Frame *top, KeyCode code)
{
	const DialogKind kind = top->dialog ? top->dialog->dialog.kind : DIALOG_TEXT;
	if (top->dialog)
		return kind != DIALOG_LETTER && kind != DIALOG_SAVE;
	return app_in_field(top) || (!key_is_typed(code) && frame_form(top));
}

static void app_step_on(App *app, Frame *top, Key key)
{
	if (key.pasted && !app_takes_paste(top, key.code))
		app_notice(app, NOTICE_WARNING, "What was pasted is dropped: no field here has the focus.");
	else if (app_answer_held(app, top, key.code))
		return;
	else if (!top->dialog)
		app_step_screen(app, top, key);
	else if (through_dialog(key.code))
		app_bound(app, app_keymap(top->screen), key.code, true);
	else
		app_step_dialog(app, top, key);
}

/* --- what was typed ahead --- */

/* What Ctrl-S answers was on the screen before it was typed. An act that is held back leaves the screen as it was. */
static void app_step_shown(App *app, Frame *top, Key key)
{
	const bool shown = app->shown;
	if (key.code == KC_CTRL('s') && !shown) {
		app->held = (Held){0};
		app_notice(app, NOTICE_WARNING, "Ctrl-S was typed ahead: read this first, then Ctrl-S.");
		return;
	}
	app_step_on(app, top, key);
	if (app->held.frame == top && app_top(app) == top)
		app->shown = shown;
	else if (key.code == KC_CTRL('s'))
		app_turned(app);
}

void app_step(App *app, Key key)
{
	Frame *top = app_top(app);
	app_bury(app);
	if (!top || key.code == KC_RESIZE || (key_is_mouse(key.code) && !app->setup.settings.mouse))
		return;
	if (app_stray(app, top, key.code) || app_unseen(app, top))
		return;
	key = app_pointed(app, top, key);
	if (key.code == KC_NONE)
		return;
	arena_clear(&app->scratch);
	app->last_key = app->now;
	app->notice[0] = '\0';
	app->steps = true;
	if (app->late && !key_is_typed(key.code)) /* it is for what the keys before it bring */
		app_load(app);
	app_hold(app, !app_is_meant(app, top, key.code));
	app_step_shown(app, top, key);
	app_hold(app, false);
	app->digit = key.code >= '0' && key.code <= '9';
	if (app->late && !key.more)
		app_load(app);
	app->steps = false;
}
