/* What a file is, by its content: names and extensions are not believed. */
#pragma once

#include "exchange/site_list.h"

typedef enum Format {
	FORMAT_LEDGER_LINES,
	FORMAT_ODS,
	FORMAT_FHIR,
	FORMAT_PATIENTS,  /* a practice's own list (patient_list.h) */
	FORMAT_SENSITIVE, /* from here on a site's own lists, in the order of SiteListKind (site_list.h) */
	FORMAT_SYSTEMS,
	FORMAT_STANDINGS,
	FORMAT_PASS_ON,
	FORMAT_TODAY /* who comes today (today_list.h) */
} Format;

/* Looks at the first bytes and leaves them to be read. For anything else, a sentence that says what it seems to be and
 * what the desk reads. */
bool detect_format(Source *source, Format *ret_format, Error *err) must_check;

/* For who wants a table and nothing else: refuses a spreadsheet, an archive, what is empty and the like. */
bool detect_table(Source *source, Error *err) must_check;
