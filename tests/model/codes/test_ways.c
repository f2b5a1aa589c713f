#include <string.h>

#include "base/text.h"
#include "model/codes/inside.h"
#include "model/stage/clinic.h"
#include "unit.h"

enum { HOUR = 3600 };

static Clinic *clinic;
static const char *episode, *request;
static Arena arena;

static int begin(void **state)
{
	clinic = clinic_open(NULL);
	episode = clinic_refer(clinic, CLINIC_FAR, NULL);
	return 0;
}

static int end(void **state)
{
	clinic_close(clinic);
	arena_free(&arena);
	return 0;
}

static void open_request(void)
{
	CLINIC_OK(clinic, desk_open_request(clinic->desk, clinic->chart, episode, &request, &clinic->err));
}

static void give(const char *mobile, const char *email, Prefers prefers)
{
	CLINIC_OK(clinic, desk_contact(clinic->desk, clinic->chart,
				       &(Contact){.mobile = mobile, .email = email, .prefers = prefers}, &clinic->err));
	clinic_fresh(clinic);
}

static CodeWays ways(void)
{
	CodeWays found;
	clinic_fresh(clinic);
	CLINIC_OK(clinic, desk_code_ways(clinic->desk, clinic->chart, request, &arena, &found, &clinic->err));
	return found;
}

/* Where a code really goes. */
static const char *sent_to(CodeChannel channel)
{
	Code code;
	CodeIssue issue = {.channel = channel};
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &issue, &code, &clinic->err));
	return clinic_letter(clinic, code.fact, &arena).to;
}

static bool never(Instant at)
{
	return instant_order(at, INSTANT_MIN) == 0;
}

static void what_is_on_file_is_named_and_masked(void **state)
{
	static const struct {
		const char *email, *shown;
	} rows[] = {
		{"maureen.ashby@example.com", "m…y@example.com"},
		{"jo@example.com", "j…@example.com"},
		{"j@example.com", "…@example.com"},
	};
	open_request();
	CodeWays found = ways();
	assert_true(found.sender && found.sms.open && found.shown.open && !found.email.open);
	assert_string_equal(found.sms.to, "mobile ending 111");
	assert_string_equal(found.email.to, "");
	assert_non_null(strstr(found.email.why_not, "No e-mail address is on file"));
	assert_true(never(found.sms.changed));
	assert_false(found.sms.kept_to_former);
	for (size_t i = 0; i < countof(rows); i++) {
		CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
		give(NULL, rows[i].email, 0);
		open_request();
		assert_string_equal(ways().email.to, rows[i].shown);
	}
}

static void a_change_does_not_redirect(void **state)
{
	open_request();
	give("07700900999", NULL, 0);
	CodeWays found = ways();
	assert_string_equal(found.sms.to, "mobile ending 111");
	assert_true(found.sms.kept_to_former);
	assert_true(never(found.sms.changed));
	assert_string_equal(sent_to(CODE_SMS), "07700900111");
	give("", NULL, 0); /* nor does taking it off the file */
	assert_true(ways().sms.kept_to_former);
	give("07700900111", NULL, 0);
	assert_false(ways().sms.kept_to_former);

	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	give("07700900999", NULL, 0);
	open_request(); /* a new request goes to what is on file now */
	assert_string_equal(sent_to(CODE_SMS), "07700900999");
	assert_false(never(ways().sms.changed));
}

static void where_nothing_was_on_file_the_first_given_counts(void **state)
{
	open_request();
	give(NULL, "maureen@example.com", 0);
	CodeWays found = ways();
	assert_string_equal(found.email.to, "m…n@example.com");
	assert_false(found.email.kept_to_former);
	assert_false(never(found.email.changed));
	assert_string_equal(sent_to(CODE_EMAIL), "maureen@example.com");
	give(NULL, "thief@example.com", 0);
	found = ways();
	assert_true(found.email.kept_to_former);
	assert_string_equal(found.email.to, "m…n@example.com");
	assert_string_equal(sent_to(CODE_EMAIL), "maureen@example.com");
}

static void a_change_is_said_for_a_day(void **state)
{
	Instant changed = clinic->desks[0].clock.now;
	give("07700900999", NULL, 0);
	clinic_wait(clinic, HOUR);
	give("07700900999", NULL, 0); /* the same again changes nothing */
	open_request();
	assert_int_equal(ways().sms.changed.seconds, changed.seconds);
	clinic_wait(clinic, 23 * HOUR - 1);
	assert_int_equal(ways().sms.changed.seconds, changed.seconds);
	clinic_wait(clinic, 2);
	assert_true(never(ways().sms.changed));
}

