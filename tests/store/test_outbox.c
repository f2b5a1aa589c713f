/* Messages on their way: every step between queued and settled, and two senders at one file. */
#include "post.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include "store/schema.h"
#include "store/statement.h"
#include "store/verify.h"

static void test_a_message_is_sent_and_delivered(void **state)
{
	Sample s;
	const OutboxItem *items;
	const Delivery *none;
	size_t count;
	Instant next;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	must(outbox_next(outbox, &next, &s.err), &s);
	assert_int_equal(next.seconds, INT64_MAX);
	put_text(&s, "f1", "r1", 0, "sealed one");
	expect_delivery(&s, "f1", DELIVERY_QUEUED, 0, "");
	must(s.ledger.ops->delivery(s.ledger.self, "f2", &s.arena, &none, &s.err), &s);
	assert_null(none);

	const OutboxItem *item = claim(&s, outbox, 1);
	assert_non_null(item);
	assert_string_equal(item->fact, "f1");
	assert_int_equal(item->channel, CODE_SMS);
	assert_int_equal(item->queued.seconds, NOW);
	assert_int_equal(item->expires.seconds, NOW + LIFE);
	assert_int_equal(item->tries, 0);
	assert_false(item->claimed_before);
	assert_int_equal(strlen(item->reference), 32);
	assert_string_equal(item->service_id, "");
	assert_int_equal(item->size, 10);
	assert_memory_equal(item->sealed, "sealed one", 10);

	must(outbox_sent(outbox, "f1", at(2), "notify-7", &s.err), &s);
	expect_delivery(&s, "f1", DELIVERY_SENT, 2, "");
	expect_claim(&s, outbox, CLAIM * 2, NULL);
	must(outbox_unsettled(outbox, at(1), &s.arena, &items, &count, &s.err), &s);
	assert_int_equal(count, 1);
	assert_string_equal(items[0].service_id, "notify-7");
	assert_string_equal(items[0].reference, item->reference);
	assert_null(items[0].sealed);
	must(outbox_unsettled(outbox, at(2), &s.arena, &items, &count, &s.err), &s);
	assert_int_equal(count, 0); /* sent after, not at */
	must(outbox_delivered(outbox, "f1", at(9), &s.err), &s);
	expect_delivery(&s, "f1", DELIVERY_DELIVERED, 9, "");
	must(outbox_unsettled(outbox, at(0), &s.arena, &items, &count, &s.err), &s);
	assert_int_equal(count, 0);
	outbox_close(outbox);
	sample_end(&s);
}

/* A service that gave no name for it cannot be asked. */
static void test_what_cannot_be_asked_is_not_asked(void **state)
{
	Sample s;
	const OutboxItem *items;
	size_t count;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "late", "r1", 0, "x");
	put_text(&s, "early", "r2", 0, "x");
	put_text(&s, "mail", "r3", 0, "x");
	must(outbox_sent(outbox, "late", at(5), "n1", &s.err), &s);
	must(outbox_sent(outbox, "early", at(4), "n2", &s.err), &s);
	must(outbox_sent(outbox, "mail", at(3), "", &s.err), &s);
	must(outbox_unsettled(outbox, at(0), &s.arena, &items, &count, &s.err), &s);
	assert_int_equal(count, 2);
	assert_string_equal(items[0].fact, "early");
	assert_string_equal(items[1].fact, "late");
	outbox_close(outbox);
	sample_end(&s);
}

static void test_not_this_time(void **state)
{
	Sample s;
	Instant next;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "f1", "r1", 0, "x");
	expect_claim(&s, outbox, 0, "f1");
	must(outbox_next(outbox, &next, &s.err), &s);
	assert_int_equal(next.seconds, NOW + CLAIM);
	must(outbox_again(outbox, "f1", at(1), at(30), "The service did not answer.", &s.err), &s);
	expect_delivery(&s, "f1", DELIVERY_QUEUED, 0, "The service did not answer.");
	must(outbox_next(outbox, &next, &s.err), &s);
	assert_int_equal(next.seconds, NOW + 30);
	expect_claim(&s, outbox, 29, NULL);
	const OutboxItem *item = claim(&s, outbox, 30);
	assert_non_null(item);
	assert_int_equal(item->tries, 1);
	assert_true(item->claimed_before);
	assert_memory_equal(item->sealed, "x", 1);
	/* Its next turn would come when it has run out. */
	must(outbox_again(outbox, "f1", at(31), at(LIFE), "The service is down.", &s.err), &s);
	expect_delivery(&s, "f1", DELIVERY_EXPIRED, 31, "The service is down.");
	assert_int_equal(number_of(&s, "SELECT count(*) FROM outbox WHERE sealed IS NOT NULL"), 0);
	outbox_close(outbox);
	sample_end(&s);
}

