/* Importing a practice's own list of patients (exchange/patient_list.h). */
#pragma once

#include "command/import_report.h"
#include "exchange/sink.h"
#include "exchange/source.h"
#include "model/desk/desk.h"
#include "model/ledger/ledger.h"

typedef struct ImportPatients {
	Desk *desk;
	const Ledger *ledger;
	Source *source;
	const Sink *sink;
	const char *shown; /* the name of the file, fit for a terminal */
	ImportReport *report;
} ImportPatients;

/* Inside a transaction, to be rolled back where it fails. What it did, and each row that is not right, goes into the
 * report. */
bool import_patients(const ImportPatients *import, Arena *arena, Error *err) must_check;
