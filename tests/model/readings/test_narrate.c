/* Facts in words, for the history. */
#include "unit.h"

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

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(a_contact_says_what_was_changed),
		CASE(a_choice_says_how_it_reached_the_desk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
