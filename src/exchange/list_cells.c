#include "exchange/list_cells.h"

#include <string.h>

#include "base/date_typed.h"
#include "base/error.h"
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
		*ret_why = "was cut by a spreadsheet (4.01E+09): make the column text, and save the list anew";
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
