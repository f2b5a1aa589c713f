/* The columns of a practice's own list of patients, by their headings: no vendor fixes a format, and a report has the
 * columns that somebody picked, often with lines above. Source: PRACTICE §1. */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

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

typedef struct PatientHeader {
	int64_t line;	/* on which the headings stand */
	size_t end;	/* where the first row begins */
	char delimiter; /* tab, comma or semicolon */
	size_t count;
	const char *const *headings;	    /* as the file writes them */
	size_t place[PatientColumn_COUNT_]; /* counted from 1; 0: the list has no such column */
	PatientColumn *columns;		    /* of each heading; PatientColumn_COUNT_: unknown */
	bool twice;			    /* two headings say the same */
	PatientColumn said_twice;
} PatientHeader;

/* What a column says, for people: "date of birth". */
const char *patient_column_label(PatientColumn column);

/* The line among the first ones with the headings: an NHS number and something else of a patient. Lives in `arena`. */
bool patient_header_find(const char *text, size_t length, Arena *arena, PatientHeader *ret_header);
