#include "store/parcels.h"

#include "store/db.h"

bool parcels_put(void *self, const Parcel *parcel, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement put = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_PUT_PARCEL, &put, err))
		return false;
	statement_bind_text(put, 1, parcel->fact);
	statement_bind_text(put, 2, parcel->request);
	statement_bind_text(put, 3, words_text(&code_channel_words, parcel->channel));
	sqlite3_bind_int64(put, 4, parcel->queued.seconds);
	sqlite3_bind_int64(put, 5, parcel->expires.seconds);
	sqlite3_bind_blob64(put, 6, parcel->sealed, parcel->size, SQLITE_STATIC);
	return statement_run(store, put, err);
}

static bool queued_read(const Store *store, Statement row, Arena *arena, Parcel *ret_parcel, Error *err)
{
	WordByte channel;
	if (!parcels_word(store, &code_channel_words, row, 2, &channel, err))
		return false;
	*ret_parcel = (Parcel){
		.fact = statement_text(row, 0, arena),
		.request = statement_text(row, 1, arena),
		.channel = (CodeChannel)channel,
		.queued = {sqlite3_column_int64(row, 3)},
		.expires = {sqlite3_column_int64(row, 4)},
	};
	return true;
}

bool parcels_queued(void *self, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement queued = NULL;
	Parcel *items = NULL;
	size_t count = 0;
	bool row = true;
	if (!statement_get(store, STATEMENT_QUEUED_PARCELS, &queued, err))
		return false;
	while (statement_row(store, queued, &row, err)) {
		if (!row) {
			*ret_parcels = (ParcelList){items, count};
			return true;
		}
		items = arena_grow(arena, items, count, count + 1, sizeof *items);
		if (!queued_read(store, queued, arena, &items[count++], err))
			return false;
	}
	return false;
}

bool parcels_withdraw(void *self, const char *request, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement withdraw = NULL;
	if (!db_may_write(store, err) || !statement_get(store, STATEMENT_WITHDRAW_PARCELS, &withdraw, err))
		return false;
	statement_bind_text(withdraw, 1, request);
	if (!statement_run(store, withdraw, err))
		return false;
	store->wiped |= sqlite3_changes(store->sqlite) > 0;
	return true;
}

bool parcels_word(const Store *store, const Words *words, Statement row, int column, WordByte *ret_word, Error *err)
{
	unsigned word = words_find(words, (const char *)sqlite3_column_text(row, column));
	if (word == 0)
		return fail(err, ERROR_STORE, "A message in %s has a %s that there is not; restore it from a backup.",
			    store->path, sqlite3_column_name(row, column));
	*ret_word = (WordByte)word;
	return true;
}

static bool delivery_read(const Store *store, Statement row, const char *fact_id, Arena *arena,
			  const Delivery **ret_delivery, Error *err)
{
	WordByte channel, state;
	if (!parcels_word(store, &code_channel_words, row, 0, &channel, err) ||
	    !parcels_word(store, &delivery_words, row, 1, &state, err))
		return false;
	Delivery *delivery = arena_alloc(arena, sizeof *delivery);
	*delivery = (Delivery){
		.fact = arena_text(arena, fact_id),
		.channel = (CodeChannel)channel,
		.state = (DeliveryState)state,
		.changed = {sqlite3_column_int64(row, 2)},
		.tries = (unsigned)sqlite3_column_int(row, 3),
		.why = statement_text(row, 4, arena),
	};
	*ret_delivery = delivery;
	return true;
}

bool parcels_delivery(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_DELIVERY, &statement, err))
		return false;
	statement_bind_text(statement, 1, fact_id);
	if (!statement_row(store, statement, &row, err))
		return false;
	if (row)
		return delivery_read(store, statement, fact_id, arena, ret_delivery, err);
	*ret_delivery = NULL;
	return true;
}
