#include "command/session.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/text.h"
#include "base/utf8.h"
#include "command/host.h"
#include "command/host_zone.h"
#include "command/phrasebook.h"
#include "command/printing.h"
#include "command/progress.h"
#include "command/table_file.h"
#include "command/trial.h"
#include "config/place.h"
#include "config/secret.h"
#include "config/settings.h"
#include "model/desk/accounts.h"
#include "model/desk/second.h"
#include "model/desk/work.h"
#include "model/kiosk/kiosk.h"

enum { NAME_ROOM = 128, CODE_ROOM = 64 };

/* The desk works without a sender: a faulty sharedesk.ini is said, nothing is sent, and the ledger is witnessed beside
 * the database. */
static void use_settings(Session *session, const char *database, bool at_desk, DeskPorts *ports)
{
	Error err = {0};
	const char *path;
	Settings settings = {0};
	bool found;
	if (place_settings(NULL, &session->arena, &path, &err) &&
	    settings_read(path, &session->arena, &settings, &found, &err)) {
		ports->sends_sms = settings.sms != SENDER_NONE;
		ports->sends_email = settings.email != SENDER_NONE;
		if (at_desk && settings.card.module)
			ports->card = card_start(&session->cards, &settings.card, &session->arena);
	} else {
		settings.witness = NULL;
		session->notice = arena_print(&session->arena, "Nothing can be sent. %s", err.text);
	}
	if (session->scribe.runs)
		ports->witness = scribe_port(&session->scribe,
					     text_or(settings.witness, place_checkpoints(database, &session->arena)));
}

static bool read_zone(Session *session, Error *err)
{
	scoped(arena_free) Arena scratch = {0};
	const char *zone = NULL;
	return session->ledger.ops->setting(session->ledger.self, "zone", &scratch, &zone, err) &&
	       host_zone(text_or(zone, "Europe/London"), &session->zone, err);
}

static void say_waiting(void *self, int seconds)
{
	if (seconds == 1)
		fprintf(stderr, "sharedesk: another desk is writing; this waits for its turn.\n");
}

static bool is_there(const char *path)
{
	struct stat about;
	return stat(path, &about) == 0 || errno != ENOENT;
}

/* Where another was begun and cut off, or brought from elsewhere, a key lies there that opens nothing. */
static bool make_fresh_key(Session *session, const char *path, const char *noted, unsigned char key[SECRET_KEY_BYTES],
			   Error *err)
{
	char note[DESK_KEY_NOTE];
	if (!secret_desk_key_lies(path)) {
		session->made_key = secret_desk_key_make(path, key, err);
		if (session->made_key)
			store_seal_accounts(session->store, key);
		return session->made_key;
	}
	if (!secret_desk_key_there(path, key, err))
		return false;
	desk_key_note(key, note);
	if (!noted || text_is(noted, note))
		return fail(err, ERROR_REFUSED, "desk.key lies beside %s: it is not lost.", path);
	return fail(err, ERROR_REFUSED,
		    "The desk.key beside %s is not that of this database: if that one is lost for good, move this one "
		    "aside and do this again.",
		    path);
}

/* Another key than the one with which this database was begun opens no code, and a new one is not made in its place.
 * Without a key the command line goes on: what is sealed is then not looked at, nor written. */
static bool find_key(Session *session, const char *path, StoreMode mode, bool needed,
		     unsigned char key[SECRET_KEY_BYTES], Error *err)
{
	scoped(arena_free) Arena scratch = {0};
	const char *noted = NULL;
	char note[DESK_KEY_NOTE];
	if (!session->ledger.ops->setting(session->ledger.self, DESK_KEY_SETTING, &scratch, &noted, err))
		return false;
	if (!needed && (mode == STORE_MEMORY || !secret_desk_key_lies(path)))
		return true;
	if (session->fresh_key)
		return make_fresh_key(session, path, noted, key, err);
	if (noted && !secret_desk_key_lies(path))
		return fail(err, ERROR_MISSING,
			    "desk.key is not beside %s, where it belongs: bring it back from its backup.", path);
	if (!secret_desk_key(path, key, err))
		return false;
	desk_key_note(key, note);
	if (noted && !text_is(noted, note))
		return fail(err, ERROR_REFUSED,
			    "desk.key beside %s is not that of this database: bring back the one that is.", path);
	store_seal_accounts(session->store, key);
	return true;
}

