/* The app: a stack of screens, the keys, the notice line, the palette, the help, the lock.
 *
 * It draws into a canvas and is fed keys; it knows neither terminal nor clock: app_tick brings the time. Each screen
 * on the stack has its own arena: its state and its query results live there and go when it closes. */
#pragma once

#include <stdbool.h>

#include "base/arena.h"
#include "base/date_zone.h"
#include "base/error.h"
#include "ui/canvas.h"
#include "ui/dialog.h"
#include "ui/key.h"
#include "ui/keymap.h"
#include "ui/screen.h"
#include "ui/theme.h"

typedef struct Desk Desk;

typedef struct AppSettings {
	ThemeName theme;
	bool ascii;	  /* signs in ASCII */
	bool ascii_only;  /* the terminal has no others, or they are not wanted at this desk, whoever signs in */
	bool theme_given; /* for this run, whoever signs in */
	bool no_colours;  /* the terminal has none, whatever the theme */
	bool mouse;
	bool no_paste;	  /* pasted text is passed over: a kiosk */
	bool qr_inverted; /* for a terminal without colours on a light ground; with colours it changes nothing */
	int lock_after;	  /* seconds without a key; 0: never */
} AppSettings;

/* Something that is to be done, for the palette: "Ask Ashby M: 2 questions due". */
typedef struct AppTask {
	const char *name, *detail; /* `detail` may be NULL */
	const char *nhs, *item;	   /* the rest is the hooks' own */
	int kind;
	bool asks;
} AppTask;

enum { APP_TASKS = 12 /* of them at most */ };

typedef struct AppTaskList {
	const AppTask *items;
	size_t count;
} AppTaskList;

/* What the app cannot know itself. Any may be NULL. */
typedef struct AppHooks {
	void (*signed_in)(App *app); /* somebody is, and goes on to what the desk is for */
	void (*undo)(App *app);	     /* `u`: take back the last act of this visit */
	void (*lock)(App *app);	     /* F10, and idle: opens the lock's screen with app_open */
	void (*search)(App *app);    /* `/` */
	void (*sign_out)(App *app);  /* F9 */
	void (*tick)(App *app);	     /* about once a second, behind the open screen's */
	void (*settings)(App *app);  /* they were changed, or who is signed in was: read them (app_set_settings) */
	/* Places and acts to be had from every screen through the palette (and their keys, if they have one). */
	Keymap places;
	void (*go)(App *app, int action);
	/* What is to be done that has the words typed; and doing it, from wherever one is, where nothing is
	 * unsaved. */
	bool (*tasks)(App *app, const char *typed, Arena *arena, AppTaskList *ret_tasks, Error *err);
	void (*task)(App *app, const AppTask *task);
	/* Where the pages of an open patient lead to, besides one another; the chart stays the page's. */
	void (*overrides)(App *app, struct Chart *chart);
	void (*papers)(App *app, struct Chart *chart);
	void (*contact)(App *app, struct Chart *chart);
	void (*registration)(App *app, struct Chart *chart);
	void (*rights)(App *app, struct Chart *chart);
	void (*pass_on)(App *app, struct Chart *chart);
	void (*caller)(App *app, struct Chart *chart); /* somebody rings, and asks for the record */
} AppHooks;

typedef struct AppSetup {
	Desk *desk;
	const Zone *zone; /* NULL: UTC */
	Instant now;
	AppSettings settings;
	AppHooks hooks;
	const char *hint;	      /* said where somebody signs in or unlocks; NULL: nothing */
	const Screen *palette, *help; /* opened over the open screen with a Lookup (lookup.h); NULL: there is none */
	const Screen *sealed_help;    /* the help over a sealed screen */
	/* the pages of an open patient, as ChartTab counts them (screens/chart/chart.h) */
	const Screen *const *tabs;
} AppSetup;

enum { APP_ROWS_MIN = 12, APP_COLS_MIN = 40, NOTICE_MAX = 512 };

typedef enum NoticeKind { NOTICE_PLAIN, NOTICE_GOOD, NOTICE_WARNING } NoticeKind;

App *app_new(const AppSetup *setup); /* with no screen: app_open the first */
void app_free(App *app);

/* --- the loop's side --- */
void app_step(App *app, Key key);
/* The picture is on the screen, and no key waited when it came there: Ctrl-S may answer it. */
void app_shown(App *app);
bool app_is_late(const App *app); /* app_load_typed waits: what the screen shows is of before, and need not be drawn */
void app_tick(App *app, Instant now); /* locks after idle, else the screen's tick, once a second */
bool app_awaits(const App *app); /* a card is asked, as the foot says: that does not wait for the next second … */
void app_hear(App *app);	 /* … the open screen looks whether it came */
/* Something that every patient is opened with may be yet to be read: that goes on between keys. */
bool app_reads(const App *app);
void app_read(App *app); /* a few ms of it */
/* Patients wait to be looked at: so does that. */
bool app_works(const App *app);
void app_work(App *app);		 /* a step of it … */
void app_worked(App *app, int64_t took); /* … took so many ms of the processor: the next is of as many as take a few */
/* The canvas's size is the window's; remembers it for app_body_rows. A click is looked for on the canvas drawn last. */
void app_draw(App *app, Canvas *canvas);
/* Over a picture that is drawn: that another desk has been writing for so long. Loads nothing. */
void app_draw_waiting(const App *app, Canvas *canvas, int seconds);
/* Over a picture that is drawn: how far a file is, and what can be done. Loads nothing. */
void app_draw_working(const App *app, Canvas *canvas, int64_t done, int64_t total, const char *words);
bool app_ended(const App *app);
void app_end(App *app);
bool app_take_redraw(App *app); /* true once after Ctrl-L: send the whole picture again */
bool app_take_ring(App *app);	/* true once after app_ring_once: the terminal's bell */
bool app_take_forget(App *app); /* true once after app_forget_typed: drop what was typed ahead */

