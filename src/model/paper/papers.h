/* The papers that are handed to a patient besides the receipt (receipt.h): who has looked, the opt-out form, the guide.
 *
 * None holds an NHS number, an address or a telephone number; the form has the name and the date of birth, as it is
 * sent in. Texts live in `arena`. */
#pragma once

#include "model/desk/chart.h"
#include "model/paper/sheet.h"

/* Who can see the record now, and who looked and when, the latest first: of the patient, in words. */
void looked_make(Desk *desk, const Chart *chart, const Language *language, Arena *arena, Sheet *ret_sheet);

/* The form of Dorset, for a patient to sign: a box for each purpose. A tick stands where the patient opted out, or will
 * have from a day; the wish said at the desk changes that. */
typedef struct OptOutWish {
	bool given[Purpose_COUNT_]; /* by Purpose: something was said of it … */
	bool out[Purpose_COUNT_];   /* … and it is to opt out */
} OptOutWish;

bool opt_out_stands(const Chart *chart, Purpose purpose); /* now, or from a day that is set */
void opt_out_form_make(Desk *desk, const Chart *chart, const OptOutWish *wish, const Language *language, Arena *arena,
		       Sheet *ret_sheet);

/* The patient guide (guide.h); of nobody. */
void guide_sheet_make(Desk *desk, const Language *language, Arena *arena, Sheet *ret_sheet);
