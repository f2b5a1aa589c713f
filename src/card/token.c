#include "card/token.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"
#include "card/certificate.h"

enum { SLOTS_MAX = 32, FOUND_MAX = 16, ID_ROOM = 128, MECHANISMS_MAX = 256 };

/* A certificate on the card, and the key that goes with it. */
typedef struct Pair {
	unsigned char der[CERTIFICATE_ROOM], id[ID_ROOM];
	CK_ULONG der_size, id_size;
	CK_OBJECT_HANDLE key;
	CK_KEY_TYPE type;
	int worth; /* certificate_worth; 0: none was found */
} Pair;

static void refuse(Answer *answer, const char *sentence)
{
	answer->kind = ANSWER_REFUSED;
	text_copy(answer->sentence, sizeof answer->sentence, sentence);
}

/* --- Which card --- */

/* Fixed length, blanks behind, no zero. */
static void padded(const CK_UTF8CHAR *bytes, size_t size, char *out, size_t room)
{
	scoped(arena_free) Arena arena = {0};
	text_copy(out, room, utf8_tidy(&arena, utf8_clean(&arena, arena_bytes(&arena, (const char *)bytes, size))));
}

static bool read_token(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, char token[TOKEN_ROOM], char label[HOLDER_ROOM])
{
	CK_TOKEN_INFO info = {0};
	char serial[64], maker[64];
	if (module->C_GetTokenInfo(slot, &info) != CKR_OK || !(info.flags & CKF_TOKEN_INITIALIZED))
		return false;
	padded(info.serialNumber, sizeof info.serialNumber, serial, sizeof serial);
	padded(info.manufacturerID, sizeof info.manufacturerID, maker, sizeof maker);
	padded(info.label, sizeof info.label, label, HOLDER_ROOM);
	text_print(token, TOKEN_ROOM, "%lu %s %s", (unsigned long)slot, serial, maker);
	return true;
}

bool token_find(CK_FUNCTION_LIST *module, CK_SLOT_ID *ret_slot, char ret_token[TOKEN_ROOM], char label[HOLDER_ROOM])
{
	CK_SLOT_ID slots[SLOTS_MAX];
	CK_ULONG count = SLOTS_MAX;
	if (module->C_GetSlotList(CK_TRUE, slots, &count) != CKR_OK)
		return false;
	for (CK_ULONG i = 0; i < count; i++)
		if (read_token(module, slots[i], ret_token, label)) {
			*ret_slot = slots[i];
			return true;
		}
	return false;
}

/* --- What is on it --- */

static CK_ULONG find(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, CK_ATTRIBUTE *like, CK_ULONG count,
		     CK_OBJECT_HANDLE found[FOUND_MAX])
{
	CK_ULONG many = 0;
	if (module->C_FindObjectsInit(session, like, count) != CKR_OK)
		return 0;
	if (module->C_FindObjects(session, found, FOUND_MAX, &many) != CKR_OK)
		many = 0;
	module->C_FindObjectsFinal(session);
	return many;
}

static bool read_pair(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, CK_OBJECT_HANDLE object, int64_t now,
		      Pair *pair)
{
	CK_ATTRIBUTE wanted[] = {{CKA_VALUE, pair->der, sizeof pair->der}, {CKA_ID, pair->id, sizeof pair->id}};
	if (module->C_GetAttributeValue(session, object, wanted, countof(wanted)) != CKR_OK ||
	    wanted[0].ulValueLen > sizeof pair->der || wanted[1].ulValueLen > sizeof pair->id)
		return false;
	pair->der_size = wanted[0].ulValueLen;
	pair->id_size = wanted[1].ulValueLen;
	pair->worth = certificate_worth(pair->der, pair->der_size, now);
	return true;
}

