#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/ledger/chain.h"
#include "model/stage/memory_ledger.h"

static void append(Ledger ledger, Line line, LineSource source)
{
	assert_true(ledger.ops->append(ledger.self, &line, source, NULL));
}

static void append_organisation(Ledger ledger, const char *code, const char *name, const char *town, LineSource source)
{
	Organisation organisation = {
		.code = code, .name = name, .town = town, .care = CARE_GP, .system = SYSTEM_EMIS, .mig = TRUTH_TRUE};
	append(ledger, line_of_organisation(&organisation), source);
}

static void append_person(Ledger ledger, const char *nhs, const char *family, const char *given)
{
	Person person = {.nhs = nhs, .family = family, .given = given, .born = {1951, 2, 11}};
	append(ledger, line_of_person(&person), SOURCE_DESK);
}

static void append_entry(Ledger ledger, const char *id, const char *text, int64_t recorded)
{
	Entry entry = {.id = id,
		       .patient = "9990000018",
		       .org = "C82001",
		       .text = text,
		       .recorded = {recorded},
		       .category = CATEGORY_PROBLEM};
	append(ledger, line_of_entry(&entry), SOURCE_DESK);
}

static void append_referral(Ledger ledger, const char *id, const char *episode)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_REFERRED;
	fact.id = id;
	fact.patient = "9990000018";
	fact.episode = episode;
	fact.org = "C82001";
	fact.at = (Instant){10};
	fact.recorded_at = (Instant){20};
	append(ledger, line_of_fact(&fact), SOURCE_DESK);
}

static void fill(Ledger ledger)
{
	assert_true(ledger.ops->begin(ledger.self, NULL));
	append_organisation(ledger, "C82001", "South Leicestershire Medical Group", "Kibworth", SOURCE_ODS);
	append_person(ledger, "9990000018", "Ashby", "Maureen");
	append_person(ledger, "9990000026", "Ashby", "Neil");
	append_entry(ledger, "e2", "second", 200);
	append_entry(ledger, "e1", "first", 100);
	append_referral(ledger, "f1", "p1");
	append_referral(ledger, "f2", "p1");
	assert_true(ledger.ops->commit(ledger.self, NULL));
}

static void test_what_is_told_is_read(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	FactList facts;
	EntryList entries;
	const Fact *opening;
	fill(ledger);
	assert_true(ledger.ops->facts(ledger.self, "9990000018", &arena, &facts, NULL));
	assert_int_equal(facts.count, 2);
	assert_int_equal(facts.items[0].seq, 6);
	assert_true(ledger.ops->facts(ledger.self, NULL, &arena, &facts, NULL));
	assert_int_equal(facts.count, 0);
	assert_true(ledger.ops->entries(ledger.self, "9990000018", &arena, &entries, NULL));
	assert_int_equal(entries.count, 2);
	assert_string_equal(entries.items[0].id, "e1");
	assert_true(ledger.ops->opening(ledger.self, NAMES_EPISODE, "p1", &arena, &opening, NULL));
	assert_string_equal(opening->id, "f1");
	assert_true(ledger.ops->opening(ledger.self, NAMES_REQUEST, "p1", &arena, &opening, NULL));
	assert_null(opening);
	memory_ledger_close(&memory);
}

static void test_a_later_line_replaces_the_present(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	const Entry *entry;
	EntryList entries;
	fill(ledger);
	assert_true(ledger.ops->begin(ledger.self, NULL));
	append_entry(ledger, "e1", "corrected", 300);
	assert_true(ledger.ops->commit(ledger.self, NULL));
	assert_true(ledger.ops->entry(ledger.self, "e1", &arena, &entry, NULL));
	assert_string_equal(entry->text, "corrected");
	assert_true(ledger.ops->entries(ledger.self, "9990000018", &arena, &entries, NULL));
	assert_int_equal(entries.count, 2);
	assert_string_equal(entries.items[1].id, "e1");
	memory_ledger_close(&memory);
}

static void test_a_rollback_leaves_no_trace(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	int64_t before, after;
	Seal seal_before, seal_after;
	const char *value;
	const Staff *staff;
	bool found;
	fill(ledger);
	assert_true(ledger.ops->begin(ledger.self, NULL));
	assert_true(ledger.ops->put_setting(ledger.self, "zone", "Europe/London", NULL));
	assert_true(ledger.ops->put_staff(ledger.self, &(Staff){.name = "Priya S", .role = ROLE_NURSE}, NULL));
	assert_true(ledger.ops->commit(ledger.self, NULL));
	assert_true(ledger.ops->head(ledger.self, &before, &seal_before, NULL));

	assert_true(ledger.ops->begin(ledger.self, NULL));
	for (int i = 0; i < 20; i++)
		append_entry(ledger, "e3", i % 2 ? "odd" : "even", i);
	assert_true(ledger.ops->put_setting(ledger.self, "zone", "UTC", NULL));
	assert_true(ledger.ops->put_setting(ledger.self, "other", "1", NULL));
	assert_true(ledger.ops->put_staff(ledger.self, &(Staff){.name = "PRIYA S", .role = ROLE_CLINICIAN}, NULL));
	assert_true(ledger.ops->put_code(ledger.self, "f1", &(Seal){{1}}, NULL));
	ledger.ops->rollback(ledger.self);

	assert_true(ledger.ops->head(ledger.self, &after, &seal_after, NULL));
	assert_int_equal(before, after);
	assert_true(seal_same(&seal_before, &seal_after));
	assert_true(ledger.ops->setting(ledger.self, "zone", &arena, &value, NULL));
	assert_string_equal(value, "Europe/London");
	assert_true(ledger.ops->setting(ledger.self, "other", &arena, &value, NULL));
	assert_null(value);
	assert_true(ledger.ops->staff(ledger.self, "priya s", &arena, &staff, NULL));
	assert_int_equal(staff->role, ROLE_NURSE);
	assert_true(ledger.ops->code(ledger.self, "f1", &(Seal){{0}}, &found, NULL));
	assert_false(found);
	memory_ledger_close(&memory);
}

