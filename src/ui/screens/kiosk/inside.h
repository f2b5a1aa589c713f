/* The inside of the kiosk, shared by the kiosk*.c files: where somebody is, and what leads from there to where. */
#pragma once

#include "model/care/sitting.h"
#include "model/kiosk/kiosk.h"
#include "ui/app.h"
#include "ui/form.h"
#include "ui/screens/kiosk/kiosk.h"
#include "ui/screens/kiosk/page.h"
#include "ui/screens/kiosk/words.h"

enum { KIOSK_COUNTDOWN = 30, KIOSK_TOLD_SECONDS = 30, KIOSK_HEADING_SECONDS = 3 };

typedef enum KioskPlace {
	KIOSK_AT_START, KIOSK_AT_WELCOME, KIOSK_AT_SHEET, KIOSK_AT_BORN, KIOSK_AT_TICKET, KIOSK_AT_SITTING,
	KIOSK_AT_GUIDE, KIOSK_AT_CALLED, /* from anywhere, and back */
	KIOSK_AT_TOLD,			 /* something that ends the visit was said */
	KIOSK_AT_LOCKED, KIOSK_AT_LEAVE,
	KIOSK_PLACES
} KioskPlace;

enum { /* after KIOSK_NEXT and KIOSK_PREVIOUS */
	KIOSK_CALL = KIOSK_PREVIOUS + 1, KIOSK_BACK, KIOSK_ON, KIOSK_GUIDE, KIOSK_STOP, KIOSK_FINISH, KIOSK_HERE,
	KIOSK_STAFF, /* F10 */
	KIOSK_LANGUAGE = 100, /* + index */
	KIOSK_ANSWER = 200,   /* + the key of sitting_answer */
};

enum { KIOSK_DAY, KIOSK_MONTH, KIOSK_YEAR };

typedef struct KioskVisit {
	KioskArgument argument; /* `number` is in the screen's arena */
	Desk *desk;
	KioskPlace place, from[KIOSK_PLACES]; /* `from`: where guide, call and leaving go back to */
	const Language *language; /* NULL: not chosen yet */
	size_t turn;		  /* whose heading the start has just now */
	char born[KIOSK_FIELDS][KIOSK_FIELD_MAX + 1], ticket[TICKET_DIGITS + 1];
	int field;
	Chart *chart; /* NULL: nobody known is at it */
	Sitting sitting;
	KioskWords told;
	Instant last_key, warned_at;
	bool warned;
	int warned_page; /* the page of what is said, to go on with */
	bool says;	 /* a notice, in these words */
	KioskWords said;
	size_t said_number;
	KioskPage page;
	Form form;	/* of leaving */
	char refused[NOTICE_MAX]; /* why leaving was refused; "" */
} KioskVisit;

/* What is said at a place, and a key that is the place's own: false where it is none. */
typedef void KioskCompose(App *app, KioskVisit *state);
typedef bool KioskKey(App *app, KioskVisit *state, Key key);

/* ── where somebody is: kiosk_visit.c ── */

void kiosk_go(App *app, KioskVisit *state, KioskPlace place);
void kiosk_start(App *app, KioskVisit *state); /* whoever was at it is gone, and what was typed is forgotten */
void kiosk_tell(App *app, KioskVisit *state, KioskWords words); /* ends the visit, saying why */
void kiosk_end(KioskVisit *state); /* whoever was at it is gone; the place stays */
void kiosk_say(KioskVisit *state, KioskWords words, size_t number); /* a notice, until the next key */
void kiosk_who_forget(KioskVisit *state);
void kiosk_sitting_count(const KioskVisit *state, int *ret_question, int *ret_of);

/* ── what is said there: kiosk_compose.c, kiosk_sitting.c ── */

KioskCompose kiosk_compose_start, kiosk_compose_welcome, kiosk_compose_sheet, kiosk_compose_born, kiosk_compose_ticket,
	kiosk_compose_sitting, kiosk_compose_guide, kiosk_compose_called, kiosk_compose_told, kiosk_compose_locked;
/* The page as it is now, said by `compose` (NULL: not to a patient) unless there is a warning; page number and selection
 * stay. */
void kiosk_compose(KioskCompose *compose, App *app, KioskVisit *state);

/* The words in the language of the page; NULL where that is English or has none. */
const char *kiosk_own(const KioskVisit *state, KioskWords words);
const Language *kiosk_speaks(const KioskVisit *state);
void kiosk_add(App *app, KioskVisit *state, KioskWords words, const KioskPlaces *places, Style style);
void kiosk_button(KioskVisit *state, char key, int action, KioskWords words);
void kiosk_answer(KioskVisit *state, char key, int action, KioskWords words, bool large);

/* ── acts: kiosk_who.c, kiosk_leave.c, kiosk_sitting.c ── */

KioskKey kiosk_who_key; /* digits, and what goes from field to field */
void kiosk_who_on(App *app, KioskVisit *state);

void kiosk_sitting_begin(App *app, KioskVisit *state, Chart *chart);
void kiosk_sitting_answer(App *app, KioskVisit *state, char key);
void kiosk_sitting_back(App *app, KioskVisit *state);

void kiosk_leave_open(App *app, KioskVisit *state);
KioskKey kiosk_leave_key;
void kiosk_leave_draw(const KioskVisit *state, Area area);

/* ── keys: kiosk_keys.c ── */

void kiosk_button_key(App *app, KioskVisit *state, Key key); /* a key, or the mouse, on one of the buttons */
