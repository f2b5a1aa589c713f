#include "store/outbox.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/ledger/transaction.h"
#include "store/accounts.h"
#include "store/db.h"
#include "store/file.h"
#include "store/statement.h"

struct Outbox {
	Store *store;
	Ledger ledger;
};

bool outbox_open(const char *path, Outbox **ret_outbox, Error *err)
{
	Store *store;
	if (!store_open(path, STORE_OPEN, &store, err))
		return false;
	Outbox *outbox = calloc(1, sizeof *outbox);
	if (!outbox)
		abort();
	*outbox = (Outbox){.store = store, .ledger = store_ledger(store)};
	db_forget(store); /* one that was killed right after it wiped could not */
	*ret_outbox = outbox;
	return true;
}

void outbox_close(Outbox *outbox)
{
	if (outbox)
		store_close(outbox->store);
	free(outbox);
}

/* Copied: the statement's own bytes last only until its next step. */
static const unsigned char *sealed_copy(Statement row, int column, Arena *arena, size_t *ret_size)
{
	const void *sealed = sqlite3_column_blob(row, column);
	*ret_size = (size_t)sqlite3_column_bytes(row, column);
	return sealed ? (const unsigned char *)arena_bytes(arena, sealed, *ret_size) : NULL;
}

static bool item_read(const Store *store, Statement row, Arena *arena, void *ret_item, Error *err)
{
	WordByte channel;
	if (!statement_word(store, row, 1, &code_channel_words, "A message", &channel, err))
		return false;
	OutboxItem *item = ret_item;
	*item = (OutboxItem){
		.fact = statement_text(row, 0, arena),
		.channel = (CodeChannel)channel,
		.queued = {sqlite3_column_int64(row, 2)},
		.expires = {sqlite3_column_int64(row, 3)},
		.tries = (unsigned)sqlite3_column_int(row, 4),
		.claimed_before = sqlite3_column_int(row, 4) > 0,
		.reference = statement_text(row, 5, arena),
		.service_id = statement_text(row, 6, arena),
	};
	item->sealed = sealed_copy(row, 7, arena, &item->size);
	return true;
}

/* Runs a statement that may wipe: then the log is cut off once this is committed. */
static bool run_wiping(Store *store, Statement statement, Error *err)
{
	if (!statement_run(store, statement, err))
		return false;
	store->wiped |= sqlite3_changes(store->sqlite) > 0;
	return true;
}

/* --- Claiming --- */

static bool expire_by(Store *store, StatementId id, Instant now, int64_t seconds, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, id, &statement, err))
		return false;
	sqlite3_bind_int64(statement, 1, now.seconds);
	sqlite3_bind_int64(statement, 2, seconds);
	return run_wiping(store, statement, err);
}

/* The code of a message that never went out goes with it: a clock that is set back would wake it. */
static bool expire(Store *store, Instant now, int64_t seconds, Error *err)
{
	return expire_by(store, STATEMENT_OUTBOX_EXPIRE_CODES, now, seconds, err) &&
	       expire_by(store, STATEMENT_OUTBOX_EXPIRE, now, seconds, err);
}

static bool find_due(Store *store, Instant now, int64_t seconds, Arena *arena, const OutboxItem **ret_item, Error *err)
{
	scoped(statement_done) Statement due = NULL;
	void *found;
	if (!statement_get(store, STATEMENT_OUTBOX_DUE, &due, err))
		return false;
	sqlite3_bind_int64(due, 1, now.seconds);
	sqlite3_bind_int64(due, 2, seconds);
	if (!statement_one(store, due, sizeof(OutboxItem), item_read, arena, &found, err))
		return false;
	*ret_item = found;
	return true;
}

static bool claim(Store *store, const char *fact, Instant until, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, STATEMENT_OUTBOX_CLAIM, &statement, err))
		return false;
	statement_bind_text(statement, 1, fact);
	sqlite3_bind_int64(statement, 2, until.seconds);
	return statement_run(store, statement, err);
}

bool outbox_claim(Outbox *outbox, Instant now, int64_t seconds, Arena *arena, const OutboxItem **ret_item, Error *err)
{
	Store *store = outbox->store;
	const OutboxItem *item;
	scoped(transaction_end) Transaction transaction = {0};
	if (!transaction_begin(&transaction, &outbox->ledger, err) || !expire(store, now, seconds, err) ||
	    !find_due(store, now, seconds, arena, &item, err) ||
	    (item && !claim(store, item->fact, instant_add(now, seconds), err)) ||
	    !transaction_commit(&transaction, err))
		return false;
	*ret_item = item;
	return true;
}

