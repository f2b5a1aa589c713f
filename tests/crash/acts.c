#include "crash/acts.h"

#include "unit.h"

#include "base/macros.h"
#include "model/care/care.h"
#include "model/choices/override.h"

static bool answer(County *county, Error *err)
{
	const Speaker speaker = {.who = WHO_PATIENT, .how = HOW_IN_PERSON};
	const Contact contact = {.mobile = "07700900222"};
	const GivenAnswer answers[] = {{county->episode, DIRECTION_OUT, ANSWER_YES},
				       {county->episode, DIRECTION_IN, ANSWER_NO}};
	const Given given = {.answers = answers, .answer_count = countof(answers), .contact = &contact};
	return desk_record(county->desk, county->chart, &speaker, &given, err);
}

static bool make_private(County *county, Error *err)
{
	return desk_make_private(county->desk, county->chart, COUNTY_ENTRY, err);
}

static bool discharge(County *county, Error *err)
{
	return desk_discharge(county->desk, county->chart, county->episode, err);
}

static bool look_without_agreement(County *county, Error *err)
{
	const OverrideStart start = {
		.reason = OVERRIDE_EMERGENCY, .why = "found unconscious", .asked_words = "could not"};
	return desk_start_override(county->desk, county->chart, &start, NULL, err);
}

static bool change_contact(County *county, Error *err)
{
	const Contact contact = {.mobile = "07700900222", .email = "m@example.com"};
	return desk_contact(county->desk, county->chart, &contact, err);
}

static bool set(County *county, Error *err)
{
	return desk_put_setting(county->desk, "idle-minutes", "7", err);
}

/* Between the passphrase and being in there is nothing: in, and told, or not in. */
static bool sign_in(County *county, Error *err)
{
	desk_sign_out(county->desk); /* of the demo, which has no session */
	if (!desk_sign_in(county->desk, "Office", COUNTY_PASSPHRASE, err)) {
		assert_null(desk_staff(county->desk));
		return false;
	}
	return true;
}

/* They are out, whatever can be told of it. */
static bool sign_out(County *county, Error *err)
{
	if (!sign_in(county, err))
		return false;
	desk_sign_out(county->desk);
	return !desk_staff(county->desk);
}

const CountyAct county_acts[] = {
	{"answering", ROLE_RECEPTIONIST, "SELECT count(*) FROM ledger WHERE kind IN ('answered', 'contact')", 3, answer,
	 false},
	{"private", ROLE_CLINICIAN, "SELECT count(*) FROM ledger WHERE kind = 'entry-private'", 1, make_private, false},
	{"discharging", ROLE_RECEPTIONIST, "SELECT count(*) FROM ledger WHERE kind = 'discharged'", 1, discharge,
	 false},
	{"overriding", ROLE_CLINICIAN, "SELECT count(*) FROM ledger WHERE kind = 'override'", 1, look_without_agreement,
	 false},
	{"contact", ROLE_RECEPTIONIST,
	 "SELECT count(*) FROM ledger WHERE kind = 'contact' AND mobile = '07700900222' AND email = 'm@example.com'", 1,
	 change_contact, false},
	{"setting", ROLE_ADMINISTRATOR, "SELECT count(*) FROM setting WHERE name = 'idle-minutes' AND value = '7'", 1,
	 set, false},
	{"signing in", ROLE_ADMINISTRATOR, "SELECT count(*) FROM ledger WHERE kind = 'signed-in'", 1, sign_in, false},
	{"signing out", ROLE_ADMINISTRATOR, "SELECT count(*) FROM ledger WHERE kind = 'signed-out'", 1, sign_out, true},
};

const size_t county_act_count = sizeof county_acts / sizeof county_acts[0];
