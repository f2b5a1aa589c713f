/* Codes by the vectors of RFC 6238, appendix B (its rows of SHA-1, eight digits), and what is kept of a secret. */
#define BEGIN_AS ROLE_ADMINISTRATOR
#include <sodium.h>

#include "model/desk/recovery.h"
#include "model/desk/totp.h"
#include "model/stage/at_practice.h"

static const unsigned char secret[] = "12345678901234567890";

static void the_vectors_of_the_rfc_hold(void **state)
{
	static const struct {
		int64_t at;
		const char *code;
	} rows[] = {
		{59, "94287082"},	  {1111111109, "07081804"}, {1111111111, "14050471"},
		{1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		int64_t step = 0;
		const bool early = rows[i].at < 60; /* no step before the first is looked at */
		assert_int_equal(totp_holds(secret, (Instant){rows[i].at + (early ? 30 : 0)}, rows[i].code, &step),
				 true);
		assert_int_equal(step, rows[i].at / 30);
		assert_true(totp_holds(secret, (Instant){rows[i].at + 30}, rows[i].code + 2, &step));
		assert_int_equal(step, rows[i].at / 30);
	}
}

static void a_step_early_or_late_is_taken_and_no_more(void **state)
{
	const int64_t at = 1111111110; /* where a step begins */
	int64_t step = 0;
	assert_true(totp_holds(secret, (Instant){at - 30}, "050471", &step));
	assert_int_equal(step, at / 30);
	assert_true(totp_holds(secret, (Instant){at + 59}, "050471", &step));
	assert_false(totp_holds(secret, (Instant){at - 31}, "050471", &step));
	assert_false(totp_holds(secret, (Instant){at + 60}, "050471", &step));
	assert_false(totp_holds(secret, (Instant){at}, "050472", &step));
	assert_false(totp_holds(secret, (Instant){at}, "", &step));
	assert_false(totp_holds(secret, (Instant){-at}, "050471", &step));
}

/* By these a database that there is finds its PINs, recovery codes, secrets and receipts. */
static void what_is_hashed_under_the_key_stays_as_it_is(void **state)
{
	static const char *const bytes[] = {"what\0text", "what\0whose\0text", "what\0whose\0"};
	const Seal seals[] = {
		desk_keyed(practice.desk, "what", NULL, "text"),
		desk_keyed(practice.desk, "what", "whose", "text"),
		desk_keyed(practice.desk, "what", "whose", ""),
	};
	static const size_t lengths[] = {9, 15, 11};
	for (size_t i = 0; i < countof(seals); i++) {
		Seal seal;
		crypto_generichash(seal.bytes, SEAL_BYTES, (const unsigned char *)bytes[i], lengths[i],
				   practice.desk->ports.key, DESK_KEY_BYTES);
		assert_true(seal_same(&seal, &seals[i]));
	}
}

static void letters_are_those_of_base_32(void **state)
{
	char letters[TOTP_LETTERS_MAX];
	ok(totp_letters(secret, letters, &practice.err));
	assert_string_equal(letters, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

static void a_sealed_secret_opens_for_its_account_and_key_alone(void **state)
{
	char sealed[TOTP_SEALED_MAX];
	unsigned char opened[TOTP_SECRET];
	ok(totp_seal(practice.desk, "Priya S", secret, sealed, &practice.err));
	assert_null(strstr(sealed, "1234567"));
	assert_true(totp_open(practice.desk, "PRIYA s", sealed, opened));
	assert_memory_equal(opened, secret, TOTP_SECRET);
	assert_false(totp_open(practice.desk, "Nia T", sealed, opened));
	assert_false(totp_open(practice.desk, "Priya S", "", opened));
	sealed[40] = sealed[40] == 'A' ? 'B' : 'A';
	assert_false(totp_open(practice.desk, "Priya S", sealed, opened));
	sealed[40] = '!';
	assert_false(totp_open(practice.desk, "Priya S", sealed, opened));
	ok(totp_seal(practice.desk, "Priya S", secret, sealed, &practice.err));
	practice.desk->ports.key[0] ^= 1;
	assert_false(totp_open(practice.desk, "Priya S", sealed, opened));
}

static void a_recovery_code_is_read_as_people_write_it(void **state)
{
	char letters[RECOVERY_LETTERS + 1];
	assert_true(recovery_read("abcde-fghjk", letters));
	assert_string_equal(letters, "abcdefghjk");
	assert_true(recovery_read(" ABCDE fghjk ", letters));
	assert_string_equal(letters, "abcdefghjk");
	assert_false(recovery_read("abcde-fghj", letters));
	assert_false(recovery_read("abcde-fghjkm", letters));
	assert_false(recovery_read("abcde-fghil", letters)); /* letters that are mistaken for others are in none */
	assert_false(recovery_read("123456", letters));
	assert_false(recovery_read("", letters));
}

static void a_recovery_code_is_taken_once(void **state)
{
	Desk *desk = practice.desk;
	RecoveryCodes codes;
	const char *kept, *left = NULL;
	char letters[RECOVERY_LETTERS + 1];
	ok(recovery_make(desk, "Priya S", &codes, &practice.arena, &kept, &practice.err));
	assert_int_equal(recovery_left(kept), RECOVERY_CODES);
	for (int i = RECOVERY_CODES - 1; i >= 0; i--) {
		assert_true(recovery_read(codes.codes[i], letters));
		assert_null(strstr(kept, letters));
		assert_false(recovery_take(desk, "Nia T", letters, kept, &practice.arena, &left));
		assert_true(recovery_take(desk, "Priya S", letters, kept, &practice.arena, &left));
		assert_int_equal(recovery_left(left), i);
		assert_false(recovery_take(desk, "Priya S", letters, left, &practice.arena, &kept));
		kept = left;
	}
	assert_null(kept);
}

#define CODE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		CODE(the_vectors_of_the_rfc_hold),
		CODE(a_step_early_or_late_is_taken_and_no_more),
		CODE(what_is_hashed_under_the_key_stays_as_it_is),
		CODE(letters_are_those_of_base_32),
		CODE(a_sealed_secret_opens_for_its_account_and_key_alone),
		CODE(a_recovery_code_is_read_as_people_write_it),
		CODE(a_recovery_code_is_taken_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
