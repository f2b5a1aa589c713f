#include "store/presences.h"

#include "store/cell.h"
#include "store/db.h"
#include "store/statement.h"

static void bind_instant(Statement statement, int at, Instant instant)
{
	if (instant_order(instant, INSTANT_MIN) != 0)
		sqlite3_bind_int64(statement, at, instant.seconds);
}

static bool read_instant(Statement row, int column, bool or_never, Instant *ret_instant)
{
	const Cell cell = cell_of(row, column);
	*ret_instant = INSTANT_MIN;
	return cell_is_null(cell) ? or_never : cell_instant(cell, ret_instant);
}

static bool read_count(Statement row, int column, int *ret_count)
{
	int64_t number;
	if (!cell_number(cell_of(row, column), 0, INT32_MAX, &number))
		return false;
	*ret_count = (int)number;
	return true;
}

static bool read_text(Statement row, int column, Arena *arena, const char **ret_text)
{
	const Cell cell = cell_of(row, column);
	const char *text;
	if (cell_is_null(cell))
		return true;
	if (!cell_text(cell, &text, NULL))
		return false;
	*ret_text = arena_text(arena, text);
	return true;
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

static bool read_all(Statement row, Arena *arena, Presence *presence)
{
	return read_text(row, 0, arena, &presence->kiosk) && read_text(row, 1, arena, &presence->patient) &&
	       read_text(row, 2, arena, &presence->visit) &&
	       cell_word(cell_of(row, 3), &kiosk_state_words, &presence->state) &&
	       read_count(row, 4, &presence->question) && read_count(row, 5, &presence->of) &&
	       read_instant(row, 6, false, &presence->since) && read_instant(row, 7, false, &presence->seen) &&
	       read_instant(row, 8, true, &presence->called) && read_count(row, 9, &presence->wrong_tickets) &&
	       read_count(row, 10, &presence->wrong_passphrases) &&
	       read_instant(row, 11, true, &presence->passphrase_at);
}

static bool read_one(const Store *store, Statement row, Arena *arena, void *ret_presence, Error *err)
{
	Presence *presence = ret_presence;
	*presence = (Presence){.called = INSTANT_MIN, .passphrase_at = INSTANT_MIN};
	if (!read_all(row, arena, presence))
		ring(presence);
	if (!presence->kiosk)
		presence->kiosk = "?";
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
