#include <string.h>

#include "base/text.h"
#include "base/utf8.h"
#include "model/desk_checks.h"

enum { MOBILE_DIGITS = 11, EMAIL_BYTES_MAX = 254, EMAIL_NAME_MAX = 64 };

/* --- What was typed --- */

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

bool contact_mobile(const char *typed, char ret_mobile[12], Error *err)
{
	char number[20];
	const char *national = plain_number(typed, number, sizeof number) ? national_part(number) : NULL;
	if (!national || strlen(national) != MOBILE_DIGITS - 1 || !text_all_digits(national) || *national != '7')
		return fail(err, ERROR_INPUT, "That is not a UK mobile number: it has 11 digits and begins 07.");
	text_print(ret_mobile, MOBILE_DIGITS + 1, "0%s", national);
	return true;
}

static bool domain_fits(const char *domain)
{
	size_t length = strlen(domain);
	const char *dot = strchr(domain, '.');
	return dot && *domain != '.' && *domain != '-' && domain[length - 1] != '.' && domain[length - 1] != '-'
		&& !strstr(domain, "..");
}

bool contact_email(const char *typed, Error *err)
{
	const char *at = strchr(typed, '@');
	bool fits = at && at != typed && at - typed <= EMAIL_NAME_MAX && !strchr(at + 1, '@')
		&& !strpbrk(typed, " ,;<>\"") && strlen(typed) <= EMAIL_BYTES_MAX && utf8_is_clean(typed) && domain_fits(at + 1);
	return fits || fail(err, ERROR_INPUT, "That is not an e-mail address: it looks like name@example.com.");
}

/* --- The fact --- */

static bool take_mobile(const char *typed, Arena *keep, const char **ret_mobile, Error *err)
{
	char mobile[MOBILE_DIGITS + 1] = "";
	if (*typed && !contact_mobile(typed, mobile, err))
		return false;
	*ret_mobile = arena_text(keep, mobile);
	return true;
}

static bool take_email(const char *typed, Arena *keep, const char **ret_email, Error *err)
{
	if (*typed && !contact_email(typed, err))
		return false;
	*ret_email = arena_text(keep, typed);
	return true;
}

/* A contact fact cannot say "no preference was given", so bringing that back names the way there then was to reach the
 * patient; without one, `none` reaches nobody just as well. */
static Prefers former_preference(const Person *person)
{
	if (person->prefers)
		return (Prefers)person->prefers;
	return !text_empty(person->mobile) ? PREFERS_SMS : !text_empty(person->email) ? PREFERS_EMAIL
		: person->online == TRUTH_TRUE ? PREFERS_ONLINE : PREFERS_NONE;
}

bool desk_contact_fact(const Person *person, const Contact *contact, Arena *keep, Fact *ret_fact, Fact *ret_restore,
		       Error *err)
{
	Fact fact = FACT_NONE, restore = FACT_NONE;
	fact.kind = restore.kind = FACT_CONTACT;
	if (contact->mobile && !take_mobile(contact->mobile, keep, &fact.mobile, err))
		return false;
	if (contact->email && !take_email(contact->email, keep, &fact.email, err))
		return false;
	fact.prefers = (WordByte)contact->prefers;
	if (!fact.mobile && !fact.email && !fact.prefers)
		return fail(err, ERROR_INPUT,
			    "Nothing was changed: give a mobile number, an e-mail address or a preference.");

	restore.mobile = fact.mobile ? arena_text(keep, text_or(person->mobile, "")) : NULL;
	restore.email = fact.email ? arena_text(keep, text_or(person->email, "")) : NULL;
	restore.prefers = fact.prefers ? (WordByte)former_preference(person) : 0;
	*ret_fact = fact;
	*ret_restore = restore;
	return true;
}

void desk_contact_remember(Chart *chart, const Fact *restore)
{
	OpenChart *open = chart_open(chart);
	Fact *kept = arena_alloc(&open->visit, sizeof *kept);
	*kept = *restore;
	open->last->restore = kept;
}

bool desk_contact(Desk *desk, Chart *chart, const char *mobile, const char *email, Prefers prefers, Error *err)
{
	Contact contact = {.mobile = mobile, .email = email, .prefers = prefers};
	Arena *keep = &chart_open(chart)->visit;
	Fact fact, restore;
	if (!desk_allows(desk, ACT_CONTACT, err)
	    || !desk_contact_fact(chart->world.person, &contact, keep, &fact, &restore, err)
	    || !desk_tell_facts(desk, chart, "changed the contact details", &fact, 1, err))
		return false;
	desk_contact_remember(chart, &restore);
	return true;
}
