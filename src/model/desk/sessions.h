/* Sessions: who signed in, by what, for how long, and how it ended, as facts of the kinds `signed-in` and `signed-out`.
 * A kiosk, the demo's switch of roles and the timer have none. */
#pragma once

#include "model/desk/desk.h"

/* Since when who is signed in is signed in somewhere else too, the latest; false where they are not. A desk that lost
 * its power says so for a day. */
bool desk_signed_in_elsewhere(Desk *desk, Instant *ret_since);
/* They signed in at another desk since they did here: once for each, while this desk is not locked. */
bool desk_signed_in_meanwhile(Desk *desk, Instant *ret_when);
/* Ends each of their sessions but this one: those desks are signed out within a second. */
bool desk_sign_out_elsewhere(Desk *desk, Error *err) must_check;

/* One session, for who looks back. */
typedef struct SessionSeen {
	const Fact *in, *out; /* NULL: no end was told */
} SessionSeen;

typedef struct SessionList {
	const SessionSeen *items;
	size_t count;
} SessionList;

/* Those told here since then, the latest first. */
bool sessions_since(Desk *desk, Instant since, Arena *arena, SessionList *ret_sessions, Error *err) must_check;
/* "With passphrase and code, for 3 h 12 min" */
void session_say(const SessionSeen *session, Text *out);
