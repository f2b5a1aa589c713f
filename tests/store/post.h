/* What the tests of the outbox share: a moment, a message queued at it, a claim, and how a message stands. */
#pragma once

#include "sample.h"

#include "model/ledger/ledger.h"
#include "store/outbox.h"

enum { NOW = 1795340460, CLAIM = 60, LIFE = 600 };

static inline Instant at(int64_t seconds)
{
	return (Instant){NOW + seconds};
}

/* Queued `after` seconds. */
static inline void put_text(Sample *s, const char *fact, const char *request, int64_t after, const char *sealed)
{
	Parcel parcel = {
		.fact = fact,
		.request = request,
		.channel = CODE_SMS,
		.queued = at(after),
		.expires = at(after + LIFE),
		.sealed = (const unsigned char *)sealed,
		.size = strlen(sealed),
	};
	must(s->ledger.ops->begin(s->ledger.self, &s->err), s);
	must(s->ledger.ops->put_parcel(s->ledger.self, &parcel, &s->err), s);
	must(s->ledger.ops->commit(s->ledger.self, &s->err), s);
}

static inline Outbox *outbox_of(Sample *s)
{
	Outbox *outbox = NULL;
	must(outbox_open(s->path, &outbox, &s->err), s);
	return outbox;
}

static inline const OutboxItem *claim(Sample *s, Outbox *outbox, int64_t when)
{
	const OutboxItem *item = NULL;
	must(outbox_claim(outbox, at(when), CLAIM, &s->arena, &item, &s->err), s);
	return item;
}

static inline void expect_claim(Sample *s, Outbox *outbox, int64_t when, const char *fact)
{
	const OutboxItem *item = claim(s, outbox, when);
	if (!text_is(item ? item->fact : NULL, fact))
		fail_msg("at %d: %s, not %s", (int)when, item ? item->fact : "none", fact ? fact : "none");
}

static inline void expect_delivery(Sample *s, const char *fact, DeliveryState state, int64_t changed, const char *why)
{
	const Delivery *delivery = NULL;
	must(s->ledger.ops->delivery(s->ledger.self, fact, &s->arena, &delivery, &s->err), s);
	assert_non_null(delivery);
	assert_string_equal(delivery->fact, fact);
	assert_string_equal(words_text(&delivery_words, delivery->state), words_text(&delivery_words, state));
	assert_int_equal(delivery->changed.seconds, NOW + changed);
	assert_string_equal(delivery->why, why);
	assert_int_equal(delivery->channel, CODE_SMS);
}

static inline int64_t number_of(const Sample *s, const char *sql)
{
	sqlite3 *raw;
	sqlite3_stmt *statement;
	assert_int_equal(sqlite3_open(s->path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &statement, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
	int64_t number = sqlite3_column_int64(statement, 0);
	sqlite3_finalize(statement);
	sqlite3_close(raw);
	return number;
}
