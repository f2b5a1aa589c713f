/* Who works at the desk, and what each role may do: the table of SCREENS, enforced here. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "base/error.h"
#include "model/facts/passphrase.h"
#include "model/facts/staff_name.h"
#include "model/facts/word.h"

#define ROLE_WORDS(X) \
	X(ROLE_RECEPTIONIST, "receptionist") \
	X(ROLE_NURSE, "nurse") \
	X(ROLE_CLINICIAN, "clinician") \
	X(ROLE_PRIVACY_OFFICER, "privacy officer") \
	X(ROLE_ADMINISTRATOR, "administrator") \
	X(ROLE_KIOSK, "kiosk") /* no person: a kiosk signed in as itself (kiosk.h); no account has it */ \
	X(ROLE_TIMER, "timer") /* nor this: the machine itself, at night */

WORD_LIST(Role, ROLE_WORDS);
extern const Words role_words;

/* Acts of a person at the desk; the name is how a refusal says it ("A receptionist may not start an override."). */
#define ACT_WORDS(X) \
	X(ACT_FIND, "find a patient") \
	X(ACT_REFER, "refer") \
	X(ACT_ASK, "ask and record answers") \
	X(ACT_REQUEST, "open a request or give out a code") \
	X(ACT_HAND_OUT, "hand out a ticket or receipt") \
	X(ACT_CONTACT, "change contact details") \
	X(ACT_ASK_PRIVATE, "ask for an entry to be private") \
	X(ACT_PASS_ON, "pass on what was answered") \
	X(ACT_SEE_CONTENT, "see the content of entries") \
	X(ACT_REVIEW_PRIVATE, "confirm or re-open a private entry") \
	X(ACT_BEST_INTEREST, "answer in a patient's best interest") \
	X(ACT_SETTLE_DISPUTE, "settle a dispute") \
	X(ACT_OVERRIDE, "start an override") \
	X(ACT_REVIEW_OVERRIDE, "review an override") \
	X(ACT_SEE_AUDIT, "see every history and the audit") \
	X(ACT_FLAG, "flag an entry") \
	X(ACT_SEE_FIGURES, "see the figures") \
	X(ACT_SEE_ACCOUNTS, "see who has an account") \
	X(ACT_STANDING, "change the standing lists") \
	X(ACT_ORGANISATIONS, "change organisations") \
	X(ACT_STAFF, "change staff") \
	X(ACT_SETTINGS, "change settings") \
	X(ACT_BACKUP, "back up or export the desk") \
	X(ACT_IMPORT, "import files") \
	X(ACT_FIRST_HOUR, "see what the desk still lacks") \
	X(ACT_EXPECT, "take in who comes today") \
	X(ACT_DECIDE, "ask for decisions") \
	X(ACT_VERIFY, "verify the ledger") \
	X(ACT_OPEN_BY_TICKET, "open a patient by their ticket") \
	X(ACT_ANSWER_ALONE, "take answers that a patient gives alone") \
	X(ACT_CALL_STAFF, "call staff") \
	X(ACT_ADD_PATIENT, "add a patient") \
	X(ACT_REGISTER, "register a patient") \
	X(ACT_RESTRICT, "restrict a record") \
	X(ACT_ONE_PERSON, "say that two numbers are one person") \
	X(ACT_TAKE_DOWN, "take down a complaint or a request for a copy") \
	X(ACT_ANSWER_COMPLAINT, "acknowledge or answer a complaint") \
	X(ACT_ACCESS, "make a copy of all that is kept of a patient")

WORD_LIST(Act, ACT_WORDS);
extern const Words act_words;

enum { PASSPHRASE_HASH_MAX = 128, PIN_MIN = 4, PIN_MAX = 8, PIN_TRIES = 5 };

typedef struct Staff {
	const char *name; /* "Priya S"; unique when folded */
	WordByte role;
	bool active;
	const char *passphrase; /* libsodium crypto_pwhash_str (Argon2id) */
	const char *pin;	/* likewise; NULL until chosen */
	int64_t pin_failures;	/* since the passphrase was last given */
	Instant once_until;	/* the passphrase was given out once, and is good until then; 0: it is their own */
	Instant signed_in;	/* last; 0: never, or it is not known */
	const char *totp;	/* the secret of their authenticator app, sealed under desk.key; NULL: none */
	int64_t totp_step;	/* the last of its steps (RFC 6238) that was used */
	int64_t totp_failures;	/* wrong codes in a row */
	const char *recovery;	/* keyed hashes of the recovery codes that are left, a space between; NULL: none */
	const char *card;	/* the smartcard that is theirs; NULL: none */
	int64_t everywhere;	/* how often they signed out at all desks */
	bool altered;		/* not by sharedesk: it counts for nothing */
} Staff;

typedef struct StaffList {
	const Staff *items;
	size_t count;
} StaffList;

enum { STAFF_UNUSED_DAYS = 90 };
/* May sign in, and did not in all those days; `since`: when the account was made, for who never did (0: not known). */
bool staff_unused(const Staff *staff, Instant since, Instant now);

bool role_is_staff(Role role); /* a role that an account may have */
bool role_may(Role role, Act act);
bool role_allows(Role role, Act act, Error *err) must_check; /* the refusal as a sentence */

/* Port: what a new hash of a passphrase or PIN costs whoever makes or tries it. The host gives about 50 ms (host.h),
 * tests the least there is. A hash carries its own cost: trying it needs no port. */
typedef struct HashCost {
	unsigned long long passes;
	size_t memory; /* bytes */
} HashCost;

/* A new hash; one of this cost that nothing matches, for a name that nobody has; whether `given` is the one hashed. */
bool passphrase_hash(HashCost cost, const char *passphrase, char ret_hash[PASSPHRASE_HASH_MAX], Error *err) must_check;
void passphrase_of_nobody(HashCost cost, char ret_hash[PASSPHRASE_HASH_MAX]);
bool passphrase_matches(const char *hash, const char *given);
bool pin_acceptable(const char *pin, Error *err) must_check; /* 4–8 digits, not all the same, no straight run */
