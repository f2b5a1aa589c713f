/* Requests of organisations that home does not list, their codes, and the messages that carry them. */
#pragma once

#include "base/arena.h"
#include "base/date.h"
#include "base/error.h"
#include "model/desk/chart.h"
#include "model/facts/person.h"
#include "model/facts/seal.h"
#include "model/facts/word.h"
#include "model/ledger/ledger.h"
#include "model/ports/entropy.h"
#include "model/ports/key.h"
#include "model/rules/code_stand.h"
#include "model/spoken/language.h"
#include "model/spoken/phrasebook.h"

/* How a patient shows who they are: by what they say of themselves. */

/* What the patient said of themselves, unprompted, and was right: at least two before a code is shown or a choice is
 * recorded. Only fields that are on file can be ticked. */
typedef enum IdentityField {
	IDENTITY_BORN = 1 << 0,
	IDENTITY_POSTCODE = 1 << 1,
	IDENTITY_MOBILE = 1 << 2,
	IDENTITY_NHS = 1 << 3
} IdentityField;

enum { IDENTITY_FIELDS = 4, IDENTITY_NEEDED = 2 };

unsigned identity_on_file(const Person *person); /* IdentityField bits */
/* "date of birth and postcode". */
void identity_print(unsigned fields, Text *out);
/* At least two fields, all of them on file. */
bool identity_enough(const Person *person, unsigned fields, Error *err) must_check;

/* Out of county: a request by an organisation that home does not list, and the verification code for it.
 *
 * Six digits from the system's random source, ten minutes (setting "code-minutes", 2 to 60), one use, five tries, only
 * the newest live. Kept only as a keyed hash (BLAKE2b-256 with desk.key) bound to patient, organisation, request and
 * the fact that gave it out. Tries are counted from the ledger's `code-failed` facts, use from `code-accepted` and
 * `choice`: nothing is stored twice. The hash of a code that was typed, shown or found unsent after its time is wiped,
 * so that no clock wakes it.
 * Sources: SCREENS "Out of county", NIST 800-63B §5.1.3. */

enum { CODE_MINUTES = 10, CODE_MINUTES_MIN = 2, CODE_MINUTES_MAX = 60 };
enum { CODES_AN_HOUR = 5 }; /* sent to one patient for one organisation; more are refused */

/* Opens a request of the episode's own organisation (A9), which the standing lists do not name: refused with the reason
 * where it is prohibited, where it is on the practice's allowed list (no code is needed), or verified already.
 * `ret_request` lives in the chart. An open one is handed back again. */
bool desk_open_request(Desk *desk, Chart *chart, const char *episode, const char **ret_request, Error *err) must_check;
/* The same for one who rings: `caller`, who it is and on which number, is kept as the note of a request that is new. */
bool desk_open_request_for(Desk *desk, Chart *chart, const char *episode, const char *caller, const char **ret_request,
			   Error *err) must_check;
bool desk_cancel_request(Desk *desk, Chart *chart, const char *request, Error *err) must_check;

