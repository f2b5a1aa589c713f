/* For tests of codes of an authenticator app at a practice: who has one, and what it shows. */
#pragma once

#include <liboath/oath.h>
#include <stdlib.h>

#include "base/text.h"
#include "model/desk/second.h"
#include "model/stage/at_practice.h"

static const char name[] = "Priya S";
static Enrolment enrolment;
static RecoveryCodes recovery;

/* What the app shows, `later` seconds from now. */
static inline const char *code_at(int64_t later)
{
	static char code[7];
	char letters[40], *secret = NULL;
	size_t length = 0;
	text_copy(letters, sizeof letters, enrolment.letters);
	assert_int_equal(oath_base32_decode(letters, strlen(letters), &secret, &length), OATH_OK);
	assert_int_equal(length, 20);
	assert_int_equal(oath_totp_generate(secret, length, practice.clock.now.seconds + later, 30, 0, 6, code),
			 OATH_OK);
	free(secret);
	return code;
}

static inline const char *code(void)
{
	return code_at(0);
}

static inline void later(int64_t seconds)
{
	practice.clock.now.seconds += seconds;
}

static inline void pass(Desk *desk, const char *who)
{
	ok(desk_sign_in(desk, who, PRACTICE_PASSPHRASE, &practice.err));
}

static inline void enrol(Desk *desk)
{
	ok(desk_enrol(desk, PRACTICE_PASSPHRASE, NULL, &enrolment, &practice.err));
	ok(desk_enrol_keep(desk, code(), &recovery, &practice.err));
}

static inline void begin_with_codes(void)
{
	pass(practice.desk, name);
	enrol(practice.desk);
	later(30);
}

static inline void require(void)
{
	practice_sign_in(&practice, ROLE_ADMINISTRATOR);
	ok(desk_put_setting(practice.desk, SECOND_SETTING, "required", &practice.err));
}

static inline size_t told(AccountChange change, const Fact **ret_last)
{
	FactList facts;
	size_t count = 0;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++) {
		if (facts.items[i].kind != FACT_ACCOUNT || facts.items[i].change != change)
			continue;
		count++;
		if (ret_last)
			*ret_last = &facts.items[i];
	}
	return count;
}

static inline const Staff *row(void)
{
	const Staff *staff = NULL;
	ok(practice.ledger.ops->staff(practice.ledger.self, name, &practice.arena, &staff, &practice.err));
	return staff;
}

static inline const char *news(Desk *desk)
{
	return text_or(desk_codes_news(desk, &practice.arena), "");
}

static inline void put(Staff changed)
{
	ok(practice.ledger.ops->begin(practice.ledger.self, &practice.err));
	ok(practice.ledger.ops->put_staff(practice.ledger.self, &changed, &practice.err));
	ok(practice.ledger.ops->commit(practice.ledger.self, &practice.err));
}
