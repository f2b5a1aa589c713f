#include "model/lists/lists.h"

#include "unit.h"

#include "base/text.h"
#include "model/ledger/tell.h"

#define SCT "http://snomed.info/sct"

#define BEGIN_AS ROLE_ADMINISTRATOR
#include "model/stage/at_practice.h"

static void entry_told(const char *id, const char *code, Truth sensitive, LineSource source)
{
	Entry entry = {
		.id = id,
		.patient = ASHBY_MAUREEN,
		.org = "C82001",
		.recorded = {PRACTICE_START},
		.category = CATEGORY_PROBLEM,
		.text = "Problem",
		.code = code,
		.system = SCT,
		.sensitive = (WordByte)sensitive,
	};
	Teller teller = {.ledger = practice.ledger, .now = practice.clock.now, .source = source};
	Line line = line_of_entry(&entry);
	Told told;
	ok(practice.ledger.ops->begin(practice.ledger.self, &practice.err));
	ok(tell(&teller, &line, &practice.arena, &told, &practice.err));
	ok(practice.ledger.ops->commit(practice.ledger.self, &practice.err));
	teller_done(&teller);
}

static Truth stands(const char *id)
{
	const Entry *entry = NULL;
	ok(practice.ledger.ops->entry(practice.ledger.self, id, &practice.arena, &entry, &practice.err));
	assert_non_null(entry);
	return (Truth)entry->sensitive;
}

static const SensitiveCode hepatitis[] = {
	{CODE_SYSTEM_SNOMED, "40468003", "other", "Viral hepatitis"},
	{CODE_SYSTEM_READ2, "A94..", "other", "Other"},
};

static void a_list_is_kept_and_the_records_looked_through(void **state)
{
	SensitiveLoaded loaded;
	SensitiveList list;
	assert_string_equal(
		desk_setting(practice.desk, "sensitive-list", &practice.arena),
		arena_print(&practice.arena, "only the %zu codes that came with the program", sensitive_code_count));
	entry_told("unsaid", "40468003", Truth_NOT_GIVEN_, SOURCE_FHIR);
	entry_told("public", "76272004", Truth_NOT_GIVEN_, SOURCE_FHIR);
	entry_told("said-not", "40468003", TRUTH_FALSE, SOURCE_LEDGER_LINES);
	entry_told("said", "22298006", TRUTH_TRUE, SOURCE_LEDGER_LINES);
	entry_told("other", "22298006", Truth_NOT_GIVEN_, SOURCE_FHIR);
	ok(desk_load_sensitive(practice.desk, hepatitis, countof(hepatitis), &loaded, &practice.err));
	assert_int_equal(loaded.codes, 2);
	assert_int_equal(loaded.looked_at, 5);
	assert_int_equal(loaded.marked, 2);
	assert_int_equal(stands("unsaid"), TRUTH_TRUE);
	assert_int_equal(stands("public"), TRUTH_TRUE);
	assert_int_equal(stands("said-not"), TRUTH_FALSE);
	assert_int_equal(stands("said"), TRUTH_TRUE);
	assert_int_equal(stands("other"), Truth_NOT_GIVEN_);
	assert_string_equal(desk_setting(practice.desk, "sensitive-list", &practice.arena),
			    "2 codes, loaded 22-Nov-2026 by Ada M");
	ok(desk_sensitive_list(practice.desk, &practice.arena, &list, &practice.err));
	assert_int_equal(list.count, sensitive_code_count + 2);
	assert_true(sensitive_has(&list, "http://read.info/readv2", "A94"));
	/* A later list takes its place, and takes no mark off. */
	ok(desk_load_sensitive(practice.desk, hepatitis + 1, 1, &loaded, &practice.err));
	assert_int_equal(loaded.marked, 0);
	assert_int_equal(stands("unsaid"), TRUTH_TRUE);
	ok(desk_sensitive_list(practice.desk, &practice.arena, &list, &practice.err));
	assert_false(sensitive_has(&list, SCT, "40468003"));
	assert_string_equal(desk_setting(practice.desk, "sensitive-list", &practice.arena),
			    "1 code, loaded 22-Nov-2026 by Ada M");
}

static void what_was_said_stays_when_the_record_comes_again(void **state)
{
	entry_told("e", "76272004", TRUTH_FALSE, SOURCE_LEDGER_LINES);
	entry_told("e", "76272004", TRUTH_TRUE, SOURCE_FHIR);
	assert_int_equal(stands("e"), TRUTH_FALSE);
	entry_told("e", "76272004", TRUTH_TRUE, SOURCE_LEDGER_LINES);
	entry_told("e", "76272004", Truth_NOT_GIVEN_, SOURCE_FHIR);
	assert_int_equal(stands("e"), TRUTH_TRUE);
}

static void who_may_load_it(void **state)
{
	SensitiveLoaded loaded;
	const SensitiveCode wrong = {CODE_SYSTEM_SNOMED, "40468004", "", ""};
	refused(desk_load_sensitive(practice.desk, NULL, 0, &loaded, &practice.err), "no code in it");
	refused(desk_load_sensitive(practice.desk, &wrong, 1, &loaded, &practice.err), "check digit");
	refused(desk_put_setting(practice.desk, "sensitive-list", "none", &practice.err), "no setting");
	practice_sign_in(&practice, ROLE_PRIVACY_OFFICER);
	refused(desk_load_sensitive(practice.desk, hepatitis, 1, &loaded, &practice.err), "privacy officer");
	desk_sign_out(practice.desk);
	refused(desk_load_sensitive(practice.desk, hepatitis, 1, &loaded, &practice.err), "sign in");
}

static void somebody_says_so_by_hand(void **state)
{
	size_t entry = 0;
	entry_told("e", "22298006", Truth_NOT_GIVEN_, SOURCE_FHIR);
	practice_sign_in(&practice, ROLE_CLINICIAN);
	Chart *chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	ok(desk_entry_sensitive(practice.desk, chart, "e", true, &practice.err));
	assert_int_equal(chart->now.world->entries.items[entry].sensitive, TRUTH_TRUE);
	refused(desk_entry_sensitive(practice.desk, chart, "e", true, &practice.err), "sensitive already");
	ok(desk_entry_sensitive(practice.desk, chart, "e", false, &practice.err));
	assert_int_equal(stands("e"), TRUTH_FALSE);
	refused(desk_entry_sensitive(practice.desk, chart, "none", true, &practice.err), "entry");

	const Fact *latest = chart->now.facts[chart->now.fact_count - 1];
	assert_int_equal(latest->kind, FACT_ENTRY_FLAG);
	assert_int_equal(latest->flag, FLAG_SENSITIVE);
	assert_int_equal(latest->on, TRUTH_FALSE);
	assert_string_equal(latest->by, "Carl D");
	desk_close_chart(practice.desk, chart);
	/* A list that has the code does not overrule it. */
	const SensitiveCode code = {CODE_SYSTEM_SNOMED, "22298006", "", ""};
	SensitiveLoaded loaded;
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_load_sensitive(practice.desk, &code, 1, &loaded, &practice.err));
	assert_int_equal(stands("e"), TRUTH_FALSE);
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){1951, 2, 11});
	refused(desk_entry_sensitive(practice.desk, chart, "e", true, &practice.err), "receptionist");
	desk_close_chart(practice.desk, chart);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

SUITE
{
	const struct CMUnitTest tests[] = {
		TEST(a_list_is_kept_and_the_records_looked_through),
		TEST(what_was_said_stays_when_the_record_comes_again),
		TEST(who_may_load_it),
		TEST(somebody_says_so_by_hand),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
