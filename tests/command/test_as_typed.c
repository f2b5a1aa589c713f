/* What was typed is kept as typed: every act that takes words, the facts it tells, the history, the papers, out as
 * ledger lines and as FHIR, and in again. */
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "exchange/fhir/export.h"
#include "exchange/fhir/fhir.h"
#include "exchange/gather.h"
#include "exchange/ledger_lines.h"
#include "model/choices/choices.h"
#include "model/choices/override.h"
#include "model/lists/lists.h"
#include "model/paper/paper.h"
#include "model/people/people.h"
#include "model/stage/clinic.h"

#define WORDS "a; b, \"c\" — d's <e> & %s %n \\n {0} {name} [f|g] Łódź"

static Clinic *clinic;
static Arena arena;
static const char *episode, *override;

static int begin(void **state)
{
	clinic = clinic_open(NULL);
	episode = clinic_refer(clinic, CLINIC_NURSING, NULL);
	return 0;
}

static int end(void **state)
{
	clinic_close(clinic);
	arena_free(&arena);
	return 0;
}

static const Speaker spoken_for = {
	.who = WHO_BEST_INTEREST,
	.how = HOW_IN_PERSON,
	.capacity = CAPACITY_LACKS,
	.name = WORDS,
	.reason = WORDS,
	.interpreter = WORDS,
};

/* --- the acts --- */

static bool refer(void)
{
	const char *opened;
	const Referral referral = {.org = CLINIC_FAR, .service = WORDS};
	return desk_refer(clinic->desk, clinic->chart, &referral, &opened, &clinic->err);
}

static bool answer(void)
{
	const GivenAnswer given = {episode, DIRECTION_OUT, ANSWER_YES};
	return desk_answer(clinic->desk, clinic->chart, &spoken_for, &given, 1, &clinic->err);
}

static bool dispute(void)
{
	return desk_dispute(clinic->desk, clinic->chart, episode, WORDS, &clinic->err);
}

static bool settle(void)
{
	return desk_dispute(clinic->desk, clinic->chart, episode, "two", &clinic->err) &&
	       desk_settle_dispute(clinic->desk, clinic->chart, episode, WORDS, &clinic->err);
}

static bool flag(void)
{
	return desk_entry_flag(clinic->desk, clinic->chart, "e1", FLAG_NOT_ONLINE, true, WORDS, &clinic->err);
}

static bool reopen(void)
{
	return desk_make_private(clinic->desk, clinic->chart, "e1", &clinic->err) &&
	       desk_reopen(clinic->desk, clinic->chart, "e1", WORDS, &clinic->err);
}

static bool take_back(void)
{
	return desk_void(clinic->desk, clinic->chart, clinic_latest(clinic, FACT_REFERRED)->id, WORDS, &clinic->err);
}

static bool start_override(void)
{
	const OverrideStart start = {
		.org = CLINIC_NURSING,
		.reason = OVERRIDE_EMERGENCY,
		.why = WORDS,
		.asked_words = WORDS,
		.include_private = true,
		.private_why = WORDS,
	};
	return desk_start_override(clinic->desk, clinic->chart, &start, &override, &clinic->err);
}

static bool review(void)
{
	if (!start_override() || !desk_end_override(clinic->desk, clinic->chart, override, &clinic->err))
		return false;
	const char *started = arena_text(&arena, override);
	clinic_sign_in(clinic, 1, ROLE_PRIVACY_OFFICER);
	const OverrideReview verdict = {.outcome = OUTCOME_JUSTIFIED, .words = WORDS};
	return desk_review_override(clinic->desks[1].desk, CLINIC_PATIENT, started, &verdict, &clinic->err);
}

static bool study(void)
{
	const Speaker patient = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	return desk_study_consent(clinic->desk, clinic->chart, WORDS, true, &patient, &clinic->err);
}

static bool choose(void)
{
	const char *request;
	const RecordedChoice choice = {
		.answer = ANSWER_YES,
		.who = WHO_BEST_INTEREST,
		.name = WORDS,
		.reason = WORDS,
		.identity = CHOICE_KNOWN,
	};
	return refer() &&
	       desk_open_request(clinic->desk, clinic->chart, clinic_latest(clinic, FACT_REFERRED)->episode, &request,
				 &clinic->err) &&
	       desk_record_choice(clinic->desk, clinic->chart, request, &choice, &clinic->err);
}

