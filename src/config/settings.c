#include "config/settings.h"

#include <errno.h>
#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/macros.h"
#include "base/readable.h"
#include "base/text.h"

enum { TIMEOUT = 10, TIMEOUT_MAX = 60, UUID = 36 };

/* What a key may hold: NULL where the value fits, else what it must do. */
typedef const char *(*Rule)(const char *value);

/* Values as they stand in the file, until all of it has been read. */
typedef struct Values {
	const char *sms, *email;
	NotifySettings notify;
	SmtpSettings smtp;
	CardSettings card;
	const char *crl_required, *identify_by, *allow_sha1;
	const char *timeout, *database, *witness;
} Values;

static const char *any(const char *value)
{
	return NULL;
}

static const char *sms_word(const char *value)
{
	return text_is(value, "notify") || text_is(value, "none") ? NULL : "must be notify or none";
}

static const char *email_word(const char *value)
{
	return text_is(value, "smtp") || !sms_word(value) ? NULL : "must be notify, smtp or none";
}

static const char *https(const char *value)
{
	return text_is_url(value, "https://") ? NULL : "must begin with https:// and the name of a host";
}

static const char *mail_server(const char *value)
{
	bool fits = text_is_url(value, "smtp://") || text_is_url(value, "smtps://");
	return fits ? NULL : "must begin with smtp:// or smtps:// and the name of a host";
}

static const char *proxy(const char *value)
{
	bool fits = text_is_url(value, "http://") || text_is_url(value, "https://");
	return fits ? NULL : "must begin with http:// or https:// and the name of a host";
}

static const char *uuid(const char *value)
{
	bool fits = text_starts_uuid(value) && !value[UUID];
	return fits ? NULL : "must be an identifier such as 4f5f7d0a-3b1c-4b1e-9a52-7d2c5f0e6a11";
}

static const char *address(const char *value)
{
	return text_is_address(value) ? NULL : "must be one e-mail address, such as records@example.org";
}

static const char *seconds(const char *value)
{
	bool fits = text_all_digits(value) && strlen(value) <= 2 && atoi(value) >= 1 && atoi(value) <= TIMEOUT_MAX;
	return fits ? NULL : "must be a number of seconds, 1 to 60";
}

static const char *yes_or_no(const char *value)
{
	return text_is(value, "yes") || text_is(value, "no") ? NULL : "must be yes or no";
}

static const char *identity(const char *value)
{
	return text_is(value, "serial") || text_is(value, "uid") ? NULL : "must be serial or uid";
}

typedef struct Key {
	const char *section, *name;
	size_t at; /* of the text in Values */
	Rule rule;
	bool file; /* a file's name, from the folder of sharedesk.ini */
} Key;

#define AT(field) offsetof(Values, field)

static const Key keys[] = {
	{"send", "sms", AT(sms), sms_word, false},
	{"send", "email", AT(email), email_word, false},
	{"notify", "url", AT(notify.url), https, false},
	{"notify", "key-file", AT(notify.key_file), any, true},
	{"notify", "sms-template", AT(notify.sms_template), uuid, false},
	{"notify", "email-template", AT(notify.email_template), uuid, false},
	{"notify", "sms-sender", AT(notify.sms_sender), uuid, false},
	{"notify", "ca-file", AT(notify.ca_file), any, true},
	{"notify", "proxy", AT(notify.proxy), proxy, false},
	{"smtp", "url", AT(smtp.url), mail_server, false},
	{"smtp", "from", AT(smtp.from), address, false},
	{"smtp", "user", AT(smtp.user), any, false},
	{"smtp", "password-file", AT(smtp.password_file), any, true},
	{"smtp", "ca-file", AT(smtp.ca_file), any, true},
	{"deliver", "timeout", AT(timeout), seconds, false},
	{"deliver", "database", AT(database), any, true},
	{"card", "module", AT(card.module), any, true},
	{"card", "ca-file", AT(card.ca_file), any, true},
	{"card", "crl-file", AT(card.crl_file), any, true},
	{"card", "crl-required", AT(crl_required), yes_or_no, false},
	{"card", "identify-by", AT(identify_by), identity, false},
	{"card", "allow-sha1", AT(allow_sha1), yes_or_no, false},
	{"ledger", "witness", AT(witness), any, true},
};

/* A file being read. inih tells no line numbers, and goes on after a fault: the first is kept. */
typedef struct Reading {
	const char *path;
	FILE *file;
	int line;
	Arena *arena;
	Values values;
	bool faulty;
	Error *err;
} Reading;

static void printf_like(2, 3) fault(Reading *reading, const char *format, ...)
{
	char sentence[256];
	va_list list;
	if (reading->faulty)
		return;
	reading->faulty = true;
	va_start(list, format);
	text_print_list(sentence, sizeof sentence, format, list);
	va_end(list);
	fail(reading->err, ERROR_INPUT, "%s, line %d: %s", reading->path, reading->line, sentence);
}

static const char *from_folder(const Reading *reading, const char *value)
{
	const char *slash = strrchr(reading->path, '/');
	if (value[0] == '/' || !slash)
		return arena_text(reading->arena, value);
	return arena_print(reading->arena, "%.*s%s", (int)(slash - reading->path) + 1, reading->path, value);
}

static void put(Reading *reading, const Key *key, const char *value)
{
	const char **place = (const char **)(void *)((char *)&reading->values + key->at);
	const char *wrong = key->rule(value);
	if (text_empty(value))
		fault(reading, "%s has no value.", key->name);
	else if (wrong)
		fault(reading, "%s %s.", key->name, wrong);
	else if (*place)
		fault(reading, "%s is said twice in [%s].", key->name, key->section);
	else
		*place = key->file ? from_folder(reading, value) : arena_text(reading->arena, value);
}

