/* The papers for a patient, made and printed; what a sheet is stands in sheet.h. None is made of more than the patient
 * may be told (desk_chart_told). */
#pragma once

#include "model/audit/audit.h"
#include "model/desk/chart.h"
#include "model/desk/desk.h"
#include "model/desk/receipt_number.h"
#include "model/ledger/witness.h"
#include "model/paper/sheet.h"
#include "model/readings/owed.h"

/* The receipt: one page that a patient takes home after a visit, in large plain words of their language.
 *
 * What they chose, for whom, what it means, what stays shared, how to change it, who recorded it; each time somebody
 * looked without asking, of which they may be told since the last receipt; a code that opens this patient's page at the
 * desk; and the code of the ledger, so that paper witnesses it. It holds the name and nothing else of the patient: no
 * NHS number, address or telephone number; of private entries only how many; of the practice of a restricted patient
 * nothing. */

typedef struct Receipt {
	Sheet sheet;
	char code[RECEIPT_CODE + 1];
	char ledger_code[LEDGER_CODE_MAX]; /* of the ledger when it was made (ledger/witness.h) */
	char fact[RECEIPT_FACT_MAX];	   /* what the fact is called once it is handed out */
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

/* The papers that are handed to a patient besides the receipt: who has looked, the opt-out form, the guide.
 *
 * None holds an NHS number, an address or a telephone number; the form has the name and the date of birth, as it is
 * sent in. Texts live in `arena`. */

/* Who can see the record now, and who looked and when, the latest first: of the patient, in words. */
bool looked_make(Desk *desk, const Chart *chart, const Language *language, Arena *arena, Sheet *ret_sheet,
		 Error *err) must_check;

/* The form of Dorset, for a patient to sign: a box for each purpose. A tick stands where the patient opted out, or will
 * have from a day; the wish said at the desk changes that. */
typedef struct OptOutWish {
	bool given[Purpose_COUNT_]; /* by Purpose: something was said of it … */
	bool out[Purpose_COUNT_];   /* … and it is to opt out */
} OptOutWish;

bool opt_out_stands(const Chart *chart, Purpose purpose); /* now, or from a day that is set */
void opt_out_form_make(Desk *desk, const Chart *chart, const OptOutWish *wish, const Language *language, Arena *arena,
		       Sheet *ret_sheet);

/* That a complaint was received: by when it is acknowledged, what then follows, and where else to complain. */
void complaint_sheet_make(Desk *desk, const Chart *chart, const Owed *complaint, const Language *language, Arena *arena,
			  Sheet *ret_sheet);

/* The patient guide (guide.h); of nobody. `addresses`: with those of the practice (settings), which no paper of a
 * restricted patient has. */
void guide_sheet_make(Desk *desk, bool addresses, const Language *language, Arena *arena, Sheet *ret_sheet);

/* The accounts and what became of them: for staff, not for a patient. */
void accounts_sheet_make(Desk *desk, const AccountReview *review, Arena *arena, Sheet *ret_sheet);

/* Printing at the desk: a sheet to a printer or into a file (printing.h). */

enum { PRINTED_PATH_MAX = 512 }; /* a folder and the name of a file in it */

/* A language whose script needs shaping is never written as text: a text of it becomes a PDF. */
PrintHow print_how(const Sheet *sheet, PrintHow how);

/* To the printer of the setting "printer", or a new file in the folder of the setting "receipt-folder" (neither set:
 * the system's own printer, ~/sharedesk-receipts). `ret_path` names the file; "" where it went to a printer. */
bool desk_print(Desk *desk, const Sheet *sheet, PrintHow how, char ret_path[PRINTED_PATH_MAX], Error *err) must_check;
bool desk_prints(const Desk *desk); /* the port is there */
