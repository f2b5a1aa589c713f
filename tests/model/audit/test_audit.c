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

static Audit *looked(void)
{
	Audit *audit = NULL;
	if (!desk_audit_open(practice.desk, &audit, &practice.err))
		fail_msg("%s", practice.err.text);
	for (bool done = false; !done;)
		assert_true(desk_audit_step(practice.desk, audit, 2, &done, &practice.err));
	return audit;
}

static void the_latest_look_is_first_whoever_was_looked_at(void **state)
{
	const AuditRow *rows;
	size_t count, looked_at, patients;
	tell_by(FACT_VIEWED, ASHBY_MAUREEN, PRACTICE_NOW - 300, "Priya S");
	tell_by(FACT_EXPORTED, NULL, PRACTICE_NOW - 200, "Sam Reed");
	tell_by(FACT_OVERRIDE, ASHBY_NEIL, PRACTICE_NOW - 100, "Dr Shah");
	practice_refer(&practice, ASHBY_NEIL, "n1", "RX1", PRACTICE_NOW - 50); /* nobody looked */
	Audit *audit = looked();
	desk_audit_rows(audit, NULL, &rows, &count);
	assert_int_equal(count, 3);
	assert_string_equal(rows[0].by, "file: Dr Shah"); /* none of this was told here */
	assert_string_equal(rows[0].nhs, ASHBY_NEIL);
	assert_string_equal(rows[0].name, "Ashby N");
	assert_non_null(strstr(rows[0].text, "emergency"));
	assert_string_equal(rows[1].text, "Handed out: the bundle of one patient");
	assert_null(rows[1].nhs);
	assert_string_equal(rows[2].text, "Opened the record");
	desk_audit_rows(audit, "shah", &rows, &count);
	assert_int_equal(count, 1);
	desk_audit_rows(audit, "PRI", &rows, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].by, "file: Priya S");
	desk_audit_rows(audit, "hah", &rows, &count);
	assert_int_equal(count, 0);
	desk_audit_progress(audit, &looked_at, &patients);
	assert_int_equal(looked_at, patients);
	desk_audit_close(audit);
}

static void what_became_of_an_account_is_seen(void **state)
{
	const AuditRow *rows;
	size_t count;
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	assert_true(
		desk_add_staff(practice.desk, "Dr Shah 2", ROLE_CLINICIAN, "four quite plain words", &practice.err));
	assert_true(desk_put_setting(practice.desk, "code-minutes", "5", &practice.err));
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	Audit *audit = looked();
	desk_audit_rows(audit, NULL, &rows, &count);
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].text, "The setting code-minutes is now 5");
	assert_string_equal(rows[1].text, "Dr Shah 2 was made a clinician");
	assert_string_equal(rows[1].by, "Ada M");
	desk_audit_close(audit);
}

static void only_a_privacy_officer_sees_it(void **state)
{
	static const Role others[] = {ROLE_RECEPTIONIST, ROLE_NURSE, ROLE_CLINICIAN, ROLE_ADMINISTRATOR};
	for (size_t i = 0; i < countof(others); i++) {
		Audit *audit = NULL;
		practice_sign_in(&practice, others[i]);
		assert_false(desk_audit_open(practice.desk, &audit, &practice.err));
		assert_null(audit);
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
	const AuditRow *rows;
	size_t count;
	desk_sign_in_timer(practice.desk);
	assert_true(desk_export(practice.desk, "the whole desk, as a backup", &until, &practice.err));
	for (Act act = 1; act < Act_COUNT_; act++)
		assert_int_equal(desk_may(practice.desk, act), act == ACT_BACKUP);
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	Audit *audit = looked();
	desk_audit_rows(audit, NULL, &rows, &count);
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].by, "timer");
	assert_string_equal(rows[0].text, "Handed out: the whole desk, as a backup");
	desk_audit_close(audit);
}

#define AUDIT(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		AUDIT(the_latest_look_is_first_whoever_was_looked_at),
		AUDIT(what_became_of_an_account_is_seen),
		AUDIT(only_a_privacy_officer_sees_it),
		AUDIT(what_was_looked_at_in_between),
		AUDIT(a_backup_of_the_day_before_yesterday_is_late),
		AUDIT(that_none_was_ever_made_is_said_too),
		AUDIT(a_timer_makes_backups_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
