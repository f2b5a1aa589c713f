#include "model/spoken/script.h"

#include <assert.h>
#include <string.h>

#include "base/macros.h"

typedef struct ScriptRow {
	const char *many;
	const char *one; /* where a count of one is said otherwise */
	bool staff;
} ScriptRow;

/* tools/words finds the words of SAID and COUNTED; what is for staff only stays English. */
/* clang-format off */
#define SAID(words) {words, NULL, false}
#define COUNTED(words, one) {words, one, false}
#define STAFF(words) {words, NULL, true}
/* clang-format on */

static const ScriptRow rows[] = {
	[SCRIPT_NOTHING] = STAFF(""),

	[SCRIPT_WHO] = SAID("Who is speaking?"),
	[SCRIPT_CAN_DECIDE] = STAFF("Can {patient} decide about sharing their record?"),
	[SCRIPT_CAN_DECIDE_HELP] = STAFF("For staff: does {patient} understand what is asked, and what a yes and a no "
					 "would mean? "
					 "There is no fixed age. If you are not sure, ask a doctor or nurse."),
	[SCRIPT_CAPACITY] = STAFF("Is {patient} unable to make this decision now, even with help?"),
	[SCRIPT_CAPACITY_HELP] = STAFF("For staff: somebody else may answer only where {patient} cannot. "
				       "An attorney must be one for health and welfare, and registered."),
	[SCRIPT_NAME] = SAID("What is the name of the person who speaks for {patient}?"),
	[SCRIPT_NAME_CHILD] = SAID("What is the name of the person with parental responsibility for {patient}?"),
	[SCRIPT_REASON] = STAFF("Why is this in the best interest of {patient}?"),
	[SCRIPT_ABOUT] = SAID("These questions are about {patient}. Where we say “you”, we mean {patient}."),

	[SCRIPT_UNTIL_16] = SAID("What you allow for {patient} counts until they are 16. Then we ask them."),
	[SCRIPT_RESPOND] = STAFF("Can {patient}, or somebody who speaks for them, answer now?"),
	[SCRIPT_RESPOND_HELP] =
		STAFF("For staff: no is for who is unconscious or too unwell. Then they may look, and it "
		      "is checked afterwards; a no of the last 24 hours stands."),

	[SCRIPT_CONTACT] = SAID("We have no way to send you a message. Will you give us a mobile number or an email "
				"address?"),
	[SCRIPT_CONTACT_HELP] = SAID("We would use it to send you a code when a service further away asks for your "
				     "record. "
				     "You can say no."),
	[SCRIPT_CONTACT_DETAIL] = SAID("Which mobile number or email address may we use to send you a code?"),

	[SCRIPT_EXPLAIN_RECORD] = SAID("Every service that cares for you keeps a record about you. "
				       "If you agree, they can share it with each other by computer."),
	[SCRIPT_EXPLAIN_TWO] = SAID("We ask 2 things about each service: whether it can share what it records about "
				    "you, "
				    "and whether it can see what others have shared."),
	[SCRIPT_EXPLAIN_EACH] = SAID("You can say yes to one service and no to another."),
	[SCRIPT_EXPLAIN_FREE] = SAID("You will be cared for whatever you choose."),

	[SCRIPT_SHORT_TWO] = SAID("Share Out means that others can see what a service records about you. "
				  "Share In means that it can see what others have shared: your whole GP record, not a "
				  "summary, except entries that you keep private."),
	[SCRIPT_SHORT_CARE] = SAID("You will be cared for whatever you choose. If you say no, staff may not know "
				   "something that matters."),
	[SCRIPT_SHORT_CHANGE] = SAID("You can change your mind at any time. What was shared by then stays shared."),
	[SCRIPT_SHORT_ENDS] = SAID("When care there ends, the agreement ends."),
	[SCRIPT_SHORT_EMERGENCY] =
		SAID("In an emergency, or to keep somebody safe, staff may look without asking. Each "
		     "time is checked."),
	[SCRIPT_SHORT_NEVER] = SAID("Sharing in this way is never for insurance, marketing or sale."),

	[SCRIPT_OUT] = SAID("Share Out: are you happy for {organisation} to share what it records about you with other "
			    "services that care for you?"),
	[SCRIPT_OUT_YES] = SAID("If you say yes, services that you let see your record can see this part of it too. "
				"You will not have to tell them everything again."),
	[SCRIPT_OUT_NO] = SAID("If you say no, other services will not see this part of your record. "
			       "They may not know about medicines, allergies or test results in it."),
	[SCRIPT_OUT_NO_LATER] = SAID("If you say no, other services will not see what is recorded here from now on. "
				     "What was shared stays shared."),
	[SCRIPT_IN] = SAID("Share In: are you happy for {organisation} to see what other services have shared about "
			   "you?"),
	[SCRIPT_IN_WHOLE] = SAID("This is about your whole GP record, not a summary. Only what is private is left "
				 "out."),
	[SCRIPT_IN_YES] = SAID("If you say yes, it can see what others have shared for as long as it cares for you."),
	[SCRIPT_IN_NO] = SAID("If you say no, it will not see what others have shared. "
			      "You may need to tell it about your health, medicines and allergies yourself."),
	[SCRIPT_IN_NO_LATER] =
		SAID("If you say no, it will not see what other services record from now on. What it can "
		     "see today it can still see."),

	[SCRIPT_ROWS] =
		SAID("The same two questions for {organisation}: are you happy with Share Out, and with Share In?"),

	[SCRIPT_HONEST_CHANGE] = SAID("You can change your mind at any time. Tell us, or tell the service."),
	[SCRIPT_HONEST_ENDS] = SAID("When your care at a service ends, its agreement ends too. If you are referred "
				    "again, we ask you again."),
	[SCRIPT_HONEST_STAYS] = SAID("What was shared before you change your mind stays shared. Only what is recorded "
				     "later is not."),
	[SCRIPT_HONEST_PRIVATE] = SAID("You can ask us to keep any single entry in your record private."),
	[SCRIPT_HONEST_EMERGENCY] = SAID("In an emergency, or to keep somebody safe, staff may look at your record "
					 "without asking you. "
					 "Each time is recorded and checked."),
	[SCRIPT_HONEST_CARE] = SAID("If you say no, staff may not know something that matters for your care."),
	[SCRIPT_HONEST_NEVER] = SAID("Sharing in this way is never for insurance, marketing or sale."),
	[SCRIPT_HONEST_SEPARATE] = SAID("Your Summary Care Record and the use of records for research are separate "
					"choices."),

	[SCRIPT_MEANWHILE] = SAID("Something was recorded while we were asking. We ask you again about what changed."),
	[SCRIPT_MEANWHILE_ENDED] = SAID("The agreement with {organisation} has ended."),
	[SCRIPT_MEANWHILE_ELSE] = SAID("Something else about sharing your record was changed."),

	[SCRIPT_OTHER_OUT] = SAID("You also have another agreement, with {organisation}. It still says yes to Share "
				  "Out, and one yes is enough. Do you want to stop that too?"),
	[SCRIPT_OTHER_IN] = SAID("You also have another agreement, with {organisation}. It still says yes to Share In, "
				 "and one yes is enough. Do you want to stop that too?"),

	[SCRIPT_MORE] = COUNTED("There are {count} more questions, about other choices. Do you have time for them "
				"now?",
				"There is 1 more question, about another choice. Do you have time for it now?"),
	[SCRIPT_NOW_YES] = SAID("Until now your answer was yes."),
	[SCRIPT_NOW_NO] = SAID("Until now your answer was no."),
	[SCRIPT_SCR_CORE] = SAID("Until you choose, it shows your medicines, allergies and bad reactions."),
	[SCRIPT_SCR_ADDITIONAL] = SAID("Until you choose, it shows additional information too."),

	[SCRIPT_WILL_SEE] = COUNTED("{organisation} will see {count} entries in your record.",
				    "{organisation} will see 1 entry in your record."),
	[SCRIPT_HELD_BACK] = COUNTED("{count} entries will be withheld from it.", "1 entry will be withheld from it."),
	[SCRIPT_SEES_NOW] = COUNTED("At the moment it sees {count}.", "At the moment it sees 1."),
	[SCRIPT_SEES_SAME] = COUNTED("{organisation} sees {count} entries in your record. That stays as it is.",
				     "{organisation} sees 1 entry in your record. That stays as it is."),
	[SCRIPT_WILL_WHOLE] = SAID("{organisation} will be able to see your whole GP record, except what is private."),
	[SCRIPT_SEES_WHOLE] = SAID("{organisation} can see your whole GP record, except what is private."),
	[SCRIPT_SEES_UP_TO] = SAID("{organisation} can see what was recorded until sharing stopped, and nothing "
				   "recorded later."),
	[SCRIPT_SEES_PART] = SAID("{organisation} can see a part of your GP record."),
	[SCRIPT_WILL_ASK] = SAID("{organisation} will be able to see a part of your GP record only if it asks you and "
				 "you say yes."),
	[SCRIPT_WILL_NOT] = SAID("{organisation} will not be able to see your GP record."),
	[SCRIPT_NO_LONGER] = SAID("{organisation} will no longer see what other services record from now on. What it "
				  "can see today it can still see."),
	[SCRIPT_IN_STOPS] = SAID("{organisation} will see nothing that other services record from now on."),
	[SCRIPT_OUT_STOPS] = SAID("What {organisation} records from now on will not be shared."),
	[SCRIPT_OPENS] = COUNTED("This also opens {count} entries recorded while you said no.",
				 "This also opens 1 entry recorded while you said no."),
	[SCRIPT_OPENS_ALL] = SAID("This also opens what was recorded while you said no."),
	[SCRIPT_OPTED_OUT_PLANNED] = SAID("You are opted out of sharing for planned care, so {organisation} cannot see "
					  "your record, whatever the answer."),
	[SCRIPT_OPTED_OUT_UNPLANNED] = SAID("You are opted out of sharing for unplanned care, so {organisation} cannot "
					    "see your record, whatever the answer."),
	[SCRIPT_OPTED_OUT_BOTH] = SAID("You are opted out of sharing for planned and unplanned care."),
	[SCRIPT_OPTED_OUT_LOOK_PLANNED] =
		SAID("You are opted out of sharing for planned care. Until you change that, services for planned care "
		     "cannot look, whatever you say here."),
	[SCRIPT_OPTED_OUT_LOOK_UNPLANNED] =
		SAID("You are opted out of sharing for unplanned care. Until you change that, services for unplanned "
		     "care cannot look, whatever you say here."),
	[SCRIPT_OPTED_OUT_CHANGE] = SAID("If you want to change that, tell us now."),
	[SCRIPT_OPTED_OUT_HELP] =
		STAFF("For staff: Esc leaves this unsaved; the Choices tab changes it; then ask again."),
	[SCRIPT_NEEDS_CODE] = SAID("{organisation} also needs a code from you before it can see your record."),
	[SCRIPT_NOT_LINKED] = SAID("{organisation} has no computer system that we can share with in this way."),
	[SCRIPT_NOT_KNOWN] = SAID("We do not know yet whether {organisation} uses a computer system that we can share "
				  "with in this way. Until we know, nothing is shared in this way."),
	[SCRIPT_PROHIBITED] = SAID("We do not share with {organisation}, whatever the answer."),
	[SCRIPT_NO_HOME] = SAID("You are registered with no GP surgery that could let {organisation} see your record."),
	[SCRIPT_NOT_SHARED] = SAID("What your GP surgery records is not shared in this way."),
	[SCRIPT_NO_CHANGE] = SAID("Nothing changes in who can see your record."),

	[SCRIPT_BACK_OUT_YES] = SAID("Yes: {organisation} can share what it records about you."),
	[SCRIPT_BACK_OUT_NO] = SAID("No: {organisation} cannot share what it records about you."),
	[SCRIPT_BACK_OUT_UP_TO] = SAID("No: what {organisation} records from now on will not be shared. What was "
				       "shared stays shared."),
	[SCRIPT_BACK_OUT_OTHER] = SAID("No for this course of care. By another agreement {organisation} still shares "
				       "what it records about you."),
	[SCRIPT_BACK_OUT_SAID_YES] = SAID("Share Out for {organisation}: yes."),
	[SCRIPT_BACK_OUT_LATER] = SAID("We will ask you later whether {organisation} can share what it records about "
				       "you."),
	[SCRIPT_BACK_OUT_NOT_GIVEN] = SAID("There was no answer on whether {organisation} can share what it records "
					   "about you."),
	[SCRIPT_BACK_IN_YES] = SAID("Yes: {organisation} can see what others have shared."),
	[SCRIPT_BACK_IN_NO] = SAID("No: {organisation} cannot see what others have shared."),
	[SCRIPT_BACK_IN_OTHER] = SAID("No for this course of care. By another agreement {organisation} can still see "
				      "what others have shared."),
	[SCRIPT_BACK_IN_SAID_YES] = SAID("Share In for {organisation}: yes."),
	[SCRIPT_BACK_IN_SAID_NO] = SAID("Share In for {organisation}: no."),
	[SCRIPT_BACK_IN_LATER] = SAID("We will ask you later whether {organisation} can see what others have shared."),
	[SCRIPT_BACK_IN_NOT_GIVEN] = SAID("There was no answer on whether {organisation} can see what others have "
					  "shared."),
	[SCRIPT_BACK_OTHER] = SAID("The yes in your other agreement, with {organisation}, stops too."),
	[SCRIPT_BACK_SPEAKER] = SAID("{speaker} answers for {patient}."),
	[SCRIPT_BACK_CONTACT] = SAID("We can send a code to the number or address you gave."),
	[SCRIPT_BACK_AT_ONCE] = SAID("It counts here at once. Others who already hold data may take up to 21 days to "
				     "stop."),
	[SCRIPT_BACK_FROM] = SAID("This takes effect on {day}."),
	[SCRIPT_BACK_NATIONAL] =
		SAID("The national opt-out that we noted for you still stands against use that names you."),
	[SCRIPT_BACK_ENTRY_UNSEEN] = SAID("It does not show there until the additional information shows too."),
	[SCRIPT_BACK_NOT_PLANNED] =
		SAID("Services for planned care cannot look while you are opted out of planned care."),
	[SCRIPT_BACK_NOT_UNPLANNED] =
		SAID("Services for unplanned care cannot look while you are opted out of unplanned care."),
	[SCRIPT_BACK_UNABLE] =
		STAFF("{patient} cannot answer now, so {organisation} may look. It is recorded, and checked "
		      "afterwards."),
	[SCRIPT_BACK_UNABLE_NO] =
		STAFF("{patient} cannot answer now. Their no of the last 24 hours stands: {organisation} "
		      "may not look."),
	[SCRIPT_BACK_NOTHING] = SAID("No question was answered, so nothing will be recorded."),
	[SCRIPT_BACK_RIGHT] = SAID("Is that right?"),

	[SCRIPT_SAVED] = SAID("Thank you. Your answers are saved."),
	[SCRIPT_SAVED_NOTHING] = SAID("Nothing was recorded."),
	[SCRIPT_SAVED_REST] = SAID("We will ask you about the rest another time."),

	[SCRIPT_KEY_PATIENT] = STAFF("the patient"),
	[SCRIPT_KEY_PATIENT_SHORT] = STAFF("the patient, has the guide: short"),
	[SCRIPT_KEY_PARENT] = STAFF("someone with parental responsibility"),
	[SCRIPT_KEY_ATTORNEY] = STAFF("an attorney for health and welfare"),
	[SCRIPT_KEY_DEPUTY] = STAFF("a deputy appointed by the court"),
	[SCRIPT_KEY_BEST_INTEREST] = STAFF("nobody: decided in the patient's best interest"),
	[SCRIPT_KEY_YES] = SAID("yes"),
	[SCRIPT_KEY_NO] = SAID("no"),
	[SCRIPT_KEY_LATER] = SAID("ask later"),
	[SCRIPT_KEY_NOT_GIVEN] = SAID("cannot or will not answer"),
	[SCRIPT_KEY_BOTH] = STAFF("yes to both"),
	[SCRIPT_KEY_NEITHER] = STAFF("no to both"),
	[SCRIPT_KEY_OUT_ONLY] = STAFF("yes to Share Out, no to Share In"),
	[SCRIPT_KEY_IN_ONLY] = STAFF("yes to Share In, no to Share Out"),
	[SCRIPT_KEY_ENOUGH] = SAID("that is enough for today"),
	[SCRIPT_KEY_ON] = SAID("go on"),
	[SCRIPT_KEY_SHORT] = STAFF("they have the guide: short form"),
	[SCRIPT_KEY_LONG] = STAFF("the long form"),
	[SCRIPT_KEY_SAVE] = SAID("yes, save"),
	[SCRIPT_KEY_CLOSE] = SAID("close"),
};
static_assert(countof(rows) == SCRIPT_COUNT_, "one row for each text");

