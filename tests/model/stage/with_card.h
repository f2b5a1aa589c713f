/* For tests of smartcards at a practice: two people, whose card is whose, and a reader. */
#pragma once

#include "base/text.h"
#include "model/desk/card.h"
#include "model/lists/lists.h"
#include "model/stage/at_practice.h"

static const char nurse[] = "Nia T", admin[] = "Ada M", of_nurse[] = "uid 1", of_admin[] = "uid 2";

static inline void put(const char *identity)
{
	held_card_put(&practice.card, identity, "As the card says");
	desk_card_step(practice.desk);
}

static inline void pull(void)
{
	held_card_pull(&practice.card);
	desk_card_step(practice.desk);
}

static inline void prove(const char *pin)
{
	ok(desk_card_ask(practice.desk, pin, &practice.err));
	desk_card_step(practice.desk);
}

static inline void enrol(const char *name, const char *identity)
{
	put(identity);
	prove(HELD_PIN);
	assert_int_equal(desk_card_heard(practice.desk, &practice.err), CARD_PROVED);
	ok(desk_enrol_card(practice.desk, name, &practice.err));
}

static inline const Staff *account(const char *name)
{
	const Staff *staff = NULL;
	ok(practice.ledger.ops->staff(practice.ledger.self, name, &practice.arena, &staff, &practice.err));
	return staff;
}

/* Both have a card, and nobody is signed in. */
static inline void both_enrolled(void)
{
	enrol(nurse, of_nurse);
	enrol(admin, of_admin);
	pull();
	desk_sign_out(practice.desk);
}

static inline bool sign_in(const char *identity)
{
	put(identity);
	prove(HELD_PIN);
	return desk_sign_in_card(practice.desk, &practice.err);
}

static inline const Fact *last_fact(FactKind kind)
{
	FactList facts;
	const Fact *last = NULL;
	ok(practice.ledger.ops->facts(practice.ledger.self, NULL, &practice.arena, &facts, &practice.err));
	for (size_t i = 0; i < facts.count; i++)
		if (facts.items[i].kind == kind)
			last = &facts.items[i];
	assert_non_null(last);
	return last;
}