static int64_t head(void)
{
	int64_t seq;
	Seal seal;
	clinic_ok(clinic, clinic->ledger.ops->head(clinic->ledger.self, &seq, &seal, &clinic->err));
	return seq;
}

/* The line of the patient, and that a file brought it. */
static void file_says(const char *mobile, const char *email)
{
	Person person = *clinic->chart->world.person;
	char first[24], last[24];
	Fact file = FACT_NONE;
	text_print(first, sizeof first, "%d", (int)head() + 1);
	person.mobile = mobile;
	person.email = email;
	clinic_person(clinic, &person);
	text_print(last, sizeof last, "%d", (int)head());
	file.kind = FACT_IMPORTED, file.name = "list.csv", file.format = FILE_PATIENTS, file.hash = "00";
	file.read = file.taken = "1", file.first = first, file.last = last;
	clinic_tell_here(clinic, file);
	clinic_fresh(clinic);
}

static void what_a_file_changed_is_said_for_a_day(void **state)
{
	Instant changed = clinic->desks[0].clock.now;
	const char *email = clinic->chart->world.person->email;
	file_says("07700900999", email);
	clinic_wait(clinic, HOUR);
	file_says("07700900999", email);
	open_request();
	assert_int_equal(ways().sms.changed.seconds, changed.seconds);
	assert_true(never(ways().email.changed));
	clinic_wait(clinic, 24 * HOUR);
	assert_true(never(ways().sms.changed));
}

static void nothing_of_a_restricted_number_is_shown(void **state)
{
	give(NULL, "maureen@example.com", 0);
	Fact restricted = FACT_NONE;
	restricted.kind = FACT_RESTRICTED;
	restricted.patient = CLINIC_PATIENT;
	restricted.on = TRUTH_TRUE;
	clinic_tell(clinic, restricted);
	open_request();
	CodeWays found = ways();
	assert_string_equal(found.sms.to, "the mobile on file");
	assert_string_equal(found.email.to, "the e-mail address on file");
	assert_string_equal(sent_to(CODE_SMS), "07700900111");
}

static void assert_closed(CodeWay way, const char *part)
{
	assert_false(way.open);
	if (!strstr(way.why_not, part))
		fail_msg("it said: %s", way.why_not);
}

static void a_closed_way_says_why(void **state)
{
	DeskPorts *ports = &clinic->desk->ports;
	give(NULL, "maureen@example.com", 0);
	open_request();
	ports->sends_sms = false;
	assert_closed(ways().sms, "text messages");
	assert_true(ways().email.open && ways().sender);
	ports->sends_email = false;
	assert_closed(ways().sms, "No sender is set up: show the code here.");
	assert_false(ways().sender);
	CodeIssue issue = {.channel = CODE_EMAIL};
	Code code;
	CLINIC_REFUSED(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &issue, &code, &clinic->err),
		       "No sender is set up");
	ports->sends_sms = ports->sends_email = true;
	give(NULL, NULL, PREFERS_NONE);
	assert_closed(ways().sms, "asked for no messages");
	give(NULL, NULL, PREFERS_SMS);
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	assert_closed(ways().sms, "closed");
	assert_closed(ways().email, "closed");
	assert_closed(ways().shown, "closed");
	CLINIC_REFUSED(clinic,
		       desk_code_ways(clinic->desk, clinic->chart, "r-none", &arena, &(CodeWays){0}, &clinic->err),
		       "no such request");
}

static void a_landline_gets_no_message(void **state)
{
	Fact contact = FACT_NONE; /* as an import may say it */
	contact.kind = FACT_CONTACT;
	contact.patient = CLINIC_PATIENT;
	contact.mobile = "0116 496 0000";
	clinic_tell(clinic, contact);
	open_request();
	assert_closed(ways().sms, "No mobile number is on file");
	contact.mobile = "+44 7700 900 222";
	CLINIC_OK(clinic, desk_cancel_request(clinic->desk, clinic->chart, request, &clinic->err));
	clinic_tell(clinic, contact);
	clinic_fresh(clinic);
	open_request();
	assert_string_equal(sent_to(CODE_SMS), "07700900222");
}

