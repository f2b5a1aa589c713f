/* One card in a slot of a module, by PKCS #11. */
#pragma once

#include <p11-kit/pkcs11.h>
#include <stdbool.h>

#include "card/order.h"

/* The first slot with a card that was made ready for somebody; `ret_token` says which card it is, the label what it is
 * called. False: there is none. */
bool token_find(CK_FUNCTION_LIST *module, CK_SLOT_ID *ret_slot, char ret_token[TOKEN_ROOM], char label[HOLDER_ROOM]);
/* The name in the certificate by which the card signs, as far as it is seen without the PIN. */
bool token_holder(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, int64_t now, char out[HOLDER_ROOM]);
/* Logs in, signs, logs out: ANSWER_SIGNED, or ANSWER_REFUSED with a sentence. */
void token_sign(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, Order *order, Answer *answer);
