/* The ask: one sitting with one patient, step by step, for desk and kiosk alike.
 *
 * Who is speaking, how to reach the patient, what sharing means (once, however many referrals), Share Out and Share In
 * of each referral, the honest sentences, the choices beside them, read back with what will change, saved. No key that
 * goes on is one that answers. What was recorded elsewhere since it began is told before the read back, and asked
 * again. Nothing is recorded before the read back is agreed to; then all of it is, in one transaction. A sitting that
 * is given up leaves every question as it was. */
#pragma once

#include "model/care/care.h"
#include "model/readings/sight.h"
#include "model/spoken/language.h"
#include "model/spoken/script.h"

typedef enum SittingStep {
	SITTING_RESPOND,	/* of a permission to look alone: whether anybody can answer */
	SITTING_WHO,		/* 16 and over */
	SITTING_CAN_DECIDE,	/* 11 to 15: whether the child can decide */
	SITTING_CAPACITY,	/* somebody else is to speak: only where the patient cannot decide */
	SITTING_NAME,		/* typed: of who speaks for the patient */
	SITTING_REASON,		/* typed: of a best-interest decision */
	SITTING_CONTACT,	/* no way to reach the patient is on file */
	SITTING_CONTACT_DETAIL, /* typed: a UK mobile number or an e-mail address */
	SITTING_EXPLAIN,
	SITTING_ASK, /* once for each direction of each referral that is asked in full */
	/* at the desk, for each further service of which the same words would be read: both by one key */
	SITTING_ROWS,
	SITTING_HONEST,
	SITTING_MORE,	   /* after those: whether there is time for the choices that were never made */
	SITTING_CHOOSE,	   /* once for each choice */
	SITTING_MEANWHILE, /* another desk recorded something of it since */
	SITTING_OTHER,	   /* another agreement there still says yes: end that too? */
	SITTING_READ_BACK, /* what was answered, and what that changes */
	SITTING_SAVED,
	SITTING_STEPS
} SittingStep;

/* What is to be asked. */
typedef struct SittingOrder {
	const char *episode;   /* this one only; NULL: all that are due */
	Direction direction;   /* this direction only, whether answered or not; 0: those not asked yet */
	How how;	       /* HOW_KIOSK: the patient alone, 16 and over */
	const char *language;  /* chosen by the patient ("en"); NULL: that of their file, where it is on */
	const Choice *choices; /* these alone, and no agreement; NULL: agreements */
	size_t choice_count;
	bool more; /* and then the choices that are due (choices_due) */
	/* A change of mind: what explains was read with the first answer, and the patient speaks or `who_else` does. */
	bool change, who_else;
} SittingOrder;

typedef struct SittingItem { /* one question */
	const char *episode, *org, *called;
	Direction direction;
	Answer answer; /* 0: not reached, or later */
	bool later;
	bool again; /* another desk recorded something about it since: to be asked again */
} SittingItem;

typedef struct SittingNews { /* what another desk, a kiosk or a file recorded since the sitting began */
	const char *by;
	Instant at;
	SittingItem about; /* the question; `org` NULL: something else */
	bool ended;	   /* the agreement did */
} SittingNews;

typedef struct SittingChosen { /* one choice beside Share Out and Share In */
	Choice choice;
	const char *called; /* the organisation or the study; else NULL */
	Date day;	    /* of the entry; else none */
	Answer answer;	    /* 0: not reached, or later */
	bool later;
	bool again; /* as of a question */
} SittingChosen;

enum { SITTING_TYPED_MAX = 256 };

typedef struct Sitting { /* a value; all but `desk` and `chart` is its own, and what it holds lives in its arena */
	Desk *desk;
	Chart *chart;
	Arena arena;
	SittingItem *items, *others;
	size_t item_count, other_count;
	size_t full; /* so many items are asked in full; those behind them, in pairs, by rows */
	SittingChosen *chosen;
	size_t chosen_count;
	bool more;	   /* there is time for them: said so, or nothing else is asked */
	bool unable;	   /* nobody can answer: a permission to look is noted so */
	SittingNews *news; /* since it was last told; none but from SITTING_MEANWHILE on */
	size_t news_count;
	bool known;	 /* who speaks: the patient, as whoever asks said */
	bool asks_again; /* those of the items alone that are marked so */
	Speaker speaker; /* name and reason apart, which are typed below */
	char name[SITTING_TYPED_MAX], reason[SITTING_TYPED_MAX], contact[SITTING_TYPED_MAX];
	bool gives_contact;
	const char *patient; /* "Maureen Ashby" */
	const Language *language;
	int age; /* in years; −1 if the birth date is not known */
	SittingStep step;
	size_t at; /* which question of the step */
} Sitting;

