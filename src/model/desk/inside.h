/* The inside of the desk, for its own files and for acts of the rooms above; nothing outside the model includes it. */
#pragma once

#include "model/desk/chart.h"
#include "model/desk/desk.h"
#include "model/desk/imported.h"
#include "model/desk/proofs.h"
#include "model/desk/work.h"
#include "model/ledger/book.h"

enum { DESK_ID_MAX = 40, RECENT_MAX = 20 };

/* One act of the visit, to be taken back by voiding its facts. */
typedef struct VisitAct {
	const char *what;	  /* "referred to Physiotherapy" */
	const char *lasting;	  /* why it is not taken back: undo stops here; NULL: it can be */
	const char *const *facts; /* their ids, as told */
	size_t count;
	const Fact *restore; /* of an act that changed contact details: the fact that brings back what was on file; else
				NULL */
	struct VisitAct *earlier;
} VisitAct;

/* A code whose digits were shown in this sign-in: typed back, it is recorded as the patient's choice. */
typedef struct ShownCode {
	const char *fact; /* the `code-issued` fact */
	struct ShownCode *earlier;
} ShownCode;

/* Facts told here in this visit, by one act. */
typedef struct OwnFacts {
	int64_t first, last;
	struct OwnFacts *earlier;
} OwnFacts;

/* A patient's facts as they were told, kept from one reading to the next: then only what was told since is read.
 * Zeroed, none was read; `arena` is to be freed. */
typedef struct KnownFacts {
	Arena arena;
	const Fact *items; /* a list that was given out stays as it was: it grows behind its end, or elsewhere */
	Fact *grown;	   /* `items`, once more was told than the first reading found */
	size_t count, room;
} KnownFacts;

/* The same of the facts of nobody of one sort, as the ledger stood with this head. */
typedef struct KnownOfNobody {
	KnownFacts known;
	Fact *ahead; /* what was read before any was given out, to be freed; or NULL */
	bool given;
	bool read; /* all of them */
	int64_t head;
	Seal seal;
	const Standings *lists; /* the fold of so many of them (desk_keep_lists), or NULL */
	size_t listed, spent;	/* … of how many; bytes that such folds have taken */
	size_t noted;		/* of so many it is known: */
	Instant at, recorded;	/* the latest of each; INSTANT_MIN: of none */
} KnownOfNobody;

/* What stands behind a Chart. */
typedef struct OpenChart {
	Chart chart; /* first: the ui's Chart * is one of these */
	char nhs[11];
	Arena visit;	/* lasts as long as the chart, through every refresh */
	VisitAct *last; /* the latest act that can be taken back, or that says why it is not; or NULL */
	OwnFacts *own;	/* in `visit` */
	OrganisationBook *book;
	Arena entries; /* what chart's entries and texts hang in: it outlives a refresh where no entry was told */
	KnownFacts known;
	Instant next_change; /* the first instant at which the fold changes by itself */
	Instant shown_past;  /* chart.past when it was folded */
	bool here;	     /* desk_records_here then */
} OpenChart;

typedef struct Work Work; /* work.c */
typedef struct Here Here; /* expected.c */

/* Whom who is signed in had open here today, the last first. */
typedef struct Recent {
	char nhs[RECENT_MAX][11];
	size_t count;
	Date day;
} Recent;

enum { TOTP_SECRET = 20 }; /* bytes */

/* Of their second factor, while they are signed in. */
typedef struct Second {
	unsigned char secret[TOTP_SECRET]; /* of the codes that are being set up … */
	bool enrolling;			   /* … where they are */
	int64_t wrong;			   /* codes before the right one */
	bool by_recovery;		   /* a recovery code was used … */
	int left;			   /* … and so many are left */
	bool said;			   /* desk_codes_news was read */
} Second;

struct Desk {
	DeskPorts ports;
	Arena session;			/* holds `staff`; emptied at sign-out */
	Staff *staff;			/* who is signed in, or NULL */
	ShownCode *shown;		/* in `session`; NULL after signing out, kept while locked */
	char session_fact[DESK_ID_MAX]; /* the `signed-in` fact of theirs; "" before they are in, and of a kiosk */
	unsigned shown_proofs;		/* Proof: by what they signed in so far */
	Instant signed_in;		/* when they last did, here or elsewhere, as far as this desk said */
	SignInStep step;		/* what is asked before they are in */
	unsigned card;			/* CardSeen.turn of the card by which they signed in; 0: none */
	CardSeen card_seen;		/* at the last step */
	Instant card_lent;		/* until then their own card may be out: another's is enrolled */
	CardProof card_proof;		/* the last answer, until it is used */
	Second second;
	Ending ending; /* where it was not theirs, else 0 */
	bool locked;
	bool weak;		  /* the passphrase they gave would not be taken for a new one */
	Wrong wrong;		  /* before they signed in; 0: none, or it was said */
	unsigned breaks;	  /* desk_breaks */
	Hold hold;		  /* `ports.ledger` knows it */
	Arena practice_arena;	  /* of what desk_practice handed out last */
	Arena told;		  /* ids of the facts told without a chart, until the next such telling */
	Instant latest;		  /* the latest `recorded_at` this desk has read; INSTANT_MIN before the first */
	int64_t latest_head;	  /* the sequence number up to which `latest` was looked for */
	Instant witnessed;	  /* when a checkpoint was last given out; INSTANT_MIN: not yet */
	bool witness_again;	  /* one is due now */
	const ImportedFile *file; /* that is being taken in (desk_taking_file); NULL: none */
	Work *work;		  /* made at the first step */
	Here *here;		  /* made at the first look */
	KnownOfNobody *of_nobody; /* of each NobodyFacts; made with the desk */
	Recent recent;		  /* in memory alone: forgotten at sign-out, and by the next day */
	char kiosk[4];		  /* of a kiosk that is signed in: its number; else "" */
	char visit[DESK_ID_MAX];  /* at a kiosk: the `ticket` fact by which its patient came; "" */
};

