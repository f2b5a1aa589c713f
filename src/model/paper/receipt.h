/* The receipt: one page that a patient takes home after a visit, in large plain words of their language.
 *
 * What they chose, for whom, what it means, what stays shared, how to change it, who recorded it; each time somebody
 * looked without asking since the last receipt; and a code that opens this patient's page at the desk. It holds the
 * name and nothing else of the patient: no NHS number, address or telephone number; of private entries only how many;
 * of the practice of a restricted patient nothing. */
#pragma once

#include "model/desk/chart.h"
#include "model/desk/receipt_number.h"
#include "model/paper/sheet.h"

typedef struct Receipt {
	Sheet sheet;
	char code[RECEIPT_CODE + 1];
	char fact[RECEIPT_FACT_MAX]; /* what the fact is called once it is handed out */
} Receipt;

/* Since when to tell: since the last receipt; INSTANT_MIN, all that holds, where there is none or nothing is new. */
Instant receipt_since(const Chart *chart);

/* Of what was chosen at `since` or later; INSTANT_MIN: of all that holds. Draws the code and tells nothing yet. Refused
 * for a patient who has died. */
bool receipt_make(Desk *desk, const Chart *chart, Instant since, const Language *language, Arena *arena,
		  Receipt *ret_receipt, Error *err) must_check;
/* The same receipt again, in another language or of another time: the code stays. */
void receipt_write(Desk *desk, const Chart *chart, Instant since, const Language *language, Arena *arena,
		   Receipt *receipt);
/* It was handed out: the fact. Once; a second copy of the same paper is the same receipt. */
bool desk_hand_out_receipt(Desk *desk, Chart *chart, const Receipt *receipt, Error *err) must_check;
