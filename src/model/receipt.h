/* The receipt: one page that a patient takes home after a visit, in large plain words of their language.
 *
 * What they chose, for whom, what it means, what stays shared, how to change it, who recorded it; each time somebody
 * looked without asking since the last receipt; and a code that opens this patient's page at the desk. It holds the
 * name and nothing else of the patient: no NHS number, address or telephone number; of private entries only how many;
 * of the practice of a restricted patient nothing.
 *
 * The code is eight characters of Crockford's base 32: seven drawn by chance, and his check symbol (modulo 37; a code
 * whose symbol would be none of the 32 is not used). The `receipt` fact is called by a keyed hash of the code under
 * desk.key, so that who types it finds the fact at once, and who has the ledger without the key learns no code. */
#ifndef MODEL_RECEIPT_H
#define MODEL_RECEIPT_H

#include "model/desk_chart.h"
#include "model/sheet.h"

enum { RECEIPT_CODE = 8, RECEIPT_FACT_MAX = 40 };

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

/* "7K3M-9QX2" */
size_t receipt_code_print(const char *code, char out[RECEIPT_CODE + 2]);
/* What was typed, as Crockford reads it (small letters, hyphens, o for 0, i and l for 1), and whether its check is
 * right. */
bool receipt_code_read(const char *typed, char ret_code[RECEIPT_CODE + 1]);
/* The patient of this code: `ret_nhs` lives in `arena`, and is NULL where it is no code, or none that was handed
 * out. */
bool desk_find_receipt(Desk *desk, const char *typed, Arena *arena, const char **ret_nhs, Error *err) must_check;

#endif