static void test_it_runs_out(void **state)
{
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "f1", "r1", 0, "x");
	put_text(&s, "f2", "r2", 1, "x");
	expect_claim(&s, outbox, LIFE, "f2"); /* the half-open end, as the code itself has it */
	expect_delivery(&s, "f1", DELIVERY_EXPIRED, LIFE, "");
	/* Being sent just now: whoever is at it says how it went, or loses the claim. */
	expect_claim(&s, outbox, LIFE + 2, NULL);
	expect_delivery(&s, "f2", DELIVERY_QUEUED, 1, "");
	expect_claim(&s, outbox, LIFE + CLAIM, NULL);
	expect_delivery(&s, "f2", DELIVERY_EXPIRED, LIFE + CLAIM, "");
	outbox_close(outbox);
	sample_end(&s);
}

static void test_the_oldest_first(void **state)
{
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "f2", "r2", 20, "x");
	put_text(&s, "f1", "r1", 10, "x");
	put_text(&s, "f3", "r3", 30, "x");
	expect_claim(&s, outbox, 0, "f1"); /* also where this clock is behind the desk's */
	expect_claim(&s, outbox, 40, "f2");
	expect_claim(&s, outbox, 40, "f3");
	expect_claim(&s, outbox, 40, NULL);
	outbox_close(outbox);
	sample_end(&s);
}

/* A sender that died loses its claim; one whose clock was put back since does not keep the row for ever. */
static void test_a_claim_lapses(void **state)
{
	Sample s;
	sample_begin(&s);
	Outbox *dies = outbox_of(&s), *other = outbox_of(&s);
	put_text(&s, "f1", "r1", 0, "x");
	expect_claim(&s, dies, 0, "f1");
	outbox_close(dies);
	expect_claim(&s, other, 0, NULL);
	expect_claim(&s, other, CLAIM - 1, NULL);
	const OutboxItem *item = claim(&s, other, CLAIM);
	assert_non_null(item);
	assert_true(item->claimed_before);
	assert_int_equal(item->tries, 1);
	expect_claim(&s, other, CLAIM, NULL);
	expect_claim(&s, other, CLAIM - 1, "f1"); /* the claim reaches further than one can */
	outbox_close(other);
	sample_end(&s);
}

static void test_withdrawn(void **state)
{
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "sent", "r1", 0, "x");
	must(outbox_sent(outbox, "sent", at(1), "n", &s.err), &s);
	put_text(&s, "old", "r1", 1, "x");
	put_text(&s, "other", "r2", 2, "x");
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	must(s.ledger.ops->withdraw_parcels(s.ledger.self, "r1", &s.err), &s);
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	const Delivery *delivery;
	must(s.ledger.ops->delivery(s.ledger.self, "old", &s.arena, &delivery, &s.err), &s);
	assert_int_equal(delivery->state, DELIVERY_WITHDRAWN);
	assert_true(delivery->changed.seconds > 1700000000);
	expect_delivery(&s, "sent", DELIVERY_SENT, 1, "");
	expect_delivery(&s, "other", DELIVERY_QUEUED, 2, "");
	assert_int_equal(number_of(&s, "SELECT count(*) FROM outbox WHERE sealed IS NOT NULL"), 1);
	expect_claim(&s, outbox, 10, "other");
	expect_claim(&s, outbox, 10, NULL);
	outbox_close(outbox);
	sample_end(&s);
}

typedef bool (*Step)(Outbox *outbox, const char *fact, Error *err);

static bool step_sent(Outbox *outbox, const char *fact, Error *err)
{
	return outbox_sent(outbox, fact, at(50), "again", err);
}

static bool step_again(Outbox *outbox, const char *fact, Error *err)
{
	return outbox_again(outbox, fact, at(50), at(LIFE), "late", err);
}

static bool step_failed(Outbox *outbox, const char *fact, Error *err)
{
	return outbox_failed(outbox, fact, at(50), "late", err);
}

static bool step_delivered(Outbox *outbox, const char *fact, Error *err)
{
	return outbox_delivered(outbox, fact, at(50), err);
}