/* Refused where nothing is due, where the episode is closed, at the kiosk under 16, and while the clock is behind. */
bool sitting_begin(Sitting *sitting, Desk *desk, Chart *chart, const SittingOrder *order, Error *err) must_check;
/* For staff, before anything is asked: whose record system nobody has said, so that a yes would open nothing (E1); NULL
 * where all is known. Lives in `arena`. */
const char *sitting_unlinked(const Sitting *sitting, Arena *arena);
void sitting_end(Sitting *sitting); /* what was not saved by then is not recorded */

typedef struct SittingLine { /* words to be read out, their places filled */
	ScriptText text;
	const char *english;
	const char *own; /* in the patient's language; NULL where that is English, and for what is for staff */
	bool question;	 /* what is asked; the others tell */
} SittingLine;

/* What holds of an answer, said to the patient: never that somebody can see where they cannot, nor that they cannot
 * where they can. `but`: why a yes opens nothing; 0: nothing is to be added. */
typedef struct Holds {
	ScriptText said, but;
} Holds;

Holds holds_in(const Reach *probe, const char *org, Answer answer); /* of Share In, yes or no; sight_probe */
Holds holds_in_agreement(const Viewer *viewer, Answer answer);	    /* without regard to an override */
Holds holds_out(const Reach *reach, const char *org, Answer answer);
ScriptText unlinked_text(const Reach *reach, const char *org); /* of Share Out: 0 where it is shared by a system */
ScriptText obstacle_text(Obstacle obstacle);		       /* 0 for none */
bool opted_out_of_all_care(const Reach *reach);

typedef struct SittingChoice {
	char key;
	ScriptText label;
	const char *english, *own;		 /* as of a line */
	bool enter;				 /* Enter stands for it: it goes on and answers nothing */
	bool stays;				 /* the step stays, in other words */
	bool (*offered)(const Sitting *sitting); /* NULL: always */
} SittingChoice;

typedef struct SittingQuestion {
	SittingStep step;
	const SittingLine *lines;
	size_t line_count;
	const SittingChoice *choices; /* those offered now; none where something is to be typed */
	size_t choice_count;
	const SittingItem *rows; /* of SITTING_ROWS: all that are asked so, Share Out and Share In by turns */
	size_t row_count, row;	 /* how many services, and which is asked now */
	const char *typed;	 /* what was typed here before; NULL where nothing is to be typed */
	size_t number, of;	 /* "3 of 9"; more may come by an answer */
} SittingQuestion;

/* The step as it stands. Lines and choices live in `arena`. */
void sitting_question(const Sitting *sitting, Arena *arena, SittingQuestion *ret_question);

/* Takes the answer and goes on. Refused, staying there: a key that is not offered, text that is not what is asked for,
 * and on the read back whatever desk_record refuses. */
bool sitting_answer(Sitting *sitting, char key, Error *err) must_check;
bool sitting_type(Sitting *sitting, const char *typed, Error *err) must_check;

/* At the desk: by which way it is asked, for all answers of the sitting and for what follows in this visit. */
void sitting_ask_by(Sitting *sitting, How how);
/* At the first step: the language of this sitting alone; the patient's file stays as it is. Refused in one that the
 * practice has not turned on, and once something was asked. */
bool sitting_speak(Sitting *sitting, const Language *language, Error *err) must_check;

/* One step back, answers kept. False on the first step and once it is saved. */
bool sitting_back(Sitting *sitting);

bool sitting_done(const Sitting *sitting);     /* saved */
bool sitting_anything(const Sitting *sitting); /* something would be lost by leaving now */
/* How many answers there are: to agreements, and choices that are made by them. */
size_t sitting_answer_count(const Sitting *sitting);
size_t sitting_choice_count(const Sitting *sitting);