static int take(void *self, const char *section, const char *name, const char *value)
{
	Reading *reading = self;
	for (size_t i = 0; i < countof(keys); i++)
		if (text_is(keys[i].section, section) && text_is(keys[i].name, name)) {
			put(reading, &keys[i], value);
			return 1;
		}
	fault(reading, "there is no key \"%s\" in [%s]; man sharedesk lists them.", name, section);
	return 1;
}

/* Counts lines; a line longer than inih takes would be read as two. */
static char *next_line(char *out, int room, void *self)
{
	Reading *reading = self;
	if (!fgets(out, room, reading->file))
		return NULL;
	reading->line++;
	if (!strchr(out, '\n') && !feof(reading->file))
		fault(reading, "the line is too long.");
	return out;
}

static bool parse(Reading *reading)
{
	int wrong = ini_parse_stream(next_line, reading, take, reading);
	if (!reading->faulty && ferror(reading->file)) {
		reading->faulty = true;
		fail(reading->err, ERROR_INPUT, "%s cannot be read: %s.", reading->path, strerror(errno));
	} else if (wrong && !reading->faulty) {
		reading->line = wrong;
		fault(reading, "it is neither [section] nor key = value.");
	}
	return !reading->faulty;
}

static bool needed(const char *path, const char *value, const char *key, const char *for_what, Error *err)
{
	return value || fail(err, ERROR_INPUT, "%s: %s is missing; %s needs it.", path, key, for_what);
}

static Sender sender(const char *word)
{
	if (text_is(word, "notify"))
		return SENDER_NOTIFY;
	return text_is(word, "smtp") ? SENDER_SMTP : SENDER_NONE;
}

static bool card_complete(const char *path, const CardSettings *card, Error *err)
{
	const bool any_file = card->ca_file || card->crl_file;
	return (!card->module || needed(path, card->ca_file, "ca-file in [card]", "module", err)) &&
	       (!any_file || needed(path, card->module, "module in [card]", "ca-file", err)) &&
	       (!card->crl_required || needed(path, card->crl_file, "crl-file in [card]", "crl-required = yes", err));
}

static bool complete(const char *path, const Settings *settings, Error *err)
{
	const NotifySettings *notify = &settings->notify;
	const SmtpSettings *smtp = &settings->smtp;
	if (settings->sms == SENDER_NOTIFY &&
	    (!needed(path, notify->key_file, "key-file in [notify]", "sms = notify", err) ||
	     !needed(path, notify->sms_template, "sms-template in [notify]", "sms = notify", err)))
		return false;
	if (settings->email == SENDER_NOTIFY &&
	    (!needed(path, notify->key_file, "key-file in [notify]", "email = notify", err) ||
	     !needed(path, notify->email_template, "email-template in [notify]", "email = notify", err)))
		return false;
	if (settings->email == SENDER_SMTP && (!needed(path, smtp->url, "url in [smtp]", "email = smtp", err) ||
					       !needed(path, smtp->from, "from in [smtp]", "email = smtp", err)))
		return false;
	return card_complete(path, &settings->card, err) &&
	       (!smtp->user || needed(path, smtp->password_file, "password-file in [smtp]", "user", err)) &&
	       (!smtp->password_file || needed(path, smtp->user, "user in [smtp]", "password-file", err));
}

static const char *without_slash(const char *url, Arena *arena)
{
	size_t length = strlen(url);
	while (length && url[length - 1] == '/')
		length--;
	return arena_bytes(arena, url, length);
}

static Settings settle(const Values *values, Arena *arena)
{
	Settings settings = {.sms = sender(values->sms),
			     .email = sender(values->email),
			     .notify = values->notify,
			     .smtp = values->smtp,
			     .timeout = values->timeout ? atoi(values->timeout) : TIMEOUT,
			     .database = values->database,
			     .card = values->card,
			     .witness = values->witness};
	settings.card.crl_required = text_is(values->crl_required, "yes");
	settings.card.by_uid = text_is(values->identify_by, "uid");
	settings.card.allow_sha1 = text_is(values->allow_sha1, "yes");
	const char *url = text_or(values->notify.url, "https://api.notifications.service.gov.uk");
	settings.notify.url = without_slash(url, arena);
	return settings;
}

/* Whoever can change the file can send the codes to a server of their own. */
static bool theirs(FILE *file)
{
	struct stat status;
	return fstat(fileno(file), &status) != 0 || (S_ISREG(status.st_mode) && (status.st_mode & 022) != 0);
}

bool settings_read(const char *path, Arena *arena, Settings *ret_settings, bool *ret_found, Error *err)
{
	Reading reading = {.path = path, .file = readable_stream(path, err), .arena = arena, .err = err};
	Settings settings = settle(&reading.values, arena);
	bool found = reading.file != NULL;
	if (!found && errno != ENOENT && errno != ENOTDIR)
		return fail_at(err, "%s cannot be read", path);
	if (found) {
		bool others = theirs(reading.file);
		bool read = !others && parse(&reading);
		fclose(reading.file);
		if (others)
			return fail(err, ERROR_REFUSED, "%s can be changed by others: run chmod 600 on it.", path);
		settings = settle(&reading.values, arena);
		if (!read || !complete(path, &settings, err))
			return false;
	}
	*ret_settings = settings;
	*ret_found = found;
	return true;
}