/* Every step from every state: [state][step] is what it becomes; 0: as it was. */
static void test_every_step_from_every_state(void **state)
{
	static const Step steps[] = {step_sent, step_again, step_failed, step_delivered};
	static const struct {
		const char *sql;
		DeliveryState from, to[countof(steps)];
	} rows[] = {
		{"SELECT 1", DELIVERY_QUEUED, {DELIVERY_SENT, DELIVERY_EXPIRED, DELIVERY_FAILED, DELIVERY_DELIVERED}},
		{"UPDATE outbox SET state = 'sent', sealed = NULL, why = ''",
		 DELIVERY_SENT,
		 {0, 0, DELIVERY_FAILED, DELIVERY_DELIVERED}},
		{"UPDATE outbox SET state = 'delivered', sealed = NULL", DELIVERY_DELIVERED, {0}},
		{"UPDATE outbox SET state = 'failed', sealed = NULL", DELIVERY_FAILED, {0}},
		{"UPDATE outbox SET state = 'expired', sealed = NULL", DELIVERY_EXPIRED, {0}},
		{"UPDATE outbox SET state = 'withdrawn', sealed = NULL", DELIVERY_WITHDRAWN, {0}},
	};
	for (size_t r = 0; r < countof(rows); r++)
		for (size_t i = 0; i < countof(steps); i++) {
			Sample s;
			sample_begin(&s);
			put_text(&s, "f1", "r1", 0, "x");
			assert_int_equal(raw_sql(s.path, rows[r].sql), SQLITE_OK);
			Outbox *outbox = outbox_of(&s);
			must(steps[i](outbox, "f1", &s.err), &s);
			DeliveryState to = rows[r].to[i];
			bool sent = to == DELIVERY_SENT || to == DELIVERY_DELIVERED;
			expect_delivery(&s, "f1", to ? to : rows[r].from, to ? 50 : 0, to && !sent ? "late" : "");
			assert_int_equal(number_of(&s, "SELECT count(*) FROM outbox WHERE sealed IS NOT NULL"), 0);
			assert_false(steps[i](outbox, "f9", &s.err));
			assert_int_equal(s.err.kind, ERROR_MISSING);
			outbox_close(outbox);
			sample_end(&s);
		}
}

/* Nor does another program change what is settled. */
static void test_settled_in_the_database_itself(void **state)
{
	static const char *const slips[] = {
		"UPDATE outbox SET state = 'queued', sealed = x'00' WHERE fact = 'f1'",
		"UPDATE outbox SET why = 'none' WHERE fact = 'f1'",
		"UPDATE outbox SET state = 'queued', sealed = x'00' WHERE fact = 'f2'",
		"UPDATE outbox SET service_id = 'another' WHERE fact = 'f2'",
		"UPDATE outbox SET sealed = NULL WHERE fact = 'f3'",
		"UPDATE outbox SET state = 'sent' WHERE fact = 'f3'",
		"UPDATE outbox SET state = 'lost', sealed = NULL WHERE fact = 'f3'",
	};
	Sample s;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	put_text(&s, "f1", "r1", 0, "x");
	put_text(&s, "f2", "r2", 0, "x");
	put_text(&s, "f3", "r3", 0, "x");
	must(outbox_failed(outbox, "f1", at(1), "", &s.err), &s);
	must(outbox_sent(outbox, "f2", at(1), "n", &s.err), &s);
	for (size_t i = 0; i < countof(slips); i++)
		if ((raw_sql(s.path, slips[i]) & 0xff) != SQLITE_CONSTRAINT)
			fail_msg("taken: %s", slips[i]);
	outbox_close(outbox);
	sample_end(&s);
}

/* --- Two senders at once --- */

enum { SENDERS = 2, MESSAGES = 60 };

/* Claims until there is nothing, and says what it got. */
static int claim_as_sender(const char *path, int say)
{
	Outbox *outbox;
	Error err = {0};
	Arena arena = {0};
	const OutboxItem *item = NULL;
	if (!outbox_open(path, &outbox, &err))
		return 1;
	do {
		if (!outbox_claim(outbox, at(1000), CLAIM, &arena, &item, &err))
			return 2;
		if (item && dprintf(say, "%s\n", item->fact) < 0)
			return 3;
	} while (item);
	outbox_close(outbox);
	arena_free(&arena);
	return 0;
}