static bool find_key(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, Pair *pair)
{
	CK_OBJECT_CLASS class = CKO_PRIVATE_KEY;
	CK_BBOOL signs = CK_TRUE;
	CK_OBJECT_HANDLE found[FOUND_MAX];
	CK_ATTRIBUTE like[] = {
		{CKA_CLASS, &class, sizeof class}, {CKA_SIGN, &signs, sizeof signs}, {CKA_ID, pair->id, pair->id_size}};
	CK_ATTRIBUTE type = {CKA_KEY_TYPE, &pair->type, sizeof pair->type};
	if (find(module, session, like, countof(like), found) == 0 ||
	    module->C_GetAttributeValue(session, found[0], &type, 1) != CKR_OK)
		return false;
	pair->key = found[0];
	return true;
}

/* The certificate that is worth most; `with_key`: of those whose key is there too. */
static bool find_best(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, int64_t now, bool with_key, Pair *best)
{
	CK_OBJECT_CLASS class = CKO_CERTIFICATE;
	CK_CERTIFICATE_TYPE type = CKC_X_509;
	CK_ATTRIBUTE like[] = {{CKA_CLASS, &class, sizeof class}, {CKA_CERTIFICATE_TYPE, &type, sizeof type}};
	CK_OBJECT_HANDLE found[FOUND_MAX];
	const CK_ULONG count = find(module, session, like, countof(like), found);
	best->worth = 0;
	for (CK_ULONG i = 0; i < count; i++) {
		Pair pair = {0};
		if (read_pair(module, session, found[i], now, &pair) && pair.worth > best->worth &&
		    (!with_key || find_key(module, session, &pair)))
			*best = pair;
	}
	return best->worth > 0;
}

bool token_holder(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, int64_t now, char out[HOLDER_ROOM])
{
	CK_SESSION_HANDLE session;
	Pair best;
	out[0] = '\0';
	if (module->C_OpenSession(slot, CKF_SERIAL_SESSION, NULL, NULL, &session) != CKR_OK)
		return false;
	const bool found =
		find_best(module, session, now, false, &best) && certificate_holder(best.der, best.der_size, out);
	module->C_CloseSession(session);
	return found;
}

/* --- Signing --- */

static bool signs_by(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, CK_MECHANISM_TYPE mechanism)
{
	CK_MECHANISM_TYPE list[MECHANISMS_MAX];
	CK_ULONG count = MECHANISMS_MAX;
	if (module->C_GetMechanismList(slot, list, &count) != CKR_OK)
		return false;
	for (CK_ULONG i = 0; i < count; i++)
		if (list[i] == mechanism)
			return true;
	return false;
}

/* How the key signs; false, with a sentence, where that is not taken here. */
static bool choose(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, const Order *order, const Pair *pair,
		   CK_MECHANISM *mechanism, Answer *answer)
{
	*mechanism = (CK_MECHANISM){.mechanism = pair->type == CKK_EC ? CKM_ECDSA : CKM_SHA256_RSA_PKCS};
	answer->digest = DIGEST_SHA256;
	if (signs_by(module, slot, mechanism->mechanism))
		return true;
	mechanism->mechanism = CKM_SHA1_RSA_PKCS;
	answer->digest = DIGEST_SHA1;
	if (pair->type == CKK_RSA && order->allow_sha1 && signs_by(module, slot, CKM_SHA1_RSA_PKCS))
		return true;
	refuse(answer, "This card cannot sign by SHA-256, and this site takes nothing older: use another card.");
	return false;
}

/* Some keys ask for the PIN at each signature. */
static bool asks_again(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, const Pair *pair)
{
	CK_BBOOL always = CK_FALSE;
	CK_ATTRIBUTE wanted = {CKA_ALWAYS_AUTHENTICATE, &always, sizeof always};
	return module->C_GetAttributeValue(session, pair->key, &wanted, 1) == CKR_OK && always == CK_TRUE;
}

static CK_RV log_in(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, CK_USER_TYPE as, Order *order)
{
	return module->C_Login(session, as, (CK_UTF8CHAR *)order->pin, strlen(order->pin));
}

