/* What acts on one patient look at alike before anything is told; nothing outside the model includes it. */
#pragma once

#include "model/desk/inside.h"
#include "model/desk/speaker.h"
#include "model/desk/telling.h"

/* The patient as the ledger stands inside the transaction. All that any desk told counts, also where another desk's
 * clock is a little ahead of this one. Lives until the check is over. */
const Reach *desk_fold_now(const TellingNow *now);

/* The episode, if it is there and open; otherwise the refusal as a sentence. */
bool desk_open_episode(const Reach *reach, const char *id, const Episode **ret_episode, Error *err) must_check;
/* The request, if it is there and open. */
bool desk_find_request(const Reach *reach, const char *id, const Request **ret_request, Error *err) must_check;
/* What a sentence calls the organisation of this episode; lives in `arena`. */
const char *desk_called(const Reach *reach, const Episode *episode, Arena *arena);

/* Why a code for this organisation is of no use: prohibited, or allowed without one. */
bool desk_needs_code(const Reach *reach, const Episode *episode, Error *err) must_check;

/* The fact that voids this one; NULL where it stands. */
const Fact *desk_voided_by(FactList facts, const char *id);

/* A11: nothing is asked about a disputed referral until a clinician has settled it. */
bool desk_check_undisputed(const Reach *reach, const Episode *episode, Error *err) must_check;
/* Nobody asks or refers a patient who has died. */
bool desk_check_living(const World *world, Error *err) must_check;
/* `goes_on`: the fact by which care goes on under another number (desk_goes_on), or NULL. */
bool desk_check_number(const Fact *goes_on, Error *err) must_check;

/* The number of this entry in the patient's record, or the refusal as a sentence. */
bool desk_find_entry(const World *world, const char *id, size_t *ret_entry, Error *err) must_check;

/* Who may speak for the patient (speaker.c). What can be said without the ledger … */
bool desk_check_speaker(Desk *desk, const Speaker *speaker, Error *err) must_check;
/* … and inside the transaction: a parent speaks until the patient is 16 (A10). */
bool desk_check_age(Who who, const TellingNow *now, Error *err) must_check;
/* Who spoke and how, as fields of the fact; who interpreted, as its note (NULL: nobody). */
void desk_speaker_fill(const Speaker *speaker, Fact *fact);
const char *desk_interpreter_note(const Speaker *speaker, Arena *arena);
/* The same read back, in words; NULL where the patient spoke, in person and in English. */
const char *desk_speaker_note(const Fact *fact, Arena *arena);
