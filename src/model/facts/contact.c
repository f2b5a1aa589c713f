#include "model/facts/contact.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"
#include "base/utf8.h"

enum { EMAIL_NAME_MAX = 64 };

static bool is_separator(char c)
{
	return c == ' ' || c == '-' || c == '.' || c == '(' || c == ')' || c == '/';
}

/* Digits and a leading plus, separators left out. False where anything else is among them or there are too many. */
static bool plain_number(const char *typed, char *out, size_t size)
{
	size_t count = 0;
	for (; *typed; typed++) {
		if (is_separator(*typed))
			continue;
		bool fits = (*typed >= '0' && *typed <= '9') || (*typed == '+' && count == 0);
		if (!fits || count + 1 == size)
			return false;
		out[count++] = *typed;
	}
	out[count] = '\0';
	return true;
}

/* What follows the country: "+44 (0)7700 …" is often written so. */
static const char *national_part(const char *number)
{
	static const char *const country[] = {"+44", "0044"};
	for (size_t i = 0; i < countof(country); i++)
		if (text_starts(number, country[i])) {
			number += strlen(country[i]);
			return *number == '0' ? number + 1 : number;
		}
	return *number == '0' ? number + 1 : NULL;
}

bool contact_mobile(const char *typed, char ret_mobile[CONTACT_MOBILE + 1], Error *err)
{
	scoped(arena_free) Arena arena = {0};
	char number[20] = "";
	const char *plain = utf8_tidy(&arena, typed);
	const char *national = plain_number(plain, number, sizeof number) ? national_part(number) : NULL;
	if (!national || strlen(national) != CONTACT_MOBILE - 1 || !text_all_digits(national) || *national != '7')
		return fail(err, ERROR_INPUT, "That is not a UK mobile number: it has 11 digits and begins 07.");
	text_print(ret_mobile, CONTACT_MOBILE + 1, "0%s", national);
	return true;
}

static bool domain_fits(const char *domain)
{
	size_t length = strlen(domain);
	const char *dot = strchr(domain, '.');
	return dot && *domain != '.' && *domain != '-' && domain[length - 1] != '.' && domain[length - 1] != '-' &&
	       !strstr(domain, "..");
}

/* Without the blanks at its ends; NULL where it is none. */
static const char *address_in(const char *typed, Arena *arena)
{
	const char *address = utf8_tidy(arena, typed), *at = strchr(address, '@');
	return text_is_address(address) && at - address <= EMAIL_NAME_MAX && domain_fits(at + 1) ? address : NULL;
}

bool contact_email(const char *typed, Error *err)
{
	scoped(arena_free) Arena arena = {0};
	return address_in(typed, &arena) ||
	       fail(err, ERROR_INPUT, "That is not an e-mail address: it looks like name@example.com.");
}

const char *contact_form(CodeChannel channel, const char *typed, Arena *arena)
{
	char mobile[CONTACT_MOBILE + 1];
	if (text_empty(typed))
		return "";
	if (channel == CODE_EMAIL)
		return text_or(address_in(typed, arena), "");
	return contact_mobile(typed, mobile, NULL) ? arena_text(arena, mobile) : "";
}

const char *contact_of(const Person *person, CodeChannel channel, Arena *arena)
{
	return contact_form(channel, channel == CODE_EMAIL ? person->email : person->mobile, arena);
}

/* Letters and digits in capitals, blanks left out. */
static size_t plain_postcode(const char *typed, char *out, size_t size)
{
	size_t count = 0;
	for (; *typed && count + 1 < size; typed++)
		if (*typed != ' ')
			out[count++] = *typed >= 'a' && *typed <= 'z' ? (char)(*typed - 'a' + 'A') : *typed;
	out[count] = '\0';
	return *typed ? 0 : count;
}

/* "A9 9AA", "A99 9AA", "AA9 9AA", "AA99 9AA", "A9A 9AA", "AA9A 9AA", as a letter A or a digit 9 for each character. */
static bool postcode_fits(const char *plain)
{
	static const char *const shapes[] = {"A99AA", "A999AA", "AA99AA", "AA999AA", "A9A9AA", "AA9A9AA"};
	char shape[CONTACT_POSTCODE] = "";
	for (size_t i = 0; plain[i]; i++)
		shape[i] = plain[i] >= '0' && plain[i] <= '9' ? '9' : plain[i] >= 'A' && plain[i] <= 'Z' ? 'A' : '?';
	for (size_t i = 0; i < countof(shapes); i++)
		if (text_is(shape, shapes[i]))
			return true;
	return false;
}

bool contact_postcode(const char *typed, char ret_postcode[CONTACT_POSTCODE + 1], Error *err)
{
	enum { INWARD = 3 };
	char plain[CONTACT_POSTCODE] = "";
	size_t length = plain_postcode(typed, plain, sizeof plain);
	if (length == 0 || !postcode_fits(plain))
		return fail(err, ERROR_INPUT, "That is not a UK postcode: it looks like LE8 0HD.");
	text_print(ret_postcode, CONTACT_POSTCODE + 1, "%.*s %s", (int)(length - INWARD), plain,
		   plain + length - INWARD);
	return true;
}

bool contact_says_reach(const Fact *contact)
{
	return contact->mobile || contact->email || contact->prefers || contact->online;
}
