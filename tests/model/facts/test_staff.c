#include "unit.h"

#include <sodium.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "model/facts/staff.h"

/* SCREENS, "Always", written out by hand: receptionist, nurse, clinician, privacy officer, administrator, kiosk. */
static const struct {
	Act act;
	const char *who; /* '+' may, '-' may not */
} table[] = {
	{ACT_FIND, "+++----"},		 {ACT_REFER, "+++----"},	  {ACT_ASK, "+++----"},
	{ACT_REQUEST, "+++----"},	 {ACT_HAND_OUT, "+++----"},	  {ACT_CONTACT, "+++----"},
	{ACT_ASK_PRIVATE, "+++----"},	 {ACT_SEE_CONTENT, "-++----"},	  {ACT_FLAG, "-++----"},
	{ACT_SEE_FIGURES, "---++--"},	 {ACT_REVIEW_PRIVATE, "--+----"}, {ACT_BEST_INTEREST, "--+----"},
	{ACT_SETTLE_DISPUTE, "--+----"}, {ACT_OVERRIDE, "-++----"},	  {ACT_REVIEW_OVERRIDE, "---+---"},
	{ACT_SEE_AUDIT, "---+---"},	 {ACT_STANDING, "---++--"},	  {ACT_ORGANISATIONS, "----+--"},
	{ACT_STAFF, "----+--"},		 {ACT_SETTINGS, "----+--"},	  {ACT_BACKUP, "----+-+"},
	{ACT_IMPORT, "----+--"},	 {ACT_DECIDE, "++++---"},	  {ACT_VERIFY, "---++--"},
	{ACT_OPEN_BY_TICKET, "-----+-"}, {ACT_ANSWER_ALONE, "-----+-"},	  {ACT_CALL_STAFF, "-----+-"},
	{ACT_ADD_PATIENT, "+++----"},	 {ACT_REGISTER, "+++----"},	  {ACT_RESTRICT, "--++---"},
	{ACT_ONE_PERSON, "--++---"},	 {ACT_PASS_ON, "+++----"},	  {ACT_FIRST_HOUR, "----+--"},
	{ACT_EXPECT, "+++-+--"},	 {ACT_TAKE_DOWN, "++++---"},	  {ACT_ANSWER_COMPLAINT, "---+---"},
	{ACT_ACCESS, "--++---"},	 {ACT_SEE_ACCOUNTS, "---++--"},
};

static void every_cell_of_the_table(void **state)
{
	assert_int_equal(countof(table), Act_COUNT_ - 1);
	for (size_t i = 0; i < countof(table); i++) {
		assert_int_equal(strlen(table[i].who), Role_COUNT_ - 1);
		for (Role role = 1; role < Role_COUNT_; role++) {
			Error err = {0};
			bool may = table[i].who[role - 1] == '+';
			if (role_may(role, table[i].act) != may)
				fail_msg("%s, %s", words_text(&role_words, role), words_text(&act_words, table[i].act));
			assert_int_equal(role_allows(role, table[i].act, &err), may);
			assert_int_equal(err.kind, may ? ERROR_NONE : ERROR_REFUSED);
		}
	}
}

static void nobody_may_nothing(void **state)
{
	for (Act act = 1; act < Act_COUNT_; act++)
		assert_false(role_may(0, act) || role_may(Role_COUNT_, act));
	assert_false(role_may(ROLE_ADMINISTRATOR, 0) || role_may(ROLE_ADMINISTRATOR, Act_COUNT_));
}

static void a_refusal_names_who_may(void **state)
{
	Error err;
	assert_false(role_allows(ROLE_RECEPTIONIST, ACT_OVERRIDE, &err));
	assert_string_equal(err.text, "A receptionist may not start an override: ask a nurse or a clinician.");
	assert_false(role_allows(ROLE_ADMINISTRATOR, ACT_FIND, &err));
	assert_string_equal(err.text,
			    "An administrator may not find a patient: ask a receptionist, a nurse or a clinician.");
	assert_false(role_allows(ROLE_NURSE, ACT_STAFF, &err));
	assert_string_equal(err.text, "A nurse may not change staff: ask an administrator.");
}

static const HashCost cheap = {.passes = 1, .memory = 8192};