/* A way by which a code can reach the patient. */
typedef struct CodeWay {
	CodeChannel channel;
	bool open;	/* can be had now */
	const char *to; /* "mobile ending 111", "m…y@example.com"; "" where nothing is on file. Never the whole of it */
	const char *why_not; /* one sentence where it is not open: nothing on file, no sender is set up … */
	/* When this mobile or address was last changed, if less than 24 h ago; else INSTANT_MIN. Said before anything
	 * is sent. */
	Instant changed;
	const Language *language; /* in which the message is written; NULL: none was looked at */
	size_t parts;		  /* of a text message, at most (base/sms.h); else 0 */
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

/* How the message with this code stands; *ret is NULL where none was sent. */
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
typedef enum ChoiceIdentity {
	CHOICE_SPOKEN = 1,
	CHOICE_DOCUMENT,
	CHOICE_KNOWN,
	/* the patient's own yes in SystmOnline or the NHS App, signed in there, as seen by who records it: the fact's
	 * `how` is online */
	CHOICE_ONLINE,
} ChoiceIdentity;

typedef struct RecordedChoice {
	Answer answer; /* yes or no */
	/* who decided: the patient, or who may speak for them (the rules of an answer, care.h) */
	Who who;
	const char *name;	 /* of who decided, if not the patient: required */
	const char *reason;	 /* best interest: required */
	ChoiceIdentity identity; /* by two spoken fields, a document, their account, or known to the member of staff */
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

/* A verification code by itself: drawing the digits, reading what was typed, the keyed hash that the ledger keeps, and
 * how it is written for people. What a code is worth (tries, time, use) is judged in code_stand.c. */

/* What a code is bound to: none of it can be exchanged without the hash being another. */
typedef struct CodeBinding {
	const char *patient, *org, *request;
	const char *fact; /* the `code-issued` fact */
} CodeBinding;

/* Six digits, each of the million equally likely. */
bool code_draw(const Entropy *entropy, char ret_digits[CODE_DIGITS + 1], Error *err) must_check;

/* The six digits in what was typed; spaces, hyphens and other separators are passed over. */
bool code_read(const char *typed, char ret_digits[CODE_DIGITS + 1], Error *err) must_check;

/* BLAKE2b-256 (RFC 7693, by libsodium) with desk.key over patient, org, request, fact, digits, each ended by a NUL. */
Seal code_hash(const unsigned char key[DESK_KEY_BYTES], const CodeBinding *binding, const char *digits);

/* In constant time. */
bool code_hash_same(const Seal *a, const Seal *b);

/* "123 456": grouped 3-3. */
size_t code_print(const char *digits, char out[8]);
/* The text of the QR: English and short. "123 456 is your record-sharing code for …, until 2:30pm. Only read it to
 * them." At most `limit` bytes: the organisation's name is cut to fit, at a word, or left out. Without a name it is 78
 * bytes at most, the QR code that fits the card at 80×24. */
size_t code_message(const char *digits, const char *organisation, LocalTime until, size_t limit, char *out,
		    size_t size);

/* What a message with a code says, in one language: the surgery first, then who asks by name, one action, and what to
 * do if it comes unexpected. Nothing of the patient and nothing clinical.
 *
 * Places are in braces ({organisation}, {code}, {until}), as in script.h, so that a translation can order them anew. */

/* Texts are never NULL once a parcel was opened. */
typedef struct Letter {
	const char *to;		  /* a mobile "07700900111", or an e-mail address */
	const char *subject;	  /* of an e-mail; else "" */
	const char *message;	  /* all of it, in the patient's language */
	const char *code;	  /* "123 456" */
	const char *organisation; /* who asks, by name */
	const char *until;	  /* "2:30pm" */
} Letter;

/* In the order they are said; LETTER_SHORT says the three before it in fewer words. The subject is an e-mail's alone,
 * and LETTER_SURGERY stands for a surgery that is not named. */
#define LETTER_TEXTS(X) \
	X(LETTER_SUBJECT, N_("A code for your health record")) \
	X(LETTER_SURGERY, N_("Your GP surgery")) \
	X(LETTER_ASKS, N_("{organisation} asks to see your health record.")) \
	X(LETTER_ACT, N_("If you want this, tell them the code {code}.")) \
	X(LETTER_UNTIL, N_("It works until {until}.")) \
	X(LETTER_SHORT, N_("{organisation} asks to see your record. To agree, tell them code {code} by {until}.")) \
	X(LETTER_UNEXPECTED, N_("If you did not expect this, ring us."))

#define LETTER_ENUM_(value, english) value,
typedef enum LetterText { LETTER_TEXTS(LETTER_ENUM_) LETTER_COUNT_ } LetterText;

const char *letter_english(LetterText text); /* with its places unfilled: the key of its translations */

/* Names are cleaned of control characters and cut at 80 bytes. */
typedef struct LetterWords {
	const char *surgery;	  /* who writes; NULL or "": "Your GP surgery" */
	const char *brief;	  /* a shorter name of it, where the practice chose one (setting "message-name") */
	const char *telephone;	  /* of the surgery; NULL or "": none is known, or none may be said */
	const char *organisation; /* who asks */
	const char *digits;	  /* six */
	LocalTime until;
} LetterWords;

enum { LETTER_NAME_BYTES = 80 };

/* A text message takes as few parts as it can (base/sms.h): all of it is tried first, then shorter names, then shorter
 * sentences, then both; then the same in the letters of the default alphabet ("prosze" for "proszę"). The telephone
 * stands behind the surgery where that takes no part more; the code is never in two parts. Texts live in `arena`; `to`
 * is the caller's. The arena holds the code: wipe it. */
Letter letter_write(const Phrasebook *book, const Language *language, CodeChannel channel, const LetterWords *words,
		    const char *to, Arena *arena);
/* The most parts that a text message with these words takes, whatever the code and the hour. */
size_t letter_parts(const Phrasebook *book, const Language *language, const LetterWords *words);

/* A message to a patient on its way: sealed by the desk, opened only by the program that sends it.
 *
 * Sealed with libsodium's secretbox under a key derived from desk.key (crypto_kdf, context "parcels_"), a fresh nonce
 * before it; padded, so that its length says nothing. The sealed text holds the id of the `code-issued` fact: a parcel
 * moved to another row does not open. It is wiped once sent, expired or withdrawn, and is in no backup and no
 * export. */

/* `ret_sealed` lives in `arena`. */
bool parcel_seal(const unsigned char key[DESK_KEY_BYTES], const Entropy *entropy, const char *fact,
		 const Letter *letter, Arena *arena, const unsigned char **ret_sealed, size_t *ret_size,
		 Error *err) must_check;
/* Refused where it was sealed under another key, for another fact, or changed. Texts live in `arena`; wipe it. */
bool parcel_open(const unsigned char key[DESK_KEY_BYTES], const char *fact, const unsigned char *sealed, size_t size,
		 Arena *arena, Letter *ret_letter, Error *err) must_check;