/* --- screens --- */
/* Opens a screen on top. `argument` is handed to its `enter`, which copies what it keeps. Where `enter` fails, nothing
 * opens and the notice line says why. */
bool app_open(App *app, const Screen *screen, const void *argument);
/* As app_open, on a screen that is only passed on the way: Esc then goes back past it. */
bool app_open_past(App *app, const Screen *screen, const void *argument);
/* Closes the open screen and opens another in its place (tabs). If that fails, the old one stays. */
bool app_replace(App *app, const Screen *screen, const void *argument);
/* A key (of a row) that goes from tab to tab of one thing: the tab that kept it finds it when it is opened again. */
void app_keep(App *app, const char *key);
const char *app_kept(const App *app); /* "" when nothing was kept; inside `enter` too */
/* Closes the open screen, asks nothing; the one below gets `again`. Closing the last one ends the app. */
void app_close(App *app);
void app_back(App *app); /* as Esc: asks first where typed text would be lost */
void app_load(App *app); /* the open screen loads anew what it shows; a fault is said, and what it showed stays */
/* … behind a key that was typed: those that wait behind it (Key.more) are taken first, and what they make is loaded
 * once. */
void app_load_typed(App *app);
/* Another page of the open screen: Ctrl-S that was typed before it is on the screen is not for it. What a key loads
 * anew, another screen and a question are such by themselves. */
void app_turned(App *app);
void app_again(App *app);		  /* as when the screen on top has closed */
void app_home(App *app);		  /* closes all but the first screen, asks nothing */
const Screen *app_screen(const App *app); /* the open one; NULL when none */
void *app_state(App *app);		  /* state of the open screen */
bool app_unsaved(const App *app);	  /* closing all screens would lose typed text on one of them */
bool app_may_leave(App *app);		  /* else the notice says so: going elsewhere closes screens */

/* --- put aside --- */
/* Somebody else is to be served first: all screens but the first are put aside, and taken up again as they stood.
 * In memory alone, for who is signed in; nothing of it is recorded, and midnight forgets it. */
enum { ASIDE_MAX = 6 };

typedef struct Aside {
	const Person *patient;	   /* NULL: of nobody */
	const struct Chart *chart; /* theirs, as it was read then; NULL: none is open */
	const char *what;	   /* the title of the open screen: "Questions, 3 of 9" */
	Instant since;
} Aside;

void app_put_aside(App *app); /* or the notice says why not */
size_t app_aside_count(const App *app);
Aside app_aside(const App *app, size_t at); /* 0: the latest */
void app_take_up(App *app, size_t at);	    /* from the first screen; who may see it was asked before (desk_take_up) */
void app_let_go(App *app, size_t at);	    /* nothing of it is recorded */
void app_forget_aside(App *app);	    /* before somebody signs out */
void app_ask_end(App *app);		    /* as app_end; asks first where something is put aside */

/* --- for screens --- */
const AppSetup *app_setup(const App *app); /* what it was made with: tabs and hooks, for screens that lead to others */
Desk *app_desk(const App *app);
Arena *app_arena(App *app);   /* of the open screen (inside `enter`: of the one being opened) */
Arena *app_loaded(App *app);  /* inside `load`: for what it makes, which goes when it is made anew */
Arena *app_scratch(App *app); /* forgotten when the next key arrives */
Instant app_now(const App *app);
/* Some more of the patients who wait are looked at (desk_work_step), as many as take a few ms. */
bool app_look_on(App *app);
size_t app_pace(const App *app); /* how many that are */
/* In a tick: whether anything may have been written since the tick before, or a minute begins: else what is shown of
 * the ledger stands, but for what goes by the second. */
bool app_moved(const App *app);
Date app_today(const App *app);
LocalTime app_time(const App *app);
const Zone *app_zone(const App *app);
AppSettings app_settings(const App *app);
void app_set_settings(App *app, AppSettings settings);
void app_read_settings(App *app);  /* the hook, where there is one */
int app_body_rows(const App *app); /* of the last drawing; 24-row sizes before the first */
int app_body_cols(const App *app);
/* Somebody is called since then: the bell, where it has not rung for that moment yet (then true). */
bool app_ring_once(App *app, Instant since);
void app_forget_typed(App *app); /* another patient comes: what the last one typed ahead is dropped */

/* The title line: "South Leicestershire Medical Group", "Priya S, reception"; copied. "" before sign-in. */
void app_set_heading(App *app, const char *practice, const char *person);

/* The notice line: what just happened, or why not. It stays until the next key. */
void app_notice(App *app, NoticeKind kind, const char *format, ...) printf_like(3, 4);
void app_fail(App *app, const Error *err); /* the sentence of `err`, as a warning */
/* For an act: app_done(app, desk_…(…, app_error(app))) is whether it was done; where not, the notice says why. */
bool app_done(App *app, bool done) must_check;
Error *app_error(App *app);

/* What was chosen in the palette: how long ago, 1 for the last; 0: not lately. */
void app_note_acted(App *app, const Binding *row);
size_t app_acted(const App *app, const Binding *row);

/* Does an action of the open screen, as if its key had been pressed: `can` is asked first. */
void app_act(App *app, int action);

bool app_always_in_field(const void *state); /* Screen.in_field of screens that are typed into all the time */
/* Gives a key to what is typed in, the form or the list, as if no binding had it. False: none of them took it. */
bool app_type(App *app, Key key);

/* Asks (dialog.h). */
void app_ask(App *app, const Dialog *dialog);
/* … whether what is not saved is to be lost: d is yes. */
void app_ask_discard(App *app, const char *title, const char *text, DialogDone *done);
