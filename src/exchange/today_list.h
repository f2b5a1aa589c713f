/* Who comes today, as an appointment system or a spreadsheet saves it: CSV or TSV, in any encoding that encoding.h
 * reads, with an NHS number and, where there are such columns, the time and with whom. Source: PRACTICE §1.
 *
 * Strict, and taken whole or not at all, as patient_list.h. Of two appointments of one patient the earlier is kept. */
#pragma once

#include "exchange/list_faults.h"
#include "exchange/source.h"
#include "model/ledger/ledger.h"

enum { TODAY_ROWS_MAX = 2000 /* more are no list of one day */ };

typedef struct TodayList { /* all of it in the arena */
	const Expected *rows;
	const int64_t *lines; /* of each row: where it stands in the file */
	size_t count;
	const char *const *left; /* headings that say nothing to the desk */
	size_t left_count;
} TodayList;

/* Refused, where anything of it is not right or is of another day than `today`. */
bool today_list_read(Source *source, Date today, Arena *arena, TodayList *ret_list, Error *err) must_check;
