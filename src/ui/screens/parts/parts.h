/* Pieces that the screens of several folders are made of. */
#pragma once

#include "model/audit/audit.h"
#include "model/codes/codes.h"
#include "model/desk/chart.h"
#include "model/kiosk/kiosk.h"
#include "model/lists/lists.h"
#include "model/paper/sheet.h"
#include "ui/app.h"
#include "ui/canvas.h"
#include "ui/editor.h"
#include "ui/key.h"
#include "ui/large.h"
#include "ui/list.h"
#include "ui/qr.h"

/* The lines of a choice card: words wrapped to the window, and among them the lines that a key answers.
 *
 * A list as any other, so that it is read whole in 40×12 too; Up and Down go from one line that can be answered to the
 * next where that is in sight, and line by line elsewhere. The lines are made by the `load` of the
 * owner: card_lines_begin, card_heading / card_words / card_item / card_below in order, card_lines_end. */

typedef enum CardMark { CARD_MARK_NONE, CARD_MARK_YES, CARD_MARK_NO, CARD_MARK_ASK, CARD_MARK_WAITING } CardMark;

typedef struct CardLine {
	Style style;
	int indent;
	const char *text;
	CardMark mark;	/* before the text of an item */
	const char *id; /* of an item: what the owner finds it by; "" for words */
	int kind;	/* of an item, the owner's; 0 for words */
	bool part;	/* an item goes on here: its first line says which */
} CardLine;

typedef struct CardLines {
	List list;
	Arena *arena; /* of what is loaded */
	CardLine *lines;
	size_t count, room;
	int cols; /* that they were wrapped to */
	bool shown;
} CardLines;

const char *card_line_key(const void *rows, size_t index); /* the `row_key` of the list */

void card_lines_begin(CardLines *self, App *app);
void card_heading(CardLines *self, const char *text);
void card_words(CardLines *self, Style style, const char *text);
/* `id` is copied. An item that is longer than a row goes on below itself. */
void card_item(CardLines *self, int kind, const char *id, CardMark mark, const char *text);
void card_below(CardLines *self, Style style, const char *text); /* more of the item above; keys answer there too */
void card_lines_end(CardLines *self);

const CardLine *card_chosen(const CardLines *self); /* the selected item; NULL where words are selected */
void card_lines_draw(const CardLines *self, Area area);

/* Finding an organisation of the whole directory: what is typed is looked for at each key, by name, code or town. */

typedef enum FinderAnswer { FINDER_IGNORED, FINDER_CHANGED, FINDER_CHOSEN } FinderAnswer;

typedef struct Finder {
	Editor editor;
	List list;
	OrganisationList found;
	const Chart *chart; /* whose practice's list the standing is read from */
	Date today;
	bool with_closed; /* closed ones can be chosen too */
} Finder;

void finder_open(App *app, Finder *finder, const Chart *chart, bool with_closed);
void finder_look(App *app, Finder *finder); /* part of the screen's `load`; a fault is said */
FinderAnswer finder_key(App *app, Finder *finder, Key key);
const Organisation *finder_chosen(const Finder *finder); /* the selected one, NULL where nothing matches */
/* "Loughborough Hospital, Loughborough (RT5YG): on the local list." */
void finder_explain(const Finder *finder, Text *out);
/* Where there are more than are shown: "100 of 240: type more. " */
void finder_cut(const OrganisationList *found, Text *out);
/* What the desk says of any organisation, as there: "on the local list", "needs a code", "system not known".
 * `brief`: in 12 columns. */
const char *finder_says(Standing standing, const Organisation *organisation, Date today, bool brief);
void finder_draw(const Finder *finder, Area area);

/* A code as it is shown to a patient: large digits, and a QR where there is room. */

enum { CODE_LARGE_ROWS = LARGE_ROWS, CODE_LARGE_COLS = 27 };

typedef struct CodeWords {
	char digits[CODE_DIGITS + 1];
	char organisation[128]; /* short name */
	LocalTime until;
} CodeWords;

/* The QR of a code for a space of rows × cols cells, kept until the space or the code is another. Freed with
 * code_picture_free, which forgets the digits too. */
typedef struct CodePicture {
	CodeWords words;
	Arena arena;
	Qr qr;
	int rows, cols; /* the space it was made for; 0: none yet */
	bool utf8, fits;
} CodePicture;

void code_picture_set(CodePicture *picture, const CodeWords *words);
void code_picture_free(CodePicture *picture);
/* NULL where it does not fit: then the digits alone are shown. */
const Qr *code_picture_qr(CodePicture *picture, bool utf8, int rows, int cols);

/* "123 456", each digit drawn with itself. */
void code_draw_large(const char *digits, Area area, int row, int col);

/* A sheet as it will be printed, read in rows that scroll. */

typedef struct SheetSeen { /* of the last drawing */
	int page, over;	   /* rows shown at once, and rows beyond them */
} SheetSeen;

typedef struct SheetView {
	int top;
	SheetSeen *seen; /* drawing fills it, so that keys know */
} SheetView;

/* In the language of the sheet with its English below each block, or in English alone. */
void sheet_view_draw(const SheetView *view, const Sheet *sheet, bool english, Area area);
bool sheet_view_key(SheetView *view, Key key); /* false: not one that scrolls */

/* Asking for the name of a file, and writing a table to it. */

/* `start`: the name that is offered; `done` of the dialog calls save_table. */
void save_table_ask(App *app, const char *start, DialogDone *done);
bool save_table(App *app, const Table *table, const char *name); /* says where it is, or why not */

/* What a desk sees of its kiosks: who answers where, and who calls. */

enum { KIOSK_WATCH_ROWS = 2, KIOSK_WATCH_TEXT = 160 };

typedef struct KioskWatch { /* those that need somebody first; idle ones are not shown */
	char lines[KIOSK_WATCH_ROWS][KIOSK_WATCH_TEXT];
	bool calls[KIOSK_WATCH_ROWS];
	int count;
	char number[4], nhs[11]; /* of the first; nhs "" where nobody known is at it */
} KioskWatch;

void kiosk_watch_load(KioskWatch *watch, const App *app);
void kiosk_watch_draw(const KioskWatch *watch, Area area); /* one row each */

/* Of one patient: "Answering at kiosk 1, question 2 of 4."; "" while they are at none. */
void kiosk_watch_patient(char said[KIOSK_WATCH_TEXT], const App *app, const Chart *chart);

/* A hook of the app: the bell and a notice, once for each call, whatever screen is open. */
void kiosk_watch_ring(App *app);
