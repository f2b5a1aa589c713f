#include <string.h>

#include "base/text.h"
#include "model/desk/inside.h"

enum { ID_CHARACTERS = 26 };

bool desk_new_id(Desk *desk, const char *prefix, char out[DESK_ID_MAX], Error *err)
{
	static const char base32[] = "abcdefghijklmnopqrstuvwxyz234567";
	unsigned char bytes[ID_CHARACTERS];
	char letters[ID_CHARACTERS + 1] = "";
	if (!desk->ports.entropy.fill(desk->ports.entropy.self, bytes, sizeof bytes, err))
		return false;
	for (size_t i = 0; i < ID_CHARACTERS; i++)
		letters[i] = base32[bytes[i] % 32];
	text_print(out, DESK_ID_MAX, "%s%s", prefix, letters);
	return true;
}

bool desk_draw_letters(Desk *desk, const char *letters, size_t count, char *out, Error *err)
{
	const size_t all = strlen(letters), fair = 256 - 256 % all;
	unsigned char byte = 0;
	for (size_t i = 0; i < count;) {
		if (!desk->ports.entropy.fill(desk->ports.entropy.self, &byte, 1, err))
			return false;
		if (byte < fair)
			out[i++] = letters[byte % all];
	}
	out[count] = '\0';
	return true;
}
