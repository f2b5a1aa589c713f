/* The words said to patients, and the few that staff read beside them: every one of them is here, by name, so that it
 * can be put into other languages. Plain words after the NHS content guide. What must be said with either question is
 * in DOMAIN 11.
 *
 * A text holds places in braces ({organisation}, {patient}, {speaker}, {words}, {day}, {count}), so that a translation
 * can order them anew. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* Goes into every `answered` fact: which words the patient heard (in another language: Language.script). Changes with
 * any change of the texts. */
#define SCRIPT_NUMBER "2"
#define SCRIPT_VERSION "en-" SCRIPT_NUMBER
/* The short form, read to who has the guide or read it: SCRIPT_SHORT_… in place of what explains and what is honest. */
#define SCRIPT_BRIEF SCRIPT_VERSION "-short"
/* A change of mind: the question alone, with what a yes and a no mean; what explains was read with the first answer. */
#define SCRIPT_CHANGE SCRIPT_VERSION "-change"

#define SCRIPT_NAMES(X) \
	X(SCRIPT_NOTHING, "nothing") \
	X(SCRIPT_WHO, "who") \
	X(SCRIPT_CAN_DECIDE, "can-decide") \
	X(SCRIPT_CAN_DECIDE_HELP, "can-decide-help") \
	X(SCRIPT_CAPACITY, "capacity") \
	X(SCRIPT_CAPACITY_HELP, "capacity-help") \
	X(SCRIPT_NAME, "name") \
	X(SCRIPT_NAME_CHILD, "name-child") \
	X(SCRIPT_REASON, "reason") \
	X(SCRIPT_ABOUT, "about") \
	X(SCRIPT_UNTIL_16, "until-16") \
	X(SCRIPT_RESPOND, "respond") \
	X(SCRIPT_RESPOND_HELP, "respond-help") \
	X(SCRIPT_CONTACT, "contact") \
	X(SCRIPT_CONTACT_HELP, "contact-help") \
	X(SCRIPT_CONTACT_DETAIL, "contact-detail") \
	X(SCRIPT_EXPLAIN_RECORD, "explain-record") \
	X(SCRIPT_EXPLAIN_TWO, "explain-two") \
	X(SCRIPT_EXPLAIN_EACH, "explain-each") \
	X(SCRIPT_EXPLAIN_FREE, "explain-free") \
	X(SCRIPT_SHORT_TWO, "short-two") \
	X(SCRIPT_SHORT_CARE, "short-care") \
	X(SCRIPT_SHORT_CHANGE, "short-change") \
	X(SCRIPT_SHORT_ENDS, "short-ends") \
	X(SCRIPT_SHORT_EMERGENCY, "short-emergency") \
	X(SCRIPT_SHORT_NEVER, "short-never") \
	X(SCRIPT_OUT, "out") \
	X(SCRIPT_OUT_YES, "out-yes") \
	X(SCRIPT_OUT_NO, "out-no") \
	X(SCRIPT_OUT_NO_LATER, "out-no-later") \
	X(SCRIPT_IN, "in") \
	X(SCRIPT_IN_WHOLE, "in-whole") \
	X(SCRIPT_IN_YES, "in-yes") \
	X(SCRIPT_IN_NO, "in-no") \
	X(SCRIPT_IN_NO_LATER, "in-no-later") \
	X(SCRIPT_ROWS, "rows") \
	X(SCRIPT_HONEST_CHANGE, "honest-change") \
	X(SCRIPT_HONEST_ENDS, "honest-ends") \
	X(SCRIPT_HONEST_STAYS, "honest-stays") \
	X(SCRIPT_HONEST_PRIVATE, "honest-private") \
	X(SCRIPT_HONEST_EMERGENCY, "honest-emergency") \
	X(SCRIPT_HONEST_CARE, "honest-care") \
	X(SCRIPT_HONEST_NEVER, "honest-never") \
	X(SCRIPT_HONEST_SEPARATE, "honest-separate") \
	X(SCRIPT_MEANWHILE, "meanwhile") \
	X(SCRIPT_MEANWHILE_ENDED, "meanwhile-ended") \
	X(SCRIPT_MEANWHILE_ELSE, "meanwhile-else") \
	X(SCRIPT_OTHER_OUT, "other-out") \
	X(SCRIPT_OTHER_IN, "other-in") \
	X(SCRIPT_MORE, "more") \
	X(SCRIPT_NOW_YES, "now-yes") \
	X(SCRIPT_NOW_NO, "now-no") \
	X(SCRIPT_SCR_CORE, "scr-core") \
	X(SCRIPT_SCR_ADDITIONAL, "scr-additional") \
	X(SCRIPT_WILL_SEE, "will-see") \
	X(SCRIPT_HELD_BACK, "held-back") \
	X(SCRIPT_SEES_NOW, "sees-now") \
	X(SCRIPT_SEES_SAME, "sees-same") \
	X(SCRIPT_WILL_WHOLE, "will-whole") \
	X(SCRIPT_SEES_WHOLE, "sees-whole") \
	X(SCRIPT_SEES_UP_TO, "sees-up-to") \
	X(SCRIPT_SEES_PART, "sees-part") \
	X(SCRIPT_WILL_ASK, "will-ask") \
	X(SCRIPT_WILL_NOT, "will-not") \
	X(SCRIPT_NO_LONGER, "no-longer") \
	X(SCRIPT_IN_STOPS, "in-stops") \
	X(SCRIPT_OUT_STOPS, "out-stops") \
	X(SCRIPT_OPENS, "opens") \
	X(SCRIPT_OPENS_ALL, "opens-all") \
	X(SCRIPT_OPTED_OUT_PLANNED, "opted-out-planned") \
	X(SCRIPT_OPTED_OUT_UNPLANNED, "opted-out-unplanned") \
	X(SCRIPT_OPTED_OUT_BOTH, "opted-out-both") \
	X(SCRIPT_OPTED_OUT_LOOK_PLANNED, "opted-out-look-planned") \
	X(SCRIPT_OPTED_OUT_LOOK_UNPLANNED, "opted-out-look-unplanned") \
	X(SCRIPT_OPTED_OUT_CHANGE, "opted-out-change") \
	X(SCRIPT_OPTED_OUT_HELP, "opted-out-help") \
	X(SCRIPT_NEEDS_CODE, "needs-code") \
	X(SCRIPT_NOT_LINKED, "not-linked") \
	X(SCRIPT_NOT_KNOWN, "not-known") \
	X(SCRIPT_PROHIBITED, "prohibited") \
	X(SCRIPT_NO_HOME, "no-home") \
	X(SCRIPT_NOT_SHARED, "not-shared") \
	X(SCRIPT_NO_CHANGE, "no-change") \
	X(SCRIPT_BACK_OUT_YES, "back-out-yes") \
	X(SCRIPT_BACK_OUT_NO, "back-out-no") \
	X(SCRIPT_BACK_OUT_UP_TO, "back-out-up-to") \
	X(SCRIPT_BACK_OUT_OTHER, "back-out-other") \
	X(SCRIPT_BACK_OUT_SAID_YES, "back-out-said-yes") \
	X(SCRIPT_BACK_OUT_LATER, "back-out-later") \
	X(SCRIPT_BACK_OUT_NOT_GIVEN, "back-out-not-given") \
	X(SCRIPT_BACK_IN_YES, "back-in-yes") \
	X(SCRIPT_BACK_IN_NO, "back-in-no") \
	X(SCRIPT_BACK_IN_OTHER, "back-in-other") \
	X(SCRIPT_BACK_IN_SAID_YES, "back-in-said-yes") \
	X(SCRIPT_BACK_IN_SAID_NO, "back-in-said-no") \
	X(SCRIPT_BACK_IN_LATER, "back-in-later") \
	X(SCRIPT_BACK_IN_NOT_GIVEN, "back-in-not-given") \
	X(SCRIPT_BACK_OTHER, "back-other") \
	X(SCRIPT_BACK_SPEAKER, "back-speaker") \
	X(SCRIPT_BACK_CONTACT, "back-contact") \
	X(SCRIPT_BACK_AT_ONCE, "back-at-once") \
	X(SCRIPT_BACK_FROM, "back-from") \
	X(SCRIPT_BACK_NATIONAL, "back-national") \
	X(SCRIPT_BACK_ENTRY_UNSEEN, "back-entry-unseen") \
	X(SCRIPT_BACK_NOT_PLANNED, "back-not-planned") \
	X(SCRIPT_BACK_NOT_UNPLANNED, "back-not-unplanned") \
	X(SCRIPT_BACK_UNABLE, "back-unable") \
	X(SCRIPT_BACK_UNABLE_NO, "back-unable-no") \
	X(SCRIPT_BACK_NOTHING, "back-nothing") \
	X(SCRIPT_BACK_RIGHT, "back-right") \
	X(SCRIPT_SAVED, "saved") \
	X(SCRIPT_SAVED_NOTHING, "saved-nothing") \
	X(SCRIPT_SAVED_REST, "saved-rest") \
	X(SCRIPT_KEY_PATIENT, "key-patient") \
	X(SCRIPT_KEY_PATIENT_SHORT, "key-patient-short") \
	X(SCRIPT_KEY_PARENT, "key-parent") \
	X(SCRIPT_KEY_ATTORNEY, "key-attorney") \
	X(SCRIPT_KEY_DEPUTY, "key-deputy") \
	X(SCRIPT_KEY_BEST_INTEREST, "key-best-interest") \
	X(SCRIPT_KEY_YES, "key-yes") \
	X(SCRIPT_KEY_NO, "key-no") \
	X(SCRIPT_KEY_LATER, "key-later") \
	X(SCRIPT_KEY_NOT_GIVEN, "key-not-given") \
	X(SCRIPT_KEY_ENOUGH, "key-enough") \
	X(SCRIPT_KEY_BOTH, "key-both") \
	X(SCRIPT_KEY_NEITHER, "key-neither") \
	X(SCRIPT_KEY_OUT_ONLY, "key-out-only") \
	X(SCRIPT_KEY_IN_ONLY, "key-in-only") \
	X(SCRIPT_KEY_ON, "key-on") \
	X(SCRIPT_KEY_SHORT, "key-short") \
	X(SCRIPT_KEY_LONG, "key-long") \
	X(SCRIPT_KEY_SAVE, "key-save") \
	X(SCRIPT_KEY_CLOSE, "key-close")

#define SCRIPT_ENUM_(value, name) value,
typedef enum ScriptText { SCRIPT_NAMES(SCRIPT_ENUM_) SCRIPT_COUNT_ } ScriptText;

/* What fills the places of a text; those that it does not use may be left out. */
typedef struct ScriptWords {
	const char *organisation; /* "Leicestershire Partnership (Physiotherapy, knee)" */
	const char *patient;	  /* "Maureen Ashby" */
	const char *speaker;	  /* who speaks for the patient */
	const char *words;	  /* what a study is called */
	const char *day;	  /* in the language of the text */
	size_t count;		  /* also chooses between one and many */
} ScriptWords;

const char *script_name(ScriptText text);		   /* "out-yes": for who looks for a text that is wrong */
const char *script_english(ScriptText text, size_t count); /* with its places unfilled; `count` 1 takes the singular */

bool script_for_staff(ScriptText text); /* read by staff, never said to the patient: English only */

/* Fills the places of `words_with_places`, English or a translation. A place that is not known stays as it is. */
void script_fill(const char *words_with_places, const ScriptWords *words, Text *out);
