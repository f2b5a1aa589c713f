/* The organisation lists of the NHS Organisation Data Service: epraccur (practices and other prescribing services), etr
 * (trusts), eccg (sub-ICB locations). CSV, 27 columns, no header, dates YYYYMMDD. Sources: FORMATS §3, DOMAIN §6.
 *
 * Columns used, counted from 1: 1 code, 2 name, 4 ICB, 5–9 address, 10 postcode, 11 opened, 12 closed (its last day),
 * 13 status, 14 roles of a commissioner, 15 sub-ICB (of a branch surgery: the practice that runs it, not used), 18
 * telephone, 26 prescribing setting. Blanks around a value are dropped, codes come in capitals.
 * A row without a prescribing setting is a trust, a commissioner or a branch surgery by its code, roles and name; of
 * any other no type is said. Nobody is registered at a branch: its care is planned, the practice's is GP.
 * Strict: a row that is not right names its line and column, and the reading stops there. Doctors (rows of egpcur and
 * egpam: a letter and seven digits) are no organisations: passed over and counted; a list of nobody else is refused. */
#pragma once

#include "exchange/sink.h"
#include "exchange/source.h"

enum { ODS_COLUMNS = 27 };

typedef struct OdsSummary {
	size_t doctors; /* passed over */
} OdsSummary;

bool ods_read(Source *source, const Sink *sink, OdsSummary *ret_summary, Error *err) must_check;
