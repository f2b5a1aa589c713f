#include "model/walk/claims.h"

#include <stdlib.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/walk/world.h"

/* clang-format off */
static const struct {
	const char *english;
	Claim says[CLAIMS_OF_A_TEXT];
} claiming[] = {
	{"{organisation}: your GP record up to {day}, except what is private.",
	 {CLAIM_UP_TO}},
	{"{organisation}: your GP record, which it keeps.",
	 {CLAIM_KEEPS}},
	{"{organisation}: your whole GP record, except what is private.",
	 {CLAIM_SEES}},
	{"{organisation}: 1 entry.",
	 {CLAIM_COUNT}},
	{"Nobody, by what you have chosen.",
	 {CLAIM_NOBODY}},
	{"{organisation} can share what it records about you, and can see what others have shared.",
	 {CLAIM_SHARES, CLAIM_SEES}},
	{"{organisation} can share what it records about you, but cannot see what others have "
	 "shared.",
	 {CLAIM_SHARES, CLAIM_SEES_NOT}},
	{"{organisation} cannot share what it records about you, but can see what others have "
	 "shared.",
	 {CLAIM_SHARES_NOT, CLAIM_SEES}},
	{"{organisation} cannot share what it records about you, and cannot see what others have "
	 "shared.",
	 {CLAIM_SHARES_NOT, CLAIM_SEES_NOT}},
	{"You ended the agreement with {organisation}. It sees nothing that others share, and "
	 "shares nothing new.",
	 {CLAIM_SEES_NOT, CLAIM_SHARES_STOPPED}},
	{"Planned care: your record can be shared.",
	 {CLAIM_PLANNED_ON}},
	{"Planned care: you opted out of sharing your record.",
	 {CLAIM_PLANNED_OFF}},
	{"Unplanned care: your record can be shared.",
	 {CLAIM_UNPLANNED_ON}},
	{"Unplanned care: you opted out of sharing your record.",
	 {CLAIM_UNPLANNED_OFF}},
	{"Planning and research: your record can be used where the law allows.",
	 {CLAIM_RESEARCH_ON}},
	{"Planning and research: you opted out of the use of your record.",
	 {CLAIM_RESEARCH_OFF}},
	{"It holds 1 sensitive entry, because you asked for that.",
	 {CLAIM_COUNTED}},
	{"What you asked to keep private is shared with no other service.",
	 {CLAIM_PRIVATE}},
	{"1 entry in your record is private. No other service sees it.",
	 {CLAIM_PRIVATE, CLAIM_COUNTED}},
	{"If you say yes, services that you let see your record can see this part of it too. You "
	 "will not have to tell them everything again.",
	 {CLAIM_IF_OUT_YES}},
	{"If you say no, other services will not see this part of your record. They may not know "
	 "about medicines, allergies or test results in it.",
	 {CLAIM_IF_OUT_NO}},
	{"If you say no, other services will not see what is recorded here from now on. What was "
	 "shared stays shared.",
	 {CLAIM_IF_OUT_NO_KEEPS}},
	{"If you say yes, it can see what others have shared for as long as it cares for you.",
	 {CLAIM_IF_IN_YES}},
	{"This is about your whole GP record, not a summary. Only what is private is left out.",
	 {CLAIM_IF_IN_YES}},
	{"If you say no, it will not see what others have shared. You may need to tell it about "
	 "your health, medicines and allergies yourself.",
	 {CLAIM_IF_IN_NO}},
	{"If you say no, it will not see what other services record from now on. What it can see "
	 "today it can still see.",
	 {CLAIM_IF_IN_NO_KEEPS}},
	{"You also have another agreement, with {organisation}. It still says yes to Share Out, "
	 "and one yes is enough. Do you want to stop that too?",
	 {CLAIM_OTHER_OUT}},
	{"You also have another agreement, with {organisation}. It still says yes to Share In, and "
	 "one yes is enough. Do you want to stop that too?",
	 {CLAIM_OTHER_IN}},
	{"{organisation} will see 1 entry in your record.",
	 {CLAIM_COUNT}},
	{"1 entry will be withheld from it.",
	 {CLAIM_COUNT_HELD}},
	{"At the moment it sees 1.",
	 {CLAIM_COUNT_WAS}},
	{"{organisation} sees 1 entry in your record. That stays as it is.",
	 {CLAIM_COUNT_SAME}},
	{"{organisation} will be able to see your whole GP record, except what is private.",
	 {CLAIM_SEES}},
	{"{organisation} can see your whole GP record, except what is private.",
	 {CLAIM_SEES}},
	{"{organisation} can see what was recorded until sharing stopped, and nothing recorded "
	 "later.",
	 {CLAIM_UP_TO}},
	{"{organisation} can see a part of your GP record.",
	 {CLAIM_PART}},
	{"{organisation} will be able to see a part of your GP record only if it asks you and you "
	 "say yes.",
	 {CLAIM_MAY_ASK}},
	{"{organisation} will not be able to see your GP record.",
	 {CLAIM_SEES_NOT}},
	{"{organisation} will no longer see what other services record from now on. What it can see "
	 "today it can still see.",
	 {CLAIM_NO_LONGER}},
	{"{organisation} will see nothing that other services record from now on.",
	 {CLAIM_NEW_NOT}},
	{"What {organisation} records from now on will not be shared.",
	 {CLAIM_SHARES_STOPPED}},
	{"This also opens 1 entry recorded while you said no.",
	 {CLAIM_COUNT_OPENS}},
	{"This also opens what was recorded while you said no.",
	 {CLAIM_OPENS}},
	{"You are opted out of sharing for planned care, so {organisation} cannot see your record, "
	 "whatever the answer.",
	 {CLAIM_OPTED_PLANNED, CLAIM_SEES_NOT}},
	{"You are opted out of sharing for unplanned care, so {organisation} cannot see your "
	 "record, whatever the answer.",
	 {CLAIM_OPTED_UNPLANNED, CLAIM_SEES_NOT}},
	{"You are opted out of sharing for planned and unplanned care.",
	 {CLAIM_OPTED_BOTH}},
	{"{organisation} also needs a code from you before it can see your record.",
	 {CLAIM_CODE}},
	{"{organisation} has no computer system that we can share with in this way.",
	 {CLAIM_NOT_LINKED}},
	{"We do not know yet whether {organisation} uses a computer system that we can share with in "
	 "this way. Until we know, nothing is shared in this way.",
	 {CLAIM_NOT_KNOWN}},
	{"We do not share with {organisation}, whatever the answer.",
	 {CLAIM_PROHIBITED}},
	{"You are registered with no GP surgery that could let {organisation} see your record.",
	 {CLAIM_NO_HOME}},
	{"What your GP surgery records is not shared in this way.",
	 {CLAIM_NOT_SHARED}},
	{"Nothing changes in who can see your record.",
	 {CLAIM_COUNT_STAYS}},
	{"Yes: {organisation} can share what it records about you.",
	 {CLAIM_SHARES}},
	{"No: {organisation} cannot share what it records about you.",
	 {CLAIM_SHARES_NOT}},
	{"No: what {organisation} records from now on will not be shared. What was shared stays "
	 "shared.",
	 {CLAIM_SHARES_UP_TO}},
	{"No: what {organisation} has recorded since {day} is not shared. What was shared before stays "
	 "shared.",
	 {CLAIM_SHARES_UP_TO}},
	{"No: {organisation} sees nothing that other services have recorded since {day}.",
	 {CLAIM_NEW_NOT}},
	{"No for this course of care. By another agreement {organisation} still shares what it "
	 "records about you.",
	 {CLAIM_SHARES}},
	{"Yes: {organisation} can see what others have shared.",
	 {CLAIM_SEES}},
	{"No: {organisation} cannot see what others have shared.",
	 {CLAIM_SEES_NOT}},
	{"No for this course of care. By another agreement {organisation} can still see what "
	 "others have shared.",
	 {CLAIM_SEES}},
};

