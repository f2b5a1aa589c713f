/* What the parts of the reader of patient lists share. */
#pragma once

#include "exchange/list_rows.h"
#include "exchange/patient_columns.h"
#include "exchange/patient_list.h"

typedef struct PatientReader {
	const Organisation *practice;
	Date today;
	const ListHeader *header;
	Arena *arena;
	PatientList *list;
} PatientReader;

/* The row as a patient; what is not right goes into the list's faults. */
void patient_row_read(const PatientReader *reader, const ListRow *row, PatientRow *ret_row);
