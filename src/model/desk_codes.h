/* Out of county: a request by an organisation that home does not list, and the verification code for it.
 *
 * Six digits from the system's random source, ten minutes, one use, five tries, only the newest live. Kept only as a
 * keyed hash (BLAKE2b-256 with desk.key) bound to patient, organisation, request and the fact that gave it out. Tries
 * are counted from the ledger's `code-failed` facts, use from `code-accepted` and `choice`: nothing is stored twice.
 * Sources: SCREENS "Out of county", NIST 800-63B §5.1.3. */
#ifndef MODEL_DESK_CODES_H
#define MODEL_DESK_CODES_H

#include "model/desk_people.h"

enum { CODE_DIGITS = 6, CODE_SECONDS = 600, CODE_TRIES = 5 };

/* Opens a request of the episode's own organisation (A9). `ret_request` lives in the chart. An open one is handed back
 * again. */
bool desk_open_request(Desk *desk, Chart *chart, const char *episode, const char **ret_request, Error *err) must_check;
bool desk_cancel_request(Desk *desk, Chart *chart, const char *request, Error *err) must_check;

typedef struct Code {
	char digits[CODE_DIGITS + 1];
	Instant expires;
	const char *fact; /* the `code-issued` fact, in the chart's arena */
} Code;

/* A new code for the open request; any older one is dead. With CODE_SHOWN the digits may be shown: the patient stands
 * at the desk, identity checked by two spoken fields. Sent codes are handed to the sender, never to the screen. */
bool desk_issue_code(Desk *desk, Chart *chart, const char *request, CodeChannel channel, Code *ret_code,
		     Error *err) must_check;

typedef enum CodeOutcome { CODE_ACCEPTED, CODE_WRONG, CODE_EXPIRED, CODE_SPENT, CODE_NONE } CodeOutcome;

typedef struct CodeResult {
	CodeOutcome outcome;
	int tries_left;
	bool as_choice; /* shown and typed back under the same sign-in: recorded as the patient's choice */
} CodeResult;

/* What was typed, any separators. A right code verifies the episode; a wrong one is a `code-failed` fact. Atomic over
 * all desks. */
bool desk_type_code(Desk *desk, Chart *chart, const char *request, const char *typed, CodeResult *ret_result,
		    Error *err) must_check;

/* What the practice records for a patient whom no code can reach. */
bool desk_record_choice(Desk *desk, Chart *chart, const char *request, Answer answer, Error *err) must_check;

/* How a request stands, from the ledger. */
typedef struct RequestState {
	const Request *request;
	const Fact *code; /* newest code-issued that counts, or NULL */
	int tries_left;
	int64_t seconds_left; /* 0 if none or run out */
	bool live;	      /* the newest code can still be typed */
} RequestState;

RequestState desk_request_state(const Desk *desk, const Chart *chart, const char *request);

/* "123 456": grouped 3-3. */
size_t code_print(const char *digits, char out[8]);
/* The text of the QR and of a message: "123 456 is your record-sharing code for …, until 2:30pm. Only read it to them."
 * At most `limit` bytes: the organisation's name is cut to fit, at a word, or left out. */
size_t code_message(const char *digits, const char *organisation, LocalTime until, size_t limit, char *out,
		    size_t size);

#endif
