/* The copy of all that is kept: what stands in it, what does not, and that it is told. */
#define BEGIN_AS ROLE_CLINICIAN
#include "unit.h"

#include <string.h>

#include "base/text.h"
#include "model/care/care.h"
#include "model/choices/override.h"
#include "model/desk/inside.h"
#include "model/rights/rights.h"
#include "model/stage/at_practice.h"

static Chart *chart;

static int open_all(void **state)
{
	set_up(state);
	chart = practice_chart(&practice, ASHBY_MAUREEN, (Date){0});
	return 0;
}

static int close_all(void **state)
{
	desk_close_chart(practice.desk, chart);
	return tear_down(state);
}

static const char *copy(TextList *ret_left_out)
{
	Sheet sheet;
	Text text = {.arena = &practice.arena};
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	ok(copy_make(practice.desk, chart, &practice.arena, &sheet, ret_left_out, &practice.err));
	sheet_plain(&sheet, 400, &text);
	return text_done(&text);
}

static void says(const char *words)
{
	TextList left_out;
	const char *text = copy(&left_out);
	if (!strstr(text, words))
		fail_msg("It does not say \"%s\":\n%s", words, text);
}

static void hides(const char *words)
{
	TextList left_out;
	const char *text = copy(&left_out);
	if (strstr(text, words))
		fail_msg("It says \"%s\":\n%s", words, text);
}

static const CopyItem *item(const char *part)
{
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	const CopyItems items = desk_copy_items(practice.desk, chart, &practice.arena);
	for (size_t i = 0; i < items.count; i++)
		if (strstr(items.items[i].text, part))
			return &items.items[i];
	fail_msg("no line has \"%s\"", part);
	return NULL;
}

static void tell(FactKind kind, Fact fact)
{
	Fact made = practice_fact(kind, ASHBY_MAUREEN, PRACTICE_NOW - 60);
	made.reason = fact.reason, made.note = fact.note, made.mobile = fact.mobile, made.fact = fact.fact;
	made.episode = fact.episode, made.direction = fact.direction, made.answer = fact.answer;
	made.who = fact.who, made.how = fact.how, made.language = fact.language, made.by = "Priya S";
	made.override = fact.override, made.override_reason = fact.override_reason, made.tell = fact.tell;
	made.include_private = fact.include_private, made.org = fact.org, made.until = fact.until;
	made.on = fact.on, made.outcome = fact.outcome;
	practice_tell(&practice, made);
}

static void it_says_who_how_and_in_which_language(void **state)
{
	tell(FACT_ANSWERED, (Fact){.episode = "home-" ASHBY_MAUREEN,
				   .direction = DIRECTION_IN,
				   .answer = ANSWER_NO,
				   .who = WHO_PATIENT,
				   .how = HOW_PHONE,
				   .language = "gu",
				   .note = "asked twice"});
	tell(FACT_CONTACT, (Fact){.mobile = "07700900222"});
	says("Said no to Share In at");
	says("(patient, by telephone)");
	says("Recorded by Priya S, in Gujarati, noted: asked twice.");
	says("To: mobile 07700900222.");
	says("NHS number: 999 000 0018");
	says("opened your record");
	says("0303 123 1113");
}

static void what_was_recorded_in_error_stays_and_says_so(void **state)
{
	Fact fact = practice_fact(FACT_COMPLAINT, ASHBY_MAUREEN, PRACTICE_NOW - 60);
	fact.id = "c1";
	fact.reason = "A letter";
	practice_tell(&practice, fact);
	tell(FACT_VOIDED, (Fact){.fact = "c1", .reason = "of another patient"});
	says("Complaint about data: A letter");
	says("Recorded in error: said on 22-Nov-2026 by Priya S: of another patient.");
}

static void start(const char *override, OverrideReason reason, Tell tell_when)
{
	tell(FACT_OVERRIDE, (Fact){.override = override,
				   .org = "RX1",
				   .override_reason = (WordByte)reason,
				   .tell = (WordByte)tell_when,
				   .include_private = TRUTH_FALSE,
				   .note = reason == OVERRIDE_SAFEGUARDING ? "a neighbour rang" : "fell",
				   .until = {PRACTICE_NOW + 60}});
}

