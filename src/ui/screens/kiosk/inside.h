/* The inside of the kiosk: what it says, the page that says it, where somebody is and what leads from there to
 * where. */
#pragma once

#include "base/text.h"
#include "model/care/sitting.h"
#include "model/desk/language.h"
#include "model/kiosk/kiosk.h"
#include "model/spoken/language.h"
#include "ui/app.h"
#include "ui/canvas.h"
#include "ui/flow.h"
#include "ui/form.h"
#include "ui/screens/kiosk/kiosk.h"

/* What the kiosk says beside the script of the questions: every word of it is here, for tools/words to find. Places in
 * braces are filled by kiosk_fill, so that a translation can order them anew. The shorter the words of a key, the
 * better: at 40 columns each has to stand beside others. */

typedef enum KioskWords {
	KIOSK_WORDS_CHOOSE,
	/* keys */
	KIOSK_WORDS_YES,
	KIOSK_WORDS_NO,
	KIOSK_WORDS_LATER,
	KIOSK_WORDS_CALL,
	KIOSK_WORDS_ON,
	KIOSK_WORDS_BACK,
	KIOSK_WORDS_NEXT,
	KIOSK_WORDS_PREVIOUS,
	KIOSK_WORDS_GUIDE,
	KIOSK_WORDS_ANSWER,
	KIOSK_WORDS_OTHER_LANGUAGE,
	KIOSK_WORDS_SAVE,
	KIOSK_WORDS_CHANGE,
	KIOSK_WORDS_STOP,
	KIOSK_WORDS_FINISH,
	KIOSK_WORDS_HERE,
	/* the beginning */
	KIOSK_WORDS_WELCOME,
	KIOSK_WORDS_HELP,
	KIOSK_WORDS_SHEET,
	/* who it is */
	KIOSK_WORDS_BORN,
	KIOSK_WORDS_BORN_HOW,
	KIOSK_WORDS_DAY,
	KIOSK_WORDS_MONTH,
	KIOSK_WORDS_YEAR,
	KIOSK_WORDS_BORN_ORDER,
	KIOSK_WORDS_BORN_NONE,
	KIOSK_WORDS_BORN_YEAR,
	KIOSK_WORDS_BORN_COMING,
	KIOSK_WORDS_TICKET,
	KIOSK_WORDS_TICKET_HOW,
	KIOSK_WORDS_TICKET_SHORT,
	KIOSK_WORDS_TICKET_WRONG,
	/* the questions */
	KIOSK_WORDS_QUESTION,
	KIOSK_WORDS_CHOOSE_ONE,
	KIOSK_WORDS_READ_ON,
	/* keys that do nothing */
	KIOSK_WORDS_WRONG_LANGUAGE,
	KIOSK_WORDS_WRONG,
	KIOSK_WORDS_WRONG_ASK,
	KIOSK_WORDS_WRONG_DIGIT,
	/* staff, silence, faults */
	KIOSK_WORDS_CALLED,
	KIOSK_WORDS_CALLED_WAIT,
	KIOSK_WORDS_LOCKED,
	KIOSK_WORDS_TAKEN,
	KIOSK_WORDS_ASK_STAFF,
	KIOSK_WORDS_NOTHING,
	KIOSK_WORDS_FAULT,
	KIOSK_WORDS_STILL,
	KIOSK_WORDS_LOST,
	KIOSK_WORDS_COUNT
} KioskWords;

const char *kiosk_english(KioskWords which);
/* "Back to the start in {count} seconds", with {count} unfilled. */
const char *kiosk_english_seconds(unsigned long count);
const char *kiosk_own_seconds(Desk *desk, const Language *language, unsigned long count);

/* What fills {number}, {of}, {count}, {language} and {words}; what is not used may be left out. */
typedef struct KioskPlaces {
	size_t number, of, count;
	const char *language, *words;
} KioskPlaces;

void kiosk_fill(const char *words_with_places, const KioskPlaces *places, Text *out);

/* A page of the kiosk: what is said, what can be pressed, how it lies in the window.
 *
 * The patient's own words stand first, the English below them, never beside. A script that needs shaping stands at the
 * left, alone on its row or behind a key, and nothing follows it. What can be pressed is in sight at any size; what is
 * said is cut into pages above it, and nothing is ever made shorter: `seen->cut` says that something did not fit. */

