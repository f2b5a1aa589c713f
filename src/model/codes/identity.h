/* How a patient shows who they are: by what they say of themselves. */
#pragma once

#include "base/error.h"
#include "model/facts/person.h"

/* What the patient said of themselves, unprompted, and was right: at least two before a code is shown or a choice is
 * recorded. Only fields that are on file can be ticked. */
typedef enum IdentityField {
	IDENTITY_BORN = 1 << 0,
	IDENTITY_POSTCODE = 1 << 1,
	IDENTITY_MOBILE = 1 << 2,
	IDENTITY_NHS = 1 << 3
} IdentityField;

enum { IDENTITY_FIELDS = 4, IDENTITY_NEEDED = 2 };

unsigned identity_on_file(const Person *person); /* IdentityField bits */
/* "date of birth and postcode". */
void identity_print(unsigned fields, Text *out);
/* At least two fields, all of them on file. */
bool identity_enough(const Person *person, unsigned fields, Error *err) must_check;
