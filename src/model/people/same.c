/* A restricted record, and two numbers of one person. */
#include "base/text.h"
#include "model/desk/checks.h"
#include "model/desk/telling.h"
#include "model/facts/nhs_number.h"
#include "model/people/people.h"

bool desk_restrict(Desk *desk, Chart *chart, bool on, Error *err)
{
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_RESTRICT,
		.lasting = "What was last done here was a restriction: change it where it was made.",
	};
	Fact fact = FACT_NONE;
	fact.kind = FACT_RESTRICTED;
	fact.on = on ? TRUTH_TRUE : TRUTH_FALSE;
	if (!telling_begin(&telling, err))
		return false;
	if (desk_restricted(desk_fold_now(&telling.now)) == on)
		return fail(err, ERROR_REFUSED,
			    on ? "This record is restricted already."
			       : "This record is not restricted, so there is nothing to lift.");
	return telling_put(&telling, &fact, err) && telling_commit(&telling, err);
}

/* --- One person --- */

static bool find_other(Desk *desk, const char *own, const char *typed, Arena *arena, const Person **ret_other,
		       Error *err)
{
	Ledger ledger = desk->ports.ledger;
	NhsNumber number;
	if (!nhs_number_parse(text_or(typed, ""), &number, err))
		return false;
	if (text_is(number.digits, own))
		return fail(err, ERROR_INPUT, "That is the number of this record itself: type the other one.");
	if (!ledger.ops->person(ledger.self, number.digits, arena, ret_other, err))
		return false;
	return *ret_other || fail(err, ERROR_MISSING, "No patient with the NHS number %s is on file: check the number.",
				  nhs_number_text(number.digits, arena));
}

bool desk_other_number(Desk *desk, const Chart *chart, const char *typed, Arena *arena, const Person **ret_other,
		       Error *err)
{
	return desk_allows(desk, ACT_ONE_PERSON, err) &&
	       find_other(desk, chart->world.person->nhs, typed, arena, ret_other, err);
}

/* Said of either number, and not voided since. */
static bool check_unsaid(Desk *desk, const TellingNow *now, const Person *other, Error *err)
{
	FactList facts = now->world.facts;
	const Fact *goes_on;
	if (!desk_goes_on(desk, now->world.person->nhs, now->arena, &goes_on, err))
		return false;
	bool said = goes_on && text_is(goes_on->patient, other->nhs);
	for (size_t i = 0; i < facts.count; i++)
		said |= facts.items[i].kind == FACT_MERGED && text_is(facts.items[i].from, other->nhs) &&
			!desk_voided_by(facts, facts.items[i].id);
	return !said || fail(err, ERROR_REFUSED, "That these two numbers are one person is on file already.");
}

/* Where one of the two is restricted, both are: nothing of the one may be had under the number of the other. */
static bool restrict_both(Desk *desk, Telling *telling, const char *other, Error *err)
{
	World theirs;
	Fact fact = FACT_NONE;
	TellingNow there = telling->now;
	if (!desk_load_world(desk, other, telling->now.arena, &theirs, NULL, err))
		return false;
	there.world = theirs;
	there.at = desk_latest_at(theirs.facts, telling->now.now);
	const bool here = desk_restricted(desk_fold_now(&telling->now)),
		   over_there = desk_restricted(desk_fold_now(&there));
	fact.kind = FACT_RESTRICTED;
	fact.on = TRUTH_TRUE;
	return here == over_there || telling_put_of(telling, here ? other : telling->patient, &fact, err);
}

bool desk_one_person(Desk *desk, Chart *chart, const char *typed, Error *err)
{
	Arena *keep = &chart_open(chart)->visit;
	const Person *other;
	scoped(telling_end) Telling telling = {
		.desk = desk,
		.chart = chart,
		.right = ACT_ONE_PERSON,
		.act = "said that two numbers are one person",
	};
	if (!telling_begin(&telling, err) || !find_other(desk, telling.patient, typed, keep, &other, err) ||
	    !check_unsaid(desk, &telling.now, other, err))
		return false;
	Fact fact = FACT_NONE;
	fact.kind = FACT_MERGED;
	fact.from = other->nhs;
	return telling_put(&telling, &fact, err) && restrict_both(desk, &telling, other->nhs, err) &&
	       telling_commit(&telling, err);
}
