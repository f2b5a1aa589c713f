#include "ui/synonyms.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

/* An action that has one of the words on the left, or begins a word so, is found by those on the right. What is a page
 * of one patient is found from elsewhere as well: looking for the patient is the way to it. */
static const struct {
	const char *words[4];
	const char *typed;
} synonyms[] = {
	{{"share out", "sharing", "change of mind"}, "change mind withdraw stop revoke consent answer yes no"},
	{{"agreement"}, "withdraw stop revoke change mind leave no"},
	{{"add a patient"}, "new register create"},
	{{"receipt", "paper"}, "print printer pdf letter leaflet guide form"},
	{{"contact", "patient s mobile"}, "phone telephone mobile sms text email e-mail address number details"},
	{{"speaks", "speaker", "language"}, "interpreter translator language parent attorney deputy guardian"},
	{{"how asked"}, "phone call ring caller video paper online"},
	{{"choices", "choice", "purposes"},
	 "study trial research planning opt out opt-out optout type 1 national summary scr mig local view"},
	{{"private", "entries"}, "private hide secret confidential sensitive diagnosis"},
	{{"error", "undo", "all that happened"}, "mistake wrong correct undo delete remove"},
	{{"duty of care", "override"}, "emergency urgent unconscious break glass"},
	{{"refer", "organisation"}, "hospital clinic trust surgery service department town"},
	{{"request", "code"}, "code sms text digits qr number verify caller out of county"},
	{{"discharge"}, "finished ended left stop"},
	{{"close sharedesk"}, "quit exit end leave stop"},
	{{"sign out"}, "log out logout log off logoff switch user leave quit exit"},
	{{"lock"}, "pin password passphrase away"},
	{{"your pin"},
	 "change password passphrase my own preferences ascii unicode account phone telephone app code codes authenticator "
	 "second factor two totp 2fa mfa recovery sign out everywhere elsewhere log logout other desks sessions"},
	{{"works at the desk"},
	 "account user password passphrase role login colleague forgot forgotten lost reset card smartcard phone device app "
	 "codes second factor 2fa mfa"},
	{{"holds for everybody"}, "card smartcard app codes second factor 2fa mfa required"},
	{{"one sign-in"}, "forgot forgotten lost reset password colleague"},
	{{"accounts"},
	 "account user login unused audit administrator review yearly sessions signed in logged second factor card smartcard"},
	{{"looked"}, "audit access log viewed"},
	{{"complaint", "copy", "rights"},
	 "complain unhappy gdpr data protection subject access request sar ico withhold"},
	{{"file", "figures"}, "export csv spreadsheet report statistics numbers"},
	{{"theme"}, "colour color font contrast dark light mouse"},
	{{"of the demo"}, "role switch user"},
	{{"allowed and prohibited"}, "local list allow block whitelist blacklist county"},
	{{"search for a patient", "find a patient"},
	 "new add register code telephone phone mobile sms text e-mail email address contact died dead moved language "
	 "interpreter refer ask consent receipt print pdf private emergency history record change mind withdraw stop "
	 "mistake hospital complain gdpr study research opt out"},
};

/* "patient s mobile": the words one after the other, the last at least begun. */
static bool says_so(const char *folded, const char *words)
{
	const char *at = folded;
	while ((at = strstr(at, words))) {
		if (at == folded || at[-1] == ' ')
			return true;
		at++;
	}
	return false;
}

const char *synonyms_of(Arena *arena, const char *says)
{
	const char *folded = utf8_fold(arena, says);
	Text typed = {.arena = arena};
	for (size_t i = 0; i < countof(synonyms); i++)
		for (size_t j = 0; j < countof(synonyms[i].words) && synonyms[i].words[j]; j++)
			if (says_so(folded, synonyms[i].words[j]))
				text_add_print(&typed, " %s", synonyms[i].typed);
	return text_done(&typed);
}
