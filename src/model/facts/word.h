/* The words of the field: each list is one enumeration and its texts as FORMATS writes them.
 *
 * Value 0 of every list is "not given" and has no text. `words_find` answers 0 for a word that is not in the list. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What kind of care an organisation gives; it decides the purpose served (G4). */
#define CARE_WORDS(X) \
	X(CARE_GP, "gp") \
	X(CARE_PLANNED, "planned") \
	X(CARE_URGENT, "urgent")

/* Its record system; `unknown` (not told) is treated as `other`. */
#define SYSTEM_WORDS(X) \
	X(SYSTEM_SYSTMONE, "systmone") \
	X(SYSTEM_EMIS, "emis") \
	X(SYSTEM_OTHER, "other") \
	X(SYSTEM_UNKNOWN, "unknown")

#define CATEGORY_WORDS(X) \
	X(CATEGORY_MEDICATION, "medication") \
	X(CATEGORY_ALLERGY, "allergy") \
	X(CATEGORY_ADVERSE_REACTION, "adverse-reaction") \
	X(CATEGORY_PROBLEM, "problem") \
	X(CATEGORY_PROCEDURE, "procedure") \
	X(CATEGORY_ANTICIPATORY_CARE, "anticipatory-care") \
	X(CATEGORY_COMMUNICATION_PREFERENCE, "communication-preference") \
	X(CATEGORY_END_OF_LIFE, "end-of-life") \
	X(CATEGORY_IMMUNISATION, "immunisation") \
	X(CATEGORY_OBSERVATION, "observation") \
	X(CATEGORY_ENCOUNTER, "encounter") \
	X(CATEGORY_REFERRAL, "referral") \
	X(CATEGORY_DOCUMENT, "document") \
	X(CATEGORY_FREE_TEXT, "free-text") \
	X(CATEGORY_OTHER, "other")

#define STANDING_WORDS(X) \
	X(STANDING_ALLOWED, "allowed") \
	X(STANDING_PROHIBITED, "prohibited") \
	X(STANDING_VERIFY, "verify")

#define DIRECTION_WORDS(X) \
	X(DIRECTION_OUT, "out") \
	X(DIRECTION_IN, "in")

/* Questions take yes, no, not-given; a view permission yes, no, unable; a choice or study yes, no. */
#define ANSWER_WORDS(X) \
	X(ANSWER_YES, "yes") \
	X(ANSWER_NO, "no") \
	X(ANSWER_NOT_GIVEN, "not-given") \
	X(ANSWER_UNABLE, "unable")

#define WHO_WORDS(X) \
	X(WHO_PATIENT, "patient") \
	X(WHO_PARENTAL_RESPONSIBILITY, "parental-responsibility") \
	X(WHO_HEALTH_WELFARE_LPA, "health-welfare-lpa") \
	X(WHO_DEPUTY, "deputy") \
	X(WHO_BEST_INTEREST, "best-interest")

#define HOW_WORDS(X) \
	X(HOW_IN_PERSON, "in-person") \
	X(HOW_PHONE, "phone") \
	X(HOW_VIDEO, "video") \
	X(HOW_PAPER, "paper") \
	X(HOW_KIOSK, "kiosk") \
	X(HOW_ONLINE, "online")

#define CAPACITY_WORDS(X) \
	X(CAPACITY_HAS, "has") \
	X(CAPACITY_LACKS, "lacks")

#define CODE_CHANNEL_WORDS(X) \
	X(CODE_SMS, "sms") \
	X(CODE_EMAIL, "email") \
	X(CODE_ONLINE, "online") \
	X(CODE_SHOWN, "shown")

#define SCR_STATUS_WORDS(X) \
	X(SCR_IMPLIED, "implied") \
	X(SCR_CORE, "core") \
	X(SCR_ADDITIONAL, "additional") \
	X(SCR_DISSENT, "dissent")

#define MIG_CHOICE_WORDS(X) \
	X(MIG_SHARE, "share") \
	X(MIG_DISSENT, "dissent")

#define VIEW_CHANNEL_WORDS(X) \
	X(VIEW_MIG, "mig") \
	X(VIEW_SCR, "scr")

#define PURPOSE_WORDS(X) \
	X(PURPOSE_PLANNED, "planned") \
	X(PURPOSE_UNPLANNED, "unplanned") \
	X(PURPOSE_RESEARCH, "research")

#define PURPOSE_CHOICE_WORDS(X) \
	X(CHOICE_ALLOW, "allow") \
	X(CHOICE_OPT_OUT, "opt-out")

