#include "model/desk/receipt_number.h"

#include <sodium.h>
#include <string.h>

#include "base/code32.h"
#include "model/desk/inside.h"

enum { DATA = RECEIPT_CODE - 1, CHECK_MODULUS = 37, BASE = 32, DRAWS_MAX = 64, ID_BYTES = 16 };

static unsigned check_of(const unsigned char values[DATA])
{
	unsigned check = 0;
	for (size_t i = 0; i < DATA; i++)
		check = (check * BASE + values[i]) % CHECK_MODULUS;
	return check;
}

static bool draw_one(Desk *desk, char ret_code[RECEIPT_CODE + 1], bool *ret_usable, Error *err)
{
	unsigned char values[DATA];
	if (!desk->ports.entropy.fill(desk->ports.entropy.self, values, sizeof values, err))
		return false;
	for (size_t i = 0; i < DATA; i++) {
		values[i] %= BASE; /* 256 is a multiple of 32 */
		ret_code[i] = code32_symbol(values[i]);
	}
	const unsigned check = check_of(values);
	*ret_usable = check < BASE;
	ret_code[DATA] = code32_symbol(check);
	ret_code[RECEIPT_CODE] = '\0';
	return true;
}

bool receipt_code_read(const char *typed, char ret_code[RECEIPT_CODE + 1])
{
	unsigned char values[RECEIPT_CODE];
	size_t count = 0;
	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		const int value = code32_value(*typed);
		if (value < 0 || count == RECEIPT_CODE)
			return false;
		values[count++] = (unsigned char)value;
	}
	if (count < RECEIPT_CODE || check_of(values) != values[DATA])
		return false;
	for (size_t i = 0; i < RECEIPT_CODE; i++)
		ret_code[i] = code32_symbol(values[i]);
	ret_code[RECEIPT_CODE] = '\0';
	return true;
}

size_t receipt_code_print(const char *code, char out[RECEIPT_CODE + 2])
{
	return text_print(out, RECEIPT_CODE + 2, "%.4s-%s", code, code + 4);
}

static void fact_name(const Desk *desk, const char *code, char out[RECEIPT_FACT_MAX])
{
	char hex[2 * ID_BYTES + 1];
	const Seal hash = desk_keyed(desk, "receipt", code, "");
	sodium_bin2hex(hex, sizeof hex, hash.bytes, ID_BYTES);
	text_print(out, RECEIPT_FACT_MAX, "r%s", hex);
}

/* One in seven draws has a check symbol that is no letter or digit: another is drawn. */
bool receipt_code_draw(Desk *desk, char ret_code[RECEIPT_CODE + 1], char ret_fact[RECEIPT_FACT_MAX], Error *err)
{
	for (int i = 0; i < DRAWS_MAX; i++) {
		bool usable;
		if (!draw_one(desk, ret_code, &usable, err))
			return false;
		if (!usable)
			continue;
		fact_name(desk, ret_code, ret_fact);
		return true;
	}
	return fail(err, ERROR_SYSTEM,
		    "The system's source of random numbers does not answer as it should: no receipt was made.");
}

bool desk_find_receipt(Desk *desk, const char *typed, Arena *arena, const char **ret_nhs, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	char code[RECEIPT_CODE + 1], name[RECEIPT_FACT_MAX];
	const Fact *fact = NULL;
	if (receipt_code_read(text_or(typed, ""), code)) {
		fact_name(desk, code, name);
		if (!ledger.ops->fact(ledger.self, name, arena, &fact, err))
			return false;
	}
	*ret_nhs = fact && fact->kind == FACT_RECEIPT ? fact->patient : NULL;
	return true;
}
