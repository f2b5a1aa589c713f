#include "base/code32.h"

#include <string.h>

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

char code32_symbol(unsigned value)
{
	return symbols[value & 31];
}

int code32_value(char symbol)
{
	if (symbol >= 'a' && symbol <= 'z')
		symbol = (char)(symbol - 'a' + 'A');
	symbol = symbol == 'O' ? '0' : symbol == 'I' || symbol == 'L' ? '1' : symbol;
	const char *found = symbol ? strchr(symbols, symbol) : NULL;
	return found ? (int)(found - symbols) : -1;
}
