#include "store/corner.h"

#include "model/ledger/tell.h"
#include "store/inside.h"
#include "store/verify.h"

static Instant corner_now(void *self)
{
	return *(const Instant *)self;
}

static bool no_bytes(void *self, void *bytes, size_t n, Error *err)
{
	uint64_t *next = self;
	for (size_t i = 0; i < n; i++)
		((unsigned char *)bytes)[i] = (unsigned char)((*next)++ * 37 + 11);
	return true;
}

void corner_must(const Corner *corner, bool done)
{
	if (!done)
		fail_msg("%s", corner->err.text);
}

static void put_pin(Corner *corner)
{
	Staff staff = {.name = "Pinned", .role = ROLE_NURSE, .active = true, .passphrase = "-", .pin = "hash of a pin"};
	void *self = corner->county.ledger.self;
	corner_must(corner, corner->county.ledger.ops->begin(self, &corner->err));
	corner_must(corner, corner->county.ledger.ops->put_staff(self, &staff, &corner->err));
	corner_must(corner, corner->county.ledger.ops->commit(self, &corner->err));
}

static uint64_t counted = 5;

/* In place of SQLite's own clock. */
static void still_epoch(sqlite3_context *context, int count, sqlite3_value **values)
{
	sqlite3_result_int64(context, ((const Instant *)sqlite3_user_data(context))->seconds);
}

Corner *corner_open(void)
{
	Corner *corner = calloc(1, sizeof *corner);
	assert_non_null(corner);
	sample_folder(&corner->sample);
	corner_must(corner, county_make(corner->sample.path, &corner->err) &&
				    county_open(&corner->county, corner->sample.path, &corner->err));
	put_pin(corner);
	corner_must(corner, desk_refresh_chart(corner->county.desk, corner->county.chart, NULL, &corner->err));
	corner_must(corner, store_open_kiosk(corner->sample.path, "1", &corner->store, &corner->err));
	assert_int_equal(sqlite3_create_function(corner->store->sqlite, "unixepoch", 0, SQLITE_UTF8,
						 &corner->county.now, still_epoch, NULL, NULL),
			 SQLITE_OK);
	DeskPorts ports = {
		.clock = {corner_now, &corner->county.now},
		.entropy = {no_bytes, &counted},
		.ledger = store_ledger(corner->store),
		.zone = &corner->county.zone,
		.kiosk = true,
	};
	ticket_key(corner->county.key, ports.key);
	corner->kiosk = desk_open(&ports);
	corner_must(corner, desk_sign_in_kiosk(corner->kiosk, "1", &corner->err));
	return corner;
}

void corner_close(Corner *corner)
{
	desk_kiosk_done(corner->kiosk, corner->chart);
	desk_close(corner->kiosk);
	store_close(corner->store);
	county_close(&corner->county);
	arena_free(&corner->arena);
	sample_end(&corner->sample);
	free(corner);
}

void corner_come(Corner *corner)
{
	Ticket ticket;
	TicketOutcome outcome;
	corner_must(corner, desk_hand_ticket(corner->county.desk, corner->county.chart, &ticket, &corner->err));
	corner_must(corner, desk_open_by_ticket(corner->kiosk, (Date){1951, 2, 11}, ticket.digits, &corner->chart,
						&outcome, &corner->err));
	assert_int_equal(outcome, TICKET_RIGHT);
}

void corner_verify_whole(Corner *corner)
{
	VerifyReport report;
	corner_must(corner, store_verify(corner->county.store, NULL, &report, &corner->err));
	if (report.fault != VERIFY_WHOLE)
		fail_msg("%s", report.sentence);
}

int corner_prepare(Corner *corner, const char *sql, sqlite3_stmt **ret_statement)
{
	return sqlite3_prepare_v2(corner->store->sqlite, sql, -1, ret_statement, NULL);
}
