#include "card/module.h"

#include <openssl/crypto.h>
#include <p11-kit/p11-kit.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>

#include "base/text.h"
#include "card/token.h"

/* What was seen at the last look: a holder's name is read once for each card. */
typedef struct Seen {
	char token[TOKEN_ROOM], holder[HOLDER_ROOM];
} Seen;

static bool look(CK_FUNCTION_LIST *module, const Order *order, Seen *seen, CK_SLOT_ID *ret_slot, Answer *answer)
{
	char token[TOKEN_ROOM], label[HOLDER_ROOM];
	answer->kind = ANSWER_NOTHING;
	if (!token_find(module, ret_slot, token, label)) {
		*seen = (Seen){0};
		return false;
	}
	if (!text_is(token, seen->token)) {
		text_copy(seen->token, sizeof seen->token, token);
		if (!token_holder(module, *ret_slot, order->now, seen->holder))
			text_copy(seen->holder, sizeof seen->holder, label);
	}
	answer->kind = ANSWER_CARD;
	text_copy(answer->token, sizeof answer->token, seen->token);
	text_copy(answer->holder, sizeof answer->holder, seen->holder);
	return true;
}

static void carry_out(CK_FUNCTION_LIST *module, Order *order, Seen *seen, Answer *answer)
{
	CK_SLOT_ID slot;
	*answer = (Answer){0};
	if (look(module, order, seen, &slot, answer) && order->kind == ORDER_SIGN)
		token_sign(module, slot, order, answer);
	OPENSSL_cleanse(order, sizeof *order);
}

static bool load(const char *path, CK_FUNCTION_LIST **ret_module, Answer *answer)
{
	CK_FUNCTION_LIST *module = p11_kit_module_load(path, P11_KIT_MODULE_UNMANAGED);
	if (module && p11_kit_module_initialize(module) == CKR_OK) {
		*ret_module = module;
		return true;
	}
	*answer = (Answer){.kind = ANSWER_TROUBLE};
	text_print(answer->sentence, sizeof answer->sentence,
		   "The card reader's module %s cannot be %s: check [card] in sharedesk.ini.", path,
		   module ? "started" : "loaded");
	return false;
}

void module_serve(const char *path, int fd)
{
	static Order order; /* the PIN stands in it: locked, and in no core file */
	static Answer answer;
	CK_FUNCTION_LIST *module;
	Seen seen = {0};
	mlock(&order, sizeof order);
	const bool loaded = load(path, &module, &answer);
	while (recv(fd, &order, sizeof order, 0) == (ssize_t)sizeof order) {
		if (loaded)
			carry_out(module, &order, &seen, &answer);
		OPENSSL_cleanse(&order, sizeof order);
		if (send(fd, &answer, sizeof answer, MSG_NOSIGNAL) != (ssize_t)sizeof answer || !loaded)
			break;
	}
	if (loaded)
		p11_kit_module_finalize(module);
}