/* --- How it went --- */

static bool check_known(Store *store, const char *fact, Error *err)
{
	scoped(statement_done) Statement known = NULL;
	bool row;
	if (!statement_get(store, STATEMENT_OUTBOX_STATE, &known, err))
		return false;
	statement_bind_text(known, 1, fact);
	if (!statement_row(store, known, &row, err))
		return false;
	return row || fail(err, ERROR_MISSING, "There is no message %s in %s.", fact, store->path);
}

/* What a change is told with; texts that are NULL and instants of 0 are not bound. */
typedef struct Change {
	StatementId id;
	const char *fact;
	Instant now;
	const char *text; /* ?3 */
	Instant next;	  /* ?3, and `text` is ?4 then */
	bool later;
} Change;

static bool change_run(Store *store, const Change *change, Error *err)
{
	scoped(statement_done) Statement statement = NULL;
	if (!statement_get(store, change->id, &statement, err))
		return false;
	statement_bind_text(statement, 1, change->fact);
	sqlite3_bind_int64(statement, 2, change->now.seconds);
	if (change->later)
		sqlite3_bind_int64(statement, 3, change->next.seconds);
	if (change->text)
		statement_bind_text(statement, change->later ? 4 : 3, change->text);
	return run_wiping(store, statement, err);
}

/* What is settled stays so: where the desk withdrew it meanwhile, or another sender was first, nothing is changed. */
static bool change_make(Outbox *outbox, const Change *change, Error *err)
{
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &outbox->ledger, err) && check_known(outbox->store, change->fact, err) &&
	       change_run(outbox->store, change, err) && transaction_commit(&transaction, err);
}

bool outbox_sent(Outbox *outbox, const char *fact, Instant now, const char *service_id, Error *err)
{
	Change change = {STATEMENT_OUTBOX_SENT, fact, now, .text = text_or(service_id, "")};
	return change_make(outbox, &change, err);
}

bool outbox_again(Outbox *outbox, const char *fact, Instant now, Instant next, const char *why, Error *err)
{
	Change change = {STATEMENT_OUTBOX_AGAIN, fact, now, .text = text_or(why, ""), .next = next, .later = true};
	return change_make(outbox, &change, err);
}

bool outbox_failed(Outbox *outbox, const char *fact, Instant now, const char *why, Error *err)
{
	Change change = {STATEMENT_OUTBOX_FAILED, fact, now, .text = text_or(why, "")};
	return change_make(outbox, &change, err);
}

bool outbox_delivered(Outbox *outbox, const char *fact, Instant now, Error *err)
{
	Change change = {STATEMENT_OUTBOX_DELIVERED, fact, now, .text = NULL};
	return change_make(outbox, &change, err);
}

/* --- What is left to do --- */

bool outbox_unsettled(Outbox *outbox, Instant since, Arena *arena, const OutboxItem **ret_items, size_t *ret_count,
		      Error *err)
{
	scoped(statement_done) Statement unsettled = NULL;
	Rows rows;
	if (!statement_get(outbox->store, STATEMENT_OUTBOX_UNSETTLED, &unsettled, err))
		return false;
	sqlite3_bind_int64(unsettled, 1, since.seconds);
	if (!statement_all(outbox->store, unsettled, sizeof(OutboxItem), item_read, arena, &rows, err))
		return false;
	*ret_items = rows.items;
	*ret_count = rows.count;
	return true;
}

bool outbox_next(Outbox *outbox, Instant *ret_next, Error *err)
{
	scoped(statement_done) Statement next = NULL;
	bool row;
	if (!statement_get(outbox->store, STATEMENT_OUTBOX_NEXT, &next, err) ||
	    !statement_row(outbox->store, next, &row, err))
		return false;
	bool waits = row && sqlite3_column_type(next, 0) != SQLITE_NULL;
	*ret_next = waits ? (Instant){sqlite3_column_int64(next, 0)} : INSTANT_MAX;
	return true;
}

bool outbox_seen(Outbox *outbox, Instant now, Error *err)
{
	char printed[24];
	text_print(printed, sizeof printed, "%" PRId64, now.seconds);
	scoped(transaction_end) Transaction transaction = {0};
	return transaction_begin(&transaction, &outbox->ledger, err) &&
	       accounts_put_setting(outbox->store, "sender-seen", printed, err) &&
	       transaction_commit(&transaction, err);
}
