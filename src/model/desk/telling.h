/* How an act is told: in one transaction, in which the ledger is read again before anything is added to it.
 *
 *	scoped(telling_end) Telling telling = {
 *		.desk = desk, .chart = chart, .right = ACT_REFER, .living = true, .act = "referred",
 *	};
 *	if (!telling_begin(&telling, err))
 *		return false;
 *	…  // refuse, by what telling.now says
 *	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
 *
 * Nothing outside the model includes this. */
#pragma once

#include "model/desk/inside.h"
#include "model/ledger/tell.h"
#include "model/ledger/transaction.h"

/* How the ledger stands inside the transaction in which an act is told. */
typedef struct TellingNow {
	Instant now;  /* the clock */
	Instant at;   /* what the facts will have: the later of the clock and the patient's latest `at` */
	World world;  /* as it is inside the transaction (fold it: reach_fold(&now->world, now->at, now->now, …));
		       * where they are facts of nobody only `standings` and `directory` */
	Arena *arena; /* as long as the telling */
} TellingNow;

typedef struct Telling {
	/* What the act says of itself, before it begins. */
	Desk *desk;
	Chart *chart;	     /* whose facts these are; NULL: of `patient` */
	const char *patient; /* without a chart; NULL: they are facts of nobody */
	Act right;	     /* what it takes; 0 where only the ledger says that: telling_needs */
	bool anybody;	     /* it takes no right: who is signed in may always do it */
	bool clock;	     /* none of it is done while the clock is behind (RULES, Time) */
	bool living; /* it is not done of a patient who has died, nor of a number whose care goes on under another … */
	bool old_number;  /* … but of such a number it is */
	bool looking;	  /* all it tells is that somebody looked: that is told of the past too */
	bool no_entry;	  /* it is about no entry: those of the patient are not read (nor where it is `looking`) */
	const char *act;  /* in words, for undo ("referred to Physiotherapy"); NULL: not one that undo takes back */
	const char *held; /* in words, where it is held back (desk_hold); NULL: `act` */
	/* why not, as a sentence: undo then does not reach through to what was done before; may be NULL */
	const char *lasting;

	/* How the ledger stands, from telling_begin on. */
	TellingNow now;
	size_t count;	     /* of the facts put */
	int64_t first, last; /* the first and the last of them */

	/* The rest is telling.c's. */
	bool asked;	/* telling_may was */
	bool allowed;	/* who is signed in has the right */
	bool of_nobody; /* a fact of nobody was put: it may change how any patient stands */
	bool dated;	/* the clock was held against what is known of the patient */
	Arena arena;
	Teller *teller;
	Transaction transaction;
	const char **ids; /* of what was put, for undo */
} Telling;

/* The right and the clock, for an act that then looks at what was typed; telling_begin asks it where the act did
 * not. */
bool telling_may(Telling *telling, Error *err) must_check;
/* Opens the transaction and reads the ledger as it is now. Refused, in this order: while nobody is signed in
 * or the desk is locked, without the right, by the clock, in the past, for an account that was closed meanwhile, at a
 * kiosk whose patient was taken over, and of a patient who has died. */
bool telling_begin(Telling *telling, Error *err) must_check;
/* The right that the act takes, where the ledger had to say which. */
bool telling_needs(Telling *telling, Act right, Error *err) must_check;
/* Refused where another desk told something that the fact rests on, after the chart was shown (meanwhile.h).
 * Tells one fact: `patient`, `id` unless given, `at`, `recorded_at` and `by` are filled in. The id then stands until
 * the chart is closed (without a chart: until the next telling without one). An answer is refused while the clock is
 * behind. */
bool telling_put(Telling *telling, Fact *fact, Error *err) must_check;
/* The same of any patient, and none of what undo takes back. */
bool telling_put_of(Telling *telling, const char *patient, Fact *fact, Error *err) must_check;
/* Tells a patient's directory line, in an act that undo does not take back. */
bool telling_put_person(Telling *telling, const Person *person, Error *err) must_check;
bool telling_put_all(Telling *telling, Fact *facts, size_t count, Error *err) must_check;
/* Makes it stand, and refreshes the chart: what hung in it is gone. An act that put nothing changed nothing, which is a
 * success. An act that never named its right is refused. */
bool telling_commit(Telling *telling, Error *err) must_check;
void telling_end(Telling *telling); /* rolls back what was not committed */

/* An act that looks at nothing beforehand. */
bool desk_tell_facts(Desk *desk, Chart *chart, Act right, const char *act, Fact *facts, size_t count,
		     Error *err) must_check;

void visit_forget_last(OpenChart *open); /* once it was taken back */