static bool prefer(void)
{
	const Contact contact = {.preferred = WORDS, .language = WORDS};
	return desk_contact(clinic->desk, clinic->chart, &contact, &clinic->err);
}

static bool choose_purpose(void)
{
	const Speaker attorney = {
		.who = WHO_HEALTH_WELFARE_LPA,
		.how = HOW_IN_PERSON,
		.capacity = CAPACITY_LACKS,
		.name = WORDS,
	};
	return desk_purpose(clinic->desk, clinic->chart, PURPOSE_RESEARCH, CHOICE_OPT_OUT, &attorney, &clinic->err);
}

static const struct {
	const char *what;
	bool (*act)(void);
	int kept;	/* how often the words stand in what is told, at least */
	bool unwritten; /* they stand in the fact, and not in the line of the history */
} acts[] = {
	{"refer", refer, 1, false},
	{"answer", answer, 3, false},
	{"dispute", dispute, 1, false},
	{"settle", settle, 1, false},
	{"flag", flag, 1, false},
	{"reopen", reopen, 1, false},
	{"take back", take_back, 1, false},
	{"override", start_override, 3, false},
	{"review", review, 1, false},
	{"study", study, 1, false},
	{"choose", choose, 2, false},
	{"prefer", prefer, 2, true},
	{"purpose", choose_purpose, 1, false},
};

/* --- where they are kept --- */

static int times(const char *text)
{
	int found = 0;
	for (const char *at = text_or(text, ""); (at = strstr(at, WORDS)); at++)
		found++;
	return found;
}

static int times_in_fact(const Fact *fact)
{
	const Line line = line_of_fact(fact);
	int found = 0;
	for (size_t i = 0; i < line.kind->count; i++)
		if (line.kind->fields[i].type == FIELD_TEXT)
			found += times(line_text(&line, &line.kind->fields[i]));
	return found;
}

static FactList facts_of(const Ledger *ledger)
{
	FactList facts;
	Error err = {0};
	assert_true(ledger->ops->facts(ledger->self, CLINIC_PATIENT, &arena, &facts, &err));
	return facts;
}

static bool is_of_entry(FactList facts, const Fact *fact)
{
	for (size_t i = 0; fact->fact && i < facts.count; i++)
		if (text_is(facts.items[i].id, fact->fact))
			return is_of_entry(facts, &facts.items[i]);
	return fact->entry != NULL;
}

static bool keep_line(void *self, Line *line, Error *err)
{
	line_keep(line, &arena);
	*(Line *)self = *line;
	return true;
}

/* As a line of a file, and read from it. */
static void check_line(const Fact *fact)
{
	Text written = {.arena = &arena};
	Line is = {0}, was = line_of_fact(fact);
	Source source = {.fd = -1};
	Error err = {0};
	ledger_line_write(&was, &written);
	assert_true(source_of_bytes(&source, text_done(&written), written.length, &err));
	assert_true(ledger_lines_read(&source, &(Sink){.take = keep_line, .self = &is}, &err));
	source_close(&source);
	assert_true(line_same(&was, &is));
}

static void check_fhir(const char *what)
{
	MemoryLedger memory = {0};
	Ledger to = memory_ledger(&memory);
	const Instant now = clinic->desks[0].clock.now;
	const FhirExport export = {
		.ledger = &clinic->ledger, .patient = CLINIC_PATIENT, .now = now, .until = INT64_MAX};
	const FhirOptions options = {.now = now, .ledger = &to};
	Teller teller = {.ledger = to, .now = now, .source = SOURCE_FHIR, .names_follow = true};
	Gather gather = {.teller = &teller};
	const Sink sink = gather_sink(&gather);
	FhirExported exported;
	FhirSummary summary;
	Text bundle = {.arena = &arena};
	Error err = {0};
	if (!fhir_export(&export, &bundle, &exported, &err) || !to.ops->begin(to.self, &err) ||
	    !read_bundle(text_done(&bundle), &options, &sink, &summary, &err) || !teller_finish(&teller, &err) ||
	    !to.ops->commit(to.self, &err))
		fail_msg("%s: %s", what, err.text);
	const FactList before = facts_of(&clinic->ledger), after = facts_of(&to);
	size_t found = 0;
	for (size_t i = 0; i < before.count; i++) {
		if (is_of_entry(before, &before.items[i]))
			continue;
		assert_true(found < after.count);
		const Line was = line_of_fact(&before.items[i]), is = line_of_fact(&after.items[found++]);
		if (!line_same(&was, &is))
			fail_msg("%s: %s came back otherwise", what, was.kind->name);
	}
	teller_done(&teller);
	gather_free(&gather);
	memory_ledger_close(&memory);
}

