/* Adding a patient by hand: what was typed becomes a person, and nobody is added twice. */
#include <string.h>

#include "base/date_typed.h"
#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/desk/telling.h"
#include "model/facts/contact.h"
#include "model/facts/nhs_number.h"
#include "model/people/people.h"
#include "model/spoken/language.h"

enum { AGE_MAX = 125, NHS_BYTES = 11 };

/* --- What was typed --- */

static const char *said(const char *typed, Arena *arena)
{
	size_t length = strlen(text_or(typed, ""));
	const char *begin = text_trim(text_or(typed, ""), &length);
	return length > 0 ? arena_bytes(arena, begin, length) : NULL;
}

static bool read_number(const NewPatient *patient, Arena *arena, Person *person, Error *err)
{
	NhsNumber number;
	if (!said(patient->nhs, arena))
		return fail(err, ERROR_INPUT,
			    "Without an NHS number nobody is added: find it in the NHS App, in the record system, or "
			    "by a PDS trace that the practice makes.");
	if (!nhs_number_parse(patient->nhs, &number, err))
		return false;
	person->nhs = arena_text(arena, number.digits);
	return true;
}

/* The year as it was typed: with two digits, another century would do as well. */
static bool one_century(const char *typed, Date today, Date born)
{
	Date earlier;
	today.year -= 100;
	return date_parse_typed(typed, today, &earlier) && date_order(born, earlier) == 0;
}

static bool read_born(const NewPatient *patient, Date today, Arena *arena, Person *person, Error *err)
{
	const char *typed = said(patient->born, arena);
	Date born;
	if (!typed)
		return fail(err, ERROR_INPUT, "The date of birth is missing: ask for it.");
	if (!date_parse_typed(typed, today, &born))
		return fail(err, ERROR_INPUT, "The date of birth is no date: type it as 14-Jul-1945 or 14/7/1945.");
	if (!one_century(typed, today, born))
		return fail(err, ERROR_INPUT, "Type the year of birth with all its four digits.");
	if (date_order(today, born) < 0)
		return fail(err, ERROR_INPUT, "The date of birth has not come yet: ask for it again.");
	if (date_age(born, today) > AGE_MAX)
		return fail(err, ERROR_INPUT, "Nobody is as old as that: ask for the date of birth again.");
	person->born = born;
	return true;
}

static bool read_contact(const NewPatient *patient, Arena *arena, Person *person, Error *err)
{
	const char *mobile = said(patient->mobile, arena);
	char digits[CONTACT_MOBILE + 1];
	person->email = said(patient->email, arena);
	if ((mobile && !contact_mobile(mobile, digits, err)) || (person->email && !contact_email(person->email, err)))
		return false;
	person->mobile = mobile ? arena_text(arena, digits) : NULL;
	return true;
}

static bool read_name(const NewPatient *patient, Arena *arena, Person *person, Error *err)
{
	person->family = text_or(said(patient->family, arena), "");
	person->given = text_or(said(patient->given, arena), "");
	return *utf8_fold(arena, person_filed_name(person)) ||
	       fail(err, ERROR_INPUT, "The name is missing: a family name, or the one name that there is.");
}

static bool read_patient(const NewPatient *patient, Date today, Arena *arena, Person *ret_person, Error *err)
{
	const char *language = said(patient->language, arena), *postcode = said(patient->postcode, arena);
	const Language *known = language ? language_find(language) : NULL;
	Person person = {
		.title = said(patient->title, arena),
		.preferred = said(patient->preferred, arena),
		.gender = said(patient->gender, arena),
		.postcode = postcode ? utf8_upper(arena, postcode) : NULL,
		.language = known ? known->code : language,
		.interpreter = patient->interpreter,
	};
	if (!read_number(patient, arena, &person, err) || !read_name(patient, arena, &person, err) ||
	    !read_born(patient, today, arena, &person, err) || !read_contact(patient, arena, &person, err))
		return false;
	*ret_person = person;
	return true;
}

/* --- Who is there already --- */

