/* Patients by hand: adding one, registering, moving away, restricting, and saying that two numbers are one person.
 *
 * Receptionists, nurses and clinicians add and register; clinicians and privacy officers restrict and say that two
 * are one (staff.c, the table of acts). */
#pragma once

#include "model/desk/chart.h"

/* --- Adding --- */

/* Somebody new, as typed; a text that is NULL or "" was not said. */
typedef struct NewPatient {
	const char *nhs, *family, *given, *born; /* the first and the last required, and one of the names */
	const char *title, *preferred, *gender, *postcode, *mobile, *email, *language;
	WordByte interpreter; /* Truth; 0: not said */
	bool elsewhere;	      /* registered with another practice, or with none */
	size_t others;	      /* of the same name and birth date, who were shown and are somebody else */
} NewPatient;

/* What was typed into a search, each part in its field: digits are a number or a date, words a name ("SMITH, Jane",
 * "jane smith", "Mrs Jane Smith"). Lives in `arena`. */
void desk_typed_patient(const char *typed, Date today, Arena *arena, NewPatient *ret_patient);

/* Who might be the same: whoever holds the number, and all of the same birth date whose name is the same letter by
 * letter, whichever way round. */
typedef struct Alike {
	const Person *holder; /* NULL: nobody has the number */
	PersonList others;    /* without the holder */
} Alike;

/* Refused where something is missing or cannot be: the sentence says what. */
bool desk_look_alike(Desk *desk, const NewPatient *patient, Arena *arena, Alike *ret_alike, Error *err) must_check;

/* Tells the patient, and their registration here, in one transaction; a mobile number and an e-mail address as a
 * `contact` fact, so that no list changes them later and a code that goes there is warned of. Refused where the number
 * is held, or where there are more of the same name and birth date than `others`. */
bool desk_add_patient(Desk *desk, const NewPatient *patient, char ret_nhs[11], Error *err) must_check;

/* --- Registration --- */

bool desk_registered_here(Desk *desk, const Chart *chart);
/* Of a patient on file; a registration at another practice ends (A7). */
bool desk_register(Desk *desk, Chart *chart, Error *err) must_check;
/* From this practice, on a day up to today, which the note keeps: the share ends now. `practice`: the code of the one
 * where they are registered from now on (A7), where that is known; NULL or "": not known. */
bool desk_move_away(Desk *desk, Chart *chart, Date on, const char *practice, Error *err) must_check;

/* --- Restricted, one person --- */

bool desk_restrict(Desk *desk, Chart *chart, bool on, Error *err) must_check; /* refused where it is so already */

/* Who is meant by the other number, as typed: refused where nobody on file has it, or it is this patient's. */
bool desk_other_number(Desk *desk, const Chart *chart, const char *typed, Arena *arena, const Person **ret_other,
		       Error *err) must_check;
/* The other number and this patient are one person; care goes on under the number of the chart. Nothing that was
 * answered under the other is carried over. */
bool desk_one_person(Desk *desk, Chart *chart, const char *typed, Error *err) must_check;
