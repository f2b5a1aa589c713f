#include "sample.h"

#include "model/codes/codes.h"
#include "model/ledger/ledger.h"

/* Every kind of line, every field set and then only the required ones, comes back as it was told. */
typedef struct Wanted {
	const Line *lines;
	const LineSource *sources;
	size_t count, seen;
} Wanted;

static bool expect_line(void *self, const Line *line, int64_t seq, LineSource source, const Seal *seal, Error *err)
{
	Wanted *wanted = self;
	assert_int_equal(seq, (int64_t)wanted->seen + 1);
	assert_int_equal(source, wanted->sources[wanted->seen]);
	if (!line_same(line, &wanted->lines[wanted->seen]))
		fail_msg("line %d (%s) is not as it was told", (int)seq, line->kind->name);
	wanted->seen++;
	return true;
}

static Line required_only(Line line)
{
	Line bare = line_empty(line.kind);
	for (size_t f = 0; f < line.kind->count; f++) {
		const Field *field = &line.kind->fields[f];
		if (!field->required && !text_is(field->name, "id") && !text_is(field->name, "recorded_at"))
			continue;
		switch (field->type) {
		case FIELD_TEXT: line_set_text(&bare, field, line_text(&line, field)); break;
		case FIELD_WORD:
		case FIELD_TRUTH: line_set_word(&bare, field, line_word(&line, field)); break;
		case FIELD_INSTANT: line_set_instant(&bare, field, line_instant(&line, field)); break;
		case FIELD_DATE: line_set_date(&bare, field, line_date(&line, field)); break;
		case FIELD_PARTIAL_DATE: line_set_partial(&bare, field, line_partial(&line, field)); break;
		}
	}
	return bare;
}

static void test_every_kind_comes_back(void **state)
{
	enum { ROUNDS = 4 };
	Sample s;
	sample_begin(&s);
	size_t count = 0;
	Line *lines = arena_array(&s.arena, line_kind_count * ROUNDS, sizeof *lines);
	LineSource *sources = arena_array(&s.arena, line_kind_count * ROUNDS, sizeof *sources);

	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	for (int round = 0; round < ROUNDS; round++)
		for (size_t k = 0; k < line_kind_count; k++) {
			Line line = sample_line(&line_kinds[k], round, &s.arena);
			lines[count] = round % 2 ? required_only(line) : line;
			sources[count] = (LineSource)(count % 4);
			must(s.ledger.ops->append(s.ledger.self, &lines[count], sources[count], &s.err), &s);
			if (lines[count].kind->type == LINE_FACT)
				assert_int_equal(lines[count].fact.seq, count + 1);
			count++;
		}
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	sample_reopen(&s);

	Wanted wanted = {lines, sources, count, 0};
	must(store_walk(s.store, 0, INT64_MAX, expect_line, &wanted, &s.err), &s);
	assert_int_equal(wanted.seen, count);
	wanted.seen = 5;
	must(store_walk(s.store, 6, INT64_MAX, expect_line, &wanted, &s.err), &s);
	assert_int_equal(wanted.seen, count);
	sample_end(&s);
}

static void test_reading_by_key(void **state)
{
	Sample s;
	sample_begin(&s);
	Line organisation = sample_line(line_kind_find("organisation"), 1, &s.arena);
	Line person = sample_line(line_kind_find("patient"), 1, &s.arena),
	     entry = sample_line(line_kind_find("entry"), 1, &s.arena);
	Line referred = sample_line(line_kind_find("referred"), 1, &s.arena);
	Line newer = person;
	newer.person.family = "Newer";
	sample_tell(&s, &organisation, SOURCE_ODS);
	sample_tell(&s, &person, SOURCE_DESK);
	sample_tell(&s, &entry, SOURCE_FHIR);
	sample_tell(&s, &referred, SOURCE_DESK);
	sample_tell(&s, &newer, SOURCE_DESK);

	const Organisation *got_organisation;
	const Person *got_person;
	const Entry *got_entry;
	const Fact *got_fact;
	void *self = s.ledger.self;
	must(s.ledger.ops->organisation(self, organisation.organisation.code, &s.arena, &got_organisation, &s.err), &s);
	must(s.ledger.ops->person(self, person.person.nhs, &s.arena, &got_person, &s.err), &s);
	must(s.ledger.ops->entry(self, entry.entry.id, &s.arena, &got_entry, &s.err), &s);
	must(s.ledger.ops->fact(self, referred.fact.id, &s.arena, &got_fact, &s.err), &s);
	Line got[] = {line_of_organisation(got_organisation), line_of_person(got_person), line_of_entry(got_entry),
		      line_of_fact(got_fact)};
	assert_true(line_same(&got[0], &organisation));
	assert_true(line_same(&got[1], &newer));
	assert_true(line_same(&got[2], &entry));
	assert_true(line_same(&got[3], &referred));
	assert_int_equal(got_fact->seq, 4);

	must(s.ledger.ops->organisation(self, "none", &s.arena, &got_organisation, &s.err), &s);
	must(s.ledger.ops->person(self, "none", &s.arena, &got_person, &s.err), &s);
	must(s.ledger.ops->entry(self, referred.fact.id, &s.arena, &got_entry, &s.err), &s);
	must(s.ledger.ops->fact(self, entry.entry.id, &s.arena, &got_fact, &s.err), &s);
	assert_null(got_organisation);
	assert_null(got_person);
	assert_null(got_entry); /* a fact's id is no entry's, nor the other way round */
	assert_null(got_fact);
	sample_end(&s);
}

