/* sharedesk.ini: who sends messages, and how; where the ledger is witnessed; which smartcards are taken. It holds no
 * secret: keys and passwords stand in files of their own (0600).
 *
 * A fault is one sentence that names the file, the line and the key, never the value: somebody may have put a secret
 * there. Files are named from the root, or from the folder of sharedesk.ini. */
#pragma once

#include "base/arena.h"
#include "base/error.h"

typedef enum Sender { SENDER_NONE, SENDER_NOTIFY, SENDER_SMTP } Sender;

/* Texts are NULL where they are not set. */
typedef struct NotifySettings {
	const char *url; /* https://, without a slash at its end */
	const char *key_file, *sms_template, *email_template, *sms_sender, *ca_file;
	const char *proxy; /* http:// or https://; NULL: none */
} NotifySettings;

typedef struct SmtpSettings {
	const char *url; /* smtp:// (STARTTLS is required) or smtps:// */
	const char *from, *user, *password_file, *ca_file;
} SmtpSettings;

/* Smartcards, by sharedesk-card. */
typedef struct CardSettings {
	const char *module, *ca_file; /* NULL: no card is asked */
	const char *crl_file;
	bool crl_required; /* without a list in date nobody is let in by card */
	bool by_uid;	   /* a card is known by the UID in its subject; else by issuer and serial */
	bool allow_sha1;   /* old cards, which sign by nothing newer */
} CardSettings;

typedef struct Settings {
	Sender sms, email;
	NotifySettings notify;
	SmtpSettings smtp;
	int timeout; /* seconds that a service has to answer, 1 to 60; 10 */
	const char *database;
	CardSettings card;
	const char *witness; /* the file for checkpoints of the ledger */
} Settings;

/* Where there is no file: SENDER_NONE for both, and `ret_found` false. Texts live in `arena`. */
bool settings_read(const char *path, Arena *arena, Settings *ret_settings, bool *ret_found, Error *err) must_check;