static void identity_is_what_is_on_file(void **state)
{
	Person nobody = {0}, all = {.nhs = CLINIC_PATIENT, .postcode = "LE1 1AA", .mobile = "07700900111"};
	all.born = (Date){1951, 2, 11};
	static const struct {
		unsigned fields;
		const char *said;
	} rows[] = {
		{0, ""},
		{IDENTITY_BORN, "date of birth"},
		{IDENTITY_BORN | IDENTITY_POSTCODE, "date of birth and postcode"},
		{IDENTITY_BORN | IDENTITY_MOBILE | IDENTITY_NHS, "date of birth, mobile number and NHS number"},
		{15, "date of birth, postcode, mobile number and NHS number"},
	};
	assert_int_equal(identity_on_file(&nobody), 0);
	assert_int_equal(identity_on_file(&all), 15);
	all.mobile = "N/A"; /* nothing to check by */
	assert_int_equal(identity_on_file(&all), 15 & ~(unsigned)IDENTITY_MOBILE);
	all.mobile = "07700900111";
	for (size_t i = 0; i < countof(rows); i++) {
		Text text = {.arena = &arena};
		identity_print(rows[i].fields, &text);
		assert_string_equal(text_done(&text), rows[i].said);
	}
	assert_false(identity_enough(&all, IDENTITY_NHS, NULL));
	assert_true(identity_enough(&all, IDENTITY_NHS | IDENTITY_POSTCODE, NULL));
}

static void how_a_message_fares_is_asked(void **state)
{
	const Delivery *delivery;
	Code code;
	CodeIssue sms = {.channel = CODE_SMS}, shown = {CODE_SHOWN, IDENTITY_BORN | IDENTITY_NHS};
	open_request();
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &sms, &code, &clinic->err));
	CLINIC_OK(clinic, desk_delivery(clinic->desk, code.fact, &arena, &delivery, &clinic->err));
	assert_int_equal(delivery->state, DELIVERY_QUEUED);
	CLINIC_OK(clinic, desk_issue_code(clinic->desk, clinic->chart, request, &shown, &code, &clinic->err));
	CLINIC_OK(clinic, desk_delivery(clinic->desk, code.fact, &arena, &delivery, &clinic->err));
	assert_null(delivery);
	desk_lock(clinic->desk);
	assert_false(desk_delivery(clinic->desk, code.fact, &arena, &delivery, &clinic->err));
}

static void put_seen(const char *value)
{
	CLINIC_OK(clinic, clinic->ledger.ops->begin(clinic->ledger.self, &clinic->err));
	CLINIC_OK(clinic, clinic->ledger.ops->put_setting(clinic->ledger.self, "sender-seen", value, &clinic->err));
	CLINIC_OK(clinic, clinic->ledger.ops->commit(clinic->ledger.self, &clinic->err));
}

static void the_sender_says_when_it_was_there(void **state)
{
	assert_true(never(desk_sender_seen(clinic->desk)));
	put_seen("1795168800");
	assert_int_equal(desk_sender_seen(clinic->desk).seconds, 1795168800);
	put_seen("999999999999999");
	assert_int_equal(desk_sender_seen(clinic->desk).seconds, 999999999999999);
	put_seen("1000000000000000");
	assert_true(never(desk_sender_seen(clinic->desk)));
	put_seen("yesterday");
	assert_true(never(desk_sender_seen(clinic->desk)));
	put_seen("99999999999999999999999");
	assert_true(never(desk_sender_seen(clinic->desk)));
	clinic_sign_in(clinic, 0, ROLE_ADMINISTRATOR);
	CLINIC_REFUSED(clinic, desk_put_setting(clinic->desk, "sender-seen", "1", &clinic->err), "no setting");
}

#define WAYS(test) cmocka_unit_test_setup_teardown(test, begin, end)

/* A code on this screen is of no use to who is on the telephone. */
static void from_afar_no_code_is_shown(void **state)
{
	static const How afar[] = {HOW_PHONE, HOW_VIDEO, HOW_ONLINE}, here[] = {0, HOW_IN_PERSON, HOW_PAPER};
	open_request();
	for (size_t i = 0; i < countof(afar); i++) {
		clinic->chart->how = afar[i];
		assert_false(ways().shown.open);
		assert_string_equal(ways().shown.why_not,
				    "They are not at the desk, so no code is shown: send it, or record their choice.");
		clinic->chart->how = here[i];
		assert_true(ways().shown.open);
	}
}

SUITE
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(from_afar_no_code_is_shown, begin, end),
		WAYS(what_is_on_file_is_named_and_masked),
		WAYS(a_change_does_not_redirect),
		WAYS(where_nothing_was_on_file_the_first_given_counts),
		WAYS(a_change_is_said_for_a_day),
		WAYS(what_a_file_changed_is_said_for_a_day),
		WAYS(nothing_of_a_restricted_number_is_shown),
		WAYS(a_closed_way_says_why),
		WAYS(a_landline_gets_no_message),
		WAYS(identity_is_what_is_on_file),
		WAYS(how_a_message_fares_is_asked),
		WAYS(the_sender_says_when_it_was_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