/* --- proofs.c --- */

/* What the practice asks of this account, as Proof. */
unsigned desk_proofs_wanted(const Desk *desk, const Staff *staff);

/* --- card.c --- */

/* A card answered, and is still in: `card_proof` says which. */
bool desk_card_proved(const Desk *desk, Error *err) must_check;
/* NULL: nobody's. */
bool desk_card_owner(Desk *desk, const char *identity, Arena *arena, const Staff **ret_staff, Error *err) must_check;

/* --- clock.c --- */

/* The latest `at` of these facts, or `now` where that is later: what a new fact takes, and what a chart shows. What a
 * file dates later than files may (tell_too_late) is passed over. */
Instant desk_latest_at(FactList facts, Instant now);
Instant desk_next_at(FactList facts, Instant now); /* when the next of those counts; INSTANT_MAX: there is none */
int64_t desk_latest_seq(FactList facts);	   /* of the last of them; 0 where there is none */
/* Whoever signed in or out last did so at a later time than it is now. Of those of a week: where nobody did since, it
 * is said again. */
bool desk_clock_set_back(const Desk *desk, bool *ret_set_back, Error *err) must_check;
/* Remembers the latest moment in these facts, for desk_clock_behind: of those told here, for a file sets no clock. */
void desk_note_facts(Desk *desk, FactList facts);
/* No answer and no code is taken while the clock is more than a minute behind the ledger, or behind `known`: the latest
 * that is known of the patient, INSTANT_MIN where that is looked at later (RULES, Time). */
bool desk_clock_right(Desk *desk, Instant known, Error *err) must_check;
/* The same for an answer of the patient whose facts these are: it is dated after all of them. */
bool desk_may_date(Desk *desk, FactList facts, Error *err) must_check;

/* --- new_id.c --- */

/* A name nobody can guess and nobody else has: `prefix` and 26 characters of base 32 (130 bits). */
bool desk_new_id(Desk *desk, const char *prefix, char out[DESK_ID_MAX], Error *err) must_check;
/* So many of these letters, each as likely as the others; `out` has room for one more. */
bool desk_draw_letters(Desk *desk, const char *letters, size_t count, char *out, Error *err) must_check;

/* --- known.c --- */

/* Of both, what was told since they were last asked for is read. The facts live where `known` does … */
bool desk_known_facts(const Desk *desk, const char *nhs, KnownFacts *known, FactList *ret_facts, Error *err) must_check;
/* … and those of nobody, of one sort, as long as the desk. */
bool desk_facts_of_nobody(const Desk *desk, NobodyFacts which, FactList *ret_facts, Error *err) must_check;
/* What these facts of NOBODY_STANDINGS amount to now, kept until another list is told of or time changes it; it lives
 * as long as the desk, for charts point at it. NULL: too much was kept already, fold them. */
const Standings *desk_keep_lists(const Desk *desk, FactList facts);
/* desk_note_facts, of those of NOBODY_STANDINGS: each is looked at once. */
void desk_note_lists(Desk *desk, FactList facts);

/* --- keyed.c --- */

/* A hash under desk.key, for this purpose alone, of a text, and of what it belongs to (NULL: nothing). */
Seal desk_keyed(const Desk *desk, const char *purpose, const char *of, const char *text);

/* --- find.c --- */

void recent_note(Desk *desk, const char *nhs); /* their chart was opened */

/* --- settings.c --- */

/* The practice's code ("practice" setting), or NULL before set-up. Lives in `arena`. */
const char *desk_practice_code(Desk *desk, Arena *arena);

/* --- wrong.c --- */

/* Counts a try at the passphrase of this name before it is looked at, so that two at once are two; refused, and
 * not counted, while the last one is to be waited for. `ret_before`: what was counted before it. */
bool wrong_try(Desk *desk, const char *name, Wrong *ret_before, Error *err) must_check;
/* It was wrong: told, once they are many, where the name is an account's (NULL: nobody's; it takes as long). */
bool wrong_was(Desk *desk, const char *name, const Staff *staff, Error *err) must_check;
/* It was right; inside a transaction. */
bool wrong_ends(Desk *desk, const char *name, Error *err) must_check;