static bool open_all(const char *option, StoreMode mode, bool with_key, bool demo, Session *session, Error *err)
{
	const char *path;
	DeskPorts ports = {.clock = host_clock(),
			   .entropy = host_entropy(),
			   .hash_cost = host_hash_cost(),
			   .zone = &session->zone,
			   .demo = demo,
			   .phrasebook = phrasebook,
			   .tables = table_file_port(),
			   .printing = printing_open()};
	if (!place_database(option, &session->arena, &path, err))
		return false;
	if (with_key && !demo)
		scribe_start(&session->scribe);
	if (!store_open(path, mode, &session->store, err))
		return false;
	store_on_wait(session->store, say_waiting, NULL); /* until the terminal is the desk's own (terminal.c) */
	if (!demo)
		use_settings(session, path, with_key && mode == STORE_CREATE, &ports);
	session->ledger = store_ledger(session->store);
	if (with_key) {
		ports.importing = importing_open(&session->importing, &session->ledger, &session->zone);
		session->importing.database = path;
		session->ledger = session->importing.ledger;
	}
	ports.copying = copying_open(&session->copying, &session->ledger, &session->zone);
	if (session->trial)
		session->ledger = trial_ledger(&session->ledger, session->trial);
	ports.ledger = session->ledger;
	const bool keyed = find_key(session, path, mode, with_key, ports.key, err);
	bool done = keyed && read_zone(session, err);
	if (!done && session->made_key)
		secret_desk_key_unmake(path);
	if (done)
		session->importing.desk = session->desk = desk_open(&ports);
	done = done && (!with_key || session->fresh_key || desk_begin_accounts(session->desk, err));
	sodium_memzero(ports.key, sizeof ports.key);
	return done;
}

static bool open_or_close(const char *option, StoreMode mode, bool with_key, bool demo, Session *session, Error *err)
{
	*session = (Session){0};
	if (open_all(option, mode, with_key, demo, session, err))
		return true;
	session_close(session);
	return false;
}

bool session_open_on_host(const char *database, bool fresh, Session *ret_session, Error *err)
{
	*ret_session = (Session){.fresh_key = fresh};
	if (open_all(database, STORE_OPEN, true, false, ret_session, err))
		return true;
	session_close(ret_session);
	return false;
}

bool session_look_for_practice(const char *database, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	const char *path;
	if (!place_database(database, &arena, &path, err))
		return false;
	return is_there(path) || !secret_desk_key_lies(path) ||
	       fail(err, ERROR_MISSING,
		    "There is a desk.key and no %s beside it: if that was lost, bring it back with sharedesk restore; "
		    "sharedesk init begins a new practice.",
		    path);
}

bool session_open_desk(const char *database, StoreMode mode, bool demo, Session *ret_session, Error *err)
{
	return open_or_close(database, mode, true, demo, ret_session, err);
}

static bool open_kiosk(const char *database, const char *number, const DoorPort *door, Session *session, Error *err)
{
	const char *path;
	unsigned char key[SECRET_KEY_BYTES];
	DeskPorts ports = {.clock = host_clock(),
			   .entropy = host_entropy(),
			   .hash_cost = host_hash_cost(),
			   .zone = &session->zone,
			   .kiosk = true,
			   .door = *door,
			   .phrasebook = phrasebook};
	if (!place_database(database, &session->arena, &path, err) ||
	    !store_open_kiosk(path, number, &session->store, err))
		return false;
	session->ledger = ports.ledger = store_ledger(session->store);
	if (!read_zone(session, err) || !secret_desk_key_there(path, key, err))
		return false;
	ticket_key(key, ports.key);
	sodium_memzero(key, sizeof key);
	session->desk = desk_open(&ports);
	sodium_memzero(ports.key, sizeof ports.key);
	return true;
}

bool session_open_kiosk(const char *database, const char *number, const DoorPort *door, Session *ret_session,
			Error *err)
{
	*ret_session = (Session){0};
	if (open_kiosk(database, number, door, ret_session, err))
		return true;
	session_close(ret_session);
	return false;
}

/* What is not given is asked for, where there is somebody to ask: standard input may be questions, or a pipe. */
static bool may_ask(Error *err)
{
	return host_interactive() ||
	       fail(err, ERROR_REFUSED, "This database has staff: say who asks with --as NAME --passphrase-file FILE.");
}

static bool ask_name(const SessionOptions *options, char *name, size_t size, Error *err)
{
	if (text_empty(options->as))
		return may_ask(err) && host_ask("Your name, as at the desk:", false, name, size, err);
	text_copy(name, size, options->as);
	return true;
}