static void an_override_not_to_be_told_is_in_no_copy(void **state)
{
	TextList left_out;
	start("o1", OVERRIDE_EMERGENCY, 0);
	says("Override for Physiotherapy: emergency");
	says("noted: fell.");
	const char *before = copy(&left_out);
	start("o2", OVERRIDE_SAFEGUARDING, 0);
	assert_string_equal(copy(&left_out), before);
	hides("safeguarding");
	tell(FACT_OVERRIDE_ENDED, (Fact){.override = "o2"});
	hides("Override ended");
	copy(&left_out);
	assert_int_equal(left_out.count, 2);
	refused(desk_withhold(practice.desk, chart, item("safeguarding"), false, "they know", &practice.err),
		"not told of the override");
	tell(FACT_OVERRIDE_REVIEWED,
	     (Fact){.override = "o2", .outcome = OUTCOME_JUSTIFIED, .reason = "her son hits her"});
	says("Override for Physiotherapy: safeguarding");
	says("Override reviewed: justified");
	hides("her son");
	hides("a neighbour rang");
	start("o3", OVERRIDE_STATUTE, TELL_NOT);
	hides("statute");
	tell(FACT_OVERRIDE_REVIEWED, (Fact){.override = "o3", .outcome = OUTCOME_JUSTIFIED, .reason = "so it was"});
	hides("so it was");
	start("o4", OVERRIDE_COURT_ORDER, TELL_AFTER_REVIEW);
	hides("court order");
	start("o5", OVERRIDE_SAFEGUARDING, TELL_NOW);
	copy(&left_out);
	assert_int_equal(left_out.count, 3);
}

static void what_is_left_out_is_left_out_by_somebody_for_a_reason(void **state)
{
	TextList left_out;
	tell(FACT_CONTACT, (Fact){.mobile = "07700900222", .note = "said by her son Tom"});
	refused(desk_withhold(practice.desk, chart, item("Contact"), true, "", &practice.err), "Write down why");
	ok(desk_withhold(practice.desk, chart, item("Contact"), true, "about Tom", &practice.err));
	hides("Tom");
	says("Something may be left out");
	copy(&left_out);
	assert_int_equal(left_out.count, 2); /* and what says why */
	assert_string_equal(item("Contact")->decided->reason, "about Tom");
	assert_string_equal(item("Contact")->decided->by, "Carl D");
	refused(desk_withhold(practice.desk, chart, item("Contact"), true, "again", &practice.err), "already");
	practice.clock.now.seconds++;
	ok(desk_withhold(practice.desk, chart, item("Contact"), false, "Tom agreed", &practice.err));
	says("said by her son Tom");
	hides("agreed");
	practice_sign_in(&practice, ROLE_RECEPTIONIST);
	refused(desk_withhold(practice.desk, chart, item("Contact"), true, "x", &practice.err), "may not");
}

/* Neither the entry nor the flag, nor what else was recorded about it, until somebody decides. */
static void a_safeguarding_entry_waits_for_somebody(void **state)
{
	practice_entry(&practice, "e1", ASHBY_MAUREEN, "C82001", PRACTICE_START);
	practice_entry(&practice, "e2", ASHBY_MAUREEN, "C82001", PRACTICE_START + 90000);
	ok(desk_refresh_chart(practice.desk, chart, NULL, &practice.err));
	says("01-Dec-2025, ");
	ok(desk_make_private(practice.desk, chart, "e1", &practice.err));
	says("Marked the problem entry of 01-Dec-2025 private");
	ok(desk_entry_flag(practice.desk, chart, "e1", FLAG_SAFEGUARDING, true, "told by a neighbour", &practice.err));
	hides("01-Dec-2025 private");
	hides("01-Dec-2025, ");
	hides("neighbour");
	hides("safeguarding");
	says("02-Dec-2025, ");
	assert_string_equal(item("Entry of 01-Dec-2025")->because, "safeguarding relevant");
	ok(desk_withhold(practice.desk, chart, item("Entry of 01-Dec-2025"), false, "known to her", &practice.err));
	says("01-Dec-2025, ");
	hides("neighbour");
}