enum { KIOSK_SAYINGS = 128, KIOSK_BUTTONS = 16, KIOSK_FIELDS = 3, KIOSK_TARGETS = 64, KIOSK_FIELD_MAX = 8 };
enum { KIOSK_NONE = -1 };

/* Actions of buttons that every page has where what is said takes more than one: the next page ({number} and {of} of
 * its words are filled while drawing), and, but where something is typed, the one before. */
enum { KIOSK_NEXT = 1, KIOSK_PREVIOUS, KIOSK_ANSWER = 200 /* + the key of sitting_answer */ };

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
	bool answer; /* one of those the page is for: shown first, large where there is room */
	bool large;  /* in letters five rows high, where its script has them */
	bool shaped; /* of another script than the page's language: the list of languages */
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
	FlowSeen words; /* what of it was in sight so far */
	bool covered;	/* by a notice, until the next key */
	bool cut;	/* something did not fit: a fault */
} KioskSeen;

typedef struct KioskPage {
	const Language *language; /* NULL: English */
	KioskSaying sayings[KIOSK_SAYINGS];
	int saying_count;
	KioskButton buttons[KIOSK_BUTTONS];
	int button_count;
	KioskField fields[KIOSK_FIELDS];
	int field_count, field; /* `field`: being typed in */
	bool large_field;	/* the one field in letters five rows high, where there is room */
	bool list;		/* each button on a row of its own */
	int ahead;		/* the button chosen by Enter on the last page; KIOSK_NONE: none */
	int selected;		/* moved to; KIOSK_NONE: nobody moved */
	int at;			/* which page of what is said, from 0 */
	KioskSaying notice;	/* over the end of what is said; english NULL: none */
	KioskSeen *seen;
} KioskPage;

void kiosk_page_draw(const KioskPage *given, Area window);
/* The button under this cell of the canvas, or KIOSK_NONE. */
int kiosk_page_at(const KioskPage *page, int row, int col);

/* It can be pressed now: not the next page on the last, no answer before it. */
bool kiosk_page_has(const KioskPage *page, int button);
/* What Enter chooses: moved to, or by itself the next page and then what is ahead; KIOSK_NONE. */
int kiosk_page_chosen(const KioskPage *page);

/* --- for page.c, buttons.c and, below both, put.c --- */

/* How the buttons lie, from the largest to the smallest. */
typedef enum KioskLay { KIOSK_LAY_LARGE, KIOSK_LAY_ROWS, KIOSK_LAY_OWN, KIOSK_LAY_LOW, KIOSK_LAYS } KioskLay;

/* Lays the buttons into `area`, or only counts their rows; 0 where this lay cannot be had for them. */
int kiosk_buttons_lay(const KioskPage *page, KioskLay lay, Area area, bool draw);
/* Marks a word that would be broken: `cols` are too few for it. */
void kiosk_words_fit(const KioskPage *page, const char *text, int cols);
/* Marks what does not fit in the columns. */
void kiosk_put(const KioskPage *page, Area area, int row, int col, Style style, const char *text);

/* The inside of the kiosk, shared by the kiosk*.c files: where somebody is, and what leads from there to where. */

enum { KIOSK_COUNTDOWN = 30, KIOSK_TOLD_SECONDS = 30, KIOSK_HEADING_SECONDS = 3 };

typedef enum KioskPlace {
	KIOSK_AT_START,
	KIOSK_AT_WELCOME,
	KIOSK_AT_SHEET,
	KIOSK_AT_BORN,
	KIOSK_AT_TICKET,
	KIOSK_AT_SITTING,
	KIOSK_AT_GUIDE,
	KIOSK_AT_CALLED, /* from anywhere, and back */
	KIOSK_AT_TOLD,	 /* something that ends the visit was said */
	KIOSK_AT_LOCKED,
	KIOSK_AT_LEAVE,
	KIOSK_PLACES
} KioskPlace;

enum { /* after KIOSK_NEXT and KIOSK_PREVIOUS; KIOSK_ANSWER stands above */
       KIOSK_CALL = KIOSK_PREVIOUS + 1,
       KIOSK_BACK,
       KIOSK_ON,
       KIOSK_GUIDE,
       KIOSK_STOP,
       KIOSK_FINISH,
       KIOSK_HERE,
       KIOSK_STAFF,	     /* F10 */
       KIOSK_LANGUAGE = 100, /* + index */
};