static void check_history(const char *what, int kept)
{
	const HistoryRow *rows;
	size_t count;
	int found = 0;
	clinic_fresh(clinic);
	desk_history(clinic->chart, &arena, &rows, &count);
	for (size_t i = 0; i < count; i++)
		found += times(rows[i].text) + times(rows[i].fact->note);
	if (found < kept)
		fail_msg("%s: in the history %d times", what, found);
}

static void every_act_keeps_what_was_typed(void **state)
{
	for (size_t i = 0; i < countof(acts); i++) {
		end(NULL);
		begin(NULL);
		clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
		if (!acts[i].act())
			fail_msg("%s: %s", acts[i].what, clinic->err.text);
		int kept = 0;
		const FactList facts = facts_of(&clinic->ledger);
		for (size_t fact = 0; fact < facts.count; fact++) {
			kept += times_in_fact(&facts.items[fact]);
			check_line(&facts.items[fact]);
		}
		if (kept < acts[i].kept)
			fail_msg("%s: kept %d times", acts[i].what, kept);
		check_fhir(acts[i].what);
		check_history(acts[i].what, acts[i].unwritten ? 0 : 1);
	}
}

/* --- the papers, the directory, the settings --- */

static void a_receipt_says_an_override_in_its_words(void **state)
{
	Receipt receipt;
	clinic_sign_in(clinic, 0, ROLE_CLINICIAN);
	CLINIC_OK(clinic, start_override());
	clinic_fresh(clinic);
	CLINIC_OK(clinic, receipt_make(clinic->desk, clinic->chart, INSTANT_MIN, &languages[0], &arena, &receipt,
				       &clinic->err));
	int found = 0;
	for (size_t i = 0; i < receipt.sheet.count; i++)
		found += times(receipt.sheet.blocks[i].text);
	assert_int_equal(found, 1);
}

static void names_are_kept_as_typed(void **state)
{
	const NewPatient patient = {.nhs = "9990000123", .family = "de la " WORDS, .given = WORDS, .born = "1 2 1950"};
	const Organisation ours = {.code = CLINIC_FAR, .name = WORDS, .address = WORDS, .town = WORDS};
	const Organisation *known;
	const Person *person;
	char nhs[11];
	CLINIC_OK(clinic, desk_add_patient(clinic->desk, &patient, nhs, &clinic->err));
	CLINIC_OK(clinic, clinic->ledger.ops->person(clinic->ledger.self, nhs, &arena, &person, &clinic->err));
	assert_string_equal(person->family, "de la " WORDS);
	assert_string_equal(person->given, WORDS);
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	Organisation told = ours;
	told.care = CARE_URGENT, told.system = SYSTEM_OTHER, told.mig = TRUTH_FALSE;
	CLINIC_OK(clinic, desk_put_organisation(clinic->desk, &told, &clinic->err));
	CLINIC_OK(clinic,
		  clinic->ledger.ops->organisation(clinic->ledger.self, CLINIC_FAR, &arena, &known, &clinic->err));
	assert_string_equal(known->name, WORDS);
	assert_string_equal(known->address, WORDS);
	assert_string_equal(known->town, WORDS);
	CLINIC_OK(clinic, desk_put_setting(clinic->desk, "complaints", WORDS, &clinic->err));
	assert_string_equal(desk_setting(clinic->desk, "complaints", &arena), WORDS);
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_act_keeps_what_was_typed, begin, end),
		cmocka_unit_test_setup_teardown(a_receipt_says_an_override_in_its_words, begin, end),
		cmocka_unit_test_setup_teardown(names_are_kept_as_typed, begin, end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