#define SCRIPT_NAME_(value, name) name,
static const char *const names[] = {SCRIPT_NAMES(SCRIPT_NAME_)};

const char *script_name(ScriptText text)
{
	return names[text];
}

const char *script_english(ScriptText text, size_t count)
{
	const ScriptRow *row = &rows[text];
	return count == 1 && row->one ? row->one : row->many;
}

bool script_for_staff(ScriptText text)
{
	return rows[text].staff;
}

/* Length of the place that begins here, and what fills it; 0 where it is none. */
static size_t add_place(const char *at, const ScriptWords *words, Text *out)
{
	const struct {
		const char *place, *filling;
	} places[] = {
		{"{organisation}", words->organisation},
		{"{patient}", words->patient},
		{"{speaker}", words->speaker},
		{"{words}", words->words},
		{"{day}", words->day},
	};
	for (size_t i = 0; i < countof(places); i++)
		if (places[i].filling && text_starts(at, places[i].place)) {
			text_add(out, places[i].filling);
			return strlen(places[i].place);
		}
	if (text_starts(at, "{count}")) {
		text_add_print(out, "%zu", words->count);
		return strlen("{count}");
	}
	return 0;
}

void script_fill(const char *words_with_places, const ScriptWords *words, Text *out)
{
	for (const char *at = words_with_places; *at;) {
		size_t place = *at == '{' ? add_place(at, words, out) : 0;
		if (!place)
			text_add_char(out, *at);
		at += place ? place : 1;
	}
}
