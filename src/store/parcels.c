#include "store/parcels.h"

#include "store/db.h"
#include "store/statement.h"

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

static bool queued_read(const Store *store, Statement row, Arena *arena, void *ret_parcel, Error *err)
{
	WordByte channel;
	if (!statement_word(store, row, 2, &code_channel_words, "A message", &channel, err))
		return false;
	*(Parcel *)ret_parcel = (Parcel){
		.fact = statement_text(row, 0, arena),
		.request = statement_text(row, 1, arena),
		.channel = (CodeChannel)channel,
		.queued = {sqlite3_column_int64(row, 3)},
		.expires = {sqlite3_column_int64(row, 4)},
	};
	return true;
}

static bool read_all(Store *store, Statement statement, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	Rows rows;
	if (!statement_all(store, statement, sizeof(Parcel), queued_read, arena, &rows, err))
		return false;
	*ret_parcels = (ParcelList){rows.items, rows.count};
	return true;
}

bool parcels_queued(void *self, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	scoped(statement_done) Statement queued = NULL;
	return statement_get(self, STATEMENT_QUEUED_PARCELS, &queued, err) &&
	       read_all(self, queued, arena, ret_parcels, err);
}

bool parcels_doubtful(void *self, Instant now, Arena *arena, ParcelList *ret_parcels, Error *err)
{
	scoped(statement_done) Statement doubtful = NULL;
	if (!statement_get(self, STATEMENT_DOUBTFUL_PARCELS, &doubtful, err))
		return false;
	sqlite3_bind_int64(doubtful, 1, now.seconds);
	return read_all(self, doubtful, arena, ret_parcels, err);
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

static bool delivery_read(const Store *store, Statement row, Arena *arena, void *ret_delivery, Error *err)
{
	WordByte channel, state;
	if (!statement_word(store, row, 0, &code_channel_words, "A message", &channel, err) ||
	    !statement_word(store, row, 1, &delivery_words, "A message", &state, err))
		return false;
	*(Delivery *)ret_delivery = (Delivery){
		.channel = (CodeChannel)channel,
		.state = (DeliveryState)state,
		.changed = {sqlite3_column_int64(row, 2)},
		.tries = (unsigned)sqlite3_column_int(row, 3),
		.why = statement_text(row, 4, arena),
	};
	return true;
}

bool parcels_delivery(void *self, const char *fact_id, Arena *arena, const Delivery **ret_delivery, Error *err)
{
	Store *store = self;
	scoped(statement_done) Statement statement = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_DELIVERY, &statement, err))
		return false;
	statement_bind_text(statement, 1, fact_id);
	if (!statement_one(store, statement, sizeof(Delivery), delivery_read, arena, &found, err))
		return false;
	Delivery *delivery = found;
	if (delivery)
		delivery->fact = arena_text(arena, fact_id);
	*ret_delivery = delivery;
	return true;
}