static bool ask_passphrase(const SessionOptions *options, const char *name, char *passphrase, size_t size, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	if (!text_empty(options->passphrase_file))
		return secret_line(options->passphrase_file, "the passphrase", passphrase, size, err);
	return may_ask(err) && host_ask(arena_print(&arena, "Passphrase of %s:", utf8_clean(&arena, name)), true,
					passphrase, size, err);
}

/* Of their authenticator app, where they have one. */
static bool give_code(const SessionOptions *options, Desk *desk, Error *err)
{
	char code[CODE_ROOM];
	if (desk_step(desk) != STEP_CODE)
		return text_empty(options->code) ||
		       fail(err, ERROR_INPUT,
			    "%s has no authenticator app, and no code is asked for: leave --app-code out.",
			    desk_staff(desk)->name);
	if (!text_empty(options->code))
		return desk_give_code(desk, options->code, err);
	if (!host_interactive())
		return fail(err, ERROR_REFUSED,
			    "%s signs in with a code of an authenticator app too: give it with --app-code CODE.",
			    desk_staff(desk)->name);
	const bool done =
		host_ask("Code of your authenticator app, or a recovery code:", true, code, sizeof code, err) &&
		desk_give_code(desk, code, err);
	sodium_memzero(code, sizeof code);
	return done;
}

/* What is told to its owner at sign-in. */
static void say_news(Desk *desk)
{
	scoped(arena_free) Arena arena = {0};
	const char *news = desk_codes_news(desk, &arena);
	if (news)
		fprintf(stderr, "sharedesk: %s\n", utf8_clean(&arena, news));
}

static bool sign_in(const SessionOptions *options, Act act, Session *session, Error *err)
{
	char name[NAME_ROOM], passphrase[PASSPHRASE_MAX + 1];
	bool open_to_all;
	if (!desk_needs_set_up(session->desk, &open_to_all, err))
		return false;
	if (open_to_all)
		return true;
	bool done = ask_name(options, name, sizeof name, err) &&
		    ask_passphrase(options, name, passphrase, sizeof passphrase, err) &&
		    desk_sign_in(session->desk, name, passphrase, err) && give_code(options, session->desk, err);
	sodium_memzero(passphrase, sizeof passphrase);
	if (done)
		say_news(session->desk);
	if (done && desk_step(session->desk) != STEP_NONE)
		return fail(err, ERROR_REFUSED, "%s", step_say(desk_step(session->desk)));
	return done && (act == Act_NOT_GIVEN_ || desk_allows(session->desk, act, err));
}

bool session_open_unattended(const char *database, Session *ret_session, Error *err)
{
	return open_or_close(database, STORE_OPEN, false, false, ret_session, err);
}

bool session_open(const SessionOptions *options, StoreMode mode, Act act, Session *ret_session, Error *err)
{
	if (!open_or_close(options->database, mode, false, false, ret_session, err))
		return false;
	if (sign_in(options, act, ret_session, err))
		return true;
	session_close(ret_session);
	return false;
}

/* Who signs in does so in earnest; then the trial begins. */
static bool open_trial(const SessionOptions *options, Session *session, Error *err)
{
	const char *path;
	session->trial = arena_alloc(&session->arena, sizeof *session->trial);
	return place_database(options->database, &session->arena, &path, err) &&
	       open_all(options->database, is_there(path) ? STORE_OPEN : STORE_MEMORY, false, false, session, err) &&
	       sign_in(options, Act_NOT_GIVEN_, session, err) && trial_begin(&session->ledger, session->trial, err);
}

bool session_open_trial(const SessionOptions *options, Session *ret_session, Error *err)
{
	*ret_session = (Session){0};
	if (open_trial(options, ret_session, err))
		return true;
	session_close(ret_session);
	return false;
}

void session_close(Session *session)
{
	desk_close(session->desk);
	store_close(session->store);
	card_close(&session->cards);
	scribe_close(&session->scribe);
	arena_free(&session->arena);
	*session = (Session){0};
}

static bool go_on(void *self, int64_t done, int64_t total)
{
	progress_show(self, done, total);
	return true;
}

bool session_find_due(Session *session, Error *err)
{
	Progress progress = progress_begin("What is due");
	const bool done = desk_work_settle(session->desk, go_on, &progress, err);
	progress_end(&progress);
	return done;
}
