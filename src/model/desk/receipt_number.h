/* The code of a receipt, by which its patient is found.
 *
 * It is eight characters of Crockford's base 32: seven drawn by chance, and his check symbol (modulo 37; a code
 * whose symbol would be none of the 32 is not used). The `receipt` fact is called by a keyed hash of the code under
 * desk.key, so that who types it finds the fact at once, and who has the ledger without the key learns no code. */
#pragma once

#include "model/desk/desk.h"

enum { RECEIPT_CODE = 8, RECEIPT_FACT_MAX = 40 };

/* A new one, and what its fact is called once it is handed out. */
bool receipt_code_draw(Desk *desk, char ret_code[RECEIPT_CODE + 1], char ret_fact[RECEIPT_FACT_MAX],
		       Error *err) must_check;
/* "7K3M-9QX2" */
size_t receipt_code_print(const char *code, char out[RECEIPT_CODE + 2]);
/* What was typed, as Crockford reads it (small letters, hyphens, o for 0, i and l for 1), and whether its check is
 * right. */
bool receipt_code_read(const char *typed, char ret_code[RECEIPT_CODE + 1]);
/* The patient of this code: `ret_nhs` lives in `arena`, and is NULL where it is no code, or none that was handed
 * out. */
bool desk_find_receipt(Desk *desk, const char *typed, Arena *arena, const char **ret_nhs, Error *err) must_check;
