#include "model/audit/audit.h"

#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/desk/accounts.h"
#include "model/desk/inside.h"
#include "model/stage/practice.h"

static Practice practice;

static int set_up(void **state)
{
	practice_open(&practice);
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	return 0;
}

static int tear_down(void **state)
{
	practice_close(&practice);
	return 0;
}

static void tell_by(FactKind kind, const char *patient, int64_t at, const char *by)
{
	Fact fact = practice_fact(kind, patient, at);
	fact.by = by;
	if (kind == FACT_OVERRIDE) {
		fact.override = "o1";
		fact.org = "RX1";
		fact.override_reason = OVERRIDE_EMERGENCY;
		fact.include_private = TRUTH_FALSE;
		fact.until = (Instant){.seconds = at + 3600};
	}
	if (kind == FACT_VIEWED)
		fact.org = "C82001";
	if (kind == FACT_EXPORTED)
		fact.reason = "the bundle of one patient";
	practice_tell(&practice, fact);
}

static AuditRows looked(AuditQuery query)
{
	AuditRows rows;
	query.limit = query.limit ? query.limit : 1000;
	if (!desk_audit(practice.desk, &query, &practice.arena, &rows, &practice.err))
		fail_msg("%s", practice.err.text);
	return rows;
}

static AuditRows by(const char *name)
{
	return looked((AuditQuery){.by = name});
}

static void the_latest_look_is_first_whoever_was_looked_at(void **state)
{
	tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 300, "Priya S");
	tell_by(FACT_EXPORTED, NULL, PRACTICE_NOW - 200, "Sam Reed");
	tell_by(FACT_OVERRIDE, ASHBY_NEIL, PRACTICE_NOW - 100, "Dr Shah");
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 50); /* nobody looked */
	AuditRows rows = by(NULL);
	assert_int_equal(rows.count, 3);
	assert_string_equal(rows.items[0].by, "file: Dr Shah"); /* none of this was told here */
	assert_string_equal(rows.items[0].nhs, ASHBY_NEIL);
	assert_string_equal(rows.items[0].name, "Ashby N");
	assert_non_null(strstr(rows.items[0].text, "emergency"));
	assert_string_equal(rows.items[1].text, "Handed out: the bundle of one patient");
	assert_null(rows.items[1].nhs);
	assert_string_equal(rows.items[2].text, "Opened the record");
	assert_int_equal(by("shah").count, 1);
	rows = by("PRI");
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].by, "file: Priya S");
	assert_int_equal(by("hah").count, 0);
	assert_int_equal(by("file").count, 3);
	assert_int_equal(by("").count, 3);
}

/* Whose practice nobody is to find is not named by an override of it either. */
static void the_practice_of_who_is_restricted_is_not_named(void **state)
{
	Fact fact = practice_fact(FACT_OVERRIDE, OKAFOR, PRACTICE_NOW - 100);
	fact.override = "o2";
	fact.org = "C82001";
	fact.override_reason = OVERRIDE_EMERGENCY;
	fact.include_private = TRUTH_FALSE;
	fact.until = (Instant){.seconds = PRACTICE_NOW};
	practice_tell(&practice, fact);
	assert_non_null(strstr(by(NULL).items[0].text, "Override for a GP practice"));
}

static void what_became_of_an_account_is_seen(void **state)
{
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	assert_true(
		desk_add_staff(practice.desk, "Dr Shah 2", ROLE_CLINICIAN, "four quite plain words", &practice.err));
	assert_true(desk_put_setting(practice.desk, "code-minutes", "5", &practice.err));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	const AuditRows rows = by(NULL);
	assert_int_equal(rows.count, 2);
	assert_string_equal(rows.items[0].text, "The setting code-minutes is now 5");
	assert_string_equal(rows.items[1].text, "Dr Shah 2 was made a clinician");
	assert_string_equal(rows.items[1].by, "Ada M");
	assert_int_equal(by("file").count, 0);
}

/* Page by page both ways, whatever the size of a page: each row once, as in one piece. */
static void walks(const char *name, const AuditRows all, size_t page, bool back)
{
	const AuditRow *from = NULL;
	for (size_t seen = 0;;) {
		const AuditRows rows = looked((AuditQuery){.by = name, .from = from, .back = back, .limit = page});
		assert_int_equal(rows.count, all.count - seen < page ? all.count - seen : page);
		for (size_t i = 0; i < rows.count; i++, seen++)
			assert_int_equal(rows.items[i].seq, all.items[back ? all.count - 1 - seen : seen].seq);
		if (rows.count < page)
			return;
		from = &rows.items[rows.count - 1];
	}
}

/* Looks of one second, told out of order; some long before the others. */
static void pages_hold_each_look_once_both_ways(void **state)
{
	static const char *const names[] = {"Priya S", "Dr Shah", "Priya N", ""};
	for (int i = 0; i < 60; i++)
		tell_by(FACT_VIEWED, i % 3 ? ASHBY_MAUREEN : ASHBY_NEIL,
			PRACTICE_NOW - 5000 + (i * 7 % 4) * 10 - (i % 11 == 0 ? 100000 : 0), names[i % 4]);
	const AuditRows all = by(NULL);
	assert_int_equal(all.count, 60);
	for (size_t i = 1; i < all.count; i++) {
		const AuditRow *a = &all.items[i - 1], *b = &all.items[i];
		assert_true(instant_before(b->at, a->at) || (instant_order(a->at, b->at) == 0 && b->seq < a->seq));
	}
	for (size_t page = 1; page < 70; page += page < 5 ? 1 : 16)
		for (int back = 0; back < 2; back++) {
			walks(NULL, all, page, back);
			walks("priya", by("priya"), page, back);
		}
	assert_int_equal(by("priya").count, 30);
	const AuditRows with = looked((AuditQuery){.from = &all.items[7], .with = true, .limit = 2});
	assert_int_equal(with.items[0].seq, all.items[7].seq);
	assert_int_equal(with.items[1].seq, all.items[8].seq);
}

