/* A question laid over the screen: yes by a letter, yes by a typed word, or one line of text.
 *
 * Enter alone never confirms. Esc (or n, for a letter) answers no. Used only for what cannot be undone, or for typed
 * text that would be lost. Opened with app_ask. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/key.h"

typedef struct App App;

typedef enum DialogKind {
	DIALOG_LETTER, /* `letter` is yes; n or Esc is no */
	DIALOG_WORD,   /* yes is `word`, typed, then Enter */
	DIALOG_TEXT,   /* one line of text, then Enter; text "" is refused unless `optional` */
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
	const char *yes;   /* of LETTER: what it does, "Discard" */
	const char *word;  /* of WORD */
	size_t max;	   /* of TEXT: bytes, 0 for 200 */
	const char *start; /* of TEXT: what the field holds at first */
	bool optional;
	DialogDone *done;
} Dialog;

/* --- the app's side --- */

typedef enum DialogAnswer { DIALOG_OPEN, DIALOG_YES, DIALOG_NO } DialogAnswer;

typedef struct DialogBox { /* a dialog that is being answered; its texts are in the arena of dialog_open */
	Dialog dialog;
	Editor editor;
	const char *fault; /* why Enter was not taken, or NULL */
} DialogBox;

void dialog_open(DialogBox *box, Arena *arena, const Dialog *dialog);
DialogAnswer dialog_key(DialogBox *box, Key key);
void dialog_draw(const DialogBox *box, Area area);
