/* Each row of staff and each setting is sealed under a key that is not in the database. */
#include "sample.h"

#include "model/ports/key.h"

static const unsigned char key[SEAL_BYTES] = "thirty-two bytes of a desk.key..";

static void put_all(Sample *s)
{
	void *self = s->ledger.self;
	const LedgerOps *ops = s->ledger.ops;
	const Staff ann = {.name = "Ann",
			   .role = ROLE_NURSE,
			   .active = true,
			   .passphrase = "hash",
			   .pin = "pin",
			   .totp = "secret",
			   .totp_step = 7,
			   .recovery = "a b",
			   .card = "card",
			   .everywhere = 1};
	const Staff eve = {.name = "Eve", .role = ROLE_RECEPTIONIST, .active = true, .passphrase = "of eve"};
	must(ops->begin(self, &s->err) && ops->put_staff(self, &ann, &s->err) && ops->put_staff(self, &eve, &s->err) &&
		     ops->put_setting(self, "practice", "C82009", &s->err) &&
		     ops->put_setting(self, "code-minutes", "10", &s->err) &&
		     ops->put_setting(self, "sender-seen", "1", &s->err) &&
		     ops->put_setting(self, DESK_KEY_SETTING, "note", &s->err) && ops->commit(self, &s->err),
	     s);
}

static void begin(Sample *s)
{
	sample_begin(s);
	store_seal_accounts(s->store, key);
	put_all(s);
}

static bool reads(Sample *s, const char *name)
{
	const Staff *staff = NULL;
	s->err = (Error){0};
	return s->ledger.ops->staff(s->ledger.self, name, &s->arena, &staff, &s->err);
}

static bool reads_setting(Sample *s, const char *name)
{
	const char *value = NULL;
	s->err = (Error){0};
	return s->ledger.ops->setting(s->ledger.self, name, &s->arena, &value, &s->err);
}

static void test_what_was_put_is_read(void **state)
{
	Sample s;
	StaffList staff;
	SettingList settings;
	begin(&s);
	assert_true(reads(&s, "ann") && reads(&s, "Eve") && reads(&s, "Nobody"));
	must(s.ledger.ops->staff_all(s.ledger.self, &s.arena, &staff, &s.err), &s);
	must(s.ledger.ops->settings_all(s.ledger.self, &s.arena, &settings, &s.err), &s);
	assert_true(staff.count == 2 && !staff.items[0].altered && !staff.items[1].altered);
	assert_int_equal(settings.count, 4);
	for (size_t i = 0; i < settings.count; i++)
		assert_false(settings.items[i].altered);
	sample_end(&s);
}

static void test_each_column_is_sealed(void **state)
{
	static const char *const changes[] = {
		"role = 'administrator'",
		"active = 0",
		"passphrase = 'of eve'",
		"pin = NULL",
		"pin = 'hash'",
		"pin_failures = -100000",
		"once_until = 9999999999",
		"name = 'Anne'",
		"totp = NULL",
		"totp = NULL, totp_step = 0, totp_failures = 0, recovery = NULL, card = NULL, everywhere = 0",
		"totp_step = 6",
		"totp_failures = -100",
		"recovery = 'a b c'",
		"card = 'another'",
		"everywhere = 0",
		"seal = NULL",
		"seal = zeroblob(32)",
		"seal = (SELECT seal FROM staff WHERE folded = 'eve')",
		"seal = zeroblob(31)",
	};
	char sql[200];
	for (size_t i = 0; i < countof(changes); i++) {
		Sample s;
		StaffList staff;
		begin(&s);
		text_print(sql, sizeof sql, "UPDATE staff SET %s WHERE folded = 'ann'", changes[i]);
		assert_int_equal(raw_sql(s.path, sql), SQLITE_OK);
		if (reads(&s, "Ann"))
			fail_msg("%s: is read", changes[i]);
		assert_int_equal(s.err.kind, ERROR_REFUSED);
		assert_non_null(strstr(s.err.text, "was changed by something other than sharedesk"));
		assert_true(reads(&s, "Eve"));
		must(s.ledger.ops->staff_all(s.ledger.self, &s.arena, &staff, &s.err), &s);
		assert_true(staff.items[0].altered && !staff.items[1].altered);
		sample_end(&s);
	}
}

