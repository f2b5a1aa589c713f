/* A question laid over the screen: yes by Ctrl-S, yes by a letter, or one line of text.
 *
 * What records something is confirmed by Ctrl-S, never by a letter or Enter, which a name typed into the wrong place
 * has too: SAVE, and a text that has a `yes`. Esc (or n, for a letter) answers no. Opened with app_ask. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/flow.h"
#include "ui/key.h"

typedef struct App App;

typedef enum DialogKind {
	DIALOG_SAVE,   /* Ctrl-S is yes, Esc is no: for what records */
	DIALOG_LETTER, /* `letter` is yes; n or Esc is no: for what is lost unrecorded */
	/* one line of text, then Ctrl-S where there is a `yes`, else Enter; text "" is refused unless `optional` */
	DIALOG_TEXT,
	DIALOG_SECRET, /* as TEXT, drawn as bullets */
} DialogKind;

/* Called once it is answered with yes, and is gone, so that it may open screens or ask again. `state` is that of the
 * screen that asked; `text`: what was typed, "" for a letter; valid during the call. */
typedef void DialogDone(App *app, void *state, const char *text);

typedef struct Dialog {
	DialogKind kind;
	const char *title;
	const char *text;  /* a sentence or two; copied */
	char letter;	   /* of LETTER: 'd' */
	const char *yes;   /* what it does, "Discharge"; of TEXT: where that records something, else NULL */
	size_t max;	   /* of TEXT: bytes, 0 for 200 */
	const char *start; /* of TEXT: what the field holds at first */
	bool optional;
	DialogDone *done;
} Dialog;

bool dialog_types(const Dialog *dialog);   /* one line of text is typed */
bool dialog_records(const Dialog *dialog); /* Ctrl-S is its yes */

/* --- the app's side --- */

typedef enum DialogAnswer { DIALOG_OPEN, DIALOG_YES, DIALOG_NO } DialogAnswer;

typedef struct DialogBox { /* a dialog that is being answered; its texts are in the arena of dialog_open */
	Dialog dialog;
	Editor editor;
	FlowRead *read; /* of its text: in a low window it has pages, and is answered with yes once they were shown */
	Area *frame;	/* where it was drawn */
	const char *fault; /* why Enter was not taken, or NULL */
} DialogBox;

void dialog_open(DialogBox *box, Arena *arena, const Dialog *dialog);
DialogAnswer dialog_key(DialogBox *box, Key key);
void dialog_draw(const DialogBox *box, Area area);