static Line simple_fact(const char *kind, const char *id, const char *patient, const char *episode)
{
	Line line = line_empty(line_kind_find(kind));
	line.fact.id = id;
	line.fact.patient = patient;
	line.fact.episode = episode;
	line.fact.org = "RWE";
	line.fact.at = line.fact.recorded_at = (Instant){1700000000};
	return line;
}

static void put_fact(Sample *s, const char *kind, const char *id, const char *patient, const char *episode)
{
	Line line = simple_fact(kind, id, patient, episode);
	sample_tell(s, &line, SOURCE_DESK);
}

static void test_facts_of_one_and_of_nobody(void **state)
{
	Sample s;
	FactList list;
	const Fact *opening;
	sample_begin(&s);
	put_fact(&s, "registered", "f1", "111", "e1");
	put_fact(&s, "exported", "f2", NULL, NULL);
	put_fact(&s, "referred", "f3", "222", "e2");
	put_fact(&s, "ended", "f4", "111", "e1");
	put_fact(&s, "exported", "f5", NULL, NULL);

	must(s.ledger.ops->facts(s.ledger.self, "111", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, "f1");
	assert_string_equal(list.items[1].id, "f4");
	assert_int_equal(list.items[1].seq, 4);
	must(s.ledger.ops->facts(s.ledger.self, NULL, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 2);
	assert_string_equal(list.items[0].id, "f2");
	must(s.ledger.ops->facts_since(s.ledger.self, NULL, 2, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 1);
	must(s.ledger.ops->facts(s.ledger.self, "333", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 0);

	put_fact(&s, "referred", "f6", "111", "e1"); /* opened again: the first stays the opening */
	must(s.ledger.ops->opening(s.ledger.self, NAMES_EPISODE, "e1", &s.arena, &opening, &s.err), &s);
	assert_string_equal(opening->id, "f1");
	must(s.ledger.ops->opening(s.ledger.self, NAMES_REQUEST, "e1", &s.arena, &opening, &s.err), &s);
	assert_null(opening);
	must(s.ledger.ops->opening(s.ledger.self, NAMES_OVERRIDE, "e1", &s.arena, &opening, &s.err), &s);
	assert_null(opening);
	for (int i = 0; i < 1000; i++)
		put_fact(&s, "ended", arena_print(&s.arena, "g%d", i), "333", "e3");
	must(s.ledger.ops->facts(s.ledger.self, "333", &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 1000);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(list.items[i].seq, 7 + i);
	must(s.ledger.ops->facts_since(s.ledger.self, "333", 1000, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 6);
	assert_int_equal(list.items[0].seq, 1001);
	must(s.ledger.ops->facts_since(s.ledger.self, "333", 0, &s.arena, &list, &s.err), &s);
	assert_int_equal(list.count, 1000);
	sample_end(&s);
}

static void test_head_and_changed(void **state)
{
	Sample s;
	Seal first, second, none = {0};
	int64_t seq;
	TextList changed;
	sample_begin(&s);
	must(s.ledger.ops->head(s.ledger.self, &seq, &first, &s.err), &s);
	assert_int_equal(seq, 0);
	assert_memory_equal(&first, &none, sizeof none);
	sample_put(&s, sample_person("333", "C", "C", (Date){0}));
	sample_put(&s, sample_person("111", "A", "A", (Date){0}));
	must(s.ledger.ops->head(s.ledger.self, &seq, &first, &s.err), &s);
	put_fact(&s, "registered", "f1", "222", "e1");
	put_fact(&s, "ended", "f2", "222", "e1");
	put_fact(&s, "standing", "f3", NULL, NULL);
	must(s.ledger.ops->head(s.ledger.self, &seq, &second, &s.err), &s);
	assert_int_equal(seq, 5);
	assert_memory_not_equal(&first, &second, sizeof first);

	must(s.ledger.ops->everybody(s.ledger.self, &s.arena, &changed, &s.err), &s);
	assert_int_equal(changed.count, 2); /* of the directory */
	assert_string_equal(changed.items[0], "111");
	must(s.ledger.ops->changed(s.ledger.self, 1, 9, &s.arena, &changed, &s.err), &s);
	assert_int_equal(changed.count, 2);
	assert_string_equal(changed.items[0], "222"); /* the last told of first */
	assert_string_equal(changed.items[1], "111");
	must(s.ledger.ops->changed(s.ledger.self, 0, 2, &s.arena, &changed, &s.err), &s);
	assert_int_equal(changed.count, 2);
	assert_string_equal(changed.items[1], "111");
	must(s.ledger.ops->changed(s.ledger.self, 4, 9, &s.arena, &changed, &s.err), &s);
	assert_int_equal(changed.count, 0);
	sample_end(&s);
}

static bool by_hand(Sample *s, const char *code)
{
	bool answer;
	must(s->ledger.ops->set_by_hand(s->ledger.self, code, &answer, &s->err), s);
	return answer;
}

static void test_set_by_hand_stays(void **state)
{
	Sample s;
	sample_begin(&s);
	Line line = sample_organisation("RWE", "Leicester", NULL, NULL);
	assert_false(by_hand(&s, "RWE"));
	sample_tell(&s, &line, SOURCE_ODS);
	sample_tell(&s, &line, SOURCE_FHIR);
	assert_false(by_hand(&s, "RWE"));
	sample_tell(&s, &line, SOURCE_DESK);
	assert_true(by_hand(&s, "RWE"));
	sample_tell(&s, &line, SOURCE_ODS); /* which kept what staff had set */
	assert_true(by_hand(&s, "RWE"));
	line.organisation.code = "RXX";
	sample_tell(&s, &line, SOURCE_LEDGER_LINES);
	assert_true(by_hand(&s, "RXX"));
	sample_end(&s);
}

static void test_rollback_takes_all_back(void **state)
{
	Sample s;
	int64_t seq;
	Seal seal;
	const Person *person;
	sample_begin(&s);
	put_fact(&s, "registered", "f1", "111", "e1");
	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s);
	Line line = sample_person("111", "A", "A", (Date){0}), again = simple_fact("ended", "f1", "111", "e1");
	must(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err), &s);
	assert_false(s.ledger.ops->append(s.ledger.self, &again, SOURCE_DESK, &s.err)); /* an id that is taken */
	assert_int_equal(again.fact.seq, 0);
	assert_false(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err));
	assert_false(s.ledger.ops->commit(s.ledger.self, &s.err)); /* never a part of what was told */
	s.ledger.ops->rollback(s.ledger.self);
	must(s.ledger.ops->head(s.ledger.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 1);
	must(s.ledger.ops->person(s.ledger.self, "111", &s.arena, &person, &s.err), &s);
	assert_null(person);
	put_fact(&s, "ended", "f2", "111", "e1");
	sample_end(&s);
}

static void test_reads_of_one_state(void **state)
{
	Sample s;
	Store *other;
	int64_t seq;
	Seal seal;
	sample_begin(&s);
	must(store_open(s.path, STORE_OPEN, &other, &s.err), &s);
	Ledger reader = store_ledger(other);
	must(reader.ops->read_begin(reader.self, &s.err), &s);
	must(reader.ops->read_begin(reader.self, &s.err), &s);
	put_fact(&s, "registered", "f1", "111", "e1");
	must(reader.ops->head(reader.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 0);
	reader.ops->read_end(reader.self);
	must(reader.ops->head(reader.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 0);
	reader.ops->read_end(reader.self);
	must(reader.ops->head(reader.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 1);

	must(s.ledger.ops->begin(s.ledger.self, &s.err), &s); /* a read inside a transaction is part of it */
	must(s.ledger.ops->read_begin(s.ledger.self, &s.err), &s);
	s.ledger.ops->read_end(s.ledger.self);
	Line line = simple_fact("ended", "f2", "111", "e1");
	must(s.ledger.ops->append(s.ledger.self, &line, SOURCE_DESK, &s.err), &s);
	must(s.ledger.ops->commit(s.ledger.self, &s.err), &s);
	must(reader.ops->head(reader.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 2);
	store_close(other);
	sample_end(&s);
}

static void test_accounts(void **state)
{
	Sample s;
	StaffList all;
	const Staff *one;
	const char *value;
	Seal hash = {{1, 2, 3}}, got;
	bool found;
	sample_begin(&s);
	void *self = s.ledger.self;
	Staff priya = {.name = "Priya Ś", .role = ROLE_RECEPTIONIST, .active = true, .passphrase = "$argon"};
	must(s.ledger.ops->begin(self, &s.err), &s);
	must(s.ledger.ops->put_staff(self, &priya, &s.err), &s);
	priya.pin = "$pin";
	priya.pin_failures = 3;
	priya.role = ROLE_PRIVACY_OFFICER;
	must(s.ledger.ops->put_staff(self, &priya, &s.err), &s);
	must(s.ledger.ops->put_staff(self, &(Staff){.name = "Amal", .role = ROLE_NURSE}, &s.err), &s);
	must(s.ledger.ops->put_setting(self, "practice", "C82009", &s.err), &s);
	must(s.ledger.ops->put_setting(self, "practice", "C82010", &s.err), &s);
	must(s.ledger.ops->put_setting(self, "kiosk", "on", &s.err), &s);
	must(s.ledger.ops->put_setting(self, "kiosk", NULL, &s.err), &s);
	must(s.ledger.ops->put_own_setting(self, "Priya Ś", "theme", "dark", &s.err), &s);
	must(s.ledger.ops->put_own_setting(self, "priya ś", "theme", "light", &s.err), &s);
	must(s.ledger.ops->put_code(self, "f1", &hash, &s.err), &s);
	must(s.ledger.ops->commit(self, &s.err), &s);

	must(s.ledger.ops->staff_all(self, &s.arena, &all, &s.err), &s);
	assert_int_equal(all.count, 2);
	assert_string_equal(all.items[0].name, "Amal");
	assert_null(all.items[0].pin);
	must(s.ledger.ops->staff(self, "PRIYA s", &s.arena, &one, &s.err), &s);
	assert_non_null(one);
	assert_string_equal(one->name, "Priya Ś");
	assert_string_equal(one->pin, "$pin");
	assert_int_equal(one->pin_failures, 3);
	assert_int_equal(one->role, ROLE_PRIVACY_OFFICER);
	assert_true(one->active);
	must(s.ledger.ops->staff(self, "nobody", &s.arena, &one, &s.err), &s);
	assert_null(one);
	must(s.ledger.ops->setting(self, "practice", &s.arena, &value, &s.err), &s);
	assert_string_equal(value, "C82010");
	must(s.ledger.ops->setting(self, "kiosk", &s.arena, &value, &s.err), &s);
	assert_null(value);
	must(s.ledger.ops->own_setting(self, "PRIYA Ś", "theme", &s.arena, &value, &s.err), &s);
	assert_string_equal(value, "light");
	must(s.ledger.ops->own_setting(self, "Amal", "theme", &s.arena, &value, &s.err), &s);
	assert_null(value);
	must(s.ledger.ops->code(self, "f1", &got, &found, &s.err), &s);
	assert_true(found);
	assert_memory_equal(&got, &hash, sizeof got);
	must(s.ledger.ops->code(self, "f2", &got, &found, &s.err), &s);
	assert_false(found);
	sample_end(&s);
}

static void expect_presence(const Presence *got, const Presence *want)
{
	assert_string_equal(got->kiosk, want->kiosk);
	assert_true(text_is(got->patient, want->patient) && text_is(got->visit, want->visit));
	assert_int_equal(got->state, want->state);
	assert_int_equal(got->question, want->question);
	assert_int_equal(got->of, want->of);
	assert_int_equal(got->since.seconds, want->since.seconds);
	assert_int_equal(got->seen.seconds, want->seen.seconds);
	assert_int_equal(got->called.seconds, want->called.seconds);
	assert_int_equal(got->wrong_tickets, want->wrong_tickets);
	assert_int_equal(got->wrong_passphrases, want->wrong_passphrases);
	assert_int_equal(got->passphrase_at.seconds, want->passphrase_at.seconds);
}

static void test_a_presence_comes_back_and_is_replaced(void **state)
{
	static const Presence busy = {"2", "111", "f1", KIOSK_ANSWERING, false, 3, 4, {5}, {6}, {7}, 8, 9, {10}};
	Sample s;
	PresenceList got;
	sample_begin(&s);
	void *self = s.ledger.self;
	Presence other = busy, idle = {.kiosk = "2", .state = KIOSK_IDLE, .since = {11}, .seen = {12}};
	other.kiosk = "1";
	idle.called = idle.passphrase_at = INSTANT_MIN;
	must(s.ledger.ops->begin(self, &s.err), &s);
	must(s.ledger.ops->put_presence(self, &busy, &s.err), &s);
	must(s.ledger.ops->put_presence(self, &other, &s.err), &s);
	must(s.ledger.ops->presences(self, &s.arena, &got, &s.err), &s);
	assert_int_equal(got.count, 2);
	expect_presence(&got.items[0], &other);
	expect_presence(&got.items[1], &busy);
	must(s.ledger.ops->put_presence(self, &idle, &s.err), &s);
	must(s.ledger.ops->presences(self, &s.arena, &got, &s.err), &s);
	must(s.ledger.ops->commit(self, &s.err), &s);
	expect_presence(&got.items[0], &other);
	expect_presence(&got.items[1], &idle);
	sample_end(&s);
}

/* A desk must not go on telling a file that nobody will find again. */
static void says_gone(Sample *s)
{
	int64_t seq;
	Seal seal;
	s->err = (Error){0};
	assert_false(s->ledger.ops->head(s->ledger.self, &seq, &seal, &s->err));
	assert_non_null(strstr(s->err.text, "moved or deleted while the desk was open: nothing more can be saved"));
	assert_non_null(strstr(s->err.text, s->path));
	s->err = (Error){0};
	assert_false(s->ledger.ops->begin(s->ledger.self, &s->err));
	assert_non_null(strstr(s->err.text, "moved or deleted while the desk was open"));
}

static void test_a_file_that_went_away(void **state)
{
	Sample s;
	char aside[128];
	FILE *other;
	int64_t seq;
	Seal seal;
	sample_begin(&s);
	sample_put(&s, sample_organisation("C82001", "A", "B", "C"));
	must(s.ledger.ops->head(s.ledger.self, &seq, &seal, &s.err), &s);
	snprintf(aside, sizeof aside, "%s.aside", s.path);
	assert_int_equal(rename(s.path, aside), 0);
	says_gone(&s);
	other = fopen(s.path, "w"); /* another in its place */
	assert_non_null(other);
	fclose(other);
	says_gone(&s);
	assert_int_equal(rename(aside, s.path), 0); /* and back: all is well */
	must(s.ledger.ops->head(s.ledger.self, &seq, &seal, &s.err), &s);
	assert_int_equal(seq, 1);
	sample_put(&s, sample_organisation("C82002", "A", "B", "C"));
	assert_int_equal(unlink(s.path), 0);
	says_gone(&s);
	sample_end(&s);
}

/* Written past the store: told apart from a word that is none yet, and never taken for the first of the list. */
static void test_a_word_that_there_is_not(void **state)
{
	static const char *const sqls[] = {
		"INSERT INTO staff (folded, name, role, active, pin_failures) VALUES ('ann', 'Ann', 'janitor', 1, 0)",
		"INSERT INTO kiosk VALUES ('1', NULL, NULL, 'asleep', 0, 0, 0, 0, NULL, 0, 0, NULL)",
		"INSERT INTO outbox VALUES ('f1', 'r1', 'pigeon', 'sent', 0, 0, 0, 0, 0, 0, 'x', '', '', NULL)",
	};
	Sample s;
	StaffList staff;
	PresenceList presences;
	const Delivery *delivery;
	sample_begin(&s);
	void *self = s.ledger.self;
	for (size_t i = 0; i < countof(sqls); i++)
		assert_int_equal(raw_sql(s.path, sqls[i]), SQLITE_OK);
	assert_false(s.ledger.ops->staff_all(self, &s.arena, &staff, &s.err));
	assert_true(text_starts(s.err.text, "Ann in /tmp/") && strstr(s.err.text, "has a role that there is not"));
	must(s.ledger.ops->presences(self, &s.arena, &presences, &s.err), &s);
	assert_true(presences.count == 1 && presences.items[0].unread);
	assert_int_equal(presences.items[0].called.seconds, 0); /* it rings, and silences none */
	assert_false(s.ledger.ops->delivery(self, "f1", &s.arena, &delivery, &s.err));
	assert_non_null(strstr(s.err.text, "has a channel that there is not"));
	sample_end(&s);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_kind_comes_back),
		cmocka_unit_test(test_a_file_that_went_away),
		cmocka_unit_test(test_reading_by_key),
		cmocka_unit_test(test_facts_of_one_and_of_nobody),
		cmocka_unit_test(test_head_and_changed),
		cmocka_unit_test(test_set_by_hand_stays),
		cmocka_unit_test(test_rollback_takes_all_back),
		cmocka_unit_test(test_reads_of_one_state),
		cmocka_unit_test(test_accounts),
		cmocka_unit_test(test_a_word_that_there_is_not),
		cmocka_unit_test(test_a_presence_comes_back_and_is_replaced),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
