#include "model/codes/codes.h"

#include "base/macros.h"
#include "model/facts/contact.h"

static const struct IdentityRow {
	IdentityField field;
	const char *text;
} identity_rows[IDENTITY_FIELDS] = {
	{IDENTITY_BORN, "date of birth"},
	{IDENTITY_POSTCODE, "postcode"},
	{IDENTITY_MOBILE, "mobile number"},
	{IDENTITY_NHS, "NHS number"},
};

unsigned identity_on_file(const Person *person)
{
	scoped(arena_free) Arena arena = {0};
	return (date_is_none(person->born) ? 0U : IDENTITY_BORN) |
	       (text_empty(person->postcode) ? 0U : IDENTITY_POSTCODE) |
	       (*contact_of(person, CODE_SMS, &arena) ? IDENTITY_MOBILE : 0U) |
	       (text_empty(person->nhs) ? 0U : IDENTITY_NHS);
}

static int count_fields(unsigned fields)
{
	int count = 0;
	for (size_t i = 0; i < countof(identity_rows); i++)
		count += (fields & identity_rows[i].field) != 0;
	return count;
}

void identity_print(unsigned fields, Text *out)
{
	int left = count_fields(fields);
	for (size_t i = 0; i < countof(identity_rows); i++) {
		if (!(fields & identity_rows[i].field))
			continue;
		text_add(out, identity_rows[i].text);
		left--;
		text_add(out, left > 1 ? ", " : left == 1 ? " and " : "");
	}
}

bool identity_enough(const Person *person, unsigned fields, Error *err)
{
	if (fields & ~identity_on_file(person))
		return fail(err, ERROR_INPUT,
			    "What the patient said cannot be checked against what is not on file: tick another.");
	return count_fields(fields) >= IDENTITY_NEEDED ||
	       fail(err, ERROR_INPUT,
		    "Two things that the patient says of themselves must be right first, such as the date of birth "
		    "and the postcode: ask, and tick them.");
}
