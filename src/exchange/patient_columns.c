#include "exchange/patient_columns.h"

static const ListColumn columns[PatientColumn_COUNT_] = {
	[COLUMN_NHS] = {"NHS number", {"nhs number", "nhs no", "nhsnumber", "nhs"}},
	[COLUMN_FAMILY] = {"family name", {"surname", "family name", "last name"}},
	[COLUMN_GIVEN] = {"given name", {"first name", "forename", "forenames", "given name", "given names"}},
	[COLUMN_TITLE] = {"title", {"title"}},
	[COLUMN_BORN] = {"date of birth", {"date of birth", "dob", "birth date", "d o b"}},
	[COLUMN_GENDER] = {"gender", {"sex", "gender"}},
	[COLUMN_POSTCODE] = {"postcode", {"postcode", "post code", "postal code"}},
	[COLUMN_MOBILE] = {"mobile number", {"mobile", "mobile telephone", "mobile number", "mobile phone"}},
	[COLUMN_EMAIL] = {"e-mail address", {"email", "e mail", "email address", "e mail address"}},
	[COLUMN_LANGUAGE] = {"language", {"main language", "preferred language", "first language"}},
	[COLUMN_INTERPRETER] = {"interpreter", {"interpreter required", "needs interpreter"}},
	[COLUMN_DIED] = {"date of death", {"date of death", "death date"}},
	[COLUMN_DECEASED] = {"deceased", {"deceased"}},
	[COLUMN_SINCE] = {"registration date", {"registration date", "date registered"}},
	[COLUMN_PRACTICE] = {"registered practice", {"registered practice"}},
	[COLUMN_PRACTICE_CODE] = {"practice code", {"practice code", "gp code", "organisation code"}},
};

const ListColumns patient_columns = {columns, PatientColumn_COUNT_};

bool patient_header_find(const char *text, size_t length, Arena *arena, ListHeader *ret_header)
{
	return list_header_find(text, length, &patient_columns, 2, arena, ret_header);
}
