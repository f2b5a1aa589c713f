#include "deliver/smtp.h"

#include <string.h>

#include "base/text.h"
#include "deliver/mail.h"
#include "deliver/reason.h"
#include "deliver/wire.h"

typedef struct Reader {
	const char *text;
	size_t left;
} Reader;

static size_t give(char *out, size_t one, size_t count, void *self)
{
	Reader *reader = self;
	size_t size = one * count < reader->left ? one * count : reader->left;
	memcpy(out, reader->text, size);
	reader->text += size;
	reader->left -= size;
	return size;
}

/* A reply of the server tells more than libcurl's own words; one from 200 to 399 was not what went wrong. */
static Sent outcome(CURLcode code, long reply, int timeout)
{
	Sent sent = {.outcome = SENT_TAKEN};
	if (code == CURLE_OK)
		return sent;
	sent.outcome = SENT_AGAIN;
	bool encryption = code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION ||
			  code == CURLE_SSL_CONNECT_ERROR || code == CURLE_OPERATION_TIMEDOUT;
	if (code == CURLE_LOGIN_DENIED && (reply < 400 || reply > 599))
		reason_smtp(535, &sent);
	else if (!encryption && reply >= 400 && reply <= 599)
		reason_smtp(reply, &sent);
	else
		wire_why(code, "the mail server", timeout, sent.why);
	if (sent.why[0] == 't')
		sent.why[0] = 'T';
	return sent;
}

Sent smtp_send(const Smtp *smtp, const Letter *letter, const char *reference, Instant now, Arena *arena)
{
	const SmtpSettings *settings = smtp->settings;
	Mail mail = {.from = settings->from,
		     .to = letter->to,
		     .subject = letter->subject,
		     .message = letter->message,
		     .reference = reference,
		     .date = now};
	Error err = {0};
	Reader reader = {0};
	if (!mail_print(&mail, arena, &reader.text, &err)) {
		Sent sent = {.outcome = SENT_NEVER};
		text_copy(sent.why, sizeof sent.why, err.text);
		return sent;
	}
	reader.left = strlen(reader.text);
	CURL *curl = wire_open(settings->url, "smtp,smtps", settings->ca_file, NULL, smtp->timeout);
	struct curl_slist *to = curl_slist_append(NULL, arena_print(arena, "<%s>", letter->to));
	long reply = 0;
	curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)CURLUSESSL_ALL);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, arena_print(arena, "<%s>", settings->from));
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_READDATA, &reader);
	curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)reader.left);
	if (settings->user) {
		curl_easy_setopt(curl, CURLOPT_USERNAME, settings->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, smtp->password);
	}
	CURLcode code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
	curl_slist_free_all(to);
	curl_easy_cleanup(curl);
	return outcome(code, reply, smtp->timeout);
}