/* What a list or the desk put in the place of something is kept as well. */
static void what_was_kept_before_stands_in_it(void **state)
{
	Person person = *chart->world.person;
	person.family = "Ashby-Jones";
	person.postcode = "LE1 1AA";
	practice_person(&practice, &person);
	says("Family name: Ashby-Jones");
	says("Before: family name Ashby");
	hides("Before: family name Ashby, given");
	says("These details were last told");
}

static void of_a_restricted_patient_no_place_stands_in_it(void **state)
{
	desk_close_chart(practice.desk, chart);
	chart = practice_chart(&practice, OKAFOR, (Date){0});
	says("Your record is restricted");
	hides("Registered at:");
	hides("Mobile:");
	hides("Postcode:");

	Person person = *chart->world.person;
	person.postcode = "LE1 1AA";
	practice_person(&practice, &person);
	person.postcode = NULL;
	person.family = "Okafor-Jones";
	practice_person(&practice, &person);
	says("Before: family name");
	hides("LE1 1AA");
}

static Fact of_nobody(FactKind kind)
{
	Fact fact = practice_fact(kind, NULL, PRACTICE_NOW - 60);
	fact.by = "Ada L";
	return fact;
}

/* Accounts, settings and files are of the surgery; a copy of somebody else is theirs. */
static void what_is_of_the_surgery_is_in_no_copy(void **state)
{
	Fact account = of_nobody(FACT_ACCOUNT), setting = of_nobody(FACT_SETTING), file = of_nobody(FACT_IMPORTED),
	     all = of_nobody(FACT_EXPORTED), other = of_nobody(FACT_EXPORTED), own = of_nobody(FACT_EXPORTED);
	account.name = "Nia B";
	account.change = ACCOUNT_MADE;
	account.role = ROLE_NURSE;
	account.on = TRUTH_TRUE;
	setting.name = setting.setting = "witness";
	file.name = "lists.csv";
	file.format = FILE_FHIR;
	file.hash = "00";
	file.read = file.taken = "1";
	other.reason = "their copy, " SMITH_ONE;
	own.reason = "their copy, " ASHBY_MAUREEN;
	all.by = "Bea M";
	const Fact told[] = {account, setting, file, all, other, own};
	for (size_t i = 0; i < countof(told); i++)
		practice_tell(&practice, told[i]);
	hides("Nia B");
	hides("witness");
	hides("lists.csv");
	hides(SMITH_ONE);
	says("Bea M");
	says("their copy");
}

static void the_other_number_of_one_person_is_named(void **state)
{
	Fact fact = practice_fact(FACT_MERGED, ASHBY_MAUREEN, PRACTICE_NOW - 60);
	fact.from = OKAFOR;
	practice_tell(&practice, fact);
	says("The other number is 999 000 ");
	says("what is kept there is in a copy of its own.");
}

static void issue(CodeChannel channel, DeliveryState fared, const char *why)
{
	Fact fact = practice_fact(FACT_REQUEST, ASHBY_MAUREEN, PRACTICE_NOW - 120);
	fact.request = "r1";
	fact.org = "RX1";
	fact.episode = "home-" ASHBY_MAUREEN;
	practice_tell(&practice, fact);
	fact = practice_fact(FACT_CODE_ISSUED, ASHBY_MAUREEN, PRACTICE_NOW - 60);
	fact.id = "code1";
	fact.request = "r1";
	fact.code_channel = (WordByte)channel;
	fact.expires = (Instant){PRACTICE_NOW + 3600};
	practice_tell(&practice, fact);
	const Parcel parcel = {.fact = "code1",
			       .request = "r1",
			       .channel = (WordByte)channel,
			       .queued = {PRACTICE_NOW - 60},
			       .expires = fact.expires,
			       .sealed = (const unsigned char *)"x",
			       .size = 1};
	const LedgerOps *ops = practice.ledger.ops;
	ok(ops->begin(practice.ledger.self, &practice.err));
	ok(ops->put_parcel(practice.ledger.self, &parcel, &practice.err));
	ok(ops->commit(practice.ledger.self, &practice.err));
	practice.memory.now.parcels[0].state = fared;
	practice.memory.now.parcels[0].why = why;
}