static void a_passphrase_matches_its_own_hash_only(void **state)
{
	char hash[PASSPHRASE_HASH_MAX], again[PASSPHRASE_HASH_MAX];
	assert_true(passphrase_hash(cheap, "three plain words", hash, NULL));
	assert_true(text_starts(hash, "$argon2id$v=19$m=8,t=1,p=1$"));
	assert_true(passphrase_hash(cheap, "three plain words", again, NULL));
	assert_string_not_equal(hash, again);
	assert_true(passphrase_matches(hash, "three plain words"));
	assert_false(passphrase_matches(hash, "three plain word"));
	assert_false(passphrase_matches(hash, ""));
	assert_false(passphrase_matches(NULL, "three plain words"));
	assert_false(passphrase_matches("not a hash", "three plain words"));
}

/* crypto_pwhash_str_needs_rehash reads the whole hash, and answers 0 where its cost is this one. */
static void a_hash_costs_what_the_port_says(void **state)
{
	const HashCost costs[] = {cheap, {.passes = 3, .memory = 1 << 20}};
	for (size_t i = 0; i < countof(costs); i++) {
		char hash[PASSPHRASE_HASH_MAX], nobody[PASSPHRASE_HASH_MAX];
		assert_true(passphrase_hash(costs[i], "three plain words", hash, NULL));
		assert_int_equal(crypto_pwhash_str_needs_rehash(hash, costs[i].passes, costs[i].memory), 0);
		passphrase_of_nobody(costs[i], nobody);
		assert_int_equal(crypto_pwhash_str_needs_rehash(nobody, costs[i].passes, costs[i].memory), 0);
		assert_false(passphrase_matches(nobody, ""));
	}
}

static void passphrases_have_a_length(void **state)
{
	char long_one[130];
	for (size_t i = 0; i < sizeof long_one; i++)
		long_one[i] = "many plain words, "[i % 18];
	long_one[128] = '\0';
	assert_true(passphrase_acceptable("plum ergot", NULL));
	assert_false(passphrase_acceptable("plum ergo", NULL));
	assert_false(passphrase_acceptable("", NULL));
	assert_false(passphrase_acceptable(NULL, NULL));
	assert_true(passphrase_acceptable("ગુજરાતી શબ્દો અહીં", NULL));
	assert_false(passphrase_acceptable("éééé", NULL)); /* eight bytes are not eight characters */
	assert_false(passphrase_acceptable("bell\aringing", NULL));
	assert_true(passphrase_acceptable(long_one, NULL));
	long_one[128] = 'a', long_one[129] = '\0';
	assert_false(passphrase_acceptable(long_one, NULL));
}

static void passphrases_that_are_guessed_first_are_refused(void **state)
{
	static const struct {
		const char *passphrase, *said;
	} bad[] = {
		{"aaaaaaaaaa", "again and again"},   {"éééééééééé", "again and again"},
		{"1234567890", "guessed first"},     {"abcdefghijkl", "a run of them"},
		{"lkjihgfedcba", "a run of them"},   {"password123", "among those that are guessed"},
		{"P@ssw0rd123", "among those"},	     {"qwertyuiop", "among those"},
		{"iloveyou123", "among those"},	     {"Liverpool1", "among those"},
		{"trustno1trustno1", "among those"}, {"Christmas2024", "among those"},
		{"1q2w3e4r5t", "among those"},	     {"administrator", "among those"},
	};
	static const char *const made[] = {"Meadow Surgery", "priya sharma",	 "PriyaSharma12",      "C82001C82001",
					   "C82001 priya",   "meadow surgery 1", "sharma-priya-sharma"};
	static const char *const names[] = {"Priya Sharma", "C82001", NULL, "Meadow Surgery"};
	Error err = {0};
	for (size_t i = 0; i < countof(bad); i++)
		if (passphrase_acceptable(bad[i].passphrase, &err) || !strstr(err.text, bad[i].said))
			fail_msg("%s: %s", bad[i].passphrase, err.text);
	for (size_t i = 0; i < countof(made); i++)
		if (passphrase_fits(made[i], names, countof(names), &err))
			fail_msg("%s is taken", made[i]);
	assert_true(passphrase_fits("priya likes green tea", names, countof(names), NULL));
	assert_true(passphrase_fits("three plain words", names, countof(names), NULL));
	assert_true(passphrase_acceptable("four quite plain words", NULL));
}

