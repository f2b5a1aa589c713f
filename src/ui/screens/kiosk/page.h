/* A page of the kiosk: what is said, what can be pressed, how it lies in the window.
 *
 * The patient's own words stand first, the English below them, never beside. A script that needs shaping stands at the
 * left, alone on its row or behind a key, and nothing follows it. What can be pressed is in sight at any size; what is
 * said is cut into pages above it, and nothing is ever made shorter: `seen->cut` says that something did not fit. */
#pragma once

#include "model/spoken/language.h"
#include "ui/canvas.h"

enum { KIOSK_SAYINGS = 128, KIOSK_BUTTONS = 16, KIOSK_FIELDS = 3, KIOSK_TARGETS = 64, KIOSK_FIELD_MAX = 8 };
enum { KIOSK_NONE = -1 };

/* Actions of buttons that every page has where what is said takes more than one: the next page ({number} and {of} of its
 * words are filled while drawing), and, but where something is typed, the one before. */
enum { KIOSK_NEXT = 1, KIOSK_PREVIOUS };

typedef struct KioskSaying {
	const char *own, *english; /* `own` NULL where the language is English, and for what is English only */
	Style style;
	bool heads; /* a heading: its page holds what follows too */
	bool spare; /* left out where rows are few: it says nothing that has to be known */
} KioskSaying;

typedef struct KioskButton {
	int action;
	char key; /* what is pressed, and shown: '1', '*'; '\r' is shown as Enter, 0x1B as Esc */
	const char *own, *english;
	bool answer;  /* one of those the page is for: shown first, large where there is room */
	bool large;   /* in letters five rows high, where its script has them */
	bool shaped;  /* of another script than the page's language: the list of languages */
} KioskButton;

typedef struct KioskField { /* digits being typed */
	const char *own, *english;
	char digits[KIOSK_FIELD_MAX + 1];
	int max;
} KioskField;

typedef struct KioskTarget { /* of a finger or the mouse, on the canvas */
	Area area;
	int button;
} KioskTarget;

typedef struct KioskSeen { /* what the last drawing found */
	KioskTarget targets[KIOSK_TARGETS];
	int target_count, pages;
	bool cut; /* something did not fit: a fault */
} KioskSeen;

typedef struct KioskPage {
	const Language *language; /* NULL: English */
	KioskSaying sayings[KIOSK_SAYINGS];
	int saying_count;
	KioskButton buttons[KIOSK_BUTTONS];
	int button_count;
	KioskField fields[KIOSK_FIELDS];
	int field_count, field;  /* `field`: being typed in */
	bool large_field;        /* the one field in letters five rows high, where there is room */
	bool list;               /* each button on a row of its own */
	int ahead;               /* the button chosen by Enter on the last page; KIOSK_NONE: none */
	int selected;            /* moved to; KIOSK_NONE: nobody moved */
	int at;                  /* which page of what is said, from 0 */
	KioskSaying notice;      /* over the end of what is said; english NULL: none */
	KioskSeen *seen;
} KioskPage;

void kiosk_page_draw(const KioskPage *page, Area area);
/* The button under this cell of the canvas, or KIOSK_NONE. */
int kiosk_page_at(const KioskPage *page, int row, int col);

bool kiosk_page_has(const KioskPage *page, int button); /* it can be pressed now: not the next page on the last */
/* What Enter chooses: moved to, or by itself the next page and then what is ahead; KIOSK_NONE. */
int kiosk_page_chosen(const KioskPage *page);

/* ── for kiosk_page.c, kiosk_buttons.c and, below both, kiosk_put.c ── */

/* How the buttons lie, from the largest to the smallest. */
typedef enum KioskLay { KIOSK_LAY_LARGE, KIOSK_LAY_ROWS, KIOSK_LAY_OWN, KIOSK_LAY_LOW, KIOSK_LAYS } KioskLay;

/* Lays the buttons into `area`, or only counts their rows; 0 where this lay cannot be had for them. */
int kiosk_buttons_lay(const KioskPage *page, KioskLay lay, Area area, bool draw);
/* Marks a word that would be broken: `cols` are too few for it. */
void kiosk_words_fit(const KioskPage *page, const char *text, int cols);
/* Marks what does not fit in the columns. */
void kiosk_put(const KioskPage *page, Area area, int row, int col, Style style, const char *text);