static bool sign(CK_FUNCTION_LIST *module, CK_SESSION_HANDLE session, CK_MECHANISM *mechanism, Order *order,
		 const Pair *pair, Answer *answer)
{
	unsigned char hash[EVP_MAX_MD_SIZE], *text = order->text;
	CK_ULONG size = sizeof order->text, signed_size = sizeof answer->signature;
	unsigned hash_size = 0;
	if (pair->type == CKK_EC) {
		if (EVP_Digest(order->text, sizeof order->text, hash, &hash_size, EVP_sha256(), NULL) != 1)
			return false;
		text = hash;
		size = hash_size;
	}
	if (module->C_SignInit(session, mechanism, pair->key) != CKR_OK ||
	    (asks_again(module, session, pair) && log_in(module, session, CKU_CONTEXT_SPECIFIC, order) != CKR_OK) ||
	    module->C_Sign(session, text, size, answer->signature, &signed_size) != CKR_OK ||
	    signed_size > sizeof answer->signature)
		return false;
	memcpy(answer->certificate, pair->der, pair->der_size);
	answer->certificate_size = pair->der_size;
	answer->signature_size = signed_size;
	return true;
}

/* How many tries are left PKCS #11 says in words only. */
static void refuse_pin(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, CK_RV why, Answer *answer)
{
	CK_TOKEN_INFO info = {0};
	const CK_FLAGS flags = module->C_GetTokenInfo(slot, &info) == CKR_OK ? info.flags : 0;
	if (why == CKR_PIN_LOCKED || (flags & CKF_USER_PIN_LOCKED))
		refuse(answer, "The PIN of this card is blocked: have it unblocked where the card was given out.");
	else if (why == CKR_PIN_EXPIRED)
		refuse(answer, "The PIN of this card is to be changed first, with the program that came with it.");
	else if (why == CKR_DEVICE_REMOVED || why == CKR_TOKEN_NOT_PRESENT)
		refuse(answer, "The card was taken out: put it in again and type its PIN.");
	else if (why != CKR_PIN_INCORRECT && why != CKR_PIN_INVALID && why != CKR_PIN_LEN_RANGE)
		refuse(answer, "The card did not take the PIN, and does not say why: take it out and put it in again.");
	else if (flags & CKF_USER_PIN_FINAL_TRY)
		refuse(answer, "That is not the PIN of this card: one more try, then it is blocked.");
	else if (flags & CKF_USER_PIN_COUNT_LOW)
		refuse(answer, "That is not the PIN of this card: a few more wrong ones block it.");
	else
		refuse(answer, "That is not the PIN of this card: type it again.");
}

static void sign_logged_in(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, CK_SESSION_HANDLE session, Order *order,
			   Answer *answer)
{
	static Pair best;
	CK_MECHANISM mechanism;
	if (!find_best(module, session, order->now, true, &best))
		refuse(answer, "This card has no certificate for signing: use another.");
	else if (!choose(module, slot, order, &best, &mechanism, answer))
		return;
	else if (sign(module, session, &mechanism, order, &best, answer))
		answer->kind = ANSWER_SIGNED;
	else
		refuse(answer, "The card did not sign: take it out, put it in again and type its PIN.");
}

/* Whoever logged in before is logged out first: the PIN is asked of the card each time. */
void token_sign(CK_FUNCTION_LIST *module, CK_SLOT_ID slot, Order *order, Answer *answer)
{
	CK_SESSION_HANDLE session;
	module->C_CloseAllSessions(slot);
	if (module->C_OpenSession(slot, CKF_SERIAL_SESSION, NULL, NULL, &session) != CKR_OK) {
		refuse(answer, "The card cannot be read: take it out and put it in again.");
		return;
	}
	const CK_RV why = log_in(module, session, CKU_USER, order);
	if (why != CKR_OK) {
		refuse_pin(module, slot, why, answer);
	} else {
		sign_logged_in(module, slot, session, order, answer);
		module->C_Logout(session);
	}
	OPENSSL_cleanse(order->pin, sizeof order->pin);
	module->C_CloseSession(session);
}