/* They tell what was asked, answered or done, or what is so for everybody: not who sees this record. */
static const char *const silent[] = {
	"Share Out means that others can see what a service records about you. Share In means "
	 "that it can see what others have shared: your whole GP record, not a summary, except "
	 "entries that you keep private.",
	"You will be cared for whatever you choose. If you say no, staff may not know something "
	 "that matters.",
	"You can change your mind at any time. What was shared by then stays shared.",
	"When care there ends, the agreement ends.",
	"In an emergency, or to keep somebody safe, staff may look without asking. Each time is "
	 "checked.",
	"Something was recorded while we were asking. We ask you again about what changed.",
	"The agreement with {organisation} has ended.",
	"Something else about sharing your record was changed.",
	"{organisation} asks to see your health record.",
	"{organisation} asks to see your record. To agree, tell them code {code} by {until}.",
	"Who can see your record now",
	"{organisation}: let in without asking you, until {day}, {time}.",
	"{day}: {organisation} asked to see your record.",
	"{day}: {organisation} asked to look at your record, and you said yes.",
	"{day}: {organisation} asked to look at your record, and you said no.",
	"{day}: {organisation} looked at your record, because you could not answer.",
	"{day}: {name} opened your record at {organisation}.",
	"Who looked, the latest first",
	"Nobody has looked at your record here.",
	"Copies that were made",
	"{day}: {name} made a copy of your record.",
	"{day}: {name} made a copy of all records of this surgery, yours too.",
	"Who has looked at your health record",
	"your GP surgery",
	"{name} decided this in the best interest of {patient}.",
	"Asked by telephone: {list}.",
	"Asked by video: {list}.",
	"Answered on paper: {list}.",
	"Answered online, seen by {list}.",
	"Recorded by {list}.",
	"What this means",
	"Changing your mind",
	"Tell us this code, and we find your page:",
	"Your choices about sharing your health record",
	"From your GP surgery, {organisation}.",
	"What you have chosen",
	"What you chose",
	"You have not chosen anything yet.",
	"{organisation}: people who may answer for you do not agree. A doctor or nurse will talk "
	 "to you.",
	"You ended the agreement with {organisation}.",
	"You said no when {organisation} asked for a code to see your record.",
	"You agreed, without a code, that {organisation} may take part in sharing.",
	"You gave {organisation} the code that it needed.",
	"Your care at {organisation} has ended, and the agreement with it.",
	"Summary Care Record: your medicines, allergies and bad reactions, and nothing else.",
	"Summary Care Record: your medicines, allergies and bad reactions, and also important "
	 "illnesses, operations and vaccinations.",
	"Summary Care Record: you chose not to have one.",
	"Local services such as the ambulance service and 111 may look at parts of your GP record "
	 "if you agree at the time, as far as your other choices allow.",
	"You said no to the local view, by which services such as the ambulance service and 111 "
	 "look at parts of your GP record.",
	"It holds the sensitive entries that you asked for.",
	"Planning and research: you allowed the use of your record.",
	"It counts here at once. Others who already hold data may take up to 21 days to stop.",
	"This takes effect on {day}.",
	"You agreed that the study {words} can use your record where the law allows. It "
	"can use information that names you.",
	"You said no to the study {words}.",
	"{organisation} asked to look at your GP record this once: you said yes.",
	"{organisation} asked to look at your GP record this once: you said no.",
	"{organisation} asked to look at your Summary Care Record this once: you said yes.",
	"{organisation} asked to look at your Summary Care Record this once: you said no.",
	"{organisation} looked at your record, because you could not answer.",
	"Something in your record is private, as you asked.",
	"the public interest",
	"the law requires it",
	"a court ordered it",
	"an emergency",
	"to keep somebody safe",
	"another reason",
	"Somebody else will check whether this was right.",
	"Somebody else has checked it: it was right.",
	"Somebody else has checked it: it was not right.",
	"{day}, {time}: {name} let {organisation} see your record without asking you. The reason: "
	 "{phrase}.",
	"They wrote: “{words}”",
	"They could see private entries too.",
	"Looking without asking you",
	"You can change your mind at any time. Tell us, or tell the service.",
	"What was shared before you change your mind stays shared. Only what is recorded later is "
	 "not.",
	"Sharing in this way is never for insurance, marketing or sale.",
	"Who is speaking?",
	"What is the name of the person who speaks for {patient}?",
	"What is the name of the person with parental responsibility for {patient}?",
	"These questions are about {patient}. Where we say “you”, we mean {patient}.",
	"We have no way to send you a message. Will you give us a mobile number or an email "
	 "address?",
	"We would use it to send you a code when a service further away asks for your record. You "
	 "can say no.",
	"Which mobile number or email address may we use to send you a code?",
	"Every service that cares for you keeps a record about you. If you agree, they can share "
	 "it with each other by computer.",
	"We ask 2 things about each service: whether it can share what it records about you, and "
	 "whether it can see what others have shared.",
	"You can say yes to one service and no to another.",
	"You will be cared for whatever you choose.",
	"The same two questions for {organisation}: are you happy with Share Out, and with Share In?",
	"Share Out: are you happy for {organisation} to share what it records about you with "
	 "other services that care for you?",
	"Share In: are you happy for {organisation} to see what other services have shared about "
	 "you?",
	"Are you happy for {organisation} to look at your GP record now?",
	"Are you happy for {organisation} to look at your Summary Care Record now?",
	"When your care at a service ends, its agreement ends too. If you are referred again, we "
	 "ask you again.",
	"You can ask us to keep any single entry in your record private.",
	"In an emergency, or to keep somebody safe, staff may look at your record without asking "
	 "you. Each time is recorded and checked.",
	"If you say no, staff may not know something that matters for your care.",
	"Your Summary Care Record and the use of records for research are separate choices.",
	"If you want to change that, tell us now.",
	"The national opt-out that we noted for you still stands against use that names you.",
	"It does not show there until the additional information shows too.",
	"You are opted out of sharing for planned care. Until you change that, services for planned care "
	 "cannot look, whatever you say here.",
	"You are opted out of sharing for unplanned care. Until you change that, services for unplanned "
	 "care cannot look, whatever you say here.",
	"Services for planned care cannot look while you are opted out of planned care.",
	"Services for unplanned care cannot look while you are opted out of unplanned care.",
	"Share Out for {organisation}: yes.",
	"We will ask you later whether {organisation} can share what it records about you.",
	"There was no answer on whether {organisation} can share what it records about you.",
	"Share In for {organisation}: yes.",
	"Share In for {organisation}: no.",
	"We will ask you later whether {organisation} can see what others have shared.",
	"There was no answer on whether {organisation} can see what others have shared.",
	"The yes in your other agreement, with {organisation}, stops too.",
	"{speaker} answers for {patient}.",
	"We can send a code to the number or address you gave.",
	"No question was answered, so nothing will be recorded.",
	"Is that right?",
	"Thank you. Your answers are saved.",
	"Nothing was recorded.",
	"We will ask you about the rest another time.",
	"yes",
	"no",
	"ask later",
	"cannot or will not answer",
	"go on",
	"yes, save",
	"close",
};
/* clang-format on */

