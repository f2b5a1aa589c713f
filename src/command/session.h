/* A command at work on a database: opened, its staff asked for, the right checked. */
#pragma once

#include "base/arena.h"
#include "command/card.h"
#include "command/copying.h"
#include "command/importing.h"
#include "command/options.h"
#include "command/scribe.h"
#include "model/desk/desk.h"
#include "store/store.h"

/* Filled by options_read through SESSION_OPTIONS. */
typedef struct SessionOptions {
	const char *database, *as, *passphrase_file, *code;
} SessionOptions;

/* clang-format off */
#define SESSION_OPTIONS(options)                                                                                       \
	{"db", &(options).database, NULL}, {"as", &(options).as, NULL},                                                \
	{                                                                                                              \
		"passphrase-file", &(options).passphrase_file, NULL                                                    \
	},                                                                                                             \
	{                                                                                                              \
		"app-code", &(options).code, NULL                                                                     \
	}
/* clang-format on */

typedef struct Session {
	Store *store;
	Ledger ledger;
	Desk *desk;
	Zone zone;
	Arena arena;
	ImportHost importing; /* of the desk at a terminal */
	CopyHost copying;
	CardHost cards;	    /* of a desk at a terminal, where sharedesk.ini names a module */
	Scribe scribe;	    /* of a desk at a terminal that is no demo */
	bool fresh_key;	    /* desk.key is lost, and another is made … */
	bool made_key;	    /* … and was, by this one */
	LedgerOps *trial;   /* of a trial; NULL: what is told stays */
	const char *notice; /* what staff must know of the desk at first; NULL: nothing */
	const char *hint;   /* said where somebody signs in or unlocks: of the demo; NULL: nothing */
} Session;

/* While the database has no staff nobody signs in; then `as` and the passphrase are needed and the role must allow
 * `act` (Act_NOT_GIVEN_: what they may do is asked later, by what they want). */
bool session_open(const SessionOptions *options, StoreMode mode, Act act, Session *ret_session, Error *err) must_check;
/* The same, and nobody signs in. */
bool session_open_unattended(const char *database, Session *ret_session, Error *err) must_check;
/* For whoever can read desk.key: nobody signs in either. `fresh`: it is lost, and another is made. */
bool session_open_on_host(const char *database, bool fresh, Session *ret_session, Error *err) must_check;
void session_close(Session *session);

/* The same, and nothing stays of what is told (trial.h): of a database that is there, and where there is none, of an
 * empty one in memory: no file is made. */
bool session_open_trial(const SessionOptions *options, Session *ret_session, Error *err) must_check;

/* The same for the kiosk of this number: the store limited to a kiosk's rights, the key of tickets in place of
 * desk.key, which must be there; nothing is sent and nothing is printed from it. */
bool session_open_kiosk(const char *database, const char *number, const DoorPort *door, Session *ret_session,
			Error *err) must_check;

/* What is due is found of everybody whom it was not found of yet, showing how far it is: after a ledger was taken in
 * before there was a practice, or by an older program. As a rule nobody waits. */
bool session_find_due(Session *session, Error *err) must_check;

/* Refused where a desk.key lies and its database is gone: a practice was kept here, and none is begun in its place. */
bool session_look_for_practice(const char *database, Error *err) must_check;
/* Opens store, zone and desk (with desk.key), nobody signed in: the desk's own start. */
bool session_open_desk(const char *database, StoreMode mode, bool demo, Session *ret_session, Error *err) must_check;
