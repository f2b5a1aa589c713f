#include "deliver/reason.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "base/macros.h"
#include "base/text.h"

/* Words of the service's messages (alphagov/notifications-tech-docs, "Error codes"), the more telling first. */
static const struct {
	const char *words, *why;
} refusals[] = {
	{"system clock", "The clock of this machine is wrong: set it, GOV.UK Notify takes it within 30 seconds only."},
	{"team-only", "The key of GOV.UK Notify may send to the practice's own team only: use a live key."},
	{"trial mode", "The practice's service at GOV.UK Notify is in trial mode: ask for it to go live."},
	{"api key", "GOV.UK Notify does not know the key: look at key-file in sharedesk.ini."},
	{"invalid token", "GOV.UK Notify does not know the key: look at key-file in sharedesk.ini."},
	{"sms_sender", "GOV.UK Notify does not know the sms-sender of sharedesk.ini."},
	{"personalisation", "The template at GOV.UK Notify asks for a field that the desk does not give."},
	{"template", "GOV.UK Notify does not know the template of sharedesk.ini, or it is of the other kind."},
	{"phone_number", "GOV.UK Notify does not take the mobile number on file."},
	{"phone number", "GOV.UK Notify does not take the mobile number on file."},
	{"email_address", "GOV.UK Notify does not take the e-mail address on file."},
	{"email address", "GOV.UK Notify does not take the e-mail address on file."},
};

static bool holds(const char *text, const char *words)
{
	size_t length = strlen(words);
	for (; *text; text++)
		if (strncasecmp(text, words, length) == 0)
			return true;
	return false;
}

static const char *refusal(const char *message)
{
	for (size_t i = 0; i < countof(refusals); i++)
		if (holds(message, refusals[i].words))
			return refusals[i].why;
	return NULL;
}

void reason_notify(long status, const char *message, Sent *ret_sent)
{
	const char *known = refusal(message);
	bool again = status == 429 || status < 400 || status >= 500;
	*ret_sent = (Sent){.outcome = again ? SENT_AGAIN : SENT_NEVER};
	if (status == 429)
		text_copy(ret_sent->why, sizeof ret_sent->why,
			  "GOV.UK Notify takes no more messages at this rate or today.");
	else if (status >= 500)
		text_print(ret_sent->why, sizeof ret_sent->why, "GOV.UK Notify has a fault of its own (%ld).", status);
	else if (again)
		text_print(ret_sent->why, sizeof ret_sent->why,
			   "GOV.UK Notify gave an answer that makes no sense (%ld).", status);
	else if (known)
		text_copy(ret_sent->why, sizeof ret_sent->why, known);
	else
		text_print(ret_sent->why, sizeof ret_sent->why, "GOV.UK Notify refused the message (%ld).", status);
}

void reason_smtp(long reply, Sent *ret_sent)
{
	*ret_sent = (Sent){.outcome = reply < 500 ? SENT_AGAIN : SENT_NEVER};
	if (reply == 530 || reply == 534 || reply == 535)
		text_copy(ret_sent->why, sizeof ret_sent->why,
			  "The mail server does not take the user and password of sharedesk.ini.");
	else if (reply == 550 || reply == 551 || reply == 553)
		text_print(ret_sent->why, sizeof ret_sent->why,
			   "The mail server does not take the e-mail address on file (%ld).", reply);
	else if (reply < 500)
		text_print(ret_sent->why, sizeof ret_sent->why, "The mail server is busy (%ld).", reply);
	else
		text_print(ret_sent->why, sizeof ret_sent->why, "The mail server refused the message (%ld).", reply);
}