#define NATIONAL_WORDS(X) \
	X(NATIONAL_OPTED_OUT, "opted-out") \
	X(NATIONAL_NOT_OPTED_OUT, "not-opted-out")

#define OVERRIDE_REASON_WORDS(X) \
	X(OVERRIDE_PUBLIC_INTEREST, "public-interest") \
	X(OVERRIDE_STATUTE, "statute") \
	X(OVERRIDE_COURT_ORDER, "court-order") \
	X(OVERRIDE_EMERGENCY, "emergency") \
	X(OVERRIDE_SAFEGUARDING, "safeguarding") \
	X(OVERRIDE_OTHER, "other")

#define OUTCOME_WORDS(X) \
	X(OUTCOME_JUSTIFIED, "justified") \
	X(OUTCOME_NOT_JUSTIFIED, "not-justified")

/* Whether what is made for the patient may name an override. */
#define TELL_WORDS(X) \
	X(TELL_NOW, "now") \
	X(TELL_AFTER_REVIEW, "after-review") \
	X(TELL_NOT, "not")

#define PREFERS_WORDS(X) \
	X(PREFERS_SMS, "sms") \
	X(PREFERS_EMAIL, "email") \
	X(PREFERS_ONLINE, "online") \
	X(PREFERS_NONE, "none")

#define FLAG_WORDS(X) \
	X(FLAG_SAFEGUARDING, "safeguarding") \
	X(FLAG_NOT_ONLINE, "not-online") \
	X(FLAG_SENSITIVE, "sensitive")

/* Where an answer was entered, so that it acts there. */
#define PASSED_TO_WORDS(X) \
	X(PASSED_TO_SYSTMONE, "systmone") \
	X(PASSED_TO_EMIS, "emis") \
	X(PASSED_TO_SPINE, "spine") \
	X(PASSED_TO_OTHER, "other")

/* What became of an account. */
#define ACCOUNT_CHANGE_WORDS(X) \
	X(ACCOUNT_FOUND, "found") /* it stood before accounts were facts */ \
	X(ACCOUNT_MADE, "made") \
	X(ACCOUNT_ROLE, "role") \
	X(ACCOUNT_CLOSED, "closed") \
	X(ACCOUNT_OPENED, "opened") \
	X(ACCOUNT_PASSPHRASE, "passphrase") /* its owner changed it */ \
	X(ACCOUNT_RESET, "reset")	    /* an administrator gave out a one-time passphrase */ \
	X(ACCOUNT_RESET_HOST, "reset-host") /* likewise, on the machine itself */ \
	X(ACCOUNT_PIN, "pin") \
	X(ACCOUNT_GUESSED, "guessed")		/* wrong passphrases were typed; `note`: how many */ \
	X(ACCOUNT_CODE_SET, "code-set")		/* its owner set up codes of an authenticator app */ \
	X(ACCOUNT_CODE_RESET, "code-reset")	/* an administrator took them away: the device was lost */ \
	X(ACCOUNT_RECOVERY, "recovery-used")	/* a recovery code was used; `note`: how many are left */ \
	X(ACCOUNT_CARD, "card")			/* a smartcard was enrolled; `note`: which */ \
	X(ACCOUNT_CARD_GONE, "card-gone")	/* an administrator took it away */ \
	X(ACCOUNT_EVERYWHERE, "everywhere")	/* its owner signed out at all desks */ \
	X(ACCOUNT_RECOVERY_SET, "recovery-set") /* its owner made new recovery codes: the others are void */

/* By what somebody signed in. A code is that of their authenticator app, or one of the recovery codes beside it. */
#define STRENGTH_WORDS(X) \
	X(STRENGTH_PASSPHRASE, "passphrase") \
	X(STRENGTH_CODE, "passphrase-code") \
	X(STRENGTH_RECOVERY, "passphrase-recovery") \
	X(STRENGTH_CARD, "card") \
	X(STRENGTH_CARD_PASSPHRASE, "card-passphrase")

/* How a session ended. */
#define ENDING_WORDS(X) \
	X(ENDING_SIGNED_OUT, "signed-out") \
	X(ENDING_EVERYWHERE, "everywhere") /* they signed out everywhere, at another desk */ \
	X(ENDING_ACCOUNT, "account")	   /* the account was closed, or its role or passphrase changed by others */ \
	X(ENDING_CLOSED, "closed")	   /* the program was closed */

/* A yes-or-no field that may be absent. Written true/false. */
#define TRUTH_WORDS(X) \
	X(TRUTH_FALSE, "false") \
	X(TRUTH_TRUE, "true")

