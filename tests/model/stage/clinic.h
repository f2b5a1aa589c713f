/* A small practice in memory for the tests of care at the desk: Maureen Ashby, her practice, and services that care
 * for her.
 *
 * Two desks stand on one ledger, each with a clock of its own that stands still until a test moves it; their random
 * bytes are counted, so that a test sees the same codes each time. The first is signed in as a receptionist, the
 * second as a clinician. */
#pragma once

#include "model/care/care.h"
#include "model/codes/codes.h"
#include "model/stage/choosing.h"
#include "model/stage/memory_ledger.h"
#include "model/stage/still.h"

#define CLINIC_PATIENT "9990000018"
#define CLINIC_OTHER "9990000026" /* another patient */
#define CLINIC_PRACTICE "C82001"
#define CLINIC_NURSING "RT5" /* SystmOne, allowed */
#define CLINIC_FAR "REF"     /* SystmOne, not listed: needs a code */
#define CLINIC_GUJARATI \
	"ગુજરાતી"	    /* every text that the patient hears, in Gujarati: the one language of their phrasebook */
#define CLINIC_CLOSED "RJF" /* closed */

enum { CLINIC_DESKS = 2 };

typedef struct ClinicDesk {
	StillClock clock;
	CountedEntropy entropy;
	Desk *desk;
	Chart *chart; /* of CLINIC_PATIENT */
} ClinicDesk;

typedef struct Clinic {
	MemoryLedger memory;
	Ledger ledger;
	Zone zone;
	unsigned char key[DESK_KEY_BYTES];
	ClinicDesk desks[CLINIC_DESKS];
	Desk *desk; /* of desks[0] */
	Chart *chart;
	Error err;
} Clinic;

/* `born`: of the patient; NULL: 1951-02-11. */
Clinic *clinic_open(const char *born);
void clinic_close(Clinic *clinic);

void clinic_sign_in(Clinic *clinic, int desk, Role role);
void clinic_wait(Clinic *clinic, int64_t seconds); /* on both desks */
void clinic_fresh(Clinic *clinic);		   /* both charts */
void clinic_tell(Clinic *clinic, Fact fact);	   /* as an import would, `at` the first desk's clock if not given */
void clinic_tell_here(Clinic *clinic, Fact fact);  /* at another desk, not by a file */
void clinic_speaks(Clinic *clinic, const char *language); /* the patient, as their file says */
void clinic_entry(Clinic *clinic, const char *id, const char *org, const char *recorded, const char *code);
void clinic_put_entry(Clinic *clinic, const Entry *entry);
void clinic_person(Clinic *clinic, const Person *person);			/* replaces the directory line */
const char *clinic_refer(Clinic *clinic, const char *org, const char *service); /* the episode */
void clinic_answer(Clinic *clinic, const char *episode, Direction direction, Answer answer);

/* The latest fact of this kind about the patient, or NULL; and how many there are. */
const Fact *clinic_latest(Clinic *clinic, FactKind kind);
size_t clinic_count(Clinic *clinic, FactKind kind);
AgreementState clinic_state(Clinic *clinic, const char *episode, Direction direction);

/* The message with this `code-issued` fact as the ledger keeps it (NULL: none), as whoever sends it opens it, and the
 * code that the patient reads there. */
const MemoryParcel *clinic_parcel(const Clinic *clinic, const char *fact);
Letter clinic_letter(Clinic *clinic, const char *fact, Arena *arena);
void clinic_sent_digits(Clinic *clinic, const char *fact, char ret_digits[CODE_DIGITS + 1]);

/* Fails the test with the sentence of `err` where `done` is false. */
void clinic_ok(const Clinic *clinic, bool done);
#define CLINIC_OK(clinic, call) clinic_ok(clinic, call)
/* The call is refused, with `part` in the sentence, and nothing was told. */
#define CLINIC_REFUSED(clinic, call, part) \
	do { \
		int64_t clinic_head_ = desk_head((clinic)->desk); \
		(clinic)->err = (Error){0}; \
		bool clinic_done_ = (call); \
		if (clinic_done_ || !strstr((clinic)->err.text, part)) \
			fail_msg("%s:%d: refused: %d, and said: %s", __FILE__, __LINE__, !clinic_done_, \
				 (clinic)->err.text); \
		assert_int_equal(desk_head((clinic)->desk), clinic_head_); \
	} while (0)
