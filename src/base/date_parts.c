#include "base/date_parts.h"

#include <string.h>

#include "base/macros.h"
#include "base/text.h"

/* One word of it: a number, or a month. */
typedef struct Token {
	int number, month;
	size_t digits;
} Token;

enum { TOKENS = 3, DIGITS_MAX = 4 };

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static size_t letters(const char *text)
{
	size_t n = 0;
	while (is_letter(text[n]))
		n++;
	return n;
}

/* The first n letters begin this name. */
static bool begins(const char *text, size_t n, const char *name)
{
	size_t same = 0;
	while (same < n && lower(text[same]) == name[same])
		same++;
	return same == n;
}

int date_take_month(const char **text)
{
	static const char *const names[] = {"january", "february", "march",	"april",   "may",      "june",
					    "july",    "august",   "september", "october", "november", "december"};
	const size_t n = letters(*text);
	for (size_t i = 0; n >= 3 && i < countof(names); i++) {
		if (begins(*text, n, names[i])) {
			*text += n;
			return (int)i + 1;
		}
	}
	return 0;
}

void date_pass_ordinal(const char **text)
{
	static const char *const endings[] = {"st", "nd", "rd", "th"};
	for (size_t i = 0; i < countof(endings); i++)
		if (letters(*text) == 2 && begins(*text, 2, endings[i])) {
			*text += 2;
			return;
		}
}

/* What is said beside day, month and year. */
static bool pass_word(const char **text)
{
	static const char *const words[] = {"the", "of"};
	static const char *const days[] = {"monday", "tuesday",	 "wednesday", "thursday",
					   "friday", "saturday", "sunday"};
	const size_t n = letters(*text);
	bool known = false;
	for (size_t i = 0; i < countof(words); i++)
		known |= n == strlen(words[i]) && begins(*text, n, words[i]);
	for (size_t i = 0; i < countof(days); i++)
		known |= n >= 3 && begins(*text, n, days[i]);
	*text += known ? n : 0;
	return known;
}

static void pass_gap(const char **text)
{
	static const char quote[] = "’";
	for (;;) {
		if (text_starts(*text, quote))
			*text += strlen(quote);
		else if (**text && strchr(" ,/-.'", **text))
			(*text)++;
		else
			return;
	}
}

static bool take_token(const char **text, Token *ret_token)
{
	*ret_token = (Token){.month = date_take_month(text)};
	if (ret_token->month)
		return true;
	for (; **text >= '0' && **text <= '9' && ret_token->digits <= DIGITS_MAX; ret_token->digits++)
		ret_token->number = ret_token->number * 10 + (*(*text)++ - '0');
	if (ret_token->digits <= 2)
		date_pass_ordinal(text);
	return ret_token->digits > 0 && ret_token->digits <= DIGITS_MAX;
}

/* False where there is anything else, or too much. */
static bool take_tokens(const char *text, Token tokens[TOKENS], size_t *ret_count)
{
	size_t count = 0;
	for (pass_gap(&text); *text; pass_gap(&text)) {
		if (pass_word(&text))
			continue;
		if (count == TOKENS || !take_token(&text, &tokens[count++]))
			return false;
		/* "14x", "7y": no word begins behind a number but the name of a month */
		const char *behind = text;
		if (!tokens[count - 1].month && is_letter(*text) && !date_take_month(&behind))
			return false;
	}
	*ret_count = count;
	return true;
}

static bool is_year(const Token *token)
{
	return token->digits == 2 || token->digits == 4;
}

static bool is_month(const Token *token)
{
	return token->month || (token->digits > 0 && token->digits <= 2);
}

static bool is_day(const Token *token)
{
	return token->digits == 1 || token->digits == 2;
}

static int month_of(const Token *token)
{
	return token->month ? token->month : token->number;
}

/* Which of the three is what; the month in letters may stand first. */
static bool order_tokens(const Token *t, size_t count, const Token **day, const Token **month, const Token **year)
{
	if (count == 2) {
		*month = &t[0];
		*year = &t[1];
		return t[1].digits == 4 && is_month(*month);
	}
	if (count != TOKENS)
		return false;
	const bool year_first = t[0].digits == 4, month_first = t[0].month != 0;
	*year = year_first ? &t[0] : &t[2];
	*month = month_first ? &t[0] : &t[1];
	*day = year_first ? &t[2] : month_first ? &t[1] : &t[0];
	return is_year(*year) && is_month(*month) && is_day(*day);
}

bool date_read_parts(const char *text, DateParts *ret_parts)
{
	Token tokens[TOKENS] = {{0}};
	const Token *day = NULL, *month, *year;
	size_t count;
	if (!take_tokens(text, tokens, &count) || !order_tokens(tokens, count, &day, &month, &year))
		return false;
	*ret_parts = (DateParts){
		.has_day = day != NULL,
		.day = day ? day->number : 0,
		.month = month_of(month),
		.year = year->number,
		.year_digits = year->digits,
		.named = month->month != 0,
		.year_first = year == &tokens[0],
	};
	return true;
}