static void test_two_senders(void **state)
{
	Sample s;
	int said[2], got[MESSAGES] = {0}, number;
	sample_begin(&s);
	for (int i = 0; i < MESSAGES; i++)
		put_text(&s, arena_print(&s.arena, "m%d", i), "r", 900, "x");
	sample_close(&s);
	assert_int_equal(pipe(said), 0);
	for (int i = 0; i < SENDERS; i++)
		if (fork() == 0)
			_exit(claim_as_sender(s.path, said[1]));
	close(said[1]);
	FILE *lines = fdopen(said[0], "r");
	while (fscanf(lines, "m%d\n", &number) == 1)
		got[number]++;
	fclose(lines);
	for (int i = 0; i < SENDERS; i++) {
		int status;
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	for (int i = 0; i < MESSAGES; i++)
		if (got[i] != 1)
			fail_msg("message %d was claimed %d times", i, got[i]);
	sample_end(&s);
}

/* --- Opening --- */

static void expect_refused(Sample *s, const char *words)
{
	Outbox *outbox = NULL;
	s->err = (Error){0};
	assert_false(outbox_open(s->path, &outbox, &s->err));
	assert_null(outbox);
	if (!strstr(s->err.text, words))
		fail_msg("\"%s\" does not say \"%s\"", s->err.text, words);
}

static void test_databases_that_will_not_do(void **state)
{
	Sample s;
	struct stat found;
	sample_folder(&s);
	expect_refused(&s, "There is no database");
	assert_int_equal(access(s.path, F_OK), -1);
	fclose(fopen(s.path, "w"));
	expect_refused(&s, "is empty");
	assert_int_equal(stat(s.path, &found), 0);
	assert_int_equal(found.st_size, 0);
	assert_int_equal(raw_sql(s.path, "CREATE TABLE theirs (a)"), SQLITE_OK);
	expect_refused(&s, "not a database of sharedesk");
	unlink(s.path);
	sample_reopen(&s);
	sample_close(&s);
	assert_int_equal(raw_sql(s.path, "PRAGMA user_version = 99"), SQLITE_OK);
	expect_refused(&s, "newer sharedesk");
	sample_end(&s);
}

/* A database of the first schema, with lines in it, is brought up by whoever opens it first; all is as it was. */
static void test_an_older_database(void **state)
{
	Sample s;
	sqlite3 *raw;
	char finish[2048];
	VerifyReport report;
	sample_begin(&s);
	sample_put(&s, sample_person("111", "Ashby", "Maureen", (Date){0}));
	sample_close(&s);
	text_print(
		finish, sizeof finish,
		"DROP INDEX ledger_standing; DROP INDEX ledger_account; DROP INDEX ledger_copies; DROP INDEX ledger_viewed; "
		"ALTER TABLE ledger DROP COLUMN address; ALTER TABLE ledger DROP COLUMN scr; "
		"ALTER TABLE ledger DROP COLUMN tell; ALTER TABLE ledger DROP COLUMN received; "
		"ALTER TABLE ledger DROP COLUMN change; ALTER TABLE ledger DROP COLUMN role; "
		"ALTER TABLE staff DROP COLUMN once_until; ALTER TABLE staff DROP COLUMN signed_in; "
		"ALTER TABLE staff DROP COLUMN seal; ALTER TABLE setting DROP COLUMN seal; DROP TABLE wrong_passphrase; "
		"ALTER TABLE ledger DROP COLUMN format; ALTER TABLE ledger DROP COLUMN hash; "
		"ALTER TABLE ledger DROP COLUMN read; ALTER TABLE ledger DROP COLUMN taken; "
		"ALTER TABLE ledger DROP COLUMN first; ALTER TABLE ledger DROP COLUMN last; "
		"DROP INDEX ledger_session; DROP INDEX ledger_nobody; "
		"ALTER TABLE ledger DROP COLUMN strength; ALTER TABLE ledger DROP COLUMN ending; "
		"ALTER TABLE staff DROP COLUMN totp; ALTER TABLE staff DROP COLUMN totp_step; "
		"ALTER TABLE staff DROP COLUMN totp_failures; ALTER TABLE staff DROP COLUMN recovery; "
		"ALTER TABLE staff DROP COLUMN card; ALTER TABLE staff DROP COLUMN everywhere; "
		"DROP TABLE outbox; DROP TABLE kiosk; DROP TABLE expected; DROP TABLE own_setting; "
		"DROP INDEX ledger_nhs; DROP INDEX ledger_merged; DROP INDEX ledger_opened; "
		"DROP INDEX ledger_strange; DROP TRIGGER ledger_first; PRAGMA user_version = %d",
		1);
	assert_int_equal(sqlite3_open(s.path, &raw), SQLITE_OK);
	assert_int_equal(sqlite3_exec(raw, finish, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(raw);

	outbox_close(outbox_of(&s));
	assert_int_equal(number_of(&s, "PRAGMA user_version"), schema_version());
	sample_reopen(&s);
	put_text(&s, "f1", "r1", 0, "x");
	must(store_verify(s.store, NULL, &report, &s.err), &s);
	assert_string_equal(report.sentence, "The ledger is whole: 1 lines, of 1 that were told.");
	sample_end(&s);
}

/* --- What else the desk reads --- */

static void test_the_sender_is_seen(void **state)
{
	Sample s;
	const char *seen;
	sample_begin(&s);
	Outbox *outbox = outbox_of(&s);
	must(outbox_seen(outbox, at(0), &s.err), &s);
	must(outbox_seen(outbox, at(7), &s.err), &s);
	must(s.ledger.ops->setting(s.ledger.self, "sender-seen", &s.arena, &seen, &s.err), &s);
	assert_string_equal(seen, "1795340467");
	outbox_close(outbox);
	sample_end(&s);
}

static void expect_person_at(Sample *s, int64_t seq, const char *given)
{
	const Person *person;
	must(s->ledger.ops->person_at(s->ledger.self, "111", seq, &s->arena, &person, &s->err), s);
	if (!text_is(person ? person->given : NULL, given))
		fail_msg("at %d: %s", (int)seq, person ? person->given : "nobody");
}

static void test_a_person_as_they_stood(void **state)
{
	static const char *const given[] = {NULL, NULL, "One", "One", "Two", "Two", "Three", "Three"};
	Sample s;
	sample_begin(&s);
	sample_put(&s, sample_person("222", "A", "Other", (Date){0}));
	sample_put(&s, sample_person("111", "A", "One", (Date){0}));
	sample_put(&s, sample_organisation("111", "Of that code", NULL, NULL));
	sample_put(&s, sample_person("111", "A", "Two", (Date){0}));
	sample_put(&s, sample_person("222", "A", "Other", (Date){0}));
	sample_put(&s, sample_person("111", "B", "Three", (Date){0}));
	for (int seq = 0; seq < (int)countof(given); seq++)
		expect_person_at(&s, seq, given[seq]);
	KeptList kept;
	must(s.ledger.ops->kept(s.ledger.self, "111", &s.arena, &kept, &s.err), &s);
	assert_int_equal(kept.count, 3);
	for (size_t i = 0; i < kept.count; i++) {
		assert_string_equal(kept.items[i].line.person.given, given[kept.items[i].seq]);
		assert_int_equal(kept.items[i].source, SOURCE_ODS);
	}
	sample_end(&s);
}

/* Asked at every key or at every turn of the sender: never by reading all rows. */
static void test_each_question_has_its_index(void **state)
{
	static const struct {
		StatementId id;
		const char *index;
	} rows[] = {
		{STATEMENT_MERGED, "ledger_merged (from=?)"},
		{STATEMENT_PERSON_AT, "ledger_nhs (nhs=? AND rowid<?)"},
		{STATEMENT_OUTBOX_EXPIRE, "outbox_queued"},
		{STATEMENT_OUTBOX_DUE, "outbox_queued"},
		{STATEMENT_OUTBOX_UNSETTLED, "outbox_sent (changed>?)"},
		{STATEMENT_OUTBOX_NEXT, "outbox_queued"},
		{STATEMENT_WITHDRAW_PARCELS, "outbox_"},
		{STATEMENT_DELIVERY, "sqlite_autoindex_outbox_1 (fact=?)"},
	};
	Sample s;
	sample_begin(&s);
	for (size_t i = 0; i < countof(rows); i++) {
		scoped(statement_done) Statement asked = NULL;
		scoped(statement_end) Statement plan = NULL;
		must(statement_get(s.store, rows[i].id, &asked, &s.err), &s);
		const char *sql = arena_print(&s.arena, "EXPLAIN QUERY PLAN %s", sqlite3_sql(asked));
		must(statement_make(s.store, sql, &plan, &s.err), &s);
		assert_int_equal(sqlite3_step(plan), SQLITE_ROW);
		const char *found = (const char *)sqlite3_column_text(plan, 3);
		if (!strstr(found, rows[i].index))
			fail_msg("%s: %s", sqlite3_sql(asked), found);
	}
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_message_is_sent_and_delivered),
		cmocka_unit_test(test_what_cannot_be_asked_is_not_asked),
		cmocka_unit_test(test_not_this_time),
		cmocka_unit_test(test_it_runs_out),
		cmocka_unit_test(test_the_oldest_first),
		cmocka_unit_test(test_a_claim_lapses),
		cmocka_unit_test(test_withdrawn),
		cmocka_unit_test(test_every_step_from_every_state),
		cmocka_unit_test(test_settled_in_the_database_itself),
		cmocka_unit_test(test_two_senders),
		cmocka_unit_test(test_databases_that_will_not_do),
		cmocka_unit_test(test_an_older_database),
		cmocka_unit_test(test_the_sender_is_seen),
		cmocka_unit_test(test_a_person_as_they_stood),
		cmocka_unit_test(test_each_question_has_its_index),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