static void test_the_chain_holds(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	Seal seal = {{0}}, head;
	int64_t count;
	fill(ledger);
	assert_true(ledger.ops->head(ledger.self, &count, &head, NULL));
	assert_int_equal(count, 7);
	for (int64_t seq = 1; seq <= count; seq++) {
		const MemoryLine *told = memory_ledger_line(&memory, seq);
		seal = chain_next(&seal, seq, told->source, &told->line, &arena);
		assert_true(seal_same(&seal, &told->seal));
	}
	assert_true(seal_same(&seal, &head));
	memory_ledger_close(&memory);
}

static void test_searches(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	PersonList people;
	OrganisationList orgs;
	fill(ledger);
	assert_true(ledger.ops->find_people(ledger.self, &(PersonQuery){.family_prefix = "ash", .limit = 9}, &arena,
					    &people, NULL));
	assert_int_equal(people.count, 2);
	assert_string_equal(people.items[0].given, "Maureen");
	assert_true(ledger.ops->find_people(ledger.self, &(PersonQuery){.family_prefix = "ash", .limit = 1}, &arena,
					    &people, NULL));
	assert_int_equal(people.count, 1);
	assert_true(ledger.ops->find_people(
		ledger.self,
		&(PersonQuery){.nhs_prefix = "99900", .given_prefix = "nei", .born = {1951, 2, 11}, .limit = 9}, &arena,
		&people, NULL));
	assert_int_equal(people.count, 1);
	assert_true(ledger.ops->find_organisations(ledger.self, &(OrganisationQuery){.words = "leic kib", .limit = 9},
						   &arena, &orgs, NULL));
	assert_int_equal(orgs.count, 1);
	assert_true(ledger.ops->find_organisations(ledger.self, &(OrganisationQuery){.words = "eicester", .limit = 9},
						   &arena, &orgs, NULL));
	assert_int_equal(orgs.count, 0);
	memory_ledger_close(&memory);
}

static void test_changed_patients(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	TextList patients;
	fill(ledger);
	assert_true(ledger.ops->everybody(ledger.self, &arena, &patients, NULL));
	assert_int_equal(patients.count, 2);
	assert_string_equal(patients.items[0], "9990000018");
	assert_true(ledger.ops->changed(ledger.self, 5, 9, &arena, &patients, NULL));
	assert_int_equal(patients.count, 1);
	assert_true(ledger.ops->changed(ledger.self, 7, 9, &arena, &patients, NULL));
	assert_int_equal(patients.count, 0);
	memory_ledger_close(&memory);
}

static void test_set_by_hand(void **state)
{
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	bool by_hand = true;
	fill(ledger);
	assert_true(ledger.ops->set_by_hand(ledger.self, "C82001", &by_hand, NULL));
	assert_false(by_hand);
	assert_true(ledger.ops->begin(ledger.self, NULL));
	append_organisation(ledger, "C82001", "Another name", NULL, SOURCE_DESK);
	assert_true(ledger.ops->set_by_hand(ledger.self, "C82001", &by_hand, NULL));
	assert_false(by_hand);
	append_organisation(ledger, "RX1", "Told at the desk", NULL, SOURCE_DESK);
	assert_true(ledger.ops->set_by_hand(ledger.self, "RX1", &by_hand, NULL));
	assert_true(by_hand);
	assert_true(ledger.ops->commit(ledger.self, NULL));
	memory_ledger_close(&memory);
}

static void test_a_person_as_they_were(void **state)
{
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	Arena arena = {0};
	const Person *person;
	static const char *const mobiles[] = {"07700900111", "07700900222"};
	assert_true(ledger.ops->begin(ledger.self, NULL));
	for (size_t i = 0; i < countof(mobiles); i++) {
		Line line = line_of_person(&(Person){.nhs = "9990000018", .family = "Ashby", .mobile = mobiles[i]});
		assert_true(ledger.ops->append(ledger.self, &line, SOURCE_DESK, NULL));
	}
	assert_true(ledger.ops->commit(ledger.self, NULL));
	assert_true(ledger.ops->person_at(ledger.self, "9990000018", 0, &arena, &person, NULL));
	assert_null(person);
	for (int64_t seq = 1; seq <= 3; seq++) {
		assert_true(ledger.ops->person_at(ledger.self, "9990000018", seq, &arena, &person, NULL));
		assert_string_equal(person->mobile, mobiles[seq > 1]);
	}
	arena_free(&arena);
	memory_ledger_close(&memory);
}

