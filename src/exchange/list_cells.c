#include "exchange/list_cells.h"

#include <string.h>
#include <strings.h>

#include "base/date_typed.h"
#include "base/error.h"
#include "base/utf8.h"
#include "model/facts/nhs_number.h"

/* "4.01E+09": a spreadsheet's, and its last digits are lost. */
static bool is_scientific(const char *text)
{
	const size_t n = strspn(text, "0123456789.,");
	return n > 0 && (text[n] == 'e' || text[n] == 'E') && text[n + 1] &&
	       !text[n + 1 + strspn(text + n + 1, "+-0123456789")];
}

/* A fault stands within a sentence. */
static const char *without_stop(Arena *arena, const char *sentence)
{
	const size_t n = strlen(sentence);
	return arena_bytes(arena, sentence, n - (n > 0 && sentence[n - 1] == '.'));
}

const char *list_nhs_number(const char *cell, Arena *arena, const char **ret_why)
{
	NhsNumber number;
	Error err = {0};
	if (!cell)
		*ret_why = "is empty: find the number, or take the row out";
	else if (is_scientific(cell))
		*ret_why = arena_print(arena,
				       "was cut by a spreadsheet (%s): make the column text, and save the list anew",
				       utf8_clean(arena, cell));
	else if (!nhs_number_parse(cell, &number, &err))
		*ret_why = without_stop(arena, err.text);
	else
		return arena_text(arena, number.digits);
	return NULL;
}

/* "14/07/45": nobody knows of which century. */
static bool has_short_year(const char *text)
{
	const char *last = text + strlen(text);
	size_t digits = 0, parts = 0;
	while (last > text && last[-1] >= '0' && last[-1] <= '9') {
		last--;
		digits++;
	}
	for (const char *at = text; at < last; at++)
		parts += *at == '/' || *at == '-' || *at == '.' || *at == ' ';
	return digits == 2 && parts == 2 && strspn(text, "0123456789") <= 2;
}

const char *list_date(const char *cell, Date *ret_date)
{
	if (date_parse_listed(cell, ret_date))
		return NULL;
	return has_short_year(cell) ? "has a year of two digits: save the list with four"
				    : "is no date: the day comes before the month, as in 14/07/1945";
}

/* --- Times --- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One or two digits, or two exactly. */
static bool read_number(const char **at, bool two, int *ret_number)
{
	if (!is_digit(**at) || (two && !is_digit((*at)[1])))
		return false;
	int number = *(*at)++ - '0';
	if (is_digit(**at))
		number = 10 * number + (*(*at)++ - '0');
	*ret_number = number;
	return true;
}

static bool read_half(const char *text, int *hour)
{
	text += *text == ' ';
	if (!*text)
		return true;
	const bool after = strcasecmp(text, "pm") == 0;
	if ((!after && strcasecmp(text, "am") != 0) || *hour < 1 || *hour > 12)
		return false;
	*hour = *hour % 12 + 12 * after;
	return true;
}

/* All of the text: seconds are let pass. */
static bool read_clock(const char *text, int *ret_minute)
{
	int hour, minute, second;
	const bool joined = strspn(text, "0123456789") == 4;
	if (!read_number(&text, joined, &hour) || (!joined && *text != ':' && *text != '.'))
		return false;
	text += !joined;
	if (!read_number(&text, true, &minute) || is_digit(*text))
		return false;
	if (*text == ':' && (text++, !read_number(&text, true, &second)))
		return false;
	if (!read_half(text, &hour) || hour > 23 || minute > 59)
		return false;
	*ret_minute = 60 * hour + minute;
	return true;
}

/* Where the time begins behind a day, or NULL: at the first blank or T after which all is a time. */
static const char *behind_day(const char *text, int *ret_minute)
{
	for (const char *at = text; *at; at++)
		if ((*at == ' ' || *at == 'T') && at > text && read_clock(at + 1, ret_minute))
			return at;
	return NULL;
}

const char *list_time(const char *cell, Date *ret_date, int *ret_minute)
{
	char day[32] = "";
	int minute = *ret_minute;
	if (read_clock(cell, ret_minute) || date_parse_listed(cell, ret_date))
		return NULL;
	const char *end = behind_day(cell, &minute);
	if (end && (size_t)(end - cell) < sizeof day)
		memcpy(day, cell, (size_t)(end - cell));
	if (!*day || !date_parse_listed(day, ret_date))
		return "is no time of day, as in 09:10";
	*ret_minute = minute;
	return NULL;
}
