/* The columns of a practice's own list of patients, by their headings (list_header.h). Source: PRACTICE §1. */
#pragma once

#include "exchange/list_header.h"

typedef enum PatientColumn {
	COLUMN_NHS,
	COLUMN_FAMILY,
	COLUMN_GIVEN,
	COLUMN_TITLE,
	COLUMN_BORN,
	COLUMN_GENDER,
	COLUMN_POSTCODE,
	COLUMN_MOBILE,
	COLUMN_EMAIL,
	COLUMN_LANGUAGE,
	COLUMN_INTERPRETER,
	COLUMN_DIED,
	COLUMN_DECEASED, /* says of a death that it was, or when */
	COLUMN_SINCE,
	COLUMN_PRACTICE,      /* a code or a name */
	COLUMN_PRACTICE_CODE, /* goes before it */
	PatientColumn_COUNT_
} PatientColumn;

extern const ListColumns patient_columns; /* by PatientColumn */

/* The line among the first ones with the headings: an NHS number and something else of a patient. Lives in `arena`. */
bool patient_header_find(const char *text, size_t length, Arena *arena, ListHeader *ret_header);
