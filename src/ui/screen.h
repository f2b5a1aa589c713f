/* How to write a screen
 * =====================
 * A screen is one file in a room of src/ui/screens: static functions and one `const Screen`, declared in the header of
 * the room, or in its inside.h. This is all of a small one:
 *
 *	enum { WARD_ADD = 1, WARD_OPEN };
 *
 *	typedef struct WardState {
 *		List list;
 *		const Ward *wards;
 *	} WardState;
 *
 *	static const Binding ward_keys[] = {
 *		{'a', WARD_ADD, "Add", "Add a ward.", .bar = true},         // .bar is always written
 *		{KC_ENTER, WARD_OPEN, "Open", "Open the selected ward.", .bar = true},
 *	};
 *
 *	static bool ward_load(App *app, void *self, Error *err)
 *	{                                           // desk_* into app_loaded(app); on failure the state is as it was
 *		WardState *state = self;            // zeroed at first
 *		…
 *		list_set(&state->list, wards, count);
 *		return true;
 *	}
 *
 *	static void ward_draw(const void *self, const App *app, Area area)
 *	{                                           // only draws: const state, no clock, no desk
 *		const WardState *state = self;
 *		list_draw(&state->list, area, ward_draw_row);
 *	}
 *
 *	static void ward_act(App *app, void *self, int action)  // a bound key, a palette choice
 *	{
 *		if (app_done(app, desk_*(…, app_error(app))))  // else the notice says why not
 *			app_notice(app, NOTICE_GOOD, "Added %s.", name);
 *		app_load(app);
 *	}
 *
 *	const Screen screen_ward = {
 *		.name = "ward", .title = "Wards", .keymap = KEYMAP(ward_keys), .size = sizeof(WardState),
 *		.list = SCREEN_AT(WardState, list), .row_key = ward_key, .chosen = WARD_OPEN,
 *		.load = ward_load, .draw = ward_draw, .act = ward_act,
 *	};
 *
 * What happens to a key: the screen's keymap → act; else → type, until it returns true; else the form, or the list;
 * else the global keymap (?, F1, Ctrl-P, /, Esc, u, F9, F10, Ctrl-Z, Ctrl-L); else the notice line says that the key
 * does nothing here. While `in_field` says true, letters are never those of a keymap. A screen binds no global key
 * (but home Ctrl-Z: it is not put aside, it takes up). Enter on a list: bind KC_ENTER to the action that is `chosen`
 * too, so that a second click does the same.
 *
 * A letter and Enter record nothing: while the app works them off, the desk holds (desk_hold). Where an act was held
 * back it answers false, the screen must be as it was, and the app asks for Ctrl-S, at which `act` is called again. So
 * an act closes screens only once its desk_* has said true. A key that is pressed in order to record is Ctrl-S itself;
 * so is the yes of a dialog that records (dialog.h).
 *
 * State: plain struct, zeroed, in the screen's arena: editors, lists and forms too. A list is opened by the app before
 * `enter`, a form by the screen (form_open), when it is to be filled in; until then, and after form_close, the list
 * has the keys. With a form go `in_field` and `unsaved`, where the screen does not know better, and its secrets are
 * wiped. What is shown of the ledger is made by `load`, in an arena of its own that the app gives back: it runs after
 * `enter`, when a screen on top has closed, and whenever the screen calls app_load (after an act, at a tick). Where
 * coming back is more than loading, `again` does it. No arena is freed by a screen but one of its state; `leave` is
 * for that, for secrets (editor_wipe) and for what the desk gave (a chart, an audit).
 *
 * Drawing: the area is the body, between banner and notice line; it may be as small as 40 columns and 7 rows. Text
 * made for drawing goes to area_scratch(area) (area_print does). Signs come from area_glyphs(area), looks are style
 * roles; never a colour, never "✓" in a string. Show the cursor with editor_draw(…, true).
 *
 * The patient: `patient` gives the person of this screen; the app then draws the banner (and never when it gives
 * NULL). `explain` writes the line shown above the help bar while there is no notice. `can` says which actions can be
 * had now, and ends `return fail(why, ERROR_REFUSED, "…")` for the others: they leave the help bar, and their key says
 * that sentence (or a plain one, where there is none). `unsaved` makes Esc ask before typed text is lost. `sealed`
 * screens (set-up, sign-in, lock, kiosk) have no global key but Ctrl-L and F1 (a `bare` one no F1), and no palette or
 * Esc: bind what they need.
 *
 * Tests: tests/ui/drive.h opens a screen at a size, types keys by name, and gives the picture as text. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "base/text.h"
#include "model/facts/person.h"
#include "ui/canvas.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/list.h"

typedef struct App App;
struct Chart; /* model/desk/chart.h */

/* Where in a state its list or form is. */
#define SCREEN_AT(State, field) (offsetof(State, field) + 1)

typedef struct Screen {
	const char *name;  /* for tests and golden files: "matrix" */
	const char *title; /* title line, or the line below the banner */
	const char *about; /* a sentence or two for the help; NULL: its keys say it all */
	Keymap keymap;
	size_t size; /* of the state */

	size_t list, form; /* SCREEN_AT; 0: none */
	ListKey *row_key;  /* of the list; NULL: the selection stays on its place */
	int chosen;	   /* the action of Enter, or a second click, on a row; 0: none */
	int finished;	   /* the action of a form that is filled in */

	void (*draw)(const void *state, const App *app, Area area);
	/* All below may be NULL. */
	bool (*enter)(App *app, void *state, const void *argument, Error *err);
	bool (*load)(App *app, void *state, Error *err); /* makes what is shown, in app_loaded */
	void (*act)(App *app, void *state, int action);
	bool (*type)(App *app, void *state, Key key); /* true: taken. Clicks come with the canvas's row and column. */
	bool (*secret)(const void *state);	      /* what is shown is put aside for nobody */
	bool (*in_field)(const void *state);	      /* a text field has the focus */
	void (*tick)(App *app, void *state);	      /* about once a second; the time is app_now */
	/* About to be drawn, in a window of so many rows (and app_body_cols): what they say is made, of those that
	 * come into sight. */
	void (*fit)(App *app, void *state, int rows);
	void (*again)(App *app, void *state);	     /* shown again, the screen on top has closed; NULL: it loads */
	void (*leave)(App *app, void *state);	     /* about to close */
	bool (*unsaved)(const void *state);	     /* typed text would be lost by leaving now */
	const Person *(*patient)(const void *state); /* whose banner to show; NULL: nobody's */
	struct Chart *(*chart)(void *state);	     /* the open chart: `u` takes back the last act of its visit */
	void (*heading)(const void *state, const App *app, Text *out); /* instead of `title` */
	void (*explain)(const void *state, const App *app, Text *out); /* the line above the help bar */
	bool (*can)(const void *state, int action, Error *why); /* false: not now; `why`, which may be NULL, says why */

	const char *const *tabs; /* names ending with NULL, drawn below the banner in place of the title; keys 1–9 */
	size_t tab;		 /* which of them this screen is */
	bool digits;		 /* digits typed here are a field: Enter right behind one is meant */
	bool sealed;		 /* no global keys but Ctrl-L and F1 */
	bool turned; /* may be turned towards the patient: its line names no override of which they may not be told */
	bool bare;   /* no banner, title, notice or help bar: the body is the whole window */
} Screen;
