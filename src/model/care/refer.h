/* Acts in the care of one patient: refer, answer, end, discharge, private, permission, contact, take back. */
#pragma once

#include "model/desk/chart.h"
#include "model/desk/speaker.h"

typedef struct Referral {
	const char *org;     /* its code; a closed organisation is refused */
	const char *service; /* "Physiotherapy, knee"; may be NULL */
	System system;       /* what they use, where that is not known yet; 0: not said. Told in the same transaction */
} Referral;

/* `ret_episode` lives in the chart. The chart is refreshed by every act here. */
bool desk_refer(Desk *desk, Chart *chart, const Referral *referral, const char **ret_episode, Error *err) must_check;

/* One answer of a sitting. NOT_GIVEN is recorded too ("could not or would not answer"). */
typedef struct GivenAnswer {
	const char *episode;
	Direction direction;
	Answer answer;
} GivenAnswer;

/* Saves a whole sitting in one transaction. Best interest: clinicians only. Parental responsibility: refused at 16 and
 * over; attorneys, deputies and best interest only where the patient lacks capacity. */
bool desk_answer(Desk *desk, Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count,
		 Error *err) must_check;
/* The facts that desk_answer would tell, for desk_preview. `facts` has room for `count`. */
void desk_answer_facts(Desk *desk, const Chart *chart, const Speaker *speaker, const GivenAnswer *answers, size_t count,
		       Fact *facts);

bool desk_discharge(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_cancel_discharge(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_end_agreement(Desk *desk, Chart *chart, const char *episode, Error *err) must_check;
bool desk_dispute(Desk *desk, Chart *chart, const char *episode, const char *note, Error *err) must_check;

/* Hidden at once. By a clinician it is a private mark, by others a wish listed for a clinician. */
bool desk_make_private(Desk *desk, Chart *chart, const char *entry, Error *err) must_check;
/* Entries that belong with this one (desk_link_why, desk_flags.h) and are not hidden yet: private marking offers
 * them. */
void desk_linked_entries(const Chart *chart, size_t entry, Arena *arena, const size_t **ret_entries, size_t *ret_count);

bool desk_permission(Desk *desk, Chart *chart, const char *org, ViewChannel channel, Answer answer,
		     Error *err) must_check;
bool desk_contact(Desk *desk, Chart *chart, const char *mobile, const char *email, Prefers prefers,
		  Error *err) must_check; /* NULL and 0 leave as it is */

/* "Recorded in error": voids a fact of this patient, for a reason. A void cannot be voided. */
bool desk_void(Desk *desk, Chart *chart, const char *fact, const char *reason, Error *err) must_check;
/* Takes back the last act of this visit (since the chart was opened at this desk) by voiding its facts.
 * `ret_what`: the act in words, in the chart's arena. Refused, saying so, where there is none. */
bool desk_undo(Desk *desk, Chart *chart, const char **ret_what, Error *err) must_check;

/* The patient's history: every fact in words, latest first. */
typedef struct HistoryRow {
	const Fact *fact;
	const char *text;
	const Fact *voided_by; /* recorded in error; NULL where it stands */
	bool viewing;	       /* a `viewed` fact: shown only when asked for */
} HistoryRow;

void desk_history(const Chart *chart, Arena *arena, const HistoryRow **ret_rows, size_t *ret_count);
/* A safeguarding flag, or the void of one: that there is a concern is not for everybody, nor for who looks over a
 * shoulder. */
bool fact_is_hushed(const World *world, const Fact *fact);
/* Whether who is signed in may read this line of the history: a hushed one only who flags entries or sees every
 * history … */
bool desk_reads_fact(const Desk *desk, const Chart *chart, const Fact *fact);
/* … and its note: what was written to start an override is content. */
bool desk_reads_note(const Desk *desk, const Fact *fact);