static void a_page_stays_while_others_look(void **state)
{
	for (int i = 0; i < 6; i++)
		tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 500 + i, "Priya S");
	const AuditRows first = looked((AuditQuery){.limit = 3});
	tell_by(FACT_VIEWED, ASHBY_NEIL, PRACTICE_NOW - 1, "Dr Shah");
	const AuditRows next = looked((AuditQuery){.from = &first.items[2], .limit = 3});
	assert_int_equal(next.count, 3);
	assert_int_equal(next.items[0].at.seconds, first.items[2].at.seconds - 1);
	const AuditRows new = looked((AuditQuery){.from = &first.items[0], .back = true, .limit = 3});
	assert_int_equal(new.count, 1);
	assert_string_equal(new.items[0].by, "file: Dr Shah");
}

static void only_a_privacy_officer_sees_it(void **state)
{
	static const Role others[] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN, ROLE_ADMINISTRATOR};
	for (size_t i = 0; i < countof(others); i++) {
		AuditRows rows;
		practice_sign_in(&practice, others[i]);
		assert_false(
			desk_audit(practice.desk, &(AuditQuery){.limit = 1}, &practice.arena, &rows, &practice.err));
		assert_non_null(strstr(practice.err.text, "the audit"));
	}
}

static void what_was_looked_at_in_between(void **state)
{
	const Fact *const *facts;
	size_t count;
	practice_entry(&practice, "e1", ASHBY_MAUREEN, "RX1", PRACTICE_NOW - 9000);
	Fact entry = practice_fact(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 200);
	entry.entry = "e1";
	entry.org = "C82001";
	practice_tell(&practice, entry);
	tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 300, "Dr Shah");
	tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 301, "Dr Shah");
	tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 199, "Dr Shah");
	Chart *chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	desk_viewed_between(chart, (Instant){.seconds = PRACTICE_NOW - 300}, (Instant){.seconds = PRACTICE_NOW - 200},
			    &practice.arena, &facts, &count);
	assert_int_equal(count, 2);
	assert_string_equal(desk_viewed_text(chart, facts[0], &practice.arena), "Opened the record");
	assert_non_null(
		strstr(desk_viewed_text(chart, facts[1], &practice.arena), "Opened the entry of 22-Nov-2026 ("));
	desk_close_chart(practice.desk, chart);
}

static void a_backup_of_the_day_before_yesterday_is_late(void **state)
{
	enum { HOUR = 60 * 60 };
	assert_null(desk_warning(practice.desk, &practice.arena)); /* none yet */
	assert_true(desk_note_backup(practice.desk, &practice.err));
	practice.clock.now.seconds += 26 * HOUR;
	assert_null(desk_warning(practice.desk, &practice.arena));
	practice.clock.now.seconds++;
	assert_string_equal(desk_warning(practice.desk, &practice.arena), "No backup since 22-Nov");
	assert_true(desk_note_backup(practice.desk, &practice.err));
	assert_null(desk_warning(practice.desk, &practice.arena));
}

static void that_none_was_ever_made_is_said_too(void **state)
{
	enum { HOUR = 60 * 60 };
	char once[ONCE_MAX];
	assert_true(desk_begin_accounts(practice.desk, &practice.err)); /* when it was set up is a fact */
	practice.clock.now.seconds += 26 * HOUR;
	assert_null(desk_warning(practice.desk, &practice.arena));
	practice.clock.now.seconds++;
	practice.desk->ports.demo = false;
	assert_string_equal(desk_warning(practice.desk, &practice.arena), "No backup was made yet");
	practice.clock.now.seconds += 48 * HOUR;
	assert_true(desk_note_backup(practice.desk, &practice.err));
	practice.clock.now.seconds -= 48 * HOUR; /* the clock was ahead */
	assert_string_equal(desk_warning(practice.desk, &practice.arena), "No backup was made yet");
	assert_true(desk_let_in(practice.desk, "Ada M", false, once, &practice.err));
	assert_string_equal(desk_warning(practice.desk, &practice.arena),
			    "Let in on the machine itself: Ada M, 23-Nov; No backup was made yet");
}

/* Nobody signs in at night: what the timer may do is this. */
static void a_timer_makes_backups_and_nothing_else(void **state)
{
	int64_t until;
	desk_sign_in_timer(practice.desk);
	assert_true(desk_export(practice.desk, "the whole desk, as a backup", &until, &practice.err));
	for (Act act = 1; act < Act_COUNT_; act++)
		assert_int_equal(desk_may(practice.desk, act), act == ACT_BACKUP);
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	const AuditRows rows = by(NULL);
	assert_int_equal(rows.count, 1);
	assert_string_equal(rows.items[0].by, "timer");
	assert_string_equal(rows.items[0].text, "Handed out: the whole desk, as a backup");
}

#define AUDIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		AUDIT(the_latest_look_is_first_whoever_was_looked_at),
		AUDIT(the_practice_of_who_is_restricted_is_not_named),
		AUDIT(what_became_of_an_account_is_seen),
		AUDIT(pages_hold_each_look_once_both_ways),
		AUDIT(a_page_stays_while_others_look),
		AUDIT(only_a_privacy_officer_sees_it),
		AUDIT(what_was_looked_at_in_between),
		AUDIT(a_backup_of_the_day_before_yesterday_is_late),
		AUDIT(that_none_was_ever_made_is_said_too),
		AUDIT(a_timer_makes_backups_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