static void how_a_code_fared_stands_in_it(void **state)
{
	issue(CODE_SMS, DELIVERY_FAILED, "there is no such number.");
	says("The message");
	says(": could not be sent on ");
	says(": there is no such number.");
}

/* --- Writing --- */

static struct {
	int drafts, kept, dropped;
	int64_t until;
	bool fails, holds;
} port;

static bool draft(void *self, const CopyJob *job, void **ret_drafts, Error *err)
{
	port.drafts++;
	port.until = job->until;
	*ret_drafts = &port;
	desk_hold(practice.desk, port.holds);
	return !port.fails || fail(err, ERROR_SYSTEM, "The disk is full.");
}

static bool keep(void *self, void *drafts, Error *err)
{
	port.kept++;
	return true;
}

static void drop(void *self, void *drafts)
{
	port.dropped++;
}

static void with_port(void)
{
	memset(&port, 0, sizeof port);
	practice.desk->ports.copying = (CopyPort){.draft = draft, .keep = keep, .drop = drop};
}

static void it_is_told_that_a_copy_was_made(void **state)
{
	CopyFiles files;
	refused(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err), "from here");
	with_port();
	refused(desk_give_copy(practice.desk, chart, "here", &files, &practice.err), "from its first /");
	ok(desk_ask_for_copy(practice.desk, chart, &(Asked){0}, NULL, &practice.err));
	const int64_t before = chart->head;
	ok(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err));
	assert_true(port.drafts == 1 && port.kept == 1 && port.dropped == 0);
	assert_int_equal(port.until, before + 1);
	says("Made a copy of all that is kept, for the patient");
	assert_int_equal(desk_owed(chart, &practice.arena).count, 1);
	assert_non_null(desk_owed(chart, &practice.arena).items[0].done);
}

static void what_fails_is_told_by_nobody(void **state)
{
	CopyFiles files;
	with_port();
	port.fails = true;
	refused(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err), "disk is full");
	hides("Made a copy");
	port.fails = false;
	desk_hold(practice.desk, true);
	assert_false(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err));
	desk_hold(practice.desk, false);
	assert_int_equal(port.drafts, 1); /* asked before any work is done */
	port.holds = true;		  /* what is drafted and then not told is taken away */
	assert_false(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err));
	desk_hold(practice.desk, false);
	assert_true(port.drafts == 2 && port.dropped == 1 && port.kept == 0);
	hides("Made a copy");
	practice_sign_in(&practice, ROLE_NURSE);
	refused(desk_give_copy(practice.desk, chart, "/tmp", &files, &practice.err), "may not");
	assert_int_equal(port.drafts, 2);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_all, close_all)

SUITE
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_of_the_surgery_is_in_no_copy),
		CASE(it_says_who_how_and_in_which_language),
		CASE(what_was_recorded_in_error_stays_and_says_so),
		CASE(an_override_not_to_be_told_is_in_no_copy),
		CASE(what_is_left_out_is_left_out_by_somebody_for_a_reason),
		CASE(a_safeguarding_entry_waits_for_somebody),
		CASE(what_was_kept_before_stands_in_it),
		CASE(of_a_restricted_patient_no_place_stands_in_it),
		CASE(the_other_number_of_one_person_is_named),
		CASE(how_a_code_fared_stands_in_it),
		CASE(it_is_told_that_a_copy_was_made),
		CASE(what_fails_is_told_by_nobody),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
