/* What is done for one patient: acts of their care, disputes, the marks on an entry. */
#pragma once

#include "model/choices/choice.h"
#include "model/desk/chart.h"
#include "model/desk/speaker.h"

/* Acts in the care of one patient: refer, answer, end, discharge, private, contact, take back. */

typedef struct Referral {
	const char *org;     /* its code; a closed organisation is refused */
	const char *service; /* "Physiotherapy, knee"; may be NULL */
	System system;	     /* what they use, where that is not known yet; 0: not said. Told in the same transaction */
} Referral;

/* `ret_episode` lives in the chart. The chart is refreshed by every act here. */
bool desk_refer(Desk *desk, Chart *chart, const Referral *referral, const char **ret_episode, Error *err) must_check;

/* One answer of a sitting. NOT_GIVEN is recorded too ("could not or would not answer"). */
typedef struct GivenAnswer {
	const char *episode;
	Direction direction;
	Answer answer;
} GivenAnswer;

/* How to reach and to speak with the patient: what is to be changed of it. */
typedef struct Contact {
	/* NULL leaves as it is, "" takes it off the file */
	const char *mobile, *email, *language, *preferred, *postcode;
	Prefers prefers;	   /* 0 leaves as it is, as the next two */
	Truth online, interpreter; /* has an account; needs one */
} Contact;

/* All that one sitting came to; contact NULL: as it is. */
typedef struct Given {
	const GivenAnswer *answers;
	size_t answer_count;
	const ChoiceGiven *choices;
	size_t choice_count;
	const Contact *contact;
} Given;

/* Saves a whole sitting in one transaction, each answer with who said it and how. Best interest: clinicians only, and
 * never of research. Parental responsibility: refused at 16 and over; attorneys, deputies and best interest only where
 * the patient lacks capacity. Who cannot respond at the point of care: no speaker (0), and nothing else with it. */
bool desk_record(Desk *desk, Chart *chart, const Speaker *speaker, const Given *given, Error *err) must_check;
/* The facts that desk_record would tell, contact details apart, for desk_preview: how many, in `facts`, which has room
 * for all; their notes live in `keep`. */
size_t desk_given_facts(Desk *desk, const Chart *chart, const Speaker *speaker, const Given *given, Arena *keep,
			Fact *facts);