/* What is pressed, the same on every page but for the list of languages, which is all numbers. No key that goes on is a
 * key that answers: whoever leans on one key answers nothing. */
enum {
	KIOSK_KEY_ON = '\r', /* goes on, and to the next page; alone where a page has one of both */
	KIOSK_KEY_YES = '1',
	KIOSK_KEY_NO = '2',
	KIOSK_KEY_LATER = '3',
	KIOSK_KEY_GUIDE = '4',
	KIOSK_KEY_BACK = '5',
	KIOSK_KEY_LANGUAGE = '6',
	KIOSK_KEY_STOP = '7',
	KIOSK_KEY_SAVE = '8', /* its own: no letter stands for it */
};

enum { KIOSK_DAY, KIOSK_MONTH, KIOSK_YEAR };

typedef struct KioskVisit {
	KioskArgument argument; /* `number` is in the screen's arena */
	Desk *desk;
	KioskPlace place, from[KIOSK_PLACES]; /* `from`: where guide, call and leaving go back to */
	const Language *language;	      /* NULL: not chosen yet */
	size_t turn;			      /* whose heading the start has just now */
	char born[KIOSK_FIELDS][KIOSK_FIELD_MAX + 1], ticket[TICKET_DIGITS + 1];
	int field;
	bool led_on;  /* to this field, by one digit that none can follow: Enter is not for this one */
	Chart *chart; /* NULL: nobody known is at it */
	Sitting sitting;
	KioskWords told;
	Instant last_key, warned_at;
	bool warned;
	int warned_page; /* the page of what is said, to go on with, and what of it was in sight */
	FlowSeen warned_words;
	bool says; /* a notice, in these words */
	KioskWords said;
	size_t said_number;
	KioskPage page;
	Form form;		  /* of leaving */
	char refused[NOTICE_MAX]; /* why leaving was refused; "" */
} KioskVisit;

/* What is said at a place, and a key that is the place's own: false where it is none. */
typedef void KioskCompose(App *app, KioskVisit *state);
typedef bool KioskKey(App *app, KioskVisit *state, Key key);

/* --- where somebody is: visit.c --- */

void kiosk_go(App *app, KioskVisit *state, KioskPlace place);
void kiosk_start(App *app, KioskVisit *state); /* whoever was at it is gone, and what was typed is forgotten */
void kiosk_tell(App *app, KioskVisit *state, KioskWords words);	    /* ends the visit, saying why */
void kiosk_end(KioskVisit *state);				    /* whoever was at it is gone; the place stays */
void kiosk_say(KioskVisit *state, KioskWords words, size_t number); /* a notice, until the next key */
void kiosk_who_forget(KioskVisit *state);
void kiosk_sitting_count(const KioskVisit *state, int *ret_question, int *ret_of);

/* --- what is said there: compose.c, sitting.c --- */

KioskCompose kiosk_compose_start, kiosk_compose_welcome, kiosk_compose_sheet, kiosk_compose_born, kiosk_compose_ticket,
	kiosk_compose_sitting, kiosk_compose_guide, kiosk_compose_called, kiosk_compose_told, kiosk_compose_locked;
/* The page as it is now, said by `compose` (NULL: not to a patient) unless there is a warning; page number and
 * selection stay. */
void kiosk_compose(KioskCompose *compose, App *app, KioskVisit *state);

void kiosk_add(App *app, KioskVisit *state, KioskWords words, const KioskPlaces *places, Style style);
void kiosk_button(KioskVisit *state, char key, int action, KioskWords words);
void kiosk_answer(KioskVisit *state, char key, int action, KioskWords words, bool large);

/* --- acts: who.c, leave.c, sitting.c --- */

KioskKey kiosk_who_key; /* digits, and what goes from field to field */
void kiosk_who_on(App *app, KioskVisit *state);

void kiosk_sitting_begin(App *app, KioskVisit *state, Chart *chart);
void kiosk_sitting_answer(App *app, KioskVisit *state, char key);
void kiosk_sitting_back(App *app, KioskVisit *state);

void kiosk_leave_open(App *app, KioskVisit *state);
KioskKey kiosk_leave_key;
void kiosk_leave_draw(const KioskVisit *state, Area area);

/* --- keys: keys.c --- */

void kiosk_button_key(App *app, KioskVisit *state, Key key); /* a key, or the mouse, on one of the buttons */
