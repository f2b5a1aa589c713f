/* The organisation lists of the NHS Organisation Data Service: epraccur (practices and other prescribing services), etr
 * (trusts), eccg (sub-ICB locations). CSV, 27 columns, no header, dates YYYYMMDD. Sources: FORMATS §3, DOMAIN §6.
 *
 * Columns used, counted from 1: 1 code, 2 name, 4 ICB, 5–9 address, 10 postcode, 11 opened, 12 closed (its last day),
 * 13 status, 14 roles of a commissioner, 15 sub-ICB, 18 telephone, 26 prescribing setting.
 * Strict: a row that is not right names its line and column, and the reading stops there. */
#pragma once

#include "exchange/sink.h"
#include "exchange/source.h"

enum { ODS_COLUMNS = 27 };

bool ods_read(Source *source, const Sink *sink, Error *err) must_check;