bool desk_discharge(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_cancel_discharge(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_end_agreement(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_dispute(Desk *desk, Chart *chart, const char *episode, const char *note, Error *err) must_check;

/* Hidden at once. By a clinician it is a private mark, by others a wish listed for a clinician. */
bool desk_make_private(Desk *desk, Chart *chart, const char *entry, Error *err) must_check;
/* Entries that belong with this one (desk_link_why) and are not hidden yet: private marking offers
 * them. */
void desk_linked_entries(const Chart *chart, size_t entry, Arena *arena, const size_t **ret_entries, size_t *ret_count);

/* One fact of all that is changed. What no message can be sent to, and what is no postcode, is refused. */
bool desk_contact(Desk *desk, Chart *chart, const Contact *contact, Error *err) must_check;

/* "Recorded in error": voids a fact of this patient, for a reason. A void cannot be voided. */
bool desk_void(Desk *desk, Chart *chart, const char *fact, const char *reason, Error *err) must_check;
/* Takes back the last act of this visit (since the chart was opened at this desk) by voiding its facts.
 * `ret_what`: the act in words, in the chart's arena. Refused, saying so, where there is none. */
bool desk_undo(Desk *desk, Chart *chart, const char **ret_what, Error *err) must_check;

/* How many acts of this visit stand: fewer, once one was taken back. */
size_t desk_visit_acts(const Chart *chart);

/* The patient's history: every fact in words, latest first. */
typedef struct HistoryRow {
	const Fact *fact;
	const char *text;
	const Fact *voided_by; /* recorded in error; NULL where it stands */
	bool viewing;	       /* a `viewed` fact: shown only when asked for */
} HistoryRow;

void desk_history(const Chart *chart, Arena *arena, const HistoryRow **ret_rows, size_t *ret_count);
/* A safeguarding flag, what somebody complained about, what is left out of a copy and why, or the void of one of these:
 * that is not for everybody, nor for who looks over a shoulder. */
bool fact_is_hushed(const World *world, const Fact *fact);
/* Whether who is signed in may read this line of the history: a flag only who flags entries or sees every history; a
 * complaint, who took it down and who makes copies; what is left out of one, who makes them. */
bool desk_reads_fact(const Desk *desk, const Chart *chart, const Fact *fact);
/* … and whether its note: what was written to start an override is content. */
bool desk_reads_note(const Desk *desk, const Fact *fact);

/* Two who may answer disagree (A11): nothing is asked about this referral until a clinician has settled it.
 *
 * desk_dispute notes it; the work list shows it to clinicians (WORK_DISPUTES) and lists no question for
 * it; desk_record refuses meanwhile. */

typedef struct DisputeLine {
	const char *episode, *org;
	const char *called; /* the service, or the organisation */
	const Fact *fact;   /* `disputed`: when, by whom, and the words noted */
} DisputeLine;

void desk_disputes(const Chart *chart, Arena *arena, const DisputeLine **ret_lines, size_t *ret_count);
/* Clinicians. `words`: how it was settled, required. The questions are due anew. */
bool desk_settle_dispute(Desk *desk, Chart *chart, const char *episode, const char *words, Error *err) must_check;

/* Whether this `ended` is what settled a dispute: the patient ended nothing. */
bool dispute_settled(const Fact *ended);

/* Where a parent's yes stopped speaking at 16 (A10) and the patient was not asked since: the open ones, in order. */
void desk_came_of_age(const Chart *chart, Arena *arena, const Episode *const **ret_episodes, size_t *ret_count);

/* Numbers that were found to be the same person: shown, never united. The desk asks again for what was answered before.
 * The number under which the care goes on, where this one is the other, stands last. */
typedef struct MergeLine {
	const char *other; /* the other number, as it is printed */
	const Fact *fact;
	bool goes_on;	  /* there, and not here */
	const char *text; /* "Also known as 999 000 0026 since 12-Nov-2026: no answer was carried over; ask again." */
} MergeLine;

void desk_merges(const Chart *chart, Arena *arena, const MergeLine **ret_lines, size_t *ret_count);

/* The three marks on an entry that practices know, kept apart: private, safeguarding relevant, not shown online.
 *
 * Private hides it from every channel (G3). The two flags decide nothing here: they are kept, shown and handed on
 * (DOMAIN 1.7). Marking one entry private and what belongs with it: desk_make_private. */

typedef struct EntryMarks {
	const Fact *hidden;		       /* the private mark or the wish for one; NULL: open */
	bool to_review;			       /* a wish that no clinician has looked at */
	const Fact *safeguarding, *not_online; /* what set the flag; NULL where it is off */
	bool offline; /* not to be shown online: private, safeguarding relevant or flagged so */
} EntryMarks;

void desk_entry_marks(const Chart *chart, size_t entry, EntryMarks *ret_marks);
const EntryMarks *desk_all_marks(const Chart *chart, Arena *arena); /* of each entry, by its number */

/* Sets or clears a flag; nurses and clinicians. "Not online" needs its reason when it is set; for safeguarding a note
 * may be given, and shows nothing of itself in any list. Refused where it stands so already. */
bool desk_entry_flag(Desk *desk, Chart *chart, const char *entry, EntryFlag flag, bool on, const char *note,
		     Error *err) must_check;

/* Several entries in one act, so that `u` takes all of them back: all or none. Those hidden already are passed over;
 * refused where none is left. As desk_make_private, a clinician marks, others ask. */
bool desk_make_private_all(Desk *desk, Chart *chart, const char *const *entries, size_t count, Error *err) must_check;
/* Clinicians; the reason is kept. */
bool desk_reopen(Desk *desk, Chart *chart, const char *entry, const char *reason, Error *err) must_check;
/* Why an entry is offered with another: "same code", "same day", "same episode"; NULL: it is not. */
const char *desk_link_why(const Chart *chart, size_t entry, size_t other);
