/* Facts in words, for the history. */
#include "unit.h"

#include "model/facts/staff.h"
#include "model/properties/little_world.h"
#include "model/readings/explain.h"

static LittleWorld little;

static int begin(void **state)
{
	little_begin(&little);
	return 0;
}

static int end(void **state)
{
	little_end(&little);
	return 0;
}

/* What changed, what went off the file, and never the number itself. */
static void a_contact_says_what_was_changed(void **state)
{
	static const struct {
		Fact fact;
		const char *said;
	} rows[] = {
		{{.mobile = "07700900222", .email = ""},
		 "Contact details changed: mobile number, no e-mail address any more"},
		{{.preferred = "Mo", .postcode = "LE8 0HD"}, "Contact details changed: preferred name, postcode"},
		{{.preferred = "", .postcode = ""},
		 "Contact details changed: no preferred name any more, no postcode any more"},
		{{.prefers = PREFERS_NONE, .online = TRUTH_TRUE},
		 "Contact details changed: prefers no messages, has an online account"},
		{{.online = TRUTH_FALSE, .language = "pl", .interpreter = TRUTH_TRUE},
		 "Contact details changed: language, has no online account, needs an interpreter"},
		{{.language = "", .interpreter = TRUTH_FALSE},
		 "Contact details changed: no language any more, needs no interpreter"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Fact fact = rows[i].fact;
		Text out = {.arena = &little.arena};
		fact.kind = FACT_CONTACT;
		explain_fact(&little.world, &fact, &out);
		assert_string_equal(text_done(&out), rows[i].said);
	}
}

static void a_choice_says_how_it_reached_the_desk(void **state)
{
	static const struct {
		How how;
		const char *by, *said;
	} rows[] = {
		{0, "Priya S", "Chose yes for RX1"},
		{HOW_PHONE, "Priya S", "Chose yes for RX1 by telephone"},
		{HOW_ONLINE, "Priya S", "Chose yes for RX1 online, seen by Priya S"},
		{HOW_ONLINE, NULL, "Chose yes for RX1 online"},
	};
	for (size_t i = 0; i < countof(rows); i++) {
		Fact fact = FACT_NONE;
		Text out = {.arena = &little.arena};
		fact.kind = FACT_CHOICE;
		fact.org = "RX1";
		fact.answer = ANSWER_YES;
		fact.how = (WordByte)rows[i].how;
		fact.by = rows[i].by;
		explain_fact(&little.world, &fact, &out);
		assert_string_equal(text_done(&out), rows[i].said);
	}
}

static void rights_say_when_how_and_who(void **state)
{
	Fact *complaint = little_fact(&little, FACT_COMPLAINT, "2024-03-01 09:00");
	const char *id = complaint->id;
	const struct {
		Fact fact;
		const char *said;
	} rows[] = {
		{{.kind = FACT_COMPLAINT, .reason = "a letter"}, "Complaint about data: a letter"},
		{{.kind = FACT_COMPLAINT, .reason = "a letter", .how = HOW_PHONE, .received = {2024, 2, 28}},
		 "Complaint about data (28-Feb-2024, by telephone): a letter"},
		{{.kind = FACT_COMPLAINT_ACKNOWLEDGED, .fact = id, .how = HOW_PAPER},
		 "Told on paper that the complaint about data of 01-Mar-2024 was received"},
		{{.kind = FACT_COMPLAINT_ANSWERED, .fact = id, .reason = "put right"},
		 "Complaint about data of 01-Mar-2024 answered: put right"},
		{{.kind = FACT_ACCESS_REQUESTED, .name = "Anna Ashby"},
		 "Asked for a copy of all that is kept (from Anna Ashby)"},
		{{.kind = FACT_ACCESS_WITHHELD, .fact = id, .on = TRUTH_TRUE, .reason = "of another"},
		 "Left out of the patient's copy: Complaint about data: a letter (of another)"},
		{{.kind = FACT_ACCESS_GIVEN}, "Made a copy of all that is kept, for the patient"},
		{{.kind = FACT_ACCOUNT,
		  .name = "Dr Shah 2",
		  .change = ACCOUNT_MADE,
		  .role = ROLE_CLINICIAN,
		  .on = TRUTH_TRUE},
		 "Dr Shah 2 was made a clinician"},
		{{.kind = FACT_ACCOUNT,
		  .name = "Ann",
		  .change = ACCOUNT_FOUND,
		  .role = ROLE_ADMINISTRATOR,
		  .on = TRUTH_FALSE},
		 "The account Ann stood already: an administrator, closed"},
		{{.kind = FACT_ACCOUNT, .name = "Ann", .change = ACCOUNT_CLOSED, .role = ROLE_NURSE, .on = TRUTH_FALSE},
		 "The account Ann was closed"},
		{{.kind = FACT_ACCOUNT,
		  .name = "Ann",
		  .change = ACCOUNT_GUESSED,
		  .role = ROLE_NURSE,
		  .on = TRUTH_TRUE,
		  .note = "5"},
		 "Wrong passphrases were typed for Ann: 5"},
		{{.kind = FACT_SETTING, .name = "idle-minutes", .setting = "60"}, "The setting idle-minutes is now 60"},
		{{.kind = FACT_SETTING, .name = "practice"}, "The setting practice is now what it is by itself"},
	};
	complaint->reason = "a letter";
	little_fold(&little, "2024-03-02 09:00");
	for (size_t i = 0; i < countof(rows); i++) {
		Text out = {.arena = &little.arena};
		explain_fact(&little.world, &rows[i].fact, &out);
		assert_string_equal(text_done(&out), rows[i].said);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(a_contact_says_what_was_changed),
		CASE(a_choice_says_how_it_reached_the_desk),
		CASE(rights_say_when_how_and_who),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