/* --- secrets.c --- */

/* The account may have been changed, and tries used up, at another desk. */
bool desk_read_account_again(Desk *desk, Error *err) must_check;
/* Whether that is the passphrase of who is signed in: tried as at sign-in, counted and all. */
bool desk_gives_passphrase(Desk *desk, const char *given, bool *ret_right, Error *err) must_check;

/* --- session.c --- */

/* One more proof of who is signed in, who enters once nothing is asked any more; on failure it is as before. */
bool desk_prove(Desk *desk, Proof proof, Error *err) must_check;
bool desk_is_for_people(const Desk *desk, Error *err) must_check; /* no kiosk */
/* What is taken for a new passphrase of this account, at this practice. */
bool desk_passphrase_right(Desk *desk, const char *name, const char *passphrase, Error *err) must_check;
/* Signs in without asking; who it is is copied. */
void desk_session_begin(Desk *desk, const Staff *staff);
/* Whether answers may be taken here: by staff who may ask, or by a kiosk from the patient alone. */
bool desk_may_answer(const Desk *desk, How how, Who who, Error *err) must_check;
Act desk_answering_right(const Desk *desk); /* what that takes here */
/* Somebody is signed in and the desk is not locked; whether they may is another question. */
bool desk_may_act(const Desk *desk, Error *err) must_check;
/* The account of who is signed in is still open and of the same role, as the ledger has it now. A kiosk has none. */
bool desk_still_allowed(Desk *desk, Arena *arena, Error *err) must_check;
bool desk_allows_any(const Desk *desk, const Act *acts, size_t count,
		     Error *err) must_check; /* one of these is enough */

/* --- secrets.c --- */

/* This is the passphrase of who is signed in: tried as at sign-in, counted and all, until something of the account is
 * changed by it. */
bool secrets_theirs(Desk *desk, const char *passphrase, Error *err) must_check;

/* --- chart.c, world.c, find.c --- */

OpenChart *chart_open(Chart *chart);
const OpenChart *chart_open_const(const Chart *chart);
/* A chart of this patient, nothing read yet: the next refresh does. Closed by desk_close_chart. */
Chart *desk_make_chart(const char *nhs);
/* All that is known of a patient but what entries say, read within one read transaction of the caller's. `*ret_book`
 * may be NULL. A patient that the ledger does not know is ERROR_MISSING. */
bool desk_load_world(Desk *desk, const char *nhs, Arena *arena, World *ret_world, OrganisationBook **ret_book,
		     Error *err) must_check;
/* The same without the entries. `known`: what was read of them before, and grows; the facts then live there. NULL: all
 * is read. */
bool desk_load_told(Desk *desk, const char *nhs, KnownFacts *known, Arena *arena, World *ret_world,
		    OrganisationBook **ret_book, Error *err) must_check;
/* What the practices say now, and the facts that say so. */
bool desk_read_standings(Desk *desk, Arena *arena, FactList *ret_facts, Standings *ret_standings,
			 Error *err) must_check;
/* The entries, without what they say: those of the chart of this patient, where none was told since it was read.
 * `chart` may be NULL. */
bool desk_load_entries(Desk *desk, const Chart *chart, const char *nhs, Arena *arena, EntryList *ret_entries,
		       Error *err) must_check;
/* The hash of this code was wiped, for it was seen to have run out. */
bool desk_code_wiped(const Desk *desk, const char *fact);
/* The `merged` fact of the patient under whose number the care of this one goes on; NULL where nobody said that the
 * two are one person, or where that was voided. */
bool desk_goes_on(Desk *desk, const char *nhs, Arena *arena, const Fact **ret_merged, Error *err) must_check;
bool desk_restricted(const Reach *reach);

/* --- work.c --- */

/* The site's own table of what is entered where; its rows as pass_on_write makes them. */
#define PASS_ON_SETTING "pass-on-rows"

/* Questions due of one patient, as many as asking would put: the work list leaves out who registered long ago. */
bool work_questions_due(Desk *desk, const char *nhs, size_t *ret_due, Error *err) must_check;
bool work_questions_listed(Desk *desk, const char *nhs, size_t *ret_due,
			   Error *err) must_check; /* … as many as it has */
/* How many answers are to be passed on, and since when the oldest waits (INSTANT_MAX: none does): whoever asks. */
bool work_to_pass_on(Desk *desk, size_t *ret_count, Instant *ret_oldest, Error *err) must_check;
/* Folds these, and keeps what is due of them and what they add to the figures; inside a transaction. */
bool work_keep(Desk *desk, const TextList *patients, Error *err) must_check;
void work_close(Work *work); /* NULL is let pass */

/* --- work_kept.c --- */

void work_forget(Work *work); /* what it keeps of the patients shown last; NULL is let pass */

/* --- expected.c --- */

void here_close(Here *here); /* NULL is let pass */
