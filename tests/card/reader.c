/* A card reader for tests: a PKCS #11 module in front of another (SHAREDESK_READER_MODULE), which does what a file says
 * (SHAREDESK_READER), read at each look. What is not a challenge of sharedesk, or a hash, it does not sign.
 *
 *	in LABEL         the card of that label is in, and no other
 *	out              no card is
 *	blocked LABEL    it is in, and its PIN is blocked
 *	last LABEL       … and one try is left
 *	sha1 LABEL       … and it signs by SHA-1 alone
 *	liar LABEL       … and what it signs is wrong
 *	replay LABEL     … and it gives the signature that it gave last, whatever it is to sign
 *	older LABEL      … and it signs by SHA-1, whatever it says
 *	hang             a look never ends
 *	crash            a look ends the process */
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SLOTS_MAX = 32, WORD_MAX = 16, LABEL_MAX = 33, SIGNATURE_MAX = 1024, HASH_BYTES = 32, CHALLENGE_BYTES = 32 };

static CK_FUNCTION_LIST *inner;
static CK_FUNCTION_LIST outer;
static char word[WORD_MAX], label[LABEL_MAX];

static void read_file(void)
{
	const char *path = getenv("SHAREDESK_READER");
	FILE *file = path ? fopen(path, "r") : NULL;
	word[0] = label[0] = '\0';
	if (file && fscanf(file, "%15s %32s", word, label) < 1)
		word[0] = '\0';
	if (file)
		fclose(file);
}

static int is(const char *name)
{
	return strcmp(word, name) == 0;
}

static int has_label(CK_SLOT_ID slot)
{
	CK_TOKEN_INFO info;
	const size_t length = strlen(label);
	return length > 0 && inner->C_GetTokenInfo(slot, &info) == CKR_OK && memcmp(info.label, label, length) == 0 &&
	       (length == sizeof info.label || info.label[length] == ' ');
}

static CK_RV slot_list(CK_BBOOL present, CK_SLOT_ID *slots, CK_ULONG *count)
{
	CK_SLOT_ID all[SLOTS_MAX];
	CK_ULONG many = SLOTS_MAX, left = 0;
	read_file();
	while (is("hang"))
		pause();
	if (is("crash"))
		raise(SIGSEGV);
	CK_RV done = inner->C_GetSlotList(CK_TRUE, all, &many);
	for (CK_ULONG i = 0; done == CKR_OK && i < many; i++)
		if (!is("out") && has_label(all[i]) && left < *count)
			slots[left++] = all[i];
	*count = left;
	return done;
}

static CK_RV token_info(CK_SLOT_ID slot, CK_TOKEN_INFO *info)
{
	const CK_RV done = inner->C_GetTokenInfo(slot, info);
	if (is("blocked"))
		info->flags |= CKF_USER_PIN_LOCKED;
	if (is("last"))
		info->flags |= CKF_USER_PIN_FINAL_TRY;
	return done;
}

static CK_RV log_in(CK_SESSION_HANDLE session, CK_USER_TYPE as, CK_UTF8CHAR *pin, CK_ULONG size)
{
	return is("blocked") ? CKR_PIN_LOCKED : inner->C_Login(session, as, pin, size);
}

static CK_RV mechanisms(CK_SLOT_ID slot, CK_MECHANISM_TYPE *list, CK_ULONG *count)
{
	const CK_RV done = inner->C_GetMechanismList(slot, list, count);
	CK_ULONG left = 0;
	for (CK_ULONG i = 0; list && is("sha1") && i < *count; i++)
		if (list[i] == CKM_SHA1_RSA_PKCS)
			list[left++] = list[i];
	if (list && is("sha1"))
		*count = left;
	return done;
}

static CK_RV sign_init(CK_SESSION_HANDLE session, CK_MECHANISM *by, CK_OBJECT_HANDLE key)
{
	CK_MECHANISM sha1 = {.mechanism = CKM_SHA1_RSA_PKCS};
	return inner->C_SignInit(session, is("older") ? &sha1 : by, key);
}

static CK_RV sign(CK_SESSION_HANDLE session, CK_BYTE *text, CK_ULONG size, CK_BYTE *out, CK_ULONG *out_size)
{
	static const char prefix[] = "sharedesk card sign-in v1";
	static CK_BYTE last[SIGNATURE_MAX];
	if (size != HASH_BYTES && (size != sizeof prefix + CHALLENGE_BYTES || memcmp(text, prefix, sizeof prefix) != 0))
		return CKR_DATA_INVALID;
	const CK_RV done = inner->C_Sign(session, text, size, out, out_size);
	if (done != CKR_OK || !out || *out_size > sizeof last)
		return done;
	if (is("replay"))
		memcpy(out, last, *out_size);
	memcpy(last, out, *out_size);
	if (is("liar"))
		out[0] ^= 1;
	return done;
}

CK_RV C_GetFunctionList(CK_FUNCTION_LIST **list)
{
	union {
		void *found;
		CK_RV (*call)(CK_FUNCTION_LIST **list);
	} get = {NULL};
	const char *path = getenv("SHAREDESK_READER_MODULE");
	void *module = path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
	if (module)
		get.found = dlsym(module, "C_GetFunctionList");
	if (!get.found || get.call(&inner) != CKR_OK)
		return CKR_GENERAL_ERROR;
	outer = *inner;
	outer.C_GetSlotList = slot_list;
	outer.C_GetTokenInfo = token_info;
	outer.C_Login = log_in;
	outer.C_GetMechanismList = mechanisms;
	outer.C_SignInit = sign_init;
	outer.C_Sign = sign;
	*list = &outer;
	return CKR_OK;
}
