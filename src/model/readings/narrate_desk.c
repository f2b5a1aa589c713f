/* What happened to the desk itself: accounts, sessions, settings, files. */
#include "base/text.h"
#include "model/facts/staff.h"
#include "model/readings/explain.h"
#include "model/readings/inside.h"

/* "Dr Shah 2 was made a clinician", "The account Dr Shah 2 was closed". */
void narrate_account(const Fact *fact, Text *out)
{
	static const char *const changes[AccountChange_COUNT_][2] = {
		[ACCOUNT_FOUND] = {"The account ", " stood already: "},
		[ACCOUNT_MADE] = {"", " was made "},
		[ACCOUNT_ROLE] = {"", " became "},
		[ACCOUNT_CLOSED] = {"The account ", " was closed"},
		[ACCOUNT_OPENED] = {"The account ", " was opened again: "},
		[ACCOUNT_PASSPHRASE] = {"", " changed their passphrase"},
		[ACCOUNT_RESET] = {"A one-time passphrase was given out for ", ""},
		[ACCOUNT_RESET_HOST] = {"A one-time passphrase was made on the machine itself for ", ""},
		[ACCOUNT_PIN] = {"", " set a PIN"},
		[ACCOUNT_GUESSED] = {"Wrong passphrases were typed for ", ""},
		[ACCOUNT_CODE_SET] = {"", " set up codes of an authenticator app"},
		[ACCOUNT_CODE_RESET] = {"The codes of an authenticator app were taken away from ", ""},
		[ACCOUNT_RECOVERY] = {"", " used a recovery code"},
		[ACCOUNT_CARD] = {"A smartcard was enrolled for ", ""},
		[ACCOUNT_CARD_GONE] = {"The smartcard was taken away from ", ""},
		[ACCOUNT_EVERYWHERE] = {"", " signed out at all desks"},
		[ACCOUNT_RECOVERY_SET] = {"", " made new recovery codes"},
	};
	const char *const *words = changes[fact->change];
	text_add_print(out, "%s%s%s", words[0], fact->name, words[1]);
	if (fact->change <= ACCOUNT_ROLE || fact->change == ACCOUNT_OPENED)
		text_add_print(out, "%s %s%s", fact->role == ROLE_ADMINISTRATOR ? "an" : "a",
			       words_text(&role_words, fact->role), fact->on == TRUTH_TRUE ? "" : ", closed");
	if (fact->change == ACCOUNT_GUESSED && !text_empty(fact->note))
		text_add_print(out, ": %s", fact->note);
}

void narrate_setting(const Fact *fact, Text *out)
{
	text_add_print(out, "The setting %s is now %s", fact->name,
		       !fact->setting	? "what it is by itself"
		       : *fact->setting ? fact->setting
					: "empty");
}

void narrate_imported(const Fact *fact, Text *out)
{
	text_add_print(out, "Took in the file %s (%s): %s read, %s told", text_or(fact->name, "?"),
		       words_text(&file_format_words, fact->format), text_or(fact->read, "?"),
		       text_or(fact->taken, "?"));
	if (fact->first && fact->last)
		text_add_print(out, ", lines %s to %s of the ledger", fact->first, fact->last);
}

void explain_strength(Strength strength, Text *out)
{
	static const char *const strengths[Strength_COUNT_] = {
		[STRENGTH_PASSPHRASE] = "the passphrase alone",
		[STRENGTH_CODE] = "passphrase and code",
		[STRENGTH_RECOVERY] = "passphrase and a recovery code",
		[STRENGTH_CARD] = "a smartcard and its PIN",
		[STRENGTH_CARD_PASSPHRASE] = "a smartcard, its PIN and the passphrase",
	};
	text_add(out, text_or(strengths[strength], "?"));
}

void narrate_ending(const Fact *fact, Text *out)
{
	static const char *const endings[Ending_COUNT_] = {
		[ENDING_SIGNED_OUT] = "Signed out",
		[ENDING_EVERYWHERE] = "Was signed out here by signing out everywhere",
		[ENDING_ACCOUNT] = "Was signed out: the account was changed",
		[ENDING_CLOSED] = "Signed out by closing sharedesk",
	};
	text_add(out, text_or(endings[fact->ending], "?"));
}