static DeliveryState state_of(Ledger ledger, const char *fact)
{
	Arena arena = {0};
	const Delivery *delivery;
	assert_true(ledger.ops->delivery(ledger.self, fact, &arena, &delivery, NULL));
	DeliveryState state = delivery ? delivery->state : 0;
	arena_free(&arena);
	return state;
}

static void test_messages(void **state)
{
	MemoryLedger memory = {0};
	Ledger ledger = memory_ledger(&memory);
	Parcel first = {
		.fact = "f1", .request = "r1", .channel = CODE_SMS, .sealed = (const unsigned char *)"x", .size = 1};
	Parcel second = first;
	second.fact = "f2";
	second.request = "r2";
	assert_true(ledger.ops->begin(ledger.self, NULL));
	assert_true(ledger.ops->put_parcel(ledger.self, &first, NULL));
	assert_true(ledger.ops->put_parcel(ledger.self, &second, NULL));
	assert_true(ledger.ops->commit(ledger.self, NULL));
	assert_true(ledger.ops->begin(ledger.self, NULL));
	assert_true(ledger.ops->withdraw_parcels(ledger.self, "r1", NULL));
	assert_int_equal(state_of(ledger, "f1"), DELIVERY_WITHDRAWN);
	ledger.ops->rollback(ledger.self);
	assert_int_equal(state_of(ledger, "f1"), DELIVERY_QUEUED);
	assert_true(ledger.ops->begin(ledger.self, NULL));
	assert_true(ledger.ops->withdraw_parcels(ledger.self, "r1", NULL));
	assert_true(ledger.ops->commit(ledger.self, NULL));
	assert_int_equal(state_of(ledger, "f1"), DELIVERY_WITHDRAWN);
	assert_null(memory.now.parcels[0].parcel.sealed);
	assert_int_equal(state_of(ledger, "f2"), DELIVERY_QUEUED);
	assert_int_equal(state_of(ledger, "f3"), 0);
	memory_ledger_close(&memory);
}

static void test_a_copy_goes_its_own_way(void **state)
{
	scoped(arena_free) Arena arena = {0};
	MemoryLedger from = {0}, copy;
	fill(memory_ledger(&from));
	memory_ledger_as(&copy, &from);
	assert_int_equal(copy.now.line_count, from.now.line_count);
	Ledger told = memory_ledger(&copy), other = memory_ledger(&from);
	const Person *person;
	assert_true(told.ops->begin(told.self, NULL));
	append_person(told, "9990000018", "Ashby-Cole", "Maureen");
	assert_true(told.ops->put_setting(told.self, "practice", "C82001", NULL));
	assert_true(told.ops->commit(told.self, NULL));
	assert_true(told.ops->person(told.self, "9990000018", &arena, &person, NULL));
	assert_string_equal(person->family, "Ashby-Cole");
	assert_true(other.ops->person(other.self, "9990000018", &arena, &person, NULL));
	assert_string_equal(person->family, "Ashby");
	fill(other); /* in the room that the copy had, if it were the same */
	assert_string_equal(memory_ledger_line(&copy, 8)->line.person.family, "Ashby-Cole");
	assert_int_equal(from.now.setting_count, 0);
	memory_ledger_close(&copy);
	memory_ledger_close(&from);
}

static void test_it_fails_when_told_to(void **state)
{
	MemoryLedger memory = {.fail_at = 2};
	Ledger ledger = memory_ledger(&memory);
	Line line = line_of_person(&(Person){.nhs = "9990000018", .family = "Ashby", .given = "Maureen"});
	Error err = {0};
	assert_true(ledger.ops->begin(ledger.self, &err));
	assert_false(ledger.ops->append(ledger.self, &line, SOURCE_DESK, &err));
	assert_int_equal(err.kind, ERROR_STORE);
	assert_true(ledger.ops->append(ledger.self, &line, SOURCE_DESK, &err));
	ledger.ops->rollback(ledger.self);
	assert_int_equal(memory.now.line_count, 0);
	memory_ledger_close(&memory);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_told_is_read),
		cmocka_unit_test(test_a_later_line_replaces_the_present),
		cmocka_unit_test(test_a_rollback_leaves_no_trace),
		cmocka_unit_test(test_the_chain_holds),
		cmocka_unit_test(test_searches),
		cmocka_unit_test(test_changed_patients),
		cmocka_unit_test(test_set_by_hand),
		cmocka_unit_test(test_a_person_as_they_were),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_a_copy_goes_its_own_way),
		cmocka_unit_test(test_it_fails_when_told_to),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
