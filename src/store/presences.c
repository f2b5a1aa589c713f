#include "store/presences.h"

#include "store/db.h"
#include "store/statement.h"

static void bind_instant(Statement statement, int at, Instant instant)
{
	if (instant_order(instant, INSTANT_MIN) != 0)
		sqlite3_bind_int64(statement, at, instant.seconds);
}

static Instant read_instant(Statement row, int column)
{
	return sqlite3_column_type(row, column) == SQLITE_NULL ? INSTANT_MIN
							       : (Instant){sqlite3_column_int64(row, column)};
}

bool presences_put(void *self, const Presence *presence, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_PRESENCE, &put, err))
		return false;
	statement_bind_text(put, 1, presence->kiosk);
	statement_bind_text(put, 2, presence->patient);
	statement_bind_text(put, 3, presence->visit);
	statement_bind_text(put, 4, words_text(&kiosk_state_words, presence->state));
	sqlite3_bind_int(put, 5, presence->question);
	sqlite3_bind_int(put, 6, presence->of);
	bind_instant(put, 7, presence->since);
	bind_instant(put, 8, presence->seen);
	bind_instant(put, 9, presence->called);
	sqlite3_bind_int(put, 10, presence->wrong_tickets);
	sqlite3_bind_int(put, 11, presence->wrong_passphrases);
	bind_instant(put, 12, presence->passphrase_at);
	return statement_run(store, put, err);
}

/* A row that cannot be read is no reason not to hear the other kiosks: it rings itself. */
static void ring(Presence *presence)
{
	presence->state = KIOSK_IDLE;
	presence->unread = true;
	if (instant_order(presence->called, INSTANT_MIN) == 0)
		presence->called = (Instant){0};
}

static bool read_one(const Store *store, Statement row, Arena *arena, void *ret_presence, Error *err)
{
	const unsigned state = words_find(&kiosk_state_words, (const char *)sqlite3_column_text(row, 3));
	Presence *presence = ret_presence;
	*presence = (Presence){
		.kiosk = statement_text(row, 0, arena),
		.patient = statement_text(row, 1, arena),
		.visit = statement_text(row, 2, arena),
		.state = (WordByte)state,
		.question = sqlite3_column_int(row, 4),
		.of = sqlite3_column_int(row, 5),
		.since = read_instant(row, 6),
		.seen = read_instant(row, 7),
		.called = read_instant(row, 8),
		.wrong_tickets = sqlite3_column_int(row, 9),
		.wrong_passphrases = sqlite3_column_int(row, 10),
		.passphrase_at = read_instant(row, 11),
	};
	if (state == 0)
		ring(presence);
	return true;
}

bool presences_all(void *self, Arena *arena, PresenceList *ret_presences, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	Rows rows;
	if (!statement_get(store, STATEMENT_PRESENCES, &statement, err) ||
	    !statement_all(store, statement, sizeof(Presence), read_one, arena, &rows, err))
		return false;
	*ret_presences = (PresenceList){rows.items, rows.count};
	return true;
}