static bool is_alike(const Person *a, const Person *b, Arena *arena)
{
	const Person turned = {.family = a->given, .given = a->family};
	return person_same_names(arena, a, b) || person_same_names(arena, &turned, b);
}

static bool look_alike(Desk *desk, const Person *person, Arena *arena, Alike *ret_alike, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	PersonList born;
	Alike alike = {0};
	PersonQuery query = {.born = person->born, .limit = INT32_MAX};
	if (!ledger.ops->person(ledger.self, person->nhs, arena, &alike.holder, err) ||
	    !ledger.ops->find_people(ledger.self, &query, arena, &born, err))
		return false;
	Person *others = arena_array(arena, born.count, sizeof *others);
	for (size_t i = 0; i < born.count; i++)
		if (!text_is(born.items[i].nhs, person->nhs) && is_alike(person, &born.items[i], arena))
			others[alike.others.count++] = born.items[i];
	alike.others.items = others;
	*ret_alike = alike;
	return true;
}

bool desk_look_alike(Desk *desk, const NewPatient *patient, Arena *arena, Alike *ret_alike, Error *err)
{
	Person person;
	if (!desk_allows(desk, ACT_ADD_PATIENT, err) || !read_patient(patient, desk_today(desk), arena, &person, err))
		return false;
	scoped(reading_end) Reading reading = {0};
	return reading_begin(&reading, &desk->ports.ledger, err) && look_alike(desk, &person, arena, ret_alike, err);
}

static bool check_new(Desk *desk, const Person *person, size_t others, Arena *arena, Error *err)
{
	Alike alike;
	if (!look_alike(desk, person, arena, &alike, err))
		return false;
	if (alike.holder)
		return fail(err, ERROR_REFUSED, "%s is on file with the NHS number %s already: open that record.",
			    person_full_name(alike.holder, arena), nhs_number_text(person->nhs, arena));
	return alike.others.count <= others ||
	       fail(err, ERROR_REFUSED,
		    "%s, born on the same day, is on file already: say first whether this is somebody else.",
		    person_full_name(&alike.others.items[0], arena));
}

/* --- Telling --- */

static bool put_registration(Telling *telling, const Person *person, Error *err)
{
	char id[DESK_ID_MAX];
	Fact fact = FACT_NONE;
	fact.kind = FACT_REGISTERED;
	fact.patient = person->nhs;
	fact.org = desk_practice_code(telling->desk, telling->now.arena);
	fact.episode = id;
	if (!fact.org)
		return fail(err, ERROR_MISSING, "This desk does not know its practice: set it up first.");
	return desk_new_id(telling->desk, "e", id, err) && telling_put(telling, &fact, err);
}

/* On file by a fact of its own, from nothing: the request card then warns of a code that goes to what was given a
 * moment ago, and no list overwrites it (known_keep_by_hand). */
static bool put_contact(Telling *telling, const Person *person, Error *err)
{
	Fact fact = FACT_NONE;
	fact.kind = FACT_CONTACT;
	fact.patient = person->nhs;
	fact.mobile = person->mobile;
	fact.email = person->email;
	return (!fact.mobile && !fact.email) || telling_put(telling, &fact, err);
}

bool desk_add_patient(Desk *desk, const NewPatient *patient, char ret_nhs[11], Error *err)
{
	scoped(telling_end) Telling telling = {.desk = desk, .right = ACT_ADD_PATIENT};
	Arena *arena = &telling.arena;
	Person person;
	if (!telling_may(&telling, err) || (!patient->elsewhere && !desk_allows(desk, ACT_REGISTER, err)) ||
	    !read_patient(patient, desk_today(desk), arena, &person, err) || !telling_begin(&telling, err) ||
	    !check_new(desk, &person, patient->others, arena, err))
		return false;
	Person filed = person;
	filed.mobile = filed.email = NULL;
	if (!telling_put_person(&telling, &filed, err) ||
	    (!patient->elsewhere && !put_registration(&telling, &person, err)) ||
	    !put_contact(&telling, &person, err) || !telling_commit(&telling, err))
		return false;
	text_copy(ret_nhs, NHS_BYTES, person.nhs);
	return true;
}