static void pins_that_are_guessed_first_are_refused(void **state)
{
	static const char *const good[] = {"1357", "1235", "9021", "12354678", "2580"};
	static const char *const bad[] = {"",	      "123",  "123456789", "1111", "00000000", "1234",
					  "23456789", "4321", "87654",	   "12a4", " 1357",    "13 57"};
	for (size_t i = 0; i < countof(good); i++)
		assert_true(pin_acceptable(good[i], NULL));
	for (size_t i = 0; i < countof(bad); i++)
		if (pin_acceptable(bad[i], NULL))
			fail_msg("\"%s\" was taken", bad[i]);
	assert_false(pin_acceptable(NULL, NULL));
}

static void a_name_has_a_letter(void **state)
{
	assert_true(staff_name_acceptable("Priya S", NULL));
	assert_true(staff_name_acceptable("Łukasz", NULL));
	assert_false(staff_name_acceptable("", NULL));
	assert_false(staff_name_acceptable("…", NULL));
	assert_false(staff_name_acceptable("Pri\tya", NULL));
	static const char *const good[] = {"Dr Shah 2", "Zoë O'Brien-Łukasz", "Sr. Mary", "પ્રિયા શાહ",
					   "Олена",	"Fortune F",	      "Kiosko"};
	static const char *const bad[] = {"kiosk 1",
					  "Kiosk",
					  "TIMER",
					  "Dr Sh\u0430h",
					  "Priya S, for Dr Shah",
					  "Priya for Dr Shah",
					  "Priya\u200BS",
					  "Priya  S",
					  " Priya",
					  "Priya S\u00AD",
					  "Priya (nurse)",
					  "sharedesk",
					  "\u202EayirP",
					  "кіоѕк 1",
					  "Сара",
					  "Νικο",
					  "O\u02BCBrien",
					  "file",
					  "File 2",
					  "the patient",
					  "The Kiosk 2",
					  "nobody"};
	for (size_t i = 0; i < countof(good); i++)
		if (!staff_name_acceptable(good[i], NULL))
			fail_msg("%s is not taken", good[i]);
	for (size_t i = 0; i < countof(bad); i++)
		if (staff_name_acceptable(bad[i], NULL))
			fail_msg("%s is taken", bad[i]);
}

static void a_name_that_looks_like_another_is_known(void **state)
{
	static const char *const alike[][2] = {
		{"Dr Shah", "dr shah"},
		{"Dr Shah", "Dr. Shah"},
		{"Dr Shah", "DrShah"},
		{"Zoë Peel", "Zoe Peel"},
		{"Cao", "Сао"},
		{"Cao", "СAO"},
		{"Ella Lill", "EIIa LiII"},
		{"Sam Reed 10", "Sam Reed lO"},
		{"Barnes", "Bames"},
		{"Nina Evans", "Nina Evaηs"},
		{"HEKTOR", "ΗΕΚΤΟR"},
	};
	static const char *const apart[][2] = {
		{"Dr Shah", "Dr Shah 2"}, {"Dr Shah", "Dr Sháhan"}, {"Eli", "Ela"},
		{"Олена", "Olena"},	  {"Priya S", "Priya T"},
	};
	for (size_t i = 0; i < countof(alike); i++)
		if (!staff_names_alike(alike[i][0], alike[i][1]) || !staff_names_alike(alike[i][1], alike[i][0]))
			fail_msg("%s and %s look alike", alike[i][0], alike[i][1]);
	for (size_t i = 0; i < countof(apart); i++)
		if (staff_names_alike(apart[i][0], apart[i][1]))
			fail_msg("%s and %s do not look alike", apart[i][0], apart[i][1]);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_cell_of_the_table),
		cmocka_unit_test(nobody_may_nothing),
		cmocka_unit_test(a_refusal_names_who_may),
		cmocka_unit_test(a_passphrase_matches_its_own_hash_only),
		cmocka_unit_test(a_hash_costs_what_the_port_says),
		cmocka_unit_test(passphrases_have_a_length),
		cmocka_unit_test(passphrases_that_are_guessed_first_are_refused),
		cmocka_unit_test(pins_that_are_guessed_first_are_refused),
		cmocka_unit_test(a_name_has_a_letter),
		cmocka_unit_test(a_name_that_looks_like_another_is_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
