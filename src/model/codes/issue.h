/* Out of county: a request by an organisation that home does not list, and the verification code for it.
 *
 * Six digits from the system's random source, ten minutes (setting "code-minutes", 2 to 60), one use, five tries, only
 * the newest live. Kept only as a keyed hash (BLAKE2b-256 with desk.key) bound to patient, organisation, request and
 * the fact that gave it out. Tries are counted from the ledger's `code-failed` facts, use from `code-accepted` and
 * `choice`: nothing is stored twice. The hash of a code that was typed, shown or found unsent after its time is wiped,
 * so that no clock wakes it.
 * Sources: SCREENS "Out of county", NIST 800-63B §5.1.3. */
#pragma once

#include "model/codes/identity.h"
#include "model/desk/chart.h"
#include "model/ledger/delivery.h"
#include "model/rules/code_stand.h"

enum { CODE_MINUTES = 10, CODE_MINUTES_MIN = 2, CODE_MINUTES_MAX = 60 };
enum { CODES_AN_HOUR = 5 }; /* sent to one patient for one organisation; more are refused */

/* Opens a request of the episode's own organisation (A9), which the standing lists do not name: refused with the reason
 * where it is prohibited, where it is on the practice's allowed list (no code is needed), or verified already.
 * `ret_request` lives in the chart. An open one is handed back again. */
bool desk_open_request(Desk *desk, Chart *chart, const char *episode, const char **ret_request, Error *err) must_check;
bool desk_cancel_request(Desk *desk, Chart *chart, const char *request, Error *err) must_check;

/* A way by which a code can reach the patient. */
typedef struct CodeWay {
	CodeChannel channel;
	bool open;	     /* can be had now */
	const char *to;	     /* "mobile ending 111", "m…y@example.com"; "" where nothing is on file. Never the whole of it */
	const char *why_not; /* one sentence where it is not open: nothing on file, no sender is set up … */
	/* When this mobile or address was last changed, if less than 24 h ago; else INSTANT_MIN. Said before anything
	 * is sent. */
	Instant changed;
	/* It was changed after the request was opened: codes of this request still go to what was on file then. */
	bool kept_to_former;
} CodeWay;

typedef struct CodeWays {
	CodeWay sms, email, shown;
	bool sender; /* any sender is set up; else "no sender is set up: show the code here" */
} CodeWays;

/* Codes of a request go to what was on file when it was opened, so that changing the mobile or e-mail meanwhile does
 * not redirect them (NIST 800-63B: a new number is a new binding). Where nothing was on file then, to the first that
 * was given since. */
bool desk_code_ways(Desk *desk, const Chart *chart, const char *request, Arena *arena, CodeWays *ret_ways,
		    Error *err) must_check;

typedef struct CodeIssue {
	CodeChannel channel; /* CODE_SMS, CODE_EMAIL or CODE_SHOWN */
	unsigned identity;   /* CODE_SHOWN: IdentityField bits, at least two; noted with the fact. Else 0 */
} CodeIssue;

typedef struct Code {
	char digits[CODE_DIGITS + 1]; /* CODE_SHOWN; "" where it was sent: staff never see a code that was sent */
	Instant expires;
	const char *fact; /* the `code-issued` fact, in the chart's arena */
} Code;

/* A new code for the open request; any older one is dead, and its message, if still queued, is withdrawn. Shown: the
 * patient stands at the desk, identity checked by two spoken fields. Sent: sealed into the outbox in the same
 * transaction; the desk never waits for a network. */
bool desk_issue_code(Desk *desk, Chart *chart, const char *request, const CodeIssue *issue, Code *ret_code,
		     Error *err) must_check;

/* How the message with this code stands (parcel.h); *ret is NULL where none was sent. */
bool desk_delivery(Desk *desk, const char *fact, Arena *arena, const Delivery **ret_delivery, Error *err) must_check;
/* When the program that sends was last seen at work (setting "sender-seen", seconds since 1970; only that program puts
 * it); INSTANT_MIN: never. */
Instant desk_sender_seen(Desk *desk);

typedef enum CodeOutcome { CODE_ACCEPTED, CODE_WRONG, CODE_EXPIRED, CODE_SPENT, CODE_NONE } CodeOutcome;

typedef struct CodeResult {
	CodeOutcome outcome;
	int tries_left;
	bool as_choice; /* shown and typed back under the same sign-in: recorded as the patient's choice */
} CodeResult;

/* What was typed, any separators. A right code verifies the episode; a wrong one is a `code-failed` fact. Atomic over
 * all desks: of two that type it at once, one wins. */
bool desk_type_code(Desk *desk, Chart *chart, const char *request, const char *typed, CodeResult *ret_result,
		    Error *err) must_check;

/* What the practice records for a patient whom no code can reach: who decided, and how their identity was checked. Both
 * stand in the fact's note, in words. */
typedef enum ChoiceIdentity { CHOICE_SPOKEN = 1, CHOICE_DOCUMENT, CHOICE_KNOWN } ChoiceIdentity;

typedef struct RecordedChoice {
	Answer answer;		 /* yes or no */
	Who who;		 /* who decided: the patient, or who may speak for them (the rules of an answer, desk_care.h) */
	const char *name;	 /* of who decided, if not the patient: required */
	const char *reason;	 /* best interest: required */
	ChoiceIdentity identity; /* by two spoken fields, a document, or known to the member of staff */
	unsigned spoken;	 /* CHOICE_SPOKEN: IdentityField bits, at least two */
} RecordedChoice;

bool desk_record_choice(Desk *desk, Chart *chart, const char *request, const RecordedChoice *choice,
			Error *err) must_check;

/* How a request stands, from the ledger and from what was seen of its code. */
typedef struct RequestState {
	const Request *request;
	CodeStand code; /* the newest */
	bool live;	/* it can still be typed */
} RequestState;

RequestState desk_request_state(const Desk *desk, const Chart *chart, const char *request);
/* Whoever shows that a code has run out says so here: it stays dead, should a clock be set back later. */
void desk_note_run_out(Desk *desk, const Chart *chart, const char *request);
