/* What is inside an App: for app.c (the stack) and the files app_….c alone. */
#pragma once

#include "ui/app.h"
#include "ui/form.h"

enum { FRAMES_MAX = 32, HEADING_MAX = 128, ACTED_MAX = 8 };

/* One screen on the stack. It lives in its own arena. */
typedef struct Frame {
	const Screen *screen;
	void *state;
	Arena arena;
	Arena loaded;		 /* what `load` made */
	DialogBox *dialog;	 /* NULL: none open */
	Arena dialog_arena;	 /* its own: a screen resets its arena at a tick, under an open dialog */
	bool passed;		 /* Esc on the screen above goes past it */
	struct Frame *next;	 /* of those that have closed */
	char kept[LIST_KEY_MAX]; /* handed on to the screen that takes this one's place */
} Frame;

/* An act that a plain key asked for, and that the desk held back: Ctrl-S does it. */
typedef struct Held {
	const Frame *frame; /* NULL: none is */
	int action;
	char row[LIST_KEY_MAX]; /* what it is about, in a list */
} Held;

/* All screens but the first, as they stood. */
typedef struct PutAside {
	Frame *frames[FRAMES_MAX];
	size_t depth; /* at least 1 */
	Instant since;
	char what[HEADING_MAX];
} PutAside;

struct App {
	AppSetup setup;
	Frame *frames[FRAMES_MAX];
	size_t depth;
	PutAside aside[ASIDE_MAX]; /* the earliest first */
	size_t aside_count;
	Frame *closed; /* freed at the next key: the function that closed them may still read its state */
	Arena scratch;
	Instant now, last_key;
	bool moved;	   /* app_moved */
	bool reads, works; /* app_reads, app_works */
	size_t pace;
	char practice[HEADING_MAX], person[HEADING_MAX];
	char notice[NOTICE_MAX];
	NoticeKind notice_kind;
	Error error; /* of the last act */
	Held held;
	bool digit; /* the last key was one */
	int body_rows, body_cols;
	const Frame *clicked;		 /* the screen of the last click */
	const Binding *acted[ACTED_MAX]; /* app_note_acted: the last first */
	bool late;			 /* app_load_typed waits */
	bool shown, steps;		 /* app_shown, and nothing else stands there since; a key is acted on */
	bool ended, redraw, ring, forget;
	Instant rung;
	const Canvas *drawn; /* last, where there is a mouse */
	bool small;	     /* the last drawing had no room for a screen */
};

Frame *app_top(const App *app);		     /* NULL when none */
PutAside app_aside_out(App *app, size_t at); /* it is put aside no more */
void app_bury(App *app);		     /* frees what has closed */
const char *app_title(const App *app, const Frame *frame, Arena *arena);
void app_forget_yesterday(App *app);		/* what was put aside before today */
const Keymap *app_keymap(const Screen *screen); /* the global one, as far as this screen lets it in */
bool app_in_field(const Frame *frame);
List *frame_list(const Frame *frame); /* NULL: none is shown */
Form *frame_form(const Frame *frame); /* NULL: none is being filled in */
/* A click on a key that is shown is that key, and types nothing; any other stays what it is. KC_NONE: it means
 * nothing. */
Key app_pointed(const App *app, const Frame *top, Key key);
