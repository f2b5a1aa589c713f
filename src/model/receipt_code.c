/* The code of a receipt, and the fact that goes with it. */
#include <sodium.h>
#include <string.h>

#include "model/desk_state.h"
#include "model/receipt.h"

enum { DATA = RECEIPT_CODE - 1, CHECK_MODULUS = 37, BASE = 32, DRAWS_MAX = 64, ID_BYTES = 16 };

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; /* no I, L, O, U */

static unsigned check_of(const unsigned char values[DATA])
{
	unsigned check = 0;
	for (size_t i = 0; i < DATA; i++)
		check = (check * BASE + values[i]) % CHECK_MODULUS;
	return check;
}

static bool code_draw_one(Desk *desk, char ret_code[RECEIPT_CODE + 1], bool *ret_usable, Error *err)
{
	unsigned char values[DATA];
	if (!desk->ports.entropy.fill(desk->ports.entropy.self, values, sizeof values, err))
		return false;
	for (size_t i = 0; i < DATA; i++) {
		values[i] %= BASE; /* 256 is a multiple of 32 */
		ret_code[i] = symbols[values[i]];
	}
	const unsigned check = check_of(values);
	*ret_usable = check < BASE;
	ret_code[DATA] = symbols[check % BASE];
	ret_code[RECEIPT_CODE] = '\0';
	return true;
}

static int value_of(char c)
{
	if (c >= 'a' && c <= 'z')
		c = (char)(c - 'a' + 'A');
	c = c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c;
	const char *found = c ? strchr(symbols, c) : NULL;
	return found ? (int)(found - symbols) : -1;
}

bool receipt_code_read(const char *typed, char ret_code[RECEIPT_CODE + 1])
{
	unsigned char values[RECEIPT_CODE];
	size_t count = 0;
	for (; *typed; typed++) {
		if (*typed == '-' || *typed == ' ')
			continue;
		const int value = value_of(*typed);
		if (value < 0 || count == RECEIPT_CODE)
			return false;
		values[count++] = (unsigned char)value;
	}
	if (count < RECEIPT_CODE || check_of(values) != values[DATA])
		return false;
	for (size_t i = 0; i < RECEIPT_CODE; i++)
		ret_code[i] = symbols[values[i]];
	ret_code[RECEIPT_CODE] = '\0';
	return true;
}

size_t receipt_code_print(const char *code, char out[RECEIPT_CODE + 2])
{
	return text_print(out, RECEIPT_CODE + 2, "%.4s-%s", code, code + 4);
}

static void fact_name(const unsigned char key[DESK_KEY_BYTES], const char *code, char out[RECEIPT_FACT_MAX])
{
	static const char purpose[] = "receipt"; /* desk.key hashes other things too */
	unsigned char hash[crypto_generichash_BYTES];
	char hex[2 * ID_BYTES + 1];
	crypto_generichash_state state;
	crypto_generichash_init(&state, key, DESK_KEY_BYTES, sizeof hash);
	crypto_generichash_update(&state, (const unsigned char *)purpose, sizeof purpose);
	crypto_generichash_update(&state, (const unsigned char *)code, strlen(code) + 1);
	crypto_generichash_final(&state, hash, sizeof hash);
	sodium_bin2hex(hex, sizeof hex, hash, ID_BYTES);
	text_print(out, RECEIPT_FACT_MAX, "r%s", hex);
	sodium_memzero(&state, sizeof state);
}

/* One in seven draws has a check symbol that is no letter or digit: another is drawn. */
static bool draw(Desk *desk, Receipt *receipt, Error *err)
{
	for (int i = 0; i < DRAWS_MAX; i++) {
		bool usable;
		if (!code_draw_one(desk, receipt->code, &usable, err))
			return false;
		if (!usable)
			continue;
		fact_name(desk->ports.key, receipt->code, receipt->fact);
		return true;
	}
	return fail(err, ERROR_SYSTEM,
		    "The system's source of random numbers does not answer as it should: no receipt was made.");
}

bool receipt_make(Desk *desk, const Chart *chart, Instant since, const Language *language, Arena *arena,
		  Receipt *ret_receipt, Error *err)
{
	Receipt receipt = {0};
	if (!date_is_none(chart->world.person->died))
		return fail(err, ERROR_REFUSED,
			    "The patient has died: nothing new is handed out of their choices. Who has looked can be.");
	if (!desk_allows(desk, ACT_HAND_OUT, err) || !draw(desk, &receipt, err))
		return false;
	receipt_write(desk, chart, since, language, arena, &receipt);
	*ret_receipt = receipt;
	return true;
}

static bool check_new(void *context, Desk *desk, const TellingNow *now, Telling *telling, Error *err)
{
	(void)context;
	(void)desk;
	(void)err;
	for (size_t i = 0; i < now->world.facts.count; i++)
		if (text_is(now->world.facts.items[i].id, telling->facts[0].id))
			telling->count = 0;
	return true;
}

bool desk_hand_out_receipt(Desk *desk, Chart *chart, const Receipt *receipt, Error *err)
{
	Fact fact = FACT_NONE;
	if (!desk_allows(desk, ACT_HAND_OUT, err))
		return false;
	fact.kind = FACT_RECEIPT;
	fact.id = receipt->fact;
	Telling telling = {.facts = &fact, .count = 1, .check = check_new};
	return desk_tell(desk, chart, &telling, err);
}

bool desk_find_receipt(Desk *desk, const char *typed, Arena *arena, const char **ret_nhs, Error *err)
{
	Ledger ledger = desk->ports.ledger;
	char code[RECEIPT_CODE + 1], name[RECEIPT_FACT_MAX];
	const Fact *fact = NULL;
	if (receipt_code_read(text_or(typed, ""), code)) {
		fact_name(desk->ports.key, code, name);
		if (!ledger.ops->fact(ledger.self, name, arena, &fact, err))
			return false;
	}
	*ret_nhs = fact && fact->kind == FACT_RECEIPT ? fact->patient : NULL;
	return true;
}