/* Where a message to a patient stands. */
#define DELIVERY_WORDS(X) \
	X(DELIVERY_QUEUED, "queued") \
	X(DELIVERY_SENT, "sent") \
	X(DELIVERY_DELIVERED, "delivered") \
	X(DELIVERY_FAILED, "failed") \
	X(DELIVERY_EXPIRED, "expired") \
	X(DELIVERY_WITHDRAWN, "withdrawn")

#define KIOSK_STATE_WORDS(X) \
	X(KIOSK_IDLE, "idle") \
	X(KIOSK_CHOOSING, "choosing") \
	X(KIOSK_ANSWERING, "answering") \
	X(KIOSK_CLOSED, "closed")

#define COLOUR_WORDS(X) \
	X(COLOUR_RED, "red") \
	X(COLOUR_AMBER, "amber") \
	X(COLOUR_GREEN, "green")

#define WORD_ENUM_(value, text) value,
#define WORD_LIST(name, LIST) typedef enum name { name##_NOT_GIVEN_, LIST(WORD_ENUM_) name##_COUNT_ } name

WORD_LIST(Care, CARE_WORDS);
WORD_LIST(System, SYSTEM_WORDS);
WORD_LIST(Category, CATEGORY_WORDS);
WORD_LIST(Standing, STANDING_WORDS);
WORD_LIST(Direction, DIRECTION_WORDS);
WORD_LIST(Answer, ANSWER_WORDS);
WORD_LIST(Who, WHO_WORDS);
WORD_LIST(How, HOW_WORDS);
WORD_LIST(Capacity, CAPACITY_WORDS);
WORD_LIST(CodeChannel, CODE_CHANNEL_WORDS);
WORD_LIST(ScrStatus, SCR_STATUS_WORDS);
WORD_LIST(MigChoice, MIG_CHOICE_WORDS);
WORD_LIST(ViewChannel, VIEW_CHANNEL_WORDS);
WORD_LIST(Purpose, PURPOSE_WORDS);
WORD_LIST(PurposeChoice, PURPOSE_CHOICE_WORDS);
WORD_LIST(National, NATIONAL_WORDS);
WORD_LIST(OverrideReason, OVERRIDE_REASON_WORDS);
WORD_LIST(Outcome, OUTCOME_WORDS);
WORD_LIST(Tell, TELL_WORDS);
WORD_LIST(Prefers, PREFERS_WORDS);
WORD_LIST(EntryFlag, FLAG_WORDS);
WORD_LIST(PassedTo, PASSED_TO_WORDS);
WORD_LIST(AccountChange, ACCOUNT_CHANGE_WORDS);
WORD_LIST(Strength, STRENGTH_WORDS);
WORD_LIST(Ending, ENDING_WORDS);

/* What a file that was taken in was read as. */
#define FILE_FORMAT_WORDS(X) \
	X(FILE_LEDGER_LINES, "ledger-lines") \
	X(FILE_ODS, "ods") \
	X(FILE_FHIR, "fhir") \
	X(FILE_PATIENTS, "patients") \
	X(FILE_SENSITIVE, "sensitive-codes") \
	X(FILE_SYSTEMS, "systems") \
	X(FILE_STANDINGS, "standings") \
	X(FILE_PASS_ON, "pass-on")
WORD_LIST(FileFormat, FILE_FORMAT_WORDS);
WORD_LIST(Truth, TRUTH_WORDS);
WORD_LIST(DeliveryState, DELIVERY_WORDS);
WORD_LIST(KioskState, KIOSK_STATE_WORDS);
WORD_LIST(Colour, COLOUR_WORDS);

/* Fields that hold a word are one byte, so that a table can reach every one of them the same way. */
typedef uint8_t WordByte;

typedef struct Words {
	const char *const *texts; /* texts[0] is NULL */
	size_t count;		  /* with the absent one */
} Words;

extern const Words care_words, system_words, category_words, standing_words, direction_words, answer_words,
	question_answer_words, permission_answer_words, choice_answer_words, who_words, how_words, capacity_words,
	code_channel_words, scr_status_words, scr_default_words, mig_choice_words, view_channel_words, purpose_words,
	purpose_choice_words, national_words, override_reason_words, outcome_words, tell_words, prefers_words,
	flag_words, passed_to_words, account_change_words, strength_words, ending_words, file_format_words, truth_words,
	delivery_words, kiosk_state_words, colour_words;

/* The restricted lists keep the numbers of `Answer` and of `ScrStatus`; a word that the list does not allow has a NULL
 * text. */
const char *words_text(const Words *words, unsigned value); /* "" for 0 or out of range */
unsigned words_find(const Words *words, const char *text);  /* 0 if not in the list */