static void test_a_row_put_in_is_nobody_s(void **state)
{
	Sample s;
	begin(&s);
	assert_int_equal(raw_sql(s.path,
				 "INSERT INTO staff (folded, name, role, active, passphrase, pin_failures, seal) "
				 "SELECT 'mal', 'Mal', role, active, passphrase, pin_failures, seal FROM staff"
				 " WHERE folded = 'ann'"),
			 SQLITE_OK);
	assert_false(reads(&s, "Mal"));
	sample_end(&s);
}

static void test_settings_are_sealed(void **state)
{
	Sample s;
	SettingList settings;
	begin(&s);
	assert_int_equal(raw_sql(s.path, "UPDATE setting SET value = '60' WHERE name = 'code-minutes';"
					 "UPDATE setting SET value = '2' WHERE name = 'sender-seen';"
					 "INSERT INTO setting (name, value) VALUES ('records', 'here')"),
			 SQLITE_OK);
	assert_false(reads_setting(&s, "code-minutes"));
	assert_non_null(strstr(s.err.text, "The setting code-minutes"));
	assert_false(reads_setting(&s, "records"));
	assert_true(reads_setting(&s, "practice") && reads_setting(&s, "sender-seen"));
	must(s.ledger.ops->settings_all(s.ledger.self, &s.arena, &settings, &s.err), &s);
	assert_true(settings.items[0].altered && text_is(settings.items[0].name, "code-minutes"));
	sample_end(&s);
}

/* A database of before has no seals and no note of its key: it is read, until that is put. */
static void test_one_of_before_is_read_until_its_key_is_noted(void **state)
{
	Sample s;
	begin(&s);
	assert_int_equal(raw_sql(s.path, "UPDATE staff SET seal = NULL; UPDATE setting SET seal = NULL;"
					 "DELETE FROM setting WHERE name = 'desk-key'"),
			 SQLITE_OK);
	assert_true(reads(&s, "Ann") && reads_setting(&s, "practice"));
	put_all(&s);
	assert_true(reads(&s, "Ann"));
	assert_int_equal(raw_sql(s.path, "UPDATE staff SET seal = NULL"), SQLITE_OK);
	assert_false(reads(&s, "Ann"));
	sample_end(&s);
}

/* Without the key nothing is said of a row, and none is written. */
static void test_without_the_key(void **state)
{
	static const unsigned char other[SEAL_BYTES] = "another key, of another desk....";
	Sample s;
	begin(&s);
	sample_reopen(&s);
	assert_true(reads(&s, "Ann"));
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	assert_false(s.ledger.ops->put_setting(s.ledger.self, "theme", "dark", &s.err));
	assert_non_null(strstr(s.err.text, "desk.key"));
	assert_false(s.ledger.ops->put_staff(s.ledger.self, &(Staff){.name = "Ann", .role = ROLE_NURSE}, &s.err));
	s.ledger.ops->rollback(s.ledger.self);
	store_seal_accounts(s.store, other);
	assert_false(reads(&s, "Ann"));
	sample_end(&s);
}

static void test_wrong_ones_are_counted(void **state)
{
	Sample s;
	Wrong wrong;
	sample_begin(&s);
	void *self = s.ledger.self;
	for (int i = 0; i < 1010; i++) {
		const char *name = arena_print(&s.arena, "name %d", i);
		must(s.ledger.ops->begin(self, &s.err) &&
			     s.ledger.ops->put_wrong(self, name, &(Wrong){3, {100}, {200 + i}}, &s.err) &&
			     s.ledger.ops->commit(self, &s.err),
		     &s);
	}
	must(s.ledger.ops->wrong(self, "name 0", &wrong, &s.err), &s);
	assert_int_equal(wrong.count, 0); /* the first of too many */
	must(s.ledger.ops->wrong(self, "name 20", &wrong, &s.err), &s);
	assert_true(wrong.count == 3 && wrong.since.seconds == 100 && wrong.last.seconds == 220);
	must(s.ledger.ops->begin(self, &s.err) && s.ledger.ops->put_wrong(self, "name 20", &(Wrong){0}, &s.err) &&
		     s.ledger.ops->commit(self, &s.err),
	     &s);
	must(s.ledger.ops->wrong(self, "name 20", &wrong, &s.err), &s);
	assert_int_equal(wrong.count, 0);
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_was_put_is_read),
		cmocka_unit_test(test_each_column_is_sealed),
		cmocka_unit_test(test_a_row_put_in_is_nobody_s),
		cmocka_unit_test(test_settings_are_sealed),
		cmocka_unit_test(test_one_of_before_is_read_until_its_key_is_noted),
		cmocka_unit_test(test_without_the_key),
		cmocka_unit_test(test_wrong_ones_are_counted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