enum { CLAIMING = countof(claiming), TEXTS = CLAIMING + countof(silent), OWN_MAX = 64 };

static bool met[CLAIMING];

static size_t number_of(const char *english)
{
	size_t at = 0;
	while (at < TEXTS && strcmp(at < CLAIMING ? claiming[at].english : silent[at - CLAIMING], english) != 0)
		at++;
	return at;
}

bool claims_know(const char *english)
{
	return number_of(english) < TEXTS;
}

/* "#12|{organisation}|{count}|": the place is filled by whoever says the text. */
static const char *say(void *self, const char *language, const char *english)
{
	static char own[TEXTS][OWN_MAX];
	size_t number = number_of(english);
	if (strncmp(language, "gu", 2) != 0 || number == TEXTS)
		return NULL;
	text_print(own[number], sizeof own[number], "#%zu|{organisation}|{count}|", number);
	return own[number];
}

static const char *say_count(void *self, const char *language, const char *one, const char *many, unsigned long count)
{
	return say(self, language, one);
}

Phrasebook walk_phrasebook(void)
{
	return (Phrasebook){say, say_count, NULL};
}

bool claims_read(const char *own, Arena *arena, Claimed *ret_claimed)
{
	static const Claim nothing[CLAIMS_OF_A_TEXT] = {CLAIM_NONE};
	const char *organisation, *end;
	if (!own || own[0] != '#')
		return false;
	size_t number = strtoul(own + 1, NULL, 10);
	organisation = strchr(own, '|') + 1;
	end = strchr(organisation, '|');
	*ret_claimed = (Claimed){
		.english = number < CLAIMING ? claiming[number].english : silent[number - CLAIMING],
		.says = number < CLAIMING ? claiming[number].says : nothing,
		.organisation = arena_bytes(arena, organisation, (size_t)(end - organisation)),
		.count = strtoul(end + 1, NULL, 10),
	};
	if (number < CLAIMING)
		met[number] = true;
	return true;
}

const char *claims_unmet(void)
{
	for (size_t i = 0; i < CLAIMING; i++)
		if (!met[i])
			return claiming[i].english;
	return NULL;
}
